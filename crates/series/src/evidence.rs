//! The evidence of a series: which values its complaints share, how many, since when, and whether
//! each joins them or is shared by too many. Figures only; the words are in the locales.

use crate::count::{self, Count};
use crate::dialect::{self, list};
use crate::noise::figures;
use crate::store;
use faisceau_domain::quality::Link;
use faisceau_identifiers::Role;
use faisceau_linkage::{Class, ValueKey};
use faisceau_platform::binds;
use faisceau_platform::db::{Bind, Row, Tx};
use faisceau_platform::fault::Fault;
use jiff::Timestamp;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Complaints of a series, those received last, that are looked at for who writes a value how.
pub(crate) const BEARERS_MAX: usize = 2_000;
/// Most forms and bearers that are read of them.
const FORMS_MAX: i64 = 20_000;
/// Most values of one complaint that are told.
const OWN_MAX: i64 = 500;

/// A value shared by complaints of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// What it is to the linker.
    pub value: ValueKey,
    /// Its key's id.
    pub key_id: Uuid,
    /// What it may do.
    pub class: Class,
    /// Why: [`faisceau_linkage::Reason::code`].
    pub reason: String,
    /// The static list that names it.
    pub list: Option<String>,
    /// Complaints that use it, in the series or not.
    pub users: i64,
    /// What it is worth, in hundredths of a bit; none where a list or a person decides.
    pub bits: Option<i64>,
    /// How many of its users after the first also agreed with an earlier one on something firm.
    pub corroborated: Option<i64>,
    /// Complaints of the series that use it.
    pub here: i64,
    /// When the first of them was received.
    pub first: Timestamp,
    /// When the last of them was.
    pub last: Timestamp,
    /// The forms under which they say it, each with some of the complaints that do.
    pub forms: Vec<Form>,
}

/// One written form of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The identifier.
    pub identifier: Uuid,
    /// Its kind's code.
    pub kind: String,
    /// Its canonical form.
    pub canonical: String,
    /// Complaints of the series that say it so.
    pub complaints: Vec<Uuid>,
}

/// What the complaints of a series share, and how that is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shared {
    /// How: while a first count is awaited, `values` is empty and says nothing.
    pub count: Count,
    /// The values that at least two complaints share: those that link first, the most trusted kind
    /// before the others, then the most used.
    pub values: Vec<Evidence>,
}

/// The values that complaints of a series share. Those of a large series are as they were last
/// counted, and never counted here.
///
/// # Errors
/// When the database fails.
pub async fn evidence(tx: &mut Tx, series: Uuid) -> Result<Shared, Fault> {
    let asked = binds![series, count::VALUES_MAX];
    let known = count::count_of(tx, series).await?;
    let rows = match known {
        Count::Behind(_) => tx.all(&count::store::COUNTED, asked).await?,
        Count::AtOnce => tx.all(&store::EVIDENCE, asked).await?,
        Count::Awaited(_) => Vec::new(),
    };
    let mut found: Vec<Evidence> = rows.iter().map(read).collect::<Result<_, Fault>>()?;
    if found.is_empty() {
        return Ok(Shared {
            count: known,
            values: found,
        });
    }
    let mut forms = forms(tx, series, found.iter().map(|evidence| evidence.key_id)).await?;
    for evidence in &mut found {
        evidence.forms = forms.remove(&evidence.key_id).unwrap_or_default();
    }
    found.sort_by_key(|evidence| {
        let prior = figures().kinds.get(evidence.value.kind).prior;
        (
            evidence.class,
            Reverse(prior),
            Reverse(evidence.here),
            evidence.value.clone(),
        )
    });
    Ok(Shared {
        count: known,
        values: found,
    })
}

/// Which complaints of a series, among those received last, bear these values, in which form.
pub(crate) async fn bearers(
    tx: &mut Tx,
    series: Uuid,
    keys: impl Iterator<Item = Uuid>,
) -> Result<Vec<Row>, Fault> {
    let mut asked = vec![Bind::from(series), list(keys)];
    asked.extend(binds![
        i64::try_from(BEARERS_MAX).unwrap_or(i64::MAX),
        FORMS_MAX
    ]);
    tx.all(&dialect::BEARERS, asked).await
}

/// The forms under which complaints of a series, those received last, say these values.
///
/// # Errors
/// When the database fails.
pub(crate) async fn forms(
    tx: &mut Tx,
    series: Uuid,
    keys: impl Iterator<Item = Uuid>,
) -> Result<BTreeMap<Uuid, Vec<Form>>, Fault> {
    let mut forms: BTreeMap<Uuid, Vec<Form>> = BTreeMap::new();
    for row in bearers(tx, series, keys).await? {
        let known = forms.entry(row.get("key_id")?).or_default();
        let identifier: Uuid = row.get("identifier_id")?;
        let complaint: Uuid = row.get("subject")?;
        match known.iter_mut().find(|form| form.identifier == identifier) {
            Some(form) => form.complaints.push(complaint),
            None => known.push(Form {
                identifier,
                kind: row.get("kind")?,
                canonical: row.get("canonical")?,
                complaints: vec![complaint],
            }),
        }
    }
    Ok(forms)
}

/// A value of a row, its forms not yet read.
pub(crate) fn read(row: &Row) -> Result<Evidence, Fault> {
    let (kind, key): (String, String) = (row.get("kind")?, row.get("link_key")?);
    let value = ValueKey::of_stored(&kind, &key)
        .ok_or_else(|| Fault::new(format!("unknown kind `{kind}` of a value")))?;
    Ok(Evidence {
        value,
        key_id: row.get("key_id")?,
        class: row.word("class", Class::from_code)?,
        reason: row.get("reason")?,
        list: row.get("list")?,
        users: row.get("users")?,
        bits: row.get("bits")?,
        corroborated: row.get("corroborated")?,
        here: row.get("here")?,
        first: row.get("first_at")?,
        last: row.get("last_at")?,
        forms: Vec::new(),
    })
}

/// A value of one complaint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// The identifier.
    pub identifier: Uuid,
    /// Its key's id.
    pub key_id: Uuid,
    /// Its kind's code.
    pub kind: String,
    /// Its canonical form.
    pub canonical: String,
    /// Whose it is said to be: the role's code.
    pub role: String,
    /// The link it makes to a person by itself: what is declared.
    pub link: Link,
    /// Its class and its reason, once two complaints use it.
    pub class: Option<(Class, String)>,
    /// The static list that names it.
    pub list: Option<String>,
}

/// The identifiers of a complaint, in the order they were found.
///
/// # Errors
/// When the database fails.
pub async fn of_complaint(tx: &mut Tx, complaint: Uuid) -> Result<Vec<Own>, Fault> {
    let asked = binds![complaint, OWN_MAX];
    let rows = tx.all(&store::VALUES_OF_ONE, asked).await?;
    let own = |row: &Row| {
        let (role, source) = (
            row.word("role", Role::from_code)?,
            row.get::<String>("source")?,
        );
        Ok(Own {
            identifier: row.get("identifier_id")?,
            key_id: row.get("key_id")?,
            kind: row.get("kind")?,
            canonical: row.get("canonical")?,
            role: role.code().to_owned(),
            link: Link::declared(role, &source, row.get("at")?),
            class: class(row)?,
            list: row.get("list")?,
        })
    };
    rows.iter().map(own).collect()
}

/// The class of a row, when the value has one.
pub(crate) fn class(row: &Row) -> Result<Option<(Class, String)>, Fault> {
    let Some(reason) = row.get::<Option<String>>("reason")? else {
        return Ok(None);
    };
    Ok(Some((row.word("class", Class::from_code)?, reason)))
}
