//! One entry of an archive of `tar` (POSIX.1-1988, ustar): its header and its padding. Names here are made by
//! us, short and in ASCII.

/// Bytes of a block.
const BLOCK: usize = 512;
/// The end of an archive.
pub(super) const END: [u8; 2 * BLOCK] = [0; 2 * BLOCK];

/// The header of a file.
pub(super) fn header(name: &str, bytes: u64, at_seconds: i64) -> [u8; BLOCK] {
    assert!(
        name.len() <= 250 && name.is_ascii(),
        "names of a package are ours"
    );
    let (prefix, rest) = split(name);
    let mut block = [0; BLOCK];
    let mut put =
        |at: usize, text: &str| block[at..at + text.len()].copy_from_slice(text.as_bytes());
    put(0, rest);
    put(100, "0000644\0");
    put(108, "0000000\0");
    put(116, "0000000\0");
    put(124, &format!("{bytes:011o}\0"));
    put(136, &format!("{:011o}\0", at_seconds.max(0)));
    put(148, "        ");
    put(156, "0");
    put(257, "ustar\0");
    put(263, "00");
    put(345, prefix);
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    let sum = format!("{sum:06o}\0 ");
    block[148..156].copy_from_slice(sum.as_bytes());
    block
}

/// A long name is cut at a slash, the first part before the last hundred characters.
fn split(name: &str) -> (&str, &str) {
    if name.len() <= 100 {
        return ("", name);
    }
    let cut = name.len() - 100;
    let slash = name[cut - 1..].find('/').map_or(cut, |at| cut - 1 + at);
    (&name[..slash], &name[slash + 1..])
}

/// What fills the last block of a file.
pub(super) fn padding(bytes: u64) -> usize {
    let over = usize::try_from(bytes % BLOCK as u64).expect("less than a block");
    (BLOCK - over) % BLOCK
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_sums_to_what_it_says_and_long_names_are_cut_at_a_slash() {
        let name = format!("{}/data/exhibits/{}", "p".repeat(60), "e".repeat(60));
        let block = header(&name, 70_000, 1_700_000_000);
        let word = |from: usize, to: usize| {
            let text = std::str::from_utf8(&block[from..to]).expect("ASCII");
            text.trim_matches(['\0', ' ']).to_owned()
        };
        assert_eq!(format!("{}/{}", word(345, 500), word(0, 100)), name);
        assert_eq!(u64::from_str_radix(&word(124, 136), 8), Ok(70_000));
        let told = u32::from_str_radix(&word(148, 156), 8).expect("octal");
        let sum = block.iter().enumerate().map(|(at, byte)| match at {
            148..156 => 32,
            _ => u32::from(*byte),
        });
        assert_eq!(sum.sum::<u32>(), told);
        assert_eq!(
            [padding(0), padding(1), padding(512), padding(513)],
            [0, 511, 0, 511]
        );
    }
}
