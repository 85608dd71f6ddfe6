//! The first rule: exact hard identifiers, roles, caps, static lists.

use faisceau_linkage::{
    Batch, Class, Decision, Kind, NoiseList, Params, Pattern, Reason, Record, Refused, Role, Used,
    ValueKey, Why, group,
};

use crate::world::{complaint, complaint_on, correction, day, ids, series, value, with_role};

const IBAN: (Kind, &str) = (Kind::Iban, "FR7630006000011234567890189");
const MAIL: (Kind, &str) = (Kind::Email, "vente@exemple.fr");

fn alone(records: &[Record], params: &Params) -> Vec<Vec<u128>> {
    series(&group(records, params, &[]).unwrap())
}

#[test]
fn complaints_join_through_a_chain_of_hard_values() {
    let records = [
        complaint(3, &[MAIL]),
        complaint(1, &[IBAN]),
        complaint(2, &[IBAN, MAIL, IBAN]),
        complaint(4, &[(Kind::Phone, "+33639980001")]),
    ];
    let grouping = group(&records, &Params::first(), &[]).unwrap();
    assert_eq!(series(&grouping), [vec![1, 2, 3]]);
    let labels: Vec<(u128, u128)> = grouping.labels().map(|(id, l)| (id.0, l.0)).collect();
    assert_eq!(labels, [(1, 1), (2, 1), (3, 1), (4, 4)]);
    let iban = grouping.value(&value(IBAN.0, IBAN.1)).unwrap();
    assert_eq!((iban.class, iban.tally.users), (Class::Link, 2));
    assert_eq!((iban.tally.first, iban.tally.last), (day(1), day(2)));
    assert!(
        grouping
            .value(&value(Kind::Phone, "+33639980001"))
            .is_none()
    );
}

#[test]
fn the_victims_and_the_impersonated_never_link() {
    for role in [Role::Victim, Role::Impersonated] {
        let records = [
            with_role(complaint(1, &[IBAN]), role),
            with_role(complaint(2, &[IBAN]), Role::Offender),
        ];
        assert!(alone(&records, &Params::first()).is_empty(), "{role:?}");
    }
    for role in [Role::Offender, Role::Unknown] {
        let records = [
            with_role(complaint(1, &[IBAN]), role),
            complaint(2, &[IBAN]),
        ];
        assert_eq!(alone(&records, &Params::first()), [[1, 2]], "{role:?}");
    }
}

#[test]
fn a_value_over_its_cap_is_shared_by_many() {
    let params = Params::first().with_hard_cap(3);
    let mut records: Vec<Record> = (1..=3).map(|id| complaint(id, &[IBAN])).collect();
    assert_eq!(alone(&records, &params), [[1, 2, 3]]);
    records.push(with_role(complaint(5, &[IBAN]), Role::Victim));
    assert_eq!(alone(&records, &params), [[1, 2, 3]]);
    records.push(complaint(4, &[IBAN]));
    let grouping = group(&records, &params, &[]).unwrap();
    assert!(grouping.series().is_empty());
    let iban = grouping.value(&value(IBAN.0, IBAN.1)).unwrap();
    assert_eq!(iban.class, Class::Shared);
    assert_eq!(iban.reason, Reason::OverCap { cap: 3 });
}

#[test]
fn soft_values_are_proposed_and_context_is_never_used_alone() {
    let handle = (Kind::Handle, "insta:anna");
    let context = [
        (Kind::Ip, "192.0.2.1"),
        (Kind::Label, "CAUTION"),
        (Kind::ShortCode, "short:FR:3639"),
    ];
    for (kind, key) in context {
        let records = [complaint(1, &[(kind, key)]), complaint(2, &[(kind, key)])];
        let grouping = group(&records, &Params::first(), &[]).unwrap();
        assert!(grouping.series().is_empty() && grouping.proposals.is_empty());
        assert_eq!(grouping.values[0].reason, Reason::NeverAlone);
    }
    let mut records = vec![complaint(1, &[handle]), complaint(2, &[handle])];
    let grouping = group(&records, &Params::first(), &[]).unwrap();
    assert_eq!(grouping.values[0].class, Class::Propose);
    assert_eq!(grouping.proposals[0].users, ids(&[1, 2]));
    assert_eq!(grouping.proposals[0].why, Why::ProposeClass);
    records = vec![complaint(1, &[handle, IBAN]), complaint(2, &[handle, IBAN])];
    let grouping = group(&records, &Params::first(), &[]).unwrap();
    assert!(grouping.proposals.is_empty(), "already in one series");
}

#[test]
fn a_static_list_silences_a_value_and_gives_its_name() {
    let list = |kind, exact: &[&str], patterns: Vec<Pattern>| {
        let exact = exact.iter().map(ToString::to_string);
        NoiseList::new(format!("{kind:?} list"), kind, exact, patterns)
    };
    let mut params = Params::first();
    params.noise = vec![
        list(
            Kind::Url,
            &["banque.exemple"],
            vec![Pattern::Domain("short.exemple".into())],
        ),
        list(
            Kind::Email,
            &[],
            vec![Pattern::Domain("jetable.exemple".into())],
        ),
        list(Kind::Phone, &[], vec![Pattern::Prefix("+3363998".into())]),
        list(
            Kind::Ip,
            &[],
            vec![
                Pattern::Network("198.51.100.0".parse().unwrap(), 24),
                Pattern::Network("2001:db8::".parse().unwrap(), 32),
            ],
        ),
    ];
    let listed = [
        (Kind::Url, "banque.exemple"),
        (Kind::Url, "a.short.exemple/x"),
        (Kind::Email, "a@jetable.exemple"),
        (Kind::Phone, "+33639980001"),
        (Kind::Ip, "198.51.100.77"),
        (Kind::Ip, "2001:db8:0:7::/64"),
    ];
    for (kind, key) in listed {
        let records = [complaint(1, &[(kind, key)]), complaint(2, &[(kind, key)])];
        let grouping = group(&records, &params, &[]).unwrap();
        let list = format!("{kind:?} list");
        assert_eq!(grouping.values[0].reason, Reason::Listed { list }, "{key}");
        assert!(grouping.series().is_empty(), "{key}");
    }
    let free = [
        (Kind::Url, "banque.exemple.net"),
        (Kind::Url, "notshort.exemple"),
        (Kind::Email, "jetable.exemple@ailleurs.exemple"),
        (Kind::Ip, "198.51.101.1"),
        (Kind::Email, "+33639980001"),
    ];
    for (kind, key) in free {
        assert_eq!(params.listed(&value(kind, key)), None, "{key}");
    }
}

#[test]
fn identifiers_become_the_kind_they_behave_as() {
    let kind = |code, key| ValueKey::of_stored(code, key).map(|value| value.kind);
    assert_eq!(kind("phone", "+33639980001"), Some(Kind::Phone));
    assert_eq!(kind("phone", "short:FR:3639"), Some(Kind::ShortCode));
    assert_eq!(kind("payref", "DOSSIER609204261"), Some(Kind::PaymentRef));
    assert_eq!(kind("payref", "FACTURE12345"), Some(Kind::Label));
    assert_eq!(kind("colour", "blue"), None);
    for known in Kind::ALL {
        assert_eq!(Kind::from_code(known.code()), Some(known));
    }
}

#[test]
fn one_identity_twice_is_refused() {
    let records = [complaint(7, &[IBAN]), complaint(7, &[MAIL])];
    let refused = group(&records, &Params::first(), &[]).unwrap_err();
    assert_eq!(refused, Refused::Twice(ids(&[7])[0]));
    assert_eq!(refused.code(), "linkage.twice");
}

#[test]
fn a_batch_taken_one_by_one_in_any_order_is_the_same() {
    let records: Vec<Record> = (0..50)
        .map(|id| complaint(id, &[(Kind::Url, &format!("site{}.exemple", id % 7))]))
        .collect();
    let mut batch = Batch::default();
    for record in records.iter().rev() {
        batch.push(record).unwrap();
    }
    let params = Params::first();
    assert_eq!(batch.group(&params, &[]), group(&records, &params, &[]));
    let empty = group(&[], &params, &[]).unwrap();
    assert_eq!((empty.labels().count(), empty.series().len()), (0, 0));
}

#[test]
fn one_number_typed_in_three_ways_is_one_value() {
    use faisceau_identifiers::{Kind as Typed, parse};
    let spellings = ["06 39 98 00 01", "+33 6 39 98 00 01", "0033639980001"];
    let records: Vec<Record> = (1..)
        .zip(spellings)
        .map(|(id, raw)| {
            let identifier = parse(Typed::Phone, raw).unwrap();
            let mut record = complaint(id, &[]);
            record.values.push(Used {
                value: ValueKey::of(&identifier),
                role: Role::Offender,
            });
            record
        })
        .collect();
    assert_eq!(alone(&records, &Params::first()), [[1, 2, 3]]);
}

#[test]
fn worst_shapes_cost_no_more_than_their_size() {
    // A star, a chain, a complaint with 5,000 identifiers, a thousand confirmed series that all
    // use one owned value: each would hang here if anything were quadratic in complaints.
    let many = 100_000_u128;
    let star = (0..many).map(|id| complaint_on(id, 0, vec![value(Kind::Iban, "hub")]));
    let link = |id: u128| value(Kind::Email, &format!("m{id}@exemple.fr"));
    let chain = (many..2 * many).map(|id| complaint_on(id, 1, vec![link(id), link(id + 1)]));
    let wide = (0..5_000).map(|n| value(Kind::Url, &format!("s{n}.exemple")));
    let wide = complaint_on(2 * many, 2, wide.collect());
    let records: Vec<Record> = star.chain(chain).chain([wide]).collect();
    let corrections: Vec<_> = (0..1_000)
        .map(|n| correction(n, Decision::Confirm(ids(&[2 * n, 2 * n + 1]))))
        .chain([correction(5_000, Decision::Owned(value(Kind::Iban, "hub")))])
        .collect();
    let grouping = group(&records, &Params::first(), &corrections).unwrap();
    let sizes: Vec<usize> = grouping.series().iter().map(|s| s.members.len()).collect();
    assert_eq!(sizes.len(), 1_001);
    assert_eq!(sizes.iter().filter(|size| **size == 2).count(), 999);
    assert_eq!(sizes.last(), Some(&100_000), "the chain");
    assert_eq!(sizes[0], 100_000 - 2 * 999);
}
