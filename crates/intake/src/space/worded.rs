//! How instants, sizes, files and messages are written on the pages of a complaint, for victims
//! and for staff. Decides nothing of what is shown.

use crate::post_message::Message;
use crate::receipt::{
    self, ACKNOWLEDGEMENT, ATTESTATION, COMPLAINT_ACKNOWLEDGEMENT, Complaint, RECEPISSE,
};
use askama::Template;
use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use faisceau_documents::Say;
use faisceau_documents::dates;
use faisceau_domain::Lang;
use faisceau_domain::event::Side;
use faisceau_domain::form::{Kind, OTHER};
use faisceau_platform::deposit;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::Markup;
use faisceau_platform::web::parts::{self, Thread};
use faisceau_platform::world::World;
use jiff::Timestamp;

/// A day: `2 avril 2026`.
pub(crate) fn day(say: &Say, at: Timestamp) -> String {
    dates::day(say, at.to_zoned(receipt::zone()).date())
}

/// A day and an hour: `2 avril 2026, 10 h 05`.
pub(crate) fn instant(say: &Say, at: Timestamp) -> String {
    let zoned = at.to_zoned(receipt::zone());
    let date = dates::day(say, zoned.date());
    let hour = zoned.hour().to_string();
    let minute = format!("{:02}", zoned.minute());
    let args = [
        ("date", date.as_str()),
        ("hour", &hour),
        ("minute", &minute),
    ];
    say.with("space-instant", &args)
}

/// A size: `84 ko`.
pub(crate) fn size(say: &Say, bytes: i64) -> String {
    dates::size(say, u64::try_from(bytes).unwrap_or(0))
}

/// The kind of facts of a complaint, or "other" for a type gone from the forms.
pub(crate) fn kind<'w>(world: &'w World, complaint: &Complaint) -> Option<&'w Kind> {
    let forms = &world.forms;
    forms
        .kind(&complaint.form_type)
        .or_else(|| forms.kind(OTHER))
}

/// Its name.
pub(crate) fn kind_label(world: &World, complaint: &Complaint, lang: Lang) -> String {
    kind(world, complaint).map_or_else(String::new, |kind| kind.label.get(lang).to_owned())
}

/// The name of a paper.
pub(crate) fn paper_name(say: &Say, document: &str) -> String {
    match receipt::kind_of(document) {
        kind @ (ACKNOWLEDGEMENT | COMPLAINT_ACKNOWLEDGEMENT | RECEPISSE) => {
            say.say(&format!("space-paper-{kind}"))
        }
        ATTESTATION => {
            let number = document.rsplit('-').next().unwrap_or_default();
            say.with("after-paper-attestation-number", &[("number", number)])
        }
        kind => say.say(&format!("after-paper-{kind}")),
    }
}

/// The messages as `reader` sees them: staff is "an officer" for the victim, and the victim is
/// "the victim" for staff. Nobody is named. Those first seen from `since` on are marked as new.
pub(crate) fn thread(say: &Say, messages: Vec<Message>, reader: Side, since: Timestamp) -> Thread {
    let shown = messages
        .into_iter()
        .map(|message| {
            let own = message.from == reader;
            let from = match (message.from, own) {
                (Side::Victim, true) => "space-from-you",
                (Side::Victim, false) => "space-from-victim",
                (Side::Staff, _) => "space-from-officer",
            };
            parts::Message {
                from: say.say(from),
                side: if own {
                    parts::Side::Mine
                } else {
                    parts::Side::Theirs
                },
                when: instant(say, message.at),
                at: message.at.to_string(),
                unread: !own && message.read_at.is_none_or(|at| at >= since),
                text: message.body,
            }
        })
        .collect();
    Thread::new(say, shown)
}

/// A file as listed: name, size, first half of its digest.
pub(crate) fn file(say: &Say, row: &deposit::FileRow) -> parts::FileRow {
    parts::FileRow {
        name: row.name.clone(),
        size: size(say, row.bytes),
        digest: hex::encode(&row.sha256[..16]),
        remove: None,
        aside: None,
    }
}

/// A piece of a page.
pub(crate) fn piece(template: &impl Template) -> Result<Markup, Fault> {
    Ok(Markup::of(template)?)
}

/// The file of a paper, to keep.
pub(crate) fn pdf(reference: &str, document: &str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{reference}-{document}.pdf\""),
        ),
    ];
    (headers, Body::from(bytes)).into_response()
}
