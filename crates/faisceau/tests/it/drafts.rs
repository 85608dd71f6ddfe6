//! Drafts with every answer, ready to be filed by one request, in groups that share their values.

use faisceau_domain::Lang;
use faisceau_domain::form::value::{Address, Person, Typed};
use faisceau_domain::form::{Answer, Answers, Field, FieldKind, Journey, Value};
use faisceau_domain::journal::Actor;
use faisceau_intake::start;
use faisceau_platform::cx::Cx;
use faisceau_platform::keys::Use;
use faisceau_platform::web::CsrfKey;
use faisceau_platform::world::World;
use std::sync::Arc;
use uuid::Uuid;

/// A draft, and the request that files it.
pub(crate) struct Ready {
    /// The draft, and the complaint it becomes.
    pub(crate) id: Uuid,
    /// What its holder's browser keeps.
    pub(crate) cookie: String,
    /// The fields of the declaration page, with its token.
    pub(crate) body: String,
    /// Drafts of one group speak of the same site, mail and phone.
    pub(crate) group: usize,
}

/// Drafts of a fake shop, `size` of each group.
pub(crate) async fn ready(world: &Arc<World>, count: usize, size: usize) -> Vec<Ready> {
    let cx = Cx::anyone(world, Actor::Victim, Lang::Fr);
    let key = CsrfKey::new(world.keys().mark(Use::FormToken, b"key"));
    let mut ready = Vec::with_capacity(count);
    for number in 0..count {
        let group = number / size;
        let mut draft = start::start(&cx, "fake_shop").await.unwrap();
        draft.answers = filled(world, draft.answers, group);
        let mut tx = world.db.write().await.unwrap();
        draft.save(&cx, &mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let code = draft.code.bare();
        let token = key.token(code, "draft");
        ready.push(Ready {
            id: draft.id.0,
            cookie: format!("draft={code}"),
            body: format!("csrf={token}&declare.truth=yes&nature=complaint"),
            group,
        });
    }
    ready
}

fn filled(world: &World, mut answers: Answers, group: usize) -> Answers {
    let site = format!("https://boutique-{group}.example/panier");
    let mail = format!("contact@boutique-{group}.example");
    let phone = format!("06 39 98 {:02} {:02}", group / 100 % 100, group % 100);
    for (key, value) in [
        ("site.url", Value::Many(vec![typed(&site)])),
        ("site.company_email", typed(&mail)),
        ("suspect.phone", Value::Many(vec![typed(&phone)])),
    ] {
        answers.set(key.parse().unwrap(), Answer::Value(value));
    }
    for _ in 0..400 {
        let journey = Journey::of(&world.forms, "fake_shop", &answers).unwrap();
        let missing = journey.missing_to_file();
        let Some(first) = missing.first() else {
            assert!(journey.identifiers().len() >= 3);
            return answers;
        };
        let page = journey.page(&first.slug).unwrap();
        let mut asked = page.asked.iter();
        let field = asked.find(|asked| asked.key == first.key).unwrap().field;
        answers.set(first.key.clone(), least(field));
    }
    panic!("the answers never suffice");
}

fn typed(raw: &str) -> Value {
    Value::Typed(Typed {
        raw: raw.to_owned(),
        doubt: None,
    })
}

/// The least a person answers.
fn least(field: &Field) -> Answer {
    Answer::Value(match field.kind {
        FieldKind::Choice | FieldKind::Select => Value::Choice(field.choices[0].code.clone()),
        FieldKind::Multi => Value::Multi(vec![field.choices[0].code.clone()]),
        FieldKind::Tick => Value::Flag(true),
        FieldKind::Person => Value::Person(Person {
            parts: vec![
                ("birth_name".into(), "Exemple".into()),
                ("first_names".into(), "Camille".into()),
            ],
            born_on: Some(jiff::civil::date(1980, 5, 17)),
        }),
        FieldKind::Address => Value::Address(Address {
            lines: "1 rue de l’Exemple".into(),
            postcode: "75000".into(),
            town: "Paris".into(),
            country: String::new(),
        }),
        _ if field.unknown => return Answer::Unknown,
        _ => Value::Text("Essai".into()),
    })
}
