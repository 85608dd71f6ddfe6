//! Worlds made to be hard on the linker, each by its name and size alone: one value on all, stars,
//! chains, thousands of identifiers in one complaint, scripts and pictures alike. Links nothing.

use faisceau_linkage::{Kind, Record, RecordId, Role, Used, ValueKey};
use jiff::Timestamp;

/// The worlds, and what each is made of. The first is the one the others are read beside.
pub(crate) const EXTREMES: [(&str, &str); 12] = [
    ("normal", "eight complaints to a shop, no more"),
    ("lent", "one address on all, who agree on nothing else"),
    ("linked", "one address on all, who are linked by it"),
    ("star", "one address on all, a dozen complaints to a gang"),
    ("pairs", "one address on all, linked by it two by two"),
    ("chain", "each complaint shares one number with the next"),
    (
        "groups",
        "groups of ten, each sharing one number with the next: one series",
    ),
    (
        "wide",
        "one complaint with 5,000 mailboxes, each of another complaint",
    ),
    (
        "double",
        "two such complaints with the same 5,000 mailboxes",
    ),
    (
        "texts",
        "one pseudonym and one script, word for word, on all",
    ),
    (
        "lanes",
        "scripts of the same sketch in another order, one account on all",
    ),
    ("pictures", "pictures alike by sixties, one mailbox for two"),
];
/// Identifiers of a wide complaint.
const WIDE: usize = 5_000;

/// splitmix64 (Steele, Lea and Flood, 2014).
fn draw(seed: usize) -> u64 {
    let mut x = (seed as u64).wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

fn used(kind: Kind, key: &str) -> Used {
    Used {
        value: ValueKey::new(kind, key),
        role: Role::Unknown,
    }
}

fn mailbox(of: usize) -> Used {
    used(Kind::Email, &format!("m{of}@example.org"))
}

fn number(of: usize) -> Used {
    used(Kind::Phone, &format!("+336{of:08}"))
}

fn address() -> Used {
    used(Kind::Crypto, "evm:0xone")
}

const HEADINGS: [&str; 5] = ["romance", "shop", "sextortion", "rental", "investment"];
const SCRIPT: &str = "bonjour je suis conseiller de votre banque et vous devez valider un virement";

/// Complaint number `at` of a world of `count`.
pub(crate) fn complaint(world: &str, at: usize, count: usize) -> Record {
    let second = 1_700_000_000 + i64::try_from(at).unwrap() * 30;
    let received = Timestamp::from_second(second).unwrap();
    let mut record = Record::new(RecordId(at as u128), received);
    record.heading = Some("shop".to_owned());
    let any = HEADINGS[at % 5].to_owned();
    match world {
        "normal" => {
            let shop = draw(at) as usize % (count / 8).max(1);
            let site = format!("boutique-{shop}.example");
            record.values = vec![used(Kind::Url, &site), mailbox(shop * 8 + at % 2)];
        }
        "lent" => {
            record.values = vec![address(), mailbox(at)];
            record.heading = Some(any);
        }
        "linked" => record.values = vec![address()],
        "star" => {
            let gang = draw(at) as usize % (count / 12).max(1);
            record.values = vec![address(), mailbox(gang * 4 + at % 3), number(gang)];
            record.heading = Some(HEADINGS[gang % 5].to_owned());
        }
        "pairs" => record.values = vec![address(), mailbox(at / 2)],
        "chain" => record.values = vec![number(at), number(at + 1)],
        "groups" => record.values = of_ten(at),
        "wide" | "double" => {
            // Late, so that some come one by one to a complaint that is there.
            let wide = at + 100 == count || (world == "double" && at + 99 == count);
            let shared = draw(at) as usize % WIDE;
            record.values = match wide {
                true => (0..WIDE).map(mailbox).collect(),
                false if at + 100 > count => vec![mailbox(shared), number(at)],
                false => vec![mailbox(at % (count / 2).max(1))],
            };
        }
        "texts" => {
            record.values = vec![used(Kind::Handle, "telegram:one"), mailbox(at)];
            record.text = Some(SCRIPT.to_owned());
        }
        "lanes" => {
            record.values = vec![used(Kind::Iban, "FR7600"), mailbox(at / 3)];
            record.text = Some(format!("{SCRIPT} {SCRIPT} {}", at % 10));
            record.heading = Some(any);
        }
        "pictures" => {
            record.image = Some(picture(at));
            record.values = vec![mailbox(at / 2)];
        }
        other => panic!("no world {other}"),
    }
    record
}

/// A picture near those of its sixty.
fn picture(at: usize) -> [u8; 32] {
    let mut image = [0_u8; 32];
    for (place, byte) in image.iter_mut().enumerate() {
        *byte = draw(at / 60 * 32 + place) as u8;
    }
    for flip in 0..15 {
        let bit = draw(at * 16 + flip) as usize % 256;
        image[bit / 8] ^= 1 << (bit % 8);
    }
    image
}

/// What a complaint of a group of ten uses, one of which is also of the next group.
fn of_ten(at: usize) -> Vec<Used> {
    let account = |of: usize| used(Kind::Iban, &format!("FR{of}"));
    let mut values = vec![mailbox(at / 10), number(at / 10)];
    match at % 10 {
        4 => values.push(account(at / 10)),
        7 => values.push(account(at / 10 + 1)),
        _ => {}
    }
    values
}
