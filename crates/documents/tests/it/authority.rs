//! An authority of trusted time and a certificate, made with openssl by the script of the repository; openssl
//! is also the other judge of what this crate reads and writes.
#![expect(clippy::print_stderr, reason = "a skipped check is said, not hidden")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// A folder of certificates.
pub(crate) struct Authority {
    pub(crate) folder: TempDir,
}

/// Runs openssl in a folder.
pub(crate) fn openssl(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new("openssl");
    command
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

/// Runs it, and says what it said when it fails.
fn done(folder: &Path, arguments: &[&str]) {
    let output = openssl(folder, arguments);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "openssl {arguments:?}: {told}");
}

impl Authority {
    /// Makes one with keys of this kind (`rsa`, `ec`); `None`, said aloud, without openssl.
    pub(crate) fn make(kind: &str) -> Option<Authority> {
        if let Err(error) = Command::new("openssl").arg("version").output() {
            let required = std::env::var("CI").is_ok_and(|ci| ci == "true");
            assert!(!required, "openssl not found: CI needs it (see .ci/run)");
            eprintln!("SKIPPED: openssl is not installed ({error})");
            return None;
        }
        let folder = TempDir::new().unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../build/authority.sh");
        let made = Command::new("sh")
            .arg(script)
            .arg(folder.path())
            .arg(kind)
            .output();
        let made = made.unwrap();
        assert!(
            made.status.success(),
            "{}",
            String::from_utf8_lossy(&made.stderr)
        );
        Some(Authority { folder })
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The answer of `tsa`, `elsewhere` or `expired` to a question.
    pub(crate) fn answer(&self, name: &str, query: &[u8]) -> Vec<u8> {
        std::fs::write(self.path("q"), query).unwrap();
        let config = format!("{name}.conf");
        done(
            self.folder.path(),
            &[
                "ts",
                "-reply",
                "-config",
                &config,
                "-queryfile",
                "q",
                "-out",
                "r",
            ],
        );
        std::fs::read(self.path("r")).unwrap()
    }

    /// A token whose certificate is for another purpose, which `openssl ts -reply` refuses to make.
    pub(crate) fn token_for_another_purpose(&self, token: &[u8]) -> Vec<u8> {
        std::fs::write(self.path("t"), token).unwrap();
        let folder = self.folder.path();
        done(
            folder,
            &[
                "cms",
                "-verify",
                "-noverify",
                "-inform",
                "DER",
                "-in",
                "t",
                "-out",
                "info",
            ],
        );
        done(
            folder,
            &[
                "cms",
                "-sign",
                "-binary",
                "-nodetach",
                "-cades",
                "-md",
                "sha256",
                "-econtent_type",
                "1.2.840.113549.1.9.16.1.4",
                "-signer",
                "purpose.pem",
                "-inkey",
                "purpose.key",
                "-outform",
                "DER",
                "-in",
                "info",
                "-out",
                "t",
            ],
        );
        std::fs::read(self.path("t")).unwrap()
    }

    /// What `openssl ts -verify` says of a token about this digest.
    pub(crate) fn openssl_verifies(&self, token: &[u8], digest: &[u8; 32]) -> bool {
        std::fs::write(self.path("t"), token).unwrap();
        let digest = hex::encode(digest);
        let output = openssl(
            self.folder.path(),
            &[
                "ts",
                "-verify",
                "-digest",
                &digest,
                "-token_in",
                "-in",
                "t",
                "-CAfile",
                "root.pem",
            ],
        );
        output.status.success()
    }
}
