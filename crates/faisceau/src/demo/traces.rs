//! Identifiers of the synthetic year: well formed, with right check digits, and nobody's. Telephone
//! numbers are of the ranges kept for fiction (Arcep, numbering plan), sites and addresses under
//! `.example` (RFC 2606), accounts of banks that do not exist.

use super::chance::Chance;
use super::scenario::Leaves;

const FIRST: [&str; 12] = [
    "boutique", "maison", "atelier", "comptoir", "espace", "promo", "direct", "univers", "marche",
    "halle", "cabinet", "relais",
];
const SECOND: [&str; 14] = [
    "lanterne",
    "vallon",
    "azur",
    "fougere",
    "clairiere",
    "horizon",
    "brises",
    "selene",
    "oree",
    "altacime",
    "hirondelle",
    "modele",
    "givre",
    "tilleul",
];
const LOCALS: [&str; 8] = [
    "commandes",
    "livraisons",
    "comptabilite",
    "virements",
    "suivi-dossier",
    "conseiller",
    "equipe-paiement",
    "reglement",
];
const HANDLES: [&str; 10] = [
    "lune.brise",
    "sofia_orage",
    "mila.givre",
    "nora_tilleul",
    "eva.horizon",
    "lina_vallon",
    "cora.selene",
    "maya_fougere",
    "zoe.azur",
    "tess_lanterne",
];

/// Makes values, never the same twice.
#[derive(Debug, Default)]
pub(super) struct Maker {
    made: u64,
}

impl Maker {
    /// A fresh value of a kind.
    pub(super) fn make(&mut self, kind: Leaves, chance: &mut Chance) -> String {
        self.made += 1;
        let number = self.made;
        match kind {
            Leaves::Url => format!("https://{}", self.host(chance)),
            Leaves::Email => {
                let local = LOCALS[chance.place(LOCALS.len())];
                format!("{local}{number}@{}", self.host(chance))
            }
            // Seven thousand numbers for the schemes, visited in an order that hides the count.
            Leaves::Phone => phone(number * 3_571 % 7_000),
            Leaves::Iban => iban(number, chance),
            Leaves::Crypto => bitcoin(chance),
            Leaves::Handle => format!("{}{number}", HANDLES[chance.place(HANDLES.len())]),
        }
    }

    fn host(&self, chance: &mut Chance) -> String {
        let (first, second) = (chance.place(FIRST.len()), chance.place(SECOND.len()));
        format!("{}-{}-{}.example", FIRST[first], SECOND[second], self.made)
    }
}

/// A victim's number: the last three thousand of the range.
pub(super) fn victim_phone(chance: &mut Chance) -> String {
    phone(7_000 + u64::try_from(chance.between(0, 2_999)).unwrap_or(0))
}

fn phone(number: u64) -> String {
    format!("06 39 98 {:02} {:02}", number / 100 % 100, number % 100)
}

/// An account in one of three countries, in groups of four as printed.
pub(super) fn iban(number: u64, chance: &mut Chance) -> String {
    let account = number * 7_919 + u64::try_from(chance.between(10_000, 99_999)).unwrap_or(0);
    let bare = match chance.place(5) {
        0 => with_check("LT", &format!("99001{account:011}")),
        1 => with_check("DE", &format!("99900010{account:010}")),
        _ => french(account),
    };
    let groups: Vec<&str> = (0..bare.len())
        .step_by(4)
        .map(|start| &bare[start..bare.len().min(start + 4)])
        .collect();
    groups.join(" ")
}

/// Bank 99xxx does not exist; the key is that of a French RIB.
fn french(account: u64) -> String {
    let (bank, branch) = (99_017 + account % 60, 1 + account % 900);
    let key = 97 - (89 * bank + 15 * branch + 3 * account) % 97;
    with_check("FR", &format!("{bank:05}{branch:05}{account:011}{key:02}"))
}

/// The check digits of ISO 13616 (ISO 7064, mod 97-10).
fn with_check(country: &str, rest: &str) -> String {
    let mut left = 0;
    for character in rest.chars().chain(country.chars()).chain("00".chars()) {
        let value = character.to_digit(36).unwrap_or(0);
        left = (if value > 9 { left * 100 } else { left * 10 } + value) % 97;
    }
    format!("{country}{:02}{rest}", 98 - left)
}

/// An address of the first form (P2PKH): 20 bytes of chance, which no one has the key of.
fn bitcoin(chance: &mut Chance) -> String {
    let hash = (0..20).map(|_| u8::try_from(chance.between(0, 255)).unwrap_or(0));
    bs58::encode(hash.collect::<Vec<u8>>())
        .with_check_version(0)
        .into_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use faisceau_identifiers::{Doubt, Kind, parse};

    #[test]
    fn every_value_is_well_formed_and_new() {
        let mut chance = Chance::seeded(7);
        let mut maker = Maker::default();
        let kinds = [
            (Leaves::Url, Kind::Url),
            (Leaves::Email, Kind::Email),
            (Leaves::Phone, Kind::Phone),
            (Leaves::Iban, Kind::Iban),
            (Leaves::Crypto, Kind::Crypto),
            (Leaves::Handle, Kind::Handle),
        ];
        for (leaves, kind) in kinds {
            let mut seen = std::collections::BTreeSet::new();
            for _ in 0..500 {
                let made = maker.make(leaves, &mut chance);
                let read = parse(kind, &made).expect("a value made here is well formed");
                // No registry has `.example` nor the numbers for fiction; a handle names no platform.
                let expected = [
                    Doubt::HostSuffixUnknown,
                    Doubt::PhoneUnassigned,
                    Doubt::HandlePlatformUnknown,
                ];
                let odd = read.doubt().filter(|doubt| !expected.contains(doubt));
                assert!(odd.is_none(), "{made}: {odd:?}");
                assert!(seen.insert(read.key().to_owned()), "{made} came twice");
            }
        }
    }
}
