//! Configuration: a TOML file, then `FAISCEAU_…` variables over it. Read once at start; every
//! mistake names the key and what to write instead. Never reads the environment itself.

use crate::certificate::Signature;
use crate::config_variables::lay_over;
use crate::db::role_settings::RoleSettings;
use crate::deposit::{S3, Storage};
use crate::fault::Fault;
pub use crate::limits::Limits;
use crate::log_settings::Log;
use crate::mail::Mail;
use crate::stated::{basis, declared, offence_case, regime};
use crate::syslog::settings::Syslog;
use crate::territories::Territories;
use crate::time::Time;
use crate::web::proxies::Proxies;
use crate::web::tls::Tls;
use faisceau_documents::Regime;
use faisceau_domain::frame::Basis;
use faisceau_domain::regime::OffenceCase;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;

/// The configuration of an instance.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Folder of the database (SQLite), the files and the keys.
    pub data_dir: PathBuf,
    /// `postgres://…`; absent: SQLite in the data folder.
    pub database_url: Option<String>,
    /// Connections to PostgreSQL.
    pub database_connections: u32,
    /// The two other roles of PostgreSQL.
    pub roles: RoleSettings,
    /// Address listened on.
    pub listen: SocketAddr,
    /// Address people reach the instance by, without a final slash; printed on papers.
    pub public_url: String,
    /// Name of the service, at the head of every page.
    pub service_name: String,
    /// Under which law the instance works: without it `serve`, `work` and `import` do not start.
    #[serde(deserialize_with = "regime")]
    pub legal_regime: Option<Regime>,
    /// Who is responsible: name of the body.
    pub controller: Option<String>,
    /// How to reach who answers for data protection (the data protection officer), told to everybody.
    pub dpo_contact: Option<String>,
    /// The act or text that founds the processing: title, date, publication. Authorities and mandated bodies need one.
    pub legal_act: Option<String>,
    /// In which case of the law a private body processes data about offences: it does not start without.
    #[serde(deserialize_with = "offence_case")]
    pub offence_case: Option<OffenceCase>,
    /// Sources of imports and partners whose complaints are claims of those a body speaks for; `*`: all of them.
    pub own_sources: Vec<String>,
    /// Who data is given to outside this installation, as told to those who file.
    pub recipients: Vec<String>,
    /// Under which law complaints are brought together; absent: what the regime has of itself.
    #[serde(deserialize_with = "basis")]
    pub linkage_basis: Option<Basis>,
    /// The act behind it, in words: shown beside the law on the pages of staff.
    pub linkage_act: Option<String>,
    /// How to reach each unit, told to another unit that works on the same thing.
    pub units: BTreeMap<String, String>,
    /// How to reach the controller, printed on papers and pages.
    pub contact: String,
    /// Prefix of references: one to eight upper-case letters or digits.
    pub reference_prefix: String,
    /// Filing modes of the forms: a profile of `forms/profiles.toml`.
    pub profile: String,
    /// Folder laid over the shipped content.
    pub overlay_dir: Option<PathBuf>,
    /// Lists of values that are everybody's, switched off by their names (`noise/`).
    pub noise_off: Vec<String>,
    /// Whether the instance is reached by HTTPS: cookies and HSTS follow. Of itself with a table `[tls]`.
    pub https: bool,
    /// The certificate with which it speaks HTTPS itself; absent: a proxy in front does, or nobody.
    pub tls: Option<Tls>,
    /// The proxies in front whose `X-Forwarded-For` is believed; nobody else's is.
    pub behind_proxy: Proxies,
    /// Where the antivirus listens: `tcp://host:port` or `unix:/path`; absent: nothing is scanned, and said so.
    pub clamd: Option<String>,
    /// Workers of jobs inside `serve`; 0 when `work` runs apart.
    pub workers: u32,
    /// Roles whose holders must have a second factor: without one, only their own account opens.
    pub second_factor_for: Vec<String>,
    /// How many custodians must agree to open an identity under seal.
    pub identity_custodians: usize,
    /// Limits.
    pub limits: Limits,
    /// How files are kept at rest.
    pub storage: Storage,
    /// The bucket of files; absent: a folder below the data folder.
    pub s3: Option<S3>,
    /// The server that e-mail is handed to; absent: what there is to tell waits in the victim's space.
    pub mail: Option<Mail>,
    /// When and by whom digests are stamped with a trusted time.
    pub time: Time,
    /// Providers of identity that sign people in.
    pub oidc: Vec<crate::oidc::ProviderSettings>,
    /// The operator's certificate; absent: papers bear the instance's own signature alone.
    pub signature: Option<Signature>,
    /// How checkpoints of the public log leave the machine.
    pub log: Log,
    /// The collector that the journal is streamed to; absent: it stays here.
    pub syslog: Option<Syslog>,
    /// Units that belong together: who is posted to one may read, where the policies say so, what the others hold.
    pub territories: Territories,
    /// A demonstration: loopback only, every page and paper marked. Set by the `demo` command.
    #[serde(skip)]
    pub demonstration: bool,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            data_dir: PathBuf::from("faisceau-data"),
            database_url: None,
            database_connections: 16,
            roles: RoleSettings::default(),
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: "http://127.0.0.1:8080".into(),
            service_name: "Faisceau".into(),
            legal_regime: None,
            controller: None,
            dpo_contact: None,
            legal_act: None,
            offence_case: None,
            own_sources: Vec::new(),
            recipients: Vec::new(),
            linkage_basis: None,
            linkage_act: None,
            units: BTreeMap::new(),
            contact: String::new(),
            reference_prefix: "FSC".into(),
            profile: "fr-default".into(),
            overlay_dir: None,
            noise_off: Vec::new(),
            https: false,
            tls: None,
            behind_proxy: Proxies::default(),
            clamd: None,
            workers: 2,
            second_factor_for: Vec::new(),
            identity_custodians: faisceau_domain::sealed_identity::NEEDED_MIN,
            limits: Limits::default(),
            storage: Storage::default(),
            s3: None,
            mail: None,
            time: Time::default(),
            oidc: Vec::new(),
            signature: None,
            log: Log::default(),
            syslog: None,
            territories: Territories::default(),
            demonstration: false,
        }
    }
}

/// A commented file with every key at its default, printed by `faisceau config default`.
pub const COMMENTED_DEFAULT: &str = include_str!("config_default.toml");

impl Config {
    /// Reads the file's text, then the variables over it.
    ///
    /// # Errors
    /// Names the key or variable, and what is expected.
    pub fn read(file: Option<&str>, variables: &BTreeMap<String, String>) -> Result<Config, Fault> {
        let mut config: Config = Config::table(file, variables)?.try_into()?;
        config.https |= config.tls.is_some();
        config.check()?;
        Ok(config)
    }

    /// The settings that were given, by their keys: the file's, then the variables over them.
    ///
    /// # Errors
    /// Names the variable that is not understood.
    pub fn table(
        file: Option<&str>,
        variables: &BTreeMap<String, String>,
    ) -> Result<toml::Table, Fault> {
        let mut table: toml::Table = match file {
            Some(text) => text
                .parse()
                .map_err(|e| Fault::from(e).context("the configuration file"))?,
            None => toml::Table::new(),
        };
        for (name, value) in variables {
            if let Some(key) = name.strip_prefix("FAISCEAU_") {
                lay_over(&mut table, &key.to_lowercase(), value)
                    .map_err(|e| e.context(format!("variable {name}")))?;
            }
        }
        Ok(table)
    }

    fn check(&self) -> Result<(), Fault> {
        if !faisceau_domain::reference::prefix_is_valid(&self.reference_prefix) {
            return Err(Fault::new(format!(
                "reference_prefix `{}` must be 1 to 8 upper-case letters or digits",
                self.reference_prefix
            )));
        }
        if self.public_url.ends_with('/') || !self.public_url.starts_with("http") {
            return Err(Fault::new(
                "public_url must start with http and end without a slash",
            ));
        }
        let known = |at: &String| at.starts_with("tcp://") || at.starts_with("unix:/");
        if self.clamd.as_ref().is_some_and(|address| !known(address)) {
            return Err(Fault::new("clamd must be tcp://host:port or unix:/path"));
        }
        if self.database_connections == 0 {
            return Err(Fault::new("database_connections must be 1 or more"));
        }
        self.roles.check(self.database_url.as_deref())?;
        crate::accounts::factor::check(&self.second_factor_for)?;
        crate::accounts::identities::check(self.identity_custodians)?;
        self.time.check()?;
        crate::oidc::check(&self.oidc)?;
        self.log.check(self.mail.is_some())?;
        self.syslog.as_ref().map_or(Ok(()), Syslog::check)?;
        self.territories.check()?;
        self.storage.check()?;
        self.s3.as_ref().map_or(Ok(()), S3::check)?;
        self.mail.as_ref().map_or(Ok(()), Mail::check)
    }

    /// Refuses to open to the public, or to issue receipts, without a regime and a controller.
    ///
    /// # Errors
    /// Says which key to set.
    pub fn check_public(&self) -> Result<(), Fault> {
        if self.demonstration {
            return match self.listen.ip().is_loopback() {
                true => Ok(()),
                false => Err(Fault::new(
                    "a demonstration listens on the loopback address only",
                )),
            };
        }
        let Some(regime) = self.legal_regime else {
            return Err(Fault::new(
                "set legal_regime (or FAISCEAU_LEGAL_REGIME) to authority, mandated or private",
            ));
        };
        declared(
            self.controller.as_ref(),
            "controller",
            "the name of the responsible body",
        )?;
        declared(
            self.dpo_contact.as_ref(),
            "dpo_contact",
            "how to reach who answers for data protection",
        )?;
        if regime.needs_an_act() {
            let what = "the act or text that founds the processing: title, date, publication";
            return declared(self.legal_act.as_ref(), "legal_act", what);
        }
        match self.offence_case {
            Some(_) => Ok(()),
            None => Err(Fault::new(
                "a private body keeps no file of offences outside the cases of the law: set offence_case \
                 (or FAISCEAU_OFFENCE_CASE) to claims, victim_support, justice_auxiliary or rights_holder",
            )),
        }
    }

    /// The regime in force; a demonstration is a private body's.
    #[must_use]
    pub fn regime(&self) -> Regime {
        self.legal_regime.unwrap_or(Regime::Private)
    }

    /// The controller's name, or the service's in a demonstration.
    #[must_use]
    pub fn controller_name(&self) -> &str {
        self.controller.as_deref().unwrap_or(&self.service_name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variables(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect()
    }

    #[test]
    fn the_commented_default_says_the_defaults() {
        let read = Config::read(Some(COMMENTED_DEFAULT), &BTreeMap::new());
        assert_eq!(read.expect("the shipped file is valid"), Config::default());
    }

    #[test]
    fn variables_win_over_the_file() {
        let set = variables(&[
            ("FAISCEAU_DATA_DIR", "/srv/f"),
            ("FAISCEAU_LEGAL_REGIME", "authority"),
            ("FAISCEAU_LIMITS_DRAFT_DAYS", "10"),
            ("FAISCEAU_HTTPS", "true"),
            ("FAISCEAU_NOISE_OFF", "vpn-ipv4, platform"),
            ("FAISCEAU_STORAGE_STORED_BYTES_MAX", "1000"),
            ("FAISCEAU_STORAGE_IDENTITY_FILE", "/etc/f.key"),
            ("FAISCEAU_S3_BUCKET", "files"),
            ("FAISCEAU_S3_ACCESS_KEY_ID", "k"),
            ("FAISCEAU_S3_SECRET_ACCESS_KEY_FILE", "/etc/s3"),
        ]);
        let config = Config::read(Some("data_dir = \"x\""), &set).expect("valid");
        assert_eq!(config.data_dir, PathBuf::from("/srv/f"));
        assert_eq!(config.legal_regime, Some(Regime::Authority));
        assert_eq!(config.limits.draft_days, 10);
        assert!(config.https);
        assert_eq!(config.noise_off, ["vpn-ipv4", "platform"]);
        assert_eq!(config.storage.stored_bytes_max, 1_000);
        assert_eq!(config.storage.identity_file, Some("/etc/f.key".into()));
        assert_eq!(config.s3.expect("a bucket").bucket, "files");
    }

    #[test]
    fn mistakes_name_their_key() {
        let wrong = Config::read(Some("data_dirr = \"x\""), &BTreeMap::new());
        assert!(
            wrong
                .expect_err("an unknown key")
                .to_string()
                .contains("data_dirr")
        );
        let mail = variables(&[("FAISCEAU_MAIL_HOST", "smtp.example.org")]);
        let wrong = Config::read(None, &mail).expect_err("nobody writes");
        assert!(wrong.to_string().contains("from"), "{wrong}");
        let wrong = Config::read(None, &variables(&[("FAISCEAU_WORKERS", "many")]));
        assert!(
            wrong
                .expect_err("not a number")
                .to_string()
                .contains("FAISCEAU_WORKERS")
        );
        let wrong = Config::read(Some("clamd = \"localhost:3310\""), &BTreeMap::new());
        assert!(
            wrong
                .expect_err("no kind of socket")
                .to_string()
                .contains("clamd")
        );
        let wrong = Config::read(Some("reference_prefix = \"a b\""), &BTreeMap::new());
        assert!(
            wrong
                .expect_err("a bad prefix")
                .to_string()
                .contains("reference_prefix")
        );
    }

    #[test]
    fn nothing_opens_to_the_public_before_who_answers_and_under_what_right_is_declared() {
        let mut config = Config::default();
        let refused = |config: &Config, key: &str| {
            let told = config.check_public().expect_err(key).to_string();
            assert!(told.contains(key), "{key}: {told}");
        };
        refused(&config, "legal_regime");
        config.legal_regime = Some(Regime::Private);
        refused(&config, "controller");
        config.controller = Some("Association d'essai".into());
        refused(&config, "dpo_contact");
        config.dpo_contact = Some(" ".into());
        refused(&config, "FAISCEAU_DPO_CONTACT");
        config.dpo_contact = Some("dpo@exemple.fr".into());
        refused(&config, "offence_case");
        for regime in [Regime::Mandated, Regime::Authority] {
            config.legal_regime = Some(regime);
            refused(&config, "legal_act");
        }
        config.legal_act = Some("Arrêté d'essai".into());
        assert!(config.check_public().is_ok());
        config.legal_regime = Some(Regime::Private);
        config.offence_case = Some(OffenceCase::Claims);
        assert!(config.check_public().is_ok());
    }

    #[test]
    fn a_demonstration_stays_on_loopback() {
        let mut config = Config {
            demonstration: true,
            ..Config::default()
        };
        assert!(config.check_public().is_ok());
        config.listen = SocketAddr::from(([0, 0, 0, 0], 8080));
        assert!(config.check_public().is_err());
    }
}
