//! For every kind of act: the sample lacks nothing, each mention removed is told with its key, and each is found on the paper.

use crate::kit::{Desk, bare, confirmed, lacks, required, sample, shipped, text};
use faisceau_acts::words;
use faisceau_documents::Regime;
use faisceau_documents::dates;
use faisceau_domain::Lang;
use faisceau_domain::act::Kind;
use faisceau_domain::act::check::{Fault, Lack};
use faisceau_domain::act::draft::{Addressee, Draft, Request, Sender, instant};
use faisceau_domain::act::required::{BASIS, Input};

/// A draft without one input.
fn without(draft: &Draft, input: Input) -> Draft {
    let mut draft = draft.clone();
    let each = |draft: &mut Draft, change: &dyn Fn(&mut Request)| {
        draft.requests.iter_mut().for_each(change);
    };
    match input {
        Input::Frame => draft.frame = None,
        Input::Author => draft.author = None,
        Input::AuthorName => draft.author_name.clear(),
        Input::Service => draft.service = "  ".to_owned(),
        Input::Procedure => draft.procedure.clear(),
        Input::Authorisation => draft.authorisation = None,
        Input::Offence => draft.offences.clear(),
        Input::Sender => {
            draft.sender = Sender {
                contact: draft.sender.contact,
                ..Sender::default()
            }
        }
        Input::Contact => draft.sender.contact.clear(),
        Input::Addressee => draft.addressee = Addressee::default(),
        Input::Facts => draft.facts.clear(),
        Input::Need => draft.need.clear(),
        Input::Requests => each(&mut draft, &|one| one.words.clear()),
        Input::Identifier => each(&mut draft, &|one| one.identifiers.clear()),
        Input::Period => each(&mut draft, &|one| one.until.clear()),
        // An hour without its offset.
        Input::Zone => each(&mut draft, &|one| {
            one.from = "2026-11-03T10:00:00".to_owned()
        }),
        Input::Port => each(&mut draft, &|one| one.port = None),
        Input::AnswerBy => draft.answer_by = None,
        Input::AnswerTo => draft.answer_to.clear(),
        Input::Until => draft.until = None,
        Input::Consequence => draft.consequence.clear(),
        Input::Delivery => draft.delivery = None,
        Input::EvidenceKept => draft.evidence_kept = false,
        Input::AssistanceFollows => draft.assistance_follows = false,
        Input::GoodFaith => draft.good_faith = false,
    }
    draft
}

/// What the paper must say of an input.
fn said(draft: &Draft, input: Input, desk: &Desk) -> Vec<String> {
    let say = &desk.say;
    let each =
        |what: &dyn Fn(&Request) -> Vec<String>| draft.requests.iter().flat_map(what).collect();
    let day =
        |day: Option<jiff::civil::Date>| day.map(|day| dates::day(say, day)).into_iter().collect();
    let key = |key: &str| vec![say.say(key)];
    match input {
        Input::Frame => vec![words::frame(say, draft.frame.unwrap())],
        Input::Author => vec![words::author(say, draft.author.unwrap())],
        Input::AuthorName => vec![draft.author_name.clone()],
        Input::Service => vec![draft.service.clone()],
        Input::Procedure => vec![draft.procedure.clone()],
        Input::Authorisation => {
            let given = draft.authorisation.as_ref().unwrap();
            let on = dates::day(say, given.on.unwrap());
            vec![
                words::magistrate(say, given.by.unwrap()),
                given.name.clone(),
                on,
                given.reference.clone(),
            ]
        }
        Input::Offence => {
            let pack = confirmed();
            let at = pack.at(crate::kit::today());
            draft
                .offences
                .iter()
                .map(|key| words::ground(say, &at.because(key).unwrap()))
                .collect()
        }
        Input::Sender => vec![draft.sender.name.clone(), draft.sender.address.clone()],
        Input::Contact => vec![draft.sender.contact.clone()],
        Input::Addressee => vec![
            draft.addressee.name.clone(),
            draft.addressee.address.clone(),
        ],
        Input::Facts => vec![draft.facts.clone()],
        Input::Need => vec![draft.need.clone()],
        Input::Requests => each(&|one| vec![one.words.clone()]),
        Input::Identifier => each(&|one| one.identifiers.clone()),
        Input::Period => each(&|one| vec![one.from.clone(), one.until.clone()]),
        Input::Zone => each(&|one| {
            instant(&one.from)
                .map(|at| at.to_string())
                .into_iter()
                .collect()
        }),
        Input::Port => each(&|one| one.port.map(|port| port.to_string()).into_iter().collect()),
        Input::AnswerBy => day(draft.answer_by),
        Input::AnswerTo => vec![draft.answer_to.clone()],
        Input::Until => day(draft.until),
        Input::Consequence => vec![draft.consequence.clone()],
        Input::Delivery => vec![words::delivery(say, draft.delivery.unwrap())],
        Input::EvidenceKept => key("acts-paper-evidence-kept"),
        Input::AssistanceFollows => key("acts-paper-assistance-follows"),
        Input::GoodFaith => key("acts-paper-good-faith"),
    }
}

#[test]
fn a_whole_act_of_each_kind_lacks_nothing() {
    let pack = confirmed();
    for kind in Kind::ALL {
        let draft = sample(*kind);
        assert_eq!(draft.kind, *kind);
        let lacks = lacks(&pack, &draft);
        assert!(lacks.is_empty(), "{kind:?}: {lacks:#?}");
        // What is written is read again as it was.
        let again: Draft = serde_json::from_str(&serde_json::to_string(&draft).unwrap()).unwrap();
        assert_eq!(again, draft);
    }
}

#[test]
fn removing_any_one_input_makes_the_act_refuse_with_its_key() {
    let pack = confirmed();
    let mut tried = 0;
    for kind in Kind::ALL {
        let whole = sample(*kind);
        for mention in &required(*kind).mentions {
            let less = without(&whole, mention.input);
            assert_ne!(
                less, whole,
                "{kind:?} {:?}: the sample does not hold it",
                mention.input
            );
            let found = lacks(&pack, &less);
            let law = match mention.law.as_str() {
                BASIS => &whole.basis,
                key => key,
            };
            let told = found
                .iter()
                .any(|one| one.lack == Lack::Missing(mention.input) && one.because.key == law);
            assert!(told, "{kind:?} {:?}: {found:#?}", mention.input);
            tried += 1;
        }
    }
    assert!(tried >= 80, "{tried}");
}

#[test]
fn each_required_mention_is_found_on_the_paper_in_both_languages() {
    let pack = confirmed();
    for lang in Lang::ALL {
        let desk = Desk::new(lang);
        for kind in Kind::ALL {
            let draft = Draft {
                lang,
                ..sample(*kind)
            };
            let paper = desk.paper(&pack, &draft, Regime::Authority).unwrap();
            if let Ok(folder) = std::env::var("FAISCEAU_PAPERS") {
                let path = format!("{folder}/act-{}-{}.pdf", kind.code(), lang.code());
                std::fs::write(path, &paper.pdf).unwrap();
            }
            assert!(
                (1..=3).contains(&paper.pages),
                "{kind:?}: {} pages",
                paper.pages
            );
            let Some(text) = text(&paper.pdf) else {
                continue;
            };
            for mention in required(*kind).of(&draft) {
                for words in said(&draft, mention.input, &desk) {
                    assert!(
                        text.contains(&bare(&words)),
                        "{kind:?} {:?}: {words}: {text}",
                        mention.input
                    );
                }
            }
            assert_eq!(desk.say.words.missing(), [], "{kind:?}");
        }
    }
}

#[test]
fn what_nobody_vouches_for_is_neither_printed_nor_let_through() {
    let pack = shipped();
    let draft = sample(Kind::Requisition);
    let found = lacks(&pack, &draft);
    let barred: Vec<&str> = found
        .iter()
        .filter(|one| one.lack == Lack::Wrong(Fault::Unconfirmed))
        .map(|one| one.because.key.as_str())
        .collect();
    assert_eq!(barred, ["fr.cp.escroquerie"]);
    let desk = Desk::new(Lang::Fr);
    let letter = desk.act(&pack, &draft);
    let printed = format!("{:?}", letter.body.grounds);
    assert!(!printed.contains("313-1"), "{printed}");
    assert!(format!("{:?}", desk.act(&confirmed(), &draft).body.grounds).contains("313-1"));
    // What lacks is told with its mark.
    let told = words::lack(
        &desk.say,
        found
            .iter()
            .find(|one| one.lack == Lack::Wrong(Fault::Unconfirmed))
            .unwrap(),
    );
    assert!(
        told.contains("313-1") && told.contains("non confirmée"),
        "{told}"
    );
}
