//! Bad input by requests: bodies too long or of the wrong kind, broken text, absurd dates, files
//! that are not what they say. Each is told clearly and changes nothing it should not.

use super::pages_browser::{Browser, filled, inputs, only_intake, pairs, text};
use super::pages_files::at_exhibits;
use super::pages_journey::{IDENTITY, SHOP, answer_all, begin, declare};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;

const QUESTION: &str = "/plainte/q/when-where";

on_both!(
    bodies_too_long_or_of_another_kind_are_refused_and_change_nothing,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        begin(&mut browser, "fake_shop").await;
        let token = browser.token();
        let long = "x".repeat(2 << 20);
        let all = pairs(&[("csrf", &token), ("facts.place_victim", &long)]);
        let seen = browser.post_only(QUESTION, &all).await;
        assert_eq!(seen.status, StatusCode::PAYLOAD_TOO_LARGE);
        for (kind, body, status) in [
            ("application/json", "{}", StatusCode::UNSUPPORTED_MEDIA_TYPE),
            (
                "text/plain",
                "facts.place_victim=Lille",
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
            ),
            ("", "", StatusCode::UNSUPPORTED_MEDIA_TYPE),
        ] {
            let request = Request::post(QUESTION)
                .header(header::CONTENT_TYPE, kind)
                .header("x-csrf-token", &token)
                .body(Body::from(body))
                .unwrap();
            let seen = browser.send(request).await;
            assert_eq!(seen.status, status, "{kind}");
            assert!(seen.body.contains("<h1>"), "a page says so");
        }
        // A form where files are taken, and files where a form is taken.
        let seen = browser
            .post_only("/plainte/pieces", &all[..1].to_vec())
            .await;
        assert_eq!(seen.status, StatusCode::BAD_REQUEST);
        let seen = browser.post_parts(QUESTION, &all[..1].to_vec(), &[]).await;
        assert_eq!(seen.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        browser.open(QUESTION).await;
        let lille = inputs(&browser.page.body);
        let lille = lille
            .iter()
            .find(|i| i.name == "facts.place_victim")
            .unwrap();
        assert_eq!(lille.value, "");
    }
);

on_both!(
    broken_text_is_kept_as_far_as_it_can_be_read,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        begin(&mut browser, "fake_shop").await;
        let token = browser.token();
        let body = format!(
            "csrf={token}&facts.place_victim=Li%FF%FElle%00&facts.period%3Astate=unknown&%80=%zz"
        );
        let request = Request::post(QUESTION)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        let seen = browser.send(request).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER);
        browser.open(QUESTION).await;
        assert!(
            browser
                .page
                .body
                .contains("value=\"Li\u{FFFD}\u{FFFD}lle\"")
        );
    }
);

/// A null, an emoji, a right-to-left override, Chinese, Arabic, a byte-order mark, and markup.
const STRANGE: &str = "\u{FEFF}a\0b 🎂 \u{202E}gpj.exe 北京 مرحبا <b>\"'&";

on_both!(
    strange_text_in_every_field_is_kept_shown_safely_and_filed,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        begin(&mut browser, "fake_shop").await;
        answer_all(&mut browser, &[SHOP, IDENTITY]).await;
        let check = browser.page.body.clone();
        let slugs: Vec<&str> = check
            .split("/plainte/q/")
            .skip(1)
            .map(|rest| rest.split(['"', '?']).next().unwrap())
            .collect();
        let mut kept = 0;
        let mut done: Vec<&str> = Vec::new();
        for slug in slugs {
            if done.contains(&slug) {
                continue;
            }
            done.push(slug);
            browser.open(&format!("/plainte/q/{slug}")).await;
            let html = browser.page.body.clone();
            let names: Vec<String> = inputs(&html)
                .into_iter()
                .filter(|input| ["text", "tel", "email", "textarea"].contains(&input.kind.as_str()))
                .map(|input| input.name)
                .collect();
            let given: Vec<(&str, &str)> =
                names.iter().map(|name| (name.as_str(), STRANGE)).collect();
            browser.answer(&given).await;
            let status = browser.page.status;
            assert!(
                status == StatusCode::OK || status == StatusCode::UNPROCESSABLE_ENTITY,
                "{slug}: {status}"
            );
            assert!(!browser.page.body.contains("<b>\""), "{slug}: escaped");
            browser.open(&format!("/plainte/q/{slug}")).await;
            kept += browser.page.body.matches("🎂").count();
        }
        assert!(kept >= 10, "{kept} values were kept");
        // What was refused gave nothing: exact answers are given again where they are needed.
        browser.open("/plainte/q/when-where").await;
        browser.answer(SHOP[0].1).await;
        for _ in 0..40 {
            let Some(slug) = browser.at.strip_prefix("/plainte/q/") else {
                break;
            };
            let slug = slug.split('?').next().unwrap().to_owned();
            let tables = [SHOP, IDENTITY].concat();
            let given = tables
                .iter()
                .find(|(page, _)| *page == slug)
                .map_or(&[][..], |t| t.1);
            browser.answer(given).await;
            assert_eq!(browser.page.status, StatusCode::OK, "{slug}");
        }
        declare(&mut browser, "complaint").await;
        browser.open("/plainte/recu.pdf").await;
        assert!(browser.page.bytes.starts_with(b"%PDF-"));
    }
);

on_both!(
    absurd_dates_are_refused_beside_their_field_and_what_was_typed_stays,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        begin(&mut browser, "fake_shop").await;
        for (day, month, year, says) in [
            ("12", "10", "1492", "Cette date est trop ancienne"),
            (
                "1",
                "1",
                "2199",
                "La date des faits ne peut pas être dans le futur",
            ),
            ("31", "2", "2026", "Cette date n’existe pas"),
            ("14", "3", "", "Indiquez aussi l’année"),
            ("🎂", "3", "2026", "Cette date n’existe pas"),
        ] {
            browser.open(QUESTION).await;
            let typed = [
                ("facts.period:last.day", day),
                ("facts.period:last.month", month),
                ("facts.period:last.year", year),
                ("facts.place_victim", "Lille"),
            ];
            let all = filled(&browser.page.body, &typed);
            let seen = browser.post_only(QUESTION, &all).await;
            assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{year}");
            assert!(text(&seen.body).contains(says), "{}", text(&seen.body));
            for (name, value) in typed {
                let inputs = inputs(&seen.body);
                let shown = inputs.iter().find(|input| input.name == name).unwrap();
                assert_eq!(shown.value, value, "{name}");
            }
            // The line of the summary leads to an element of the page.
            let target = seen.body.split("<li><a href=\"#").nth(1).unwrap();
            let target = target.split('"').next().unwrap();
            assert!(target.starts_with("f-facts-period-last"), "{target}");
            assert!(seen.body.contains(&format!("id=\"{target}\"")), "{target}");
        }
        // What was good on the refused page is kept.
        browser.open(QUESTION).await;
        assert!(browser.page.body.contains("value=\"Lille\""));
    }
);

on_both!(
    files_are_kept_as_bytes_told_for_what_they_are_and_never_opened,
    only_intake(),
    async |kit: Kit| {
        let mut browser = at_exhibits(&kit).await;
        // A zip that says it unfolds to 4 GiB: kept in its few bytes.
        let mut bomb = b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0\x10\0\0\0".to_vec();
        bomb.extend_from_slice(b"\xff\xff\xff\xff\x05\0\0\0bombe");
        bomb.extend_from_slice(&[0; 64]);
        let pdf = b"%PDF-1.7\n%%EOF\n";
        browser
            .add(&[
                ("evidence.files", "photo.jpg", pdf),
                ("evidence.files", "archive.zip", &bomb),
                (
                    "evidence.files",
                    "\u{FEFF}🎂\u{202E}gpj.exe 北京 مرحبا",
                    b"MZ\0\0",
                ),
            ])
            .await;
        assert_eq!(browser.page.status, StatusCode::OK);
        browser.says("application/pdf");
        browser.says("application/zip");
        browser.says(&hex::encode(<sha2::Sha256 as sha2::Digest>::digest(&bomb)));
        browser.says("北京 مرحبا");
        // The override is told, so that the name cannot be read the wrong way round.
        browser.says("⟨U+202E⟩gpj.exe");
        assert!(!browser.page.body.contains('\u{202E}'));
    }
);

on_both!(
    a_file_over_the_limit_is_refused_before_it_is_read,
    only_intake(),
    async |kit: Kit| {
        let mut browser = at_exhibits(&kit).await;
        let token = browser.token();
        let most = kit.world.config.limits.exhibit_bytes_max;
        let request = Request::post("/plainte/pieces")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=limite")
            .header(header::CONTENT_LENGTH, most * 11)
            .header("x-csrf-token", token)
            .body(Body::from("--limite--\r\n"))
            .unwrap();
        let seen = browser.send(request).await;
        assert_eq!(seen.status, StatusCode::PAYLOAD_TOO_LARGE);
        // A form cut in the middle keeps nothing of the file being sent.
        let cut = format!(
            "--limite\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n\
             --limite\r\nContent-Disposition: form-data; name=\"page\"\r\n\r\nexhibits\r\n\
             --limite\r\nContent-Disposition: form-data; name=\"evidence.files\"; \
             filename=\"a.bin\"\r\n\r\nmoitié",
            browser.token()
        );
        let request = Request::post("/plainte/pieces")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=limite")
            .body(Body::from(cut))
            .unwrap();
        let seen = browser.send(request).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(text(&seen.body).contains("a.bin n’a pas pu être reçu. Réessayez"));
        browser.open("/plainte/q/exhibits").await;
        assert!(!browser.page.body.contains("a.bin"));
    }
);
