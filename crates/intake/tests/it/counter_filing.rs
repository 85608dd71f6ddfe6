//! Filing at the counter by its operations: who is there, the reading back, what goes stale, each refusal,
//! and what the complaint is once filed: the officer's, in the officer's unit, acknowledged at once.

use crate::operations_kit::{Says, answered, filled, officer, staff, stored, victim};
use crate::store;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::event::Channel;
use faisceau_domain::form::Posted;
use faisceau_domain::hearing::{
    Attendant, Document, DocumentKind, Interpreter, NotYet, Oath, Part, Presence, Reach, Word,
};
use faisceau_domain::id::{ComplaintId, DraftId};
use faisceau_domain::reference::Reference;
use faisceau_intake::counter::file_here::{self as filing, Refused};
use faisceau_intake::counter::{self, file_here, read_back};
use faisceau_intake::file::{self, Nature};
use faisceau_intake::receipt::{self, ACKNOWLEDGEMENT};
use faisceau_intake::{answer, capability, follow};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;

/// A person with an interpreter on the telephone, and a lawyer.
pub(crate) fn presence() -> Presence {
    let document = Document::Seen {
        kind: DocumentKind::Passport,
        number: "00AA00000".to_owned(),
        issued_by: "Préfecture d’essai".to_owned(),
    };
    let interpreter = Interpreter {
        name: "Interprète 4471".to_owned(),
        language: "dari".to_owned(),
        oath: Oath::TakenHere,
        reach: Reach::Telephone,
    };
    let lawyer = Attendant {
        part: Part::Lawyer,
        name: "Alix Exemple".to_owned(),
        quality: "barreau d’essai".to_owned(),
    };
    Presence::new("dari", document, Some(interpreter), vec![lawyer]).unwrap()
}

/// The same without any document asked for.
fn nameless() -> Presence {
    Presence::new("français", Document::NotAsked, None, Vec::new()).unwrap()
}

/// An open file whose every question is answered.
pub(crate) async fn open(kit: &Kit, cx: &Cx, form_type: &str, says: &Says<'_>) -> DraftId {
    let opened = counter::open(cx, form_type).await.unwrap();
    answered(kit, cx, opened.draft, says).await.id
}

/// The digest of what would be read now.
async fn digest(kit: &Kit, cx: &Cx, id: DraftId) -> [u8; 32] {
    let mut tx = kit.world.db.read().await.unwrap();
    let heard = counter::hearing(&mut tx, id.0).await.unwrap().unwrap();
    drop(tx);
    let draft = counter::load(cx, id).await.unwrap().draft;
    counter::digest(&kit.world.forms, &draft, heard.presence.as_ref()).unwrap()
}

/// Notes who is there and reads everything back, with this word.
pub(crate) async fn read(kit: &Kit, cx: &Cx, id: DraftId, word: &Word) {
    counter::attend(cx, id, &presence()).await.unwrap();
    let now = digest(kit, cx, id).await;
    read_back(cx, id, &now, word).await.unwrap();
}

/// A complaint taken at the counter.
pub(crate) async fn taken(
    kit: &Kit,
    cx: &Cx,
    form_type: &str,
    says: &Says<'_>,
    word: &Word,
) -> ComplaintId {
    let id = open(kit, cx, form_type, says).await;
    kit.world.clock.advance_millis(60_000);
    read(kit, cx, id, word).await;
    kit.world.clock.advance_millis(60_000);
    let filed = file_here(cx, id, Nature::Complaint, None).await;
    filed.unwrap().complaint
}

fn not_yet<T: std::fmt::Debug>(outcome: Outcome<T, Refused>) -> NotYet {
    match outcome {
        Err(Error::Refused(Refused::NotYet(why))) => why,
        other => panic!("not refused so: {other:?}"),
    }
}

fn confirmed() -> Word {
    Word::Confirmed
}

on_both!(
    what_lacks_is_told_in_the_order_of_the_gestures,
    vec![capability()],
    async |kit: Kit| {
        let cx = officer(&kit).await;
        let id = open(&kit, &cx, "fake_shop", &Says::new()).await;
        let filing = async || file_here(&cx, id, Nature::Complaint, None).await;
        assert_eq!(not_yet(filing().await), NotYet::NobodyNoted);
        let early = read_back(&cx, id, &digest(&kit, &cx, id).await, &confirmed()).await;
        assert!(matches!(
            early,
            Err(Error::Refused(counter::read_back::Refused::NotYet(
                NotYet::NobodyNoted
            )))
        ));
        counter::attend(&cx, id, &nameless()).await.unwrap();
        assert_eq!(not_yet(filing().await), NotYet::DocumentNotAsked);
        counter::attend(&cx, id, &presence()).await.unwrap();
        assert_eq!(not_yet(filing().await), NotYet::NotRead);
        let now = digest(&kit, &cx, id).await;
        read_back(&cx, id, &now, &confirmed()).await.unwrap();
        // Who is there is part of what was read.
        counter::attend(&cx, id, &nameless()).await.unwrap();
        let report = file_here(&cx, id, Nature::Report, None).await;
        assert_eq!(not_yet(report), NotYet::Stale);
        let old = read_back(&cx, id, &now, &confirmed()).await;
        assert!(matches!(
            old,
            Err(Error::Refused(counter::read_back::Refused::NotYet(
                NotYet::Stale
            )))
        ));
        read(&kit, &cx, id, &confirmed()).await;
        // An answer changed after the reading is read again.
        let code = counter::load(&cx, id).await.unwrap().draft.code;
        let changed = Posted::new([
            ("facts.period:first-month", "4"),
            ("facts.period:first-year", "2026"),
            ("facts.place_victim", "Lyon"),
        ]);
        let journey = counter::load(&cx, id).await.unwrap().draft;
        let slug = journey.journey(&kit.world.forms).first().slug.clone();
        answer::answer(&cx, &code, &slug, &changed).await.unwrap();
        assert_eq!(not_yet(filing().await), NotYet::Stale);
        read(&kit, &cx, id, &confirmed()).await;
        // What is not declared is not filed, here as online.
        let silent = Posted::new([("declare.truth", "")]);
        let refused = file_here(&cx, id, Nature::Complaint, Some(&silent)).await;
        assert!(matches!(
            refused,
            Err(Error::Refused(Refused::Filing(file::Refused::Wrong(_))))
        ));
        filing().await.unwrap();
    }
);

on_both!(
    what_is_filed_is_the_officer_s_and_acknowledged_at_once,
    vec![capability()],
    async |kit: Kit| {
        let cx = officer(&kit).await;
        let me = cx.staff.as_ref().unwrap().id;
        let id = open(&kit, &cx, "fake_shop", &Says::new()).await;
        read(&kit, &cx, id, &confirmed()).await;
        let filed = file_here(&cx, id, Nature::Complaint, None).await.unwrap();
        let complaint = stored(&kit, filed.complaint).await;
        assert_eq!(
            (
                complaint.channel,
                complaint.unit.as_str(),
                complaint.filing_mode.as_str()
            ),
            (Channel::Counter, "lille", "counter")
        );
        assert_eq!(filed.receipt.document, ACKNOWLEDGEMENT);
        let again = file_here(&cx, id, Nature::Report, None).await.unwrap();
        assert_eq!(
            again.complaint, filed.complaint,
            "a double click files once"
        );
        assert_eq!(again.follow_up, filed.follow_up);
        let reference = Reference::parse(&complaint.reference).unwrap();
        let opened = follow::follow(&cx, &reference, &filed.follow_up)
            .await
            .unwrap();
        assert_eq!(opened.unwrap().id, filed.complaint);
        let told = store::filed_as(&kit, filed.complaint.0).await;
        assert!(told[0].contains(&me.to_string()), "{told:?}");
        let mut tx = kit.world.db.read().await.unwrap();
        let heard = counter::hearing(&mut tx, filed.complaint.0).await.unwrap();
        let heard = heard.unwrap();
        assert_eq!(heard.presence, Some(presence()));
        assert!(heard.filed_at.is_some() && heard.read.is_some());
        drop(tx);
        let journal = store::actions_on(&kit, id.0).await;
        for deed in [
            "counter.presence_noted",
            "counter.read_back",
            "complaint.filed",
        ] {
            assert!(journal.contains(&deed.to_owned()), "{deed}: {journal:?}");
        }
        // Nothing of it is noted any more once it is filed.
        let late = counter::attend(&cx, id, &nameless()).await;
        assert!(matches!(
            late,
            Err(Error::Refused(counter::Refused::NoFile))
        ));
    }
);

on_both!(
    another_officer_neither_reads_nor_files,
    vec![capability()],
    async |kit: Kit| {
        let cx = officer(&kit).await;
        let other = staff(&kit, "durand", Role::Officer, Purpose::Intake).await;
        let id = open(&kit, &cx, "fake_shop", &Says::new()).await;
        let attended = counter::attend(&other, id, &presence()).await;
        assert!(matches!(
            attended,
            Err(Error::Refused(counter::Refused::NoFile))
        ));
        read(&kit, &cx, id, &confirmed()).await;
        let now = digest(&kit, &cx, id).await;
        let heard = read_back(&other, id, &now, &confirmed()).await;
        assert!(matches!(
            heard,
            Err(Error::Refused(counter::read_back::Refused::NoFile))
        ));
        let filed = file_here(&other, id, Nature::Complaint, None).await;
        assert!(matches!(
            filed,
            Err(Error::Refused(filing::Refused::NoFile))
        ));
        let filed = file_here(&cx, id, Nature::Complaint, None).await.unwrap();
        let slip = counter::slip(&other, filed.complaint).await;
        assert!(matches!(
            slip,
            Err(Error::Refused(counter::Refused::NoFile))
        ));
        let given = counter::handed_out(&other, filed.complaint).await;
        assert!(matches!(
            given,
            Err(Error::Refused(counter::Refused::NoFile))
        ));
        assert!(!counter::took(&other, filed.complaint).await.unwrap());
    }
);

on_both!(
    who_does_not_sign_has_a_complaint_all_the_same,
    vec![capability()],
    async |kit: Kit| {
        let cx = officer(&kit).await;
        let word = Word::refused_to_sign("veut en parler à son avocate").unwrap();
        let id = taken(&kit, &cx, "fake_shop", &Says::new(), &word).await;
        let mut tx = kit.world.db.read().await.unwrap();
        let heard = counter::hearing(&mut tx, id.0).await.unwrap().unwrap();
        assert_eq!(heard.read.unwrap().word, word);
    }
);

on_both!(
    the_counter_takes_what_online_is_prepared_or_sent_elsewhere,
    vec![capability()],
    async |kit: Kit| {
        let cx = officer(&kit).await;
        // Online, harassment ends at an appointment; images of minors shown to nobody stay without files.
        let id = taken(&kit, &cx, "cyberharassment", &Says::new(), &confirmed()).await;
        assert_eq!(stored(&kit, id).await.filing_mode, "counter");
        // A card in hand, blocked and used online is another service's, online.
        let says = Says::from([
            ("card.in_hand", "yes"),
            ("card.blocked", "yes"),
            ("card_ops.how", "online"),
            ("card.perceval", "no"),
        ]);
        let id = taken(&kit, &cx, "card_fraud", &says, &confirmed()).await;
        let complaint = stored(&kit, id).await;
        assert_eq!(complaint.filing_mode, "counter");
        // Who asks for a report has a report.
        let says = Says::from([("declare.mode", "report")]);
        let id = open(&kit, &cx, "fake_shop", &says).await;
        read(&kit, &cx, id, &confirmed()).await;
        let refused = file_here(&cx, id, Nature::Complaint, None).await;
        assert!(matches!(
            refused,
            Err(Error::Refused(Refused::Filing(file::Refused::ReportOnly)))
        ));
        let report = file_here(&cx, id, Nature::Report, None).await.unwrap();
        assert_eq!(stored(&kit, report.complaint).await.nature, "report");
    }
);

on_both!(
    the_code_is_shown_until_it_is_handed_out_and_never_after,
    vec![capability()],
    async |kit: Kit| {
        let cx = officer(&kit).await;
        let id = taken(&kit, &cx, "fake_shop", &Says::new(), &confirmed()).await;
        let slip = counter::slip(&cx, id).await.unwrap();
        assert!(slip.code.is_some());
        assert!(
            counter::slip(&cx, id).await.unwrap().code.is_some(),
            "a page printed twice"
        );
        counter::handed_out(&cx, id).await.unwrap();
        counter::handed_out(&cx, id).await.unwrap();
        assert!(counter::slip(&cx, id).await.unwrap().code.is_none());
        let journal = store::actions_on(&kit, id.0).await;
        let count = |deed: &str| journal.iter().filter(|did| *did == deed).count();
        assert_eq!(count("counter.code_shown"), 2);
        assert_eq!(count("counter.code_given"), 1);
        // Nobody said it was handed out: an hour later it is not shown either.
        let id = taken(&kit, &cx, "fake_shop", &Says::new(), &confirmed()).await;
        kit.world.clock.advance_millis(3_600_001);
        assert!(counter::slip(&cx, id).await.unwrap().code.is_none());
        let mut tx = kit.world.db.read().await.unwrap();
        let papers = receipt::all(&mut tx, id).await.unwrap();
        assert_eq!(
            papers.len(),
            1,
            "no discreet paper for what is not sensitive"
        );
    }
);

on_both!(
    what_its_holder_files_at_home_was_not_heard_at_the_counter,
    vec![capability()],
    async |kit: Kit| {
        let draft = filled(&kit, "fake_shop", &Says::new()).await;
        let cx = officer(&kit).await;
        counter::open_with_code(&cx, &draft.code).await.unwrap();
        counter::attend(&cx, draft.id, &presence()).await.unwrap();
        let filed = file::file(&victim(&kit), &draft.code, Nature::Complaint).await;
        let id = filed.unwrap().complaint;
        // Neither the minutes nor the officer's list say otherwise, and no document seen is kept of it.
        let mut tx = kit.world.db.read().await.unwrap();
        let heard = counter::hearing(&mut tx, id.0).await.unwrap();
        drop(tx);
        assert!(heard.is_none(), "{heard:?}");
        assert!(counter::lists(&cx).await.unwrap().mine.is_empty());
        assert_eq!(stored(&kit, id).await.channel, Channel::Online);
        let did = store::actions_on(&kit, id.0).await;
        assert!(did.contains(&"counter.closed".to_owned()), "{did:?}");
    }
);
