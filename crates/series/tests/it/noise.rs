//! The shipped lists: what they name never links, what merely resembles it does.

use crate::store;
use crate::world::{Filed, linked, partition};
use faisceau_identifiers::{Kind, Role, parse};
use faisceau_linkage::ValueKey;
use faisceau_platform::testkit::Kit;
use faisceau_platform::{binds, on_both};
use faisceau_series::noise::lists;

fn listed(kind: Kind, raw: &str, demonstration: bool) -> Option<&'static str> {
    let value = ValueKey::of(&parse(kind, raw).unwrap());
    let mut naming = lists(demonstration).iter();
    naming
        .find(|list| list.lists(&value))
        .map(|list| list.name())
}

#[test]
fn each_list_names_its_own() {
    let bank = listed(Kind::Url, "https://www.1822direkt.com/login", false);
    assert_eq!(bank, Some("bank-website"));
    let short = listed(Kind::Url, "https://bit.ly", false);
    assert_eq!(short, Some("url-shortener"));
    let role = listed(Kind::Email, "abuse@exemple.fr", false);
    assert_eq!(role, Some("common-contact-emails"));
    let fiction = listed(Kind::Phone, "06 39 98 12 34", false);
    assert_eq!(fiction, Some("phone_numbers"));
}

#[test]
fn what_belongs_to_its_maker_is_not_listed() {
    assert_eq!(listed(Kind::Url, "https://bit.ly/3xYz", false), None);
    assert_eq!(listed(Kind::Email, "fraude@yopmail.com", false), None);
    assert_eq!(listed(Kind::Email, "contact@exemple.fr", false), None);
    assert_eq!(listed(Kind::Phone, "06 39 97 12 34", false), None);
}

#[test]
fn a_demonstration_may_link_on_its_invented_numbers() {
    assert_eq!(listed(Kind::Phone, "06 39 98 12 34", true), None);
}

on_both!(
    a_bank_s_site_joins_nobody_and_the_list_is_named,
    crate::capabilities(),
    async |kit: Kit| {
        let world = [1, 2].map(|n| {
            let site = "https://www.1822direkt.com";
            Filed::with_emails(n, &[]).and(Kind::Url, site, Role::Unknown)
        });
        linked(&kit, &world).await;
        assert!(partition(&kit).await.is_empty());
        let mut tx = kit.world.db.read().await.unwrap();
        let row = tx.one(&store::CLASSES, binds![]).await.unwrap();
        assert_eq!(row.get::<String>("class").unwrap(), "shared");
        assert_eq!(
            row.get::<Option<String>>("list").unwrap().as_deref(),
            Some("bank-website")
        );
    }
);
