//! Words to bytes: translations, outside text made safe, letters rendered as PDF/A-3a + PDF/UA-1,
//! QR codes, and the signature of a whole file. Knows no table and reads no file: templates and
//! translations are handed in as bytes, the clock and the keys by the caller.

pub mod words;

pub use words::{Say, Words};
