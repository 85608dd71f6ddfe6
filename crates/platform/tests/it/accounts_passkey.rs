//! Passkeys, on both databases: added, opening alone or after the password, once, for their account alone; and the proof asked
//! again before what is sensitive.

use crate::accounts_pages::{Browser, PASSWORD, account, entry};
use crate::authenticator::Authenticator;
use axum::http::StatusCode;
use faisceau_domain::Lang;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::code::Code;
use faisceau_domain::journal::{Actor, Deed};
use faisceau_platform::accounts::passkey::{self, Asked, NotAdded};
use faisceau_platform::accounts::{self, Given, How, NotChosen, Staff, factor, proof};
use faisceau_platform::binds;
use faisceau_platform::config::{Config, Limits};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Error;
use faisceau_platform::journal::store::COUNT_ACTION;
use faisceau_platform::testkit::{Kit, On, kit_with};

const HERE: &str = "https://faisceau.exemple.fr";

async fn kit(on: On) -> Kit {
    let config = Config {
        public_url: HERE.to_owned(),
        ..Config::default()
    };
    kit_with(on, vec![], config).await
}

fn stranger(kit: &Kit) -> Cx {
    Cx::anyone(&kit.world, Actor::Stranger, Lang::Fr)
}

async fn known(kit: &Kit, login: &str) -> Staff {
    account(kit, login, vec![Role::Administrator]).await;
    let mut tx = kit.world.db.read().await.unwrap();
    let all = accounts::list(&mut tx).await.unwrap();
    all.into_iter().find(|staff| staff.login == login).unwrap()
}

/// A passkey of an account, and the recovery codes that came with it.
async fn with_passkey(kit: &Kit, login: &str) -> (Staff, Authenticator, Vec<Code>) {
    let staff = known(kit, login).await;
    let cx = stranger(kit);
    let asked = passkey::begin_adding(&cx, &staff, PASSWORD).await.unwrap();
    let mut device = Authenticator::new(HERE);
    let answer = device.create(&asked.options);
    let added = passkey::finish_adding(&cx, (&staff, "none"), (asked.id, &answer), "jeton").await;
    (staff, device, added.unwrap().recovery)
}

async fn asked(kit: &Kit, login: &str, password: &str) -> Asked {
    let asked = passkey::begin_entering(&stranger(kit), (login, password), false).await;
    asked.unwrap().unwrap()
}

async fn opens(kit: &Kit, asked: &Asked, answer: &str) -> Option<String> {
    let choose = |_: &Staff| Some(Purpose::Administration);
    let opened = passkey::finish_entering(&stranger(kit), (asked.id, answer), &choose).await;
    opened.unwrap().map(|opened| opened.token)
}

/// By which means the sessions of an account were opened.
async fn means(kit: &Kit, staff: &Staff) -> Vec<How> {
    let cx = stranger(kit);
    let open = accounts::sign_ins::open(&cx, Some(staff.id), "none").await;
    open.unwrap().into_iter().map(|one| one.how).collect()
}

async fn a_passkey_opens_alone_and_once(on: On) {
    let kit = kit(on).await;
    let (staff, mut device, codes) = with_passkey(&kit, "claire").await;
    assert_eq!(codes.len(), factor::RECOVERY_CODES);
    let question = asked(&kit, "", "").await;
    let answer = device.get(&question.options);
    assert!(opens(&kit, &question, &answer).await.is_some());
    assert!(opens(&kit, &question, &answer).await.is_none(), "replayed");
    assert_eq!(means(&kit, &staff).await, [How::Passkey]);
    // From now on the password alone opens nothing; with a recovery code it does.
    let password = async |code: &str| {
        let given = Given {
            login: "claire",
            password: PASSWORD,
            code,
        };
        let choose = |_: &Staff| Some(Purpose::Administration);
        let opened = accounts::sign_in_with(&stranger(&kit), &given, &choose).await;
        opened.unwrap().is_some()
    };
    assert!(!password("").await);
    assert!(password(&codes[0].grouped()).await);
    // A question waits five minutes, not more.
    let question = asked(&kit, "", "").await;
    let answer = device.get(&question.options);
    kit.world.clock.advance_millis(5 * 60_000);
    assert!(opens(&kit, &question, &answer).await.is_none());
}

async fn what_is_typed_beside_it_must_be_right_too(on: On) {
    let kit = kit(on).await;
    let (staff, mut device, _) = with_passkey(&kit, "claire").await;
    let (_, mut other, _) = with_passkey(&kit, "denis").await;
    let mut tries = vec![
        ("claire", "une autre phrase", false),
        ("claire", "", false),
        ("personne", PASSWORD, false),
        ("denis", PASSWORD, false),
        ("claire", PASSWORD, true),
    ];
    for (login, password, passes) in tries.drain(..) {
        let question = asked(&kit, login, password).await;
        let answer = device.get(&question.options);
        assert_eq!(
            opens(&kit, &question, &answer).await.is_some(),
            passes,
            "{login} {password}"
        );
    }
    assert_eq!(means(&kit, &staff).await, [How::PasswordPasskey]);
    // Too many tries: what is right is answered as what is wrong.
    let over = passkey::begin_entering(&stranger(&kit), ("claire", PASSWORD), true).await;
    let over = over.unwrap().unwrap();
    let answer = device.get(&over.options);
    assert!(opens(&kit, &over, &answer).await.is_none());
    // An answer to another question, or of another's passkey under this account's name.
    let (one, two) = (asked(&kit, "", "").await, asked(&kit, "", "").await);
    let answer = device.get(&one.options);
    assert!(opens(&kit, &two, &answer).await.is_none());
    let question = asked(&kit, "", "").await;
    other.says_it_is(staff.id.0.as_bytes());
    let answer = other.get(&question.options);
    assert!(opens(&kit, &question, &answer).await.is_none());
    // A closed account opens nothing.
    known(&kit, "gestion").await;
    accounts::close(&Cx::platform(&kit.world).because("départ"), "claire")
        .await
        .unwrap();
    let question = asked(&kit, "", "").await;
    let answer = device.get(&question.options);
    assert!(opens(&kit, &question, &answer).await.is_none());
}

async fn what_is_bent_opens_nothing(on: On) {
    let kit = kit(on).await;
    let (_, mut device, _) = with_passkey(&kit, "claire").await;
    let question = asked(&kit, "", "").await;
    assert!(opens(&kit, &question, "").await.is_none());
    assert!(opens(&kit, &question, "{}").await.is_none());
    // Asked by a page of another site.
    let question = asked(&kit, "", "").await;
    device.origin = "https://ailleurs.exemple.fr".to_owned();
    let answer = device.get(&question.options);
    assert!(opens(&kit, &question, &answer).await.is_none());
    device.origin = HERE.to_owned();
    // Without a finger, a face or a code.
    let question = asked(&kit, "", "").await;
    let flags = device.flags;
    device.unverified();
    let answer = device.get(&question.options);
    assert!(opens(&kit, &question, &answer).await.is_none());
    device.flags = flags;
    // A byte of the signature.
    let question = asked(&kit, "", "").await;
    let mut answer: serde_json::Value =
        serde_json::from_str(&device.get(&question.options)).unwrap();
    let signature = answer["response"]["signature"].as_str().unwrap().to_owned();
    let last = if signature.ends_with('A') { "E" } else { "A" };
    let at = signature.len() - 1;
    answer["response"]["signature"] = format!("{}{last}", &signature[..at]).into();
    assert!(opens(&kit, &question, &answer.to_string()).await.is_none());
    // It opens as it should, then a copy made earlier does not.
    let question = asked(&kit, "", "").await;
    let answer = device.get(&question.options);
    assert!(opens(&kit, &question, &answer).await.is_some());
    device.back(2);
    let question = asked(&kit, "", "").await;
    let answer = device.get(&question.options);
    assert!(opens(&kit, &question, &answer).await.is_none(), "a copy");
}

async fn adding_asks_the_password_and_ends_the_other_sessions(on: On) {
    let kit = kit(on).await;
    let (staff, _, codes) = with_passkey(&kit, "claire").await;
    assert!(!codes.is_empty());
    let cx = stranger(&kit);
    let wrong = passkey::begin_adding(&cx, &staff, "une autre phrase").await;
    assert!(matches!(
        wrong,
        Err(Error::Refused(NotAdded::WrongPassword))
    ));
    let asked = passkey::begin_adding(&cx, &staff, PASSWORD).await.unwrap();
    let other = known(&kit, "denis").await;
    let mut device = Authenticator::new(HERE);
    let answer = device.create(&asked.options);
    // The question of one is not answered by another; and it is spent.
    for whose in [&other, &staff] {
        let added =
            passkey::finish_adding(&cx, (whose, "none"), (asked.id, &answer), "jeton").await;
        assert!(matches!(added, Err(Error::Refused(NotAdded::WrongAnswer))));
    }
    let mut tx = kit.world.db.read().await.unwrap();
    let held = passkey::list(&mut tx, staff.id).await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(held.len(), 1);
    // Removed with the password alone, and the recovery codes with the last one.
    assert!(
        !passkey::remove(&cx, (&staff, "none"), "une autre", held[0].id)
            .await
            .unwrap()
    );
    assert!(
        !passkey::remove(&cx, (&other, "none"), PASSWORD, held[0].id)
            .await
            .unwrap(),
        "not another's"
    );
    assert!(
        passkey::remove(&cx, (&staff, "none"), PASSWORD, held[0].id)
            .await
            .unwrap()
    );
    for deed in [Deed::AccountPasskeyAdded, Deed::AccountPasskeyRemoved] {
        let mut tx = kit.world.db.read().await.unwrap();
        let told = tx.one(&COUNT_ACTION, binds![deed.code()]).await.unwrap();
        assert_eq!(told.get::<i64>("n").unwrap(), 1, "{deed:?}");
    }
    let choose = |_: &Staff| Some(Purpose::Administration);
    let opened = accounts::sign_in_for(&cx, "claire", PASSWORD, &choose).await;
    assert!(opened.unwrap().is_some(), "the password is enough again");
}

async fn a_proof_is_asked_again_and_keeps_what_was_typed(on: On) {
    let kit = kit(on).await;
    let (staff, mut device, _) = with_passkey(&kit, "claire").await;
    let question = asked(&kit, "", "").await;
    let answer = device.get(&question.options);
    let token = opens(&kit, &question, &answer).await.unwrap();
    let mut browser = Browser::new(&kit);
    browser.cookies.push(("session".to_owned(), token.clone()));
    let all = "/agent/connexions/toutes";
    assert_eq!(browser.get(all).await.status, StatusCode::OK);
    kit.world.clock.advance_millis(11 * 60_000);
    let seen = browser.get(all).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER);
    assert!(
        seen.location.starts_with("/agent/preuve?retour="),
        "{}",
        seen.location
    );
    let page = browser.get(&seen.location).await;
    assert!(page.body.contains(all), "leads back");
    // What a page opened in time holds may still be sent, then not; nothing typed is lost.
    let form = format!("id={}&mot=un+essai", uuid::Uuid::nil());
    let sent = browser.post("/agent/connexions/toutes/fermer", &form).await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND);
    kit.world.clock.advance_millis(20 * 60_000);
    browser.get("/agent/compte").await;
    let sent = browser.post("/agent/connexions/toutes/fermer", &form).await;
    assert_eq!(sent.status, StatusCode::FORBIDDEN);
    assert!(sent.body.contains("/agent/preuve") && sent.body.contains("un essai"));
    assert!(sent.body.contains("name=\"mot\" value=\"un essai\""));
    // Wrong, then right.
    browser.get("/agent/preuve").await;
    let wrong = browser
        .post(
            "/agent/preuve",
            "password=une+autre&retour=/agent/connexions/toutes",
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(browser.get(all).await.status, StatusCode::SEE_OTHER);
    let cx = stranger(&kit);
    let question = passkey::begin_proof(&cx, &staff).await.unwrap().unwrap();
    let answer = device.get(&question.options);
    let own = (&staff, token.as_str());
    // The answer that proves opens no session, and the reverse.
    assert!(opens(&kit, &question, &answer).await.is_none());
    let proves = passkey::finish_proof(&cx, own, (question.id, &answer)).await;
    assert!(proves.unwrap());
    let entering = asked(&kit, "", "").await;
    let answer = device.get(&entering.options);
    let proves = passkey::finish_proof(&cx, own, (entering.id, &answer)).await;
    assert!(!proves.unwrap());
    assert_eq!(browser.get(all).await.status, StatusCode::OK);
    // Who has another passkey proves nothing here.
    let (_, mut other, _) = with_passkey(&kit, "denis").await;
    let question = passkey::begin_proof(&cx, &staff).await.unwrap().unwrap();
    let answer = other.get(&question.options);
    let proves = passkey::finish_proof(&cx, own, (question.id, &answer)).await;
    assert!(!proves.unwrap());
}

async fn the_pages_speak_to_a_passkey_and_tell_nothing_of_accounts(on: On) {
    let kit = kit(on).await;
    known(&kit, "claire").await;
    let mut browser = Browser::new(&kit);
    let door = browser.get("/connexion").await;
    assert!(door.body.contains("formaction=\"/connexion/cle\""));
    let mut shapes = Vec::new();
    for (login, password) in [
        ("", ""),
        ("claire", PASSWORD),
        ("claire", "faux"),
        ("rien", "x"),
    ] {
        let seen = browser
            .post(
                "/connexion/cle",
                &entry(login, password, "purpose=administration"),
            )
            .await;
        assert_eq!(seen.status, StatusCode::OK);
        assert!(!seen.body.contains("claire"));
        shapes.push(seen.body.lines().count());
        browser.get("/connexion").await;
    }
    shapes.dedup();
    assert_eq!(shapes.len(), 1, "{shapes:?}");
    browser
        .post(
            "/connexion",
            &entry("claire", PASSWORD, "purpose=administration"),
        )
        .await;
    browser.get("/agent/compte/cles").await;
    let wrong = browser
        .post("/agent/compte/cles", "name=jeton&password=faux")
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.body.contains("value=\"jeton\""),
        "what was typed stays"
    );
    let form = format!("name=jeton&password={}", PASSWORD.replace(' ', "+"));
    let page = browser.post("/agent/compte/cles", &form).await;
    let options = between(&page.body, "data-passkey=\"").replace("&#34;", "\"");
    let id = between(&page.body, "name=\"id\" value=\"");
    let mut device = Authenticator::new(HERE);
    let answer = device.create(&options);
    let answer: String = form_urlencoded(&answer);
    let form = format!("id={id}&answer={answer}&name=jeton");
    let codes = browser.post("/agent/compte/cles/confirmer", &form).await;
    assert_eq!(codes.status, StatusCode::OK);
    assert!(codes.body.contains("<ol>"), "{}", codes.body);
    let held = browser.get("/agent/compte/cles").await;
    assert!(held.body.contains("jeton"));
}

fn form_urlencoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric();
    let each = text.bytes().map(|byte| match plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    });
    each.collect()
}

async fn who_tries_passwords_holds_back_nobody_with_a_passkey(on: On) {
    let config = Config {
        public_url: HERE.to_owned(),
        limits: Limits {
            sign_ins_per_hour_per_network: 3,
            ..Limits::default()
        },
        ..Config::default()
    };
    let kit = kit_with(on, vec![], config).await;
    let (_, mut device, _) = with_passkey(&kit, "claire").await;
    let mut attacker = Browser::new(&kit);
    attacker.get("/connexion").await;
    let mut stopped = false;
    for _ in 0..8 {
        let seen = attacker
            .post("/connexion", &entry("claire", "au hasard", ""))
            .await;
        stopped |= seen.status == StatusCode::TOO_MANY_REQUESTS;
    }
    assert!(stopped, "tries from there are over");
    // On the same network, with a browser that was never seen.
    let mut owner = attacker.fork();
    owner.get("/connexion").await;
    let page = owner
        .post("/connexion/cle", &entry("", "", "purpose=administration"))
        .await;
    assert_eq!(page.status, StatusCode::OK);
    let answer = device.get(&between(&page.body, "data-passkey=\"").replace("&#34;", "\""));
    let id = between(&page.body, "name=\"id\" value=\"");
    let form = format!("id={id}&answer={}", form_urlencoded(&answer));
    let entered = owner.post("/connexion/cle/confirmer", &form).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.body);
    assert!(
        entered
            .cookies
            .iter()
            .any(|line| line.starts_with("session="))
    );
}

/// What a page says after `start`, to the end of the attribute.
fn between(body: &str, start: &str) -> String {
    let (_, after) = body.split_once(start).unwrap();
    after.split('"').next().unwrap().to_owned()
}

async fn a_password_is_changed_for_one_hard_to_guess(on: On) {
    let kit = kit(on).await;
    let staff = known(&kit, "claire").await;
    let cx = stranger(&kit);
    let own = (&staff, "none");
    for (present, wanted, why) in [
        (
            "faux",
            "lampe tuba grelot pivoine",
            NotChosen::WrongPassword,
        ),
        (PASSWORD, "court", NotChosen::Length),
        (PASSWORD, "motdepasse2026", NotChosen::Weak),
        (PASSWORD, PASSWORD, NotChosen::Same),
    ] {
        let told = accounts::change_password(&cx, own, present, wanted.to_owned()).await;
        assert!(
            matches!(told, Err(Error::Refused(refused)) if refused == why),
            "{wanted}"
        );
    }
    let wanted = "lampe tuba grelot pivoine";
    accounts::change_password(&cx, own, PASSWORD, wanted.to_owned())
        .await
        .unwrap();
    assert!(
        !accounts::has_password(&kit.world, &staff, PASSWORD)
            .await
            .unwrap()
    );
    assert!(
        accounts::has_password(&kit.world, &staff, wanted)
            .await
            .unwrap()
    );
    assert_eq!(proof::last(&kit.world, "none").await.unwrap(), None);
}

async fn where_the_address_is_a_number_nothing_is_offered(on: On) {
    let config = Config {
        public_url: "http://127.0.0.1:8080".to_owned(),
        ..Config::default()
    };
    let kit = kit_with(on, vec![], config).await;
    let staff = known(&kit, "claire").await;
    let told = passkey::begin_adding(&stranger(&kit), &staff, PASSWORD).await;
    assert!(matches!(told, Err(Error::Refused(NotAdded::NotHere))));
    let mut browser = Browser::new(&kit);
    let door = browser.get("/connexion").await;
    assert!(!door.body.contains("/connexion/cle"));
    let seen = browser.post("/connexion/cle", "login=&password=").await;
    assert_eq!(seen.status, StatusCode::NOT_FOUND);
}

macro_rules! each_on_both {
    ($($name:ident)*) => { $(mod $name {
        use super::On;

        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn on_sqlite() {
            super::$name(On::Sqlite).await;
        }

        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        #[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
        async fn on_postgres() {
            super::$name(On::Postgres).await;
        }
    })* };
}

each_on_both!(
    a_passkey_opens_alone_and_once
    what_is_typed_beside_it_must_be_right_too
    what_is_bent_opens_nothing
    adding_asks_the_password_and_ends_the_other_sessions
    a_proof_is_asked_again_and_keeps_what_was_typed
    the_pages_speak_to_a_passkey_and_tell_nothing_of_accounts
    who_tries_passwords_holds_back_nobody_with_a_passkey
    a_password_is_changed_for_one_hard_to_guess
    where_the_address_is_a_number_nothing_is_offered
);
