//! `faisceau erase` and `faisceau retention` as an operator runs them: proposed, held, confirmed by somebody else; the
//! certificate is checked offline against the paper that the person kept.

use crate::installation::filed;
use crate::running::run;
use crate::store;
use faisceau::setup;
use faisceau_documents::Regime;
use faisceau_domain::access::Role;
use faisceau_domain::regime::OffenceCase;
use faisceau_platform::accounts::{self, NewAccount};
use faisceau_platform::binds;
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::config::Config;
use faisceau_platform::cx::Cx;
use std::path::Path;

/// Two complaints, their references and papers, and an account of each role concerned.
async fn installed(data: &Path) -> Vec<(String, Vec<u8>)> {
    let config = Config {
        data_dir: data.to_path_buf(),
        legal_regime: Some(Regime::Private),
        controller: Some("Association d’essai".into()),
        offence_case: Some(OffenceCase::Claims),
        ..Config::default()
    };
    let world = setup::world(config, Clock::System, Dice::System);
    let world = world.await.unwrap();
    let cx = Cx::platform(&world);
    for role in [Role::Officer, Role::Prosecutor, Role::Analyst] {
        let new = NewAccount {
            login: role.code().to_owned(),
            display_name: role.code().to_owned(),
            unit: String::new(),
            roles: vec![role],
            password: "un mot de passe assez long".to_owned(),
        };
        accounts::add(&cx, new).await.unwrap();
    }
    let mut made = Vec::new();
    for given in [b"first", b"other"] {
        let filed = filed(&world, given).await;
        let mut tx = world.db.read().await.unwrap();
        let row = tx.one(&store::REFERENCE_OF, binds![filed.id]).await;
        made.push((row.unwrap().get("reference").unwrap(), filed.paper));
    }
    world.db.close().await;
    made
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_persons_erase_a_complaint_and_its_paper_opens_the_certificate() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let made = installed(&data).await;
    let (reference, _) = &made[0];
    let said = |code: i32, arguments: &[&str]| {
        let out = run(&data, arguments, "");
        assert_eq!(out.status.code(), Some(code), "{arguments:?}: {out:?}");
        String::from_utf8_lossy(&out.stdout).into_owned()
    };
    let of = |login: &'static str| ["--by", login, "--reason", "demande du 23 novembre"];
    let clocks = said(0, &["retention", "clocks"]);
    assert!(clocks.contains("draft       30 days"), "{clocks}");
    assert_eq!(said(0, &["retention", "due"]), "");
    assert!(said(0, &["retention", "fall"]).contains("erased  0"));

    let propose = ["erase", "propose", reference, "--ground"];
    let with = |ground: &'static str, login| [&propose[..], &[ground], &of(login)].concat();
    said(1, &with("request", "analyst"));
    said(1, &with("request", "nobody"));
    let early = said(2, &with("clock", "officer"));
    assert!(early.contains("not-due"), "{early}");
    let proposed = said(0, &with("request", "officer"));
    let number = proposed.split_whitespace().last().unwrap().to_owned();

    let held = said(
        0,
        &[&["retention", "hold", reference][..], &of("officer")].concat(),
    );
    let hold = held.split_whitespace().last().unwrap().to_owned();
    let confirm = [&["erase", "confirm", &number][..], &of("prosecutor")].concat();
    assert!(said(2, &confirm).contains("hold"));
    let lift = [
        &["retention", "lift", reference, &hold][..],
        &of("prosecutor"),
    ]
    .concat();
    said(0, &lift);
    said(
        1,
        &[&["erase", "confirm", &number][..], &of("officer")].concat(),
    );
    said(0, &confirm);
    assert!(said(2, &confirm).contains("nothing"));
    let decline = [&["erase", "decline", &number][..], &of("prosecutor")].concat();
    said(2, &decline);

    certified(&data, place.path(), &number, &made);
}

/// The certificate is written once, is opened by the paper of its complaint alone, and any change is seen.
fn certified(data: &Path, place: &Path, number: &str, made: &[(String, Vec<u8>)]) {
    let said = |code: i32, arguments: &[&str]| {
        let out = run(data, arguments, "");
        assert_eq!(out.status.code(), Some(code), "{arguments:?}: {out:?}");
        String::from_utf8_lossy(&out.stdout).into_owned()
    };
    let file = |name: &str| place.join(name).to_str().unwrap().to_owned();
    let (certificate, mine, another) = (file("c.json"), file("mine.pdf"), file("another.pdf"));
    std::fs::write(&mine, &made[0].1).unwrap();
    std::fs::write(&another, &made[1].1).unwrap();
    said(0, &["erase", "certificate", number, "--to", &certificate]);
    said(1, &["erase", "certificate", number, "--to", &certificate]);
    let told = said(0, &["erase", "check", &certificate, "--paper", &mine]);
    assert!(
        told.contains("acknowledgement of the complaint erased"),
        "{told}"
    );
    said(2, &["erase", "check", &certificate, "--paper", &another]);
    let text = std::fs::read_to_string(&certificate).unwrap();
    std::fs::write(&certificate, text.replace("request", "whim")).unwrap();
    assert!(said(2, &["erase", "check", &certificate]).contains("NOT authentic"));
    // One alone stands with nobody: it is not shown.
    let figures = said(0, &["retention", "figures"]);
    assert!(!figures.contains("75"), "{figures}");
}
