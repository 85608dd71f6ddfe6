//! A complaint is erased whole, on both databases: whatever table may hold something of it (every one that the
//! privacy files declare is filled), no row, file, paper or index does any more; a backup from before, restored, is
//! without it; the certificate stays, and log, journal and papers of the others verify.

use crate::erased_exhibit::{holds, lying_that_tell, rows};
use crate::installation::{elsewhere, victim};
use crate::restore_drill::{backup, keys_back, machine, wanted};
use crate::{declared, drafts, store};
use age::x25519::Identity;
use faisceau::background::{publish_all, seal_all};
use faisceau::capabilities;
use faisceau_domain::Lang;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::erasure;
use faisceau_domain::form::value::Person;
use faisceau_domain::form::{Answer, Value};
use faisceau_domain::id::{AccountId, ComplaintId};
use faisceau_domain::retention::{Block, Clocks, Ground};
use faisceau_evidence::log::check::Checked;
use faisceau_intake::file::{self, Nature};
use faisceau_intake::receipt::{self, ACKNOWLEDGEMENT};
use faisceau_intake::retention::{self, Refused, confirm, fall, figures, hold, propose};
use faisceau_intake::{attach, render, resume};
use faisceau_platform::accounts::Staff;
use faisceau_platform::backup::Folder;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit::{erase as exhibit, files_of};
use faisceau_platform::fault::Error;
use faisceau_platform::jobs::run::work_until_idle;
use faisceau_platform::journal::seal::{Verified, verify};
use faisceau_platform::testkit::{Kit, On, kit};
use faisceau_platform::world::World;
use faisceau_series::run::link_until_idle;
use sha2::{Digest as _, Sha256};
use std::sync::Arc;
use uuid::Uuid;

const EXHIBIT: &[u8] = b"what only the erased complaint gave";

/// A complaint filed page by page, with an exhibit that is added afterwards.
struct Told {
    id: ComplaintId,
    reference: String,
    payload: Vec<u8>,
}

pub(crate) fn staff(world: &Arc<World>, number: u128, role: Role, purpose: Purpose) -> Cx {
    let staff = Staff {
        id: AccountId(Uuid::from_u128(number)),
        login: format!("agent{number}"),
        display_name: format!("Agent {number}"),
        unit: String::new(),
        roles: vec![role],
        exceptions: faisceau_platform::accounts::Exceptions::default(),
    };
    Cx::staff(world, staff, purpose, Lang::Fr).because("demande écrite de la personne")
}

async fn told(world: &Arc<World>, ready: &drafts::Ready, name: &str, given: &[u8]) -> Told {
    let cx = victim(world);
    let code = ready.cookie.strip_prefix("draft=").unwrap();
    let code = Code::parse(CodeKind::Resume, code).unwrap();
    let mut draft = resume::resume(&cx, &code).await.unwrap().unwrap();
    let person = Person {
        parts: vec![
            ("birth_name".into(), name.into()),
            ("first_names".into(), "Camille".into()),
        ],
        born_on: Some(jiff::civil::date(1980, 5, 17)),
    };
    let key = "victim.civil".parse().unwrap();
    draft.answers.set(key, Answer::Value(Value::Person(person)));
    let mut tx = world.db.write().await.unwrap();
    draft.save(&cx, &mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let filed = file::file(&cx, &code, Nature::Complaint).await.unwrap();
    let bytes = bytes::Bytes::copy_from_slice(given);
    let chunks = futures_util::stream::iter(vec![Ok::<_, std::io::Error>(bytes)]);
    let staging = world.dice.uuid(world.clock.now());
    let received = world
        .deposit
        .receive(staging, chunks, 1 << 30)
        .await
        .unwrap();
    let named = format!("{name}.txt");
    attach::to_complaint(&cx, filed.complaint, &received, &named)
        .await
        .unwrap();
    render::render(&cx, filed.complaint, ACKNOWLEDGEMENT)
        .await
        .unwrap();
    let mut tx = world.db.read().await.unwrap();
    let id = filed.complaint;
    let complaint = receipt::complaint(&mut tx, id).await.unwrap().unwrap();
    let paper = receipt::of(&mut tx, id, ACKNOWLEDGEMENT).await.unwrap();
    Told {
        id,
        reference: complaint.reference,
        payload: paper.unwrap().payload,
    }
}

/// What only the erased complaint said, in every spelling it may stand in.
fn traces(gone: &Told) -> Vec<Vec<u8>> {
    let digest: [u8; 32] = Sha256::digest(EXHIBIT).into();
    let texts = [
        "Zyxwvutsrq",
        "zyxwvutsrq",
        "boutique-1.example",
        "639980001",
        &gone.reference,
        declared::MARK,
    ];
    let mut all: Vec<Vec<u8>> = texts.iter().map(|text| text.as_bytes().to_vec()).collect();
    all.push(EXHIBIT.to_vec());
    all.push(digest.to_vec());
    all.push(hex::encode(digest).into_bytes());
    all
}

/// Proposed by one, confirmed by another.
async fn erase(world: &Arc<World>, gone: &Told) -> String {
    let officer = staff(world, 1, Role::Officer, Purpose::Intake);
    let prosecutor = staff(world, 2, Role::Prosecutor, Purpose::Inquiry);
    let asked = propose::propose(&officer, gone.id, Ground::Request).await;
    let asked = asked.unwrap();
    let alone = confirm::confirm(&officer, asked).await;
    assert_refused(alone, Refused::SamePerson);
    confirm::confirm(&prosecutor, asked).await.unwrap()
}

fn assert_refused<T: std::fmt::Debug>(done: Result<T, Error<Refused>>, why: Refused) {
    match done {
        Err(Error::Refused(told)) => assert_eq!(told, why),
        other => panic!("refused for {why:?} was wanted: {other:?}"),
    }
}

/// The certificate is authentic, is about the paper of that complaint alone, and names nobody.
async fn certified(world: &Arc<World>, kept: &str, gone: &Told, stays: &Told) {
    let certificate = erasure::read(kept, &world.keys().verifying()).unwrap();
    assert!(certificate.paper(&gone.payload).is_some());
    assert!(certificate.paper(&stays.payload).is_none());
    assert_eq!(certificate.ground, "request");
    assert_eq!(certificate.by, "two_persons");
    for class in ["complaint", "papers", "files", "bytes", "values", "custody"] {
        assert!(
            certificate.taken.get(class).is_some_and(|n| *n > 0),
            "{class}"
        );
    }
    assert!(!holds(kept.as_bytes(), &traces(gone)));
    assert!(!kept.contains(&gone.id.to_string()));
    let mut tx = world.db.read().await.unwrap();
    let asked = retention::of(&mut tx, gone.id).await.unwrap();
    let done = asked.iter().find(|one| one.state == "done").unwrap();
    assert_eq!(done.certificate.as_deref(), Some(kept));
    assert_eq!(done.reason, "");
}

/// None of the traces is in a copy of the database; what stands around one is told.
fn nowhere(dumped: &[u8], sought: &[Vec<u8>]) {
    for trace in sought {
        let at = dumped.windows(trace.len()).position(|seen| seen == trace);
        if let Some(at) = at {
            let around = &dumped[at.saturating_sub(200)..dumped.len().min(at + 200)];
            panic!("still there: {}", String::from_utf8_lossy(around));
        }
    }
}

async fn everything_verifies(world: &Arc<World>) {
    seal_all(world).await.unwrap();
    publish_all(world).await.unwrap();
    let chain = verify(&world.db).await.unwrap();
    assert!(matches!(chain, Verified::Whole { .. }), "{chain:?}");
    let log = faisceau_evidence::log::check::check(&Cx::platform(world), &[])
        .await
        .unwrap();
    assert!(matches!(log, Checked::Whole { .. }), "{log:?}");
}

async fn drill(on: On) {
    let kit = kit(on, capabilities::all()).await;
    let world = &kit.world;
    let (safe, identity) = (tempfile::tempdir().unwrap(), Identity::generate());
    let folder = Folder::at(safe.path());
    let ready = drafts::ready(world, 2, 1).await;
    let stays = told(world, &ready[0], "Exemple", b"stays").await;
    let gone = told(world, &ready[1], "Zyxwvutsrq", EXHIBIT).await;
    work_until_idle(world).await.unwrap();
    link_until_idle(world).await.unwrap();
    everything_verifies(world).await;
    let filled = declared::fill(world, &[gone.id.0, stays.id.0]).await;
    let before = backup(world, &folder, &identity).await;
    let sought = traces(&gone);
    let dumped = rows(world, kit.folder.path()).await;
    for trace in &sought {
        // The words of SQLite's index are kept folded; digests of PostgreSQL are written in hexadecimal.
        let there = holds(&dumped, std::slice::from_ref(trace));
        let lowered = trace == b"zyxwvutsrq" || trace == EXHIBIT || trace.len() == 32;
        assert!(
            there || lowered,
            "{:?} was there",
            String::from_utf8_lossy(trace)
        );
    }

    world.clock.advance_millis(60_000);
    let kept = erase(world, &gone).await;
    filled.are_erased(world, gone.id.0, stays.id.0).await;
    work_until_idle(world).await.unwrap();
    link_until_idle(world).await.unwrap();
    everything_verifies(world).await;
    certified(world, &kept, &gone, &stays).await;
    nowhere(&rows(world, kit.folder.path()).await, &sought);
    let (_, deeds) = crate::journal_words::walk(world).await;
    assert!(
        deeds.contains("complaint.erased") && deeds.len() > 8,
        "{deeds:?}"
    );
    backup(world, &folder, &identity).await;
    let keys = tempfile::tempdir().unwrap();
    keys_back(kit.folder.path(), keys.path());
    let lying = lying_that_tell(world, kit.folder.path(), &sought).await;
    assert_eq!(lying, [""; 0]);

    // The backup from before, elsewhere: erased again before anything serves, and the certificate is there.
    let there = tempfile::tempdir().unwrap();
    keys_back(keys.path(), there.path());
    let config = elsewhere(on, there.path()).await;
    let wanted = wanted(&before.name, &identity);
    let done = faisceau::restore::restore(config, machine(&kit), &folder, wanted).await;
    let done = done.unwrap();
    assert!(done.erased_again >= 1);
    let back = &done.world;
    work_until_idle(back).await.unwrap();
    certified(back, &kept, &gone, &stays).await;
    filled.are_erased(back, gone.id.0, stays.id.0).await;
    nowhere(&rows(back, there.path()).await, &sought);
    assert_eq!(lying_that_tell(back, there.path(), &sought).await, [""; 0]);
}

mod an_erased_complaint_is_nowhere_and_does_not_come_back_with_a_backup {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_sqlite() {
        drill(On::Sqlite).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    #[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
    async fn on_postgres() {
        drill(On::Postgres).await;
    }
}

async fn held(on: On) {
    let kit = kit(on, capabilities::all()).await;
    let world = &kit.world;
    let ready = drafts::ready(world, 1, 1).await;
    let one = told(world, &ready[0], "Exemple", b"held").await.id;
    let officer = staff(world, 1, Role::Officer, Purpose::Intake);
    let prosecutor = staff(world, 2, Role::Prosecutor, Purpose::Inquiry);
    let silent = officer.clone().because("");
    let proposed = async |cx: &Cx, ground| propose::propose(cx, one, ground).await;
    assert_refused(proposed(&silent, Ground::Order).await, Refused::NoReason);
    assert_refused(proposed(&officer, Ground::Clock).await, Refused::NotDue);
    let nobody = ComplaintId(Uuid::from_u128(77));
    let none = propose::propose(&officer, nobody, Ground::Order).await;
    assert_refused(none, Refused::NoComplaint);
    let asked = proposed(&officer, Ground::Order).await.unwrap();
    assert_refused(proposed(&officer, Ground::Order).await, Refused::Proposed);
    blocked(world, one, asked).await;

    // Declined, it can be proposed again, and is erased once.
    let silent = prosecutor.clone().because("");
    let unsaid = retention::decline::decline(&silent, asked).await;
    assert_refused(unsaid, Refused::NoReason);
    retention::decline::decline(&prosecutor, asked)
        .await
        .unwrap();
    let twice = retention::decline::decline(&prosecutor, asked).await;
    assert_refused(twice, Refused::Nothing);
    let late = confirm::confirm(&prosecutor, asked).await;
    assert_refused(late, Refused::Nothing);
    let asked = proposed(&officer, Ground::Order).await.unwrap();
    confirm::confirm(&prosecutor, asked).await.unwrap();
    let twice = confirm::confirm(&prosecutor, asked).await;
    assert_refused(twice, Refused::Nothing);
    let gone = proposed(&officer, Ground::Order).await;
    assert_refused(gone, Refused::NoComplaint);
}

/// A hold placed after the proposal blocks it, and every erasure of a part, until somebody named lifts it, once.
async fn blocked(world: &Arc<World>, one: ComplaintId, asked: Uuid) {
    let officer = staff(world, 1, Role::Officer, Purpose::Intake);
    let prosecutor = staff(world, 2, Role::Prosecutor, Purpose::Inquiry);
    let silent = officer.clone().because("");
    assert_refused(hold::place(&silent, one).await, Refused::NoReason);
    let nobody = ComplaintId(Uuid::from_u128(77));
    let none = hold::place(&prosecutor, nobody).await;
    assert_refused(none, Refused::NoComplaint);
    let placed = hold::place(&prosecutor, one).await.unwrap();
    let held = Refused::Blocked(Block::Hold);
    assert_refused(confirm::confirm(&prosecutor, asked).await, held);
    let again = propose::propose(&officer, one, Ground::Request).await;
    assert_refused(again, held);
    let mut tx = world.db.read().await.unwrap();
    let files = files_of(&mut tx, one.0).await.unwrap();
    tx.rollback().await.unwrap();
    let part = exhibit::erase(&officer, one, files[0].id).await;
    assert!(matches!(part, Err(Error::Refused(exhibit::Refused::Held))));

    let unsaid = hold::lift(&silent, one, placed).await;
    assert_refused(unsaid, Refused::NoReason);
    hold::lift(&prosecutor, one, placed).await.unwrap();
    let twice = hold::lift(&prosecutor, one, placed).await;
    assert_refused(twice, Refused::Nothing);
    let mut tx = world.db.read().await.unwrap();
    let told = retention::holds(&mut tx, one).await.unwrap();
    let by = told[0].lifted.as_ref().unwrap().1;
    assert_eq!(by, AccountId(Uuid::from_u128(2)));
}

/// The world, where everything falls by its clock.
fn falling(kit: &mut Kit) {
    let world = Arc::get_mut(&mut kit.world).expect("nobody else holds the world yet");
    let table = world.content.file("figures/retention.toml").unwrap();
    let table = table.replace("by_itself = false", "by_itself = true");
    let today = jiff::civil::date(2026, 11, 23);
    world.clocks = Clocks::of(&table, world.law.at(today)).unwrap();
}

/// Seventy-three months, in milliseconds.
const PAST: i64 = 73 * 31 * 86_400_000;

async fn figures_stay(on: On) {
    let mut kit = kit(on, capabilities::all()).await;
    falling(&mut kit);
    let world = &kit.world;
    let ready = drafts::ready(world, 6, 1).await;
    let mut filed = Vec::new();
    for one in &ready {
        filed.push(told(world, one, "Exemple", b"counted").await.id);
    }
    work_until_idle(world).await.unwrap();
    let officer = staff(world, 1, Role::Officer, Purpose::Intake);
    let kept = hold::place(&officer, filed[5]).await.unwrap();
    let platform = Cx::platform(world);
    assert_eq!(fall::fall(&platform).await.unwrap(), 0, "nothing is due");
    world.clock.advance_millis(PAST);
    assert_eq!(fall::fall(&platform).await.unwrap(), 5, "one is held");
    assert_eq!(fall::fall(&platform).await.unwrap(), 0);

    let mut tx = world.db.read().await.unwrap();
    let lines = figures::lines(&mut tx).await.unwrap();
    let [line] = &lines[..] else {
        panic!("five stand together: {lines:?}");
    };
    assert_eq!((line.department.as_str(), line.times), ("75", 5));
    assert_eq!(
        (line.outcome.as_str(), line.nature.as_str()),
        ("filed", "complaint")
    );
    // The same person filed five times in the year, as far as this year's key tells.
    let persons = figures::persons(&mut tx).await.unwrap();
    let [(_, _, persons, complaints)] = &persons[..] else {
        panic!("one year and one type: {persons:?}");
    };
    assert_eq!((*persons, *complaints), (1, 5));
    let done = retention::of(&mut tx, filed[0]).await.unwrap();
    let certificate = done[0].certificate.clone().unwrap();
    let certificate = erasure::read(&certificate, &world.keys().verifying()).unwrap();
    assert_eq!(
        (certificate.ground.as_str(), certificate.by.as_str()),
        ("clock", "clock")
    );
    tx.rollback().await.unwrap();

    // What stands alone is not shown; another year has another key, and the one of the last is gone.
    hold::lift(&officer, filed[5], kept).await.unwrap();
    world.clock.advance_millis(PAST);
    assert_eq!(fall::fall(&platform).await.unwrap(), 1);
    let mut tx = world.db.read().await.unwrap();
    let lines = figures::lines(&mut tx).await.unwrap();
    assert_eq!(lines[0].times, 6, "counted with those of its month");
    let persons = figures::persons(&mut tx).await.unwrap();
    assert_eq!(persons.len(), 2, "a year each");
    let keys = tx.one(&store::PERIOD_KEYS, binds![]).await.unwrap();
    assert_eq!(
        keys.get::<i64>("n").unwrap(),
        1,
        "that of the year in force"
    );
}

mod what_falls_by_its_clock_is_counted_without_anybody {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_sqlite() {
        figures_stay(On::Sqlite).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    #[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
    async fn on_postgres() {
        figures_stay(On::Postgres).await;
    }
}

mod a_hold_blocks_until_it_is_lifted_and_two_persons_erase {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_sqlite() {
        held(On::Sqlite).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    #[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
    async fn on_postgres() {
        held(On::Postgres).await;
    }
}
