//! A partner's program files by its key: what it gets, the same request again, each refusal at
//! its place, exhibits, and that it opens nothing else.

use crate::operations_kit::{Says, filed, filled, officer, stored, victim};
use crate::space_browser::{Browser, Seen};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::event::Channel;
use faisceau_domain::form::Answers;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::reference::Reference;
use faisceau_intake::{capability, follow};
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit;
use faisceau_platform::on_both;
use faisceau_platform::partners;
use faisceau_platform::testkit::Kit;
use serde_json::{Value, json};

const PATH: &str = "/api/v1/complaints";

async fn a_key(kit: &Kit, name: &str) -> String {
    let cx = Cx::platform(&kit.world);
    partners::add_key(&cx, name).await.unwrap().text
}

fn program(kit: &Kit) -> Browser {
    Browser::new(kit, &[capability()])
}

/// What a person at the pages would have answered, as a program hands it over.
async fn answers(kit: &Kit, kind: &str, says: &Says<'_>) -> Answers {
    let draft = filled(kit, kind, says).await;
    draft.journey(&kit.world.forms).filed()
}

fn body(answers: &Answers, nature: &str) -> Value {
    json!({ "nature": nature, "answer_set": answers })
}

struct Sent<'s> {
    key: &'s str,
    request: &'s str,
    kind: &'s str,
    body: String,
}

impl<'s> Sent<'s> {
    fn new(key: &'s str, request: &'s str, body: &Value) -> Sent<'s> {
        Sent {
            key,
            request,
            kind: "application/json",
            body: body.to_string(),
        }
    }
}

async fn send(program: &mut Browser, sent: Sent<'_>) -> (StatusCode, Value) {
    let mut request = Request::post(PATH).header(header::CONTENT_TYPE, sent.kind);
    if !sent.key.is_empty() {
        request = request.header(header::AUTHORIZATION, format!("Bearer {}", sent.key));
    }
    if !sent.request.is_empty() {
        request = request.header("idempotency-key", sent.request);
    }
    let seen = program.send(request, Body::from(sent.body)).await;
    (seen.status, read(&seen))
}

fn read(seen: &Seen) -> Value {
    serde_json::from_str(&seen.body).unwrap_or(Value::Null)
}

/// (pointer, code) of each mistake told.
fn places(problem: &Value) -> Vec<(String, String)> {
    let errors = problem["errors"].as_array().unwrap();
    let text = |error: &Value, name: &str| error[name].as_str().unwrap().to_owned();
    errors
        .iter()
        .map(|error| (text(error, "pointer"), text(error, "code")))
        .collect()
}

on_both!(
    a_program_files_as_a_person_does,
    vec![capability()],
    async |kit: Kit| {
        let key = a_key(&kit, "mairie-de-test").await;
        let mut program = program(&kit);
        let says = Says::from([("payment.method", "transfer")]);
        let answers = answers(&kit, "fake_shop", &says).await;
        let mut sent = body(&answers, "complaint");
        sent["lang"] = json!("en");
        let (status, got) = send(&mut program, Sent::new(&key, "r-1", &sent)).await;
        assert_eq!(status, StatusCode::OK, "{got}");
        let id = ComplaintId(got["id"].as_str().unwrap().parse().unwrap());
        let complaint = stored(&kit, id).await;
        assert_eq!(complaint.channel, Channel::Partner);
        assert_eq!(complaint.source.as_deref(), Some("partner:mairie-de-test"));
        assert_eq!(complaint.nature, "complaint");
        assert_eq!(complaint.lang.code(), "en");
        assert_eq!(complaint.filing_mode, "online_full");
        assert_eq!(complaint.amount_minor, Some(125_050));
        assert!(!complaint.codes.is_empty(), "it is classified");
        assert_eq!(complaint.answers().unwrap().unwrap(), answers);

        // The receipt is that of any filing: signed, and its codes open what they open.
        assert_eq!(got["reference"], complaint.reference);
        let acknowledgement = &got["acknowledgement"];
        let payload: Value =
            serde_json::from_str(acknowledgement["payload"].as_str().unwrap()).unwrap();
        assert_eq!(payload["reference"], complaint.reference);
        let code = acknowledgement["verification_code"].clone();
        let request =
            Request::post("/api/v1/verify").header(header::CONTENT_TYPE, "application/json");
        let asked = json!({ "code": code }).to_string();
        let verified = read(&program.send(request, Body::from(asked)).await);
        assert_eq!(verified["authentic"], true);
        let code = got["follow_up_code"].as_str().unwrap();
        let code = Code::parse(CodeKind::FollowUp, code).unwrap();
        let reference = Reference::parse(&complaint.reference).unwrap();
        let opened = follow::follow(&victim(&kit), &reference, &code).await;
        assert!(opened.unwrap().is_some(), "the victim follows it");

        // The journal knows which partner did it, and staff sees how it came.
        let rows = crate::store::actors_on(&kit, id.0).await;
        let filed = rows
            .iter()
            .find(|(deed, ..)| deed == "complaint.filed")
            .unwrap();
        assert_eq!(filed.1, "partner");
        assert!(filed.2.is_some());
        officer(&kit).await;
        program.sign_in("lefort", "intake").await;
        let seen = read(&program.get(&format!("{PATH}/{}", id.0)).await);
        assert_eq!(seen["source"], "partner:mairie-de-test");
    }
);

on_both!(
    the_same_request_again_gives_the_same_answer_and_another_body_is_refused,
    vec![capability()],
    async |kit: Kit| {
        let key = a_key(&kit, "mairie-de-test").await;
        let mut program = program(&kit);
        let answers = answers(&kit, "fake_shop", &Says::new()).await;
        let sent = body(&answers, "complaint");
        let (_, first) = send(&mut program, Sent::new(&key, "r-1", &sent)).await;
        let (status, again) = send(&mut program, Sent::new(&key, "r-1", &sent)).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(again, first);
        let other = body(&answers, "report");
        let (status, problem) = send(&mut program, Sent::new(&key, "r-1", &other)).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert_eq!(problem["code"], "conflict");
        assert_eq!(crate::store::complaints(&kit).await, 1);
        // Another name is another complaint; another partner has names of its own.
        let (_, second) = send(&mut program, Sent::new(&key, "r-2", &sent)).await;
        assert_ne!(second["id"], first["id"]);
        assert_ne!(second["follow_up_code"], first["follow_up_code"]);
        let theirs = a_key(&kit, "banque-de-test").await;
        let (_, third) = send(&mut program, Sent::new(&theirs, "r-1", &sent)).await;
        assert_ne!(third["id"], first["id"]);
        // A second key of the same partner finds what the first filed.
        let renewed = a_key(&kit, "mairie-de-test").await;
        let (_, again) = send(&mut program, Sent::new(&renewed, "r-1", &sent)).await;
        assert_eq!(again, first);
        assert_eq!(crate::store::complaints(&kit).await, 3);
    }
);

on_both!(
    only_a_key_in_force_opens_and_it_opens_nothing_else,
    vec![capability()],
    async |kit: Kit| {
        let cx = Cx::platform(&kit.world);
        let made = partners::add_key(&cx, "mairie-de-test").await.unwrap();
        let mut program = program(&kit);
        let sent = body(&answers(&kit, "fake_shop", &Says::new()).await, "complaint");
        for wrong in ["", "fsk_", "fsk_AAAA", "secret", &made.text.to_uppercase()] {
            let (status, problem) = send(&mut program, Sent::new(wrong, "r-1", &sent)).await;
            assert_eq!(status, StatusCode::UNAUTHORIZED, "{wrong}");
            assert_eq!(problem["code"], "no_key", "{wrong}");
        }
        // It reads nothing, not even what it filed.
        let (_, filed) = send(&mut program, Sent::new(&made.text, "r-1", &sent)).await;
        for path in [
            format!("{PATH}/{}", filed["id"].as_str().unwrap()),
            format!("{PATH}/{}/messages", filed["id"].as_str().unwrap()),
        ] {
            let bearer = format!("Bearer {}", made.text);
            let request = Request::get(&path).header(header::AUTHORIZATION, bearer);
            let seen = program.send(request, Body::empty()).await;
            assert_eq!(seen.status, StatusCode::UNAUTHORIZED, "{path}");
        }
        // A member of staff has no key: a session does not file in the name of a partner.
        officer(&kit).await;
        program.sign_in("lefort", "intake").await;
        let (status, _) = send(&mut program, Sent::new("", "r-2", &sent)).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        assert!(partners::revoke_key(&cx, made.id).await.unwrap());
        assert!(!partners::revoke_key(&cx, made.id).await.unwrap(), "once");
        let (status, _) = send(&mut program, Sent::new(&made.text, "r-3", &sent)).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        let listed = partners::list(&cx).await.unwrap();
        assert!(listed.len() == 1 && listed[0].revoked_at.is_some());
        let refused = partners::add_key(&cx, "Mairie de Test").await;
        assert!(refused.is_err(), "a name is lower-case letters");
    }
);

on_both!(
    each_mistake_of_the_answers_is_told_at_its_place,
    vec![capability()],
    async |kit: Kit| {
        let key = a_key(&kit, "mairie-de-test").await;
        let mut program = program(&kit);
        let says = Says::from([("payment.method", "transfer")]);
        let good = body(&answers(&kit, "fake_shop", &says).await, "complaint");
        let at = |key: &str| format!("/answer_set/answers/{key}");
        let value =
            |kind: &str, is: Value| json!({"state": "value", "value": {"type": kind, "is": is}});
        let mut bad = good.clone();
        let set = bad["answer_set"]["answers"].as_object_mut().unwrap();
        set.insert(
            "payment[0].to_iban".into(),
            value("typed", json!({"raw": "FR76 0000"})),
        );
        set.insert("shop.outcome".into(), value("choice", json!("teleported")));
        set.insert("shop.product".into(), value("text", json!("animal")));
        set.insert("crypto[0].amount".into(), value("quantity", json!("1")));
        set.remove("declare.truth");
        set.remove("facts.period");
        let (status, problem) = send(&mut program, Sent::new(&key, "r-1", &bad)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
        assert_eq!(problem["code"], "unprocessable");
        let told = places(&problem);
        for (place, code) in [
            ("payment[0].to_iban", "iban_check"),
            ("shop.outcome", "choice_unknown"),
            ("shop.product", "kind"),
            ("crypto[0].amount", "not_asked"),
            ("declare.truth", "not_ticked"),
            ("facts.period", "text_empty"),
        ] {
            assert!(
                told.contains(&(at(place), code.to_owned())),
                "{place}: {told:?}"
            );
        }
        assert_eq!(told.len(), 6, "and nothing else: {told:?}");
        let errors = problem["errors"].as_array().unwrap();
        let kept = errors.iter().filter(|error| error["may_be_kept"] == true);
        let kept: Vec<&str> = kept.map(|e| e["code"].as_str().unwrap()).collect();
        assert_eq!(kept, ["iban_check"], "only a doubt may be kept");
        assert_eq!(crate::store::complaints(&kit).await, 0);

        // What a person may keep after a warning, a program may keep too, with its doubt.
        let mut kept = good.clone();
        let set = kept["answer_set"]["answers"].as_object_mut().unwrap();
        let doubted = json!({"raw": "FR76 0000", "doubt": "iban_check"});
        set.insert("payment[0].to_iban".into(), value("typed", doubted));
        let (status, got) = send(&mut program, Sent::new(&key, "r-1", &kept)).await;
        assert_eq!(status, StatusCode::OK, "{got}");

        // A full card number is masked here as it is at the pages, and told.
        let mut card = good.clone();
        let set = card["answer_set"]["answers"].as_object_mut().unwrap();
        let words = "Ma carte 4970 1000 0000 0154 a servi";
        set.insert("story.during".into(), value("text", json!(words)));
        let (status, got) = send(&mut program, Sent::new(&key, "r-2", &card)).await;
        assert_eq!(status, StatusCode::OK, "{got}");
        assert_eq!(got["notices"][0]["pointer"], at("story.during"));
        let id = ComplaintId(got["id"].as_str().unwrap().parse().unwrap());
        assert!(!stored(&kit, id).await.stored.contains("0000 0000"));
    }
);

on_both!(
    a_request_that_is_none_is_refused_before_its_answers_are_judged,
    vec![capability()],
    async |kit: Kit| {
        let key = a_key(&kit, "mairie-de-test").await;
        let mut program = program(&kit);
        let good = body(&answers(&kit, "fake_shop", &Says::new()).await, "complaint");
        let with = |path: &str, value: Value| {
            let mut changed = good.clone();
            *changed.pointer_mut(path).unwrap() = value;
            changed
        };
        for (changed, pointer, code) in [
            (with("/nature", json!("plainte")), "/nature", "nature"),
            (with("/answer_set/v", json!(2)), "/answer_set/v", "layout"),
            (
                with("/answer_set/form/code", json!("fake_stall")),
                "/answer_set/form/code",
                "unknown_form",
            ),
            (
                with("/answer_set/form/hash", json!("00")),
                "/answer_set/form",
                "form_changed",
            ),
            (
                with(
                    "/answer_set/answers",
                    json!({"not a key": {"state": "unknown"}}),
                ),
                "/answer_set/answers/not a key",
                "key",
            ),
            (
                with("/answer_set/answers", json!({"shop.outcome": "late"})),
                "/answer_set/answers/shop.outcome",
                "shape",
            ),
        ] {
            let (status, problem) = send(&mut program, Sent::new(&key, "r-1", &changed)).await;
            assert_eq!(
                status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{pointer}: {problem}"
            );
            assert_eq!(places(&problem), [(pointer.to_owned(), code.to_owned())]);
        }
        for (request, kind, text, status) in [
            (
                "",
                "application/json",
                good.to_string(),
                StatusCode::BAD_REQUEST,
            ),
            (
                "un nom",
                "application/json",
                good.to_string(),
                StatusCode::BAD_REQUEST,
            ),
            (
                "r-1",
                "text/plain",
                good.to_string(),
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
            ),
            (
                "r-1",
                "application/json",
                "{".to_owned(),
                StatusCode::BAD_REQUEST,
            ),
            (
                "r-1",
                "application/json",
                "{}".to_owned(),
                StatusCode::UNPROCESSABLE_ENTITY,
            ),
            (
                "r-1",
                "application/json",
                " ".repeat(1_100_000),
                StatusCode::PAYLOAD_TOO_LARGE,
            ),
        ] {
            let sent = Sent {
                key: &key,
                request,
                kind,
                body: text,
            };
            let (got, problem) = send(&mut program, sent).await;
            assert_eq!(got, status, "{request} {kind}: {problem}");
        }
        // A report is taken as a report only, here as at the pages.
        let says = Says::from([("sext.age_bracket", "15_17")]);
        let minor = body(&answers(&kit, "sextortion", &says).await, "complaint");
        let (status, problem) = send(&mut program, Sent::new(&key, "r-1", &minor)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let told = ("/nature".to_owned(), "report_only".to_owned());
        assert_eq!(places(&problem), [told]);
        assert_eq!(crate::store::complaints(&kit).await, 0, "nothing was filed");
    }
);

async fn attach(program: &mut Browser, key: &str, id: &str, files: &[(&str, &[u8])]) -> Seen {
    let mut body = Vec::new();
    for (name, bytes) in files {
        let head = format!(
            "--limite\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--limite--\r\n");
    let request = Request::post(format!("{PATH}/{id}/exhibits"))
        .header(header::AUTHORIZATION, format!("Bearer {key}"))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=limite");
    program.send(request, Body::from(body)).await
}

on_both!(
    a_program_adds_exhibits_to_what_it_filed_and_to_nothing_else,
    vec![capability()],
    async |kit: Kit| {
        let ours = a_key(&kit, "mairie-de-test").await;
        let theirs = a_key(&kit, "banque-de-test").await;
        let mut program = program(&kit);
        let sent = body(&answers(&kit, "fake_shop", &Says::new()).await, "complaint");
        let (_, got) = send(&mut program, Sent::new(&ours, "r-1", &sent)).await;
        let id = got["id"].as_str().unwrap().to_owned();
        let files: [(&str, &[u8]); 2] = [("releve.txt", b"un releve"), ("photo.txt", b"une photo")];
        let seen = attach(&mut program, &ours, &id, &files).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
        let taken = read(&seen);
        assert_eq!(taken[0]["already"], false);
        assert_eq!(taken[1]["bytes"], 9);
        // Sent again after a cut: nothing twice.
        let seen = attach(&mut program, &ours, &id, &files[..1]).await;
        assert_eq!(read(&seen)[0]["already"], true);
        assert_eq!(read(&seen)[0]["id"], taken[0]["id"]);
        let mut tx = kit.world.db.read().await.unwrap();
        let held = deposit::files_of(&mut tx, id.parse().unwrap())
            .await
            .unwrap();
        assert_eq!(held.len(), 2);
        tx.rollback().await.unwrap();
        let rows = crate::store::actors_on(&kit, id.parse().unwrap()).await;
        let added = rows
            .iter()
            .filter(|(deed, kind, _)| deed == "exhibit.added" && kind == "partner");
        assert_eq!(added.count(), 2);

        // Another's complaint does not exist: that of a partner, that of a person, none at all.
        let person = filed(&kit).await.complaint.0.to_string();
        let nobody = uuid::Uuid::nil().to_string();
        for (key, id) in [
            (&theirs, &id),
            (&ours, &person),
            (&ours, &nobody),
            (&ours, &"1".to_owned()),
        ] {
            let seen = attach(&mut program, key, id, &files).await;
            assert_eq!(seen.status, StatusCode::NOT_FOUND, "{id}");
        }
        let seen = attach(&mut program, "fsk_wrong", &id, &files).await;
        assert_eq!(seen.status, StatusCode::UNAUTHORIZED);
        for (files, code) in [
            (&[][..], "no_file"),
            (&[("vide.txt", &b""[..])][..], "file_empty"),
        ] {
            let seen = attach(&mut program, &ours, &id, files).await;
            assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(places(&read(&seen)), [(String::new(), code.to_owned())]);
        }
    }
);

on_both!(
    no_file_is_taken_where_a_minor_is_concerned,
    vec![capability()],
    async |kit: Kit| {
        let key = a_key(&kit, "mairie-de-test").await;
        let mut program = program(&kit);
        let says = Says::from([("sext.age_bracket", "under_15")]);
        let sent = body(&answers(&kit, "sextortion", &says).await, "report");
        let (status, got) = send(&mut program, Sent::new(&key, "r-1", &sent)).await;
        assert_eq!(status, StatusCode::OK, "{got}");
        let id = got["id"].as_str().unwrap();
        let seen = attach(&mut program, &key, id, &[("photo.png", b"png")]).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        let told = (String::new(), "uploads_closed".to_owned());
        assert_eq!(places(&read(&seen)), [told]);
    }
);
