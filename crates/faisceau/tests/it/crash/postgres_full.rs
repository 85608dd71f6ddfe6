//! The disk of the PostgreSQL server itself is full: a server of this test's own whose tables cannot grow, as
//! `points.c` refuses it room. Each walk is told so in words, and made again once there is room.

use super::client::{Answer, Person, Served};
use super::place::{Scene, Stage, stage_in};
use super::points::{Control, Mode, open_to_all};
use super::walks::{Said, WALKS, Walk, no_room_told};
use super::{after, runtime, told_and_alive};
use faisceau_platform::testkit::{Server, own_server_with};
use std::path::Path;
use tokio::runtime::Runtime;

/// Entries that fill what is left of the journal's pages, at the most.
const ASKED_MAX: usize = 600;

#[test]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
fn a_full_disk_of_the_database_server_is_told_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    open_to_all(folder.path());
    let control = Control::in_folder(folder.path());
    let below = std::env::temp_dir().canonicalize().unwrap();
    let mut variables = control.variables(&below).to_vec();
    variables.push(("POINTS_EXTENDING", Path::new("yes")));
    let server: &'static Server = Box::leak(Box::new(own_server_with(&variables)));
    let runtime = runtime();
    let data = tempfile::tempdir().unwrap();
    let stage = runtime.block_on(stage_in(data, Some(server)));
    for walk in WALKS {
        full(&stage, walk, &control, &runtime);
    }
}

/// Asks until there is no room.
fn until_refused(ask: impl Fn() -> Option<Answer>) {
    let answers = (0..ASKED_MAX).map(|_| ask().expect("an answer"));
    let mut refused = answers.filter(|answer| answer.status >= 500);
    let refused = refused.next().expect("the journal is full at last");
    assert!(no_room_told(&refused), "{refused:?}");
}

/// Somebody who opened the page of sign-in.
fn visitor(service: &Served) -> Person {
    let nobody = Person {
        cookie: String::new(),
        csrf: String::new(),
    };
    let page = service.get(&nobody, "/connexion").expect("a page");
    let text = page.text();
    let token = text.split("name=\"csrf\" value=\"").nth(1);
    let token = token.and_then(|rest| rest.split('"').next());
    let cookie = page.headers.get("set-cookie").cloned().unwrap_or_default();
    Person {
        cookie: cookie.split(';').next().unwrap_or_default().to_owned(),
        csrf: token.expect("a form").to_owned(),
    }
}

fn full(stage: &Stage, walk: Walk, control: &Control, runtime: &Runtime) {
    let scene = runtime.block_on(Scene::of(stage));
    let (running, address) = scene.serve(false);
    let service = Served { address };
    control.open(Mode::Full, 1);
    // Each reading is an entry of the journal; then each sign-in refused, the shortest there is.
    let page = format!("/piece/{}", stage.described);
    until_refused(|| service.get(&stage.keeper, &page));
    let typed = "login=personne&password=une+longue+phrase&purpose=intake";
    until_refused(|| service.send(&visitor(&service), "/connexion", typed));
    let mut said = Said::default();
    let went = walk.go(stage, &service, &mut said);
    assert!(went.is_err(), "{}: done on a full disk", walk.word());
    told_and_alive(&service, walk, went);
    control.close();
    let again = walk.go(stage, &service, &mut said);
    again.unwrap_or_else(|stopped| panic!("there is room again: {stopped:?}"));
    drop(running);
    runtime.block_on(after::check(stage, &scene, walk, &said));
    runtime.block_on(scene.end());
}
