//! Previews of pictures: made anew within bounds, shown one by one to who may open the exhibits and
//! journaled, blurred until then, never where a minor may be shown, gone with the complaint.

use crate::store;
use crate::world::{Person, answers, bomb, complaint, given, heic, png};
use axum::http::{StatusCode, header};
use faisceau_domain::access::Role;
use faisceau_domain::event::{ComplaintErased, Event};
use faisceau_domain::id::ComplaintId;
use faisceau_evidence::preview;
use faisceau_platform::cx::Cx;
use faisceau_platform::jobs::run::work_until_idle;
use faisceau_platform::testkit::{Kit, plain};
use faisceau_platform::{binds, on_both};
use uuid::Uuid;

pub(crate) fn src(complaint: Uuid, file: Uuid) -> String {
    format!("/dossier/{complaint}/pieces/{file}/apercu")
}

/// State and cause of each preview stored.
pub(crate) async fn states(kit: &Kit) -> Vec<(Uuid, String, Option<String>)> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::PREVIEWS, binds![]).await.unwrap();
    rows.iter()
        .map(|row| {
            let state = row.get("state").unwrap();
            (row.get("file_id").unwrap(), state, row.get("why").unwrap())
        })
        .collect()
}

pub(crate) async fn told(kit: &Kit, action: &str) -> Vec<String> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::JOURNAL, binds![]).await.unwrap();
    let of = rows
        .iter()
        .filter(|row| row.get::<String>("action").unwrap() == action);
    of.map(|row| row.get("detail").unwrap()).collect()
}

pub(crate) async fn stored(kit: &Kit, complaint: Uuid, file: Uuid) -> Option<Vec<u8>> {
    let key = preview::key(complaint, file);
    kit.world.deposit.find(&key).await.unwrap()
}

on_both!(
    a_picture_is_blurred_until_a_gesture_and_its_preview_is_journaled,
    crate::capabilities(),
    async |kit: Kit| {
        let id = complaint(&kit, 1, "lille", &answers("adult")).await;
        let original = png(1_200, 800);
        let file = given(&kit, id, "capture <b>.png", &original).await;
        given(&kit, id, "relevé.pdf", b"%PDF-1.7 rien").await;
        work_until_idle(&kit.world).await.unwrap();
        assert_eq!(states(&kit).await, [(file, "made".to_owned(), None)]);
        let officer = Person::of(&kit, Role::Officer, "lille").await;
        let page = officer.get(&format!("/dossier/{id}/images")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body());
        assert!(page.body().contains("<svg class=\"blurred\""));
        assert!(!page.body().contains("<img") && !page.body().contains("apercu"));
        assert!(
            page.body().contains("capture &#60;b&#62;.png"),
            "{}",
            page.body()
        );
        assert_eq!(told(&kit, "exhibit.previewed").await, Vec::<String>::new());
        assert_eq!(told(&kit, "exhibit.listed").await, ["{\"pictures\":1}"]);
        let page = officer
            .get(&format!("/dossier/{id}/images?claire={file}"))
            .await;
        let shown = format!("<img src=\"{}\"", src(id, file));
        assert!(page.body().contains(&shown), "{}", page.body());
        assert_eq!(told(&kit, "exhibit.previewed").await, Vec::<String>::new());

        let seen = officer.get(&src(id, file)).await;
        assert_eq!(seen.status, StatusCode::OK);
        assert_eq!(seen.headers[header::CONTENT_TYPE], "image/jpeg");
        assert_eq!(seen.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(seen.headers[header::CACHE_CONTROL], "no-store");
        let policy = &seen.headers[header::CONTENT_SECURITY_POLICY];
        assert_eq!(policy, "sandbox; default-src 'none'");
        assert!(
            seen.bytes.starts_with(&[0xff, 0xd8, 0xff]) && seen.bytes.len() < original.len() * 4
        );
        let small = image::load_from_memory(&seen.bytes).unwrap();
        assert_eq!((small.width(), small.height()), (640, 427));
        let detail = format!("{{\"exhibit\":\"{file}\"}}");
        assert_eq!(told(&kit, "exhibit.previewed").await, [detail]);
    }
);

on_both!(
    each_role_sees_pictures_as_it_opens_exhibits,
    crate::capabilities(),
    async |kit: Kit| {
        let here = complaint(&kit, 1, "lille", &answers("adult")).await;
        let there = complaint(&kit, 2, "brest", &answers("adult")).await;
        let one = given(&kit, here, "a.png", &png(40, 40)).await;
        let other = given(&kit, there, "b.png", &png(50, 40)).await;
        work_until_idle(&kit.world).await.unwrap();
        let stranger = Person::stranger(&kit);
        for path in [format!("/dossier/{here}/images"), src(here, one)] {
            let seen = stranger.get(&path).await;
            assert_ne!(seen.status, StatusCode::OK, "{path}");
            assert!(!seen.bytes.starts_with(&[0xff, 0xd8]));
        }
        for (role, near, far) in [
            (Role::Officer, true, false),
            (Role::Analyst, true, true),
            (Role::Investigator, true, false),
            (Role::Prosecutor, true, false),
            (Role::Auditor, false, false),
            (Role::Administrator, false, false),
            (Role::Custodian, false, false),
        ] {
            let person = Person::of(&kit, role, "lille").await;
            for (complaint, file, open) in [(here, one, near), (there, other, far)] {
                for path in [format!("/dossier/{complaint}/images"), src(complaint, file)] {
                    let seen = person.get(&path).await;
                    let opens = seen.status == StatusCode::OK;
                    assert_eq!(opens, open, "{role:?} {path}: {}", seen.status);
                }
                let form = format!("piece={file}&raison=");
                let sent = person
                    .post(&format!("/dossier/{complaint}/pieces/ecarter"), &form)
                    .await;
                let tried = sent.status == StatusCode::UNPROCESSABLE_ENTITY;
                assert_eq!(tried, open, "{role:?}: {}", sent.status);
            }
            // A file of another complaint is not reached through one that is open.
            let crossed = person.get(&src(here, other)).await;
            assert_ne!(crossed.status, StatusCode::OK, "{role:?}");
        }
        let made = states(&kit).await;
        assert!(
            made.iter().all(|(_, state, _)| state == "made"),
            "nothing was withheld"
        );
    }
);

on_both!(
    on_a_path_that_concerns_a_minor_no_picture_is_made_or_shown,
    crate::capabilities(),
    async |kit: Kit| {
        let officer = Person::of(&kit, Role::Officer, "lille").await;
        for (number, said) in [
            (1, answers("15_17")),
            (2, answers("unknown")),
            (3, "{}".to_owned()),
        ] {
            let id = complaint(&kit, number, "lille", &said).await;
            let file = given(&kit, id, "a.png", &png(40, 40)).await;
            work_until_idle(&kit.world).await.unwrap();
            assert_eq!(states(&kit).await, []);
            let page = officer
                .get(&format!("/dossier/{id}/images?claire={file}"))
                .await;
            let body = plain(&page.body());
            assert!(
                body.contains("Sur ce parcours aucune image n’est montrée."),
                "{body}"
            );
            assert!(
                !page.body().contains("<img") && !page.body().contains("<svg class=\"blurred\"")
            );
            let seen = officer.get(&src(id, file)).await;
            assert_eq!(seen.status, StatusCode::NOT_FOUND);
            assert!(plain(&seen.body()).contains("aucune image n’est montrée"));
            assert_eq!(stored(&kit, id, file).await, None);
        }
        assert_eq!(told(&kit, "exhibit.previewed").await, Vec::<String>::new());
    }
);

on_both!(
    a_photo_of_a_telephone_is_kept_and_said_to_have_no_preview,
    crate::capabilities(),
    async |kit: Kit| {
        let id = complaint(&kit, 1, "lille", &answers("adult")).await;
        let photo = heic("Telephone 5");
        let file = given(&kit, id, "IMG_0042.HEIC", &photo).await;
        work_until_idle(&kit.world).await.unwrap();
        let known = [(file, "without".to_owned(), Some("no-decoder".to_owned()))];
        assert_eq!(states(&kit).await, known);
        let officer = Person::of(&kit, Role::Officer, "lille").await;
        let page = officer.get(&format!("/dossier/{id}/images")).await;
        let body = plain(&page.body());
        assert!(
            body.contains("cette photo de téléphone (HEIC ou AVIF) est gardée"),
            "{body}"
        );
        assert!(body.contains("Appareil : Telephone 5"), "{body}");
        let seen = officer.get(&src(id, file)).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND);
        let mut tx = kit.world.db.read().await.unwrap();
        let kept = faisceau_platform::deposit::files_of(&mut tx, id)
            .await
            .unwrap();
        assert_eq!(kept[0].media_type, "image/heif");
        assert_eq!(kit.world.deposit.get(&kept[0].key()).await.unwrap(), photo);
    }
);

on_both!(
    bombs_and_broken_pictures_are_told_and_made_once,
    crate::capabilities(),
    async |kit: Kit| {
        let id = complaint(&kit, 1, "lille", &answers("adult")).await;
        let heavy = given(&kit, id, "bombe.gif", &bomb()).await;
        let broken = given(&kit, id, "coupé.png", &png(300, 300)[..200]).await;
        work_until_idle(&kit.world).await.unwrap();
        let mut expected = [
            (
                heavy,
                "without".to_owned(),
                Some("too-many-pixels".to_owned()),
            ),
            (broken, "without".to_owned(), Some("unreadable".to_owned())),
        ];
        expected.sort();
        assert_eq!(states(&kit).await, expected);
        let officer = Person::of(&kit, Role::Officer, "lille").await;
        let page = officer
            .get(&format!("/dossier/{id}/images?claire={heavy}"))
            .await;
        let body = plain(&page.body());
        assert!(body.contains("cette image a trop de points"), "{body}");
        assert!(body.contains("cette image est abîmée") && !page.body().contains("<img"));
        let seen = officer.get(&src(id, heavy)).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND);
        assert!(plain(&seen.body()).contains("trop de points"));
    }
);

on_both!(
    previews_go_with_the_complaint_and_come_back_when_lost,
    crate::capabilities(),
    async |kit: Kit| {
        let id = complaint(&kit, 1, "lille", &answers("adult")).await;
        let file = given(&kit, id, "a.png", &png(40, 40)).await;
        // Before its job ran, it is made when asked for.
        let officer = Person::of(&kit, Role::Officer, "lille").await;
        let page = officer.get(&format!("/dossier/{id}/images")).await;
        assert!(page.body().contains("class=\"blank\""), "{}", page.body());
        assert_eq!(officer.get(&src(id, file)).await.status, StatusCode::OK);
        let kept = stored(&kit, id, file).await.unwrap();
        work_until_idle(&kit.world).await.unwrap();
        assert_eq!(stored(&kit, id, file).await.as_ref(), Some(&kept));
        // Its bytes lost, it is made again, the same.
        let lost = kit.folder.path().join("files").join(preview::key(id, file));
        std::fs::remove_file(lost).unwrap();
        assert_eq!(officer.get(&src(id, file)).await.bytes, kept);
        assert_eq!(stored(&kit, id, file).await, Some(kept));

        let cx = Cx::platform(&kit.world);
        let mut tx = kit.world.db.write().await.unwrap();
        tx.execute(&store::ERASE, binds![id]).await.unwrap();
        let erased = ComplaintErased {
            complaint: ComplaintId(id),
        };
        cx.emit(&mut tx, &Event::ComplaintErased(erased))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(states(&kit).await, []);
        assert_eq!(stored(&kit, id, file).await, None);
        // A job that was late makes nothing of what is gone.
        preview::make::all(&cx, id).await.unwrap();
        assert_eq!(
            (states(&kit).await, stored(&kit, id, file).await),
            (vec![], None)
        );
        assert_eq!(
            officer.get(&src(id, file)).await.status,
            StatusCode::NOT_FOUND
        );
    }
);
