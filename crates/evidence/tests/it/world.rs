//! What the tests share: complaints with files, and people who sign in.

use crate::store;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::event::{Event, ExhibitAdded};
use faisceau_domain::id::{ComplaintId, ExhibitId};
use faisceau_domain::reference::Reference;
use faisceau_platform::accounts::{self, NewAccount};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit;
use faisceau_platform::keys::Use;
use faisceau_platform::testkit::Kit;
use faisceau_platform::web::CsrfKey;
use faisceau_platform::wiring;
use image::{ImageFormat, Rgb, RgbImage};
use std::io::Cursor;
use tower::ServiceExt as _;
use uuid::Uuid;

const PASSWORD: &str = "une longue phrase de passe";

/// Answers by which the path takes files, or takes none.
pub(crate) fn answers(age: &str) -> String {
    format!(
        "{{\"v\":1,\"form\":{{\"code\":\"sextortion\",\"version\":1,\"hash\":\"\"}},\"answers\":{{\
         \"sext.age_bracket\":{{\"state\":\"value\",\"value\":{{\"type\":\"choice\",\"is\":\"{age}\"}}}}}}}}"
    )
}

pub(crate) async fn complaint(kit: &Kit, number: i64, unit: &str, answers: &str) -> Uuid {
    let now = kit.world.clock.now();
    let id = kit.world.dice.uuid(now);
    let reference = Reference::new("FSC", 2026, number).to_string();
    let mark: [u8; 32] = kit.world.dice.bytes();
    let mut tx = kit.world.db.write().await.unwrap();
    let row = binds![id, reference, "sextortion", answers, now, unit, mark];
    tx.execute(&store::COMPLAINT, row).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// A file joins the complaint, as intake tells it.
pub(crate) async fn given(kit: &Kit, complaint: Uuid, name: &str, bytes: &[u8]) -> Uuid {
    let world = &kit.world;
    let staging = world.dice.uuid(world.clock.now());
    let bytes = bytes::Bytes::copy_from_slice(bytes);
    let chunks = futures_util::stream::iter(vec![Ok::<_, std::io::Error>(bytes)]);
    let received = world
        .deposit
        .receive(staging, chunks, 1 << 30)
        .await
        .unwrap();
    let mut tx = world.db.write().await.unwrap();
    let file = deposit::keep(world, &mut tx, complaint, &received, name)
        .await
        .unwrap();
    let added = ExhibitAdded {
        complaint: ComplaintId(complaint),
        exhibit: ExhibitId(file),
    };
    let cx = Cx::platform(world);
    cx.emit(&mut tx, &Event::ExhibitAdded(added)).await.unwrap();
    tx.commit().await.unwrap();
    file
}

/// A picture in one colour with a corner in another.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| {
        match x < width / 2 && y < height / 2 {
            true => Rgb([200, 30, 30]),
            false => Rgb([20, 60, 200]),
        }
    });
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// The boxes of a photo as telephones write it (ISO 23008-12), without its picture: only what the device
/// said of itself.
pub(crate) fn heic(model: &str) -> Vec<u8> {
    let sized = |kind: &[u8; 4], inside: &[u8]| {
        let length = u32::try_from(8 + inside.len()).unwrap();
        [&length.to_be_bytes(), &kind[..], inside].concat()
    };
    // One field, Model (0x0110), as words after the directory.
    let mut words = model.as_bytes().to_vec();
    words.push(0);
    let mut tiff = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x10\0\x02".to_vec();
    tiff.extend(u32::try_from(words.len()).unwrap().to_be_bytes());
    tiff.extend([0, 0, 0, 26, 0, 0, 0, 0]);
    tiff.extend(&words);
    let exif = [&[0, 0, 0, 0][..], &tiff].concat();
    let ftyp = sized(b"ftyp", b"heic\0\0\0\0mif1heic");
    let infe = sized(b"infe", b"\x02\0\0\0\0\x01\0\0Exif\0");
    let iinf = sized(b"iinf", &[b"\0\0\0\0\0\x01", &infe[..]].concat());
    let located = |offset: u32| {
        let length = u32::try_from(exif.len()).unwrap();
        let mut iloc = b"\0\0\0\0\x44\0\0\x01\0\x01\0\0\0\x01".to_vec();
        iloc.extend(offset.to_be_bytes());
        iloc.extend(length.to_be_bytes());
        let iloc = sized(b"iloc", &iloc);
        sized(b"meta", &[b"\0\0\0\0", &iinf[..], &iloc].concat())
    };
    let before = ftyp.len() + located(0).len() + 8;
    let meta = located(u32::try_from(before).unwrap());
    [ftyp, meta, sized(b"mdat", &exif)].concat()
}

/// The start of a picture that announces 19,999 points each way.
pub(crate) fn bomb() -> Vec<u8> {
    let mut gif = b"GIF89a".to_vec();
    gif.extend(19_999_u16.to_le_bytes());
    gif.extend(19_999_u16.to_le_bytes());
    gif.extend([0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
    gif.extend([0x2c, 0, 0, 0, 0]);
    gif.extend(19_999_u16.to_le_bytes());
    gif.extend(19_999_u16.to_le_bytes());
    gif.extend([0, 2, 2, 0x4c, 1, 0, 0x3b]);
    gif
}

pub(crate) struct Seen {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Seen {
    pub(crate) fn body(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// Someone at the desk; a stranger without a session.
pub(crate) struct Person {
    app: Router,
    csrf: String,
    cookie: String,
}

impl Person {
    pub(crate) fn stranger(kit: &Kit) -> Person {
        let capabilities = crate::capabilities();
        let front = wiring::front(&kit.world, &capabilities).unwrap();
        Person {
            app: wiring::router(&front, &capabilities),
            csrf: String::new(),
            cookie: String::new(),
        }
    }

    pub(crate) async fn of(kit: &Kit, role: Role, unit: &str) -> Person {
        let cx = Cx::platform(&kit.world);
        let login = format!("{}.{unit}", role.code());
        let account = NewAccount {
            login: login.clone(),
            display_name: format!("Agent {login}"),
            unit: unit.to_owned(),
            roles: vec![role],
            password: PASSWORD.to_owned(),
        };
        accounts::add(&cx, account).await.unwrap();
        let purpose = match role {
            Role::Officer => Purpose::Intake,
            Role::Analyst => Purpose::Linkage,
            Role::Investigator | Role::Prosecutor | Role::Custodian => Purpose::Inquiry,
            Role::Auditor => Purpose::Audit,
            Role::Administrator => Purpose::Administration,
        };
        let opened = accounts::sign_in(&cx, &login, PASSWORD, purpose).await;
        let token = opened.unwrap().expect("the password is right").token;
        let key = CsrfKey::new(kit.world.keys().mark(Use::FormToken, b"key"));
        Person {
            csrf: key.token(&token, "staff"),
            cookie: format!("session={token}"),
            ..Person::stranger(kit)
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Seen {
        let request = Request::get(path).header(header::COOKIE, &self.cookie);
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, form: &str) -> Seen {
        let request = Request::post(path)
            .header(header::COOKIE, &self.cookie)
            .header("sec-fetch-site", "same-origin")
            .header("x-csrf-token", &self.csrf)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(form.to_owned())).unwrap())
            .await
    }

    pub(crate) async fn post_json(&self, path: &str, body: &serde_json::Value) -> Seen {
        let request = Request::post(path)
            .header(header::COOKIE, &self.cookie)
            .header("sec-fetch-site", "same-origin")
            .header("x-csrf-token", &self.csrf)
            .header(header::CONTENT_TYPE, "application/json");
        let body = Body::from(body.to_string());
        self.ask(request.body(body).unwrap()).await
    }

    /// A form with files: name, name of the file, bytes.
    pub(crate) async fn post_parts(
        &self,
        path: &str,
        parts: &[(&str, Option<&str>, Vec<u8>)],
    ) -> Seen {
        let mut body = format!(
            "--edge\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n",
            self.csrf
        )
        .into_bytes();
        for (name, file, bytes) in parts {
            let file = file.map_or_else(String::new, |file| format!("; filename=\"{file}\""));
            let head =
                format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
            body.extend(head.into_bytes());
            body.extend(bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--edge--\r\n");
        let request = Request::post(path)
            .header(header::COOKIE, &self.cookie)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge");
        self.ask(request.body(Body::from(body)).unwrap()).await
    }

    async fn ask(&self, request: Request<Body>) -> Seen {
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = axum::body::to_bytes(response.into_body(), 8 << 20).await;
        Seen {
            status,
            headers,
            bytes: bytes.unwrap().to_vec(),
        }
    }
}
