//! Questions folded at the end of a page, and needs: each is captured by a question or says why not.

use std::collections::BTreeMap;

use faisceau_domain::form::{Journey, Pack};

use super::audit::spoiled;
use super::walk::fill;
use super::{files, pack};

#[test]
fn only_what_is_optional_is_folded_and_never_a_whole_page() {
    let site = "blocks/site.toml";
    let fold = "fields = [\"site.app_id\", \"site.capture\"]";
    for (to, what) in [
        (
            "fields = [\"site.app_id\", \"site.order_ref\"]",
            "site.order_ref is folded on a page that does not ask it",
        ),
        (
            "fields = [\"site.app_id\", \"site.name\"]",
            "site.name is needed",
        ),
        (
            "fields = [\"site.url\", \"site.name\", \"site.still_online\", \"site.app_id\", \"site.capture\"]",
            "is folded whole",
        ),
    ] {
        let mistakes = spoiled(site, fold, to);
        let told = mistakes
            .iter()
            .any(|m| m.key == "block.site" && m.what.contains(what));
        assert!(told, "{to}: {mistakes:?}");
    }
    let words = spoiled(site, "en = \"An app installed, screenshots\"", "en = \" \"");
    assert!(words.iter().any(|m| m.what.contains("translate")));
}

#[test]
fn a_page_says_what_it_folds_when_it_asks_it() {
    let pack = pack();
    let (answers, _) = fill(&pack, "fake_shop", &BTreeMap::new());
    let journey = Journey::of(&pack, "fake_shop", &answers).unwrap();
    let page = journey.page("other-person").unwrap();
    assert!(page.fold().unwrap().en.contains("a number"));
    let folded: Vec<&str> = page
        .asked
        .iter()
        .filter(|asked| page.folds(asked))
        .map(|asked| asked.field.key.as_str())
        .collect();
    assert_eq!(
        folded,
        [
            "suspect.identity",
            "suspect.phone",
            "suspect.email",
            "suspect.handle"
        ]
    );
    assert!(journey.page("when-where").unwrap().fold().is_none());
}

#[test]
fn a_question_for_few_comes_only_after_the_answer_that_calls_for_it() {
    let pack = pack();
    for (says, slug, asked) in [
        (("shop.asked_more", "yes"), "asked-more", true),
        (("shop.asked_more", "no"), "asked-more", false),
        (("data.kinds", "password"), "password", true),
        (("data.kinds", "email"), "password", false),
        (("contact.first_channel", "classified"), "ad", true),
        (("contact.first_channel", "search"), "ad", false),
    ] {
        let (_, seen) = fill(&pack, "fake_shop", &BTreeMap::from([says]));
        assert_eq!(seen.iter().any(|s| s == slug), asked, "{says:?}: {seen:?}");
    }
}

#[test]
fn every_need_is_captured_or_says_why_it_is_not() {
    assert_eq!(pack().needs_unmet(), Vec::<String>::new());
    let page = pack().completeness();
    assert!(!page.contains("**manque**"));
    assert!(page.contains("| `victim.parents` | usage de procédure"));
    assert!(page.contains("non demandé : Désactivé par défaut."));
}

/// What is off by default is one word away for an operator whose procedure asks it.
#[test]
fn an_operator_may_ask_the_names_of_the_parents() {
    let mut files = files();
    let (_, text) = files
        .iter_mut()
        .find(|(name, _)| name == "blocks/identity.toml")
        .unwrap();
    *text = text.replace(
        "\"victim.declared_address\", \"victim.profession\"]",
        "\"victim.declared_address\", \"victim.profession\", \"victim.parents\"]",
    );
    let pack = Pack::read(files).unwrap();
    let says = BTreeMap::from([("declare.mode", "complaint")]);
    let (answers, _) = fill(&pack, "fake_shop", &says);
    let journey = Journey::of(&pack, "fake_shop", &answers).unwrap();
    let page = journey.page("identity").unwrap();
    let asked = page
        .asked
        .iter()
        .find(|asked| asked.field.key == "victim.parents");
    assert!(page.folds(asked.unwrap()));
}
