//! Takes what was typed on one page of a draft. What is good on a refused page is kept all the
//! same: nothing already given is lost. Holds no rule: the engine of `domain::form` reads.

use crate::draft::{self, Draft};
use faisceau_domain::code::Code;
use faisceau_domain::form::{self, FieldError, Posted, reading};
use faisceau_domain::journal::Deed;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::deposit;
use faisceau_platform::fault::{Error, Fault, Outcome};

/// A page taken.
#[derive(Debug)]
pub struct Taken {
    /// The draft, with the answers.
    pub draft: Draft,
    /// Told though nothing is refused: a card number or a secret was masked.
    pub notices: Vec<FieldError>,
    /// These answers are the first to say that someone is in danger: what to do at once comes first.
    pub danger: bool,
}

/// Why a page is shown again.
#[derive(Debug)]
pub enum Refused {
    /// The code opens nothing.
    NoDraft,
    /// The answers given so far lead to no page of this name.
    NoPage,
    /// What to correct, with what was typed.
    Wrong(Box<Draft>, Box<form::Refused>),
}

/// Reads and keeps the answers of a page.
///
/// # Errors
/// See [`Refused`].
pub async fn answer(cx: &Cx, code: &Code, slug: &str, posted: &Posted) -> Outcome<Taken, Refused> {
    let mut tx = cx.world.db.write().await?;
    let Some(mut draft) = draft::load_to_change(cx, &mut tx, code).await? else {
        return Err(Error::Refused(Refused::NoDraft));
    };
    let reading = reading_for(cx, &mut tx, &draft).await?;
    let before = draft.clone();
    let journey = before.journey(&cx.world.forms);
    let Some(page) = journey.page(slug) else {
        return Err(Error::Refused(Refused::NoPage));
    };
    match reading::parse_page(page, posted, &reading) {
        Ok(parsed) => {
            let notices = parsed.notices.clone();
            draft.answers.put(parsed);
            draft.save(cx, &mut tx).await?;
            cx.journal(
                &mut tx,
                Deed::DraftAnswered,
                "draft",
                Some(draft.id.0),
                "{}",
            )
            .await?;
            tx.commit().await?;
            let danger = !journey.in_danger() && draft.journey(&cx.world.forms).in_danger();
            Ok(Taken {
                draft,
                notices,
                danger,
            })
        }
        Err(refused) => {
            for (key, answer) in &refused.good {
                draft.answers.set(key.clone(), answer.clone());
            }
            draft.save(cx, &mut tx).await?;
            tx.commit().await?;
            Err(Error::Refused(Refused::Wrong(
                Box::new(draft),
                Box::new(refused),
            )))
        }
    }
}

/// Notes an urgent action as done now, or left for later.
///
/// # Errors
/// When the code opens nothing, or the database fails.
pub async fn tick_urgent(cx: &Cx, code: &Code, done: &[String]) -> Outcome<Draft, Refused> {
    let mut tx = cx.world.db.write().await?;
    let Some(mut draft) = draft::load_to_change(cx, &mut tx, code).await? else {
        return Err(Error::Refused(Refused::NoDraft));
    };
    let now = cx.world.clock.now().as_millisecond();
    let known: Vec<String> = draft
        .journey(&cx.world.forms)
        .urgent()
        .iter()
        .map(|action| action.key.clone())
        .collect();
    for key in known {
        let ticked = done.contains(&key);
        let at = draft.urgent_done.entry(key).or_insert(0);
        if ticked && *at == 0 {
            *at = now;
        }
    }
    draft.save(cx, &mut tx).await?;
    cx.journal(
        &mut tx,
        Deed::DraftUrgentSeen,
        "draft",
        Some(draft.id.0),
        "{}",
    )
    .await?;
    tx.commit().await?;
    Ok(draft)
}

/// What the engine is told: the day and zone of the instance, and the files already deposited.
pub(crate) async fn reading_for(
    cx: &Cx,
    tx: &mut Tx,
    draft: &Draft,
) -> Result<form::Reading, Fault> {
    let zone = crate::receipt::zone();
    let files = deposit::files_of(tx, draft.id.0).await?;
    Ok(form::Reading {
        today: cx.world.clock.now().to_zoned(zone.clone()).date(),
        zone: zone.iana_name().unwrap_or("UTC").to_owned(),
        exhibits: files.iter().map(|file| file.id.to_string()).collect(),
    })
}
