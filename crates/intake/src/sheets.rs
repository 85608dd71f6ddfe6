//! What the papers asked for afterwards say: the discreet proof and the attestation, each what its signed data
//! say; and the parts they share with the minutes.

use crate::letter::{sender, type_label, verification};
use crate::receipt::{self, Complaint, Receipt};
use faisceau_documents::letters::{Sheet, SheetPart};
use faisceau_documents::{Regime, Say, dates};
use faisceau_domain::receipt::Payload;
use faisceau_platform::cx::Cx;

/// The sheet of the discreet proof: a day, an hour, and whom to ask: an address on the web.
pub(crate) fn discreet(
    cx: &Cx,
    say: &Say,
    complaint: &Complaint,
    receipt: &Receipt,
    payload: Payload,
) -> Sheet {
    let mut sheet = sheet(cx, complaint, receipt, payload);
    let address = cx.world.config.public_url.as_str();
    let host = address.split_once("://").map_or(address, |(_, host)| host);
    sheet.sender.name = host.to_owned();
    sheet.sender.address = String::new();
    let filed = complaint.filed_at.to_zoned(receipt::zone());
    let row = (say.say("after-sheet-received"), dates::moment(say, &filed));
    sheet.parts = vec![SheetPart {
        title: String::new(),
        rows: vec![row],
    }];
    sheet
}

/// The sheet of an attestation: reference, day, and the facts its signed data state.
pub(crate) fn attestation(
    cx: &Cx,
    say: &Say,
    complaint: &Complaint,
    receipt: &Receipt,
    payload: Payload,
) -> Sheet {
    let stated = payload.stated.clone();
    let mut sheet = sheet(cx, complaint, receipt, payload);
    sheet.not_police = cx.world.config.regime() != Regime::Authority;
    sheet.parts = vec![head(cx, say, complaint, "after-sheet-file")];
    for fact in stated {
        let row = (fact.label, fact.value);
        match sheet.parts.iter_mut().find(|part| part.title == fact.part) {
            Some(part) => part.rows.push(row),
            None => sheet.parts.push(SheetPart {
                title: fact.part,
                rows: vec![row],
            }),
        }
    }
    sheet
}

/// Reference, day and type, under a title.
pub(crate) fn head(cx: &Cx, say: &Say, complaint: &Complaint, title: &str) -> SheetPart {
    let filed = complaint.filed_at.to_zoned(receipt::zone());
    let nature = complaint.nature.as_str();
    let registered = say.with("after-sheet-filed", &[("nature", nature)]);
    SheetPart {
        title: say.say(title),
        rows: vec![
            (
                say.say("after-sheet-reference"),
                complaint.reference.clone(),
            ),
            (registered, dates::moment(say, &filed)),
            (say.say("after-sheet-type"), type_label(cx, complaint)),
        ],
    }
}

/// A sheet that says nothing yet.
pub(crate) fn sheet(cx: &Cx, complaint: &Complaint, receipt: &Receipt, payload: Payload) -> Sheet {
    Sheet {
        reference: complaint.reference.clone(),
        sender: sender(cx, payload.controller),
        issued_at: receipt.issued_at.to_zoned(receipt::zone()),
        parts: Vec::new(),
        law: Vec::new(),
        not_police: false,
        verification: verification(cx, &payload.verification_code),
        key_id: payload.key_id,
    }
}
