//! A witness (C2SP tlog-witness): another party that signs a checkpoint only when it goes on from the last it
//! saw. It is sent the checkpoint with the proof of that; what it signs is kept and published with it. It
//! learns a size and a root, and nothing else.

use crate::log::{store, tree};
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
        return Err(Fault::new(format!(
            "the witness saw {told} entries and the log has {here}: entries were lost here"
        )));
    }
    let answer = asked(cx, witness, last, told).await?;
    keep(cx, witness, last, &answer).await
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
    Ok(())
}
