//! The legal frame of linkage in the words of the reader: what it is, where the law says it and
//! whether that was confirmed, what it asks; and why a complaint stays out of it. For staff.

use faisceau_documents::words::Say;
use faisceau_domain::frame::LeftOut;
use faisceau_domain::typeset;
use faisceau_law::Text;
use jiff::tz::TimeZone;

use super::parts::Row;
use crate::world::World;

/// The frame of this installation, line by line.
#[must_use]
pub fn rows(world: &World, say: &Say) -> Vec<Row> {
    let frame = &world.frame;
    let basis = say.say(&format!(
        "frame-basis-{}",
        frame.basis.code().replace('_', "-")
    ));
    let mut rows = vec![Row::new(say.say("frame-basis"), basis)];
    let today = world.clock.now().to_zoned(TimeZone::UTC).date();
    let law = world.law.at(today);
    if let Ok(because) = law.because(&frame.law) {
        let set = |text: &Text| typeset(say.lang, text.say(say.lang)).into_owned();
        let mut told = Row::new(say.say("frame-law"), set(&because.sentence));
        let citation = set(&because.citation);
        told.values.push(match because.confirmed {
            true => citation,
            false => say.with("frame-unconfirmed", &[("citation", &citation)]),
        });
        rows.push(told);
    }
    let act = world.config.linkage_act.clone();
    let act = act.unwrap_or_else(|| say.say("frame-act-missing"));
    rows.push(Row::new(say.say("frame-act"), act));
    let years = |key: &str, years: u32| say.number(key, i64::from(years));
    let mut asks = Row::new(say.say("frame-asks"), "");
    asks.values.clear();
    if frame.masks_until_match {
        asks.values.push(say.say("frame-asks-masked"));
    }
    if frame.leaves_when_closed {
        asks.values.push(say.say("frame-asks-closed"));
    }
    asks.values
        .extend(frame.kept_years.map(|n| years("frame-asks-kept", n)));
    asks.values
        .extend(frame.penalty_years.map(|n| years("frame-asks-penalty", n)));
    if asks.values.is_empty() {
        asks.values.push(say.say("frame-asks-nothing"));
    }
    rows.push(asks);
    rows
}

/// Why a complaint stays out of linkage, with the frame that says so.
#[must_use]
pub fn left_out(world: &World, say: &Say, why: LeftOut) -> String {
    let years = i64::from(why.years().unwrap_or_default());
    let basis = world.frame.basis.code().replace('_', "-");
    let reason = say.number(&format!("frame-out-{}", why.code()), years);
    let basis = say.say(&format!("frame-basis-{basis}"));
    say.with("frame-out", &[("reason", &reason), ("basis", &basis)])
}
