//! One broken rule at one place, worded so that the reader knows what to do. Decides nothing.

use std::fmt;

/// One broken rule: where, what, and which exception entry could name it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Name of the check that speaks.
    pub check: &'static str,
    /// Path from the root of the repository, with `/`.
    pub path: String,
    /// Line, from 1; 0 when the finding is about the whole file.
    pub line: usize,
    /// The narrow thing the finding is about (a function, a column, a word): an exception may
    /// name it. Empty when the finding is about the whole file.
    pub item: String,
    /// What is wrong and what to do.
    pub said: String,
}

impl Finding {
    /// A finding about one item of a file.
    pub fn new(
        check: &'static str,
        path: &str,
        line: usize,
        item: &str,
        said: impl Into<String>,
    ) -> Finding {
        Finding {
            check,
            path: path.into(),
            line,
            item: item.into(),
            said: said.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}: [{}] {}",
            self.path, self.line, self.check, self.said
        )
    }
}
