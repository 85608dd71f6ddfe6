//! Public identities: the largest overlap keeps them, ties go to the oldest; events tell the rest.

use faisceau_linkage::{Changes, Event, Overlap, Previous, RecordId, SeriesId, compare};

use crate::world::{day, ids};

fn stored(id: u128, formed: i64, members: &[u128]) -> Previous {
    Previous {
        id: SeriesId(id),
        formed_at: day(formed),
        members: ids(members),
    }
}

fn changes(previous: &[Previous], series: &[&[u128]]) -> Changes {
    let series: Vec<Vec<RecordId>> = series.iter().map(|members| ids(members)).collect();
    let mut next = 100;
    compare(previous, &series, &mut || {
        next += 1;
        SeriesId(next)
    })
}

fn part(series: u128, members: usize) -> Overlap {
    Overlap {
        series: SeriesId(series),
        members,
    }
}

#[test]
fn nothing_is_said_of_what_does_not_change() {
    let changes = changes(&[stored(1, 0, &[2, 1])], &[&[1, 2]]);
    assert_eq!(changes, Changes::default());
}

#[test]
fn complaints_alone_form_a_series_and_others_join_it() {
    let formed = changes(&[], &[&[1, 2]]);
    assert_eq!(formed.outcomes[0].joined, ids(&[1, 2]));
    let event = Event::Formed {
        series: SeriesId(101),
        from: Vec::new(),
        members: 2,
    };
    assert_eq!(formed.events, [event]);
    let grew = changes(&[stored(1, 0, &[1, 2])], &[&[1, 2, 3]]);
    assert_eq!(grew.outcomes[0].id, SeriesId(1));
    assert_eq!(grew.outcomes[0].joined, ids(&[3]));
    let event = Event::Grew {
        series: SeriesId(1),
        joined: ids(&[3]),
    };
    assert_eq!(grew.events, [event]);
}

#[test]
fn a_merge_keeps_the_larger_identity_and_writes_the_smaller_side() {
    let previous = [stored(1, 0, &[1, 2]), stored(2, 5, &[3, 4, 5])];
    let merged = changes(&previous, &[&[1, 2, 3, 4, 5, 6]]);
    let outcome = &merged.outcomes[0];
    assert_eq!(
        (outcome.id, &outcome.joined),
        (SeriesId(2), &ids(&[1, 2, 6]))
    );
    assert_eq!(outcome.lineage, [part(2, 3), part(1, 2)]);
    assert_eq!(merged.ended, [SeriesId(1)]);
    let merge = Event::Merged {
        into: SeriesId(2),
        from: vec![part(1, 2)],
    };
    let grew = Event::Grew {
        series: SeriesId(2),
        joined: ids(&[6]),
    };
    assert_eq!(merged.events, [merge, grew]);
}

#[test]
fn equal_overlaps_go_to_the_oldest() {
    let merged = changes(
        &[stored(1, 9, &[1, 2]), stored(2, 3, &[3, 4])],
        &[&[1, 2, 3, 4]],
    );
    assert_eq!(merged.outcomes[0].id, SeriesId(2));
    let split = changes(&[stored(1, 0, &[1, 2, 3, 4])], &[&[1, 3], &[2, 4]]);
    assert_eq!(
        split.outcomes[0].id,
        SeriesId(1),
        "the earliest part keeps it"
    );
}

#[test]
fn a_split_keeps_the_identity_on_the_largest_part() {
    let split = changes(&[stored(1, 0, &[1, 2, 3, 4, 5, 6])], &[&[1, 2], &[3, 4, 5]]);
    let formed = Event::Formed {
        series: SeriesId(101),
        from: vec![part(1, 2)],
        members: 2,
    };
    let shrank = Event::Shrank {
        series: SeriesId(1),
        left: ids(&[6]),
    };
    let told = Event::Split {
        series: SeriesId(1),
        into: vec![part(1, 3), part(101, 2)],
    };
    assert_eq!(split.events, [formed, shrank, told]);
    assert_eq!(split.outcomes[1].left, ids(&[1, 2, 6]));
    assert!(split.ended.is_empty());
}

#[test]
fn a_series_of_strangers_is_dissolved() {
    let gone = changes(&[stored(1, 0, &[1, 2])], &[]);
    let event = Event::Dissolved {
        series: SeriesId(1),
        members: ids(&[1, 2]),
    };
    assert_eq!((gone.events, gone.ended), (vec![event], vec![SeriesId(1)]));
}

#[test]
fn parts_exchanged_between_two_series_leave_each_its_identity() {
    let previous = [stored(1, 0, &[1, 2, 3]), stored(2, 1, &[4, 5, 6])];
    let exchanged = changes(&previous, &[&[1, 2, 4], &[3, 5, 6]]);
    let kept: Vec<SeriesId> = exchanged.outcomes.iter().map(|o| o.id).collect();
    assert_eq!(kept, [SeriesId(1), SeriesId(2)]);
    let split = |series, other| Event::Split {
        series: SeriesId(series),
        into: vec![part(series, 2), part(other, 1)],
    };
    assert_eq!(exchanged.events, [split(1, 2), split(2, 1)]);
}
