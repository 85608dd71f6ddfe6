//! A real OpenID provider for one test (`oidc-provider` of npm), which lets in whom it is told to and, when it
//! is asked, answers as a liar would. Found by the build script; nothing is downloaded. Loopback only.

use crate::oidc::{Accounts, ProviderSettings, Rule};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use tempfile::TempDir;

/// The secret that its file gives every client.
const SECRET: &str = "un-secret-d-essai-assez-long-pour-tous\n";
/// Where installations of tests are reached.
const HERE: &str = "http://127.0.0.1:8080";
/// Most redirections followed there.
const HOPS: usize = 10;

/// A running provider; it ends with the test.
#[derive(Debug)]
pub struct IdentityProvider {
    program: Child,
    /// Open as long as it runs: it writes there what it has to say.
    _output: BufReader<ChildStdout>,
    folder: TempDir,
    /// Its issuer.
    pub issuer: String,
}

impl IdentityProvider {
    /// Starts one.
    ///
    /// # Panics
    /// When node or the package is not installed or does not start: tests that need it are ignored then.
    #[must_use]
    pub fn start() -> IdentityProvider {
        let folder = TempDir::new().expect("a temporary folder");
        std::fs::write(folder.path().join("secret"), SECRET).expect("a file of one's own");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oidc/provider.mjs");
        let mut program = Command::new(env!("FAISCEAU_TEST_OIDC"))
            .arg(script)
            .arg(format!("{HERE}{}", crate::oidc::pages::BACK))
            .arg(format!("{HERE}/"))
            .arg(format!("{HERE}{}", crate::oidc::VICTIMS_BACK))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the provider starts");
        let told = program.stdout.take().expect("its output is a pipe");
        let mut issuer = String::new();
        let mut output = BufReader::new(told);
        output.read_line(&mut issuer).expect("it prints its issuer");
        IdentityProvider {
            program,
            _output: output,
            folder,
            issuer: issuer.trim().to_owned(),
        }
    }

    /// The line of the configuration for a client of this profile.
    #[must_use]
    pub fn settings(&self, profile: &str, rules: Vec<Rule>) -> ProviderSettings {
        ProviderSettings {
            name: profile.replace('_', "-"),
            label: "Essai Connect".to_owned(),
            profile: profile.to_owned(),
            issuer: self.issuer.clone(),
            client_id: profile.to_owned(),
            client_secret_file: self.folder.path().join("secret"),
            ca_file: None,
            accounts: Accounts::Made,
            rules,
            eligibility: Some("Habilitation d’essai".to_owned()),
        }
    }

    /// Tells whom it lets in from now on, with which claims, and how it lies: the file of the provider
    /// says which lies it knows. Gives what was asked of it at its door since the last time.
    ///
    /// # Panics
    /// When it ended.
    pub fn tell(&self, told: &Value) -> Value {
        let body = told.to_string();
        let head = format!("POST /told HTTP/1.1\r\nContent-Length: {}\r\n", body.len());
        let (_, answer) = self.exchange(&head, &body);
        serde_json::from_str(&answer).expect("it answers in JSON")
    }

    /// Goes where a browser is sent, and on as it is told, until it is sent back: path and query.
    ///
    /// # Panics
    /// When it is never sent back.
    #[must_use]
    pub fn walk(&self, url: &str) -> String {
        let mut cookies: BTreeMap<String, String> = BTreeMap::new();
        let mut at = url.to_owned();
        for _ in 0..HOPS {
            if let Some(path) = at.strip_prefix(HERE) {
                return path.to_owned();
            }
            let path = at.strip_prefix(&self.issuer).unwrap_or(&at);
            let held: Vec<String> = cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
            let head = format!("GET {path} HTTP/1.1\r\nCookie: {}\r\n", held.join("; "));
            let (headers, body) = self.exchange(&head, "");
            let mut next = None;
            for line in headers.lines() {
                let Some((name, value)) = line.split_once(": ") else {
                    continue;
                };
                match name.to_lowercase().as_str() {
                    "location" => next = Some(value.trim().to_owned()),
                    "set-cookie" => {
                        let pair = value.split(';').next().unwrap_or_default();
                        let (name, value) = pair.split_once('=').unwrap_or_default();
                        cookies.insert(name.to_owned(), value.to_owned());
                    }
                    _ => {}
                }
            }
            at = next.unwrap_or_else(|| panic!("{path} leads nowhere: {headers}\n{body}"));
        }
        panic!("{url} never leads back")
    }

    /// The page at one of its addresses: its head and its body.
    ///
    /// # Panics
    /// When it ended.
    #[must_use]
    pub fn get(&self, url: &str) -> (String, String) {
        let path = url.strip_prefix(&self.issuer).unwrap_or(url);
        self.exchange(&format!("GET {path} HTTP/1.1\r\n"), "")
    }

    fn exchange(&self, head: &str, body: &str) -> (String, String) {
        let host = self.issuer.trim_start_matches("http://");
        let mut stream = TcpStream::connect(host).expect("it listens");
        let asked = format!("{head}Host: {host}\r\nConnection: close\r\n\r\n{body}");
        stream.write_all(asked.as_bytes()).expect("it listens");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        let (head, body) = answer.split_once("\r\n\r\n").expect("it answers in HTTP");
        // Pieces: their lengths stand on lines of their own.
        let body = match head.to_lowercase().contains("transfer-encoding: chunked") {
            true => body.split("\r\n").skip(1).step_by(2).collect(),
            false => body.to_owned(),
        };
        (head.to_owned(), body)
    }
}

impl Drop for IdentityProvider {
    fn drop(&mut self) {
        // There is nothing to do when it already ended.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}
