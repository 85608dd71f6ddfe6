//! A victim known by a real OpenID provider: nothing asks for it, what they keep is found again without a code, what
//! a liar answers opens nothing, what is told prefills and is never imposed, and nothing of it stays once it is
//! over. On both databases.

use crate::identity_kit::{kit, known, leave_and_come_back};
use crate::operations_kit::{Says, filed, inputs, officer, staff, stored, victim};
use crate::space::opened;
use crate::space_browser::{Browser, Seen};
use crate::store::{details, stored_words, ties};
use axum::http::StatusCode;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::form::{PageUse, Posted};
use faisceau_domain::retention::Ground;
use faisceau_intake::draft::Draft;
use faisceau_intake::retention::{confirm, propose};
use faisceau_intake::{answer, capability, start};
use faisceau_platform::testkit::identity::IdentityProvider;
use faisceau_platform::testkit::{Kit, On, plain};
use serde_json::json;

macro_rules! on_both {
    ($name:ident, $body:expr) => {
        mod $name {
            use super::*;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            #[cfg_attr(not(has_oidc), ignore = "oidc-provider not found")]
            async fn on_sqlite() {
                let body = $body;
                body(On::Sqlite, IdentityProvider::start()).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            #[cfg_attr(
                not(all(has_oidc, has_postgres)),
                ignore = "oidc-provider or PostgreSQL not found"
            )]
            async fn on_postgres() {
                let body = $body;
                body(On::Postgres, IdentityProvider::start()).await;
            }
        }
    };
}

const LIST: &str = "/suivi/mes-dossiers";
const LEAVE: &str = "/suivi/identite/par/franceconnect";

fn camille() -> serde_json::Value {
    json!({
        "sub": "sujet-de-camille",
        "claims": {
            "acr": "eidas1", "given_name": "Camille Andrée", "family_name": "Martin", "birthdate": "1980-05-00",
        },
    })
}

async fn press(browser: &mut Browser, gesture: &str, reference: &str) -> Seen {
    let form = [("reference", reference)];
    let path = format!("{LIST}/{gesture}");
    let seen = browser.post(&path, &form).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
    seen
}

on_both!(
    a_complaint_is_kept_on_demand_found_again_without_its_code_and_let_go,
    async |on: On, provider: IdentityProvider| {
        let kit = kit(on, vec![provider.settings("franceconnect", Vec::new())]).await;
        provider.tell(&camille());
        let mine = filed(&kit).await;
        let other = filed(&kit).await;
        let (reference, strange) = (
            stored(&kit, mine.complaint).await.reference,
            stored(&kit, other.complaint).await.reference,
        );
        let (mut browser, page) = opened(&kit, &mine).await;
        assert!(page.body.contains("Garder ce dossier avec Essai Connect"));
        assert!(page.body.contains("C’est facultatif."), "it says so");
        // Coming back attaches nothing: the button does.
        let seen = leave_and_come_back(&mut browser, &provider, LEAVE).await;
        assert_eq!(seen.location, LIST);
        let list = browser.get(LIST).await;
        assert!(list.body.contains("Garder ce dossier"), "{}", list.body);
        assert!(
            !list.body.contains("mes-dossiers/ouvrir"),
            "nothing is kept yet"
        );
        press(&mut browser, "garder", "").await;
        press(&mut browser, "garder", "").await;
        let list = browser.get(LIST).await;
        assert!(list.body.contains(&reference) && !list.body.contains("mes-dossiers/garder"));
        assert_eq!(details(&kit, "identity.attached").await.len(), 1, "once");

        // Another browser of the same person: no code. What is not theirs and what does not exist answer alike.
        let mut later = known(&kit, &provider, LEAVE).await;
        let list = later.get(LIST).await;
        assert!(list.body.contains(&reference) && !list.body.contains(&strange));
        for nothing in [strange.as_str(), "FSC-2031-000001-K", "", "'"] {
            assert_eq!(press(&mut later, "ouvrir", nothing).await.location, LIST);
            assert_eq!(press(&mut later, "detacher", nothing).await.location, LIST);
            assert_eq!(
                later.get("/suivi/dossier").await.status,
                StatusCode::SEE_OTHER
            );
            later.get(LIST).await;
        }
        assert_eq!(
            press(&mut later, "ouvrir", &reference).await.location,
            "/suivi/dossier"
        );
        let space = later.get("/suivi/dossier").await;
        assert!(plain(&space.body).contains(&reference), "{}", space.body);
        assert!(later.get("/suivi/droits").await.status == StatusCode::OK);
        // The same cookie for a complaint that is not theirs opens nothing, nor without the visit.
        later.hold("follow", &format!("{strange}.~"));
        assert_eq!(later.get("/suivi/dossier").await.location, "/suivi");
        let mut nobody = Browser::new(&kit, &[capability()]);
        nobody.hold("follow", &format!("{reference}.~"));
        assert_eq!(nobody.get("/suivi/dossier").await.location, "/suivi");

        // Somebody else finds nothing of it.
        provider.tell(&json!({ "sub": "autre-sujet", "claims": { "acr": "eidas1" } }));
        let mut stranger = known(&kit, &provider, LEAVE).await;
        let list = stranger.get(LIST).await;
        assert!(
            list.body.contains("Aucun dossier n’est gardé ici") && !list.body.contains(&reference)
        );
        assert_eq!(
            press(&mut stranger, "ouvrir", &reference).await.location,
            LIST
        );

        later.get(LIST).await;
        // Let go: the list is empty, what was open by it is closed, and the code opens as before.
        press(&mut later, "ouvrir", &reference).await;
        assert_eq!(later.get("/suivi/dossier").await.status, StatusCode::OK);
        later.get(LIST).await;
        press(&mut later, "detacher", &reference).await;
        assert_eq!(later.get("/suivi/dossier").await.location, "/suivi");
        assert_eq!(details(&kit, "identity.detached").await.len(), 1);
        opened(&kit, &mine).await;
    }
);

on_both!(
    nothing_of_the_subject_stays_in_clear_and_leaving_signs_out_there_too,
    async |on: On, provider: IdentityProvider| {
        let kit = kit(on, vec![provider.settings("franceconnect", Vec::new())]).await;
        provider.tell(&camille());
        let mine = filed(&kit).await;
        let reference = stored(&kit, mine.complaint).await.reference;
        let (mut browser, _) = opened(&kit, &mine).await;
        leave_and_come_back(&mut browser, &provider, LEAVE).await;
        browser.get(LIST).await;
        press(&mut browser, "garder", "").await;
        let asked = provider.tell(&camille());
        assert_eq!(asked[0]["acr_values"], "eidas1");
        let scope = asked[0]["scope"].as_str().unwrap();
        assert_eq!(
            scope, "openid given_name family_name birthdate",
            "and nothing more"
        );
        let all = stored_words(&kit).await;
        assert!(all.len() > 2, "rows were read");
        for word in ["sujet-de-camille", "Andrée", "eyJ"] {
            assert!(!all.iter().any(|row| row.contains(word)), "{word}");
        }
        browser.get(LIST).await;
        press(&mut browser, "ouvrir", &reference).await;
        browser.get("/suivi/dossier").await;
        // To leave the space is to leave for good, here and there.
        let left = browser.post("/suivi/sortir", &[]).await;
        assert_eq!(left.status, StatusCode::OK);
        assert!(left.body.contains("Se déconnecter aussi de Essai Connect"));
        let refresh = left.headers["refresh"].to_str().unwrap();
        let (_, url) = refresh.split_once("url=").unwrap();
        assert!(
            url.contains("id_token_hint=ey") && url.contains("&state="),
            "{url}"
        );
        let (head, page) = provider.get(url);
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        assert!(page.contains("/session/end/confirm"), "{page}");
        assert_eq!(
            browser.get("/suivi/dossier").await.status,
            StatusCode::SEE_OTHER
        );
        assert!(!browser.get(LIST).await.body.contains(&reference));
        // A visit ends by itself.
        let mut again = known(&kit, &provider, LEAVE).await;
        assert!(again.get(LIST).await.body.contains(&reference));
        kit.world.clock.advance_millis(61 * 60 * 1000);
        let list = again.get(LIST).await;
        assert!(!list.body.contains(&reference), "an hour at most");
        assert!(
            list.body
                .contains("Retrouver mes dossiers avec Essai Connect")
        );
    }
);

on_both!(
    what_is_not_believed_is_told_with_the_way_that_remains,
    async |on: On, provider: IdentityProvider| {
        let kit = kit(on, vec![provider.settings("franceconnect", Vec::new())]).await;
        let honest = json!({ "acr": "eidas1", "family_name": "Martin" });
        let lies = [
            ("signature", "signature"),
            ("alg", "signature"),
            ("shared", "signature"),
            ("nonce", "nonce"),
            ("issuer", "issuer"),
            ("audience", "audience"),
            ("expired", "expired"),
            ("userinfo", "userinfo"),
            ("someone", "userinfo"),
            ("denied", "denied"),
        ];
        for (lie, _) in lies {
            provider.tell(&json!({ "claims": honest, "lie": lie }));
            kit.world.clock.advance_millis(1);
            let mut browser = Browser::new(&kit, &[capability()]);
            let seen = leave_and_come_back(&mut browser, &provider, LEAVE).await;
            stopped(&seen, StatusCode::UNPROCESSABLE_ENTITY, lie);
            assert!(!browser.holds("identity"), "{lie}");
        }
        // A level of assurance that the profile does not take.
        provider.tell(&json!({ "claims": { "acr": "loin" } }));
        let mut browser = Browser::new(&kit, &[capability()]);
        let seen = leave_and_come_back(&mut browser, &provider, LEAVE).await;
        stopped(&seen, StatusCode::UNPROCESSABLE_ENTITY, "assurance");
        let told = details(&kit, "identity.refused").await;
        let told: Vec<&str> = told
            .iter()
            .map(|row| row["why"].as_str().unwrap())
            .collect();
        let mut whys: Vec<&str> = lies.iter().map(|(_, why)| *why).collect();
        whys.push("assurance");
        assert_eq!(told, whys);
    }
);

fn stopped(seen: &Seen, status: StatusCode, why: &str) {
    assert_eq!(seen.status, status, "{why}");
    for words in [
        "Vos dossiers n’ont pas été retrouvés",
        "Rien n’est perdu",
        "href=\"/suivi\"",
    ] {
        assert!(seen.body.contains(words), "{why}: {words}");
    }
}

on_both!(
    an_answer_serves_once_in_time_in_the_browser_that_left,
    async |on: On, provider: IdentityProvider| {
        let kit = kit(on, vec![provider.settings("franceconnect", Vec::new())]).await;
        provider.tell(&camille());
        let over = |seen: &Seen, why: &str| {
            stopped(seen, StatusCode::UNPROCESSABLE_ENTITY, why);
            assert!(seen.body.contains("n’est plus valable"), "{why}");
        };
        let mut victim = Browser::new(&kit, &[capability()]);
        victim.get(LEAVE).await;
        let left = Browser::new(&kit, &[capability()]).get(LEAVE).await;
        let back = provider.walk(&left.location);
        over(&victim.get(&back).await, "another browser's");
        let mut browser = Browser::new(&kit, &[capability()]);
        let left = browser.get(LEAVE).await;
        let back = provider.walk(&left.location);
        assert_eq!(browser.get(&back).await.location, LIST);
        over(&browser.get(&back).await, "replayed");
        over(
            &browser.get("/suivi/identite/retour?code=a&state=b").await,
            "invented",
        );
        over(&browser.get("/suivi/identite/retour").await, "empty");
        let left = browser.get(LEAVE).await;
        let back = provider.walk(&left.location);
        kit.world.clock.advance_millis(16 * 60 * 1000);
        over(&browser.get(&back).await, "late");
        // One that is down, on the way there and on the way back.
        let left = browser.get(LEAVE).await;
        let back = provider.walk(&left.location);
        provider.tell(&json!({ "lie": "silent" }));
        for path in [back.as_str(), LEAVE] {
            let seen = browser.get(path).await;
            stopped(&seen, StatusCode::SERVICE_UNAVAILABLE, path);
            assert!(seen.body.contains("ne répond pas"));
        }
        // A way that leads elsewhere leads to the list.
        provider.tell(&camille());
        for elsewhere in ["https://exemple.fr", "//exemple.fr", "/agent"] {
            let path = format!("{LEAVE}?retour={elsewhere}");
            let seen = leave_and_come_back(&mut browser, &provider, &path).await;
            assert_eq!(seen.location, LIST, "{elsewhere}");
        }
        let unknown = browser.get("/suivi/identite/par/inconnu").await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    }
);

/// A draft answered up to the page that asks who the person is.
async fn before_identity(kit: &Kit, says: &Says<'_>) -> Draft {
    let (cx, forms) = (victim(kit), &kit.world.forms);
    let mut draft = start::start(&cx, "fake_shop").await.unwrap();
    let mut slug = draft.journey(forms).first().slug.clone();
    while slug != "identity" {
        let posted = {
            let journey = draft.journey(forms);
            let page = journey.page(&slug).unwrap();
            assert_eq!(page.purpose, PageUse::Questions);
            Posted::new(page.asked.iter().flat_map(|asked| inputs(asked, says)))
        };
        let taken = answer::answer(&cx, &draft.code, &slug, &posted).await;
        draft = taken.unwrap().draft;
        let journey = draft.journey(forms);
        slug = journey.next_after(&slug).unwrap().slug.clone();
    }
    draft
}

on_both!(
    what_a_provider_tells_is_offered_said_to_be_its_and_never_imposed,
    async |on: On, provider: IdentityProvider| {
        let kit = kit(on, vec![provider.settings("franceconnect", Vec::new())]).await;
        provider.tell(&camille());
        let page = "/plainte/q/identity";
        let draft = before_identity(&kit, &Says::new()).await;
        let mut browser = Browser::new(&kit, &[capability()]);
        browser.hold("draft", draft.code.bare());
        let shown = browser.get(page).await;
        assert!(
            shown.body.contains("Les reprendre de Essai Connect"),
            "{}",
            shown.body
        );
        assert!(shown.body.contains("(facultatif)") && !shown.body.contains("Martin"));
        let way = format!("{LEAVE}?retour={page}");
        let seen = leave_and_come_back(&mut browser, &provider, &way).await;
        assert_eq!(seen.location, page);
        let shown = browser.get(page).await;
        for words in [
            "Ces renseignements viennent de Essai Connect",
            "Vous pouvez les changer",
            "value=\"Martin\"",
            "value=\"Camille Andrée\"",
            "value=\"1980\"",
            "value=\"05\"",
        ] {
            assert!(shown.body.contains(words), "{words}: {}", shown.body);
        }
        assert!(
            !shown.body.contains("value=\"00\""),
            "a day that is not known is asked"
        );
        let stored = answers(&kit, &draft).await;
        assert!(
            !stored.contains("Martin"),
            "nothing is stored before it is sent"
        );
        // Changed: it is the person's own word, and nothing says that a provider told it.
        let typed = |name: &'static str| {
            [
                ("victim.civil:birth_name", name),
                ("victim.civil:first_names", "Camille Andrée"),
                ("victim.civil:born_on.day", "2"),
                ("victim.civil:born_on.month", "05"),
                ("victim.civil:born_on.year", "1980"),
                ("victim.address:lines", "1 rue X"),
                ("victim.address:town", "Lyon"),
                ("filer.auth", "none"),
            ]
        };
        let seen = browser.post(page, &typed("Martine")).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        assert!(details(&kit, "identity.taken").await.is_empty());
        let shown = browser.get(page).await;
        assert!(
            shown.body.contains("value=\"Martine\""),
            "what was answered is not replaced"
        );
        assert!(!shown.body.contains("viennent de Essai Connect"));
        // As it was told: the journal says by whom, and not what.
        let seen = browser.post(page, &typed("Martin")).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        let taken = details(&kit, "identity.taken").await;
        assert_eq!(taken, [json!({ "provider": "franceconnect" })]);

        // Who files for somebody else is offered their own name, not that of the victim.
        let helper = Says::from([("filer.role", "relative")]);
        let draft = before_identity(&kit, &helper).await;
        browser.hold("draft", draft.code.bare());
        let shown = browser.get(page).await;
        let own = "name=\"filer.name:birth_name\"";
        let (_, after) = shown.body.split_once(own).unwrap();
        assert!(
            after.split('>').next().unwrap().contains("Martin"),
            "{after}"
        );
        let theirs = "name=\"victim.civil:birth_name\"";
        let (_, after) = shown.body.split_once(theirs).unwrap();
        assert!(!after.split('>').next().unwrap().contains("Martin"));
    }
);

async fn answers(kit: &Kit, draft: &Draft) -> String {
    let found = faisceau_intake::resume::resume(&victim(kit), &draft.code).await;
    format!("{:?}", found.unwrap().unwrap().answers)
}

on_both!(
    an_erasure_takes_the_tie_away,
    async |on: On, provider: IdentityProvider| {
        let kit = kit(on, vec![provider.settings("franceconnect", Vec::new())]).await;
        provider.tell(&camille());
        let mine = filed(&kit).await;
        let reference = stored(&kit, mine.complaint).await.reference;
        let (mut browser, _) = opened(&kit, &mine).await;
        leave_and_come_back(&mut browser, &provider, LEAVE).await;
        browser.get(LIST).await;
        press(&mut browser, "garder", "").await;
        assert_eq!(ties(&kit).await, 1);
        let asks = officer(&kit).await.because("demande écrite");
        let decides = staff(&kit, "parquet", Role::Prosecutor, Purpose::Inquiry).await;
        let asked = propose::propose(&asks, mine.complaint, Ground::Request).await;
        let decides = decides.because("demande écrite");
        confirm::confirm(&decides, asked.unwrap()).await.unwrap();
        assert_eq!(ties(&kit).await, 0);
        let mut browser = known(&kit, &provider, LEAVE).await;
        let list = browser.get(LIST).await;
        assert!(list.body.contains("Aucun dossier") && !list.body.contains(&reference));
        // Nor does it come back by a browser that still holds the code.
        press(&mut browser, "garder", "").await;
        assert_eq!(ties(&kit).await, 0);
    }
);

#[tokio::test]
async fn without_a_provider_nothing_is_offered_and_nothing_is_there() {
    let kit = kit(On::Sqlite, Vec::new()).await;
    let mine = filed(&kit).await;
    let (mut browser, page) = opened(&kit, &mine).await;
    assert!(!page.body.contains("/suivi/identite"));
    assert!(!browser.get("/suivi").await.body.contains("/suivi/identite"));
    for path in [LIST, LEAVE] {
        assert_eq!(
            browser.get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}
