//! "Has this person already filed?" at the counter: by reference, by who the person is, by the facts; what an
//! officer may not read is told by its unit alone; recognised, it is joined when the open file is filed.

use crate::codes_stored::everything;
use crate::counter::elsewhere;
use crate::operations_kit::{Says, filed, filled, officer, staff, stored, victim};
use crate::pages_browser::text;
use crate::space_browser::{Browser, Seen};
use crate::store;
use crate::twice::neighbour_of;
use axum::http::StatusCode;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::code::Code;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::twice::{Who, told};
use faisceau_intake::file::Nature;
use faisceau_intake::follow::Tried;
use faisceau_intake::{ask, capability, file, resume, twice};
use faisceau_platform::jobs::run::work_until_idle;
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, plain};
use faisceau_platform::web::Standing;

const WHY: (&str, &str) = ("reason", "elle dit avoir déposé en mars");
const MARTIN: [(&str, &str); 4] = [
    ("name", "MARTIN"),
    ("born.day", "2"),
    ("born.month", "5"),
    ("born.year", "1980"),
];

/// An officer who holds a new file, and its page of this question.
async fn desk(kit: &Kit) -> (Browser, String) {
    officer(kit).await;
    let mut desk = Browser::new(kit, &[capability()]);
    desk.sign_in("lefort", "intake").await;
    let opened = desk.post("/guichet", &[("type", "fake_shop")]).await;
    let at = format!("{}/deja", opened.location);
    let seen = desk.get(&at).await;
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
    (desk, at)
}

async fn look(desk: &mut Browser, at: &str, typed: &[(&str, &str)]) -> Seen {
    let mut all = vec![("do", "look"), WHY];
    all.extend_from_slice(typed);
    desk.post(at, &all).await
}

fn says(seen: &Seen) -> String {
    plain(&text(&seen.body))
}

on_both!(
    a_person_is_found_by_reference_name_phone_and_mail,
    vec![capability()],
    async |kit: Kit| {
        let first = filed(&kit).await;
        work_until_idle(&kit.world).await.unwrap();
        let reference = stored(&kit, first.complaint).await.reference;
        let (mut desk, at) = desk(&kit).await;
        let ways: [(&[(&str, &str)], &str); 4] = [
            (&[("reference", &reference)], "la référence"),
            (&MARTIN, "nom et date de naissance"),
            (&[("phone", "+33 6 39 98 00 01")], "téléphone de la victime"),
            (
                &[("email", "Contact@Exemple.fr")],
                "adresse e-mail de la victime",
            ),
        ];
        for (typed, because) in ways {
            let seen = look(&mut desk, &at, typed).await;
            assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
            let said = says(&seen);
            assert!(said.contains(&reference), "{typed:?}: {said}");
            assert!(said.contains(because), "{typed:?}: {said}");
            for part in [
                "Faux site de vente",
                "22 novembre 2026",
                "File commune",
                "Reçue, à lire",
            ] {
                assert!(said.contains(part), "{part}: {said}");
            }
            // No facts and no identity.
            for part in ["boutique.exemple", "Camille", "1250,50", "1 250,50"] {
                assert!(!said.contains(part), "{part}: {said}");
            }
        }
        let unknown = [("name", "Zqwxvyz"), MARTIN[1], MARTIN[2], MARTIN[3]];
        let seen = look(&mut desk, &at, &unknown).await;
        assert!(says(&seen).contains("Aucune plainte n’a été trouvée."));
        // Each search is journaled with its reason, each reading on its complaint, no term anywhere.
        assert_eq!(store::journaled_as(&kit, "search.run").await, 5);
        let read = store::actions_on(&kit, first.complaint.0).await;
        assert_eq!(
            read.iter().filter(|did| *did == "complaint.read").count(),
            4
        );
        for (place, bytes) in everything(&kit).await {
            let read = String::from_utf8_lossy(&bytes).to_lowercase();
            assert!(!read.contains("zqwxvyz"), "{place}");
        }
    }
);

on_both!(
    what_is_badly_typed_or_without_a_reason_is_told_and_looks_for_nothing,
    vec![capability()],
    async |kit: Kit| {
        let (mut desk, at) = desk(&kit).await;
        let refused: [(&[(&str, &str)], &str); 8] = [
            (
                &[("do", "look"), MARTIN[0], MARTIN[1], MARTIN[2], MARTIN[3]],
                "Écrivez pourquoi",
            ),
            (
                &[("do", "look"), ("reason", "oui"), ("phone", "0639980001")],
                "Écrivez pourquoi",
            ),
            (&[("do", "look"), WHY], "Tapez au moins une référence"),
            (&[("do", "look"), WHY, ("reference", "PLA-1")], "référence"),
            (
                &[("do", "look"), WHY, MARTIN[0]],
                "Tapez un nom, et le jour",
            ),
            (
                &[
                    ("do", "look"),
                    WHY,
                    MARTIN[0],
                    ("born.day", "31"),
                    ("born.month", "2"),
                    ("born.year", "1980"),
                ],
                "Tapez un nom, et le jour",
            ),
            (
                &[("do", "look"), WHY, MARTIN[1], MARTIN[2], MARTIN[3]],
                "une date seule ne désigne personne",
            ),
            (
                &[("do", "look"), WHY, ("email", "pas une adresse")],
                "n’a pas la forme attendue",
            ),
        ];
        for (typed, told) in refused {
            let seen = desk.post(&at, typed).await;
            assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed:?}");
            assert!(says(&seen).contains(told), "{typed:?}: {}", says(&seen));
        }
        assert_eq!(store::journaled_as(&kit, "search.run").await, 0);
        // What was typed stays on the page.
        let seen = desk
            .post(&at, &[("do", "look"), ("name", "Lou Exemple")])
            .await;
        assert!(seen.body.contains("value=\"Lou Exemple\""));
    }
);

on_both!(
    a_complaint_of_another_unit_is_told_by_its_unit_alone,
    vec![capability()],
    async |kit: Kit| {
        let first = filed(&kit).await;
        work_until_idle(&kit.world).await.unwrap();
        let far = elsewhere(&kit).await;
        ask::ask(&far, first.complaint, "Quel jour ?")
            .await
            .unwrap();
        let reference = stored(&kit, first.complaint).await.reference;
        let (mut desk, at) = desk(&kit).await;
        let seen = look(&mut desk, &at, &MARTIN).await;
        let said = says(&seen);
        assert!(
            said.contains("Une plainte existe dans le service brest : demandez-lui"),
            "{said}"
        );
        for part in [
            reference.as_str(),
            "22 novembre",
            "Complément demandé",
            "Ce sont les mêmes faits",
        ] {
            assert!(!said.contains(part), "{part}: {said}");
        }
        assert!(!seen.body.contains(&first.complaint.0.to_string()));
        let read = store::actions_on(&kit, first.complaint.0).await;
        assert!(!read.contains(&"complaint.read".to_owned()));
        // Nor is it recognised without the right to it.
        let id = first.complaint.0.to_string();
        let reason = format!("same-{id}");
        let forced = [("do", "same"), ("complaint", id.as_str()), (&reason, WHY.1)];
        assert_eq!(desk.post(&at, &forced).await.status, StatusCode::NOT_FOUND);
        let forced = [("do", "same"), ("complaint", "x"), WHY];
        assert_eq!(
            desk.post(&at, &forced).await.status,
            StatusCode::BAD_REQUEST
        );
        // The page itself is of the officer in charge.
        staff(&kit, "durand", Role::Officer, Purpose::Intake).await;
        staff(&kit, "analyste", Role::Analyst, Purpose::Linkage).await;
        let mut other = Browser::new(&kit, &[capability()]);
        other.sign_in("durand", "intake").await;
        assert_eq!(other.get(&at).await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            look(&mut other, &at, &MARTIN).await.status,
            StatusCode::NOT_FOUND
        );
        let mut analyst = Browser::new(&kit, &[capability()]);
        analyst.sign_in("analyste", "linkage").await;
        assert_eq!(analyst.get(&at).await.status, StatusCode::FORBIDDEN);
        let mut stranger = Browser::new(&kit, &[capability()]);
        assert!(stranger.get(&at).await.location.starts_with("/connexion"));
    }
);

/// A draft that its holder brings, open at the counter, and its page of this question.
async fn brought(kit: &Kit, code: &Code) -> (Browser, String) {
    let (mut desk, _) = desk(kit).await;
    desk.get("/guichet").await;
    let typed = code.grouped();
    let opened = desk.post("/guichet/code", &[("code", &typed)]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
    let at = format!("{}/deja", opened.location);
    desk.get(&at).await;
    (desk, at)
}

on_both!(
    what_an_officer_recognises_is_joined_when_it_is_filed,
    vec![capability()],
    async |kit: Kit| {
        let first = filed(&kit).await;
        work_until_idle(&kit.world).await.unwrap();
        let reference = stored(&kit, first.complaint).await.reference;
        let draft = filled(&kit, "fake_shop", &Says::new()).await;
        let (mut desk, at) = brought(&kit, &draft.code).await;
        // Nothing typed: what the open file tells is looked for.
        let seen = look(&mut desk, &at, &[]).await;
        let said = says(&seen);
        assert!(
            said.contains(&reference) && said.contains("un paiement de même montant"),
            "{said}"
        );
        let id = first.complaint.0.to_string();
        let reason = format!("same-{id}");
        let short = [
            ("do", "same"),
            ("complaint", id.as_str()),
            (reason.as_str(), "non"),
            ("name", "Lou Exemple"),
            MARTIN[1],
            MARTIN[2],
            MARTIN[3],
            WHY,
        ];
        let seen = desk.post(&at, &short).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        // Told beside that complaint, which stays on the page with the search that found it.
        for kept in [
            format!("href=\"#f-{reason}\""),
            format!("id=\"f-{reason}\""),
            "value=\"non\"".to_owned(),
            "value=\"Lou Exemple\"".to_owned(),
            format!("value=\"{}\"", WHY.1),
            reference.clone(),
        ] {
            assert!(seen.body.contains(&kept), "{kept}: {}", seen.body);
        }
        let same = [
            ("do", "same"),
            ("complaint", id.as_str()),
            (reason.as_str(), WHY.1),
        ];
        assert_eq!(desk.post(&at, &same).await.location, at);
        let seen = desk.get(&at).await;
        let said = says(&seen);
        assert!(said.contains(&format!("Reconnue : {reference}")), "{said}");
        assert!(said.contains("dit les mêmes faits"), "{said}");
        assert!(said.contains("Ce ne sont pas les mêmes"), "{said}");
        // Taken back, it is not known any more; said again, it is.
        desk.post(&at, &[("do", "apart")]).await;
        assert!(!says(&desk.get(&at).await).contains("Reconnue"));
        // What its holder proved is not the officer's to take back: no button pretends it.
        let tried = Tried::read(&reference, first.follow_up.bare()).unwrap();
        let proven = twice::say_same(&victim(&kit), &draft, &tried, Standing::Within).await;
        assert!(proven.unwrap().is_some());
        let said = says(&desk.get(&at).await);
        assert!(said.contains("Reconnue"), "{said}");
        assert!(!said.contains("Ce ne sont pas les mêmes"), "{said}");
        desk.post(&at, &same).await;
        // Who began it online is not told of it.
        let mut holder = crate::pages_browser::Browser::new(&kit);
        holder.open("/reprendre").await;
        let code = draft.code.grouped();
        holder.post("/reprendre", &[("code", &code)]).await;
        holder.open("/plainte/deja").await;
        holder.is_at("/plainte/deja");
        assert!(!text(&holder.page.body).contains(&reference));
        let second = file::file(&victim(&kit), &draft.code, Nature::Complaint).await;
        let second = second.unwrap().complaint;
        let mut tx = kit.world.db.read().await.unwrap();
        let case = twice::case_of(&mut tx, second).await.unwrap();
        assert_eq!(case, Some(first.complaint));
        let [pair] = &twice::pairs(&mut tx, second).await.unwrap()[..] else {
            panic!("one pair")
        };
        let (_, by, reason) = pair.decided.clone().unwrap();
        assert!(by.is_some(), "an officer decided");
        assert_eq!(reason, WHY.1);
        assert!(pair.likeness.who.contains(&Who::Officer));
        let did = store::actions_on(&kit, first.complaint.0).await;
        let told = did.iter().filter(|did| *did == "complaint.recognised");
        assert_eq!(told.count(), 2, "{did:?}");
    }
);

/// A complaint holds a value that an open file tells, as series writes it.
async fn shares(kit: &Kit, complaint: ComplaintId, code: &Code) {
    let draft = resume::resume(&victim(kit), code).await.unwrap().unwrap();
    let told = told(&draft.journey(&kit.world.forms));
    let value = told.values.first().unwrap();
    let (kind, key) = value.split_once(' ').unwrap();
    store::holds(kit, complaint.0, kit.world.value_ids.of(kind, key)).await;
}

on_both!(
    the_same_facts_of_somebody_else_are_told_to_who_may_read_them_only,
    vec![capability()],
    async |kit: Kit| {
        let first = filed(&kit).await;
        work_until_idle(&kit.world).await.unwrap();
        let reference = stored(&kit, first.complaint).await.reference;
        let says_other = Says::from([
            ("victim.email", "voisine@exemple.fr"),
            ("victim.phone", "06 39 98 00 77"),
        ]);
        let code = neighbour_of(&kit, &says_other).await;
        shares(&kit, first.complaint, &code).await;
        let (mut desk, at) = brought(&kit, &code).await;
        let said = says(&look(&mut desk, &at, &[]).await);
        assert!(
            said.contains(&reference) && said.contains("une valeur en commun"),
            "{said}"
        );
        let far = elsewhere(&kit).await;
        ask::ask(&far, first.complaint, "Quel jour ?")
            .await
            .unwrap();
        let said = says(&look(&mut desk, &at, &[]).await);
        assert!(said.contains("Aucune plainte n’a été trouvée."), "{said}");
    }
);
