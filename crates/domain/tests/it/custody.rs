//! The chain of custody: every way through the states, every refusal, and every alteration of a stored step
//! caught.

use faisceau_domain::custody::{
    Broken, By, Detail, Fields, GENESIS, Gesture, Keeper, Kind, Layout, Refused, Rest, Standing,
    State, Stored, check, step,
};
use faisceau_domain::id::AccountId;
use jiff::Timestamp;
use proptest::prelude::*;
use uuid::Uuid;

const ANA: AccountId = AccountId(Uuid::from_u128(1));
const BEN: AccountId = AccountId(Uuid::from_u128(2));
const EXHIBIT: Uuid = Uuid::from_u128(900);
const CONTENT: [u8; 32] = [7; 32];

fn by(account: AccountId) -> By<'static> {
    By {
        account: Some(account),
        reason: "remise au laboratoire",
    }
}

fn say(kind: Kind, fill: impl FnOnce(&mut Detail)) -> Gesture {
    let mut gesture = Gesture::bare(kind);
    fill(&mut gesture.detail);
    gesture
}

fn describe() -> Gesture {
    say(Kind::Described, |d| {
        d.description = Some("capture d’écran".into());
    })
}

fn seal(number: &str) -> Gesture {
    say(Kind::Sealed, |d| d.seal = Some(number.into()))
}

fn offer_to(account: AccountId) -> Gesture {
    say(Kind::Offered, |d| d.to_account = Some(account.0))
}

fn offer_to_body() -> Gesture {
    say(Kind::Offered, |d| d.to = Some("Laboratoire d’essai".into()))
}

fn walked(gestures: &[(AccountId, Gesture)]) -> Result<Standing, Refused> {
    let mut standing = Standing::deposited();
    for (account, gesture) in gestures {
        standing = step(Some(&standing), by(*account), gesture)?;
    }
    Ok(standing)
}

#[test]
fn a_sealed_exhibit_is_handed_over_and_changes_keeper_only_when_taken() {
    let until = [
        (ANA, describe()),
        (ANA, seal("PJ 42")),
        (ANA, offer_to(BEN)),
    ];
    let offered = walked(&until).unwrap();
    assert_eq!(offered.state.code(), "offered");
    assert_eq!(offered.keeper, Keeper::Service);
    let accept = say(Kind::Accepted, |d| d.seal = Some("pj 42".into()));
    let taken = step(Some(&offered), by(BEN), &accept).unwrap();
    assert_eq!(taken.keeper, Keeper::Account(BEN));
    assert_eq!(taken.state.code(), "sealed");
    let declined = step(Some(&offered), by(BEN), &Gesture::bare(Kind::Declined)).unwrap();
    assert_eq!(
        (declined.keeper, declined.state.code()),
        (Keeper::Service, "sealed")
    );
    let recalled = step(Some(&offered), by(ANA), &Gesture::bare(Kind::Recalled)).unwrap();
    assert_eq!(recalled.state.code(), "sealed");
}

#[test]
fn of_another_body_a_colleague_writes_who_took_it() {
    let offered = walked(&[(ANA, describe()), (ANA, offer_to_body())]).unwrap();
    let accept = say(Kind::Accepted, |d| {
        d.bearer = Some("Camille Exemple, greffe".into())
    });
    let at = |account| step(Some(&offered), by(account), &accept);
    assert_eq!(at(ANA), Err(Refused::OwnOffer));
    let taken = at(BEN).unwrap();
    assert_eq!(taken.keeper, Keeper::Body("Laboratoire d’essai".into()));
    let unnamed = step(Some(&offered), by(BEN), &Gesture::bare(Kind::Accepted));
    assert_eq!(unnamed, Err(Refused::NoBearer));
    let nobody = By {
        account: None,
        reason: "remise",
    };
    assert_eq!(
        step(Some(&offered), nobody, &accept),
        Err(Refused::NotReceiver)
    );
}

type Walk = Vec<(AccountId, Gesture)>;

fn give_back() -> Gesture {
    say(Kind::Returned, |d| d.to = Some("son propriétaire".into()))
}

fn destroy() -> Gesture {
    say(Kind::Destroyed, |d| {
        d.authority = Some("ordre 12/2026".into())
    })
}

/// Walks, then is refused.
fn refused(before: &Walk, gesture: Gesture, who: AccountId, expected: Refused) {
    let mut walk = before.clone();
    walk.push((who, gesture));
    let kind = walk.last().map(|(_, gesture)| gesture.kind);
    assert_eq!(walked(&walk), Err(expected), "{kind:?}");
}

#[test]
fn every_refusal_of_handling_is_met() {
    let bare = Gesture::bare;
    let none = Walk::new();
    let described = vec![(ANA, describe())];
    let sealed = vec![(ANA, describe()), (ANA, seal("PJ 42"))];
    let offered = [sealed.clone(), vec![(ANA, offer_to(BEN))]].concat();
    let other_seal = say(Kind::Accepted, |d| d.seal = Some("PJ 41".into()));
    for (before, gesture, who, expected) in [
        (&none, bare(Kind::Described), ANA, Refused::NoDescription),
        (&none, seal("PJ 42"), ANA, Refused::NotDescribed),
        (&sealed, describe(), ANA, Refused::UnderSeal),
        (&sealed, seal("PJ 43"), ANA, Refused::UnderSeal),
        (&described, seal("<b>"), ANA, Refused::NoSeal),
        (&described, bare(Kind::Unsealed), ANA, Refused::NotSealed),
        (&described, bare(Kind::Offered), ANA, Refused::NoReceiver),
        (&described, offer_to(ANA), ANA, Refused::OwnHands),
        (&offered, describe(), ANA, Refused::AwaitsReceiver),
        (&offered, destroy(), ANA, Refused::AwaitsReceiver),
        (
            &described,
            bare(Kind::Accepted),
            BEN,
            Refused::NothingOffered,
        ),
        (&offered, bare(Kind::Accepted), ANA, Refused::NotReceiver),
        (&offered, bare(Kind::Accepted), BEN, Refused::NoSeal),
        (&offered, other_seal, BEN, Refused::SealDiffers),
        (&offered, bare(Kind::Recalled), BEN, Refused::NotOfferer),
        (&none, bare(Kind::Copied), ANA, Refused::NoReceiver),
        (&none, bare(Kind::Deposited), ANA, Refused::Order),
    ] {
        refused(before, gesture, who, expected);
    }
    let silent = By {
        account: Some(ANA),
        reason: " - ",
    };
    for kind in [
        Kind::Unsealed,
        Kind::Copied,
        Kind::Offered,
        Kind::Returned,
        Kind::Destroyed,
    ] {
        let refused = step(Some(&Standing::deposited()), silent, &bare(kind));
        assert_eq!(refused, Err(Refused::NoReason), "{kind:?}");
    }
    assert_eq!(step(None, by(ANA), &describe()), Err(Refused::Order));
}

#[test]
fn every_refusal_of_an_end_and_of_a_question_is_met() {
    let bare = Gesture::bare;
    let none = Walk::new();
    let decide = say(Kind::Decided, |d| d.outcome = Some("restored".into()));
    let settle = say(Kind::Settled, |d| d.outcome = Some("rejected".into()));
    let met = vec![(ANA, bare(Kind::Differed))];
    let challenge = say(Kind::Challenged, |d| d.to = Some("la défense".into()));
    let challenged = vec![(ANA, challenge)];
    let (ended, burnt) = (vec![(ANA, give_back())], vec![(ANA, destroy())]);
    for (before, gesture, who, expected) in [
        (&none, bare(Kind::Returned), ANA, Refused::NoReceiver),
        (&none, bare(Kind::Destroyed), ANA, Refused::NoAuthority),
        (&none, bare(Kind::Decided), ANA, Refused::NoIncident),
        (&met, decide, ANA, Refused::SamePerson),
        (&met, bare(Kind::Decided), BEN, Refused::NoDecision),
        (&met, destroy(), BEN, Refused::IncidentOpen),
        (&met, give_back(), BEN, Refused::IncidentOpen),
        (&challenged, destroy(), BEN, Refused::ChallengeOpen),
        (&none, bare(Kind::Challenged), ANA, Refused::NoGround),
        (&none, settle, ANA, Refused::NoChallenge),
        (&none, bare(Kind::Noted), ANA, Refused::NoGround),
        (&ended, describe(), ANA, Refused::Returned),
        (&burnt, describe(), ANA, Refused::Destroyed),
        (&burnt, bare(Kind::Consulted), ANA, Refused::Destroyed),
    ] {
        refused(before, gesture, who, expected);
    }
}

#[test]
fn an_incident_is_decided_by_another_than_who_met_it_or_keeps_the_exhibit() {
    let decide = say(Kind::Decided, |d| d.outcome = Some("restored".into()));
    let met = [(ANA, Gesture::bare(Kind::Differed))];
    let open = walked(&met).unwrap();
    assert!(open.incident.is_some());
    let decided = step(Some(&open), by(BEN), &decide).unwrap();
    assert_eq!(decided.incident, None);
    // Met by a scheduled reading, who keeps the exhibit still does not decide alone.
    let mut kept = open.clone();
    kept.keeper = Keeper::Account(BEN);
    assert_eq!(
        step(Some(&kept), by(BEN), &decide),
        Err(Refused::SamePerson)
    );
    let nobody = By {
        account: None,
        reason: "personne ne signe",
    };
    assert_eq!(step(Some(&open), nobody, &decide), Err(Refused::SamePerson));
}

/// A step as a database would hold it.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    id: Uuid,
    exhibit: Uuid,
    position: i64,
    at: i64,
    kind: String,
    person: Option<Uuid>,
    words: [String; 5],
    detail: String,
    layout: Layout,
    content: Option<[u8; 32]>,
    previous: [u8; 32],
    digest: [u8; 32],
}

impl Row {
    fn fields(&self) -> Fields<'_> {
        let [quality, place, tool, tool_version, reason] = &self.words;
        Fields {
            id: self.id,
            exhibit: self.exhibit,
            position: self.position,
            at: Timestamp::from_millisecond(self.at).unwrap(),
            kind: &self.kind,
            person: self.person,
            quality,
            place,
            tool,
            tool_version,
            reason,
            detail: &self.detail,
            layout: self.layout,
            content: self.content,
            previous: self.previous,
        }
    }
}

fn checked(rows: &[Row]) -> Result<faisceau_domain::custody::Checked, Broken> {
    check(
        EXHIBIT,
        rows.iter().map(|row| Stored {
            fields: row.fields(),
            digest: row.digest,
        }),
    )
}

/// Writes every gesture of the list that is allowed when its turn comes.
fn lived(gestures: &[(AccountId, Gesture)]) -> (Vec<Row>, Standing) {
    let mut rows: Vec<Row> = Vec::new();
    let mut standing: Option<Standing> = None;
    let deposit = (ANA, Gesture::bare(Kind::Deposited));
    for (account, gesture) in std::iter::once(&deposit).chain(gestures) {
        let Ok(after) = step(standing.as_ref(), by(*account), gesture) else {
            continue;
        };
        let position = i64::try_from(rows.len()).unwrap() + 1;
        let mut row = Row {
            id: Uuid::from_u128(5_000 + rows.len() as u128),
            exhibit: EXHIBIT,
            position,
            at: 1_000 * position,
            kind: gesture.kind.code().to_owned(),
            person: Some(account.0),
            words: ["officer", "Lille", "faisceau", "1", by(*account).reason].map(str::to_owned),
            detail: gesture.detail.text(),
            layout: Layout::Commitments,
            content: match gesture.kind {
                Kind::Differed => Some([8; 32]),
                Kind::Consulted | Kind::Noted => None,
                _ => Some(CONTENT),
            },
            previous: rows.last().map_or(GENESIS, |last| last.digest),
            digest: [0; 32],
        };
        row.digest = row.fields().digest();
        rows.push(row);
        standing = Some(after);
    }
    (rows, standing.expect("the deposit is always allowed"))
}

fn any_gesture() -> impl Strategy<Value = (AccountId, Gesture)> {
    let gesture = (0..Kind::ALL.len(), 0..4u8).prop_map(|(kind, n)| {
        say(Kind::ALL[kind], |d| {
            d.description = Some("un disque".into());
            d.seal = (n != 3).then(|| "PJ 42".into());
            d.to_account = (n == 1).then_some(BEN.0);
            d.to = (n != 3).then(|| "Laboratoire".into());
            d.bearer = Some("Camille Exemple".into());
            d.authority = (n == 2).then(|| "ordre 12".into());
            d.item = Some("who".into());
            d.outcome = Some("rejected".into());
        })
    });
    let who = prop_oneof![Just(ANA), Just(BEN)];
    (who, gesture)
}

/// One alteration of a stored step, by what it touches.
fn altered(row: &mut Row, what: u8, byte: u8) {
    let byte = usize::from(byte);
    match what {
        0 => row.id = Uuid::from_u128(row.id.as_u128() ^ (1 << (byte % 128))),
        1 => row.position += 1,
        2 => row.at += 1,
        3 => row.kind.push('x'),
        4 => row.person = row.person.map_or(Some(ANA.0), |_| None),
        5..=9 => row.words[usize::from(what) - 5].push('.'),
        10 => row.detail.push(' '),
        11 => row.content = row.content.map_or(Some(CONTENT), |_| None),
        12 => row.previous[byte % 32] ^= 1,
        13 => row.digest[byte % 32] ^= 1,
        14 => row.layout = Layout::Digests,
        _ => row.exhibit = Uuid::from_u128(row.exhibit.as_u128() ^ 1),
    }
}

proptest! {
    #[test]
    fn what_was_lived_is_what_the_chain_says(
        gestures in prop::collection::vec(any_gesture(), 0..40)
    ) {
        let (rows, standing) = lived(&gestures);
        let said = checked(&rows).unwrap();
        prop_assert_eq!(said.standing, standing);
        prop_assert_eq!(said.head, rows.last().unwrap().digest);
        prop_assert_eq!(said.content, CONTENT);
    }

    #[test]
    fn every_alteration_of_a_step_is_caught(
        gestures in prop::collection::vec(any_gesture(), 3..30),
        which in any::<prop::sample::Index>(), what in 0..16u8, byte in any::<u8>()
    ) {
        let (mut rows, _) = lived(&gestures);
        let row = which.index(rows.len());
        altered(&mut rows[row], what, byte);
        prop_assert!(checked(&rows).is_err());
    }

    #[test]
    fn a_step_rewritten_with_its_digest_is_caught_by_the_next_or_by_the_head(
        gestures in prop::collection::vec(any_gesture(), 3..30),
        which in any::<prop::sample::Index>()
    ) {
        let (mut rows, _) = lived(&gestures);
        let head = rows.last().unwrap().digest;
        let row = which.index(rows.len());
        rows[row].words[4].push('!');
        rows[row].digest = rows[row].fields().digest();
        let told = checked(&rows).map(|said| said.head);
        prop_assert!(told.is_err() || told != Ok(head));
    }

    #[test]
    fn a_step_taken_out_twice_there_or_moved_is_caught(
        gestures in prop::collection::vec(any_gesture(), 8..30),
        which in any::<prop::sample::Index>()
    ) {
        let (rows, _) = lived(&gestures);
        prop_assume!(rows.len() > 2);
        let at = which.index(rows.len() - 1);
        let mut out = rows.clone();
        out.remove(at);
        prop_assert!(checked(&out).is_err());
        let mut twice = rows.clone();
        twice.insert(at, rows[at].clone());
        prop_assert!(checked(&twice).is_err());
        let mut moved = rows.clone();
        moved.swap(at, at + 1);
        prop_assert!(checked(&moved).is_err());
        // The end cut off is a shorter chain, whole: who holds the last digest sees it.
        let cut = checked(&rows[..rows.len() - 1]).unwrap();
        prop_assert_ne!(cut.head, rows.last().unwrap().digest);
    }
}

#[test]
fn a_chain_rewritten_whole_still_obeys_the_rules_and_the_content() {
    let (rows, _) = lived(&[(ANA, describe()), (ANA, seal("PJ 42"))]);
    let rewrite = |change: &dyn Fn(&mut Vec<Row>)| {
        let mut rows = rows.clone();
        change(&mut rows);
        let mut previous = GENESIS;
        for row in &mut rows {
            row.previous = previous;
            row.digest = row.fields().digest();
            previous = row.digest;
        }
        checked(&rows).map(|said| said.standing.state)
    };
    let other = |rows: &mut Vec<Row>| rows[2].content = Some([9; 32]);
    assert_eq!(rewrite(&other), Err(Broken::Content(3)));
    let unsaid = |rows: &mut Vec<Row>| rows[1].detail = "{}".into();
    assert_eq!(
        rewrite(&unsaid),
        Err(Broken::Step(2, Refused::NoDescription))
    );
    let strange = |rows: &mut Vec<Row>| rows[1].kind = "silenced".into();
    assert_eq!(rewrite(&strange), Err(Broken::Words(2)));
    let same = |rows: &mut Vec<Row>| rows[2].kind = Kind::Differed.code().into();
    assert_eq!(rewrite(&same), Err(Broken::Content(3)));
    assert_eq!(checked(&[]), Err(Broken::Empty));
    let kept = rewrite(&|_: &mut Vec<Row>| {}).unwrap();
    assert!(matches!(kept, State::Kept(Rest::Sealed(_))));
}
