//! Random worlds with groups of every size, hinges, evidence, pictures, scripts and decisions.

use faisceau_linkage::{
    Correction, Decision, Kind, Record, RecordId, Role, Used, ValueKey, check_corrections,
};

use super::world::{complaint, correction, day};

/// xorshift64*: a world is its seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % sides
    }

    fn one_in(&mut self, sides: u64) -> bool {
        self.below(sides) == 0
    }
}

const TEXTS: [&str; 3] = [
    "vous devez payer une taxe de livraison ici maintenant",
    "vous devez payer une taxe de douane ici avant demain soir",
    "je suis conseiller de votre banque et vous appelle maintenant",
];

const KINDS: [Kind; 8] = [
    Kind::Iban,
    Kind::Phone,
    Kind::Email,
    Kind::Handle,
    Kind::Handle,
    Kind::Url,
    Kind::Crypto,
    Kind::Ip,
];

fn any_value(dice: &mut Dice, campaign: u64) -> ValueKey {
    let kind = KINDS[usize::try_from(dice.below(8)).unwrap()];
    let own = dice.below(2);
    ValueKey::new(kind, &format!("{campaign}-{own}"))
}

fn any_complaint(dice: &mut Dice, id: u128, campaigns: u64) -> Record {
    let campaign = dice.below(campaigns);
    let mut record = complaint(id, &[]);
    record.received_at = day(i64::try_from(dice.below(40)).unwrap());
    if dice.one_in(3) {
        record.occurred_at = Some(day(i64::try_from(dice.below(40)).unwrap()));
    }
    for _ in 0..=dice.below(3) {
        let from = match dice.below(12) {
            0 => dice.below(campaigns),
            1 => 100 + dice.below(400),
            _ => campaign,
        };
        let role = if dice.one_in(15) {
            Role::Victim
        } else {
            Role::Unknown
        };
        let value = any_value(dice, from);
        record.values.push(Used { value, role });
    }
    let said = if dice.one_in(6) {
        dice.below(4)
    } else {
        campaign % 4
    };
    record.heading = (!dice.one_in(4)).then(|| said.to_string());
    if dice.one_in(3) {
        record.text = Some(TEXTS[usize::try_from(campaign % 3).unwrap()].into());
    }
    if dice.one_in(6) {
        let mut image = [u8::try_from(campaign).unwrap().wrapping_mul(85); 32];
        image[usize::try_from(dice.below(32)).unwrap()] ^= 1;
        record.image = Some(image);
    }
    record
}

fn any_decision(dice: &mut Dice, count: u64, campaigns: u64) -> Decision {
    let mut some = |many: u64| -> Vec<RecordId> {
        (0..many)
            .map(|_| RecordId(u128::from(dice.below(count))))
            .collect()
    };
    let (one, other) = (some(2), some(1));
    let campaign = dice.below(campaigns);
    match dice.below(5) {
        0 => Decision::Shared(any_value(dice, campaign)),
        1 => Decision::Owned(any_value(dice, campaign)),
        2 => Decision::MustLink(one),
        3 => Decision::Confirm(one),
        _ => Decision::CannotLink(one, other),
    }
}

/// Complaints numbered from 0, and decisions that do not contradict each other.
pub(crate) fn world(seed: u64) -> (Vec<Record>, Vec<Correction>) {
    let mut dice = Dice(seed | 1);
    let (count, campaigns) = (20 + dice.below(80), 2 + dice.below(12));
    let records = (0..count)
        .map(|id| any_complaint(&mut dice, u128::from(id), campaigns))
        .collect();
    let mut corrections = Vec::new();
    for id in 0..dice.below(6) {
        let mut more: Vec<Correction> = corrections.clone();
        let decision = any_decision(&mut dice, count, campaigns);
        more.push(correction(u128::from(id), decision));
        if check_corrections(&more).is_ok() {
            corrections = more;
        }
    }
    (records, corrections)
}
