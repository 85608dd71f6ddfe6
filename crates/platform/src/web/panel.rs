//! Pieces of a page given by several capabilities: each registers its panels, the page that
//! shows a complaint or a series lays them out. A panel that breaks says so in its own place.

use std::fmt;
use std::sync::Arc;

use futures_util::future::BoxFuture;
use uuid::Uuid;

use super::markup::Markup;
use crate::access::Action;
use crate::fault::Fault;

/// The page a panel belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The page of a complaint, for staff.
    Complaint,
    /// The page of a series, for staff.
    Series,
    /// The first page of staff, and that of the installation: what is to be seen first, of nothing in
    /// particular.
    Day,
    /// The victim's space.
    VictimSpace,
}

/// Renders a panel about the thing of this id. `C` is the context of operations.
pub type Render<C> =
    Arc<dyn for<'a> Fn(&'a C, Uuid) -> BoxFuture<'a, Result<Markup, Fault>> + Send + Sync>;

/// One panel, as registered.
#[derive(Clone)]
pub struct Panel<C> {
    /// The page it belongs to.
    pub place: Place,
    /// Smaller comes first.
    pub order: u16,
    /// A stable word: the panel's anchor on the page.
    pub name: &'static str,
    /// The key of its title.
    pub title_key: &'static str,
    /// What the reader must be allowed to do to the thing; `None` in the victim's space.
    pub permission: Option<Action>,
    /// What fills it.
    pub render: Render<C>,
}

impl<C> fmt::Debug for Panel<C> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Panel({:?}, {})", self.place, self.name)
    }
}

/// A panel ready to be laid out.
#[derive(Debug)]
pub struct Filled {
    /// The panel's anchor.
    pub name: &'static str,
    /// The key of its title.
    pub title_key: &'static str,
    /// Its content, or what broke (to be logged; the page says that this part is missing).
    pub content: Result<Markup, Fault>,
}

/// The panels of every capability.
#[derive(Debug)]
pub struct Panels<C> {
    all: Vec<Panel<C>>,
}

impl<C> Default for Panels<C> {
    fn default() -> Panels<C> {
        Panels { all: Vec::new() }
    }
}

impl<C> Panels<C> {
    /// Registers a panel.
    #[must_use]
    pub fn with(mut self, panel: Panel<C>) -> Panels<C> {
        self.all.push(panel);
        self.all.sort_by_key(|panel| (panel.place, panel.order));
        self
    }

    /// The panels of a page, in order.
    pub fn at(&self, place: Place) -> impl Iterator<Item = &Panel<C>> {
        self.all.iter().filter(move |panel| panel.place == place)
    }

    /// Fills the panels of a page that `allowed` lets through, one after the other: they share
    /// one request and its database connections.
    pub async fn fill(
        &self,
        place: Place,
        cx: &C,
        id: Uuid,
        allowed: impl Fn(Action) -> bool,
    ) -> Vec<Filled> {
        let mut filled = Vec::new();
        for panel in self.at(place) {
            if panel.permission.is_some_and(|action| !allowed(action)) {
                continue;
            }
            let content = (panel.render)(cx, id).await;
            // A panel with nothing to say has no title either.
            if content.as_ref().is_ok_and(Markup::is_empty) {
                continue;
            }
            filled.push(Filled {
                name: panel.name,
                title_key: panel.title_key,
                content,
            });
        }
        filled
    }
}
