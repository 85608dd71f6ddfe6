//! A browser of these tests: keeps its cookies and the token of the last form it saw.

use crate::operations_kit::PASSWORD;
use axum::Router;
use axum::body::Body;
use axum::http::request::Builder;
use axum::http::{HeaderMap, HeaderValue, Request, StatusCode, header};
use faisceau_platform::testkit::Kit;
use faisceau_platform::wiring;
use faisceau_platform::world::Capability;
use tower::ServiceExt as _;

/// What came back.
pub(crate) struct Seen {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
    pub(crate) body: String,
}

pub(crate) struct Browser {
    app: Router,
    cookies: Vec<(String, String)>,
    pub(crate) token: String,
}

impl Browser {
    pub(crate) fn new(kit: &Kit, capabilities: &[Capability]) -> Browser {
        let front = wiring::front(&kit.world, capabilities).unwrap();
        Browser {
            app: wiring::router(&front, capabilities),
            cookies: Vec::new(),
            token: String::new(),
        }
    }

    pub(crate) fn hold(&mut self, name: &str, value: &str) {
        self.cookies.retain(|(known, _)| known != name);
        if !value.is_empty() {
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
    }

    pub(crate) fn holds(&self, name: &str) -> bool {
        self.cookies.iter().any(|(known, _)| known == name)
    }

    pub(crate) async fn get(&mut self, path: &str) -> Seen {
        self.send(Request::get(path), Body::empty()).await
    }

    pub(crate) async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Seen {
        let mut body = format!("csrf={}", self.token);
        for (name, value) in form {
            body.push_str(&format!("&{name}={}", escaped(value)));
        }
        let kind = "application/x-www-form-urlencoded";
        let request = Request::post(path).header(header::CONTENT_TYPE, kind);
        self.send(request, Body::from(body)).await
    }

    /// Sends files, the token first, as the platform's forms do.
    pub(crate) async fn upload(&mut self, path: &str, files: &[(&str, &[u8])]) -> Seen {
        self.upload_as(path, "pieces", files).await
    }

    /// The same, under the name of an input.
    pub(crate) async fn upload_as(
        &mut self,
        path: &str,
        input: &str,
        files: &[(&str, &[u8])],
    ) -> Seen {
        let part =
            |head: &str| format!("--limite\r\nContent-Disposition: form-data; {head}\r\n\r\n");
        let mut body = part("name=\"csrf\"").into_bytes();
        body.extend_from_slice(self.token.as_bytes());
        body.extend_from_slice(b"\r\n");
        for (name, bytes) in files {
            body.extend(part(&format!("name=\"{input}\"; filename=\"{name}\"")).into_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--limite--\r\n");
        let kind = "multipart/form-data; boundary=limite";
        let request = Request::post(path).header(header::CONTENT_TYPE, kind);
        self.send(request, Body::from(body)).await
    }

    /// Sends the fields of a form that takes files, without any.
    pub(crate) async fn form(&mut self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let token = self.token.clone();
        let mut body = String::new();
        for (name, value) in [("csrf", token.as_str())].iter().chain(fields) {
            body.push_str("--limite\r\nContent-Disposition: form-data; name=\"");
            body.push_str(&format!("{name}\"\r\n\r\n{value}\r\n"));
        }
        body.push_str("--limite--\r\n");
        let kind = "multipart/form-data; boundary=limite";
        let request = Request::post(path).header(header::CONTENT_TYPE, kind);
        self.send(request, Body::from(body)).await
    }

    /// Signs in on the page of staff.
    pub(crate) async fn sign_in(&mut self, login: &str, purpose: &str) {
        self.get("/connexion").await;
        let form = [
            ("login", login),
            ("password", PASSWORD),
            ("purpose", purpose),
        ];
        let seen = self.post("/connexion", &form).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        // A page of staff gives the token of staff's forms.
        self.get("/agent/motif").await;
    }

    pub(crate) async fn send(&mut self, request: Builder, body: Body) -> Seen {
        let held: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = request
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, held.join("; "))
            .body(body)
            .unwrap();
        let response = self.app.clone().oneshot(request).await.unwrap();
        let text = |value: &HeaderValue| value.to_str().unwrap().to_owned();
        let headers = response.headers().clone();
        for line in headers.get_all(header::SET_COOKIE) {
            let line = text(line);
            let (name, rest) = line.split_once('=').unwrap();
            self.hold(name, rest.split(';').next().unwrap());
        }
        let status = response.status();
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 24)
            .await
            .unwrap()
            .to_vec();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((_, after)) = body.split_once("name=\"csrf\" value=\"") {
            self.token = after.split('"').next().unwrap().to_owned();
        }
        let location = headers.get(header::LOCATION).map(text).unwrap_or_default();
        Seen {
            status,
            location,
            headers,
            bytes,
            body,
        }
    }
}

/// Every byte but letters and digits, escaped as browsers do.
fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
