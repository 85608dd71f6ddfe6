//! What the antivirus said of the files of a case, read through the view of evidence. Decides nothing: the
//! rule is in `domain::scan`.

use crate::panels::store;
use faisceau_domain::scan::Scan;
use faisceau_platform::binds;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use std::collections::HashMap;
use uuid::Uuid;

/// What is known of each file.
#[derive(Debug, Default)]
pub(crate) struct Scans(HashMap<Uuid, (Scan, Option<String>)>);

impl Scans {
    /// Those of a case.
    pub(crate) async fn of(tx: &mut Tx, case: Uuid) -> Result<Scans, Fault> {
        let mut known = HashMap::new();
        for row in tx.all(&store::SCANS, binds![case]).await? {
            let state = row.word("state", Scan::from_code)?;
            known.insert(row.get("file_id")?, (state, row.get("signature")?));
        }
        Ok(Scans(known))
    }

    /// What is known of a file, and the name of what was found in it.
    pub(crate) fn state(&self, file: Uuid) -> (Scan, &str) {
        let known = self.0.get(&file);
        known.map_or((Scan::NotScanned, ""), |(state, signature)| {
            (*state, signature.as_deref().unwrap_or_default())
        })
    }
}
