//! The shipped lists: what they name never links, what merely resembles it does; an operator adds,
//! replaces and switches off.

use crate::desk::{Desk, sign_in};
use crate::store;
use crate::world::{Filed, linked, partition};
use axum::http::StatusCode;
use faisceau_domain::Lang;
use faisceau_domain::access::{Purpose, Role as Staff};
use faisceau_domain::noise::{Complaints, Lists};
use faisceau_identifiers::{Kind, Role, parse};
use faisceau_linkage::{NoiseList, ValueKey};
use faisceau_platform::config::Config;
use faisceau_platform::testkit::{Kit, On, content, kit_with, plain};
use faisceau_platform::{binds, on_both};
use faisceau_series::noise::lists;

/// The shipped lists as linkage reads them.
pub(crate) fn shipped(complaints: Complaints) -> Vec<NoiseList> {
    let content = content();
    let read = Lists::read(content.folder("noise"), &[], complaints);
    lists(&read.unwrap())
}

fn listed(kind: Kind, raw: &str, complaints: Complaints) -> Option<String> {
    let value = ValueKey::of(&parse(kind, raw).unwrap());
    let lists = shipped(complaints);
    let mut naming = lists.iter();
    naming
        .find(|list| list.lists(&value))
        .map(|list| list.name().to_owned())
}

#[test]
fn every_shipped_entry_is_read_and_each_list_names_its_own() {
    let content = content();
    let read = Lists::read(content.folder("noise"), &[], Complaints::Real).unwrap();
    assert_eq!(read.unreadable(), Vec::<String>::new());
    for (kind, raw, list) in [
        (
            Kind::Url,
            "https://www.1822direkt.com/login",
            "bank-website",
        ),
        (
            Kind::Email,
            "ne-pas-repondre@info.labanquepostale.fr",
            "bank-website",
        ),
        (Kind::Url, "https://bit.ly", "url-shortener"),
        (Kind::Url, "yopmail.com", "disposable-email"),
        (Kind::Url, "https://www.gmail.com", "free-mail"),
        (Kind::Url, "facebook.com", "platform"),
        (Kind::Url, "https://www.impots.gouv.fr/x", "impersonated"),
        (Kind::Email, "abuse@exemple.fr", "common-contact-emails"),
        (Kind::Phone, "06 39 98 12 34", "fiction-number"),
        (Kind::Phone, "0 805 805 817", "public-number"),
        (Kind::Ip, "1.12.34.56", "vpn-ipv4"),
        (Kind::Ip, "103.224.182.10", "parking-domain"),
        (Kind::Url, "portal.docdeliveryapp.com", "attack-simulator"),
    ] {
        let found = listed(kind, raw, Complaints::Real);
        assert_eq!(found.as_deref(), Some(list), "{raw}");
    }
}

#[test]
fn what_belongs_to_its_maker_is_not_listed() {
    for (kind, raw) in [
        (Kind::Url, "https://bit.ly/3xYz"),
        (Kind::Url, "https://www.facebook.com/jean.dupont.7"),
        (Kind::Url, "https://boutique-x.myshopify.com"),
        (Kind::Url, "https://facebook.com.exemple.shop"),
        (Kind::Email, "fraude@yopmail.com"),
        (Kind::Email, "jean.dupont@gmail.com"),
        (Kind::Email, "contact@exemple.fr"),
        (Kind::Phone, "06 39 97 12 34"),
        (Kind::Ip, "203.0.113.9"),
        (Kind::Iban, "FR14 2004 1010 0505 0001 3M02 606"),
    ] {
        assert_eq!(listed(kind, raw, Complaints::Real), None, "{raw}");
    }
}

#[test]
fn examples_may_link_on_their_invented_numbers() {
    let number = "06 39 98 12 34";
    assert_eq!(listed(Kind::Phone, number, Complaints::Examples), None);
}

/// Two complaints of one site of a bank and one address of a provider.
fn of_a_bank() -> [Filed; 2] {
    [1, 2].map(|n| {
        let site = "https://www.1822direkt.com";
        let filed = Filed::with_emails(n, &[]).and(Kind::Url, site, Role::Unknown);
        filed.and(Kind::Ip, "1.12.34.56", Role::Unknown)
    })
}

on_both!(
    a_bank_s_site_joins_nobody_and_the_list_is_named,
    crate::capabilities(),
    async |kit: Kit| {
        let world = of_a_bank();
        linked(&kit, &world).await;
        assert!(partition(&kit).await.is_empty());
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx.all(&store::CLASSES, binds![]).await.unwrap();
        let mut found: Vec<(String, Option<String>)> = rows
            .iter()
            .map(|row| (row.get("class").unwrap(), row.get("list").unwrap()))
            .collect();
        found.sort();
        let shared = |list: &str| ("shared".to_owned(), Some(list.to_owned()));
        assert_eq!(found, [shared("bank-website"), shared("vpn-ipv4")]);
        tx.rollback().await.unwrap();
        let desk = Desk::of(&kit);
        let person = sign_in(&kit, Staff::Analyst, Purpose::Linkage, "lyon").await;
        let site = parse(Kind::Url, "https://www.1822direkt.com").unwrap();
        let id = kit.world.value_ids.of("url", site.canonical());
        let seen = desk.get(&person, &format!("/pivots/{id}")).await;
        assert_eq!(seen.status, StatusCode::OK);
        let page = plain(&seen.body);
        assert!(page.contains("la liste « sites de banques »"), "{page}");
        let english = kit
            .world
            .words
            .say(Lang::En, "noise-list-bank-website", &[]);
        assert_eq!(english, "sites of banks");
        let seen = desk.get(&person, "/linkage").await;
        let page = plain(&seen.body);
        assert!(
            page.contains("sites de banques") && page.contains("CC0-1.0"),
            "{page}"
        );
        assert!(page.contains(kit.world.noise.version()));
    }
);

#[tokio::test]
async fn a_list_switched_off_names_nothing_and_changes_the_version() {
    let config = Config {
        controller: Some("Association d'essai".into()),
        legal_regime: Some(faisceau_documents::Regime::Authority),
        noise_off: vec!["bank-website".to_owned()],
        ..Config::default()
    };
    let kit = kit_with(On::Sqlite, crate::capabilities(), config).await;
    let world = of_a_bank();
    linked(&kit, &world).await;
    assert_eq!(partition(&kit).await.len(), 1, "it links again");
    let content = content();
    let all = Lists::read(content.folder("noise"), &[], Complaints::Real).unwrap();
    assert_ne!(kit.world.noise.version(), all.version());
    assert!(kit.world.noise.get("bank-website").is_none());
}
