//! Telling a victim that there is something to read: of what kind, by which way, and when. Never what it
//! is about: a notice holds no fact, no type and no name. Pure.

use jiff::Zoned;
use jiff::civil::{Time, Weekday, time};

/// What there is to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// It was received.
    Received,
    /// Something is asked.
    NeedYou,
    /// An appointment is proposed.
    Appointment,
    /// It was recorded.
    Recorded,
    /// It is under investigation.
    Investigating,
    /// It went to the courts.
    Transmitted,
    /// The courts decided.
    Decided,
    /// It is closed.
    Closed,
    /// Staff wrote.
    Message,
    /// Nothing new, and it is still open.
    NothingNew,
    /// The codes of the space were changed.
    CodeChanged,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 11] = [
        Kind::Received,
        Kind::NeedYou,
        Kind::Appointment,
        Kind::Recorded,
        Kind::Investigating,
        Kind::Transmitted,
        Kind::Decided,
        Kind::Closed,
        Kind::Message,
        Kind::NothingNew,
        Kind::CodeChanged,
    ];

    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Kind::Received => "received",
            Kind::NeedYou => "need-you",
            Kind::Appointment => "appointment",
            Kind::Recorded => "recorded",
            Kind::Investigating => "investigating",
            Kind::Transmitted => "transmitted",
            Kind::Decided => "decided",
            Kind::Closed => "closed",
            Kind::Message => "message",
            Kind::NothingNew => "nothing-new",
            Kind::CodeChanged => "code-changed",
        }
    }

    /// Reads a word written by [`Kind::code`]; anything else is `None`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// How a victim wishes to be told, as answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wishes {
    /// The e-mail address given.
    pub email: Option<String>,
    /// The means said to be safe (`space`, `email`, `sms`, `call`, `post`).
    pub safe: Vec<String>,
    /// The means chosen to be told by; none when it was not answered.
    pub by: Option<String>,
    /// When one may be reached (`morning`, `afternoon`, `evening`, `weekdays`, `any`).
    pub hours: Vec<String>,
}

/// Why nothing leaves the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// The installation sends no e-mail.
    NoMail,
    /// No address was given.
    NoAddress,
    /// E-mail was not said to be safe, or another means was chosen.
    NotSafe,
}

impl Kept {
    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Kept::NoMail => "no-mail",
            Kept::NoAddress => "no-address",
            Kept::NotSafe => "not-safe",
        }
    }
}

/// Which way a notice goes.
#[derive(Debug, Clone, PartialEq)]
pub enum Way {
    /// By e-mail, now.
    Email(String),
    /// By e-mail, when the victim may be reached.
    Later(Zoned),
    /// It waits in the space, and nowhere else.
    Space(Kept),
}

/// Which way a notice goes at this instant. In doubt it stays in the space: a message read by somebody
/// else may cost more than a message not sent.
#[must_use]
pub fn way(wishes: &Wishes, mail: bool, now: &Zoned) -> Way {
    let said = |list: &[String], word: &str| list.iter().any(|one| one == word);
    let chosen = wishes.by.as_deref().is_none_or(|by| by == "email");
    if !chosen || !said(&wishes.safe, "email") || said(&wishes.safe, "space") {
        return Way::Space(Kept::NotSafe);
    }
    let Some(address) = &wishes.email else {
        return Way::Space(Kept::NoAddress);
    };
    if !mail {
        return Way::Space(Kept::NoMail);
    }
    match next(&wishes.hours, now) {
        Some(later) => Way::Later(later),
        None => Way::Email(address.clone()),
    }
}

/// The part of a day that a word stands for: from an hour to another.
fn part(word: &str) -> Option<(Time, Time)> {
    match word {
        "morning" => Some((time(8, 0, 0, 0), time(12, 0, 0, 0))),
        "afternoon" => Some((time(12, 0, 0, 0), time(18, 0, 0, 0))),
        "evening" => Some((time(18, 0, 0, 0), time(20, 0, 0, 0))),
        _ => None,
    }
}

/// The next instant at which one may be reached; none when it is now.
fn next(hours: &[String], now: &Zoned) -> Option<Zoned> {
    let mut parts: Vec<(Time, Time)> = hours.iter().filter_map(|word| part(word)).collect();
    parts.sort();
    let weekdays = hours.iter().any(|word| word == "weekdays");
    let whole = vec![(Time::midnight(), Time::MAX)];
    let parts = if parts.is_empty() { whole } else { parts };
    // From today to the eighth day: every day of the week is met once whole.
    let days = std::iter::successors(Some(now.date()), |day| day.tomorrow().ok()).take(8);
    for day in days {
        let resting = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        if weekdays && resting {
            continue;
        }
        for (from, to) in &parts {
            let starts = day
                .to_datetime(*from)
                .to_zoned(now.time_zone().clone())
                .ok()?;
            let ends = day
                .to_datetime(*to)
                .to_zoned(now.time_zone().clone())
                .ok()?;
            if *now < starts {
                return Some(starts);
            }
            if *now < ends {
                return None;
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Zoned {
        text.parse().expect("an instant in its zone")
    }

    fn wishes(safe: &[&str], hours: &[&str]) -> Wishes {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Wishes {
            email: Some("moi@exemple.fr".to_owned()),
            safe: words(safe),
            by: Some("email".to_owned()),
            hours: words(hours),
        }
    }

    #[test]
    fn in_doubt_nothing_leaves_the_platform() {
        let now = at("2026-11-23T10:00[Europe/Paris]");
        let kept = |wishes: &Wishes, mail| match way(wishes, mail, &now) {
            Way::Space(kept) => Some(kept),
            _ => None,
        };
        let good = wishes(&["email", "call"], &[]);
        assert_eq!(
            way(&good, true, &now),
            Way::Email("moi@exemple.fr".to_owned())
        );
        assert_eq!(kept(&good, false), Some(Kept::NoMail));
        for safe in [&[][..], &["call"], &["space"], &["email", "space"]] {
            assert_eq!(
                kept(&wishes(safe, &[]), true),
                Some(Kept::NotSafe),
                "{safe:?}"
            );
        }
        for by in ["space", "sms"] {
            let other = Wishes {
                by: Some(by.to_owned()),
                ..good.clone()
            };
            assert_eq!(kept(&other, true), Some(Kept::NotSafe), "{by}");
        }
        let none = Wishes {
            email: None,
            ..good.clone()
        };
        assert_eq!(kept(&none, true), Some(Kept::NoAddress));
        let unsaid = Wishes { by: None, ..good };
        assert_eq!(
            kept(&unsaid, true),
            None,
            "safe, and no other means was chosen"
        );
    }

    #[test]
    fn a_notice_waits_for_the_hours_said() {
        // A Saturday.
        for (hours, now, expected) in [
            (&["any"][..], "2026-11-21T03:00[Europe/Paris]", None),
            (&["morning"], "2026-11-21T09:59[Europe/Paris]", None),
            (
                &["morning"],
                "2026-11-21T07:00[Europe/Paris]",
                Some("2026-11-21T08:00[Europe/Paris]"),
            ),
            (
                &["morning"],
                "2026-11-21T12:00[Europe/Paris]",
                Some("2026-11-22T08:00[Europe/Paris]"),
            ),
            (
                &["evening", "morning"],
                "2026-11-21T13:00[Europe/Paris]",
                Some("2026-11-21T18:00[Europe/Paris]"),
            ),
            (
                &["weekdays"],
                "2026-11-21T13:00[Europe/Paris]",
                Some("2026-11-23T00:00[Europe/Paris]"),
            ),
            (
                &["weekdays", "evening"],
                "2026-11-20T20:30[Europe/Paris]",
                Some("2026-11-23T18:00[Europe/Paris]"),
            ),
            (
                &["weekdays", "evening"],
                "2026-11-20T19:30[Europe/Paris]",
                None,
            ),
        ] {
            let expected = match expected {
                Some(later) => Way::Later(at(later)),
                None => Way::Email("moi@exemple.fr".to_owned()),
            };
            assert_eq!(
                way(&wishes(&["email"], hours), true, &at(now)),
                expected,
                "{hours:?} {now}"
            );
        }
    }

    #[test]
    fn kinds_are_read_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(Kind::from_code("burnt"), None);
    }
}
