//! Every number of every sentence, in both languages and in random worlds, found again from the raw
//! complaints by the slow scorer: not one more, not one less, in the order they are read.

use crate::slow_scorer::slow::Slow;
use crate::slow_scorer::slow_ways::Ways;
use crate::slow_scorer::slow_world::world;
use faisceau_documents::Say;
use faisceau_documents::words::Words;
use faisceau_domain::Lang;
use faisceau_linkage::{
    Correction, Evidence, Figures, Ground, GroupSeen, Kind, LeftOut, Linker, NotJoined, Record,
    RecordId, ValueKey, WhyNot,
};
use faisceau_platform::testkit::{content, plain};
use faisceau_series::said::{ComplaintSeen, Kept, Line, Seen, Told, tell};
use jiff::Timestamp;
use proptest::prelude::*;
use std::sync::Arc;

/// The numbers a sentence should hold, as a reader reads them.
type Numbers = Vec<String>;

/// One world, one language.
struct Reader<'a> {
    slow: &'a Slow<'a>,
    ways: &'a Ways<'a>,
    lang: Lang,
}

impl Reader<'_> {
    fn bits(&self, hundredths: i32, signed: bool) -> String {
        let of = hundredths.unsigned_abs();
        let point = if self.lang == Lang::Fr { ',' } else { '.' };
        let sign = match (signed, hundredths < 0) {
            (true, true) => "−",
            (true, false) => "+",
            (false, _) => "",
        };
        format!("{sign}{}{point}{:02}", of / 100, of % 100)
    }

    /// How many of these complaints, and the days of the first and the last of them.
    fn tally(&self, users: &[usize]) -> Numbers {
        let mut numbers = vec![users.len().to_string()];
        if users.len() > 1 {
            for at in [users[0], users[users.len() - 1]] {
                numbers.extend(day(self.slow.records[at].received_at));
            }
        }
        numbers
    }

    /// What is said of a value that was weighed: who uses it, then what they agree on.
    fn weighed(&self, key: &ValueKey, line: &Line) -> Vec<Numbers> {
        let users = self.slow.users(key);
        let mut facts = vec![self.tally(&users)];
        let judged = self.slow.judge(key);
        if judged.bits.is_some() && self.slow.figures.kinds.get(key.kind).links {
            let (sure, of) = (judged.corroborated as usize, users.len() - 1);
            facts.push(match (sure, of) {
                (_, 1) => {
                    let no = ["ne partage rien", "shared nothing"];
                    let says_no = |said: &String| no.iter().any(|no| said.contains(no));
                    let none = line.facts.iter().any(says_no);
                    assert_eq!(none, sure == 0, "{line:?}");
                    Vec::new()
                }
                (0, _) => vec![of.to_string()],
                _ => vec![sure.to_string(), of.to_string()],
            });
        }
        facts
    }

    fn group(&self, group: GroupSeen) -> Numbers {
        let size = self.slow.members(self.slow.at(group.first)).len();
        Some(size.to_string())
            .filter(|_| size > 1)
            .into_iter()
            .collect()
    }

    fn groups(&self, groups: &[GroupSeen]) -> Numbers {
        groups.iter().flat_map(|group| self.group(*group)).collect()
    }

    /// Every addend of what two groups share, weighed again.
    fn shared(&self, found: &Evidence) -> Vec<Numbers> {
        let [a, b] = found.groups.map(|group| self.slow.at(group.first));
        let again = &self.ways.weighed[&(a.min(b), a.max(b))];
        let small = self.slow.members(a).len().min(self.slow.members(b).len());
        let start = self.slow.figures.start[usize::from(small > 1)];
        let mut facts = vec![vec![self.bits(start, true)]];
        let worth = |(_, groups, bits, _): &(ValueKey, usize, i32, bool)| {
            vec![groups.to_string(), self.bits(*bits, true)]
        };
        assert!(again.values.len() <= 20, "the worlds share a few values");
        facts.extend(again.values.iter().map(worth));
        facts.extend(
            again
                .picture
                .map(|(groups, bits)| vec![groups.to_string(), self.bits(bits, true)]),
        );
        let (compared, same, bits) = again.headings;
        facts.push(match compared {
            0 => vec![self.bits(bits, true)],
            _ => vec![
                same.to_string(),
                compared.to_string(),
                self.bits(bits, true),
            ],
        });
        facts.extend(again.scripts.map(|(compared, _, best, bits)| {
            let best = [compared.to_string(), best.to_string(), "64".to_owned()];
            best.into_iter().chain([self.bits(bits, true)]).collect()
        }));
        if again.size != 0 {
            facts.push(vec![self.bits(again.size, true)]);
        }
        facts
    }

    fn sum(&self, found: &Evidence) -> Numbers {
        let [a, b] = found.groups.map(|group| self.slow.at(group.first));
        let again = &self.ways.weighed[&(a.min(b), a.max(b))];
        vec![
            self.bits(again.sum, true),
            self.bits(again.threshold, false),
        ]
    }

    /// Title, facts and inferences of what joins complaints.
    fn ground(&self, ground: &Ground, line: &Line) -> [Vec<Numbers>; 3] {
        match ground {
            Ground::Thread(thread) => {
                let key = &thread.weighed.value;
                let users = self.slow.users(key);
                let series = self.ways.series[self.slow.at(thread.said[0].record)];
                let within = users.iter().copied();
                let within: Vec<usize> = within
                    .filter(|user| self.ways.series[*user] == series)
                    .collect();
                let mut facts = vec![Vec::new()];
                facts.extend(self.weighed(key, line));
                facts.insert(2, self.tally(&within));
                let bits = self.slow.judge(key).bits;
                let bits = bits.map(|bits| self.bits(bits, true)).into_iter();
                [vec![Vec::new()], facts, vec![bits.collect()]]
            }
            Ground::Evidence(found) => [
                vec![self.groups(&found.groups)],
                self.shared(found),
                vec![self.sum(found)],
            ],
            Ground::Decision { records, .. } => {
                let held = records.iter().map(|id| self.slow.at(*id));
                let held: std::collections::BTreeSet<usize> = held.collect();
                [
                    vec![Vec::new()],
                    Vec::new(),
                    vec![vec![held.len().to_string()]],
                ]
            }
            other => panic!("unknown: {other:?}"),
        }
    }

    fn unused(&self, left: &LeftOut, line: &Line) -> [Vec<Numbers>; 3] {
        let (mut facts, mut why) = (Vec::new(), vec![Vec::new()]);
        match &left.because {
            WhyNot::Role(_) => {}
            WhyNot::Alone => (facts, why) = (vec![Vec::new()], Vec::new()),
            WhyNot::Class(_) => {
                facts = self.weighed(&left.value, line);
                let bits = self.slow.judge(&left.value).bits;
                let links = self.slow.figures.kinds.get(left.value.kind).links;
                why[0].extend(bits.filter(|_| links).map(|bits| self.bits(bits, true)));
            }
            WhyNot::Apart(_) | WhyNot::Lent(_) | WhyNot::Refused { .. } => {
                facts = self.weighed(&left.value, line);
            }
            WhyNot::Anew { days, .. } => {
                facts = self.weighed(&left.value, line);
                why[0].push(days.to_string());
            }
            WhyNot::Cut { own, others, .. } => {
                facts = self.weighed(&left.value, line);
                facts.extend(others.iter().map(|group| self.group(*group)));
                why[0] = self.group(*own);
                if others.len() > 1 {
                    why[0].push(others.len().to_string());
                }
                why.push(Vec::new());
            }
            other => panic!("unknown: {other:?}"),
        }
        [vec![Vec::new()], facts, why]
    }

    /// Every sentence of an explanation beside what the slow scorer finds.
    fn check(&self, kept: &Kept, said: &Told) {
        let explained = &kept.explained;
        let summary = match (explained.asked.len(), explained.together) {
            (1, _) => vec![(self.members(explained.asked[0]) - 1).to_string()],
            (_, true) => vec![self.members(explained.asked[0]).to_string()],
            (_, false) => Vec::new(),
        };
        assert_eq!(numbers(&said.summary), summary, "{}", said.summary);
        assert_eq!(said.path.lines.len(), explained.path.len());
        for (step, line) in explained.path.iter().zip(&said.path.lines) {
            same(line, self.ground(&step.ground, line));
        }
        for line in &said.direct.lines {
            let found = explained.direct.iter().find(|ground| {
                let [title, facts, why] = match *ground {
                    Ground::Decision { .. } if line.figures.by != "decision" => return false,
                    Ground::Thread(thread) => {
                        let (kind, shown) = line.figures.value.clone().unwrap_or_default();
                        let key = &thread.weighed.value;
                        if (kind, shown) != (key.kind.code(), lettered(&key.key)) {
                            return false;
                        }
                        self.ground(ground, line)
                    }
                    Ground::Evidence(_) if line.figures.by != "groups" => return false,
                    _ => self.ground(ground, line),
                };
                (title, facts, why) == read(line)
            });
            assert!(found.is_some(), "{line:?}");
        }
        assert_eq!(said.not_used.lines.len(), explained.not_used.len());
        for (left, line) in explained.not_used.iter().zip(&said.not_used.lines) {
            same(line, self.unused(left, line));
        }
        for (other, line) in explained.alternatives.iter().zip(&said.alternatives.lines) {
            let found = &other.evidence;
            let title = vec![self.group(found.groups[1])];
            let mut facts = self.shared(found);
            let why = match other.because {
                NotJoined::Below => vec![self.sum(found)],
                because => {
                    facts.push(self.sum(found));
                    match because {
                        NotJoined::Elsewhere { group, joins } => {
                            let mut why = vec![self.groups(&[group, joins])];
                            let own = joins.first == found.groups[0].first;
                            why.extend(own.then(Vec::new));
                            why
                        }
                        _ => vec![Vec::new()],
                    }
                }
            };
            same(line, [title, facts, why]);
        }
    }

    fn members(&self, id: RecordId) -> usize {
        let own = self.ways.series[self.slow.at(id)];
        self.ways.series.iter().filter(|of| **of == own).count()
    }
}

/// The day of an instant in Paris: its number and its year.
fn day(at: Timestamp) -> [String; 2] {
    let at = at.in_tz("Europe/Paris").unwrap();
    [at.day().to_string(), at.year().to_string()]
}

/// The numbers of a text, in order.
fn numbers(text: &str) -> Numbers {
    let of_number = |c: char| c.is_ascii_digit() || "+−,.".contains(c);
    let words = text.split(|c: char| !of_number(c));
    let with_digit = words.filter(|word| word.contains(|c: char| c.is_ascii_digit()));
    let bare = |word: &str| word.trim_end_matches(['.', ',']).to_owned();
    with_digit.map(bare).collect()
}

fn read(line: &Line) -> (Vec<Numbers>, Vec<Numbers>, Vec<Numbers>) {
    let all = |said: &[String]| said.iter().map(|said| numbers(&plain(said))).collect();
    (
        vec![numbers(&plain(&line.title))],
        all(&line.facts),
        all(&line.inference),
    )
}

fn same(line: &Line, [title, facts, why]: [Vec<Numbers>; 3]) {
    assert_eq!(read(line), (title, facts, why), "{line:#?}");
}

/// A name without a digit: what remains in a sentence is a figure.
fn lettered(name: &str) -> String {
    let letter = |c: char| match c.to_digit(10) {
        Some(digit) => char::from(b'a' + u8::try_from(digit).unwrap()),
        None => c,
    };
    name.chars().map(letter).collect()
}

/// Every complaint and value by a name without a digit.
fn seen(records: &[Record]) -> Seen {
    let mut seen = Seen::default();
    for record in records {
        let reference = lettered(&record.id.0.to_string());
        seen.complaints
            .insert(record.id, ComplaintSeen { reference });
        for used in &record.values {
            let known = Linker::known_as(record, &used.value);
            seen.protected
                .insert(used.value.clone(), lettered(&used.value.key));
            seen.values.insert(known.clone(), lettered(&known.key));
        }
    }
    seen
}

/// The figures in force, with a silence that the worlds of forty days meet.
fn figures() -> Figures {
    let mut figures = Figures::third();
    figures.kinds.get_mut(Kind::Phone).silence = 9;
    figures
}

fn linked(records: &[Record], corrections: &[Correction]) -> Linker {
    let mut linker = Linker::new(figures(), Vec::new());
    linker.correct(corrections.to_vec()).unwrap();
    records.iter().for_each(|record| linker.insert(record));
    linker.settle();
    linker
}

fn words() -> Arc<Words> {
    let content = content();
    let files = Lang::ALL.into_iter().flat_map(|lang| {
        let folder = format!("locales/{}", lang.code());
        let files = content.folder(&folder);
        let owned = files.map(|(name, text)| (lang, name.to_owned(), text.to_owned()));
        owned.collect::<Vec<_>>()
    });
    Arc::new(Words::load(files).unwrap())
}

fn check_world(seed: u64) {
    let words = words();
    let (records, corrections) = world(seed);
    let linker = linked(&records, &corrections);
    let slow = Slow::new(figures(), &records, &corrections);
    let labels = linker.labels();
    let series = labels.iter().map(|(_, first)| slow.at(*first)).collect();
    let ways = Ways::new(&slow, &corrections, series);
    let names = seen(&records);
    let last = records.len() as u128;
    for one in 0..last {
        let other = (one * 7 + u128::from(seed % 97)) % last;
        for asked in [&[one][..], &[one, other]] {
            let ids: Vec<RecordId> = asked.iter().copied().map(RecordId).collect();
            let mut explained = linker.explain(&ids).unwrap();
            for id in explained.named() {
                let record = records.iter().find(|record| record.id == id);
                explained.read(record.unwrap());
            }
            let alone = explained.asked.len() == 1 && !explained.together;
            let kept = Kept::of(explained);
            for lang in Lang::ALL {
                let say = Say::new(words.clone(), lang);
                let said = tell(&say, &names, "S", &kept);
                let reader = Reader {
                    slow: &slow,
                    ways: &ways,
                    lang,
                };
                if !alone {
                    reader.check(&kept, &said);
                }
                assert_eq!(words.missing(), [], "every sentence is written");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn a_slow_scorer_finds_every_number_of_every_sentence(seed in any::<u64>()) {
        check_world(seed);
    }
}

/// Where the kinds of a sentence would be missing, the test above would prove nothing of them.
#[test]
fn the_worlds_hold_every_kind_of_sentence() {
    let mut met = std::collections::BTreeSet::new();
    for seed in 0..60_u64 {
        let (records, corrections) = world(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let linker = linked(&records, &corrections);
        for record in &records {
            let explained = linker.explain(&[record.id]).unwrap();
            let grounds = explained.direct.iter().map(|ground| match ground {
                Ground::Thread(_) => "thread",
                Ground::Evidence(_) => "evidence",
                _ => "decision",
            });
            met.extend(grounds);
            met.extend(explained.not_used.iter().map(|left| match &left.because {
                WhyNot::Class(weighed) => weighed.reason.code(),
                WhyNot::Apart(_) => "apart",
                WhyNot::Lent(_) => "lent",
                WhyNot::Anew { .. } => "anew",
                WhyNot::Cut { .. } => "hinge",
                WhyNot::Refused { .. } => "refused",
                _ => "alone",
            }));
            met.extend(explained.alternatives.iter().map(|a| match a.because {
                NotJoined::Below => "below",
                NotJoined::Elsewhere { .. } => "elsewhere",
                _ => "kept apart",
            }));
        }
    }
    for kind in [
        "thread",
        "evidence",
        "decision",
        "apart",
        "anew",
        "alone",
        "below",
        "elsewhere",
        "kept apart",
        "refused",
        "hinge",
        "never_alone",
        "agrees_too_little",
        "disagrees",
        "marked_shared",
    ] {
        assert!(met.contains(kind), "no {kind} in {met:?}");
    }
}
