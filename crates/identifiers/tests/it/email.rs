//! E-mail addresses: wrappings, hosts, mailbox keys, refusals.

use crate::{all, none, read};
use faisceau_identifiers::Kind::Email;

#[test]
fn wrappings_come_off() {
    for raw in [
        "jean.dupont@exemple.fr",
        " <jean.dupont@exemple.fr> ",
        "Jean Dupont <jean.dupont@exemple.fr>",
        "mailto:jean.dupont@exemple.fr?subject=colis",
        "MAILTO:jean.dupont@exemple.fr",
        "E-mail : jean.dupont@exemple.fr",
        "jean.dupont[at]exemple[.]fr",
        "jean.dupont(at)exemple(dot)fr",
        "jean.dupont @ exemple . fr",
        "jean.dupont＠exemple。fr",
        "jean.dupont\u{200b}@exemple.fr",
        "jean.dupont@EXEMPLE.FR.",
        "« jean.dupont@exemple.fr »,",
    ] {
        assert_eq!(
            read(Email, raw).canonical(),
            "jean.dupont@exemple.fr",
            "{raw:?}"
        );
    }
}

#[test]
fn hosts_are_ascii_and_the_local_part_is_kept() {
    all(
        Email,
        &[
            (
                "Jean@Bücher.Example.org",
                "Jean@xn--bcher-kva.example.org",
                "",
            ),
            ("用户@例え.jp", "用户@xn--r8jz45g.jp", ""),
            (
                "a@exemple.fr.con",
                "a@exemple.fr.con",
                "host-suffix-unknown",
            ),
        ],
    );
}

#[test]
fn mailboxes_follow_their_provider() {
    for (raw, mailbox) in [
        ("Jean.Dupont+colis@GoogleMail.com", "jeandupont@gmail.com"),
        ("j.e.a.n@gmail.com", "jean@gmail.com"),
        ("+tag@gmail.com", "+tag@gmail.com"),
        ("jean.dupont+a@outlook.fr", "jean.dupont@outlook.fr"),
        ("jean.dupont+a@proton.me", "jean.dupont@proton.me"),
        ("jean-pierre.d@yahoo.fr", "jean-pierre.d@yahoo.fr"),
        ("jean.dupont+a@yahoo.fr", "jean.dupont+a@yahoo.fr"),
        // Elsewhere a dot, a plus and a hyphen are another person.
        ("Jean.Dupont+a@exemple.fr", "jean.dupont+a@exemple.fr"),
        ("jean-a@laposte.net", "jean-a@laposte.net"),
    ] {
        assert_eq!(read(Email, raw).key(), mailbox, "{raw:?}");
    }
    let dotted = read(Email, "jean.dupont@laposte.net");
    assert_ne!(dotted.key(), read(Email, "jeandupont@laposte.net").key());
}

#[test]
fn refusals() {
    none(
        Email,
        &[
            ("jean.dupont", "email-no-at"),
            ("a@b.fr, c@d.fr", "several"),
            ("@exemple.fr", "email-local-part"),
            ("jean dupont@exemple.fr", "email-local-part"),
            ("jean@", "host"),
            ("jean@localhost", "host-not-public"),
            ("jean@192.0.2.1", "host"),
            ("jean@exe mple.fr", "host"),
            ("jean@-exemple.fr", "host"),
            ("je ne sais pas", "placeholder"),
        ],
    );
    let long = format!("{}@exemple.fr", "a".repeat(65));
    assert_eq!(crate::refusal(Email, &long), "email-local-part");
    let huge = "a".repeat(2_000_000);
    assert_eq!(crate::refusal(Email, &huge), "too-long");
}
