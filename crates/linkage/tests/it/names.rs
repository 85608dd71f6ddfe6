//! Names of accounts that are nearly one are proposed, and join nobody.

use std::collections::{BTreeMap, BTreeSet};

use faisceau_linkage::{Decision, Kind, Linker, Near, Record, RecordId, Slip, resemblance};

use crate::deeds::whole;
use crate::world::{complaint, correction, value};
use crate::worlds::Dice;

/// A complaint with a name, and an address of a ledger that those who give the same name give too.
fn named(id: u128, name: &str) -> Record {
    let address = format!("bitcoin:{name}");
    complaint(id, &[(Kind::Handle, name), (Kind::Crypto, &address)])
}

/// A linker over complaints of one name each, numbered from 0.
fn holding(names: &[&str]) -> Linker {
    let records: Vec<_> = (0..).zip(names).map(|(id, name)| named(id, name)).collect();
    whole(&records, &[])
}

fn near(linker: &Linker, id: u128) -> Vec<(String, Slip)> {
    let near = linker.near(RecordId(id)).unwrap();
    near.into_iter()
        .map(|near| (near.meant.key.into(), near.slip))
        .collect()
}

#[test]
fn names_that_look_the_same_or_nearly_are_told_with_how_near() {
    let cases = [
        (
            "any:chloe.lambert6599",
            "any:ch1oe_lambert6599",
            Some(Slip::LooksSame),
        ),
        (
            "instagram:lea.roux180",
            "any:lea-roux180",
            Some(Slip::LooksSame),
        ),
        ("any:lea.roux", "any:lea.r\u{43e}ux", Some(Slip::LooksSame)),
        (
            "any:chloe.lambert6599",
            "any:chloe.almbert6599",
            Some(Slip::Resembles { hundredths: 98 }),
        ),
        // Without figures people share names: only signs taken for others are seen through.
        ("instagram:lea.roux", "any:lea.roux", None),
        ("any:lea.roux", "any:lea-roux", None),
        // Other figures count, another platform is another account, a short name is a first name.
        ("any:chloe.lambert6599", "any:chloe.lambert6598", None),
        ("instagram:lea.roux180", "telegram:lea.roux180", None),
        ("any:marie.dupont", "any:marie.dupond", None),
        ("any:marie.dupont75", "any:marie.dupond75", None),
        ("any:romain.morel6877", "any:romain.perrin6877", None),
        ("any:lea.roux", "any:lea.roux", None),
        ("whatsapp:+33639980001", "whatsapp:+33639980010", None),
    ];
    for (one, other, slip) in cases {
        assert_eq!(resemblance(one, other), slip, "{one} {other}");
        assert_eq!(resemblance(other, one), slip, "{other} {one}");
    }
}

#[test]
fn a_name_is_near_one_that_two_others_use_and_joins_nobody() {
    let (right, typed) = ("any:chloe.lambert6599", "any:chloe.lambret6599");
    let linker = holding(&[right, right, typed]);
    let slip = resemblance(typed, right).unwrap();
    assert_eq!(near(&linker, 2), [(right.to_owned(), slip)]);
    assert_eq!(near(&linker, 0), []);
    assert_eq!(linker.series_of(RecordId(2)).unwrap().len(), 1);
    let linker = holding(&[right, typed]);
    assert_eq!(near(&linker, 1), [], "one other complaint is not enough");
    let linker = holding(&[right, right, typed, typed]);
    assert_eq!(near(&linker, 2), [], "two people do not make one slip");
    let linker = holding(&[right, right, typed, "any:chloe.lamber6599"]);
    assert_eq!(near(&linker, 2), [], "two neighbours: nothing says which");
    let linker = holding(&[right, right, "instagram:chloe.lambert6599"]);
    let same = [(right.to_owned(), Slip::LooksSame)];
    assert_eq!(near(&linker, 2), same, "the platform was not said");
}

#[test]
fn what_is_shared_or_was_set_apart_is_not_proposed() {
    let (right, typed) = ("any:chloe.lambert6599", "any:chloe.lambret6599");
    let mut linker = holding(&[right, right, typed]);
    for decision in [
        Decision::Shared(value(Kind::Handle, right)),
        Decision::CannotLink(vec![RecordId(0), RecordId(1)], vec![RecordId(2)]),
    ] {
        assert_eq!(near(&linker, 2).len(), 1);
        linker.correct(vec![correction(1, decision)]).unwrap();
        linker.settle();
        assert_eq!(near(&linker, 2), []);
        linker.correct(Vec::new()).unwrap();
        linker.settle();
    }
}

/// Names of one block and more: a crowd of first names before one name, and what is nearly it.
fn crowd(of: usize) -> Vec<String> {
    let mut names = vec!["any:marchandise2024".to_owned(); 2];
    names.push("any:marchandies2024".to_owned());
    let letters = ('a'..='z').flat_map(|a| ('a'..='z').map(move |b| (a, b)));
    names.extend(
        letters
            .take(of)
            .map(|(a, b)| format!("any:mar{a}{b}wkzqk{b}{a}2024")),
    );
    names
}

#[test]
fn in_a_crowd_nothing_is_compared() {
    let told = |of: usize| {
        let names = crowd(of);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        near(&holding(&names), 2).len()
    };
    assert_eq!(told(0), 1);
    assert_eq!(told(30), 1, "thirty-two names that begin alike");
    assert_eq!(told(31), 0, "one more");
}

type Kept = BTreeMap<RecordId, Vec<Near>>;

/// What a reader keeps who looks again only where a settling says to: the store of the platform.
fn look_again(linker: &Linker, kept: &mut Kept, told: BTreeSet<RecordId>) {
    for id in told {
        match linker.near(id) {
            Some(near) => kept.insert(id, near),
            None => kept.remove(&id),
        };
    }
}

#[test]
fn a_reader_told_what_changed_keeps_what_is_there() {
    let mut names = crowd(34);
    names.extend(
        [
            "chloe.lambert6599",
            "chloe.lambret6599",
            "ch1oe-lambert6599",
        ]
        .map(|name| format!("any:{name}")),
    );
    names.extend(
        [
            "instagram:chloe.lambert6599",
            "any:marchandlse2024",
            "any:marchandisse2024",
        ]
        .map(str::to_owned),
    );
    for seed in 0..20 {
        let mut dice = Dice::of(seed);
        let mut linker = Linker::new(faisceau_linkage::Figures::third(), Vec::new());
        let mut kept = Kept::new();
        let mut proposed = 0;
        for turn in 0..100 {
            let mut touched = BTreeSet::new();
            // Several at once, so that a block opens or closes by more than one.
            for _ in 0..=dice.below(6) {
                let id = u128::from(dice.below(90));
                touched.insert(RecordId(id));
                if dice.one_in(3) {
                    linker.remove(RecordId(id));
                } else {
                    let at = usize::try_from(dice.below(names.len() as u64)).unwrap();
                    linker.insert(&named(id, &names[at]));
                }
            }
            let settled = linker.settle();
            touched.extend(
                settled
                    .values
                    .iter()
                    .flat_map(|value| linker.near_of(value)),
            );
            look_again(&linker, &mut kept, touched);
            let ids = (0..90).map(RecordId);
            let there: Kept = ids.filter_map(|id| Some((id, linker.near(id)?))).collect();
            proposed += there.values().flatten().count();
            assert_eq!(kept, there, "seed {seed}, turn {turn}");
        }
        assert!(proposed > 0, "nothing was ever near: {seed}");
    }
}
