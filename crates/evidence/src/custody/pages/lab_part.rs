//! What a laboratory brought to the page of an exhibit: the image it is, the reports on it, and the form that takes
//! one more.

use super::href;
use crate::custody::Exhibit;
use crate::custody::said;
use crate::laboratory::expert::{self, Expert};
use crate::laboratory::{self, Image, report};
use askama::Template;
use faisceau_documents::dates;
use faisceau_documents::words::Say;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::{
    Asked, Button, Choice, FileField, Kind, Row, Select, SummaryList, TextField,
};
use faisceau_platform::web::{Markup, Visit, seen};
use uuid::Uuid;

/// What is known.
pub(super) struct Known {
    image: Option<Image>,
    reports: Vec<(Exhibit, Option<Expert>)>,
    experts: Vec<Expert>,
}

/// As shown.
pub(super) struct Lab {
    /// The exhibit it reports on, or follows as a segment.
    pub(super) about: Option<(String, String)>,
    pub(super) image: Option<SummaryList>,
    pub(super) reports: Vec<(String, String)>,
    pub(super) form: Option<Markup>,
}

#[derive(Template)]
#[template(path = "laboratory_report.html")]
struct ReportForm {
    title: String,
    lead: String,
    action: String,
    csrf: String,
    expert: Select,
    reason: TextField,
    file: FileField,
    button: Button,
}

pub(super) async fn known(tx: &mut Tx, exhibit: Uuid) -> Result<Known, Fault> {
    Ok(Known {
        image: laboratory::image(tx, exhibit).await?,
        reports: report::on(tx, exhibit).await?,
        experts: expert::all(tx).await?,
    })
}

pub(super) fn lab(
    say: &Say,
    visit: &Visit,
    exhibit: &Exhibit,
    known: &Known,
    takes: Option<u64>,
) -> Result<Lab, Fault> {
    let reports = known.reports.iter().map(|(report, by)| {
        let by = by.as_ref().map(|by| format!("{}, {}", by.name, by.body));
        let args = [("name", seen(&report.name)), ("by", by.unwrap_or_default())];
        let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
        (href(report.id), say.with("custody-report-told", &args))
    });
    let takes = takes.filter(|_| exhibit.state != "destroyed");
    Ok(Lab {
        about: exhibit
            .of
            .map(|of| (href(of), say.say("custody-report-about"))),
        image: known.image.as_ref().map(|image| shown(say, image)),
        reports: reports.collect(),
        form: takes
            .map(|most| report_form(say, visit, exhibit, known, most))
            .transpose()?,
    })
}

fn shown(say: &Say, image: &Image) -> SummaryList {
    let row = |key: &str, value: String| Row::new(say.say(key), value);
    let clock = match image.clock.offset_ms {
        Some(offset) => {
            let sign = if offset < 0 { "-" } else { "+" };
            let (whole, part) = (offset.abs() / 1_000, offset.abs() % 1_000);
            say.with(
                "custody-clock-offset",
                &[("offset", &format!("{sign}{whole}.{part:03}"))],
            )
        }
        None => say.say("custody-clock-unknown"),
    };
    let mut rows = vec![
        row(
            "custody-image-format",
            say.say(&format!("custody-image-{}", image.format)),
        ),
        row("custody-image-source", seen(&image.source)),
        row("custody-image-by", seen(&image.made_by)),
        row("custody-image-clock", clock),
        row("custody-image-clock-how", seen(&image.clock.how)),
        row("custody-image-checked", image.checked_by.clone()),
    ];
    if let Some(at) = image.made_at {
        rows.push(row("custody-image-at", said::when(say, at)));
    }
    for (name, digest) in [
        ("custody-image-md5", &image.md5),
        ("custody-image-sha1", &image.sha1),
    ] {
        if let Some(digest) = digest {
            rows.push(row(name, digest.clone()).exact());
        }
    }
    SummaryList::new(say, "", rows)
}

fn report_form(
    say: &Say,
    visit: &Visit,
    exhibit: &Exhibit,
    known: &Known,
    most: u64,
) -> Result<Markup, Fault> {
    let experts = known.experts.iter().map(|expert| {
        let name = format!("{}, {}", seen(&expert.name), seen(&expert.body));
        Choice::new(expert.id.to_string(), name)
    });
    let asked = |name: &str, key: &str| Asked::new(say, name, say.say(key));
    let limits = say.with("custody-report-limit", &[("size", &dates::size(say, most))]);
    let mut file = FileField::new(say, asked("fichier", "custody-report-file"), limits, vec![]);
    file.several = false;
    let reason = asked("rapport.motif", "custody-field-motif");
    let expert = asked("rapport.expert", "custody-report-expert");
    let form = ReportForm {
        title: say.say("custody-do-report"),
        lead: say.say("custody-lead-report"),
        action: format!("{}/rapport", href(exhibit.id)),
        csrf: visit.csrf.clone(),
        expert: Select::new(say, expert, experts.collect()),
        reason: TextField::new(reason, Kind::Text, "").wide(34),
        file,
        button: Button::secondary(say.say("custody-do-report")),
    };
    Ok(Markup::of(&form)?)
}
