//! The register of processing, the model of an impact assessment and the notice: a table, a column or a class
//! of retention that is declared shows in all of them without a change of code, and what is for a person to
//! judge is left blank.

use faisceau_documents::Regime;
use faisceau_documents::letters::DossierPart;
use faisceau_documents::words::Say;
use faisceau_domain::Lang;
use faisceau_domain::frame::Basis;
use faisceau_domain::regime::OffenceCase;
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::config::Config;
use faisceau_platform::content::{Content, FOLDERS};
use faisceau_platform::register;
use faisceau_platform::testkit::{self, On, START, plain};
use faisceau_platform::world::{Parts, World};
use std::sync::Arc;

/// A table nobody wrote words for.
const NEW: &str = "[table.dreams]\npurpose = 'What people dream of'\n\
    purpose_fr = 'Ce dont les gens rêvent'\n[table.dreams.column]\n\
    id = { kind = 'technical', retention = 'case', public = false }\n\
    dream = { kind = 'sensitive', retention = 'seven moons', public = false, purpose = 'To sleep' }\n";

async fn world(config: Config, more: Option<&str>) -> (Arc<World>, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let shipped = testkit::content();
    let files = FOLDERS.into_iter().flat_map(|name| {
        let files: Vec<(String, String)> = shipped
            .folder(name)
            .map(|(file, text)| (format!("{name}/{file}"), text.to_owned()))
            .collect();
        files
    });
    let more = more.map(|text| ("privacy/dreaming.toml".to_owned(), text.to_owned()));
    let parts = Parts {
        config: Config {
            data_dir: folder.path().to_path_buf(),
            ..config
        },
        content: Content::new(files.chain(more)),
        db: testkit::database(On::Sqlite, folder.path()).await.unwrap(),
        clock: Clock::set_at(START.parse().unwrap()),
        dice: Dice::seeded(7),
    };
    (Arc::new(World::build(parts, &[]).unwrap()), folder)
}

fn declared(regime: Regime) -> Config {
    Config {
        legal_regime: Some(regime),
        controller: Some("Organisme d'essai".into()),
        dpo_contact: Some("dpo@exemple.fr".into()),
        legal_act: Some("Arrêté d'essai".into()),
        offence_case: Some(OffenceCase::VictimSupport),
        recipients: vec!["Parquet d'essai".into()],
        ..Config::default()
    }
}

/// Everything a list of parts says, on one string.
fn text(parts: &[DossierPart]) -> String {
    let all = parts.iter().flat_map(|part| {
        let table = part.table.iter().flat_map(|table| table.rows.concat());
        let blanks = part.blanks.iter().map(|blank| blank.asks.clone());
        let rows = part.rows.iter().flatten().cloned();
        let said = part.paragraphs.iter().cloned();
        [part.title.clone()]
            .into_iter()
            .chain(said)
            .chain(rows)
            .chain(table)
            .chain(blanks)
            .collect::<Vec<_>>()
    });
    plain(&all.collect::<Vec<_>>().join("\n"))
}

#[tokio::test]
async fn a_new_table_column_and_retention_show_without_a_change_of_code() {
    let (before, _folder) = world(declared(Regime::Authority), None).await;
    let (after, _kept) = world(declared(Regime::Authority), Some(NEW)).await;
    for (lang, purpose) in [
        (Lang::Fr, "Ce dont les gens rêvent"),
        (Lang::En, "What people dream of"),
    ] {
        let say = Say::new(after.words.clone(), lang);
        let shown = text(&register::register(&after, &say).parts);
        for told in ["dreams", "dream", "seven moons", "dreaming", purpose] {
            assert!(shown.contains(told), "{told}");
        }
        let without = text(&register::register(&before, &say).parts);
        assert!(!without.contains("dreams"));
        let notice = text(&register::notice(&after, &say));
        assert!(notice.contains("seven moons"), "{notice}");
        let csv = String::from_utf8(register::csv(&after, lang).unwrap()).unwrap();
        let line = "dreaming,dreams,dream,sensitive,seven moons,false,To sleep";
        assert!(csv.contains(line), "{csv}");
        let json = register::json(&after, lang);
        let tables = json["tables"].as_array().unwrap();
        let new = tables.iter().find(|one| one["name"] == "dreams").unwrap();
        assert_eq!(new["purpose"], purpose);
        assert_eq!(new["columns"][0]["name"], "dream");
    }
}

#[tokio::test]
async fn every_declared_column_is_in_the_register_and_every_word_is_written() {
    let (world, _folder) = world(declared(Regime::Authority), None).await;
    for lang in Lang::ALL {
        let say = Say::new(world.words.clone(), lang);
        let shown = text(&register::register(&world, &say).parts);
        for table in &world.inventory.tables {
            assert!(shown.contains(&table.name), "{}", table.name);
            for column in &table.columns {
                assert!(
                    shown.contains(&column.name),
                    "{}.{}",
                    table.name,
                    column.name
                );
                let kept = format!(
                    "register-kept-{}",
                    column.retention.replace([' ', '_'], "-")
                );
                assert!(say.words.has(lang, &kept), "{kept}");
            }
        }
        for owner in world.inventory.owners() {
            assert!(say.words.has(lang, &format!("register-activity-{owner}")));
            assert!(say.words.has(lang, &format!("register-purpose-{owner}")));
        }
        drop(register::assessment(&world, &say));
        drop(register::notice(&world, &say));
    }
    assert_eq!(world.words.missing(), []);
}

#[tokio::test]
async fn the_notice_follows_the_regime_and_the_frame_of_linkage() {
    let read = async |config: Config| {
        let (world, _folder) = world(config, None).await;
        let say = Say::new(world.words.clone(), Lang::Fr);
        let law = register::law(&world, &say).unwrap();
        let law: Vec<String> = law.into_iter().map(|(said, _)| plain(&said)).collect();
        assert_eq!(world.words.missing(), []);
        format!(
            "{}\n{}",
            text(&register::notice(&world, &say)),
            law.join("\n")
        )
    };
    let authority = read(declared(Regime::Authority)).await;
    for told in [
        "Organisme d'essai",
        "dpo@exemple.fr",
        "Arrêté d'essai",
        "Parquet d'essai",
        "l’acte qui a créé ce service",
        "CNIL",
        "30 jours",
    ] {
        assert!(authority.contains(told), "{told}: {authority}");
    }
    assert!(!authority.contains("vous opposer"), "{authority}");
    let private = read(declared(Regime::Private)).await;
    assert!(private.contains("aider les victimes"), "{private}");
    assert!(private.contains("ni la police ni la justice"));
    assert!(private.contains("vous opposer"));
    assert!(!private.contains("Arrêté d'essai"), "no act founds it");
    let masked = read(Config {
        linkage_basis: Some(Basis::Rapprochement),
        ..declared(Regime::Authority)
    });
    assert!(masked.await.contains("reste masqué"));
}

#[tokio::test]
async fn the_assessment_judges_nothing_and_the_papers_are_signed() {
    let (world, _folder) = world(declared(Regime::Authority), None).await;
    let keys = world.keys();
    for lang in Lang::ALL {
        let say = Say::new(world.words.clone(), lang);
        let made = register::assessment(&world, &say);
        let blanks = made.parts.iter().flat_map(|part| &part.blanks);
        let blanks: Vec<&str> = blanks.map(|blank| blank.asks.as_str()).collect();
        assert_eq!(blanks.len(), 1 + 5 + 3 * 4 + 4, "{blanks:?}");
        let shown = text(&made.parts);
        assert!(shown.contains("Organisme d'essai") && shown.contains("dpo@exemple.fr"));
        for (name, letter) in [
            ("assessment", made),
            ("register", register::register(&world, &say)),
        ] {
            let pdf = register::typeset_letter(&world, &say, letter)
                .await
                .unwrap();
            faisceau_documents::verify_file(&pdf, &keys.verifying()).expect("our own signature");
            if let Ok(folder) = std::env::var("FAISCEAU_PAPERS") {
                std::fs::write(format!("{folder}/{name}-{}.pdf", lang.code()), &pdf).unwrap();
            }
        }
    }
    assert_eq!(world.words.missing(), []);
}
