//! The codes that open a draft and a space are kept nowhere: not in the database, not in the journal,
//! not beside the files. What is stored is their mark under the server's key.

use super::operations_kit::{Says, filled, officer, victim};
use crate::store;
use faisceau_domain::code::Code;
use faisceau_domain::event::Side;
use faisceau_intake::file::{self, Nature};
use faisceau_intake::{ask, capability, follow, post_message, resume};
use faisceau_platform::keys::Use;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use std::path::Path;

/// Every way a code could have been written down.
fn written(code: &Code) -> Vec<Vec<u8>> {
    let texts = [code.bare().to_owned(), code.grouped()];
    let cases = texts
        .iter()
        .flat_map(|text| [text.to_uppercase(), text.to_lowercase()]);
    cases
        .flat_map(|text| {
            let coded = hex::encode(&text);
            [text.clone(), coded.to_uppercase(), coded].map(String::into_bytes)
        })
        .collect()
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// Everything below the data folder: the SQLite database and what is being written to it, the files,
/// the keys.
fn everything_below(folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => everything_below(&path, found),
            false => found.push((path.display().to_string(), std::fs::read(&path).unwrap())),
        }
    }
}

/// Every file of the instance, and all that a database apart from it holds.
pub(crate) async fn everything(kit: &Kit) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    everything_below(kit.folder.path(), &mut found);
    let dump = store::dump(kit).await;
    found.extend(dump.map(|text| ("the database".to_owned(), text.into_bytes())));
    found
}

on_both!(
    codes_are_kept_as_marks_under_the_servers_key_and_nowhere_else,
    vec![capability()],
    async |kit: Kit| {
        let left = filled(&kit, "fake_shop", &Says::new()).await;
        let draft = filled(&kit, "fake_shop", &Says::new()).await;
        resume::resume(&victim(&kit), &left.code)
            .await
            .unwrap()
            .unwrap();
        let filed = file::file(&victim(&kit), &draft.code, Nature::Complaint).await;
        let filed = filed.unwrap();
        let reference = store::reference_of(&kit, filed.complaint.0).await;
        let reference = faisceau_domain::reference::Reference::parse(&reference).unwrap();
        let opened = follow::follow(&victim(&kit), &reference, &filed.follow_up).await;
        assert!(opened.unwrap().is_some());
        // A code that opens nothing is not kept either.
        let wrong = follow::follow(&victim(&kit), &reference, &left.code).await;
        assert!(wrong.unwrap().is_none());
        ask::ask(&officer(&kit).await, filed.complaint, "Quel jour ?")
            .await
            .unwrap();
        let cx = victim(&kit);
        let said = post_message::post_message(&cx, filed.complaint, Side::Victim, "Hier");
        said.await.unwrap();

        let keys = kit.world.keys();
        let marks = store::marks(&kit).await;
        for (use_, code) in [
            (Use::Resume, &left.code),
            (Use::Resume, &draft.code),
            (Use::FollowUp, &filed.follow_up),
        ] {
            let mark = keys.code_mark(use_, code);
            assert!(marks.contains(&mark), "{use_:?}: its mark is stored");
        }
        assert_eq!(marks.len(), 3, "and no other");
        let all = everything(&kit).await;
        let held = all.iter().map(|(_, bytes)| bytes);
        let reference = reference.to_string();
        assert!(
            held.clone().any(|bytes| holds(bytes, reference.as_bytes())),
            "what is stored in clear is found this way"
        );
        for code in [&left.code, &draft.code, &filed.follow_up] {
            for text in written(code) {
                for (place, bytes) in &all {
                    assert!(!holds(bytes, &text), "a code is kept in {place}");
                }
            }
        }
    }
);
