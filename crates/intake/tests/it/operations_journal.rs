//! Every operation leaves a journal row: a table of operations, each run on its own, whose row is
//! looked for by its name.

use crate::operations_kit::{Says, filed, filled, officer, received, stored, victim};
use crate::store;
use faisceau_domain::event::Side;
use faisceau_domain::form::Posted;
use faisceau_domain::reference::Reference;
use faisceau_intake::file::Nature;
use faisceau_intake::receipt::ACKNOWLEDGEMENT;
use faisceau_intake::{
    answer, ask, attach, capability, detach, file, follow, forget, import, post_message, reject,
    render, start, validate,
};
use faisceau_platform::cx::Cx;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use uuid::Uuid;

/// The operations that change something or read a case, and the row each leaves.
const ROWS: [(&str, &str); 16] = [
    ("start", "draft.started"),
    ("answer", "draft.answered"),
    ("tick_urgent", "draft.urgent_seen"),
    ("attach to a draft", "exhibit.added"),
    ("detach", "exhibit.removed"),
    ("forget", "draft.deleted"),
    ("forget_expired", "draft.expired"),
    ("file", "complaint.filed"),
    ("import", "complaint.filed"),
    ("attach to a complaint", "exhibit.added"),
    ("post_message", "message.posted"),
    ("ask", "complaint.asked"),
    ("validate", "complaint.validated"),
    ("reject", "complaint.rejected"),
    ("follow", "follow_up.opened"),
    ("render", "receipt.rendered"),
];

/// Runs one operation alone; the thing its row is about.
async fn perform(kit: &Kit, operation: &str, cx: &Cx) -> Uuid {
    match operation {
        "file" | "import" => registered(kit, operation).await,
        "start" | "answer" | "tick_urgent" | "attach to a draft" | "detach" | "forget"
        | "forget_expired" => on_a_draft(kit, operation).await,
        _ => on_a_complaint(kit, operation, cx).await,
    }
}

async fn registered(kit: &Kit, operation: &str) -> Uuid {
    if operation == "file" {
        let draft = filled(kit, "fake_shop", &Says::new()).await;
        let filed = file::file(&victim(kit), &draft.code, Nature::Complaint).await;
        return filed.unwrap().complaint.0;
    }
    let line = r#"{"id":1,"received_at":"2026-11-01T08:00:00Z",
        "occurred_at":"2026-10-30T08:00:00Z","kind":"x"}"#;
    let checked = import::check(line, kit.world.clock.now()).unwrap();
    let mut tx = kit.world.db.write().await.unwrap();
    let cx = Cx::platform(&kit.world);
    let done = import::import(&cx, &mut tx, "essai", checked).await;
    tx.commit().await.unwrap();
    match done.unwrap() {
        import::Imported::Added(id) | import::Imported::Already(id) => id.0,
    }
}

async fn on_a_draft(kit: &Kit, operation: &str) -> Uuid {
    let cx = victim(kit);
    let draft = start::start(&cx, "fake_shop").await.unwrap();
    let code = &draft.code;
    match operation {
        "answer" => {
            let slug = draft.journey(&kit.world.forms).first().slug.clone();
            let posted = Posted::new([
                ("facts.period:first-month", "3"),
                ("facts.period:first-year", "2026"),
                ("facts.place_victim", "Lyon"),
            ]);
            answer::answer(&cx, code, &slug, &posted).await.unwrap();
        }
        "tick_urgent" => {
            answer::tick_urgent(&cx, code, &[]).await.unwrap();
        }
        "attach to a draft" | "detach" => {
            let file = received(kit, b"une capture").await;
            let exhibit = attach::to_draft(&cx, &draft, &file, "a.txt").await;
            let exhibit = exhibit.unwrap();
            if operation == "detach" {
                detach::detach(&cx, code, exhibit.0).await.unwrap();
            }
        }
        "forget" => assert!(forget::forget(&cx, code).await.unwrap()),
        "forget_expired" => {
            kit.world.clock.advance_millis(40 * 24 * 60 * 60 * 1_000);
            assert!(forget::forget_expired(&cx).await.unwrap() >= 1);
        }
        _ => {}
    }
    draft.id.0
}

async fn on_a_complaint(kit: &Kit, operation: &str, cx: &Cx) -> Uuid {
    let filed = filed(kit).await;
    let id = filed.complaint;
    let words = "Une raison assez longue";
    match operation {
        "attach to a complaint" => {
            let file = received(kit, b"une capture").await;
            attach::to_complaint(&victim(kit), id, &file, "a.txt")
                .await
                .unwrap();
        }
        "post_message" => {
            post_message::post_message(cx, id, Side::Staff, words)
                .await
                .unwrap();
        }
        "ask" => ask::ask(cx, id, words).await.unwrap(),
        "validate" => validate::validate(cx, id, &[words.to_owned()])
            .await
            .unwrap(),
        "reject" => reject::reject(cx, id, words).await.unwrap(),
        "follow" => {
            let reference = Reference::parse(&stored(kit, id).await.reference).unwrap();
            let opened = follow::follow(&victim(kit), &reference, &filed.follow_up).await;
            assert!(opened.unwrap().is_some());
        }
        "render" => {
            render::render(cx, id, ACKNOWLEDGEMENT).await.unwrap();
        }
        other => panic!("no operation is called {other}"),
    }
    id.0
}

on_both!(
    every_operation_leaves_its_row,
    vec![capability()],
    async |kit: Kit| {
        let cx = officer(&kit).await;
        for (operation, row) in ROWS {
            let subject = perform(&kit, operation, &cx).await;
            let journal = store::actions_on(&kit, subject).await;
            assert!(
                journal.contains(&row.to_owned()),
                "{operation}: {journal:?}"
            );
        }
    }
);
