//! Build script shared by the crates whose tests need a real PostgreSQL, Chromium, qpdf, poppler, mail
//! server, clamd, openssl, age, S3, OpenID provider, rsyslog or terminal. It sets a cfg for each one found, so that cargo itself prints which tests are ignored
//! and why. With CI=true an absent one is an error. Never downloads anything.

#![expect(clippy::print_stdout, reason = "cargo reads a build script's output")]

use std::path::{Path, PathBuf};

/// What may be found.
const CFGS: [&str; 13] = [
    "has_postgres",
    "has_chromium",
    "has_qpdf",
    "has_poppler",
    "has_script",
    "has_smtp",
    "has_clamd",
    "has_ewf",
    "has_openssl",
    "has_age",
    "has_s3",
    "has_oidc",
    "has_rsyslog",
];

fn main() {
    for cfg in CFGS {
        println!("cargo::rustc-check-cfg=cfg({cfg})");
    }
    println!("cargo::rerun-if-env-changed=PATH");
    println!("cargo::rerun-if-env-changed=CI");
    watch();
    let required = std::env::var("CI").is_ok_and(|ci| ci == "true");
    let tools = [
        (
            "has_postgres",
            "FAISCEAU_TEST_POSTGRES_BIN",
            "PostgreSQL",
            postgres(),
        ),
        (
            "has_chromium",
            "FAISCEAU_TEST_CHROMIUM",
            "Chromium",
            in_path("chromium"),
        ),
        ("has_qpdf", "FAISCEAU_TEST_QPDF", "qpdf", in_path("qpdf")),
        (
            "has_poppler",
            "FAISCEAU_TEST_PDFTOTEXT",
            "poppler",
            in_path("pdftotext"),
        ),
        // A small mail server that keeps what it is handed.
        (
            "has_smtp",
            "FAISCEAU_TEST_AIOSMTPD",
            "aiosmtpd",
            in_path("aiosmtpd"),
        ),
        (
            "has_clamd",
            "FAISCEAU_TEST_CLAMD",
            "clamd (clamav-daemon)",
            in_path("clamd")
                .or_else(|| Some(PathBuf::from("/usr/sbin/clamd")).filter(|at| at.exists())),
        ),
        // Makes authorities and certificates, and judges what we sign and read.
        (
            "has_openssl",
            "FAISCEAU_TEST_OPENSSL",
            "openssl",
            in_path("openssl"),
        ),
        // Makes and verifies images in the format of EnCase.
        (
            "has_ewf",
            "FAISCEAU_TEST_EWFACQUIRESTREAM",
            "ewf-tools",
            in_path("ewfacquirestream"),
        ),
        // A server of the S3 protocol.
        (
            "has_s3",
            "FAISCEAU_TEST_S3",
            "moto_server (moto[server] of PyPI, by .ci/run packages)",
            in_path("moto_server").or_else(|| cached("moto_server")),
        ),
        // A real OpenID provider.
        (
            "has_oidc",
            "FAISCEAU_TEST_OIDC",
            "oidc_provider (oidc-provider of npm, by .ci/run packages)",
            in_path("oidc_provider").or_else(|| cached("oidc_provider")),
        ),
        // A collector of syslog.
        (
            "has_rsyslog",
            "FAISCEAU_TEST_RSYSLOGD",
            "rsyslogd (rsyslog)",
            in_path("rsyslogd")
                .or_else(|| Some(PathBuf::from("/usr/sbin/rsyslogd")).filter(|at| at.exists())),
        ),
        ("has_age", "FAISCEAU_TEST_AGE", "age", in_path("age")),
        // Runs a program on a terminal of its own.
        (
            "has_script",
            "FAISCEAU_TEST_SCRIPT",
            "script (util-linux)",
            in_path("script"),
        ),
    ];
    for (cfg, variable, name, found) in tools {
        match found {
            Some(path) => {
                println!("cargo::rustc-cfg={cfg}");
                println!("cargo::rustc-env={variable}={}", path.display());
            }
            None if required => {
                println!("cargo::error={name} not found: CI needs it (see .ci/run)");
            }
            None => println!("cargo::rustc-env={variable}="),
        }
    }
}

/// Detects again when what was found goes, or when a package is installed. Only what exists is
/// named: cargo takes an absent file for a changed one, and would build everything at each call.
fn watch() {
    let places = [
        "/usr/lib/postgresql",
        "/usr/bin/chromium",
        "/usr/bin/qpdf",
        "/usr/bin/pdftotext",
        "/usr/bin/script",
        "/usr/bin/age",
        "/usr/bin/aiosmtpd",
        "/usr/sbin/clamd",
        "/usr/sbin/rsyslogd",
        "/var/lib/dpkg/status",
    ];
    for place in places.iter().filter(|place| Path::new(place).exists()) {
        println!("cargo::rerun-if-changed={place}");
    }
}

/// The newest folder that holds `initdb` and `postgres`, as Debian installs them.
fn postgres() -> Option<PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok().map(|e| e.path().join("bin")))
        .filter(|bin| bin.join("initdb").exists() && bin.join("postgres").exists())
        .collect();
    folders.sort();
    folders.pop().or_else(|| {
        let initdb = in_path("initdb")?;
        let bin = initdb.parent()?.to_path_buf();
        bin.join("postgres").exists().then_some(bin)
    })
}

/// What `.ci/run packages` puts in its own folder.
fn cached(program: &str) -> Option<PathBuf> {
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    let file = cache.or_else(home)?.join("faisceau/bin").join(program);
    file.exists().then_some(file)
}

fn in_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .chain([Path::new("/usr/bin").to_path_buf()])
        .map(|folder| folder.join(program))
        .find(|file| file.exists())
}
