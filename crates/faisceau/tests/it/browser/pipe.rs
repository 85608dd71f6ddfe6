//! Chromium's debugging pipe: JSON messages ended by a null byte, on two named pipes that a shell
//! hands to Chromium as its descriptors 3 and 4. Knows nothing of pages.

use serde_json::{Value, json};
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// A command that takes longer than this is a failure.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct Pipe {
    child: Child,
    out: File,
    heard: Receiver<Value>,
    events: Vec<String>,
    asked: u64,
}

impl Pipe {
    /// Starts a Chromium whose profile is below this folder.
    pub(crate) fn launch(folder: &Path) -> Pipe {
        let (to, from) = (folder.join("to"), folder.join("from"));
        let made = Command::new("mkfifo").arg(&to).arg(&from).status().unwrap();
        assert!(made.success(), "mkfifo failed");
        let child = Command::new("sh")
            .args([
                "-c",
                "to=$1; from=$2; shift 2; exec \"$@\" 3<\"$to\" 4>\"$from\"",
                "sh",
            ])
            .args([&to, &from])
            .arg(env!("FAISCEAU_TEST_CHROMIUM"))
            .args([
                "--headless",
                "--remote-debugging-pipe",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--accept-lang=fr",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ])
            .arg(format!(
                "--user-data-dir={}",
                folder.join("profile").display()
            ))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // The shell opens them in the same order: each opening waits for the other side.
        let out = OpenOptions::new().write(true).open(&to).unwrap();
        let mut input = BufReader::new(File::open(&from).unwrap());
        let (tell, heard) = channel();
        std::thread::spawn(move || {
            loop {
                let mut message = Vec::new();
                match input.read_until(0, &mut message) {
                    Ok(read) if read > 1 => {}
                    _ => return,
                }
                message.pop();
                let read = serde_json::from_slice(&message).unwrap();
                if tell.send(read).is_err() {
                    return;
                }
            }
        });
        Pipe {
            child,
            out,
            heard,
            events: Vec::new(),
            asked: 0,
        }
    }

    /// Sends a command and returns its result; events heard meanwhile are kept.
    pub(crate) fn ask(&mut self, session: &str, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        let mut message = json!({ "id": id, "method": method, "params": params });
        if !session.is_empty() {
            message["sessionId"] = json!(session);
        }
        let mut bytes = serde_json::to_vec(&message).unwrap();
        bytes.push(0);
        self.out.write_all(&bytes).unwrap();
        let until = Instant::now() + PATIENCE;
        loop {
            let answer = self.hear(until, method);
            if answer["id"] == json!(id) {
                assert!(
                    answer.get("error").is_none(),
                    "{method}: {}",
                    answer["error"]
                );
                return answer["result"].clone();
            }
        }
    }

    /// Forgets the events heard so far.
    pub(crate) fn forget(&mut self) {
        self.events.clear();
    }

    /// Waits for an event, unless it was heard since the last [`Pipe::forget`].
    pub(crate) fn wait_for(&mut self, event: &str, patience: Duration) {
        let until = Instant::now() + patience;
        while !self.events.iter().any(|heard| heard == event) {
            self.hear(until, event);
        }
    }

    fn hear(&mut self, until: Instant, what: &str) -> Value {
        let left = until.saturating_duration_since(Instant::now());
        let message = self
            .heard
            .recv_timeout(left)
            .unwrap_or_else(|e| panic!("waiting for {what}: {e}"));
        if let Some(event) = message["method"].as_str() {
            self.events.push(event.to_owned());
        }
        message
    }
}

impl Drop for Pipe {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
