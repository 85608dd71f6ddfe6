//! What the officer's paper says: who files, when, against whom, the offences retained, the
//! limitation periods, their interruption and the victim's rights. Never the narrative.

use crate::letter::{sender, sentence, verification};
use crate::parties::Parties;
use crate::receipt::{self, Complaint, Receipt};
use faisceau_documents::Say;
use faisceau_documents::letters::{
    Against, Complainant, Knowledge, Offence, Officer, RecepisseLetter, Sentence,
};
use faisceau_domain::form::{Answer, Answers, Journey, Key, Value};
use faisceau_domain::receipt::Payload;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

pub(crate) fn letter(
    cx: &Cx,
    say: &Say,
    complaint: &Complaint,
    receipt: &Receipt,
    payload: Payload,
) -> Result<RecepisseLetter, Fault> {
    let zone = receipt::zone();
    let day = receipt.issued_at.to_zoned(zone.clone()).date();
    let answers = complaint.answers()?;
    let journey = answers
        .as_ref()
        .and_then(|answers| Journey::of(&cx.world.forms, &complaint.form_type, answers));
    let named = journey.is_some_and(|journey| journey.named_suspect());
    let law = |keys: &[&str]| said(cx, say, day, keys);
    let rights = cx
        .world
        .law
        .at(day)
        .say_family("fr.cpp.victim_rights", say.lang)?;
    let civil_day = |at: Timestamp| at.to_zoned(zone.clone()).date();
    Ok(RecepisseLetter {
        reference: payload.reference,
        minutes: None,
        sender: sender(cx, payload.controller),
        officer: Officer {
            quality: say.say("intake-officer-quality"),
            name_or_number: payload.officer.unwrap_or_default(),
        },
        complainant: complainant(cx, say, answers.as_ref()),
        filed_at: complaint.filed_at.to_zoned(zone.clone()),
        issued_at: receipt.issued_at.to_zoned(zone.clone()),
        facts_from: complaint.occurred_at.map(civil_day),
        facts_to: None,
        facts_place: None,
        offences: payload
            .offences
            .into_iter()
            .map(|label| Offence {
                label,
                citation: None,
            })
            .collect(),
        against: if named {
            Against::Named
        } else {
            Against::Unknown
        },
        knowledge: known_at(answers.as_ref()).map(|known_at| Knowledge { known_at }),
        limitation: law(&[
            "fr.cpp.limitation.crime",
            "fr.cpp.limitation.offence",
            "fr.cpp.limitation.contravention",
        ])?,
        interruption: law(&[
            "fr.cpp.limitation.interruption",
            "fr.cpp.limitation.complaint_alone",
        ])?,
        rights: rights.into_iter().map(sentence).collect(),
        next_steps: vec![say.say("intake-next-messages")],
        verification: verification(cx, &payload.verification_code),
        key_id: payload.key_id,
    })
}

/// The fields that say when a professional learned of the attack.
const KNOWN: [&str; 2] = ["ransom.known_at", "intr.known_at"];

/// When they learned of it; none without an hour, as hours are counted from it.
pub(crate) fn known_at(answers: Option<&Answers>) -> Option<Zoned> {
    let answers = answers?;
    let mut given = KNOWN.iter().filter_map(|key| {
        let key: Key = key.parse().ok()?;
        answers.get(&key).and_then(Answer::value)
    });
    let Some(Value::Moment(moment)) = given.next() else {
        return None;
    };
    let at = moment.date.to_datetime(moment.time?);
    let zone = TimeZone::get(&moment.zone).unwrap_or_else(|_| receipt::zone());
    at.to_zoned(zone).ok()
}

fn said(cx: &Cx, say: &Say, day: Date, keys: &[&str]) -> Result<Vec<Sentence>, Fault> {
    let pack = cx.world.law.at(day);
    keys.iter()
        .map(|key| Ok(sentence(pack.say(key, say.lang)?)))
        .collect()
}

/// Who files, as they wrote it, and who wrote for them; an import may not say.
fn complainant(cx: &Cx, say: &Say, answers: Option<&Answers>) -> Complainant {
    let parties = answers.map(|answers| Parties::of(&cx.world.forms, answers, say.lang));
    let parties = parties.unwrap_or_default();
    let unknown = || say.say("intake-complainant-unknown");
    Complainant {
        name: parties.complainant.unwrap_or_else(unknown),
        born: parties.born,
        by: parties.by.map(|by| by.line(say)),
    }
}

#[cfg(test)]
mod tests {
    use super::known_at;
    use faisceau_domain::form::{Answer, Answers, FormRef, Value, value::Moment};
    use jiff::civil::{Time, date, time};

    #[test]
    fn hours_are_counted_only_from_an_hour() {
        let form = FormRef {
            code: "ransomware".to_owned(),
            version: 1,
            hash: String::new(),
        };
        for key in ["ransom.known_at", "intr.known_at"] {
            let known = |time: Option<Time>| {
                let mut answers = Answers::new(form.clone());
                let moment = Moment {
                    date: date(2026, 3, 14),
                    time,
                    zone: "Europe/Paris".to_owned(),
                };
                let key = key.parse().expect("a key");
                answers.set(key, Answer::Value(Value::Moment(moment)));
                known_at(Some(&answers)).map(|at| at.to_string())
            };
            let at = known(Some(time(9, 30, 0, 0)));
            assert_eq!(
                at.as_deref(),
                Some("2026-03-14T09:30:00+01:00[Europe/Paris]")
            );
            assert_eq!(known(None), None);
        }
        assert_eq!(known_at(Some(&Answers::new(form))), None);
        assert_eq!(known_at(None), None);
    }
}
