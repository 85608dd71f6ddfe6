//! The names a log bears one after the other. A log whose loss two persons declared is closed; it goes on under the same
//! name and a number: `exemple.fr/log`, then `exemple.fr/log/2`. Who may close it is said in `loss`.

/// The number of a log among those of this base name, from 1; `None` for the name of another log.
#[must_use]
pub fn generation(base: &str, origin: &str) -> Option<u32> {
    let rest = origin.strip_prefix(base)?;
    if rest.is_empty() {
        return Some(1);
    }
    let number = rest.strip_prefix('/')?;
    let generation: u32 = number.parse().ok()?;
    (generation > 1 && generation.to_string() == number).then_some(generation)
}

/// The name of the log of this number.
#[must_use]
pub fn origin(base: &str, generation: u32) -> String {
    match generation {
        0 | 1 => base.to_owned(),
        later => format!("{base}/{later}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{generation, origin};

    #[test]
    fn a_name_is_read_back_and_no_other_is_taken_for_it() {
        for number in [1, 2, 3, 40] {
            let name = origin("exemple.fr/log", number);
            assert_eq!(generation("exemple.fr/log", &name), Some(number));
        }
        for other in [
            "exemple.fr/log/1",
            "exemple.fr/log/02",
            "exemple.fr/log/",
            "exemple.fr/log2",
            "exemple.fr/log/2/3",
            "autre.fr/log/2",
        ] {
            assert_eq!(generation("exemple.fr/log", other), None, "{other}");
        }
    }
}
