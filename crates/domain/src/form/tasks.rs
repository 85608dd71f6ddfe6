//! A long form as a list of tasks: each with its pages, done in any order and over several days. Says
//! where each stands; asks nothing itself.

use super::bilingual::Bilingual;
use super::journey::{Journey, Page};

/// A task of a long form.
#[derive(Debug, Clone)]
pub struct Task<'a> {
    /// Its name.
    pub label: &'a Bilingual,
    /// Its pages that can be reached now, in order.
    pub pages: Vec<&'a str>,
    /// Where it stands.
    pub state: TaskState,
    /// The page to open: the first with something left to answer, else the first of all.
    pub opens: &'a str,
}

/// Where a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskState {
    /// Nothing is answered.
    ToDo,
    /// Something is answered, and something asked is not.
    Started,
    /// Everything asked is answered, perhaps by "I don't know".
    Done,
    /// Nothing is answered, and nothing has to be.
    Optional,
}

impl<'a> Journey<'a> {
    /// The tasks, in order; none when the type is not a list of tasks.
    #[must_use]
    pub fn tasks(&self) -> Vec<Task<'_>> {
        let mut tasks: Vec<(&Bilingual, Vec<&Page<'a>>)> = Vec::new();
        for page in self.pages() {
            match (page.task, tasks.last_mut()) {
                (None, _) => {}
                (Some(label), Some((last, pages))) if std::ptr::eq(*last, label) => {
                    pages.push(page);
                }
                (Some(label), _) => tasks.push((label, vec![page])),
            }
        }
        tasks
            .into_iter()
            .map(|(label, pages)| self.task(label, &pages))
            .collect()
    }

    fn task<'j>(&'j self, label: &'j Bilingual, pages: &[&'j Page<'a>]) -> Task<'j> {
        let asked = || pages.iter().flat_map(|page| &page.asked);
        let answered = asked().any(|asked| self.given(&asked.key).is_some());
        let lacks = asked().any(|asked| self.lacks(asked));
        let open = pages.iter().find(|page| !self.is_done(page));
        Task {
            label,
            pages: pages.iter().map(|page| page.slug.as_str()).collect(),
            state: match (answered, lacks) {
                (false, false) => TaskState::Optional,
                (false, true) => TaskState::ToDo,
                (true, true) => TaskState::Started,
                (true, false) => TaskState::Done,
            },
            opens: &open.or(pages.first()).expect("a task has a page").slug,
        }
    }

    /// The task of a page, in a list of tasks.
    #[must_use]
    pub fn task_of(&self, slug: &str) -> Option<Task<'_>> {
        let tasks = self.tasks();
        tasks.into_iter().find(|task| task.pages.contains(&slug))
    }
}
