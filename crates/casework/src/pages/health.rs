//! What is wrong with the installation, in plain words, for who runs it: the findings of its health, worst first. Holds no
//! complaint and no rule.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use faisceau_documents::words::Say;
use faisceau_domain::health::{Finding, Severity};
use faisceau_domain::journal::Deed;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::health;
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};

use super::written;

/// Findings of one weight.
struct Group {
    id: &'static str,
    look: &'static str,
    title: String,
    found: Vec<Told>,
}

struct Told {
    what: String,
    todo: String,
}

#[derive(Template)]
#[template(path = "health.html")]
struct HealthPage {
    f: Frame,
    groups: Vec<Group>,
}

pub(super) async fn health(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    front.allow(&signed, Action::InstallationRead, &Resource::installation())?;
    let cx = &signed.cx;
    let mut tx = cx.world.db.write().await?;
    cx.journal(&mut tx, Deed::InstallationRead, "installation", None, "{}")
        .await?;
    tx.commit().await?;
    let found = health::look(&cx.world).await?;
    let say = visit.say();
    let weights = [Severity::Blocks, Severity::Presses, Severity::Advises];
    let groups = weights.map(|severity| group(&say, severity, &found));
    written(&HealthPage {
        groups: groups
            .into_iter()
            .filter(|one| !one.found.is_empty())
            .collect(),
        f: front.staff_frame(&visit, &signed, say.say("health-title")),
    })
}

fn group(say: &Say, severity: Severity, found: &[Finding]) -> Group {
    let found = found.iter().filter(|one| one.severity == severity);
    Group {
        id: severity.code(),
        look: match severity {
            Severity::Blocks => "danger",
            Severity::Presses => "warn",
            Severity::Advises => "info",
        },
        title: say.say(&format!("health-{}", severity.code())),
        found: found.map(|one| told(say, one)).collect(),
    }
}

fn told(say: &Say, finding: &Finding) -> Told {
    let values: Vec<(&str, &str)> = finding
        .told
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let key = format!("health-{}", finding.code);
    Told {
        what: say.with(&key, &values),
        todo: say.with(&format!("{key}-do"), &values),
    }
}
