//! The points at which a process is stopped: `points.c`, made with the machine's C compiler and loaded into the real
//! program, and what it is told and tells. Knows nothing of what the program does.

use std::collections::BTreeSet;
use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// What is done at a point; `points.c` says more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mode {
    List,
    Kill,
    Torn,
    Lost,
    Full,
}

impl Mode {
    /// The word of the table.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Mode::List => "listed",
            Mode::Kill => "killed before",
            Mode::Torn => "killed in the middle",
            Mode::Lost => "killed, unsynced lost",
            Mode::Full => "disk full",
        }
    }
}

/// One point of a walk.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Point {
    /// From 1.
    pub(crate) number: u32,
    /// The call.
    pub(crate) call: String,
    /// Whether it takes room on the disk.
    pub(crate) takes_room: bool,
    /// The file below the data folder, or the statement; ids and digests left out.
    pub(crate) about: String,
}

/// What a point is about, without what is drawn anew in each run.
fn told(about: &str) -> String {
    let drawn =
        |part: &&str| part.len() >= 16 && part.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    let parts = about.split('/').map(|part| {
        let stem = part.split(['#', '.']).next().unwrap_or(part);
        match Some(stem).filter(drawn) {
            Some(stem) => part.replacen(stem, "*", 1),
            None => part.to_owned(),
        }
    });
    parts.collect::<Vec<_>>().join("/")
}

/// The library, made once for this process.
pub(crate) fn library() -> &'static Path {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    MADE.get_or_init(|| {
        let folder = tempfile::Builder::new()
            .prefix("faisceau-points-")
            .tempdir();
        let folder = folder.unwrap().keep();
        let made = folder.join("points.so");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/crash/points.c");
        let mut compiler = Command::new("cc");
        compiler.args(["-O1", "-shared", "-fPIC", "-pthread", "-o"]);
        let out = compiler.arg(&made).arg(source).output().unwrap();
        assert!(
            out.status.success(),
            "{}",
            String::from_utf8_lossy(&out.stderr)
        );
        open_to_all(&folder);
        made
    })
}

/// A server that runs under another name reads it too.
pub(crate) fn open_to_all(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o777)).unwrap();
}

/// What one process is told, and what it told.
pub(crate) struct Control {
    control: PathBuf,
    log: PathBuf,
}

impl Control {
    /// In a folder that the process does not write in.
    pub(crate) fn in_folder(folder: &Path) -> Control {
        let control = Control {
            control: folder.join("points.control"),
            log: folder.join("points.log"),
        };
        std::fs::write(&control.control, vec![0; 4_096]).unwrap();
        std::fs::write(&control.log, "").unwrap();
        open_to_all(&control.control);
        open_to_all(&control.log);
        control
    }

    /// The variables of a process watched below this folder.
    pub(crate) fn variables<'a>(&'a self, below: &'a Path) -> [(&'static str, &'a Path); 4] {
        [
            ("LD_PRELOAD", library()),
            ("POINTS_CONTROL", &self.control),
            ("POINTS_LOG", &self.log),
            ("POINTS_FOLDER", below),
        ]
    }

    fn word(&self, at: u64, word: u32) {
        let file = File::options().write(true).open(&self.control).unwrap();
        file.write_all_at(&word.to_ne_bytes(), at * 4).unwrap();
    }

    /// Counts from 1 from now on, and does this at that point.
    pub(crate) fn open(&self, mode: Mode, at: u32) {
        self.word(1, mode as u32);
        self.word(2, at);
        self.word(3, 0);
        self.word(0, 1);
    }

    /// Counts no more, and stops nothing.
    pub(crate) fn close(&self) {
        self.word(0, 0);
    }

    /// The points it met.
    pub(crate) fn points(&self) -> Vec<Point> {
        let log = std::fs::read_to_string(&self.log).unwrap();
        let lines = log.lines().filter_map(|line| {
            let mut parts = line.splitn(4, '\t');
            Some(Point {
                number: parts.next()?.parse().ok()?,
                call: parts.next()?.to_owned(),
                takes_room: parts.next()? == "1",
                about: told(parts.next()?),
            })
        });
        lines.collect()
    }
}

/// How many kinds of points there are: calls, and what they are about.
pub(crate) fn kinds(points: &[Point]) -> usize {
    let kinds = points.iter().map(|point| (&point.call, &point.about));
    kinds.collect::<BTreeSet<_>>().len()
}
