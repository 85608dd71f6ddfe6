//! Signed notes (C2SP signed-note): a text and the lines of those who signed it. Reads the form of a
//! note and of a verifier key; whether a signature holds is said of one key at a time.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

/// The longest note read: a checkpoint with its witnesses is a few thousand bytes.
pub const BYTES_MAX: usize = 64 * 1024;
/// Most signatures read.
pub const SIGNATURES_MAX: usize = 64;
/// What a line of signature begins with.
const DASH: &str = "\u{2014} ";

/// What a key signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The text itself: the log.
    Log,
    /// That it saw the text at a time, and that it goes on from what it saw before: a witness.
    Witness,
}

impl Kind {
    const fn byte(self) -> u8 {
        match self {
            Kind::Log => 1,
            Kind::Witness => 4,
        }
    }
}

/// A public key under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteKey {
    /// Its name, as in the lines it signs.
    pub name: String,
    /// What it signs.
    pub kind: Kind,
    /// The key.
    pub key: VerifyingKey,
}

impl NoteKey {
    /// The first four bytes of SHA-256(name ‖ newline ‖ kind ‖ key).
    #[must_use]
    pub fn id(&self) -> [u8; 4] {
        let mut hash = Sha256::new();
        hash.update(self.name.as_bytes());
        hash.update([b'\n', self.kind.byte()]);
        hash.update(self.key.as_bytes());
        let digest = hash.finalize();
        [digest[0], digest[1], digest[2], digest[3]]
    }

    /// The key as text (a *vkey*): name, id and key joined by plus signs.
    #[must_use]
    pub fn text(&self) -> String {
        let bytes = [&[self.kind.byte()], &self.key.as_bytes()[..]].concat();
        let id = hex::encode(self.id());
        format!("{}+{id}+{}", self.name, STANDARD.encode(bytes))
    }

    /// Reads what [`NoteKey::text`] writes.
    #[must_use]
    pub fn read(text: &str) -> Option<NoteKey> {
        let (name, rest) = text.trim().split_once('+')?;
        let (id, bytes) = rest.split_once('+')?;
        let bytes = STANDARD.decode(bytes).ok()?;
        let (kind, key) = bytes.split_first()?;
        let kind = match kind {
            1 => Kind::Log,
            4 => Kind::Witness,
            _ => return None,
        };
        let read = NoteKey {
            name: name.to_owned(),
            kind,
            key: VerifyingKey::from_bytes(key.try_into().ok()?).ok()?,
        };
        (is_name(name) && hex::encode(read.id()) == id).then_some(read)
    }
}

/// Whether a word can be the name of a key: something, without space nor plus sign.
#[must_use]
pub fn is_name(word: &str) -> bool {
    let odd = |c: char| c.is_whitespace() || c.is_control() || c == '+';
    !word.is_empty() && !word.chars().any(odd)
}

/// One line of signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Who signed.
    pub name: String,
    /// By which of its keys.
    pub id: [u8; 4],
    /// The signature; what is in it depends on the kind of the key.
    pub bytes: Vec<u8>,
}

impl Line {
    /// Whether this line says to be of this key.
    #[must_use]
    pub fn is_of(&self, key: &NoteKey) -> bool {
        self.name == key.name && self.id == key.id()
    }

    /// The line, with its newline.
    #[must_use]
    pub fn text(&self) -> String {
        let bytes = STANDARD.encode([&self.id[..], &self.bytes].concat());
        format!("{DASH}{} {bytes}\n", self.name)
    }

    /// Reads a line without its newline.
    #[must_use]
    pub fn read(line: &str) -> Option<Line> {
        let (name, signed) = line.strip_prefix(DASH)?.split_once(' ')?;
        let bytes = STANDARD.decode(signed).ok()?;
        let (id, bytes) = bytes.split_first_chunk::<4>()?;
        (is_name(name) && !bytes.is_empty()).then(|| Line {
            name: name.to_owned(),
            id: *id,
            bytes: bytes.to_vec(),
        })
    }
}

/// A text and who signed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The text, ending in a newline.
    pub text: String,
    /// The signatures, in order.
    pub lines: Vec<Line>,
}

impl Note {
    /// Reads a note; `None` when it is not one.
    #[must_use]
    pub fn read(note: &str) -> Option<Note> {
        let odd = |c: char| c.is_control() && c != '\n';
        if note.len() > BYTES_MAX || note.chars().any(odd) {
            return None;
        }
        let (text, lines) = note.rsplit_once("\n\n")?;
        let lines = lines.strip_suffix('\n')?.split('\n');
        let lines: Option<Vec<Line>> = lines.map(Line::read).collect();
        let lines = lines?;
        (!text.is_empty() && lines.len() <= SIGNATURES_MAX).then(|| Note {
            text: format!("{text}\n"),
            lines,
        })
    }

    /// The note as it is kept and sent.
    #[must_use]
    pub fn whole(&self) -> String {
        let lines: String = self.lines.iter().map(Line::text).collect();
        format!("{}\n{lines}", self.text)
    }
}

/// Signs a text as a log does.
#[must_use]
pub fn sign(text: &str, name: &str, key: &SigningKey) -> Line {
    let known = NoteKey {
        name: name.to_owned(),
        kind: Kind::Log,
        key: key.verifying_key(),
    };
    Line {
        name: name.to_owned(),
        id: known.id(),
        bytes: key.sign(text.as_bytes()).to_bytes().to_vec(),
    }
}

/// Signs a text as a witness that saw it at this second (C2SP tlog-cosignature).
#[must_use]
pub fn cosign(text: &str, name: &str, key: &SigningKey, second: u64) -> Line {
    let known = NoteKey {
        name: name.to_owned(),
        kind: Kind::Witness,
        key: key.verifying_key(),
    };
    let signature = key.sign(seen(text, second).as_bytes()).to_bytes();
    Line {
        name: name.to_owned(),
        id: known.id(),
        bytes: [&second.to_be_bytes()[..], &signature].concat(),
    }
}

fn seen(text: &str, second: u64) -> String {
    format!("cosignature/v1\ntime {second}\n{text}")
}

/// What a signature that holds says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// The log signed this text.
    Signed,
    /// The witness saw it at this second since 1970.
    Seen(u64),
}

/// Whether this line is a signature of the text by this key.
#[must_use]
pub fn holds(text: &str, line: &Line, key: &NoteKey) -> Option<Holds> {
    if !line.is_of(key) {
        return None;
    }
    let (signed, signature, told) = match key.kind {
        Kind::Log => (text.to_owned(), &line.bytes[..], Holds::Signed),
        Kind::Witness => {
            let (second, signature) = line.bytes.split_first_chunk::<8>()?;
            let second = u64::from_be_bytes(*second);
            (seen(text, second), signature, Holds::Seen(second))
        }
    };
    let signature = Signature::from_slice(signature).ok()?;
    let verified = key.key.verify_strict(signed.as_bytes(), &signature);
    verified.is_ok().then_some(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    const NOTE: &str = "This is an example message.\n\n\
         \u{2014} example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    #[test]
    fn the_example_of_the_specification_holds() {
        let key = NoteKey::read(KEY).expect("the key of the specification");
        assert_eq!(key.text(), KEY);
        let note = Note::read(NOTE).expect("the note of the specification");
        assert_eq!(note.whole(), NOTE);
        assert_eq!(holds(&note.text, &note.lines[0], &key), Some(Holds::Signed));
        let other = note.text.replace("example", "exemple");
        assert_eq!(holds(&other, &note.lines[0], &key), None);
    }

    #[test]
    fn a_witness_signs_the_time_too() {
        let key = SigningKey::from_bytes(&[3; 32]);
        let known = NoteKey {
            name: "witness.example/w".into(),
            kind: Kind::Witness,
            key: key.verifying_key(),
        };
        let mut line = cosign("a\n1\nb\n", &known.name, &key, 1_700_000_000);
        let told = holds("a\n1\nb\n", &line, &known);
        assert_eq!(told, Some(Holds::Seen(1_700_000_000)));
        line.bytes[7] ^= 1;
        assert_eq!(holds("a\n1\nb\n", &line, &known), None);
        assert_eq!(NoteKey::read(&known.text()), Some(known));
    }

    #[test]
    fn what_is_no_note_is_not_read() {
        let bad = [
            String::new(),
            NOTE.trim_end().to_owned(),
            NOTE.replace("\n\n", "\n"),
            NOTE.replace('\u{2014}', "-"),
            NOTE.replace("=\n", "\n"),
            NOTE.replace("This", "Th\ris"),
            NOTE.replace("Uw2Q", "U w2Q"),
            NOTE[27..].to_owned(),
            NOTE.to_owned() + &"x".repeat(BYTES_MAX),
        ];
        for note in bad {
            assert_eq!(Note::read(&note), None, "{note:.80}");
        }
        for key in [
            "",
            "a+b+c",
            &KEY.replace("530d903a", "530d903b"),
            &KEY.replace("foo+", "fo o+"),
        ] {
            assert_eq!(NoteKey::read(key), None, "{key}");
        }
    }
}
