//! Invented identifiers shaped as people type them, and the slips people make in them.

use faisceau_linkage::Kind;

use crate::worlds::Dice;

const NAMES: [&str; 12] = [
    "marie", "lucas", "agence", "conseil", "colis", "invest", "sophie", "trading", "support",
    "vente", "julien", "contact",
];

fn digits(dice: &mut Dice, many: usize) -> String {
    (0..many)
        .map(|_| char::from(b'0' + dice.below(10) as u8))
        .collect()
}

fn name(dice: &mut Dice) -> String {
    let (one, other) = (dice.pick(&NAMES), dice.pick(&NAMES));
    let between = dice.pick(&["", ".", "_"]);
    format!("{one}{between}{other}{}", dice.below(100))
}

/// The check digits of ISO 7064 for a French account.
fn checked(account: &str) -> String {
    let turned = format!("{account}152700");
    let rest = turned.bytes().fold(0_u32, |rest, digit| {
        (rest * 10 + u32::from(digit - b'0')) % 97
    });
    format!("FR{:02}{account}", 98 - rest)
}

/// The linking key of the `n`-th value of a kind.
pub(crate) fn key(kind: Kind, n: u64) -> String {
    let mut own = Dice::of(n ^ ((kind as u64) << 56));
    match kind {
        Kind::Iban => {
            let account = digits(&mut own, 13);
            checked(&format!("2004101005{account}"))
        }
        Kind::Phone => format!("+336{}", digits(&mut own, 8)),
        Kind::Email => format!("{}@{}.example", name(&mut own), own.pick(&NAMES)),
        Kind::Url => format!("{}.example", name(&mut own).replace('_', "-")),
        Kind::Handle => format!(
            "{}:{}",
            own.pick(&["telegram", "instagram"]),
            name(&mut own)
        ),
        Kind::Ip => format!("203.0.{}.{}", own.below(4), own.below(256)),
        _ => format!("own:{}{}", name(&mut own), digits(&mut own, 8)),
    }
}

/// The same, mistyped: one sign changed, two exchanged, one forgotten or one too many; a pseudonym
/// is also written in look-alikes.
pub(crate) fn slipped(dice: &mut Dice, kind: Kind, right: &str) -> String {
    let mut signs: Vec<char> = right.chars().collect();
    // What says the kind of thing (country, prefix, platform) is not mistyped.
    let from = right
        .find(':')
        .map_or(4, |colon| colon + 1)
        .min(signs.len() - 2);
    let at = from + usize::try_from(dice.below((signs.len() - from - 1) as u64)).unwrap();
    let look_alikes = [('o', '0'), ('i', '1'), ('e', '3'), ('a', 'а'), ('.', '_')];
    match dice.below(6) {
        0 | 1 if signs[at].is_ascii_digit() => signs[at] = char::from(b'0' + dice.below(10) as u8),
        0 | 1 => signs[at] = char::from(b'a' + dice.below(26) as u8),
        2 => signs.swap(at, at + 1),
        3 if kind != Kind::Iban => drop(signs.remove(at)),
        4 if kind != Kind::Iban => signs.insert(at, '7'),
        _ if kind == Kind::Handle => {
            let (plain, like) = dice.pick(&look_alikes);
            signs
                .iter_mut()
                .filter(|sign| **sign == plain)
                .for_each(|sign| *sign = like);
        }
        _ => {}
    }
    signs.into_iter().collect()
}
