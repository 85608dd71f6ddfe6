//! What each fact of the health of an installation says, at its limit.

use faisceau_domain::health::Severity::{self, Advises, Blocks, Presses};
use faisceau_domain::health::{CODES, Fact, Server, findings};
use jiff::Timestamp;

const NOW: &str = "2026-03-10T12:00:00Z";

type Judged = Option<(&'static str, Severity)>;

fn at(word: &str) -> Timestamp {
    word.parse().expect("an instant")
}

fn codes(facts: &[Fact]) -> Vec<(&'static str, Severity)> {
    let found = findings(facts, at(NOW));
    assert!(found.iter().all(|one| CODES.contains(&one.code)));
    found.iter().map(|one| (one.code, one.severity)).collect()
}

fn judged(cases: &[(Fact, Judged)]) {
    for (fact, wanted) in cases {
        let found = codes(std::slice::from_ref(fact));
        assert_eq!(
            found,
            wanted.iter().copied().collect::<Vec<_>>(),
            "{fact:?}"
        );
    }
}

#[test]
fn a_disk_is_told_before_it_is_full_and_servers_when_they_are_silent() {
    let disk = |free_bytes| Fact::Disk {
        free_bytes,
        least_bytes: 100,
    };
    judged(&[
        (disk(99), Some(("disk-full", Blocks))),
        (disk(100), Some(("disk-low", Presses))),
        (disk(299), Some(("disk-low", Presses))),
        (disk(300), None),
        (Fact::Mail(Server::Unset), Some(("mail-unset", Advises))),
        (Fact::Mail(Server::Silent), Some(("mail-silent", Presses))),
        (Fact::Mail(Server::Answers), None),
        (
            Fact::Antivirus(Server::Unset),
            Some(("antivirus-unset", Advises)),
        ),
        (
            Fact::Antivirus(Server::Silent),
            Some(("antivirus-silent", Presses)),
        ),
        (Fact::Antivirus(Server::Answers), None),
    ]);
}

#[test]
fn a_clock_may_differ_by_a_minute() {
    let wrote = |word| Fact::Wrote { at: at(word) };
    let stamped = |held: &str| Fact::Stamped {
        authority: "a".into(),
        stamped_at: at(NOW),
        held_at: at(held),
    };
    judged(&[
        (wrote("2026-03-10T12:01:01Z"), Some(("clock-back", Blocks))),
        (wrote("2026-03-10T12:01:00Z"), None),
        (wrote("2026-01-10T12:01:00Z"), None),
        (stamped("2026-03-10T12:01:00Z"), None),
        (
            stamped("2026-03-10T12:01:01Z"),
            Some(("clock-off", Presses)),
        ),
        (
            stamped("2026-03-10T11:58:59Z"),
            Some(("clock-off", Presses)),
        ),
    ]);
}

#[test]
fn work_and_seals_may_wait_a_little() {
    let jobs = |dead, due: Option<&str>| Fact::Jobs {
        dead,
        oldest_due_at: due.map(at),
    };
    let unsealed = |word| Fact::Unsealed {
        oldest_at: at(word),
    };
    judged(&[
        (jobs(0, None), None),
        (jobs(1, None), Some(("jobs-dead", Presses))),
        (jobs(0, Some("2026-03-10T11:45:00Z")), None),
        (
            jobs(0, Some("2026-03-10T11:44:59Z")),
            Some(("jobs-wait", Blocks)),
        ),
        (unsealed("2026-03-10T11:58:59Z"), Some(("unsealed", Blocks))),
        (unsealed("2026-03-10T11:59:30Z"), None),
    ]);
    let both = codes(&[jobs(1, Some("2026-03-10T11:00:00Z"))]);
    assert_eq!(both, [("jobs-wait", Blocks), ("jobs-dead", Presses)]);
}

#[test]
fn keys_backups_certificates_and_exhibits_are_judged() {
    let file = || "k".to_owned();
    let backup = |made: Option<&str>, since: &str| Fact::Backup {
        made_at: made.map(at),
        since: at(since),
    };
    let certificate = |until: &str| Fact::Certificate { until: at(until) };
    let long = "2026-01-01T00:00:00Z";
    judged(&[
        (
            Fact::KeyMissing { file: file() },
            Some(("key-missing", Blocks)),
        ),
        (Fact::KeyOpen { file: file() }, Some(("key-open", Presses))),
        (backup(None, "2026-03-09T12:00:00Z"), None),
        (
            backup(None, "2026-03-08T12:00:00Z"),
            Some(("backup-none", Presses)),
        ),
        (backup(Some("2026-03-09T12:00:00Z"), long), None),
        (
            backup(Some("2026-03-08T23:59:00Z"), long),
            Some(("backup-old", Presses)),
        ),
        (Fact::Incidents { open: 0 }, None),
        (Fact::Incidents { open: 2 }, Some(("incidents", Blocks))),
        (certificate("2026-05-01T00:00:00Z"), None),
        (
            certificate("2026-03-20T00:00:00Z"),
            Some(("certificate-ends", Presses)),
        ),
        (certificate(NOW), Some(("certificate-ended", Blocks))),
    ]);
}

#[test]
fn an_authority_of_time_may_be_silent_for_a_day() {
    let waits = |waiting, oldest: &str| Fact::TimeWaits {
        authority: "a".into(),
        held: 0,
        waiting,
        oldest_at: at(oldest),
        why: "silent".into(),
    };
    judged(&[
        (waits(0, "2026-03-01T00:00:00Z"), None),
        (
            waits(1, "2026-03-10T00:00:00Z"),
            Some(("time-waits", Advises)),
        ),
        (
            waits(1, "2026-03-09T00:00:00Z"),
            Some(("time-waits", Presses)),
        ),
    ]);
}

#[test]
fn what_is_only_set_wrong_presses_and_what_presses_most_comes_first() {
    let facts = [
        Fact::Mail(Server::Unset),
        Fact::InClear,
        Fact::NoContact,
        Fact::VolumeInClear,
        Fact::BucketInClear,
        Fact::KeyBeside,
        Fact::NoWall,
        Fact::NoAuthority,
        Fact::LogStays { folder: "x".into() },
        Fact::LogFails {
            way: "mail".into(),
            times: 3,
            why: "refused".into(),
        },
        Fact::KeyMissing { file: "k".into() },
        Fact::LogRefused { why: "lost".into() },
    ];
    let found = codes(&facts);
    assert_eq!(found.len(), facts.len());
    assert_eq!(found[0], ("key-missing", Blocks));
    assert_eq!(found[1], ("log-refused", Blocks));
    assert_eq!(found[10], ("mail-unset", Advises));
    assert_eq!(found[11], ("no-wall", Advises));
}
