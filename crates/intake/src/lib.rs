//! The complaint and every transition of it.
