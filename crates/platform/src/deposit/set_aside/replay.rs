//! Puts the bytes of files set aside where they belong, and does it again at each start and every hour: a
//! restored copy of the files, of the database or of both does not bring one back. The register beside the
//! files (`tombstones/`) is what outlives a restored database: it is never restored over.

use super::{SetAside, Within, mark, read, sealed_key, store, write};
use crate::binds;
use crate::cx::Cx;
use crate::db::Tx;
use crate::deposit::{FileRow, condemn, files_of, store as blobs};
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
    let fates: BTreeMap<[u8; 32], Fate> = rows.iter().map(|row| (row.mark, row.fate)).collect();
    let ids: BTreeSet<String> = rows.iter().map(|row| row.file.to_string()).collect();
    put_named_away(cx, case, &fates, &ids).await?;
    put_listed_away(cx, case, &fates, &ids).await?;
    for (mark, fate) in fates {
        if fate == Fate::Destroyed {
            let mut tx = cx.world.db.write().await?;
            condemn(&cx.world, &mut tx, &sealed_key(case, &mark)).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

/// What becomes of one name of the case.
enum Leaves {
    /// Its bytes are kept under the seal of this mark.
    Sealed([u8; 32]),
    /// It goes.
    Gone,
}

fn leaves(
    cx: &Cx,
    case: Uuid,
    name: &str,
    fates: &BTreeMap<[u8; 32], Fate>,
    ids: &BTreeSet<String>,
) -> Option<Leaves> {
    if ids.contains(name) {
        return Some(Leaves::Gone);
    }
    let mark = mark(&cx.world, case, &digest(name)?);
    fates.get(&mark).map(|fate| match fate {
        Fate::Sealed => Leaves::Sealed(mark),
        Fate::Destroyed => Leaves::Gone,
    })
}

/// Names that stand in the database: another name, or none.
async fn put_named_away(
    cx: &Cx,
    case: Uuid,
    fates: &BTreeMap<[u8; 32], Fate>,
    ids: &BTreeSet<String>,
) -> Result<(), Fault> {
    let world = &cx.world;
    let mut tx = world.db.write().await?;
    // `0` stands right after `/`.
    let names = binds![format!("cases/{case}/"), format!("cases/{case}0")];
    for row in tx.all(&blobs::NAMES, names).await? {
        let (name, object): (String, String) = (row.get("name")?, row.get("object")?);
        let last = name.rsplit('/').next().unwrap_or_default();
        match leaves(cx, case, last, fates, ids) {
            None => {}
            // A clear object bears its name: it is moved below.
            Some(Leaves::Sealed(_)) if name == object => {
                tx.all(&blobs::UNREGISTER, binds![&name]).await?;
            }
            Some(Leaves::Sealed(mark)) => {
                let to = sealed_key(case, &mark);
                match tx.optional(&blobs::BLOB, binds![&to]).await? {
                    Some(_) => condemn(world, &mut tx, &name).await?,
                    None => drop(tx.execute(&blobs::RENAME, binds![&name, to]).await?),
                }
            }
            Some(Leaves::Gone) => condemn(world, &mut tx, &name).await?,
        }
    }
    tx.commit().await
}

/// Clear objects of a folder, which no database need know: a copy of the files alone may have brought them back.
async fn put_listed_away(
    cx: &Cx,
    case: Uuid,
    fates: &BTreeMap<[u8; 32], Fate>,
    ids: &BTreeSet<String>,
) -> Result<(), Fault> {
    let deposit = &cx.world.deposit;
    let objects = &deposit.objects;
    let mut listed = objects.list(Some(&Path::from(format!("cases/{case}"))));
    let mut found = Vec::new();
    while let Some(object) = listed.next().await {
        let at = object?.location;
        let name = at.filename().unwrap_or_default();
        if let Some(leaves) = leaves(cx, case, name, fates, ids) {
            found.push((at, leaves));
        }
    }
    for (at, leaves) in found {
        let Leaves::Sealed(mark) = leaves else {
            deposit.delete(at.as_ref()).await?;
            continue;
        };
        let to = Path::from(sealed_key(case, &mark));
        match objects.rename_if_not_exists(&at, &to).await {
            Ok(()) => {}
            Err(object_store::Error::AlreadyExists { .. }) => deposit.delete(at.as_ref()).await?,
            Err(e) => return Err(Fault::from(e).context("sealing a file set aside")),
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
