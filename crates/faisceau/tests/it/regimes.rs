//! The table of what the legal regime forbids: its page is written from it, it agrees with the frames of
//! linkage, and the command line refuses with its ground.

use faisceau_domain::Lang;
use faisceau_domain::frame::{Basis, Frame};
use faisceau_domain::regime::{OffenceCase, Regime, Regulated, Standing, allows};
use faisceau_platform::testkit::content;
use faisceau_platform::world::{read_forms, read_law};
use std::fmt::Write as _;

/// What the law opens: regime, frames, and whether a case of the law is declared.
fn standings() -> Vec<Standing> {
    let table = content();
    let table = table.file("figures/linkage_basis.toml").unwrap();
    let all = Regime::ALL.into_iter().rev().flat_map(|regime| {
        let open = Basis::ALL.into_iter();
        let open =
            open.filter(move |basis| Frame::check(table, Some(*basis), regime.code()).is_ok());
        open.flat_map(move |basis| {
            let cases: &[Option<OffenceCase>] = match regime {
                Regime::Private => &[None, Some(OffenceCase::Claims)],
                Regime::Mandated | Regime::Authority => &[None],
            };
            cases.iter().map(move |case| Standing {
                regime,
                basis,
                case: *case,
            })
        })
    });
    all.collect()
}

fn page() -> String {
    let law = read_law(&content()).unwrap();
    let day = jiff::civil::date(2026, 11, 23);
    let mut page = String::from(
        "# What each regime and frame of linkage forbids\n\n\
         Written from `crates/domain/src/regime.rs` by the test `the_page_is_written_from_the_table`; not by hand. A cell\n\
         holds the key of the law pack that is the ground of the refusal (`faisceau law explain KEY --at DAY`); an empty cell\n\
         is allowed. `private, declared` has said in which case of the law it is (`offence_case`).\n\n",
    );
    let standings = standings();
    let head = standings.iter().map(|standing| {
        let declared = match standing.case {
            Some(_) => ", declared",
            None => "",
        };
        format!(
            "{}{declared}: {}",
            standing.regime.code(),
            standing.basis.code()
        )
    });
    let head: Vec<String> = head.collect();
    writeln!(page, "| what | {} |", head.join(" | ")).unwrap();
    writeln!(page, "| --- |{}", " --- |".repeat(head.len())).unwrap();
    for what in Regulated::ALL {
        let cells = standings
            .iter()
            .map(|standing| match allows(what, *standing) {
                Ok(()) => String::new(),
                Err(forbidden) => format!("`{}`", forbidden.law),
            });
        let cells: Vec<String> = cells.collect();
        writeln!(page, "| {} | {} |", what.code(), cells.join(" | ")).unwrap();
    }
    page.push_str("\n## Grounds\n\n");
    let grounds = standings.iter().flat_map(|standing| {
        let refused = Regulated::ALL.into_iter();
        refused.filter_map(|what| allows(what, *standing).err().map(|no| no.law))
    });
    let grounds: std::collections::BTreeSet<&str> = grounds.collect();
    for key in grounds {
        let because = law.at(day).because(key).unwrap();
        let confirmed = match because.confirmed {
            true => "read",
            false => "not confirmed",
        };
        let sentence = because.sentence.say(faisceau_law::Lang::En);
        let citation = because.citation.say(faisceau_law::Lang::En);
        writeln!(page, "* `{key}`: {sentence} ({citation}; {confirmed})").unwrap();
    }
    page.push_str(
        "\n## Where it is refused\n\n\
         Registration of a complaint, whatever way it comes (page, counter, partner, import): keep-offences,\n\
         take-others-claims. Papers of an officer, when they are issued, made by a job, or asked for in the victim's space or\n\
         by staff: issue-official-paper. The three of linkage: the view that linkage reads and the policies (decision 0035).\n\
         No part of the platform drafts a requisition yet; what will asks the same table. Pages and the interface answer 403\n\
         `regime_forbids` with the ground; the command line ends with 3.\n",
    );
    page
}

#[test]
fn the_page_is_written_from_the_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/regimes.md");
    let wanted = page();
    if std::env::var_os("FAISCEAU_TEST_WRITE").is_some() {
        std::fs::write(path, &wanted).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == wanted,
        "FAISCEAU_TEST_WRITE=1 writes docs/regimes.md again:\n{wanted}"
    );
}

#[test]
fn the_table_agrees_with_the_frames_of_linkage_and_every_refusal_has_words() {
    let content = content();
    let (law, forms) = (read_law(&content).unwrap(), read_forms(&content).unwrap());
    let table = content.file("figures/linkage_basis.toml").unwrap();
    let day = jiff::civil::date(2026, 11, 23);
    for standing in standings() {
        let (basis, regime) = (standing.basis, standing.regime.code());
        let frame = Frame::of(table, Some(basis), regime, law.at(day), &forms).unwrap();
        let refused = |what| allows(what, standing).is_err();
        assert_eq!(refused(Regulated::NameBeforeMatch), frame.masks_until_match);
        assert_eq!(
            refused(Regulated::LinkAfterInquiry),
            frame.leaves_when_closed
        );
        assert_eq!(
            refused(Regulated::LinkLesserOffence),
            frame.penalty_years.is_some()
        );
    }
    for lang in Lang::ALL {
        let file = format!("locales/{}/regime.ftl", lang.code());
        let words = content.file(&file).unwrap();
        for what in Regulated::ALL {
            assert!(words.contains(&format!("regime-forbids-{} = ", what.code())));
        }
    }
}

#[test]
fn an_import_of_strangers_claims_by_a_private_body_ends_with_3_and_its_ground() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let file = data.join("f.ndjson");
    let line = r#"{"id":"a","kind":"fake_shop","occurred_at":"2026-11-01T10:00:00Z","received_at":"2026-11-02T10:00:00Z"}"#;
    std::fs::write(&file, format!("{line}\n")).unwrap();
    let import = |own: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_faisceau"));
        let path = file.to_str().unwrap();
        command
            .args(["import", path, "--source", "crm"])
            .current_dir(data)
            .env("FAISCEAU_DATA_DIR", data)
            .env("FAISCEAU_LEGAL_REGIME", "private")
            .env("FAISCEAU_CONTROLLER", "Association d’essai")
            .env("FAISCEAU_DPO_CONTACT", "dpo@exemple.fr")
            .env("FAISCEAU_OFFENCE_CASE", "claims")
            .env("FAISCEAU_OWN_SOURCES", own);
        command.output().unwrap()
    };
    let refused = import("");
    let told = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(refused.status.code(), Some(3), "{told}");
    assert!(
        told.contains("représente") && told.contains("speaks for"),
        "{told}"
    );
    assert_eq!(import("crm").status.code(), Some(0));
}
