//! The file of a series: who may ask for it, what is in it and what is not, its PDF signed and kept,
//! given to who asked for it only, and the journal of it all.

use crate::desk::{Desk, Person, purpose_of, sign_in, the_series};
use crate::store;
use crate::world::{Filed, linked};
use axum::http::StatusCode;
use faisceau_documents::cms::Hash::Sha256;
use faisceau_documents::cms::Signed;
use faisceau_domain::access::{Purpose, Role};
use faisceau_identifiers::{Kind, Role as Said};
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::{Kit, plain};
use faisceau_platform::{binds, on_both};
use faisceau_series::file::{self, FILE, IDENTITIES, Kept, render};
use serde_json::Value;
use uuid::Uuid;

fn pair_of_units() -> Vec<Filed> {
    vec![
        Filed::with_emails(1, &["vendeur"]).in_unit("lille").and(
            Kind::Email,
            "victime@exemple.fr",
            Said::Victim,
        ),
        Filed::with_emails(2, &["vendeur", "complice"]).in_unit("brest"),
        Filed::with_emails(3, &["vendeur", "complice"]).in_unit("brest"),
    ]
}

const MOTIVE: &str = "motif=Saisine+du+parquet&langue=fr";

async fn files(kit: &Kit, series: Uuid, by: &Person) -> Vec<Kept> {
    let mut tx = kit.world.db.read().await.unwrap();
    file::made_by(&mut tx, series, by.id).await.unwrap()
}

async fn contents(kit: &Kit) -> Vec<(String, Value)> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::FILES, binds![]).await.unwrap();
    let read = |row: &faisceau_platform::db::Row| {
        let content: String = row.get("content").unwrap();
        (
            row.get("document").unwrap(),
            serde_json::from_str(&content).unwrap_or_default(),
        )
    };
    rows.iter().map(read).collect()
}

async fn done(kit: &Kit, kind: &str) -> Vec<(String, String)> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::JOURNAL_WHY, binds![kind]).await.unwrap();
    let told =
        |row: &faisceau_platform::db::Row| (row.get("action").unwrap(), row.get("reason").unwrap());
    let all: Vec<(String, String)> = rows.iter().map(told).collect();
    let ours = [
        "series.file_made",
        "series.file_rendered",
        "series.file_downloaded",
    ];
    let mut told: Vec<(String, String)> = all
        .into_iter()
        .filter(|(action, _)| ours.contains(&action.as_str()) || action == "identity.read")
        .collect();
    told.sort();
    told
}

on_both!(
    a_file_holds_what_its_asker_may_read_and_its_pdf_is_signed,
    crate::capabilities(),
    async |kit: Kit| {
        let world = pair_of_units();
        linked(&kit, &world).await;
        let desk = Desk::of(&kit);
        let (id, reference) = the_series(&kit).await;
        let person = sign_in(&kit, Role::Investigator, Purpose::Inquiry, "brest").await;
        let path = format!("/series/{id}/file");
        let seen = desk.post(&person, &path, MOTIVE, true).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        let held = contents(&kit).await;
        let [(document, content)] = &held[..] else {
            panic!("one file: {held:?}")
        };
        assert_eq!(document, FILE);
        let text = plain(&content.to_string());
        for expected in [
            "vendeur@exemple[.]fr dans 3 plaintes",
            "1 des 2 plaintes suivantes qui emploient cette adresse e-mail partage aussi",
            "Règles de calcul : version 3.",
            "1 plainte n’est pas listée",
            "Saisine du parquet",
            &reference,
            "<svg",
        ] {
            assert!(text.contains(expected), "{expected}\n{text}");
        }
        let of = |filed: &Filed| filed.id.simple().to_string();
        assert!(!text.contains(&of(&world[0])), "Lille's is not listed");
        assert!(text.contains(&of(&world[1])) && text.contains(&of(&world[2])));
        assert!(!text.contains("victime@"), "{text}");
        assert_eq!(content["head"]["reference"], format!("{reference}/1"));

        let kept = files(&kit, id, &person).await.remove(0);
        let link = format!("{path}/{}", kept.id);
        let page = desk.get(&person, &path).await;
        assert!(page.body.contains(&link), "{}", page.body);
        let pdf = render::render(&Cx::platform(&kit.world), kept.id)
            .await
            .unwrap();
        let keys = kit.world.keys().verifying();
        let verified = faisceau_documents::verify_file(&pdf, &keys).unwrap();
        let payload: Value = serde_json::from_slice(&verified.payload.unwrap()).unwrap();
        assert_eq!(payload["document"], FILE);
        assert_eq!(payload["reference"], format!("{reference}/1"));
        let again = render::render(&Cx::platform(&kit.world), kept.id)
            .await
            .unwrap();
        assert_eq!(again, pdf, "kept once");
        assert_eq!(
            contents(&kit).await[0].1,
            Value::Null,
            "the PDF alone holds it"
        );
        let status = desk.get_bytes(&person, &link).await;
        assert_eq!(status, (StatusCode::OK, pdf.clone()));
        // Without a certificate of the operator, its signature apart holds for this very file.
        assert!(page.body.contains(&format!("{link}.p7s")));
        let (status, apart) = desk.get_bytes(&person, &format!("{link}.p7s")).await;
        assert_eq!(status, StatusCode::OK);
        let apart = Signed::read(&apart).unwrap();
        assert!(apart.verify(&Sha256.of(&pdf)).is_ok());
        assert!(apart.verify(&Sha256.of(&pdf[1..])).is_err());
        let why = "Saisine du parquet".to_owned();
        let told = |action: &str, why: &str| (action.to_owned(), why.to_owned());
        let expected = [
            told("series.file_downloaded", &why),
            told("series.file_downloaded", &why),
            told("series.file_made", &why),
            told("series.file_rendered", ""),
        ];
        assert_eq!(done(&kit, "series").await, expected);
        assert_eq!(done(&kit, "complaint").await, [], "no identity was read");
    }
);

on_both!(
    identities_are_in_a_paper_of_their_own_for_who_may_know_them,
    crate::capabilities(),
    async |kit: Kit| {
        let world = pair_of_units();
        linked(&kit, &world).await;
        let person = r#"{"v":1,"form":{"code":"fake_shop","version":1,"hash":"0"},"answers":{"victim.civil":{"state":"value","value":{"type":"person","is":{"parts":[["first_names","Camille"],["birth_name","EXEMPLE"]],"born_on":"1984-07-01"}}}}}"#;
        let mut tx = kit.world.db.write().await.unwrap();
        let row = binds![world[1].id, person];
        tx.execute(&store::ANSWER_ONLINE, row).await.unwrap();
        tx.commit().await.unwrap();
        let desk = Desk::of(&kit);
        let (id, _) = the_series(&kit).await;
        let path = format!("/series/{id}/file");
        let with = format!("{MOTIVE}&identites=1");
        // The analyst reads every complaint and no identity: refused with words, nothing is made.
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let seen = desk.post(&analyst, &path, &with, true).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(plain(&seen.body).contains("Vos droits n’ouvrent l’identité d’aucun plaignant"));
        assert!(contents(&kit).await.is_empty());
        let investigator = sign_in(&kit, Role::Investigator, Purpose::Inquiry, "brest").await;
        let seen = desk.post(&investigator, &path, &with, true).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        let held = contents(&kit).await;
        assert_eq!(held.len(), 2);
        for (document, content) in &held {
            let named = content.to_string().contains("EXEMPLE");
            assert_eq!(named, document == IDENTITIES, "{content}");
        }
        let annex = held.iter().find(|(document, _)| document == IDENTITIES);
        let annex = &annex.unwrap().1;
        assert_eq!(annex["identities"].as_array().unwrap().len(), 2);
        assert_eq!(annex["identities"][0]["born"], "1er juillet 1984");
        let read = done(&kit, "complaint").await;
        let why = ("identity.read".to_owned(), "Saisine du parquet".to_owned());
        assert_eq!(read, [why.clone(), why], "one for each complaint of Brest");
    }
);

on_both!(
    only_who_may_export_asks_and_only_who_asked_is_given_it,
    crate::capabilities(),
    async |kit: Kit| {
        linked(&kit, &pair_of_units()).await;
        let desk = Desk::of(&kit);
        let (id, _) = the_series(&kit).await;
        let path = format!("/series/{id}/file");
        let seen = desk.stranger(&path).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER);
        assert!(seen.location.starts_with("/connexion"));
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let (ok, no, hidden) = (StatusCode::OK, StatusCode::FORBIDDEN, StatusCode::NOT_FOUND);
        for (role, unit, status) in [
            (Role::Officer, "lille", no),
            (Role::Investigator, "brest", ok),
            (Role::Investigator, "nice", hidden),
            (Role::Prosecutor, "brest", ok),
            (Role::Auditor, "lille", no),
            (Role::Administrator, "lille", no),
        ] {
            let person = sign_in(&kit, role, purpose_of(role), unit).await;
            let seen = desk.get(&person, &path).await;
            assert_eq!(seen.status, status, "{role:?} {unit}");
            let seen = desk.post(&person, &path, MOTIVE, true).await;
            let made = if status == ok {
                StatusCode::SEE_OTHER
            } else {
                status
            };
            assert_eq!(seen.status, made, "{role:?} {unit}");
        }
        // Without a motive, or with too short a one, nothing is made and it is said why.
        for typed in ["", "motif=+++oui++++&langue=fr"] {
            let seen = desk.post(&analyst, &path, typed, true).await;
            assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(plain(&seen.body).contains("Indiquez pourquoi ce dossier est demandé"));
        }
        let seen = desk.post(&analyst, &path, MOTIVE, false).await;
        assert_eq!(seen.status, no, "without the token of the form");
        assert!(files(&kit, id, &analyst).await.is_empty());
        // Somebody else's file does not exist for the analyst, whatever the rights.
        let other = sign_in(&kit, Role::Investigator, Purpose::VictimSupport, "brest").await;
        let person = sign_in(&kit, Role::Prosecutor, Purpose::Inquiry, "lille").await;
        desk.post(&person, &path, MOTIVE, true).await;
        let kept = files(&kit, id, &person).await.remove(0);
        for reader in [&analyst, &other] {
            let seen = desk.get(reader, &format!("{path}/{}", kept.id)).await;
            assert!([hidden, no].contains(&seen.status), "{}", seen.status);
        }
        for wrong in [format!("{path}/88"), format!("{path}/{}", Uuid::nil())] {
            assert_eq!(desk.get(&person, &wrong).await.status, hidden, "{wrong}");
        }
    }
);
