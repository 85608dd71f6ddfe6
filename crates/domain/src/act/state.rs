//! The life of an act, from draft to closed: which deed is possible when, and where it leads. A table without a hole: what it does
//! not say is refused with what is possible instead. Knows neither who may do a deed nor what it must be proven by.

use super::{Kind, words};

words! {
    /// Where an act stands.
    State {
        /// It is being written.
        Draft = "draft",
        /// Nothing the law asks for lacks.
        Checked = "checked",
        /// The magistrate it needs authorised it.
        Authorised = "authorised",
        /// It is signed, and can no longer be changed.
        Signed = "signed",
        /// It left.
        Sent = "sent",
        /// There is proof that it arrived.
        Delivered = "delivered",
        /// Its addressee said that they have it.
        Acknowledged = "acknowledged",
        /// All that was asked is answered.
        AnsweredFully = "answered-fully",
        /// Part of it is.
        AnsweredPartly = "answered-partly",
        /// The addressee refuses, and says why.
        AnsweredRefused = "answered-refused",
        /// The addressee has nothing to answer with.
        AnsweredImpossible = "answered-impossible",
        /// Nothing more is expected.
        Closed = "closed",
        /// Who made it took it back.
        Withdrawn = "withdrawn",
        /// Its time is over without an answer.
        Expired = "expired",
        /// Somebody contests that it is valid.
        Contested = "contested",
    }
}

words! {
    /// What is done with an act.
    Deed {
        /// All that the law asks for was looked at, and nothing lacks.
        Check = "check",
        /// It is written anew, as another version.
        Redraft = "redraft",
        /// A magistrate authorises it.
        Authorise = "authorise",
        /// A magistrate does not.
        Decline = "decline",
        /// It is signed.
        Sign = "sign",
        /// It leaves.
        Send = "send",
        /// It came back.
        Return = "return",
        /// It arrived, with a proof.
        Deliver = "deliver",
        /// The addressee says that they have it.
        Acknowledge = "acknowledge",
        /// All is answered.
        AnswerFully = "answer-fully",
        /// Part is answered.
        AnswerPartly = "answer-partly",
        /// The answer is a refusal.
        AnswerRefused = "answer-refused",
        /// The answer is that there is nothing.
        AnswerImpossible = "answer-impossible",
        /// More time is given.
        Extend = "extend",
        /// It is taken back.
        Withdraw = "withdraw",
        /// Its time is over.
        Expire = "expire",
        /// Somebody contests it.
        Contest = "contest",
        /// The contest is settled: it stands.
        Uphold = "uphold",
        /// The contest is settled: it falls.
        Annul = "annul",
        /// Nothing more is expected.
        Close = "close",
    }
}

/// The road of one act: what its kind, its basis and its author make it go through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Road {
    /// A magistrate must authorise it.
    pub authorised: bool,
    /// Somebody signs it.
    pub signed: bool,
    /// It is sent.
    pub sent: bool,
}

impl Road {
    /// The road of a kind; `authorised` is what its basis says for its author.
    #[must_use]
    pub const fn of(kind: Kind, authorised: bool) -> Road {
        Road {
            authorised,
            signed: kind.is_signed(),
            sent: kind.is_sent(),
        }
    }

    /// Where the act stands once nothing remains but to send it.
    const fn ready(self) -> State {
        match (self.signed, self.authorised) {
            (true, _) => State::Signed,
            (false, true) => State::Authorised,
            (false, false) => State::Checked,
        }
    }
}

/// A deed that is not possible now.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} is not possible: the act is {}", .deed.code(), .state.code())]
pub struct NotNow {
    /// Where the act stands.
    pub state: State,
    /// What was tried.
    pub deed: Deed,
    /// What is possible instead.
    pub possible: Vec<Deed>,
}

impl State {
    /// Where a deed leads on a road.
    ///
    /// # Errors
    /// [`NotNow`], with what is possible instead.
    pub fn after(self, deed: Deed, road: Road) -> Result<State, NotNow> {
        step(self, deed, road).ok_or_else(|| NotNow {
            state: self,
            deed,
            possible: self.possible(road),
        })
    }

    /// What is possible now.
    #[must_use]
    pub fn possible(self, road: Road) -> Vec<Deed> {
        let all = Deed::ALL.iter().copied();
        all.filter(|deed| step(self, *deed, road).is_some())
            .collect()
    }

    /// Whether what is written may still change.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, State::Draft)
    }

    /// Whether something is still expected of somebody.
    #[must_use]
    pub const fn is_pending(self) -> bool {
        !matches!(self, State::Closed | State::Withdrawn)
    }

    /// Whether its addressee has it, or may have it.
    #[must_use]
    pub const fn is_out(self) -> bool {
        matches!(
            self,
            State::Sent
                | State::Delivered
                | State::Acknowledged
                | State::AnsweredPartly
                | State::Expired
                | State::Contested
        )
    }
}

/// The table.
fn step(state: State, deed: Deed, road: Road) -> Option<State> {
    use Deed as D;
    use State as S;
    let before_leaving = matches!(state, S::Checked | S::Authorised);
    match (state, deed) {
        (S::Draft, D::Check) => Some(S::Checked),
        (S::Checked | S::Authorised, D::Redraft) => Some(S::Draft),
        (S::Checked, D::Authorise) => road.authorised.then_some(S::Authorised),
        (S::Checked, D::Decline) => road.authorised.then_some(S::Draft),
        (S::Checked, D::Sign) => (road.signed && !road.authorised).then_some(S::Signed),
        (S::Authorised, D::Sign) => road.signed.then_some(S::Signed),
        (_, D::Send) => (road.sent && state == road.ready()).then_some(S::Sent),
        (S::Sent, D::Return) => Some(road.ready()),
        (S::Sent, D::Deliver) => Some(S::Delivered),
        (S::Sent | S::Delivered, D::Acknowledge) => Some(S::Acknowledged),
        (_, D::AnswerFully) => answered(state, road, S::AnsweredFully),
        (_, D::AnswerPartly) => answered(state, road, S::AnsweredPartly),
        (_, D::AnswerRefused) => answered(state, road, S::AnsweredRefused),
        (_, D::AnswerImpossible) => answered(state, road, S::AnsweredImpossible),
        (S::Sent | S::Delivered | S::Acknowledged | S::AnsweredPartly, D::Extend) => Some(state),
        (S::Expired, D::Extend) => Some(S::Delivered).filter(|_| road.sent),
        (S::Signed, D::Extend) => (!road.sent).then_some(state),
        (S::Sent | S::Delivered | S::Acknowledged | S::AnsweredPartly, D::Expire) => {
            Some(S::Expired)
        }
        (S::Signed, D::Expire) => (!road.sent).then_some(S::Expired),
        (S::Contested, D::Uphold) => Some(S::Delivered).filter(|_| road.sent).or(Some(S::Signed)),
        (S::Contested, D::Annul) => Some(S::Withdrawn),
        (_, D::Contest) => contestable(state, road).then_some(S::Contested),
        (_, D::Withdraw) => (before_leaving || withdrawable(state)).then_some(S::Withdrawn),
        (_, D::Close) => closable(state, road).then_some(S::Closed),
        _ => None,
    }
}

/// An answer proves that the act arrived, whatever else does; a late one is an answer.
fn answered(state: State, road: Road, to: State) -> Option<State> {
    let out = matches!(
        state,
        State::Sent
            | State::Delivered
            | State::Acknowledged
            | State::AnsweredPartly
            | State::Expired
    );
    (out && road.sent).then_some(to)
}

fn contestable(state: State, road: Road) -> bool {
    match state {
        State::Signed => !road.sent,
        State::AnsweredFully | State::AnsweredRefused | State::AnsweredImpossible => true,
        State::Contested => false,
        other => other.is_out(),
    }
}

fn withdrawable(state: State) -> bool {
    matches!(
        state,
        State::Draft
            | State::Signed
            | State::Sent
            | State::Delivered
            | State::Acknowledged
            | State::AnsweredPartly
    )
}

fn closable(state: State, road: Road) -> bool {
    match state {
        State::AnsweredFully
        | State::AnsweredPartly
        | State::AnsweredRefused
        | State::AnsweredImpossible
        | State::Expired => true,
        State::Signed => !road.sent,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn roads() -> Vec<Road> {
        let kinds = Kind::ALL.iter();
        kinds
            .flat_map(|kind| [Road::of(*kind, false), Road::of(*kind, true)])
            .collect()
    }

    /// A walk: deeds that are not possible are refused and change nothing.
    fn walk(road: Road, deeds: &[Deed]) -> Vec<State> {
        let mut states = vec![State::Draft];
        for deed in deeds {
            let state = *states.last().expect("it begins");
            match state.after(*deed, road) {
                Ok(next) => {
                    assert!(state.possible(road).contains(deed));
                    states.push(next);
                }
                Err(refused) => {
                    assert!(!refused.possible.contains(deed), "{refused}");
                    assert_eq!(refused.possible, state.possible(road));
                }
            }
        }
        states
    }

    #[test]
    fn an_act_is_written_checked_authorised_signed_sent_delivered_answered_and_closed() {
        use Deed as D;
        let road = Road::of(Kind::Requisition, true);
        let deeds = [
            D::Check,
            D::Authorise,
            D::Sign,
            D::Send,
            D::Deliver,
            D::Acknowledge,
            D::AnswerPartly,
            D::AnswerFully,
            D::Close,
        ];
        assert_eq!(walk(road, &deeds).len(), deeds.len() + 1);
        assert_eq!(walk(road, &deeds).last(), Some(&State::Closed));
        // A report is neither authorised nor signed.
        let report = Road::of(Kind::AbuseReport, false);
        assert_eq!(
            walk(report, &[D::Check, D::Send]).last(),
            Some(&State::Sent)
        );
        // A measure goes nowhere: its authorisation ends or is closed.
        let measure = Road::of(Kind::Measure, true);
        let deeds = [
            D::Check,
            D::Authorise,
            D::Sign,
            D::Send,
            D::Extend,
            D::Expire,
            D::Close,
        ];
        assert_eq!(walk(measure, &deeds).last(), Some(&State::Closed));
        assert!(!walk(measure, &deeds).contains(&State::Sent));
    }

    #[test]
    fn what_came_back_can_leave_again_and_a_late_answer_is_an_answer() {
        use Deed as D;
        let road = Road::of(Kind::FormalNotice, false);
        let sent = [D::Check, D::Sign, D::Send, D::Return, D::Send];
        assert_eq!(walk(road, &sent).last(), Some(&State::Sent));
        let late = [&sent[..], &[D::Expire, D::AnswerRefused][..]].concat();
        assert_eq!(walk(road, &late).last(), Some(&State::AnsweredRefused));
        let contested = [&late[..], &[D::Contest, D::Uphold][..]].concat();
        assert_eq!(walk(road, &contested).last(), Some(&State::Delivered));
        let annulled = [&late[..], &[D::Contest, D::Annul][..]].concat();
        assert_eq!(walk(road, &annulled).last(), Some(&State::Withdrawn));
    }

    #[test]
    fn each_state_is_reached_and_only_two_are_ends() {
        let mut reached = BTreeSet::new();
        for road in roads() {
            let mut left = vec![State::Draft];
            let mut seen = BTreeSet::new();
            while let Some(state) = left.pop() {
                if seen.insert(state) {
                    let possible = state.possible(road);
                    assert_eq!(
                        possible.is_empty(),
                        !state.is_pending(),
                        "{state:?} {road:?}"
                    );
                    left.extend(
                        possible
                            .iter()
                            .map(|deed| state.after(*deed, road).expect("possible")),
                    );
                }
            }
            assert!(seen.contains(&State::Closed), "{road:?} never ends");
            reached.extend(seen);
        }
        let all: BTreeSet<State> = State::ALL.iter().copied().collect();
        assert_eq!(reached, all);
    }

    fn any_deed() -> impl Strategy<Value = Deed> {
        (0..Deed::ALL.len()).prop_map(|place| Deed::ALL[place])
    }

    proptest! {
        #[test]
        fn nothing_leaves_that_was_not_checked_authorised_and_signed_where_it_must(
            road in 0..roads().len(), deeds in prop::collection::vec(any_deed(), 0..40),
        ) {
            let road = roads()[road];
            let states = walk(road, &deeds);
            for (place, state) in states.iter().enumerate() {
                let before = &states[..place];
                if *state == State::Sent {
                    prop_assert!(road.sent);
                    prop_assert!(before.contains(&State::Checked));
                    prop_assert!(!road.signed || before.contains(&State::Signed));
                }
                if *state == State::Signed {
                    // The last writing before the signature was checked, and authorised where it must be.
                    let since = before.iter().rposition(|one| *one == State::Draft).unwrap_or(0);
                    prop_assert!(before[since..].contains(&State::Checked));
                    prop_assert!(!road.authorised || before[since..].contains(&State::Authorised));
                }
                if *state == State::Draft && place > 0 {
                    prop_assert!(!before.contains(&State::Signed), "what is signed is never written anew");
                }
                if place + 1 < states.len() {
                    prop_assert!(state.is_pending());
                }
            }
        }
    }
}
