//! The public log on both databases: entries become leaves once and in order, papers are proven, whatever the
//! publisher dies between it signs one history, and what was changed is found.

use crate::store;
use crate::world::{Person, answers, complaint};
use axum::http::{StatusCode, header};
use faisceau_domain::event::{ComplaintErased, Event};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_domain::merkle::checkpoint::Signed;
use faisceau_domain::merkle::leaf::record;
use faisceau_domain::merkle::proof::continues;
use faisceau_domain::merkle::proof_file::{self, ProofFile, verify};
use faisceau_domain::merkle::{Hash, leaf_hash, root_of};
use faisceau_domain::receipt::Payload;
use faisceau_evidence::log::check::{Checked, check};
use faisceau_evidence::log::prove::{Standing, prove};
use faisceau_evidence::log::publish::{self, Known, Refused};
use faisceau_evidence::log::run::{Publisher, publish_all};
use faisceau_evidence::log::{feed, memory, send};
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Statement;
use faisceau_platform::fault::Error;
use faisceau_platform::journal::seal::seal_batch;
use faisceau_platform::lease::Lease;
use faisceau_platform::testkit::Kit;
use faisceau_platform::{binds, db::Bind, on_both};
use jiff::SignedDuration;
use uuid::Uuid;

pub(crate) fn cx(kit: &Kit) -> Cx {
    Cx::platform(&kit.world)
}

/// A filing as intake writes it, as far as the log goes; the bytes of its paper.
pub(crate) async fn filed(kit: &Kit, number: i64) -> (Uuid, Vec<u8>) {
    let id = complaint(kit, number, "lille", &answers("adult")).await;
    let payload = Payload {
        version: 1,
        document: "acknowledgement".into(),
        nature: "complaint".into(),
        reference: format!("FSC-2026-{number:06}-X"),
        form_type: "sextortion".into(),
        form_hash: String::new(),
        registered_at: "2026-11-22T10:00:00.000Z".into(),
        received_at: None,
        exhibits: vec![],
        verification_code: format!("0000-{number}"),
        controller: "Essai".into(),
        legal_regime: "authority".into(),
        specimen: false,
        key_id: "k".into(),
        officer: None,
        offences: vec![],
        stated: vec![],
        answers_commitment: String::new(),
    };
    let (world, bytes) = (&kit.world, payload.bytes());
    let now = world.clock.now();
    let mut tx = world.db.write().await.unwrap();
    let (receipt, mark): (Uuid, [u8; 32]) = (world.dice.uuid(now), world.dice.bytes());
    let row = binds![receipt, id, now, bytes.clone(), vec![0_u8; 64], mark];
    tx.execute(&store::ACKNOWLEDGED, row).await.unwrap();
    let told = cx(kit);
    told.journal(&mut tx, Deed::ComplaintFiled, "complaint", Some(id), "{}")
        .await
        .unwrap();
    told.journal(&mut tx, Deed::ComplaintRead, "complaint", Some(id), "{}")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    (id, bytes)
}

/// Entries that are leaves and need nothing else.
pub(crate) async fn acts(kit: &Kit, count: usize) {
    let mut tx = kit.world.db.write().await.unwrap();
    for _ in 0..count {
        cx(kit)
            .journal(&mut tx, Deed::KeyRotated, "key", None, "{}")
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
}

async fn lease(kit: &Kit, name: &'static str) -> Lease {
    let world = &kit.world;
    world.clock.advance_millis(60_000);
    let now = world.clock.now();
    let holder = world.dice.uuid(now);
    let length = SignedDuration::from_secs(30);
    let taken = Lease::take(&world.db, name, holder, now, length).await;
    taken.unwrap().expect("the one before is over")
}

pub(crate) async fn seal(kit: &Kit) {
    let lease = lease(kit, "sealer").await;
    let now = kit.world.clock.now();
    while seal_batch(&kit.world.db, &lease, now).await.unwrap() > 0 {}
}

pub(crate) async fn published(kit: &Kit) -> Signed {
    seal(kit).await;
    publish_all(&cx(kit)).await.unwrap();
    memory::last(&kit.world)
        .unwrap()
        .expect("a checkpoint was signed")
}

pub(crate) async fn change(kit: &Kit, statement: &Statement, binds: Vec<Bind>) {
    let mut tx = kit.world.db.write().await.unwrap();
    tx.execute(statement, binds).await.unwrap();
    tx.commit().await.unwrap();
}

fn keys(kit: &Kit) -> Vec<ed25519_dalek::VerifyingKey> {
    let keys = kit.world.keys().verifying();
    keys.into_iter().map(|(_, key)| key).collect()
}

on_both!(
    a_paper_is_proven_by_its_payload_and_the_proof_alone,
    crate::capabilities(),
    async |kit: Kit| {
        let (_, first) = filed(&kit, 1).await;
        assert_eq!(
            prove(&cx(&kit), &record(&first)).await.unwrap(),
            Standing::Soon
        );
        seal(&kit).await;
        assert_eq!(
            prove(&cx(&kit), &record(&first)).await.unwrap(),
            Standing::Soon
        );
        publish_all(&cx(&kit)).await.unwrap();
        // Over one tile, then one more filing.
        acts(&kit, 300).await;
        published(&kit).await;
        let (erased, second) = filed(&kit, 2).await;
        published(&kit).await;
        for (payload, number) in [(&first, 1), (&second, 302)] {
            let told = prove(&cx(&kit), &record(payload)).await.unwrap();
            let Standing::Entry {
                number: at,
                of,
                proof,
            } = told
            else {
                panic!("it is in the log");
            };
            assert_eq!((at, of), (number, 302));
            let proven = verify(&record(payload), &proof.text(), &keys(&kit)).unwrap();
            assert_eq!(proven.index + 1, number);
            let other = verify(&record(b"another"), &proof.text(), &keys(&kit));
            assert!(matches!(other, Err(proof_file::Refused::Broken(_))));
        }
        // An erasure destroys the salts: the log stays whole and proves nothing of it any more.
        let mut tx = kit.world.db.write().await.unwrap();
        let gone = ComplaintErased {
            complaint: ComplaintId(erased),
        };
        let emitted = cx(&kit).emit(&mut tx, &Event::ComplaintErased(gone)).await;
        emitted.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(
            prove(&cx(&kit), &record(&second)).await.unwrap(),
            Standing::Soon
        );
        let whole = check(&cx(&kit), &[]).await.unwrap();
        let Checked::Whole {
            size, forgotten, ..
        } = whole
        else {
            panic!("{whole:?}");
        };
        assert_eq!((size, forgotten), (302, 1));
    }
);

on_both!(
    each_checkpoint_goes_on_from_the_one_before,
    crate::capabilities(),
    async |kit: Kit| {
        let person = Person::stranger(&kit);
        let mut seen: Vec<Signed> = Vec::new();
        for count in [1, 254, 1, 1, 300] {
            acts(&kit, count).await;
            seen.push(published(&kit).await);
        }
        assert_eq!(seen.last().unwrap().checkpoint.size, 557);
        // Anybody proves it from what is served: here from the leaves themselves.
        let mut leaves: Vec<Hash> = Vec::new();
        for path in ["entries/000", "entries/001", "entries/002.p/45"] {
            let got = person.get(&format!("/log/tile/{path}")).await;
            assert_eq!(got.status, StatusCode::OK, "{path}");
            leaves.extend(got.bytes.chunks(34).map(|entry| leaf_hash(&entry[2..])));
        }
        for signed in &seen {
            let said = &signed.checkpoint;
            let size = usize::try_from(said.size).unwrap();
            assert_eq!(root_of(&leaves[..size]), said.root);
        }
        let (old, new) = (&seen[0].checkpoint, &seen[4].checkpoint);
        let forked = continues((old.size, [1; 32]), (new.size, new.root), &[]);
        assert!(forked.is_err());
        // Nothing new: nothing is signed.
        published(&kit).await;
        assert_eq!(memory::last(&kit.world).unwrap(), seen.pop());
    }
);

on_both!(
    what_is_served_is_what_the_layout_says,
    crate::capabilities(),
    async |kit: Kit| {
        let person = Person::stranger(&kit);
        assert_eq!(
            person.get("/log/checkpoint").await.status,
            StatusCode::NOT_FOUND
        );
        let (_, payload) = filed(&kit, 1).await;
        let proof = format!("/log/proof/{}", hex::encode(record(&payload)));
        let soon = person.get(&proof).await;
        assert_eq!(soon.status, StatusCode::NOT_FOUND);
        acts(&kit, 299).await;
        let signed = published(&kit).await;
        acts(&kit, 1).await;
        seal(&kit).await;
        let lease = lease(&kit, "log").await;
        let waiting = feed::gather(&cx(&kit), 0).await.unwrap();
        assert_eq!(feed::feed(&cx(&kit), &lease, waiting).await.unwrap(), 1);
        let kept = |headers: &axum::http::HeaderMap, name| {
            headers
                .get(name)
                .map_or(String::new(), |v| v.to_str().unwrap().to_owned())
        };
        let long = "public, max-age=31536000, immutable";
        for (path, bytes, caching) in [
            ("tile/0/000", 8_192, long),
            ("tile/0/001.p/44", 44 * 32, long),
            ("tile/0/001.p/1", 32, long),
            ("tile/1/000.p/1", 32, long),
            ("tile/entries/000", 256 * 34, long),
            ("tile/entries/001.p/44", 44 * 34, long),
        ] {
            let got = person.get(&format!("/log/{path}")).await;
            assert_eq!(
                (got.status, got.bytes.len()),
                (StatusCode::OK, bytes),
                "{path}"
            );
            assert_eq!(kept(&got.headers, header::CACHE_CONTROL), caching);
            assert_eq!(
                kept(&got.headers, header::CONTENT_TYPE),
                "application/octet-stream"
            );
            assert!(!got.headers.contains_key(header::SET_COOKIE), "{path}");
        }
        // Not signed yet, not full, or no address at all.
        for path in [
            "tile/0/001.p/45",
            "tile/0/001",
            "tile/1/000",
            "tile/2/000.p/1",
            "tile/0/1",
            "tile/x",
        ] {
            let got = person.get(&format!("/log/{path}")).await;
            assert_eq!(got.status, StatusCode::NOT_FOUND, "{path}");
        }
        let got = person.get("/log/checkpoint").await;
        assert_eq!(got.body(), signed.note.whole());
        assert_eq!(
            kept(&got.headers, header::CACHE_CONTROL),
            "public, max-age=2"
        );
        assert_eq!(
            kept(&got.headers, header::CONTENT_TYPE),
            "text/plain; charset=utf-8"
        );
        assert!(!got.headers.contains_key(header::SET_COOKIE));
        let got = person.get("/log/keys").await;
        assert!(
            got.body().starts_with("127.0.0.1:8080/log+"),
            "{}",
            got.body()
        );
        let got = person.get(&proof).await;
        assert_eq!(got.status, StatusCode::OK);
        assert!(ProofFile::read(&got.body()).is_some());
        let api = person
            .get(&proof.replace("/log/proof/", "/api/v1/log/proofs/"))
            .await;
        let said: serde_json::Value = serde_json::from_slice(&api.bytes).unwrap();
        assert_eq!(said["proof"], got.body());
        assert_eq!((&said["logged"], &said["of"]), (&true.into(), &300.into()));
        let api = person.get("/api/v1/log").await;
        let said: serde_json::Value = serde_json::from_slice(&api.bytes).unwrap();
        assert_eq!(said["checkpoint"], signed.note.whole());
        assert_eq!(said["size"], 300);
        assert!(verify(&record(&payload), &got.body(), &keys(&kit)).is_ok());
    }
);

on_both!(
    killed_between_any_two_steps_it_signs_one_history,
    crate::capabilities(),
    async |kit: Kit| {
        let told = cx(&kit);
        acts(&kit, 5).await;
        seal(&kit).await;
        // Dead after the leaves: nothing is signed, and nothing is added twice.
        let lost = lease(&kit, "log").await;
        let waiting = feed::gather(&told, 0).await.unwrap();
        assert_eq!(feed::feed(&told, &lost, waiting).await.unwrap(), 5);
        let again = feed::gather(&told, 0).await.unwrap();
        assert_eq!(again.seen, 0);
        // Dead before it remembers: what was decided is nowhere.
        let decided = publish::decide(&told, &[]).await.unwrap().unwrap();
        assert_eq!(memory::last(&kit.world).unwrap(), None);
        // Dead before it stores: what is remembered is what is published, to the byte.
        memory::remember(&kit.world, &decided).unwrap();
        acts(&kit, 2).await;
        let after = published(&kit).await;
        assert_eq!(after.checkpoint.size, 7);
        let first = publish::decide(&told, &[("a copy".to_owned(), decided)]).await;
        assert_eq!(first.unwrap(), None, "it goes on from what was signed");
        // A publisher that was thought dead writes nothing any more.
        acts(&kit, 1).await;
        seal(&kit).await;
        let taken = lease(&kit, "log").await;
        let waiting = feed::gather(&told, 0).await.unwrap();
        assert!(feed::feed(&told, &lost, waiting).await.is_err());
        assert!(publish::store(&told, &lost, &after).await.is_err());
        let waiting = feed::gather(&told, 0).await.unwrap();
        assert_eq!(feed::feed(&told, &taken, waiting).await.unwrap(), 1);
        // Two that look at once add an entry once.
        acts(&kit, 1).await;
        seal(&kit).await;
        let taken = lease(&kit, "log").await;
        let one = feed::gather(&told, 0).await.unwrap();
        let other = feed::gather(&told, 0).await.unwrap();
        assert_eq!(feed::feed(&told, &taken, one).await.unwrap(), 1);
        assert_eq!(feed::feed(&told, &taken, other).await.unwrap(), 0);
        published(&kit).await;
        let whole = check(&told, &[after]).await.unwrap();
        assert!(matches!(whole, Checked::Whole { size: 9, .. }), "{whole:?}");
    }
);

on_both!(
    remembered_before_stored_is_published_as_it_was,
    crate::capabilities(),
    async |kit: Kit| {
        let told = cx(&kit);
        acts(&kit, 3).await;
        seal(&kit).await;
        let lease = lease(&kit, "log").await;
        let waiting = feed::gather(&told, 0).await.unwrap();
        feed::feed(&told, &lease, waiting).await.unwrap();
        let decided = publish::decide(&told, &[]).await.unwrap().unwrap();
        memory::remember(&kit.world, &decided).unwrap();
        // Another key signs from now on: the checkpoint signed before is published, not another.
        kit.world.rotate_keys().unwrap();
        let published = publish::publish(&told, &lease, &[]).await.unwrap();
        assert_eq!(published, Some(decided));
    }
);

on_both!(
    nothing_is_signed_over_a_database_put_back,
    crate::capabilities(),
    async |kit: Kit| {
        let told = cx(&kit);
        acts(&kit, 10).await;
        published(&kit).await;
        let holder = kit.world.dice.uuid(kit.world.clock.now());
        send::send(&told, holder).await.unwrap();
        let outside = send::outside(&told);
        assert_eq!(outside.len(), 1, "a copy was left");
        // Entries are lost, and others come: the checkpoint beside the keys tells.
        change(&kit, &store::TAKE_LEAVES_OUT, binds![4_i64]).await;
        change(&kit, &store::TAKE_CHECKPOINTS_OUT, binds![4_i64]).await;
        acts(&kit, 1).await;
        seal(&kit).await;
        let mut publisher = Publisher::new(&kit.world);
        let refused = loop {
            match publisher.turn(&told).await {
                Ok(true) => {}
                Err(Error::Refused(why)) => break why,
                other => panic!("{other:?}"),
            }
        };
        publisher.give_back(&told).await.unwrap();
        let known = Known::Remembered;
        assert_eq!(
            refused,
            Refused::Behind {
                here: 5,
                size: 10,
                known
            }
        );
        // Back to as many: the same size is not the same log.
        acts(&kit, 5).await;
        seal(&kit).await;
        let refused = publish_all(&told).await;
        let Err(Error::Refused(Refused::Forked {
            size: 10,
            known: Known::Remembered,
        })) = refused
        else {
            panic!("{refused:?}");
        };
        // Without the memory, what was left outside tells.
        std::fs::remove_file(memory::file(&kit.world)).unwrap();
        let refused = publish_all(&told).await;
        let Err(Error::Refused(Refused::Forked {
            size: 10,
            known: Known::Outside(_),
        })) = refused
        else {
            panic!("{refused:?}");
        };
        let found = check(&told, &[outside[0].1.clone()]).await.unwrap();
        assert!(matches!(found, Checked::Broken(_)), "{found:?}");
        // A memory of another log, or changed, stops everything: somebody must look.
        std::fs::write(memory::file(&kit.world), "changed").unwrap();
        assert!(matches!(publish_all(&told).await, Err(Error::Fault(_))));
    }
);
