//! Papers by their operations: a file made once and for all, verified offline, adopted after a
//! crash, refused when altered; and what a verification code tells.

use crate::operations_kit::{filed, officer, victim};
use crate::store;
use faisceau_documents::cms::Roots;
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::receipt::sign;
use faisceau_intake::receipt::{self, ACKNOWLEDGEMENT, RECEPISSE};
use faisceau_intake::{capability, render, validate, verify};
use faisceau_platform::certificate::Signature;
use faisceau_platform::config::Config;
use faisceau_platform::jobs::run::work_until_idle;
use faisceau_platform::keys::Use;
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, On, kit_with};
use faisceau_platform::time::Time;
use faisceau_platform::time::local::{KeyKind, Local};
use sha2::{Digest, Sha256};

on_both!(
    a_file_is_made_once_and_verifies_offline,
    vec![capability()],
    async |kit: Kit| {
        let filed = filed(&kit).await;
        let cx = victim(&kit);
        let first = render::render(&cx, filed.complaint, ACKNOWLEDGEMENT).await;
        let first = first.unwrap();
        let again = render::render(&cx, filed.complaint, ACKNOWLEDGEMENT).await;
        assert_eq!(again.unwrap(), first);
        let keys = kit.world.keys().verifying();
        let verified = faisceau_documents::verify_file(&first, &keys).unwrap();
        assert_eq!(verified.payload, Some(filed.receipt.payload));
        for at in [10, first.len() / 2, first.len() - 10] {
            let mut altered = first.clone();
            altered[at] ^= 1;
            assert!(faisceau_documents::verify_file(&altered, &keys).is_err());
        }
        let absent = render::render(&cx, filed.complaint, RECEPISSE).await;
        assert!(absent.is_err(), "a paper that was not issued");
        let journal = store::actions_on(&kit, filed.complaint.0).await;
        let rendered = journal
            .iter()
            .filter(|action| *action == "receipt.rendered");
        assert_eq!(rendered.count(), 1);
    }
);

on_both!(
    the_job_makes_the_file_before_anybody_asks,
    vec![capability()],
    async |kit: Kit| {
        let filed = filed(&kit).await;
        let unmade = async || {
            let mut tx = kit.world.db.read().await.unwrap();
            receipt::unrendered(&mut tx).await.unwrap()
        };
        assert_eq!(unmade().await, 1);
        work_until_idle(&kit.world).await.unwrap();
        assert_eq!(unmade().await, 0);
        let kept = kit.world.deposit.get(&filed.receipt.key()).await.unwrap();
        let keys = kit.world.keys().verifying();
        let verified = faisceau_documents::verify_file(&kept, &keys).unwrap();
        assert_eq!(verified.payload, Some(filed.receipt.payload));
        // Whoever asks afterwards gets that very file, and it is said once in the journal.
        let given = render::render(&victim(&kit), filed.complaint, ACKNOWLEDGEMENT).await;
        assert_eq!(given.unwrap(), kept);
        let journal = store::actions_on(&kit, filed.complaint.0).await;
        let said = |action: &&String| *action == "receipt.rendered";
        assert_eq!(journal.iter().filter(said).count(), 1);
    }
);

on_both!(
    a_file_kept_before_a_crash_is_adopted_as_it_is,
    vec![capability()],
    async |kit: Kit| {
        let filed = filed(&kit).await;
        let cx = victim(&kit);
        let first = render::render(&cx, filed.complaint, ACKNOWLEDGEMENT).await;
        let first = first.unwrap();
        store::forget_rendering(&kit, filed.complaint.0).await;
        let adopted = render::render(&cx, filed.complaint, ACKNOWLEDGEMENT).await;
        assert_eq!(adopted.unwrap(), first);
        let mut tx = kit.world.db.read().await.unwrap();
        let paper = receipt::of(&mut tx, filed.complaint, ACKNOWLEDGEMENT).await;
        let digest: [u8; 32] = Sha256::digest(&first).into();
        assert_eq!(paper.unwrap().unwrap().pdf_sha256, Some(digest));
    }
);

on_both!(
    an_altered_file_is_a_fault_and_is_never_given,
    vec![capability()],
    async |kit: Kit| {
        let filed = filed(&kit).await;
        let cx = victim(&kit);
        render::render(&cx, filed.complaint, ACKNOWLEDGEMENT)
            .await
            .unwrap();
        let path = kit.folder.path().join("files").join(filed.receipt.key());
        let mut bytes = std::fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(&path, &bytes).unwrap();
        let altered = render::render(&cx, filed.complaint, ACKNOWLEDGEMENT).await;
        assert!(altered.unwrap_err().to_string().contains("was altered"));
        // Nor is it adopted when the row does not know of it.
        store::forget_rendering(&kit, filed.complaint.0).await;
        let adopted = render::render(&cx, filed.complaint, ACKNOWLEDGEMENT).await;
        assert!(adopted.is_err());
    }
);

on_both!(
    a_code_tells_authentic_then_replaced_and_nothing_when_altered,
    vec![capability()],
    async |kit: Kit| {
        let filed = filed(&kit).await;
        let cx = victim(&kit);
        let printed = filed.receipt.read_payload().unwrap().verification_code;
        let code = Code::parse(CodeKind::Verification, &printed).unwrap();
        let found = verify::verify(&cx, &code).await.unwrap().unwrap();
        assert_eq!(found.document, ACKNOWLEDGEMENT);
        assert_eq!((found.pages, found.replaced_at), (None, None));
        let file = render::render(&cx, filed.complaint, ACKNOWLEDGEMENT).await;
        let found = verify::verify(&cx, &code).await.unwrap().unwrap();
        let digest: [u8; 32] = Sha256::digest(file.unwrap()).into();
        assert_eq!(found.pdf_sha256, Some(digest));
        assert!(found.pages.is_some_and(|pages| pages >= 1));
        let guessed = Code::from_random(CodeKind::Verification, [5; 19]);
        assert!(verify::verify(&cx, &guessed).await.unwrap().is_none());
        let offences = ["Escroquerie".to_owned()];
        validate::validate(&officer(&kit).await, filed.complaint, &offences)
            .await
            .unwrap();
        let found = verify::verify(&cx, &code).await.unwrap().unwrap();
        assert!(found.replaced_at.is_some());
        let mut payload = filed.receipt.payload.clone();
        let last = payload.len() - 2;
        payload[last] ^= 1;
        store::alter_payload(&kit, filed.complaint.0, payload).await;
        let altered = verify::verify(&cx, &code).await;
        assert!(altered.unwrap_err().to_string().contains("was altered"));
    }
);

on_both!(
    the_code_of_a_series_file_tells_that_it_is_one_and_nothing_else,
    vec![capability()],
    async |kit: Kit| {
        let code = Code::from_random(CodeKind::Verification, [9; 19]);
        let keys = kit.world.keys();
        let payload = b"{\"document\":\"series-file\"}";
        let signature = sign(payload, keys.signing());
        let mark = keys.code_mark(Use::Mark, &code);
        drop(keys);
        store::series_file(&kit, payload, signature, mark).await;
        let cx = victim(&kit);
        let found = verify::verify(&cx, &code).await.unwrap().unwrap();
        assert_eq!(found.document, "series-file");
        assert_eq!((found.pages, found.replaced_at), (None, None));
        store::alter_series_file(&kit).await;
        let altered = verify::verify(&cx, &code).await;
        assert!(altered.unwrap_err().to_string().contains("was altered"));
    }
);

on_both!(
    the_officers_paper_is_made_and_verifies,
    vec![capability()],
    async |kit: Kit| {
        let filed = filed(&kit).await;
        let cx = officer(&kit).await;
        let offences = ["Escroquerie".to_owned()];
        validate::validate(&cx, filed.complaint, &offences)
            .await
            .unwrap();
        let file = render::render(&cx, filed.complaint, RECEPISSE)
            .await
            .unwrap();
        let keys = kit.world.keys().verifying();
        let verified = faisceau_documents::verify_file(&file, &keys).unwrap();
        let payload = String::from_utf8(verified.payload.unwrap()).unwrap();
        assert!(payload.contains("Escroquerie") && payload.contains("Capitaine lefort"));
    }
);

/// What staff issue bears the operator's certificate, stamped when an authority answers; what the platform
/// gives at once does not. A file so signed is adopted after a crash as any other.
async fn signs_what_staff_issue(on: On) {
    let folder = tempfile::TempDir::new().unwrap();
    let local = Local::start(folder.path(), KeyKind::Ec).await.unwrap();
    let config = Config {
        controller: Some("Service d'essai".into()),
        legal_regime: Some(faisceau_documents::Regime::Authority),
        time: Time {
            authorities: vec![local.settings("ici")],
            ..Time::default()
        },
        signature: Some(Signature {
            certificate_file: folder.path().join("purpose.pem"),
            key_file: folder.path().join("purpose.key"),
        }),
        ..Config::default()
    };
    let kit = kit_with(on, vec![capability()], config).await;
    let keys = kit.world.keys().verifying();
    let root = std::fs::read_to_string(folder.path().join("root.pem")).unwrap();
    let roots = Roots::read(&root).unwrap();
    let cx = officer(&kit).await;
    // Asked; asked and silent; awake again and spared, then asked once two minutes have gone.
    for (step, stamped) in [true, false, false, true].into_iter().enumerate() {
        match step {
            1 => local.sleep(),
            2 => local.wake(),
            3 => kit.world.clock.advance_millis(120_000),
            _ => {}
        }
        let filed = filed(&kit).await;
        validate::validate(&cx, filed.complaint, &["Escroquerie".to_owned()])
            .await
            .unwrap();
        let given = render::render(&cx, filed.complaint, ACKNOWLEDGEMENT).await;
        let verified = faisceau_documents::verify_file(&given.unwrap(), &keys).unwrap();
        assert_eq!(verified.appended, None);
        let paper = render::render(&cx, filed.complaint, RECEPISSE)
            .await
            .unwrap();
        let verified = faisceau_documents::verify_file(&paper, &keys).unwrap();
        assert!(verified.payload.is_some());
        let appended = verified.appended.unwrap();
        assert_eq!(appended.is_stamped(), stamped);
        assert!(appended.check(&roots).is_ok());
        store::forget_rendering(&kit, filed.complaint.0).await;
        let adopted = render::render(&cx, filed.complaint, RECEPISSE).await;
        assert_eq!(adopted.unwrap(), paper);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_openssl), ignore = "openssl not found")]
async fn the_officers_paper_bears_the_operators_certificate_on_sqlite() {
    signs_what_staff_issue(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(
    not(all(has_openssl, has_postgres)),
    ignore = "openssl or PostgreSQL not found"
)]
async fn the_officers_paper_bears_the_operators_certificate_on_postgres() {
    signs_what_staff_issue(On::Postgres).await;
}
