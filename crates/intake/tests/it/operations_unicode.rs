//! Random Unicode of all planes in every field of a filing, from the first page to both papers:
//! what a field cannot take is refused beside it, and there is always a PDF that verifies.

use super::operations_kit::{inputs, officer, received, victim};
use faisceau_domain::form::{Key, PageUse, Posted};
use faisceau_intake::draft::Draft;
use faisceau_intake::file::{self, Nature};
use faisceau_intake::receipt::{ACKNOWLEDGEMENT, RECEPISSE};
use faisceau_intake::{answer, attach, capability, render, start, validate};
use faisceau_platform::fault::Error;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::collections::BTreeSet;

/// Whole filings on each database.
const FILINGS: usize = 6;

/// Any character, and more often those known to hurt.
fn hurtful() -> impl Strategy<Value = char> {
    prop_oneof![
        4 => any::<char>(),
        2 => prop::char::range('\u{0}', '\u{2FF}'),
        2 => prop::char::range('\u{300}', '\u{36F}'),
        2 => prop::char::range('\u{590}', '\u{6FF}'),
        1 => prop::char::range('\u{2000}', '\u{206F}'),
        1 => prop::char::range('\u{4E00}', '\u{9FFF}'),
        1 => prop::char::range('\u{1F300}', '\u{1FAFF}'),
        1 => prop::sample::select(vec!['\0', '\n', '\u{FEFF}', '\u{202E}', '#', '\\', '"', '<']),
    ]
}

fn text(runner: &mut TestRunner) -> String {
    let strategy = prop::collection::vec(hurtful(), 0..60).prop_map(String::from_iter);
    strategy.new_tree(runner).unwrap().current()
}

/// Answers one page with random text in every input; what is refused gets a plain answer.
async fn answered(kit: &Kit, draft: Draft, slug: &str, runner: &mut TestRunner) -> (Draft, usize) {
    let cx = victim(kit);
    let plainly = std::collections::BTreeMap::new();
    let mut plain: BTreeSet<Key> = BTreeSet::new();
    for tried in 0..3 {
        let (posted, random) = {
            let journey = draft.journey(&kit.world.forms);
            let page = journey.page(slug).unwrap();
            let mut pairs = Vec::new();
            let mut random = 0;
            for asked in &page.asked {
                for (name, good) in inputs(asked, &plainly) {
                    let keep = tried == 2 || plain.contains(&asked.key);
                    random += usize::from(!keep);
                    pairs.push((name, if keep { good } else { text(runner) }));
                }
            }
            (Posted::new(pairs), random)
        };
        match answer::answer(&cx, &draft.code, slug, &posted).await {
            Ok(taken) => return (taken.draft, random),
            Err(Error::Refused(answer::Refused::Wrong(_, refused))) => {
                assert!(!refused.errors.is_empty());
                plain.extend(refused.errors.into_iter().map(|error| error.key));
            }
            other => panic!("{slug}: {other:?}"),
        }
    }
    panic!("{slug}: a plain answer is refused");
}

on_both!(
    random_unicode_in_every_field_always_ends_in_papers_that_verify,
    vec![capability()],
    async |kit: Kit| {
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[11; 32]);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        let (cx, officer) = (victim(&kit), officer(&kit).await);
        let mut kept = 0;
        for number in 0..FILINGS {
            let mut draft = start::start(&cx, "fake_shop").await.unwrap();
            let mut slug = draft.journey(&kit.world.forms).first().slug.clone();
            loop {
                let page = draft.journey(&kit.world.forms);
                if page.page(&slug).unwrap().purpose != PageUse::Check {
                    let (after, random) = answered(&kit, draft, &slug, &mut runner).await;
                    (draft, kept) = (after, kept + random);
                }
                match draft.journey(&kit.world.forms).next_after(&slug) {
                    Some(next) => slug = next.slug.clone(),
                    None => break,
                }
            }
            let nature = [Nature::Complaint, Nature::Report][number % 2];
            let filed = file::file(&cx, &draft.code, nature).await.unwrap();
            let exhibit = received(&kit, format!("pièce {number}").as_bytes()).await;
            attach::to_complaint(&cx, filed.complaint, &exhibit, &text(&mut runner))
                .await
                .unwrap();
            let offences = [format!("Escroquerie {}", text(&mut runner))];
            validate::validate(&officer, filed.complaint, &offences)
                .await
                .unwrap();
            let keys = kit.world.keys().verifying();
            // A report has no récépissé.
            let papers = [ACKNOWLEDGEMENT, RECEPISSE];
            for document in &papers[..2 - number % 2] {
                let pdf = render::render(&cx, filed.complaint, document).await;
                let verified = faisceau_documents::verify_file(&pdf.unwrap(), &keys);
                assert!(verified.unwrap().payload.is_some());
            }
        }
        assert!(kept > 20 * FILINGS, "{kept} random values were taken");
    }
);
