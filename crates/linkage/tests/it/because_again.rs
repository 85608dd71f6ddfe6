//! Every figure of an explanation, in random worlds, equal to what a slow scorer finds in the raw
//! complaints; and the same whatever their order of arrival.

use std::collections::BTreeMap;

use faisceau_linkage::{
    Class, Evidence, Explained, Ground, Kind, NotJoined, Reason, RecordId, Thread, ValueKey,
    Weighed, WhyNot, check_corrections,
};
use proptest::prelude::*;

use crate::because::{explained, linked_by};
use crate::deeds::figures;
use crate::slow::Slow;
use crate::slow_ways::{Level, Ways};

/// The figures of a thread, all found again.
fn check_thread(ways: &Ways<'_>, found: &Thread, between: &[RecordId]) -> Level {
    let slow = ways.slow;
    let key = &found.weighed.value;
    let (users, judged) = (slow.users(key), slow.judge(key));
    let series = ways.series[slow.at(found.said[0].record)];
    let inside: Vec<usize> = users
        .iter()
        .copied()
        .filter(|u| ways.series[*u] == series)
        .collect();
    for (tally, users) in [(&found.weighed.tally, &users), (&found.within, &inside)] {
        assert_eq!(tally.users, users.len() as u64);
        assert_eq!(tally.first, slow.records[users[0]].received_at);
        assert_eq!(tally.last, slow.records[users[users.len() - 1]].received_at);
    }
    assert_eq!(found.weighed.bits.map(|bits| bits.0), judged.bits);
    assert_eq!(found.weighed.class, Class::Link);
    match &found.weighed.reason {
        Reason::Agrees {
            corroborated,
            arrivals,
        } => {
            assert_eq!(*corroborated, judged.corroborated);
            assert_eq!(*arrivals as usize, users.len() - 1);
        }
        reason => assert_eq!((reason.code(), judged.bits), ("marked_owned", None)),
    }
    let said: Vec<RecordId> = found.said.iter().map(|said| said.record).collect();
    assert_eq!(said, between);
    for said in &found.said {
        let at = slow.at(said.record);
        let used = &slow.records[at].values[said.place.unwrap()];
        assert!(used.role.may_link() && used.value.kind == key.kind);
        assert!(used.value == *key || key.kind == Kind::Ip);
        let thread = ways.thread(key, at).unwrap();
        assert!(between.iter().all(|id| thread.contains(&slow.at(*id))));
    }
    (1, -i64::from(judged.bits.unwrap_or(i32::MAX)))
}

/// The figures of evidence, all found again; the two groups by their earliest complaint.
fn check_evidence(ways: &Ways<'_>, found: &Evidence) -> (usize, usize) {
    let slow = ways.slow;
    let [a, b] = found.groups.map(|group| slow.at(group.first));
    for (group, at) in found.groups.iter().zip([a, b]) {
        assert_eq!(slow.members(at).len(), group.size);
    }
    let again = &ways.weighed[&(a.min(b), a.max(b))];
    let values = found
        .values
        .iter()
        .map(|v| (v.value.clone(), v.groups, v.bits, v.thin));
    assert_eq!(values.collect::<Vec<_>>(), again.values);
    assert_eq!(found.picture.map(|p| (p.groups, p.bits)), again.picture);
    let (headings, scripts) = (found.headings, found.scripts);
    assert_eq!(
        (headings.compared, headings.same, headings.bits),
        again.headings
    );
    assert_eq!(
        scripts.map(|s| (s.compared, s.steps, s.best, s.bits)),
        again.scripts
    );
    assert_eq!((found.size, found.sum), (again.size, again.sum));
    assert_eq!(found.threshold, again.threshold);
    let values: i32 = found.values.iter().map(|value| value.bits).sum();
    let parts = [
        found.start,
        values,
        found.picture.map_or(0, |picture| picture.bits),
        headings.bits,
        scripts.map_or(0, |scripts| scripts.bits),
        found.size,
    ];
    assert_eq!(parts.iter().sum::<i32>(), found.sum);
    (a, b)
}

fn check_ground(ways: &Ways<'_>, ground: &Ground, between: &[RecordId]) -> Level {
    match ground {
        Ground::Thread(found) => check_thread(ways, found, between),
        Ground::Evidence(found) => {
            let (a, b) = check_evidence(ways, found);
            assert!(ways.holds(a, b));
            (2, -i64::from(found.sum))
        }
        Ground::Decision { records, .. } => {
            assert!(between.iter().all(|id| records.contains(id)));
            (0, 0)
        }
        other => panic!("unknown: {other:?}"),
    }
}

/// The path is unbroken, as strong and as short as the best there is.
fn check_path(ways: &Ways<'_>, said: &Explained) {
    let slow = ways.slow;
    let from = slow.at(said.asked[0]);
    let others = (0..ways.series.len()).filter(|at| ways.series[*at] == ways.series[from]);
    let to = match said.asked.get(1) {
        Some(to) => Some(slow.at(*to)),
        None => others.clone().find(|at| *at != from),
    };
    assert_eq!(said.members, others.count());
    let together = to.is_some_and(|to| ways.series[to] == ways.series[from]);
    assert_eq!(said.together, together);
    assert_eq!(said.path.is_empty(), !together);
    let (Some(to), true) = (to, together) else {
        return;
    };
    let mut at = said.asked[0];
    let mut weakest = (0, 0);
    for step in &said.path {
        assert_eq!(step.from, at);
        at = step.to;
        weakest = weakest.max(check_ground(ways, &step.ground, &[step.from, step.to]));
        if let Ground::Evidence(found) = &step.ground {
            assert_eq!(found.groups.map(|group| group.first), [step.from, step.to]);
        }
    }
    assert_eq!(slow.at(at), to);
    assert_eq!((weakest, said.path.len()), ways.best(from, to));
}

/// What a value of a complaint should be said to be left out for.
fn left_out(ways: &Ways<'_>, at: usize, key: &ValueKey) -> Option<String> {
    let slow = ways.slow;
    let users = slow.users(key);
    if users.len() < 2 {
        return Some("alone".into());
    }
    let (own, series) = (slow.group[at], ways.series[at]);
    let Some(thread) = ways.thread(key, at) else {
        let counts = ways.weighed.iter().any(|(&(a, b), found)| {
            (a == own || b == own)
                && ways.series[a] == series
                && ways.series[b] == series
                && ways.holds(a, b)
                && found.values.iter().any(|v| v.0 == *key)
        });
        let none = slow.threads[key].is_empty();
        let bits = slow.judge(key).bits;
        let mut runs = slow.tenancies(key).into_iter();
        let alone = runs.any(|run| run == [at]);
        if !counts && alone && slow.may_join(key) {
            let days = slow.figures.kinds.get(key.kind).silence;
            return Some(format!("anew {days} {bits:?}"));
        }
        if !counts && slow.lent(key, at) && slow.may_join(key) {
            return Some(format!("lent {bits:?}"));
        }
        return (!counts).then(|| format!("{} {bits:?}", if none { "class" } else { "apart" }));
    };
    let away = thread.iter().filter(|user| ways.series[**user] != series);
    let mut cut: Vec<usize> = away.clone().map(|user| slow.group[*user]).collect();
    cut.retain(|group| *group != own);
    cut.sort_unstable();
    cut.dedup();
    if !cut.is_empty() {
        let firsts: Vec<u128> = cut.iter().map(|g| slow.records[*g].id.0).collect();
        return Some(format!("cut {firsts:?}"));
    }
    (away.count() > 0).then(|| "refused".into())
}

fn check_left_out(ways: &Ways<'_>, said: &Explained) {
    for id in &said.asked {
        let at = ways.slow.at(*id);
        let values = ways.slow.values(at).iter();
        let expected: Vec<_> = values
            .filter_map(|key| Some((key.clone(), left_out(ways, at, key)?)))
            .collect();
        let mine = said.not_used.iter().filter(|left| left.record == *id);
        let found = mine.filter_map(|left| {
            let bits = |w: &Weighed| w.bits.map(|bits| bits.0);
            let text = match &left.because {
                WhyNot::Role(_) => return None,
                WhyNot::Alone => "alone".into(),
                WhyNot::Class(weighed) => format!("class {:?}", bits(weighed)),
                WhyNot::Apart(weighed) => format!("apart {:?}", bits(weighed)),
                WhyNot::Lent(weighed) => format!("lent {:?}", bits(weighed)),
                WhyNot::Anew { weighed, days } => format!("anew {days} {:?}", bits(weighed)),
                WhyNot::Cut { own, others, .. } => {
                    assert_eq!(own.first, ways.slow.records[ways.slow.group[at]].id);
                    let firsts: Vec<u128> = others.iter().map(|g| g.first.0).collect();
                    format!("cut {firsts:?}")
                }
                WhyNot::Refused { .. } => "refused".into(),
                other => panic!("unknown: {other:?}"),
            };
            Some((left.value.clone(), text))
        });
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }
}

fn check_alternatives(ways: &Ways<'_>, said: &Explained) {
    let mut expected = BTreeMap::new();
    for id in &said.asked {
        let at = ways.slow.at(*id);
        let own = ways.slow.group[at];
        for (&(a, b), again) in &ways.weighed {
            let other = if a == own { b } else { a };
            let near = a == own || b == own;
            if near && ways.series[other] != ways.series[at] && again.sum >= 0 {
                expected.insert((a, b), again.sum);
            }
        }
    }
    let mut found = BTreeMap::new();
    for alternative in &said.alternatives {
        let (a, b) = check_evidence(ways, &alternative.evidence);
        let (sum, threshold) = (alternative.evidence.sum, alternative.evidence.threshold);
        found.insert((a.min(b), a.max(b)), sum);
        match alternative.because {
            NotJoined::Below => assert!(sum < threshold),
            NotJoined::Refused(_) => assert!(ways.holds(a, b)),
            NotJoined::Elsewhere { group, joins } => {
                assert!(sum >= threshold && !ways.holds(a, b));
                let small = ways.slow.at(group.first);
                assert!([a, b].contains(&small) && !ways.established(small));
                assert_eq!(ways.most(small), Some(ways.slow.at(joins.first)));
            }
            other => panic!("unknown: {other:?}"),
        }
    }
    assert_eq!(said.more_alternatives, expected.len() - found.len());
    if said.more_alternatives == 0 {
        assert_eq!(found, expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_slow_scorer_finds_every_figure_again(seed in any::<u64>()) {
        let (records, corrections) = crate::slow_world::world(seed);
        prop_assert!(check_corrections(&corrections).is_ok());
        let linker = linked_by(figures(), records.iter(), &corrections);
        // The same one by one, from the last to the first.
        let mut late = linked_by(figures(), [].iter(), &corrections);
        for record in records.iter().rev() {
            late.insert(record);
            late.settle();
        }
        let slow = Slow::new(figures(), &records, &corrections);
        let labels = linker.labels();
        let series = labels.iter().map(|(_, first)| slow.at(*first)).collect();
        let ways = Ways::new(&slow, &corrections, series);
        let last = records.len() as u128;
        for one in 0..last {
            let other = (one * 7 + u128::from(seed % 97)) % last;
            for asked in [&[one][..], &[one, other]] {
                let said = explained(&linker, &records, asked);
                prop_assert_eq!(&said, &explained(&late, &records, asked));
                check_path(&ways, &said);
                for ground in &said.direct {
                    if let Ground::Evidence(found) = ground {
                        check_evidence(&ways, found);
                    } else {
                        check_ground(&ways, ground, &said.asked);
                    }
                }
                check_left_out(&ways, &said);
                check_alternatives(&ways, &said);
            }
        }
    }
}
