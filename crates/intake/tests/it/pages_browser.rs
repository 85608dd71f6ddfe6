//! A browser without script for tests: keeps cookies, reads the forms of a page, fills and sends
//! them as a person would. Knows no route and no question.

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use faisceau_platform::testkit::Kit;
use faisceau_platform::wiring;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use tower::ServiceExt as _;

pub(crate) use faisceau_platform::world::Capability;

/// The only capability these tests need.
pub(crate) fn only_intake() -> Vec<Capability> {
    vec![faisceau_intake::capability()]
}

/// An answer.
#[derive(Clone)]
pub(crate) struct Seen {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) cookies: Vec<String>,
    pub(crate) headers: axum::http::HeaderMap,
    pub(crate) bytes: Vec<u8>,
    pub(crate) body: String,
}

/// A person's browser.
pub(crate) struct Browser {
    app: Router,
    pub(crate) jar: BTreeMap<String, String>,
    pub(crate) from: [u8; 4],
    /// The page shown.
    pub(crate) page: Seen,
    /// Its address.
    pub(crate) at: String,
    /// Pages shown so far.
    pub(crate) shown: usize,
}

/// One input of a form, as written in the page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Input {
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) value: String,
    pub(crate) checked: bool,
    pub(crate) autocomplete: String,
}

pub(crate) type Pairs = Vec<(String, String)>;

pub(crate) fn pairs(given: &[(&str, &str)]) -> Pairs {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    given.iter().map(own).collect()
}

impl Browser {
    pub(crate) fn new(kit: &Kit) -> Browser {
        let capabilities = only_intake();
        let front = wiring::front(&kit.world, &capabilities).unwrap();
        Browser::of(wiring::router(&front, &capabilities))
    }

    fn of(app: Router) -> Browser {
        Browser {
            app,
            jar: BTreeMap::new(),
            from: [198, 51, 100, 7],
            page: Seen {
                status: StatusCode::OK,
                location: String::new(),
                cookies: Vec::new(),
                headers: axum::http::HeaderMap::new(),
                bytes: Vec::new(),
                body: String::new(),
            },
            at: String::new(),
            shown: 0,
        }
    }

    /// Another device on the same site.
    pub(crate) fn another(&self) -> Browser {
        Browser::of(self.app.clone())
    }

    /// The same device, cookies included, as a second tab.
    pub(crate) fn tab(&self) -> Browser {
        let mut tab = Browser::of(self.app.clone());
        tab.jar = self.jar.clone();
        tab
    }

    /// One request, as it is.
    pub(crate) async fn send(&mut self, request: Request<Body>) -> Seen {
        let mut request = request;
        let jar: Vec<String> = self.jar.iter().map(|(n, v)| format!("{n}={v}")).collect();
        if !jar.is_empty() {
            let line = jar.join("; ").parse().unwrap();
            request.headers_mut().insert(header::COOKIE, line);
        }
        let peer = SocketAddr::from((self.from, 4000));
        request.extensions_mut().insert(ConnectInfo(peer));
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, 64 << 20).await.unwrap().to_vec();
        let text = |value: &axum::http::HeaderValue| value.to_str().unwrap().to_owned();
        let cookies: Vec<String> = parts
            .headers
            .get_all(header::SET_COOKIE)
            .iter()
            .map(text)
            .collect();
        for cookie in &cookies {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() {
                self.jar.remove(name);
            } else {
                self.jar.insert(name.to_owned(), value.to_owned());
            }
        }
        Seen {
            status: parts.status,
            location: parts
                .headers
                .get(header::LOCATION)
                .map(text)
                .unwrap_or_default(),
            cookies,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
            bytes,
        }
    }

    /// Opens an address and follows where it leads.
    pub(crate) async fn open(&mut self, path: &str) -> &Seen {
        let mut path = path.to_owned();
        for _ in 0..8 {
            let request = Request::get(&path).body(Body::empty()).unwrap();
            self.page = self.send(request).await;
            self.at = path.clone();
            if !self.page.status.is_redirection() {
                self.read();
                return &self.page;
            }
            path = self.page.location.clone();
        }
        panic!("{path} leads round in circles");
    }

    /// Sends a form, as it is.
    pub(crate) async fn post_only(&mut self, path: &str, pairs: &Pairs) -> Seen {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(encoded(pairs)))
            .unwrap();
        self.send(request).await
    }

    /// Sends a form with the token of the page shown, and follows.
    pub(crate) async fn post(&mut self, path: &str, pairs: &[(&str, &str)]) -> &Seen {
        let mut all = self::pairs(pairs);
        all.insert(0, ("csrf".to_owned(), self.token()));
        let seen = self.post_only(path, &all).await;
        self.settle(path, seen).await
    }

    async fn settle(&mut self, path: &str, seen: Seen) -> &Seen {
        if seen.status.is_redirection() {
            let to = seen.location.clone();
            self.page = seen;
            return self.open(&to).await;
        }
        self.at = path.to_owned();
        self.page = seen;
        self.read();
        &self.page
    }

    /// What must hold of every page: words for every sentence, one title, ids that are unique and
    /// that labels, descriptions and links of the page find; no style and no script of its own.
    fn read(&mut self) {
        self.shown += 1;
        let html = &self.page.body;
        if !html.starts_with("<!DOCTYPE html>") {
            return;
        }
        let at = &self.at;
        assert!(!html.contains('⟦'), "{at} lacks words: {}", text(html));
        assert_eq!(html.matches("<h1").count(), 1, "{at}");
        assert!(
            !html.contains(" style=") && !html.contains("<style"),
            "{at}"
        );
        let values = |name: &str| -> Vec<String> {
            let mark = format!(" {name}=\"");
            let found = html.split(&mark).skip(1);
            found
                .map(|rest| rest.split('"').next().unwrap().to_owned())
                .collect()
        };
        let mut ids = values("id");
        ids.sort();
        let all = ids.len();
        ids.dedup();
        assert_eq!(all, ids.len(), "{at} has an id twice: {ids:?}");
        let mut wanted = values("for");
        wanted.extend(values("list"));
        for name in ["aria-describedby", "aria-labelledby"] {
            let lists = values(name);
            wanted.extend(
                lists
                    .iter()
                    .flat_map(|list| list.split(' ').map(str::to_owned)),
            );
        }
        let links = values("href");
        wanted.extend(
            links
                .iter()
                .filter_map(|href| href.strip_prefix('#'))
                .map(str::to_owned),
        );
        for id in wanted {
            assert!(ids.contains(&id), "{at}: nothing has the id `{id}`");
        }
    }

    /// The token of the form shown.
    pub(crate) fn token(&self) -> String {
        let inputs = inputs(&self.page.body);
        let token = inputs.iter().find(|input| input.name == "csrf");
        token.map_or_else(String::new, |input| input.value.clone())
    }

    /// Sends the form shown: what it holds, "I don't know" wherever it is offered and nothing is
    /// said, and these answers. Follows.
    pub(crate) async fn answer(&mut self, given: &[(&str, &str)]) -> &Seen {
        let html = self.page.body.clone();
        let (action, files) = action(&html);
        let mut all = filled(&html, given);
        if files {
            all.push(("do".to_owned(), "continue".to_owned()));
            let seen = self.post_parts(&action, &all, &[]).await;
            return self.settle(&action, seen).await;
        }
        let seen = self.post_only(&action, &all).await;
        self.settle(&action, seen).await
    }

    /// Sends the form shown with files, as the button "add" does. Follows.
    pub(crate) async fn add(&mut self, files: &[(&str, &str, &[u8])]) -> &Seen {
        let html = self.page.body.clone();
        let mut all = filled(&html, &[]);
        all.push(("do".to_owned(), "add".to_owned()));
        let seen = self.post_parts("/plainte/pieces", &all, files).await;
        self.settle("/plainte/pieces", seen).await
    }

    /// Sends a form of several parts, as it is. Files: input, name, bytes.
    pub(crate) async fn post_parts(
        &mut self,
        path: &str,
        texts: &Pairs,
        files: &[(&str, &str, &[u8])],
    ) -> Seen {
        let mut body = Vec::new();
        for (name, value) in texts {
            let head =
                format!("--limite\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(value.as_bytes());
            body.extend_from_slice(b"\r\n");
        }
        for (input, name, bytes) in files {
            let head = format!(
                "--limite\r\nContent-Disposition: form-data; name=\"{input}\"; filename=\"{name}\"\r\n\
                 Content-Type: image/jpeg\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--limite--\r\n");
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=limite")
            .header(header::CONTENT_LENGTH, body.len())
            .body(Body::from(body))
            .unwrap();
        self.send(request).await
    }

    /// Whether the page shown says this.
    #[track_caller]
    pub(crate) fn says(&self, words: &str) {
        assert!(
            text(&self.page.body).contains(&text(words)),
            "{} does not say `{words}`:\n{}",
            self.at,
            text(&self.page.body)
        );
    }

    #[track_caller]
    pub(crate) fn is_at(&self, path: &str) {
        assert_eq!(
            self.at.split('?').next().unwrap(),
            path,
            "{}",
            text(&self.page.body)
        );
    }
}

/// The address and the kind of the form that answers a page.
fn action(html: &str) -> (String, bool) {
    let form = html.split("<form method=\"post\"").nth(1).expect("a form");
    let tag = form.split('>').next().unwrap();
    (
        attribute(tag, "action"),
        tag.contains("multipart/form-data"),
    )
}

/// What a form sends when a person fills in `given` and knows nothing else.
pub(crate) fn filled(html: &str, given: &[(&str, &str)]) -> Pairs {
    let key = |name: &str| name.split([':', '.']).take(2).collect::<Vec<_>>().join(".");
    let said = |name: &str| given.iter().any(|(other, _)| key(other) == key(name));
    let mut all = Vec::new();
    for input in inputs(html) {
        let unknown = input.value == "unknown" && !said(&input.name);
        let sent = match input.kind.as_str() {
            "radio" | "checkbox" if said(&input.name) => false,
            "radio" | "checkbox" => unknown || (input.checked && !input.name.is_empty()),
            "submit" | "file" | "button" => false,
            "hidden" => true,
            _ => !given.iter().any(|(name, _)| *name == input.name) && !input.value.is_empty(),
        };
        if sent {
            all.push((input.name, input.value));
        }
    }
    all.extend(pairs(given));
    all
}

/// Every input, text area and list of a page.
pub(crate) fn inputs(html: &str) -> Vec<Input> {
    let mut found = Vec::new();
    for (place, _) in html.match_indices('<') {
        let rest = &html[place + 1..];
        let tag = rest.split('>').next().unwrap_or_default();
        let kind = match tag.split([' ', '\n']).next().unwrap_or_default() {
            "input" => attribute(tag, "type"),
            "textarea" => "textarea".to_owned(),
            "select" => "select".to_owned(),
            "button" => "submit".to_owned(),
            _ => continue,
        };
        let value = if kind == "textarea" {
            let inside = rest.split_once('>').unwrap().1;
            unescaped(inside.split("</textarea>").next().unwrap())
                .trim_start_matches('\n')
                .to_owned()
        } else {
            attribute(tag, "value")
        };
        found.push(Input {
            name: attribute(tag, "name"),
            value,
            checked: tag.ends_with(" checked") || tag.contains(" checked "),
            autocomplete: attribute(tag, "autocomplete"),
            kind,
        });
    }
    found
}

fn attribute(tag: &str, name: &str) -> String {
    let found = tag.split(&format!(" {name}=\"")).nth(1);
    unescaped(found.map_or("", |rest| rest.split('"').next().unwrap()))
}

pub(crate) fn unescaped(text: &str) -> String {
    text.replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#38;", "&")
}

/// The words of a page, without its tags.
pub(crate) fn text(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            other if !inside => out.push(other),
            _ => {}
        }
    }
    let words: Vec<&str> = out.split_whitespace().collect();
    unescaped(&words.join(" "))
}

/// `application/x-www-form-urlencoded`.
pub(crate) fn encoded(pairs: &Pairs) -> String {
    let escape = |text: &str| {
        text.bytes()
            .map(|byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            })
            .collect::<String>()
    };
    let lines: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", escape(name), escape(value)))
        .collect();
    lines.join("&")
}
