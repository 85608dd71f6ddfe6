//! The public contract of the command line: help, exit codes, messages. Runs the real program.

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The program with its data folder and nothing else: no regime, no controller.
fn bare(data: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_faisceau"));
    command
        .args(arguments)
        .env_clear()
        .env("FAISCEAU_DATA_DIR", data)
        .current_dir(data)
        .stdin(Stdio::null());
    command
}

pub(crate) fn faisceau(data: &Path, arguments: &[&str]) -> Output {
    bare(data, arguments).output().unwrap()
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn help_names_every_command_and_the_exit_codes() {
    let folder = tempfile::tempdir().unwrap();
    let out = faisceau(folder.path(), &["--help"]);
    let help = text(&out.stdout);
    for command in [
        "serve", "work", "migrate", "demo", "import", "link", "receipt", "keys", "law", "user",
        "config", "journal", "log", "routes", "partner", "forms", "backup", "restore", "copy",
        "manual",
    ] {
        assert!(help.contains(command), "{command} is missing of\n{help}");
    }
    assert!(help.contains("Exit codes: 0 done, 1 failed, 2"), "{help}");
}

#[test]
fn each_command_has_its_manual_page() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("man");
    let absent = faisceau(folder.path(), &["manual", "man"]);
    assert_eq!(absent.status.code(), Some(1));
    assert!(text(&absent.stderr).contains("writing into `man`"));
    std::fs::create_dir(&pages).unwrap();
    let out = faisceau(folder.path(), &["manual", "man"]);
    assert!(out.status.success(), "{out:?}");
    let read = |name: &str| std::fs::read_to_string(pages.join(name)).unwrap();
    assert!(read("faisceau.1").contains("Exit codes"));
    for (page, told) in [
        ("faisceau-backup-verify.1", "identity"),
        ("faisceau-copy.1", "from"),
        ("faisceau-serve.1", "background jobs"),
    ] {
        assert!(read(page).contains(told), "{page}");
    }
}

#[test]
fn what_acts_for_a_body_does_not_start_before_who_answers_and_under_what_right_is_declared() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    std::fs::write(data.join("f.ndjson"), "").unwrap();
    let body = ("FAISCEAU_CONTROLLER", "Essai");
    let officer = ("FAISCEAU_DPO_CONTACT", "dpo@exemple.fr");
    let regime = |word| ("FAISCEAU_LEGAL_REGIME", word);
    for command in [&["serve"][..], &["work"], &["import", "f.ndjson"]] {
        for (set, told) in [
            (vec![], "FAISCEAU_LEGAL_REGIME"),
            (vec![regime("private")], "FAISCEAU_CONTROLLER"),
            (vec![regime("private"), body], "FAISCEAU_DPO_CONTACT"),
            (vec![regime("private"), body, officer], "offence_case"),
            (
                vec![regime("mandated"), body, officer],
                "FAISCEAU_LEGAL_ACT",
            ),
            (
                vec![regime("authority"), body, officer],
                "FAISCEAU_LEGAL_ACT",
            ),
        ] {
            let mut started = bare(data, command);
            started.envs(set);
            let out = started.output().unwrap();
            assert_eq!(out.status.code(), Some(1), "{command:?}");
            assert!(text(&out.stderr).contains(told), "{command:?}: {out:?}");
        }
        // Nothing was made before they refused.
        assert!(!data.join("faisceau.db").exists(), "{command:?}");
        assert!(!data.join("keys").exists(), "{command:?}");
    }
}

#[test]
fn the_register_is_written_in_every_format_and_holds_every_column() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let write = |format: &str, name: &str| {
        let out = data.join(name);
        let path = out.to_str().unwrap().to_owned();
        let done = bare(data, &["register", "--format", format, "--out", &path]).output();
        let done = done.unwrap();
        assert_eq!(done.status.code(), Some(0), "{format}: {done:?}");
        std::fs::read(out).unwrap()
    };
    let json: serde_json::Value = serde_json::from_slice(&write("json", "r.json")).unwrap();
    let tables = json["tables"].as_array().unwrap();
    let columns = tables
        .iter()
        .map(|table| table["columns"].as_array().unwrap().len());
    let lines = String::from_utf8(write("csv", "r.csv")).unwrap();
    assert_eq!(lines.lines().count(), columns.sum::<usize>() + 1);
    for format in ["pdf", "assessment"] {
        assert!(write(format, "r.pdf").starts_with(b"%PDF-1.7"));
    }
    let nowhere = data.join("none/r.json");
    let wrong = bare(data, &["register", "--out", nowhere.to_str().unwrap()]).output();
    assert_eq!(wrong.unwrap().status.code(), Some(1));
}

#[test]
fn a_legal_frame_of_linkage_that_is_not_open_to_the_body_is_refused_at_start() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    std::fs::write(data.join("f.ndjson"), "").unwrap();
    for command in [&["serve"][..], &["work"], &["import", "f.ndjson"]] {
        for (basis, told) in [
            ("rapprochement", "given to"),
            ("serial_analysis", "own_claims"),
            ("own_act", "`private`"),
            ("anything", "must be own_act, rapprochement"),
        ] {
            let mut started = bare(data, command);
            started
                .env("FAISCEAU_LEGAL_REGIME", "private")
                .env("FAISCEAU_CONTROLLER", "Essai")
                .env("FAISCEAU_DPO_CONTACT", "dpo@exemple.fr")
                .env("FAISCEAU_LEGAL_ACT", "Acte d’essai")
                .env("FAISCEAU_OFFENCE_CASE", "claims")
                .env("FAISCEAU_OWN_SOURCES", "*")
                .env("FAISCEAU_LINKAGE_BASIS", basis);
            let out = started.output().unwrap();
            assert_eq!(out.status.code(), Some(1), "{command:?}");
            let said = text(&out.stderr).replace("gives it to", "given to");
            assert!(said.contains(told), "{command:?} {basis}: {said}");
        }
        assert!(!data.join("faisceau.db").exists(), "{command:?}");
    }
}

#[test]
fn offline_commands_start_without_regime_and_controller() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    std::fs::write(data.join("in.ndjson"), "").unwrap();
    let key = "fr.cpp.limitation.offence";
    for command in [
        &["migrate"][..],
        &["user", "list"],
        &["keys", "list"],
        &["journal", "verify"],
        &["law", "explain", key, "--at", "2026-01-01"],
        &["link", "--in", "in.ndjson", "--out", "out.csv"],
        &["import", "--schema"],
        &["config", "default"],
        &["routes"],
    ] {
        let out = faisceau(data, command);
        assert_eq!(out.status.code(), Some(0), "{command:?}: {out:?}");
    }
}

#[test]
fn import_reports_bad_lines_and_conflicts_and_takes_the_good_ones() {
    let folder = tempfile::tempdir().unwrap();
    let line = |id: &str, kind: &str| {
        format!(
            r#"{{"id":"{id}","received_at":"2026-03-01T10:00:00Z","occurred_at":"2026-02-27T10:00:00Z","kind":"{kind}"}}"#
        )
    };
    let old = line("d", "x").replace("2026-02-27", "1492-02-27");
    let lines = [
        line("a", "fake_shop"),
        "not json".to_owned(),
        String::new(),
        old,
        line("b", "jamais vu"),
        line("a", "autre contenu"),
        line("e", "x").replace(
            "\"kind\":\"x\"",
            "\"kind\":\"x\",\"ids\":[{\"t\":\"ibn\",\"v\":\"1\"}]",
        ),
    ];
    std::fs::write(folder.path().join("f.ndjson"), lines.join("\n")).unwrap();
    let mut import = bare(
        folder.path(),
        &["import", "--json", "--source", "s", "f.ndjson"],
    );
    import
        .env("FAISCEAU_LEGAL_REGIME", "private")
        .env("FAISCEAU_CONTROLLER", "Association d’essai")
        .env("FAISCEAU_DPO_CONTACT", "dpo@exemple.fr")
        .env("FAISCEAU_LEGAL_ACT", "Acte d’essai")
        .env("FAISCEAU_OFFENCE_CASE", "claims")
        .env("FAISCEAU_OWN_SOURCES", "*");
    let out = import.output().unwrap();
    assert_eq!(out.status.code(), Some(2));
    let told = text(&out.stderr);
    for expected in [
        "line 2:",
        "line 4: `occurred_at`",
        "line 6: the source already gave `a`",
        "`ibn`",
    ] {
        assert!(told.contains(expected), "{expected} is missing of\n{told}");
    }
    let summary: serde_json::Value = serde_json::from_str(&text(&out.stdout)).unwrap();
    assert_eq!(summary["read"], 6);
    assert_eq!(summary["added"], 2);
    assert_eq!(summary["bad"], 3);
    assert_eq!(summary["conflicts"], 1);
    assert_eq!(summary["receipts"], 2);
}

#[test]
fn link_gives_every_id_once_and_groups_by_a_shared_account() {
    let folder = tempfile::tempdir().unwrap();
    let line = |id: u32, iban: &str| {
        format!(
            r#"{{"id":{id},"received_at":"2026-03-01T10:00:00Z","occurred_at":"2026-02-27T10:00:00Z","kind":"x","ids":[{{"t":"iban","v":"{iban}"}}]}}"#
        )
    };
    let lines = [
        line(1, "FR14 2004 1010 0505 0001 3M02 606"),
        line(2, "GB29NWBK60161331926819"),
        line(3, "fr1420041010050500013m02606"),
    ];
    std::fs::write(folder.path().join("in.ndjson"), lines.join("\n")).unwrap();
    let out = faisceau(
        folder.path(),
        &["link", "--in", "in.ndjson", "--out", "out.csv"],
    );
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    let csv = std::fs::read_to_string(folder.path().join("out.csv")).unwrap();
    let mut rows: Vec<(&str, &str)> = csv
        .lines()
        .skip(1)
        .map(|row| row.split_once(',').unwrap())
        .collect();
    rows.sort_unstable();
    assert_eq!(
        rows.iter().map(|row| row.0).collect::<Vec<_>>(),
        ["1", "2", "3"]
    );
    assert_eq!(rows[0].1, rows[2].1);
    assert_ne!(rows[0].1, rows[1].1);
}

#[test]
fn the_law_is_explained_at_a_date_and_an_unknown_key_is_answered_with_neighbours() {
    let folder = tempfile::tempdir().unwrap();
    let at = |date| {
        faisceau(
            folder.path(),
            &["law", "explain", "fr.cpp.limitation.offence", "--at", date],
        )
    };
    assert!(text(&at("2028-12-31").stdout).contains("citation    article 8 du code"));
    assert!(text(&at("2029-01-01").stdout).contains("citation    article L. 1213-1 du code"));
    let wrong = [
        "law",
        "explain",
        "fr.cpp.limitation.offense",
        "--at",
        "2026-01-01",
    ];
    let out = faisceau(folder.path(), &wrong);
    assert_eq!(out.status.code(), Some(1));
    assert!(
        text(&out.stderr).contains("near: fr.cpp.limitation."),
        "{}",
        text(&out.stderr)
    );
}

#[test]
fn a_deadline_is_computed_with_each_step_and_its_ground() {
    let folder = tempfile::tempdir().unwrap();
    let reckon = |rest: &[&str]| faisceau(folder.path(), &[&["law", "reckon"], rest].concat());
    let easter = reckon(&[
        "fr.cpp.seizure.confirmation",
        "--from",
        "2026-03-24",
        "--place",
        "alsace_moselle",
    ]);
    let easter = text(&easter.stdout);
    for told in [
        "moved over 2026-04-03 Vendredi saint",
        "last day    2026-04-07",
        "over at     2026-04-08T00:00:00+02:00",
        "confirmed   NO",
    ] {
        assert!(easter.contains(told), "{told}: {easter}");
    }
    let stopped = reckon(&[
        "fr.cpp.limitation.offence",
        "--from",
        "2026-03-15",
        "--suspended",
        "fr.cpp.limitation.suspension:2030-06-01",
        "--english",
    ]);
    assert!(text(&stopped.stdout).contains("since 2030-06-01"));
    for (wrong, told) in [
        (["fr.cpp.limitation.offence", "--from", "hier"], "is no day"),
        (
            ["eu.evidence.production.emergency", "--from", "2026-10-25"],
            "give the instant",
        ),
        (["fr.cpp.limitation.ofence", "--from", "2026-10-25"], "near"),
    ] {
        let out = reckon(&wrong);
        assert_eq!(out.status.code(), Some(1));
        let said = text(&out.stderr);
        assert!(said.contains(told), "{said}");
    }
    let places = text(&faisceau(folder.path(), &["law", "places"]).stdout);
    assert!(places.starts_with("metropole "), "{places}");
}

#[test]
fn the_situations_of_the_pack_are_asked_and_a_corrected_fact_shows_what_it_changes() {
    let folder = tempfile::tempdir().unwrap();
    let asked = faisceau(folder.path(), &["law", "situations"]);
    assert_eq!(asked.status.code(), Some(0));
    let told = text(&asked.stdout);
    assert!(told.contains(" 0 answered otherwise"), "{told}");
    // The operator reads that the threshold is higher: two situations are no longer what they were.
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/fr/technical_data.toml");
    let rule = std::fs::read_to_string(shipped).unwrap();
    let over = folder.path().join("over/law/fr");
    std::fs::create_dir_all(&over).unwrap();
    let rule = rule.replace("serious_years = 3", "serious_years = 6");
    std::fs::write(over.join("technical_data.toml"), rule).unwrap();
    let settings = folder.path().join("faisceau.toml");
    let overlay = folder.path().join("over");
    std::fs::write(
        &settings,
        format!("overlay_dir = {:?}\n", overlay.display().to_string()),
    )
    .unwrap();
    let asked = faisceau(
        folder.path(),
        &["--config", settings.to_str().unwrap(), "law", "situations"],
    );
    assert_eq!(asked.status.code(), Some(2));
    let told = text(&asked.stdout);
    assert!(told.contains("OTHERWISE   logs-fraud"), "{told}");
}

#[test]
fn keys_rotate_and_the_retired_one_is_still_exported() {
    let folder = tempfile::tempdir().unwrap();
    let list = || text(&faisceau(folder.path(), &["keys", "list"]).stdout);
    let first = list().split_whitespace().next().unwrap().to_owned();
    assert_eq!(
        faisceau(folder.path(), &["keys", "rotate"]).status.code(),
        Some(0)
    );
    let after = list();
    assert!(after.lines().next().unwrap().ends_with("signs"));
    assert!(after.contains(&format!("{first}  retired")), "{after}");
    let pem = faisceau(folder.path(), &["keys", "export", &first]);
    assert!(text(&pem.stdout).starts_with("-----BEGIN PUBLIC KEY-----"));
}

#[test]
fn a_revoked_key_is_told_and_what_it_signed_is_believed_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let ours = |args: &[&str]| faisceau(folder.path(), args);
    let first = text(&ours(&["keys", "list"]).stdout);
    let first = first.split_whitespace().next().unwrap().to_owned();
    assert_eq!(
        ours(&["config", "export", "decided.toml"]).status.code(),
        Some(0)
    );
    let since = "2026-01-01T00:00:00Z";
    let revoke = [
        "keys",
        "revoke",
        &first,
        "--since",
        since,
        "--reason",
        "Disque volé",
    ];
    let signs = ours(&revoke);
    assert_eq!(signs.status.code(), Some(1));
    assert!(text(&signs.stderr).contains("keys rotate"));
    ours(&["keys", "rotate"]);
    assert_eq!(ours(&revoke).status.code(), Some(0));
    let list = text(&ours(&["keys", "list"]).stdout);
    assert!(
        list.contains(&format!("{first}  revoked since {since}")),
        "{list}"
    );
    let import = ours(&["config", "import", "decided.toml", "--dry-run"]);
    assert_eq!(import.status.code(), Some(1));
    assert!(text(&import.stderr).contains("which is not known here"));
}

#[test]
fn a_file_of_ours_or_not_is_told_apart_by_the_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    faisceau(folder.path(), &["keys", "list"]);
    std::fs::write(folder.path().join("x.pdf"), b"%PDF-1.7 nothing").unwrap();
    let out = faisceau(folder.path(), &["receipt", "verify", "x.pdf"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stdout).contains("NOT authentic"));
    let missing = faisceau(folder.path(), &["receipt", "verify", "absent.pdf"]);
    assert_eq!(missing.status.code(), Some(1));
}

#[test]
fn the_commented_default_configuration_is_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let out = faisceau(folder.path(), &["config", "default"]);
    std::fs::write(folder.path().join("faisceau.toml"), &out.stdout).unwrap();
    let out = faisceau(folder.path(), &["config", "check"]);
    assert_eq!(
        out.status.code(),
        Some(2),
        "without a regime the check warns"
    );
    assert!(
        text(&out.stdout).contains("legal_regime"),
        "{}",
        text(&out.stdout)
    );
}
