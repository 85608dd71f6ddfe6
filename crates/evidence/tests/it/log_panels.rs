//! What the victim's space and the page of a complaint say of the log: soon, then entry n of m with its proof; in
//! both languages; nothing for who may not read the complaint.

use crate::log::{filed, published};
use faisceau_domain::Lang;
use faisceau_domain::journal::Actor;
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::{Kit, plain};
use faisceau_platform::web::Place;
use faisceau_platform::{on_both, wiring};
use uuid::Uuid;

/// The panel of the log as laid out, if this person sees it.
async fn panel(kit: &Kit, cx: &Cx, place: Place, id: Uuid, reads: bool) -> Option<String> {
    let front = wiring::front(&kit.world, &crate::capabilities()).unwrap();
    let may = |action| reads && action == Action::ComplaintRead;
    let filled = front.panels.fill(place, cx, id, may).await;
    let found = filled
        .into_iter()
        .find(|panel| panel.name == "journal-public");
    found.map(|panel| plain(&panel.content.unwrap().to_string()))
}

on_both!(
    the_space_and_the_page_say_which_entry_it_is,
    crate::capabilities(),
    async |kit: Kit| {
        let (first, _) = filed(&kit, 1).await;
        let victim = Cx::anyone(&kit.world, Actor::Victim, Lang::Fr);
        let space = Place::VictimSpace;
        let soon = panel(&kit, &victim, space, first, false).await.unwrap();
        assert!(
            soon.contains("Votre plainte aura bientôt son entrée"),
            "{soon}"
        );
        assert!(!soon.contains("/log/proof/"), "{soon}");
        published(&kit).await;
        let (second, _) = filed(&kit, 2).await;
        published(&kit).await;
        let told = panel(&kit, &victim, space, second, false).await.unwrap();
        assert!(
            told.contains("Votre plainte est l’entrée 2 sur 2 du journal public"),
            "{told}"
        );
        assert!(told.contains("href=\"/log/proof/"), "{told}");
        assert!(told.contains("Preuve de l’entrée 2 ("), "{told}");
        let english = Cx::anyone(&kit.world, Actor::Victim, Lang::En);
        let told = panel(&kit, &english, space, first, false).await.unwrap();
        assert!(
            told.contains("Your complaint is entry 1 of 2 in the public log"),
            "{told}"
        );
        let staff = Cx::platform(&kit.world);
        let told = panel(&kit, &staff, Place::Complaint, first, true)
            .await
            .unwrap();
        assert!(told.contains("La plainte est l’entrée 1 sur 2"), "{told}");
        assert_eq!(
            panel(&kit, &staff, Place::Complaint, first, false).await,
            None
        );
        // What has no paper has no line.
        let none = panel(&kit, &victim, space, Uuid::nil(), false).await;
        assert_eq!(none, None);
    }
);
