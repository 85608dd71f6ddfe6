//! Files encrypted for recipients of age, written as a stream with the digest of what lies on the disk, and
//! read back. A file is on the disk whole before it bears its name.

use crate::fault::Fault;
use age::x25519::{Identity, Recipient};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// Bytes moved at once.
pub(super) const CHUNK_BYTES: usize = 256 * 1024;

/// A file as it lies on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lain {
    /// SHA-256 of the encrypted bytes.
    pub(super) sha256: [u8; 32],
}

/// Counts a digest over what is written.
struct Hashed {
    out: BufWriter<File>,
    hash: Sha256,
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

/// A file being encrypted.
pub(super) struct Sealing {
    writer: age::stream::StreamWriter<Hashed>,
    part: PathBuf,
    named: PathBuf,
}

impl Sealing {
    /// Begins a file; it bears another name until [`Sealing::finish`].
    pub(super) fn begin(named: &Path, recipients: &[Recipient]) -> Result<Sealing, Fault> {
        let part = super::folder::unfinished(named);
        let out = BufWriter::with_capacity(CHUNK_BYTES, File::create(&part)?);
        let hash = Sha256::new();
        let recipients = recipients.iter().map(|one| one as &dyn age::Recipient);
        let sealed = age::Encryptor::with_recipients(recipients)?;
        Ok(Sealing {
            writer: sealed.wrap_output(Hashed { out, hash })?,
            part,
            named: named.to_path_buf(),
        })
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        Ok(self.writer.write_all(bytes)?)
    }

    /// On the disk, whole, and then named.
    pub(super) fn finish(self) -> Result<Lain, Fault> {
        let Hashed { out, hash } = self.writer.finish()?;
        let file = out.into_inner().map_err(|e| Fault::from(e.into_error()))?;
        file.sync_all()?;
        std::fs::rename(&self.part, &self.named)?;
        Ok(Lain {
            sha256: hash.finalize().into(),
        })
    }
}

/// Encrypts bytes held in memory.
pub(super) fn seal(named: &Path, recipients: &[Recipient], bytes: &[u8]) -> Result<Lain, Fault> {
    let mut sealing = Sealing::begin(named, recipients)?;
    sealing.write(bytes)?;
    sealing.finish()
}

/// The clear bytes of a file, as a stream.
pub(super) fn open(
    file: &Path,
    identities: &[Identity],
) -> Result<impl Read + Send + use<>, Fault> {
    let named = |e: Fault| e.context(format!("opening `{}`", file.display()));
    let source = File::open(file).map_err(|e| named(e.into()))?;
    let source = BufReader::with_capacity(CHUNK_BYTES, source);
    let sealed = age::Decryptor::new_buffered(source).map_err(|e| named(e.into()))?;
    let identities = identities.iter().map(|one| one as &dyn age::Identity);
    sealed.decrypt(identities).map_err(|e| named(e.into()))
}

/// The clear bytes of a file, whole.
pub(super) fn read(file: &Path, identities: &[Identity]) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    open(file, identities)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The digest of a file as it lies.
pub(super) fn digest(file: &Path) -> Result<[u8; 32], Fault> {
    let mut source = File::open(file)?;
    let mut hash = Sha256::new();
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        let read = source.read(&mut chunk)?;
        if read == 0 {
            return Ok(hash.finalize().into());
        }
        hash.update(&chunk[..read]);
    }
}
