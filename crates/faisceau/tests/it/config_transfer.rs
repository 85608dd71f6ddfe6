//! `faisceau config export` and `import`: what administrators decided goes from one installation to another, never a
//! secret, and what would not hold together is refused whole.

use crate::running::{run, said};
use ed25519_dalek::Signer as _;
use faisceau_platform::keys::Keys;
use faisceau_platform::transfer::{Refused, read};
use std::path::Path;
use std::process::Output;

const HERE: &str = "legal_regime = \"private\"\ncontroller = \"Association d’ici\"\ncontact = \"1 rue X\"\n\
    noise_off = [\"platform\"]\nunits = { \"Lille\" = \"03 00\" }\n[limits]\ndraft_days = 12\n\
    [territories]\n\"Nord. Ressort\" = [\"Lille\", \"Douai\"]\n\
    [mail]\nhost = \"courrier.example\"\nfrom = \"Service <service@exemple.fr>\"\nuser = \"nom-de-compte\"\n\
    password_file = \"/etc/mot-de-passe\"\n[s3]\nbucket = \"b\"\naccess_key_id = \"cle-d-acces\"\n\
    secret_access_key_file = \"/etc/secret\"\n";

const THERE: &str = "legal_regime = \"private\"\ncontroller = \"Association de là\"\nworkers = 1\n\
    [storage]\nvolume_is_encrypted = true\n";

fn told(data: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let out: Output = run(data, &[&["config"], arguments].concat(), "");
    let all = said(&out) + &String::from_utf8_lossy(&out.stderr);
    (out.status.code(), all)
}

fn set(data: &Path, text: &str) {
    std::fs::write(data.join("faisceau.toml"), text).unwrap();
}

fn settings(data: &Path) -> String {
    std::fs::read_to_string(data.join("faisceau.toml")).unwrap()
}

/// An installation with one partner, its exported configuration and its public key.
fn exported(data: &Path) -> String {
    // The bucket is not reached to make a key: it is laid aside until the export.
    set(data, &HERE[..HERE.find("[s3]").unwrap()]);
    let key = run(data, &["partner", "key", "mairie-de-test"], "");
    assert!(said(&key).starts_with("fsk_"));
    let pem = run(data, &["keys", "export"], "");
    std::fs::write(data.join("public.pem"), &pem.stdout).unwrap();
    let (code, said) = told(data, &["export", "exported.toml"]);
    assert_eq!(code, Some(0), "{said}");
    let (code, again) = told(data, &["export", "exported.toml"]);
    assert_eq!(code, Some(1), "nothing is written over: {again}");
    let text = std::fs::read_to_string(data.join("exported.toml")).unwrap();
    assert!(!text.contains(said_key(&key)));
    text
}

fn said_key(out: &Output) -> &str {
    std::str::from_utf8(&out.stdout).unwrap().trim()
}

#[test]
fn what_is_decided_here_is_taken_there_and_can_be_put_back() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let text = exported(one.path());
    for travels in [
        "mairie-de-test",
        "1 rue X",
        "Lille",
        "draft_days = 12",
        "\"Nord. Ressort\" = [\"Lille\", \"Douai\"]",
        "courrier.example",
    ] {
        assert!(text.contains(travels), "{travels}: {text}");
    }
    for stays in [
        "nom-de-compte",
        "mot-de-passe",
        "cle-d-acces",
        "data_dir",
        "fsk_",
    ] {
        assert!(!text.contains(stays), "{stays}: {text}");
    }
    let data = other.path();
    set(data, THERE);
    let file = one.path().join("exported.toml");
    let key = one.path().join("public.pem");
    let (file, key) = (file.to_str().unwrap(), key.to_str().unwrap());
    assert_eq!(run(data, &["keys", "list"], "").status.code(), Some(0));
    let (code, unknown) = told(data, &["import", file]);
    assert!(
        code == Some(1) && unknown.contains("not known here"),
        "{unknown}"
    );

    let (code, dry) = told(data, &["import", file, "--key", key, "--dry-run"]);
    assert_eq!(code, Some(0), "{dry}");
    assert!(
        dry.contains("changes   limits.draft_days: default -> 12"),
        "{dry}"
    );
    assert!(
        dry.contains("partner   mairie-de-test has no key here"),
        "{dry}"
    );
    assert!(dry.contains("overruled controller"), "{dry}");
    assert!(dry.contains("nothing was written") && settings(data) == THERE);

    let (code, done) = told(data, &["import", file, "--key", key]);
    assert!(
        code == Some(0) && done.contains("former    kept as"),
        "{done}"
    );
    let now = settings(data);
    assert!(
        now.contains("\"Nord. Ressort\" = [\"Lille\", \"Douai\"]"),
        "{now}"
    );
    assert!(now.contains("draft_days = 12") && now.contains("volume_is_encrypted = true"));
    assert!(
        now.contains("workers = 1") && !now.contains("de là"),
        "{now}"
    );
    let (_, again) = told(data, &["import", file, "--key", key]);
    assert!(again.contains("no setting changes"), "{again}");
    let journal = run(data, &["journal", "verify"], "");
    assert!(said(&journal).starts_with("whole:"), "{journal:?}");
    // The former file is whole, and put back by its name.
    let kept = std::fs::read_dir(data)
        .unwrap()
        .map(|file| file.unwrap().path());
    let kept: Vec<_> = kept
        .filter(|file| file.to_string_lossy().contains(".before-"))
        .collect();
    assert_eq!(kept.len(), 1);
    std::fs::rename(&kept[0], data.join("faisceau.toml")).unwrap();
    assert_eq!(settings(data), THERE);
}

#[test]
fn what_was_changed_or_does_not_fit_is_refused_whole() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let text = exported(one.path());
    let data = other.path();
    set(data, THERE);
    let key = one.path().join("public.pem");
    let file = data.join("given.toml");
    let import = |text: &str| {
        std::fs::write(&file, text).unwrap();
        let asked = ["import", "given.toml", "--key", key.to_str().unwrap()];
        let (code, told) = told(data, &asked);
        assert_eq!(code, Some(1), "{told}");
        assert_eq!(settings(data), THERE, "nothing is written");
        told
    };
    assert!(import(&text.replace("draft_days = 12", "draft_days = 13")).contains("was changed"));
    let unsigned = text.split("# signed by").next().unwrap();
    assert!(import(unsigned).contains("bears no signature"));
    assert!(import("").contains("bears no signature"));

    // Signed by the other installation, and wrong all the same.
    let keys = Keys::open_existing(one.path()).unwrap();
    let signed = |body: &str| {
        let signature = hex::encode(keys.signing().sign(body.as_bytes()).to_bytes());
        let id = keys.current_id();
        format!("{body}# signed by {id}\n# signature {signature}\n")
    };
    let with =
        |line: &str| signed(&unsigned.replace("[settings]\n", &format!("[settings]\n{line}\n")));
    assert!(import(&with("data_dir = \"/etc\"")).contains("`data_dir` belongs to one machine"));
    assert!(import(&with("no_such_key = 1")).contains("no_such_key"));
    let twice = unsigned.replace(
        "\ncontact = ",
        "\nlinkage_basis = \"rapprochement\"\ncontact = ",
    );
    assert!(import(&signed(&twice)).contains("do not fit here"));
    let list = unsigned.replace("\"platform\"", "\"ours\"");
    assert!(import(&signed(&list)).contains("there is no list `ours`"));
    let overlay = unsigned.replace("[overlay]\n", "[overlay]\n\"noise/ours.toml\" = \"00\"\n");
    assert!(import(&signed(&overlay)).contains("noise/ours.toml"));
    let other_format = unsigned.replace("configuration 1", "configuration 2");
    assert!(import(&signed(&other_format)).contains("another version"));
}

#[test]
fn a_file_is_judged_before_it_is_read() {
    let one = tempfile::tempdir().unwrap();
    let text = exported(one.path());
    let keys = Keys::open_existing(one.path()).unwrap().verifying();
    assert_eq!(read(&text, &keys).unwrap().partners, ["mairie-de-test"]);
    for place in (0..text.len())
        .step_by(7)
        .filter(|at| text.is_char_boundary(*at))
    {
        let mut bytes = text.clone().into_bytes();
        bytes[place] ^= 1;
        let Ok(changed) = String::from_utf8(bytes) else {
            continue;
        };
        assert!(read(&changed, &keys).is_err(), "byte {place}");
    }
    let long = "x".repeat(2 << 20);
    assert!(matches!(read(&long, &keys), Err(Refused::Malformed(_))));
}
