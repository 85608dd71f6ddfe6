//! The one table of figures: what, figure, baseline, ratio. Appended, never edited.

use std::fmt::Write as _;
use std::process::Command;

/// Rows printed at the end.
#[derive(Default)]
pub(crate) struct Table {
    rows: Vec<[String; 4]>,
}

impl Table {
    /// A figure beside the baseline of the same run.
    pub(crate) fn against(&mut self, what: &str, figure: String, baseline: String, ratio: f64) {
        self.rows
            .push([what.to_owned(), figure, baseline, format!("{ratio:.3}")]);
    }

    /// A figure that stands alone.
    pub(crate) fn told(&mut self, what: &str, figure: String) {
        let none = || "-".to_owned();
        self.rows.push([what.to_owned(), figure, none(), none()]);
    }

    pub(crate) fn print(&self) {
        for [what, figure, baseline, ratio] in &self.rows {
            println!("{what:<44} {figure:<58} {baseline:<36} {ratio}");
        }
    }

    /// Appends the rows to `docs/measures.md`, dated, with commit and cores.
    pub(crate) fn append(&self) {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/measures.md");
        let mut text = std::fs::read_to_string(file).unwrap();
        let day = jiff::Zoned::now().date();
        let commit = Command::new("git")
            .args(["rev-parse", "--short", "HEAD"])
            .output()
            .unwrap();
        let commit = String::from_utf8(commit.stdout).unwrap();
        let cores = std::thread::available_parallelism().unwrap();
        for [what, figure, baseline, ratio] in &self.rows {
            let commit = commit.trim();
            writeln!(
                text,
                "| {day} | {commit} | {cores} | {what} | {figure} | {baseline} | {ratio} |"
            )
            .unwrap();
        }
        std::fs::write(file, text).unwrap();
    }
}

/// The value below which a share of the sorted values lies.
pub(crate) fn percentile(sorted: &[f64], share: f64) -> f64 {
    if sorted.is_empty() {
        return 0.0;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "an index within the list"
    )]
    let index = ((sorted.len() - 1) as f64 * share).round() as usize;
    sorted[index]
}

/// So many in so long, by the second.
#[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
pub(crate) fn rate(count: usize, seconds: f64) -> f64 {
    count as f64 / seconds.max(1e-9)
}
