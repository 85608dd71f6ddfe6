//! The public log: every filing, custody event and act is a leaf of an append-only Merkle tree that anyone
//! can check and that shows nothing. Fed from the sealed journal, in its order; tiles and checkpoints are
//! served read-only under `/log/` (C2SP tlog-tiles).
//!
//! Operations, a file each: `feed` (entries become leaves), `anchor` (the head of the journal becomes an entry), `publish` (a checkpoint is signed), `prove` (the
//! proof of a paper), `check` (the whole log read again), `loss` (two persons declare that entries are lost, and the log
//! goes on under a new name), `forget` (the salts of an erased complaint), and
//! `send` (checkpoints leave the machine). `memory` keeps the last checkpoint signed beside the keys, outside the
//! database: what is inconsistent with it is never signed. Never changes a leaf, never signs two histories.

pub mod anchor;
pub(crate) mod api;
pub mod check;
pub mod feed;
pub(crate) mod forget;
pub mod loss;
mod loss_page;
pub mod memory;
pub(crate) mod pages;
pub(crate) mod panels;
pub mod prove;
pub mod publish;
pub mod run;
pub mod send;
pub mod store;
mod tree;

use faisceau_domain::merkle::lineage;
use faisceau_platform::config::Config;

/// The first name of the log, which all it bears later begin with: the one set, or the address people reach the instance by, without its scheme, and `/log`.
#[must_use]
pub fn origin(config: &Config) -> String {
    if let Some(name) = &config.log.origin {
        return name.clone();
    }
    let url = config.public_url.as_str();
    let host = url.split_once("://").map_or(url, |(_, host)| host);
    format!("{host}/log")
}

/// The number of the log that bears this name, among those of this installation; `None` for another's.
#[must_use]
pub fn generation(config: &Config, name: &str) -> Option<u32> {
    lineage::generation(&origin(config), name)
}
