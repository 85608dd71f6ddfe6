//! The pages of a hearing at the counter, as an officer goes through them: what each shows and refuses, what
//! is handed out, and whom they let in.

use crate::counter_filing::open;
use crate::operations_kit::{Says, filled, officer, staff};
use crate::space_browser::Browser;
use axum::http::{StatusCode, header};
use faisceau_domain::access::{Purpose, Role};
use faisceau_intake::file::Nature;
use faisceau_intake::{capability, counter};
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, plain};

/// What an officer types of a person with nobody else.
const ALONE: [(&str, &str); 6] = [
    ("language", "français"),
    ("document", "seen"),
    ("document-kind", "identity_card"),
    ("document-number", "00AA00000"),
    ("document-issued-by", "Préfecture d’essai"),
    ("interpreter", "no"),
];

fn value<'b>(body: &'b str, name: &str) -> &'b str {
    let (_, after) = body
        .split_once(&format!("name=\"{name}\" value=\""))
        .unwrap();
    after.split('"').next().unwrap()
}

async fn signed(kit: &Kit, login: &str) -> Browser {
    let mut browser = Browser::new(kit, &[capability()]);
    browser.sign_in(login, "intake").await;
    browser
}

on_both!(
    an_officer_hears_reads_back_files_and_hands_out,
    vec![capability()],
    async |kit: Kit| {
        let cx = officer(&kit).await;
        let id = open(&kit, &cx, "fake_shop", &Says::new()).await;
        let at = format!("/guichet/{id}");
        let mut browser = signed(&kit, "lefort").await;
        let seen = browser.get(&at).await;
        for place in ["/presence", "/lecture", "/deposer"] {
            assert!(seen.body.contains(&format!("{at}{place}\"")), "{place}");
        }
        let seen = browser.get(&format!("{at}/deposer")).await;
        assert!(
            plain(&seen.body).contains("Notez d’abord qui est là"),
            "{}",
            seen.body
        );
        let early = [("nature", "complaint"), ("declare.truth", "yes")];
        let seen = browser.post(&format!("{at}/deposer"), &early).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        // Who is there: each mistake at its place, nothing typed is lost.
        let wrong = [
            ("language", ""),
            ("document", "not_shown"),
            ("interpreter", "yes"),
            ("interpreter-name", "Interprète 4471"),
            ("other-2-name", "Alix Exemple"),
        ];
        let seen = browser.post(&format!("{at}/presence"), &wrong).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        for told in [
            "Indiquez : Langue que parle la personne",
            "Indiquez : Pourquoi aucune pièce n’est montrée",
            "Indiquez : Langue interprétée",
            "Indiquez : Serment de l’interprète",
            "Indiquez : Sa place",
            "value=\"Interprète 4471\"",
            "value=\"Alix Exemple\"",
        ] {
            assert!(plain(&seen.body).contains(told), "{told}: {}", seen.body);
        }
        // Rows of persons are folded, but for those that hold something.
        assert_eq!(
            seen.body
                .matches("<details class=\"details\" open>")
                .count(),
            1
        );
        // A hole between two rows is closed: what is wrong is told where it was typed.
        let third = [&ALONE[..], &[("other-3-part", "lawyer")]].concat();
        let seen = browser.post(&format!("{at}/presence"), &third).await;
        assert!(
            seen.body.contains("href=\"#f-other-1-name\""),
            "{}",
            seen.body
        );
        assert_eq!(
            seen.body
                .matches("<details class=\"details\" open>")
                .count(),
            1
        );
        let seen = browser.post(&format!("{at}/presence"), &ALONE).await;
        assert_eq!(seen.location, format!("{at}/lecture"), "{}", seen.body);
        let seen = browser.get(&format!("{at}/presence")).await;
        assert!(!seen.body.contains("<details class=\"details\" open>"));
        assert!(plain(&seen.body).contains("value=\"00AA00000\""));
        // The reading: everything answered, and what the person says of it.
        let seen = browser.get(&format!("{at}/lecture")).await;
        for read in ["00AA00000", "Quelques mots", "Martin", "sans réponse"] {
            assert!(plain(&seen.body).contains(read), "{read}: {}", seen.body);
        }
        let digest = value(&seen.body, "digest").to_owned();
        let lecture = format!("{at}/lecture");
        let silent = [("digest", digest.as_str())];
        let seen = browser.post(&lecture, &silent).await;
        assert!(plain(&seen.body).contains("Choisissez ce que la personne a dit"));
        let no_reason = [
            ("digest", digest.as_str()),
            ("word", "refused_to_sign"),
            ("reason", "x"),
        ];
        let seen = browser.post(&lecture, &no_reason).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(plain(&seen.body).contains("Écrivez la raison donnée (3 caractères au moins)"));
        let stale = [("digest", &"00".repeat(32)[..]), ("word", "confirmed")];
        let seen = browser.post(&lecture, &stale).await;
        assert!(
            plain(&seen.body).contains("relisez tout à la personne"),
            "{}",
            seen.body
        );
        let nonsense = [("digest", "zz"), ("word", "confirmed")];
        assert_eq!(
            browser.post(&lecture, &nonsense).await.status,
            StatusCode::BAD_REQUEST
        );
        let said = [("digest", digest.as_str()), ("word", "confirmed")];
        let seen = browser.post(&lecture, &said).await;
        assert_eq!(seen.location, format!("{at}/deposer"), "{}", seen.body);
        let seen = browser.get(&lecture).await;
        assert!(
            plain(&seen.body).contains("Relu et confirmé"),
            "{}",
            seen.body
        );
        // The filing, twice by a double click, and what is handed out.
        let seen = browser.get(&format!("{at}/deposer")).await;
        assert!(
            !plain(&seen.body).contains("Avant de déposer"),
            "{}",
            seen.body
        );
        let undeclared = browser
            .post(&format!("{at}/deposer"), &[("nature", "complaint")])
            .await;
        assert_eq!(undeclared.status, StatusCode::UNPROCESSABLE_ENTITY);
        let filed = browser.post(&format!("{at}/deposer"), &early).await;
        assert_eq!(
            filed.location,
            format!("/guichet/depose/{id}"),
            "{}",
            filed.body
        );
        let again = browser.post(&format!("{at}/deposer"), &early).await;
        assert_eq!(again.location, filed.location);
        let slip = browser.get(&filed.location).await;
        assert_eq!(slip.headers[header::CACHE_CONTROL], "no-store");
        for shown in [
            "Votre plainte est déposée",
            "Code de suivi",
            "Faux site de vente",
        ] {
            assert!(plain(&slip.body).contains(shown), "{shown}: {}", slip.body);
        }
        let given = browser.post(&filed.location, &[]).await;
        assert_eq!(given.location, format!("/dossier/{id}"));
        let slip = browser.get(&filed.location).await;
        assert!(
            plain(&slip.body).contains("Le code n’est plus montré"),
            "{}",
            slip.body
        );
        assert!(
            !plain(&slip.body).contains("<dt>Code de suivi"),
            "{}",
            slip.body
        );
    }
);

on_both!(
    what_is_declared_last_is_not_told_as_lacking_before,
    vec![capability()],
    async |kit: Kit| {
        let cx = officer(&kit).await;
        let id = open(&kit, &cx, "fake_shop", &Says::new()).await;
        let mut draft = counter::load(&cx, id).await.unwrap().draft;
        draft.answers.clear(&"declare.truth".parse().unwrap());
        let mut tx = kit.world.db.write().await.unwrap();
        draft.save(&cx, &mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let mut browser = signed(&kit, "lefort").await;
        let seen = browser.get(&format!("/guichet/{id}")).await;
        let said = plain(&seen.body);
        assert!(said.contains("Rien ne manque pour déposer"), "{said}");
    }
);

on_both!(
    the_slip_of_a_draft_begun_online_says_that_its_old_code_is_over,
    vec![capability()],
    async |kit: Kit| {
        let draft = filled(&kit, "fake_shop", &Says::new()).await;
        let cx = officer(&kit).await;
        let word = faisceau_domain::hearing::Word::Confirmed;
        counter::open_with_code(&cx, &draft.code).await.unwrap();
        crate::counter_filing::read(&kit, &cx, draft.id, &word).await;
        let filed = counter::file_here(&cx, draft.id, Nature::Complaint, None).await;
        let here = format!("/guichet/depose/{}", filed.unwrap().complaint.0);
        let old = "Ce code remplace celui du brouillon";
        let mut browser = signed(&kit, "lefort").await;
        let seen = browser.get(&here).await;
        assert!(plain(&seen.body).contains(old), "{}", seen.body);
        let other = crate::counter_filing::taken(&kit, &cx, "fake_shop", &Says::new(), &word).await;
        let seen = browser.get(&format!("/guichet/depose/{}", other.0)).await;
        assert!(!plain(&seen.body).contains(old), "{}", seen.body);
    }
);

on_both!(
    what_must_not_be_known_at_home_has_a_slip_that_says_nothing,
    vec![capability()],
    async |kit: Kit| {
        let cx = officer(&kit).await;
        let word = faisceau_domain::hearing::Word::Confirmed;
        let id = crate::counter_filing::taken(&kit, &cx, "sextortion", &Says::new(), &word).await;
        let mut browser = signed(&kit, "lefort").await;
        let here = format!("/guichet/depose/{}", id.0);
        let seen = browser.get(&here).await;
        let (_, slip) = seen.body.split_once("class=\"receipt slip\"").unwrap();
        let slip = slip.split("</section>").next().unwrap().to_lowercase();
        for never in [
            "plainte",
            "signalement",
            "chantage",
            "sext",
            "police",
            "suivi :",
        ] {
            assert!(!slip.contains(never), "{never}: {slip}");
        }
        assert!(slip.contains("<dt>code</dt>"), "{slip}");
        assert!(plain(&seen.body).contains("documents/discreet"));
        let paper = browser
            .get(&format!("/dossier/{}/documents/discreet", id.0))
            .await;
        assert_eq!(paper.status, StatusCode::OK);
        let seen = browser.get(&format!("{here}?bordereau=entier")).await;
        assert!(plain(&seen.body).contains("Votre plainte est déposée"));
    }
);

on_both!(
    these_pages_let_in_who_holds_the_file_and_nobody_else,
    vec![capability()],
    async |kit: Kit| {
        let cx = officer(&kit).await;
        let id = open(&kit, &cx, "fake_shop", &Says::new()).await;
        let word = faisceau_domain::hearing::Word::Confirmed;
        let filed = crate::counter_filing::taken(&kit, &cx, "fake_shop", &Says::new(), &word).await;
        let paths = [
            format!("/guichet/{id}/presence"),
            format!("/guichet/{id}/lecture"),
            format!("/guichet/{id}/deposer"),
            format!("/guichet/depose/{}", filed.0),
        ];
        let mut stranger = Browser::new(&kit, &[capability()]);
        for path in &paths {
            let seen = stranger.get(path).await;
            assert_eq!(seen.status, StatusCode::SEE_OTHER, "{path}");
            assert!(seen.location.starts_with("/connexion"), "{path}");
        }
        for (login, role, purpose) in [
            ("durand", Role::Officer, Purpose::Intake),
            ("analyste", Role::Analyst, Purpose::Linkage),
            ("enquete", Role::Investigator, Purpose::Inquiry),
            ("parquet", Role::Prosecutor, Purpose::Inquiry),
            ("audit", Role::Auditor, Purpose::Audit),
            ("admin", Role::Administrator, Purpose::Administration),
            ("depot", Role::Custodian, Purpose::Inquiry),
        ] {
            staff(&kit, login, role, purpose).await;
            let mut browser = Browser::new(&kit, &[capability()]);
            browser.sign_in(login, purpose.code()).await;
            for path in &paths {
                let refused = [StatusCode::NOT_FOUND, StatusCode::FORBIDDEN];
                let seen = browser.get(path).await;
                assert!(
                    refused.contains(&seen.status),
                    "{login} {path}: {}",
                    seen.status
                );
                let sent = [("nature", "complaint"), ("declare.truth", "yes")];
                let seen = browser.post(path, &sent).await;
                assert!(
                    refused.contains(&seen.status),
                    "{login} {path}: {}",
                    seen.status
                );
            }
        }
    }
);
