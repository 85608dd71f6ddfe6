//! SQL of these tests only: what they look at behind the operations.

use faisceau_platform::binds;
use faisceau_platform::testkit::Kit;
use uuid::Uuid;

faisceau_platform::statements! {
    ACTIONS_ON = "select action from journal where subject = $1 order by id";
}

/// The actions journaled on a thing.
pub(crate) async fn actions_on(kit: &Kit, subject: Uuid) -> Vec<String> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&ACTIONS_ON, binds![subject]).await.unwrap();
    rows.iter().map(|row| row.get("action").unwrap()).collect()
}
