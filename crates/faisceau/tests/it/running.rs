//! The real program, started by tests as a supervisor starts it. Checks nothing itself.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// No line takes longer to come, on however busy a machine: beyond, something is wrong.
const PATIENCE: Duration = Duration::from_secs(300);

/// The program on this data folder, with nothing of this process's own settings.
pub(crate) fn program(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_faisceau"));
    command
        .env_clear()
        .env("FAISCEAU_DATA_DIR", data)
        .env("FAISCEAU_LEGAL_REGIME", "private")
        .env("FAISCEAU_CONTROLLER", "Association d’essai")
        .env("FAISCEAU_DPO_CONTACT", "dpo@exemple.fr")
        .env("FAISCEAU_LEGAL_ACT", "Acte d’essai")
        .env("FAISCEAU_OFFENCE_CASE", "claims")
        .env("FAISCEAU_OWN_SOURCES", "*")
        .env("FAISCEAU_LISTEN", "127.0.0.1:0")
        .current_dir(data)
        .stdin(Stdio::null());
    command
}

/// Runs a command to its end, with this on its standard input.
pub(crate) fn run(data: &Path, arguments: &[&str], typed: &str) -> Output {
    let mut command = program(data);
    command.args(arguments);
    self::typed(command, typed)
}

/// The same, of a command of the test's own.
pub(crate) fn typed(mut command: Command, typed: &str) -> Output {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    // A command that asks nothing may have ended already.
    let _ = input.write_all(typed.as_bytes());
    drop(input);
    child.wait_with_output().unwrap()
}

/// What it printed.
pub(crate) fn said(out: &Output) -> String {
    String::from_utf8_lossy(&out.stdout).into_owned()
}

/// A process that stays, and the lines it writes on its standard error.
pub(crate) struct Running {
    pub(crate) child: Child,
    lines: Receiver<String>,
}

impl Running {
    /// Starts this command, and waits for a line that holds `until`; gives that line too.
    pub(crate) fn start(data: &Path, command: &str, until: &str) -> (Running, String) {
        let mut started = program(data);
        started.arg(command).stdout(Stdio::null());
        Running::start_as(&mut started, until)
    }

    /// The same, by a command of the test's own.
    pub(crate) fn start_as(command: &mut Command, until: &str) -> (Running, String) {
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let (tell, lines) = channel();
        let errors = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || {
            for line in errors.lines().map_while(Result::ok) {
                if tell.send(line).is_err() {
                    return;
                }
            }
        });
        let running = Running { child, lines };
        let line = running.line(until);
        (running, line)
    }

    /// The next line that holds this.
    pub(crate) fn line(&self, holds: &str) -> String {
        loop {
            let line = self.lines.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|e| panic!("no line holds `{holds}`: {e}"));
            if line.contains(holds) {
                return line;
            }
        }
    }

    /// Every line that comes until it ends.
    pub(crate) fn rest(self) -> Vec<String> {
        let mut rest = Vec::new();
        while let Ok(line) = self.lines.recv_timeout(PATIENCE) {
            rest.push(line);
        }
        rest
    }

    /// What a supervisor does to stop it. The shell's own `kill`: a bare Debian has no other.
    pub(crate) fn ask_to_stop(&self) {
        let id = self.child.id().to_string();
        let told = Command::new("sh")
            .args(["-c", "kill -TERM \"$0\"", &id])
            .status()
            .unwrap();
        assert!(told.success());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The whole answer to a GET, head and body.
pub(crate) fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}
