//! An operator of another country lays its own pack over ours: a profile, routes and contacts, one
//! type changed, one added, words of its own; then a person files under it. And what is wrong in an
//! overlay stops the start with its place.

use faisceau::setup;
use faisceau_domain::Lang;
use faisceau_domain::form::{Journey, Mode, PageUse, Posted, Proposed, input_name};
use faisceau_domain::journal::Actor;
use faisceau_intake::file::Nature;
use faisceau_intake::{answer, file, start};
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::config::Config;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::world::World;
use std::path::Path;
use std::sync::Arc;

/// An invented country: its profile, whom it calls, and a type of its own.
const COUNTRY: &str = r#"
[profile.sylvanie]
label = { fr = "Sylvanie", en = "Sylvania" }
otherwise = "online_prepared"

[profile.sylvanie.modes.online_full]
told = { fr = "Tout se fait ici.", en = "All is done here." }
next = [{ fr = "Un agent vous lit.", en = "An officer reads you." }]
officer = { fr = "Faite en ligne.", en = "Made online." }

[profile.sylvanie.modes.online_prepared]
told = { fr = "Un agent vous reçoit ensuite.", en = "An officer then sees you." }
next = [{ fr = "Un agent vous reçoit.", en = "An officer sees you." }]
officer = { fr = "Préparée en ligne.", en = "Prepared online." }

[profile.sylvanie.modes.report_only]
told = { fr = "C’est un signalement.", en = "This is a report." }
next = [{ fr = "Un agent vous lit.", en = "An officer reads you." }]
officer = { fr = "Signalement.", en = "Report." }

[profile.sylvanie.modes.reroute]
told = { fr = "Un autre bureau reçoit ces faits.", en = "Another desk receives these facts." }
next = [{ fr = "Son adresse est ici.", en = "Its address is here." }]
officer = { fr = "Reçue ailleurs.", en = "Received elsewhere." }

[contact.sylvanie_help]
name = { fr = "Aide de Sylvanie", en = "Help of Sylvania" }
number = "0100"
hours = { fr = "Tous les jours", en = "Every day" }
cost = { fr = "Gratuit", en = "Free" }
source = "https://aide.example.org"
checked_on = 2026-11-22
confirmed = true

[route.sylvanie_desk]
label = { fr = "Le bureau de Sylvanie", en = "The desk of Sylvania" }
text = { fr = "Le bureau reçoit sans rendez-vous.", en = "The desk receives without appointment." }
contacts = ["sylvanie_help"]

[type.fake_lottery]
id = "Z01"
version = 1
valid_from = 2026-11-01
label = { fr = "Fausse loterie", en = "Fake lottery" }
lead = { fr = "On vous demande des frais pour un gain.", en = "You are asked for fees for a prize." }
qualify = []
mode.fr-default = "online_full"
mode.sylvanie = "online_full"
urgent = ["keep_everything"]
routes = [{ to = "sylvanie_desk" }]
steps = [
  { page = ["lottery.prize"] },
  { page = ["lottery.sender"] },
]

[field."lottery.prize"]
type = "text"
required = "answer"
label = { fr = "Le gain annoncé", en = "The prize announced" }
why = { fr = "Les mêmes gains reviennent.", en = "The same prizes come back." }

[field."lottery.sender"]
type = "email"
required = "answer"
pivot = "email"
role = "offender"
label = { fr = "L’adresse qui a écrit", en = "The address that wrote" }
why = { fr = "Elle relie d’autres plaintes.", en = "It links other complaints." }

[codes.fake_lottery]
tech_role = ["instrument"]
iccs = ["0701", "Cy"]
le_csirt = ['fraud="false-representation"']
xarf = ["content/fraud/other"]
none.fr_scams = { fr = "La liste est celle d’un autre pays.", en = "The list is of another country." }
"#;

fn write(root: &Path, name: &str, text: &str) {
    let path = root.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

fn shipped(name: &str) -> String {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    std::fs::read_to_string(root.join(name)).unwrap()
}

/// The overlay of that country, whole and right.
fn overlay(root: &Path) {
    write(root, "forms/sylvanie.toml", COUNTRY);
    // One type changed: its file takes the place of ours.
    let shop = shipped("forms/types/fake_shop.toml");
    let changed = shop
        .replace("en = \"Fake shop\"", "en = \"Sham shop\"")
        .replace("{ to = \"counter\" }", "{ to = \"sylvanie_desk\" }");
    assert_ne!(changed, shop);
    write(root, "forms/types/fake_shop.toml", &changed);
    // Words of its own.
    let words = shipped("locales/en/codes.ftl");
    let own = words.replace("codes-title = Classification", "codes-title = Sorting");
    assert_ne!(own, words);
    write(root, "locales/en/codes.ftl", &own);
}

async fn world(data: &Path, over: &Path) -> Result<Arc<World>, Fault> {
    let config = Config {
        data_dir: data.to_owned(),
        overlay_dir: Some(over.to_owned()),
        profile: "sylvanie".to_owned(),
        offence_case: Some(faisceau_domain::regime::OffenceCase::Claims),
        ..Config::default()
    };
    setup::world(config, Clock::System, Dice::System).await
}

/// Answers each page with one plain good answer and files.
async fn filed(world: &Arc<World>) -> file::Filed {
    let cx = Cx::anyone(world, Actor::Victim, Lang::En);
    let mut draft = start::start(&cx, "fake_lottery").await.unwrap();
    let mut slug = draft.journey(&world.forms).first().slug.clone();
    loop {
        let journey = draft.journey(&world.forms);
        let page = journey.page(&slug).unwrap();
        let pairs = page.asked.iter().map(|asked| {
            let said = match asked.field.key.as_str() {
                "lottery.sender" => "prize@example.org",
                _ => "yes",
            };
            (input_name(&asked.key, ""), said)
        });
        if page.purpose != PageUse::Check {
            let posted = Posted::new(pairs);
            let taken = answer::answer(&cx, &draft.code, &slug, &posted).await;
            draft = taken.unwrap().draft;
        }
        let journey = draft.journey(&world.forms);
        match journey.next_after(&slug) {
            Some(next) => slug = next.slug.clone(),
            None => break,
        }
    }
    let code = draft.code.clone();
    file::file(&cx, &code, Nature::Complaint).await.unwrap()
}

#[tokio::test]
async fn another_country_lays_its_pack_over_ours_and_people_file_under_it() {
    let (data, over) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    overlay(over.path());
    let world = world(data.path(), over.path()).await.unwrap();

    let shop = world.forms.kind("fake_shop").unwrap();
    assert_eq!(shop.label.en, "Sham shop", "one type is changed");
    let blank = world.forms.blank("fake_shop").unwrap();
    let journey = Journey::of(&world.forms, "fake_shop", &blank).unwrap();
    assert_eq!(
        journey.mode("sylvanie"),
        Mode::OnlinePrepared,
        "as all others"
    );
    assert_eq!(
        journey.mode("fr-default"),
        Mode::OnlineFull,
        "ours is untouched"
    );
    let desk = |p: &Proposed<'_>| matches!(p, Proposed::Route(r) if r.key == "sylvanie_desk");
    assert!(journey.routes().iter().any(desk));
    let numbers: Vec<&str> = journey
        .contacts()
        .iter()
        .filter_map(|contact| contact.number.as_deref())
        .collect();
    assert!(numbers.contains(&"0100"), "{numbers:?}");
    let said = world.words.say(Lang::En, "codes-title", &[]);
    assert_eq!(said, "Sorting", "its words are said");

    let filed = filed(&world).await;
    let payload = filed.receipt.read_payload().unwrap();
    assert_eq!(payload.form_type, "fake_lottery");
    let mut tx = world.db.read().await.unwrap();
    let complaint = faisceau_intake::receipt::complaint(&mut tx, filed.complaint).await;
    let complaint = complaint.unwrap().unwrap();
    assert_eq!(complaint.filing_mode, "online_full", "its own rule wins");
    assert!(complaint.codes.iter().any(|code| code.code == "0701"));
    assert!(complaint.codes.iter().all(|code| code.scheme != "fr_scams"));
}

#[tokio::test]
async fn what_is_wrong_in_an_overlay_stops_the_start_with_its_place() {
    type Spoil = (&'static str, fn(&Path), &'static [&'static str]);
    let spoils: [Spoil; 5] = [
        (
            "a profile that leaves types without a mode",
            |root| {
                let text = COUNTRY.replace("otherwise = \"online_prepared\"\n", "");
                write(root, "forms/sylvanie.toml", &text);
            },
            &[
                "no filing mode for the profile sylvanie",
                "types/fake_shop.toml",
            ],
        ),
        (
            "an entry that is ours already, in a file of another name",
            |root| {
                let text = shipped("forms/types/fake_shop.toml");
                write(root, "forms/ours_again.toml", &text);
            },
            &["type.fake_shop", "already written in", "ours_again.toml"],
        ),
        (
            "a contact nobody wrote",
            |root| {
                let text = COUNTRY.replace("contacts = [\"sylvanie_help\"]", "contacts = [\"x\"]");
                write(root, "forms/sylvanie.toml", &text);
            },
            &[
                "sylvanie.toml",
                "route.sylvanie_desk",
                "the contact x does not exist",
            ],
        ),
        (
            "a type without its codes",
            |root| {
                let text = COUNTRY.replace("[codes.fake_lottery]", "[codes.lottery]");
                write(root, "forms/sylvanie.toml", &text);
            },
            &["sylvanie.toml", "write [codes.fake_lottery]"],
        ),
        (
            "a change of the schema",
            |root| write(root, "migrations/0099_ours.sql", "select 1;"),
            &["an overlay may not change the schema", "0099_ours.sql"],
        ),
    ];
    for (what, spoil, told) in spoils {
        let (data, over) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        overlay(over.path());
        spoil(over.path());
        let refused = world(data.path(), over.path()).await.err();
        let said = refused
            .unwrap_or_else(|| panic!("{what} is refused"))
            .to_string();
        for part in told {
            assert!(said.contains(part), "{what}: {part}: {said}");
        }
    }
}
