//! How the members of each series stand in it, beside what is stored: confirmed, come since, or
//! candidates of a series that nobody confirmed. Pure; the linker writes it.

use crate::catalogue::Standing;
use crate::decide::obey::InForce;
use faisceau_linkage::RecordId;
use std::collections::{BTreeMap, HashMap};

/// How members stand in their series, where that changes.
#[derive(Debug, Default)]
pub(crate) struct Stand {
    /// Members that stand otherwise than is stored.
    pub(crate) members: BTreeMap<Standing, Vec<RecordId>>,
    /// For each series that is or was confirmed, known by a member: how many members are
    /// confirmed, how many came since.
    pub(crate) counts: Vec<(RecordId, i64, i64)>,
}

impl Stand {
    /// Compares how members stand with what is stored; `stored` leaves candidates out.
    pub(crate) fn of(
        in_force: &InForce,
        series: &[Vec<RecordId>],
        stored: &HashMap<RecordId, Standing>,
    ) -> Stand {
        let mut stand = Stand::default();
        for members in series {
            let (mut confirmed, mut attached) = (0, 0);
            // In a series that was confirmed, nobody who stays was a candidate.
            let was = members.iter().any(|member| stored.contains_key(member));
            for (member, now) in in_force.standings(members) {
                confirmed += i64::from(now == Standing::Confirmed);
                attached += i64::from(now == Standing::Attached);
                let before = stored.get(&member).copied();
                if now != before.unwrap_or(Standing::Candidate) {
                    stand.members.entry(now).or_default().push(member);
                }
            }
            if was || confirmed > 0 {
                stand.counts.push((members[0], confirmed, attached));
            }
        }
        stand
    }
}
