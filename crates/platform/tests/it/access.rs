//! The policies of the repository against a table written by hand, and what is refused at start.

use std::sync::LazyLock;

use faisceau_domain::access::{Purpose, Role};
use faisceau_platform::access::{Action, Actor, Authority, Decision, Kind, LoadError, Resource};
use proptest::prelude::*;

const SCHEMA: &str = include_str!("../../../../policies/faisceau.cedarschema");

fn shipped() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies");
    let mut files: Vec<(String, String)> = std::fs::read_dir(folder)
        .expect("the policies folder is in the repository")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|end| end == "cedar"))
        .map(|path| {
            let name = path.file_name().expect("files have names");
            let text = std::fs::read_to_string(&path).expect("policies are text");
            (name.to_string_lossy().into_owned(), text)
        })
        .collect();
    files.sort();
    files
}

fn authority() -> &'static Authority {
    static SHIPPED: LazyLock<Authority> = LazyLock::new(|| {
        Authority::load(&shipped(), SCHEMA).expect("the shipped policies fit the shipped schema")
    });
    &SHIPPED
}

fn overlaid(name: &str, text: &str) -> Result<Authority, LoadError> {
    let mut files = shipped();
    files.push((name.to_owned(), text.to_owned()));
    Authority::load(&files, SCHEMA)
}

fn person(role: Role) -> Actor {
    Actor::new("me", [role], ["Lille"])
}

/// The purpose under which a role does most of its work.
fn own_purpose(role: Role) -> Purpose {
    match role {
        Role::Officer => Purpose::Intake,
        Role::Analyst => Purpose::Linkage,
        Role::Investigator | Role::Prosecutor | Role::Custodian => Purpose::Inquiry,
        Role::Auditor => Purpose::Audit,
        Role::Administrator => Purpose::Administration,
    }
}

/// The four places a thing can be in, seen from `me` of Lille:
/// `own` unit, `other` unit, `mine` (entrusted to me, other unit), `none` (nobody's: the queue).
fn places(action: Action) -> [(char, Resource); 4] {
    let thing = || Resource::new(action.kind(), "t");
    [
        ('o', thing().of_units(["Lille"])),
        (
            'x',
            thing().of_units(["Brest"]).assigned_to(["someone-else"]),
        ),
        ('m', thing().of_units(["Brest"]).assigned_to(["me"])),
        ('n', thing()),
    ]
}

/// Columns: officer, analyst, investigator, prosecutor, auditor, administrator, custodian, each under the
/// purpose of its work. Letters: own unit, x other unit, mine, none in charge; `.` never.
const TABLE: &str = "
complaint.read      omn    oxmn   om     om     .      .      .
narrative.read      omn    oxmn   om     om     .      .      .
identity.read       omn    .      om     om     .      .      .
exhibit.read        omn    oxmn   om     om     .      .      .
message.read        omn    m      om     om     .      .      .
complaint.file      o      .      .      .      .      .      .
complaint.validate  omn    .      .      .      .      .      .
complaint.ask       omn    .      om     .      .      .      .
complaint.reject    omn    .      .      .      .      .      .
complaint.inform    omn    .      om     om     .      .      .
complaint.assign    omn    .      .      om     .      .      .
exhibit.add         omn    .      om     .      .      .      .
message.write       omn    .      om     .      .      .      .
note.write          omn    m      om     om     .      .      .
infected.open       .      .      om     .      .      .      .
set_aside.read      .      .      .      .      .      .      oxmn
custody.keep        omn    .      om     .      .      .      .
custody.destroy     .      .      .      om     .      .      .
erasure.ask         omn    .      om     om     .      .      .
erasure.decide      .      .      .      om     .      .      .
glass.break         oxmn   .      oxmn   .      .      .      .
identity.ask        omn    oxmn   om     om     .      .      .
identity.seal       omn    .      om     om     .      .      .
identity.approve    .      .      .      .      .      .      oxmn
incident.decide     omn    .      om     om     .      .      .
erasure.read        oxmn   .      oxmn   oxmn   oxmn   oxmn   .
identity.review     .      .      .      .      oxmn   .      oxmn
data_request.read   oxmn   .      oxmn   oxmn   .      .      .
series.read         om     oxmn   om     om     .      .      .
series.propose      .      oxmn   om     .      .      .      .
series.decide       .      oxmn   om     .      .      .      .
series.assign       .      .      .      om     .      .      .
series.export       .      oxmn   om     om     .      .      .
identifier.read     oxmn   oxmn   oxmn   oxmn   .      .      .
identifier.watch    .      oxmn   oxmn   .      .      .      .
identifier.judge    .      oxmn   .      .      .      .      .
decision.read       .      oxmn   om     om     oxmn   .      .
journal.read        .      .      .      .      oxmn   .      .
user.read           .      .      .      .      oxmn   oxmn   .
user.manage         .      .      .      .      .      oxmn   .
key.read            .      .      .      .      oxmn   oxmn   .
key.manage          .      .      .      .      .      oxmn   .
purpose.declare     oxmn   oxmn   oxmn   oxmn   oxmn   oxmn   oxmn
search.run          oxmn   oxmn   oxmn   oxmn   .      .      .
alert.read          oxmn   oxmn   oxmn   oxmn   .      .      .
custody.receive     oxmn   .      oxmn   oxmn   .      .      .
incident.read       oxmn   oxmn   oxmn   oxmn   oxmn   oxmn   oxmn
installation.read   .      .      .      .      oxmn   oxmn   .
log.lose            .      .      .      .      oxmn   oxmn   .
job.manage          .      .      .      .      .      oxmn   .
parameters.read     .      oxmn   .      .      oxmn   .      .
parameters.decide   .      oxmn   .      .      .      .      .
";

#[test]
fn every_role_may_do_what_the_table_says_and_nothing_else() {
    let authority = authority();
    let rows: Vec<Vec<&str>> = TABLE
        .lines()
        .filter(|line| !line.is_empty())
        .map(|line| line.split_whitespace().collect())
        .collect();
    assert_eq!(rows.len(), Action::ALL.len(), "one row for each action");
    for row in rows {
        let action = Action::from_code(row[0]).expect("rows are named by action codes");
        for (role, expected) in Role::ALL.into_iter().zip(&row[1..]) {
            let found: String = places(action)
                .iter()
                .filter(|(_, thing)| {
                    authority
                        .check(&person(role), action, thing, own_purpose(role))
                        .is_allowed()
                })
                .map(|(letter, _)| *letter)
                .collect();
            let expected = expected.trim_matches('.');
            assert_eq!(found, expected, "{} by {}", row[0], role.code());
        }
    }
}

#[test]
fn a_purpose_that_is_not_the_role_s_closes_everything() {
    let authority = authority();
    for role in Role::ALL {
        let actor = person(role);
        let allowed = authority.purposes(&actor);
        for purpose in Purpose::ALL {
            if allowed.contains(&purpose) {
                continue;
            }
            for action in Action::ALL {
                assert!(
                    !authority.offers(&actor, *action, purpose),
                    "{} does {} for {}",
                    role.code(),
                    action.code(),
                    purpose.code()
                );
            }
        }
    }
}

#[test]
fn purposes_offered_come_from_the_policies() {
    let authority = authority();
    let of = |role| authority.purposes(&person(role));
    assert_eq!(of(Role::Officer), [Purpose::Intake, Purpose::VictimSupport]);
    assert_eq!(of(Role::Analyst), [Purpose::Linkage]);
    assert_eq!(
        of(Role::Investigator),
        [Purpose::Inquiry, Purpose::VictimSupport]
    );
    assert_eq!(of(Role::Auditor), [Purpose::Audit]);
    assert!(
        authority
            .purposes(&Actor::new("x", [], ["Lille"]))
            .is_empty()
    );
}

#[test]
fn an_administrator_who_is_also_an_officer_reads_no_complaint() {
    let authority = authority();
    let both = Actor::new("me", [Role::Officer, Role::Administrator], ["Lille"]);
    let complaint = Resource::complaint("c").of_units(["Lille"]);
    let decision = authority.check(&both, Action::ComplaintRead, &complaint, Purpose::Intake);
    assert_eq!(
        decision,
        Decision::Denied {
            by: vec!["administrators-never-read-cases".to_owned()]
        }
    );
}

#[test]
fn nothing_permits_is_told_apart_from_something_forbids() {
    let decision = authority().check(
        &person(Role::Officer),
        Action::ComplaintRead,
        &Resource::complaint("c").of_units(["Brest"]),
        Purpose::Intake,
    );
    assert_eq!(decision, Decision::Denied { by: vec![] });
}

#[test]
fn an_action_on_another_kind_of_thing_is_denied() {
    let decision = authority().check(
        &person(Role::Officer),
        Action::ComplaintRead,
        &Resource::installation(),
        Purpose::Intake,
    );
    assert!(!decision.is_allowed());
}

#[test]
fn a_policy_laid_over_the_shipped_ones_is_obeyed() {
    let sealed = Resource::complaint("c")
        .of_units(["Lille"])
        .marked(["sealed"]);
    let officer = person(Role::Officer);
    let ask = |authority: &Authority, thing: &Resource| {
        authority.check(&officer, Action::ComplaintRead, thing, Purpose::Intake)
    };
    assert!(ask(authority(), &sealed).is_allowed());

    let stricter = overlaid(
        "local.cedar",
        r#"@id("sealed-for-all") forbid (principal, action, resource is Complaint)
           when { resource.marks.contains("sealed") };"#,
    )
    .expect("a well-formed policy is taken");
    assert_eq!(
        ask(&stricter, &sealed),
        Decision::Denied {
            by: vec!["sealed-for-all".to_owned()]
        }
    );
    let open = Resource::complaint("c").of_units(["Lille"]);
    assert!(ask(&stricter, &open).is_allowed());
}

#[test]
fn a_policy_without_an_id_is_named_by_its_file() {
    let closed = overlaid("closed.cedar", "forbid (principal, action, resource);")
        .expect("a well-formed policy is taken");
    let decision = closed.check(
        &person(Role::Officer),
        Action::SearchRun,
        &Resource::installation(),
        Purpose::Intake,
    );
    let Decision::Denied { by } = decision else {
        panic!("a forbid that forbids all lets nothing through");
    };
    assert!(by[0].starts_with("closed.cedar#"), "{by:?}");
}

#[test]
fn what_is_wrong_at_start_is_named() {
    let broken = overlaid("broken.cedar", "permit (principal, action resource);").unwrap_err();
    assert!(matches!(&broken, LoadError::Syntax { file, .. } if file == "broken.cedar"));

    let unknown = overlaid(
        "unknown.cedar",
        r#"@id("typo") permit (principal in Role::"officer", action == Action::"complaint.raed",
           resource);"#,
    )
    .unwrap_err();
    let told = unknown.to_string();
    assert!(told.contains("unknown.cedar, typo"), "{told}");
    assert!(told.contains("complaint.raed"), "{told}");

    let unlike = overlaid(
        "unlike.cedar",
        r#"@id("unlike") permit (principal, action == Action::"complaint.read", resource)
           when { principal.units > 3 };"#,
    )
    .unwrap_err();
    assert!(unlike.to_string().contains("unlike.cedar, unlike"));

    let twice = overlaid(
        "twice.cedar",
        r#"@id("officer-work") forbid (principal, action, resource);"#,
    )
    .unwrap_err();
    assert_eq!(
        twice,
        LoadError::SameId {
            file: "twice.cedar".to_owned(),
            id: "officer-work".to_owned()
        }
    );
}

#[test]
fn a_schema_that_differs_from_the_program_stops_the_start() {
    assert!(matches!(
        Authority::load(&shipped(), "entity Role"),
        Err(LoadError::Schema { .. })
    ));
    let shorter = SCHEMA.replace(", \"job.manage\"", "");
    let renamed = SCHEMA.replace("\"job.manage\"", "\"job.delete\"");
    assert_ne!(
        shorter, SCHEMA,
        "the schema names the action as this test expects"
    );
    assert_eq!(
        Authority::load(&[], &shorter).unwrap_err(),
        LoadError::Actions {
            actions: vec!["job.manage".to_owned()]
        }
    );
    assert_eq!(
        Authority::load(&[], &renamed).unwrap_err(),
        LoadError::Actions {
            actions: vec!["job.delete".to_owned(), "job.manage".to_owned()]
        }
    );
}

#[test]
fn every_shipped_policy_bears_an_id_and_every_file_says_whom_it_is_for() {
    for (file, text) in shipped() {
        assert!(text.starts_with("// "), "{file} opens with a comment");
        let rules = text.matches("\npermit (").count() + text.matches("\nforbid (").count();
        assert_eq!(rules, text.matches("@id(\"").count(), "{file}");
    }
}

fn any_words() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec("[a-zA-Z\u{e9}\"\\\\\u{202e}\u{0} ]{0,12}", 0..4)
}

proptest! {
    #[test]
    fn strange_names_never_open_a_door(
        id in ".{0,20}", units in any_words(), marks in any_words(), charge in any_words(),
    ) {
        // A person without a role may do nothing, whatever ids, units and marks look like.
        let authority = authority();
        let actor = Actor::new(id, [], units.clone());
        let thing = Resource::complaint("c").of_units(units).marked(marks).assigned_to(charge);
        for purpose in Purpose::ALL {
            let decision = authority.check(&actor, Action::ComplaintRead, &thing, purpose);
            prop_assert_eq!(decision, Decision::Denied { by: vec![] });
        }
    }
}

#[test]
fn complaints_alike_are_judged_alike_unless_a_policy_names_one() {
    assert!(authority().judges_alike(Kind::Complaint));
    let sealed = "@id(\"sealed-one\") forbid (principal, action, resource)\n\
        when { resource == Complaint :: \"0190\" };";
    let authority = overlaid("99-sealed.cedar", sealed).unwrap();
    assert!(!authority.judges_alike(Kind::Complaint));
    assert!(authority.judges_alike(Kind::Series));
}
