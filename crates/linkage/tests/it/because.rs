//! Explanations of the linker: paths and sums found by hand on small worlds.

use faisceau_linkage::{
    Class, Correction, CorrectionId, Decision, Explained, Figures, Ground, GroupSeen, Kind,
    LeftOut, Linker, NotJoined, Reason, Record, RecordId, Refusal, Role, Thread, WhyNot,
};

use crate::world::{complaint, correction, day, ids, value};

pub(crate) fn linked<'a>(
    records: impl Iterator<Item = &'a Record>,
    corrections: &[Correction],
) -> Linker {
    linked_by(Figures::third(), records, corrections)
}

pub(crate) fn linked_by<'a>(
    figures: Figures,
    records: impl Iterator<Item = &'a Record>,
    corrections: &[Correction],
) -> Linker {
    let mut linker = Linker::new(figures, Vec::new());
    linker.correct(corrections.to_vec()).unwrap();
    records.for_each(|record| linker.insert(record));
    linker.settle();
    linker
}

/// The explanation with the complaints read.
pub(crate) fn explained(linker: &Linker, records: &[Record], of: &[u128]) -> Explained {
    let mut explained = linker.explain(&ids(of)).unwrap();
    for id in explained.named() {
        explained.read(records.iter().find(|record| record.id == id).unwrap());
    }
    explained
}

fn with(mut record: Record, heading: &str) -> Record {
    record.heading = Some(heading.into());
    record
}

fn thread(ground: &Ground) -> &Thread {
    match ground {
        Ground::Thread(thread) => thread,
        other => panic!("not a thread: {other:?}"),
    }
}

/// Two established groups that one mailbox links, on complaints 3 and 15, which hang by two values
/// in their group and yet share two with nobody.
fn hinged() -> Vec<Record> {
    let mut records = lent();
    for (at, shop) in [(3, "a.example"), (15, "b.example")] {
        let (phone, mail) = (0, 1);
        records[at].values.remove(mail);
        records[at + 1].values.remove(phone);
        for record in &mut records[at..=at + 1] {
            record.values.push(faisceau_linkage::Used {
                value: value(Kind::Url, shop),
                role: Role::Unknown,
            });
        }
    }
    records
}

/// The same, each of the two complaints having every value of its group.
fn lent() -> Vec<Record> {
    (0..24)
        .map(|id| {
            let group = if id < 12 { "a" } else { "b" };
            let (phone, mail) = (format!("+3361111{group}"), format!("{group}@example.net"));
            let mut values = vec![(Kind::Phone, phone.as_str()), (Kind::Email, mail.as_str())];
            if id == 3 || id == 15 {
                values.push((Kind::Email, "mule@example.net"));
                return complaint(id, &values);
            }
            with(complaint(id, &values), group)
        })
        .collect()
}

fn seen(first: u128, size: usize) -> GroupSeen {
    GroupSeen {
        first: RecordId(first),
        size,
    }
}

#[test]
fn a_shared_address_is_said_with_its_users_dates_bits_and_places() {
    let address = (Kind::Crypto, "bc1qexample");
    let records = [
        complaint(1, &[(Kind::Phone, "+33611111111"), address]),
        complaint(2, &[address]),
        complaint(3, &[]),
    ];
    let linker = linked(records.iter(), &[]);
    let said = explained(&linker, &records, &[2, 1]);
    assert!(said.together);
    assert_eq!((said.version, said.members), (3, 2));
    let [step] = &said.path[..] else {
        panic!("one step: {:?}", said.path)
    };
    assert_eq!((step.from, step.to), (RecordId(2), RecordId(1)));
    let found = thread(&step.ground);
    assert_eq!(found.weighed.bits.unwrap().0, 900 + 50);
    assert_eq!((found.weighed.tally.users, found.within.users), (2, 2));
    assert_eq!((found.within.first, found.within.last), (day(1), day(2)));
    let corroborated = Reason::Agrees {
        corroborated: 0,
        arrivals: 1,
    };
    assert_eq!(found.weighed.reason, corroborated);
    let places: Vec<_> = found.said.iter().map(|s| (s.record.0, s.place)).collect();
    assert_eq!(places, [(2, Some(0)), (1, Some(1))]);
    let [
        LeftOut {
            record,
            value,
            because,
            ..
        },
    ] = &said.not_used[..]
    else {
        panic!("one value alone: {:?}", said.not_used)
    };
    assert_eq!((record.0, value.kind), (1, Kind::Phone));
    assert_eq!(*because, WhyNot::Alone);
    assert!(!explained(&linker, &records, &[1, 3]).together);
    assert!(!explained(&linker, &records, &[3]).together);
}

#[test]
fn only_one_or_two_complaints_held_are_explained() {
    let linker = linked([complaint(1, &[]), complaint(2, &[])].iter(), &[]);
    for asked in [&[][..], &[7], &[1, 7], &[1, 2, 1]] {
        assert_eq!(linker.explain(&ids(asked)), None, "{asked:?}");
    }
    assert_eq!(linker.explain(&ids(&[1, 1])), linker.explain(&ids(&[1])));
}

#[test]
fn evidence_can_be_added_up_by_hand() {
    let handle = (Kind::Handle, "telegram:paul");
    let records = [
        with(complaint(1, &[handle]), "romance"),
        with(complaint(2, &[handle]), "romance"),
    ];
    let linker = linked(records.iter(), &[]);
    let said = explained(&linker, &records, &[1]);
    let [step] = &said.path[..] else {
        panic!("one step: {:?}", said.path)
    };
    let Ground::Evidence(found) = &step.ground else {
        panic!("evidence: {:?}", step.ground)
    };
    assert_eq!(found.groups, [seen(1, 1), seen(2, 1)]);
    assert_eq!((found.start, found.size), (-610, 0));
    assert_eq!(
        (found.values[0].groups, found.values[0].bits),
        (2, 330 + 500)
    );
    let headings = found.headings;
    assert_eq!(
        (headings.compared, headings.same, headings.bits),
        (1, 1, 370)
    );
    assert_eq!((found.sum, found.threshold), (-610 + 830 + 370, 200));
    // The handle links nobody at once, and yet is not left out.
    assert_eq!(said.not_used, []);
    assert_eq!(said.alternatives, []);
}

#[test]
fn what_falls_short_is_an_alternative_and_a_proposed_value() {
    let phone = (Kind::Phone, "+33611111111");
    let records = [
        with(
            complaint(1, &[phone, (Kind::Email, "a@example.net")]),
            "rental",
        ),
        with(
            complaint(2, &[phone, (Kind::Email, "b@example.net")]),
            "romance",
        ),
    ];
    let said = explained(&linked(records.iter(), &[]), &records, &[2, 1]);
    assert!(!said.together);
    assert_eq!((said.path.len(), said.direct.len()), (0, 0));
    let [other] = &said.alternatives[..] else {
        panic!("one alternative: {:?}", said.alternatives)
    };
    assert_eq!(other.because, NotJoined::Below);
    assert_eq!(other.evidence.groups, [seen(2, 1), seen(1, 1)]);
    assert_eq!(
        (other.evidence.sum, other.evidence.threshold),
        (-610 + 750 + 50, 200)
    );
    let proposed = |left: &&LeftOut| match &left.because {
        WhyNot::Class(weighed) => weighed.class == Class::Propose,
        _ => false,
    };
    assert_eq!(said.not_used.iter().filter(proposed).count(), 2);
}

#[test]
fn the_alternatives_beyond_those_listed_are_counted() {
    let phones: Vec<String> = (0..40).map(|n| format!("+336111111{n}")).collect();
    let all: Vec<(Kind, &str)> = phones.iter().map(|p| (Kind::Phone, &p[..])).collect();
    let mut records = vec![with(complaint(0, &all), "rental")];
    records[0].values.push(faisceau_linkage::Used {
        value: value(Kind::Email, "a@example.net"),
        role: Role::Unknown,
    });
    for (id, phone) in (1..).zip(&all) {
        let mail = format!("b{id}@example.net");
        let other = complaint(id, &[*phone, (Kind::Email, &mail)]);
        records.push(with(other, "romance"));
    }
    let said = explained(&linked(records.iter(), &[]), &records, &[0]);
    assert_eq!((said.alternatives.len(), said.more_alternatives), (32, 8));
    // All worth the same: the earliest first.
    assert_eq!(said.alternatives[31].evidence.groups[1], seen(32, 1));
}

#[test]
fn a_hinge_is_said_with_the_groups_it_alone_joins() {
    let records = hinged();
    let said = explained(&linked(records.iter(), &[]), &records, &[15]);
    let cut = said.not_used.iter().find_map(|left| match &left.because {
        WhyNot::Cut { own, others, .. } => Some((left.value.clone(), *own, others.clone())),
        _ => None,
    });
    let hinge = value(Kind::Email, "mule@example.net");
    assert_eq!(cut, Some((hinge, seen(12, 12), vec![seen(0, 12)])));
    let other = &said.alternatives[0];
    assert_eq!(other.because, NotJoined::Below);
    assert_eq!(
        (other.evidence.sum, other.evidence.size),
        (-150 + 450 - 90, -90)
    );
}

#[test]
fn a_lent_value_is_said_and_counts_nothing() {
    let mut records = lent();
    let mule = value(Kind::Email, "mule@example.net");
    for (at, record) in records.iter_mut().enumerate() {
        record.heading = Some("romance".to_owned());
        if at >= 12 && record.values.iter().all(|used| used.value != mule) {
            record.values.push(faisceau_linkage::Used {
                value: mule.clone(),
                role: Role::Unknown,
            });
        }
    }
    let said = explained(&linked(records.iter(), &[]), &records, &[3]);
    let lent = |left: &&LeftOut| matches!(left.because, WhyNot::Lent(_));
    let found = said.not_used.iter().find(lent);
    assert_eq!(found.map(|left| &left.value), Some(&mule));
    let [other] = &said.alternatives[..] else {
        panic!("one other group: {:?}", said.alternatives)
    };
    assert_eq!(other.evidence.groups.map(|group| group.size), [12, 12]);
    let [shared] = &other.evidence.values[..] else {
        panic!("one value: {:?}", other.evidence)
    };
    assert!(shared.value == mule && shared.thin && shared.bits == 0);
    let mut before = Linker::new(Figures::second(), Vec::new());
    records.iter().for_each(|record| before.insert(record));
    before.settle();
    let said = explained(&before, &records, &[3]);
    assert!(
        !said.not_used.iter().any(|left| lent(&left)),
        "{:?}",
        said.not_used
    );
}

#[test]
fn a_decision_is_a_step_of_the_path() {
    let records = hinged();
    let tie = correction(9, Decision::MustLink(ids(&[15, 3])));
    let said = explained(&linked(records.iter(), &[tie]), &records, &[0, 12]);
    let ends: Vec<_> = said.path.iter().map(|s| (s.from.0, s.to.0)).collect();
    assert_eq!(ends, [(0, 3), (3, 15), (15, 12)]);
    assert_eq!(thread(&said.path[0].ground).weighed.value.kind, Kind::Phone);
    let decided = Ground::Decision {
        by: CorrectionId(9),
        records: ids(&[3, 15]),
    };
    assert_eq!(said.path[1].ground, decided);
}

#[test]
fn among_paths_as_strong_the_shortest_is_said() {
    let records = [1, 2, 3].map(|id| complaint(id, &[]));
    let ties = [[1, 2], [2, 3], [1, 3]].map(|tied| Decision::MustLink(ids(&tied)));
    let ties: Vec<_> = (1..)
        .zip(ties)
        .map(|(id, tie)| correction(id, tie))
        .collect();
    let said = explained(&linked(records.iter(), &ties), &records, &[1, 3]);
    let ends: Vec<_> = said.path.iter().map(|s| (s.from.0, s.to.0)).collect();
    assert_eq!(ends, [(1, 3)]);
}

#[test]
fn a_wall_is_named_where_it_keeps_a_value_or_a_group_away() {
    let address = (Kind::Crypto, "bc1qexample");
    let handle = (Kind::Handle, "telegram:paul");
    let records = [
        complaint(1, &[address]),
        complaint(2, &[address]),
        complaint(3, &[handle]),
        complaint(4, &[handle]),
    ];
    let walls = [
        correction(5, Decision::CannotLink(ids(&[1]), ids(&[2]))),
        correction(6, Decision::CannotLink(ids(&[4]), ids(&[3]))),
    ];
    let linker = linked(records.iter(), &walls);
    let said = explained(&linker, &records, &[2]);
    let WhyNot::Refused { by, .. } = &said.not_used[0].because else {
        panic!("refused: {:?}", said.not_used)
    };
    assert_eq!(*by, Refusal::Wall(CorrectionId(5)));
    let said = explained(&linker, &records, &[3]);
    let refused = NotJoined::Refused(Refusal::Wall(CorrectionId(6)));
    assert_eq!(said.alternatives[0].because, refused);
}

#[test]
fn a_role_that_forbids_to_link_is_said() {
    let phone = (Kind::Phone, "+33611111111");
    let mut records = [complaint(1, &[phone]), complaint(2, &[phone])];
    records[0].values[0].role = Role::Victim;
    let said = explained(&linked(records.iter(), &[]), &records, &[1]);
    assert_eq!(said.not_used.len(), 1);
    assert_eq!(said.not_used[0].because, WhyNot::Role(Role::Victim));
    assert_eq!(said.not_used[0].value, value(Kind::Phone, phone.1));
}
