//! A package of evidence taken out from the page of a complaint: by whom, with what reason, what is in it and
//! what never is.

use crate::previews::told;
use crate::world::{Person, answers, complaint, given};
use axum::http::StatusCode;
use faisceau_domain::access::Role;
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit::set_aside::{self, Within};
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, plain};
use uuid::Uuid;

/// The files of an archive, by name.
fn unpacked(mut tar: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    while tar[0] != 0 {
        let word = |from: usize, to: usize| {
            let text = std::str::from_utf8(&tar[from..to]).unwrap();
            text.trim_matches(['\0', ' ']).to_owned()
        };
        let (name, prefix) = (word(0, 100), word(345, 500));
        let length = usize::from_str_radix(&word(124, 136), 8).unwrap();
        let name = match prefix.is_empty() {
            true => name,
            false => format!("{prefix}/{name}"),
        };
        files.push((name, tar[512..512 + length].to_vec()));
        tar = &tar[512 + length.div_ceil(512) * 512..];
    }
    assert_eq!(tar, [0; 1024], "the end of the archive");
    files
}

on_both!(
    who_may_know_the_victim_takes_the_package_out_with_a_reason,
    crate::capabilities(),
    async |kit: Kit| {
        let id = complaint(&kit, 1, "lille", &answers("adult")).await;
        let kept = given(&kit, id, "../../étrange\n.png", b"the bytes of one").await;
        let aside = given(&kit, id, "b.png", b"the bytes of another").await;
        let cx = Cx::platform(&kit.world).because("may show a minor");
        set_aside::set_aside(&cx, Within::Complaint, id, aside)
            .await
            .unwrap();
        let to = format!("/dossier/{id}/lot");
        let officer = Person::of(&kit, Role::Officer, "lille").await;
        let silent = officer.post(&to, "raison_lot=++").await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            plain(&silent.body()).contains("Dites pourquoi"),
            "{}",
            silent.body()
        );
        let nowhere = format!("/dossier/{}/lot", Uuid::nil());
        let nothing = officer.post(&nowhere, "raison_lot=Réquisition+12").await;
        assert_eq!(nothing.status, StatusCode::NOT_FOUND);
        assert_eq!(told(&kit, "package.made").await.len(), 0);

        let taken = officer.post(&to, "raison_lot=Réquisition+12").await;
        assert_eq!(taken.status, StatusCode::OK, "{}", taken.body());
        assert_eq!(taken.headers["content-type"], "application/x-tar");
        let name = taken.headers["content-disposition"].to_str().unwrap();
        assert!(
            name.starts_with("attachment; filename=\"faisceau-"),
            "{name}"
        );
        let files = unpacked(&taken.bytes);
        let folder = files[0].0.split('/').next().unwrap().to_owned();
        assert!(
            files
                .iter()
                .all(|(name, _)| name.starts_with(&format!("{folder}/")))
        );
        let exhibits: Vec<&(String, Vec<u8>)> = files
            .iter()
            .filter(|(name, _)| name.contains("/exhibits/"))
            .collect();
        assert_eq!(exhibits.len(), 1, "what is set aside stays");
        assert!(exhibits[0].0.ends_with(&format!("/{kept}.bin")));
        assert_eq!(exhibits[0].1, b"the bytes of one");
        for end in [
            "bagit.txt",
            "bag-info.txt",
            "manifest-sha256.txt",
            "manifest-sha512.txt",
            "tagmanifest-sha256.txt",
            "tagmanifest-sha512.txt",
            "data/case.jsonld",
            "custody.ndjson",
            "journal.ndjson",
        ] {
            assert!(files.iter().any(|(name, _)| name.ends_with(end)), "{end}");
        }
        let told = told(&kit, "package.made").await;
        assert_eq!(
            told,
            [format!("{{\"exhibits\":[\"{kept}\"],\"papers\":0}}")]
        );
    }
);

on_both!(
    nobody_else_takes_it_out,
    crate::capabilities(),
    async |kit: Kit| {
        let id = complaint(&kit, 1, "lille", &answers("adult")).await;
        given(&kit, id, "a.txt", b"the bytes of one").await;
        let to = format!("/dossier/{id}/lot");
        let mut others = vec![Person::stranger(&kit)];
        for role in Role::ALL {
            others.push(Person::of(&kit, role, "brest").await);
        }
        // An analyst reads every exhibit, and does not know who the victim is.
        others.push(Person::of(&kit, Role::Analyst, "lille").await);
        for person in others {
            let sent = person.post(&to, "raison_lot=Réquisition+12").await;
            assert_ne!(sent.status, StatusCode::OK);
            let kind = sent.headers.get("content-type").map(|kind| kind.as_bytes());
            assert_ne!(kind, Some(&b"application/x-tar"[..]));
        }
        assert_eq!(told(&kit, "package.made").await.len(), 0);
    }
);
