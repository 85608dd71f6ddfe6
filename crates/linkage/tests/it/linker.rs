//! The linker gives the same series, classes and worth whatever the order in which complaints
//! come, go and are corrected; and what it gives is what a reader would expect.

use faisceau_linkage::{
    Class, Correction, CorrectionId, Decision, Figures, Kind, Linker, Prepared, Record, RecordId,
    Role, Used, ValueKey,
};
use proptest::prelude::*;

use crate::deeds::{Deed, Lived, said, whole};
use crate::world::{complaint, correction, day, ids, value};

fn together(linker: &Linker, a: u128, b: u128) -> bool {
    linker
        .series_of(RecordId(a))
        .unwrap()
        .contains(&RecordId(b))
}

fn with(mut record: Record, heading: &str) -> Record {
    record.heading = Some(heading.into());
    record
}

#[test]
fn an_address_joins_two_complaints_and_says_so() {
    let address = "bc1qexample";
    let records = [
        complaint(1, &[(Kind::Crypto, address)]),
        complaint(2, &[(Kind::Crypto, address)]),
        complaint(3, &[]),
    ];
    let linker = whole(&records, &[]);
    assert!(together(&linker, 1, 2));
    assert!(!together(&linker, 1, 3));
    let standing = linker.value(&value(Kind::Crypto, address)).unwrap();
    assert_eq!(standing.class, Class::Link);
    assert_eq!(standing.tally.users, 2);
    assert!(standing.bits.unwrap().0 > 0);
}

#[test]
fn an_account_whose_users_agree_on_nothing_is_shared() {
    let headings = ["romance", "fake_shop", "sextortion", "rental", "investment"];
    let records: Vec<Record> = (0..40)
        .map(|id| {
            let own = format!("own{id}@example.net");
            let values = [(Kind::Iban, "FR76"), (Kind::Email, own.as_str())];
            with(complaint(id, &values), headings[(id % 5) as usize])
        })
        .collect();
    let linker = whole(&records, &[]);
    let standing = linker.value(&value(Kind::Iban, "FR76")).unwrap();
    assert_eq!(standing.class, Class::Shared);
    assert_eq!(linker.series_of(RecordId(0)).unwrap().len(), 1);
}

/// Complaints by eight that share a mail; more uses of values than one core takes in alone.
fn many(heading: &str) -> Vec<Record> {
    (0..1_600)
        .map(|id| {
            let own = format!("own{id}@example.net");
            let mail = format!("{}@example.net", id / 8);
            let values = [(Kind::Email, own.as_str()), (Kind::Email, mail.as_str())];
            with(complaint(id, &values), heading)
        })
        .collect()
}

#[test]
fn a_batch_is_what_comes_one_by_one_and_the_later_of_two_stays() {
    let (first, second) = (many("romance"), many("rental"));
    let mut batch: Vec<Prepared> = first.iter().cloned().map(Prepared::of).collect();
    let again = second[..100].iter().chain(&second[50..60]);
    batch.extend(again.cloned().map(Prepared::of));
    let mut linker = Linker::new(Figures::third(), Vec::new());
    linker.insert(&second[7]);
    linker.settle();
    linker.insert_many(batch);
    linker.settle_unsaid();
    let mut one_by_one = Linker::new(Figures::third(), Vec::new());
    let stand: Vec<Record> = second[..100].iter().chain(&first[100..]).cloned().collect();
    for record in stand.iter().rev() {
        one_by_one.insert(record);
        one_by_one.settle();
    }
    assert_eq!(said(&linker, &stand), said(&one_by_one, &stand));
    assert_eq!(linker.series_of(RecordId(16)).unwrap().len(), 8);
}

#[test]
fn a_picture_made_everybodys_by_a_batch_says_nothing_any_more() {
    let pictured = |id: u128| {
        let own = format!("own{id}@example.net");
        let mut record = complaint(id, &[(Kind::Email, own.as_str())]);
        record.image = Some([7; 32]);
        record
    };
    let records: Vec<Record> = (0..90).map(pictured).collect();
    for half in [10, 60, 80] {
        let mut linker = Linker::new(Figures::third(), Vec::new());
        for part in [&records[..half], &records[half..]] {
            linker.insert_many(part.iter().cloned().map(Prepared::of).collect());
            linker.settle();
        }
        assert_eq!(
            said(&linker, &records),
            said(&whole(&records, &[]), &records)
        );
    }
}

#[test]
fn what_is_said_of_a_victim_never_links() {
    let mut records = [
        complaint(1, &[(Kind::Phone, "+33612345678")]),
        complaint(2, &[(Kind::Phone, "+33612345678")]),
    ];
    for (role, links) in [
        (Role::Victim, false),
        (Role::Impersonated, false),
        (Role::Unknown, true),
        (Role::Offender, true),
    ] {
        records[1].values[0].role = role;
        assert_eq!(together(&whole(&records, &[]), 1, 2), links, "{role:?}");
    }
}

/// Two established groups of complaints, and one account in common.
fn two_groups() -> Vec<Record> {
    (0..24)
        .map(|id| {
            let (group, heading) = if id < 12 {
                ("a", "romance")
            } else {
                ("b", "rental")
            };
            let phone = format!("+3361111{group}");
            let mail = format!("{group}@example.net");
            let mut values = vec![(Kind::Phone, phone.as_str()), (Kind::Email, mail.as_str())];
            if id == 3 || id == 15 {
                values.push((Kind::Email, "mule@example.net"));
            }
            with(complaint(id, &values), heading)
        })
        .collect()
}

#[test]
fn one_identifier_does_not_join_two_established_groups() {
    let linker = whole(&two_groups(), &[]);
    assert!(together(&linker, 0, 11));
    assert!(together(&linker, 12, 23));
    assert!(!together(&linker, 0, 12));
}

#[test]
fn decisions_are_obeyed_and_leave_no_trace_once_withdrawn() {
    let records = two_groups();
    let before = whole(&records, &[]).labels();
    let owned = Decision::Owned(value(Kind::Email, "mule@example.net"));
    let decisions = [
        (Decision::MustLink(ids(&[3, 15])), true),
        (owned, true),
        (Decision::CannotLink(ids(&[0]), ids(&[12])), false),
    ];
    for (decision, joined) in decisions {
        let mut linker = whole(&records, &[]);
        linker
            .correct(vec![correction(1, decision.clone())])
            .unwrap();
        linker.settle();
        assert_eq!(together(&linker, 0, 12), joined, "{decision:?}");
        linker.correct(Vec::new()).unwrap();
        linker.settle();
        assert_eq!(linker.labels(), before, "{decision:?}");
    }
}

#[test]
fn a_wall_inside_a_group_keeps_its_two_sides_apart() {
    let apart = correction(1, Decision::CannotLink(ids(&[1]), ids(&[2])));
    let linker = whole(&two_groups(), &[apart]);
    assert!(!together(&linker, 1, 2));
}

#[test]
fn two_confirmed_series_are_not_merged_by_values() {
    let confirmed = [
        correction(1, Decision::Confirm(ids(&[0, 1]))),
        correction(2, Decision::Confirm(ids(&[2, 3]))),
    ];
    let linker = whole(&two_groups(), &confirmed);
    assert!(together(&linker, 0, 1));
    assert!(together(&linker, 2, 3));
    assert!(!together(&linker, 0, 2));
}

#[test]
fn a_contradiction_changes_nothing() {
    let mut linker = whole(&two_groups(), &[]);
    let contradiction = vec![
        correction(1, Decision::MustLink(ids(&[1, 2]))),
        correction(2, Decision::CannotLink(ids(&[1]), ids(&[2]))),
    ];
    assert!(linker.correct(contradiction).is_err());
    linker.settle();
    assert!(together(&linker, 1, 2));
}

fn any_record(ids: u128) -> impl Strategy<Value = Record> {
    let kinds = prop::sample::select(vec![
        Kind::Crypto,
        Kind::Iban,
        Kind::Phone,
        Kind::Email,
        Kind::Url,
        Kind::Handle,
        Kind::Ip,
    ]);
    // Few keys, drawn unevenly, so that values are shared, chains form and groups are cut.
    let key = prop_oneof![2 => 0_u8..2, 5 => 2_u8..14, 3 => 14_u8..200];
    let used = (kinds, key).prop_map(|(kind, key)| Used {
        value: ValueKey::new(kind, &key.to_string()),
        role: Role::Unknown,
    });
    let texts = [
        "",
        "vous devez payer une taxe de livraison ici maintenant",
        "je suis conseiller de votre banque et vous appelle maintenant",
    ];
    let text = prop::sample::select(texts.to_vec());
    let image = prop::option::weighted(0.2, (0_u8..4, 0_u8..8));
    (
        0..ids,
        0_i64..30,
        prop::collection::vec(used, 0..5),
        0_u8..4,
        text,
        image,
    )
        .prop_map(|(id, received, values, heading, text, image)| {
            let mut record = complaint(id, &[]);
            record.received_at = day(received);
            record.occurred_at = Some(day(received / 2));
            record.values = values;
            record.heading = (heading > 0).then(|| heading.to_string());
            record.text = (!text.is_empty()).then(|| text.to_owned());
            record.image = image.map(|(picture, flipped)| {
                let mut bytes = [picture.wrapping_mul(85); 32];
                bytes[0] ^= flipped;
                bytes
            });
            record
        })
}

fn any_decision(all: u128) -> impl Strategy<Value = Decision> {
    let some = || prop::collection::vec((0..all).prop_map(RecordId), 1..4);
    let any_value = || (0_u8..14).prop_map(|key| ValueKey::new(Kind::Phone, &key.to_string()));
    prop_oneof![
        any_value().prop_map(Decision::Shared),
        any_value().prop_map(Decision::Owned),
        some().prop_map(Decision::MustLink),
        some().prop_map(Decision::Confirm),
        (some(), some()).prop_map(|(one, other)| Decision::CannotLink(one, other)),
    ]
}

fn deeds(all: u128) -> impl Strategy<Value = Vec<Deed>> {
    let decided = (0_u128..6, any_decision(all)).prop_map(|(id, decision)| {
        Deed::Decide(Correction {
            id: CorrectionId(id),
            decision,
        })
    });
    let deed = prop_oneof![
        80 => any_record(all).prop_map(Deed::Arrive),
        8 => (0..all).prop_map(|id| Deed::Erase(RecordId(id))),
        5 => decided,
        2 => (0_u128..6).prop_map(|id| Deed::Withdraw(CorrectionId(id))),
        20 => Just(Deed::Settle),
    ];
    prop::collection::vec(deed, 1..160)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_order_gives_what_the_whole_gives(deeds in deeds(90), seed in any::<u64>()) {
        let mut step_by_step = Lived::new();
        deeds.iter().for_each(|deed| step_by_step.live(deed));
        step_by_step.live(&Deed::Settle);
        prop_assert_eq!(step_by_step.misread(), None);
        let (corrections, mut records) =
            (step_by_step.standing.corrections.clone(), step_by_step.standing.records());
        let at_once = whole(&records, &corrections);
        prop_assert_eq!(said(&step_by_step.linker, &records), said(&at_once, &records));
        // Another order of arrival, all at once.
        let turn = usize::try_from(seed % (records.len() as u64 + 1)).unwrap();
        records.rotate_left(turn);
        let half = records.len() / 2;
        records[half..].reverse();
        let other = whole(&records, &corrections);
        prop_assert_eq!(said(&other, &records), said(&at_once, &records));
    }
}
