//! Custody by pages and by the JSON interface: gestures, hand-overs to somebody who may not read the complaint,
//! incidents that everybody sees, the printed sheet, the checklist, the guides; each as a stranger and as each role.

use crate::custody_kept::{exhibit, kept, kinds, on_disk};
use crate::store;
use crate::world::Person;
use axum::http::StatusCode;
use faisceau_domain::access::Role;
use faisceau_domain::receipt::key_id;
use faisceau_evidence::custody::reread;
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::{Kit, plain};
use faisceau_platform::web::Place;
use faisceau_platform::{binds, on_both, wiring};
use serde_json::json;
use uuid::Uuid;

async fn account(kit: &Kit, login: &str) -> Uuid {
    let mut tx = kit.world.db.read().await.unwrap();
    let row = tx.one(&store::ACCOUNT, binds![login]).await.unwrap();
    row.get("id").unwrap()
}

async fn sent(person: &Person, path: &str, form: &str, expected: StatusCode) -> String {
    let seen = person.post(path, form).await;
    assert_eq!(seen.status, expected, "{form}: {}", seen.body());
    plain(&seen.body())
}

const DONE: StatusCode = StatusCode::SEE_OTHER;
const WRONG: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

on_both!(
    an_officer_describes_seals_and_hands_over_to_one_who_reads_nothing_of_the_case,
    crate::capabilities(),
    async |kit: Kit| {
        let one = kept(&kit, 1, b"the bytes").await;
        let lille = Person::of(&kit, Role::Officer, "lille").await;
        let brest = Person::of(&kit, Role::Officer, "brest").await;
        let receiver = account(&kit, "officer.brest").await;
        let at = format!("/piece/{}", one.id);
        let told = sent(&lille, &at, "geste=sealed&sealed.scelle=PJ+42", WRONG).await;
        assert!(told.contains("Décrivez la pièce avant"), "{told}");
        let described = "geste=described&described.description=Téléphone+d’essai";
        sent(&lille, &at, described, DONE).await;
        sent(&lille, &at, "geste=sealed&sealed.scelle=PJ+42", DONE).await;
        let offered = format!("geste=offered&offered.vers={receiver}&offered.motif=Analyse");
        sent(&lille, &at, &offered, DONE).await;
        let page = plain(&lille.get(&at).await.body());
        for said in [
            "PJ 42",
            "Remise en attente",
            "Agent officer.brest",
            "La chaîne est entière",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        // The receiver sees what is handed over, not the case, and not the number of the seal.
        assert_eq!(brest.get(&at).await.status, StatusCode::NOT_FOUND);
        let waiting = plain(&brest.get("/remises").await.body());
        assert!(waiting.contains("Téléphone d’essai") && waiting.contains("Agent officer.lille"));
        assert!(
            !waiting.contains("PJ 42") && !waiting.contains("FSC-2026"),
            "{waiting}"
        );
        let piece = format!("piece={}", one.id);
        let answer = |gesture: &str, more: &str| format!("geste={gesture}&{piece}&{more}");
        let wrong = answer("accepted", "accepted.scelle=PJ+41");
        let told = sent(&brest, "/remises", &wrong, WRONG).await;
        assert!(told.contains("n’est pas celui du scellé"), "{told}");
        let not_mine = answer("accepted", "accepted.scelle=PJ+42");
        sent(&lille, "/remises", &not_mine, StatusCode::NOT_FOUND).await;
        sent(&brest, "/remises", &answer("destroyed", "x=1"), WRONG).await;
        sent(&brest, "/remises", "geste=accepted", WRONG).await;
        sent(&brest, "/remises", &not_mine, DONE).await;
        assert_eq!(
            exhibit(&kit, one.id).await.keeper.map(|k| k.0),
            Some(receiver)
        );
        assert!(!brest.get("/remises").await.body().contains("Téléphone"));
        let expected = ["deposited", "described", "sealed", "offered", "accepted"];
        assert_eq!(kinds(&kit, one.id).await, expected);
    }
);

on_both!(
    every_door_of_custody_is_closed_to_who_has_no_right,
    crate::capabilities(),
    async |kit: Kit| {
        let one = kept(&kit, 1, b"the bytes").await;
        let at = format!("/piece/{}", one.id);
        let doors = [
            at.clone(),
            format!("{at}/fiche"),
            format!("/api/v1/custody/{}", one.id),
            format!("/api/v1/complaints/{}/custody", one.complaint),
        ];
        let stranger = Person::stranger(&kit);
        for door in &doors {
            assert_ne!(stranger.get(door).await.status, StatusCode::OK, "{door}");
        }
        assert!(
            stranger
                .post(&at, "geste=copied")
                .await
                .status
                .is_client_error()
        );
        for role in Role::ALL {
            let away = Person::of(&kit, role, "brest").await;
            for door in &doors {
                let open = away.get(door).await.status == StatusCode::OK;
                // An analyst reads the exhibits of every complaint to compare them, and handles none.
                assert_eq!(open, role == Role::Analyst, "{door} as {role:?}");
            }
            for door in ["", "/detruire", "/incident"] {
                let status = away
                    .post(&format!("{at}{door}"), "geste=destroyed")
                    .await
                    .status;
                assert!(status.is_client_error(), "{door} as {role:?}: {status}");
            }
        }
        // In the unit: who keeps does not destroy, who orders destruction does not handle.
        let officer = Person::of(&kit, Role::Officer, "lille").await;
        let burn = "geste=destroyed&destroyed.autorite=Ordre+12&destroyed.motif=Fin+de+garde";
        sent(&officer, &at, burn, WRONG).await;
        sent(
            &officer,
            &format!("{at}/detruire"),
            burn,
            StatusCode::FORBIDDEN,
        )
        .await;
        let prosecutor = Person::of(&kit, Role::Prosecutor, "lille").await;
        let describe = "geste=described&described.description=Un+disque";
        sent(&prosecutor, &at, describe, StatusCode::FORBIDDEN).await;
        let unsaid = "geste=destroyed&destroyed.motif=Fin+de+garde";
        sent(&prosecutor, &format!("{at}/detruire"), unsaid, WRONG).await;
        sent(&prosecutor, &format!("{at}/detruire"), burn, DONE).await;
        assert_eq!(exhibit(&kit, one.id).await.state, "destroyed");
        assert!(!on_disk(&kit, &one).exists());
        let page = plain(&officer.get(&at).await.body());
        assert!(
            page.contains("Détruite") && page.contains("Ordre 12"),
            "its chain stays"
        );
    }
);

on_both!(
    an_incident_is_seen_by_everybody_and_decided_by_another_person,
    crate::capabilities(),
    async |kit: Kit| {
        let one = kept(&kit, 1, b"the bytes").await;
        let at = format!("/piece/{}", one.id);
        let ana = Person::of(&kit, Role::Officer, "lille").await;
        let nothing = plain(&ana.get("/incidents").await.body());
        assert!(nothing.contains("0 incident"), "{nothing}");
        std::fs::write(on_disk(&kit, &one), b"the bytEs").unwrap();
        let copied = "geste=copied&copied.organisme=La+défense&copied.motif=Demande";
        let told = sent(&ana, &at, copied, StatusCode::CONFLICT).await;
        assert!(told.contains("un incident est ouvert"), "{told}");
        for role in Role::ALL {
            let person = Person::of(&kit, role, "brest").await;
            let seen = plain(&person.get("/incidents").await.body());
            assert!(
                seen.contains("1 incident d’intégrité ouvert"),
                "{role:?}: {seen}"
            );
            // What it is about stays under its own rights.
            assert_eq!(seen.contains("FSC-2026"), role == Role::Analyst, "{role:?}");
        }
        let list = plain(&ana.get("/incidents").await.body());
        assert!(
            list.contains("FSC-2026-000001") && list.contains(&at),
            "{list}"
        );
        let page = plain(&ana.get(&at).await.body());
        assert!(page.contains("Ouvert : personne ne l’a tranché"), "{page}");
        let id = page.split("name=\"objet\" value=\"").nth(1).unwrap();
        let id = id.split('"').next().unwrap();
        let decide = |outcome: &str, reason: &str| {
            format!("geste=decided&objet={id}&decided.decision={outcome}&decided.motif={reason}")
        };
        let door = format!("{at}/incident");
        let told = sent(&ana, &door, &decide("explained", "Panne+du+disque"), WRONG).await;
        assert!(
            told.contains("Une autre personne doit le trancher"),
            "{told}"
        );
        let chief = Person::of(&kit, Role::Prosecutor, "lille").await;
        sent(&chief, &door, &decide("", "Panne+du+disque"), WRONG).await;
        sent(&chief, &door, &decide("explained", "+"), WRONG).await;
        let still = decide("restored", "Panne+du+disque");
        sent(&chief, &door, &still, StatusCode::CONFLICT).await;
        let unknown = format!("geste=decided&objet={}", Uuid::nil());
        sent(&chief, &door, &unknown, StatusCode::NOT_FOUND).await;
        sent(&chief, &door, &decide("explained", "Panne+du+disque"), DONE).await;
        let page = plain(&ana.get(&at).await.body());
        assert!(page.contains("Panne du disque") && page.contains("Agent prosecutor.lille"));
        assert!(plain(&ana.get("/incidents").await.body()).contains("0 incident"));
    }
);

on_both!(
    the_first_page_the_case_and_the_measures_tell_what_is_open,
    crate::capabilities(),
    async |kit: Kit| {
        let one = kept(&kit, 1, b"the bytes").await;
        let capabilities = crate::capabilities();
        let front = wiring::front(&kit.world, &capabilities).unwrap();
        let cx = Cx::platform(&kit.world);
        let day = async || {
            front
                .panels
                .fill(Place::Day, &cx, Uuid::nil(), |_| true)
                .await
        };
        assert!(day().await.is_empty(), "nothing to say, no panel");
        std::fs::remove_file(on_disk(&kit, &one)).unwrap();
        reread::one(&cx, &one, "schedule").await.unwrap().unwrap();
        let said = day().await.remove(0).content.unwrap();
        let said = plain(said.as_str());
        assert!(said.contains("1 incident d’intégrité ouvert") && said.contains("/incidents"));
        let all = front
            .panels
            .fill(Place::Complaint, &cx, one.complaint, |_| true)
            .await;
        let panel = all.into_iter().find(|panel| panel.name == "garde").unwrap();
        let panel = panel.content.unwrap();
        assert!(
            panel.as_str().contains("Incident d’intégrité ouvert"),
            "{}",
            panel.as_str()
        );
        let gauge = kit.world.gauges.first().unwrap();
        let mut tx = kit.world.db.read().await.unwrap();
        assert_eq!(
            (gauge.name, (gauge.read)(&mut tx).await.unwrap()),
            ("custody_incidents_open", 1)
        );
    }
);

on_both!(
    the_sheet_is_signed_whole_and_journaled,
    crate::capabilities(),
    async |kit: Kit| {
        let one = kept(&kit, 1, b"the bytes").await;
        let officer = Person::of(&kit, Role::Officer, "lille").await;
        let key = kit.world.keys().signing().verifying_key();
        for lang in ["fr", "en"] {
            let at = format!("/piece/{}/fiche?langue={lang}", one.id);
            let sheet = officer.get(&at).await;
            assert_eq!(sheet.status, StatusCode::OK, "{}", sheet.body());
            assert_eq!(sheet.headers["content-type"], "application/pdf");
            let known = [(key_id(&key), key)];
            assert!(faisceau_documents::verify_file(&sheet.bytes, &known).is_ok());
        }
        assert_eq!(kit.world.words.missing(), []);
        let journal = crate::custody_kept::journal(&kit).await;
        let sheets = journal.iter().filter(|told| told.0 == "custody.sheet_made");
        let heads: Vec<bool> = sheets
            .map(|told| told.1.contains(&hex::encode(one.head)))
            .collect();
        assert_eq!(heads, [true, true]);
    }
);

on_both!(
    the_checklist_says_what_lacks_and_challenges_have_an_outcome,
    crate::capabilities(),
    async |kit: Kit| {
        let one = kept(&kit, 1, b"the bytes").await;
        let at = format!("/piece/{}", one.id);
        let officer = Person::of(&kit, Role::Officer, "lille").await;
        let page = plain(&officer.get(&at).await.body());
        assert!(
            page.contains("11 points à compléter") && page.contains("à confirmer dans le texte")
        );
        let note = |item: &str, answer: &str| {
            format!(
                "geste=noted&de=noted-{item}&item={item}&noted-{item}.reponse={answer}&noted-{item}.motif=PV+3"
            )
        };
        sent(&officer, &at, &note("authority", "yes"), DONE).await;
        sent(&officer, &at, &note("nothing", "yes"), WRONG).await;
        sent(&officer, &at, &note("authority", "perhaps"), WRONG).await;
        let by = "geste=challenged&challenged.organisme=La+défense&challenged.motif=Incomplète";
        sent(&officer, &at, by, DONE).await;
        let page = plain(&officer.get(&at).await.body());
        assert!(
            page.contains("10 points à compléter") && page.contains("PV 3"),
            "{page}"
        );
        let id = page.split("name=\"objet\" value=\"").nth(1).unwrap();
        let id = id.split('"').next().unwrap();
        let settle = |outcome: &str| {
            format!("geste=settled&objet={id}&settled.issue={outcome}&settled.motif=Jugement+du+12")
        };
        sent(&officer, &at, &settle("nothing"), WRONG).await;
        sent(&officer, &at, &settle("rejected"), DONE).await;
        sent(&officer, &at, &settle("upheld"), WRONG).await;
        let page = plain(&officer.get(&at).await.body());
        assert!(page.contains("Contestation rejetée") && page.contains("Jugement du 12"));
        for role in Role::ALL {
            let person = Person::of(&kit, role, "brest").await;
            let guides = plain(&person.get("/guides").await.body());
            assert!(
                guides.contains("Ordre de volatilité") && guides.contains("RFC 3227"),
                "{role:?}"
            );
        }
    }
);

on_both!(
    programs_read_chains_and_make_gestures_under_the_same_rules,
    crate::capabilities(),
    async |kit: Kit| {
        let one = kept(&kit, 1, b"the bytes").await;
        let officer = Person::of(&kit, Role::Officer, "lille").await;
        let at = format!("/api/v1/custody/{}", one.id);
        let list = format!("/api/v1/complaints/{}/custody", one.complaint);
        let read = async |path: &str| -> serde_json::Value {
            serde_json::from_slice(&officer.get(path).await.bytes).unwrap()
        };
        let all = read(&list).await;
        assert_eq!(
            all["exhibits"][0]["sha256"],
            hex::encode(one.sha256.unwrap())
        );
        let say = json!({ "gesture": "described", "description": "Disque d’essai" });
        let made = officer.post_json(&at, &say).await;
        assert_eq!(made.status, StatusCode::OK, "{}", made.body());
        let chain = read(&at).await;
        assert_eq!(chain["broken"], serde_json::Value::Null);
        assert_eq!(chain["exhibit"]["state"], "described");
        assert_eq!(chain["steps"][1]["previous"], chain["steps"][0]["digest"]);
        for (wrong, status) in [
            (json!({ "gesture": "sealed" }), WRONG),
            (
                json!({ "gesture": "destroyed", "reason": "fin de garde" }),
                WRONG,
            ),
            (json!({ "gesture": "deposited" }), WRONG),
            (json!({ "gesture": "sealed", "silence": true }), WRONG),
        ] {
            assert_eq!(
                officer.post_json(&at, &wrong).await.status,
                status,
                "{wrong}"
            );
        }
        std::fs::write(on_disk(&kit, &one), b"altered").unwrap();
        let seal = json!({ "gesture": "sealed", "seal": "PJ 1" });
        assert_eq!(
            officer.post_json(&at, &seal).await.status,
            StatusCode::CONFLICT
        );
        assert_eq!(read(&at).await["exhibit"]["incident_open"], true);
    }
);
