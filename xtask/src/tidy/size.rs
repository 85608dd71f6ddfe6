//! A file is read in one sitting and a function in one look: 500 lines, tests included, and 60
//! lines of code. Comments and blank lines of a function are not counted.

use crate::repo::line_of;
use crate::{Finding, Repo};

pub(super) const NAME: &str = "size";
pub(super) const REFUSES: &str = "a Rust file above 500 lines or a function above 60 lines of code";

const FILE_LINES_MAX: usize = 500;
const FUNCTION_LINES_MAX: usize = 60;

/// Measures every Rust file and function.
pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, source) in repo.rust() {
        let lines = source.raw.lines().count();
        if lines > FILE_LINES_MAX {
            let said = format!("{lines} lines, the limit is {FILE_LINES_MAX}: split by subject");
            findings.push(Finding::new(NAME, path, 0, "", said));
        }
        for function in source
            .functions()
            .iter()
            .filter(|f| f.lines > FUNCTION_LINES_MAX)
        {
            let said = format!(
                "`{}` has {} lines of code, the limit is {FUNCTION_LINES_MAX}: name its parts",
                function.name, function.lines
            );
            let line = line_of(&source.raw, function.at);
            findings.push(Finding::new(NAME, path, line, &function.name, said));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_inclusive() {
        let body = |n: usize| format!("fn a() {{\n{}}}\n", "b();\n// why\n\n".repeat(n));
        let count = |text: &str| check(&Repo::of(&[("a.rs", text)])).len();
        assert_eq!(count(&body(FUNCTION_LINES_MAX - 2)), 0);
        assert_eq!(count(&body(FUNCTION_LINES_MAX - 1)), 1);
        assert_eq!(count(&"\n".repeat(FILE_LINES_MAX)), 0);
        assert_eq!(count(&"\n".repeat(FILE_LINES_MAX + 1)), 1);
    }
}
