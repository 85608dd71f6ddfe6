//! What complaints filed by form quote of the other side is compared, and goes when they are erased.

use crate::store;
use crate::world::{Filed, file, linked, partition};
use faisceau_domain::event::{ComplaintErased, Event, ScriptQuoted};
use faisceau_domain::id::ComplaintId;
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::Kit;
use faisceau_platform::{binds, on_both};
use faisceau_series::run::link_until_idle;

const MAIL: &str = "J’ai piraté votre appareil il y a quelques mois et je vous ai filmé avec votre \
    caméra. Versez la somme demandée sur mon adresse avant deux jours, sinon tous vos contacts \
    recevront la vidéo. N’essayez pas de répondre à ce message.";

async fn quoted(kit: &Kit, filed: &Filed) {
    let cx = Cx::platform(&kit.world);
    let mut tx = kit.world.db.write().await.unwrap();
    let told = Event::ScriptQuoted(ScriptQuoted {
        complaint: ComplaintId(filed.id),
        text: MAIL.to_owned(),
        characters: MAIL.chars().count(),
    });
    cx.emit(&mut tx, &told).await.unwrap();
    tx.commit().await.unwrap();
}

async fn bits(kit: &Kit) -> i64 {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::BITS, binds![]).await.unwrap();
    rows[0].get::<i64>("bits").unwrap()
}

on_both!(
    the_same_words_quoted_make_a_shared_value_worth_more,
    crate::capabilities(),
    async |kit: Kit| {
        // Victims choose their headings as they can: these two did not choose the same.
        let headings = [(1, "sextortion"), (2, "other")];
        let world = headings.map(|(n, of)| Filed::with_emails(n, &["a"]).headed(of));
        linked(&kit, &world).await;
        let bare = bits(&kit).await;
        for filed in &world {
            quoted(&kit, filed).await;
        }
        link_until_idle(&kit.world).await.unwrap();
        assert!(bits(&kit).await > bare, "{} {bare}", bits(&kit).await);
        assert_eq!(partition(&kit).await.len(), 1);
        // A linker that begins reads the words again and finds the same.
        let with_words = bits(&kit).await;
        file(&kit, &Filed::with_emails(3, &["b"])).await;
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(bits(&kit).await, with_words);
    }
);

on_both!(
    the_words_quoted_go_with_the_complaint,
    crate::capabilities(),
    async |kit: Kit| {
        let filed = Filed::with_emails(1, &["a"]);
        linked(&kit, std::slice::from_ref(&filed)).await;
        quoted(&kit, &filed).await;
        let cx = Cx::platform(&kit.world);
        let mut tx = kit.world.db.write().await.unwrap();
        let kept = tx.all(&store::SCRIPTS, binds![]).await.unwrap();
        assert_eq!(kept.len(), 1);
        tx.execute(&store::ERASE, binds![filed.id]).await.unwrap();
        let complaint = ComplaintId(filed.id);
        let erased = Event::ComplaintErased(ComplaintErased { complaint });
        cx.emit(&mut tx, &erased).await.unwrap();
        let kept = tx.all(&store::SCRIPTS, binds![]).await.unwrap();
        assert!(kept.is_empty());
        let told = tx.all(&store::PAYLOADS, binds!["script_quoted"]);
        let payload: String = told.await.unwrap()[0].get("payload").unwrap();
        assert!(!payload.contains("caméra"), "{payload}");
    }
);
