//! Every check of the house, run on this repository as it stands. Plants nothing: each check
//! proves in its own file that it sees a planted violation.

use xtask::{Repo, mutants, repo, tidy};

#[test]
fn the_house_is_tidy() {
    let repo = Repo::read(&repo::root()).expect("the repository can be read");
    assert!(repo.crates().len() > 10, "the repository was not found");
    let report = tidy::run(&repo);
    let lines: Vec<String> = report.findings.iter().map(ToString::to_string).collect();
    assert!(
        lines.is_empty(),
        "{} finding(s):\n{}",
        lines.len(),
        lines.join("\n")
    );
}

#[test]
fn every_check_has_its_own_name() {
    let mut names: Vec<&str> = tidy::CHECKS.iter().map(|check| check.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), tidy::CHECKS.len());
}

#[test]
fn every_planted_fault_still_has_its_place() {
    let root = repo::root();
    let list = mutants::list(&root).expect("the list can be read");
    assert!(list.len() >= 5, "{} faults", list.len());
    for mutant in list {
        let file = root.join("crates/linkage").join(&mutant.file);
        let text = std::fs::read_to_string(file).expect("its file can be read");
        let planted = mutant.plant(&text, 0).expect("its text is there");
        assert_ne!(planted, text, "{} changes nothing", mutant.name);
    }
}
