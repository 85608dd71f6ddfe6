//! What the guard lets through and what it stops: headers, tokens, sizes, tries, panics.

use std::time::Duration;

use axum::Form;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::Html;
use faisceau_platform::access::Action;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::proxies::Proxies;
use faisceau_platform::web::rate::{Allowance, Allowances, Network};
use faisceau_platform::web::{
    Answers, Audience, Cookie, Failure, Limits, Rate, Route, Routes, Visit,
};

use super::web::{App, admit_all, get, guard, key, post};

type Typed = Form<Vec<(String, String)>>;

async fn form(visit: Visit) -> Html<String> {
    Html(visit.frame("Formulaire").csrf)
}

async fn write(Form(typed): Typed) -> String {
    typed
        .into_iter()
        .filter(|(name, _)| name != "csrf")
        .map(|(name, value)| format!("{name}={value};"))
        .collect()
}

async fn slow() -> &'static str {
    tokio::time::sleep(Duration::from_secs(3600)).await;
    "late"
}

async fn broken() -> &'static str {
    panic!("an invariant does not hold")
}

async fn faulty() -> Result<&'static str, Failure> {
    Err(Fault::new("reading blob 12 of exhibit 4").into())
}

fn routes() -> Routes<()> {
    Routes::new("essai")
        .with(Route::get("/formulaire", Audience::Public), form)
        .with(Route::post("/formulaire", Audience::Public), write)
        .with(Route::get("/brouillon", Audience::Draft), form)
        .with(Route::post("/brouillon", Audience::Draft), write)
        .with(
            Route::post("/pieces", Audience::Draft).taking_files(),
            whole,
        )
        .with(Route::get("/lent", Audience::Public), slow)
        .with(Route::get("/casse", Audience::Public), broken)
        .with(Route::get("/panne", Audience::Public), faulty)
        .with(
            Route::get("/dossier/{id}", Audience::Staff(Action::ComplaintRead)),
            form,
        )
        .with(
            Route::post("/api/v1/plaintes", Audience::Public).answering(Answers::Json),
            write,
        )
        .with(
            Route::get("/sante", Audience::System).answering(Answers::Text),
            async || "ok",
        )
}

/// Gives back the body of a form with files, to see that it arrives whole.
async fn whole(body: String) -> String {
    body
}

fn app() -> App {
    let mut guard = guard();
    guard.admit = Some(admit_all());
    App::new(guard, routes())
}

/// A body of a form with its token.
fn typed(token: &str, rest: &str) -> Body {
    Body::from(format!("csrf={token}&{rest}"))
}

#[tokio::test]
async fn every_answer_bears_the_headers_that_close_it() {
    for path in ["/formulaire", "/nulle-part", "/api/rien", "/casse"] {
        let answer = app().get(path).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none';"), "{path}");
        assert!(policy.contains("frame-ancestors 'none'"), "{path}");
        assert!(!policy.contains("unsafe"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!(answer.header("x-request-id").len(), 32);
        // No TLS declared: a promise of TLS would lock readers out.
        assert_eq!(answer.header("strict-transport-security"), "");
    }
}

#[tokio::test]
async fn a_form_of_this_visit_goes_through() {
    let app = app();
    let page = app.get("/formulaire").await;
    let visit = page.cookie(Cookie::Visit).expect("a visit begins");
    let request = post("/formulaire")
        .header(header::COOKIE, format!("visit={visit}"))
        .body(typed(&page.body, "nom=L%C3%A9a+B.&note=100%25"))
        .unwrap();
    let answer = app.ask(request).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.body, "nom=Léa B.;note=100%;");
}

#[tokio::test]
async fn a_visit_already_begun_is_not_begun_again() {
    let request = get("/formulaire").header(header::COOKIE, "visit=abc");
    let answer = app().ask(request.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.cookie(Cookie::Visit), None);
    assert_eq!(answer.body, key().token("abc", "public"));
}

#[tokio::test]
async fn a_token_of_another_session_is_refused_and_what_was_typed_is_kept() {
    let token = key().token("draft-of-someone", "draft");
    let request = post("/brouillon")
        .header(header::COOKIE, "draft=mine")
        .body(typed(
            &token,
            "recit=J%27ai+pay%C3%A9+%3Cb%3E&password=hush&wanted=hush&again=hush&gone_password=hush",
        ))
        .unwrap();
    let answer = app().ask(request).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.body.contains("autre session"), "{}", answer.body);
    assert!(
        answer.body.contains("J&#39;ai payé &#60;b&#62;"),
        "{}",
        answer.body
    );
    assert!(
        !answer.body.contains("hush"),
        "a secret is never shown back"
    );
    // The page offers to send it again, with a token of this draft.
    assert!(answer.body.contains(&key().token("mine", "draft")));
}

#[tokio::test]
async fn a_token_for_another_audience_is_refused() {
    let token = key().token("mine", "public");
    let request = post("/brouillon")
        .header(header::COOKIE, "draft=mine")
        .body(typed(&token, "a=1"))
        .unwrap();
    assert_eq!(app().ask(request).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_form_without_a_token_is_refused() {
    for body in ["", "a=1", "csrf=", "csrf=%FF%FE", "csrf=AAAA&csrf=BBBB"] {
        let request = post("/formulaire").header(header::COOKIE, "visit=abc");
        let answer = app().ask(request.body(Body::from(body)).unwrap()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{body}");
    }
}

#[tokio::test]
async fn a_page_of_another_site_is_refused_even_with_the_right_token() {
    let token = key().token("abc", "public");
    let elsewhere = [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://elsewhere.test"),
        ("origin", "http://plainte.test.elsewhere.test"),
    ];
    for (name, value) in elsewhere {
        let request = Request::post("/formulaire")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, "visit=abc")
            .header(name, value)
            .body(typed(&token, "a=1"))
            .unwrap();
        let answer = app().ask(request).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {value}");
        assert!(answer.body.contains("autre site"), "{name}: {value}");
        assert!(!answer.body.contains("<form method=\"post\""));
    }
}

#[tokio::test]
async fn an_old_browser_that_says_nothing_goes_through_on_its_token() {
    let token = key().token("abc", "public");
    for origin in ["null", "http://plainte.test"] {
        let request = Request::post("/formulaire")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, "visit=abc")
            .header("origin", origin)
            .body(typed(&token, "a=1"))
            .unwrap();
        assert_eq!(app().ask(request).await.status, StatusCode::OK, "{origin}");
    }
}

#[tokio::test]
async fn the_token_of_a_form_with_files_is_checked_first_and_the_body_arrives_whole() {
    let token = key().token("mine", "draft");
    let file = "x".repeat(20_000);
    let body = |token: &str| {
        format!(
            "--limit\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n\
             --limit\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\n\r\n\
             {file}\r\n--limit--\r\n"
        )
    };
    let send = async |text: String| {
        let request = Request::post("/pieces")
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, "draft=mine")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=limit")
            .body(Body::from(text))
            .unwrap();
        app().ask(request).await
    };
    let answer = send(body(&token)).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.body, body(&token));
    assert_eq!(send(body("AAAA")).await.status, StatusCode::FORBIDDEN);
    let headless = Request::post("/pieces")
        .header("sec-fetch-site", "same-origin")
        .header(header::COOKIE, "draft=mine")
        .header(header::CONTENT_TYPE, "multipart/form-data")
        .body(Body::from(body(&token)))
        .unwrap();
    assert_eq!(app().ask(headless).await.status, StatusCode::BAD_REQUEST);
    // The token hidden behind a file is not looked for.
    let late = format!("--limit\r\n\r\n{file}\r\n{}", body(&token));
    assert_eq!(send(late).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn bodies_over_the_size_of_their_route_are_refused() {
    let big = "a=".to_owned() + &"x".repeat(2 * 1024 * 1024);
    let announced = post("/formulaire").body(Body::from(big.clone())).unwrap();
    assert_eq!(
        app().ask(announced).await.status,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    // The same without saying how long it is.
    let chunks = big
        .into_bytes()
        .chunks(8192)
        .map(<[u8]>::to_vec)
        .collect::<Vec<_>>();
    let stream = futures_util::stream::iter(chunks.into_iter().map(Ok::<_, std::io::Error>));
    let unannounced = post("/formulaire").body(Body::from_stream(stream)).unwrap();
    let answer = app().ask(unannounced).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.body.contains("trop volumineux"));
}

#[tokio::test]
async fn too_many_tries_from_one_network_wait() {
    let mut guard = guard();
    guard.limits = Limits::new(|rate| Allowances {
        network: (rate == Rate::Page).then_some(Allowance {
            tries: 2,
            every: Duration::from_secs(60),
        }),
        holder: None,
    });
    let app = App::new(guard, routes());
    assert_eq!(app.get("/formulaire").await.status, StatusCode::OK);
    assert_eq!(app.get("/formulaire").await.status, StatusCode::OK);
    let answer = app.get("/formulaire").await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(answer.body.contains("Vos réponses sont gardées"));
    let wait: u64 = answer.header(header::RETRY_AFTER).parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    // Assets are not counted: the page of refusal keeps its looks.
    assert_eq!(app.get("/static/x/app.css").await.status, StatusCode::OK);
}

#[tokio::test]
async fn too_many_tries_on_one_draft_wait_whatever_the_network() {
    let limits = Limits::new(|_| Allowances {
        network: None,
        holder: Allowance::per_hour(1),
    });
    assert!(limits.take(Rate::Filing, None, Some("d1")).is_ok());
    assert!(limits.take(Rate::Filing, None, Some("d1")).is_err());
    assert!(limits.take(Rate::Filing, None, Some("d2")).is_ok());
    assert!(
        limits.take(Rate::Codes, None, Some("d1")).is_ok(),
        "counted apart"
    );
}

#[test]
fn networks_are_households_and_streets_not_addresses() {
    let of = |text: &str| Network::of(text.parse().unwrap());
    assert_eq!(of("198.51.100.7"), of("198.51.100.200"));
    assert_ne!(of("198.51.100.7"), of("198.51.101.7"));
    assert_eq!(of("2001:db8:1:1::1"), of("2001:db8:1:ff:a::9"));
    assert_ne!(of("2001:db8:1:100::1"), of("2001:db8:1:200::1"));
    assert_eq!(of("::ffff:198.51.100.7"), of("198.51.100.7"));
}

#[test]
fn a_reader_cannot_choose_an_address() {
    let here = "127.0.0.1";
    let told = |peer: &str, lines: &[&str], proxies: &Proxies| {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        proxies.reader(peer.parse().unwrap(), &headers).to_string()
    };
    let (none, ours) = (Proxies::default(), Proxies::on_this_machine());
    assert_eq!(told(here, &["203.0.113.9"], &none), here);
    assert_eq!(told(here, &["203.0.113.9"], &ours), "203.0.113.9");
    // Whoever else reaches the port is taken for who they are.
    assert_eq!(told("192.0.2.1", &["203.0.113.9"], &ours), "192.0.2.1");
    // What stands before the proxy's own word was written by the reader.
    assert_eq!(told(here, &["10.0.0.1, 203.0.113.9"], &ours), "203.0.113.9");
    assert_eq!(
        told(here, &["10.0.0.1", "203.0.113.9"], &ours),
        "203.0.113.9"
    );
    // Two proxies of ours, one before the other.
    assert_eq!(
        told("::1", &["10.0.0.1, 203.0.113.9, 127.0.0.1"], &ours),
        "203.0.113.9"
    );
    assert_eq!(told(here, &["203.0.113.9, ?, 127.0.0.1"], &ours), here);
    assert_eq!(told(here, &["not an address"], &ours), here);
    assert_eq!(told(here, &[], &ours), here);
    assert_eq!(
        told("::ffff:127.0.0.1", &["203.0.113.9"], &ours),
        "203.0.113.9"
    );
}

#[tokio::test]
async fn what_breaks_is_told_without_its_cause() {
    let answer = app().get("/casse").await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(!answer.body.contains("invariant"));
    assert!(answer.body.contains(answer.header("x-request-id")));

    let answer = app().get("/panne").await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(!answer.body.contains("exhibit 4"));

    let answer = app().get("/lent").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn nothing_but_public_pages_opens_without_someone_to_admit() {
    let app = App::new(guard(), routes());
    assert_eq!(app.get("/formulaire").await.status, StatusCode::OK);
    for path in ["/brouillon", "/dossier/1", "/sante"] {
        assert_eq!(app.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
}

#[tokio::test]
async fn failures_speak_the_reader_s_language() {
    let answer = app().get("/nulle-part").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.body.contains("<html lang=\"fr\">"));
    let request = get("/nulle-part").header(header::ACCEPT_LANGUAGE, "de, en;q=0.8, fr;q=0.2");
    let answer = app().ask(request.body(Body::empty()).unwrap()).await;
    assert!(answer.body.contains("<html lang=\"en\">"));
    assert!(answer.body.contains("does not exist"));
}

#[tokio::test]
async fn failures_under_api_are_problems() {
    let answer = app().get("/api/v1/rien").await;
    assert_eq!(
        answer.header(header::CONTENT_TYPE),
        "application/problem+json"
    );
    let told: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(told["status"], 404);
    assert_eq!(told["code"], "not_found");
    assert_eq!(told["request_id"], answer.header("x-request-id"));
}

#[tokio::test]
async fn a_wrong_method_says_which_are_right() {
    let request = Request::delete("/formulaire").body(Body::empty()).unwrap();
    let answer = app().ask(request).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(answer.header(header::ALLOW).contains("GET"));
    assert!(answer.body.contains("<main"));
}

#[tokio::test]
async fn a_form_of_an_unknown_kind_is_told_so_in_words() {
    let request = Request::post("/formulaire")
        .header("sec-fetch-site", "same-origin")
        .header(header::COOKIE, "visit=abc")
        .header("x-csrf-token", key().token("abc", "public"))
        .header(header::CONTENT_TYPE, "text/x-unknown")
        .body(Body::from("?"))
        .unwrap();
    let answer = app().ask(request).await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert!(answer.body.contains("format n’est pas accepté"));
}
