//! Copies an installation into another database, of another kind if need be: every row, then the chain of the
//! journal and the public log read again on both sides. The files, the keys and the checkpoint remembered stay in the
//! data folder, which both databases share: whoever served the former database afterwards would be refused by its
//! own log. Until everything is the same on both sides, the copy serves nothing.

use crate::{content, setup};
use faisceau_casework::index_words::index_all_words;
use faisceau_domain::journal::Deed;
use faisceau_evidence::log::check::{Checked, check};
use faisceau_platform::backup::restore::check_finished;
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::config::Config;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::across::{self, Counted, Place, Refused};
use faisceau_platform::db::{Db, migrate};
use faisceau_platform::fault::{Error, Fault, Outcome};
use faisceau_platform::journal::seal::{Verified, verify};
use faisceau_platform::keys::Keys;
use faisceau_platform::world::World;
use std::sync::Arc;

/// Where journal and log stand, the same on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stands {
    /// Rows in the chain of the journal.
    pub journal_rows: i64,
    /// Its head.
    pub journal_head: [u8; 32],
    /// Entries of the public log.
    pub log_size: u64,
    /// The root over them.
    pub log_root: [u8; 32],
}

/// A copy that may serve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// Every table, the same on both sides.
    pub tables: Vec<Counted>,
    /// Journal and log.
    pub stands: Stands,
    /// Complaints whose words were indexed again.
    pub indexed: u64,
}

/// Copies the installation of this data folder from one database into another that is empty.
///
/// # Errors
/// See [`Refused`]; a fault when either database or the data folder fails. The copy serves nothing then.
pub async fn copy(
    config: &Config,
    (clock, dice): (Clock, Dice),
    (from, to): (&Place, &Place),
) -> Outcome<Copied, Refused> {
    check_finished(&config.data_dir)?;
    // The keys are those of the rows: none is made here.
    Keys::open_existing(&config.data_dir)
        .map_err(|e| e.context("opening the keys of the installation to copy"))?;
    if from == to {
        return Err(Error::Refused(Refused::NotEmpty));
    }
    let content = content::in_force(config)?;
    let source = from.open_source().await?;
    let target = to.open_target().await?;
    let over = |db: &Db| {
        let given = (config.clone(), content.clone());
        setup::built(given, db.clone(), (clock.clone(), dice.clone()))
    };
    let copied = across::copy(&source, &target, &content).await?;
    migrate::migrate_copy(&target, &content).await?;
    let there = stands(&over(&source)?, "to copy").await?;
    let world = over(&target)?;
    let here = stands(&world, "made").await?;
    if there != here {
        let what = "the journal or the public log has another head".to_owned();
        return Err(Error::Refused(Refused::Differs(what)));
    }
    let cx = Cx::platform(&world);
    let indexed = index_all_words(&cx).await?;
    end(&cx, &here).await?;
    let tables = copied.tables.clone();
    drop(copied);
    source.close().await;
    target.close().await;
    Ok(Copied {
        tables,
        stands: here,
        indexed,
    })
}

/// Reads the journal's chain and the public log again.
async fn stands(world: &Arc<World>, which: &str) -> Outcome<Stands, Refused> {
    let broken = |what: String| Error::Refused(Refused::Differs(what));
    let (journal_rows, journal_head) = match verify(&world.db).await? {
        Verified::Whole { rows, head } => (rows, head),
        Verified::Broken { position, .. } | Verified::Contradicted { position, .. } => {
            let what = format!("the journal of the database {which} is broken at {position}");
            return Err(broken(what));
        }
    };
    match check(&Cx::platform(world), &[]).await? {
        Checked::Whole { size, root, .. } => Ok(Stands {
            journal_rows,
            journal_head,
            log_size: size,
            log_root: root,
        }),
        Checked::Broken(why) => {
            let what = format!("the public log of the database {which}: {why}");
            Err(broken(what))
        }
    }
}

/// Tells the copy to its journal, and lets it serve.
async fn end(cx: &Cx, stands: &Stands) -> Result<(), Fault> {
    let mut tx = cx.world.db.write().await?;
    let detail = serde_json::json!({
        "rows": stands.journal_rows,
        "head": hex::encode(stands.journal_head),
    });
    let (deed, detail) = (Deed::InstallationCopied, detail.to_string());
    cx.journal(&mut tx, deed, "installation", None, &detail)
        .await?;
    across::finish(&mut tx).await?;
    tx.commit().await
}
