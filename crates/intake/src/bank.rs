//! The letter that a victim sends to the bank about a recent payment, made of the answers given: as text
//! to copy, and as a PDF made when it is asked for and kept nowhere. It is the victim's own; nothing
//! here asks a bank for anything.

use crate::receipt;
use faisceau_documents::letters::{Asked, FreezeLetter};
use faisceau_documents::words::{Say, Value as Arg};
use faisceau_documents::{Mark, Setting, dates, own};
use faisceau_domain::form::{Journey, Pack, Value};
use faisceau_domain::freeze::{self, Ask, Clock, Payment, said};
use faisceau_domain::journal::Deed;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use jiff::Timestamp;
use uuid::Uuid;

/// The letters of these answers, the latest payment first, each with the place of its payment.
#[must_use]
pub fn letters(
    cx: &Cx,
    say: &Say,
    journey: &Journey<'_>,
    complaint: Option<&str>,
) -> Vec<(u16, FreezeLetter)> {
    let now = cx.world.clock.now();
    let payments = freeze::payments(journey, now);
    let letter = |payment: &Payment| {
        let told = letter(&cx.world.forms, say, journey, payment, now);
        let complaint = complaint.map(ToOwned::to_owned);
        (payment.place, FreezeLetter { complaint, ..told })
    };
    payments.iter().map(letter).collect()
}

fn letter(
    forms: &Pack,
    say: &Say,
    journey: &Journey<'_>,
    payment: &Payment,
    now: Timestamp,
) -> FreezeLetter {
    let place = Some(payment.place);
    let bank = said(journey, "payment.from_bank", place).and_then(text);
    FreezeLetter {
        person: person(journey),
        bank: bank.filter(|bank| !bank.trim().is_empty()),
        asked: match payment.ask {
            Ask::Recall => Asked::Recall,
            Ask::Dispute => Asked::Dispute,
        },
        asked_at: now.to_zoned(receipt::zone()),
        clock: clock(say, payment, now),
        facts: facts(forms, say, journey, payment),
        complaint: None,
    }
}

/// Name and address, one line each; none while neither was given.
fn person(journey: &Journey<'_>) -> Option<String> {
    let mut lines = Vec::new();
    if let Some(Value::Person(person)) = said(journey, "victim.civil", None) {
        lines.push(person.name());
    }
    if let Some(Value::Address(address)) = said(journey, "victim.address", None) {
        lines.push(address.lines.clone());
        lines.push(format!("{} {}", address.postcode, address.town));
        lines.push(address.country.clone());
    }
    let lines = lines.iter().map(|line| line.trim());
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn clock(say: &Say, payment: &Payment, now: Timestamp) -> String {
    if !payment.to_the_minute {
        let day = dates::day(say, payment.paid_at.to_zoned(receipt::zone()).date());
        return say.with("documents-freeze-clock-day", &[("day", &day)]);
    }
    let gone = Clock::between(payment.paid_at, now);
    let args = [
        ("days", Arg::from(gone.days)),
        ("hours", Arg::from(gone.hours)),
        ("minutes", Arg::from(gone.minutes)),
    ];
    say.words
        .say(say.lang, "documents-freeze-clock-time", &args)
}

/// What the bank needs to find the payment: only what was answered.
fn facts(forms: &Pack, say: &Say, journey: &Journey<'_>, payment: &Payment) -> Vec<[String; 2]> {
    let label = |key: &str| say.say(&format!("documents-freeze-{key}"));
    let place = Some(payment.place);
    let of = |field: &str| said(journey, field, place).and_then(text);
    let paid_at = payment.paid_at.to_zoned(receipt::zone());
    let paid = match payment.to_the_minute {
        true => dates::moment(say, &paid_at),
        false => dates::day(say, paid_at.date()),
    };
    let amount = payment.amount.as_ref();
    let rows = [
        ("amount", amount.map(|money| forms.money(say.lang, money))),
        ("paid-at", Some(paid)),
        ("method", Some(method(forms, say, &payment.method))),
        ("from-iban", of("payment.from_iban")),
        (
            "to-iban",
            of("payment.to_iban").or_else(|| said(journey, "fovi.fraud_iban", None).and_then(text)),
        ),
        ("to-bank", of("payment.to_bic_bank")),
        ("to-name", of("payment.to_name")),
        ("merchant", of("payment.merchant_label")),
        ("card", of("payment.card_ref")),
        ("account", of("payment.psp_account")),
        ("transaction", of("payment.psp_txn")),
        ("reference", of("payment.reference")),
    ];
    let rows = rows.into_iter();
    rows.filter_map(|(key, answer)| Some([label(key), answer?]))
        .collect()
}

/// The means of payment as its question names it.
fn method(forms: &Pack, say: &Say, code: &str) -> String {
    let field = forms.field("payment.method");
    let mut choices = field.iter().flat_map(|field| &field.choices);
    let choice = choices.find(|choice| choice.code == code);
    choice.map_or_else(
        || code.to_owned(),
        |choice| choice.label.get(say.lang).to_owned(),
    )
}

/// An answer as it was typed; of a card, what is kept of it.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::Text(text) => text.clone(),
        Value::Typed(typed) => typed.raw.clone(),
        Value::Card(card) => format!("{} ······ {}", card.first6, card.last4),
        Value::Many(all) => {
            let all: Vec<String> = all.iter().filter_map(text).collect();
            all.join(", ")
        }
        _ => return None,
    };
    Some(text).filter(|text| !text.trim().is_empty())
}

/// The PDF of a letter; that it was made is journaled, what it says is not.
///
/// # Errors
/// When it cannot be typeset, or the database fails.
pub async fn pdf(
    cx: &Cx,
    say: &Say,
    about: (&'static str, Uuid),
    letter: FreezeLetter,
) -> Result<Vec<u8>, Fault> {
    let mut tx = cx.world.db.write().await?;
    let (kind, id) = about;
    cx.journal(&mut tx, Deed::FreezeSheetMade, kind, Some(id), "{}")
        .await?;
    tx.commit().await?;
    let (world, say) = (cx.world.clone(), say.clone());
    let typesetters = cx.world.typesetters.clone();
    let typeset = move || {
        let ident = id.to_string();
        let setting = Setting {
            say: &say,
            templates: &world.templates,
            regime: world.config.regime(),
            at: &letter.asked_at,
            ident: &ident,
            mark: match world.config.demonstration {
                true => Mark::Specimen,
                false => Mark::None,
            },
        };
        Ok::<_, Fault>(own(&letter, setting)?.pdf)
    };
    typesetters.run(typeset).await?
}
