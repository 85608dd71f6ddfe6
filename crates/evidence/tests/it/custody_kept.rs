//! What the tests of custody share: exhibits, people who handle them, bytes altered on the disk.

use crate::store;
use crate::world::{answers, complaint, given};
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::custody::{Detail, Gesture, Kind, Standing};
use faisceau_domain::id::AccountId;
use faisceau_evidence::custody::act::{self, NotDone};
use faisceau_evidence::custody::chain::{self, Around, Step};
use faisceau_evidence::custody::{self, Exhibit};
use faisceau_platform::accounts::{self, NewAccount};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Statement;
use faisceau_platform::deposit::case_key;
use faisceau_platform::fault::Error;
use faisceau_platform::testkit::Kit;
use uuid::Uuid;

/// A member of staff at work, with a reason.
pub(crate) async fn officer(kit: &Kit, login: &str) -> Cx {
    let cx = Cx::platform(&kit.world);
    let account = NewAccount {
        login: login.to_owned(),
        display_name: format!("Agent {login}"),
        unit: "lille".to_owned(),
        roles: vec![Role::Officer],
        password: "une longue phrase de passe".to_owned(),
    };
    let id = accounts::add(&cx, account).await.unwrap();
    let mut tx = kit.world.db.read().await.unwrap();
    let staff = accounts::load(&mut tx, id).await.unwrap().unwrap();
    let cx = Cx::staff(
        &kit.world,
        staff,
        Purpose::Intake,
        faisceau_domain::Lang::Fr,
    );
    cx.because("réquisition 12/2026")
}

pub(crate) fn id_of(cx: &Cx) -> AccountId {
    cx.staff.as_ref().unwrap().id
}

/// A complaint with one exhibit.
pub(crate) async fn kept(kit: &Kit, number: i64, bytes: &[u8]) -> Exhibit {
    let id = complaint(kit, number, "lille", &answers("adult")).await;
    let file = given(kit, id, "capture.png", bytes).await;
    exhibit(kit, file).await
}

pub(crate) async fn exhibit(kit: &Kit, id: Uuid) -> Exhibit {
    let mut tx = kit.world.db.read().await.unwrap();
    custody::one(&mut tx, id).await.unwrap().unwrap()
}

pub(crate) async fn steps(kit: &Kit, id: Uuid) -> Vec<Step> {
    let mut tx = kit.world.db.read().await.unwrap();
    chain::steps(&mut tx, id).await.unwrap()
}

pub(crate) async fn kinds(kit: &Kit, id: Uuid) -> Vec<String> {
    let steps = steps(kit, id).await;
    steps.into_iter().map(|step| step.kind).collect()
}

pub(crate) fn say(kind: Kind, fill: impl FnOnce(&mut Detail)) -> Gesture {
    let mut gesture = Gesture::bare(kind);
    fill(&mut gesture.detail);
    gesture
}

/// Makes a gesture a moment after the last; panics on a fault.
pub(crate) async fn doing(cx: &Cx, exhibit: Uuid, gesture: &Gesture) -> Result<Standing, NotDone> {
    cx.world.clock.advance_millis(1);
    match act::act(cx, exhibit, gesture, &Around::default()).await {
        Ok(standing) => Ok(standing),
        Err(Error::Refused(why)) => Err(why),
        Err(Error::Fault(fault)) => panic!("{fault}"),
    }
}

pub(crate) async fn sealed(cx: &Cx, exhibit: Uuid) {
    let describe = say(Kind::Described, |d| {
        d.description = Some("capture d’écran".into())
    });
    doing(cx, exhibit, &describe).await.unwrap();
    let seal = say(Kind::Sealed, |d| d.seal = Some("PJ 42".into()));
    doing(cx, exhibit, &seal).await.unwrap();
}

/// Where the bytes of an exhibit are on the disk.
pub(crate) fn on_disk(kit: &Kit, exhibit: &Exhibit) -> std::path::PathBuf {
    let key = case_key(exhibit.complaint, &exhibit.sha256.unwrap());
    kit.folder.path().join("files").join(key)
}

pub(crate) async fn forge(
    kit: &Kit,
    statement: &Statement,
    binds: Vec<faisceau_platform::db::Bind>,
) {
    let mut tx = kit.world.db.write().await.unwrap();
    tx.execute(statement, binds).await.unwrap();
    tx.commit().await.unwrap();
}

pub(crate) async fn journal(kit: &Kit) -> Vec<(String, String)> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::CUSTODY, binds![]).await.unwrap();
    rows.iter()
        .map(|row| (row.get("action").unwrap(), row.get("detail").unwrap()))
        .collect()
}
