//! The notice given to everybody whose data is here, in plain words: who answers, what for, under what right,
//! who reads it, how long it is kept, which rights one has and whom to complain to. What is not confirmed in
//! the law pack is said in the plain words of the pack. Made of what runs, like the register.

use super::{case_key, declared, named, slug};
use crate::fault::Fault;
use crate::world::{World, zone};
use faisceau_documents::letters::DossierPart;
use faisceau_documents::words::Say;
use faisceau_domain::inventory::Table;
use std::collections::BTreeSet;

/// The notice, part by part, without what the law says: see [`law`].
#[must_use]
pub fn notice(world: &World, say: &Say) -> Vec<DossierPart> {
    vec![
        who(world, say),
        why(world, say),
        linkage(world, say),
        readers(world, say),
        kept(world, say),
        rights(world, say),
    ]
}

/// What the law says to people of this regime: sentence and citation.
///
/// # Errors
/// When the pack says nothing of it.
pub fn law(world: &World, say: &Say) -> Result<Vec<(String, Option<String>)>, Fault> {
    let today = world.clock.now().to_zoned(zone()).date();
    let family = world.config.regime().data_family();
    let said = world.law.at(today).say_family(family, say.lang)?;
    Ok(said
        .into_iter()
        .map(|one| (one.text, one.citation))
        .collect())
}

fn who(world: &World, say: &Say) -> DossierPart {
    let config = &world.config;
    let mut part = DossierPart::new(say.say("register-notice-who")).with(
        say.say("register-controller"),
        config.controller_name().to_owned(),
    );
    if !config.contact.trim().is_empty() {
        part = part.with(say.say("register-contact"), config.contact.clone());
    }
    part.with(
        say.say("register-dpo"),
        declared(say, config.dpo_contact.as_ref()),
    )
}

fn why(world: &World, say: &Say) -> DossierPart {
    let config = &world.config;
    let regime = config.regime();
    let part = DossierPart::new(say.say("register-notice-why"))
        .saying(say.say(&format!("register-notice-why-{}", regime.code())));
    match (regime.needs_an_act(), config.offence_case) {
        (true, _) => part.with(
            say.say("register-act"),
            declared(say, config.legal_act.as_ref()),
        ),
        (false, Some(case)) => part.with(say.say("register-case"), say.say(&case_key(case.code()))),
        (false, None) => part,
    }
}

/// What bringing complaints together means for a person, under the frame in force.
fn linkage(world: &World, say: &Say) -> DossierPart {
    let basis = world.frame.basis.code().replace('_', "-");
    DossierPart::new(say.say("register-notice-linkage"))
        .saying(say.say("register-notice-linkage-what"))
        .saying(say.say(&format!("register-notice-linkage-{basis}")))
        .saying(say.say("register-notice-linkage-person"))
}

fn readers(world: &World, say: &Say) -> DossierPart {
    let part = DossierPart::new(say.say("register-notice-readers"))
        .saying(say.say("register-notice-readers-staff"));
    match world.config.recipients.is_empty() {
        true => part.saying(say.say("register-recipients-none")),
        false => part.with(
            say.say("register-recipients-outside"),
            world.config.recipients.join("\n"),
        ),
    }
}

/// How long what is of persons is kept: a new class shows here by itself.
fn kept(world: &World, say: &Say) -> DossierPart {
    let tables = world.inventory.tables.iter();
    let of_persons = tables.filter(|table| table.is_of_persons());
    let classes: BTreeSet<&str> = of_persons.flat_map(Table::retentions).collect();
    let part = DossierPart::new(say.say("register-notice-kept"));
    classes.into_iter().fold(part, |part, class| {
        let how = format!("register-kept-{}-how", slug(class));
        part.with(super::retention(say, class), named(say, &how, class))
    })
}

fn rights(world: &World, say: &Say) -> DossierPart {
    DossierPart::new(say.say("register-notice-rights"))
        .saying(say.say("register-notice-rights-how"))
        .saying(say.say(&format!(
            "register-notice-rights-{}",
            world.config.regime().code()
        )))
        .saying(say.say("register-notice-rights-identity"))
}
