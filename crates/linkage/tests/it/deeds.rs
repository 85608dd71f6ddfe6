//! What can happen to a linker, what stands after it, and everything neutral that a linker says.

use std::collections::{BTreeMap, BTreeSet};

use faisceau_linkage::{
    Correction, CorrectionId, Figures, Kind, Linker, Prepared, Record, RecordId, Settled, ValueKey,
    Weighed, check_corrections,
};

/// One thing that happens.
#[derive(Clone, Debug)]
pub(crate) enum Deed {
    /// A complaint comes, or comes again with other content.
    Arrive(Record),
    Erase(RecordId),
    /// A decision is taken, or taken again otherwise.
    Decide(Correction),
    Withdraw(CorrectionId),
    Settle,
}

/// What stands after some deeds, complaint by complaint and decision by decision.
#[derive(Clone, Debug, Default)]
pub(crate) struct Standing {
    records: BTreeMap<RecordId, Record>,
    pub(crate) corrections: Vec<Correction>,
}

impl Standing {
    /// A decision that contradicts those in force is not taken.
    pub(crate) fn take(&mut self, deed: &Deed) {
        match deed {
            Deed::Arrive(record) => {
                self.records.insert(record.id, record.clone());
            }
            Deed::Erase(id) => {
                self.records.remove(id);
            }
            Deed::Decide(correction) => {
                let mut with = self.corrections.clone();
                with.retain(|other| other.id != correction.id);
                with.push(correction.clone());
                if check_corrections(&with).is_ok() {
                    self.corrections = with;
                }
            }
            Deed::Withdraw(id) => self.corrections.retain(|other| other.id != *id),
            Deed::Settle => {}
        }
    }

    /// The complaints, in order of identity.
    pub(crate) fn records(&self) -> Vec<Record> {
        self.records.values().cloned().collect()
    }
}

/// What a reader keeps who is told only what each settling changed: the store of the platform.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    /// Each complaint with the number of its series.
    series: BTreeMap<RecordId, usize>,
    numbers: usize,
    values: BTreeMap<ValueKey, Weighed>,
    /// Series that were told only by what they took in.
    pub(crate) grown: usize,
}

impl Reader {
    fn keep(&mut self, series: &[RecordId]) {
        self.numbers += 1;
        let number = self.numbers;
        self.series.extend(series.iter().map(|id| (*id, number)));
    }

    fn read(&mut self, linker: &Linker, settled: &Settled) {
        for series in &settled.series {
            self.keep(series);
        }
        for id in &settled.alone {
            self.keep(&[*id]);
        }
        for grown in &settled.grown {
            self.grown += 1;
            let number = self.series[&grown.of];
            let before = self.series.values().filter(|of| **of == number).count();
            assert_eq!(before + grown.came.len(), grown.size, "{grown:?}");
            assert!(before > grown.came.len(), "{grown:?}");
            for id in &grown.came {
                assert_ne!(self.series.insert(*id, number), Some(number), "{grown:?}");
            }
        }
        for value in &settled.values {
            match linker.value(value) {
                Some(weighed) => self.values.insert(value.clone(), weighed),
                None => self.values.remove(value),
            };
        }
    }
}

/// A linker that lives through deeds, with what stands and its reader.
#[derive(Debug)]
pub(crate) struct Lived {
    pub(crate) linker: Linker,
    pub(crate) standing: Standing,
    pub(crate) reader: Reader,
}

/// The figures in force, with silences that the worlds meet: they last for weeks or months.
pub(crate) fn figures() -> Figures {
    let mut figures = Figures::third();
    for (kind, days) in [(Kind::Phone, 9), (Kind::Url, 20), (Kind::Handle, 14)] {
        figures.kinds.get_mut(kind).silence = days;
    }
    figures
}

impl Lived {
    pub(crate) fn new() -> Self {
        Self {
            linker: Linker::new(figures(), Vec::new()),
            standing: Standing::default(),
            reader: Reader::default(),
        }
    }

    pub(crate) fn live(&mut self, deed: &Deed) {
        self.standing.take(deed);
        match deed {
            Deed::Arrive(record) => self.linker.insert(record),
            Deed::Erase(id) => {
                self.linker.remove(*id);
                self.reader.series.remove(id);
            }
            Deed::Decide(_) | Deed::Withdraw(_) => {
                let corrections = self.standing.corrections.clone();
                self.linker.correct(corrections).unwrap();
            }
            Deed::Settle => {
                let settled = self.linker.settle();
                self.reader.read(&self.linker, &settled);
            }
        }
    }

    /// What differs between the reader's copy and the linker, if anything does.
    pub(crate) fn misread(&self) -> Option<String> {
        let told = self.reader.series.iter().map(|(id, number)| (*id, *number));
        if parted(told) != parted(self.linker.labels().into_iter()) {
            return Some("the reader's series are not the linker's".into());
        }
        let values = values(&self.linker, &self.standing.records());
        let weighed = values.iter().filter_map(|value| self.linker.value(value));
        let weighed: BTreeMap<ValueKey, Weighed> = weighed
            .map(|weighed| (weighed.value.clone(), weighed))
            .collect();
        (weighed != self.reader.values).then(|| "the reader's values are not the linker's".into())
    }
}

/// Complaints with something of their series, as the series they make.
fn parted<T: Ord>(of: impl Iterator<Item = (RecordId, T)>) -> BTreeSet<Vec<RecordId>> {
    let mut series: BTreeMap<T, Vec<RecordId>> = BTreeMap::new();
    for (id, its) in of {
        series.entry(its).or_default().push(id);
    }
    let sorted = series.into_values().map(|mut members| {
        members.sort();
        members
    });
    sorted.collect()
}

/// The linker that is given all of this at once.
pub(crate) fn whole(records: &[Record], corrections: &[Correction]) -> Linker {
    let mut linker = Linker::new(figures(), Vec::new());
    linker.correct(corrections.to_vec()).unwrap();
    linker.insert_many(records.iter().cloned().map(Prepared::of).collect());
    linker.settle();
    linker
}

fn values(linker: &Linker, records: &[Record]) -> Vec<ValueKey> {
    let held = records
        .iter()
        .filter_map(|record| linker.values_of(record.id));
    let mut values: Vec<ValueKey> = held.flatten().collect();
    values.sort();
    values.dedup();
    values
}

/// Everything neutral that a linker says of each complaint and of each value.
pub(crate) fn said(linker: &Linker, records: &[Record]) -> String {
    let values = values(linker, records);
    let standings: Vec<_> = values.iter().map(|value| linker.value(value)).collect();
    format!("{:?}\n{standings:?}", linker.labels())
}

/// Why complaints are where they are and what is left to people, for about `many` of them, alone and by pairs.
pub(crate) fn explained(linker: &Linker, records: &[Record], many: usize) -> String {
    let step = (records.len() / many).max(1);
    let ids: Vec<RecordId> = records
        .iter()
        .step_by(step)
        .map(|record| record.id)
        .collect();
    let alone = ids.iter().map(|id| linker.explain(&[*id]));
    let pairs = ids.windows(2).map(|pair| linker.explain(pair));
    // Two complaints that are together say more.
    let series = ids
        .iter()
        .filter_map(|id| Some((*id, *linker.series_of(*id)?.last()?)));
    let ends = series.map(|(one, other)| linker.explain(&[one, other]));
    let all: Vec<_> = alone.chain(pairs).chain(ends).collect();
    let proposed: Vec<_> = ids.iter().map(|id| linker.proposals(*id)).collect();
    let near: Vec<_> = ids.iter().map(|id| linker.near(*id)).collect();
    format!("{all:?}\n{proposed:?}\n{near:?}")
}
