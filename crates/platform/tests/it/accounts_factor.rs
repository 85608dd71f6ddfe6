//! The second factor, on both databases: added with a code, asked for, never taken twice; recovery
//! codes that open once; an attacker who holds nobody back.

use crate::accounts_pages::{Browser, PASSWORD, account, entry};
use axum::http::StatusCode;
use faisceau_domain::Lang;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::code::Code;
use faisceau_domain::journal::Actor;
use faisceau_platform::accounts::factor::{self, Factor, NotBegun, WrongCode};
use faisceau_platform::accounts::{self, Given, Staff};
use faisceau_platform::config::{Config, Limits};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Error;
use faisceau_platform::on_both;
use faisceau_platform::testkit::{self, Kit, On};

/// The code an application shows now for a secret that was begun.
pub(crate) async fn shown(kit: &Kit, staff: &Staff) -> String {
    secret(kit, staff).await.code_at(kit.world.clock.now())
}

async fn secret(kit: &Kit, staff: &Staff) -> factor::Secret {
    let mut tx = kit.world.db.read().await.unwrap();
    match Factor::of(&kit.world, &mut tx, staff.id).await.unwrap() {
        Factor::Begun(secret) => secret,
        other => panic!("nothing is begun: {other:?}"),
    }
}

async fn known(kit: &Kit, login: &str) -> Staff {
    let mut tx = kit.world.db.read().await.unwrap();
    let all = accounts::list(&mut tx).await.unwrap();
    all.into_iter().find(|staff| staff.login == login).unwrap()
}

fn stranger(kit: &Kit) -> Cx {
    Cx::anyone(&kit.world, Actor::Stranger, Lang::Fr)
}

/// Whether these open a session.
async fn opens(kit: &Kit, login: &str, password: &str, code: &str) -> Option<String> {
    let given = Given {
        login,
        password,
        code,
    };
    let choose = |_: &Staff| Some(Purpose::Intake);
    let opened = accounts::sign_in_with(&stranger(kit), &given, &choose).await;
    opened.unwrap().map(|opened| opened.token)
}

/// An account with a second factor: who it is, its secret, its recovery codes.
async fn with_factor(kit: &Kit, login: &str) -> (Staff, factor::Secret, Vec<Code>) {
    account(kit, login, vec![Role::Officer]).await;
    let staff = known(kit, login).await;
    let cx = stranger(kit);
    factor::begin(&cx, &staff, PASSWORD).await.unwrap();
    let secret = secret(kit, &staff).await;
    let code = secret.code_at(kit.world.clock.now());
    let codes = factor::confirm(&cx, &staff, "none", &code).await.unwrap();
    (staff, secret, codes)
}

on_both!(
    a_code_is_asked_for_and_taken_once,
    vec![],
    async |kit: Kit| {
        let (_, secret, _) = with_factor(&kit, "claire").await;
        let now = || kit.world.clock.now();
        let first = secret.code_at(now());
        assert!(opens(&kit, "claire", PASSWORD, "").await.is_none());
        assert!(
            opens(&kit, "claire", PASSWORD, &first).await.is_none(),
            "the code that proved the application opens nothing"
        );
        kit.world.clock.advance_millis(30_000);
        let second = secret.code_at(now());
        assert!(
            opens(&kit, "claire", "une autre phrase", &second)
                .await
                .is_none()
        );
        assert!(
            opens(&kit, "claire", PASSWORD, &format!(" {second} "))
                .await
                .is_some(),
            "a wrong password spends no code"
        );
        assert!(
            opens(&kit, "claire", PASSWORD, &second).await.is_none(),
            "replayed"
        );
        kit.world.clock.advance_millis(30_000);
        assert!(
            opens(&kit, "claire", PASSWORD, &second).await.is_none(),
            "replayed later"
        );
        let third = secret.code_at(now());
        assert!(opens(&kit, "claire", PASSWORD, &third).await.is_some());
        kit.world.clock.advance_millis(120_000);
        let fourth = secret.code_at(now());
        let asked = (0..4).map(|_| opens(&kit, "claire", PASSWORD, &fourth));
        let opened = futures_util::future::join_all(asked).await;
        assert_eq!(opened.iter().flatten().count(), 1, "of four at once, one");
    }
);

on_both!(
    a_recovery_code_opens_once_and_for_its_account_alone,
    vec![],
    async |kit: Kit| {
        let (_, _, codes) = with_factor(&kit, "claire").await;
        let (_, _, others) = with_factor(&kit, "denis").await;
        assert_eq!(codes.len(), factor::RECOVERY_CODES);
        let code = codes[3].grouped();
        assert!(
            opens(&kit, "claire", PASSWORD, &others[3].grouped())
                .await
                .is_none()
        );
        assert!(opens(&kit, "claire", PASSWORD, &code).await.is_some());
        assert!(opens(&kit, "claire", PASSWORD, &code).await.is_none());
        let staff = known(&kit, "claire").await;
        let mut tx = kit.world.db.read().await.unwrap();
        let held = Factor::of(&kit.world, &mut tx, staff.id).await.unwrap();
        assert!(
            matches!(
                held,
                Factor::Held {
                    recovery_left: 9,
                    ..
                }
            ),
            "{held:?}"
        );
    }
);

on_both!(
    adding_a_factor_needs_the_password_and_a_code,
    vec![],
    async |kit: Kit| {
        account(&kit, "claire", vec![Role::Officer]).await;
        let staff = known(&kit, "claire").await;
        let cx = stranger(&kit);
        let begun = factor::begin(&cx, &staff, "une autre phrase").await;
        assert!(matches!(
            begun,
            Err(Error::Refused(NotBegun::WrongPassword))
        ));
        let proven = factor::confirm(&cx, &staff, "none", "123456").await;
        assert!(
            matches!(proven, Err(Error::Refused(WrongCode))),
            "nothing was begun"
        );
        factor::begin(&cx, &staff, PASSWORD).await.unwrap();
        let dropped = shown(&kit, &staff).await;
        factor::begin(&cx, &staff, PASSWORD).await.unwrap();
        let proven = factor::confirm(&cx, &staff, "none", &dropped).await;
        assert!(
            matches!(proven, Err(Error::Refused(WrongCode))),
            "of the secret before"
        );
        let own = opens(&kit, "claire", PASSWORD, "")
            .await
            .expect("not asked for yet");
        let other = opens(&kit, "claire", PASSWORD, "")
            .await
            .expect("not asked for yet");
        let code = shown(&kit, &staff).await;
        factor::confirm(&cx, &staff, &own, &code).await.unwrap();
        assert!(accounts::resume(&kit.world, &own).await.unwrap().is_some());
        assert!(
            accounts::resume(&kit.world, &other)
                .await
                .unwrap()
                .is_none(),
            "ended"
        );
        let again = factor::begin(&cx, &staff, PASSWORD).await;
        assert!(matches!(again, Err(Error::Refused(NotBegun::Held))));
    }
);

on_both!(
    a_factor_is_removed_by_its_holder_or_by_the_operator,
    vec![],
    async |kit: Kit| {
        let (staff, _, codes) = with_factor(&kit, "claire").await;
        let cx = stranger(&kit);
        let sheet: Vec<String> = codes.iter().map(Code::grouped).collect();
        let own = opens(&kit, "claire", PASSWORD, &sheet[0]).await.unwrap();
        let other = opens(&kit, "claire", PASSWORD, &sheet[1]).await.unwrap();
        for (password, code) in [("une autre phrase", &sheet[2]), (PASSWORD, &sheet[1])] {
            let refused = factor::remove(&cx, &staff, &own, password, code).await;
            assert!(matches!(refused, Err(Error::Refused(WrongCode))));
        }
        factor::remove(&cx, &staff, &own, PASSWORD, &sheet[2])
            .await
            .unwrap();
        assert!(accounts::resume(&kit.world, &own).await.unwrap().is_some());
        assert!(
            accounts::resume(&kit.world, &other)
                .await
                .unwrap()
                .is_none()
        );
        assert!(opens(&kit, "claire", PASSWORD, "").await.is_some());
        let (lost, _, _) = with_factor(&kit, "denis").await;
        assert!(opens(&kit, "denis", PASSWORD, "").await.is_none());
        assert!(factor::reset(&cx, lost.id).await.unwrap());
        assert!(
            !factor::reset(&cx, lost.id).await.unwrap(),
            "there is none any more"
        );
        assert!(opens(&kit, "denis", PASSWORD, "").await.is_some());
    }
);

on_both!(
    the_pages_add_a_factor_and_then_ask_for_it,
    vec![],
    async |kit: Kit| {
        account(&kit, "claire", vec![Role::Officer]).await;
        let staff = known(&kit, "claire").await;
        let mut browser = Browser::new(&kit);
        browser.get("/connexion").await;
        browser
            .post("/connexion", &entry("claire", PASSWORD, ""))
            .await;
        assert!(browser.get("/agent/compte").await.body.contains("claire"));
        let scan = "/agent/compte/application";
        assert_eq!(
            browser.get(scan).await.location,
            "/agent/compte",
            "nothing is begun"
        );
        let wrong = browser.post(scan, "password=autre").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let typed = format!("password={}", PASSWORD.replace(' ', "+"));
        assert_eq!(browser.post(scan, &typed).await.location, scan);
        let seen = browser.get(scan).await;
        assert!(seen.body.contains("<svg"));
        assert!(seen.body.contains(&secret(&kit, &staff).await.in_groups()));
        let prove = "/agent/compte/application/confirmer";
        let wrong = browser.post(prove, "otp=12").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let code = shown(&kit, &staff).await;
        let told = browser.post(prove, &format!("otp={code}")).await;
        assert_eq!(told.status, StatusCode::OK);
        let codes: Vec<&str> = told
            .body
            .split("<li><bdi class=\"exact\">")
            .skip(1)
            .collect();
        assert_eq!(codes.len(), factor::RECOVERY_CODES);
        let sheet = codes[0].split('<').next().unwrap();
        let mut fresh = Browser::new(&kit);
        fresh.get("/connexion").await;
        let alone = fresh
            .post("/connexion", &entry("claire", PASSWORD, ""))
            .await;
        assert_eq!(alone.status, StatusCode::UNPROCESSABLE_ENTITY);
        let whole = entry("claire", PASSWORD, &format!("otp={sheet}"));
        assert_eq!(
            fresh.post("/connexion", &whole).await.status,
            StatusCode::SEE_OTHER
        );
        fresh.get("/agent/compte").await;
        let remove = "/agent/compte/application/retirer";
        let refused = fresh.post(remove, &format!("{typed}&otp={sheet}")).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "used already"
        );
        let other = codes[1].split('<').next().unwrap();
        let gone = fresh.post(remove, &format!("{typed}&otp={other}")).await;
        assert_eq!(gone.location, "/agent/compte");
    }
);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_must_have_a_factor_opens_their_own_account_and_nothing_else() {
    let config = Config {
        second_factor_for: vec!["officer".to_owned()],
        ..Config::default()
    };
    let kit = testkit::kit_with(On::Sqlite, vec![], config).await;
    account(&kit, "claire", vec![Role::Officer]).await;
    account(&kit, "denis", vec![Role::Auditor]).await;
    let lacking = async |login: &str| {
        let staff = known(&kit, login).await;
        let asked = factor::lacking(&kit.world, staff.id, &staff.roles).await;
        asked.unwrap()
    };
    assert!(lacking("claire").await);
    assert!(!lacking("denis").await, "the role is not named");
    let mut browser = Browser::new(&kit);
    browser.get("/connexion").await;
    browser
        .post("/connexion", &entry("claire", PASSWORD, ""))
        .await;
    let seen = browser.get("/agent/compte").await;
    assert!(seen.body.contains("notice"), "{}", seen.body);
    assert_eq!(browser.get("/agent/motif").await.status, StatusCode::OK);
    with_factor(&kit, "eva").await;
    assert!(!lacking("eva").await);
    let wrong = ["officers".to_owned()];
    assert!(
        factor::check(&wrong)
            .unwrap_err()
            .to_string()
            .contains("officers")
    );
}

/// Tries are given back one in twenty minutes: however slow the machine, none comes back meanwhile.
const TRIES_AN_HOUR: u32 = 3;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_attacker_is_refused_while_the_owner_gets_in() {
    let limits = Limits {
        sign_ins_per_hour_per_network: TRIES_AN_HOUR,
        ..Limits::default()
    };
    let config = Config {
        limits,
        ..Config::default()
    };
    let kit = testkit::kit_with(On::Sqlite, vec![], config).await;
    account(&kit, "claire", vec![Role::Auditor]).await;
    account(&kit, "denis", vec![Role::Auditor]).await;
    let right = entry("claire", PASSWORD, "");
    let mut own = Browser::new(&kit).moved_to([203, 0, 113, 9]);
    own.get("/connexion").await;
    let seen = own.post("/connexion", &right).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER);
    let mut known = own.cookies.clone();
    known.retain(|(name, _)| name == "known");
    assert_eq!(known.len(), 1, "a sign-in makes the browser known");
    // Wrong passwords from several networks, then the right one; a forged cookie changes nothing.
    let mut attacker = own.fork();
    attacker
        .cookies
        .push(("known".to_owned(), "AAAA.AAAA".to_owned()));
    attacker.get("/connexion").await;
    for n in 0..2 {
        attacker = attacker.moved_to([198, 51, n, 7]);
        for _ in 0..TRIES_AN_HOUR {
            let tried = entry("claire", "essai de mot de passe", "");
            let seen = attacker.post("/connexion", &tried).await;
            assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let seen = attacker.post("/connexion", &right).await;
        assert_eq!(seen.status, StatusCode::TOO_MANY_REQUESTS, "network {n}");
    }
    let mut same = own.fork().moved_to([198, 51, 0, 7]);
    same.cookies.clone_from(&known);
    same.get("/connexion").await;
    let seen = same.post("/connexion", &right).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "a known browser");
    let mut new = own.fork().moved_to([192, 0, 2, 7]);
    new.get("/connexion").await;
    let seen = new.post("/connexion", &right).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "a new one, elsewhere");
    // What makes a browser known to one login does nothing for another.
    let mut thief = own.fork().moved_to([198, 51, 0, 7]);
    thief.cookies.clone_from(&known);
    thief.get("/connexion").await;
    let other = entry("denis", PASSWORD, "");
    let seen = thief.post("/connexion", &other).await;
    assert_eq!(seen.status, StatusCode::TOO_MANY_REQUESTS);
}
