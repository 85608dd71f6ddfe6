//! Types that hold what opens something are printed by their name alone: a log line, a panic or a
//! failed test that shows one shows no secret. Hides nothing from who reads the field.

/// Prints these types by their name: `NewAccount(…)`.
#[macro_export]
macro_rules! undisclosed {
    ($($name:ident $(<$life:lifetime>)?),+ $(,)?) => {$(
        impl std::fmt::Debug for $name $(<$life>)? {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )+};
}

use crate::config::Config;

// The address of a database holds its password.
undisclosed!(Config);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::{Given, NewAccount};

    #[test]
    fn what_opens_something_is_not_printed() {
        let new = NewAccount {
            login: "a.martin".to_owned(),
            display_name: String::new(),
            unit: String::new(),
            roles: Vec::new(),
            password: "quatre chevaux".to_owned(),
        };
        let config = Config {
            database_url: Some("postgres://faisceau:quatre@localhost/".to_owned()),
            ..Config::default()
        };
        let given = Given {
            login: "a.martin",
            password: "quatre chevaux",
            code: "quatre",
        };
        for told in [
            format!("{new:?}"),
            format!("{config:?}"),
            format!("{given:?}"),
        ] {
            assert!(told.ends_with("(…)"), "{told}");
        }
    }
}
