//! The pieces around pages: assets, languages, routes, panels, words.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{StatusCode, header};
use faisceau_documents::words::Say;
use faisceau_domain::Lang;
use faisceau_platform::access::Action;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::lang::safe_return;
use faisceau_platform::web::{
    Assets, Audience, Markup, NavEntry, Panel, Panels, Place, Route, Routes, frame_routes,
};
use proptest::prelude::*;
use uuid::Uuid;

use super::web::{App, framing, get, guard, words};

fn app() -> App {
    App::new(guard(), Routes::new("essai"))
}

#[tokio::test]
async fn assets_are_kept_for_ever_under_an_address_that_changes_with_them() {
    let url = framing().assets.url("app.css");
    let answer = app().get(&url).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.header(header::CACHE_CONTROL).contains("immutable"));
    assert!(answer.header(header::CONTENT_TYPE).starts_with("text/css"));
    assert!(answer.body.contains("@layer reset, tokens"));

    let known = get(&url).header(header::IF_NONE_MATCH, answer.header(header::ETAG));
    let again = app().ask(known.body(Body::empty()).unwrap()).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert!(again.body.is_empty());

    let themed = Assets::new(Some(".service { color: green }"));
    assert_ne!(themed.url("app.css"), url);
}

#[tokio::test]
async fn a_page_opened_before_an_upgrade_keeps_its_looks() {
    let answer = app().get("/static/0123456789abcdef/app.css").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header(header::CACHE_CONTROL), "no-cache");
    assert_eq!(
        app().get("/static/0123456789abcdef/../x").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn assets_alone_are_compressed() {
    let ask = async |path: &str| {
        let request = get(path).header(header::ACCEPT_ENCODING, "gzip");
        app().ask(request.body(Body::empty()).unwrap()).await
    };
    let css = ask(&framing().assets.url("app.css")).await;
    assert_eq!(css.header(header::CONTENT_ENCODING), "gzip");
    let page = ask("/nulle-part").await;
    assert_eq!(page.header(header::CONTENT_ENCODING), "");
}

#[tokio::test]
async fn every_asset_a_stylesheet_or_a_page_names_is_served() {
    let css = app().get(&framing().assets.url("app.css")).await.body;
    let mut named = 0;
    for (_, rest) in css
        .match_indices("url(\"")
        .map(|(at, _)| css.split_at(at + 5))
    {
        let path = rest.split('"').next().unwrap();
        assert!(!path.contains("//"), "nothing comes from elsewhere: {path}");
        let answer = app().get(&framing().assets.url(path)).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        named += 1;
    }
    assert_eq!(named, 2, "two fonts");
}

#[tokio::test]
async fn a_language_is_chosen_and_the_reader_comes_back() {
    let answer = app().get("/langue/en?retour=/plainte/q/3%3Fa%3D1").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header(header::LOCATION), "/plainte/q/3?a=1");
    assert!(answer.header(header::SET_COOKIE).starts_with("lang=en;"));

    let request = get("/nulle-part").header(header::COOKIE, "a=b; lang=en");
    let page = app().ask(request.body(Body::empty()).unwrap()).await;
    assert!(page.body.contains("<html lang=\"en\">"));
    assert!(page.body.contains("/langue/fr?retour=/nulle-part"));

    assert_eq!(app().get("/langue/xx").await.status, StatusCode::NOT_FOUND);
}

#[test]
fn a_return_never_leads_elsewhere() {
    for bad in [
        "",
        "x",
        "//example.org",
        "/\\example.org",
        "https://example.org",
        "/a\r\nSet-Cookie: x",
        "javascript:alert(1)",
        "/a b",
        "\u{202e}/",
        "/é",
    ] {
        assert_eq!(safe_return(bad), "/", "{bad:?}");
    }
    assert_eq!(safe_return("/suivi?x=1#y"), "/suivi?x=1#y");
    assert_eq!(safe_return(&format!("/{}", "a".repeat(600))), "/");
}

proptest! {
    #[test]
    fn any_return_stays_here(text in ".{0,80}") {
        let safe = safe_return(&text);
        prop_assert!(safe.starts_with('/') && !safe.starts_with("//") && !safe.contains('\\'));
    }

    #[test]
    fn escaped_text_holds_no_tag(text in ".{0,200}") {
        let markup = Markup::text(&text);
        prop_assert!(!markup.as_str().contains(['<', '>', '"', '\'']));
    }
}

#[test]
fn both_languages_have_the_same_sentences() {
    let words = words();
    let keys = |lang| words.keys(lang).map(str::to_owned).collect::<BTreeSet<_>>();
    assert_eq!(keys(Lang::Fr), keys(Lang::En));
}

#[test]
fn every_sentence_that_a_template_or_a_part_asks_for_is_written() {
    let words = words();
    let mut asked = BTreeSet::new();
    let root = env!("CARGO_MANIFEST_DIR");
    for folder in [
        "templates/layout",
        "templates/parts",
        "src/web",
        "src/web/parts",
    ] {
        for entry in std::fs::read_dir(format!("{root}/{folder}")).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                continue;
            }
            let text = std::fs::read_to_string(path).unwrap();
            for (at, _) in text.match_indices("\"platform-") {
                let key = text[at + 1..].split('"').next().unwrap();
                if !key.contains('{') {
                    asked.insert(key.to_owned());
                }
            }
        }
    }
    assert!(asked.len() > 40, "{}", asked.len());
    for key in asked {
        assert!(words.has(Lang::Fr, &key), "{key}");
    }
}

#[test]
fn routes_are_listed_with_owner_audience_and_answer() {
    let routes = Routes::<()>::new("casework")
        .with(
            Route::get("/boite", Audience::Staff(Action::ComplaintRead)),
            async || "page",
        )
        .with_nav(NavEntry {
            order: 2,
            href: "/boite",
            key: "casework-nav-inbox",
            needs: Action::ComplaintRead,
        })
        .and(frame_routes(&framing()));
    let listed: Vec<String> = routes.list().map(ToString::to_string).collect();
    assert_eq!(listed.len(), 3);
    assert!(listed[0].starts_with("GET    /boite"), "{}", listed[0]);
    assert!(listed[0].contains("staff(complaint.read)"));
    assert!(listed[0].ends_with("html     casework"));
    assert!(listed[1].contains("/langue/{lang}"));
    let row = serde_json::to_value(routes.list().next().unwrap().row()).unwrap();
    assert_eq!(row["method"], "GET");
    assert_eq!(row["path"], "/boite");
    assert_eq!(row["html"], true);
    assert_eq!(row["audience"], "staff(complaint.read)");
    assert_eq!(routes.nav()[0].href, "/boite");
}

fn panel(name: &'static str, order: u16, permission: Option<Action>) -> Panel<String> {
    Panel {
        place: Place::Complaint,
        order,
        name,
        title_key: "platform-reference",
        permission,
        render: Arc::new(move |cx, id| {
            Box::pin(async move {
                if name == "broken" {
                    return Err(Fault::new(format!("the panel of {id} cannot be filled")));
                }
                Ok(Markup::text(&format!("{cx} & {name}")))
            })
        }),
    }
}

#[tokio::test]
async fn panels_are_laid_out_in_order_by_permission_and_break_alone() {
    let panels = Panels::default()
        .with(panel("exhibits", 20, Some(Action::ExhibitRead)))
        .with(panel("broken", 15, None))
        .with(panel("facts", 10, Some(Action::ComplaintRead)))
        .with(panel("secret", 5, Some(Action::IdentityRead)));
    let cx = "cx".to_owned();
    let filled = panels
        .fill(Place::Complaint, &cx, Uuid::nil(), |action| {
            action != Action::IdentityRead
        })
        .await;
    let names: Vec<_> = filled.iter().map(|panel| panel.name).collect();
    assert_eq!(names, ["facts", "broken", "exhibits"]);
    assert!(filled[1].content.is_err());
    let facts = filled[0].content.as_ref().unwrap();
    assert_eq!(facts.as_str(), "cx &#38; facts");
    assert_eq!(panels.at(Place::Series).count(), 0);
}

#[test]
fn sentences_of_roles_and_purposes_exist() {
    use faisceau_domain::access::{Purpose, Role};
    use faisceau_platform::web::{purpose_words, role_words};
    let say = Say::new(words(), Lang::Fr);
    for role in Role::ALL {
        assert!(!role_words(&say, role).contains('⟦'), "{}", role.code());
    }
    for purpose in Purpose::ALL {
        let told = purpose_words(&say, purpose);
        assert!(!told.contains('⟦'), "{}", purpose.code());
    }
}
