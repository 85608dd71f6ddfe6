//! The password of a member of staff: how hard it is to guess, and changing one's own. Never imposes signs or capitals: length
//! and what lists of broken passwords hold decide (NIST SP 800-63B, 5.1.1.2).

use super::{
    PASSWORD_CHARACTERS_MAX, PASSWORD_CHARACTERS_MIN, Staff, has_password, hash_password, store,
};
use crate::binds;
use crate::cx::Cx;
use crate::fault::{Error, Outcome};
use crate::keys::Use;
use faisceau_domain::journal::Deed;
use zxcvbn::{Score, zxcvbn};

/// Words that French people take, which the library's lists (in English) lack.
const FRENCH: [&str; 40] = [
    "motdepasse",
    "azerty",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "bonjour",
    "soleil",
    "doudou",
    "loulou",
    "chouchou",
    "marseille",
    "toulouse",
    "bordeaux",
    "bretagne",
    "paris",
    "france",
    "camille",
    "nicolas",
    "julien",
    "thomas",
    "alexandre",
    "chocolat",
    "coucou",
    "jetaime",
    "princesse",
    "licorne",
    "football",
    "gendarmerie",
    "police",
    "gendarme",
    "policier",
    "commissariat",
    "plainte",
    "parquet",
    "justice",
    "bienvenue",
    "vacances",
    "printemps",
    "automne",
    "secret",
];

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotChosen {
    /// The present one is not that of the account.
    #[error("the present password is not that of the account")]
    WrongPassword,
    /// Too short or too long.
    #[error("a password has {PASSWORD_CHARACTERS_MIN} to {PASSWORD_CHARACTERS_MAX} characters")]
    Length,
    /// Easily guessed.
    #[error("this password is easily guessed")]
    Weak,
    /// It is the present one.
    #[error("this is the present password")]
    Same,
}

/// Whether somebody who knows `own` (login, name, unit) guesses this password in fewer than ten thousand million tries.
#[must_use]
pub fn is_weak(password: &str, own: &[&str]) -> bool {
    // The library looks at a hundred characters at most; more are not weaker.
    let looked: String = password.chars().take(100).collect();
    let known: Vec<&str> = own.iter().chain(&FRENCH).copied().collect();
    zxcvbn(&looked, &known).score() < Score::Four
}

/// Changes one's own password, the present one given again. Every other session of the account ends; `token` is the one that
/// goes on.
///
/// # Errors
/// See [`NotChosen`].
pub async fn change(
    cx: &Cx,
    (staff, token): (&Staff, &str),
    present: &str,
    wanted: String,
) -> Outcome<(), NotChosen> {
    let world = &cx.world;
    if !has_password(world, staff, present).await? {
        return Err(Error::Refused(NotChosen::WrongPassword));
    }
    let length = wanted.chars().count();
    let own = [&staff.login, &staff.display_name, &staff.unit].map(String::as_str);
    let wrong = match () {
        () if !(PASSWORD_CHARACTERS_MIN..=PASSWORD_CHARACTERS_MAX).contains(&length) => {
            Some(NotChosen::Length)
        }
        () if wanted == present => Some(NotChosen::Same),
        () if is_weak(&wanted, &own) => Some(NotChosen::Weak),
        () => None,
    };
    if let Some(why) = wrong {
        return Err(Error::Refused(why));
    }
    let hash = hash_password(world, wanted).await?;
    let mut tx = world.db.write().await?;
    tx.execute(&store::SET_PASSWORD, binds![staff.id, hash])
        .await?;
    let mark = world.keys().mark(Use::Session, token.as_bytes());
    tx.execute(&store::END_OTHERS, binds![staff.id, mark])
        .await?;
    let deed = Deed::AccountPasswordChanged;
    cx.journal(&mut tx, deed, "account", Some(staff.id.0), "{}")
        .await?;
    tx.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_is_not_hard_to_guess() {
        let own = ["c.martin", "Capitaine Martin", "PJ Lille"];
        for weak in [
            "motdepasse2026",
            "azertyuiop12",
            "aaaaaaaaaaaaaaaa",
            "capitainemartin",
            "gendarmerie2026",
            "password123456",
            "123456789012",
        ] {
            assert!(is_weak(weak, &own), "{weak}");
        }
        for strong in ["une longue phrase de passe", "lampe tuba grelot pivoine"] {
            assert!(!is_weak(strong, &own), "{strong}");
        }
    }
}
