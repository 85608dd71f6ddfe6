//! The pictures of a series side by side, those that look alike together: blurred until a tick and a
//! button ask for some, for who may open the exhibits. Holds no rule; the previews themselves are given
//! by evidence, one by one, each journaled.

use super::looked::Looked;
use super::series::opened;
use super::written;
use crate::rights::Sight;
use crate::survey::pictures::{self, PICTURES_MAX, Picture};
use crate::survey::{self, Survey};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use faisceau_documents::words::Say;
use faisceau_domain::journal::Deed;
use faisceau_platform::access::Action;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::{Button, Notice, Preview, PreviewMade, Tone};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};
use std::collections::BTreeSet;
use std::sync::Arc;
use uuid::Uuid;

/// Pictures shown in clear at once.
const CLEAR_MAX: usize = 12;

#[derive(Template)]
#[template(path = "series/pictures.html")]
struct Page {
    f: Frame,
    told: String,
    more: Option<Notice>,
    groups: Vec<(String, Vec<Preview>)>,
    show: Option<Button>,
    blurred: Option<String>,
}

/// The page.
pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<String>,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Html<String>, Failure> {
    let id: Uuid = id.parse().map_err(|_| Failure::not_found())?;
    let say = visit.say();
    let mut tx = front.world.db.write().await?;
    let (series, _) = opened(&front, &signed, &mut tx, id).await?;
    let mut sight = Sight::of(&front, &signed);
    let (survey, _) = survey::whole(&mut tx, id, &Looked::default().filter().0).await?;
    let open = open(&mut sight, &mut tx, &survey).await?;
    let (found, more) = pictures::pictures(&mut tx, &front.world.forms, open).await?;
    let detail = format!("{{\"pictures\":{}}}", found.len());
    let (deed, subject) = (Deed::SeriesRead, Some(id));
    signed
        .cx
        .journal(&mut tx, deed, "series", subject, &detail)
        .await?;
    tx.commit().await?;
    let title = say.with(
        "richer-pictures-of-series",
        &[("reference", &series.reference)],
    );
    let clear = clear(&asked);
    let number = i64::try_from(found.len()).unwrap_or(i64::MAX);
    written(&Page {
        f: front
            .staff_frame(&visit, &signed, title)
            .back_to(format!("/series/{id}#textes")),
        told: say.number("richer-pictures-open", number),
        more: (more || survey.cut).then(|| {
            let most = i64::try_from(PICTURES_MAX).unwrap_or(i64::MAX);
            Notice::new(Tone::Warn, say.number("richer-pictures-more", most), "")
        }),
        groups: groups(&say, &found, &clear),
        show: (!found.is_empty()).then(|| Button::primary(say.say("richer-pictures-show"))),
        blurred: (!clear.is_empty()).then(|| format!("/series/{id}/images")),
    })
}

/// The complaints looked at whose exhibits this reader may open.
async fn open(sight: &mut Sight<'_>, tx: &mut Tx, survey: &Survey) -> Result<Vec<Uuid>, Fault> {
    let all = survey.facts.iter().map(|fact| fact.complaint);
    sight.learn(tx, all.clone()).await?;
    let may =
        |id: &Uuid| sight.may(Action::ComplaintRead, *id) && sight.may(Action::ExhibitRead, *id);
    Ok(all.filter(may).collect())
}

/// The pictures to be shown in clear.
fn clear(asked: &[(String, String)]) -> BTreeSet<Uuid> {
    let ticked = asked.iter().filter(|(name, _)| name == "claire");
    let ids = ticked.filter_map(|(_, id)| id.parse().ok());
    ids.take(CLEAR_MAX).collect()
}

fn groups(say: &Say, found: &[Picture], clear: &BTreeSet<Uuid>) -> Vec<(String, Vec<Preview>)> {
    let (alike, alone) = pictures::alike(found);
    let tiles = |places: &[usize]| -> Vec<Preview> {
        places
            .iter()
            .map(|place| tile(say, *place, &found[*place], clear))
            .collect()
    };
    let mut groups: Vec<(String, Vec<Preview>)> = alike
        .iter()
        .map(|group| {
            let number = i64::try_from(group.len()).unwrap_or(i64::MAX);
            (say.number("richer-pictures-alike", number), tiles(group))
        })
        .collect();
    if !alone.is_empty() {
        groups.push((say.say("richer-pictures-alone"), tiles(&alone)));
    }
    groups
}

fn tile(say: &Say, place: usize, picture: &Picture, clear: &BTreeSet<Uuid>) -> Preview {
    let rank = i64::try_from(place + 1).unwrap_or(i64::MAX);
    let name = say.number("richer-picture-number", rank);
    let made = PreviewMade {
        state: picture.state.clone(),
        why: picture.why.clone(),
        size: picture.size,
        mosaic: picture.mosaic.clone(),
    };
    let (complaint, file) = (picture.complaint, picture.file);
    let src = format!("/dossier/{complaint}/pieces/{file}/apercu");
    Preview::new(say, file, name, &made)
        .from_page(picture.reference.clone(), format!("/dossier/{complaint}"))
        .in_clear(clear.contains(&file).then_some(src))
}
