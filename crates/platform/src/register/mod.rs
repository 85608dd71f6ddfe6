//! What the law asks an operator to write of the processing, made from what runs: the configuration, the law
//! pack, the declared columns, the measures in force. Three writings of one knowledge: the register
//! ([`register`]), the model of an impact assessment ([`assessment`]) and the notice given to people
//! ([`notice`]). Reads no complaint; judges nothing: what is for a person to judge is left blank, by name.

mod assessment;
mod files;
mod measures;
mod notice;

pub use assessment::assessment;
pub use files::{csv, json};
pub use measures::{Measure, measures};
pub use notice::{law, notice};

use crate::fault::Fault;
use crate::world::{World, zone};
use faisceau_documents::letters::{DossierLetter, DossierPart, DossierTable, Sender};
use faisceau_documents::words::Say;
use faisceau_documents::{Mark, Setting, issue};
use faisceau_domain::access::Role;
use faisceau_domain::inventory::{Holds, Inventory, Table};
use faisceau_domain::typeset;
use faisceau_law::Text;
use std::sync::Arc;

/// The first parts of the register: who, under what right, what for, about whom.
const KNOWN_PARTS: usize = 4;

/// The register of processing of this installation, as of now.
#[must_use]
pub fn register(world: &World, say: &Say) -> DossierLetter {
    let mut parts = vec![
        who(world, say),
        right(world, say),
        purposes(world, say),
        persons(say),
        recipients(world, say),
        protected(world, say),
        kept(&world.inventory, say),
    ];
    let owners = world.inventory.owners().into_iter();
    parts.extend(owners.map(|owner| activity(world, say, owner)));
    let columns = world.inventory.column_count().to_string();
    let tables = world.inventory.tables.len().to_string();
    let counted = [("tables", &*tables), ("columns", &*columns)];
    letter(
        world,
        say.say("register-title"),
        vec![
            say.say("register-lead"),
            say.with("register-counted", &counted),
        ],
        parts,
    )
}

fn letter(
    world: &World,
    title: String,
    lead: Vec<String>,
    parts: Vec<DossierPart>,
) -> DossierLetter {
    DossierLetter {
        title,
        sender: Sender {
            name: world.config.controller_name().to_owned(),
            address: world.config.contact.clone(),
            phone: None,
            email: None,
        },
        reference: world.config.reference_prefix.clone(),
        made_at: world.clock.now().to_zoned(zone()),
        lead,
        parts,
    }
}

/// Typesets and signs one of these writings.
///
/// # Errors
/// When the paper cannot be typeset.
pub async fn typeset_letter(
    world: &Arc<World>,
    say: &Say,
    letter: DossierLetter,
) -> Result<Vec<u8>, Fault> {
    let (say, of) = (say.clone(), world.clone());
    let made = move || {
        let ident = format!("{}/{}", letter.title, letter.made_at);
        let setting = Setting {
            say: &say,
            templates: &of.templates,
            regime: of.config.regime(),
            at: &letter.made_at,
            ident: &ident,
            mark: match of.config.demonstration {
                true => Mark::Specimen,
                false => Mark::None,
            },
        };
        issue(&letter, setting, None, of.keys().signing()).map(|made| made.pdf)
    };
    Ok(world.typesetters.run(made).await??)
}

/// What is declared, or that nothing is.
fn declared(say: &Say, given: Option<&String>) -> String {
    let given = given.filter(|words| !words.trim().is_empty());
    given.map_or_else(|| say.say("register-undeclared"), Clone::clone)
}

/// Who answers for it.
fn who(world: &World, say: &Say) -> DossierPart {
    let config = &world.config;
    let contact = Some(&config.contact);
    DossierPart::new(say.say("register-who"))
        .with(
            say.say("register-controller"),
            declared(say, config.controller.as_ref()),
        )
        .with(say.say("register-contact"), declared(say, contact))
        .with(
            say.say("register-dpo"),
            declared(say, config.dpo_contact.as_ref()),
        )
        .with(say.say("register-service"), config.service_name.clone())
}

/// Under what right: regime, act, frame of linkage, each with what the law pack says and whether a jurist
/// confirmed it.
fn right(world: &World, say: &Say) -> DossierPart {
    let config = &world.config;
    let regime = config.regime();
    let part = DossierPart::new(say.say("register-right")).with(
        say.say("register-regime"),
        say.say(&format!("register-regime-{}", regime.code())),
    );
    let part = match (regime.needs_an_act(), config.offence_case) {
        (true, _) => part.with(
            say.say("register-act"),
            declared(say, config.legal_act.as_ref()),
        ),
        (false, case) => part.with(
            say.say("register-case"),
            case.map_or_else(
                || say.say("register-undeclared"),
                |case| say.say(&case_key(case.code())),
            ),
        ),
    };
    let frame = format!("{}.01_frame", regime.data_family());
    let part = cited(world, say, part, &frame, "register-law");
    let basis = world.frame.basis.code().replace('_', "-");
    let part = part.with(
        say.say("register-basis"),
        say.say(&format!("frame-basis-{basis}")),
    );
    let part = cited(world, say, part, &world.frame.law, "register-basis-law");
    part.with(
        say.say("register-basis-act"),
        declared(say, config.linkage_act.as_ref()),
    )
}

/// The words of a case of the law.
fn case_key(code: &str) -> String {
    format!("register-case-{}", code.replace('_', "-"))
}

/// What the pack says of a key, with its citation and its mark.
fn cited(world: &World, say: &Say, part: DossierPart, key: &str, label: &str) -> DossierPart {
    let today = world.clock.now().to_zoned(zone()).date();
    let Ok(because) = world.law.at(today).because(key) else {
        return part;
    };
    let set = |text: &Text| typeset(say.lang, text.say(say.lang)).into_owned();
    let citation = set(&because.citation);
    let citation = match because.confirmed {
        true => citation,
        false => say.with("frame-unconfirmed", &[("citation", &citation)]),
    };
    let told = format!("{}\n{citation}", set(&because.sentence));
    part.with(say.say(label), told)
}

/// What it is for: one line for each part of the platform.
fn purposes(world: &World, say: &Say) -> DossierPart {
    let owners = world.inventory.owners().into_iter();
    let part = DossierPart::new(say.say("register-purposes"));
    owners.fold(part, |part, owner| {
        part.with(activity_name(say, owner), activity_purpose(say, owner))
    })
}

fn activity_name(say: &Say, owner: &str) -> String {
    named(say, &format!("register-activity-{owner}"), owner)
}

fn activity_purpose(say: &Say, owner: &str) -> String {
    named(say, &format!("register-purpose-{owner}"), owner)
}

/// Words that somebody wrote, or the declared word as it is: what is new is shown all the same.
fn named(say: &Say, key: &str, otherwise: &str) -> String {
    match say.words.has(say.lang, key) {
        true => say.say(key),
        false => otherwise.to_owned(),
    }
}

/// The kinds of persons it is about.
const PERSONS: [&str; 7] = [
    "victims",
    "declarants",
    "named",
    "holders",
    "witnesses",
    "staff",
    "outsiders",
];

fn persons(say: &Say) -> DossierPart {
    let part = DossierPart::new(say.say("register-persons"));
    PERSONS.into_iter().fold(part, |part, who| {
        let key = format!("register-persons-{who}");
        part.with(say.say(&key), say.say(&format!("{key}-how")))
    })
}

/// Who may receive it, inside and outside.
fn recipients(world: &World, say: &Say) -> DossierPart {
    let part = DossierPart::new(say.say("register-recipients"));
    let part = Role::ALL.into_iter().fold(part, |part, role| {
        let code = role.code();
        part.with(
            say.say(&format!("platform-role-{code}")),
            say.say(&format!("register-role-{code}")),
        )
    });
    let outside = match world.config.recipients.is_empty() {
        true => say.say("register-recipients-none"),
        false => world.config.recipients.join("\n"),
    };
    let whose = say.say("register-whose-controller");
    part.with(say.say("register-recipients-outside"), outside)
        .asking(say.say("register-blank-transfers"), whose)
}

/// What protects it, as it is now.
fn protected(world: &World, say: &Say) -> DossierPart {
    let part = DossierPart::new(say.say("register-measures"));
    measures(world).into_iter().fold(part, |part, measure| {
        let state = match measure.in_force {
            true => "register-measure-yes",
            false => "register-measure-no",
        };
        part.with(
            say.say(&format!("register-measure-{}", measure.code)),
            say.say(state),
        )
    })
}

/// How long: each class, once.
fn kept(inventory: &Inventory, say: &Say) -> DossierPart {
    let mut classes: Vec<&str> = inventory
        .tables
        .iter()
        .flat_map(Table::retentions)
        .collect();
    classes.sort_unstable();
    classes.dedup();
    let part = DossierPart::new(say.say("register-kept"));
    classes.into_iter().fold(part, |part, class| {
        part.with(retention(say, class), retention_how(say, class))
    })
}

/// A class of retention, in words.
#[must_use]
pub fn retention(say: &Say, class: &str) -> String {
    named(say, &format!("register-kept-{}", slug(class)), class)
}

fn retention_how(say: &Say, class: &str) -> String {
    named(say, &format!("register-kept-{}-how", slug(class)), class)
}

fn slug(class: &str) -> String {
    class.replace([' ', '_'], "-")
}

/// One part of the platform: each table with its purpose, what it holds and how long.
fn activity(world: &World, say: &Say, owner: &str) -> DossierPart {
    let rows = world.inventory.of(owner).map(|table| row(say, table));
    let title = activity_name(say, owner);
    DossierPart {
        table: Some(DossierTable {
            columns: ["table", "purpose", "holds", "kept"]
                .map(|column| say.say(&format!("register-column-{column}")))
                .to_vec(),
            rows: rows.collect(),
        }),
        ..DossierPart::new(say.with("register-detail", &[("what", &title)]))
    }
}

fn row(say: &Say, table: &Table) -> Vec<String> {
    let holds = Holds::ALL.into_iter().filter_map(|kind| {
        let columns = table.columns.iter().filter(|column| column.holds == kind);
        let names: Vec<&str> = columns.map(|column| column.name.as_str()).collect();
        let kind = say.say(&format!("register-holds-{}", kind.code()));
        let args = [("kind", kind.as_str()), ("names", &names.join(", "))];
        (!names.is_empty()).then(|| say.with("register-holds", &args))
    });
    let kept = table.retentions().into_iter();
    let kept: Vec<String> = kept.map(|class| retention(say, class)).collect();
    vec![
        table.name.clone(),
        table.purpose(say.lang).to_owned(),
        holds.collect::<Vec<_>>().join("\n"),
        kept.join("\n"),
    ]
}
