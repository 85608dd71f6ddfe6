//! Erasing a complaint in a world of many, on both databases: no trace of it is left in rows nor in files,
//! and linkage gives what it gives in a world where that complaint never was: the same groups, the same
//! classes of values with the same figures, the same losses, the same explanations. Ids and lineage of series are
//! history, and are not compared.
//!
//! Two thousand complaints here; twenty thousand by `just erased-world` (docs/measures.md).

use crate::erased_complaint::staff;
use crate::erased_exhibit::{holds, lying_that_tell, rows};
use crate::installation::elsewhere;
use crate::restore_drill::{backup, keys_back, machine, wanted};
use crate::rights::erased::{Stay, leaves_nothing};
use crate::store;
use age::x25519::Identity;
use faisceau::background::{publish_all, seal_all};
use faisceau::capabilities;
use faisceau::restore::restore;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::erasure;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::retention::Ground;
use faisceau_evidence::log::check::Checked;
use faisceau_intake::import::{self, Imported};
use faisceau_intake::retention::{confirm, propose};
use faisceau_platform::backup::Folder;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::jobs::run::work_until_idle;
use faisceau_platform::journal::seal::{Verified, verify};
use faisceau_platform::testkit::{Kit, On, kit};
use faisceau_series::run::Worker;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use uuid::Uuid;

/// How many complaints, unless the environment of the recipe says otherwise.
const COMPLAINTS: usize = 2_000;
/// Complaints that share a site.
const OF_A_SITE: usize = 9;
/// Complaints registered in one transaction.
const AT_ONCE: usize = 200;
/// Which one is erased: it holds two groups together.
const GONE: usize = 1_007;

fn complaints() -> usize {
    let said = std::env::var("FAISCEAU_WORLD").ok();
    said.and_then(|n| n.parse().ok()).unwrap_or(COMPLAINTS)
}

/// Whether the recipe asks for its size, and for a backup restored.
fn at_full_size() -> bool {
    std::env::var_os("FAISCEAU_WORLD").is_some()
}

/// Tells how long it took, when the recipe asks.
fn told(what: &str, begun: std::time::Instant) {
    if at_full_size() {
        let took = begun.elapsed().as_millis();
        let _ = writeln!(std::io::stderr(), "{what} after {took} ms");
    }
}

/// A line of another system. The one that goes says things nobody else says, and joins two groups.
fn line(number: usize) -> String {
    let site = number / OF_A_SITE;
    let mut ids = vec![
        format!(r#"{{"t":"url","v":"https://boutique-{site}.example/panier"}}"#),
        format!(
            r#"{{"t":"phone","v":"06 39 98 {:02} {:02}"}}"#,
            site / 100 % 100,
            site % 100
        ),
    ];
    let mut text = format!("Commande {number} jamais reçue.");
    if number == GONE {
        let other = site + 1;
        ids.push(format!(
            r#"{{"t":"url","v":"https://boutique-{other}.example/panier"}}"#
        ));
        ids.push(format!(
            r#"{{"t":"email","v":"service@boutique-{other}.example"}}"#
        ));
        ids.push(r#"{"t":"email","v":"zyxwvutsrq@seul.example"}"#.to_owned());
        ids.push(r#"{"t":"iban","v":"FR76 3000 6000 0112 3456 7890 189"}"#.to_owned());
        text += " Le vendeur disait s’appeler Qwzyxplm.";
    }
    if number / OF_A_SITE == GONE / OF_A_SITE + 1 {
        ids.push(format!(
            r#"{{"t":"email","v":"service@boutique-{site}.example"}}"#
        ));
    }
    let (hour, minute, cents) = (number / 60 % 24, number % 60, number % 90 + 10);
    format!(
        r#"{{"id":{number},"received_at":"2026-03-01T{hour:02}:{minute:02}:00Z","occurred_at":"2026-02-27T10:00:00Z","kind":"fake_shop","amount_eur":{number}.{cents},"text":"{text}","ids":[{}]}}"#,
        ids.join(",")
    )
}

/// What only the erased complaint said.
fn traces() -> Vec<Vec<u8>> {
    let texts = [
        "zyxwvutsrq",
        "qwzyxplm",
        "Qwzyxplm",
        "30006000011234567890189",
        "Commande 1007 jamais",
    ];
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

async fn imported(kit: &Kit, left_out: Option<usize>) -> BTreeMap<usize, ComplaintId> {
    let cx = Cx::platform(&kit.world);
    let wanted: Vec<usize> = (0..complaints()).filter(|n| Some(*n) != left_out).collect();
    let mut ids = BTreeMap::new();
    for chunk in wanted.chunks(AT_ONCE) {
        let mut tx = kit.world.db.write().await.unwrap();
        for number in chunk {
            let checked = import::check(&line(*number), kit.world.clock.now()).unwrap();
            let done = import::import(&cx, &mut tx, "sample", checked).await;
            let Imported::Added(id) = done.unwrap() else {
                panic!("imported twice");
            };
            ids.insert(*number, id);
        }
        tx.commit().await.unwrap();
    }
    ids
}

/// What linkage made of a world, told by the numbers of its lines.
#[derive(Debug, PartialEq, Eq)]
struct Linked {
    groups: BTreeSet<BTreeSet<usize>>,
    sizes: Vec<i64>,
    classes: BTreeSet<String>,
    losses: Vec<(i64, i64)>,
    because: BTreeSet<String>,
}

async fn linked(kit: &Kit, ids: &BTreeMap<usize, ComplaintId>) -> Linked {
    let numbers: BTreeMap<Uuid, usize> = ids.iter().map(|(n, id)| (id.0, *n)).collect();
    let mut tx = kit.world.db.read().await.unwrap();
    let mut groups: BTreeMap<Uuid, BTreeSet<usize>> = BTreeMap::new();
    for row in tx.all(&store::MEMBERS, binds![]).await.unwrap() {
        let complaint: Uuid = row.get("complaint_id").unwrap();
        let series: Uuid = row.get("series_id").unwrap();
        groups
            .entry(series)
            .or_default()
            .insert(numbers[&complaint]);
    }
    let mut sizes: Vec<i64> = Vec::new();
    for row in tx.all(&store::SERIES, binds![]).await.unwrap() {
        let size: i64 = row.get("size").unwrap();
        sizes.extend((size > 0).then_some(size));
    }
    sizes.sort_unstable();
    let (mut classes, mut because) = (BTreeSet::new(), BTreeSet::new());
    for row in tx.all(&store::VALUE_CLASSES, binds![]).await.unwrap() {
        let text = |column: &str| {
            row.get::<Option<String>>(column)
                .unwrap()
                .unwrap_or_default()
        };
        let number = |column: &str| row.get::<Option<i64>>(column).unwrap().unwrap_or_default();
        let (kind, key) = (text("kind"), text("link_key"));
        classes.insert(format!(
            "{kind} {key} {} {} {} {} {} {}",
            text("class"),
            text("reason"),
            number("users"),
            number("first_at"),
            number("last_at"),
            number("bits"),
        ));
        because.insert(format!("{kind} {key} {}", number("corroborated")));
    }
    let losses = tx.all(&store::LOSSES, binds![]).await.unwrap();
    let losses = losses.iter().map(|row| {
        let complaints: i64 = row.get("complaints").unwrap();
        (complaints, row.get::<i64>("amount_minor").unwrap())
    });
    let mut losses: Vec<(i64, i64)> = losses.filter(|(n, _)| *n > 0).collect();
    losses.sort_unstable();
    tx.rollback().await.unwrap();
    Linked {
        groups: groups.into_values().collect(),
        sizes,
        classes,
        losses,
        because,
    }
}

/// A backup of before the erasure, and where it lies.
struct Safe {
    folder: tempfile::TempDir,
    keys: tempfile::TempDir,
    identity: Identity,
    name: String,
}

impl Safe {
    async fn of(kit: &Kit) -> Safe {
        let (folder, keys) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let identity = Identity::generate();
        let made = backup(&kit.world, &Folder::at(folder.path()), &identity).await;
        keys_back(kit.folder.path(), keys.path());
        kit.world.clock.advance_millis(60_000);
        Safe {
            folder,
            keys,
            identity,
            name: made.name,
        }
    }

    /// Restored elsewhere, the backup of before is without what was erased since, and has its certificate.
    async fn comes_back_without(&self, kit: &Kit, on: On, gone: ComplaintId, kept: &str) {
        // The list of erasures travels beside the backups: a later one carries it.
        let folder = Folder::at(self.folder.path());
        backup(&kit.world, &folder, &self.identity).await;
        let there = tempfile::tempdir().unwrap();
        keys_back(self.keys.path(), there.path());
        let config = elsewhere(on, there.path()).await;
        let wanted = wanted(&self.name, &self.identity);
        let done = restore(config, machine(kit), &folder, wanted).await;
        let done = done.unwrap();
        assert!(done.erased_again >= 1);
        work_until_idle(&done.world).await.unwrap();
        let mut tx = done.world.db.read().await.unwrap();
        let asked = faisceau_intake::retention::of(&mut tx, gone).await.unwrap();
        tx.rollback().await.unwrap();
        assert!(
            asked
                .iter()
                .any(|one| one.certificate.as_deref() == Some(kept))
        );
        assert!(!holds(&rows(&done.world, there.path()).await, &traces()));
    }
}

/// Proposed by one and confirmed by another; the certificate is authentic and names nobody.
async fn erased(kit: &Kit, gone: ComplaintId) -> String {
    let world = &kit.world;
    let officer = staff(world, 1, Role::Officer, Purpose::Intake);
    let prosecutor = staff(world, 2, Role::Prosecutor, Purpose::Inquiry);
    let asked = propose::propose(&officer, gone, Ground::Order).await;
    let kept = confirm::confirm(&prosecutor, asked.unwrap()).await.unwrap();
    let certificate = erasure::read(&kept, &world.keys().verifying()).unwrap();
    assert_eq!(certificate.by, "two_persons");
    assert!(!holds(kept.as_bytes(), &traces()) && !kept.contains(&gone.to_string()));
    kept
}

async fn everything_verifies(kit: &Kit) {
    let world = &kit.world;
    seal_all(world).await.unwrap();
    publish_all(world).await.unwrap();
    let chain = verify(&world.db).await.unwrap();
    assert!(matches!(chain, Verified::Whole { .. }));
    let log = faisceau_evidence::log::check::check(&Cx::platform(world), &[]).await;
    assert!(matches!(log.unwrap(), Checked::Whole { .. }));
}

async fn drill(on: On) {
    let with = kit(on, capabilities::all()).await;
    let world = &with.world;
    let ids = imported(&with, None).await;
    let mut worker = Worker::new(world);
    worker.until_idle().await.unwrap();
    work_until_idle(world).await.unwrap();
    let before = linked(&with, &ids).await;
    let joined = |group: &BTreeSet<usize>| group.contains(&GONE) && group.len() > OF_A_SITE;
    assert!(
        before.groups.iter().any(joined),
        "it held two groups together"
    );
    let dumped = rows(world, with.folder.path()).await;
    assert!(holds(&dumped, &traces()), "it was there");
    let safe = match at_full_size() {
        true => Some(Safe::of(&with).await),
        false => None,
    };

    let begun = std::time::Instant::now();
    let kept = erased(&with, ids[&GONE]).await;
    told("erased", begun);
    worker.until_idle().await.unwrap();
    work_until_idle(world).await.unwrap();
    told("linked and indexed anew", begun);

    // The world where it never was.
    let without = kit(on, capabilities::all()).await;
    let others = imported(&without, Some(GONE)).await;
    faisceau_series::run::link_until_idle(&without.world)
        .await
        .unwrap();
    let after = linked(&with, &ids).await;
    assert_eq!(after, linked(&without, &others).await);
    assert_ne!(after.groups, before.groups);

    let site = GONE / OF_A_SITE + 1;
    let stay = Stay {
        one: ids[&(site * OF_A_SITE)],
        twin: ids[&(site * OF_A_SITE + 1)],
        mail: &format!("service@boutique-{site}.example"),
    };
    leaves_nothing(&with, &stay, &traces()).await;
    told("everything that leaves was read", begun);
    everything_verifies(&with).await;
    if let Some(safe) = safe {
        safe.comes_back_without(&with, on, ids[&GONE], &kept).await;
        told("a backup of before was restored without it", begun);
    }
    assert!(!holds(&rows(world, with.folder.path()).await, &traces()));
    let lying = lying_that_tell(world, with.folder.path(), &traces()).await;
    assert_eq!(lying, [""; 0]);
}

mod a_world_without_it_is_linked_alike_and_holds_no_trace {
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
