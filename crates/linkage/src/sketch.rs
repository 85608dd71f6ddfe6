//! A script reduced to what can be compared: a MinHash sketch of its word triples.
//! Keeps no word; two sketches say how alike two texts are, never what they said.
//!
//! Broder, "On the resemblance and containment of documents" (1997). Sixty-four permutations of
//! which eight bits are kept: the standard error of an agreement is at most a sixteenth.

/// How many permutations.
const LANES: usize = 64;
/// Words below which a text is too short to be a script.
const FEWEST_WORDS: usize = 5;
/// Words read of a text; scripts are quoted whole well below it.
const MOST_WORDS: usize = 400;

/// The sketch of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sketch([u8; LANES]);

impl Sketch {
    /// The sketch of a text, without its links, digits and punctuation; `None` when fewer than
    /// five words are left.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let mut last = [0_u64; 2];
        let mut words = 0_usize;
        let mut lanes = [u32::MAX; LANES];
        for word in text.split_whitespace().filter_map(word).take(MOST_WORDS) {
            words += 1;
            if words > 2 {
                let triple =
                    mix(last[0].wrapping_mul(3) ^ last[1].rotate_left(21) ^ word.rotate_left(42));
                take(&mut lanes, triple);
            }
            last = [last[1], word];
        }
        (words >= FEWEST_WORDS).then(|| Self(lanes.map(|lane| (lane >> 8) as u8)))
    }

    /// How alike two sketches are, out of its lanes.
    pub(crate) fn agreement(&self, other: &Self) -> usize {
        self.0.iter().zip(&other.0).filter(|(a, b)| a == b).count()
    }

    /// The agreement in eighths, as [`Steps`](crate::figures::Steps) are read.
    pub(crate) fn eighths(agreement: usize) -> usize {
        agreement * 8 / LANES
    }

    pub(crate) const LANES: usize = LANES;
}

/// A word as a number: letters only, in lower case; nothing for a link, an address or digits.
fn word(raw: &str) -> Option<u64> {
    if raw.contains("://") || raw.contains('@') || raw.contains("[.]") {
        return None;
    }
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut any = false;
    for letter in raw
        .chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
    {
        any = true;
        hash = (hash ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01b3);
    }
    any.then(|| mix(hash))
}

/// Keeps the least of each permutation; odd multipliers permute 32 bits.
fn take(lanes: &mut [u32; LANES], triple: u64) {
    let (low, high) = (triple as u32, (triple >> 32) as u32);
    let mut step = high | 1;
    for lane in lanes.iter_mut() {
        let value = low.wrapping_mul(step) ^ high;
        step = step.wrapping_add(0x9e37_79b8);
        *lane = (*lane).min(value);
    }
}

/// The finaliser of MurmurHash3 (public domain).
pub(crate) const fn mix(mut x: u64) -> u64 {
    x ^= x >> 33;
    x = x.wrapping_mul(0xff51_afd7_ed55_8ccd);
    x ^= x >> 33;
    x = x.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    x ^ (x >> 33)
}
