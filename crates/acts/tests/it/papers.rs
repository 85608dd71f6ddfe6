//! The papers of acts against misuse: what is reserved is refused to a private body, every act says how it is checked and by
//! which other way, and what a person sends never looks like an act of the State.

use crate::kit::{Desk, bare, confirmed, sample, text};
use faisceau_documents::{NotRendered, Regime};
use faisceau_domain::Lang;
use faisceau_domain::act::Kind;

#[test]
fn a_private_body_prints_no_act_reserved_to_authorities() {
    let (pack, desk) = (confirmed(), Desk::new(Lang::Fr));
    for kind in Kind::ALL {
        for regime in [Regime::Private, Regime::Mandated] {
            let refused = desk.paper(&pack, &sample(*kind), regime);
            let reserved = matches!(refused, Err(NotRendered::Reserved { .. }));
            assert_eq!(reserved, kind.is_reserved(), "{kind:?} {regime:?}");
            assert_eq!(refused.is_err(), kind.is_reserved(), "{kind:?} {regime:?}");
        }
    }
}

#[test]
fn every_act_of_an_authority_prints_how_it_is_checked_and_bears_a_mark_until_signed() {
    let pack = confirmed();
    for (lang, mark) in [(Lang::Fr, "BROUILLON"), (Lang::En, "DRAFT")] {
        let desk = Desk::new(lang);
        for kind in Kind::ALL.iter().filter(|kind| kind.is_reserved()) {
            let paper = desk
                .paper(&pack, &sample(*kind), Regime::Authority)
                .unwrap();
            let Some(text) = text(&paper.pdf) else {
                continue;
            };
            let call = desk.say.say("documents-act-call");
            for said in ["https://service.example/v", "8F2M-QX4T-0Z9H-5", &call, mark] {
                assert!(text.contains(&bare(said)), "{kind:?} {said}: {text}");
            }
        }
    }
}

#[test]
fn what_is_sent_in_ones_own_name_never_looks_like_an_act_of_the_state() {
    let pack = confirmed();
    for lang in Lang::ALL {
        let desk = Desk::new(lang);
        for kind in Kind::ALL.iter().filter(|kind| !kind.is_reserved()) {
            let paper = desk.paper(&pack, &sample(*kind), Regime::Private).unwrap();
            let Some(text) = text(&paper.pdf) else {
                continue;
            };
            let own = desk.say.say("documents-notice-own");
            assert!(text.contains(&bare(&own)), "{kind:?}: {text}");
            let lower = text.to_lowercase();
            let never = [
                "républiquefrançaise",
                "marianne",
                "parquet",
                "procureur",
                "prosecutor",
                "réquisition",
                "requisition",
                "procès-verbal",
                "policejudiciaire",
                "gendarmerie",
                "ministère",
                "8f2m-qx4t",
            ];
            for never in never {
                assert!(!lower.contains(never), "{kind:?} {never}: {text}");
            }
        }
    }
}
