//! Settings that are others at a start: the journal is told which, former ones are kept signed, and a file that somebody
//! touched is not taken for one of ours.

use faisceau_domain::journal::Deed;
use faisceau_platform::config::Config;
use faisceau_platform::cx::Cx;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use faisceau_platform::transfer::notice::{history, notice};
use std::collections::BTreeMap;

use crate::accounts::rows;

/// One start with these settings: whether they were noticed as others.
async fn start(kit: &Kit, text: &str) -> bool {
    kit.world.clock.advance_millis(600_000);
    let given = Config::table(Some(text), &BTreeMap::new()).unwrap();
    notice(&Cx::platform(&kit.world), &given).await.unwrap()
}

on_both!(
    what_changed_between_two_starts_is_told_and_kept,
    vec![],
    async |kit: Kit| {
        let first = "contact = \"1 rue X\"\n[limits]\ndraft_days = 12\n";
        let second = "contact = \"2 rue Y\"\n[limits]\ndraft_days = 12\n[mail]\nhost = \"h\"\nuser = \"secret-user\"\n";
        assert!(start(&kit, first).await);
        assert!(!start(&kit, first).await, "the same settings say nothing");
        assert!(start(&kit, second).await);
        assert_eq!(rows(&kit, Deed::ConfigurationChanged).await, 2);
        let kept = history(&kit.world).unwrap();
        assert_eq!(kept.len(), 2);
        let told: Vec<String> = kept[0].changes.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "contact: \"1 rue X\" -> \"2 rue Y\"",
                "mail.host: default -> \"h\""
            ]
        );
        assert_eq!(kept[1].changes.len(), 2);
        for one in &kept {
            let text = std::fs::read_to_string(&one.file).unwrap();
            assert!(!text.contains("secret-user"), "{text}");
        }
        // Back to what was: a change as any other.
        assert!(start(&kit, first).await);
        // Touched by hand, it is no longer one of ours, and the next start says all anew.
        let last = &history(&kit.world).unwrap()[0].file;
        let text = std::fs::read_to_string(last).unwrap();
        std::fs::write(last, text.replace("1 rue X", "3 rue Z")).unwrap();
        assert!(history(&kit.world).unwrap()[0].decided.is_none());
        assert!(start(&kit, first).await);
        assert_eq!(rows(&kit, Deed::ConfigurationChanged).await, 4);
    }
);
