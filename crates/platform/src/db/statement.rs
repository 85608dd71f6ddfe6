//! Statements are named constants, declared by one macro that also lists them, so that a test can
//! prepare every one on both migrated databases.

/// One SQL statement. Both texts are the same unless the statement lives in a `dialect.rs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement {
    /// The constant's name, for messages.
    pub name: &'static str,
    /// The text SQLite gets.
    pub sqlite: &'static str,
    /// The text PostgreSQL gets.
    pub postgres: &'static str,
}

/// Declares statements and `ALL`, the list of them. A statement whose two texts differ is written
/// `NAME = sqlite "…", postgres "…";` and belongs in a `dialect.rs`.
#[macro_export]
macro_rules! statements {
    (@one $name:ident, $text:literal) => {
        $crate::db::Statement { name: stringify!($name), sqlite: $text, postgres: $text }
    };
    (@one $name:ident, $sqlite:literal, $postgres:literal) => {
        $crate::db::Statement { name: stringify!($name), sqlite: $sqlite, postgres: $postgres }
    };
    ($($(#[$doc:meta])* $name:ident = $text:literal $(, postgres $postgres:literal)?;)*) => {
        $($(#[$doc])* pub const $name: $crate::db::Statement =
            $crate::statements!(@one $name, $text $(, $postgres)?);)*
        /// Every statement declared here, for the test that prepares them all.
        pub const ALL: &[$crate::db::Statement] = &[$($name),*];
    };
}
