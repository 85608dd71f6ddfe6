//! An installation filled for the matrix of rights: complaints with their exhibit, series, values and decisions,
//! of each unit and in each person's charge, made by the operations themselves.

use super::sheet::{COLUMNS, Spot, Who};
use crate::{drafts, store};
use faisceau_domain::Lang;
use faisceau_domain::access::Role;
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::event::{Event, ExhibitAdded};
use faisceau_domain::id::{AccountId, ComplaintId, ExhibitId};
use faisceau_domain::journal::Actor;
use faisceau_intake::file::{self, Nature};
use faisceau_platform::accounts::{self, NewAccount};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit;
use faisceau_platform::partners;
use faisceau_platform::testkit::Kit;
use faisceau_platform::world::World;
use faisceau_series::run::link_until_idle;
use std::sync::Arc;
use uuid::Uuid;

const PASSWORD: &str = "une longue phrase de passe";
const HERE: &str = "lille";
const ELSEWHERE: &str = "brest";
/// Another unit of the territory.
const BESIDE: &str = "douai";

/// Two complaints that are one series, of one unit and in one person's charge.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    unit: &'static str,
    charge: Option<AccountId>,
    pub(crate) complaint: Uuid,
    pub(crate) twin: Uuid,
    pub(crate) exhibit: Uuid,
    pub(crate) series: Uuid,
    pub(crate) value: Uuid,
    pub(crate) decision: Uuid,
    /// What both complaints name, and no other.
    pub(crate) mail: String,
}

/// Somebody who asks, and the things as this person meets them.
pub(crate) struct Person {
    pub(crate) name: &'static str,
    pub(crate) who: Who,
    pub(crate) account: Option<AccountId>,
    /// The session's cookie, or the key of the partner.
    pub(crate) opens: Option<String>,
    pub(crate) places: Vec<(Spot, Place)>,
}

struct Lot<'a> {
    world: &'a Arc<World>,
    drafts: Vec<drafts::Ready>,
}

/// Fills the installation; one person for each column of the file.
pub(crate) async fn filled(kit: &Kit) -> Vec<Person> {
    let world = &kit.world;
    let cx = Cx::platform(world);
    let colleague = account(&cx, "collegue", Role::Officer, HERE).await;
    let other = account(&cx, "autre", Role::Officer, ELSEWHERE).await;
    let staff = COLUMNS
        .iter()
        .filter(|(_, who)| matches!(who, Who::Staff(..)))
        .count();
    let drafts = drafts::ready(world, 2 * (4 + 2 * staff), 2).await;
    let mut lot = Lot { world, drafts };
    let shared = [
        (Spot::Unit, lot.place(HERE, Some(colleague)).await),
        (Spot::Territory, lot.place(BESIDE, Some(other)).await),
        (Spot::Other, lot.place(ELSEWHERE, Some(other)).await),
        (Spot::Queue, lot.place("", None).await),
    ];
    let mut people = Vec::new();
    for (name, who) in COLUMNS {
        let mut person = Person {
            name,
            who,
            account: None,
            opens: None,
            places: shared.to_vec(),
        };
        match who {
            Who::Stranger => {}
            Who::Partner => {
                let key = partners::add_key(&cx, "essai").await;
                person.opens = Some(key.unwrap().text);
            }
            Who::Staff(role, purpose) => {
                let login = name.replace(' ', ".");
                let id = account(&cx, &login, role, HERE).await;
                let opened = accounts::sign_in(&cx, &login, PASSWORD, purpose).await;
                person.opens = Some(opened.unwrap().unwrap().token);
                person.account = Some(id);
                let both = lot.place(HERE, Some(id)).await;
                let own = lot.place(ELSEWHERE, Some(id)).await;
                person.places.extend([(Spot::Both, both), (Spot::Own, own)]);
            }
        }
        people.push(person);
    }
    link_until_idle(world).await.unwrap();
    for person in &mut people {
        for (_, place) in &mut person.places {
            found(world, place).await;
        }
    }
    people
}

/// One person for each column, who meets these two complaints of one series as those of the queue.
pub(crate) async fn around(kit: &Kit, complaint: Uuid, twin: Uuid, mail: &str) -> Vec<Person> {
    let cx = Cx::platform(&kit.world);
    let mut place = Place {
        unit: "",
        charge: None,
        complaint,
        twin,
        exhibit: Uuid::nil(),
        series: Uuid::nil(),
        value: Uuid::nil(),
        decision: Uuid::nil(),
        mail: mail.to_owned(),
    };
    found(&kit.world, &mut place).await;
    let mut people = Vec::new();
    for (name, who) in COLUMNS {
        let (mut opens, mut held) = (None, None);
        if let Who::Staff(role, purpose) = who {
            let login = name.replace(' ', ".");
            held = Some(account(&cx, &login, role, HERE).await);
            let opened = accounts::sign_in(&cx, &login, PASSWORD, purpose).await;
            opens = Some(opened.unwrap().unwrap().token);
        }
        people.push(Person {
            name,
            who,
            account: held,
            opens,
            places: vec![(Spot::Queue, place.clone())],
        });
    }
    people
}

async fn account(cx: &Cx, login: &str, role: Role, unit: &str) -> AccountId {
    let new = NewAccount {
        login: login.to_owned(),
        display_name: login.to_owned(),
        unit: unit.to_owned(),
        roles: vec![role],
        password: PASSWORD.to_owned(),
    };
    accounts::add(cx, new).await.unwrap()
}

impl Lot<'_> {
    /// Files the next two drafts, which name one mail, and gives them a unit and a person in charge.
    async fn place(&mut self, unit: &'static str, charge: Option<AccountId>) -> Place {
        let (one, twin) = (self.drafts.remove(0), self.drafts.remove(0));
        assert_eq!(one.group, twin.group, "both name one mail");
        let mail = format!("contact@boutique-{}.example", one.group);
        let (one, twin) = (self.file(&one).await, self.file(&twin).await);
        let mut place = Place {
            unit,
            charge,
            complaint: one,
            twin,
            exhibit: given(self.world, one).await,
            series: Uuid::nil(),
            value: Uuid::nil(),
            decision: Uuid::nil(),
            mail,
        };
        put(self.world, &place, false).await;
        place.decision = decided(self.world, &place).await;
        place
    }

    async fn file(&self, draft: &drafts::Ready) -> Uuid {
        let cx = Cx::anyone(self.world, Actor::Victim, Lang::Fr);
        let code = draft.cookie.strip_prefix("draft=").unwrap();
        let code = Code::parse(CodeKind::Resume, code).unwrap();
        let filed = file::file(&cx, &code, Nature::Complaint).await.unwrap();
        self.world.clock.advance_millis(1_000);
        filed.complaint.0
    }
}

/// An exhibit joins the complaint.
async fn given(world: &Arc<World>, complaint: Uuid) -> Uuid {
    let staging = world.dice.uuid(world.clock.now());
    let bytes = bytes::Bytes::from_static(b"une capture");
    let chunks = futures_util::stream::iter(vec![Ok::<_, std::io::Error>(bytes)]);
    let received = world.deposit.receive(staging, chunks, 1 << 20).await;
    let mut tx = world.db.write().await.unwrap();
    let name = "capture.txt";
    let exhibit = deposit::keep(world, &mut tx, complaint, &received.unwrap(), name)
        .await
        .unwrap();
    let added = Event::ExhibitAdded(ExhibitAdded {
        complaint: ComplaintId(complaint),
        exhibit: ExhibitId(exhibit),
    });
    Cx::platform(world).emit(&mut tx, &added).await.unwrap();
    tx.commit().await.unwrap();
    exhibit
}

/// Puts both complaints back under their unit and in the charge they had, for gestures may have moved them; sensitive or not.
pub(crate) async fn put(world: &Arc<World>, place: &Place, sensitive: bool) {
    let mut tx = world.db.write().await.unwrap();
    for complaint in [place.complaint, place.twin] {
        tx.execute(&store::UNIT, binds![complaint, place.unit])
            .await
            .unwrap();
        tx.execute(&store::SENSITIVE, binds![complaint, sensitive])
            .await
            .unwrap();
        tx.execute(&store::RELEASE, binds![complaint])
            .await
            .unwrap();
        if let Some(account) = place.charge {
            let row = binds![complaint, account, world.clock.now()];
            tx.execute(&store::ENTRUST, row).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
}

/// A decision that names both complaints.
async fn decided(world: &Arc<World>, place: &Place) -> Uuid {
    let id = world.dice.uuid(world.clock.now());
    let mut tx = world.db.write().await.unwrap();
    let row = binds![id, world.clock.now()];
    tx.execute(&store::DECISION, row).await.unwrap();
    for complaint in [place.complaint, place.twin] {
        let row = binds![id, complaint];
        tx.execute(&store::DECISION_MEMBER, row).await.unwrap();
    }
    tx.commit().await.unwrap();
    id
}

/// What the linker made of them.
async fn found(world: &Arc<World>, place: &mut Place) {
    let mut tx = world.db.read().await.unwrap();
    let row = tx
        .one(&store::LINKED, binds![place.complaint, &place.mail])
        .await
        .unwrap();
    place.series = row.get("series_id").unwrap();
    place.value = row.get("identifier_id").unwrap();
    tx.rollback().await.unwrap();
}
