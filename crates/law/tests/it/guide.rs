//! The page for jurists, `docs/law.md`: what it shows must be read as it says, and name every file.

use faisceau_law::{Lang, Mistake};

use crate::packs::{day, read_files, shipped_files};

const GUIDE: &str = include_str!("../../../../docs/law.md");

/// The TOML examples of the page, in order.
fn examples() -> Vec<&'static str> {
    let blocks = GUIDE.split("```toml\n").skip(1);
    blocks
        .map(|block| block.split("```").next().unwrap())
        .collect()
}

#[test]
fn the_examples_are_read_and_do_what_the_page_says() {
    let [entry, confirmation] = examples()[..] else {
        panic!("one entry and one confirmation");
    };
    let files = shipped_files();
    let codes = files
        .iter()
        .find(|(file, _)| file == "law/codes.toml")
        .unwrap();
    let without = [
        ("law/codes.toml", codes.1.as_str()),
        ("law/example.toml", entry),
    ];
    let with = [
        without[0],
        without[1],
        ("law/confirmations.toml", confirmation),
    ];
    let said = |files: &[(&str, &str)]| {
        let pack = read_files(files)
            .map_err(|all| Mistake::to_string(&all[0]))
            .unwrap();
        assert!(pack.lapsed_confirmations().is_empty());
        pack.public_sentence("fr.exemple.delai", day("2026-12-02"), Lang::Fr)
            .unwrap()
    };
    assert_eq!(
        said(&without).text,
        "La justice ne peut pas poursuivre sans limite de temps."
    );
    assert_eq!(
        said(&with).text,
        "La justice peut poursuivre pendant 6\u{a0}ans."
    );
}

#[test]
fn the_page_names_every_file_of_the_pack() {
    for (file, _) in shipped_files() {
        assert!(
            GUIDE.contains(&format!("`{file}`")),
            "{file} is not in docs/law.md"
        );
    }
}
