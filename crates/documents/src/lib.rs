//! Words to bytes: translations, outside text made safe, letters rendered as PDF/A-3a + PDF/UA-1,
//! drawings, QR codes, the signature of a whole file, and those of an operator's certificate. Knows no table and reads no file:
//! templates and translations are handed in as bytes, the clock and the keys by the caller.

mod attached;
pub mod cells;
pub mod cms;
pub mod dates;
pub mod drawing;
mod fields;
mod filled;
mod fonts;
pub mod letter;
pub mod letters;
mod mark;
pub mod pades;
pub mod qr;
pub mod render;
pub mod seal;
pub mod stamp;
pub mod text;
mod update;
pub mod words;
mod world;

pub use filled::{Filled, MOST_BYTES, NotAForm, read_filled};
pub use letter::{Letter, Own, Regime, Reserved, Templates};
pub use mark::Mark;
pub use render::{NotRendered, Rendered, Setting, blank, draft, own};
pub use seal::{NotAuthentic, SignedPayload, Verified, issue, sign_file, verify_file};
pub use words::{Say, Words};
