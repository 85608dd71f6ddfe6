//! The pages of who checks and of who runs the installation: the journal, the chain, the jobs.

use axum::http::StatusCode;
use faisceau_casework::{capability, shown};
use faisceau_documents::words::Say;
use faisceau_domain::Lang;
use faisceau_domain::access::Role;
use faisceau_domain::journal::Deed;
use faisceau_platform::journal::seal::seal_batch;
use faisceau_platform::lease::Lease;
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, plain};
use faisceau_platform::{binds, jobs};
use jiff::SignedDuration;
use std::collections::BTreeSet;
use uuid::Uuid;

use crate::store;
use crate::world::{Browser, Seed, colleague, complaint, told};

/// Kinds of things deeds are done to, as the code writes them.
const SUBJECTS: [&str; 15] = [
    "alert",
    "account",
    "complaint",
    "draft",
    "glass",
    "identifier",
    "installation",
    "job",
    "journal",
    "key",
    "letter",
    "list",
    "search",
    "series",
    "watch",
];

fn rows(page: &str) -> usize {
    page.matches("<th scope=\"row\">").count()
}

on_both!(
    every_deed_the_journal_may_hold_is_told_in_words,
    vec![capability()],
    async |kit: Kit| {
        let words = &kit.world.words;
        for lang in [Lang::Fr, Lang::En] {
            let say = Say::new(words.clone(), lang);
            let mut told = BTreeSet::new();
            for deed in Deed::ALL {
                assert!(words.has(lang, &shown::deed_key(*deed)), "{}", deed.code());
                let sentence = shown::action(&say, deed.code());
                assert!(
                    !sentence.contains('.') && !sentence.contains('_'),
                    "{sentence}"
                );
                assert!(told.insert(sentence), "{} reads as another", deed.code());
            }
            let known: BTreeSet<String> = Deed::ALL.iter().map(|d| shown::deed_key(*d)).collect();
            let kept = words
                .keys(lang)
                .filter(|key| key.starts_with("casework-did-"));
            for key in kept {
                assert!(known.contains(key), "{key} words no deed");
            }
            for kind in SUBJECTS {
                assert!(words.has(lang, &shown::subject_key(kind)), "{kind}");
            }
        }
        // What another version wrote is shown as it stands, never hidden.
        let say = Say::new(words.clone(), Lang::Fr);
        assert_eq!(shown::action(&say, "complaint.burnt"), "complaint.burnt");
    }
);

on_both!(
    the_auditor_reads_who_did_what_and_where_the_chain_stands,
    vec![capability()],
    async |kit: Kit| {
        let officer = colleague(&kit, Role::Officer, "lille").await;
        colleague(&kit, Role::Auditor, "lille").await;
        let seed = Seed {
            unit: "lille",
            ..Seed::default()
        };
        let (id, reference) = complaint(&kit, 1, seed).await;
        let mut desk = Browser::signed_in(&kit, Role::Officer, "lille").await;
        for _ in 0..120 {
            kit.world.clock.advance_millis(1);
            desk.get(&format!("/dossier/{id}")).await;
        }
        let mut auditor = Browser::signed_in(&kit, Role::Auditor, "lille").await;
        let page = auditor.get("/agent/journal").await.body;
        assert!(page.contains("Aucune ligne n’est encore scellée"));
        assert_eq!(rows(&page), 100);
        assert!(page.contains("<option value=\"complaint.read\">Dossier lu"));
        assert!(page.contains("Dossier lu</bdi></td>") && page.contains(&format!("Dossier {id}")));
        assert!(!page.contains(&reference), "the journal holds ids");

        let now = kit.world.clock.now();
        let hold = SignedDuration::from_secs(10);
        let lease = Lease::take(&kit.world.db, "sealer", Uuid::nil(), now, hold).await;
        let lease = lease.unwrap().unwrap();
        seal_batch(&kit.world.db, &lease, now).await.unwrap();
        let page = auditor
            .get("/agent/journal?action=complaint.read")
            .await
            .body;
        assert!(page.contains("Dernier sceau"));
        assert_eq!(rows(&page), 100);
        let next = page.split("rel=\"next\"").next().unwrap();
        let next = next
            .rsplit("href=\"")
            .next()
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        let next = next.replace("&#38;", "&");
        assert_eq!(rows(&auditor.get(&next).await.body), 20);
        let of = |id: Uuid| format!("/agent/journal?action=complaint.read&acteur={id}");
        assert_eq!(rows(&auditor.get(&of(officer.0)).await.body), 100);
        assert_eq!(rows(&auditor.get(&of(Uuid::nil())).await.body), 0);
        for bad in ["apres=x", "acteur=%F0%9F%8E%82", "action=%00"] {
            let page = auditor.get(&format!("/agent/journal?{bad}")).await;
            assert_eq!(page.status, StatusCode::OK, "{bad}");
        }
        assert_eq!(told(&kit, "journal.read").await.len(), 8);
    }
);

on_both!(
    the_administrator_settles_dead_jobs_and_the_auditor_only_looks,
    vec![capability()],
    async |kit: Kit| {
        colleague(&kit, Role::Administrator, "lille").await;
        colleague(&kit, Role::Auditor, "lille").await;
        let now = kit.world.clock.now();
        let dead: Vec<Uuid> = (0..2).map(|_| kit.world.dice.uuid(now)).collect();
        let mut tx = kit.world.db.write().await.unwrap();
        for id in &dead {
            tx.execute(&store::DEAD_JOB, binds![*id, now])
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        let mut auditor = Browser::signed_in(&kit, Role::Auditor, "lille").await;
        let page = auditor.get("/agent/installation").await;
        assert!(page.body.contains("the disk is full"));
        assert!(page.body.contains(&kit.world.keys().current_id()));
        assert!(!page.body.contains("Relancer"));
        let settle = |id: &str, verdict: &str| format!("id={id}&verdict={verdict}");
        let path = "/agent/installation/travaux";
        let retry = settle(&dead[0].to_string(), "retry");
        let refused = auditor.post(path, &retry).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);

        let mut administrator = Browser::signed_in(&kit, Role::Administrator, "lille").await;
        let page = administrator.get("/agent/installation").await;
        assert_eq!(page.body.matches("value=\"retry\"").count(), 2);
        assert_eq!(
            administrator.post(path, &retry).await.location,
            "/agent/installation"
        );
        let give_up = settle(&dead[1].to_string(), "give-up");
        assert_eq!(
            administrator.post(path, &give_up).await.location,
            "/agent/installation"
        );
        let depth = jobs::depth(&kit.world.db).await.unwrap();
        assert_eq!((depth.due, depth.dead), (1, 0));
        // Done already; unknown; not a verdict; not an id.
        for (form, status) in [
            (retry, StatusCode::CONFLICT),
            (
                settle(&Uuid::nil().to_string(), "retry"),
                StatusCode::CONFLICT,
            ),
            (
                settle(&dead[1].to_string(), "later"),
                StatusCode::UNPROCESSABLE_ENTITY,
            ),
            (settle("x", "retry"), StatusCode::UNPROCESSABLE_ENTITY),
        ] {
            assert_eq!(
                administrator.post(path, &form).await.status,
                status,
                "{form}"
            );
        }
        assert_eq!(told(&kit, "job.retried").await[0].subject, Some(dead[0]));
        assert_eq!(told(&kit, "job.given_up").await[0].subject, Some(dead[1]));
        assert_eq!(told(&kit, "installation.read").await.len(), 2);
    }
);

on_both!(
    who_runs_the_installation_reads_what_is_wrong_and_others_do_not,
    vec![capability()],
    async |kit: Kit| {
        let path = "/agent/installation/sante";
        for role in Role::ALL {
            colleague(&kit, role, "lille").await;
            let mut browser = Browser::signed_in(&kit, role, "lille").await;
            let page = browser.get(path).await;
            let runs = [Role::Administrator, Role::Auditor].contains(&role);
            if !runs {
                assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", role.code());
                continue;
            }
            assert_eq!(page.status, StatusCode::OK, "{}", role.code());
            let page = plain(&page.body);
            assert!(page.contains("Aucun serveur de courriel n’est réglé"));
            assert!(page.contains("réglez https = true"), "{page}");
        }
        let mut stranger = Browser::stranger(&kit);
        assert_ne!(stranger.get(path).await.status, StatusCode::OK);
    }
);

on_both!(
    the_administrator_reads_where_words_of_the_search_are_missing,
    vec![capability()],
    async |kit: Kit| {
        colleague(&kit, Role::Administrator, "lille").await;
        let rows = [
            ("2026-11-22", "found", "", 7_i64),
            ("2026-11-21", "nothing", "", 2),
            ("2026-11-20", "nothing", "", 3),
            ("2026-11-20", "chosen", "romance", 4),
            ("2026-08-01", "nothing", "", 1_000),
        ];
        let mut tx = kit.world.db.write().await.unwrap();
        for (day, outcome, form_type, times) in rows {
            let row = binds![day, outcome, form_type, times];
            tx.execute(&store::SEARCHED, row).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut administrator = Browser::signed_in(&kit, Role::Administrator, "lille").await;
        let page = administrator.get("/agent/installation").await;
        let body = plain(&page.body);
        let words: Vec<&str> = body.split(['<', '>']).map(str::trim).collect();
        let after = |label: &str| {
            let at = words.iter().position(|word| *word == label).expect(label);
            let rest = words[at + 1..].iter();
            rest.copied().find(|word| word.parse::<i64>().is_ok())
        };
        assert_eq!(after("Recherches"), Some("12"));
        assert_eq!(after("Sans aucun formulaire trouvé"), Some("5"));
        let label = kit.world.forms.kind("romance").unwrap().label.get(Lang::Fr);
        let chosen = plain(&format!("Choisi ensuite dans la liste : {label}"));
        assert_eq!(after(&chosen), Some("4"));
    }
);
