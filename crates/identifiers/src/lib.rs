//! Typed identifiers: parse, check, canonical form, display mask.
