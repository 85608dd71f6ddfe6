//! The laboratory on both databases: images registered with their digests checked while they stream in, by the tools of
//! their format where it is one; experts; reports that come back as exhibits of their own.

use crate::custody_kept::{exhibit, id_of, kept, kinds, officer, steps};
use crate::world::{Person, answers, complaint};
use axum::http::StatusCode;
use faisceau_domain::access::Role;
use faisceau_evidence::custody::{self, note, verify};
use faisceau_evidence::laboratory::expert::{self, Told as Known};
use faisceau_evidence::laboratory::given::{Given, Wrong};
use faisceau_evidence::laboratory::register::{Refused, Registered, Told, register};
use faisceau_evidence::laboratory::{Clock, ewf, image, report};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, plain};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Bytes of a medium of 600 sectors, none of them all alike.
fn medium() -> Vec<u8> {
    (0..600_u32 * 512)
        .map(|n| u8::try_from((n * 31 + n / 512) % 251).unwrap())
        .collect()
}

fn told(file: &Path) -> Told {
    Told {
        reference: "FSC-2026-000001-".to_owned(),
        files: vec![file.to_owned()],
        source: "Clé USB d’essai, 300 ko, n° 0000".to_owned(),
        made_by: "Camille Exemple, laboratoire d’essai".to_owned(),
        made_at: Some("2026-11-20T10:00:00Z".parse().unwrap()),
        tool: ("ewfacquire".to_owned(), "20140813".to_owned()),
        place: "laboratoire".to_owned(),
        authority: "réquisition 12/2026".to_owned(),
        given: Given::default(),
        clock: Some(Clock {
            offset_ms: Some(-3_500),
            how: "comparée à un serveur de temps".to_owned(),
        }),
    }
}

async fn asked(kit: &Kit, file: &Path) -> (Uuid, Told) {
    let case = complaint(kit, 1, "lille", &answers("adult")).await;
    let reference = faisceau_domain::reference::Reference::new("FSC", 2026, 1).to_string();
    let told = Told {
        reference,
        ..told(file)
    };
    (case, told)
}

fn refusal(outcome: Outcome<Registered, Refused>) -> Refused {
    match outcome {
        Err(Error::Refused(why)) => why,
        other => panic!("{other:?}"),
    }
}

async fn none_kept(kit: &Kit, case: Uuid) {
    let mut tx = kit.world.db.read().await.unwrap();
    assert!(
        custody::of_complaint(&mut tx, case)
            .await
            .unwrap()
            .is_empty()
    );
    let staged = kit.folder.path().join("files/staging");
    let left = std::fs::read_dir(staged).map_or(0, Iterator::count);
    assert_eq!(left, 0, "what was received and refused is gone");
}

on_both!(
    a_raw_image_is_registered_with_its_digests_its_maker_and_its_clock,
    crate::capabilities(),
    async |kit: Kit| {
        let file = kit.folder.path().join("cle.raw");
        std::fs::write(&file, medium()).unwrap();
        let (case, asked) = asked(&kit, &file).await;
        let ana = officer(&kit, "ana").await;
        let wrong = Told {
            given: Given::read(Some(&"0".repeat(32)), None, None).unwrap(),
            ..asked.clone()
        };
        let why = refusal(register(&ana, &wrong).await);
        let differs = matches!(
            &why,
            Refused::Digest(Wrong::Differs {
                algorithm: "MD5",
                ..
            })
        );
        assert!(differs, "{why}");
        none_kept(&kit, case).await;
        let made = register(&ana, &asked).await.unwrap();
        let again = Given::read(
            made.medium.md5.as_deref(),
            made.medium.sha1.as_deref(),
            Some(&made.sha256[0]),
        );
        assert_eq!(again.unwrap().compare(&made.medium), Ok(()));
        let id = made.exhibits[0];
        let kept = exhibit(&kit, id).await;
        assert_eq!(hex::encode(kept.sha256.unwrap()), made.sha256[0]);
        assert_eq!((kept.state.as_str(), kept.complaint), ("described", case));
        let first = steps(&kit, id).await.remove(0);
        assert_eq!(first.person, Some(id_of(&ana).0));
        assert_eq!(
            (first.tool.as_str(), first.place.as_str()),
            ("ewfacquire", "laboratoire")
        );
        let said = first.told();
        assert_eq!(said.way.as_deref(), Some("image"));
        assert_eq!(said.authority.as_deref(), Some("réquisition 12/2026"));
        let mut tx = kit.world.db.read().await.unwrap();
        let known = image(&mut tx, id).await.unwrap().unwrap();
        assert_eq!(
            (known.format.as_str(), known.clock.offset_ms),
            ("raw", Some(-3_500))
        );
        assert_eq!(known.sha1, made.medium.sha1);
        let notes = note::of(&mut tx, id).await.unwrap();
        assert_eq!(notes["clock"].answer, "yes");
        drop(tx);
        assert_eq!(verify::all(&kit.world).await.unwrap().wrong, []);
        let page = Person::of(&kit, Role::Officer, "lille").await;
        let page = plain(&page.get(&format!("/piece/{id}")).await.body());
        assert!(
            page.contains("-3.500 s par rapport") && page.contains("Camille Exemple"),
            "{page}"
        );
        assert_eq!(kit.world.words.missing(), []);
    }
);

on_both!(
    what_must_be_said_of_an_image_is_asked_before_a_byte_is_read,
    crate::capabilities(),
    async |kit: Kit| {
        let file = kit.folder.path().join("cle.raw");
        std::fs::write(&file, medium()).unwrap();
        let (case, asked) = asked(&kit, &file).await;
        let ana = officer(&kit, "ana").await;
        type Change = fn(&mut Told);
        let changes: [(&str, Change); 6] = [
            ("source", |t| t.source.clear()),
            ("made-by", |t| t.made_by.clear()),
            ("authority", |t| t.authority = " ".to_owned()),
            ("tool", |t| t.tool.1.clear()),
            ("clock", |t| t.clock = None),
            ("clock", |t| t.clock.as_mut().unwrap().how.clear()),
        ];
        for (name, change) in changes {
            let mut told = asked.clone();
            change(&mut told);
            let why = refusal(register(&ana, &told).await);
            assert!(
                matches!(why, Refused::Unsaid(said) if said == name),
                "{why}"
            );
        }
        let silent = ana.clone().because("");
        let why = refusal(register(&silent, &asked).await);
        assert!(matches!(why, Refused::Unsaid("reason")), "{why}");
        let mut told = asked.clone();
        told.reference = "FSC-2026-999999-X".to_owned();
        assert!(matches!(
            refusal(register(&ana, &told).await),
            Refused::NoComplaint(_)
        ));
        let empty = kit.folder.path().join("vide.raw");
        std::fs::write(&empty, b"").unwrap();
        told = asked.clone();
        told.files = vec![empty];
        assert!(matches!(
            refusal(register(&ana, &told).await),
            Refused::Empty(_)
        ));
        none_kept(&kit, case).await;
    }
);

/// An image of the medium in the format of EnCase, made by the real tool.
fn acquired(folder: &Path) -> PathBuf {
    let raw = folder.join("cle.raw");
    std::fs::write(&raw, medium()).unwrap();
    let tool = env!("FAISCEAU_TEST_EWFACQUIRESTREAM");
    let made = std::process::Command::new(tool)
        .args(["-q", "-d", "sha1", "-c", "none", "-t"])
        .arg(folder.join("cle"))
        .stdin(std::fs::File::open(&raw).unwrap())
        .output()
        .unwrap();
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    folder.join("cle.E01")
}

async fn an_encase_image_is_verified_by_its_own_tool(kit: Kit) {
    let file = acquired(kit.folder.path());
    let (case, asked) = asked(&kit, &file).await;
    let ana = officer(&kit, "ana").await;
    // A segment that follows is not left behind.
    let second = kit.folder.path().join("cle.E02");
    std::fs::copy(&file, &second).unwrap();
    let why = refusal(register(&ana, &asked).await);
    assert!(matches!(why, Refused::Segment(_)), "{why}");
    std::fs::remove_file(second).unwrap();
    let mut wrong = asked.clone();
    wrong.given = Given::read(None, Some(&"0".repeat(40)), None).unwrap();
    let why = refusal(register(&ana, &wrong).await);
    assert!(matches!(why, Refused::Digest(_)), "{why}");
    none_kept(&kit, case).await;
    let sound = std::fs::read(&file).unwrap();
    for byte in [50_000, 100_000, 150_000] {
        let mut damaged = sound.clone();
        damaged[byte] ^= 0xff;
        std::fs::write(&file, &damaged).unwrap();
        let why = refusal(register(&ana, &asked).await);
        assert!(matches!(why, Refused::NotSound), "byte {byte}: {why}");
        none_kept(&kit, case).await;
    }
    std::fs::write(&file, &sound).unwrap();
    let made = register(&ana, &asked).await.unwrap();
    assert!(
        made.checked_by.starts_with("ewfverify "),
        "{}",
        made.checked_by
    );
    // The digests are those of the medium, not of its container.
    let mut tx = kit.world.db.read().await.unwrap();
    let known = image(&mut tx, made.exhibits[0]).await.unwrap().unwrap();
    assert_eq!(
        (known.format.as_str(), &known.md5),
        ("ewf", &made.medium.md5)
    );
    assert_ne!(Some(&made.sha256[0]), made.medium.sha1.as_ref());
    let absent = ewf::verify_with("no-such-program-here", &file)
        .await
        .unwrap();
    assert_eq!(absent, None);
    assert!(Refused::NoTool.to_string().contains("ewf-tools"));
}

mod encase {
    use super::an_encase_image_is_verified_by_its_own_tool as verified;
    use faisceau_platform::testkit::{On, kit};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    #[cfg_attr(not(has_ewf), ignore = "ewf-tools not found")]
    async fn on_sqlite() {
        verified(kit(On::Sqlite, crate::capabilities()).await).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    #[cfg_attr(
        not(all(has_ewf, has_postgres)),
        ignore = "ewf-tools or PostgreSQL not found"
    )]
    async fn on_postgres() {
        verified(kit(On::Postgres, crate::capabilities()).await).await;
    }
}

fn known() -> Known {
    Known {
        name: "Camille Exemple".to_owned(),
        body: "Laboratoire d’essai".to_owned(),
        qualifications: "Ingénieure, 8 ans d’analyse de supports".to_owned(),
        registered: "Liste d’essai".to_owned(),
        valid_until: "2027-12-31".to_owned(),
    }
}

on_both!(
    a_report_comes_back_as_an_exhibit_linked_to_the_first_in_the_name_of_a_known_expert,
    crate::capabilities(),
    async |kit: Kit| {
        let one = kept(&kit, 1, b"the bytes").await;
        let lille = Person::of(&kit, Role::Officer, "lille").await;
        let add = "geste=expert&expert.nom=Camille+Exemple&expert.organisme=Laboratoire+d’essai";
        let unsaid = lille.post("/experts", add).await;
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
        let whole = format!("{add}&expert.qualites=Ingénieure&expert.jusqu-au=");
        let no_day = lille.post("/experts", &format!("{whole}demain")).await;
        assert!(plain(&no_day.body()).contains("2027-12-31"));
        let added = lille.post("/experts", &format!("{whole}2027-12-31")).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER);
        let list = plain(&lille.get("/experts").await.body());
        assert!(list.contains("Camille Exemple") && list.contains("Ingénieure"));
        let mut tx = kit.world.db.read().await.unwrap();
        let by = expert::all(&mut tx).await.unwrap().remove(0).id;
        drop(tx);
        let door = format!("/piece/{}/rapport", one.id);
        let report = |expert: &str| {
            vec![
                ("rapport.expert", None, expert.as_bytes().to_vec()),
                ("rapport.motif", None, b"Analyse finie".to_vec()),
                ("fichier", Some("rapport.pdf"), b"%PDF-1.7 rapport".to_vec()),
            ]
        };
        let unknown = lille.post_parts(&door, &report("")).await;
        assert_eq!(
            unknown.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            unknown.body()
        );
        let no_file = lille.post_parts(&door, &report(&by.to_string())[..2]).await;
        assert_eq!(no_file.status, StatusCode::UNPROCESSABLE_ENTITY);
        let brest = Person::of(&kit, Role::Officer, "brest").await;
        let away = brest.post_parts(&door, &report(&by.to_string())).await;
        assert_eq!(away.status, StatusCode::NOT_FOUND);
        let taken = lille.post_parts(&door, &report(&by.to_string())).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body());
        let mut tx = kit.world.db.read().await.unwrap();
        let all = report::on(&mut tx, one.id).await.unwrap();
        drop(tx);
        let (back, expert) = &all[0];
        assert_eq!(
            (all.len(), back.of, back.complaint),
            (1, Some(one.id), one.complaint)
        );
        assert_eq!(expert.as_ref().map(|expert| expert.id), Some(by));
        assert_eq!(kinds(&kit, back.id).await, ["deposited"]);
        let said = steps(&kit, back.id).await.remove(0).told();
        assert_eq!(
            said.bearer.as_deref(),
            Some("Camille Exemple, Laboratoire d’essai")
        );
        let page = plain(&lille.get(&format!("/piece/{}", one.id)).await.body());
        assert!(page.contains("rapport.pdf, par Camille Exemple"), "{page}");
        let cx = Cx::platform(&kit.world);
        let silent = Known {
            name: "C".to_owned(),
            ..known()
        };
        assert!(matches!(
            expert::add(&cx, &silent).await,
            Err(Error::Refused(expert::Refused::Unsaid))
        ));
        assert_eq!(verify::all(&kit.world).await.unwrap().wrong, []);
    }
);
