//! What a complaint says is bound to what attests it, version by version: `verify` tells each change made in the
//! database, and nothing of an installation that nobody touched.

mod store;

use crate::installation::{filed, victim};
use faisceau::capabilities;
use faisceau::verify::against::{Told, against};
use faisceau::verify::verify;
use faisceau_domain::form::{Journey, Posted};
use faisceau_domain::id::ComplaintId;
use faisceau_intake::amend::amend;
use faisceau_intake::correct::{self, correct};
use faisceau_intake::receipt;
use faisceau_platform::binds;
use faisceau_platform::db::Statement;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;

/// Says 2,000 € were lost.
async fn corrected(kit: &Kit, id: ComplaintId) {
    let cx = victim(&kit.world);
    let mut tx = kit.world.db.read().await.unwrap();
    let complaint = receipt::complaint(&mut tx, id).await.unwrap().unwrap();
    tx.rollback().await.unwrap();
    let answers = complaint.answers().unwrap().unwrap();
    let journey = Journey::of(&kit.world.forms, &complaint.form_type, &answers).unwrap();
    let mut pages = correct::pages(&journey).into_iter();
    let of_loss = |asked: &faisceau_domain::form::Asked| asked.key.to_string() == "loss.total";
    let slug = pages.find(|page| page.asked.iter().any(of_loss)).unwrap();
    let slug = slug.slug.clone();
    let page = correct::page(&journey, &slug).unwrap();
    let filled = journey.fill(&page);
    let mut pairs: Vec<(String, String)> = vec![("loss.total".into(), "2 000".into())];
    for (name, values) in filled.iter().filter(|(name, _)| *name != "loss.total") {
        pairs.extend(values.iter().map(|value| (name.to_owned(), value.clone())));
    }
    correct(&cx, id, &slug, &Posted::new(pairs)).await.unwrap();
    let declared = Posted::new([("declare.truth", "yes")]);
    assert_eq!(amend(&cx, id, &declared).await.unwrap(), 2);
}

/// How many versions were looked at, and what is told of them.
async fn told(kit: &Kit) -> (i64, Vec<String>) {
    let checks = verify(&kit.world).await.unwrap();
    let mut checks = checks.into_iter();
    let check = checks.find(|check| check.what == "complaints: what they say");
    let check = check.unwrap();
    assert_eq!(check.wrong as usize, check.told.len());
    (check.looked_at, check.told)
}

async fn change(kit: &Kit, statement: &Statement, id: ComplaintId) {
    let mut tx = kit.world.db.write().await.unwrap();
    let changed = tx.execute(statement, binds![id]).await.unwrap();
    assert_eq!(changed, 1, "{}", statement.name);
    tx.commit().await.unwrap();
}

on_both!(
    every_version_says_what_was_attested_or_it_is_told,
    capabilities::all(),
    async |kit: Kit| {
        let first = filed(&kit.world, b"exhibit one").await;
        let second = filed(&kit.world, b"exhibit two").await;
        corrected(&kit, first.id).await;
        assert_eq!(told(&kit).await, (3, vec![]), "nobody is accused");
        let same =
            async |paper: &[u8]| matches!(against(&kit.world, paper).await.unwrap(), Told::Same(_));
        // The paper of the filing still holds once another version is in force.
        assert!(same(&first.paper).await);
        let wrong = |version: i64| {
            format!(
                "complaint {}, version {version}: it does not say what was attested",
                first.id.0
            )
        };
        change(&kit, &store::NOW, first.id).await;
        assert_eq!(told(&kit).await.1, [wrong(2)]);
        assert!(same(&first.paper).await, "it is about the first version");
        change(&kit, &store::BEFORE, first.id).await;
        assert_eq!(told(&kit).await.1, [wrong(1), wrong(2)]);
        assert!(!same(&first.paper).await);
        change(&kit, &store::ADDED, first.id).await;
        assert_eq!(told(&kit).await.1, [wrong(1), wrong(2), wrong(3)]);
        // Two rows of versions from here on: each statement below is about the one it names.
        let mut tx = kit.world.db.write().await.unwrap();
        assert_eq!(tx.execute(&store::GONE, binds![first.id]).await.unwrap(), 2);
        tx.commit().await.unwrap();
        let gone = format!("complaint {}: version 1 is gone", first.id.0);
        assert_eq!(told(&kit).await.1, [wrong(2), gone]);
        change(&kit, &store::NUMBERED, first.id).await;
        let gone = format!("complaint {}: version 2 is gone", first.id.0);
        assert_eq!(told(&kit).await.1, [wrong(1), gone]);
        assert!(same(&second.paper).await, "the other one is untouched");
    }
);
