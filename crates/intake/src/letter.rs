//! What the papers of a complaint say: facts from the complaint, law from the pack at the day of
//! issue, words from `locales/`. Typesets nothing.

use crate::file;
use crate::minutes::{self, Making, Taken};
use crate::receipt::{
    self, ATTESTATION, Complaint, DISCREET, MINUTES, RECEPISSE, Receipt, STATEMENT,
};
use crate::{recepisse, sheets};
use faisceau_documents::letters::{
    AttestationLetter, Cover, DiscreetLetter, Imported, MinutesLetter, Nature, ReceiptLetter,
    RecepisseLetter, Sender, Sentence, StatementLetter, Verification,
};
use faisceau_documents::{NotRendered, Rendered, Say, Setting, SignedPayload, issue};
use faisceau_domain::event::Channel;
use faisceau_domain::form::Mode;
use faisceau_domain::form::directory::ModeWords;
use faisceau_domain::receipt::Payload;
use faisceau_law::Said;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use jiff::Timestamp;

/// A paper ready to be typeset, in the victim's language.
pub(crate) struct Paper {
    pub(crate) say: Say,
    kind: Kind,
}

enum Kind {
    Acknowledgement(ReceiptLetter),
    Recepisse(RecepisseLetter),
    Discreet(DiscreetLetter),
    Attestation(AttestationLetter),
    Minutes(MinutesLetter),
    Statement(StatementLetter),
}

impl Paper {
    pub(crate) fn issue(
        &self,
        setting: Setting<'_>,
        payload: SignedPayload<'_>,
        key: &ed25519_dalek::SigningKey,
    ) -> Result<Rendered, NotRendered> {
        match &self.kind {
            Kind::Acknowledgement(letter) => issue(letter, setting, Some(payload), key),
            Kind::Recepisse(letter) => issue(letter, setting, Some(payload), key),
            Kind::Discreet(letter) => issue(letter, setting, Some(payload), key),
            Kind::Attestation(letter) => issue(letter, setting, Some(payload), key),
            Kind::Minutes(letter) => issue(letter, setting, Some(payload), key),
            Kind::Statement(letter) => issue(letter, setting, Some(payload), key),
        }
    }
}

/// The paper of a receipt, of a complaint taken so.
pub(crate) fn of(
    cx: &Cx,
    complaint: &Complaint,
    receipt: &Receipt,
    taken: &Taken,
) -> Result<Paper, Fault> {
    let say = Say::new(cx.world.words.clone(), complaint.lang);
    let payload = receipt.read_payload()?;
    let making = Making {
        cx,
        say: &say,
        complaint,
        receipt,
        taken,
    };
    let kind = match receipt::kind_of(&receipt.document) {
        RECEPISSE => Kind::Recepisse(recepisse::letter(cx, &say, complaint, receipt, payload)?),
        DISCREET => {
            let sheet = sheets::discreet(cx, &say, complaint, receipt, payload);
            Kind::Discreet(DiscreetLetter(sheet))
        }
        ATTESTATION => {
            let sheet = sheets::attestation(cx, &say, complaint, receipt, payload);
            Kind::Attestation(AttestationLetter(sheet))
        }
        MINUTES => Kind::Minutes(minutes::minutes(&making, payload)?),
        STATEMENT => Kind::Statement(minutes::statement(&making, payload)?),
        _ => Kind::Acknowledgement(acknowledgement(cx, &say, complaint, receipt, payload)?),
    };
    Ok(Paper { say, kind })
}

fn acknowledgement(
    cx: &Cx,
    say: &Say,
    complaint: &Complaint,
    receipt: &Receipt,
    payload: Payload,
) -> Result<ReceiptLetter, Fault> {
    let zone = receipt::zone();
    let authority = payload.legal_regime == "authority";
    let imported = match (complaint.channel, complaint.received_at) {
        (Channel::Import, Some(at)) => Some(Imported {
            at: at.to_zoned(zone.clone()),
            source: complaint.source.clone().unwrap_or_default(),
        }),
        _ => None,
    };
    let on_paper = match (complaint.channel, complaint.received_at) {
        (Channel::Import, _) | (_, None) => None,
        (_, Some(at)) => Some(at.to_zoned(zone.clone()).date()),
    };
    // The paper says what was registered on its day, whatever it became since.
    let registered = Complaint {
        nature: payload.nature.clone(),
        ..complaint.clone()
    };
    let next_steps = next_steps(cx, say, &registered, authority);
    let answers = complaint.answers()?;
    let known = recepisse::known_at(answers.as_ref());
    let mut law = law(cx, say, receipt.issued_at, authority)?;
    if known.is_some() {
        let day = receipt.issued_at.to_zoned(receipt::zone()).date();
        let delay = cx.world.law.at(day).say(INSURED, say.lang)?;
        law.push(sentence(delay));
    }
    Ok(ReceiptLetter {
        reference: payload.reference,
        sender: sender(cx, payload.controller),
        legal_regime: payload.legal_regime,
        nature: if payload.nature == "report" {
            Nature::Report
        } else {
            Nature::Complaint
        },
        type_label: type_label(cx, complaint),
        registered_at: receipt.issued_at.to_zoned(zone),
        imported,
        on_paper,
        known_at: known.clone(),
        exhibits: payload.exhibits,
        awaits_officer: authority,
        cover: Cover {
            to_do: None,
            before: None,
            call: None,
        },
        law,
        next_steps,
        verification: verification(cx, &payload.verification_code),
        key_id: payload.key_id,
    })
}

/// What an insured professional must know of the delay.
const INSURED: &str = "fr.insurance.cyber_complaint";

/// What happens next, the same on the page and on the paper. Of an authority, the profile says it
/// for each mode; a report is told what a report is, whatever the mode it might have had.
pub(crate) fn next_steps(
    cx: &Cx,
    say: &Say,
    complaint: &Complaint,
    authority: bool,
) -> Vec<String> {
    let profile = &cx.world.config.profile;
    // An import came in by its source's own way: it is read like any complaint.
    let read = || cx.world.forms.mode_words(profile, Mode::OnlineFull);
    match mode_words(cx, complaint).or_else(read) {
        Some(words) if authority => {
            let next = words.next.iter();
            next.map(|step| step.get(say.lang).to_owned()).collect()
        }
        _ => STEPS_OTHER.iter().map(|key| say.say(key)).collect(),
    }
}

/// What its mode means for a complaint as filed; a report is a report, whatever else it might have
/// been.
pub(crate) fn mode_words<'a>(cx: &'a Cx, complaint: &Complaint) -> Option<&'a ModeWords> {
    let mode = if complaint.nature == file::Nature::Report.code() {
        Mode::ReportOnly
    } else {
        Mode::from_code(&complaint.filing_mode)?
    };
    cx.world.forms.mode_words(&cx.world.config.profile, mode)
}

/// What a body that is no authority promises.
const STEPS_OTHER: [&str; 2] = ["intake-next-read", "intake-next-messages"];

/// The type as its questionnaire calls it; an unknown one, from an import, as "other".
pub(crate) fn type_label(cx: &Cx, complaint: &Complaint) -> String {
    let forms = &cx.world.forms;
    let kind = forms
        .kind(&complaint.form_type)
        .or_else(|| forms.kind(faisceau_domain::form::OTHER));
    kind.map_or_else(String::new, |kind| {
        kind.label.get(complaint.lang).to_owned()
    })
}

pub(crate) fn sender(cx: &Cx, name: String) -> Sender {
    let contact = &cx.world.config.contact;
    Sender {
        name,
        address: contact.clone(),
        phone: None,
        email: None,
    }
}

pub(crate) fn verification(cx: &Cx, code: &str) -> Verification {
    let page = format!("{}/verify", cx.world.config.public_url);
    let link = format!("{page}?code={code}");
    Verification {
        page,
        link,
        code: code.to_owned(),
    }
}

/// What the law asks to be said on the paper of that day.
fn law(cx: &Cx, say: &Say, at: Timestamp, authority: bool) -> Result<Vec<Sentence>, Fault> {
    let day = at.to_zoned(receipt::zone()).date();
    let pack = cx.world.law.at(day);
    let mut said: Vec<Said> = Vec::new();
    let keys: &[&str] = if authority {
        &LAW_AUTHORITY
    } else {
        &LAW_OTHER
    };
    for key in keys {
        said.push(pack.say(key, say.lang)?);
    }
    said.extend(pack.say_family("fr.cpp.victim_rights", say.lang)?);
    Ok(said.into_iter().map(sentence).collect())
}

const LAW_AUTHORITY: [&str; 5] = [
    "fr.cpp.limitation.crime",
    "fr.cpp.limitation.offence",
    "fr.cpp.limitation.contravention",
    "fr.cpp.limitation.interruption",
    "fr.cpp.limitation.complaint_alone",
];
/// The letter itself says, in its own words, that the instance is no police service.
const LAW_OTHER: [&str; 3] = [
    "fr.cpp.complaint.any_service",
    "fr.cpp.limitation.offence",
    "fr.cpp.limitation.interruption",
];

pub(crate) fn sentence(said: Said) -> Sentence {
    Sentence {
        text: said.text,
        citation: said.citation,
    }
}
