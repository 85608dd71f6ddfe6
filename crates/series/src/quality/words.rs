//! Links to persons in the words of the reader: the quality, what it rests on, who says it, since
//! when. Whether the reader may see them is for the caller to say.

use super::Said;
use crate::words::day;
use faisceau_documents::words::Say;
use faisceau_domain::quality::{By, Ground, Link, Quality, Saying};
use faisceau_platform::accounts;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;

/// The name of a quality.
pub(crate) fn quality(say: &Say, quality: Quality) -> String {
    say.say(&format!("quality-{}", quality.code()))
}

/// The name of a ground.
pub(crate) fn ground(say: &Say, ground: Ground) -> String {
    say.say(&format!("quality-ground-{}", ground.code()))
}

/// What a complaint says of the person behind one of its values.
pub(crate) fn declared(say: &Say, link: &Link) -> String {
    let key = match link.by {
        By::Source => "quality-link-source",
        _ => "quality-link-filer",
    };
    let (quality, day) = (quality(say, link.quality), day(say, link.since));
    say.with(key, &[("quality", &quality), ("day", &day)])
}

/// That complaints are together is what linkage concludes, by these figures, since then.
pub(crate) fn inferred(say: &Say, link: &Link) -> String {
    let version = match &link.by {
        By::Linkage(version) => version.as_str(),
        _ => "",
    };
    let day = day(say, link.since);
    say.with(
        "quality-link-linkage",
        &[("version", version), ("day", &day)],
    )
}

/// What a member of staff says, with their name.
pub(crate) fn said(say: &Say, said: &Said, name: &str) -> String {
    let day = day(say, said.at);
    let (quality, ground, origin) = match &said.saying {
        Saying::Is {
            quality: known,
            ground,
            origin,
        } => (quality(say, *known), ground.code(), origin.as_str()),
        Saying::TakenBack => {
            return say.with("quality-link-back", &[("name", name), ("day", &day)]);
        }
    };
    let args = [
        ("quality", quality.as_str()),
        ("origin", origin),
        ("version", said.figures.as_deref().unwrap_or("")),
        ("name", name),
        ("day", &day),
    ];
    say.with(&format!("quality-link-{ground}"), &args)
}

/// The same, its author read.
pub(crate) async fn named(tx: &mut Tx, say: &Say, row: &Said) -> Result<String, Fault> {
    let staff = accounts::load(tx, row.by).await?;
    let name = staff.map_or_else(
        || say.say("decisions-by-closed"),
        |staff| staff.display_name,
    );
    Ok(said(say, row, &name))
}
