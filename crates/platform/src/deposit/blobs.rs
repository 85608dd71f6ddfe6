//! From the name of bytes to the bytes: where they lie, the key that opens them, how they are kept once and how
//! they go. An object is deleted after the transaction that condemns it, and only if, in a transaction of its own,
//! nothing names it.

use super::vault::Vault;
use super::{Deposit, FileRow, OBJECTS, store};
use crate::binds;
use crate::db::Tx;
use crate::fault::Fault;
use crate::world::World;
use bytes::Bytes;
use futures_util::stream::BoxStream;
use futures_util::{StreamExt as _, TryStreamExt as _};
use object_store::path::Path;
use object_store::{GetResult, ObjectStore, ObjectStoreExt, PutMode, PutOptions};

/// Bytes as they come.
pub(super) type Coming = BoxStream<'static, Result<Bytes, object_store::Error>>;

/// Where bytes lie.
struct Found {
    object: String,
    wrapped: Option<Vec<u8>>,
}

impl Deposit {
    /// Keeps bytes made here, write-once. The same bytes again are no error.
    ///
    /// # Errors
    /// When the store fails, or holds other bytes under that name.
    pub async fn put(&self, key: &str, bytes: Vec<u8>) -> Result<(), Fault> {
        let kept = match self.names_by_content() {
            true => self.put_once(key, bytes.clone()).await?,
            false => self.put_named(key, bytes.clone()).await?,
        };
        if kept || self.get(key).await? == bytes {
            return Ok(());
        }
        Err(Fault::new(format!("other bytes are kept as `{key}`")))
    }

    /// Puts an object that nobody put before; false when somebody did.
    async fn put_once(&self, object: &str, bytes: Vec<u8>) -> Result<bool, Fault> {
        let options = PutOptions::from(PutMode::Create);
        let path = Path::from(object);
        match self.objects.put_opts(&path, bytes.into(), options).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::AlreadyExists { .. }) => Ok(false),
            Err(e) => Err(Fault::from(e).context(format!("keeping `{object}`"))),
        }
    }

    /// Puts bytes under a name drawn for them, then says in the database that they are what is asked for; false
    /// when something is.
    async fn put_named(&self, key: &str, bytes: Vec<u8>) -> Result<bool, Fault> {
        if self.named(key).await?.is_some() {
            return Ok(false);
        }
        let length = i64::try_from(bytes.len())?;
        let (bytes, wrapped) = self.sealed(bytes)?;
        let object = self.drawn(wrapped.is_some());
        self.put_once(&object, bytes).await?;
        let mut tx = self.db.write().await?;
        let row = binds![key, &object, wrapped, length, self.clock.now()];
        let row = tx.one(&store::REGISTER, row).await?;
        let ours = row.get::<String>("object")? == object;
        tx.commit().await?;
        if !ours {
            self.delete(&object).await?;
        }
        Ok(ours)
    }

    /// A name that tells nothing.
    fn drawn(&self, encrypted: bool) -> String {
        let name = self.dice.uuid(self.clock.now());
        match encrypted {
            true => format!("{OBJECTS}/{name}.age"),
            false => format!("{OBJECTS}/{name}"),
        }
    }

    /// Bytes as they are kept, and the key that opens them, wrapped.
    pub(super) fn sealed(&self, bytes: Vec<u8>) -> Result<(Vec<u8>, Option<Vec<u8>>), Fault> {
        let Some(vault) = self.vault.as_ref().filter(|vault| vault.seals()) else {
            return Ok((bytes, None));
        };
        let (mut seal, wrapped) = vault.seal()?;
        let mut object = seal.take(&bytes)?;
        object.extend(seal.finish()?);
        Ok((object, Some(wrapped)))
    }

    /// Reads kept bytes whole.
    ///
    /// # Errors
    /// When they are absent, were altered, or the store fails.
    pub async fn get(&self, key: &str) -> Result<Vec<u8>, Fault> {
        let found = self.find(key).await?;
        found.ok_or_else(|| Fault::new(format!("nothing is kept as `{key}`")))
    }

    /// Reads kept bytes whole, if they are there.
    ///
    /// # Errors
    /// When they were altered or the store fails.
    pub async fn find(&self, key: &str) -> Result<Option<Vec<u8>>, Fault> {
        let Some(coming) = self.opened(key).await? else {
            return Ok(None);
        };
        let whole = coming
            .try_fold(Vec::new(), |mut whole, piece| async move {
                whole.extend_from_slice(&piece);
                Ok(whole)
            })
            .await;
        let named = |e| Fault::from(e).context(format!("reading `{key}`"));
        Ok(Some(whole.map_err(named)?))
    }

    /// Reads kept bytes as a stream.
    ///
    /// # Errors
    /// When they are absent or the store fails.
    pub async fn stream(&self, key: &str) -> Result<Coming, Fault> {
        let opened = self.opened(key).await?;
        opened.ok_or_else(|| Fault::new(format!("nothing is kept as `{key}`")))
    }

    async fn opened(&self, key: &str) -> Result<Option<Coming>, Fault> {
        let in_clear = || Found {
            object: key.to_owned(),
            wrapped: None,
        };
        let found = match self.names_by_content() {
            true => in_clear(),
            false => self.named(key).await?.unwrap_or_else(in_clear),
        };
        if let Some(object) = self.look(&found.object).await? {
            return Ok(Some(self.open_object(found.wrapped, object).await?));
        }
        // Files encrypted before, where they no longer are.
        let Some(found) = self.named(key).await?.filter(|found| found.object != key) else {
            return Ok(None);
        };
        match self.look(&found.object).await? {
            Some(object) => Ok(Some(self.open_object(found.wrapped, object).await?)),
            None => Ok(None),
        }
    }

    /// What the database says of a name.
    async fn named(&self, key: &str) -> Result<Option<Found>, Fault> {
        let mut tx = self.db.read().await?;
        let row = tx.optional(&store::BLOB, binds![key]).await?;
        tx.rollback().await?;
        row.map(|row| {
            Ok(Found {
                object: row.get("object")?,
                wrapped: row.get("wrapped")?,
            })
        })
        .transpose()
    }

    async fn look(&self, object: &str) -> Result<Option<GetResult>, Fault> {
        match self.objects.get(&Path::from(object)).await {
            Ok(found) => Ok(Some(found)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(e) => Err(e.into()),
        }
    }

    /// Whether an object is there.
    pub(super) async fn has(&self, object: &str) -> Result<bool, Fault> {
        match self.objects.head(&Path::from(object)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(e) => Err(e.into()),
        }
    }

    pub(super) async fn open_object(
        &self,
        wrapped: Option<Vec<u8>>,
        object: GetResult,
    ) -> Result<Coming, Fault> {
        let coming = object.into_stream().boxed();
        match (wrapped, &self.vault) {
            (None, _) => Ok(coming),
            (Some(wrapped), Some(vault)) => vault.open_stream(&wrapped, coming).await,
            (Some(wrapped), None) => Vault::default().open_stream(&wrapped, coming).await,
        }
    }

    /// An encrypted file as it is kept, and its wrapped key, for whoever opens it with other tools; none when
    /// it is in clear.
    ///
    /// # Errors
    /// When the store or the database fails.
    pub async fn as_kept(&self, file: &FileRow) -> Result<Option<(Coming, Vec<u8>)>, Fault> {
        let Some(found) = self.named(&file.key()).await? else {
            return Ok(None);
        };
        let Some(wrapped) = found.wrapped else {
            return Ok(None);
        };
        let object = self.look(&found.object).await?;
        let object = object.ok_or_else(|| Fault::new("the bytes of a file are lost"))?;
        Ok(Some((object.into_stream().boxed(), wrapped)))
    }

    /// Deletes a condemned object, unless something names it: both are decided in one transaction, which whoever
    /// gives it a name waits for.
    pub(super) async fn clear_away(&self, object: &str) -> Result<bool, Fault> {
        let mut tx = self.db.write_behind().await?;
        if tx.execute(&store::TAKE_REMOVAL, binds![object]).await? == 0 {
            tx.rollback().await?;
            return Ok(false);
        }
        let free = !super::collect::in_use(&mut tx, object).await?;
        if free {
            self.delete(object).await?;
        }
        tx.commit().await?;
        Ok(free)
    }
}

/// Keys wrapped anew at once.
const REWRAPPED_AT_ONCE: i64 = 500;

pub(super) async fn rewrap(deposit: &Deposit) -> Result<usize, Fault> {
    let vault = deposit.vault.as_ref().filter(|vault| vault.seals());
    let vault = vault.ok_or_else(|| Fault::new("storage.identity_file is not set"))?;
    let (mut after, mut done) = (String::new(), 0);
    loop {
        let mut tx = deposit.db.write_behind().await?;
        let page = binds![&after, REWRAPPED_AT_ONCE];
        let rows = tx.all(&store::WRAPPED, page).await?;
        let Some(last) = rows.last() else {
            return Ok(done);
        };
        let last: String = last.get("name")?;
        for row in &rows {
            let (name, old): (String, Vec<u8>) = (row.get("name")?, row.get("wrapped")?);
            let new = vault.rewrap(&old)?;
            let row = binds![name, old, new];
            done += usize::try_from(tx.execute(&store::REWRAP, row).await?)?;
        }
        tx.commit().await?;
        after = last;
    }
}

/// Ends a name in the caller's transaction, and with it the key of its bytes: from its commit on nobody can read
/// them. The object goes right after; should that fail, the collector does it. An absent one is no error.
///
/// # Errors
/// When the database fails.
pub async fn condemn(world: &World, tx: &mut Tx, key: &str) -> Result<(), Fault> {
    let row = tx.optional(&store::UNREGISTER, binds![key]).await?;
    let object = match row {
        Some(row) => row.get("object")?,
        None => key.to_owned(),
    };
    let at = world.clock.now();
    tx.execute(&store::CONDEMN, binds![&object, at]).await?;
    let deposit = world.deposit.clone();
    tx.afterwards(Box::pin(async move {
        if let Err(fault) = deposit.clear_away(&object).await {
            tracing::error!(%fault, "an object is left to the collector");
        }
    }));
    Ok(())
}
