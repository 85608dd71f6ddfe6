//! Translations: arguments, plurals, fallback, what a missing key looks like.

use std::sync::Arc;

use faisceau_documents::words::WordsFault;
use faisceau_documents::{Say, Words};
use faisceau_domain::Lang;

fn words() -> Words {
    Words::load([
        (
            Lang::Fr,
            "page.ftl".to_owned(),
            "page-hello = Bonjour { $name }\n# un commentaire\npage-only = Seulement ici\npage-pieces = { $n ->\n    [one] { $n } pièce\n   *[other] { $n } pièces\n}\npage-long =\n    Deux\n    lignes\n"
                .to_owned(),
        ),
        (
            Lang::En,
            "page.ftl".to_owned(),
            "page-hello = Hello { $name }\npage-pieces = { $n ->\n    [one] { $n } exhibit\n   *[other] { $n } exhibits\n}\npage-long = Two\n".to_owned(),
        ),
    ])
    .unwrap()
}

#[test]
fn arguments_come_without_isolation_marks() {
    let say = Say::new(Arc::new(words()), Lang::Fr);
    assert_eq!(say.with("page-hello", &[("name", "Zoé")]), "Bonjour Zoé");
    assert_eq!(say.say("page-long"), "Deux\nlignes");
}

#[test]
fn plurals_follow_each_language() {
    let words = Arc::new(words());
    let fr = Say::new(words.clone(), Lang::Fr);
    let en = Say::new(words, Lang::En);
    assert_eq!(fr.number("page-pieces", 0), "0 pièce");
    assert_eq!(en.number("page-pieces", 0), "0 exhibits");
    assert_eq!(fr.number("page-pieces", 1), "1 pièce");
    assert_eq!(en.number("page-pieces", 2), "2 exhibits");
}

#[test]
fn a_missing_sentence_is_french_then_visible_and_remembered() {
    let words = words();
    assert_eq!(words.say(Lang::En, "page-only", &[]), "Seulement ici");
    assert_eq!(words.say(Lang::Fr, "page-nowhere", &[]), "⟦page-nowhere⟧");
    assert_eq!(
        words.missing(),
        [
            (Lang::Fr, "page-nowhere".to_owned()),
            (Lang::En, "page-only".to_owned())
        ]
    );
    assert!(!words.has(Lang::En, "page-only"));
    let only_french: Vec<&str> = words
        .keys(Lang::Fr)
        .filter(|key| !words.has(Lang::En, key))
        .collect();
    assert_eq!(only_french, ["page-only"]);
}

#[test]
fn french_sentences_keep_their_spaces_and_arguments_keep_theirs() {
    let file = |lang| {
        (
            lang,
            "page.ftl".to_owned(),
            "page-a = « { $name } » ? { $n } Mo\n".to_owned(),
        )
    };
    let words = Arc::new(Words::load(Lang::ALL.map(file)).unwrap());
    let said =
        |lang| Say::new(words.clone(), lang).with("page-a", &[("name", "a ! b"), ("n", "2")]);
    assert_eq!(said(Lang::Fr), "«\u{a0}a ! b\u{a0}»\u{202f}? 2\u{a0}Mo");
    assert_eq!(said(Lang::En), "« a ! b » ? 2 Mo");
}

#[test]
fn a_missing_argument_stays_visible() {
    assert_eq!(words().say(Lang::Fr, "page-hello", &[]), "Bonjour {$name}");
}

#[test]
fn an_overlay_replaces_sentence_by_sentence() {
    let file = |text: &str| (Lang::Fr, "page.ftl".to_owned(), text.to_owned());
    let words = Words::load([
        file("page-a = un\npage-b = deux\n"),
        file("page-b = trois\n"),
    ])
    .unwrap();
    assert_eq!(words.say(Lang::Fr, "page-a", &[]), "un");
    assert_eq!(words.say(Lang::Fr, "page-b", &[]), "trois");
}

#[test]
fn faults_name_the_file_and_the_key() {
    let load = |text: &str| Words::load([(Lang::En, "page.ftl".to_owned(), text.to_owned())]);
    assert!(matches!(
        load("page-a = { $"),
        Err(WordsFault::Syntax { .. })
    ));
    assert!(matches!(load("other-a = x"), Err(WordsFault::Key { key, .. }) if key == "other-a"));
    assert!(matches!(load("page-A = x"), Err(WordsFault::Key { .. })));
    assert!(matches!(
        load("page-a = x\npage-a = y"),
        Err(WordsFault::Twice { key, .. }) if key == "page-a"
    ));
}
