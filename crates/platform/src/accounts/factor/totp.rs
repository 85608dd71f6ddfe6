//! The secret of an application of codes: drawn, sealed for the database under the server's key,
//! written as people and applications read it, and asked whether a code is its own (RFC 6238).

use crate::fault::Fault;
use crate::keys::Use;
use crate::sealed;
use crate::world::World;
use faisceau_domain::id::AccountId;
use jiff::Timestamp;
use totp_rs::{Builder, Totp};

/// Steps taken before and after the present one: a clock that is half a minute wrong (RFC 6238, 5.2).
const SKEW_STEPS: u16 = 1;

/// Twenty random bytes, as RFC 4226 recommends.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; 20]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Secret(…)")
    }
}

impl Secret {
    /// A fresh one.
    pub(super) fn draw(world: &World) -> Secret {
        Secret(world.dice.bytes())
    }

    /// The one on which the work of a check is spent where there is none.
    pub(super) fn absent() -> Secret {
        Secret([0; 20])
    }

    /// Sealed for one account: a row moved to another account opens nothing.
    pub(super) fn seal(&self, world: &World, id: AccountId) -> Result<Vec<u8>, Fault> {
        sealed::seal(&world.dice, &key(world), id.0.as_bytes(), &self.0)
    }

    /// Opens what [`Secret::seal`] made.
    pub(super) fn open(world: &World, id: AccountId, sealed: &[u8]) -> Result<Secret, Fault> {
        let opened = sealed::open(&key(world), id.0.as_bytes(), sealed);
        let bytes = opened.and_then(|opened| <[u8; 20]>::try_from(opened).ok());
        bytes.map(Secret).ok_or_else(|| {
            Fault::new("the secret of a second factor opens under no key of this instance")
        })
    }

    /// The step whose code this is, within a step of now; `None` when it is no code of it.
    pub(super) fn step(&self, typed: &str, now: Timestamp) -> Option<i64> {
        let seconds = u64::try_from(now.as_second()).ok()?;
        let six = typed.len() == 6 && typed.bytes().all(|byte| byte.is_ascii_digit());
        // The work is done whatever was typed.
        let asked = if six { typed } else { "000000" };
        let found = self.codes("", "").check(asked, seconds);
        found
            .filter(|_| six)
            .and_then(|step| i64::try_from(step).ok())
    }

    /// The code shown at this instant: what an application does.
    #[must_use]
    pub fn code_at(&self, at: Timestamp) -> String {
        let seconds = u64::try_from(at.as_second()).unwrap_or_default();
        self.codes("", "").generate(seconds).to_string()
    }

    /// What an application reads in a QR code (`otpauth://totp/…`).
    ///
    /// # Errors
    /// When the names cannot stand in an address.
    pub fn address(&self, service: &str, login: &str) -> Result<String, Fault> {
        Ok(self.codes(service, login).to_url()?)
    }

    /// The secret in groups of four letters (RFC 4648 base32), to type where nothing can be scanned.
    #[must_use]
    pub fn in_groups(&self) -> String {
        let text = totp_rs::Secret::from(self.0.to_vec()).to_base32();
        let letters: Vec<char> = text.chars().collect();
        let groups: Vec<String> = letters.chunks(4).map(String::from_iter).collect();
        groups.join(" ")
    }

    /// SHA-1, six digits, thirty seconds: what every application knows.
    fn codes(&self, service: &str, login: &str) -> Totp {
        let plain = |text: &str| text.replace(':', " ");
        Builder::new()
            .with_secret(self.0.to_vec())
            .with_skew(SKEW_STEPS)
            .with_account_name(plain(login))
            .with_issuer(Some(plain(service)))
            .build()
            .expect("twenty bytes, six digits and names without a colon are within RFC 6238")
    }
}

fn key(world: &World) -> [u8; 32] {
    world.keys().mark(Use::Factor, b"seal")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first vector of RFC 6238, appendix B, cut to six digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = Secret(*b"12345678901234567890");
        let at = Timestamp::from_second(59).expect("a second of 1970");
        assert_eq!(secret.code_at(at), "287082");
        assert_eq!(secret.step("287082", at), Some(1));
        assert_eq!(secret.step("287083", at), None);
        assert_eq!(secret.step("28708", at), None);
        assert_eq!(secret.step("2870821", at), None);
        let later = Timestamp::from_second(59 + 61).expect("a second of 1970");
        assert_eq!(
            secret.step("287082", later),
            None,
            "two steps later it is over"
        );
    }

    #[test]
    fn an_application_reads_the_service_and_the_login() {
        let secret = Secret(*b"12345678901234567890");
        let address = secret
            .address("Service : essai", "agent.1")
            .expect("an address");
        assert!(address.starts_with("otpauth://totp/"), "{address}");
        assert!(
            address.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"),
            "{address}"
        );
        assert!(address.contains("agent.1"), "{address}");
        assert_eq!(
            secret.in_groups(),
            "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
        );
    }
}
