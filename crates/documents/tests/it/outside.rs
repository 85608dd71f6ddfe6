//! Independent programs that read PDF (qpdf, poppler), when they are installed. Each use says
//! plainly when it is skipped; with `CI=true` it never is.
#![expect(clippy::print_stderr, reason = "a skipped check is said, not hidden")]

use std::io::Write;
use std::process::{Command, Output};

/// Runs a program on a file; `None`, said aloud, when the program is not installed.
fn run(program: &str, before: &[&str], pdf: &[u8], after: &[&str]) -> Option<Output> {
    let mut file = tempfile::NamedTempFile::with_suffix(".pdf").unwrap();
    file.write_all(pdf).unwrap();
    match Command::new(program)
        .args(before)
        .arg(file.path())
        .args(after)
        .output()
    {
        Ok(output) => Some(output),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let required = std::env::var("CI").is_ok_and(|ci| ci == "true");
            assert!(!required, "{program} not found: CI needs it (see .ci/run)");
            eprintln!("SKIPPED: {program} is not installed, what it would check is not checked");
            None
        }
        Err(error) => panic!("{program}: {error}"),
    }
}

/// The text of each page, read by poppler.
pub(crate) fn pages_as_text(pdf: &[u8]) -> Option<Vec<String>> {
    let output = run("pdftotext", &["-raw"], pdf, &["-"])?;
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    Some(text.split_terminator('\u{c}').map(str::to_owned).collect())
}

/// `qpdf --check` without a warning.
pub(crate) fn qpdf_says_clean(pdf: &[u8]) {
    let Some(output) = run("qpdf", &["--check"], pdf, &[]) else {
        return;
    };
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

/// The file rewritten in the form made for editing by hand.
pub(crate) fn qpdf_editable(pdf: &[u8]) -> Option<Vec<u8>> {
    let arguments = [
        "--qdf",
        "--object-streams=disable",
        "--stream-data=uncompress",
    ];
    let output = run("qpdf", &arguments, pdf, &["-"])?;
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(output.stdout)
}

/// A file whose fields were changed and which qpdf wrote anew. `change` is given the fields by their whole
/// name, as qpdf describes objects in JSON.
pub(crate) fn qpdf_with(
    pdf: &[u8],
    change: impl FnOnce(&mut std::collections::BTreeMap<String, serde_json::Value>),
) -> Option<Vec<u8>> {
    let told = run("qpdf", &["--json", "--json-key=qpdf"], pdf, &[])?;
    let mut told: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
    let objects = told["qpdf"][1].as_object().unwrap().clone();
    let name = |value: &serde_json::Value| -> Option<String> {
        value["/T"]
            .as_str()
            .map(|name| name.trim_start_matches("u:").to_owned())
    };
    let mut fields = std::collections::BTreeMap::new();
    let mut places = std::collections::BTreeMap::new();
    for (place, object) in &objects {
        let (value, own) = (&object["value"], name(&object["value"]));
        let parent = value["/Parent"]
            .as_str()
            .map(|parent| format!("obj:{parent}"));
        let above = parent.and_then(|parent| name(&objects.get(&parent)?["value"]));
        if let (Some(own), Some(above)) = (own, above) {
            fields.insert(format!("{above}.{own}"), value.clone());
            places.insert(format!("{above}.{own}"), place.clone());
        }
    }
    change(&mut fields);
    let changed: serde_json::Map<String, serde_json::Value> = fields
        .into_iter()
        .map(|(name, value)| (places[&name].clone(), serde_json::json!({ "value": value })))
        .collect();
    told["qpdf"][1] = changed.into();
    let mut update = tempfile::NamedTempFile::with_suffix(".json").unwrap();
    update.write_all(told.to_string().as_bytes()).unwrap();
    let option = format!("--update-from-json={}", update.path().display());
    let output = run("qpdf", &[], pdf, &[&option, "-"])?;
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(output.stdout)
}

/// Each word with its left and right edges in points, read by poppler.
pub(crate) fn word_edges(pdf: &[u8]) -> Option<Vec<(String, f64, f64)>> {
    let output = run("pdftotext", &["-bbox"], pdf, &["-"])?;
    let text = String::from_utf8(output.stdout).unwrap();
    let after = |line: &str, name: &str| -> f64 {
        let (_, rest) = line.split_once(&format!("{name}=\"")).unwrap();
        rest.split_once('"').unwrap().0.parse().unwrap()
    };
    let words = text
        .lines()
        .filter(|line| line.trim_start().starts_with("<word"));
    Some(
        words
            .map(|line| {
                (
                    line.trim().to_owned(),
                    after(line, "xMin"),
                    after(line, "xMax"),
                )
            })
            .collect(),
    )
}
