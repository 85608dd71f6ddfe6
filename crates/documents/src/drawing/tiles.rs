//! France as tiles, one for each département, overseas in the first column: no outline is drawn,
//! so that a small one weighs as much to the eye as a large one. The grid is the project's own.

use super::pen::{Drawing, Pen, Tone, safe};
use super::timeline::Sheet;

/// The grid, from north to south: two characters a tile, one between. Overseas under their letters.
const ROWS: [&str; 12] = [
    "                  62 59",
    "                  80",
    "            76 95 60    02 08",
    "      50 14 27 92 75 93 51 55 54 57",
    "29 22 35 61    78 94 77       88 67",
    "   56 53 72 28 91 45 89 10 52 70 68",
    "      44 49 37 41 18 58 71 21 25 90",
    "GP    85 79 86 36 23 03 69 01 39",
    "MQ    17 16 87 19 15 63 42 38 73 74",
    "GF       33 24 46 12 43 07 26 05 06",
    "RE    40 47 32 82 81 48 30 84 04 2B",
    "YT    64 65 31 09 66 11 34 13 83 2A",
];

/// The overseas départements: what the tile says, what the code is.
const OVERSEAS: [(&str, &str); 5] = [
    ("GP", "971"),
    ("MQ", "972"),
    ("GF", "973"),
    ("RE", "974"),
    ("YT", "976"),
];

/// Tiles in the longest row.
const ACROSS: u32 = 12;
/// The largest side of a tile.
const SIDE_MAX: u32 = 46;
/// The least side of a tile in which the figure is written under the code.
const SIDE_WITH_FIGURE: u32 = 38;

/// A département.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    /// Its code: `59`, `2A`, `974`.
    pub code: String,
    /// The sentence that names it: "Nord (59): 14 complaints".
    pub name: String,
    /// How many.
    pub count: u64,
}

/// Whether the map has a tile for a code; others are for the line under it.
#[must_use]
pub fn has(code: &str) -> bool {
    places().any(|(known, _, _)| known == code)
}

/// Every code of the map, from the north.
pub fn codes() -> impl Iterator<Item = &'static str> {
    places().map(|(code, _, _)| code)
}

/// Each code with its place: from the left, from the top.
fn places() -> impl Iterator<Item = (&'static str, u32, u32)> {
    (0_u32..).zip(ROWS).flat_map(|(row, line)| {
        let tiles = (0_u32..ACROSS).filter_map(move |column| {
            let at = column as usize * 3;
            let code = line.get(at..at + 2)?.trim();
            Some((code_of(code), column, row)).filter(|_| !code.is_empty())
        });
        tiles.collect::<Vec<_>>()
    })
}

fn code_of(shown: &'static str) -> &'static str {
    let overseas = OVERSEAS.iter().find(|(letters, _)| *letters == shown);
    overseas.map_or(shown, |(_, code)| code)
}

/// The least count of each step of the ramp, from the second on, for the greatest count: halves
/// of halves, since counts of départements differ by orders of magnitude. Equal bounds are steps
/// that do not appear.
#[must_use]
pub fn bounds(most: u64) -> [u64; 4] {
    [16, 8, 4, 2].map(|part| (most.div_ceil(part)).max(1) + u64::from(most > 1))
}

fn step(count: u64, most: u64) -> u8 {
    let passed = bounds(most).iter().filter(|bound| count >= **bound).count();
    match passed {
        0 => 0,
        // The darkest but one is skipped: four bounds make five steps.
        4 => 5,
        other => u8::try_from(other).unwrap_or(5),
    }
}

/// The map. A code it does not have is left out: [`has`] says which.
#[must_use]
pub fn draw(tiles: &[Tile], sheet: &Sheet<'_>) -> Drawing {
    let side = (sheet.width / ACROSS).min(SIDE_MAX);
    let most = tiles.iter().map(|tile| tile.count).max().unwrap_or(0);
    let mut pen = Pen::new(sheet.medium);
    for (code, column, row) in places() {
        let tile = tiles.iter().find(|tile| tile.code == code);
        let count = tile.map_or(0, |tile| tile.count);
        let name = tile.map_or(code, |tile| tile.name.as_str());
        let (fill, edge, words) = match count {
            0 => (Tone::Paper, Tone::LineSoft, Tone::Ink2),
            count => {
                let step = step(count, most);
                (Tone::Step(step), Tone::Step(step), Tone::OnStep(step))
            }
        };
        let (x, y, inner) = (column * side + 1, row * side + 1, side - 2);
        let (fill, edge, name) = (pen.tone(fill), pen.tone(edge), safe(name));
        pen.raw(format_args!(
            "<g><title>{name}</title><rect x=\"{x}\" y=\"{y}\" width=\"{inner}\" \
             height=\"{inner}\" rx=\"2\" fill=\"{fill}\" stroke=\"{edge}\"/>"
        ));
        let (middle, top) = (i64::from(x + inner / 2), i64::from(y));
        let shown = OVERSEAS.iter().find(|(_, known)| *known == code);
        let shown = shown.map_or(code, |(letters, _)| letters);
        let half = i64::from(inner / 2);
        if side >= SIDE_WITH_FIGURE && count > 0 {
            pen.words((middle, top + half - 3), "middle", words, shown);
            let figure = short(count);
            pen.words((middle, top + half + 13), "middle", words, &figure);
        } else {
            pen.words((middle, top + half + 5), "middle", words, shown);
        }
        pen.raw(format_args!("</g>"));
    }
    let rows = u32::try_from(ROWS.len()).unwrap_or(0);
    let (width, height) = (side * ACROSS, side * rows);
    pen.framed(sheet.id, (sheet.title, sheet.desc), (width, height))
}

/// A count in the width of a tile; the whole figure is in the tile's name and in the table.
fn short(count: u64) -> String {
    match count {
        0..=9_999 => count.to_string(),
        10_000..=999_999 => format!("{}k", count / 1_000),
        _ => format!("{}M", count / 1_000_000),
    }
}

#[cfg(test)]
mod tests {
    use super::{bounds, codes, has, step};
    use std::collections::BTreeSet;

    #[test]
    fn every_departement_has_one_tile() {
        let known: BTreeSet<&str> = codes().collect();
        assert_eq!(codes().count(), 101);
        assert_eq!(known.len(), 101);
        for number in (1..=95).filter(|number| *number != 20) {
            assert!(known.contains(format!("{number:02}").as_str()), "{number}");
        }
        for code in ["2A", "2B", "971", "972", "973", "974", "976"] {
            assert!(has(code), "{code}");
        }
        assert!(!has("975") && !has("20") && !has("") && !has("GP"));
    }

    #[test]
    fn the_ramp_never_goes_down_and_begins_light() {
        for most in [1, 2, 3, 7, 100, 12_345] {
            let steps: Vec<u8> = (1..=most).map(|count| step(count, most)).collect();
            assert!(steps.is_sorted(), "{most}: {steps:?}");
            assert!(bounds(most).is_sorted(), "{most}");
            assert!(most == 1 || steps[0] == 0, "{most}: {steps:?}");
            assert!(
                most < 4 || *steps.last().expect("most is not 0") == 5,
                "{most}"
            );
        }
    }
}
