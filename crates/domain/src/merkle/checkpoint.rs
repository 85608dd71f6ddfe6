//! A checkpoint: the size and root of a log, signed by it (C2SP tlog-checkpoint), with what
//! witnesses add. Says whether it is the log's own; whether two belong together is said in `proof`.

use super::Hash;
use super::note::{self, Holds, Kind, Line, Note, NoteKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{SigningKey, VerifyingKey};

/// What a log says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log.
    pub origin: String,
    /// How many leaves.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

/// Why a text is not a checkpoint of the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Not the form of a checkpoint.
    #[error("this is not a signed checkpoint")]
    Form,
    /// No line of a known key.
    #[error("no known key signed this checkpoint of `{0}`")]
    UnknownKey(String),
    /// A line of a known key does not hold.
    #[error("the signature of this checkpoint of `{0}` does not hold: it was changed")]
    Signature(String),
}

/// A checkpoint and the note it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// What is said.
    pub checkpoint: Checkpoint,
    /// The note, signatures of witnesses included.
    pub note: Note,
}

impl Checkpoint {
    /// The text that is signed.
    #[must_use]
    pub fn text(&self) -> String {
        let root = STANDARD.encode(self.root);
        format!("{}\n{}\n{root}\n", self.origin, self.size)
    }

    /// Reads the text of a note; `None` for any other spelling. What a later version may add after the
    /// root is not read.
    fn read(text: &str) -> Option<Checkpoint> {
        let mut lines = text.split('\n');
        let (origin, size, root) = (lines.next()?, lines.next()?, lines.next()?);
        let number: u64 = size.parse().ok()?;
        let root: Hash = STANDARD.decode(root).ok()?.try_into().ok()?;
        let exact = number.to_string() == size && note::is_name(origin);
        exact.then(|| Checkpoint {
            origin: origin.to_owned(),
            size: number,
            root,
        })
    }

    /// Signs it.
    #[must_use]
    pub fn sign(self, key: &SigningKey) -> Signed {
        let text = self.text();
        let line = note::sign(&text, &self.origin, key);
        Signed {
            note: Note {
                text,
                lines: vec![line],
            },
            checkpoint: self,
        }
    }
}

impl Signed {
    /// Reads a checkpoint that one of these keys signed.
    ///
    /// # Errors
    /// [`Refused`].
    pub fn read(text: &str, keys: &[VerifyingKey]) -> Result<Signed, Refused> {
        let note = Note::read(text).ok_or(Refused::Form)?;
        let checkpoint = Checkpoint::read(&note.text).ok_or(Refused::Form)?;
        let origin = &checkpoint.origin;
        let mut signed = false;
        for key in keys {
            let known = log_key(origin, key);
            for line in note.lines.iter().filter(|line| line.is_of(&known)) {
                let held = note::holds(&note.text, line, &known);
                held.ok_or_else(|| Refused::Signature(origin.clone()))?;
                signed = true;
            }
        }
        match signed {
            true => Ok(Signed { checkpoint, note }),
            false => Err(Refused::UnknownKey(origin.clone())),
        }
    }

    /// The lines of these witnesses that hold, with the second each says to have seen it.
    #[must_use]
    pub fn seen_by(&self, witnesses: &[NoteKey]) -> Vec<(String, u64)> {
        let seen = |line: &Line| {
            witnesses
                .iter()
                .filter(|known| known.kind == Kind::Witness)
                .find_map(|known| match note::holds(&self.note.text, line, known)? {
                    Holds::Seen(second) => Some((known.name.clone(), second)),
                    Holds::Signed => None,
                })
        };
        self.note.lines.iter().filter_map(seen).collect()
    }
}

/// The key of a log, under the name its checkpoints bear.
#[must_use]
pub fn log_key(origin: &str, key: &VerifyingKey) -> NoteKey {
    NoteKey {
        name: origin.to_owned(),
        kind: Kind::Log,
        key: *key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed() -> (SigningKey, Signed) {
        let key = SigningKey::from_bytes(&[5; 32]);
        let checkpoint = Checkpoint {
            origin: "exemple.fr/log".into(),
            size: 12,
            root: [9; 32],
        };
        let signed = checkpoint.sign(&key);
        (key, signed)
    }

    #[test]
    fn a_checkpoint_reads_back_and_any_change_is_refused() {
        let (key, signed) = signed();
        let keys = [key.verifying_key()];
        let text = signed.note.whole();
        assert_eq!(Signed::read(&text, &keys), Ok(signed));
        let changed = text.replacen("\n12\n", "\n13\n", 1);
        let told = Signed::read(&changed, &keys);
        assert_eq!(told, Err(Refused::Signature("exemple.fr/log".into())));
        let renamed = text.replacen("exemple.fr/log\n", "exemple.com/log\n", 1);
        let told = Signed::read(&renamed, &keys);
        assert_eq!(told, Err(Refused::UnknownKey("exemple.com/log".into())));
        let other = [SigningKey::from_bytes(&[6; 32]).verifying_key()];
        let told = Signed::read(&text, &other);
        assert_eq!(told, Err(Refused::UnknownKey("exemple.fr/log".into())));
        for (from, to) in [("\n12\n", "\n012\n"), ("\n12\n", "\n-1\n"), ("CQ", "C")] {
            let told = Signed::read(&text.replacen(from, to, 1), &keys);
            assert_eq!(told, Err(Refused::Form), "{to}");
        }
    }

    #[test]
    fn a_witness_is_told_when_its_line_holds() {
        let (key, mut signed) = signed();
        let eye = SigningKey::from_bytes(&[7; 32]);
        let witness = NoteKey {
            name: "temoin.example/1".into(),
            kind: Kind::Witness,
            key: eye.verifying_key(),
        };
        let line = note::cosign(&signed.note.text, &witness.name, &eye, 1_800_000_000);
        signed.note.lines.push(line);
        let read = Signed::read(&signed.note.whole(), &[key.verifying_key()]);
        let read = read.expect("a strange line is no fault");
        let told = read.seen_by(std::slice::from_ref(&witness));
        assert_eq!(told, [("temoin.example/1".to_owned(), 1_800_000_000)]);
        let stranger = NoteKey {
            key: key.verifying_key(),
            ..witness
        };
        assert_eq!(read.seen_by(&[stranger]), []);
    }
}
