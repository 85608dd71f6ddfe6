//! After an erasure, nothing that leaves the installation says what the complaint that is gone said: every page and every
//! answer of the interface as those who read most, the exports of a series in each format, its file as paper, a part of the journal, a
//! package, the configuration.

use super::asking::Asking;
use super::filled::{Person, around};
use super::routes;
use faisceau::capabilities;
use faisceau_domain::id::ComplaintId;
use faisceau_evidence::package::make;
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::Kit;
use faisceau_platform::transfer::export::export;
use faisceau_platform::web::Route;
use faisceau_platform::wiring;
use faisceau_series::file;
use std::io::Write as _;
use uuid::Uuid;

/// Those who read most.
const READERS: [&str; 5] = [
    "officer intake",
    "analyst",
    "prosecutor",
    "auditor",
    "administrator",
];

fn hold(bytes: &[u8], sought: &[Vec<u8>]) -> Option<String> {
    let found = sought.iter().find(|trace| {
        bytes
            .windows(trace.len())
            .any(|seen| seen == trace.as_slice())
    });
    found.map(|trace| String::from_utf8_lossy(trace).into_owned())
}

fn named(all: &[Route], method: &str, path: &str) -> Route {
    let found = all
        .iter()
        .find(|one| one.method == method && one.path == path);
    found
        .unwrap_or_else(|| panic!("no route {method} {path}"))
        .clone()
}

fn of<'a>(people: &'a [Person], name: &str) -> &'a Person {
    people.iter().find(|person| person.name == name).unwrap()
}

/// Two complaints that stay in the series of the one that is gone, and what both name.
pub(crate) struct Stay<'a> {
    pub(crate) one: ComplaintId,
    pub(crate) twin: ComplaintId,
    pub(crate) mail: &'a str,
}

pub(crate) async fn leaves_nothing(kit: &Kit, stay: &Stay<'_>, sought: &[Vec<u8>]) {
    let list = capabilities::all();
    let people = around(kit, stay.one.0, stay.twin.0, stay.mail).await;
    let front = wiring::front(&kit.world, &list).unwrap();
    let asking = Asking::of(kit, wiring::router(&front, &list));
    let all = routes();
    let mut read = 0;
    let gets = all.iter().filter(|route| route.method.is_safe());
    for route in gets.filter(|route| route.audience.code() == "staff") {
        let things: &[&str] = match route.path.contains("{id}") {
            true => &["complaint", "series", "value"],
            false => &["door"],
        };
        for (thing, name) in things.iter().flat_map(|t| READERS.map(|name| (t, name))) {
            let person = of(&people, name);
            let place = route.path.contains('{').then(|| &person.places[0].1);
            let answer = asking.ask(route, thing, person, place).await;
            read += usize::from(answer.status.is_success());
            let trace = hold(answer.body.as_bytes(), sought);
            assert_eq!(trace, None, "{route} as {name}");
        }
    }
    assert!(read > 150, "{read} answers were read");
    let exported = exports(kit, &asking, &all, &people).await;
    for (what, bytes) in &exported {
        assert!(bytes.len() > 100, "{what} is {} bytes", bytes.len());
        assert_eq!(hold(bytes, sought), None, "{what}");
    }
    package(kit, stay, sought).await;
}

async fn exports(
    kit: &Kit,
    asking: &Asking<'_>,
    all: &[Route],
    people: &[Person],
) -> Vec<(&'static str, Vec<u8>)> {
    let (analyst, auditor) = (of(people, "analyst"), of(people, "auditor"));
    let series = analyst.places[0].1.series;
    let of_series = named(all, "POST", "/series/{id}/export");
    let at = format!("/series/{series}/export");
    let mut exported = Vec::new();
    for (what, format) in [("table", "csv"), ("graph", "graphml")] {
        let form = format!(
            "format={format}&reason=Controle+apres+effacement&raison=Controle+apres+effacement"
        );
        exported.push((what, asking.send(&of_series, analyst, &at, &form).await));
    }
    let of_file = named(all, "POST", "/series/{id}/file");
    let at = format!("/series/{series}/file");
    asking
        .send(&of_file, analyst, &at, "motif=Controle&langue=fr")
        .await;
    exported.push(("paper", paper(kit, series, analyst).await));
    exported.push(("journal", journal(asking, all, auditor).await));
    let settings = export(&Cx::platform(&kit.world), &toml::Table::new()).await;
    exported.push(("settings", settings.unwrap().into_bytes()));
    exported
}

/// A part of the journal, as the supervisory authority is given it.
async fn journal(asking: &Asking<'_>, all: &[Route], auditor: &Person) -> Vec<u8> {
    // What was written this instant is of the next part.
    asking.kit.world.clock.advance_millis(180_000);
    let page = "/agent/controle/extraits";
    let ask = named(all, "POST", page);
    asking
        .send(&ask, auditor, page, "jours=30&motif=Controle")
        .await;
    let listed = asking
        .send(&named(all, "GET", page), auditor, page, "")
        .await;
    let listed = String::from_utf8(listed).unwrap();
    let link = listed
        .split("href=\"/agent/controle/extraits/")
        .nth(1)
        .unwrap();
    let link = format!("{page}/{}", link.split('"').next().unwrap());
    let file = named(all, "GET", "/agent/controle/extraits/{id}/{file}");
    asking.send(&file, auditor, &link, "").await
}

/// What the file of the series says, as a reader of PDF takes it out.
async fn paper(kit: &Kit, series: Uuid, analyst: &Person) -> Vec<u8> {
    let mut tx = kit.world.db.read().await.unwrap();
    let made = file::made_by(&mut tx, series, analyst.account.unwrap().0)
        .await
        .unwrap();
    tx.rollback().await.unwrap();
    let cx = Cx::platform(&kit.world);
    let pdf = file::render::render(&cx, made[0].id).await.unwrap();
    let program = env!("FAISCEAU_TEST_PDFTOTEXT");
    if program.is_empty() {
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: pdftotext is not installed, what the paper says is not read"
        );
        return pdf;
    }
    let kept = kit.folder.path().join("series-read.pdf");
    std::fs::write(&kept, pdf).unwrap();
    let read = std::process::Command::new(program)
        .arg(&kept)
        .arg("-")
        .output();
    std::fs::remove_file(&kept).unwrap();
    read.unwrap().stdout
}

/// A package of what stays: stored whole, so that what it says is read in its bytes.
async fn package(kit: &Kit, stay: &Stay<'_>, sought: &[Vec<u8>]) {
    let cx = Cx::platform(&kit.world).because("Contrôle après effacement");
    let complaints = [stay.one.0, stay.twin.0];
    let package = make::make(&cx, "controle", &complaints).await.unwrap();
    let mut bytes = Vec::new();
    let written = make::gather(package, |piece| {
        bytes.extend_from_slice(piece);
        Ok(())
    });
    written.await.unwrap();
    assert!(bytes.len() > 1_000);
    assert_eq!(hold(&bytes, sought), None, "a package");
}
