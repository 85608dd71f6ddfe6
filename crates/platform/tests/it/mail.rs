//! E-mail handed to a real server: in clear on this machine, closed by STARTTLS under the operator's own
//! root, refused where it could be read on the way.

use faisceau_documents::Regime;
use faisceau_platform::config::Config;
use faisceau_platform::mail::{self, Mail, NotSent, Text, Tls};
use faisceau_platform::testkit::{Kit, MailServer, On, kit_with};
use std::path::Path;
use std::process::Command;

fn text(to: &str) -> Text {
    Text {
        to: to.to_owned(),
        subject: "Votre demande du 14 août 2026".to_owned(),
        body: "Bonjour,\n\nIl y a du nouveau, à lire ici.\n".to_owned(),
    }
}

async fn kit(mail: Option<Mail>) -> Kit {
    let config = Config {
        controller: Some("Association d'essai".into()),
        legal_regime: Some(Regime::Authority),
        mail,
        ..Config::default()
    };
    kit_with(On::Sqlite, Vec::new(), config).await
}

#[tokio::test]
#[cfg_attr(not(has_smtp), ignore = "aiosmtpd not found")]
async fn a_message_reaches_a_real_server() {
    let server = MailServer::start(None);
    let kit = kit(Some(server.settings(Tls::None))).await;
    mail::send(&kit.world, &text("moi@exemple.fr"))
        .await
        .unwrap();
    let all = server.messages();
    assert_eq!(all.len(), 1);
    for line in [
        "From: Service <ne-pas-repondre@exemple.fr>",
        "To: moi@exemple.fr",
        "Content-Type: text/plain; charset=utf-8",
    ] {
        assert!(all[0].contains(line), "{line}: {}", all[0]);
    }
    assert!(!all[0].contains("<html"));
    // An address that is none is refused before anything is said; a server that is gone may come back.
    for to in ["pas une adresse", "moi@exemple.fr\r\nBcc: autre@exemple.fr"] {
        let refused = mail::send(&kit.world, &text(to)).await;
        assert!(matches!(refused, Err(NotSent::Refused)), "{to}");
    }
    drop(server);
    let down = mail::send(&kit.world, &text("moi@exemple.fr")).await;
    assert!(matches!(down, Err(NotSent::Fault(_))));
}

#[tokio::test]
#[cfg_attr(not(has_smtp), ignore = "aiosmtpd not found")]
async fn the_way_is_closed_or_nothing_is_said() {
    let folder = tempfile::TempDir::new().unwrap();
    let (certificate, key) = certificate(folder.path());
    let server = MailServer::start(Some((&certificate, &key)));
    let closed = Mail {
        ca_file: Some(folder.path().join("ca.pem")),
        ..server.settings(Tls::Starttls)
    };
    let kit_closed = kit(Some(closed)).await;
    mail::send(&kit_closed.world, &text("moi@exemple.fr"))
        .await
        .unwrap();
    assert_eq!(server.messages().len(), 1);
    // Signed by nobody the machine knows: nothing is handed over.
    let unknown = kit(Some(server.settings(Tls::Starttls))).await;
    let refused = mail::send(&unknown.world, &text("moi@exemple.fr")).await;
    assert!(matches!(refused, Err(NotSent::Fault(_))));
    // A server that offers no STARTTLS gets nothing either.
    let open = MailServer::start(None);
    let stripped = kit(Some(open.settings(Tls::Starttls))).await;
    let refused = mail::send(&stripped.world, &text("moi@exemple.fr")).await;
    assert!(matches!(refused, Err(NotSent::Fault(_))));
    assert!(open.messages().is_empty());
    assert_eq!(server.messages().len(), 1);
}

#[tokio::test]
async fn without_a_server_nothing_is_sent() {
    let kit = kit(None).await;
    let unset = mail::send(&kit.world, &text("moi@exemple.fr")).await;
    assert!(matches!(unset, Err(NotSent::Fault(_))));
}

/// A root of one's own, and a certificate for `localhost` under it.
fn certificate(folder: &Path) -> (std::path::PathBuf, std::path::PathBuf) {
    let script = "set -e; cd \"$1\"
        openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 3650 -subj /CN=essai
        openssl req -newkey rsa:2048 -nodes -keyout leaf.key -out leaf.csr -subj /CN=localhost
        printf 'subjectAltName=DNS:localhost\nbasicConstraints=CA:FALSE\n' >ext
        openssl x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out leaf.pem \
            -days 3650 -extfile ext";
    let mut shell = Command::new("sh");
    shell.args(["-c", script, "sh"]).arg(folder);
    let done = shell.output().unwrap();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    (folder.join("leaf.pem"), folder.join("leaf.key"))
}
