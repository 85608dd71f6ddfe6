//! Sheets of paper typed in at the counter: their day is that of what is filed, their number is told twice.

use crate::operations_kit::officer;
use faisceau_domain::form::Posted;
use faisceau_intake::counter::{self, NotOpened, Sheet};
use faisceau_intake::{answer, capability};
use faisceau_platform::fault::Error;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use jiff::ToSpan as _;

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
        let _ = answer::answer(&cx, &first.draft.code, "facts", &facts).await;
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
