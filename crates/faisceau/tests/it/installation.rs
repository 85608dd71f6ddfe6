//! A small installation with things worth keeping, made by the operations themselves: complaints with
//! exhibits and their papers, drafts. For the drills that copy, damage and restore it.

use crate::drafts;
use faisceau_domain::Lang;
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::form::{Answer, Value};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Actor;
use faisceau_intake::file::{self, Nature};
use faisceau_intake::receipt::ACKNOWLEDGEMENT;
use faisceau_intake::{attach, render, resume};
use faisceau_platform::cx::Cx;
use faisceau_platform::db::role_settings::RoleSettings;
use faisceau_platform::testkit::{self, On};
use faisceau_platform::world::World;
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

/// A draft, its code and its files.
pub(crate) struct Draft {
    pub(crate) id: Uuid,
    pub(crate) code: Code,
    pub(crate) files: Vec<Uuid>,
}

/// A complaint, its exhibit and the file of its acknowledgement.
pub(crate) struct Filed {
    pub(crate) id: ComplaintId,
    pub(crate) exhibit: Uuid,
    pub(crate) paper: Vec<u8>,
}

pub(crate) fn victim(world: &Arc<World>) -> Cx {
    Cx::anyone(world, Actor::Victim, Lang::Fr)
}

/// A draft with every answer and these files.
pub(crate) async fn draft(world: &Arc<World>, files: &[&[u8]]) -> Draft {
    let ready = drafts::ready(world, 1, 1).await.remove(0);
    let code = ready.cookie.strip_prefix("draft=").unwrap();
    let code = Code::parse(CodeKind::Resume, code).unwrap();
    let cx = victim(world);
    let mut given = Vec::new();
    for (number, bytes) in files.iter().enumerate() {
        let draft = resume::resume(&cx, &code).await.unwrap().unwrap();
        let staging = world.dice.uuid(world.clock.now());
        let bytes = bytes::Bytes::copy_from_slice(bytes);
        let chunks = futures_util::stream::iter(vec![Ok::<_, std::io::Error>(bytes)]);
        let received = world.deposit.receive(staging, chunks, 1 << 30);
        let received = received.await.unwrap();
        let name = format!("capture-{number}.txt");
        let exhibit = attach::to_draft(&cx, &draft, &received, &name);
        given.push(exhibit.await.unwrap().0);
    }
    // What is filed is what an answer points to.
    let mut draft = resume::resume(&cx, &code).await.unwrap().unwrap();
    let pointed = Value::Files(given.iter().map(ToString::to_string).collect());
    let key = "evidence.files".parse().unwrap();
    draft.answers.set(key, Answer::Value(pointed));
    let mut tx = world.db.write().await.unwrap();
    draft.save(&cx, &mut tx).await.unwrap();
    tx.commit().await.unwrap();
    Draft {
        id: ready.id,
        code,
        files: given,
    }
}

/// A complaint with one exhibit, its paper made.
pub(crate) async fn filed(world: &Arc<World>, bytes: &[u8]) -> Filed {
    let draft = draft(world, &[bytes]).await;
    let cx = victim(world);
    let filed = file::file(&cx, &draft.code, Nature::Complaint)
        .await
        .unwrap();
    let paper = render::render(&cx, filed.complaint, ACKNOWLEDGEMENT);
    Filed {
        id: filed.complaint,
        exhibit: draft.files[0],
        paper: paper.await.unwrap(),
    }
}

/// Where else an installation is put back: an empty folder, and an empty database of its own.
pub(crate) async fn elsewhere(on: On, data: &Path) -> faisceau_platform::config::Config {
    let (database_url, roles) = match on {
        On::Sqlite => (None, RoleSettings::default()),
        On::Postgres => {
            let master = testkit::server().fresh_database().await.unwrap();
            let [owner, web, worker] = testkit::ROLES.map(|role| as_role(&master, role));
            let roles = RoleSettings {
                worker_url: Some(worker),
                owner_url: Some(owner),
            };
            (Some(web), roles)
        }
    };
    faisceau_platform::config::Config {
        data_dir: data.to_path_buf(),
        database_url,
        roles,
        database_connections: 5,
        controller: Some("Association d'essai".into()),
        legal_regime: Some(faisceau_documents::Regime::Authority),
        ..Default::default()
    }
}

/// The address of a database of the kit's server as one of its roles.
pub(crate) fn as_role(master: &str, role: &str) -> String {
    master.replacen("postgres@", &format!("{role}@"), 1)
}

/// Every file below a folder that holds these bytes.
pub(crate) fn copies(folder: &Path, bytes: &[u8]) -> Vec<String> {
    let all = lying(folder).into_iter().map(|(below, _)| below);
    all.filter(|below| std::fs::read(folder.join(below)).unwrap() == bytes)
        .collect()
}

/// Every file below a folder, with its length.
pub(crate) fn lying(folder: &Path) -> Vec<(String, u64)> {
    let mut open = vec![folder.to_path_buf()];
    let mut found = Vec::new();
    while let Some(inside) = open.pop() {
        for entry in std::fs::read_dir(inside).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let below = path.strip_prefix(folder).unwrap();
                let below = below.to_string_lossy().into_owned();
                found.push((below, path.metadata().unwrap().len()));
            }
        }
    }
    found.sort();
    found
}
