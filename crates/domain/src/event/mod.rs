//! What happened, told to the other capabilities in the same transaction. Plain structs, one file
//! each, with a version; a stored event is never changed, only superseded. What identifies a
//! person travels in memory only: the stored form holds ids and counts.

mod complaint_amended;
mod complaint_decided;
mod complaint_erased;
mod complaint_filed;
mod complaint_restricted;
mod complaints_joined;
mod exhibit_added;
mod exhibit_erased;
mod exhibit_opened;
mod exhibit_set_aside;
mod identifiers_found;
mod link_decided;
mod message_posted;
mod script_quoted;
mod series_changed;

pub use complaint_amended::ComplaintAmended;
pub use complaint_decided::{ComplaintDecided, Decision};
pub use complaint_erased::ComplaintErased;
pub use complaint_filed::{Channel, ComplaintFiled};
pub use complaint_restricted::ComplaintRestricted;
pub use complaints_joined::{ComplaintsJoined, ComplaintsParted};
pub use exhibit_added::ExhibitAdded;
pub use exhibit_erased::ExhibitErased;
pub use exhibit_opened::ExhibitOpened;
pub use exhibit_set_aside::ExhibitSetAside;
pub use identifiers_found::{FoundValue, IdentifiersFound};
pub use link_decided::LinkDecided;
pub use message_posted::{MessagePosted, Side};
pub use script_quoted::ScriptQuoted;
pub use series_changed::{Change, SeriesChanged};

use serde::Serialize;
use uuid::Uuid;

/// Any event, as handed to those who react to it.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Event {
    /// A complaint or report was filed and registered.
    ComplaintFiled(ComplaintFiled),
    /// A victim completed or corrected a complaint.
    ComplaintAmended(ComplaintAmended),
    /// An officer validated, asked, or rejected; a victim answered or withdrew.
    ComplaintDecided(ComplaintDecided),
    /// A complaint was erased: whoever holds something of it lets go of it.
    ComplaintErased(ComplaintErased),
    /// The use of a complaint was restricted: it leaves linkage.
    ComplaintRestricted(ComplaintRestricted),
    /// Two complaints became one case.
    ComplaintsJoined(ComplaintsJoined),
    /// They are two again.
    ComplaintsParted(ComplaintsParted),
    /// Typed identifiers were found in something.
    IdentifiersFound(IdentifiersFound),
    /// A complaint quotes the other side's words.
    ScriptQuoted(ScriptQuoted),
    /// A message was written, by either side.
    MessagePosted(MessagePosted),
    /// A file joined a complaint after its filing.
    ExhibitAdded(ExhibitAdded),
    /// The content of an exhibit was opened.
    ExhibitOpened(ExhibitOpened),
    /// A file was erased for good.
    ExhibitErased(ExhibitErased),
    /// A file was set aside, as it may show a minor.
    ExhibitSetAside(ExhibitSetAside),
    /// Somebody decided on links, or took a decision back.
    LinkDecided(LinkDecided),
    /// A series formed, grew, merged, split or dissolved.
    SeriesChanged(SeriesChanged),
}

impl Event {
    /// The stable word others subscribe to.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Event::ComplaintFiled(_) => "complaint_filed",
            Event::ComplaintAmended(_) => "complaint_amended",
            Event::ComplaintDecided(_) => "complaint_decided",
            Event::ComplaintErased(_) => "complaint_erased",
            Event::ComplaintRestricted(_) => "complaint_restricted",
            Event::ComplaintsJoined(_) => "complaints_joined",
            Event::ComplaintsParted(_) => "complaints_parted",
            Event::IdentifiersFound(_) => "identifiers_found",
            Event::ScriptQuoted(_) => "script_quoted",
            Event::MessagePosted(_) => "message_posted",
            Event::ExhibitAdded(_) => "exhibit_added",
            Event::ExhibitOpened(_) => "exhibit_opened",
            Event::ExhibitErased(_) => "exhibit_erased",
            Event::ExhibitSetAside(_) => "exhibit_set_aside",
            Event::LinkDecided(_) => "link_decided",
            Event::SeriesChanged(_) => "series_changed",
        }
    }

    /// The version of the stored form.
    #[must_use]
    pub fn version(&self) -> i64 {
        match self {
            Event::ComplaintFiled(_) | Event::SeriesChanged(_) => 2,
            _ => 1,
        }
    }

    /// What it is about: kind of thing and id.
    #[must_use]
    pub fn subject(&self) -> (&'static str, Uuid) {
        match self {
            Event::ComplaintFiled(e) => ("complaint", e.complaint.0),
            Event::ComplaintAmended(e) => ("complaint", e.complaint.0),
            Event::ComplaintDecided(e) => ("complaint", e.complaint.0),
            Event::ComplaintErased(e) => ("complaint", e.complaint.0),
            Event::ComplaintRestricted(e) => ("complaint", e.complaint.0),
            Event::ComplaintsJoined(e) => ("complaint", e.appendix.0),
            Event::ComplaintsParted(e) => ("complaint", e.appendix.0),
            Event::IdentifiersFound(e) => (e.subject_kind, e.subject),
            Event::ScriptQuoted(e) => ("complaint", e.complaint.0),
            Event::MessagePosted(e) => ("complaint", e.complaint.0),
            Event::ExhibitAdded(e) => ("complaint", e.complaint.0),
            Event::ExhibitOpened(e) => ("complaint", e.complaint.0),
            Event::ExhibitErased(e) => ("complaint", e.complaint.0),
            Event::ExhibitSetAside(e) => ("complaint", e.complaint.0),
            Event::LinkDecided(e) => ("decision", e.decision),
            Event::SeriesChanged(e) => ("series", e.series.0),
        }
    }
}
