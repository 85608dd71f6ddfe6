//! What is for one person otherwise than for others of the same rights: who is party to a complaint opens nothing of it, and
//! who breaks the glass reads for some hours, seen by the auditors; who belongs to a task force reads its series.

use axum::http::StatusCode;
use faisceau_casework::capability;
use faisceau_casework::succeed::{Refused, Succeeded, succeed};
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::exception::NearGround;
use faisceau_domain::id::{AccountId, SeriesId};
use faisceau_platform::access::{Action, Actor, Authority, Resource};
use faisceau_platform::accounts::exceptions::recuse;
use faisceau_platform::accounts::forces::{self, Member};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Error;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use jiff::SignedDuration;
use uuid::Uuid;

use crate::store;
use crate::world::{Browser, Seed, colleague, complaint, told};

fn seed(unit: &'static str) -> Seed {
    Seed {
        unit,
        ..Seed::default()
    }
}

on_both!(
    who_is_party_to_a_complaint_handles_it_no_more_until_a_colleague_says_so,
    vec![capability()],
    async |kit: Kit| {
        let officer = colleague(&kit, Role::Officer, "lille").await;
        colleague(&kit, Role::Prosecutor, "lille").await;
        colleague(&kit, Role::Officer, "brest").await;
        let (id, reference) = complaint(&kit, 1, seed("lille")).await;
        let (other, _) = complaint(&kit, 2, seed("lille")).await;
        let page = format!("/dossier/{id}");
        let deport = format!("/dossier/{id}/deport");
        let mut party = Browser::signed_in(&kit, Role::Officer, "lille").await;
        party.get(&page).await;
        let taken = party
            .post(&format!("{page}/affecter"), &format!("to={officer}"))
            .await;
        assert_eq!(taken.location, page);
        // Nothing chosen; another unit's.
        let asked = party.get(&deport).await;
        assert!(asked.body.contains("J’y suis victime"), "{}", asked.body);
        let none = party.post(&deport, "ground=").await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(none.body.contains("Choisissez une raison"));
        let mut stranger = Browser::signed_in(&kit, Role::Officer, "brest").await;
        for seen in [
            stranger.get(&deport).await,
            stranger.post(&deport, "ground=party").await,
            stranger
                .post(&format!("{deport}/lever"), &format!("compte={officer}"))
                .await,
        ] {
            assert_eq!(seen.status, StatusCode::NOT_FOUND);
        }

        let said = party.post(&deport, "ground=party").await;
        assert_eq!(said.location, "/agent/deports");
        assert!(party.get("/agent/deports").await.body.contains(&reference));
        // Closed from the next request on: the page, the gestures, the list; another of the unit stays open.
        for path in [&page, &deport] {
            assert_eq!(party.get(path).await.status, StatusCode::NOT_FOUND);
        }
        let back = party
            .post(&format!("{page}/affecter"), &format!("to={officer}"))
            .await;
        assert_eq!(back.status, StatusCode::NOT_FOUND);
        let list = party.get("/agent/boite").await.body;
        assert!(!list.contains(&id.to_string()) && list.contains(&other.to_string()));
        // Nor by taking it back oneself, nor by breaking the glass.
        let own = party
            .post(
                &format!("{deport}/lever"),
                &format!("compte={officer}&motif=Une+erreur+de+ma+part"),
            )
            .await;
        assert_eq!(own.status, StatusCode::NOT_FOUND);
        let typed = format!("reference={reference}&motif=Une+personne+en+danger");
        let broken = party.post("/agent/urgence", &typed).await;
        assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(broken.body.contains("Aucun dossier ne s’ouvre"));

        // In nobody's charge; not given to them; taken back by a colleague, with a reason.
        let mut prosecutor = Browser::signed_in(&kit, Role::Prosecutor, "lille").await;
        let seen = prosecutor.get(&page).await.body;
        assert!(seen.contains("Personne"), "{seen}");
        assert!(!seen.contains(&format!("<option value=\"{officer}\"")));
        let given = prosecutor
            .post(&format!("{page}/affecter"), &format!("to={officer}"))
            .await;
        assert_eq!(given.status, StatusCode::UNPROCESSABLE_ENTITY);
        let seen = prosecutor.get(&deport).await.body;
        assert!(seen.contains("Camille officer"), "{seen}");
        let lever = format!("{deport}/lever");
        let short = prosecutor
            .post(&lever, &format!("compte={officer}&motif=non"))
            .await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        let lift = format!("compte={officer}&motif=Homonymie+verifiee");
        assert_eq!(prosecutor.post(&lever, &lift).await.location, deport);
        let again = prosecutor.post(&lever, &lift).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(party.get(&page).await.status, StatusCode::OK);
        assert_eq!(told(&kit, "recusal.declared").await.len(), 1);
        assert_eq!(told(&kit, "recusal.lifted").await.len(), 1);
        assert_eq!(told(&kit, "complaint.released").await.len(), 1);
    }
);

on_both!(
    the_glass_is_broken_with_a_reason_for_some_hours_to_read_and_the_auditor_sees_it_at_once,
    vec![capability()],
    async |kit: Kit| {
        colleague(&kit, Role::Officer, "brest").await;
        colleague(&kit, Role::Auditor, "lille").await;
        colleague(&kit, Role::Analyst, "lille").await;
        let (id, reference) = complaint(&kit, 1, seed("lille")).await;
        let (own, own_reference) = complaint(&kit, 2, seed("brest")).await;
        let page = format!("/dossier/{id}");
        let mut officer = Browser::signed_in(&kit, Role::Officer, "brest").await;
        assert_eq!(officer.get(&page).await.status, StatusCode::NOT_FOUND);
        let why = "motif=La+victime+appelle+et+se+dit+menacee";
        for (typed, told) in [
            (
                format!("reference={reference}&motif=vite"),
                "Dites pourquoi",
            ),
            (format!("reference=bonjour&{why}"), "pas une référence"),
            (format!("reference=FSC-2031-000001-0&{why}"), "éférence"),
        ] {
            let seen = officer.post("/agent/urgence", &typed).await;
            assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
            assert!(seen.body.contains(told), "{typed}");
            assert!(seen.body.contains("in-error"), "{typed}");
        }
        // What one's rights open breaks nothing.
        let typed = format!("reference={own_reference}&{why}");
        let seen = officer.post("/agent/urgence", &typed).await;
        assert_eq!(seen.location, format!("/dossier/{own}"));
        assert!(told(&kit, "glass.broken").await.is_empty());
        let mut auditor = Browser::signed_in(&kit, Role::Auditor, "lille").await;
        assert!(
            !auditor
                .get("/agent")
                .await
                .body
                .contains("ouvert en urgence")
        );

        let typed = format!("reference={reference}&{why}");
        let seen = officer.post("/agent/urgence", &typed).await;
        assert_eq!(seen.location, page);
        let seen = officer.get(&page).await;
        assert_eq!(seen.status, StatusCode::OK);
        // To read, not to treat.
        let me = told(&kit, "glass.broken").await[0].clone();
        assert_eq!(me.subject, Some(id.0));
        let taken = officer.post(&format!("{page}/affecter"), "to=").await;
        assert_eq!(taken.status, StatusCode::FORBIDDEN);

        let first = auditor.get("/agent").await.body;
        assert!(
            first.contains("Un dossier a été ouvert en urgence"),
            "{first}"
        );
        let list = auditor.get("/agent/urgences").await.body;
        assert!(list.contains("se dit menacee") && list.contains("Camille officer"));
        assert!(!list.contains(&reference), "ids alone");
        let opening = list.split("name=\"ouverture\" value=\"").nth(1).unwrap();
        let opening = opening.split('"').next().unwrap();
        for bad in [
            "ouverture=x&avis=justified".to_owned(),
            format!("ouverture={opening}&avis=x"),
        ] {
            let seen = auditor.post("/agent/urgences", &bad).await;
            assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
        }
        let say = format!("ouverture={opening}&avis=unjustified");
        let refused = officer.post("/agent/urgences", &say).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert_eq!(
            auditor.post("/agent/urgences", &say).await.location,
            "/agent/urgences"
        );
        let twice = auditor.post("/agent/urgences", &say).await;
        assert_eq!(twice.status, StatusCode::CONFLICT);
        assert!(
            auditor
                .get("/agent/urgences")
                .await
                .body
                .contains("Non justifiée")
        );
        assert!(
            !auditor
                .get("/agent")
                .await
                .body
                .contains("ouvert en urgence")
        );
        assert_eq!(told(&kit, "glass.examined").await.len(), 1);

        // Others of the unit see nothing more; and it ends by itself.
        let mut analyst = Browser::signed_in(&kit, Role::Analyst, "lille").await;
        assert_eq!(
            analyst.get("/agent/urgence").await.status,
            StatusCode::FORBIDDEN
        );
        kit.world.clock.advance_millis(8 * 3_600_000);
        let mut officer = Browser::signed_in(&kit, Role::Officer, "brest").await;
        assert_eq!(officer.get(&page).await.status, StatusCode::NOT_FOUND);
    }
);

on_both!(
    what_somebody_who_leaves_had_in_charge_goes_to_a_colleague_or_to_nobody,
    vec![capability()],
    async |kit: Kit| {
        let leaver = colleague(&kit, Role::Officer, "lille").await;
        let heir = colleague(&kit, Role::Officer, "brest").await;
        let party = colleague(&kit, Role::Investigator, "brest").await;
        let auditor = colleague(&kit, Role::Auditor, "brest").await;
        let mut desk = Browser::signed_in(&kit, Role::Officer, "lille").await;
        let mut ids = Vec::new();
        for number in 1..=4 {
            let (id, _) = complaint(&kit, number, seed("lille")).await;
            desk.get(&format!("/dossier/{id}")).await;
            let path = format!("/dossier/{id}/affecter");
            desk.post(&path, &format!("to={leaver}")).await;
            ids.push(id);
        }
        let authority = Authority::from_content(&kit.world.content).unwrap();
        let bare = Cx::platform(&kit.world);
        let cx = bare.clone().because("Mutation de l’agent");
        for (cx, to, told) in [
            (&bare, Some(heir), Refused::NoReason),
            (&cx, Some(leaver), Refused::SamePerson),
            (&cx, Some(AccountId(Uuid::max())), Refused::NotAColleague),
        ] {
            let refused = succeed(cx, &authority, leaver, to).await.unwrap_err();
            assert!(
                matches!(refused, Error::Refused(why) if why == told),
                "{told}"
            );
        }
        // One is of a case the heir is party to; all of one whose rights open nothing stay with nobody.
        let mut tx = kit.world.db.write().await.unwrap();
        let now = kit.world.clock.now();
        recuse(&mut tx, ids[3], heir, NearGround::Relative, now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let done = succeed(&cx, &authority, leaver, Some(heir)).await.unwrap();
        assert_eq!(
            done,
            Succeeded {
                given: 3,
                released: 1
            }
        );
        let again = succeed(&cx, &authority, leaver, Some(heir)).await.unwrap();
        assert_eq!(again, Succeeded::default());
        let mut heirs = Browser::signed_in(&kit, Role::Officer, "brest").await;
        assert_eq!(
            heirs.get(&format!("/dossier/{}", ids[0])).await.status,
            StatusCode::OK
        );
        let seen = heirs.get(&format!("/dossier/{}", ids[3])).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND);
        let done = succeed(&cx, &authority, heir, Some(party)).await.unwrap();
        assert_eq!(
            done,
            Succeeded {
                given: 3,
                released: 0
            }
        );
        let done = succeed(&cx, &authority, party, Some(auditor))
            .await
            .unwrap();
        assert_eq!(
            done,
            Succeeded {
                given: 0,
                released: 3
            }
        );
        assert_eq!(told(&kit, "complaint.released").await.len(), 4);
    }
);

/// One joins the task force of a series for two hours.
pub(crate) async fn joins(kit: &Kit, series: Uuid, account: AccountId) {
    let now = kit.world.clock.now();
    let member = Member {
        id: kit.world.dice.uuid(now),
        account,
        reason: "Groupe commun".to_owned(),
        since: now,
        until: now + SignedDuration::from_hours(2),
        by: account,
        ended: None,
    };
    let mut tx = kit.world.db.write().await.unwrap();
    forces::join(&mut tx, SeriesId(series), &member)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

on_both!(
    a_member_of_a_task_force_reads_the_complaints_of_its_series_without_who_their_victims_are,
    vec![capability()],
    async |kit: Kit| {
        let (id, _) = complaint(&kit, 1, seed("lille")).await;
        let (alone, _) = complaint(&kit, 2, seed("lille")).await;
        let now = kit.world.clock.now();
        let series = kit.world.dice.uuid(now);
        let mut tx = kit.world.db.write().await.unwrap();
        let row = binds![series, "SER-2026-000001-A", now, 1_i64];
        tx.execute(&store::SERIES, row).await.unwrap();
        tx.execute(&store::MEMBER, binds![id, series, now])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let (page, other) = (format!("/dossier/{id}"), format!("/dossier/{alone}"));
        let investigator = colleague(&kit, Role::Investigator, "brest").await;
        let officer = colleague(&kit, Role::Officer, "brest").await;
        let custodian = colleague(&kit, Role::Custodian, "brest").await;
        let mut member = Browser::signed_in(&kit, Role::Investigator, "brest").await;
        assert_eq!(member.get(&page).await.status, StatusCode::NOT_FOUND);
        for account in [investigator, officer, custodian] {
            joins(&kit, series, account).await;
        }
        let seen = member.get(&page).await;
        assert_eq!(seen.status, StatusCode::OK);
        let mut actor = Actor::new("me", [Role::Investigator], ["brest"]);
        actor.forces.insert(series.to_string());
        let authority = Authority::from_content(&kit.world.content).unwrap();
        let of_series = Resource::complaint("c")
            .of_units(["lille"])
            .of_series(Some(series));
        for (action, opens) in [
            (Action::ComplaintRead, true),
            (Action::NarrativeRead, true),
            (Action::ExhibitRead, true),
            (Action::NoteWrite, true),
            (Action::IdentityRead, false),
            (Action::MessageRead, false),
            (Action::ComplaintAsk, false),
        ] {
            let may = authority.check(&actor, action, &of_series, Purpose::Inquiry);
            assert_eq!(may.is_allowed(), opens, "{action:?}");
            let may = authority.check(&actor, action, &of_series, Purpose::VictimSupport);
            assert!(!may.is_allowed(), "{action:?}");
        }
        assert_eq!(member.get(&other).await.status, StatusCode::NOT_FOUND);
        // To work on it, not to treat it.
        for gesture in ["affecter", "valider", "rejeter"] {
            let done = member
                .post(&format!("{page}/{gesture}"), "to=&motif=Essai+du+groupe")
                .await;
            let closed = [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND];
            assert!(closed.contains(&done.status), "{gesture}: {}", done.status);
        }
        // Roles that lead no inquiry get nothing by it.
        for role in [Role::Officer, Role::Custodian] {
            let mut browser = Browser::signed_in(&kit, role, "brest").await;
            let closed = [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND];
            let seen = browser.get(&page).await.status;
            assert!(closed.contains(&seen), "{role:?}: {seen}");
        }
        // Nor does it open what one is party to.
        let mut tx = kit.world.db.write().await.unwrap();
        recuse(&mut tx, id, investigator, NearGround::Party, now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(member.get(&page).await.status, StatusCode::NOT_FOUND);
    }
);
