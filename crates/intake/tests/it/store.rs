//! SQL of these tests only: what they look at behind the operations, and what they break.

use faisceau_platform::binds;
use faisceau_platform::db::Statement;
use faisceau_platform::testkit::Kit;
use uuid::Uuid;

faisceau_platform::statements! {
    DETAILS = "select detail from journal where action = $1 order by at, id";
    TIES = "select count(*) as n from identity_links";
    ATTEMPTS = "select provider, back from oidc_attempts";
    VISITS = "select provider, id_token from oidc_sessions";
    JOURNAL = "select action, detail from journal";
    ACTIONS_ON = "select action from journal where subject = $1 order by at, id";
    ACTORS_ON = "select action, actor_kind, actor from journal where subject = $1 order by at, id";
    COUNT_LINKABLE = "select count(*) as n from v_linkable";
    COMPLAINTS = "select count(*) as n from complaints";
    EVENTS_OF = "select kind from events where subject = $1 order by id";
    FILED_AS = "select payload from events where subject = $1 and kind = 'complaint_filed'";
    COUNT_DEED = "select count(*) as n from journal where action = $1";
    JOBS_OF = "select count(*) as n from jobs where subject = $1";
    SEARCHES = "select day, outcome, form_type, times from v_word_searches order by outcome, form_type";
    TELEPHONE_ROWS = "select (select count(*) from telephone_passes)
        + (select count(*) from telephone_files) as n";
    A_DRAFT = "select id from drafts limit 1";
    A_VALUE = "insert into identifier_uses (id, identifier_id, key_id, subject_kind, subject,
            kind, canonical, link_key, raw, role, source, at)
        values ($1, $2, $2, 'complaint', $3, 'url', '', '', '', 'offender', 'test', $4)";
    JOURNALED = "select count(*) as n from journal";
    NOT_RENDERED = "update receipts set pdf_sha256 = null, pdf_bytes = null, pdf_pages = null,
            rendered_at = null where complaint_id = $1";
    MARKS = "select resume_mark as mark from drafts
        union all select draft_mark from complaints where draft_mark is not null
        union all select follow_mark from complaints";
    SCANNED = "insert into scans (file_id, complaint_id, state, signature, scanned_at) values ($1, $2, $3, $4, $5)
        on conflict (file_id) do update set state = excluded.state";
    REFERENCE = "select reference from complaints where id = $1";
    AS_HEX = "select 1", postgres "set local xmlbinary to hex";
    DUMP = "select '' as dump",
        postgres "select schema_to_xml(current_schema(), true, false, '')::text as dump";
    A_SERIES = "insert into series (id, reference, formed_at, changed_at, size, parameters)
        values ($1, 'SER-2026-000001-X', 1, 1, 2, '2')";
    A_MEMBER = "insert into series_members (complaint_id, series_id, joined_at) values ($1, $1, 1)";
    A_GROUP = "insert into series (id, reference, formed_at, changed_at, size, parameters)
        values ($1, 'SER-2026-000002-Y', 1, 1, 4, 'figures-7')";
    IN_GROUP = "insert into series_members (complaint_id, series_id, joined_at, standing)
        values ($1, $2, 1, 'confirmed')";
    A_COMMON_VALUE = "insert into identifier_uses (id, identifier_id, key_id, subject_kind, subject,
            kind, canonical, link_key, raw, role, source, at)
        values ($1, $2, $2, 'complaint', $3, 'iban', 'DE1', 'DE1', 'DE89 3704 0044 0532 0130 00', 'offender', 'test', 1)";
    ITS_CLASS = "insert into value_classes (key_id, kind, link_key, class, reason, users, first_at, last_at, parameters)
        values ($1, 'iban', 'DE1', 'link', 'rare', 4, 1, 1, 'figures-7')";
    DATA_LETTERS = "select count(*) as n from data_letters";
    TOLD_OF_LETTERS = "select detail from journal where subject_kind = 'letter'";
    A_SERIES_FILE = "insert into series_files (id, series_id, number, document, lang, frozen_at,
            made_by, motive, content, payload, signature, key_id, verification_mark)
        values ($1, $1, 1, 'series-file', 'fr', $2, $1, 'essai', '', $3, $4, '', $5)";
    ALTER_FILE = "update series_files set payload = $1";
    ALTER_PAYLOAD = "update receipts set payload = $2 where complaint_id = $1";
}

async fn words(kit: &Kit, statement: &Statement, column: &str, subject: Uuid) -> Vec<String> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(statement, binds![subject]).await.unwrap();
    rows.iter().map(|row| row.get(column).unwrap()).collect()
}

/// The actions journaled on a thing.
pub(crate) async fn actions_on(kit: &Kit, subject: Uuid) -> Vec<String> {
    words(kit, &ACTIONS_ON, "action", subject).await
}

/// The actions journaled on a thing, with who did each.
pub(crate) async fn actors_on(kit: &Kit, subject: Uuid) -> Vec<(String, String, Option<Uuid>)> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&ACTORS_ON, binds![subject]).await.unwrap();
    rows.iter()
        .map(|row| {
            (
                row.get("action").unwrap(),
                row.get("actor_kind").unwrap(),
                row.get("actor").unwrap(),
            )
        })
        .collect()
}

/// How many complaints there are.
pub(crate) async fn complaints(kit: &Kit) -> i64 {
    count(kit, &COMPLAINTS).await
}

/// The events told of a thing.
pub(crate) async fn events_of(kit: &Kit, subject: Uuid) -> Vec<String> {
    words(kit, &EVENTS_OF, "kind", subject).await
}

/// What was told of a filing.
pub(crate) async fn filed_as(kit: &Kit, subject: Uuid) -> Vec<String> {
    words(kit, &FILED_AS, "payload", subject).await
}

/// How many jobs wait for a thing.
pub(crate) async fn jobs_of(kit: &Kit, subject: Uuid) -> i64 {
    let mut tx = kit.world.db.read().await.unwrap();
    let row = tx.one(&JOBS_OF, binds![subject]).await.unwrap();
    row.get("n").unwrap()
}

/// What a statement that counts all says.
pub(crate) async fn count(kit: &Kit, statement: &Statement) -> i64 {
    let mut tx = kit.world.db.read().await.unwrap();
    let row = tx.one(statement, binds![]).await.unwrap();
    row.get("n").unwrap()
}

/// How many rows the journal has.
pub(crate) async fn journaled(kit: &Kit) -> i64 {
    count(kit, &JOURNALED).await
}

/// The row of a paper as it was before its file was known.
pub(crate) async fn forget_rendering(kit: &Kit, complaint: Uuid) {
    let mut tx = kit.world.db.write().await.unwrap();
    tx.execute(&NOT_RENDERED, binds![complaint]).await.unwrap();
    tx.commit().await.unwrap();
}

/// Somebody edits what was signed.
pub(crate) async fn alter_payload(kit: &Kit, complaint: Uuid, payload: Vec<u8>) {
    let mut tx = kit.world.db.write().await.unwrap();
    tx.execute(&ALTER_PAYLOAD, binds![complaint, payload])
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// Every mark of a code.
pub(crate) async fn marks(kit: &Kit) -> Vec<[u8; 32]> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&MARKS, binds![]).await.unwrap();
    rows.iter().map(|row| row.get("mark").unwrap()).collect()
}

/// The reference of a complaint.
pub(crate) async fn reference_of(kit: &Kit, complaint: Uuid) -> String {
    words(kit, &REFERENCE, "reference", complaint)
        .await
        .remove(0)
}

/// The rows of every table as text, bytes as hexadecimal; `None` on SQLite, whose file is read as it
/// is.
pub(crate) async fn dump(kit: &Kit) -> Option<String> {
    if !kit.world.db.is_postgres() {
        return None;
    }
    let mut tx = kit.world.db.write().await.unwrap();
    tx.execute(&AS_HEX, binds![]).await.unwrap();
    let row = tx.one(&DUMP, binds![]).await.unwrap();
    Some(row.get("dump").unwrap())
}

/// A file of a series with this signed payload and this mark, as its capability writes it.
pub(crate) async fn series_file(kit: &Kit, payload: &[u8], signature: [u8; 64], mark: [u8; 32]) {
    let id = Uuid::from_u128(0x5e1);
    let at = kit.world.clock.now();
    let mut tx = kit.world.db.write().await.unwrap();
    tx.execute(&A_SERIES, binds![id]).await.unwrap();
    let row = binds![id, at, payload.to_vec(), signature, mark];
    tx.execute(&A_SERIES_FILE, row).await.unwrap();
    tx.commit().await.unwrap();
}

/// Somebody changes what the file of a series says of itself.
pub(crate) async fn alter_series_file(kit: &Kit) {
    let mut tx = kit.world.db.write().await.unwrap();
    let row = binds![b"other".to_vec()];
    tx.execute(&ALTER_FILE, row).await.unwrap();
    tx.commit().await.unwrap();
}

/// Searches counted: day, outcome, type chosen, how often.
pub(crate) async fn searches(kit: &Kit) -> Vec<(String, String, String, i64)> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&SEARCHES, binds![]).await.unwrap();
    let text = |row: &faisceau_platform::db::Row, name: &str| row.get::<String>(name).unwrap();
    rows.iter()
        .map(|row| {
            let times = row.get("times").unwrap();
            (
                text(row, "day"),
                text(row, "outcome"),
                text(row, "form_type"),
                times,
            )
        })
        .collect()
}

/// How many rows tell of telephones.
pub(crate) async fn telephone_rows(kit: &Kit) -> i64 {
    count(kit, &TELEPHONE_ROWS).await
}

/// The only draft there is.
pub(crate) async fn a_draft(kit: &Kit) -> Uuid {
    let mut tx = kit.world.db.read().await.unwrap();
    let row = tx.one(&A_DRAFT, binds![]).await.unwrap();
    row.get("id").unwrap()
}

/// How often a deed was journaled.
pub(crate) async fn journaled_as(kit: &Kit, deed: &str) -> i64 {
    let mut tx = kit.world.db.read().await.unwrap();
    let row = tx.one(&COUNT_DEED, binds![deed]).await.unwrap();
    row.get("n").unwrap()
}

/// A complaint holds a value, as series writes it.
pub(crate) async fn holds(kit: &Kit, complaint: Uuid, value: Uuid) {
    let mut tx = kit.world.db.write().await.unwrap();
    let row = binds![
        Uuid::from_u128(0x1de),
        value,
        complaint,
        kit.world.clock.now()
    ];
    tx.execute(&A_VALUE, row).await.unwrap();
    tx.commit().await.unwrap();
}

/// The details of every row of the journal that says this was done, in order.
pub(crate) async fn details(kit: &Kit, action: &str) -> Vec<serde_json::Value> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&DETAILS, binds![action]).await.unwrap();
    let texts = rows.iter().map(|row| row.get::<String>("detail").unwrap());
    texts
        .map(|text| serde_json::from_str(&text).unwrap())
        .collect()
}

/// How many complaints are kept with an identity.
pub(crate) async fn ties(kit: &Kit) -> i64 {
    let mut tx = kit.world.db.read().await.unwrap();
    tx.one(&TIES, binds![]).await.unwrap().get("n").unwrap()
}

/// Every text that a visit and the journal left.
pub(crate) async fn stored_words(kit: &Kit) -> Vec<String> {
    let mut tx = kit.world.db.read().await.unwrap();
    let mut words = Vec::new();
    for (statement, columns) in [
        (&ATTEMPTS, ["provider", "back"]),
        (&VISITS, ["provider", "id_token"]),
        (&JOURNAL, ["action", "detail"]),
    ] {
        for row in tx.all(statement, binds![]).await.unwrap() {
            words.push(
                columns
                    .map(|name| row.get::<String>(name).unwrap())
                    .join(" "),
            );
        }
    }
    words
}
