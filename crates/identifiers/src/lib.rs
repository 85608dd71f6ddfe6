//! Typed identifiers: parse, check, canonical form, linking key, display mask.
//! Pure: text in, value or reason out. It never looks anything up, never fetches, never keeps
//! what was typed, and never says that a value belongs to anyone.
//!
//! # What it is for
//!
//! Victims write the same account, number or address in a hundred ways. This crate turns each
//! of them into one [`Identifier`] with
//!
//! * a **canonical form** ([`Identifier::canonical`]): storable, and parsing it again gives the
//!   same identifier;
//! * a **key** ([`Identifier::key`]): the value on which complaints are grouped (the mailbox
//!   behind an e-mail address, the tenant of a shared host, the /64 of an IPv6 address);
//! * a **doubt** ([`Identifier::doubt`]): why the value is kept although it is imperfect, since
//!   a form warns and does not block;
//! * for the name of an account, a **look** ([`Look`]): what is compared of names nearly one;
//! * a **mask** ([`Identifier::mask`]) for people who may know that a value exists without
//!   reading it, and a **defanged** form ([`Identifier::defanged`]) that nobody can click.
//!
//! What cannot be an identifier of its kind is refused with an [`Invalid`], whose
//! [`code`](Invalid::code) is stable and whose words live in the locales.
//!
//! ```
//! use faisceau_identifiers::{Kind, parse};
//!
//! let typed = parse(Kind::Email, "mailto:Jean.Dupont+colis@GoogleMail.com")?;
//! assert_eq!(typed.canonical(), "Jean.Dupont+colis@googlemail.com");
//! assert_eq!(typed.key(), "jeandupont@gmail.com");
//! assert_eq!(typed.mask(), "J***@g***.com");
//! assert_eq!(parse(Kind::Email, typed.canonical())?, typed);
//! # Ok::<(), faisceau_identifiers::Invalid>(())
//! ```
//!
//! # Forms by kind
//!
//! | kind | canonical | key |
//! | --- | --- | --- |
//! | `iban` | upper case, no separator | same |
//! | `phone` | E.164, `;ext=` if any; `short:FR:3639` | without the extension |
//! | `email` | local part as typed, host in lower-case ASCII | mailbox by provider rules |
//! | `url` | WHATWG form without user and password | registrable name, tenant, short path, profile |
//! | `crypto` | `chain:address`, `?memo=` where the chain has one | same |
//! | `handle` | `platform:name`, NFKC and case folded | same |
//! | `ip` | address, without its port | IPv6: its /64 |
//! | `payref` | upper case, letters and digits only | same |
//!
//! URL keys follow the public suffix list, private section included; a change of list changes
//! keys, so [`SUFFIX_LIST`] names its version and belongs to the linkage parameters.
//!
//! A key says "these may be the same thing", never "this is one person's": accounts are rented,
//! numbers are spoofed, addresses are shared.

mod clean;
mod crypto;
mod doubt;
mod email;
mod handle;
mod host;
mod iban;
mod identifier;
mod invalid;
mod ip;
mod kind;
mod look;
mod mask;
mod payref;
mod phone;
mod platforms;
mod region;
mod role;
mod url;

pub use crate::doubt::Doubt;
pub use crate::identifier::{Identifier, parse, parse_in};
pub use crate::invalid::Invalid;
pub use crate::kind::Kind;
pub use crate::look::Look;
pub use crate::region::Region;
pub use crate::role::Role;
pub use crate::url::{SUFFIX_LIST, registrable};
