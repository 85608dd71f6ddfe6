//! Files in parts (tus 1.0): announced, taken up again where they were left, attached when whole, under the
//! draft's cookie only; a connection really cut over a real socket; every refusal of the protocol.

use super::pages_browser::{Browser, Seen, only_intake, text};
use super::pages_files::at_exhibits;
use super::pages_journey::{IDENTITY, SHOP, answer_all, begin, declare};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit::uploads::sweep::sweep;
use faisceau_platform::testkit::Kit;
use faisceau_platform::{on_both, wiring};
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

const UPLOADS: &str = "/plainte/televersements";

fn metadata(name: &str, input: &str, page: &str) -> String {
    let pairs = [
        ("filename", name),
        ("input", input),
        ("page", page),
        ("modified", "1"),
    ];
    let pairs = pairs.map(|(key, value)| format!("{key} {}", STANDARD.encode(value)));
    pairs.join(",")
}

/// A request of the protocol, with the token of the page shown.
pub(crate) async fn ask(
    browser: &mut Browser,
    method: Method,
    at: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Seen {
    let mut request = Request::builder()
        .method(method)
        .uri(at)
        .header("tus-resumable", "1.0.0")
        .header("x-csrf-token", browser.token());
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::from(body.to_vec())).unwrap();
    browser.send(request).await
}

pub(crate) async fn announced(browser: &mut Browser, name: &str, length: usize) -> Seen {
    let length = length.to_string();
    let about = metadata(name, "evidence.files", "exhibits");
    let headers = [
        ("upload-length", length.as_str()),
        ("upload-metadata", &about),
    ];
    ask(browser, Method::POST, UPLOADS, &headers, b"").await
}

pub(crate) async fn sent(browser: &mut Browser, at: &str, offset: usize, bytes: &[u8]) -> Seen {
    let offset = offset.to_string();
    let headers = [
        ("upload-offset", offset.as_str()),
        ("content-type", "application/offset+octet-stream"),
    ];
    ask(browser, Method::PATCH, at, &headers, bytes).await
}

async fn offset(browser: &mut Browser, at: &str) -> String {
    let seen = ask(browser, Method::HEAD, at, &[], b"").await;
    assert_eq!(seen.status, StatusCode::OK);
    seen.headers["upload-offset"].to_str().unwrap().to_owned()
}

on_both!(
    a_file_in_parts_is_attached_when_whole_and_filed,
    only_intake(),
    async |kit: Kit| {
        let mut browser = at_exhibits(&kit).await;
        let page = &browser.page.body;
        assert!(
            page.contains("data-upload=\"/plainte/televersements\"") && page.contains("upload.js")
        );
        let spoken = ask(&mut browser, Method::OPTIONS, UPLOADS, &[], b"").await;
        assert_eq!(spoken.status, StatusCode::NO_CONTENT);
        assert_eq!(spoken.headers["tus-version"], "1.0.0");
        assert_eq!(
            spoken.headers["tus-extension"],
            "creation,expiration,termination"
        );
        let bytes: Vec<u8> = (0..12_000_000_u32).map(|n| (n % 251) as u8).collect();
        let made = announced(&mut browser, "écran.mp4", bytes.len()).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        assert!(made.headers.contains_key("upload-expires"));
        let at = made.location.clone();
        // Announced again, it is the same: no second file is begun.
        let again = announced(&mut browser, "écran.mp4", bytes.len()).await;
        assert_eq!(again.location, at);
        assert_eq!(
            sent(&mut browser, &at, 0, &bytes[..7_000_000]).await.status,
            StatusCode::NO_CONTENT
        );
        assert_eq!(offset(&mut browser, &at).await, "7000000");
        let elsewhere = sent(&mut browser, &at, 0, &bytes[..10]).await;
        assert_eq!(elsewhere.status, StatusCode::CONFLICT);
        let last = sent(&mut browser, &at, 7_000_000, &bytes[7_000_000..]).await;
        assert_eq!(last.status, StatusCode::NO_CONTENT, "{}", last.body);
        // To a sender whose answer was lost, it is still said to be whole.
        assert_eq!(offset(&mut browser, &at).await, "12000000");
        browser.open("/plainte/q/exhibits").await;
        browser.says("écran.mp4");
        browser.says(&hex::encode(<sha2::Sha256 as sha2::Digest>::digest(&bytes)));
        browser.open("/plainte/q/when-where").await;
        answer_all(&mut browser, &[SHOP, IDENTITY]).await;
        declare(&mut browser, "complaint").await;
        browser.says("écran.mp4");
        let parts = kit.folder.path().join("files/uploads");
        let left = walk(&parts);
        assert!(left.is_empty(), "{left:?}");
    }
);

/// Every file below a folder.
pub(crate) fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .flat_map(|path| match path.is_dir() {
            true => walk(&path),
            false => vec![path],
        })
        .collect()
}

on_both!(
    what_the_protocol_or_the_form_refuses_is_told_and_keeps_nothing,
    only_intake(),
    async |kit: Kit| {
        let mut browser = at_exhibits(&kit).await;
        let most = usize::try_from(kit.world.config.limits.exhibit_bytes_max).unwrap();
        let long = announced(&mut browser, "film.mp4", most + 1).await;
        assert_eq!(long.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(
            text(&long.body).contains("film.mp4 fait 210 Mo. La limite est 200 Mo."),
            "{}",
            long.body
        );
        let empty = announced(&mut browser, "vide.txt", 0).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(text(&empty.body).contains("vide.txt est vide"));
        for (input, page) in [
            ("shop.product", "exhibits"),
            ("evidence.files", "when-where"),
        ] {
            let about = metadata("a.txt", input, page);
            let headers = [("upload-length", "3"), ("upload-metadata", about.as_str())];
            let seen = ask(&mut browser, Method::POST, UPLOADS, &headers, b"").await;
            assert_eq!(seen.status, StatusCode::NOT_FOUND, "{input} {page}");
        }
        for headers in [
            &[("upload-length", "3"), ("upload-metadata", "filename %%%")][..],
            &[("upload-metadata", "filename YQ==")],
            &[
                ("upload-length", "-3"),
                ("upload-metadata", "filename YQ=="),
            ],
        ] {
            let seen = ask(&mut browser, Method::POST, UPLOADS, headers, b"").await;
            assert_eq!(seen.status, StatusCode::BAD_REQUEST, "{headers:?}");
        }
        let made = announced(&mut browser, "a.txt", 3).await;
        let at = made.location.clone();
        assert_eq!(
            sent(&mut browser, &at, 0, b"quatre").await.status,
            StatusCode::PAYLOAD_TOO_LARGE
        );
        assert_eq!(offset(&mut browser, &at).await, "0");
        let headers = [("upload-offset", "0"), ("content-type", "text/plain")];
        let seen = ask(&mut browser, Method::PATCH, &at, &headers, b"un").await;
        assert_eq!(seen.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        // Another version, no token, somebody else's draft, no draft at all.
        let token = browser.token();
        let old = Request::head(&at)
            .header("tus-resumable", "0.2.2")
            .body(Body::empty());
        let seen = browser.send(old.unwrap()).await;
        assert_eq!(seen.status, StatusCode::PRECONDITION_FAILED);
        let forged = Request::patch(&at)
            .header("tus-resumable", "1.0.0")
            .header("x-csrf-token", format!("{token}x"))
            .body(Body::from("un"));
        let seen = browser.send(forged.unwrap()).await;
        assert_eq!(seen.status, StatusCode::FORBIDDEN);
        let mut other = at_exhibits(&kit).await;
        for method in [Method::HEAD, Method::DELETE] {
            let seen = ask(&mut other, method, &at, &[], b"").await;
            assert_eq!(seen.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(
            sent(&mut other, &at, 0, b"un").await.status,
            StatusCode::NOT_FOUND
        );
        let mut stranger = Browser::new(&kit);
        let seen = stranger
            .send(Request::head(&at).body(Body::empty()).unwrap())
            .await;
        assert_ne!(seen.status, StatusCode::OK);
        // Given up, it is gone with what came of it.
        assert_eq!(
            sent(&mut browser, &at, 0, b"un").await.status,
            StatusCode::NO_CONTENT
        );
        let gone = ask(&mut browser, Method::DELETE, &at, &[], b"").await;
        assert_eq!(gone.status, StatusCode::NO_CONTENT);
        let seen = ask(&mut browser, Method::HEAD, &at, &[], b"").await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND);
        assert!(walk(&kit.folder.path().join("files/uploads")).is_empty());
    }
);

on_both!(
    where_no_file_may_be_given_none_is_announced_nor_ended,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        begin(&mut browser, "sextortion").await;
        let pairs = [
            ("csrf", browser.token()),
            ("sext.age_bracket", "15_17".to_owned()),
        ];
        let pairs: Vec<(String, String)> =
            pairs.map(|(name, value)| (name.to_owned(), value)).to_vec();
        let at = browser.at.clone();
        browser.post_only(&at, &pairs).await;
        let seen = announced(&mut browser, "image.png", 9).await;
        assert_eq!(seen.status, StatusCode::FORBIDDEN, "{}", seen.body);
        assert!(text(&seen.body).contains("N’envoyez aucune image ici"));
        assert!(walk(&kit.folder.path().join("files/uploads")).is_empty());
    }
);

on_both!(
    what_nobody_ends_is_forgotten_after_a_day_or_with_its_draft,
    only_intake(),
    async |kit: Kit| {
        let mut browser = at_exhibits(&kit).await;
        let made = announced(&mut browser, "a.bin", 10).await;
        sent(&mut browser, &made.location, 0, b"cinq.").await;
        let cx = Cx::platform(&kit.world);
        assert_eq!(sweep(&cx).await.unwrap(), 0);
        assert_eq!(offset(&mut browser, &made.location).await, "5");
        kit.world.clock.advance_millis(25 * 3_600_000);
        let seen = ask(&mut browser, Method::HEAD, &made.location, &[], b"").await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND);
        assert_eq!(sweep(&cx).await.unwrap(), 1);
        assert!(walk(&kit.folder.path().join("files/uploads")).is_empty());
        let made = announced(&mut browser, "b.bin", 10).await;
        sent(&mut browser, &made.location, 0, b"cinq.").await;
        browser.open("/plainte/effacer").await;
        let token = browser.token();
        let pairs = vec![("csrf".to_owned(), token)];
        browser.post_only("/plainte/effacer", &pairs).await;
        assert!(walk(&kit.folder.path().join("files/uploads")).is_empty());
    }
);

/// One request over a socket of its own, head only; what came back until it closes.
async fn raw(at: SocketAddr, head: &str, body: &[u8]) -> String {
    let mut socket = TcpStream::connect(at).await.unwrap();
    let head = format!("{head}Host: {at}\r\nConnection: close\r\n\r\n");
    socket.write_all(head.as_bytes()).await.unwrap();
    // A server that refuses answers before it has read the whole, and closes.
    let _ = socket.write_all(body).await;
    let mut answer = Vec::new();
    let _ = socket.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

fn said(answer: &str, header: &str) -> String {
    let mut lines = answer.lines();
    let found = lines.find_map(|line| line.strip_prefix(&format!("{header}: ")));
    found.unwrap_or_default().to_owned()
}

on_both!(
    a_connection_cut_in_the_middle_goes_on_where_it_was,
    only_intake(),
    async |kit: Kit| {
        let mut browser = at_exhibits(&kit).await;
        let bytes: Vec<u8> = (0..9_000_000_u32).map(|n| (n % 241) as u8).collect();
        let made = announced(&mut browser, "film.mp4", bytes.len()).await;
        let capabilities = only_intake();
        let front = wiring::front(&kit.world, &capabilities).unwrap();
        let router = wiring::router(&front, &capabilities);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        let cookies: Vec<String> = browser
            .jar
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let token = browser.token();
        let common = format!(
            "Cookie: {}\r\nTus-Resumable: 1.0.0\r\nX-CSRF-Token: {token}\r\n\
             Sec-Fetch-Site: same-origin\r\n",
            cookies.join("; ")
        );
        let patch = |offset: usize| {
            let length = bytes.len() - offset;
            format!(
                "PATCH {} HTTP/1.1\r\n{common}Upload-Offset: {offset}\r\nContent-Length: {length}\r\n\
                 Content-Type: application/offset+octet-stream\r\n",
                made.location
            )
        };
        // Six megabytes of nine, then nothing: the telephone went into a tunnel.
        let mut socket = TcpStream::connect(at).await.unwrap();
        let head = format!("{}Host: {at}\r\n\r\n", patch(0));
        socket.write_all(head.as_bytes()).await.unwrap();
        socket.write_all(&bytes[..6_000_000]).await.unwrap();
        socket.shutdown().await.unwrap();
        drop(socket);
        let head = format!("HEAD {} HTTP/1.1\r\n{common}", made.location);
        let (mut reached, mut answer) = (0, String::new());
        // Asked how far one is and sent on, as senders do, until the server noticed the cut: what had
        // come is kept.
        for _ in 0..400 {
            let told = raw(at, &head, b"").await;
            reached = said(&told, "upload-offset").parse().unwrap_or(0);
            if reached > 1024 * 1024 {
                answer = raw(at, &patch(reached), &bytes[reached..]).await;
            }
            if answer.starts_with("HTTP/1.1 204") {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(25)).await;
        }
        assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
        assert!(reached <= 6_000_000, "{reached}");
        browser.open("/plainte/q/exhibits").await;
        browser.says("film.mp4");
        browser.says(&hex::encode(<sha2::Sha256 as sha2::Digest>::digest(&bytes)));
    }
);
