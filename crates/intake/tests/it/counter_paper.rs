//! Sheets of paper typed in at the counter: their day is that of what is filed, their number is told twice.

use crate::operations_kit::{Says, filled, officer, staff, stored};
use crate::space_browser::Browser;
use axum::http::StatusCode;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::form::Posted;
use faisceau_intake::counter::{self, NotOpened, Sheet};
use faisceau_intake::file::Nature;
use faisceau_intake::{capability, file};
use faisceau_platform::fault::Error;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use jiff::ToSpan as _;

const PAPER: &str = "/guichet/formulaire";

fn sheet(kit: &Kit, number: &str, days_ago: i32) -> Sheet {
    let zone = faisceau_intake::receipt::zone();
    let today = kit.world.clock.now().to_zoned(zone).date();
    Sheet {
        number: number.to_owned(),
        on: today.saturating_sub(days_ago.days()),
        answers: kit.world.forms.blank("fake_shop").unwrap(),
        another: false,
    }
}

on_both!(
    a_sheet_typed_in_twice_is_told_and_opened_only_when_it_is_another,
    vec![capability()],
    async |kit: Kit| {
        let cx = officer(&kit).await;
        let first = counter::open_paper(&cx, sheet(&kit, "n 12", 3))
            .await
            .unwrap();
        // It is a file like any other.
        let facts = Posted::new([("facts.place_victim", "Lyon")]);
        counter::answer(&cx, first.held.id, "facts", &facts)
            .await
            .unwrap();
        let again = counter::load(&cx, first.held.id).await.unwrap();
        assert_eq!(again.draft.answers.len(), 1);
        let told = |outcome| match outcome {
            Err(Error::Refused(why)) => why,
            other => panic!("not refused: {other:?}"),
        };
        let again = told(counter::open_paper(&cx, sheet(&kit, " N  12 ", 2)).await);
        assert!(matches!(again, NotOpened::Known { .. }), "{again:?}");
        let mut other = sheet(&kit, "N 12", 2);
        other.another = true;
        counter::open_paper(&cx, other).await.unwrap();
        for (wrong, why) in [
            (sheet(&kit, " ", 1), NotOpened::NoNumber),
            (sheet(&kit, &"9".repeat(41), 1), NotOpened::NoNumber),
            (sheet(&kit, "13", -1), NotOpened::NoDay),
            (sheet(&kit, "13", 400), NotOpened::NoDay),
        ] {
            assert_eq!(told(counter::open_paper(&cx, wrong).await), why);
        }
        // Closed without being filed, a sheet may be typed in again.
        let third = counter::open_paper(&cx, sheet(&kit, "14", 1))
            .await
            .unwrap();
        counter::close(&cx, third.held.id).await.unwrap();
        counter::open_paper(&cx, sheet(&kit, "14", 1))
            .await
            .unwrap();
    }
);

on_both!(
    a_sheet_is_typed_in_by_officers_alone_and_says_what_is_wrong,
    vec![capability()],
    async |kit: Kit| {
        let all = [capability()];
        officer(&kit).await;
        staff(&kit, "analyste", Role::Analyst, Purpose::Linkage).await;
        let mut stranger = Browser::new(&kit, &all);
        let seen = stranger.get(PAPER).await;
        assert!(seen.location.starts_with("/connexion"), "{}", seen.status);
        let mut analyst = Browser::new(&kit, &all);
        analyst.sign_in("analyste", "linkage").await;
        assert_eq!(analyst.get(PAPER).await.status, StatusCode::FORBIDDEN);
        let mut browser = Browser::new(&kit, &all);
        browser.sign_in("lefort", "intake").await;
        assert_eq!(browser.get(PAPER).await.status, StatusCode::OK);
        let zone = faisceau_intake::receipt::zone();
        let on = kit.world.clock.now().to_zoned(zone).date();
        let (day, month, year) = (
            on.day().to_string(),
            on.month().to_string(),
            on.year().to_string(),
        );
        let good = [
            ("type", "fake_shop"),
            ("number", "77"),
            ("on.day", day.as_str()),
            ("on.month", &month),
            ("on.year", &year),
        ];
        for (left_out, told) in [
            ("type", "Choisissez"),
            ("number", "numéro"),
            ("on.day", "jour"),
        ] {
            let fields: Vec<(&str, &str)> = good
                .iter()
                .copied()
                .filter(|(name, _)| *name != left_out)
                .collect();
            let seen = browser.form(PAPER, &fields).await;
            assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{left_out}");
            let summary = seen.body.split("id=\"error-summary").nth(1);
            let summary = summary.unwrap_or(&seen.body);
            assert!(summary.contains(told), "{left_out}: {}", seen.body);
        }
        let seen = browser.form(PAPER, &good).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        assert_eq!(browser.get(&seen.location).await.status, StatusCode::OK);
        let seen = browser.form(PAPER, &good).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(seen.body.contains("name=\"another\""), "{}", seen.body);
    }
);

on_both!(
    what_is_filed_from_a_sheet_was_received_on_its_day,
    vec![capability()],
    async |kit: Kit| {
        let cx = officer(&kit).await;
        let mut paper = sheet(&kit, "15", 3);
        let on = paper.on;
        paper.answers = filled(&kit, "fake_shop", &Says::new()).await.answers;
        let held = counter::open_paper(&cx, paper).await.unwrap();
        let filed = file::file(&cx, &held.draft.code, Nature::Complaint)
            .await
            .unwrap();
        let complaint = stored(&kit, filed.complaint).await;
        let received = complaint.received_at.expect("the day of the sheet");
        assert_eq!(
            received.to_zoned(faisceau_intake::receipt::zone()).date(),
            on
        );
        let told = filed.receipt.read_payload().unwrap().received_at;
        assert_eq!(told, Some(format!("{received:.3}")));
        assert!(complaint.filed_at > received, "filed when it was typed in");
    }
);
