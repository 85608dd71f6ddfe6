//! Whole worlds of 50 to 5,000 complaints, each made from its seed alone: what is true in the end,
//! and the deeds that lead there, shuffled and late, with erasures, corrections and withdrawals.

use faisceau_linkage::{
    Correction, CorrectionId, Decision, Kind, Linker, Record, RecordId, Role, Used, ValueKey,
};
use jiff::Timestamp;

use crate::deeds::Deed;
use crate::typed::{key, slipped};
use crate::world::day;

/// Complaints of the smallest world; the largest has a hundred times as many.
const SMALLEST: f64 = 50.0;
/// Days over which a world receives its complaints.
const DAYS: u64 = 300;

/// splitmix64 (Steele, Lea and Flood, 2014): a world is its seed.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn of(seed: u64) -> Self {
        let mut dice = Self(seed.wrapping_mul(0xd6e8_feb8_6659_fd93));
        dice.next();
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    pub(crate) fn below(&mut self, sides: u64) -> u64 {
        self.next() % sides.max(1)
    }

    pub(crate) fn one_in(&mut self, sides: u64) -> bool {
        self.below(sides) == 0
    }

    /// Between 0 and 1.
    fn part(&mut self) -> f64 {
        self.below(1 << 32) as f64 / (1_u64 << 32) as f64
    }

    pub(crate) fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }

    pub(crate) fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, usize::try_from(self.below(at as u64 + 1)).unwrap());
        }
    }
}

const KINDS: [Kind; 12] = [
    Kind::Phone,
    Kind::Phone,
    Kind::Email,
    Kind::Email,
    Kind::Iban,
    Kind::Iban,
    Kind::Url,
    Kind::Handle,
    Kind::Handle,
    Kind::Crypto,
    Kind::PaymentRef,
    Kind::Ip,
];

const WORDS: [&str; 16] = [
    "bonjour",
    "payer",
    "livraison",
    "taxe",
    "conseiller",
    "banque",
    "virement",
    "urgent",
    "colis",
    "compte",
    "amour",
    "gagner",
    "cliquez",
    "avant",
    "demain",
    "merci",
];

/// A world's own habits.
struct Habits {
    complaints: u64,
    campaigns: u64,
    /// One value in this many is of another campaign.
    lent: u64,
    /// One complaint in this many carries a value that everybody uses.
    hubs: u64,
    /// Days a campaign keeps its values.
    rotation: u64,
}

fn habits(dice: &mut Dice) -> Habits {
    // Many small worlds, some large: half have fewer than a hundred complaints.
    let complaints = (SMALLEST * 100_f64.powf(dice.part().powi(2))).round() as u64;
    let mean = dice.pick(&[2, 4, 8, 20, 60]);
    Habits {
        complaints,
        campaigns: (complaints / mean).max(2),
        lent: dice.pick(&[8, 15, 40]),
        hubs: dice.pick(&[5, 12, 50]),
        rotation: dice.pick(&[20, 60, 400]),
    }
}

fn any_value(dice: &mut Dice, campaign: u64, generation: u64) -> ValueKey {
    let kind = dice.pick(&KINDS);
    let own = dice.below(2);
    let right = key(kind, (campaign << 12) + (generation << 1) + own);
    let slips = dice.one_in(25);
    let said = if slips {
        slipped(dice, kind, &right)
    } else {
        right
    };
    ValueKey::new(kind, &said)
}

/// A moment of a day; complaints often share one.
fn moment(dice: &mut Dice, on: u64) -> Timestamp {
    let base = day(i64::try_from(on).unwrap()).as_second();
    Timestamp::from_second(base + i64::try_from(dice.below(4) * 3_600).unwrap()).unwrap()
}

fn any_text(dice: &mut Dice, script: u64) -> String {
    let mut own = Dice::of(script);
    let mut words: Vec<&str> = (0..14).map(|_| own.pick(&WORDS)).collect();
    for _ in 0..dice.below(4) {
        let at = usize::try_from(dice.below(14)).unwrap();
        words[at] = dice.pick(&WORDS);
    }
    words.join(" ")
}

/// A campaign's picture with some bits turned, up to beyond what looks alike.
fn any_image(dice: &mut Dice, picture: u64) -> [u8; 32] {
    let mut own = Dice::of(picture ^ 0x5eed);
    let mut image = [0_u8; 32];
    for byte in &mut image {
        *byte = own.below(256) as u8;
    }
    for _ in 0..dice.pick(&[0, 0, 2, 9, 25, 40]) {
        let bit = dice.below(256);
        image[usize::try_from(bit / 8).unwrap()] ^= 1 << (bit % 8);
    }
    image
}

fn any_complaint(dice: &mut Dice, habits: &Habits, id: u128) -> Record {
    // The first campaigns are the largest.
    let campaign = (habits.campaigns as f64 * dice.part().powi(2)) as u64;
    let on = dice.below(DAYS);
    let mut record = Record::new(RecordId(id), moment(dice, on));
    if dice.one_in(2) {
        let before = on.saturating_sub(dice.below(9));
        record.occurred_at = Some(moment(dice, before));
    }
    for _ in 0..dice.below(5) {
        let from = match dice.below(habits.lent) {
            0 => dice.below(habits.campaigns),
            _ if dice.one_in(6) => habits.campaigns + dice.below(1 << 40),
            _ => campaign,
        };
        let role = match dice.below(40) {
            0 => Role::Victim,
            1 => Role::Impersonated,
            _ => Role::Unknown,
        };
        let value = any_value(dice, from, on / habits.rotation);
        record.values.push(Used { value, role });
    }
    if dice.one_in(habits.hubs) {
        let kind = dice.pick(&KINDS);
        let value = ValueKey::new(kind, &key(kind, (1 << 60) + dice.below(2)));
        let role = Role::Unknown;
        record.values.push(Used { value, role });
    }
    let said = if dice.one_in(6) {
        dice.below(7)
    } else {
        campaign % 7
    };
    record.heading = (!dice.one_in(5)).then(|| said.to_string());
    record.text = dice.one_in(3).then(|| any_text(dice, campaign % 31));
    record.image = dice.one_in(6).then(|| {
        // One picture in eight is one that everybody takes.
        let picture = if dice.one_in(8) { 0 } else { campaign };
        any_image(dice, picture)
    });
    record
}

/// Complaints mostly of one neighbourhood: decisions are seldom about strangers.
fn some(dice: &mut Dice, records: &[Record], near: &Record, many: u64) -> Vec<RecordId> {
    let mut found = vec![near.id];
    for _ in 1..many {
        let other = &records[usize::try_from(dice.below(records.len() as u64)).unwrap()];
        let shares = |one: &&Record| {
            one.id != near.id && one.values.iter().any(|used| near.values.contains(used))
        };
        let akin = records.iter().skip(dice.below(40) as usize).find(shares);
        let stranger = dice.one_in(12);
        found.extend(
            akin.filter(|_| !stranger)
                .map(|one| one.id)
                .or(stranger.then_some(other.id)),
        );
    }
    found
}

fn any_decision(dice: &mut Dice, records: &[Record]) -> Decision {
    let near = &records[usize::try_from(dice.below(records.len() as u64)).unwrap()];
    let value = near
        .values
        .first()
        .map(|used| Linker::known_as(near, &used.value));
    match (dice.below(6), value) {
        (0 | 1, Some(value)) => Decision::Shared(value),
        (2, Some(value)) => Decision::Owned(value),
        (3, _) => Decision::MustLink(some(dice, records, near, 3)),
        (4, _) => Decision::Confirm(some(dice, records, near, 4)),
        _ => {
            let mut ids = some(dice, records, near, 3);
            let other = ids.split_off(1);
            Decision::CannotLink(ids, other)
        }
    }
}

/// The deeds of a world, in the order in which they are done.
pub(crate) fn deeds(seed: u64) -> Vec<Deed> {
    let mut dice = Dice::of(seed);
    let habits = habits(&mut dice);
    let records: Vec<Record> = (0..u128::from(habits.complaints))
        .map(|id| any_complaint(&mut dice, &habits, id))
        .collect();
    let mut timed = arrivals(&mut dice, &habits, &records);
    let twentieth = habits.complaints.div_ceil(20);
    erasures(&mut dice, &habits, &records, &mut timed, twentieth);
    decisions(&mut dice, &records, &mut timed, twentieth);
    timed.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut deeds = Vec::with_capacity(2 * timed.len());
    // Some linkers are brought up to date after each deed, others now and then.
    let pause = dice.pick(&[1, 1, 3, 30, 300]);
    for (_, deed) in timed {
        deeds.push(deed);
        if dice.one_in(pause) {
            deeds.push(Deed::Settle);
        }
    }
    deeds.push(Deed::Settle);
    deeds
}

/// A deed and when it is done, in the world's life of length 1.
type Timed = (f64, Deed);

/// In order of reception with some late, in any order, or the last first.
fn arrivals(dice: &mut Dice, habits: &Habits, records: &[Record]) -> Vec<Timed> {
    let mut order: Vec<&Record> = records.iter().collect();
    order.sort_by_key(|record| record.order());
    match dice.below(3) {
        0 => {
            for _ in 0..habits.complaints / 10 {
                let at = usize::try_from(dice.below(habits.complaints)).unwrap();
                let late = order.remove(at);
                order.push(late);
            }
        }
        1 => dice.shuffle(&mut order),
        _ => order.reverse(),
    }
    let length = habits.complaints as f64;
    let arrive =
        |(at, record): (usize, &Record)| (at as f64 / length, Deed::Arrive(record.clone()));
    order.into_iter().enumerate().map(arrive).collect()
}

/// A twentieth of the complaints are erased, at any moment after they came; some come back, and as
/// many are replaced by what their victims add.
fn erasures(
    dice: &mut Dice,
    habits: &Habits,
    records: &[Record],
    timed: &mut Vec<Timed>,
    many: u64,
) {
    let came = timed.clone();
    for _ in 0..many {
        let (at, deed) = &came[usize::try_from(dice.below(came.len() as u64)).unwrap()];
        let Deed::Arrive(record) = deed else { continue };
        let later = at + (1.0 - at) * dice.part();
        timed.push((later, Deed::Erase(record.id)));
        if dice.one_in(5) {
            let again = later + (1.0 - later) * dice.part();
            timed.push((again, Deed::Arrive(record.clone())));
        }
        let other = &records[usize::try_from(dice.below(records.len() as u64)).unwrap()];
        if dice.one_in(5) {
            let changed = any_complaint(dice, habits, other.id.0);
            timed.push((dice.part(), Deed::Arrive(changed)));
        }
    }
}

/// As many decisions as a twentieth of the complaints, at any moment, also on complaints that are
/// not there; a third is withdrawn later, and some are taken again otherwise.
fn decisions(dice: &mut Dice, records: &[Record], timed: &mut Vec<Timed>, many: u64) {
    for id in 0..many {
        let id = CorrectionId(u128::from(id));
        let at = dice.part();
        let decision = any_decision(dice, records);
        timed.push((at, Deed::Decide(Correction { id, decision })));
        if dice.one_in(3) {
            let later = at + (1.0 - at) * dice.part();
            timed.push((later, Deed::Withdraw(id)));
        }
        if dice.one_in(10) {
            let later = at + (1.0 - at) * dice.part();
            let decision = any_decision(dice, records);
            timed.push((later, Deed::Decide(Correction { id, decision })));
        }
    }
}
