//! A person who files, by the operations alone: answers every page, sends, keeps the codes; and
//! the staff who read it.

use faisceau_domain::Lang;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::code::Code;
use faisceau_domain::form::{Asked, FieldKind, PageUse, Posted, input_name};
use faisceau_domain::id::{AccountId, ComplaintId};
use faisceau_domain::journal::Actor;
use faisceau_intake::draft::Draft;
use faisceau_intake::file::{Filed, Nature};
use faisceau_intake::receipt::{self, Complaint};
use faisceau_intake::{answer, file, start};
use faisceau_platform::accounts::{self, NewAccount};
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit::Received;
use faisceau_platform::testkit::Kit;
use std::collections::BTreeMap;

/// The password of every account of these tests.
pub(crate) const PASSWORD: &str = "une longue phrase de passe";

/// What this person says to some fields; the others get a plain good answer.
pub(crate) type Says<'s> = BTreeMap<&'s str, &'s str>;

/// The victim.
pub(crate) fn victim(kit: &Kit) -> Cx {
    Cx::anyone(&kit.world, Actor::Victim, Lang::Fr)
}

/// An account, and its context under a purpose.
pub(crate) async fn staff(kit: &Kit, login: &str, role: Role, purpose: Purpose) -> Cx {
    let account = NewAccount {
        login: login.to_owned(),
        display_name: format!("Capitaine {login}"),
        unit: "lille".to_owned(),
        roles: vec![role],
        password: PASSWORD.to_owned(),
    };
    let id: AccountId = accounts::add(&Cx::platform(&kit.world), account)
        .await
        .unwrap();
    let mut tx = kit.world.db.read().await.unwrap();
    let staff = accounts::load(&mut tx, id).await.unwrap().unwrap();
    Cx::staff(&kit.world, staff, purpose, Lang::Fr)
}

/// An officer of Lille.
pub(crate) async fn officer(kit: &Kit) -> Cx {
    staff(kit, "lefort", Role::Officer, Purpose::Intake).await
}

pub(crate) fn inputs(asked: &Asked<'_>, says: &Says<'_>) -> Vec<(String, String)> {
    let own = asked.key.to_string();
    let said = says
        .get(own.as_str())
        .or_else(|| says.get(asked.field.key.as_str()));
    if let Some(said) = said {
        return vec![(input_name(&asked.key, ""), (*said).to_owned())];
    }
    let plain = |text: &str| vec![("", text.to_owned())];
    let parts: Vec<(&str, String)> = match asked.field.kind {
        FieldKind::Choice | FieldKind::Select | FieldKind::Multi => {
            plain(&asked.field.choices[0].code)
        }
        FieldKind::Bool3 => plain("no"),
        FieldKind::Tick => plain("yes"),
        FieldKind::Date | FieldKind::DateApprox | FieldKind::Datetime => vec![
            ("day", "14".to_owned()),
            ("month", "3".to_owned()),
            ("year", "2026".to_owned()),
        ],
        FieldKind::Period => vec![
            ("first-month", "3".to_owned()),
            ("first-year", "2026".to_owned()),
        ],
        FieldKind::Person => vec![
            ("birth_name", "Martin".to_owned()),
            ("usual_name", "Martin".to_owned()),
            ("first_names", "Camille".to_owned()),
            ("born_on-day", "2".to_owned()),
            ("born_on-month", "5".to_owned()),
            ("born_on-year", "1980".to_owned()),
            ("born_in", "Lyon".to_owned()),
            ("nationality", "française".to_owned()),
        ],
        FieldKind::Address => vec![("lines", "1 rue X".to_owned()), ("town", "Lyon".to_owned())],
        FieldKind::CardRef => vec![
            ("first6", "497010".to_owned()),
            ("last4", "4471".to_owned()),
        ],
        FieldKind::Handle => vec![("", "exemple".to_owned()), ("platform", "insta".to_owned())],
        FieldKind::File => vec![("state", "later".to_owned())],
        kind => plain(line(kind)),
    };
    parts
        .into_iter()
        .map(|(part, text)| (input_name(&asked.key, part), text))
        .collect()
}

fn line(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Money => "1 250,50",
        FieldKind::Quantity => "0,0125",
        FieldKind::Int => "3",
        FieldKind::Iban => "FR76 3000 6000 0112 3456 7890 189",
        FieldKind::Bic => "AGRIFRPP",
        FieldKind::Phone => "06 39 98 00 01",
        FieldKind::Email | FieldKind::EmailOrPhone => "contact@exemple.fr",
        FieldKind::Url => "https://boutique.exemple.fr/panier",
        FieldKind::CryptoAddr => "1BoatSLRHtKNngkdXEeobR76b53LETtpyT",
        FieldKind::CryptoTx => "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b",
        FieldKind::Ip => "203.0.113.7",
        FieldKind::Siren => "732 829 320",
        FieldKind::Hash => "d41d8cd98f00b204e9800998ecf8427e",
        _ => "Quelques mots",
    }
}

/// A draft whose every page is answered.
pub(crate) async fn filled(kit: &Kit, form_type: &str, says: &Says<'_>) -> Draft {
    let cx = victim(kit);
    let draft = start::start(&cx, form_type).await.unwrap();
    answered(kit, &cx, draft, says).await
}

/// The same draft once every page of it is answered.
pub(crate) async fn answered(kit: &Kit, cx: &Cx, mut draft: Draft, says: &Says<'_>) -> Draft {
    let forms = &kit.world.forms;
    let mut slug = draft.journey(forms).first().slug.clone();
    loop {
        let posted = {
            let journey = draft.journey(forms);
            let page = journey.page(&slug).unwrap();
            let pairs = page.asked.iter().flat_map(|asked| inputs(asked, says));
            (page.purpose != PageUse::Check).then(|| Posted::new(pairs))
        };
        if let Some(posted) = posted {
            draft = answer::answer(cx, &draft.code, &slug, &posted)
                .await
                .unwrap()
                .draft;
        }
        match draft.journey(forms).next_after(&slug) {
            Some(next) => slug = next.slug.clone(),
            None => return draft,
        }
    }
}

/// Files a complaint of a type; the resume code too.
pub(crate) async fn filed_with_code(
    kit: &Kit,
    form_type: &str,
    says: &Says<'_>,
    nature: Nature,
) -> (Filed, Code) {
    let draft = filled(kit, form_type, says).await;
    let filed = file::file(&victim(kit), &draft.code, nature).await.unwrap();
    (filed, draft.code)
}

/// Files a complaint for a fake shop.
pub(crate) async fn filed(kit: &Kit) -> Filed {
    filed_with_code(kit, "fake_shop", &Says::new(), Nature::Complaint)
        .await
        .0
}

/// A report on the path that concerns images of minors.
pub(crate) async fn filed_for_a_minor(kit: &Kit) -> Filed {
    let says = Says::from([("sext.age_bracket", "15_17")]);
    filed_with_code(kit, "sextortion", &says, Nature::Report)
        .await
        .0
}

/// The complaint as stored now.
pub(crate) async fn stored(kit: &Kit, id: ComplaintId) -> Complaint {
    let mut tx = kit.world.db.read().await.unwrap();
    receipt::complaint(&mut tx, id).await.unwrap().unwrap()
}

/// A file received whole, not yet attached.
pub(crate) async fn received(kit: &Kit, bytes: &[u8]) -> Received {
    let world = &kit.world;
    let staging = world.dice.uuid(world.clock.now());
    let chunks = vec![Ok::<_, std::io::Error>(bytes::Bytes::copy_from_slice(
        bytes,
    ))];
    let stream = futures_util::stream::iter(chunks);
    let most = world.config.limits.exhibit_bytes_max;
    world.deposit.receive(staging, stream, most).await.unwrap()
}
