//! Makes the PDF of a series file: typeset, signed whole, then with the operator's
//! certificate when there is one; kept write-once. What is kept is never
//! replaced; decides nothing of what it says.

use super::{FILE, Kept, store};
use faisceau_documents::letters::{SeriesFileLetter, SeriesIdentitiesLetter};
use faisceau_documents::{Mark, Rendered, Say, Setting, SignedPayload, issue};
use faisceau_domain::Lang;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::certificate;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::jobs::{Done, Job, JobKind};
use faisceau_platform::world::World;
use futures_util::future::BoxFuture;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Makes the PDF of a series file.
pub(crate) const RENDER: &str = "series.render_file";

/// The jobs of series files.
pub(crate) fn kinds() -> Vec<JobKind> {
    vec![JobKind {
        name: RENDER,
        run: job,
    }]
}

fn job<'a>(cx: &'a Cx, job: &'a Job) -> BoxFuture<'a, Result<Done, Fault>> {
    Box::pin(async move {
        render(cx, job.about()?).await?;
        Ok(Done::Written)
    })
}

/// The PDF of a file, made now if it was not yet.
///
/// # Errors
/// When the file is absent or was altered, the template fails, or the store does.
pub async fn render(cx: &Cx, id: Uuid) -> Result<Vec<u8>, Fault> {
    let world = &cx.world;
    let mut tx = world.db.read().await?;
    let kept = super::one(&mut tx, id).await?;
    tx.rollback().await?;
    let kept = kept.ok_or_else(|| Fault::new("no such series file"))?;
    if let Some(digest) = kept.pdf_sha256 {
        let file = world.deposit.get(&kept.key()).await?;
        return match Sha256::digest(&file)[..] == digest {
            true => Ok(file),
            false => Err(Fault::new(format!("the kept series file {id} was altered"))),
        };
    }
    // One kept by a run that stopped before it could say so is adopted as it is.
    let (file, pages) = match world.deposit.find(&kept.key()).await? {
        Some(file) => {
            faisceau_documents::verify_file(&file, &world.keys().verifying())?;
            (file, None)
        }
        None => {
            let made = typeset(cx, &kept).await?;
            let file = certificate::sign(world, made.pdf).await?;
            world.deposit.put(&kept.key(), file.clone()).await?;
            (file, Some(i64::try_from(made.pages)?))
        }
    };
    let digest: [u8; 32] = Sha256::digest(&file).into();
    let bytes = i64::try_from(file.len())?;
    let mut tx = world.db.write().await?;
    let row = binds![id, digest, bytes, pages, world.clock.now()];
    if tx.execute(&store::RENDERED, row).await? > 0 {
        let detail = serde_json::json!({ "file": id }).to_string();
        let deed = Deed::SeriesFileRendered;
        cx.journal(&mut tx, deed, "series", Some(kept.series), &detail)
            .await?;
    }
    tx.commit().await?;
    Ok(file)
}

/// Typesetting runs apart from what people wait for.
async fn typeset(cx: &Cx, kept: &Kept) -> Result<Rendered, Fault> {
    let (world, kept) = (cx.world.clone(), kept.clone());
    let typesetters = cx.world.typesetters.clone();
    typesetters.run(move || paper(&world, &kept)).await?
}

fn paper(world: &World, kept: &Kept) -> Result<Rendered, Fault> {
    let lang = Lang::from_code(&kept.lang).unwrap_or(Lang::Fr);
    let say = Say::new(world.words.clone(), lang);
    let at = kept.frozen_at.to_zoned(super::make::zone());
    let ident = kept.id.to_string();
    let keys = world.keys();
    let setting = Setting {
        say: &say,
        templates: &world.templates,
        regime: world.config.regime(),
        at: &at,
        ident: &ident,
        mark: match world.config.demonstration {
            true => Mark::Specimen,
            false => Mark::None,
        },
    };
    let payload = Some(SignedPayload {
        bytes: &kept.payload,
        signature: kept.signature,
        key_id: &kept.key_id,
    });
    let rendered = if kept.document == FILE {
        let letter: SeriesFileLetter = serde_json::from_str(&kept.content)?;
        issue(&letter, setting, payload, keys.signing())?
    } else {
        let letter: SeriesIdentitiesLetter = serde_json::from_str(&kept.content)?;
        issue(&letter, setting, payload, keys.signing())?
    };
    Ok(rendered)
}
