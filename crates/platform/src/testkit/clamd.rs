//! A real `clamd` for one test, with one signature of our own: the file every antivirus agrees to find. Its
//! program is found by the build script of the crate that tests; nothing is downloaded.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// MD5, length and name of [`eicar`], as `clamd` reads signatures.
const SIGNATURE: &str = "44d88612fea8a8f36de82e1278abb02f:68:Essai-Eicar\n";
/// Longest wait for it to listen: `WAITS` times [`WAIT`].
const WAITS: usize = 1_200;
const WAIT: Duration = Duration::from_millis(50);

/// A running antivirus; it ends with the test.
#[derive(Debug)]
pub struct Clamd {
    child: Child,
    /// Where it listens, as the configuration of an instance says it.
    pub address: String,
    _folder: TempDir,
}

impl Drop for Clamd {
    fn drop(&mut self) {
        // There is nothing to do when it already ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The file every antivirus agrees to find, in two pieces so that none finds it here.
#[must_use]
pub fn eicar() -> Vec<u8> {
    let halves = [
        r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR",
        "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*",
    ];
    halves.concat().into_bytes()
}

impl Clamd {
    /// On a socket of the file system.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn on_a_path(program: &str) -> Clamd {
        let folder = TempDir::new().expect("a temporary folder");
        let socket = folder.path().join("socket");
        let lines = format!("LocalSocket {}", socket.display());
        let address = format!("unix:{}", socket.display());
        Clamd::start(program, folder, &lines, address, || socket.exists())
    }

    /// On a port, with a limit of one megabyte on the files it takes.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn on_a_port(program: &str) -> Clamd {
        let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let at = free.local_addr().expect("a bound port has an address");
        drop(free);
        let lines = format!(
            "TCPSocket {}\nTCPAddr 127.0.0.1\nStreamMaxLength 1M",
            at.port()
        );
        let folder = TempDir::new().expect("a temporary folder");
        Clamd::start(program, folder, &lines, format!("tcp://{at}"), || {
            TcpStream::connect(at).is_ok()
        })
    }

    fn start(
        program: &str,
        folder: TempDir,
        lines: &str,
        address: String,
        listens: impl Fn() -> bool,
    ) -> Clamd {
        let config = configured(folder.path(), lines);
        let child = Command::new(program)
            .arg(format!("--config-file={}", config.display()))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("clamd starts");
        let clamd = Clamd {
            child,
            address,
            _folder: folder,
        };
        for _ in 0..WAITS {
            if listens() {
                return clamd;
            }
            std::thread::sleep(WAIT);
        }
        panic!("clamd did not start");
    }
}

/// Its configuration, with its one line of signatures.
fn configured(folder: &Path, lines: &str) -> std::path::PathBuf {
    let at = |name: &str| folder.join(name);
    std::fs::create_dir(at("signatures")).expect("a folder of signatures");
    std::fs::write(at("signatures/essai.hdb"), SIGNATURE).expect("a file of signatures");
    let config = format!(
        "Foreground yes\nDatabaseDirectory {}\nLogFile {}\nTemporaryDirectory {}\n{lines}\n",
        at("signatures").display(),
        at("log").display(),
        folder.display(),
    );
    std::fs::write(at("clamd.conf"), config).expect("a configuration");
    at("clamd.conf")
}
