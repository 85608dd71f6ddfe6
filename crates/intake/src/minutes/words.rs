//! How what was heard is written: rows of a label and what is said of it. Decides nothing of what is shown.

use faisceau_documents::Say;
use faisceau_domain::hearing::{Document, Interpreter, Presence};

/// Who was there, in the order of the page that noted it.
pub(crate) fn presence(say: &Say, presence: &Presence) -> Vec<(String, String)> {
    let mut rows = vec![
        (
            say.say("minutes-document"),
            document(say, &presence.document),
        ),
        (say.say("minutes-language"), presence.language.clone()),
    ];
    rows.push((
        say.say("minutes-interpreter-who"),
        match &presence.interpreter {
            Some(one) => interpreter(say, one),
            None => say.say("minutes-interpreter-no"),
        },
    ));
    rows.extend(presence.others.iter().map(|one| {
        let label = say.say(&format!("minutes-other-part-{}", one.part.code()));
        (label, joined(&[&one.name, &one.quality]))
    }));
    rows
}

fn document(say: &Say, document: &Document) -> String {
    match document {
        Document::Seen {
            kind,
            number,
            issued_by,
        } => {
            let kind = kind.code().replace('_', "-");
            let kind = say.say(&format!("minutes-document-kind-{kind}"));
            let args = [
                ("kind", kind.as_str()),
                ("number", number.as_str()),
                ("issuer", issued_by.as_str()),
            ];
            say.with("minutes-document-seen-as", &args)
        }
        Document::NotShown { reason } => {
            say.with("minutes-document-not-shown-as", &[("reason", reason)])
        }
        Document::NotAsked => say.say("minutes-document-not-asked-as"),
    }
}

fn interpreter(say: &Say, one: &Interpreter) -> String {
    let oath = one.oath.code().replace('_', "-");
    let oath = say.say(&format!("minutes-interpreter-oath-{oath}"));
    let reach = say.say(&format!("minutes-interpreter-reach-{}", one.reach.code()));
    joined(&[&one.name, &one.language, &oath, &reach])
}

fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(", ")
}
