//! The health of an installation: what is seen of it becomes findings, each with how much it presses. Whoever looks is
//! elsewhere; what is wrong and what to do are words of `locales/`, under `health-CODE` and `health-CODE-do`. Says nothing of
//! any complaint.

use jiff::{SignedDuration, Timestamp};

/// A backup older than this is too old: one a day, and half a day of grace.
pub const BACKUP_WITHIN: SignedDuration = SignedDuration::from_hours(36);
/// The clock of this machine may differ from another's by this much.
pub const CLOCK_WITHIN: SignedDuration = SignedDuration::from_mins(1);
/// Work that is due waits no longer than this while somebody works.
pub const WORK_WITHIN: SignedDuration = SignedDuration::from_mins(15);
/// What is written is sealed within a second; beyond this the sealer is gone.
pub const SEALED_WITHIN: SignedDuration = SignedDuration::from_mins(1);
/// An authority of trusted time may be silent for this long.
pub const STAMPED_WITHIN: SignedDuration = SignedDuration::from_hours(24);
/// A certificate is renewed this long before its end.
pub const RENEWED_BEFORE: SignedDuration = SignedDuration::from_hours(30 * 24);
/// The disk is told before it is full: at so many times what must stay free.
const ROOM_TIMES: u64 = 3;

/// How much a finding presses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know; nothing is wrong yet.
    Advises,
    /// To be dealt with today.
    Presses,
    /// Something does not work, or what was filed is in danger.
    Blocks,
}

impl Severity {
    /// The stable word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Severity::Advises => "advises",
            Severity::Presses => "presses",
            Severity::Blocks => "blocks",
        }
    }
}

/// A server that others need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Server {
    /// None is set.
    Unset,
    /// It answers.
    Answers,
    /// It is set and does not answer.
    Silent,
}

/// Something seen of an installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// Bytes left on the disk of the data folder, and those that must stay free.
    Disk {
        /// Left.
        free_bytes: u64,
        /// Wanted.
        least_bytes: u64,
    },
    /// The server of e-mail.
    Mail(Server),
    /// The antivirus.
    Antivirus(Server),
    /// The latest instant that this installation wrote.
    Wrote {
        /// By its clock of then.
        at: Timestamp,
    },
    /// What an authority of time stamped last, and when it came by the clock here.
    Stamped {
        /// Its name.
        authority: String,
        /// By its clock.
        stamped_at: Timestamp,
        /// By ours.
        held_at: Timestamp,
    },
    /// Jobs.
    Jobs {
        /// Given up: a person must decide.
        dead: i64,
        /// Since when the oldest that is due waits.
        oldest_due_at: Option<Timestamp>,
    },
    /// When the oldest row of the journal was written that no seal covers.
    Unsealed {
        /// Its instant.
        oldest_at: Timestamp,
    },
    /// A file of keys that is not there any more.
    KeyMissing {
        /// Its name.
        file: String,
    },
    /// A file of keys that others than its owner may read.
    KeyOpen {
        /// Its name.
        file: String,
    },
    /// Backups.
    Backup {
        /// When the last one was made.
        made_at: Option<Timestamp>,
        /// When the installation wrote first.
        since: Timestamp,
    },
    /// The public log signs nothing: it does not go on from what is known elsewhere.
    LogRefused {
        /// Why, in words.
        why: String,
    },
    /// Checkpoints of the public log are not set to leave the disk of the database.
    LogStays {
        /// Where they stay.
        folder: String,
    },
    /// Checkpoints do not leave by a way that is set.
    LogFails {
        /// Which.
        way: String,
        /// How often it was tried.
        times: i64,
        /// Why, in the words of the other side.
        why: String,
    },
    /// The journal does not reach the collector that is set.
    SyslogFails {
        /// How often it was tried.
        times: i64,
        /// Entries that wait.
        waiting: i64,
        /// Why, in the words of the network.
        why: String,
    },
    /// No authority of trusted time is set.
    NoAuthority,
    /// Digests wait for an authority of trusted time.
    TimeWaits {
        /// Its name.
        authority: String,
        /// Stamped so far.
        held: i64,
        /// Not yet.
        waiting: i64,
        /// Since when the oldest does.
        oldest_at: Timestamp,
        /// The stable word of why.
        why: String,
    },
    /// The operator's certificate ends.
    Certificate {
        /// Then.
        until: Timestamp,
    },
    /// The certificate with which the instance speaks HTTPS ends.
    TlsCertificate {
        /// Then.
        until: Timestamp,
    },
    /// Incidents of integrity that nobody decided.
    Incidents {
        /// How many.
        open: i64,
    },
    /// Codes and sign-ins travel in clear.
    InClear,
    /// Papers do not say whom to write to.
    NoContact,
    /// Nothing says that the volume of the data folder is encrypted.
    VolumeInClear,
    /// A bucket of another's holds files that are not encrypted here.
    BucketInClear,
    /// The key of the files lies beside them.
    KeyBeside,
    /// One role of PostgreSQL owns the tables and serves.
    NoWall,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its stable word.
    pub code: &'static str,
    /// How much it presses.
    pub severity: Severity,
    /// What its sentence is completed with.
    pub told: Vec<(&'static str, String)>,
}

fn finding(code: &'static str, severity: Severity) -> Finding {
    Finding {
        code,
        severity,
        told: Vec::new(),
    }
}

impl Finding {
    fn with(mut self, name: &'static str, value: impl ToString) -> Finding {
        self.told.push((name, value.to_string()));
        self
    }
}

/// Every word a finding may bear.
pub const CODES: [&str; 30] = [
    "disk-full",
    "disk-low",
    "mail-unset",
    "mail-silent",
    "antivirus-unset",
    "antivirus-silent",
    "clock-back",
    "clock-off",
    "jobs-dead",
    "jobs-wait",
    "unsealed",
    "key-missing",
    "key-open",
    "backup-none",
    "backup-old",
    "log-stays",
    "log-refused",
    "log-fails",
    "syslog-fails",
    "time-unset",
    "time-waits",
    "certificate-ends",
    "certificate-ended",
    "tls-certificate-ends",
    "tls-certificate-ended",
    "incidents",
    "in-clear",
    "no-contact",
    "files-in-clear",
    "no-wall",
];

/// What these facts say, what presses most first; facts that say nothing wrong give nothing.
#[must_use]
pub fn findings(facts: &[Fact], now: Timestamp) -> Vec<Finding> {
    let mut found: Vec<Finding> = facts.iter().flat_map(|fact| judged(fact, now)).collect();
    found.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    found
}

fn judged(fact: &Fact, now: Timestamp) -> Vec<Finding> {
    use Severity::{Advises, Blocks, Presses};
    let one = match fact {
        Fact::Disk {
            free_bytes,
            least_bytes,
        } => disk(*free_bytes, *least_bytes),
        Fact::Mail(server) => match server {
            Server::Unset => Some(finding("mail-unset", Advises)),
            Server::Silent => Some(finding("mail-silent", Presses)),
            Server::Answers => None,
        },
        Fact::Antivirus(server) => match server {
            Server::Unset => Some(finding("antivirus-unset", Advises)),
            Server::Silent => Some(finding("antivirus-silent", Presses)),
            Server::Answers => None,
        },
        Fact::Wrote { at } => (*at > now + CLOCK_WITHIN)
            .then(|| finding("clock-back", Blocks).with("seconds", seconds(now, *at))),
        Fact::Stamped {
            authority,
            stamped_at,
            held_at,
        } => {
            let off = seconds(*stamped_at, *held_at);
            (off.abs() > CLOCK_WITHIN.as_secs()).then(|| {
                finding("clock-off", Presses)
                    .with("seconds", off.abs())
                    .with("authority", authority)
            })
        }
        Fact::Jobs {
            dead,
            oldest_due_at,
        } => return jobs(*dead, *oldest_due_at, now),
        Fact::Unsealed { oldest_at } => (*oldest_at + SEALED_WITHIN < now)
            .then(|| finding("unsealed", Blocks).with("seconds", seconds(*oldest_at, now))),
        Fact::KeyMissing { file } => Some(finding("key-missing", Blocks).with("file", file)),
        Fact::KeyOpen { file } => Some(finding("key-open", Presses).with("file", file)),
        Fact::Backup { made_at, since } => backup(*made_at, *since, now),
        Fact::Incidents { open } => {
            (*open > 0).then(|| finding("incidents", Blocks).with("n", open))
        }
        Fact::Certificate { until } => {
            certificate(["certificate-ends", "certificate-ended"], *until, now)
        }
        Fact::TlsCertificate { until } => certificate(
            ["tls-certificate-ends", "tls-certificate-ended"],
            *until,
            now,
        ),
        other => outside(other, now),
    };
    one.into_iter().collect()
}

/// What leaves the machine, or should, and what travels in clear.
fn outside(fact: &Fact, now: Timestamp) -> Option<Finding> {
    use Severity::{Advises, Presses};
    match fact {
        Fact::LogStays { folder } => Some(finding("log-stays", Presses).with("folder", folder)),
        Fact::LogFails { way, times, why } => Some(
            finding("log-fails", Presses)
                .with("way", way)
                .with("n", times)
                .with("why", why),
        ),
        Fact::SyslogFails {
            times,
            waiting,
            why,
        } => Some(
            finding("syslog-fails", Presses)
                .with("n", times)
                .with("waiting", waiting)
                .with("why", why),
        ),
        Fact::LogRefused { why } => Some(finding("log-refused", Severity::Blocks).with("why", why)),
        Fact::NoAuthority => Some(finding("time-unset", Presses)),
        Fact::TimeWaits {
            authority,
            held,
            waiting,
            oldest_at,
            why,
        } => {
            let late = *oldest_at + STAMPED_WITHIN < now;
            let told = finding("time-waits", if late { Presses } else { Advises });
            (*waiting > 0).then(|| {
                told.with("authority", authority)
                    .with("held", held)
                    .with("n", waiting)
                    .with("hours", seconds(*oldest_at, now) / 3_600)
                    .with("why", why)
            })
        }
        Fact::InClear => Some(finding("in-clear", Presses)),
        Fact::NoContact => Some(finding("no-contact", Presses)),
        Fact::VolumeInClear => Some(finding("files-in-clear", Presses).with("why", "volume")),
        Fact::BucketInClear => Some(finding("files-in-clear", Presses).with("why", "bucket")),
        Fact::KeyBeside => Some(finding("files-in-clear", Presses).with("why", "key")),
        Fact::NoWall => Some(finding("no-wall", Advises)),
        _ => None,
    }
}

fn disk(free: u64, least: u64) -> Option<Finding> {
    let megabytes = free / 1_000_000;
    if free < least {
        return Some(finding("disk-full", Severity::Blocks).with("megabytes", megabytes));
    }
    (free / ROOM_TIMES < least)
        .then(|| finding("disk-low", Severity::Presses).with("megabytes", megabytes))
}

fn jobs(dead: i64, oldest_due_at: Option<Timestamp>, now: Timestamp) -> Vec<Finding> {
    let mut found = Vec::new();
    if dead > 0 {
        found.push(finding("jobs-dead", Severity::Presses).with("n", dead));
    }
    if let Some(at) = oldest_due_at.filter(|at| *at + WORK_WITHIN < now) {
        let minutes = seconds(at, now) / 60;
        found.push(finding("jobs-wait", Severity::Blocks).with("minutes", minutes));
    }
    found
}

fn backup(made_at: Option<Timestamp>, since: Timestamp, now: Timestamp) -> Option<Finding> {
    match made_at {
        Some(at) => (at + BACKUP_WITHIN < now).then(|| {
            finding("backup-old", Severity::Presses).with("hours", seconds(at, now) / 3_600)
        }),
        None => (since + BACKUP_WITHIN < now).then(|| finding("backup-none", Severity::Presses)),
    }
}

/// `codes`: of one that ends soon, and of one that is over.
fn certificate(codes: [&'static str; 2], until: Timestamp, now: Timestamp) -> Option<Finding> {
    if until <= now {
        return Some(finding(codes[1], Severity::Blocks));
    }
    (until < now + RENEWED_BEFORE).then(|| {
        let days = seconds(now, until) / 86_400;
        finding(codes[0], Severity::Presses).with("days", days)
    })
}

fn seconds(from: Timestamp, to: Timestamp) -> i64 {
    to.duration_since(from).as_secs()
}
