//! Each figure of an explanation is counted again by hand from the complaints.

use faisceau_linkage::{
    Because, Class, Correction, CorrectionId, Decision, Explainer, Kind, Params, Reason, Record,
    RecordId, Role, Touched, Unused, Used, Why,
};

use crate::store::Store;
use crate::world::{complaint, correction, day, ids, value};

const MAIL: (Kind, &str) = (Kind::Email, "vente@exemple.fr");
const PHONE: (Kind, &str) = (Kind::Phone, "+33639980004");
const SITE: (Kind, &str) = (Kind::Url, "boutique.exemple");
const HUB: (Kind, &str) = (Kind::Url, "reseau.exemple");
const HANDLE: (Kind, &str) = (Kind::Handle, "insta:anna");

/// 1 –mail– 2 –site– 3 –phone– 4, 2 –mail– 5 –phone– 3; a hub, a handle, a victim's number.
fn store(corrections: Vec<Correction>) -> Store {
    let mut second = complaint(2, &[HUB, MAIL, SITE]);
    second.values.push(Used {
        value: value(Kind::Phone, "+33639980099"),
        role: Role::Victim,
    });
    let mut records: Vec<Record> = vec![
        complaint(1, &[MAIL]),
        second,
        complaint(3, &[SITE, PHONE]),
        complaint(4, &[PHONE, HANDLE]),
        complaint(5, &[MAIL, PHONE]),
        complaint(6, &[HANDLE, (Kind::Iban, "LT121000011101001000")]),
    ];
    records.extend((10..15).map(|id| complaint(id, &[HUB])));
    let mut store = Store::new(Params::first().with_hard_cap(4));
    store.corrections = corrections;
    for record in records {
        store.add(record);
    }
    store
}

fn with<T>(store: &Store, id: u128, ask: impl FnOnce(&Explainer<'_>) -> T) -> T {
    let touched = Touched {
        records: ids(&[id]),
        values: Vec::new(),
    };
    let set = store.closed(touched);
    let params = store.params.as_ref().unwrap();
    ask(&Explainer::new(&set, params, &store.corrections).unwrap())
}

fn shown(because: &Because) -> (String, u64) {
    match because {
        Because::Value {
            weighed, within, ..
        } => (weighed.value.key.to_string(), within.users),
        Because::Decision { by, records } => (format!("decision {}", by.0), records.len() as u64),
        other => panic!("unknown evidence {other:?}"),
    }
}

#[test]
fn the_evidence_table_counts_users_first_and_last() {
    let store = store(Vec::new());
    let table = with(&store, 3, |explainer| {
        explainer.evidence(RecordId(3)).unwrap()
    });
    let rows: Vec<_> = table.iter().map(shown).collect();
    let row = |(_, key): (Kind, &str), users| (key.to_string(), users);
    assert_eq!(rows, [row(MAIL, 3), row(PHONE, 3), row(SITE, 2)]);
    let Because::Value {
        weighed,
        within,
        sources,
    } = &table[0]
    else {
        panic!("a value is expected first");
    };
    assert_eq!((within.first, within.last), (day(1), day(5)));
    assert_eq!(weighed.reason, Reason::ExactHard);
    let places: Vec<_> = sources.iter().map(|s| (s.record.0, s.place)).collect();
    assert_eq!(places, [(1, 0), (2, 1), (5, 0)]);
}

#[test]
fn a_membership_says_what_joins_and_what_was_not_used() {
    let store = store(Vec::new());
    let why = with(&store, 2, |e| e.membership(RecordId(2)).unwrap());
    assert!(why.together);
    assert_eq!(why.version, 1);
    let rows: Vec<_> = why.because.iter().map(|b| shown(b).0).collect();
    assert_eq!(rows, [MAIL.1, SITE.1]);
    let unused: Vec<_> = why
        .not_used
        .iter()
        .map(|n| (&*n.value.key, &n.because))
        .collect();
    let over = Unused::Class(Class::Shared, Reason::OverCap { cap: 4 });
    let victim = Unused::Role(Role::Victim);
    assert_eq!(unused, [(HUB.1, &over), ("+33639980099", &victim)]);
    assert_eq!(why.not_used[0].tally.unwrap().users, 6);
    assert_eq!(why.not_used[1].tally, None);
}

#[test]
fn a_complaint_alone_is_told_its_open_questions() {
    let store = store(Vec::new());
    let why = with(&store, 6, |e| e.membership(RecordId(6)).unwrap());
    assert!(!why.together && why.because.is_empty());
    assert_eq!(why.alternatives[0].why, Why::ProposeClass);
    assert_eq!(why.alternatives[0].users, ids(&[4, 6]));
    let iban = &why.not_used[1];
    assert_eq!(
        (iban.because.clone(), iban.tally.unwrap().users),
        (Unused::Alone, 1)
    );
}

#[test]
fn the_path_takes_the_strongest_weakest_step() {
    // 2 and 3 share a site, but mail then phone is a stronger chain than the site alone.
    let store = store(Vec::new());
    let why = with(&store, 2, |e| e.pair(RecordId(2), RecordId(3)).unwrap());
    assert!(why.together);
    assert_eq!(shown(&why.because[0]).0, SITE.1);
    let steps: Vec<_> = why
        .path
        .iter()
        .map(|step| (step.from.0, shown(&step.because), step.to.0))
        .collect();
    let by = |(_, key): (Kind, &str)| (key.to_string(), 2);
    assert_eq!(steps, [(2, by(MAIL), 5), (5, by(PHONE), 3)]);
}

#[test]
fn a_pair_apart_has_no_path_and_a_stranger_no_explanation() {
    let store = store(Vec::new());
    let why = with(&store, 1, |e| e.pair(RecordId(1), RecordId(1)).unwrap());
    assert!(why.together && why.path.is_empty());
    assert!(with(&store, 6, |e| e.pair(RecordId(6), RecordId(1))).is_none());
    assert!(with(&store, 6, |e| e.evidence(RecordId(99))).is_none());
    let apart = Decision::CannotLink(ids(&[1, 2, 5]), ids(&[3, 4]));
    let store = self::store(vec![correction(7, apart)]);
    let why = with(&store, 1, |e| e.pair(RecordId(1), RecordId(4)).unwrap());
    assert!(!why.together && why.path.is_empty() && why.because.is_empty());
    let phone = &why.alternatives[0];
    assert_eq!(phone.value, value(PHONE.0, PHONE.1));
    assert_eq!(phone.why, Why::CannotLink(CorrectionId(7)));
}

#[test]
fn a_decision_comes_before_any_value() {
    let must = correction(9, Decision::MustLink(ids(&[6, 1, 77])));
    let store = store(vec![must]);
    let why = with(&store, 6, |e| e.pair(RecordId(6), RecordId(2)).unwrap());
    let steps: Vec<_> = why.path.iter().map(|s| shown(&s.because).0).collect();
    assert_eq!(steps, ["decision 9", MAIL.1]);
    let table = with(&store, 6, |e| e.evidence(RecordId(6)).unwrap());
    assert_eq!(shown(&table[0]), ("decision 9".to_string(), 2));
}
