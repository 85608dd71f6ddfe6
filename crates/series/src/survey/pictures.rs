//! The pictures among the exhibits of complaints of a series, those that look alike together. Reads what
//! evidence keeps of them: blurred squares and a likeness, never a file. Whose complaints a reader may
//! see was asked before.

use super::{dialect, texts};
use crate::dialect::list;
use faisceau_domain::form::{Answers, Pack, takes_files};
use faisceau_platform::db::{Bind, Row, Tx};
use faisceau_platform::fault::Fault;
use uuid::Uuid;

/// Most pictures of a series that are looked at, the latest received.
pub const PICTURES_MAX: usize = 120;

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The file.
    pub file: Uuid,
    /// Its complaint.
    pub complaint: Uuid,
    /// Its reference.
    pub reference: String,
    /// What is known of its preview, as evidence says it; nothing yet, or `made`, `without`, `withheld`.
    pub state: Option<String>,
    /// Why there is no preview.
    pub why: Option<String>,
    /// Width and height of the preview.
    pub size: Option<[u32; 2]>,
    /// Its blurred squares.
    pub mosaic: Option<Vec<u8>>,
    /// Its likeness.
    pub likeness: Option<[u8; 32]>,
}

/// The pictures of these complaints, the latest first; and whether there are more.
///
/// # Errors
/// When the database fails.
pub async fn pictures(
    tx: &mut Tx,
    forms: &Pack,
    complaints: impl IntoIterator<Item = Uuid>,
) -> Result<(Vec<Picture>, bool), Fault> {
    let most = i64::try_from(PICTURES_MAX + 1).unwrap_or(i64::MAX);
    let asked = vec![list(complaints), Bind::from(most)];
    let rows = tx.all_over_units(&dialect::PICTURES, asked).await?;
    let more = rows.len() > PICTURES_MAX;
    let mut found = Vec::new();
    for row in rows.iter().take(PICTURES_MAX) {
        if may_be_shown(forms, row)? {
            found.push(read(row)?);
        }
    }
    Ok((found, more))
}

/// Where the path of a complaint takes no file, or cannot be read, none of its pictures is shown.
fn may_be_shown(forms: &Pack, row: &Row) -> Result<bool, Fault> {
    let (channel, form): (String, String) = (row.get("channel")?, row.get("form_type")?);
    if channel == "import" {
        return Ok(true);
    }
    let told = serde_json::from_str::<Answers>(&row.get::<String>("answers")?);
    Ok(told.is_ok_and(|answers| takes_files(forms, &form, &answers)))
}

fn read(row: &Row) -> Result<Picture, Fault> {
    let side = |column: &str| -> Result<Option<u32>, Fault> {
        let side: Option<i64> = row.get(column)?;
        Ok(side.map(u32::try_from).transpose()?)
    };
    let likeness: Option<Vec<u8>> = row.get("likeness")?;
    Ok(Picture {
        file: row.get("file_id")?,
        complaint: row.get("complaint_id")?,
        reference: row.get("reference")?,
        state: row.get("state")?,
        why: row.get("why")?,
        size: side("width")?.zip(side("height")?).map(|(w, h)| [w, h]),
        mosaic: row.get("mosaic")?,
        likeness: likeness.and_then(|bits| bits.try_into().ok()),
    })
}

/// The places of pictures that look alike, the largest group first; then those that are like no other.
#[must_use]
pub fn alike(pictures: &[Picture]) -> (Vec<Vec<usize>>, Vec<usize>) {
    let known: Vec<(usize, [u8; 32])> = pictures
        .iter()
        .enumerate()
        .filter_map(|(place, picture)| Some((place, picture.likeness?)))
        .collect();
    let bits: Vec<[u8; 32]> = known.iter().map(|(_, bits)| *bits).collect();
    let mut groups: Vec<Vec<usize>> = texts::pictures(&bits)
        .into_iter()
        .map(|(first, near)| {
            let near = near.into_iter().map(|(place, _)| known[place].0);
            std::iter::once(known[first].0).chain(near).collect()
        })
        .collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    let grouped: std::collections::BTreeSet<usize> = groups.iter().flatten().copied().collect();
    let alone = (0..pictures.len()).filter(|place| !grouped.contains(place));
    (groups, alone.collect())
}

#[cfg(test)]
mod tests {
    use super::{Picture, alike};
    use uuid::Uuid;

    #[test]
    fn pictures_alike_come_first_and_each_is_told_once() {
        let of = |first: u8, likeness: Option<u8>| Picture {
            file: Uuid::nil(),
            complaint: Uuid::nil(),
            reference: String::new(),
            state: None,
            why: None,
            size: None,
            mosaic: None,
            likeness: likeness.map(|rest| {
                let mut bits = [rest; 32];
                bits[0] = first;
                bits
            }),
        };
        let all = [
            of(0, Some(0xff)),
            of(0, None),
            of(3, Some(0x0f)),
            of(1, Some(0x0f)),
            of(0, Some(0x0f)),
        ];
        assert_eq!(alike(&all), (vec![vec![2, 3, 4]], vec![0, 1]));
    }
}
