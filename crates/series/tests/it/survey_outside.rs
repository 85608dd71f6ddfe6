//! What is taken out, read by programs that are not ours: networkx reads the graph, Python's csv the
//! table. Where Python or networkx is missing this is said plainly; with `CI=true` it is an error, and
//! `.ci/run` installs both. `FAISCEAU_TEST_PYTHON` names another Python than that of the path.
#![expect(clippy::print_stderr, reason = "a skipped check is said, not hidden")]

use crate::desk::{Desk, sign_in, the_series};
use crate::world::{Filed, linked};
use faisceau_domain::access::{Purpose, Role};
use faisceau_identifiers::{Kind, Role as Said};
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use std::io::Write as _;
use std::process::{Command, Stdio};

/// A check that cannot be made is said aloud, and is an error where everything is to be checked.
fn skipped(why: &str) {
    let required = std::env::var("CI").is_ok_and(|ci| ci == "true");
    assert!(!required, "CI needs it (see .ci/run): {why}");
    eprintln!("SKIPPED: {why}");
}

/// What a program of Python prints when it is given a text; `None`, said aloud, when a module that
/// it needs is not there.
fn python(program: &str, given: &str) -> Option<String> {
    let interpreter = std::env::var("FAISCEAU_TEST_PYTHON");
    let started = Command::new(interpreter.as_deref().unwrap_or("python3"))
        .args(["-c", program])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = started else {
        skipped("python3 is not installed, what it would read is not read");
        return None;
    };
    // A program that lacks a module ends before it reads: the pipe may be closed already.
    let _closed = child.stdin.take().unwrap().write_all(given.as_bytes());
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if said.contains("ModuleNotFoundError") {
        skipped(&said);
        return None;
    }
    assert!(output.status.success(), "{said}");
    Some(String::from_utf8(output.stdout).unwrap())
}

/// The same given something damaged: it ends badly, for this reason.
fn python_refuses(program: &str, given: &str, why: &str) {
    let refusing = format!(
        "import traceback\ndef read():\n{}\ntry:\n    read()\n    print('accepted')\n\
         except ModuleNotFoundError: raise\nexcept Exception: print(traceback.format_exc())",
        program
            .lines()
            .map(|line| format!("    {line}\n"))
            .collect::<String>()
    );
    if let Some(told) = python(&refusing, given) {
        assert!(told.contains(why), "{why}: {told}");
    }
}

const GRAPH: &str = "import sys, networkx
g = networkx.parse_graphml(sys.stdin.buffer.read().decode())
kinds = [d['type'] for _, d in g.nodes(data=True)]
print(kinds.count('complaint'), kinds.count('value'), g.number_of_edges(),
    networkx.number_connected_components(g),
    sorted(d['label'] for _, d in g.nodes(data=True) if d['type'] == 'value'),
    all(isinstance(d['complaints_here'], int) for _, d in g.nodes(data=True) if d['type'] == 'value'),
    g.graph['looked_at'], g.graph['in_series'], g.graph['cut'])";

const TABLE: &str = "import sys, csv, io
rows = list(csv.DictReader(io.StringIO(sys.stdin.buffer.read().decode(), newline=''), strict=True))
assert all(None not in r for r in rows), 'too many cells'
print(len(rows), sorted({r['kind'] for r in rows}), any(c[:1] in '=+-@' for r in rows for c in r.values() if c))";

/// Programs that accept everything prove nothing.
fn damaged_ones_are_refused(graph: &str, table: &str) {
    let bent = |text: &str, from: &str, to: &str| {
        let bent = text.replacen(from, to, 1);
        assert_ne!(bent, text, "{from} is there");
        bent
    };
    for (from, to, why) in [
        ("</graphml>", "", "no element found"),
        ("<data key=\"", "<data key=\"no-such-", "no key"),
        ("</node>", "", "mismatched tag"),
    ] {
        python_refuses(GRAPH, &bent(graph, from, to), why);
    }
    let (first, rest) = table.split_once('\n').unwrap();
    for (damaged, why) in [
        (
            format!("{table}\"without its end"),
            "unexpected end of data",
        ),
        (format!("{table}\"a\"b,c"), "expected after"),
        (
            format!(
                "{first}\n{},one more\n",
                rest.lines().next().unwrap().trim_end()
            ),
            "too many cells",
        ),
    ] {
        python_refuses(TABLE, &damaged, why);
    }
}

on_both!(
    what_is_taken_out_is_read_by_programs_that_are_not_ours,
    crate::capabilities(),
    async |kit: Kit| {
        let world: Vec<Filed> = (1..=4)
            .map(|n| {
                let filed = Filed::with_emails(n, &["a", "b"]).in_unit("=cmd|' /C calc'!A0");
                match n {
                    1 | 2 => filed.and(Kind::Phone, "+33639980001", Said::Offender),
                    _ => filed.headed("<&\u{1}\">"),
                }
            })
            .collect();
        linked(&kit, &world).await;
        let desk = Desk::of(&kit);
        let (id, _) = the_series(&kit).await;
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let take = async |format: &str| {
            let form = format!("format={format}&raison=lecture+externe");
            desk.post(&analyst, &format!("/series/{id}/export"), &form, true)
                .await
                .body
        };
        let (graph, table) = (take("graphml").await, take("csv").await);
        if let Some(read) = python(GRAPH, &graph) {
            let values = "['+33639980001', 'a@exemple[.]fr', 'b@exemple[.]fr']";
            assert_eq!(read.trim(), format!("4 3 10 1 {values} True 4 4 False"));
        }
        if let Some(read) = python(TABLE, &table) {
            assert_eq!(read.trim(), "10 ['email', 'phone'] False");
        }
        damaged_ones_are_refused(&graph, &table);
    }
);
