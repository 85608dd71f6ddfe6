//! `faisceau package` as an operator runs it, and its archive read by programs that are not ours: `tar`,
//! `sha256sum`, `sha512sum`, `openssl`, and the verifiers that it holds, in Python. With FAISCEAU_PACKAGES the archive is left there for others
//! (`.ci/exports.py`).

use crate::installation::{copies, filed, lying};
use crate::running::{run, said};
use crate::store;
use faisceau::background::{publish_all, seal_all};
use faisceau::setup;
use faisceau_documents::Regime;
use faisceau_platform::binds;
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::config::Config;
use faisceau_platform::jobs::run::work_until_idle;
use faisceau_series::run::link_until_idle;
use std::path::Path;
use std::process::Command;

fn config(data: &Path) -> Config {
    Config {
        data_dir: data.to_path_buf(),
        legal_regime: Some(Regime::Private),
        offence_case: Some(faisceau_domain::regime::OffenceCase::Claims),
        own_sources: vec!["*".into()],
        controller: Some("Association d’essai".into()),
        ..Config::default()
    }
}

/// An installation with two complaints, as `serve` leaves it, the second not in the public log yet; their references.
async fn installed(data: &Path) -> [String; 2] {
    let world = setup::world(config(data), Clock::System, Dice::System);
    let world = world.await.unwrap();
    let first = filed(&world, b"the exhibit of this one").await;
    seal_all(&world).await.unwrap();
    publish_all(&world).await.unwrap();
    let second = filed(&world, b"the exhibit of another").await;
    seal_all(&world).await.unwrap();
    let mut tx = world.db.read().await.unwrap();
    let mut references = Vec::new();
    for filed in [first, second] {
        let row = tx.one(&store::REFERENCE_OF, binds![filed.id]).await;
        references.push(row.unwrap().get("reference").unwrap());
    }
    tx.rollback().await.unwrap();
    world.db.close().await;
    references.try_into().unwrap()
}

pub(crate) fn accepted(folder: &Path, program: &str, arguments: &[&str]) {
    let mut judge = Command::new(program);
    let told = judge.args(arguments).current_dir(folder).output().unwrap();
    assert!(told.status.success(), "{program} {arguments:?}: {told:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_package_is_checked_by_strangers_tools_and_never_made_of_an_altered_exhibit() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let [reference, second] = installed(&data).await;
    let out = place.path().join("lot.tar");
    let to = out.to_str().unwrap();
    let asked = |reference: &str, reason: &str| {
        let asked = ["package", reference, "--reason", reason, "--out", to];
        run(&data, &asked, "")
    };
    let unknown = asked("FSC-2026-999999-Z", "procédure 12");
    assert_eq!(unknown.status.code(), Some(1), "{unknown:?}");
    let silent = asked(&reference, "no");
    assert_eq!(silent.status.code(), Some(1), "{silent:?}");
    assert!(!out.exists(), "nothing is left of what was refused");
    let made = asked(&reference, "procédure 12");
    assert_eq!(made.status.code(), Some(0), "{made:?}");
    let over = asked(&reference, "procédure 12");
    assert_eq!(over.status.code(), Some(1), "a package is not written over");
    if let Ok(folder) = std::env::var("FAISCEAU_PACKAGES") {
        std::fs::copy(&out, Path::new(&folder).join("complaint.tar")).unwrap();
    }

    accepted(place.path(), "tar", &["xf", to]);
    let bag = place.path().join(format!("faisceau-{reference}"));
    strangers_accept(&data, &bag, &reference);
    the_log_is_checked(&bag, &reference);
    let late = place.path().join("late.tar");
    let late = late.to_str().unwrap();
    let made = [
        "package",
        &second,
        "--reason",
        "procédure 12",
        "--out",
        late,
    ];
    assert_eq!(run(&data, &made, "").status.code(), Some(0));
    accepted(place.path(), "tar", &["xf", late]);
    not_in_the_log_yet(&place.path().join(format!("faisceau-{second}")));

    // One byte of an exhibit: no package is made.
    let stored = copies(&data.join("files"), b"the exhibit of this one");
    let stored = data.join("files").join(&stored[0]);
    std::fs::write(stored, b"the exhibit of this onE").unwrap();
    std::fs::remove_file(&out).unwrap();
    let altered = asked(&reference, "procédure 12");
    assert_eq!(altered.status.code(), Some(1), "{altered:?}");
    assert!(String::from_utf8_lossy(&altered.stderr).contains("is not what was received"));
    assert!(!out.exists());
}

/// The reference of the one series that the complaints are linked into.
async fn linked(data: &Path) -> String {
    let world = setup::world(config(data), Clock::System, Dice::System);
    let world = world.await.unwrap();
    work_until_idle(&world).await.unwrap();
    link_until_idle(&world).await.unwrap();
    let mut tx = world.db.read().await.unwrap();
    let row = tx.one(&store::SERIES, binds![]).await.unwrap();
    assert_eq!(row.get::<i64>("size").unwrap(), 2);
    tx.rollback().await.unwrap();
    world.db.close().await;
    row.get("reference").unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_series_is_taken_out_whole_and_every_complaint_of_it_is_checked() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let references = installed(&data).await;
    let series = linked(&data).await;
    let out = place.path().join("series.tar");
    let to = out.to_str().unwrap();
    let asked = |reference: &str| {
        let asked = [
            "package",
            reference,
            "--reason",
            "procédure 12",
            "--out",
            to,
        ];
        run(&data, &asked, "").status.code()
    };
    assert_eq!(asked("SER-2026-999999"), Some(1));
    assert!(!out.exists());
    assert_eq!(asked(&series), Some(0));
    if let Ok(folder) = std::env::var("FAISCEAU_PACKAGES") {
        std::fs::copy(&out, Path::new(&folder).join("series.tar")).unwrap();
    }
    accepted(place.path(), "tar", &["xf", to]);
    let bag = place.path().join(format!("faisceau-{series}"));
    sums_hold(&bag);
    for bytes in [&b"the exhibit of this one"[..], b"the exhibit of another"] {
        assert_eq!(copies(&bag, bytes).len(), 1);
    }
    let (code, told) = package_py(&bag);
    assert_eq!(code, Some(0), "{told}");
    // The second was filed after the last checkpoint.
    for (reference, proven) in references.iter().zip([2, 0]) {
        let line = format!("yes: {reference}: 1 steps of custody, {proven} of 2 entries");
        assert!(told.contains(&line), "{told}");
        let journal = bag.join(format!("data/{reference}/journal.ndjson"));
        assert!(journal.exists());
    }
    // One byte of one complaint: the whole is refused.
    let custody = bag.join(format!("data/{}/custody.ndjson", references[1]));
    let whole = std::fs::read_to_string(&custody).unwrap();
    let damaged = whole.replacen("\"kind\":\"deposited\"", "\"kind\":\"destroyed\"", 1);
    std::fs::write(&custody, damaged).unwrap();
    assert_eq!(package_py(&bag).0, Some(2));
}

/// The manifests, by programs that are not ours.
fn sums_hold(bag: &Path) {
    for program in ["sha256sum", "sha512sum"] {
        let kind = program.trim_end_matches("sum");
        for manifest in ["manifest", "tagmanifest"] {
            let manifest = format!("{manifest}-{kind}.txt");
            accepted(bag, program, &["--check", "--quiet", "--strict", &manifest]);
        }
    }
}

/// The bag of one complaint, by programs that are not ours.
fn strangers_accept(data: &Path, bag: &Path, reference: &str) {
    sums_hold(bag);
    let held = copies(bag, b"the exhibit of this one");
    assert!(held.len() == 1 && held[0].ends_with(".bin"), "{held:?}");
    assert_eq!(copies(bag, b"the exhibit of another"), [""; 0]);
    let paper = format!("data/{reference}/papers/acknowledgement");
    let key = std::fs::read_to_string(bag.join(format!("{paper}.key-id"))).unwrap();
    let key = format!("data/keys/{}.pem", key.trim());
    // As README.txt of the package says.
    let script = "{ printf 'faisceau acknowledgement payload 1\\0'; \
        openssl dgst -sha256 -binary \"$1.json\"; } >../signed; \
        openssl pkeyutl -verify -rawin -pubin -inkey \"$2\" -in ../signed -sigfile \"$1.sig\"";
    accepted(bag, "sh", &["-c", script, "sh", &paper, &key]);
    let pdf = bag.join(format!("{paper}.pdf"));
    let told = run(data, &["receipt", "verify", pdf.to_str().unwrap()], "");
    assert!(said(&told).starts_with("authentic"), "{told:?}");
    // Nothing of what the person wrote, and the journal says who took it out.
    for (file, _) in lying(bag) {
        let bytes = std::fs::read(bag.join(&file)).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains("boutique-0.example"), "{file}");
    }
    let journal = bag.join(format!("data/{reference}/journal.ndjson"));
    let journal = std::fs::read_to_string(journal).unwrap();
    assert!(
        journal.contains("complaint.filed") && journal.contains("\"position\":1"),
        "{journal}"
    );

    let custody = bag.join(format!("data/{reference}/custody.ndjson"));
    let custody = std::fs::read_to_string(custody).unwrap();
    assert!(custody.contains("\"kind\":\"deposited\""), "{custody}");
}

/// What `verify/package.py` of the package says, with this key.
pub(crate) fn package_py(bag: &Path) -> (Option<i32>, String) {
    let keys = std::fs::read_dir(bag.join("data/keys")).unwrap();
    let key = keys.map(|key| key.unwrap().path()).next().unwrap();
    let out = Command::new("python3")
        .arg("data/verify/package.py")
        .arg(".")
        .arg(key)
        .current_dir(bag)
        .output()
        .unwrap();
    let told = [&out.stdout[..], &out.stderr].concat();
    (
        out.status.code(),
        String::from_utf8_lossy(&told).into_owned(),
    )
}

/// The filing and the custody are proven by what is in the package, and nothing of it may be changed.
fn the_log_is_checked(bag: &Path, reference: &str) {
    let (code, told) = package_py(bag);
    assert_eq!(code, Some(0), "{told}");
    let proven = format!("yes: {reference}: 1 steps of custody, 2 of 2 entries proven in the log");
    assert!(told.contains(&proven), "{told}");
    assert!(
        !bag.join("data/verify/__pycache__").exists(),
        "still the same package"
    );
    let case = bag.join("data").join(reference);
    let of = |name: &str| std::fs::read_to_string(case.join(name)).unwrap();
    let proofs: Vec<String> = of("log.ndjson")
        .lines()
        .map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            line["proof"].as_str().unwrap().to_owned()
        })
        .collect();
    let checkpoint = of("log/checkpoint");
    for proof in &proofs {
        assert!(of(proof).ends_with(&checkpoint), "one checkpoint for all");
    }
    let first_line = of("log.ndjson").lines().next().unwrap().to_owned() + "\n";
    for (name, from, to, why) in [
        (
            "journal.ndjson",
            "complaint.filed",
            "complaint.fileD",
            "of the journal is not what",
        ),
        (
            "custody.ndjson",
            "\"kind\":\"deposited\"",
            "\"kind\":\"destroyed\"",
            "is not what its digest says",
        ),
        (
            "log.ndjson",
            &first_line,
            "",
            "is not in the list of the log",
        ),
        (
            &proofs[0],
            "index 0",
            "index 1",
            "this proof is not of this document",
        ),
        (
            &proofs[1],
            &of(&proofs[1]),
            &of(&proofs[0]),
            "this proof is not of this document",
        ),
        (
            &proofs[0],
            "\n2\n",
            "\n3\n",
            "the signature of the checkpoint does not hold",
        ),
        (
            "papers/acknowledgement.json",
            "\"version\":",
            "\"version\":1",
            "attests something else",
        ),
    ] {
        let whole = of(name);
        let damaged = whole.replacen(from, to, 1);
        assert_ne!(whole, damaged, "{name} was damaged");
        std::fs::write(case.join(name), damaged).unwrap();
        let (code, told) = package_py(bag);
        assert_eq!(code, Some(2), "{name}: {told}");
        assert!(told.contains(why), "{name}: `{why}` is not in: {told}");
        std::fs::write(case.join(name), whole).unwrap();
    }
    assert_eq!(package_py(bag).0, Some(0), "put back");
}

/// What no checkpoint holds is said, entry by entry.
fn not_in_the_log_yet(bag: &Path) {
    let (code, told) = package_py(bag);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("0 of 2 entries proven"), "{told}");
    for action in ["complaint.filed", "custody.deposited"] {
        let said = format!("NOT in a checkpoint yet: {action}");
        assert!(told.contains(&said), "{told}");
    }
}
