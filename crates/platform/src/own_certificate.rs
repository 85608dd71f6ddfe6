//! The certificate that an installation makes for itself, where its operator has none: files signed apart with it hold for
//! any program, and lead to this installation for whoever was given the certificate by another way. Nobody else vouches
//! for it, and its name says so; it signs no paper inside.

use crate::fault::Fault;
use crate::keys::make_secret;
use crate::world::World;
use faisceau_documents::cms::Signer;
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair, KeyUsagePurpose};
use ring::rand::SystemRandom;

/// The certificate and its key, both in PEM, beside the keys of papers; readable by its owner only.
const FILE: &str = "keys/files.pem";
/// Who was given it is not asked to trust another before this.
const YEARS: i64 = 10;

/// What signs with it; made at first need.
///
/// # Errors
/// When it cannot be made or read, or is past its time.
pub fn signer(world: &World) -> Result<Signer, Fault> {
    let text = text(world)?;
    let named = || format!("`{FILE}`");
    let signer = Signer::read(&text, &text, SystemRandom::new());
    let signer = signer.map_err(|e| Fault::from(e).context(named()))?;
    let (now, validity) = (world.clock.now(), signer.validity());
    match validity.is_some_and(|(from, until)| from <= now && now <= until) {
        true => Ok(signer),
        false => Err(Fault::new(format!(
            "the certificate of `{FILE}` is not valid today: put that file aside, and another is made"
        ))),
    }
}

/// The certificate alone, in PEM, for those who verify.
///
/// # Errors
/// When it cannot be made or read.
pub fn certificate(world: &World) -> Result<String, Fault> {
    let text = text(world)?;
    let end = "-----END CERTIFICATE-----\n";
    let (before, _) = text
        .split_once(end)
        .ok_or_else(|| Fault::new(format!("`{FILE}` holds no certificate")))?;
    Ok(format!("{before}{end}"))
}

fn text(world: &World) -> Result<String, Fault> {
    let file = world.config.data_dir.join(FILE);
    if !file.exists() {
        let (key, certificate) = made(world)?;
        make_secret(&file, format!("{certificate}{key}").as_bytes())?;
    }
    // Of two processes that made one, the first one's stands.
    std::fs::read_to_string(&file).map_err(|e| Fault::from(e).context(format!("reading `{FILE}`")))
}

/// A key on P-256, drawn by the operating system, and its certificate.
fn made(world: &World) -> Result<(String, String), Fault> {
    let key = KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256)?;
    let mut named = DistinguishedName::new();
    if let Some(controller) = &world.config.controller {
        named.push(DnType::OrganizationName, controller);
    }
    let host = world.config.public_url.as_str();
    named.push(DnType::CommonName, format!("Faisceau {host}"));
    named.push(
        DnType::OrganizationalUnitName,
        "self-signed, vouched for by nobody",
    );
    let today = world.clock.now().to_zoned(TimeZone::UTC).date();
    let midnight = |day: Date| {
        let (month, day_of) = (day.month().unsigned_abs(), day.day().unsigned_abs());
        rcgen::date_time_ymd(i32::from(day.year()), month, day_of)
    };
    let mut asked = CertificateParams::default();
    asked.distinguished_name = named;
    asked.key_usages = vec![
        KeyUsagePurpose::DigitalSignature,
        KeyUsagePurpose::ContentCommitment,
    ];
    asked.not_before = midnight(today);
    asked.not_after = midnight(today.checked_add(YEARS.years())?);
    let certificate = asked.self_signed(&key)?;
    Ok((key.serialize_pem(), certificate.pem().replace("\r\n", "\n")))
}
