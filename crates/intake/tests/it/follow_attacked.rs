//! Follow-up codes under attack, by requests from many networks: nothing opens, nothing tells a case
//! that exists from one that does not, and the owner who comes from elsewhere enters.

use crate::operations_kit::{filed, stored};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::reference::Reference;
use faisceau_intake::capability;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use faisceau_platform::wiring;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use tokio::sync::Notify;
use tower::ServiceExt as _;

/// Wrong codes tried on one case.
const WRONG: u32 = 10_000;
/// Each network tries so many: under its own limit.
const OF_EACH: u32 = 4;
/// Tries under way at once.
const AT_ONCE: u32 = 16;

/// Someone with an address, who read the door once.
#[derive(Clone)]
struct Person {
    app: Router,
    visit: String,
    token: String,
}

struct Told {
    status: StatusCode,
    body: String,
    cookies: Vec<String>,
    location: String,
}

impl Person {
    async fn at_the_door(kit: &Kit) -> Person {
        let front = wiring::front(&kit.world, &[capability()]).unwrap();
        let mut person = Person {
            app: wiring::router(&front, &[capability()]),
            visit: String::new(),
            token: String::new(),
        };
        let seen = person
            .send(Request::get("/suivi"), Body::empty(), network(0))
            .await;
        let (_, after) = seen.body.split_once("name=\"csrf\" value=\"").unwrap();
        person.token = after.split('"').next().unwrap().to_owned();
        person.visit = cookie(&seen, "visit").unwrap();
        person
    }

    async fn send(
        &self,
        request: axum::http::request::Builder,
        body: Body,
        from: SocketAddr,
    ) -> Told {
        let request = request
            .header("sec-fetch-site", "same-origin")
            .extension(ConnectInfo(from))
            .body(body)
            .unwrap();
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let text = |name| {
            let all = parts.headers.get_all(name).iter();
            all.map(|value| value.to_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        let (cookies, location) = (text(header::SET_COOKIE), text(header::LOCATION));
        let status = parts.status;
        let bytes = axum::body::to_bytes(body, 1 << 20).await;
        Told {
            status,
            body: String::from_utf8(bytes.unwrap().to_vec()).unwrap(),
            cookies,
            location: location.concat(),
        }
    }

    /// Tries a reference and a code.
    async fn tries(&self, reference: &str, code: &str, from: SocketAddr) -> Told {
        let body = format!("csrf={}&reference={reference}&code={code}", self.token);
        let request = Request::post("/suivi")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, format!("visit={}", self.visit));
        self.send(request, Body::from(body), from).await
    }

    /// Reads the page of the case with a cookie.
    async fn reads(&self, follow: &str, from: SocketAddr) -> Told {
        let request =
            Request::get("/suivi/dossier").header(header::COOKIE, format!("follow={follow}"));
        self.send(request, Body::empty(), from).await
    }
}

fn cookie(told: &Told, name: &str) -> Option<String> {
    let mut all = told.cookies.iter();
    let line = all.find_map(|line| line.strip_prefix(&format!("{name}=")))?;
    Some(line.split(';').next().unwrap().to_owned())
}

/// An address of the network of this number.
fn network(n: u32) -> SocketAddr {
    let [_, a, b, c] = n.to_be_bytes();
    (Ipv4Addr::new(10 + a, b, c, 9), 4_000).into()
}

/// A well-made code that is nobody's.
fn wrong(n: u32) -> String {
    let mut random = [7; 19];
    random[..4].copy_from_slice(&[n & 31, (n >> 5) & 31, (n >> 10) & 31, 3].map(|b| b as u8));
    Code::from_random(CodeKind::FollowUp, random).grouped()
}

on_both!(
    ten_thousand_wrong_codes_open_nothing_and_the_owner_enters_meanwhile,
    vec![capability()],
    async |kit: Kit| {
        let mine = filed(&kit).await;
        let reference = stored(&kit, mine.complaint).await.reference;
        let right = mine.follow_up.grouped();
        let person = Person::at_the_door(&kit).await;
        let half = Arc::new(Notify::new());
        let mut attack = tokio::task::JoinSet::new();
        for slice in 0..AT_ONCE {
            let (person, reference, half) = (person.clone(), reference.clone(), half.clone());
            attack.spawn(async move {
                let mut opened = 0;
                for n in (slice..WRONG).step_by(AT_ONCE as usize) {
                    let from = network(1 + n / OF_EACH);
                    let told = person.tries(&reference, &wrong(n), from).await;
                    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
                    opened += u32::from(cookie(&told, "follow").is_some());
                    if n > WRONG / 2 {
                        half.notify_one();
                    }
                }
                opened
            });
        }
        half.notified().await;
        // The owner slips once, on a network that was never seen, while the attack goes on.
        let elsewhere = network(200_000);
        let slip = person.tries(&reference, &wrong(31_000), elsewhere).await;
        assert_eq!(slip.status, StatusCode::UNPROCESSABLE_ENTITY);
        let told = person.tries(&reference, &right, elsewhere).await;
        assert_eq!(told.status, StatusCode::SEE_OTHER);
        assert!(!attack.is_empty(), "the attack is not over");
        let given = cookie(&told, "follow").unwrap();
        let case = person.reads(&given, elsewhere).await;
        assert_eq!(case.status, StatusCode::OK);
        assert_eq!(attack.join_all().await, [0; AT_ONCE as usize]);
    }
);

on_both!(
    what_opens_nothing_is_told_the_same_whatever_is_wrong,
    vec![capability()],
    async |kit: Kit| {
        let mine = filed(&kit).await;
        let reference = stored(&kit, mine.complaint).await.reference;
        let right = mine.follow_up.grouped();
        let person = Person::at_the_door(&kit).await;
        let absent = Reference::new("FSC", 2031, 1).as_str().to_owned();
        let prefix = Reference::new("ABC", 2026, 1).as_str().to_owned();
        let slip = |text: &str| {
            let last = if text.ends_with('0') { "1" } else { "0" };
            format!("{}{last}", &text[..text.len() - 1])
        };
        // A network tries until even the right code is held back.
        let limited = network(1);
        for n in 0..12 {
            person.tries(&reference, &wrong(n), limited).await;
        }
        let tried = [
            (reference.clone(), right.clone(), limited),
            (reference.clone(), wrong(1), network(2)),
            (reference.clone(), slip(&right), network(3)),
            (slip(&reference), right.clone(), network(4)),
            (absent, right.clone(), network(5)),
            (prefix, right.clone(), network(6)),
            (reference.clone(), wrong(1), limited),
        ];
        let mut pages = Vec::new();
        for (reference, code, from) in tried {
            let told = person.tries(&reference, &code, from).await;
            assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{reference}");
            assert!(told.body.contains("n’ouvrent aucun dossier"));
            assert!(told.cookies.is_empty());
            pages.push(told.body.replace(&reference, "").replace(&code, ""));
        }
        assert!(pages.iter().all(|page| page == &pages[0]));
        // The same code, from a network that tried nothing.
        let told = person.tries(&reference, &right, network(7)).await;
        assert_eq!(told.status, StatusCode::SEE_OTHER);
    }
);

on_both!(
    a_cookie_that_no_door_gave_opens_nothing,
    vec![capability()],
    async |kit: Kit| {
        let mine = filed(&kit).await;
        let reference = stored(&kit, mine.complaint).await.reference;
        let right = mine.follow_up.grouped();
        let person = Person::at_the_door(&kit).await;
        let told = person.tries(&reference, &right, network(1)).await;
        let given = cookie(&told, "follow").unwrap();
        let (held, seal) = given.rsplit_once('.').unwrap();
        assert_eq!(
            person.reads(&given, network(1)).await.status,
            StatusCode::OK
        );
        let forged = format!("{held}.{}", seal.replace(['0', '1', '2'], "3"));
        let other = given.replacen(&reference, Reference::new("FSC", 2031, 1).as_str(), 1);
        for made in [held, &forged, &other] {
            let told = person.reads(made, network(1)).await;
            assert_eq!(told.status, StatusCode::SEE_OTHER, "{made}");
            assert_eq!(told.location, "/suivi");
        }
    }
);
