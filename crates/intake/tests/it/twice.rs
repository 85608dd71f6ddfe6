//! The same facts filed twice: found, joined as one case, told apart and taken apart again; what each
//! keeps, who may, what nobody learns.

use crate::operations_kit::{Says, filed_with_code, filled, officer, staff, stored, victim};
use crate::pages_browser::{Browser as Public, only_intake};
use crate::pages_journey::{IDENTITY, SHOP, answer_all, begin, declare, follow_up, reference};
use crate::panels::{panel, panels};
use crate::space_browser::Browser;
use axum::http::StatusCode;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::reference::Reference;
use faisceau_domain::twice::{Fact, Who};
use faisceau_intake::decide::Refused as NotDecided;
use faisceau_intake::file::{Filed, Nature};
use faisceau_intake::twice::{self, Pair, Refused, Standing};
use faisceau_intake::{capability, file, reject, validate, verify, withdraw};
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Error;
use faisceau_platform::jobs::run::work_until_idle;
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, plain};

const WHY: &str = "Même commande, déposée deux fois";

async fn one(kit: &Kit, says: &Says<'_>) -> Filed {
    let filed = filed_with_code(kit, "fake_shop", says, Nature::Complaint).await;
    kit.world.clock.advance_millis(60_000);
    filed.0
}

async fn pairs(kit: &Kit, id: ComplaintId) -> Vec<Pair> {
    let mut tx = kit.world.db.read().await.unwrap();
    twice::pairs(&mut tx, id).await.unwrap()
}

/// Two complaints of the same person about the same facts, found alike.
async fn two(kit: &Kit) -> (Filed, Filed, Pair) {
    let says = Says::new();
    let (first, second) = (one(kit, &says).await, one(kit, &says).await);
    work_until_idle(&kit.world).await.unwrap();
    let [pair] = &pairs(kit, second.complaint).await[..] else {
        panic!("one pair")
    };
    let pair = pair.clone();
    (first, second, pair)
}

on_both!(
    the_same_facts_of_the_same_person_are_found_and_nobody_else_s,
    vec![capability()],
    async |kit: Kit| {
        let (first, second, pair) = two(&kit).await;
        assert_eq!((pair.one, pair.other), (first.complaint, second.complaint));
        assert_eq!(pair.standing, Standing::Found);
        assert!(pair.likeness.who.contains(&Who::Identity));
        assert!(pair.likeness.facts.contains(&Fact::Payment));
        // A neighbour cheated by the same shop.
        let says = Says::from([
            ("victim.email", "voisine@exemple.fr"),
            ("victim.phone", "06 39 98 00 77"),
        ]);
        let draft = neighbour_of(&kit, &says).await;
        let filed = file::file(&victim(&kit), &draft, Nature::Complaint).await;
        work_until_idle(&kit.world).await.unwrap();
        assert_eq!(pairs(&kit, filed.unwrap().complaint).await, Vec::new());
        let mut tx = kit.world.db.write().await.unwrap();
        let again = twice::find(&victim(&kit), &mut tx, second.complaint).await;
        assert_eq!(again.unwrap(), 0, "found once");
        for about in [first.complaint, second.complaint] {
            let did = crate::store::actions_on(&kit, about.0).await;
            let found = did.iter().filter(|deed| *deed == "complaint.found_twice");
            assert_eq!(found.count(), 1, "{did:?}");
        }
    }
);

/// The draft of somebody else who tells the same facts.
pub(crate) async fn neighbour_of(kit: &Kit, says: &Says<'_>) -> Code {
    use faisceau_domain::form::Posted;
    let cx = victim(kit);
    let draft = filled(kit, "fake_shop", says).await;
    let slug = {
        let journey = draft.journey(&kit.world.forms);
        let mut pages = journey.pages().iter();
        let page = pages.find(|page| {
            page.asked
                .iter()
                .any(|asked| asked.field.key == "victim.civil")
        });
        page.unwrap().slug.clone()
    };
    let pairs: Vec<(String, String)> = {
        let journey = draft.journey(&kit.world.forms);
        let page = journey.page(&slug).unwrap();
        let all = page.asked.iter();
        let all = all.flat_map(|asked| crate::operations_kit::inputs(asked, &Says::new()));
        all.map(|(name, text)| match text.as_str() {
            "Martin" => (name, "Durand".to_owned()),
            "Camille" => (name, "Lou".to_owned()),
            _ => (name, text),
        })
        .collect()
    };
    assert!(
        pairs.iter().any(|(name, _)| name.contains("birth_name")),
        "{pairs:?}"
    );
    let posted = Posted::new(pairs);
    let answered = faisceau_intake::answer::answer(&cx, &draft.code, &slug, &posted);
    answered.await.unwrap().draft.code
}

on_both!(
    joined_they_are_one_case_and_both_keep_what_they_were_given,
    vec![capability()],
    async |kit: Kit| {
        let (first, second, pair) = two(&kit).await;
        let cx = officer(&kit).await;
        let refused = twice::join(&cx, second.complaint, pair.id, "non").await;
        assert!(matches!(refused, Err(Error::Refused(Refused::Reason(_)))));
        let stranger = ComplaintId(uuid::Uuid::from_u128(7));
        let refused = twice::join(&cx, stranger, pair.id, WHY).await;
        assert!(matches!(refused, Err(Error::Refused(Refused::NoPair))));
        let case = twice::join(&cx, second.complaint, pair.id, WHY).await;
        assert_eq!(
            case.unwrap(),
            first.complaint,
            "the earlier stands for both"
        );
        let again = twice::join(&cx, second.complaint, pair.id, WHY).await;
        assert!(matches!(
            again,
            Err(Error::Refused(Refused::Meanwhile | Refused::Entangled))
        ));
        // Both receipts are those given at filing, and still verify.
        for filed in [&first, &second] {
            let payload = filed.receipt.read_payload().unwrap();
            let code = Code::parse(CodeKind::Verification, &payload.verification_code).unwrap();
            let found = verify::verify(&victim(&kit), &code).await.unwrap();
            assert!(found.is_some(), "{}", payload.reference);
            let kept = stored(&kit, filed.complaint).await;
            assert_eq!(kept.reference, payload.reference);
        }
        // The case is decided for both.
        let offences = ["Escroquerie".to_owned()];
        let refused = validate::validate(&cx, second.complaint, &offences).await;
        assert!(matches!(refused, Err(Error::Refused(NotDecided::Joined))));
        validate::validate(&cx, first.complaint, &offences)
            .await
            .unwrap();
        for about in [first.complaint, second.complaint] {
            let did = crate::store::actions_on(&kit, about.0).await;
            assert!(did.contains(&"complaint.joined".to_owned()), "{did:?}");
        }
        // Its victim reads where it went.
        let mut browser = Browser::new(&kit, &[capability()]);
        browser.get("/suivi").await;
        let reference = stored(&kit, second.complaint).await.reference;
        let code = second.follow_up.grouped();
        let form = [("reference", reference.as_str()), ("code", code.as_str())];
        let opened = browser.post("/suivi", &form).await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
        let space = plain(&browser.get("/suivi/dossier").await.body);
        let case = stored(&kit, first.complaint).await.reference;
        assert!(space.contains(&case), "{space}");
        assert!(
            space.contains("Où en est ce dossier : Enregistrée"),
            "{space}"
        );
        // Taken apart, each stands for itself again.
        twice::part(&cx, first.complaint, pair.id, WHY)
            .await
            .unwrap();
        validate::validate(&cx, second.complaint, &offences)
            .await
            .unwrap();
        assert_eq!(
            pairs(&kit, first.complaint).await[0].standing,
            Standing::Apart
        );
        let again = twice::part(&cx, first.complaint, pair.id, WHY).await;
        assert!(matches!(again, Err(Error::Refused(Refused::Meanwhile))));
    }
);

on_both!(
    what_is_closed_or_joined_already_is_not_joined,
    vec![capability()],
    async |kit: Kit| {
        let (first, second, pair) = two(&kit).await;
        let third = one(&kit, &Says::new()).await;
        work_until_idle(&kit.world).await.unwrap();
        let cx = officer(&kit).await;
        twice::join(&cx, second.complaint, pair.id, WHY)
            .await
            .unwrap();
        let found = pairs(&kit, third.complaint).await;
        let with = |other: ComplaintId| {
            let mut found = found.iter();
            found
                .find(|pair| pair.but(third.complaint) == other)
                .unwrap()
                .id
        };
        let refused = twice::join(&cx, third.complaint, with(second.complaint), WHY).await;
        assert!(matches!(refused, Err(Error::Refused(Refused::Entangled))));
        // The case takes a third.
        let case = twice::join(&cx, third.complaint, with(first.complaint), WHY).await;
        assert_eq!(case.unwrap(), first.complaint);
        let fourth = one(&kit, &Says::new()).await;
        work_until_idle(&kit.world).await.unwrap();
        reject::reject(&cx, fourth.complaint, "Litige commercial, voir SignalConso")
            .await
            .unwrap();
        let found = pairs(&kit, fourth.complaint).await;
        let pair = found
            .iter()
            .find(|pair| pair.but(fourth.complaint) == first.complaint);
        let refused = twice::join(&cx, fourth.complaint, pair.unwrap().id, WHY).await;
        assert!(matches!(refused, Err(Error::Refused(Refused::Closed))));
    }
);

on_both!(
    an_officer_compares_and_decides_with_the_right_to_both,
    vec![capability()],
    async |kit: Kit| {
        let (first, second, pair) = two(&kit).await;
        let cx = officer(&kit).await;
        let shown = panels(&kit, &cx, second.complaint, |_| true).await;
        assert!(panel(&shown, "doublon").contains("1 autre plainte semble dire les mêmes faits"));
        let path = format!("/dossier/{}/doublons", second.complaint.0);
        assert!(panel(&shown, "doublons").contains(&path));
        let mut browser = Browser::new(&kit, &[capability()]);
        let stranger = browser.get(&path).await;
        assert_eq!(
            stranger.status,
            StatusCode::SEE_OTHER,
            "to the sign-in page"
        );
        for (role, purpose) in [
            (Role::Analyst, Purpose::Linkage),
            (Role::Investigator, Purpose::Inquiry),
            (Role::Prosecutor, Purpose::Inquiry),
            (Role::Auditor, Purpose::Audit),
            (Role::Administrator, Purpose::Administration),
        ] {
            let login = role.code();
            staff(&kit, login, role, purpose).await;
            let mut other = Browser::new(&kit, &[capability()]);
            other.sign_in(login, purpose.code()).await;
            let seen = other.get(&path).await;
            assert!(seen.status.is_client_error(), "{login}: {}", seen.status);
            let form = [
                ("pair", pair.id.to_string()),
                ("verdict", "same".to_owned()),
            ];
            let form = form.each_ref().map(|(name, text)| (*name, text.as_str()));
            let sent = other.post(&path, &form).await;
            assert!(sent.status.is_client_error(), "{login}: {}", sent.status);
        }
        browser.sign_in("lefort", Purpose::Intake.code()).await;
        let page = browser.get(&path).await;
        let text = plain(&page.body);
        let other = stored(&kit, first.complaint).await.reference;
        for said in [other.as_str(), "nom et date de naissance", "À décider"] {
            assert!(text.contains(said), "{said}\n{text}");
        }
        assert!(!text.contains("Martin"), "never the value itself");
        let reason = format!("reason-{}", pair.id);
        let id = pair.id.to_string();
        let send = |why: &'static str, verdict: &'static str| {
            vec![
                ("pair", id.clone()),
                ("verdict", verdict.to_owned()),
                (&*reason, why.to_owned()),
            ]
        };
        fn borrowed<'a>(form: &'a [(&'a str, String)]) -> Vec<(&'a str, &'a str)> {
            form.iter()
                .map(|(name, text)| (*name, text.as_str()))
                .collect()
        }
        let short = send("trop", "same");
        let seen = browser.post(&path, &borrowed(&short)).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(seen.body.contains(">\ntrop</textarea>"), "{}", seen.body);
        let good = send(WHY, "same");
        let seen = browser.post(&path, &borrowed(&good)).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        let text = plain(&browser.get(&path).await.body);
        assert!(
            text.contains("Jointes en un dossier") && text.contains(WHY),
            "{text}"
        );
        let shown = panels(&kit, &cx, second.complaint, |_| true).await;
        let told = panel(&shown, "doublon");
        assert!(
            told.contains("Ce dépôt est joint à un autre dossier"),
            "{told}"
        );
        assert!(
            told.contains(&format!("/dossier/{}", first.complaint.0)),
            "{told}"
        );
        let sent = send(WHY, "apart");
        let seen = browser.post(&path, &borrowed(&sent)).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        assert_eq!(
            pairs(&kit, first.complaint).await[0].standing,
            Standing::Apart
        );
    }
);

on_both!(
    who_gives_the_code_of_a_first_filing_is_told_and_filing_again_joins_them,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Public::new(&kit);
        begin(&mut browser, "fake_shop").await;
        answer_all(&mut browser, &[SHOP, IDENTITY]).await;
        declare(&mut browser, "complaint").await;
        let (dossier, code) = (reference(&browser), follow_up(&browser));
        kit.world.clock.advance_millis(60_000);

        let mut again = browser.another();
        begin(&mut again, "fake_shop").await;
        answer_all(&mut again, &[SHOP, IDENTITY]).await;
        again.says("Vous avez déjà déposé pour ces faits ?");
        again.open("/plainte/deja").await;
        assert!(
            !again.page.body.contains(&dossier),
            "nothing is told without the code"
        );
        for (reference, typed, said) in [
            ("", "", "Vérifiez la référence"),
            (&*dossier, "AAAA", "Ce code n’est pas reconnu"),
            (&*dossier, "7Q2KM9PX4HTDWC6N0ABC", "n’ouvrent aucun dossier"),
        ] {
            let form = [("reference", reference), ("code", typed)];
            again.post("/plainte/deja", &form).await;
            assert_eq!(again.page.status, StatusCode::UNPROCESSABLE_ENTITY);
            again.says(said);
            again.open("/plainte/deja").await;
        }
        let form = [("reference", dossier.as_str()), ("code", code.as_str())];
        again.post("/plainte/deja", &form).await;
        again.says(&format!("Vous avez déposé le dossier {dossier}"));
        again.says("Vos réponses disent les mêmes faits");
        again.says("Compléter mon premier dépôt");
        // Nothing is blocked: filed anyway, they are one case.
        again.open("/plainte/verifier").await;
        declare(&mut again, "complaint").await;
        again.says("Votre plainte est enregistrée");
        let second = reference(&again);
        assert_ne!(second, dossier);
        let first = Reference::parse(&dossier).unwrap();
        let code = Code::parse(CodeKind::FollowUp, &code).unwrap();
        let known = faisceau_intake::follow::follow(&victim(&kit), &first, &code).await;
        let known = known.unwrap().unwrap().id;
        work_until_idle(&kit.world).await.unwrap();
        let [pair] = &pairs(&kit, known).await[..] else {
            panic!("one pair")
        };
        assert_eq!((pair.one, pair.standing), (known, Standing::Joined));
        assert!(pair.likeness.who.contains(&Who::Code));
        let cx = Cx::platform(&kit.world);
        let shown = panels(&kit, &cx, known, |action| action == Action::ComplaintRead).await;
        assert!(panel(&shown, "doublon").contains("Un autre dépôt des mêmes faits est joint"));
    }
);

on_both!(
    a_withdrawn_complaint_stands_for_nobody_else,
    vec![capability()],
    async |kit: Kit| {
        let (first, second, pair) = two(&kit).await;
        let cx = officer(&kit).await;
        twice::join(&cx, second.complaint, pair.id, WHY)
            .await
            .unwrap();
        withdraw::withdraw(&victim(&kit), first.complaint)
            .await
            .unwrap();
        let known = &pairs(&kit, second.complaint).await[0];
        assert_eq!(known.standing, Standing::Apart);
        let offences = ["Escroquerie".to_owned()];
        validate::validate(&cx, second.complaint, &offences)
            .await
            .unwrap();
        let refused = twice::join(&cx, second.complaint, pair.id, WHY).await;
        assert!(matches!(refused, Err(Error::Refused(Refused::Closed))));
        let did = crate::store::actions_on(&kit, second.complaint.0).await;
        assert!(did.contains(&"complaint.parted".to_owned()), "{did:?}");
    }
);
