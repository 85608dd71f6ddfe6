//! The paper of an act, from what is written in it: what rests on which text, who asks whom for what, how it is answered and how
//! it is checked. Prints nothing of a text that nobody vouches for, and decides nothing: an act that lacks something is printed
//! as the draft it is.

use crate::words;
use faisceau_documents::dates;
use faisceau_documents::letters::{
    ActBody, ActLetter, ActRequest, NoticeLetter, Sender, Sentence, Verification,
};
use faisceau_documents::words::Say;
use faisceau_domain::act::draft::{Authorisation, Draft, Request, instant};
use faisceau_domain::typeset;
use faisceau_law::{At, Because, Unresolved};
use jiff::Zoned;

/// What a paper bears that is not written by who drafts.
#[derive(Debug, Clone)]
pub struct Head {
    /// The reference of the act.
    pub reference: String,
    /// The version of what is written, from 1.
    pub version: u32,
    /// When the paper is made.
    pub made_at: Zoned,
    /// The service, as it is configured.
    pub sender: Sender,
    /// How the paper is checked: at the operator's own address.
    pub verification: Verification,
    /// The short form of the key that signs.
    pub key_id: String,
}

/// The paper of an act of an authority.
///
/// # Errors
/// [`Unresolved`] for a text it rests on.
pub fn act(draft: &Draft, at: &At<'_>, say: &Say, head: Head) -> Result<ActLetter, Unresolved> {
    let mut body = body(draft, at, say, &head)?;
    body.signature = signature(draft, say);
    let mut sender = head.sender;
    if !draft.service.trim().is_empty() {
        sender.name.clone_from(&draft.service);
    }
    Ok(ActLetter {
        sender,
        made_at: head.made_at,
        body,
        verification: head.verification,
        key_id: head.key_id,
    })
}

/// The letter of who acts in their own name.
///
/// # Errors
/// [`Unresolved`] for a text it rests on.
pub fn notice(
    draft: &Draft,
    at: &At<'_>,
    say: &Say,
    head: &Head,
) -> Result<NoticeLetter, Unresolved> {
    let sender = &draft.sender;
    let mut body = body(draft, at, say, head)?;
    body.signature = vec![[say.say("acts-paper-writer"), sender.name.clone()]];
    let quality = draft.author.map(|author| words::author(say, author));
    body.signature
        .extend(quality.map(|quality| [say.say("acts-paper-quality"), quality]));
    let writer = [
        &sender.name,
        &sender.registration,
        &sender.address,
        &sender.contact,
        &sender.speaks_by,
    ];
    let writer = writer.into_iter().filter(|line| !line.trim().is_empty());
    Ok(NoticeLetter {
        writer: writer.cloned().collect::<Vec<String>>().join("\n"),
        made_at: head.made_at.clone(),
        brought: draft
            .delivery
            .map_or_else(String::new, |way| words::delivery(say, way)),
        body,
    })
}

fn body(draft: &Draft, at: &At<'_>, say: &Say, head: &Head) -> Result<ActBody, Unresolved> {
    let numbered = (1..).zip(&draft.requests);
    let shown = draft.shown.iter();
    Ok(ActBody {
        title: words::title(say, draft.kind),
        reference: head.reference.clone(),
        version: head.version.to_string(),
        addressee: addressee(draft),
        grounds: grounds(draft, at, say)?,
        head: frame(draft, say),
        facts: draft.facts.clone(),
        need: draft.need.clone(),
        requests: numbered
            .map(|(number, one)| request(say, number, one))
            .collect(),
        closing: closing(draft, say),
        shown: shown
            .map(|file| [file.name.clone(), file.sha256.clone()])
            .collect(),
        signature: Vec::new(),
    })
}

fn addressee(draft: &Draft) -> String {
    let to = &draft.addressee;
    let lines = [&to.name, &to.address, &to.country];
    let lines = lines.into_iter().filter(|line| !line.trim().is_empty());
    lines.cloned().collect::<Vec<String>>().join("\n")
}

/// The basis, the rule of technical data where they are asked for, the offences: those that somebody vouches for.
fn grounds(draft: &Draft, at: &At<'_>, say: &Say) -> Result<Vec<Sentence>, Unresolved> {
    let mut keys = vec![draft.basis.as_str()];
    let technical = draft.asked().measures.iter().any(|one| one.is_technical());
    let gate = at
        .basis(&draft.basis)?
        .and_then(|basis| basis.gate.as_deref());
    keys.extend(gate.filter(|_| technical));
    keys.extend(draft.offences.iter().map(String::as_str));
    let mut grounds = Vec::new();
    for key in keys {
        let because = at.because(key)?;
        if because.confirmed {
            grounds.push(sentence(say, &because));
        }
    }
    Ok(grounds)
}

fn sentence(say: &Say, because: &Because) -> Sentence {
    Sentence {
        text: typeset(say.lang, because.sentence.say(say.lang)).into_owned(),
        citation: Some(typeset(say.lang, because.citation.say(say.lang)).into_owned()),
    }
}

fn frame(draft: &Draft, say: &Say) -> Vec<[String; 2]> {
    let mut rows = Vec::new();
    let mut row = |key: &str, words: Option<String>| {
        let words = words.filter(|words| !words.trim().is_empty());
        rows.extend(words.map(|words| [say.say(&format!("acts-paper-{key}")), words]));
    };
    row("procedure", Some(draft.procedure.clone()));
    row("frame", draft.frame.map(|frame| words::frame(say, frame)));
    if draft.kind.is_reserved() {
        row(
            "author",
            draft.author.map(|author| words::author(say, author)),
        );
    }
    let given = draft.authorisation.as_ref();
    row(
        "authorisation",
        given.map(|given| authorisation(say, given)),
    );
    row("until", draft.until.map(|day| dates::day(say, day)));
    let identify = draft
        .to_identify
        .then(|| say.say("acts-paper-to-identify-only"));
    row("purpose", identify);
    let own = draft
        .own_equipment
        .then(|| say.say("acts-paper-own-equipment"));
    row("purpose", own);
    rows
}

/// Who authorised, when, under which reference; that it is general instructions, and until when they hold.
fn authorisation(say: &Say, given: &Authorisation) -> String {
    let by = given
        .by
        .map(|by| words::magistrate(say, by))
        .unwrap_or_default();
    let day =
        |day: Option<jiff::civil::Date>| day.map(|day| dates::day(say, day)).unwrap_or_default();
    let (on, until) = (day(given.on), day(given.until));
    let key = match given.standing {
        true => "acts-paper-standing",
        false => "acts-paper-authorised",
    };
    let args = [
        ("by", by.as_str()),
        ("name", &given.name),
        ("on", &on),
        ("reference", &given.reference),
        ("until", &until),
    ];
    say.with(key, &args)
}

fn request(say: &Say, number: usize, request: &Request) -> ActRequest {
    let mut rows = Vec::new();
    let mut row = |key: &str, words: String| {
        if !words.trim().is_empty() {
            rows.push([say.say(&format!("acts-paper-{key}")), words]);
        }
    };
    let asked = request.measure.map(|one| words::measure(say, one));
    row("asked", asked.unwrap_or_default());
    row("identifier", request.identifiers.join("\n"));
    let port = request.port.map(|port| port.to_string());
    row("port", port.unwrap_or_default());
    row("from", hour(say, &request.from));
    row("to", hour(say, &request.until));
    ActRequest {
        number: number.to_string(),
        words: request.words.clone(),
        rows,
    }
}

/// An hour as it was typed, with its offset, and the same in universal time: whoever answers has nothing to guess.
fn hour(say: &Say, typed: &str) -> String {
    match instant(typed) {
        Some(at) => say.with(
            "acts-paper-hour",
            &[("typed", typed.trim()), ("universal", &at.to_string())],
        ),
        None => typed.to_owned(),
    }
}

fn closing(draft: &Draft, say: &Say) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(day) = draft.answer_by {
        let day = dates::day(say, day);
        let key = match draft.kind.is_reserved() {
            true => "acts-paper-answer-by",
            false => "acts-paper-perform-by",
        };
        said.push(say.with(key, &[("day", &day)]));
    }
    if !draft.answer_to.trim().is_empty() {
        said.push(say.with("acts-paper-answer-to", &[("where", &draft.answer_to)]));
    }
    if !draft.consequence.trim().is_empty() {
        said.push(draft.consequence.clone());
    }
    if draft.kind.is_sent() && draft.requests.len() > 1 {
        said.push(say.say("acts-paper-number-answers"));
    }
    for (holds, key) in [
        (draft.evidence_kept, "acts-paper-evidence-kept"),
        (draft.assistance_follows, "acts-paper-assistance-follows"),
        (draft.good_faith, "acts-paper-good-faith"),
    ] {
        said.extend(holds.then(|| say.say(key)));
    }
    said
}

fn signature(draft: &Draft, say: &Say) -> Vec<[String; 2]> {
    let quality = draft.author.map(|author| words::author(say, author));
    let rows = [
        ("quality", quality.unwrap_or_default()),
        ("name", draft.author_name.clone()),
        ("service", draft.service.clone()),
    ];
    let said = rows
        .into_iter()
        .filter(|(_, words)| !words.trim().is_empty());
    said.map(|(key, words)| [say.say(&format!("acts-paper-{key}")), words])
        .collect()
}
