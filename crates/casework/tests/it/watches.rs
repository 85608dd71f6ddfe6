//! Values watched: who is told, of what, when it was there already and when it comes; that another unit
//! has it, and nothing of what is closed; and that a value goes with its watch.

use axum::http::StatusCode;
use faisceau_casework::capability;
use faisceau_casework::watch::expire::expire;
use faisceau_domain::access::Role;
use faisceau_domain::event::{ComplaintErased, Event, FoundValue, IdentifiersFound};
use faisceau_domain::id::ComplaintId;
use faisceau_identifiers::{Kind, Role as Said, parse};
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::{Kit, plain};
use faisceau_platform::{binds, on_both};
use jiff::SignedDuration;
use uuid::Uuid;

use crate::store;
use crate::world::{Browser, Seed, colleague, complaint, journal, told};

const PHONE: &str = "06 39 98 00 01";

/// A complaint of a unit that bears the value, as the one who finds identifiers tells it.
pub(crate) async fn bearing(
    kit: &Kit,
    number: i64,
    unit: &'static str,
    role: Said,
) -> (ComplaintId, String) {
    let seed = Seed {
        unit,
        ..Seed::default()
    };
    let (id, reference) = complaint(kit, number, seed).await;
    let value = parse(Kind::Phone, PHONE).unwrap();
    let ids = kit.world.value_ids;
    let row = binds![
        kit.world.dice.uuid(kit.world.clock.now()),
        ids.of("phone", value.canonical()),
        ids.of("phone", value.key()),
        id,
        "phone",
        value.canonical(),
        value.key(),
        kit.world.clock.now(),
    ];
    let found = IdentifiersFound {
        subject_kind: "complaint",
        subject: id.0,
        count: 1,
        values: vec![FoundValue {
            identifier: value,
            raw: PHONE.to_owned(),
            role,
            source: "test".to_owned(),
        }],
    };
    let mut tx = kit.world.db.write().await.unwrap();
    tx.execute(&store::IDENTIFIER, row).await.unwrap();
    let cx = Cx::platform(&kit.world);
    // Told twice, it is told of once.
    for _ in 0..2 {
        let event = Event::IdentifiersFound(found.clone());
        cx.emit(&mut tx, &event).await.unwrap();
    }
    tx.commit().await.unwrap();
    (id, reference)
}

pub(crate) async fn watch(browser: &mut Browser, form: &str) -> crate::world::Seen {
    browser.get("/alerts/watches").await;
    browser.post("/alerts/watches", form).await
}

pub(crate) const FORM: &str = "genre=phone&valeur=06+39+98+00+01&reason=Procédure+12&jours=30";

async fn watches(kit: &Kit) -> usize {
    let mut tx = kit.world.db.read().await.unwrap();
    tx.all(&store::WATCHES, binds![]).await.unwrap().len()
}

async fn alerts(kit: &Kit) -> usize {
    let mut tx = kit.world.db.read().await.unwrap();
    tx.all(&store::ALERTS, binds![]).await.unwrap().len()
}

on_both!(
    who_watches_is_told_of_what_was_there_and_of_what_comes,
    vec![capability()],
    async |kit: Kit| {
        colleague(&kit, Role::Investigator, "lille").await;
        let (_, before) = bearing(&kit, 1, "lille", Said::Offender).await;
        assert_eq!(alerts(&kit).await, 0, "nobody watches yet");
        let mut investigator = Browser::signed_in(&kit, Role::Investigator, "lille").await;
        let done = watch(&mut investigator, FORM).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert_eq!(done.location, "/alerts/watches?dit=1");
        let page = investigator.get(&done.location).await.body;
        assert!(page.contains("Elle est déjà connue"), "{page}");
        assert!(
            page.contains("+33 6 39 98 00 01") || page.contains("+33639980001"),
            "{page}"
        );
        let (_, after) = bearing(&kit, 2, "lille", Said::Unknown).await;
        let page = plain(&investigator.get("/alerts").await.body);
        assert!(page.contains(&before) && page.contains(&after), "{page}");
        assert_eq!(alerts(&kit).await, 2);

        // Again, without reason, for ever, as another kind: refused, each with its words.
        for (form, says) in [
            (FORM, "Vous surveillez déjà"),
            (
                "genre=phone&valeur=0639980002&reason=&jours=30",
                "Écrivez la raison",
            ),
            (
                "genre=phone&valeur=0639980002&reason=Procédure&jours=0",
                "de 1 à 365",
            ),
            (
                "genre=phone&valeur=0639980002&reason=Procédure&jours=366",
                "de 1 à 365",
            ),
            (
                "genre=iban&valeur=0639980002&reason=Procédure&jours=3",
                "n’est pas une valeur",
            ),
            (
                "genre=&valeur=0639980002&reason=Procédure&jours=3",
                "Choisissez le genre",
            ),
        ] {
            let refused = watch(&mut investigator, form).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
            assert!(plain(&refused.body).contains(says), "{form}");
        }
        // The journal keeps the reason, and neither the value nor its id.
        let row = told(&kit, "watch.added").await.remove(0);
        assert_eq!(row.reason, "Procédure 12");
        assert_eq!(row.detail, "{\"days\":30,\"told\":1}");
        let all = format!("{:?}", journal(&kit).await);
        assert!(!all.contains("39980001") && !all.contains("39 98 00 01"));
    }
);

on_both!(
    units_that_have_the_same_value_are_told_of_each_other_and_of_nothing_closed,
    vec![capability()],
    async |kit: Kit| {
        for unit in ["lille", "brest"] {
            colleague(&kit, Role::Investigator, unit).await;
        }
        let (hidden, reference) = bearing(&kit, 1, "brest", Said::Offender).await;
        let mut lille = Browser::signed_in(&kit, Role::Investigator, "lille").await;
        let mut brest = Browser::signed_in(&kit, Role::Investigator, "brest").await;
        assert_eq!(watch(&mut lille, FORM).await.status, StatusCode::SEE_OTHER);
        let seen = plain(&lille.get("/alerts").await.body);
        assert!(
            seen.contains("Une plainte que vos droits n’ouvrent pas"),
            "{seen}"
        );
        assert!(seen.contains("brest : contact non renseigné"), "{seen}");
        assert!(!seen.contains(&reference) && !seen.contains(&hidden.to_string()));
        // Brest learns who watches, not why, and sees the value only as its own rights show it.
        let seen = plain(&brest.get("/alerts").await.body);
        assert!(
            seen.contains("Un autre service surveille une valeur"),
            "{seen}"
        );
        assert!(
            seen.contains("lille") && !seen.contains("Procédure 12"),
            "{seen}"
        );
        assert!(
            !seen.contains("39 98 00 01") && !seen.contains("39980001"),
            "{seen}"
        );
        // Both watch it: each is told of the other, once.
        let before = alerts(&kit).await;
        assert_eq!(watch(&mut brest, FORM).await.status, StatusCode::SEE_OTHER);
        let seen = plain(&brest.get("/alerts").await.body);
        assert!(
            seen.contains("ou la surveille aussi") && seen.contains("lille"),
            "{seen}"
        );
        assert!(seen.contains(&reference), "its own complaint opens");
        assert!(alerts(&kit).await > before);
        let all = format!("{:?}", journal(&kit).await);
        assert!(!all.contains(&reference) && !all.contains("39980001"));
    }
);

on_both!(
    what_belongs_to_a_victim_shows_only_to_who_may_read_who_that_is,
    vec![capability()],
    async |kit: Kit| {
        colleague(&kit, Role::Analyst, "siege").await;
        let mut analyst = Browser::signed_in(&kit, Role::Analyst, "siege").await;
        assert_eq!(
            watch(&mut analyst, FORM).await.status,
            StatusCode::SEE_OTHER
        );
        let (_, victims) = bearing(&kit, 1, "lille", Said::Victim).await;
        let (_, offenders) = bearing(&kit, 2, "lille", Said::Offender).await;
        let page = analyst.get("/alerts").await.body;
        assert!(page.contains(&offenders), "{page}");
        assert!(!page.contains(&victims), "{page}");
    }
);

on_both!(
    a_watch_is_the_persons_own_and_its_value_goes_with_it,
    vec![capability()],
    async |kit: Kit| {
        for role in [Role::Investigator, Role::Analyst] {
            colleague(&kit, role, "lille").await;
        }
        let mut investigator = Browser::signed_in(&kit, Role::Investigator, "lille").await;
        let mut analyst = Browser::signed_in(&kit, Role::Analyst, "lille").await;
        let (gone, _) = bearing(&kit, 1, "lille", Said::Offender).await;
        assert_eq!(
            watch(&mut investigator, FORM).await.status,
            StatusCode::SEE_OTHER
        );
        let mut tx = kit.world.db.read().await.unwrap();
        let id: Uuid = tx
            .one(&store::WATCHES, binds![])
            .await
            .unwrap()
            .get("id")
            .unwrap();
        drop(tx);
        let page = analyst.get("/alerts/watches").await.body;
        assert!(page.contains("Aucune valeur surveillée"));
        assert!(analyst.get("/alerts").await.body.contains("Aucune alerte"));
        let form = format!("veille={id}");
        let refused = analyst.post("/alerts/watches/retirer", &form).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        assert_eq!((watches(&kit).await, alerts(&kit).await), (1, 1));
        // An erased complaint is told of no more.
        let cx = Cx::platform(&kit.world);
        let mut tx = kit.world.db.write().await.unwrap();
        let erased = ComplaintErased { complaint: gone };
        cx.emit(&mut tx, &Event::ComplaintErased(erased))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(alerts(&kit).await, 0);
        investigator.get("/alerts/watches").await;
        let done = investigator.post("/alerts/watches/retirer", &form).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        assert_eq!((watches(&kit).await, alerts(&kit).await), (0, 0));

        // From the page of an identifier: kept masked. Then its time is over.
        bearing(&kit, 2, "lille", Said::Offender).await;
        let value = parse(Kind::Phone, PHONE).unwrap();
        let identifier = kit.world.value_ids.of("phone", value.canonical());
        let page = analyst
            .get(&format!("/alerts/watches?identifiant={identifier}"))
            .await
            .body;
        assert!(page.contains(&format!("value=\"{identifier}\"")), "{page}");
        let form = format!("identifiant={identifier}&reason=Série+12&jours=1");
        assert_eq!(
            watch(&mut analyst, &form).await.status,
            StatusCode::SEE_OTHER
        );
        let page = analyst.get("/alerts/watches").await.body;
        assert!(
            !page.contains("39 98 00 01") && !page.contains("39980001"),
            "{page}"
        );
        let unknown = format!("identifiant={id}&reason=Série+12&jours=1");
        let refused = watch(&mut analyst, &unknown).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(expire(&cx).await.unwrap(), 0);
        let day = SignedDuration::from_hours(24);
        kit.world.clock.set(kit.world.clock.now() + day);
        let told_before = alerts(&kit).await;
        bearing(&kit, 3, "lille", Said::Offender).await;
        assert_eq!(
            alerts(&kit).await,
            told_before,
            "its time is over: it tells nothing"
        );
        assert_eq!(expire(&cx).await.unwrap(), 1);
        assert_eq!((watches(&kit).await, alerts(&kit).await), (0, 0));
        assert_eq!(told(&kit, "watch.expired").await.len(), 1);
    }
);

on_both!(
    who_may_not_watch_finds_the_door_closed,
    vec![capability()],
    async |kit: Kit| {
        for role in [
            Role::Officer,
            Role::Prosecutor,
            Role::Auditor,
            Role::Administrator,
        ] {
            colleague(&kit, role, "lille").await;
            let mut browser = Browser::signed_in(&kit, role, "lille").await;
            let page = browser.get("/alerts/watches").await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{role:?}");
            browser.get("/agent").await;
            let done = browser.post("/alerts/watches", FORM).await;
            assert_eq!(done.status, StatusCode::FORBIDDEN, "{role:?}");
        }
        assert_eq!(watches(&kit).await, 0);
        let mut stranger = Browser::stranger(&kit);
        let page = stranger.get("/alerts").await;
        assert!(page.location.starts_with("/connexion"), "{:?}", page.status);
    }
);
