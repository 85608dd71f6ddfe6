//! Attaches an exhibit to a draft or to a filed complaint. On the paths that concern images of
//! minors nothing can be attached, whoever asks and from wherever.

use crate::draft::{self, Draft};
use crate::receipt;
use faisceau_domain::code::Code;
use faisceau_domain::event::{Event, ExhibitAdded};
use faisceau_domain::form::{Answer, Answers, FieldKind, Key, Value, input_name, takes_files};
use faisceau_domain::id::{ComplaintId, ExhibitId};
use faisceau_domain::journal::Deed;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::deposit::set_aside::is_set_aside;
use faisceau_platform::deposit::{self, Received};
use faisceau_platform::fault::{Error, Fault, Outcome};
use uuid::Uuid;

/// Why a file is not attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// This path takes addresses only, never a file.
    NoFileHere,
    /// These bytes were set aside in this case, as they may show a minor.
    SetAside,
    /// The case is full.
    TooMany {
        /// Files a case may hold.
        max: u32,
    },
}

/// Longest file name kept; what is beyond is cut, the ending kept.
const NAME_CHARACTERS_MAX: usize = 200;

/// Attaches a received file to a draft.
///
/// # Errors
/// See [`Refused`].
pub async fn to_draft(
    cx: &Cx,
    draft: &Draft,
    received: &Received,
    name: &str,
) -> Outcome<ExhibitId, Refused> {
    if !draft.journey(&cx.world.forms).uploads_allowed() {
        return Err(Error::Refused(Refused::NoFileHere));
    }
    let mut tx = cx.world.db.write().await?;
    let exhibit = keep(cx, &mut tx, draft.id.0, received, name).await?;
    cx.journal(&mut tx, Deed::ExhibitAdded, "draft", Some(draft.id.0), "{}")
        .await?;
    tx.commit().await?;
    Ok(exhibit)
}

/// Attaches a received file to a draft and puts it among the answers to the question that asked for it, in one
/// transaction, since what is not among the answers is not filed. The question is told by its page and its input;
/// where the answers given meanwhile no longer lead to it, the file is in the draft alone.
///
/// # Errors
/// See [`Refused`].
pub async fn to_answer(
    cx: &Cx,
    code: &Code,
    (page, input): (&str, &str),
    (received, name): (&Received, &str),
) -> Outcome<ExhibitId, Refused> {
    let mut tx = cx.world.db.write().await?;
    // A file takes minutes to come: what was answered meanwhile is read again.
    let draft = draft::load_to_change(cx, &mut tx, code).await?;
    let allowed = |draft: &Draft| draft.journey(&cx.world.forms).uploads_allowed();
    let Some(mut draft) = draft.filter(allowed) else {
        cx.world.deposit.discard(received).await?;
        return Err(Error::Refused(Refused::NoFileHere));
    };
    let exhibit = keep(cx, &mut tx, draft.id.0, received, name).await?;
    let journey = draft.journey(&cx.world.forms);
    let asked = journey.page(page).and_then(|page| {
        let mut asked = page.asked.iter();
        asked.find(|one| one.field.kind == FieldKind::File && input_name(&one.key, "") == input)
    });
    if let Some(key) = asked.map(|asked| asked.key.clone()) {
        put_among(&mut draft.answers, key, exhibit);
        draft.save(cx, &mut tx).await?;
    }
    cx.journal(&mut tx, Deed::ExhibitAdded, "draft", Some(draft.id.0), "{}")
        .await?;
    tx.commit().await?;
    Ok(exhibit)
}

/// One file more among the answers to a question of files.
pub(crate) fn put_among(answers: &mut Answers, key: Key, exhibit: ExhibitId) {
    let mut ids = match answers.get(&key).and_then(Answer::value) {
        Some(Value::Files(ids)) => ids.clone(),
        _ => Vec::new(),
    };
    ids.push(exhibit.0.to_string());
    answers.set(key, Answer::Value(Value::Files(ids)));
}

/// Attaches a received file to a filed complaint.
///
/// # Errors
/// See [`Refused`].
pub async fn to_complaint(
    cx: &Cx,
    complaint: ComplaintId,
    received: &Received,
    name: &str,
) -> Outcome<ExhibitId, Refused> {
    let mut tx = cx.world.db.write().await?;
    if !uploads_allowed(cx, &mut tx, complaint).await? {
        return Err(Error::Refused(Refused::NoFileHere));
    }
    let exhibit = keep(cx, &mut tx, complaint.0, received, name).await?;
    cx.journal(
        &mut tx,
        Deed::ExhibitAdded,
        "complaint",
        Some(complaint.0),
        "{}",
    )
    .await?;
    cx.emit(
        &mut tx,
        &Event::ExhibitAdded(ExhibitAdded { complaint, exhibit }),
    )
    .await?;
    tx.commit().await?;
    Ok(exhibit)
}

/// Whether a filed complaint takes files: the rule of its form, on the answers filed.
pub(crate) async fn uploads_allowed(
    cx: &Cx,
    tx: &mut Tx,
    complaint: ComplaintId,
) -> Result<bool, Fault> {
    let Some(complaint) = receipt::complaint(tx, complaint).await? else {
        return Ok(false);
    };
    let Some(answers) = complaint.answers()? else {
        return Ok(true);
    };
    Ok(takes_files(&cx.world.forms, &complaint.form_type, &answers))
}

/// Keeps a received file among those of a case, within what a case may hold.
pub(crate) async fn keep(
    cx: &Cx,
    tx: &mut Tx,
    case: Uuid,
    received: &Received,
    name: &str,
) -> Outcome<ExhibitId, Refused> {
    let max = cx.world.config.limits.exhibits_max;
    let held = deposit::files_of(tx, case).await?.len();
    if held >= usize::try_from(max).unwrap_or(usize::MAX) {
        cx.world.deposit.discard(received).await?;
        return Err(Error::Refused(Refused::TooMany { max }));
    }
    if is_set_aside(&cx.world, tx, case, received).await? {
        cx.world.deposit.discard(received).await?;
        return Err(Error::Refused(Refused::SetAside));
    }
    let name = kept_name(name).unwrap_or_else(|| {
        let words = &cx.world.words;
        words.say(cx.lang, "intake-file-unnamed", &[])
    });
    let id = deposit::keep(&cx.world, tx, case, received, &name).await?;
    Ok(ExhibitId(id))
}

/// A name without folders and control characters, cut in its middle when too long; none when
/// nothing of it is left. What it shows on paper passes the document's own text function besides.
fn kept_name(name: &str) -> Option<String> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control()).collect();
    let count = clean.chars().count();
    if clean.trim().is_empty() {
        return None;
    }
    if count <= NAME_CHARACTERS_MAX {
        return Some(clean);
    }
    let head: String = clean.chars().take(NAME_CHARACTERS_MAX - 21).collect();
    let tail: String = clean.chars().skip(count - 20).collect();
    Some(format!("{head}…{tail}"))
}

#[cfg(test)]
mod tests {
    use super::kept_name;

    #[test]
    fn names_lose_folders_and_control_characters_only() {
        let kept = |name: &str| kept_name(name).unwrap_or_default();
        assert_eq!(kept("C:\\Photos\\capture.png"), "capture.png");
        assert_eq!(kept("../../etc/passwd"), "passwd");
        assert_eq!(kept("relevé\0 été.pdf"), "relevé été.pdf");
        assert_eq!(kept_name("\u{1}\u{2}"), None);
        let long = format!("{}.pdf", "é".repeat(400));
        assert!(kept(&long).chars().count() <= 200 && kept(&long).ends_with(".pdf"));
    }
}
