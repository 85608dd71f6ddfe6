//! Asks a route as somebody, on one thing, as a browser or a program would; says whether it opened. Decides
//! nothing: what is expected stands in the sheet.

use super::filled::{Person, Place, put};
use super::sheet::Who;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use faisceau_platform::keys::Use;
use faisceau_platform::testkit::Kit;
use faisceau_platform::web::{Answers, Audience, CsrfKey, Route};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Mutex;
use tower::ServiceExt as _;
use uuid::Uuid;

/// An id that nothing bears.
const NOWHERE: &str = "00000000-0000-7000-8000-000000000000";
const VISIT: &str = "00112233445566778899aabbccddeeff";
const REASON: &str = "Controle+des+droits";

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) sent_to: String,
    pub(crate) body: String,
}

impl Answer {
    /// Whether the door let the person in, whatever was found behind it.
    pub(crate) fn door(&self, route: &Route, who: Who) -> bool {
        let sent_away = self.sent_to.contains("retour=");
        let refused = [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN].contains(&self.status);
        // Who holds no cookie of this audience has no form token either: gestures stop there.
        let staff = matches!(who, Who::Staff(..));
        let own = match route.audience {
            Audience::Public | Audience::Partner(_) => true,
            Audience::Staff(_) | Audience::AnyStaff => staff,
            _ => false,
        };
        let stopped = !own && self.status.is_client_error();
        !sent_away && !refused && !stopped
    }

    /// Whether the thing named by the address was opened: what may not be read is not found.
    pub(crate) fn thing(&self, route: &Route, who: Who) -> bool {
        self.door(route, who) && self.status != StatusCode::NOT_FOUND
    }
}

/// The address of a route, on a place or on nothing.
fn address(route: &Route, thing: &str, place: Option<&Place>) -> String {
    let Some(place) = place else {
        let part = |part: &str| match part.strip_prefix('{') {
            None => part.to_owned(),
            Some(name) if name.starts_with("lang") => "fr".to_owned(),
            Some(_) => NOWHERE.to_owned(),
        };
        let parts: Vec<String> = route.path.split('/').map(part).collect();
        return parts.join("/");
    };
    let id = match thing {
        "exhibit" if route.path.starts_with("/api/") => place.exhibit,
        "series" => place.series,
        "value" | "complaints of a value" => place.value,
        "decision" => place.decision,
        _ => place.complaint,
    };
    let part = |part: &str| match part {
        "{id}" => id.to_string(),
        "{complaint}" => place.complaint.to_string(),
        "{piece}" | "{file}" => place.exhibit.to_string(),
        "{document}" => "acknowledgement".to_owned(),
        "{series}" => place.series.to_string(),
        other => other.to_owned(),
    };
    let parts: Vec<String> = route.path.split('/').map(part).collect();
    let path = parts.join("/");
    match route.path {
        "/series/{id}/pair" => format!("{path}?a={}&b={}", place.complaint, place.twin),
        _ => path,
    }
}

/// What a program sends to this route: enough that only rights can refuse it.
fn sent_as_json(route: &Route, id: Uuid, mail: &str) -> String {
    let body = match route.path {
        "/api/v1/search" => serde_json::json!({ "term": mail, "reason": "controle des droits" }),
        "/api/v1/series/{id}/decisions" => serde_json::json!({
            "id": id, "reason": "controle des droits",
            "decision": { "kind": "confirm", "as_of": "2020-01-01T00:00:00Z" },
        }),
        "/api/v1/identifiers/{id}/decisions" => {
            serde_json::json!({ "id": id, "reason": "controle des droits", "kind": "owned" })
        }
        "/api/v1/identifiers/{id}/quality" => serde_json::json!({
            "id": id, "after": 0, "quality": "victim", "ground": "fact", "origin": "controle",
            "reason": "controle des droits",
        }),
        "/api/v1/decisions/{id}/withdrawal" => {
            serde_json::json!({ "reason": "controle des droits" })
        }
        "/api/v1/proposals/answers" => {
            serde_json::json!({ "batch": id, "reason": "controle des droits", "answers": [] })
        }
        _ => serde_json::json!({}),
    };
    body.to_string()
}

/// What a form sends: the fields that several gestures share.
fn sent_as_form(route: &Route, id: Uuid, mail: &str) -> String {
    let own = match route.path {
        "/pivots/{id}/emploi" => "&emploi=owned",
        "/pivots/{id}/qualite" => "&qualite=victim&appui=fact&origine=controle&avant=0",
        "/series/{id}/export" => "&format=csv",
        "/dossier/{id}/conservation" => "&gesture=place&hold_reason=controle",
        _ => "",
    };
    format!("reason={REASON}&raison={REASON}&motif={REASON}&geste={id}&etat=1&q={mail}{own}")
}

pub(crate) struct Asking<'a> {
    pub(crate) kit: &'a Kit,
    pub(crate) app: Router,
    key: CsrfKey,
    /// The places that stand as they were put, and whether as sensitive: until somebody writes.
    standing: Mutex<BTreeMap<Uuid, bool>>,
}

impl<'a> Asking<'a> {
    pub(crate) fn of(kit: &'a Kit, app: Router) -> Asking<'a> {
        let key = CsrfKey::new(kit.world.keys().mark(Use::FormToken, b"key"));
        Asking {
            kit,
            app,
            key,
            standing: Mutex::default(),
        }
    }

    /// Puts a place back as it was, where a gesture may have moved it since.
    pub(crate) async fn put(&self, place: &Place, sensitive: bool) {
        let stands = self.standing.lock().unwrap().get(&place.complaint) == Some(&sensitive);
        if !stands {
            put(&self.kit.world, place, sensitive).await;
            self.standing
                .lock()
                .unwrap()
                .insert(place.complaint, sensitive);
        }
    }

    /// Asks as this person, with the right form token, so that rights alone refuse.
    pub(crate) async fn ask(
        &self,
        route: &Route,
        thing: &str,
        person: &Person,
        place: Option<&Place>,
    ) -> Answer {
        let request = self.request(route, thing, person, place);
        if !route.method.is_safe() {
            self.standing.lock().unwrap().clear();
        }
        let response = self.app.clone().oneshot(request).await.unwrap();
        let sent_to = response.headers().get(header::LOCATION);
        let sent_to = sent_to.map_or("", |at| at.to_str().unwrap()).to_owned();
        let status = response.status();
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 26).await;
        let body = String::from_utf8_lossy(&bytes.unwrap()).into_owned();
        let wrong = [
            StatusCode::INTERNAL_SERVER_ERROR,
            StatusCode::TOO_MANY_REQUESTS,
        ];
        assert!(
            !wrong.contains(&status),
            "{route} as {}: {status} {body}",
            person.name
        );
        Answer {
            status,
            sent_to,
            body,
        }
    }

    /// The request of this person, on this place.
    fn request(
        &self,
        route: &Route,
        thing: &str,
        person: &Person,
        place: Option<&Place>,
    ) -> Request<Body> {
        let id = self.kit.world.dice.uuid(self.kit.world.clock.now());
        let mail = place.map_or("personne@exemple.fr", |place| place.mail.as_str());
        let (kind, body) = match route.answers {
            Answers::Json => ("application/json", sent_as_json(route, id, mail)),
            _ if route.path == "/piece/{piece}/rapport" => {
                ("multipart/form-data; boundary=x", "--x--\r\n".to_owned())
            }
            _ => (
                "application/x-www-form-urlencoded",
                sent_as_form(route, id, mail),
            ),
        };
        let at = address(route, thing, place);
        self.built(route, person, &at, (kind, body))
    }

    /// A form sent by this person to this route, as it stands at this address.
    pub(crate) async fn send(
        &self,
        route: &Route,
        person: &Person,
        at: &str,
        form: &str,
    ) -> Vec<u8> {
        let kind = "application/x-www-form-urlencoded";
        let request = self.built(route, person, at, (kind, form.to_owned()));
        let response = self.app.clone().oneshot(request).await.unwrap();
        let status = response.status();
        assert!(
            status.is_success() || status.is_redirection(),
            "{at}: {status}"
        );
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 26).await;
        bytes.unwrap().to_vec()
    }

    fn built(
        &self,
        route: &Route,
        person: &Person,
        at: &str,
        (kind, body): (&str, String),
    ) -> Request<Body> {
        let id = self.kit.world.dice.uuid(self.kit.world.clock.now());
        let reads = route.method.is_safe();
        let mut request = Request::builder()
            .method(route.method.clone())
            .uri(at)
            .header("sec-fetch-site", "same-origin");
        if !reads {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let mut cookies = format!("visit={VISIT}");
        let mut binding = VISIT;
        if let Some(opens) = &person.opens {
            if person.who == Who::Partner {
                request = request.header(header::AUTHORIZATION, format!("Bearer {opens}"));
            } else {
                cookies = format!("{cookies}; session={opens}");
                if route.audience.code() == "staff" {
                    binding = opens;
                }
            }
        }
        let token = self.key.token(binding, route.audience.code());
        request = request
            .header(header::COOKIE, cookies)
            .header("x-csrf-token", token);
        let body = if reads {
            Body::empty()
        } else {
            Body::from(body)
        };
        let mut request = request.body(body).unwrap();
        // Each request from a network of its own: what is counted by network is not what is tried.
        let mut network = id.into_bytes();
        network.reverse();
        let peer = SocketAddr::new(std::net::IpAddr::from(network), 4000);
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    }
}
