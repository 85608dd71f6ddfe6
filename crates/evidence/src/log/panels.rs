//! What the victim's space and the staff's page of a complaint say of the log: its papers are entries n of m, with
//! the file that proves each, or will be soon. Reads papers only; shows no fact of them.

use super::prove::{self, Paper, Standing};
use askama::Template;
use faisceau_documents::dates;
use faisceau_documents::words::Say;
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::Download;
use faisceau_platform::web::{Markup, Panel, Place, Render};
use futures_util::future::BoxFuture;
use std::sync::Arc;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "log_panel.html")]
struct Shown {
    lines: Vec<Line>,
    lead: String,
}

struct Line {
    told: String,
    proof: Option<Download>,
}

/// The panels of the log.
pub(crate) fn panels() -> Vec<Panel<Cx>> {
    let panel = |place, permission, render: Render<Cx>| Panel {
        place,
        order: 70,
        name: "journal-public",
        title_key: "log-panel-title",
        permission,
        render,
    };
    let reads = Some(Action::ComplaintRead);
    vec![
        super::loss_page::panel(),
        panel(Place::VictimSpace, None, Arc::new(victim)),
        panel(Place::Complaint, reads, Arc::new(staff)),
    ]
}

fn victim(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    shown(cx, id, "your")
}

fn staff(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    shown(cx, id, "the")
}

fn shown<'a>(cx: &'a Cx, id: Uuid, whose: &'static str) -> BoxFuture<'a, Result<Markup, Fault>> {
    Box::pin(async move {
        let papers = prove::papers(cx, id).await?;
        if papers.is_empty() {
            return Ok(Markup::default());
        }
        let say = cx.say();
        let shown = Shown {
            lines: papers
                .iter()
                .map(|paper| line(&say, paper, whose))
                .collect(),
            lead: say.say("log-panel-lead"),
        };
        Ok(Markup::of(&shown)?)
    })
}

fn line(say: &Say, paper: &Paper, whose: &str) -> Line {
    let what = match paper.document.as_str() {
        "recepisse" => "recepisse",
        _ => paper.nature.as_str(),
    };
    let document = say.say(&format!("log-{whose}-{what}"));
    let Standing::Entry { number, of, proof } = &paper.standing else {
        return Line {
            told: say.with("log-soon", &[("document", &document)]),
            proof: None,
        };
    };
    let (number, of) = (counted(*number), counted(*of));
    let args = [("document", &*document), ("number", &number), ("of", &of)];
    let size = dates::size(say, proof.text().len() as u64);
    let href = format!("/log/proof/{}", hex::encode(paper.record));
    let name = say.with("log-proof", &[("number", &number)]);
    let format = say.say("log-proof-format");
    let language = say.say("log-proof-language");
    Line {
        told: say.with("log-entry", &args),
        proof: Some(Download::new(say, href, &name, &format, &size, &language)),
    }
}

/// A number in groups of three figures.
fn counted(number: u64) -> String {
    let digits = number.to_string();
    let mut told = String::with_capacity(digits.len() * 2);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            told.push('\u{202f}');
        }
        told.push(digit);
    }
    told
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn a_large_number_is_read_in_groups() {
        assert_eq!(counted(0), "0");
        assert_eq!(counted(999), "999");
        assert_eq!(counted(10_000_123), "10\u{202f}000\u{202f}123");
    }
}
