//! The program as a supervisor sees it: alive, ready, its log, what it does when told to stop; and
//! the commands that prepare an installation. Runs the real program.

use crate::running::{Running, get, program, run, said};
use serde_json::Value;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Stdio;
use std::time::Duration;

const PASSWORD: &str = "une longue phrase de passe";

#[test]
fn a_served_instance_is_alive_ready_measured_and_logs_by_request() {
    let folder = tempfile::tempdir().unwrap();
    let (running, line) = Running::start(folder.path(), "serve", "listening on");
    let address = line.rsplit('/').next().unwrap();
    assert!(get(address, "/healthz").ends_with("alive"));
    assert!(get(address, "/readyz").ends_with("ready"));
    let measures = get(address, "/metrics");
    for name in ["http_requests_total", "journal_unsealed_rows", "jobs{"] {
        assert!(measures.contains(name), "{name}: {measures}");
    }
    let described = get(address, "/api/v1/openapi.json");
    let body = described.split("\r\n\r\n").nth(1).unwrap();
    let described: Value = serde_json::from_str(body).unwrap();
    assert!(described["openapi"].as_str().unwrap().starts_with("3."));
    for path in ["/api/v1/verify", "/api/v1/complaints/{id}"] {
        assert!(described["paths"][path].is_object(), "{path}");
    }
    let page = get(address, "/danger");
    let id = page
        .lines()
        .find_map(|line| line.strip_prefix("x-request-id: "))
        .unwrap()
        .to_owned();
    let line: Value = serde_json::from_str(&running.line(&id)).unwrap();
    assert_eq!(line["fields"]["route"], "/danger");
    assert_eq!(line["fields"]["status"], 200);
}

#[test]
fn told_to_stop_it_answers_the_request_in_hand_first() {
    let folder = tempfile::tempdir().unwrap();
    let (mut running, line) = Running::start(folder.path(), "serve", "listening on");
    let address = line.rsplit('/').next().unwrap().to_owned();
    let body = r#"{"code":"0000-0000-0000-0000"}"#;
    let (begun, rest) = body.split_at(8);
    let mut stream = TcpStream::connect(&address).unwrap();
    write!(
        stream,
        "POST /api/v1/verify HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{begun}",
        body.len()
    )
    .unwrap();
    stream.flush().unwrap();
    std::thread::sleep(Duration::from_millis(400));
    running.ask_to_stop();
    running.line("requests in hand are answered first");
    std::thread::sleep(Duration::from_millis(400));
    // Nobody new comes in, and who was inside is answered.
    assert!(TcpStream::connect(&address).is_err());
    stream.write_all(rest.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains(r#""authentic":false"#), "{answer}");
    assert_eq!(running.child.wait().unwrap().code(), Some(0));
    let chain = run(folder.path(), &["journal", "verify"], "");
    assert!(said(&chain).starts_with("whole: "), "{chain:?}");
}

#[test]
fn work_alone_stops_when_told() {
    let folder = tempfile::tempdir().unwrap();
    let (mut running, _) = Running::start(folder.path(), "work", "working");
    running.ask_to_stop();
    running.line("jobs in hand are finished first");
    assert_eq!(running.child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_database_is_migrated_once_and_an_account_is_made_from_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let first = said(&run(data, &["migrate"], ""));
    assert!(first.contains("(was 0)"), "{first}");
    let again = said(&run(data, &["migrate"], ""));
    let version = first.split_whitespace().nth(3).unwrap();
    assert!(again.contains(&format!("(was {version})")), "{again}");

    let add = [
        "user", "add", "lefort", "--role", "officer", "--unit", "lille",
    ];
    let short = run(data, &add, "court\n");
    assert_eq!(short.status.code(), Some(1));
    let told = String::from_utf8_lossy(&short.stderr).into_owned();
    assert!(
        told.contains("a password has 12 to 256 characters"),
        "{told}"
    );
    let made = run(data, &add, &format!("{PASSWORD}\r\n"));
    assert_eq!(made.status.code(), Some(0), "{made:?}");
    let taken = run(data, &add, PASSWORD);
    assert_eq!(taken.status.code(), Some(1));
    let wrong = run(data, &["user", "add", "x2", "--role", "boss"], PASSWORD);
    assert_ne!(wrong.status.code(), Some(0));
    let listed = said(&run(data, &["user", "list"], ""));
    assert_eq!(listed.trim_end(), "lefort\tlille\tofficer");
    let change = |arguments: &[&str]| run(data, &[&["user"], arguments].concat(), "");
    let no_reason = change(&["close", "lefort"]);
    assert_eq!(no_reason.status.code(), Some(2), "a reason is asked for");
    let why = ["--reason", "Mutation"];
    let roles = change(&[&["roles", "lefort", "--role", "analyst"], &why[..]].concat());
    assert_eq!(roles.status.code(), Some(0), "{roles:?}");
    for (to, told) in [
        ("lefort", "the account that leaves"),
        ("personne", "no open account has this login"),
    ] {
        for command in ["close", "hand-over"] {
            let refused = change(&[&[command, "lefort", "--to", to], &why[..]].concat());
            // Who takes over is known before anything changes.
            assert_eq!(refused.status.code(), Some(1), "{refused:?}");
            let words = String::from_utf8_lossy(&refused.stderr).into_owned();
            assert!(words.contains(told), "{words}");
        }
    }
    let handed = change(&[&["hand-over", "lefort"], &why[..]].concat());
    assert!(String::from_utf8_lossy(&handed.stderr).contains("0 complaints handed over"));
    let closed = change(&[&["close", "lefort"], &why[..]].concat());
    assert_eq!(closed.status.code(), Some(0), "{closed:?}");
    assert_eq!(said(&change(&["list"])), "");
    let again = change(&[&["close", "lefort"], &why[..]].concat());
    assert_eq!(again.status.code(), Some(1));
    let reopened = change(&[&["reopen", "lefort"], &why[..]].concat());
    assert_eq!(reopened.status.code(), Some(0), "{reopened:?}");
    assert_eq!(
        said(&change(&["list"])).trim_end(),
        "lefort\tlille\tanalyst"
    );
}

/// A certificate that nothing was signed with.
const ROOT: &str = "-----BEGIN CERTIFICATE-----\n\
MIIBjTCCATOgAwIBAgIUGe4rvEPwlmCkvE63B/iLYhkW1vAwCgYIKoZIzj0EAwIw\n\
GzEZMBcGA1UEAwwQQXV0b3JpdGUgZCdlc3NhaTAgFw0yNjExMjIyMzQ0MTJaGA8y\n\
MTI2MTAyOTIzNDQxMlowGzEZMBcGA1UEAwwQQXV0b3JpdGUgZCdlc3NhaTBZMBMG\n\
ByqGSM49AgEGCCqGSM49AwEHA0IABAYIiBdFkQouJ1x82G36wffdGT9DAktcYxwU\n\
2YDVbxoVo3TNdvMhrash15FPWOmdUd3KInOkkp2dqAuJwAfqllujUzBRMB0GA1Ud\n\
DgQWBBRjuU7LS1OhCqizFsP2/uF85OD+qzAfBgNVHSMEGDAWgBRjuU7LS1OhCqiz\n\
FsP2/uF85OD+qzAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIDAB\n\
0MKEBKiN6xxCYhp8dPK95gOFUAHRaPti3xhkLFB/AiEAy2+8Y9QnOYstuQWGvi/I\n\
viPaJGdpuzZ+jWN4tn4jsKE=\n\
-----END CERTIFICATE-----\n";

#[test]
fn config_check_tells_what_is_wrong_and_nothing_when_all_is_set() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let good = "legal_regime = \"private\"\ncontroller = \"Essai\"\ndpo_contact = \"dpo@exemple.fr\"\noffence_case = \"claims\"\nhttps = true\n\
        contact = \"1 rue X\"\npublic_url = \"https://plainte.exemple.fr\"\n\
        time.authorities = [{ name = \"essai\", url = \"https://temps.example/\", roots_file = \"root.pem\" }]\n\
        log.witnesses = [\"https://temoin.example temoin.example+043b8729+BPxRzY5iGKGjjaR+0AIw8FgIFu0TujMDrF3rkRVIkIAl\"]\n\
        storage.volume_is_encrypted = true\n";
    let check = |text: &str| {
        std::fs::write(data.join("faisceau.toml"), text).unwrap();
        run(data, &["config", "check"], "")
    };
    std::fs::write(data.join("root.pem"), ROOT).unwrap();
    let all_set = check(good);
    assert_eq!(all_set.status.code(), Some(0), "{all_set:?}");
    let warned = check(&good.replace("https = true", "https = false"));
    assert_eq!(warned.status.code(), Some(2));
    assert!(said(&warned).contains("in clear"), "{warned:?}");
    let stays = good.lines().filter(|line| !line.starts_with("log."));
    let warned = check(&stays.map(|line| format!("{line}\n")).collect::<String>());
    assert_eq!(warned.status.code(), Some(2));
    assert!(said(&warned).contains("log.witnesses"), "{warned:?}");
    let unknown = check(&format!("{good}data_dirr = \"x\"\n"));
    assert_eq!(unknown.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("data_dirr"));
    // An overlay may change words and letters, never the schema.
    let overlay = data.join("overlay/migrations");
    std::fs::create_dir_all(&overlay).unwrap();
    std::fs::write(overlay.join("0099_mine.sql"), "-- nothing").unwrap();
    let schema = check(&format!("{good}overlay_dir = \"overlay\"\n"));
    assert_eq!(schema.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&schema.stderr).contains("may not change the schema"));
    // Lists are laid over too, and none that could not do what it says is taken.
    std::fs::remove_dir_all(&overlay).unwrap();
    let lists = data.join("overlay/noise");
    std::fs::create_dir_all(&lists).unwrap();
    let list = "name = { fr = \"x\", en = \"x\" }\nsource = \"x\"\nlicence = \"x\"\ndated = \"2026-08\"\n\
        kinds = [\"iban\"]\nmatching = \"exact\"\nentries = \"FR14 2004 1010 0505 0001 3M02 606\"\n";
    std::fs::write(lists.join("ours.toml"), list).unwrap();
    let with = |more: &str| check(&format!("{good}overlay_dir = \"overlay\"\n{more}"));
    assert_eq!(with("").status.code(), Some(0));
    assert_eq!(
        with("noise_off = [\"ours\", \"platform\"]\n").status.code(),
        Some(0)
    );
    let unknown = with("noise_off = [\"our\"]\n");
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("there is no list `our`"));
    std::fs::write(lists.join("ours.toml"), list.replace("FR14", "XX")).unwrap();
    let unread = with("");
    assert_eq!(unread.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&unread.stderr).contains("noise/ours.toml: entry `XX"));
    // No command makes anything before its settings are understood.
    assert!(!data.join("faisceau.db").exists());
}

#[test]
fn config_check_tells_how_files_are_kept() {
    const GOOD: &str = "legal_regime = \"private\"\ncontroller = \"Essai\"\ndpo_contact = \"dpo@exemple.fr\"\noffence_case = \"claims\"\n";
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let check = |text: &str| {
        std::fs::write(data.join("faisceau.toml"), text).unwrap();
        run(data, &["config", "check"], "")
    };
    // No test machine has an encrypted volume under its throwaway folders.
    let undeclared = check(GOOD);
    if !faisceau_platform::deposit::volume::is_encrypted(data) {
        assert_eq!(undeclared.status.code(), Some(2));
        assert!(
            said(&undeclared).contains("encrypted volume"),
            "{undeclared:?}"
        );
    }
    let key = data.join("operator.key");
    let made = run(data, &["storage", "key", &key.to_string_lossy()], "");
    assert!(said(&made).starts_with("age1"), "{made:?}");
    let beside = format!("{GOOD}storage.identity_file = \"{}\"\n", key.display());
    assert!(said(&check(&beside)).contains("whoever takes one has both"));
    let absent = check(&beside.replace("operator.key", "absent.key"));
    assert_eq!(absent.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&absent.stderr).contains("absent.key"));
    let declared = check(&format!("{GOOD}storage.volume_is_encrypted = true\n"));
    assert!(
        !said(&declared).contains("encrypted volume"),
        "{declared:?}"
    );
    let secret = data.join("s3.secret");
    std::fs::write(&secret, "s").unwrap();
    let bucket = format!(
        "{GOOD}s3 = {{ bucket = \"b\", access_key_id = \"k\", secret_access_key_file = \"{}\" }}\n",
        secret.display()
    );
    assert!(said(&check(&bucket)).contains("whoever runs the bucket reads the files"));
}

/// What a supervisor is told.
fn state(address: &str, path: &str) -> String {
    let answer = get(address, path);
    answer.split(' ').nth(1).unwrap().to_owned()
}

#[test]
fn not_ready_while_its_data_folder_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let (_running, line) = Running::start(&data, "serve", "listening on");
    let address = line.rsplit('/').next().unwrap();
    assert_eq!(state(address, "/readyz"), "200");
    let away = folder.path().join("away");
    std::fs::rename(&data, &away).unwrap();
    assert_eq!(state(address, "/readyz"), "503");
    assert_eq!(state(address, "/healthz"), "200");
    std::fs::rename(&away, &data).unwrap();
    assert_eq!(state(address, "/readyz"), "200");
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
fn not_ready_once_postgres_stops_under_it() {
    let folder = tempfile::tempdir().unwrap();
    let server = faisceau_platform::testkit::own_server();
    let mut command = program(folder.path());
    command.arg("serve").stdout(Stdio::null());
    command.env("FAISCEAU_DATABASE_URL", server.url("postgres"));
    let (_running, line) = Running::start_as(&mut command, "listening on");
    let address = line.rsplit('/').next().unwrap();
    assert_eq!(state(address, "/readyz"), "200");
    server.stop().unwrap();
    assert_eq!(state(address, "/readyz"), "503");
    assert_eq!(state(address, "/healthz"), "200");
}
