//! Long work shows a bar to whoever watches a terminal, and nothing to a pipe or a file. Runs the
//! real program, on a terminal of its own.

use crate::running::program;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

/// What moves a terminal's cursor or rewrites its line: nothing of it belongs in a log.
const CONTROLS: [char; 2] = ['\u{1b}', '\r'];

fn lines(folder: &Path) -> u64 {
    let mut text = String::new();
    for i in 0..600 {
        writeln!(
            text,
            r#"{{"id":{i},"received_at":"2026-03-01T10:00:00Z","occurred_at":"2026-02-27T10:00:00Z","kind":"x"}}"#,
        )
        .unwrap();
    }
    std::fs::write(folder.join("f.ndjson"), &text).unwrap();
    text.len() as u64
}

#[test]
fn an_import_told_to_a_pipe_draws_nothing() {
    let folder = tempfile::tempdir().unwrap();
    lines(folder.path());
    let out = program(folder.path())
        .args(["import", "f.ndjson"])
        .output()
        .unwrap();
    assert!(out.status.success(), "{out:?}");
    for stream in [&out.stdout, &out.stderr] {
        let told = String::from_utf8_lossy(stream);
        assert!(!told.contains(CONTROLS), "{told:?}");
    }
    let told = String::from_utf8_lossy(&out.stdout);
    assert!(told.starts_with("600 read, 600 added"), "{told}");
}

#[test]
#[cfg_attr(not(has_script), ignore = "script not found")]
fn an_import_watched_on_a_terminal_draws_its_bar() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = lines(folder.path());
    let watched = program(folder.path());
    let mut script = Command::new(env!("FAISCEAU_TEST_SCRIPT"));
    script.env_clear().envs(
        watched
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    let line = format!("'{}' import f.ndjson", env!("CARGO_BIN_EXE_faisceau"));
    script
        .args(["--quiet", "--return", "--command", &line, "/dev/null"])
        .env("TERM", "xterm")
        .env("PATH", "/usr/bin:/bin")
        .current_dir(folder.path());
    let out = script.output().unwrap();
    assert!(out.status.success(), "{out:?}");
    let seen = String::from_utf8_lossy(&out.stdout);
    // Drawn, with how far it is of the whole; then wiped, so that the last word is the summary.
    assert!(seen.contains('\u{1b}') && seen.contains('█'), "{seen:?}");
    assert!(seen.contains(&format!("/{bytes}")), "{seen:?}");
    let last = seen.trim_end().rsplit(CONTROLS).next().unwrap();
    assert!(last.contains("600 read, 600 added"), "{seen:?}");
}
