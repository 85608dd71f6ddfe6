//! Puts the bytes of files set aside where they belong, and does it again at each start and every hour: a
//! restored copy of the files, of the database or of both does not bring one back. The register beside the
//! files (`tombstones/`) is what outlives a restored database: it is never restored over.

use super::{SetAside, Within, mark, read, sealed_key, store, write};
use crate::binds;
use crate::cx::Cx;
use crate::db::Tx;
use crate::deposit::{FileRow, case_key, files_of};
use crate::fault::Fault;
use faisceau_domain::journal::Deed;
use faisceau_domain::set_aside::Fate;
use futures_util::StreamExt as _;
use object_store::path::Path;
use object_store::{ObjectStore as _, ObjectStoreExt as _};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Where the register is.
const REGISTER: &str = "tombstones";
/// Rows read at once.
const PAGE_ROWS: i64 = 500;

/// One line of the register: what is needed to set a file aside again. No digest, no name, no reason.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Tombstone {
    case: Uuid,
    within: String,
    mark: String,
    fate: String,
    files: Vec<Uuid>,
}

/// Puts away the bytes that a mark stands for, and writes the register. Bears being done twice.
pub(super) async fn settle(cx: &Cx, case: Uuid, mark: [u8; 32]) -> Result<(), Fault> {
    let mut tx = cx.world.db.read().await?;
    let rows = tx.all(&store::OF_MARK, binds![case, mark]).await?;
    tx.rollback().await?;
    let rows = rows.iter().map(read).collect::<Result<Vec<_>, Fault>>()?;
    let Some(first) = rows.first() else {
        return Ok(());
    };
    register(cx, first, &rows).await?;
    put_away(cx, case, &rows).await
}

/// Writes a line of the register, before anything is destroyed.
async fn register(cx: &Cx, first: &SetAside, rows: &[SetAside]) -> Result<(), Fault> {
    let line = Tombstone {
        case: first.case,
        within: first.within.code().to_owned(),
        mark: hex::encode(first.mark),
        fate: first.fate.code().to_owned(),
        files: rows.iter().map(|row| row.file).collect(),
    };
    let key = format!("{REGISTER}/{}/{}.json", line.case, line.mark);
    let bytes = serde_json::to_vec(&line)?;
    let objects = &cx.world.deposit.objects;
    objects.put(&Path::from(key), bytes.into()).await?;
    Ok(())
}

/// Whatever of a case bears the digest of these marks, or the id of these files, leaves its place: the
/// original to its seal or to nothing, what was made of it to nothing.
async fn put_away(cx: &Cx, case: Uuid, rows: &[SetAside]) -> Result<(), Fault> {
    let world = &cx.world;
    let objects = &world.deposit.objects;
    let fates: BTreeMap<[u8; 32], Fate> = rows.iter().map(|row| (row.mark, row.fate)).collect();
    let ids: BTreeSet<String> = rows.iter().map(|row| row.file.to_string()).collect();
    let mut listed = objects.list(Some(&Path::from(format!("cases/{case}"))));
    let mut originals = Vec::new();
    let mut derived = Vec::new();
    while let Some(object) = listed.next().await {
        let at = object?.location;
        let name = at.filename().unwrap_or_default();
        if ids.contains(name) {
            derived.push(at);
        } else if let Some(sha256) = digest(name) {
            originals.push(sha256);
        }
    }
    for at in derived {
        world.deposit.delete(at.as_ref()).await?;
    }
    for sha256 in originals {
        let mark = mark(world, case, &sha256);
        let (from, to) = (case_key(case, &sha256), sealed_key(case, &mark));
        match fates.get(&mark) {
            Some(Fate::Sealed) => match objects
                .rename_if_not_exists(&Path::from(from.as_str()), &Path::from(to))
                .await
            {
                Ok(()) => {}
                Err(object_store::Error::AlreadyExists { .. }) => {
                    world.deposit.delete(&from).await?;
                }
                Err(e) => return Err(Fault::from(e).context("sealing a file set aside")),
            },
            Some(Fate::Destroyed) => world.deposit.delete(&from).await?,
            None => {}
        }
    }
    for (mark, fate) in fates {
        if fate == Fate::Destroyed {
            world.deposit.delete(&sealed_key(case, &mark)).await?;
        }
    }
    Ok(())
}

fn digest(name: &str) -> Option<[u8; 32]> {
    hex::decode(name).ok()?.try_into().ok()
}

/// Sets aside again whatever came back, from the register and from the database. Returns how many files
/// had come back among the files of a case.
///
/// # Errors
/// When the database or the store fails.
pub async fn replay(cx: &Cx) -> Result<usize, Fault> {
    let mut again = 0;
    for line in lines(cx).await? {
        again += bring_back(cx, &line).await?;
    }
    let mut after = Uuid::nil();
    loop {
        let mut tx = cx.world.db.read().await?;
        let rows = tx.all(&store::PAGE, binds![after, PAGE_ROWS]).await?;
        tx.rollback().await?;
        let rows = rows.iter().map(read).collect::<Result<Vec<_>, Fault>>()?;
        let Some(last) = rows.last() else {
            return Ok(again);
        };
        after = last.file;
        for row in &rows {
            settle(cx, row.case, row.mark).await?;
        }
    }
}

/// The register, read whole: one line for each file ever set aside. A line that cannot be read stops the
/// start: what it forbids would come back.
async fn lines(cx: &Cx) -> Result<Vec<Tombstone>, Fault> {
    let objects = &cx.world.deposit.objects;
    let mut listed = objects.list(Some(&Path::from(REGISTER)));
    let mut keys = Vec::new();
    while let Some(object) = listed.next().await {
        keys.push(object?.location);
    }
    let mut lines = Vec::new();
    for key in keys {
        let bytes = objects.get(&key).await?.bytes().await?;
        let line = serde_json::from_slice(&bytes);
        lines.push(line.map_err(|e| Fault::from(e).context(format!("reading `{key}`")))?);
    }
    Ok(lines)
}

/// What the register says and the database forgot is written anew: rows of files that came back go, and
/// whoever made something of them is told again.
async fn bring_back(cx: &Cx, line: &Tombstone) -> Result<usize, Fault> {
    let unread = || Fault::new(format!("the register of `{}` is not understood", line.case));
    let wanted = digest(&line.mark).ok_or_else(unread)?;
    let within = Within::from_code(&line.within).ok_or_else(unread)?;
    let fate = Fate::from_code(&line.fate).ok_or_else(unread)?;
    let mut tx = cx.world.db.write().await?;
    let back: Vec<FileRow> = files_of(&mut tx, line.case)
        .await?
        .into_iter()
        .filter(|row| mark(&cx.world, line.case, &row.sha256) == wanted)
        .collect();
    let deed = Deed::SetAsideReplayed;
    let files: Vec<&FileRow> = back.iter().collect();
    write(cx, &mut tx, (within, fate, deed), &files).await?;
    if fate == Fate::Destroyed {
        let mark = binds![line.case, wanted];
        tx.execute(&store::DESTROYED, mark).await?;
    }
    forgotten(cx, &mut tx, line, (within, fate, wanted)).await?;
    tx.commit().await?;
    Ok(back.len())
}

/// Files of the register that stand nowhere in the database: they are known again as set aside.
async fn forgotten(
    cx: &Cx,
    tx: &mut Tx,
    line: &Tombstone,
    (within, fate, mark): (Within, Fate, [u8; 32]),
) -> Result<(), Fault> {
    for file in &line.files {
        let row = binds![
            *file,
            line.case,
            within.code(),
            mark,
            fate.code(),
            cx.world.clock.now(),
            cx.actor.kind(),
            cx.actor.account(),
            "",
            0_i64,
            "application/octet-stream",
        ];
        tx.execute(&store::INSERT, row).await?;
    }
    Ok(())
}
