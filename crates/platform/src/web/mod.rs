//! The HTTP frame: layouts, parts of pages, guards, routes, panels, assets. Knows no complaint
//! and no table; what it needs of sessions and settings is handed to [`Guard`].
//!
//! How a capability makes a page. Its `askama.toml` holds
//! `[general] dirs = ["templates", "../platform/templates"]`; its template begins with
//! `{% extends "layout/public.html" %}` (or `layout/staff.html`) and fills the block `content`;
//! its struct has a field `f: Frame` and fields of [`parts`], which write themselves
//! (`{{ iban }}`). Every form posts a hidden `csrf` holding `{{ f.csrf }}`, as its *first* field
//! when it sends files. There is no `style=`, no `<script>`, no address of another site: the
//! policy of [`POLICY`] forbids them. Text from outside that is shown outside a part passes
//! [`seen`]. The handler takes a [`Visit`] (and a [`Signed`] for staff), and answers a
//! [`Failure`] when it cannot; the guard gives failures their words.

pub mod apart;
pub mod assets;

pub mod cookie;
pub mod csrf;
mod door;
mod failure;
mod failure_code;
mod failure_page;
mod form;
mod frame;
pub mod framed;
mod front;
mod guard;
mod headers;
pub mod lang;
mod markup;
pub mod measure;
mod multipart;
mod panel;
mod partner;
pub mod parts;
mod problem;
pub mod proxies;
pub mod rate;
mod route;
pub mod tls;
mod token_part;
mod tries;
mod visit;

pub use assets::Assets;
pub use cookie::{Cookie, Tls};
pub use csrf::CsrfKey;
pub use failure::{Failure, Told};
pub use failure_code::FailureCode;
pub use frame::{Frame, Framing, Link, StaffFrame, purpose_words, role_words};
pub use front::{Front, Signed, actor};
pub use guard::{Admit, Guard, Outside, Random, Sentences, Watch, frame_routes};
pub use headers::POLICY;
pub use markup::{Markup, seen};
pub use panel::{Filled, Panel, Panels, Place, Render};
pub use partner::Calling;
pub use problem::{
    BodyRefusals, NotThere, PartnerRefusals, Pointed, Problem, Refusals, StaffRefusals,
};
pub use rate::{Limits, Network, Rate};
pub use route::{Answers, Audience, BodySize, NavEntry, Route, RouteRow, Routes};
pub use tries::{Standing, Tries};
pub use visit::Visit;
