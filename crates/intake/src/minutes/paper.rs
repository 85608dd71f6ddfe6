//! The minutes and the statement as papers: how the complaint was taken, every question put, the exhibits,
//! and where each signs or why they do not.

use super::{Taken, words};
use crate::letter::sentence;
use crate::parties::Parties;
use crate::receipt::{self, Complaint, Receipt};
use crate::sheets::{head, sheet};
use faisceau_documents::letters::{
    MinutesLetter, Record, SheetPart, SignaturePlace, StatementLetter,
};
use faisceau_documents::{Say, dates};
use faisceau_domain::form::Journey;
use faisceau_domain::hearing::{ReadBack, Word};
use faisceau_domain::receipt::Payload;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use jiff::Timestamp;

/// What the law says on the minutes of what was heard.
const LAW_HEARD: [&str; 2] = ["fr.cpp.receipt.copy_of_minutes", "fr.cpp.minutes.reading"];
/// And of what was filed online.
const LAW_ONLINE: [&str; 1] = ["fr.cpp.receipt.copy_of_minutes"];

/// A paper being made.
pub(crate) struct Making<'a> {
    pub(crate) cx: &'a Cx,
    pub(crate) say: &'a Say,
    pub(crate) complaint: &'a Complaint,
    pub(crate) receipt: &'a Receipt,
    pub(crate) taken: &'a Taken,
}

/// The minutes.
///
/// # Errors
/// When the answers cannot be read or a key of law is absent.
pub(crate) fn minutes(making: &Making<'_>, payload: Payload) -> Result<MinutesLetter, Fault> {
    let law = making.cx.world.law.at(making.recorded().date());
    let keys: &[&str] = match making.taken.hearing {
        Some(_) => &LAW_HEARD,
        None => &LAW_ONLINE,
    };
    let mut record = making.record(payload, "after-sheet-minutes")?;
    for key in keys {
        let said = law.say(key, making.say.lang)?;
        record.sheet.law.push(sentence(said));
    }
    Ok(MinutesLetter(record))
}

/// The statement taken down by a body that is no authority.
///
/// # Errors
/// As [`minutes`].
pub(crate) fn statement(making: &Making<'_>, payload: Payload) -> Result<StatementLetter, Fault> {
    let mut record = making.record(payload, "minutes-sheet-statement")?;
    record.sheet.not_police = true;
    let law = making.cx.world.law.at(making.recorded().date());
    let said = law.say("fr.cpp.complaint.any_service", making.say.lang)?;
    record.sheet.law.push(sentence(said));
    Ok(StatementLetter(record))
}

impl Making<'_> {
    fn recorded(&self) -> jiff::Zoned {
        self.receipt.issued_at.to_zoned(receipt::zone())
    }

    fn moment(&self, at: Timestamp) -> String {
        dates::moment(self.say, &at.to_zoned(receipt::zone()))
    }

    fn row(&self, key: &str, said: String) -> (String, String) {
        (self.say.say(key), said)
    }

    fn record(&self, payload: Payload, title: &str) -> Result<Record, Fault> {
        let mut first = head(self.cx, self.say, self.complaint, title);
        let officer = payload.officer.clone().unwrap_or_default();
        first
            .rows
            .push(self.row("after-sheet-officer", officer.clone()));
        let recorded = dates::moment(self.say, &self.recorded());
        first.rows.push(self.row("after-sheet-recorded", recorded));
        let offences = payload.offences.join("\n");
        first.rows.push(self.row("after-sheet-offences", offences));
        let exhibits = payload.exhibits.clone();
        let mut sheet = sheet(self.cx, self.complaint, self.receipt, payload);
        sheet.parts = vec![first];
        sheet.parts.extend(self.heard());
        let answers = self.complaint.answers()?;
        let journey = answers.as_ref().and_then(|answers| {
            Journey::of(&self.cx.world.forms, &self.complaint.form_type, answers)
        });
        let sections = journey.map(|journey| journey.transcript(self.say.lang));
        for section in sections.unwrap_or_default() {
            let rows = section.rows.into_iter().map(|row| (row.label, row.value));
            sheet.parts.push(SheetPart {
                title: section.title,
                rows: rows.collect(),
            });
        }
        Ok(Record {
            sheet,
            exhibits,
            signatures: self.signatures(officer)?,
        })
    }

    /// How it was taken at the counter: who was there, from when to when, what was read.
    fn heard(&self) -> Option<SheetPart> {
        let heard = self.taken.hearing.as_ref()?;
        let mut rows = Vec::new();
        for officer in &self.taken.officers {
            let at = officer.at.map(|at| self.moment(at)).unwrap_or_default();
            let args = [("name", officer.name.as_str()), ("at", &at)];
            let said = self.say.with("minutes-officer-at", &args);
            rows.push(self.row(
                &format!("minutes-officer-{}", officer.part.replace('_', "-")),
                said,
            ));
        }
        rows.push(self.row("minutes-begun", self.moment(heard.held.opened_at)));
        rows.extend(
            heard
                .filed_at
                .map(|at| self.row("minutes-ended", self.moment(at))),
        );
        let presence = heard.presence.iter();
        rows.extend(presence.flat_map(|presence| words::presence(self.say, presence)));
        rows.extend(
            heard
                .read
                .as_ref()
                .map(|read| self.row("minutes-reading", self.read(read))),
        );
        Some(SheetPart {
            title: self.say.say("minutes-how"),
            rows,
        })
    }

    fn read(&self, read: &ReadBack) -> String {
        let at = self.moment(read.at);
        let said = match &read.word {
            Word::Confirmed => self.say.say("minutes-said-confirmed"),
            Word::RefusedToSign { reason } => {
                self.say.with("minutes-said-refused", &[("reason", reason)])
            }
        };
        format!(
            "{}\n{said}",
            self.say.with("minutes-read-on", &[("at", &at)])
        )
    }

    /// Whoever was heard signs, with who interpreted and who stands for them; the officer's signature is that
    /// of the file. Online, the officer signs alone.
    fn signatures(&self, officer: String) -> Result<Vec<SignaturePlace>, Fault> {
        let place = |key: &str, name: String, instead: Option<String>| SignaturePlace {
            quality: self.say.say(key),
            name,
            instead,
        };
        let digital = Some(self.say.say("minutes-signed-digitally"));
        let Some(heard) = &self.taken.hearing else {
            return Ok(vec![place("minutes-sign-officer", officer, digital)]);
        };
        let answers = self.complaint.answers()?;
        let parties =
            answers.map(|answers| Parties::of(&self.cx.world.forms, &answers, self.say.lang));
        let person = parties.and_then(|parties| match parties.by {
            Some(by) => by.name.or(parties.complainant),
            None => parties.complainant,
        });
        let refused = heard.read.as_ref().and_then(|read| match &read.word {
            Word::Confirmed => None,
            Word::RefusedToSign { reason } => {
                Some(self.say.with("minutes-said-refused", &[("reason", reason)]))
            }
        });
        let mut all = vec![place(
            "minutes-sign-person",
            person.unwrap_or_default(),
            refused,
        )];
        if let Some(presence) = &heard.presence {
            all.extend(presence.interpreter.iter().map(|one| {
                let instead = match one.reach {
                    faisceau_domain::hearing::Reach::Here => None,
                    _ => Some(self.say.say("minutes-sign-away")),
                };
                place("minutes-interpreter-who", one.name.clone(), instead)
            }));
            all.extend(presence.others.iter().map(|one| {
                let key = format!("minutes-other-part-{}", one.part.code());
                place(&key, one.name.clone(), None)
            }));
        }
        all.push(place("minutes-sign-officer", officer, digital));
        Ok(all)
    }
}
