//! The objects of the store as they lie, for copies of the whole installation: listed, read and put back
//! byte for byte. Knows nothing of what they hold, and opens none.

use super::{Deposit, MARKER};
use crate::fault::Fault;
use bytes::Bytes;
use futures_util::StreamExt as _;
use futures_util::stream::BoxStream;
use object_store::path::Path;
use object_store::{ObjectStore as _, ObjectStoreExt as _};
use std::io::Read;

/// Bytes of one part put back: every store takes parts of this size.
const PUT_BYTES: usize = 8 << 20;
/// What arrives and belongs to nothing yet is not copied.
const ARRIVING: &str = "staging/";

/// An object as the store lists it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Object {
    /// Its name in the store.
    pub key: String,
    /// How many bytes.
    pub bytes: u64,
    /// When it was last written, in milliseconds.
    pub changed_at: i64,
}

impl Deposit {
    /// Every object, by name, but what is still arriving.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn objects(&self) -> Result<Vec<Object>, Fault> {
        let mut listed = self.objects.list(None);
        let mut objects = Vec::new();
        while let Some(object) = listed.next().await {
            let object = object?;
            let key = object.location.to_string();
            if key != MARKER && !key.starts_with(ARRIVING) {
                objects.push(Object {
                    key,
                    bytes: object.size,
                    changed_at: object.last_modified.timestamp_millis(),
                });
            }
        }
        objects.sort();
        Ok(objects)
    }

    /// The bytes of an object as they lie; none when it is gone.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn object(
        &self,
        key: &str,
    ) -> Result<Option<BoxStream<'static, Result<Bytes, object_store::Error>>>, Fault> {
        match self.objects.get(&Path::from(key)).await {
            Ok(found) => Ok(Some(found.into_stream())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(e) => Err(e.into()),
        }
    }

    /// Puts an object back as it lay.
    ///
    /// # Errors
    /// When the source or the store fails.
    pub async fn put_object(&self, key: &str, source: &mut (dyn Read + Send)) -> Result<(), Fault> {
        let mut upload = self.objects.put_multipart(&Path::from(key)).await?;
        loop {
            let mut part = Vec::new();
            source.take(PUT_BYTES as u64).read_to_end(&mut part)?;
            if part.is_empty() {
                break;
            }
            upload.put_part(part.into()).await?;
        }
        upload.complete().await?;
        Ok(())
    }
}
