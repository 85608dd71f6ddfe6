//! The answers as they are read aloud to the complainant, and what the complainant then says. What is kept
//! is the reading of what this page shows: its digest travels with the form.

use super::hold::AtCounter;
use crate::counter::read_back::Refused;
use crate::counter::{self, Hearing};
use crate::minutes::words;
use crate::pages::shown::{Pairs, first, shown_as};
use crate::space::worded::{instant, piece};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_domain::form::{PageUse, UNANSWERED};
use faisceau_domain::hearing::{NotYet, REASON_CHARACTERS_MAX, REASON_CHARACTERS_MIN, Why, Word};
use faisceau_platform::fault::Error;
use faisceau_platform::web::parts::{
    Asked, Button, Choice, Choices, ErrorSummary, FieldError, Notice, Row, SummaryList, TextArea,
    Tone,
};
use faisceau_platform::web::{Failure, Frame, Front};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "counter/reading.html")]
struct Page {
    f: Frame,
    errors: ErrorSummary,
    action: String,
    presence: String,
    standing: Option<Notice>,
    interpreted: Option<String>,
    /// Who is there; none before it is noted.
    there: Option<SummaryList>,
    sections: Vec<SummaryList>,
    unanswered: Vec<String>,
    unanswered_title: String,
    lacks: Option<String>,
    digest: String,
    word: Choices,
    send: Button,
}

/// What was typed and is wrong.
#[derive(Default)]
struct Again<'a> {
    word: &'a str,
    reason: &'a str,
    wrong: Option<(&'static str, String)>,
}

/// What is read.
pub(super) async fn page(
    State(front): State<Arc<Front>>,
    at: AtCounter,
) -> Result<Response, Failure> {
    show(&front, &at, Again::default()).await
}

/// Keeps the reading, and goes on to the filing.
pub(super) async fn heard(
    State(front): State<Arc<Front>>,
    at: AtCounter,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    let say = at.visit.say();
    let (word, reason) = (first(&pairs, "word"), first(&pairs, "reason"));
    let again = |name, key: &str| {
        let (least, most) = (REASON_CHARACTERS_MIN, REASON_CHARACTERS_MAX);
        let args = [("min", least.to_string()), ("max", most.to_string())];
        let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
        Again {
            word,
            reason,
            wrong: Some((name, say.with(key, &args))),
        }
    };
    let said = match word {
        "confirmed" => Word::Confirmed,
        "refused_to_sign" => match Word::refused_to_sign(reason) {
            Ok(word) => word,
            Err(Why::Missing) => {
                return show(&front, &at, again("reason", "minutes-reason-missing")).await;
            }
            Err(Why::TooLong) => {
                return show(&front, &at, again("reason", "minutes-reason-long")).await;
            }
        },
        _ => return show(&front, &at, again("word", "minutes-word-missing")).await,
    };
    let mut shown = [0; 32];
    if hex::decode_to_slice(first(&pairs, "digest"), &mut shown).is_err() {
        return Err(Failure::bad_request());
    }
    match counter::read_back(&at.cx, at.file.held.id, &shown, &said).await {
        Ok(()) => Ok(Redirect::to(&at.at("/deposer")).into_response()),
        Err(Error::Refused(Refused::NoFile)) => Err(Failure::not_found()),
        Err(Error::Refused(Refused::NotYet(why))) => {
            let key = format!("minutes-not-yet-{}", why.code());
            show(&front, &at, again("word", &key)).await
        }
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
    }
}

async fn show(front: &Front, at: &AtCounter, again: Again<'_>) -> Result<Response, Failure> {
    let say = at.visit.say();
    let (heard, now) = at.heard().await?;
    let presence = heard.presence.as_ref();
    let journey = at.journey();
    let (sections, unanswered) = read_aloud(at);
    let missing = i64::try_from(journey.missing().len()).unwrap_or(i64::MAX);
    let count = i64::try_from(unanswered.len()).unwrap_or(i64::MAX);
    let error = again.wrong.as_ref().map(|(name, message)| FieldError {
        name: (*name).to_owned(),
        message: message.clone(),
    });
    let there = presence.map(|presence| {
        let rows = words::presence(&say, presence).into_iter();
        let rows = rows.map(|(label, said)| Row::new(label, said)).collect();
        SummaryList::new(&say, say.say("minutes-there"), rows)
    });
    let page = Page {
        f: at
            .frame(front, say.say("minutes-reading-title"))
            .back_to(at.at(""))
            .with_errors(error.is_some()),
        errors: ErrorSummary::new(&say, error.into_iter().collect()),
        action: at.at("/lecture"),
        presence: at.at("/presence"),
        standing: standing(at, &heard, &now),
        interpreted: presence.and_then(|presence| {
            let one = presence.interpreter.as_ref()?;
            Some(say.with(
                "minutes-reading-interpreted",
                &[("language", &one.language)],
            ))
        }),
        there,
        sections,
        unanswered,
        unanswered_title: say.number("minutes-unanswered", count),
        lacks: (missing > 0).then(|| say.number("minutes-reading-lacks", missing)),
        digest: hex::encode(now),
        word: word(at, &again)?,
        send: Button::primary(say.say("minutes-reading-send")),
    };
    let status = match again.wrong {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    shown_as(status, &page)
}

/// What is read: everything answered, refused or unknown; and apart, what was asked and left.
fn read_aloud(at: &AtCounter) -> (Vec<SummaryList>, Vec<String>) {
    let say = at.visit.say();
    let journey = at.journey();
    let declared = |slug: &str| {
        let page = journey.page(slug);
        page.is_some_and(|page| page.purpose == PageUse::Declaration)
    };
    let (mut lists, mut left) = (Vec::new(), Vec::new());
    for section in journey.transcript(say.lang) {
        let mut rows = Vec::new();
        for row in section.rows {
            if row.left == Some(UNANSWERED) {
                left.push(row.label);
            } else if !declared(&row.slug) {
                let mut line = Row::new(row.label, "");
                line.values = row.value.lines().map(str::to_owned).collect();
                rows.push(line);
            }
        }
        if !rows.is_empty() {
            lists.push(SummaryList::new(&say, section.title, rows));
        }
    }
    (lists, left)
}

/// What of it was read already.
fn standing(at: &AtCounter, heard: &Hearing, now: &[u8; 32]) -> Option<Notice> {
    let say = at.visit.say();
    if heard.presence.is_none() {
        let text = say.say("minutes-not-yet-nobody-noted");
        return Some(Notice::new(Tone::Warn, say.say("minutes-there"), text));
    }
    let read = heard.read.as_ref()?;
    let when = instant(&say, read.at);
    let (tone, key) = match (&read.word, read.digest == *now) {
        (_, false) => (Tone::Warn, NotYet::Stale.code()),
        (Word::Confirmed, true) => (Tone::Ok, "confirmed"),
        (Word::RefusedToSign { .. }, true) => (Tone::Info, "refused"),
    };
    let title = say.with("minutes-read-at", &[("at", &when)]);
    Some(Notice::new(
        tone,
        title,
        say.say(&format!("minutes-read-{key}")),
    ))
}

fn word(at: &AtCounter, again: &Again<'_>) -> Result<Choices, Failure> {
    let say = at.visit.say();
    let error = |input: &str| {
        let wrong = again.wrong.as_ref().filter(|(name, _)| *name == input);
        wrong.map(|(_, message)| message.clone())
    };
    let reason = Asked::new(&say, "reason", say.say("minutes-refusal-reason"))
        .hint(say.say("minutes-refusal-reason-hint"))
        .error(error("reason"));
    let mut area = TextArea::new(reason, again.reason);
    area.rows = 2;
    let confirmed = Choice::new("confirmed", say.say("minutes-word-confirmed"))
        .chosen(again.word == "confirmed");
    let mut refused = Choice::new("refused_to_sign", say.say("minutes-word-refused"))
        .hint(say.say("minutes-word-refused-hint"))
        .chosen(again.word == "refused_to_sign");
    refused.reveals = Some(piece(&area)?);
    let asked = Asked::new(&say, "word", say.say("minutes-word")).error(error("word"));
    Ok(Choices::one(&say, asked, vec![confirmed, refused]))
}
