//! A witness (C2SP tlog-witness): another party that signs a checkpoint only when it goes on from the last it
//! saw. It is sent the checkpoint with the proof of that; what it signs is kept and published with it. It
//! learns a size and a root, and nothing else.

use crate::log::{memory, store, tree};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use faisceau_domain::merkle::checkpoint::Signed;
use faisceau_domain::merkle::note::{Holds, Line, holds};
use faisceau_domain::merkle::proof::consistency;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::log_settings::Witness;
use faisceau_platform::post::{Answer, post};

/// The status of a witness that saw another size than was told.
const CONFLICT: u16 = 409;
/// The status of a witness to whom the log does not go on from what it saw.
const UNPROVEN: u16 = 422;

/// Asks a witness to sign a checkpoint; `seen` entries are what it signed last, as far as is known here.
pub(super) async fn ask(cx: &Cx, witness: &Witness, last: &Signed, seen: u64) -> Result<(), Fault> {
    let answer = asked(cx, witness, last, seen).await?;
    if answer.status != CONFLICT {
        return keep(cx, witness, last, &answer).await;
    }
    // It says what it saw last: the proof is made again from there, once.
    let told: Option<u64> = answer.text().trim().parse().ok();
    let told = told.ok_or_else(|| Fault::new("the witness told no size"))?;
    if told > last.checkpoint.size {
        let here = last.checkpoint.size;
        let why = format!("saw {told} entries and the log has {here}: entries were lost here");
        return Err(denied(cx, witness, &why));
    }
    let answer = asked(cx, witness, last, told).await?;
    keep(cx, witness, last, &answer).await
}

/// It saw another log: nothing is signed any more until it sees this one, or somebody knows better.
fn denied(cx: &Cx, witness: &Witness, why: &str) -> Fault {
    match memory::deny(&cx.world, &witness.key.name, why) {
        Ok(()) => Fault::new(format!("the witness {why}")),
        Err(fault) => fault,
    }
}

async fn asked(cx: &Cx, witness: &Witness, last: &Signed, seen: u64) -> Result<Answer, Fault> {
    let mut tx = cx.world.db.read().await?;
    let proof = tree::hashes(&mut tx, &consistency(seen, last.checkpoint.size)).await?;
    tx.rollback().await?;
    let mut text = format!("old {seen}\n");
    for hash in proof {
        text.push_str(&STANDARD.encode(hash));
        text.push('\n');
    }
    text.push('\n');
    text.push_str(&last.note.whole());
    post(&format!("{}/add-checkpoint", witness.url), text).await
}

/// Keeps the line of this witness, if it holds; those of others are left out.
async fn keep(cx: &Cx, witness: &Witness, last: &Signed, answer: &Answer) -> Result<(), Fault> {
    if answer.status == UNPROVEN {
        let why = "saw other entries than those of this log: they were changed here";
        return Err(denied(cx, witness, why));
    }
    if answer.status != 200 {
        let told: String = answer.text().chars().take(100).collect();
        return Err(Fault::new(format!(
            "the witness answered {}: {told}",
            answer.status
        )));
    }
    let text = &last.note.text;
    let body = answer.text();
    let signed = body.lines().filter_map(Line::read);
    let line = signed
        .filter_map(|line| match holds(text, &line, &witness.key)? {
            Holds::Seen(second) => Some((line, second)),
            Holds::Signed => None,
        })
        .next();
    let (line, second) = line.ok_or_else(|| Fault::new("the witness signed something else"))?;
    let row = binds![
        tree::stored(last.checkpoint.size)?,
        &witness.key.name,
        line.text(),
        tree::stored(second.saturating_mul(1_000))?,
    ];
    let mut tx = cx.world.db.write_behind().await?;
    tx.execute(&store::INSERT_COSIGNATURE, row).await?;
    tx.commit().await?;
    memory::allow(&cx.world, &witness.key.name)
}
