//! An entry of the journal as a message of RFC 5424, for a collector elsewhere: ids and codes alone. The reason and the
//! detail of an entry are never in it, since a person's words may be.

use jiff::Timestamp;
use uuid::Uuid;

/// Facility 13 (log audit) and severity 6 (informational): RFC 5424, 6.2.1.
const PRIORITY: u32 = 13 * 8 + 6;
/// The name of the program, as collectors sort by it.
const PROGRAM: &str = "faisceau";
/// Longest name of a machine, in bytes (RFC 5424, 6).
const HOST_MAX: usize = 255;
/// Longest kind of a message, in bytes (RFC 5424, 6).
const KIND_MAX: usize = 32;

/// The enterprise number that RFC 5612 keeps for examples: what a collector reads until the operator sets its own.
pub const ENTERPRISE: u32 = 32_473;

/// What a message tells of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told<'a> {
    /// Its position in the chain: a collector sees by it that some are missing, or came twice.
    pub position: i64,
    /// The entry.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// `staff`, `victim`, `stranger`, `partner`, `platform`.
    pub actor_kind: &'a str,
    /// The account of staff, or the partner.
    pub actor: Option<Uuid>,
    /// The purpose's code, or nothing.
    pub purpose: &'a str,
    /// What was done.
    pub action: &'a str,
    /// To what kind of thing.
    pub subject_kind: &'a str,
    /// To which thing.
    pub subject: Option<Uuid>,
}

impl Told<'_> {
    /// The message, without a frame: a datagram of its own, or what [`framed`] frames.
    #[must_use]
    pub fn message(&self, host: &str, enterprise: u32) -> Vec<u8> {
        let at = self.at.strftime("%Y-%m-%dT%H:%M:%S%.3fZ");
        let (host, kind) = (header(host, HOST_MAX), header(self.action, KIND_MAX));
        let mut text =
            format!("<{PRIORITY}>1 {at} {host} {PROGRAM} - {kind} [journal@{enterprise}");
        let position = self.position.to_string();
        let (id, actor) = (self.id.to_string(), written(self.actor));
        let subject = written(self.subject);
        let told = [
            ("position", position.as_str()),
            ("id", &id),
            ("actorKind", self.actor_kind),
            ("actor", &actor),
            ("action", self.action),
            ("subjectKind", self.subject_kind),
            ("subject", &subject),
            ("purpose", self.purpose),
        ];
        for (name, value) in told.into_iter().filter(|(_, value)| !value.is_empty()) {
            text.push_str(&format!(" {name}=\"{}\"", escaped(value)));
        }
        text.push_str("] ");
        text.push_str(&kind);
        text.into_bytes()
    }
}

/// A message with its length before it, so that none runs into the next on a stream (RFC 6587, 3.4.1; RFC 5425, 4.3).
#[must_use]
pub fn framed(message: &[u8]) -> Vec<u8> {
    let mut frame = format!("{} ", message.len()).into_bytes();
    frame.extend_from_slice(message);
    frame
}

fn written(id: Option<Uuid>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

/// A field of the header: printable ASCII without a space, or `-` when nothing is left (RFC 5424, 6).
fn header(text: &str, longest: usize) -> String {
    let kept: String = text
        .chars()
        .filter(char::is_ascii_graphic)
        .take(longest)
        .collect();
    match kept.is_empty() {
        true => "-".to_owned(),
        false => kept,
    }
}

/// A value of structured data (RFC 5424, 6.3.3); what would end a line is a space.
fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for one in value.chars() {
        match one {
            '"' | '\\' | ']' => out.extend(['\\', one]),
            one if one.is_control() => out.push(' '),
            one => out.push(one),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::Deed;

    fn told() -> Told<'static> {
        Told {
            position: 7,
            id: Uuid::from_u128(1),
            at: Timestamp::from_millisecond(1_795_000_000_012).expect("an instant"),
            actor_kind: "staff",
            actor: Some(Uuid::from_u128(2)),
            purpose: "investigation",
            action: "complaint.read",
            subject_kind: "complaint",
            subject: Some(Uuid::from_u128(3)),
        }
    }

    #[test]
    fn a_message_says_who_did_what_to_what_and_why() {
        let message = told().message("plainte.example.org", ENTERPRISE);
        let text = String::from_utf8(message).expect("ASCII");
        assert_eq!(
            text,
            "<110>1 2026-11-18T11:06:40.012Z plainte.example.org faisceau - complaint.read [journal@32473 \
             position=\"7\" id=\"00000000-0000-0000-0000-000000000001\" actorKind=\"staff\" \
             actor=\"00000000-0000-0000-0000-000000000002\" action=\"complaint.read\" \
             subjectKind=\"complaint\" subject=\"00000000-0000-0000-0000-000000000003\" \
             purpose=\"investigation\"] complaint.read"
        );
        assert_eq!(framed(b"abc"), b"3 abc");
    }

    #[test]
    fn what_is_not_known_is_left_out_and_nothing_breaks_a_field() {
        let odd = Told {
            actor: None,
            subject: None,
            purpose: "",
            action: "a \"b]\\c\nd",
            ..told()
        };
        let text = String::from_utf8(odd.message("h\u{e9} \n", 9)).expect("UTF-8");
        assert!(
            text.contains(" h faisceau - a\"b]\\cd [journal@9 "),
            "{text}"
        );
        assert!(text.contains("action=\"a \\\"b\\]\\\\c d\""), "{text}");
        assert!(
            !text.contains("purpose=") && !text.contains("subject="),
            "{text}"
        );
        assert!(!text.contains('\n'));
        assert!(
            odd.message(" ", 9)
                .starts_with(b"<110>1 2026-11-18T11:06:40.012Z - ")
        );
    }

    #[test]
    fn every_deed_fits_the_kind_of_a_message() {
        for deed in Deed::ALL {
            assert_eq!(header(deed.code(), KIND_MAX), deed.code());
        }
    }
}
