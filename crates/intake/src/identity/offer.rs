//! What a provider tells of a person, offered where a questionnaire asks who they are: the inputs are filled, it is
//! said by whom, and anything may be changed. Nothing is stored until the person sends the page; what is already
//! answered is never replaced. What is then taken as it was told is journaled, without the words.

use super::known;
use axum::http::HeaderMap;
use faisceau_domain::form::{Asked, FieldKind, Journey, Page, Posted, input_name};
use faisceau_domain::journal::Deed;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::oidc::Visitor;
use faisceau_platform::web::Visit;
use serde_json::json;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What the browser is told to fill for a person's own name: the mark of the question that asks it.
const OWN_NAME: &str = "name";
/// Who complains.
const CIVIL: &str = "victim.civil";
/// The part of a person that is a date.
const BORN_ON: &str = "born_on";

/// What a page that asks who the person is may offer.
pub(crate) enum Offer {
    /// Nothing: it asks something else, or was answered.
    Nothing,
    /// Nobody is known yet: a provider may be asked.
    ToAsk,
    /// The inputs, filled, and the label of the provider.
    Filled(Posted, String),
}

impl Offer {
    /// What this page offers to this browser.
    pub(crate) async fn of(
        cx: &Cx,
        visit: &Visit,
        headers: &HeaderMap,
        (journey, page): (&Journey<'_>, &Page<'_>),
    ) -> Result<Offer, Fault> {
        let Some(asked) = own(page) else {
            return Ok(Offer::Nothing);
        };
        if journey.given(&asked.key).is_some() {
            return Ok(Offer::Nothing);
        }
        let Some(visitor) = known(cx, visit, headers).await? else {
            return Ok(Offer::ToAsk);
        };
        let told = inputs(&visitor, asked);
        if told.is_empty() {
            return Ok(Offer::Nothing);
        }
        let before = journey.fill(page);
        let before = before.iter().flat_map(|(name, values)| {
            let values = values.iter().map(String::as_str);
            values.map(move |value| (name.to_owned(), value.to_owned()))
        });
        let before = before.filter(|(name, _)| !told.contains_key(name));
        let all = before.chain(told.clone());
        let label = visitor.provider.settings.label.clone();
        Ok(Offer::Filled(Posted::new(all), label))
    }
}

/// Journals that a page was sent with what the provider told, whole and unchanged.
pub(crate) async fn taken(
    cx: &Cx,
    visit: &Visit,
    headers: &HeaderMap,
    (draft, page, posted): (Uuid, &Page<'_>, &Posted),
) -> Result<(), Fault> {
    let Some(asked) = own(page) else {
        return Ok(());
    };
    let Some(visitor) = known(cx, visit, headers).await? else {
        return Ok(());
    };
    let told = inputs(&visitor, asked);
    let unchanged = |(name, value): (&String, &String)| posted.first(name).trim() == value;
    if told.is_empty() || !told.iter().all(unchanged) {
        return Ok(());
    }
    let detail = json!({ "provider": visitor.provider.settings.name }).to_string();
    let mut tx = cx.world.db.write().await?;
    cx.journal(
        &mut tx,
        Deed::IdentityTaken,
        "complaint",
        Some(draft),
        &detail,
    )
    .await?;
    tx.commit().await
}

/// The question that asks the identity of who fills the page, if it has it: their own name where they file for
/// somebody else, else that of the victim.
fn own<'p, 'a>(page: &'p Page<'a>) -> Option<&'p Asked<'a>> {
    let persons = || {
        let asked = page.asked.iter();
        asked.filter(|asked| asked.field.kind == FieldKind::Person)
    };
    persons()
        .find(|asked| asked.field.autocomplete.as_deref() == Some(OWN_NAME))
        .or_else(|| persons().find(|asked| asked.field.key == CIVIL))
}

/// The inputs of that question as the provider fills them, by their names: only parts that it asks for.
fn inputs(visitor: &Visitor<'_>, asked: &Asked<'_>) -> BTreeMap<String, String> {
    let mut inputs = BTreeMap::new();
    for (part, told) in &visitor.identity {
        if !asked.field.parts.contains(part) {
            continue;
        }
        if part != BORN_ON {
            inputs.insert(input_name(&asked.key, part), told.clone());
            continue;
        }
        // A day or a month that the registry does not know is told as 00: it is left to the person.
        for (name, word) in ["year", "month", "day"].iter().zip(told.split('-')) {
            if word.bytes().any(|byte| byte != b'0') {
                let name = input_name(&asked.key, &format!("{part}-{name}"));
                inputs.insert(name, word.to_owned());
            }
        }
    }
    inputs
}
