//! The real program that speaks HTTPS itself, asked by `openssl`: which protocols it takes, the certificate it
//! shows, what it tells browsers, and a certificate renewed while it serves. Checks no page's content.

use crate::running::{Running, program, said};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A certificate of this machine for this name, made by `openssl`.
fn certificate(folder: &Path, name: &str) {
    let out = Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
        ])
        .args(["-nodes", "-days", "20", "-subj", &format!("/CN={name}")])
        .args([
            "-addext",
            "subjectAltName=DNS:localhost",
            "-keyout",
            "site.key",
            "-out",
            "site.pem",
        ])
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(out.status.success(), "{out:?}");
}

fn secured(data: &Path) -> Command {
    let mut command = program(data);
    command
        .env("FAISCEAU_TLS_CERTIFICATE_FILE", data.join("site.pem"))
        .env("FAISCEAU_TLS_KEY_FILE", data.join("site.key"));
    command
}

/// What `openssl s_client` says of a connection, and the answer to this request.
fn asked(data: &Path, address: &str, more: &[&str], request: &str) -> Output {
    let mut client = Command::new("openssl")
        .args([
            "s_client",
            "-connect",
            address,
            "-servername",
            "localhost",
            "-ign_eof",
        ])
        .args([
            "-CAfile",
            "site.pem",
            "-verify_hostname",
            "localhost",
            "-verify_return_error",
        ])
        .args(more)
        .current_dir(data)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = client.stdin.take().unwrap();
    // A connection refused takes nothing.
    let _ = input.write_all(request.as_bytes());
    drop(input);
    client.wait_with_output().unwrap()
}

fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
}

#[test]
#[cfg_attr(not(has_openssl), ignore = "openssl not found")]
fn a_port_with_a_certificate_speaks_tls_alone_and_takes_a_renewed_one() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    certificate(data, "premier");
    let mut serve = secured(data);
    serve.arg("serve").stdout(Stdio::null());
    let (running, line) = Running::start_as(&mut serve, "listening on https://");
    let address = line.rsplit('/').next().unwrap().to_owned();
    for (protocol, told) in [("-tls1_2", "TLSv1.2"), ("-tls1_3", "TLSv1.3")] {
        let out = asked(data, &address, &[protocol], &get("/connexion"));
        let text = said(&out);
        assert!(text.contains("HTTP/1.1 200 OK"), "{text}");
        assert!(text.contains(told), "{text}");
        assert!(text.contains("Verify return code: 0 (ok)"), "{text}");
        assert!(
            text.contains("strict-transport-security: max-age="),
            "{text}"
        );
        let cookies: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with("set-cookie:"))
            .collect();
        assert!(!cookies.is_empty(), "{text}");
        for cookie in cookies {
            assert!(
                cookie.contains("__Host-") && cookie.contains("Secure"),
                "{cookie}"
            );
        }
    }
    // Older protocols, and no TLS at all.
    for old in ["-tls1", "-tls1_1"] {
        let out = asked(
            data,
            &address,
            &[old, "-cipher", "ALL:@SECLEVEL=0"],
            &get("/connexion"),
        );
        // It is the server that says no, not the client that does not ask.
        let why = String::from_utf8_lossy(&out.stderr);
        assert!(why.contains("SSL alert number"), "{old}: {why}");
        assert!(!said(&out).contains("HTTP/1.1"), "{old}");
    }
    assert!(!clear(&address).contains("HTTP/1.1 200"));
    // Renewed while it serves: a wrong file first, which changes nothing.
    std::fs::write(data.join("site.pem.new"), "no certificate").unwrap();
    let kept = std::fs::read(data.join("site.pem")).unwrap();
    std::fs::rename(data.join("site.pem.new"), data.join("site.pem")).unwrap();
    running.line("is not read again");
    std::fs::write(data.join("site.pem"), kept).unwrap();
    assert!(said(&asked(data, &address, &[], &get("/connexion"))).contains("premier"));
    certificate(data, "second");
    running.line("the certificate of HTTPS is read again");
    assert!(said(&asked(data, &address, &[], &get("/connexion"))).contains("second"));
    running.ask_to_stop();
    running.line("stopping");
}

/// What the port answers to a request in clear.
fn clear(address: &str) -> String {
    use std::io::Read as _;
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    stream.write_all(get("/connexion").as_bytes()).unwrap();
    let mut answer = Vec::new();
    // The port may close without a word.
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
#[cfg_attr(not(has_openssl), ignore = "openssl not found")]
fn a_certificate_without_its_key_stops_the_start_and_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    certificate(data, "premier");
    let other = std::fs::read(data.join("site.key")).unwrap();
    certificate(data, "second");
    let run = |command: &str| {
        let mut started = secured(data);
        started.args(command.split(' '));
        started.output().unwrap()
    };
    let good = run("config check");
    assert!(said(&good).contains("https         until "), "{good:?}");
    std::fs::write(data.join("site.key"), other).unwrap();
    for command in ["config check", "serve"] {
        let out = run(command);
        assert_eq!(out.status.code(), Some(1), "{command}: {out:?}");
        assert!(
            String::from_utf8_lossy(&out.stderr).contains("site.key"),
            "{out:?}"
        );
    }
    std::fs::remove_file(data.join("site.key")).unwrap();
    let out = run("config check");
    assert!(
        String::from_utf8_lossy(&out.stderr).contains("reading `"),
        "{out:?}"
    );
}
