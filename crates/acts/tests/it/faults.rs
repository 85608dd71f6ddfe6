//! Each thing that makes an act impossible to answer or void, told with its sentence; and what is only worth a warning.

use crate::kit::{Desk, confirmed, lacks, sample, today};
use faisceau_acts::words;
use faisceau_domain::Lang;
use faisceau_domain::act::Kind;
use faisceau_domain::act::check::{self, Fault, Lack};
use faisceau_domain::act::draft::Draft;
use faisceau_domain::act::required::Input;
use faisceau_law::{Author, Magistrate, Measure, Why};
use jiff::civil::date;

/// What a changed requisition lacks.
fn told(change: &dyn Fn(&mut Draft)) -> Vec<Lack> {
    let mut draft = sample(Kind::Requisition);
    change(&mut draft);
    lacks(&confirmed(), &draft)
        .into_iter()
        .map(|found| found.lack)
        .collect()
}

#[test]
fn each_wrong_thing_is_told_for_what_it_is() {
    let wrong = |fault: Fault| vec![Lack::Wrong(fault)];
    assert_eq!(
        told(&|d| d.requests[0].identifiers.push("autre.example".to_owned())),
        wrong(Fault::TwoIdentifiers)
    );
    assert_eq!(
        told(&|d| d.requests[0].identifiers[0].push_str(", autre.example")),
        wrong(Fault::TwoIdentifiers)
    );
    assert_eq!(
        told(&|d| d.requests[1].until = "2026-11-01T10:00:00+01:00".to_owned()),
        wrong(Fault::Reversed)
    );
    assert_eq!(
        told(&|d| d.requests[1].until = "2026-12-01T10:00:00+01:00".to_owned()),
        wrong(Fault::Future)
    );
    assert_eq!(
        told(&|d| d.answer_by = Some(date(2026, 11, 23))),
        wrong(Fault::PastDay)
    );
    assert_eq!(
        told(&|d| d.authorisation.as_mut().unwrap().on = Some(date(2026, 11, 25))),
        wrong(Fault::FutureAuthorisation)
    );
    assert_eq!(
        told(&|d| d.basis = "fr.cciv.formal_notice".to_owned()),
        [
            Lack::Wrong(Fault::WrongBasis),
            Lack::Barred(Why::Author),
            Lack::Barred(Why::Measure)
        ],
    );
}

#[test]
fn what_the_law_bars_is_told_once() {
    // No authorisation at all is a mention that is missing; that of another magistrate is a bar.
    assert_eq!(
        told(&|d| d.authorisation = None),
        [Lack::Missing(Input::Authorisation)]
    );
    let jld = |d: &mut Draft| d.authorisation.as_mut().unwrap().by = Some(Magistrate::Jld);
    assert_eq!(told(&jld), [Lack::Barred(Why::NotAuthorised)]);
    // The prosecutor needs nobody.
    let prosecutor = |d: &mut Draft| (d.author, d.authorisation) = (Some(Author::Prosecutor), None);
    assert_eq!(told(&prosecutor), []);
    assert_eq!(
        told(&|d| d.offences = vec!["fr.presse.injure".to_owned()]),
        [Lack::Barred(Why::Gate)]
    );
    assert_eq!(
        told(&|d| d.offences = vec!["fr.cp.usurpation_identite".to_owned()]),
        [Lack::Barred(Why::IdentifyOnly)]
    );
    assert_eq!(
        told(&|d| d.requests[0].measure = Some(Measure::Content)),
        [Lack::Barred(Why::Measure)]
    );
    assert_eq!(
        told(&|d| d.author = Some(Author::Victim)),
        [Lack::Barred(Why::Author)]
    );
}

#[test]
fn general_instructions_cover_what_they_may_and_as_long_as_they_hold() {
    let standing = |d: &mut Draft| {
        let given = d.authorisation.as_mut().unwrap();
        (given.standing, given.until) = (true, Some(date(2027, 3, 1)));
    };
    assert_eq!(told(&standing), [Lack::Barred(Why::Standing)]);
    let bank = |d: &mut Draft| {
        standing(d);
        d.requests.truncate(1);
        d.requests[0].measure = Some(Measure::Bank);
        d.requests[0].from = "2026-11-03T10:00:00+01:00".to_owned();
        d.requests[0].until = "2026-11-09T10:00:00+01:00".to_owned();
    };
    assert_eq!(told(&bank), []);
    let over = |until: Option<jiff::civil::Date>| {
        told(&|d: &mut Draft| {
            bank(d);
            d.authorisation.as_mut().unwrap().until = until;
        })
    };
    assert_eq!(
        over(Some(date(2026, 11, 23))),
        [Lack::Wrong(Fault::StandingOver)]
    );
    assert_eq!(over(None), [Lack::Wrong(Fault::StandingOver)]);
}

#[test]
fn an_address_of_the_newer_kind_needs_no_port() {
    let newer = |d: &mut Draft| {
        d.requests[1].port = None;
        d.requests[1].identifiers = vec!["2001:db8::7".to_owned()];
    };
    assert_eq!(told(&newer), []);
    assert_eq!(
        told(&|d| d.requests[1].port = None),
        [Lack::Missing(Input::Port)]
    );
}

#[test]
fn every_lack_has_its_sentence_in_both_languages() {
    for lang in Lang::ALL {
        let desk = Desk::new(lang);
        let lacks = Input::ALL.iter().map(|one| Lack::Missing(*one));
        let lacks = lacks.chain(Why::ALL.iter().map(|one| Lack::Barred(*one)));
        let lacks = lacks.chain(Fault::ALL.iter().map(|one| Lack::Wrong(*one)));
        for lack in lacks {
            assert!(
                !desk
                    .say
                    .say(&format!("acts-lack-{}", lack.code()))
                    .is_empty()
            );
        }
        for kind in Kind::ALL {
            assert!(!words::title(&desk.say, *kind).is_empty());
            for measure in kind.measures() {
                assert!(!words::measure(&desk.say, *measure).is_empty());
            }
        }
        for author in Author::ALL {
            assert!(!words::author(&desk.say, *author).is_empty());
        }
        assert_eq!(desk.say.words.missing(), []);
    }
}

#[test]
fn who_drafts_is_told_until_when_logs_are_kept() {
    let pack = confirmed();
    let mut draft = sample(Kind::Requisition);
    let warnings = check::warnings(&draft, &pack.at(today())).unwrap();
    let [warning] = &warnings[..] else {
        panic!("{warnings:?}")
    };
    assert_eq!(
        (warning.request, warning.kept_until, warning.over),
        (2, date(2027, 11, 3), false)
    );
    draft.requests[1].from = "2025-11-03T10:00:00+01:00".to_owned();
    let warnings = check::warnings(&draft, &pack.at(today())).unwrap();
    assert!(warnings[0].over, "{warnings:?}");
}
