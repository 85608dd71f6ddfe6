//! Encryption of files at rest, as standard age files. Each file has a key of its own, an X25519 identity
//! drawn for it; that identity is kept wrapped, as an age file for the operator's recipients, apart from the
//! object. Whoever destroys the wrapped key erases the file, wherever copies of its object lie. Never
//! writes a key anywhere in clear.

use crate::age_keys::read_identities;
use crate::fault::Fault;
use age::secrecy::ExposeSecret;
use age::x25519::{Identity, Recipient};
use bytes::Bytes;
use futures_util::io::AsyncReadExt as _;
use futures_util::stream::{self, BoxStream};
use futures_util::{StreamExt as _, TryStreamExt as _};
use std::io::{Read as _, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes given at once by a reader: one chunk of an age file.
const CHUNK_BYTES: usize = 64 * 1024;
/// Longest wrapped key read: a header with a recipient for each of a few safes.
const WRAPPED_BYTES_MAX: u64 = 64 * 1024;

/// What opens files, and for whom the keys of new ones are wrapped.
#[derive(Default)]
pub(crate) struct Vault {
    /// The operator's identity in force first, then the retired ones.
    identities: Vec<Identity>,
    /// Who may unwrap the keys of new files; none: new files are kept in clear.
    recipients: Vec<Recipient>,
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let told = self.recipients.iter().map(ToString::to_string);
        write!(f, "Vault({})", told.collect::<Vec<_>>().join(", "))
    }
}

impl Vault {
    /// Reads the operator's identities: that in force, those retired, and who else may unwrap.
    ///
    /// # Errors
    /// Names the file that cannot be read or holds no identity.
    pub(crate) fn open(
        in_force: Option<&Path>,
        retired: &[PathBuf],
        recovery: &[Recipient],
    ) -> Result<Vault, Fault> {
        let mut identities = Vec::new();
        let mut recipients = Vec::new();
        if let Some(file) = in_force {
            let found = read_identities(file)?;
            recipients.extend(found.first().map(Identity::to_public));
            recipients.extend(recovery.iter().cloned());
            identities.extend(found);
        }
        for file in retired {
            identities.extend(read_identities(file)?);
        }
        Ok(Vault {
            identities,
            recipients,
        })
    }

    /// Whether new files are encrypted.
    pub(crate) fn seals(&self) -> bool {
        !self.recipients.is_empty()
    }

    /// A key drawn for one file: the seal that encrypts it, and the key wrapped, to be kept.
    pub(crate) fn seal(&self) -> Result<(Seal, Vec<u8>), Fault> {
        let key = Identity::generate();
        let wrapped = self.wrap(key.to_string().expose_secret())?;
        Ok((Seal::under(&key.to_public())?, wrapped))
    }

    /// The text of an identity, for those who may unwrap.
    fn wrap(&self, text: &str) -> Result<Vec<u8>, Fault> {
        let recipients = self.recipients.iter().map(|one| one as &dyn age::Recipient);
        let encryptor = age::Encryptor::with_recipients(recipients)?;
        let mut writer = encryptor.wrap_output(Vec::new())?;
        writer.write_all(text.as_bytes())?;
        writer.write_all(b"\n")?;
        Ok(writer.finish()?)
    }

    /// The same key, wrapped for those who may unwrap now.
    pub(crate) fn rewrap(&self, wrapped: &[u8]) -> Result<Vec<u8>, Fault> {
        let key = self.unwrap(wrapped)?;
        self.wrap(key.to_string().expose_secret())
    }

    fn unwrap(&self, wrapped: &[u8]) -> Result<Identity, Fault> {
        if self.identities.is_empty() {
            return Err(Fault::new(
                "a file is encrypted and storage.identity_file is not set",
            ));
        }
        let identities = self.identities.iter().map(|one| one as &dyn age::Identity);
        let decryptor = age::Decryptor::new_buffered(wrapped)?;
        let reader = decryptor
            .decrypt(identities)
            .map_err(|e| Fault::from(e).context("unwrapping the key of a file"))?;
        let mut text = String::new();
        std::io::Read::take(reader, WRAPPED_BYTES_MAX).read_to_string(&mut text)?;
        text.trim().parse().map_err(Fault::new)
    }

    /// The clear bytes of an object, as they come.
    pub(crate) async fn open_stream(
        &self,
        wrapped: &[u8],
        object: BoxStream<'static, Result<Bytes, object_store::Error>>,
    ) -> Result<BoxStream<'static, Result<Bytes, object_store::Error>>, Fault> {
        let key = self.unwrap(wrapped)?;
        let source = object.map_err(std::io::Error::other).into_async_read();
        let decryptor = age::Decryptor::new_async_buffered(source).await?;
        let key = std::iter::once(&key as &dyn age::Identity);
        let reader = decryptor.decrypt_async(key)?;
        Ok(stream::try_unfold(reader, |mut reader| async move {
            let mut chunk = vec![0; CHUNK_BYTES];
            let read = reader.read(&mut chunk).await.map_err(unreadable)?;
            chunk.truncate(read);
            Ok((read > 0).then(|| (Bytes::from(chunk), reader)))
        })
        .boxed())
    }
}

/// What reading says when the bytes of an object are not those that were sealed.
fn unreadable(error: std::io::Error) -> object_store::Error {
    object_store::Error::Generic {
        store: "vault",
        source: error.into(),
    }
}

/// Makes an identity for an operator, in a file only its owner reads; gives the recipient.
///
/// # Errors
/// When the file exists already or cannot be written.
pub fn make_identity(file: &Path) -> Result<String, Fault> {
    let identity = Identity::generate();
    let recipient = identity.to_public().to_string();
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let named = |e: std::io::Error| Fault::from(e).context(format!("making `{}`", file.display()));
    let mut out = options.open(file).map_err(named)?;
    writeln!(out, "# public key: {recipient}").map_err(named)?;
    writeln!(out, "{}", identity.to_string().expose_secret()).map_err(named)?;
    out.sync_all().map_err(named)?;
    Ok(recipient)
}

/// Where the encrypted bytes of a seal gather until they are taken.
#[derive(Clone, Default)]
struct Out(Arc<Mutex<Vec<u8>>>);

impl Out {
    fn taken(&self) -> Vec<u8> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Encrypts one file as its bytes come.
pub(crate) struct Seal {
    writer: age::stream::StreamWriter<Out>,
    out: Out,
}

impl Seal {
    fn under(recipient: &Recipient) -> Result<Seal, Fault> {
        let out = Out::default();
        let only = std::iter::once(recipient as &dyn age::Recipient);
        let writer = age::Encryptor::with_recipients(only)?.wrap_output(out.clone())?;
        Ok(Seal { writer, out })
    }

    /// Takes clear bytes, gives what is encrypted by now.
    pub(crate) fn take(&mut self, bytes: &[u8]) -> Result<Vec<u8>, Fault> {
        self.writer.write_all(bytes)?;
        Ok(self.out.taken())
    }

    /// The end of the file.
    pub(crate) fn finish(self) -> Result<Vec<u8>, Fault> {
        self.writer.finish()?;
        Ok(self.out.taken())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(folder: &Path, name: &str) -> (PathBuf, Recipient) {
        let file = folder.join(name);
        let recipient = make_identity(&file).expect("a new file");
        (file, recipient.parse().expect("a recipient"))
    }

    fn sealed(vault: &Vault, bytes: &[u8]) -> (Vec<u8>, Vec<u8>) {
        let (mut seal, wrapped) = vault.seal().expect("a seal");
        let mut object = Vec::new();
        for part in bytes.chunks(10_000) {
            object.extend(seal.take(part).expect("encrypted"));
        }
        object.extend(seal.finish().expect("encrypted"));
        (object, wrapped)
    }

    async fn opened(vault: &Vault, wrapped: &[u8], object: Vec<u8>) -> Result<Vec<u8>, Fault> {
        let pieces: Vec<_> = object
            .chunks(7_777)
            .map(|piece| Ok(Bytes::copy_from_slice(piece)))
            .collect();
        let clear = vault
            .open_stream(wrapped, stream::iter(pieces).boxed())
            .await?;
        Ok(clear.try_collect::<Vec<Bytes>>().await?.concat())
    }

    #[tokio::test]
    async fn a_file_opens_with_its_own_key_and_the_key_with_the_operators_or_a_safes() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let (file, _) = made(folder.path(), "operator.key");
        let (safe_file, safe) = made(folder.path(), "safe.key");
        let vault = Vault::open(Some(&file), &[], &[safe]).expect("a vault");
        let bytes: Vec<u8> = (0..200_000_u32).map(|n| (n % 251) as u8).collect();
        for bytes in [&bytes[..], &bytes[..CHUNK_BYTES], b"x"] {
            let (object, wrapped) = sealed(&vault, bytes);
            assert!(object.starts_with(b"age-encryption.org/v1\n"));
            let read = opened(&vault, &wrapped, object.clone()).await;
            assert_eq!(read.expect("the operator opens it"), bytes);
            let of_safe = Vault::open(None, std::slice::from_ref(&safe_file), &[]);
            let of_safe = of_safe.expect("a vault that only reads");
            assert!(!of_safe.seals());
            let read = opened(&of_safe, &wrapped, object).await;
            assert_eq!(read.expect("the safe opens it"), bytes);
        }
    }

    #[tokio::test]
    async fn another_identity_a_changed_byte_and_a_cut_object_open_nothing() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let (file, _) = made(folder.path(), "operator.key");
        let (other, _) = made(folder.path(), "other.key");
        let vault = Vault::open(Some(&file), &[], &[]).expect("a vault");
        let (object, wrapped) = sealed(&vault, &[7; 150_000]);
        let stranger = Vault::open(Some(&other), &[], &[]).expect("a vault");
        assert!(opened(&stranger, &wrapped, object.clone()).await.is_err());
        for at in [40, 200, object.len() / 2, object.len() - 1] {
            let mut changed = object.clone();
            changed[at] ^= 1;
            assert!(opened(&vault, &wrapped, changed).await.is_err(), "{at}");
        }
        // Cut between two chunks too: the last one says that it is the last.
        let header = object.len() - 150_000 - 3 * 16;
        for length in [object.len() - 1, header + 2 * (CHUNK_BYTES + 16), header] {
            let cut = object[..length].to_vec();
            assert!(opened(&vault, &wrapped, cut).await.is_err(), "{length}");
        }
        let rotated = Vault::open(Some(&other), std::slice::from_ref(&file), &[]).expect("both");
        let anew = rotated.rewrap(&wrapped).expect("the retired one unwraps");
        assert_eq!(
            opened(&stranger, &anew, object).await.expect("opens").len(),
            150_000
        );
    }

    #[test]
    fn an_identity_is_made_once_and_a_file_without_one_is_named() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let (file, _) = made(folder.path(), "operator.key");
        assert!(make_identity(&file).is_err(), "never written over");
        let wrong = folder.path().join("wrong.key");
        std::fs::write(&wrong, "# nothing\n").expect("written");
        let told = Vault::open(Some(&wrong), &[], &[]).expect_err("no identity");
        assert!(told.to_string().contains("wrong.key"), "{told}");
    }
}
