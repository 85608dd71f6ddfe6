//! Whom to call, as cards. Numbers, hours and sites come from the pack, never from here.

use faisceau_domain::Lang;
use faisceau_domain::form::directory::Contact;

/// A contact ready to be read.
#[derive(Debug, Clone)]
pub(super) struct Card {
    /// Who answers.
    pub(super) name: String,
    /// The number as read, and as dialled.
    pub(super) call: Option<(String, String)>,
    /// The site as read, and its address.
    pub(super) site: Option<(String, String)>,
    /// When it answers.
    pub(super) hours: String,
    /// What it costs.
    pub(super) cost: String,
}

impl Card {
    /// A contact in a language.
    pub(super) fn of(contact: &Contact, lang: Lang) -> Card {
        Card {
            name: contact.name.get(lang).to_owned(),
            call: dialled(contact),
            site: contact.site.as_ref().map(|site| {
                let read = site.trim_start_matches("https://").trim_end_matches('/');
                (read.to_owned(), site.clone())
            }),
            hours: contact.hours.get(lang).to_owned(),
            cost: contact.cost.get(lang).to_owned(),
        }
    }
}

/// The number as read, and the address that dials it or opens a text message to it.
pub(super) fn dialled(contact: &Contact) -> Option<(String, String)> {
    let number = contact.number.as_ref()?;
    let digits: String = number
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    let scheme = if contact.sms { "sms" } else { "tel" };
    Some((number.clone(), format!("{scheme}:{digits}")))
}
