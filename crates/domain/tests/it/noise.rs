//! Lists of values that are everybody's are read whole or refused with what to correct.

use faisceau_domain::noise::{Complaints, Lists, network};

const BANKS: &str = r#"
name = { fr = "banques", en = "banks" }
source = "here"
licence = "CC0-1.0"
dated = "2026-08"
kinds = ["url", "email"]
matching = "suffix"
entries = """
b.fr

a.fr
b.fr
"""
"#;

fn read(files: &[(&str, &str)], off: &[&str]) -> Result<Lists, Vec<String>> {
    let off: Vec<String> = off.iter().map(|code| (*code).to_owned()).collect();
    Lists::read(files.iter().copied(), &off, Complaints::Real)
}

#[test]
fn entries_are_told_once_in_order_and_files_that_are_no_list_are_left() {
    let lists = read(&[("banks.toml", BANKS), ("README.md", "x")], &[]).unwrap();
    assert_eq!(lists.all().len(), 1);
    assert_eq!(lists.get("banks").unwrap().entries, ["a.fr", "b.fr"]);
}

#[test]
fn the_same_lists_have_the_same_version_and_others_another() {
    let version = |text: &str| {
        read(&[("banks.toml", text)], &[])
            .unwrap()
            .version()
            .to_owned()
    };
    let one = version(BANKS);
    assert_eq!(one.len(), 8);
    let renamed = BANKS.replace("banques", "établissements");
    let shuffled = BANKS.replace("b.fr\n\na.fr\nb.fr", "a.fr\nb.fr");
    assert_eq!(
        (version(&renamed), version(&shuffled)),
        (one.clone(), one.clone())
    );
    assert_ne!(version(&BANKS.replace("a.fr", "c.fr")), one);
    assert_ne!(version(&BANKS.replace("\"url\", ", "")), one);
    assert_ne!(version(&BANKS.replace("suffix", "registrable")), one);
}

#[test]
fn a_list_is_switched_off_by_its_name_and_an_unknown_name_is_told() {
    let files = [("banks.toml", BANKS), ("more.toml", BANKS)];
    let lists = read(&files, &["banks"]).unwrap();
    assert!(lists.get("banks").is_none() && lists.get("more").is_some());
    let told = read(&files, &["bank"]).unwrap_err();
    assert_eq!(told, ["there is no list `bank` among banks, more"]);
}

#[test]
fn a_list_of_examples_numbers_is_left_out_of_examples() {
    let text = BANKS.replace("matching", "examples = true\nmatching");
    let files = [("banks.toml", text.as_str())];
    let found = |of| {
        Lists::read(files.iter().copied(), &[], of)
            .unwrap()
            .all()
            .len()
    };
    assert_eq!(
        (found(Complaints::Real), found(Complaints::Examples)),
        (1, 0)
    );
}

#[test]
fn each_mistake_is_told_with_its_file() {
    let phone = BANKS.replace("[\"url\", \"email\"]", "[\"phone\"]");
    let ip = BANKS
        .replace("[\"url\", \"email\"]", "[\"ip\"]")
        .replace("suffix", "network");
    let long = format!("name = {{ fr = \"{}\"", "x".repeat(201));
    for (file, text, told) in [
        ("Banks.toml", BANKS.to_owned(), "a-z, 0-9"),
        ("b.toml", BANKS.replace("licence", "license"), "license"),
        ("b.toml", BANKS.replace("\"here\"", "\" \""), "`source`"),
        (
            "b.toml",
            BANKS.replace("name = { fr = \"banques\"", &long),
            "`name.fr`",
        ),
        ("b.toml", BANKS.replace("banques", "{x}"), "braces"),
        ("b.toml", BANKS.replace("2026-08", "2026-13"), "`dated`"),
        (
            "b.toml",
            BANKS.replace("\"url\"", "\"site\""),
            "there is no kind `site`",
        ),
        (
            "b.toml",
            BANKS.replace("\"url\", \"email\"", ""),
            "at least one kind",
        ),
        ("b.toml", BANKS.replace("suffix", "ending"), "ending"),
        ("b.toml", phone.clone(), "`url` and `email` only"),
        ("b.toml", phone.replace("suffix", "network"), "`ip` only"),
        (
            "b.toml",
            BANKS.replace("a.fr", "fr"),
            "entry `fr` (line 3 of them): a host",
        ),
        ("b.toml", BANKS.replace("a.fr", "a fr"), "entry `a fr`"),
        (
            "b.toml",
            phone.replace("suffix", "prefix").replace("a.fr", "+33"),
            "entry `+33`",
        ),
        ("b.toml", ip.replace("a.fr", "10.0.0.0/7"), "/8 or narrower"),
        (
            "b.toml",
            BANKS.replace("a.fr", "").replace("b.fr", ""),
            "names nothing",
        ),
    ] {
        let mistakes = read(&[(file, &text)], &[]).unwrap_err();
        let [mistake] = &mistakes[..] else {
            panic!("{mistakes:?}")
        };
        assert!(mistake.starts_with(&format!("noise/{file}: ")), "{mistake}");
        assert!(mistake.contains(told), "{told}: {mistake}");
    }
}

#[test]
fn an_entry_that_no_parser_reads_is_told_when_asked() {
    let text = BANKS
        .replace("suffix", "exact")
        .replace("a.fr", "0000000000");
    let lists = read(&[("banks.toml", &text)], &[]).unwrap();
    let told = lists.unreadable();
    assert_eq!(told.len(), 1);
    assert!(
        told[0].starts_with("noise/banks.toml: entry `0000000000`"),
        "{told:?}"
    );
}

#[test]
fn networks_are_read_with_their_bounds() {
    assert_eq!(network("192.0.2.0/24").unwrap().1, 24);
    assert_eq!(network("192.0.2.7").unwrap().1, 32);
    assert_eq!(network("2001:db8::/32").unwrap().1, 32);
    for wrong in [
        "192.0.2.0/33",
        "1.0.0.0/7",
        "2000::/18",
        "x/24",
        "192.0.2.0/",
    ] {
        assert!(network(wrong).is_none(), "{wrong}");
    }
}
