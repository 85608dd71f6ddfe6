//! The page that stops the reader before filing: what a false declaration costs, what becomes of
//! the data, and two buttons. Filing itself is the operation `file`.

use super::contacts::{Way, ways};
use super::declared::{BUTTONS, Declared, Wrong};
use super::hold::{Held, address, opens_nothing};
use super::names;
use super::orient::{mode_told, today};
use super::shown::{Pairs, first, shown_as};
use crate::file::{self, Nature};
use crate::parties::Parties;
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::Regime;
use faisceau_domain::Lang;
use faisceau_domain::form::{Journey, Mode, Posted};
use faisceau_law::Said;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::parts::ErrorSummary;
use faisceau_platform::web::{Failure, Frame, Markup};
use faisceau_platform::world::World;

#[derive(Template)]
#[template(path = "intake/declaration.html")]
struct Declaration {
    f: Frame,
    code: String,
    errors: ErrorSummary,
    authority: bool,
    /// For whom, when one declares for somebody else.
    behalf: Option<String>,
    warnings: Vec<Said>,
    good_faith: Said,
    data: Vec<Said>,
    told: String,
    fields: Vec<Markup>,
    complaint: bool,
    received_here: bool,
    ways: Vec<Way>,
}

/// The declaration; the answers first when something is missing.
pub(super) async fn page(held: Held) -> Result<Response, Failure> {
    if !held.journey().missing().is_empty() {
        return Ok(Redirect::to("/plainte/verifier").into_response());
    }
    show(&held, &Wrong::default())
}

fn show(held: &Held, wrong: &Wrong) -> Result<Response, Failure> {
    let say = held.visit.say();
    let journey = held.journey();
    let authority = held.cx.world.config.regime() == Regime::Authority;
    let mode = journey.mode(&held.cx.world.config.profile);
    let (warnings, good_faith) = law_of_declaring(&held.cx.world, &journey, say.lang)?;
    let asked = Declared::of(&say, &held.cx.world.forms, &journey, wrong, BUTTONS)?;
    let page = Declaration {
        f: held
            .frame(say.say("intake-declare-title"))
            .back_to("/plainte/verifier")
            .with_errors(!asked.told.is_empty()),
        code: held.code(),
        errors: ErrorSummary::new(&say, asked.told),
        authority,
        behalf: behalf(held),
        warnings,
        good_faith,
        data: data_notice(&held.cx)?,
        told: mode_told(&held.cx.world, &journey, say.lang),
        fields: asked.fields,
        complaint: !matches!(mode, Mode::ReportOnly | Mode::Reroute),
        received_here: mode != Mode::Reroute,
        ways: ways(&journey, &held.cx.world.forms, say.lang),
    };
    shown_as(asked.status, &page)
}

/// For whom one declares and in what quality, when it is not for oneself.
fn behalf(held: &Held) -> Option<String> {
    let say = held.visit.say();
    let filed = held.journey().filed();
    let parties = Parties::of(&held.cx.world.forms, &filed, say.lang);
    let by = parties.by?.line(&say);
    let victim = parties.complainant;
    let victim = victim.unwrap_or_else(|| say.say("orientation-for-unnamed"));
    Some(say.with("orientation-for", &[("victim", &victim), ("by", &by)]))
}

/// What a false declaration costs, more when a person is named; and that being wrong is none.
pub(crate) fn law_of_declaring(
    world: &World,
    journey: &Journey<'_>,
    lang: Lang,
) -> Result<(Vec<Said>, Said), Fault> {
    let law = world.law.at(today(world));
    let mut keys = vec!["fr.cp.false_declaration.report"];
    if journey.named_suspect() {
        keys.push("fr.cp.false_declaration.person");
    }
    let warnings = keys.iter().map(|key| law.say(key, lang));
    let warnings = warnings.collect::<Result<_, _>>()?;
    Ok((
        warnings,
        law.say("fr.cp.false_declaration.good_faith", lang)?,
    ))
}

/// What the law asks to be said of the data, for the regime of the instance.
pub(crate) fn data_notice(cx: &Cx) -> Result<Vec<Said>, Fault> {
    let family = cx.world.config.regime().data_family();
    let law = cx.world.law.at(today(&cx.world));
    Ok(law.say_family(family, cx.lang)?)
}

/// Takes the declaration and files. Sent again, it gives the same receipt.
pub(super) async fn file(
    held: Held,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Response> {
    let broken = |failure: Failure| failure.into_response();
    let nature = match first(&pairs, "nature") {
        "complaint" => Some(Nature::Complaint),
        "report" => Some(Nature::Report),
        _ => None,
    };
    let posted = names::posted(pairs);
    let Some(nature) = nature else {
        let wrong = Wrong::whole(posted, "intake-declare-choose");
        return show(&held, &wrong).map_err(broken);
    };
    match file::file_declared(&held.cx, &held.draft.code, nature, Some(&posted)).await {
        Ok(_) => Ok(Redirect::to("/plainte/recu").into_response()),
        Err(Error::Refused(refused)) => not_filed(&held, posted, refused).map_err(broken),
        Err(Error::Fault(fault)) => Err(broken(Failure::fault(&fault))),
    }
}

fn not_filed(held: &Held, posted: Posted, refused: file::Refused) -> Result<Response, Failure> {
    let buttons = match refused {
        file::Refused::NoDraft => return Ok(opens_nothing(held.visit.tls)),
        file::Refused::Incomplete(missing) => {
            let journey = held.journey();
            let page = missing
                .first()
                .and_then(|missing| journey.page(&missing.slug));
            let to = page.map_or_else(|| "/plainte/verifier".to_owned(), address);
            return Ok(Redirect::to(&to).into_response());
        }
        file::Refused::Wrong(refused) => return show(held, &Wrong::from(*refused)),
        file::Refused::Elsewhere => "intake-declare-elsewhere",
        file::Refused::ReportOnly => "intake-declare-report-only",
    };
    show(held, &Wrong::whole(posted, buttons))
}
