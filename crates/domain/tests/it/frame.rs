//! The legal frames of linkage on the shipped table, law pack and questionnaires.

use crate::form::pack;
use faisceau_domain::frame::{Basis, Frame, LeftOut, Refused};
use faisceau_law::Pack;
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn table() -> String {
    std::fs::read_to_string(root().join("figures/linkage_basis.toml")).unwrap()
}

fn law() -> Pack {
    let mut files = Vec::new();
    for folder in ["law", "law/fr"] {
        for entry in std::fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|end| end == "toml") {
                let name = path.strip_prefix(root().join("law")).unwrap();
                let text = std::fs::read_to_string(&path).unwrap();
                files.push((name.to_string_lossy().into_owned(), text));
            }
        }
    }
    Pack::read(files).unwrap()
}

fn of(table: &str, stated: Option<Basis>, regime: &str) -> Result<Frame, Refused> {
    let law = law();
    Frame::of(table, stated, regime, law.at(date(2026, 11, 22)), &pack())
}

fn now() -> Timestamp {
    "2026-11-22T10:00:00Z".parse().unwrap()
}

#[test]
fn each_regime_has_a_frame_of_its_own_and_a_private_body_no_judicial_one() {
    let table = table();
    for (regime, own) in [
        ("authority", Basis::OwnAct),
        ("mandated", Basis::OwnAct),
        ("private", Basis::OwnClaims),
    ] {
        assert_eq!(of(&table, None, regime).unwrap().basis, own, "{regime}");
    }
    let open = |regime: &str| -> Vec<Basis> {
        let open = |basis: &Basis| of(&table, Some(*basis), regime).is_ok();
        Basis::ALL.into_iter().filter(open).collect()
    };
    assert_eq!(open("private"), [Basis::OwnClaims]);
    assert_eq!(open("mandated"), [Basis::OwnAct, Basis::OwnClaims]);
    assert_eq!(
        open("authority"),
        [Basis::OwnAct, Basis::Rapprochement, Basis::SerialAnalysis]
    );
    let told = of(&table, Some(Basis::Rapprochement), "private").unwrap_err();
    let told = told.to_string();
    for word in [
        "rapprochement",
        "private",
        "authority",
        "linkage_basis = \"own_claims\"",
    ] {
        assert!(told.contains(word), "{told}");
    }
}

#[test]
fn what_each_frame_asks_is_what_the_law_pack_says() {
    let table = table();
    let of = |basis| of(&table, Some(basis), "authority").unwrap();
    let own = of(Basis::OwnAct);
    assert!(!own.filters() && !own.masks_until_match);
    let software = of(Basis::Rapprochement);
    assert!(software.masks_until_match && software.leaves_when_closed);
    assert_eq!(
        (software.kept_years, software.penalty_years),
        (Some(3), None)
    );
    let serial = of(Basis::SerialAnalysis);
    assert!(!serial.masks_until_match && !serial.leaves_when_closed);
    assert_eq!((serial.kept_years, serial.penalty_years), (None, Some(5)));
    // Fraud and blackmail reach five years; what proposes no offence cannot be shown to.
    for open in ["fake_shop", "payment_diversion", "sextortion"] {
        assert!(serial.types.contains(open), "{open}");
    }
    assert!(!serial.types.contains("other"));
    assert!(own.types.contains("other"));
}

#[test]
fn a_complaint_is_left_out_for_the_reason_the_frame_gives() {
    let table = table();
    let of = |basis| of(&table, Some(basis), "authority").unwrap();
    let software = of(Basis::Rapprochement);
    let just_out: Timestamp = "2023-11-22T10:00:00Z".parse().unwrap();
    let still_in = just_out + SignedDuration::from_millis(1);
    let out = |filed, state| software.left_out("other", state, filed, now());
    assert_eq!(out(just_out, "validated"), Some(LeftOut::Kept(3)));
    assert_eq!(out(still_in, "validated"), None);
    assert_eq!(out(still_in, "rejected"), Some(LeftOut::Closed));
    assert_eq!(out(still_in, "withdrawn"), Some(LeftOut::Closed));
    let serial = of(Basis::SerialAnalysis);
    let out = |form_type| serial.left_out(form_type, "rejected", just_out, now());
    assert_eq!(out("fake_shop"), None);
    assert_eq!(out("other"), Some(LeftOut::Penalty(5)));
    assert_eq!(out("gone_from_the_forms"), Some(LeftOut::Penalty(5)));
}

#[test]
fn a_table_that_is_wrong_is_refused_by_name() {
    let table = table();
    let refused = |text: &str| of(text, None, "authority").unwrap_err().to_string();
    assert!(refused(&table.replace("[own_claims]", "[mine]")).contains("`mine`"));
    assert!(refused(&table.replace("kept = ", "keeps = ")).contains("keeps"));
    let wrong = table.replace("kept_max_years", "years_kept");
    let stated = of(&wrong, Some(Basis::Rapprochement), "authority");
    assert!(stated.unwrap_err().to_string().contains("`years_kept`"));
    let wrong = table.replace("\"fr.linkage.own_act\"", "\"fr.linkage.nothing\"");
    assert!(refused(&wrong).contains("fr.linkage.nothing"));
    assert!(refused("").contains("own_act"));
}

fn software() -> &'static Frame {
    static SOFTWARE: LazyLock<Frame> =
        LazyLock::new(|| of(&table(), Some(Basis::Rapprochement), "authority").unwrap());
    &SOFTWARE
}

proptest! {
    /// Time takes complaints out and never back, and the words agree with the limit in force.
    #[test]
    fn time_only_takes_out(filed in 0i64..40_000, later in 0i64..40_000) {
        let frame = software();
        let start: Timestamp = "2022-01-01T00:00:00Z".parse().unwrap();
        let filed = start + SignedDuration::from_hours(filed);
        let at = |hours| filed + SignedDuration::from_hours(hours);
        let out = |now| frame.left_out("fake_shop", "filed", filed, now).is_some();
        prop_assert_eq!(out(at(later)), filed <= frame.kept_since(at(later)).unwrap());
        if out(at(later)) {
            prop_assert!(out(at(later + 1_000)));
        }
        prop_assert!(!out(at(24 * 365 * 3 - 25)));
        prop_assert!(out(at(24 * 366 * 3 + 25)));
    }
}
