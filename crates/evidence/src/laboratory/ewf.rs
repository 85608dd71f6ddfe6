//! Images in the format of EnCase (E01): recognised by their first bytes, verified by `ewfverify` of the Debian package
//! ewf-tools, where it is installed. Reads no format by itself, and believes no word but its own verdict.

use super::given::Given;
use faisceau_platform::fault::Fault;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::process::Command;

/// The first bytes of a segment.
pub const SIGNATURE: &[u8; 8] = b"EVF\x09\x0d\x0a\xff\x00";
/// The package to install where the tool is absent.
pub const PACKAGE: &str = "ewf-tools";
/// Longest verification: terabytes take a day.
const LONGEST: Duration = Duration::from_secs(48 * 3_600);

/// What the tool found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Whether it says that what is stored is what it read.
    pub sound: bool,
    /// What was computed over the medium.
    pub computed: Given,
    /// The tool's own name and version: `ewfverify 20140813`.
    pub tool: String,
}

/// Verifies an image; none when the tool is not installed.
///
/// # Errors
/// When the tool cannot be run or says nothing that is understood.
pub async fn verify(first: &Path) -> Result<Option<Verdict>, Fault> {
    verify_with("ewfverify", first).await
}

/// The same by a program of another name.
///
/// # Errors
/// As [`verify`].
pub async fn verify_with(program: &str, first: &Path) -> Result<Option<Verdict>, Fault> {
    let run = Command::new(program)
        .args(["-q", "-d", "sha1"])
        .arg(first)
        .kill_on_drop(true)
        .output();
    let ran = match tokio::time::timeout(LONGEST, run).await? {
        Ok(ran) => ran,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let said = String::from_utf8_lossy(&ran.stdout);
    let verdict = verdict(&said, ran.status.success());
    verdict.map(Some).ok_or_else(|| {
        let told = String::from_utf8_lossy(&ran.stderr);
        let told: String = told.trim().chars().take(200).collect();
        Fault::new(format!("ewfverify gave no verdict: {told}"))
    })
}

/// Reads what the tool printed.
fn verdict(said: &str, ended_well: bool) -> Option<Verdict> {
    let after = |label: &str| {
        let line = said
            .lines()
            .find_map(|line| line.trim().strip_prefix(label));
        line.map(|rest| rest.trim().to_ascii_lowercase())
    };
    let tool = said.lines().find(|line| line.starts_with("ewfverify "))?;
    let sound = said.lines().any(|line| line.trim() == "ewfverify: SUCCESS");
    let failed = said.lines().any(|line| line.trim() == "ewfverify: FAILURE");
    if sound == failed {
        return None;
    }
    let computed = Given {
        md5: after("MD5 hash calculated over data:"),
        sha1: after("SHA1 hash calculated over data:"),
        sha256: None,
    };
    computed.md5.as_ref()?;
    Some(Verdict {
        sound: sound && ended_well,
        computed,
        tool: tool.trim().to_owned(),
    })
}

/// The next segment beside one: `x.E01` is followed by `x.E02`, where that is there.
#[must_use]
pub fn next_segment(segment: &Path) -> Option<PathBuf> {
    let ending = segment.extension()?.to_str()?;
    let (letter, number) = ending.split_at_checked(1)?;
    let number: u8 = number.parse().ok().filter(|number| *number < 99)?;
    let next = segment.with_extension(format!("{letter}{:02}", number + 1));
    next.exists().then_some(next)
}

#[cfg(test)]
mod tests {
    use super::verdict;

    const SAID: &str = "ewfverify 20140813\n\n\nMD5 hash stored in file:\t\tab2599f4d52005401bfe99769400d79b\n\
        MD5 hash calculated over data:\t\tab2599f4d52005401bfe99769400d79b\n\
        SHA1 hash calculated over data:\t\t27e247beee0415c58b93a991a4a20dcf7cbab4fc\n\newfverify: SUCCESS\n";

    #[test]
    fn only_a_verdict_is_taken_for_one() {
        let sound = verdict(SAID, true).expect("a verdict");
        assert!(sound.sound && sound.tool == "ewfverify 20140813");
        assert_eq!(
            sound.computed.sha1.as_deref(),
            Some("27e247beee0415c58b93a991a4a20dcf7cbab4fc")
        );
        assert!(
            !verdict(SAID, false).expect("a verdict").sound,
            "the exit code counts too"
        );
        let failed = SAID.replace("SUCCESS", "FAILURE");
        assert!(!verdict(&failed, false).expect("a verdict").sound);
        assert_eq!(
            verdict("ewfverify 20140813\nUnable to open EWF file(s).\n", false),
            None
        );
        assert_eq!(verdict("", true), None);
    }
}
