//! Slips of the pen are proposed against values that others use, and join nobody.

use faisceau_linkage::{Decision, Kind, Linker, RecordId, Slip};

use crate::deeds::whole;
use crate::world::{complaint, correction, ids, value};

const SOUND: &str = "FR1420041010050500013M02606";

/// A linker over complaints of one value each, numbered from 0.
fn holding(values: &[(Kind, &str)]) -> Linker {
    let of = |(id, value): (u128, &(Kind, &str))| complaint(id, std::slice::from_ref(value));
    let records: Vec<_> = (0..).zip(values).map(of).collect();
    whole(&records, &[])
}

fn slips(linker: &Linker, id: u128) -> Vec<(String, Slip)> {
    let near = linker.near(RecordId(id)).unwrap();
    near.into_iter()
        .map(|near| (near.meant.key.into(), near.slip))
        .collect()
}

#[test]
fn an_account_with_wrong_check_digits_is_near_the_sound_one_a_slip_away() {
    let changed = "FR1420041010050500013M02607";
    let exchanged = "FR1420041010050500013M02660";
    let linker = holding(&[
        (Kind::Iban, SOUND),
        (Kind::Iban, changed),
        (Kind::Iban, exchanged),
    ]);
    let slip = Slip::Changed { at: 26, meant: '6' };
    assert_eq!(slips(&linker, 1), [(SOUND.to_owned(), slip)]);
    let slip = Slip::Exchanged { at: 25 };
    assert_eq!(slips(&linker, 2), [(SOUND.to_owned(), slip)]);
    assert_eq!(slips(&linker, 0), []);
    let short = &SOUND[..26];
    let linker = holding(&[(Kind::Iban, SOUND), (Kind::Iban, short)]);
    let slip = Slip::Forgotten { at: 26, meant: '6' };
    assert_eq!(slips(&linker, 1), [(SOUND.to_owned(), slip)]);
    assert_eq!(
        linker.series_of(RecordId(1)).unwrap().len(),
        1,
        "a proposal joins nobody"
    );
}

#[test]
fn a_number_a_mailbox_or_a_site_is_near_one_that_two_others_use() {
    let cases = [
        (
            Kind::Phone,
            "+33639980011",
            "+33639980012",
            Slip::Changed { at: 11, meant: '1' },
        ),
        (
            Kind::Phone,
            "+33639980011",
            "+3363998001",
            Slip::Forgotten { at: 10, meant: '1' },
        ),
        (
            Kind::Email,
            "a.b@exemple.fr",
            "a.bb@exemple.fr",
            Slip::Extra { at: 2 },
        ),
        (
            Kind::Url,
            "exemple.fr",
            "xeemple.fr",
            Slip::Exchanged { at: 0 },
        ),
    ];
    for (kind, right, typed, slip) in cases {
        let linker = holding(&[(kind, right), (kind, right), (kind, typed)]);
        assert_eq!(slips(&linker, 2), [(right.to_owned(), slip)]);
        let linker = holding(&[(kind, right), (kind, typed)]);
        assert_eq!(slips(&linker, 1), [], "one other complaint is not enough");
    }
}

#[test]
fn what_goes_is_near_nothing_any_more() {
    let key = "a.b@exemple.fr";
    let mut linker = holding(&[
        (Kind::Email, key),
        (Kind::Email, key),
        (Kind::Email, "a.c@exemple.fr"),
    ]);
    assert_eq!(slips(&linker, 2).len(), 1);
    linker.remove(RecordId(0));
    linker.settle();
    assert_eq!(slips(&linker, 2), []);
    assert!(linker.near(RecordId(9)).is_none());
    assert_eq!(linker.users_of(&value(Kind::Email, key)), [RecordId(1)]);
}

#[test]
fn what_is_shared_was_set_apart_or_was_given_besides_is_not_proposed() {
    let typed = "FR1420041010050500013M02607";
    let mut linker = holding(&[(Kind::Iban, SOUND), (Kind::Iban, typed)]);
    assert_eq!(slips(&linker, 1).len(), 1);
    let shared = Decision::Shared(value(Kind::Iban, SOUND));
    linker.correct(vec![correction(1, shared)]).unwrap();
    linker.settle();
    assert_eq!(slips(&linker, 1), [], "a shared account is nobody's");

    let apart = Decision::CannotLink(ids(&[0]), ids(&[1]));
    linker.correct(vec![correction(1, apart)]).unwrap();
    linker.settle();
    assert_eq!(slips(&linker, 1), [], "somebody decided it already");

    let both = [(Kind::Iban, SOUND), (Kind::Iban, typed)];
    let one = complaint(0, &[(Kind::Iban, SOUND)]);
    let linker = whole(&[one, complaint(1, &both)], &[]);
    assert_eq!(slips(&linker, 1), [], "who gave both meant both");
}

#[test]
fn a_reference_or_a_bare_ledger_address_is_near_one_that_two_others_use() {
    let evm = "ethereum:0x52908400098527886e0f7030069857d2e4169ee7";
    let cases = [
        (
            Kind::Crypto,
            evm,
            "ethereum:0x52908400098527886e0f7030069857d2e4169ee8",
            Slip::Changed { at: 50, meant: '7' },
        ),
        (
            Kind::PaymentRef,
            "AB1234567",
            "AB1243567",
            Slip::Exchanged { at: 4 },
        ),
    ];
    for (kind, right, typed, slip) in cases {
        let linker = holding(&[(kind, right), (kind, right), (kind, typed)]);
        assert_eq!(slips(&linker, 2), [(right.to_owned(), slip)]);
    }
    // An address that carries a sum was refused when it was mistyped: another one is another.
    let sound = "bitcoin:1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2";
    let other = "bitcoin:1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3";
    let linker = holding(&[
        (Kind::Crypto, sound),
        (Kind::Crypto, sound),
        (Kind::Crypto, other),
    ]);
    assert_eq!(slips(&linker, 2), []);
}

#[test]
fn in_a_range_of_numbers_nothing_says_which_is_a_slip() {
    let right = "+33639980011";
    let near = "+33639980012";
    let two = |more: &[&'static str]| {
        let mut values = vec![
            (Kind::Phone, right),
            (Kind::Phone, right),
            (Kind::Phone, near),
        ];
        values.extend(more.iter().map(|number| (Kind::Phone, *number)));
        holding(&values)
    };
    assert_eq!(slips(&two(&[]), 2).len(), 1);
    let beside_both = slips(&two(&["+33639980013"]), 2);
    assert_eq!(beside_both, []);
    let beside_the_meant = slips(&two(&["+33639980111"]), 2);
    assert_eq!(beside_the_meant, []);
    assert_eq!(slips(&two(&["+33639980999"]), 2).len(), 1);
    // Of many users some mistype, each in a way of their own.
    let many = [right; 14];
    let mut linker = two(&[&many[..], &["+33639980111"]].concat());
    let owned = Decision::Owned(value(Kind::Phone, right));
    linker.correct(vec![correction(1, owned)]).unwrap();
    linker.settle();
    assert_eq!(slips(&linker, 2).len(), 1);
}

/// Whoever may be concerned by the use of a value is found from it: what `near` says of a complaint
/// never changes otherwise.
#[test]
fn who_may_have_mistyped_a_value_is_found_from_it() {
    let keys = [
        "+33639980011",
        "+33639980012",
        "+33639980013",
        "+33639980113",
        "+33639981113",
    ];
    let every =
        |linker: &Linker| -> Vec<_> { (0..7).map(|id| linker.near(RecordId(id))).collect() };
    for world in 0..3_usize.pow(5) {
        let used = |key: usize| world / 3_usize.pow(u32::try_from(key).unwrap()) % 3;
        let uses = (0..5).flat_map(|key| vec![(Kind::Phone, keys[key]); used(key)]);
        let values: Vec<(Kind, &str)> = uses.take(6).collect();
        for key in keys {
            let mut linker = holding(&values);
            let before = every(&linker);
            linker.insert(&complaint(6, &[(Kind::Phone, key)]));
            linker.settle();
            let concerned = linker.near_of(&value(Kind::Phone, key));
            for (id, (was, is)) in (0..).zip(before.iter().zip(every(&linker))) {
                let told = concerned.contains(&RecordId(id));
                assert!(told || *was == is, "{values:?} {key}: {id} changed untold");
            }
        }
    }
}

#[test]
fn the_first_complaint_elsewhere_is_told() {
    let typed = "FR1420041010050500013M02607";
    let mut linker = holding(&[
        (Kind::Iban, SOUND),
        (Kind::Iban, SOUND),
        (Kind::Iban, typed),
    ]);
    let first = |linker: &Linker| linker.near(RecordId(2)).unwrap()[0].first;
    assert_eq!(first(&linker), RecordId(0));
    let apart = Decision::CannotLink(ids(&[0]), ids(&[2]));
    linker.correct(vec![correction(1, apart)]).unwrap();
    linker.settle();
    let near = linker.near(RecordId(2)).unwrap();
    let apart = near.first().map(|near| near.first);
    assert_ne!(apart, Some(RecordId(0)), "somebody set it apart");
}
