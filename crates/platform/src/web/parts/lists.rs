//! Lists of pages: urgent actions, answers to check, tasks, and the way through long lists.

use askama::Template;
use faisceau_documents::words::Say;

use super::field::Check;
use super::notice::Tag;

/// One urgent thing to do.
#[derive(Debug, Clone, Default)]
pub struct UrgentAction {
    /// What to do, in a few words.
    pub title: String,
    /// How, in a sentence.
    pub text: String,
    /// Before when, worded.
    pub before: Option<String>,
    /// A number to call: as read, and as dialled (`+33…`).
    pub call: Option<(String, String)>,
    /// A page to open: words and address.
    pub link: Option<(String, String)>,
    /// "Done", "later".
    pub done: Option<Check>,
}

/// Urgent actions, in order.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/urgent.html")]
pub struct UrgentActions {
    /// The actions, the most urgent first.
    pub actions: Vec<UrgentAction>,
}

impl UrgentActions {
    /// A number to call never breaks across two lines.
    fn unbroken(&self, number: &str) -> String {
        number.replace(' ', "\u{a0}")
    }
}

/// One line of answers to check.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// The question in a few words.
    pub key: String,
    /// The answer, one line each.
    pub values: Vec<String>,
    /// Whether the answer is an identifier, shown in figures told apart.
    pub exact: bool,
    /// Where to change it. Answers of one page follow each other and share one link.
    pub change: Option<String>,
    /// What that link changes; the question itself when absent.
    pub part: Option<String>,
}

impl Row {
    /// A question and its answer.
    pub fn new(key: impl Into<String>, value: impl Into<String>) -> Row {
        Row {
            key: key.into(),
            values: vec![value.into()],
            ..Row::default()
        }
    }

    /// The same, with where to change it.
    #[must_use]
    pub fn changed_at(mut self, href: impl Into<String>) -> Row {
        self.change = Some(href.into());
        self
    }

    /// The same, as an identifier.
    #[must_use]
    pub fn exact(mut self) -> Row {
        self.exact = true;
        self
    }
}

/// Answers under a title.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/summary.html")]
pub struct SummaryList {
    /// What the answers are about; empty when the page says it.
    pub title: String,
    /// The answers.
    pub rows: Vec<Row>,
    change_word: String,
}

impl SummaryList {
    /// The answers, those that are changed on the same page together.
    fn groups(&self) -> impl Iterator<Item = &[Row]> {
        self.rows.chunk_by(|one, next| one.change == next.change)
    }

    /// Answers under a title.
    pub fn new(say: &Say, title: impl Into<String>, rows: Vec<Row>) -> SummaryList {
        SummaryList {
            title: title.into(),
            rows,
            change_word: say.say("platform-change"),
        }
    }
}

/// One task of a long form.
#[derive(Debug, Clone)]
pub struct Task {
    /// Its words.
    pub label: String,
    /// Where it is done; `None` while it cannot be.
    pub href: Option<String>,
    /// Where it stands.
    pub state: Tag,
}

/// The tasks of a long form.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/tasks.html")]
pub struct TaskList {
    /// The tasks, in order.
    pub tasks: Vec<Task>,
}

/// Ways to the previous and next pages of a long list (keyset: no page numbers).
#[derive(Debug, Clone, Template)]
#[template(path = "parts/pagination.html")]
pub struct Pagination {
    /// The previous page.
    pub previous: Option<String>,
    /// The next page.
    pub next: Option<String>,
    label: String,
    previous_word: String,
    next_word: String,
}

impl Pagination {
    /// The two ways; writes nothing when there is none.
    #[must_use]
    pub fn new(say: &Say, previous: Option<String>, next: Option<String>) -> Pagination {
        Pagination {
            previous,
            next,
            label: say.say("platform-pages"),
            previous_word: say.say("platform-previous"),
            next_word: say.say("platform-next"),
        }
    }
}
