//! Which national numbers some operator has, by the patterns of libphonenumber, compiled once for
//! each calling code. The library asks the same of a small cache behind one lock, which every
//! thread waits for. It reads no syntax: digits only.

use std::sync::{LazyLock, OnceLock};

use phonenumber::metadata::{DATABASE, Descriptor, Descriptors};
use regex::{Regex, RegexBuilder};

/// Calling codes have one to three digits.
const CODES: usize = 1000;

/// The patterns of a calling code, by the lengths they hold for.
type Patterns = Vec<(Vec<u16>, Regex)>;

/// What is known of a calling code: nothing when no country has it.
static PLANS: LazyLock<Vec<OnceLock<Option<Patterns>>>> =
    LazyLock::new(|| (0..CODES).map(|_| OnceLock::new()).collect());

/// Whether some type of number of some territory under this calling code has this form.
pub(super) fn covers(code: u16, significant: &str) -> bool {
    let Some(patterns) = plan(code) else {
        return false;
    };
    let length = u16::try_from(significant.len()).unwrap_or(u16::MAX);
    patterns.iter().any(|(lengths, pattern)| {
        (lengths.is_empty() || lengths.contains(&length)) && pattern.is_match(significant)
    })
}

/// The calling code these figures begin with: no code begins another, and none begins with 0.
pub(super) fn calling_code(digits: &str) -> Option<(u16, &str)> {
    if digits.starts_with('0') {
        return None;
    }
    (1..=3).find_map(|length| {
        let (code, rest) = digits.split_at_checked(length)?;
        let code = code.parse().ok()?;
        plan(code).map(|_| (code, rest))
    })
}

fn plan(code: u16) -> Option<&'static Patterns> {
    PLANS
        .get(usize::from(code))?
        .get_or_init(|| patterns(code))
        .as_ref()
}

/// The patterns of every territory and type, those of the same lengths as one.
fn patterns(code: u16) -> Option<Patterns> {
    let territories = DATABASE.by_code(&code)?;
    let mut sources: Vec<(Vec<u16>, String)> = Vec::new();
    for kind in territories.iter().flat_map(|t| types(t.descriptors())) {
        let source = kind.national_number().as_str();
        let lengths = kind.possible_length();
        match sources.iter_mut().find(|(known, _)| known == lengths) {
            Some((_, whole)) => *whole = format!("{whole}|(?:{source})"),
            None => sources.push((lengths.to_vec(), format!("(?:{source})"))),
        }
    }
    let compiled = sources.into_iter().map(|(lengths, source)| {
        let pattern = RegexBuilder::new(&format!("^(?:{source})"))
            .ignore_whitespace(true)
            .build()
            .expect("the library's own patterns are sound");
        (lengths, pattern)
    });
    Some(compiled.collect())
}

fn types(known: &Descriptors) -> impl Iterator<Item = &Descriptor> {
    [
        known.fixed_line(),
        known.mobile(),
        known.toll_free(),
        known.premium_rate(),
        known.shared_cost(),
        known.personal_number(),
        known.voip(),
        known.pager(),
        known.uan(),
        known.voicemail(),
    ]
    .into_iter()
    .flatten()
}
