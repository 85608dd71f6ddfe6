//! Who filed each complaint of a series, for the annex: only complaints whose identity the asker
//! may read. The one place of this capability that reads a name.

use super::contents::Gathered;
use super::store;
use crate::rights::Sight;
use faisceau_documents::dates;
use faisceau_documents::letters::IdentityRow;
use faisceau_documents::words::Say;
use faisceau_domain::form::{Answer, Answers, Key, Value};
use faisceau_platform::access::Action;
use faisceau_platform::binds;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use uuid::Uuid;

/// The field that holds who files.
const CIVIL: &str = "victim.civil";

/// The rows, what is left out in sentences, and the complaints whose identity was read.
type Found = (Vec<IdentityRow>, Vec<String>, Vec<Uuid>);

pub(super) async fn identities(
    tx: &mut Tx,
    sight: &mut Sight<'_>,
    say: &Say,
    gathered: &Gathered,
) -> Result<Found, Fault> {
    let (mut rows, mut known, mut closed) = (Vec::new(), Vec::new(), 0_i64);
    for member in gathered.members.iter().chain(&gathered.attached) {
        if !sight.may(Action::IdentityRead, member.complaint) {
            closed += 1;
            continue;
        }
        let row = tx.one(&store::ANSWERS, binds![member.complaint]).await?;
        let channel: String = row.get("channel")?;
        let stored: String = row.get("answers")?;
        let answers = match channel.as_str() {
            "import" => None,
            _ => Some(serde_json::from_str::<Answers>(&stored)?),
        };
        let (name, born) = person(say, answers.as_ref());
        known.push(member.complaint);
        rows.push(IdentityRow {
            reference: member.reference.clone(),
            name,
            born,
        });
    }
    let mut limits = Vec::new();
    if closed > 0 {
        limits.push(say.number("explanation-file-identities-closed", closed));
    }
    if gathered.hidden > 0 {
        limits.push(say.number("explanation-file-hidden", gathered.hidden));
    }
    Ok((rows, limits, known))
}

/// Who files, as they wrote it; an import may not say.
fn person(say: &Say, answers: Option<&Answers>) -> (String, String) {
    let unsaid = || say.say("explanation-file-identity-unsaid");
    let stated = answers
        .zip(CIVIL.parse::<Key>().ok())
        .and_then(|(answers, key)| answers.get(&key))
        .and_then(Answer::value);
    let Some(Value::Person(person)) = stated else {
        return (unsaid(), String::new());
    };
    let part = |code: &str| {
        let found = person.parts.iter().find(|(known, _)| known == code);
        found.map(|(_, text)| text.as_str())
    };
    let name: Vec<&str> = [part("first_names"), part("birth_name")]
        .into_iter()
        .flatten()
        .collect();
    let name = match name.is_empty() {
        true => unsaid(),
        false => name.join(" "),
    };
    (
        name,
        person
            .born_on
            .map_or_else(String::new, |on| dates::day(say, on)),
    )
}
