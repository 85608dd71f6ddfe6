//! Account names: platforms, addresses of profiles, folding, display names.

use crate::{all, none, read};
use faisceau_identifiers::Kind::Handle;

#[test]
fn platforms_are_named_in_many_ways() {
    all(
        Handle,
        &[
            ("insta: @Jean.Dupont", "instagram:jean.dupont", ""),
            ("Instagram : jean.dupont", "instagram:jean.dupont", ""),
            ("ig @jean.dupont", "instagram:jean.dupont", ""),
            (
                "https://www.instagram.com/Jean.Dupont/",
                "instagram:jean.dupont",
                "",
            ),
            (
                "insta: https://instagram.com/jean.dupont?igsh=1",
                "instagram:jean.dupont",
                "",
            ),
            ("t.me/JeanBot", "telegram:jeanbot", ""),
            ("WhatsApp : +33 6 39 98 00 01", "whatsapp:+33639980001", ""),
            ("whatsapp: 0033 6 39 98 00 01", "whatsapp:+33639980001", ""),
            (
                "https://wa.me/33639980001?text=a",
                "whatsapp:+33639980001",
                "",
            ),
            ("Telegram bob", "telegram:bob", ""),
            ("tt bob", "any:tt bob", "handle-display-name"),
            ("Snap : bob", "snapchat:bob", ""),
            ("https://www.tiktok.com/@bob", "tiktok:bob", ""),
            ("https://www.linkedin.com/in/jean-d/", "linkedin:jean-d", ""),
            ("twitter:@bob", "x:bob", ""),
            ("leboncoin:bob75", "leboncoin:bob75", ""),
            ("@bob", "any:bob", "handle-platform-unknown"),
            ("pseudo : Bob", "any:bob", "handle-platform-unknown"),
            ("ＢＯＢ", "any:bob", "handle-platform-unknown"),
            ("bob\u{200b}by", "any:bobby", "handle-platform-unknown"),
            (
                "Facebook : Jean  Dupont",
                "facebook:jean dupont",
                "handle-display-name",
            ),
        ],
    );
}

#[test]
fn look_alikes_share_a_skeleton_and_not_a_key() {
    let latin = read(Handle, "insta: paypal");
    let mixed = read(Handle, "insta: p\u{430}ypal");
    assert_ne!(latin.key(), mixed.key());
    assert_eq!(latin.skeleton(), mixed.skeleton());
    // The skeleton leaves the platform out: a near match may be across platforms.
    assert_eq!(latin.skeleton(), read(Handle, "tg: paypal").skeleton());
}

#[test]
fn refusals() {
    none(
        Handle,
        &[
            ("@", "placeholder"),
            ("insta:", "empty"),
            ("insta: @@", "empty"),
            ("N/A", "placeholder"),
            ("🎂🎂", "placeholder"),
        ],
    );
}
