//! Panels of the page of a complaint and their gestures: what each right shows and hides, what a
//! refusal says, what the journal keeps.

use crate::operations_kit::{
    Says, filed, filed_with_code, officer, received, staff, stored, victim,
};
use crate::space_browser::Browser;
use axum::http::{StatusCode, header};
use faisceau_domain::Lang;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::event::Side;
use faisceau_domain::id::ComplaintId;
use faisceau_intake::file::Nature;
use faisceau_intake::{attach, capability, import, post_message};
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, plain};
use faisceau_platform::web::Place;
use faisceau_platform::wiring;

/// Every panel this person would see of a complaint, by name.
pub(crate) async fn panels(
    kit: &Kit,
    cx: &Cx,
    id: ComplaintId,
    may: impl Fn(Action) -> bool,
) -> Vec<(&'static str, String)> {
    let front = wiring::front(&kit.world, &[capability()]).unwrap();
    let filled = front.panels.fill(Place::Complaint, cx, id.0, may).await;
    filled
        .into_iter()
        .map(|panel| (panel.name, panel.content.unwrap().to_string()))
        .collect()
}

pub(crate) fn panel<'a>(panels: &'a [(&str, String)], name: &str) -> &'a str {
    let found = panels.iter().find(|(known, _)| *known == name);
    found.map_or("", |(_, html)| html.as_str())
}

fn browser(kit: &Kit) -> Browser {
    Browser::new(kit, &[capability()])
}

on_both!(
    each_right_shows_its_part_and_no_other,
    vec![capability()],
    async |kit: Kit| {
        let says = Says::from([
            ("payment.method", "transfer"),
            ("victim.profession", "Menuiserie"),
        ]);
        let filed = filed_with_code(&kit, "fake_shop", &says, Nature::Complaint).await;
        let id = filed.0.complaint;
        let officer = officer(&kit).await;
        let facts = panels(&kit, &officer, id, |action| action == Action::ComplaintRead).await;
        assert_eq!(
            facts.iter().map(|(name, _)| *name).collect::<Vec<_>>(),
            ["faits", "documents"]
        );
        let html = panel(&facts, "faits");
        for shown in ["FR76 3000 6000 0112 3456 7890 189", "boutique.exemple.fr"] {
            assert!(html.contains(shown), "{shown}");
        }
        for hidden in ["Martin", "Camille", "1 rue X", "Menuiserie"] {
            assert!(!html.contains(hidden), "{hidden}");
        }
        assert!(html.contains("Rempli. À lire plus bas"));
        let all = panels(&kit, &officer, id, |_| true).await;
        for shown in ["Martin", "Menuiserie"] {
            assert!(panel(&all, "identite").contains(shown), "{shown}");
        }
        assert!(!panel(&all, "identite").contains("Quelques mots"));
        assert!(panel(&all, "recit").contains("Quelques mots"));
        assert!(!panel(&all, "recit").contains("Martin"));
        let journal = crate::store::actions_on(&kit, id.0).await;
        for action in [
            "narrative.read",
            "identity.read",
            "exhibit.listed",
            "message.read",
        ] {
            assert!(journal.contains(&action.to_owned()), "{action}");
        }
    }
);

on_both!(
    an_import_shows_its_line_and_hides_what_is_the_victims,
    vec![capability()],
    async |kit: Kit| {
        let line = r#"{"id":1,"received_at":"2026-11-01T08:00:00Z",
            "occurred_at":"2026-10-30T08:00:00Z","kind":"faux site","amount_eur":12.5,
            "ids":[{"t":"url","v":"https://boutique.exemple.fr"},
                {"t":"email","v":"moi@exemple.fr","r":"victim"}],
            "text":"Ma phrase à moi"}"#;
        let cx = Cx::platform(&kit.world);
        let checked = import::check(line, kit.world.clock.now()).unwrap();
        let mut tx = kit.world.db.write().await.unwrap();
        let added = import::import(&cx, &mut tx, "essai", checked)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let import::Imported::Added(id) = added else {
            panic!("a new line is added");
        };
        let officer = officer(&kit).await;
        let all = panels(&kit, &officer, id, |_| true).await;
        let facts = panel(&all, "faits");
        for shown in ["https://boutique.exemple.fr", "essai", "faux site"] {
            assert!(facts.contains(shown), "{shown}");
        }
        assert!(!facts.contains("moi@exemple.fr") && !facts.contains("Ma phrase"));
        assert!(panel(&all, "recit").contains("Ma phrase à moi"));
        assert!(panel(&all, "identite").contains("moi@exemple.fr"));
    }
);

on_both!(
    an_exhibit_is_given_as_an_attachment_and_journaled,
    vec![capability()],
    async |kit: Kit| {
        let id = filed(&kit).await.complaint;
        let page = b"<html><script>alert(1)</script></html>";
        let file = received(&kit, page).await;
        let name = "relevé\u{202e}.html";
        let exhibit = attach::to_complaint(&victim(&kit), id, &file, name)
            .await
            .unwrap();
        let officer = officer(&kit).await;
        let html = panels(&kit, &officer, id, |_| true).await;
        let html = panel(&html, "pieces");
        for shown in [hex::encode(file.sha256).as_str(), "text/html", "⟨U+202E⟩"] {
            assert!(html.contains(shown), "{shown}");
        }
        let mut browser = browser(&kit);
        let path = format!("/dossier/{}/pieces/{}", id.0, exhibit.0);
        assert_eq!(browser.get(&path).await.status, StatusCode::SEE_OTHER);
        browser.sign_in("lefort", "intake").await;
        let seen = browser.get(&path).await;
        assert_eq!(seen.status, StatusCode::OK);
        assert_eq!(seen.bytes, page);
        let head = |name: header::HeaderName| seen.headers[name].to_str().unwrap().to_owned();
        assert_eq!(head(header::CONTENT_TYPE), "application/octet-stream");
        assert_eq!(head(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert!(head(header::CONTENT_DISPOSITION).starts_with("attachment; "));
        assert!(head(header::CONTENT_SECURITY_POLICY).contains("sandbox"));
        let journal = crate::store::actions_on(&kit, id.0).await;
        assert!(journal.contains(&"exhibit.read".to_owned()));
        // Another complaint's address does not open this file.
        let other = filed(&kit).await.complaint;
        let path = format!("/dossier/{}/pieces/{}", other.0, exhibit.0);
        assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
    }
);

on_both!(
    decisions_are_taken_on_the_page_and_refusals_have_words,
    vec![capability()],
    async |kit: Kit| {
        let id = filed(&kit).await.complaint;
        let cx = officer(&kit).await;
        let html = panels(&kit, &cx, id, |_| true).await;
        for label in ["Escroquerie", "Escroquerie en bande organisée"] {
            assert!(panel(&html, "valider").contains(label), "{label}");
        }
        let mut browser = browser(&kit);
        browser.sign_in("lefort", "intake").await;
        let at = |verb: &str| format!("/dossier/{}/{verb}", id.0);
        let none = browser.post(&at("valider"), &[("other", " ")]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(none.body.contains("au moins une infraction"));
        let short = browser.post(&at("demander"), &[("words", "le RIB")]).await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(plain(&short.body).contains("au moins 10 caractères"));
        assert!(short.body.contains("le RIB"), "what was typed is kept");
        let long = "x".repeat(2_001);
        let long = browser.post(&at("rejeter"), &[("words", &long)]).await;
        assert!(long.body.contains("Il y en a 2001"));
        let words = [("words", "Envoyez le relevé du mois de mars.")];
        let asked = browser.post(&at("demander"), &words).await;
        assert_eq!(asked.location, format!("/dossier/{}#demander", id.0));
        assert_eq!(stored(&kit, id).await.state.code(), "asked");
        let retained = [("offence", "Escroquerie"), ("other", "Autre")];
        let done = browser.post(&at("valider"), &retained).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert_eq!(stored(&kit, id).await.state.code(), "validated");
        let again = browser.post(&at("rejeter"), &words).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.body.contains("déjà validé"));
        let html = panels(&kit, &cx, id, |_| true).await;
        assert!(!panel(&html, "rejeter").contains("<form"));
        assert!(panel(&html, "documents").contains("documents/recepisse"));
        let paper = browser.get(&at("documents/recepisse")).await;
        assert!(paper.bytes.starts_with(b"%PDF-"));
        assert_eq!(browser.get(&at("documents/autre")).await.status, 404);
    }
);

on_both!(
    messages_are_read_written_and_refused_with_words,
    vec![capability()],
    async |kit: Kit| {
        let id = filed(&kit).await.complaint;
        post_message::post_message(&victim(&kit), id, Side::Victim, "Des nouvelles ?")
            .await
            .unwrap();
        let cx = officer(&kit).await;
        let html = panels(&kit, &cx, id, |_| true).await;
        assert!(panel(&html, "messages").contains("Des nouvelles ?"));
        assert!(panel(&html, "messages").contains("La victime"));
        let mut browser = browser(&kit);
        browser.sign_in("lefort", "intake").await;
        let path = format!("/dossier/{}/message", id.0);
        let empty = browser.post(&path, &[("message", "")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let seen = browser.post(&path, &[("message", "Bientôt.")]).await;
        assert_eq!(seen.location, format!("/dossier/{}#messages", id.0));
        browser.token = "forged".to_owned();
        let forged = browser.post(&path, &[("message", "Bientôt.")]).await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN);
    }
);

on_both!(
    who_may_not_is_refused_and_nothing_changes,
    vec![capability()],
    async |kit: Kit| {
        let id = filed(&kit).await.complaint;
        let exhibit = received(&kit, b"une capture").await;
        let exhibit = attach::to_complaint(&victim(&kit), id, &exhibit, "a.txt")
            .await
            .unwrap();
        let cases = [
            (
                "analyste",
                Role::Analyst,
                Purpose::Linkage,
                StatusCode::FORBIDDEN,
            ),
            (
                "enquete",
                Role::Investigator,
                Purpose::Inquiry,
                StatusCode::FORBIDDEN,
            ),
            (
                "controle",
                Role::Auditor,
                Purpose::Audit,
                StatusCode::FORBIDDEN,
            ),
        ];
        for (login, role, purpose, expected) in cases {
            staff(&kit, login, role, purpose).await;
            let mut browser = browser(&kit);
            browser.sign_in(login, purpose.code()).await;
            for verb in ["valider", "rejeter"] {
                let words = [
                    ("words", "Une raison bien assez longue"),
                    ("other", "Escroquerie"),
                ];
                let path = format!("/dossier/{}/{verb}", id.0);
                let seen = browser.post(&path, &words).await;
                assert_eq!(seen.status, expected, "{login} {verb}");
            }
        }
        assert_eq!(stored(&kit, id).await.state.code(), "filed");
        // The complaint of the central queue is nobody's of the inquiry: it does not exist there.
        let mut browser = browser(&kit);
        browser.sign_in("enquete", "inquiry").await;
        let path = format!("/dossier/{}/demander", id.0);
        let seen = browser
            .post(&path, &[("words", "Envoyez le relevé.")])
            .await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND);
        let path = format!("/dossier/{}/pieces/{}", id.0, exhibit.0);
        assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
        // An analyst reads exhibits and facts, never the paper that names the victim.
        browser.sign_in("analyste", "linkage").await;
        assert_eq!(browser.get(&path).await.status, StatusCode::OK);
        let path = format!("/dossier/{}/documents/recepisse", id.0);
        assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
        // An address that names nothing.
        let path = format!("/dossier/{}/documents/acknowledgement", uuid::Uuid::nil());
        assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
    }
);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_offence_proposed_is_in_the_law_pack_and_has_its_words() {
    let kit = super::operations_words::kit(faisceau_documents::Regime::Authority, false).await;
    let law = kit.world.law.at(jiff::civil::date(2026, 11, 22));
    let mut proposed = 0;
    for kind in ["fake_shop", "payment_diversion", "sextortion"] {
        for key in &kit.world.forms.kind(kind).unwrap().qualify {
            assert!(law.get(key).is_ok(), "{key} of {kind}");
            let word = format!("space-offence-{}", key.replace(['.', '_'], "-"));
            assert!(kit.world.words.has(Lang::Fr, &word), "{word}");
            proposed += 1;
        }
    }
    assert_eq!(proposed, 9);
}
