//! The table of errors, cause by cause: the bad input is posted to the real pages in both languages, its exact
//! sentence stands in the summary and beside the field, and what was good stays. A dangerous file needs an
//! antivirus that really runs: `crates/faisceau/tests/it/infected.rs`.

use super::errors_table::{ANSWERS, Bad, CAUSES, sentence};
use super::pages_browser::{Browser, Seen, inputs, only_intake, pairs, text};
use super::pages_files::at_exhibits_of;
use super::pages_journey::{IDENTITY, SHOP, after, answer_all, begin};
use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode, header};
use faisceau_documents::Regime;
use faisceau_platform::config::Config;
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, On, kit_with};
use std::collections::BTreeSet;

const LANGS: [&str; 2] = ["fr", "en"];
/// Causes told by a test of their own, below.
const ELSEWHERE: [&str; 9] = [
    "file too big",
    "file empty",
    "file failed",
    "file infected",
    "too many",
    "code wrong",
    "code locked",
    "session over",
    "declaration not ticked",
];

#[test]
fn every_cause_of_the_table_has_its_test() {
    let told: BTreeSet<&str> = CAUSES.iter().map(|(cause, _, _)| *cause).collect();
    let answers = ANSWERS.iter().map(|bad| bad.cause);
    let tried: BTreeSet<&str> = answers.chain(ELSEWHERE).collect();
    assert_eq!((CAUSES.len(), told.len()), (25, 25));
    assert_eq!(told, tried);
}

/// The page refuses, with this sentence in its summary and beside the field the summary leads to.
#[track_caller]
fn tells(page: &Seen, cause: &str, lang: &str) {
    let says = sentence(cause, lang);
    let html = &page.body;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{cause}");
    let summary = html.split("<div class=\"errors\"").nth(1);
    let summary = summary.unwrap_or_else(|| panic!("{cause}: no summary in {}", text(html)));
    let lines = summary.split("</div>").next().unwrap();
    let lines = lines.split("<li><a href=\"#").skip(1);
    let lines: Vec<(&str, String)> = lines
        .map(|line| {
            let (target, rest) = line.split_once("\">").unwrap();
            (target, same(rest.split("</a>").next().unwrap()))
        })
        .collect();
    let line = lines.iter().find(|(_, told)| *told == says);
    let (target, _) = line.unwrap_or_else(|| panic!("{cause} ({lang}): {says}\n{lines:?}"));
    let beside = html.split("<p class=\"field-error\" id=\"").skip(1);
    let beside: Vec<(&str, String)> = beside
        .map(|rest| {
            let (id, rest) = rest.split_once("-error\">").unwrap();
            let (_, told) = rest.split_once("</span>").unwrap();
            (id, same(told.split("</p>").next().unwrap()))
        })
        .collect();
    let found = beside
        .iter()
        .any(|(id, told)| *told == says && target.starts_with(id));
    assert!(found, "{cause} ({lang}): {says}\n{target}: {beside:?}");
}

/// A text of a page as it is compared: plain spaces and apostrophes.
fn same(html: &str) -> String {
    text(html).replace('’', "'")
}

fn in_language(browser: &mut Browser, lang: &str) {
    browser.jar.insert("lang".to_owned(), lang.to_owned());
}

/// What an input holds; of a choice, the one that is made.
fn holds(html: &str, name: &str) -> Option<String> {
    let own = inputs(html).into_iter().filter(|input| input.name == name);
    let mut made = own.filter(|input| match input.kind.as_str() {
        "radio" | "checkbox" => input.checked,
        _ => true,
    });
    let input = made.next()?;
    if input.kind != "select" {
        return Some(input.value);
    }
    let list = html.split("<select ").find(|list| {
        let tag = list.split('>').next().unwrap_or_default();
        tag.contains(&format!(" name=\"{name}\""))
    })?;
    let options = list.split("</select>").next()?.split("<option value=\"");
    let mut options = options.skip(1).filter_map(|option| option.split_once('"'));
    let chosen = options.find(|(_, rest)| rest.starts_with(" selected"))?;
    Some(chosen.0.to_owned())
}

async fn try_answer(kit: &Kit, bad: &Bad, lang: &str) {
    let mut browser = Browser::new(kit);
    in_language(&mut browser, lang);
    begin(&mut browser, bad.kind).await;
    for (slug, given) in bad.before {
        browser.open(&format!("/plainte/q/{slug}")).await;
        browser.answer(given).await;
        assert_eq!(browser.page.status, StatusCode::OK, "{}", bad.cause);
    }
    let page = format!("/plainte/q/{}", bad.slug);
    browser.open(&page).await;
    browser.is_at(&page);
    let long = "x".repeat(301);
    let given: Vec<(&str, &str)> = bad
        .given
        .iter()
        .map(|(name, value)| (*name, if *value == "@301" { &long } else { *value }))
        .collect();
    browser.answer(&given).await;
    tells(&browser.page, bad.cause, lang);
    // On the page that refuses, everything typed is still there, save what must not be kept.
    for (name, value) in &given {
        let shown = holds(&browser.page.body, name).unwrap_or_default();
        match bad.masks && *name == bad.given[0].0 {
            true => assert!(
                shown != *value && !shown.is_empty(),
                "{}: {shown}",
                bad.cause
            ),
            false => assert_eq!(shown.trim(), *value, "{}: {name}", bad.cause),
        }
    }
    // And what was good is in the draft.
    browser.open(&page).await;
    let (name, value) = bad.good;
    let kept = holds(&browser.page.body, name);
    assert_eq!(kept.as_deref(), Some(value), "{}: {name}", bad.cause);
}

on_both!(
    each_bad_answer_gets_its_sentence_in_both_languages_and_loses_nothing,
    only_intake(),
    async |kit: Kit| {
        for lang in LANGS {
            for bad in ANSWERS {
                try_answer(&kit, bad, lang).await;
            }
        }
    }
);

on_both!(
    what_must_not_be_written_is_masked_in_a_story_and_told_on_the_next_page,
    only_intake(),
    async |kit: Kit| {
        let secret = "KwFfNUhSDaASSAwtG7ssQM1uVX8RgX5GHWnnLfhfiQDigjioWXHH";
        for lang in LANGS {
            for (cause, hidden) in [
                ("full card number", "4970 1000 0000 0154"),
                ("secret found", secret),
            ] {
                let mut browser = Browser::new(&kit);
                in_language(&mut browser, lang);
                begin(&mut browser, "fake_shop").await;
                browser.open("/plainte/q/story").await;
                let story = format!("Avant le message. {hidden} puis rien");
                browser.answer(&[("story.before", &story)]).await;
                assert_eq!(browser.page.status, StatusCode::OK);
                let says = sentence(cause, lang);
                let shown = same(&browser.page.body);
                assert!(shown.contains(&says), "{says}: {shown}");
                browser.open("/plainte/q/story").await;
                browser.says("Avant le message.");
                assert!(!browser.page.body.contains(hidden), "{cause}");
            }
        }
    }
);

/// A body of a form with one file of so many mebibytes, never whole in memory.
fn large(token: &str, mebibytes: usize) -> Body {
    let head = format!(
        "--limite\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n\
         --limite\r\nContent-Disposition: form-data; name=\"page\"\r\n\r\nexhibits\r\n\
         --limite\r\nContent-Disposition: form-data; name=\"do\"\r\n\r\nadd\r\n\
         --limite\r\nContent-Disposition: form-data; name=\"evidence.files\"; \
         filename=\"film.mp4\"\r\n\r\n"
    );
    static BLOCK: [u8; 1 << 20] = [7; 1 << 20];
    let blocks = std::iter::repeat_n(Bytes::from_static(&BLOCK), mebibytes);
    let end = Bytes::from_static(b"\r\n--limite--\r\n");
    let all = std::iter::once(Bytes::from(head))
        .chain(blocks)
        .chain([end]);
    Body::from_stream(futures_util::stream::iter(all.map(Ok::<_, std::io::Error>)))
}

/// A form that ends in the middle of its second file.
fn cut(token: &str) -> Body {
    let part = |about: &str, value: &str| {
        format!("--limite\r\nContent-Disposition: form-data; {about}\r\n\r\n{value}")
    };
    Body::from(
        [
            part("name=\"csrf\"", token),
            part("name=\"page\"", "exhibits"),
            part("name=\"evidence.files\"; filename=\"avant.txt\"", "avant"),
            part("name=\"evidence.files\"; filename=\"photo.jpg\"", "moiti"),
        ]
        .join("\r\n"),
    )
}

async fn sent(browser: &mut Browser, body: Body) -> Seen {
    let request = Request::post("/plainte/pieces")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=limite")
        .body(body)
        .unwrap();
    browser.send(request).await
}

async fn bad_files(on: On) {
    let mut config = Config {
        controller: Some("Association d'essai".into()),
        legal_regime: Some(Regime::Authority),
        ..Config::default()
    };
    config.limits.exhibits_max = 3;
    let kit = kit_with(on, only_intake(), config).await;
    for lang in LANGS {
        let mut browser = Browser::new(&kit);
        in_language(&mut browser, lang);
        at_exhibits_of(&mut browser, "fake_shop").await;
        let files: [(&str, &str, &[u8]); 3] = [
            ("evidence.files", "un.txt", b"un"),
            ("evidence.files", "vide.txt", b""),
            ("evidence.files", "deux.txt", b"deux"),
        ];
        browser.add(&files).await;
        tells(&browser.page, "file empty", lang);
        let token = browser.token();
        let seen = sent(&mut browser, large(&token, 201)).await;
        tells(&seen, "file too big", lang);
        let seen = sent(&mut browser, cut(&token)).await;
        tells(&seen, "file failed", lang);
        browser
            .add(&[("evidence.files", "quatre.txt", b"quatre")])
            .await;
        tells(&browser.page, "too many", lang);
        // The files that were good are in the draft, and no other.
        browser.open("/plainte/q/exhibits").await;
        let listed = browser.page.body.matches("name=\"remove\"").count();
        assert_eq!(listed, 3);
        for name in ["un.txt", "deux.txt", "avant.txt"] {
            browser.says(name);
        }
        let staged = kit.folder.path().join("files/staging");
        let left = std::fs::read_dir(staged).map_or(0, Iterator::count);
        assert_eq!(left, 0, "nothing is kept of what was refused");
    }
}

mod each_bad_file_gets_its_sentence_and_the_good_ones_beside_it_are_kept {
    use super::{On, bad_files};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_sqlite() {
        bad_files(On::Sqlite).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    #[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
    async fn on_postgres() {
        bad_files(On::Postgres).await;
    }
}

on_both!(
    wrong_codes_too_many_of_them_and_a_lost_session_are_told_and_the_draft_is_whole,
    only_intake(),
    async |kit: Kit| {
        for (network, lang) in LANGS.into_iter().enumerate() {
            let mut browser = Browser::new(&kit);
            in_language(&mut browser, lang);
            browser.from = [203, 0, 113 + network as u8, 9];
            begin(&mut browser, "fake_shop").await;
            browser.open("/plainte/q/when-where").await;
            browser.answer(SHOP[0].1).await;
            let code = after(&browser.page.body, "<bdi class=\"exact\">").to_owned();
            let mut form = pairs(&[("csrf", &browser.token())]);
            form.push(("story.before".to_owned(), "Mon récit".to_owned()));
            // The cookie of the draft is gone: what was typed is on the page that says so.
            browser.jar.remove("draft");
            let seen = browser.post_only("/plainte/q/story", &form).await;
            assert_eq!(seen.status, StatusCode::UNAUTHORIZED);
            let shown = same(&seen.body);
            assert!(shown.contains(&sentence("session over", lang)), "{shown}");
            assert!(shown.contains("Mon récit"));
            browser.open("/reprendre").await;
            browser.post("/reprendre", &[("code", "7Q2K-AAAA")]).await;
            tells(&browser.page, "code wrong", lang);
            let typed = holds(&browser.page.body, "code");
            assert_eq!(typed.as_deref(), Some("7Q2K-AAAA"));
            browser.post("/reprendre", &[("code", &code)]).await;
            assert_eq!(browser.page.status, StatusCode::OK);
            browser.open("/plainte/q/when-where").await;
            assert!(browser.page.body.contains("value=\"Lille\""));
            // Sixty tries an hour: the next one is told when to come back.
            browser.open("/reprendre").await;
            for _ in 0..70 {
                let all = pairs(&[("csrf", &browser.token()), ("code", "7Q2K-AAAA")]);
                browser.page = browser.post_only("/reprendre", &all).await;
                if browser.page.status == StatusCode::TOO_MANY_REQUESTS {
                    break;
                }
            }
            assert_eq!(browser.page.status, StatusCode::TOO_MANY_REQUESTS);
            let shown = same(&browser.page.body);
            assert!(shown.contains(&sentence("code locked", lang)), "{shown}");
            browser.open("/plainte/q/when-where").await;
            assert!(browser.page.body.contains("value=\"Lille\""));
        }
    }
);

on_both!(
    a_declaration_that_is_not_ticked_is_told_and_files_nothing,
    only_intake(),
    async |kit: Kit| {
        for lang in LANGS {
            let mut browser = Browser::new(&kit);
            in_language(&mut browser, lang);
            begin(&mut browser, "fake_shop").await;
            answer_all(&mut browser, &[SHOP, IDENTITY]).await;
            browser.open("/plainte/declaration").await;
            browser
                .post("/plainte/declaration", &[("nature", "complaint")])
                .await;
            tells(&browser.page, "declaration not ticked", lang);
            browser.open("/plainte/verifier").await;
            browser.is_at("/plainte/verifier");
            browser.says("LT12 1000 0111 0100 1000");
        }
    }
);
