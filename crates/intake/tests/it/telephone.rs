//! Files of a telephone: the code shown, used once by one telephone, which gives files whole or in parts,
//! takes its own back, and reads nothing; where no file is taken, nor are its.

use super::pages_browser::{Browser, Seen, inputs, only_intake, pairs, text};
use super::pages_files::at_exhibits;
use super::pages_journey::{IDENTITY, SHOP, answer_all, begin, declare};
use super::pages_tus::ask as part;
use super::store;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use futures_util::{StreamExt as _, stream};

pub(crate) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n et des points";
pub(crate) const SCREEN: &str = "/plainte/telephone";
pub(crate) const FILES: &str = "/apporter/fichiers";

/// The code of the page shown, as written on it.
pub(crate) fn code(html: &str) -> String {
    let mut exact = html.split("<bdi class=\"exact\">").skip(1);
    let found = exact.find_map(|rest| {
        let word = rest.split('<').next().unwrap();
        (word.len() == 24 && word.matches('-').count() == 4).then(|| word.to_owned())
    });
    found.expect("a code is shown")
}

/// A code shown to a telephone by who fills in at home.
pub(crate) async fn shown(browser: &mut Browser) -> String {
    browser.open(SCREEN).await;
    browser.is_at(SCREEN);
    browser.post(SCREEN, &[("do", "montrer")]).await;
    browser.is_at(SCREEN);
    // The code of the draft stands on the page too, below: the telephone's comes first.
    code(&browser.page.body)
}

/// A telephone that used a code.
pub(crate) async fn connected(browser: &mut Browser) -> Browser {
    let code = shown(browser).await.replace('-', "");
    let mut telephone = browser.another();
    telephone.open(&format!("/apporter/{code}")).await;
    telephone.post("/apporter", &[("code", &code)]).await;
    telephone.is_at(FILES);
    telephone
}

/// Sends files as the form of a telephone does.
pub(crate) async fn give(telephone: &mut Browser, files: &[(&str, &[u8])]) -> Seen {
    let html = telephone.page.body.clone();
    let kept = inputs(&html).into_iter();
    let field = kept
        .clone()
        .find(|input| input.kind == "file")
        .unwrap()
        .name;
    let page = kept
        .clone()
        .find(|input| input.name == "page")
        .unwrap()
        .value;
    let texts = pairs(&[
        ("csrf", &telephone.token()),
        ("page", &page),
        ("do", "send"),
    ]);
    let files: Vec<(&str, &str, &[u8])> = files
        .iter()
        .map(|(name, bytes)| (field.as_str(), *name, *bytes))
        .collect();
    let seen = telephone.post_parts(FILES, &texts, &files).await;
    if seen.status == StatusCode::SEE_OTHER {
        telephone.open(FILES).await;
    }
    seen
}

on_both!(
    a_telephone_gives_files_by_a_code_and_they_are_filed,
    only_intake(),
    async |kit: Kit| {
        let mut browser = at_exhibits(&kit).await;
        assert!(browser.page.body.contains("href=\"/plainte/telephone\""));
        let code = shown(&mut browser).await;
        let body = browser.page.body.clone();
        assert!(body.contains("<svg") && !body.contains("<?xml"));
        browser.says("Aucun fichier pour le moment.");
        browser.says("Ce code sert une seule fois, jusqu’à 11 h 15.");
        assert!(body.contains("arrivals.js"));
        // What looks at the address first uses nothing up, as often as it looks.
        let bare = code.replace('-', "");
        let mut telephone = browser.another();
        for _ in 0..3 {
            telephone.open(&format!("/apporter/{bare}")).await;
            assert_eq!(telephone.page.status, StatusCode::OK);
            assert_eq!(telephone.page.headers["cache-control"], "no-store");
            assert_eq!(telephone.page.headers["referrer-policy"], "no-referrer");
            let page = &telephone.page.body;
            assert!(page.contains("<title>Formulaire</title>"));
            // No link of the page bears the code.
            assert!(!page.contains(&format!("retour=%2Fapporter%2F{bare}")));
            assert_eq!(page.matches(&bare).count(), 1);
        }
        telephone.post("/apporter", &[("code", &bare)]).await;
        telephone.is_at(FILES);
        let cookie = telephone.jar["telephone"].clone();
        assert!(!cookie.is_empty() && cookie != bare);
        // It reads nothing of the draft.
        let page = text(&telephone.page.body);
        for word in ["Faux site", "boutique", "Martin", &code] {
            assert!(!page.contains(word), "{word}: {page}");
        }
        let film: &[u8] = b"\0\0\0\x18ftypisom\0\0\0\0isommp42 et des points";
        give(
            &mut telephone,
            &[("IMG_0042.PNG", PNG), ("écran.mp4", film)],
        )
        .await;
        telephone.says("2 fichiers envoyés");
        telephone.says("IMG_0042.PNG");
        // The screen tells what came, and that a telephone is there.
        browser.open(SCREEN).await;
        browser.says("2 fichiers reçus.");
        browser.says("Un téléphone est relié depuis 11 h 00, jusqu’à 12 h 00.");
        assert!(!browser.page.body.contains("<svg"), "the code is used");
        browser.open("/plainte/q/exhibits").await;
        browser.says("écran.mp4");
        // Done: the telephone opens nothing any more, what it gave stays.
        telephone.post("/apporter/fin", &[]).await;
        telephone.is_at("/apporter");
        telephone.says("C’est terminé.");
        assert!(!telephone.jar.contains_key("telephone"));
        browser.open("/plainte/q/when-where").await;
        answer_all(&mut browser, &[SHOP, IDENTITY]).await;
        browser.says("IMG_0042.PNG");
        declare(&mut browser, "complaint").await;
        browser.says("IMG_0042.PNG");
        browser.says("écran.mp4");
    }
);

on_both!(
    a_code_is_used_once_and_for_a_quarter_of_an_hour,
    only_intake(),
    async |kit: Kit| {
        let mut browser = at_exhibits(&kit).await;
        let nothing = "Ce code n’ouvre rien.";
        let code = shown(&mut browser).await;
        let mut telephone = browser.another();
        telephone.open("/apporter").await;
        for wrong in ["", "AAAA", "été", &"A".repeat(5_000)] {
            telephone.post("/apporter", &[("code", wrong)]).await;
            assert_eq!(telephone.page.status, StatusCode::UNPROCESSABLE_ENTITY);
            telephone.says("Ce code n’est pas complet.");
        }
        // Typed by hand, any case, with dashes.
        let typed = code.to_lowercase();
        telephone.post("/apporter", &[("code", &typed)]).await;
        telephone.is_at(FILES);
        let mut second = browser.another();
        second.open("/apporter").await;
        second.post("/apporter", &[("code", &code)]).await;
        second.says(nothing);
        // The same telephone that sends it again goes on.
        telephone.open("/apporter").await;
        telephone.post("/apporter", &[("code", &code)]).await;
        telephone.is_at(FILES);
        // A code that nobody used works no more once another is shown, or it is late, or ended.
        let first = shown(&mut browser).await;
        let other = shown(&mut browser).await;
        assert_ne!(first, other);
        second.post("/apporter", &[("code", &first)]).await;
        second.says(nothing);
        kit.world.clock.advance_millis(15 * 60 * 1000);
        second.post("/apporter", &[("code", &other)]).await;
        second.says(nothing);
        let last = shown(&mut browser).await;
        browser.post(SCREEN, &[("do", "terminer")]).await;
        second.post("/apporter", &[("code", &last)]).await;
        second.says(nothing);
        // Ended for the telephone that was connected too: its form says so and keeps nothing.
        let seen = give(&mut telephone, &[("tard.png", PNG)]).await;
        assert_eq!(seen.location, "/apporter");
        browser.open(SCREEN).await;
        browser.says("Aucun fichier pour le moment.");
    }
);

on_both!(
    a_telephone_is_let_go_after_an_hour_or_with_its_draft,
    only_intake(),
    async |kit: Kit| {
        let mut browser = at_exhibits(&kit).await;
        let mut telephone = connected(&mut browser).await;
        kit.world.clock.advance_millis(61 * 60 * 1000);
        telephone.open(FILES).await;
        telephone.is_at("/apporter");
        assert!(!telephone.jar.contains_key("telephone"));
        let mut telephone = connected(&mut browser).await;
        browser.open("/plainte/effacer").await;
        browser.post("/plainte/effacer", &[]).await;
        let seen = give(&mut telephone, &[("tard.png", PNG)]).await;
        assert_eq!(seen.location, "/apporter");
        assert_eq!(store::telephone_rows(&kit).await, 0);
        // A draft that is filed takes its ways with it.
        let mut browser = at_exhibits(&kit).await;
        let mut telephone = connected(&mut browser).await;
        give(&mut telephone, &[("a.png", PNG)]).await;
        assert_eq!(store::telephone_rows(&kit).await, 2);
        browser.open("/plainte/q/when-where").await;
        answer_all(&mut browser, &[SHOP, IDENTITY]).await;
        declare(&mut browser, "complaint").await;
        assert_eq!(store::telephone_rows(&kit).await, 0);
        telephone.open(FILES).await;
        telephone.is_at("/apporter");
    }
);

on_both!(
    a_telephone_takes_back_and_sets_aside_its_own_files_only,
    only_intake(),
    async |kit: Kit| {
        let mut browser = at_exhibits(&kit).await;
        browser
            .add(&[("evidence.files", "bureau.png", &[PNG, b"1"].concat())])
            .await;
        let buttons = inputs(&browser.page.body).into_iter();
        let theirs = buttons.filter(|input| input.name == "remove");
        let theirs = theirs.map(|input| input.value).next().unwrap();
        let mut telephone = connected(&mut browser).await;
        assert!(!text(&telephone.page.body).contains("bureau.png"));
        let two = [PNG, b"2"].concat();
        let files: [(&str, &[u8]); 2] = [("une.png", PNG), ("deux.png", &two)];
        give(&mut telephone, &files).await;
        let button = |telephone: &Browser, name: &str, file: &str| {
            let page = &telephone.page.body;
            let line = page.split("<li>").find(|line| line.contains(file)).unwrap();
            let all = inputs(line).into_iter();
            all.filter(|input| input.name == name)
                .map(|input| input.value)
                .next()
                .unwrap()
        };
        for name in ["remove", "ecarter"] {
            let texts = pairs(&[("csrf", &telephone.token()), (name, &theirs)]);
            telephone.post_parts(FILES, &texts, &[]).await;
        }
        browser.open("/plainte/q/exhibits").await;
        browser.says("bureau.png");
        let one = button(&telephone, "remove", "une.png");
        let texts = pairs(&[("csrf", &telephone.token()), ("remove", &one)]);
        telephone.post_parts(FILES, &texts, &[]).await;
        telephone.open(FILES).await;
        telephone.says("1 fichier envoyé");
        let aside = button(&telephone, "ecarter", "deux.png");
        let texts = pairs(&[("csrf", &telephone.token()), ("ecarter", &aside)]);
        telephone.post_parts(FILES, &texts, &[]).await;
        telephone.open(FILES).await;
        telephone.says("Aucun fichier envoyé");
        browser.open("/plainte/q/exhibits").await;
        let page = text(&browser.page.body);
        assert!(!page.contains("une.png") && !page.contains("deux.png"));
        // The same bytes are not taken again from the telephone either.
        let seen = give(&mut telephone, &[("deux-bis.png", &two)]).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            text(&seen.body).contains("a été mis à l’écart"),
            "{}",
            text(&seen.body)
        );
        let seen = give(&mut telephone, &[("vide.png", b"")]).await;
        assert!(text(&seen.body).contains("vide.png est vide"));
    }
);

on_both!(
    where_no_file_may_be_given_no_code_is_shown_and_a_telephone_is_refused,
    only_intake(),
    async |kit: Kit| {
        // Connected while the answers allowed files, which they do no more.
        let mut browser = Browser::new(&kit);
        begin(&mut browser, "sextortion").await;
        browser.open("/plainte/q/age").await;
        browser.answer(&[("sext.age_bracket", "adult")]).await;
        let mut telephone = connected(&mut browser).await;
        let waiting = shown(&mut browser).await;
        let token = browser.token();
        browser.open("/plainte/q/age").await;
        browser.answer(&[("sext.age_bracket", "15_17")]).await;
        browser.open(SCREEN).await;
        browser.says("N’envoyez aucune image ici.");
        assert!(!browser.page.body.contains("<svg"));
        let forced = pairs(&[("csrf", &token), ("do", "montrer")]);
        let seen = browser.post_only(SCREEN, &forced).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!seen.body.contains("<svg"));
        let mut other = browser.another();
        other.open("/apporter").await;
        other.post("/apporter", &[("code", &waiting)]).await;
        other.says("Aucun fichier ne peut être reçu ici");
        // The page of the telephone was open: what it sends is not read.
        let token = telephone.token();
        let texts = pairs(&[("csrf", &token), ("page", "exhibits")]);
        let files: &[(&str, &str, &[u8])] = &[("evidence.files", "a.png", PNG)];
        let seen = telephone.post_parts(FILES, &texts, files).await;
        assert!(text(&seen.body).contains("N’envoyez aucune image ici"));
        assert!(!seen.body.contains("type=\"file\""));
        let seen = announced(&mut telephone, "a.png", 10).await;
        assert_eq!(seen.status, StatusCode::FORBIDDEN);
    }
);

/// Announces a file in parts, naming a page that is not the telephone's to name.
async fn announced(telephone: &mut Browser, name: &str, length: usize) -> Seen {
    let about = format!(
        "filename {},input {},page {}",
        STANDARD.encode(name),
        STANDARD.encode("victim.civil"),
        STANDARD.encode("identity")
    );
    let length = length.to_string();
    let headers = [
        ("upload-length", length.as_str()),
        ("upload-metadata", &about),
    ];
    part(
        telephone,
        Method::POST,
        "/apporter/televersements",
        &headers,
        b"",
    )
    .await
}

on_both!(
    a_telephone_sends_in_parts_where_its_script_runs,
    only_intake(),
    async |kit: Kit| {
        let mut browser = at_exhibits(&kit).await;
        let mut telephone = connected(&mut browser).await;
        let page = telephone.page.body.clone();
        assert!(page.contains("data-upload=\"/apporter/televersements\""));
        assert!(page.contains("upload.js"));
        let bytes: Vec<u8> = (0..3_000_000_u32).map(|n| (n % 251) as u8).collect();
        let made = announced(&mut telephone, "film.mp4", bytes.len()).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        let at = made.location;
        assert!(at.starts_with("/apporter/televersements/"), "{at}");
        let kind = ("content-type", "application/offset+octet-stream");
        let half = [("upload-offset", "0"), kind];
        let seen = part(
            &mut telephone,
            Method::PATCH,
            &at,
            &half,
            &bytes[..1_000_000],
        )
        .await;
        assert_eq!(seen.status, StatusCode::NO_CONTENT, "{}", seen.body);
        // Neither a stranger nor the cookie of another reads or goes on.
        let mut stranger = browser.another();
        let seen = part(&mut stranger, Method::HEAD, &at, &[], b"").await;
        assert_ne!(seen.status, StatusCode::OK);
        let rest = [("upload-offset", "1000000"), kind];
        let seen = part(
            &mut telephone,
            Method::PATCH,
            &at,
            &rest,
            &bytes[1_000_000..],
        )
        .await;
        assert_eq!(seen.status, StatusCode::NO_CONTENT, "{}", seen.body);
        telephone.open(FILES).await;
        telephone.says("film.mp4");
        browser.open("/plainte/q/exhibits").await;
        browser.says(&hex::encode(<sha2::Sha256 as sha2::Digest>::digest(&bytes)));
        // Closed while another is on its way: the script is told in words.
        let made = announced(&mut telephone, "suite.mp4", 100).await;
        browser.open(SCREEN).await;
        browser.post(SCREEN, &[("do", "terminer")]).await;
        let half = [("upload-offset", "0"), kind];
        let seen = part(&mut telephone, Method::PATCH, &made.location, &half, b"x").await;
        assert_eq!(seen.status, StatusCode::GONE);
        assert!(
            text(&seen.body).contains("L’envoi est fermé."),
            "{}",
            seen.body
        );
    }
);

on_both!(
    what_a_telephone_gives_while_a_page_is_on_its_way_is_kept,
    only_intake(),
    async |kit: Kit| {
        let mut browser = at_exhibits(&kit).await;
        let mut telephone = connected(&mut browser).await;
        browser.open("/plainte/q/exhibits").await;
        let text = |name: &str, value: &str| {
            format!(
                "--limite\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            )
        };
        let head = [
            text("csrf", &browser.token()),
            text("page", "exhibits"),
            text("do", "add"),
        ];
        let head = head.concat();
        // The form is half-way when the telephone's file comes.
        let first = stream::once(async move { Ok::<_, std::io::Error>(head) });
        let rest = stream::once(async move {
            give(&mut telephone, &[("IMG_0042.PNG", PNG)]).await;
            telephone.says("IMG_0042.PNG");
            Ok("--limite--\r\n".to_owned())
        });
        let request = Request::post("/plainte/pieces")
            .header("content-type", "multipart/form-data; boundary=limite")
            .body(Body::from_stream(first.chain(rest)))
            .unwrap();
        browser.send(request).await;
        browser.open("/plainte/q/exhibits").await;
        browser.says("IMG_0042.PNG");
    }
);
