//! The addresses of tiles below a log (C2SP tlog-tiles): `tile/0/x001/x234/067.p/112`. Written and
//! read strictly: one tile has one address.

use super::tile::{LEVELS_MAX, TileId, WIDTH};

/// What an address names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// Hashes of the tree; the width when it is not full.
    Tile(TileId, Option<u8>),
    /// The leaves themselves, as many as a tile of level 0 has.
    Entries(u64, Option<u8>),
}

impl Named {
    /// The tile of a log of this size: partial when it is at the edge.
    #[must_use]
    pub fn tile(id: TileId, size: u64) -> Named {
        let width = id.width(size);
        Named::Tile(id, u8::try_from(width).ok().filter(|_| width < WIDTH))
    }

    /// The address, below that of the log.
    #[must_use]
    pub fn path(self) -> String {
        let (folder, index, part) = match self {
            Named::Tile(id, part) => (id.level.to_string(), id.index, part),
            Named::Entries(index, part) => ("entries".to_owned(), index, part),
        };
        let mut groups = vec![format!("{:03}", index % 1_000)];
        let mut rest = index / 1_000;
        while rest > 0 {
            groups.push(format!("x{:03}", rest % 1_000));
            rest /= 1_000;
        }
        groups.reverse();
        let part = part.map_or_else(String::new, |width| format!(".p/{width}"));
        format!("tile/{folder}/{}{part}", groups.join("/"))
    }

    /// Reads an address; `None` for any other spelling.
    #[must_use]
    pub fn read(path: &str) -> Option<Named> {
        let (folder, rest) = path.strip_prefix("tile/")?.split_once('/')?;
        let (digits, part) = match rest.split_once(".p/") {
            Some((digits, width)) => (digits, Some(width.parse::<u8>().ok()?)),
            None => (rest, None),
        };
        let mut index: u64 = 0;
        for group in digits.split('/') {
            let number: u64 = group.trim_start_matches('x').parse().ok()?;
            index = index.checked_mul(1_000)?.checked_add(number)?;
        }
        let named = match folder {
            "entries" => Named::Entries(index, part),
            level => {
                let level: u8 = level.parse().ok()?;
                Named::Tile(TileId { level, index }, part)
            }
        };
        let known = match named {
            Named::Tile(id, _) => id.level < LEVELS_MAX,
            Named::Entries(..) => true,
        };
        (known && part != Some(0) && named.path() == path).then_some(named)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tile(level: u8, index: u64, part: Option<u8>) -> Named {
        Named::Tile(TileId { level, index }, part)
    }

    #[test]
    fn a_tile_has_one_address() {
        for (named, path) in [
            (tile(0, 0, None), "tile/0/000"),
            (tile(0, 1_234_067, None), "tile/0/x001/x234/067"),
            (tile(2, 5, Some(112)), "tile/2/005.p/112"),
            (Named::Entries(1_000, Some(1)), "tile/entries/x001/000.p/1"),
        ] {
            assert_eq!(named.path(), path);
            assert_eq!(Named::read(path), Some(named));
        }
        for wrong in [
            "tile/0/0",
            "tile/00/000",
            "tile/0/x000/001",
            "tile/0/001/002",
            "tile/0/x001",
            "tile/0/000.p/0",
            "tile/0/000.p/01",
            "tile/0/000.p/256",
            "tile/0/000.p/",
            "tile/9/000",
            "tile/-1/000",
            "tile/0/+01",
            "tile/0/../000",
            "tile/0",
            "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
            "checkpoint",
        ] {
            assert_eq!(Named::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_tiles_of_a_log_are_those_of_the_specification() {
        // 70,000 entries: 273 full tiles and one of 112, one full above and one of 17, one of 1.
        let id = |level, index| TileId { level, index };
        assert_eq!(id(0, 272).width(70_000), 256);
        assert_eq!(Named::tile(id(0, 273), 70_000).path(), "tile/0/273.p/112");
        assert_eq!(Named::tile(id(1, 0), 70_000).path(), "tile/1/000");
        assert_eq!(Named::tile(id(1, 1), 70_000).path(), "tile/1/001.p/17");
        assert_eq!(Named::tile(id(2, 0), 70_000).path(), "tile/2/000.p/1");
        assert_eq!(id(3, 0).width(70_000), 0);
        assert_eq!(id(0, 0).width(256), 256);
        assert_eq!(id(1, 0).width(256), 1);
    }
}
