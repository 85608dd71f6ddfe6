//! The log as anybody reads it: the checkpoint, the keys, the tiles, the entries, and the proof of a paper by the
//! digest of its payload, which only who holds the paper knows. Read-only, without a cookie; answers nothing about
//! people.

use super::prove::{Standing, prove};
use super::{loss, origin, publish, store, tree};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use faisceau_domain::journal::Actor;
use faisceau_domain::merkle::checkpoint::log_key;
use faisceau_domain::merkle::lineage;
use faisceau_domain::merkle::path::Named;
use faisceau_domain::merkle::tile::{TileId, WIDTH};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::{Answers, Audience, Failure, Front, Route, Routes, Visit};
use std::sync::Arc;

/// What never changes may be kept.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// The checkpoint changes within seconds.
const SECONDS: &str = "public, max-age=2";
const BYTES: &str = "application/octet-stream";
const TEXT: &str = "text/plain; charset=utf-8";

/// The routes of the log.
pub(crate) fn routes() -> Routes<Arc<Front>> {
    let get = |path| {
        Route::get(path, Audience::Public)
            .answering(Answers::Text)
            .uncounted()
    };
    let file = |path| get(path).answering(Answers::File);
    Routes::new("evidence")
        .and(super::loss_page::routes())
        .with(get("/log/checkpoint"), checkpoint)
        .with(get("/log/keys"), keys)
        .with(get("/log/closed"), closed)
        .with(file("/log/tile/{*path}"), resource)
        .with(
            Route::get("/log/proof/{record}", Audience::Public).answering(Answers::File),
            proof,
        )
}

fn answer(kind: &'static str, kept: &'static str, body: Vec<u8>) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    response
}

pub(super) fn anybody(front: &Front, visit: &Visit) -> Cx {
    Cx::anyone(&front.world, Actor::Stranger, visit.lang)
}

/// The last checkpoint, with what witnesses added.
async fn checkpoint(State(front): State<Arc<Front>>, visit: Visit) -> Result<Response, Failure> {
    let mut tx = front.world.db.read().await?;
    let last = publish::last(&anybody(&front, &visit), &mut tx).await?;
    let last = last.ok_or_else(Failure::not_found)?;
    Ok(answer(TEXT, SECONDS, last.note.whole().into_bytes()))
}

/// The keys the log signs or signed with, one a line, under each name it bears or bore: the one in force first. Who
/// verifies takes them from somewhere else once, and compares.
async fn keys(State(front): State<Arc<Front>>) -> Result<Response, Failure> {
    let base = origin(&front.world.config);
    let mut tx = front.world.db.read().await?;
    let closed = loss::closed(&mut tx).await?;
    let later = closed.iter().rev().map(|one| one.generation);
    let names: Vec<String> = later
        .chain([1])
        .map(|number| lineage::origin(&base, number))
        .collect();
    let keys = front.world.keys().trusted();
    let lines = names.iter().flat_map(|name| {
        let lines = keys.iter();
        lines.map(move |(_, key)| log_key(name, key).text() + "\n")
    });
    Ok(answer(
        TEXT,
        SECONDS,
        lines.collect::<String>().into_bytes(),
    ))
}

/// The logs that were closed after a loss: of each the name it goes on under, when, how many entries both surely hold, and its
/// last checkpoint as it was signed. Empty when none was.
async fn closed(State(front): State<Arc<Front>>) -> Result<Response, Failure> {
    let base = origin(&front.world.config);
    let mut tx = front.world.db.read().await?;
    let told = loss::closed(&mut tx).await?.into_iter().map(|one| {
        let name = lineage::origin(&base, one.generation);
        let (at, kept, note) = (one.at, one.kept, one.note);
        format!(
            "faisceau log closed 1\ncontinues {name}\ndeclared {at:.3}\nkept {kept}\n\n{note}\n"
        )
    });
    Ok(answer(TEXT, SECONDS, told.collect::<String>().into_bytes()))
}

/// A tile, or the entries under one: only what the last checkpoint speaks of.
async fn resource(
    State(front): State<Arc<Front>>,
    Path(path): Path<String>,
) -> Result<Response, Failure> {
    let named = Named::read(&format!("tile/{path}")).ok_or_else(Failure::not_found)?;
    let (id, part) = match named {
        Named::Tile(id, part) => (id, part),
        Named::Entries(index, part) => (TileId { level: 0, index }, part),
    };
    let mut tx = front.world.db.read().await?;
    let signed = id.width(publish::published_size(&mut tx).await?);
    let width = part.map_or(WIDTH, usize::from);
    if width > signed {
        return Err(Failure::not_found());
    }
    let body = match named {
        Named::Tile(..) => hashes(&mut tx, id, width).await?,
        Named::Entries(index, _) => entries(&mut tx, index, width).await?,
    };
    Ok(answer(BYTES, FOR_EVER, body))
}

async fn hashes(tx: &mut Tx, id: TileId, width: usize) -> Result<Vec<u8>, Fault> {
    let tile = tree::tile(tx, id).await?;
    let hashes = tile.get(..width);
    let hashes = hashes.ok_or_else(|| Fault::new("a tile of the log is shorter than signed"))?;
    Ok(hashes.concat())
}

/// Each entry after its length, in two bytes.
async fn entries(tx: &mut Tx, index: u64, width: usize) -> Result<Vec<u8>, Fault> {
    let first = tree::stored(index.saturating_mul(WIDTH as u64))?;
    let rows = tx
        .all(&store::LEAVES, binds![first, i64::try_from(width)?])
        .await?;
    let mut body = Vec::with_capacity(width * 34);
    for row in rows {
        let leaf: [u8; 32] = row.get("leaf")?;
        body.extend([0, 32]);
        body.extend(leaf);
    }
    Ok(body)
}

/// The proof of a paper, for who holds it.
async fn proof(
    State(front): State<Arc<Front>>,
    visit: Visit,
    Path(record): Path<String>,
) -> Result<Response, Failure> {
    let mut bytes = [0; 32];
    hex::decode_to_slice(&record, &mut bytes).map_err(|_| Failure::not_found())?;
    let Standing::Entry { proof, number, .. } = prove(&anybody(&front, &visit), &bytes).await?
    else {
        return Err(Failure::not_found().saying(visit.say().say("log-proof-soon")));
    };
    let mut response = answer(TEXT, "no-store", proof.text().into_bytes());
    let name = format!("attachment; filename=\"{number}.proof\"");
    let name = HeaderValue::from_str(&name).map_err(|error| Failure::fault(&error.into()))?;
    response
        .headers_mut()
        .insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}
