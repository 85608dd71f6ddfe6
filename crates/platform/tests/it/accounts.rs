//! Accounts and sign-in, on both databases.

use crate::accounts_factor::shown;
use crate::store::COUNT_DETAIL;
use faisceau_domain::Lang;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::journal::{Actor, Deed};
use faisceau_platform::accounts::{
    self, Given, NewAccount, NotAdded, NotChanged, Staff, factor, proof, sign_ins,
};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Error;
use faisceau_platform::journal::store::COUNT_ACTION;
use faisceau_platform::keys;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;

fn account(login: &str, password: &str) -> NewAccount {
    NewAccount {
        login: login.into(),
        display_name: "Agent 4127".into(),
        unit: "paris".into(),
        roles: vec![Role::Officer, Role::Analyst],
        password: password.into(),
    }
}

on_both!(
    a_session_opens_with_the_right_password_only,
    vec![],
    async |kit: Kit| {
        let cx = Cx::anyone(&kit.world, Actor::Stranger, Lang::Fr);
        let password = "une longue phrase de passe";
        accounts::add(&cx, account("Agent.4127", password))
            .await
            .unwrap();
        for (login, tried) in [
            ("agent.4127", "autre phrase de passe"),
            ("personne", password),
        ] {
            let refused = accounts::sign_in(&cx, login, tried, Purpose::Intake)
                .await
                .unwrap();
            assert!(refused.is_none());
        }
        let opened = accounts::sign_in(&cx, "AGENT.4127 ", password, Purpose::Intake)
            .await
            .unwrap();
        let opened = opened.expect("the right password opens a session");
        let (staff, purpose) = accounts::resume(&kit.world, &opened.token)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (staff.login.as_str(), purpose),
            ("agent.4127", Purpose::Intake)
        );
        assert_eq!(staff.roles, vec![Role::Analyst, Role::Officer]);
        assert!(
            accounts::resume(&kit.world, "forged")
                .await
                .unwrap()
                .is_none()
        );
        let cx = Cx::staff(&kit.world, staff, purpose, Lang::Fr);
        accounts::change_purpose(&cx, &opened.token, Purpose::Linkage)
            .await
            .unwrap();
        let (_, purpose) = accounts::resume(&kit.world, &opened.token)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(purpose, Purpose::Linkage);
        accounts::sign_out(&cx, &opened.token).await.unwrap();
        assert!(
            accounts::resume(&kit.world, &opened.token)
                .await
                .unwrap()
                .is_none()
        );
    }
);

on_both!(
    a_session_ends_when_idle_and_at_the_end_of_the_day,
    vec![],
    async |kit: Kit| {
        let cx = Cx::anyone(&kit.world, Actor::Stranger, Lang::Fr);
        let password = "une longue phrase de passe";
        accounts::add(&cx, account("a.b", password)).await.unwrap();
        let sign_in = async || {
            accounts::sign_in(&cx, "a.b", password, Purpose::Intake)
                .await
                .unwrap()
                .unwrap()
                .token
        };
        let idle = sign_in().await;
        kit.world
            .clock
            .advance_millis(accounts::IDLE.as_millis() as i64 + 1);
        assert!(accounts::resume(&kit.world, &idle).await.unwrap().is_none());
        let busy = sign_in().await;
        let mut minutes = 0;
        while accounts::resume(&kit.world, &busy).await.unwrap().is_some() {
            kit.world.clock.advance_millis(30 * 60_000);
            minutes += 30;
        }
        assert_eq!(
            minutes,
            11 * 60,
            "use keeps a session open until the day's end"
        );
    }
);

on_both!(
    each_refusal_of_an_account_is_named,
    vec![],
    async |kit: Kit| {
        let cx = Cx::platform(&kit.world);
        let refused = async |new: NewAccount| match accounts::add(&cx, new).await {
            Err(Error::Refused(why)) => why,
            other => panic!("expected a refusal, got {other:?}"),
        };
        assert_eq!(
            refused(account("x", "une longue phrase")).await,
            NotAdded::LoginMalformed
        );
        assert_eq!(
            refused(account("a b", "une longue phrase")).await,
            NotAdded::LoginMalformed
        );
        assert_eq!(
            refused(account("agent", "court")).await,
            NotAdded::PasswordLength
        );
        let mut nobody = account("agent", "une longue phrase");
        nobody.roles.clear();
        assert_eq!(refused(nobody).await, NotAdded::NoRole);
        accounts::add(&cx, account("agent", "une longue phrase"))
            .await
            .unwrap();
        assert_eq!(
            refused(account("Agent", "une longue phrase")).await,
            NotAdded::LoginTaken
        );
    }
);

/// What can be done with accounts, sessions and keys, and the row each leaves. The last nine only
/// look; `put_back` leaves the row of what it puts back; `open_session` is what `sign_in` calls, and `remove` leaves the row of `reset`: both are tried apart.
const OPERATIONS: [(&str, &str, Option<Deed>); 34] = [
    ("accounts", "add", Some(Deed::AccountAdded)),
    ("accounts", "sign_in", Some(Deed::AccountSignedIn)),
    ("accounts", "sign_in_for", Some(Deed::AccountSignInRefused)),
    (
        "session",
        "change_purpose",
        Some(Deed::AccountPurposeChanged),
    ),
    ("session", "sign_out", Some(Deed::AccountSignedOut)),
    ("end", "end_others", Some(Deed::AccountSessionEnded)),
    ("roles", "set_roles", Some(Deed::AccountRolesChanged)),
    ("unit", "set_unit", Some(Deed::AccountUnitChanged)),
    ("put_back", "put_back", None),
    ("close", "close", Some(Deed::AccountClosed)),
    ("close", "reopen", Some(Deed::AccountReopened)),
    ("keys", "rotate", Some(Deed::KeyRotated)),
    ("revoke", "revoke", Some(Deed::KeyRevoked)),
    ("add", "begin", Some(Deed::AccountFactorBegun)),
    ("add", "confirm", Some(Deed::AccountFactorAdded)),
    ("accounts", "sign_in_with", Some(Deed::AccountRecoveryUsed)),
    ("remove", "reset", Some(Deed::AccountFactorRemoved)),
    ("proof", "prove", Some(Deed::AccountProven)),
    ("password", "change", Some(Deed::AccountPasswordChanged)),
    ("proof", "last", None),
    ("remove", "remove", None),
    ("end", "end_own", None),
    ("end", "end", None),
    ("sign_ins", "open", None),
    ("accounts", "has_password", None),
    ("session", "open_session", None),
    ("session", "resume", None),
    ("accounts", "list", None),
    ("accounts", "load", None),
    ("accounts", "names", None),
    ("close", "known", None),
    ("standing", "standings", None),
    ("standing", "standing", None),
    ("standing", "changes", None),
];

/// Tried in `accounts_passkey`.
const OF_PASSKEYS: [Deed; 2] = [Deed::AccountPasskeyAdded, Deed::AccountPasskeyRemoved];

/// An operation that no line above names fails here: whoever adds one says which row it leaves.
#[test]
fn every_operation_on_accounts_and_keys_is_listed() {
    let named = |module: &str| {
        let listed = OPERATIONS.iter().filter(|(of, ..)| *of == module);
        listed.map(|(_, name, _)| *name).collect::<Vec<_>>()
    };
    for (module, source) in [
        ("accounts", include_str!("../../src/accounts/mod.rs")),
        ("session", include_str!("../../src/accounts/session.rs")),
        ("close", include_str!("../../src/accounts/close.rs")),
        ("unit", include_str!("../../src/accounts/unit.rs")),
        ("put_back", include_str!("../../src/accounts/put_back.rs")),
        ("standing", include_str!("../../src/accounts/standing.rs")),
        ("roles", include_str!("../../src/accounts/roles.rs")),
        ("keys", include_str!("../../src/keys.rs")),
        ("revoke", include_str!("../../src/keys/revoke.rs")),
        ("proof", include_str!("../../src/accounts/proof.rs")),
        ("password", include_str!("../../src/accounts/password.rs")),
        (
            "sign_ins",
            include_str!("../../src/accounts/sign_ins/mod.rs"),
        ),
        ("end", include_str!("../../src/accounts/sign_ins/end.rs")),
        ("add", include_str!("../../src/accounts/factor/add.rs")),
        (
            "remove",
            include_str!("../../src/accounts/factor/remove.rs"),
        ),
    ] {
        let written = source
            .lines()
            .filter_map(|line| line.strip_prefix("pub async fn "));
        let mut written: Vec<&str> = written.filter_map(|rest| rest.split('(').next()).collect();
        let mut listed = named(module);
        written.sort_unstable();
        listed.sort_unstable();
        assert_eq!(written, listed, "{module}");
    }
    for deed in Deed::ALL {
        let of_these = deed.code().starts_with("account.") || deed.code().starts_with("key.");
        let listed = OPERATIONS.iter().any(|(.., row)| *row == Some(*deed));
        assert!(
            listed || !of_these || OF_PASSKEYS.contains(deed),
            "{} is left by no operation listed",
            deed.code()
        );
    }
}

on_both!(
    every_operation_on_accounts_and_keys_leaves_its_row,
    vec![],
    async |kit: Kit| {
        let password = "une longue phrase de passe";
        let stranger = Cx::anyone(&kit.world, Actor::Stranger, Lang::Fr);
        let mut held: Option<accounts::Opened> = None;
        let mut recovery = Vec::new();
        for (_, operation, row) in OPERATIONS {
            let Some(deed) = row else {
                continue;
            };
            assert_eq!(rows(&kit, deed).await, 0, "before {operation}");
            match operation {
                "add" => {
                    let added = accounts::add(&stranger, account("agent.1", password)).await;
                    added.unwrap();
                }
                "sign_in" => {
                    let opened = accounts::sign_in(&stranger, "agent.1", password, Purpose::Intake);
                    held = opened.await.unwrap();
                }
                "sign_in_for" => {
                    // The right password for a purpose that is not theirs is a refusal too.
                    let none = accounts::sign_in_for(&stranger, "agent.1", password, &|_| None);
                    assert!(none.await.unwrap().is_none());
                }
                "end_others" => {
                    accounts::sign_in(&stranger, "agent.1", password, Purpose::Intake)
                        .await
                        .unwrap();
                    let id = colleague(&kit).await.id;
                    assert_eq!(
                        sign_ins::end_others(&stranger, id, "none").await.unwrap(),
                        1
                    );
                }
                "set_roles" => {
                    let cx = Cx::platform(&kit.world).because("Mutation");
                    let set = accounts::set_roles(&cx, "agent.1", &[Role::Auditor]).await;
                    set.unwrap();
                }
                "set_unit" => {
                    let cx = Cx::platform(&kit.world).because("Affectation");
                    accounts::set_unit(&cx, "agent.1", "brigade").await.unwrap();
                }
                "close" => {
                    let cx = Cx::platform(&kit.world).because("Départ");
                    accounts::close(&cx, "agent.1").await.unwrap();
                }
                "reopen" => {
                    let cx = Cx::platform(&kit.world).because("Retour");
                    accounts::reopen(&cx, "agent.1").await.unwrap();
                }
                "begin" => {
                    let id = &colleague(&kit).await;
                    factor::begin(&stranger, id, password).await.unwrap();
                }
                "confirm" => {
                    let staff = colleague(&kit).await;
                    let code = shown(&kit, &staff).await;
                    recovery = factor::confirm(&stranger, &staff, "none", &code)
                        .await
                        .unwrap();
                }
                "sign_in_with" => {
                    let code = &recovery[0].grouped();
                    let login = "agent.1";
                    let given = Given {
                        login,
                        password,
                        code,
                    };
                    let choose = |_: &Staff| Some(Purpose::Intake);
                    let opened = accounts::sign_in_with(&stranger, &given, &choose).await;
                    assert!(opened.unwrap().is_some());
                }
                "reset" => {
                    let id = colleague(&kit).await.id;
                    assert!(factor::reset(&stranger, id).await.unwrap());
                }
                "prove" => {
                    let own = (&colleague(&kit).await, "none");
                    let proven = proof::prove(&stranger, own, password, "").await;
                    assert!(proven.unwrap());
                }
                "change" => {
                    let own = (&colleague(&kit).await, "none");
                    let wanted = "lampe tuba grelot pivoine".to_owned();
                    let changed = accounts::change_password(&stranger, own, password, wanted);
                    changed.await.unwrap();
                }
                "rotate" => {
                    let id = keys::rotate(&Cx::platform(&kit.world)).await.unwrap();
                    assert_eq!(id, kit.world.keys().current_id());
                }
                "revoke" => {
                    let retired = kit.world.keys().verifying()[1].0.clone();
                    let cx = Cx::platform(&kit.world).because("Disque volé");
                    let since = kit.world.clock.now();
                    keys::revoke(&cx, &retired, since).await.unwrap();
                }
                _ => {
                    let opened = held.as_ref().unwrap();
                    let staff = opened.staff.clone();
                    let cx = Cx::staff(&kit.world, staff, Purpose::Intake, Lang::Fr);
                    let token = &opened.token;
                    let done = match operation {
                        "change_purpose" => {
                            accounts::change_purpose(&cx, token, Purpose::Linkage).await
                        }
                        _ => accounts::sign_out(&cx, token).await,
                    };
                    done.unwrap();
                }
            }
            assert_eq!(rows(&kit, deed).await, 1, "after {operation}");
        }
    }
);

async fn colleague(kit: &Kit) -> Staff {
    let mut tx = kit.world.db.read().await.unwrap();
    let all = accounts::list(&mut tx).await.unwrap();
    all.into_iter()
        .find(|staff| staff.login == "agent.1")
        .unwrap()
}

pub(crate) async fn rows(kit: &Kit, deed: Deed) -> i64 {
    let mut tx = kit.world.db.read().await.unwrap();
    let row = tx.one(&COUNT_ACTION, binds![deed.code()]).await.unwrap();
    row.get("n").unwrap()
}

on_both!(
    an_account_is_closed_reopened_and_given_other_roles_each_with_its_reason,
    vec![],
    async |kit: Kit| {
        let cx = Cx::platform(&kit.world).because("Départ du service");
        let password = "une longue phrase de passe";
        let mut boss = account("admin", password);
        boss.roles = vec![Role::Administrator];
        accounts::add(&cx, boss).await.unwrap();
        accounts::add(&cx, account("lefort", password))
            .await
            .unwrap();
        let opens = async |login: &str| {
            let cx = Cx::anyone(&kit.world, Actor::Stranger, Lang::Fr);
            accounts::sign_in(&cx, login, password, Purpose::Intake)
                .await
                .unwrap()
        };
        let held = opens("lefort").await.expect("it is open");
        accounts::close(&cx, " LEFORT ").await.unwrap();
        let resumed = accounts::resume(&kit.world, &held.token).await.unwrap();
        assert!(resumed.is_none(), "the session ended with it");
        assert!(opens("lefort").await.is_none());
        accounts::reopen(&cx, "lefort").await.unwrap();
        let held = opens("lefort").await.expect("it is open again");
        assert_eq!(held.staff.roles, vec![Role::Analyst, Role::Officer]);

        accounts::set_roles(&cx, "lefort", &[Role::Auditor])
            .await
            .unwrap();
        let resumed = accounts::resume(&kit.world, &held.token).await.unwrap();
        assert!(
            resumed.is_none(),
            "a purpose of before is none of the new role"
        );
        assert_eq!(opens("lefort").await.unwrap().staff.roles, [Role::Auditor]);
        let former = [Role::Officer, Role::Analyst];
        accounts::set_roles(&cx, "lefort", &former).await.unwrap();
        let mut tx = kit.world.db.read().await.unwrap();
        for (deed, times) in [
            (Deed::AccountClosed, 1),
            (Deed::AccountReopened, 1),
            (Deed::AccountRolesChanged, 2),
        ] {
            let told = tx.one(&COUNT_ACTION, binds![deed.code()]).await.unwrap();
            assert_eq!(told.get::<i64>("n").unwrap(), times, "{}", deed.code());
        }
        let kept = r#"{"former":["analyst","officer"],"roles":["auditor"]}"#;
        let told = tx.one(&COUNT_DETAIL, binds![kept]).await.unwrap();
        assert_eq!(told.get::<i64>("n").unwrap(), 1, "what to put back is told");
    }
);

on_both!(
    what_would_leave_nobody_or_says_nothing_is_refused,
    vec![],
    async |kit: Kit| {
        let cx = Cx::platform(&kit.world).because("Essai");
        let password = "une longue phrase de passe";
        let mut boss = account("admin", password);
        boss.roles = vec![Role::Administrator];
        accounts::add(&cx, boss).await.unwrap();
        accounts::add(&cx, account("lefort", password))
            .await
            .unwrap();
        let why = |done| match done {
            Err(Error::Refused(why)) => why,
            other => panic!("{other:?}"),
        };
        let mute = Cx::platform(&kit.world).because(" ");
        assert_eq!(
            why(accounts::close(&mute, "lefort").await),
            NotChanged::NoReason
        );
        assert_eq!(
            why(accounts::close(&cx, "personne").await),
            NotChanged::Unknown
        );
        assert_eq!(
            why(accounts::reopen(&cx, "lefort").await),
            NotChanged::AlreadySo
        );
        assert_eq!(
            why(accounts::close(&cx, "admin").await),
            NotChanged::LastAdministrator
        );
        let other = accounts::set_roles(&cx, "admin", &[Role::Auditor]).await;
        assert_eq!(why(other), NotChanged::LastAdministrator);
        assert_eq!(
            why(accounts::set_roles(&cx, "lefort", &[]).await),
            NotChanged::NoRole
        );
        let same = [Role::Analyst, Role::Officer];
        assert_eq!(
            why(accounts::set_roles(&cx, "lefort", &same).await),
            NotChanged::AlreadySo
        );
        accounts::close(&cx, "lefort").await.unwrap();
        assert_eq!(
            why(accounts::close(&cx, "lefort").await),
            NotChanged::AlreadySo
        );
        // A closed administrator is none.
        accounts::set_roles(&cx, "lefort", &[Role::Administrator])
            .await
            .unwrap();
        assert_eq!(
            why(accounts::close(&cx, "admin").await),
            NotChanged::LastAdministrator
        );
        accounts::reopen(&cx, "lefort").await.unwrap();
        accounts::close(&cx, "admin").await.unwrap();
    }
);
