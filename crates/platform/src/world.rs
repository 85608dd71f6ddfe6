//! The world an operation acts in, built once at start: configuration, database, files, clock,
//! chance, words, law, forms, policies, keys, and what the capabilities registered. Holds no
//! request's state.

use crate::certificate;
use crate::clock::{Clock, Dice};
use crate::config::Config;
use crate::content::Content;
use crate::cx::Cx;
use crate::db::{Db, Statement};
use crate::deposit::Deposit;
use crate::events::Reaction;
use crate::fault::Fault;
use crate::health::{Gauge, Look};
use crate::jobs::JobKind;
use crate::kept::Kept;
use crate::keys::Keys;
use crate::oidc::{self, Provider};
use crate::time::{self, Authority};
use crate::typesetters::Typesetters;
use crate::web::{Front, Panel, Routes};
use faisceau_documents::Templates;
use faisceau_documents::cms::{Roots, Signer};
use faisceau_documents::words::Words;
use faisceau_domain::alarm::Thresholds;
use faisceau_domain::audit::Attention;
use faisceau_domain::frame::Frame;
use faisceau_domain::guide::Guides;
use faisceau_domain::inventory::Inventory;
use faisceau_domain::noise::{self, Complaints};
use faisceau_domain::priority::Weights;
use faisceau_domain::retention::Clocks;
use faisceau_domain::set_aside::Fates;
use faisceau_domain::{Lang, ValueIds};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};
use tokio::sync::Notify;
use utoipa::openapi::{Info, License, OpenApi, Paths};

/// The zone of the times told and printed, and of "today" in questions.
#[must_use]
pub fn zone() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC)
}

/// What one capability brings. The binary lists them; nothing else knows them all.
#[derive(Clone, Default)]
pub struct Capability {
    /// Its folder's name under `crates/`.
    pub name: &'static str,
    /// Its statements, for the test that prepares them all.
    pub statements: Vec<&'static [Statement]>,
    /// What it does when others tell something.
    pub reactions: Vec<Reaction>,
    /// The jobs it does.
    pub jobs: Vec<JobKind>,
    /// Its pages and interfaces.
    pub routes: Option<fn() -> Routes<Arc<Front>>>,
    /// Its pieces of pages made of several capabilities.
    pub panels: Vec<Panel<Cx>>,
    /// The description of its interface under `/api/v1`.
    pub openapi: Option<fn() -> OpenApi>,
    /// What machines of the operator measure of it.
    pub gauges: Vec<Gauge>,
    /// What it sees of the health of the installation.
    pub looks: Vec<Look>,
}

/// Everything an operation needs from outside itself.
pub struct World {
    /// Configuration.
    pub config: Config,
    /// Shipped content with the operator's overlay.
    pub content: Content,
    /// Both databases behind one type.
    pub db: Db,
    /// Files.
    pub deposit: Deposit,
    /// Time.
    pub clock: Clock,
    /// Chance.
    pub dice: Dice,
    /// Sentences.
    pub words: Arc<Words>,
    /// What the law says, by date.
    pub law: faisceau_law::Pack,
    /// The questionnaires.
    pub forms: faisceau_domain::form::Pack,
    /// Under which law complaints are brought together, as on the day of the start.
    pub frame: Frame,
    /// From which figures on an auditor is shown consultations.
    pub attention: Attention,
    /// When a series is told of, and how long a value may be watched for.
    pub thresholds: Thresholds,
    /// In what order complaints and series are looked at.
    pub weights: Weights,
    /// What becomes of files that may show a minor.
    pub fates: Fates,
    /// What the installation holds: every column, its purpose and how long it is kept.
    pub inventory: Inventory,
    /// How long each class of data is kept, as on the day of the start.
    pub clocks: Clocks,
    /// What officers are guided by when they collect and defend evidence.
    pub guides: Guides,
    /// Values that are everybody's: they bring nobody together.
    pub noise: noise::Lists,
    /// Letters to typeset.
    pub templates: Templates,
    /// The description of the interface under `/api/v1`.
    pub openapi: OpenApi,
    /// The threads that typeset papers.
    pub typesetters: Arc<Typesetters>,
    /// Papers that are the same for everybody.
    pub kept: Kept,
    /// The ids of values in this installation.
    pub value_ids: ValueIds,
    keys: RwLock<Keys>,
    /// The operator's certificate, when there is one.
    pub signer: Option<Signer>,
    /// The authorities of trusted time.
    pub authorities: Vec<Authority>,
    /// What each authority of trusted time leads to, by its name, former ones too.
    pub roots_of_time: BTreeMap<String, Roots>,
    /// Providers of identity, their secrets read.
    pub providers: Vec<Provider>,
    /// Rung when something begins to wait for the linker ([`crate::db::Tx::rings`]).
    pub linking: Arc<Notify>,
    /// What the capabilities do when others tell something.
    pub reactions: Vec<Reaction>,
    /// The jobs the capabilities do.
    pub job_kinds: Vec<JobKind>,
    /// What machines of the operator measure of the capabilities.
    pub gauges: Vec<Gauge>,
    /// What the capabilities see of the health of the installation.
    pub looks: Vec<Look>,
}

/// What a world is built from.
pub struct Parts {
    /// Configuration.
    pub config: Config,
    /// Content.
    pub content: Content,
    /// An open, migrated database.
    pub db: Db,
    /// Time.
    pub clock: Clock,
    /// Chance.
    pub dice: Dice,
}

impl World {
    /// Reads the content and opens keys and files below the data folder.
    ///
    /// # Errors
    /// When content is malformed (the file is named) or the data folder cannot be used.
    pub fn build(parts: Parts, capabilities: &[Capability]) -> Result<World, Fault> {
        let Parts {
            config,
            content,
            db,
            clock,
            dice,
        } = parts;
        let noise = read_noise(&content, &config)?;
        let words = Arc::new(read_words(&content, &noise)?);
        let keys = Keys::open(&config.data_dir, || dice.bytes())?;
        let deposit = Deposit::open(&config, &db, (&clock, &dice))?;
        let (signer, authorities) = outside(&config)?;
        let law = read_law(&content)?;
        let forms = read_forms(&content)?;
        let today = clock.now().to_zoned(TimeZone::UTC).date();
        let frame = read_frame(&content, &config, law.at(today), &forms)?;
        let kept = |table: &str| Clocks::of(table, law.at(today));
        let clocks = figures(&content, "figures/retention.toml", kept)?;
        let providers = read_providers(&content, &config, &law.at(today))?;
        Ok(World {
            law,
            forms,
            frame,
            attention: figures(&content, "figures/audit.toml", Attention::read)?,
            thresholds: figures(&content, "figures/alerts.toml", Thresholds::read)?,
            weights: figures(&content, "figures/priority.toml", Weights::read)?,
            fates: figures(&content, "figures/set_aside.toml", Fates::read)?,
            inventory: Inventory::read(content.folder("privacy")).map_err(Fault::new)?,
            clocks,
            guides: read_guides(&content)?,
            noise,
            templates: Templates::load(owned(content.folder("letters")))?,
            openapi: openapi(capabilities),
            typesetters: Arc::new(Typesetters::start(cores())?),
            reactions: all(capabilities, |c| c.reactions.clone()),
            job_kinds: all(capabilities, |c| c.jobs.clone()),
            gauges: all(capabilities, |c| c.gauges.clone()),
            looks: all(capabilities, |c| c.looks.clone()),
            kept: Kept::default(),
            value_ids: keys.value_ids(),
            keys: RwLock::new(keys),
            signer,
            authorities,
            roots_of_time: time::roots(&config.time)?,
            providers,
            linking: Arc::default(),
            config,
            content,
            db,
            deposit,
            clock,
            dice,
            words,
        })
    }

    /// The keys in force.
    ///
    /// # Panics
    /// When a thread panicked while it rotated the keys.
    #[must_use]
    pub fn keys(&self) -> Keys {
        self.keys
            .read()
            .expect("no code panics while it holds the keys")
            .clone()
    }

    /// Signs with a new key from now on.
    ///
    /// # Errors
    /// When the key files cannot be written.
    ///
    /// # Panics
    /// When a thread panicked while it held the keys.
    pub fn rotate_keys(&self) -> Result<String, Fault> {
        let mut keys = self
            .keys
            .write()
            .expect("no code panics while it holds the keys");
        keys.rotate(self.dice.bytes())
    }

    /// Marks a retired key as revoked, in the file and for this process.
    ///
    /// # Errors
    /// When the file cannot be written.
    ///
    /// # Panics
    /// When a thread panicked while it held the keys.
    pub(crate) fn revoke_key(&self, id: &str, since: jiff::Timestamp) -> Result<(), Fault> {
        let mut keys = self
            .keys
            .write()
            .expect("no code panics while it holds the keys");
        keys.mark_revoked(id, since)
    }
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(2, std::num::NonZero::get)
}

/// One list of what the capabilities bring.
fn all<T>(capabilities: &[Capability], of: impl Fn(&Capability) -> Vec<T>) -> Vec<T> {
    capabilities.iter().flat_map(of).collect()
}

/// The operator's certificate, and the authorities of trusted time.
fn outside(config: &Config) -> Result<(Option<Signer>, Vec<Authority>), Fault> {
    let signer = config.signature.as_ref().map(certificate::open);
    let authorities = config.time.authorities.iter().map(Authority::open);
    Ok((signer.transpose()?, authorities.collect::<Result<_, _>>()?))
}

/// The providers of identity of this configuration, with what their kinds ask for.
fn read_providers(
    content: &Content,
    config: &Config,
    law: &faisceau_law::At<'_>,
) -> Result<Vec<Provider>, Fault> {
    let profiles = figures(content, "figures/oidc_profiles.toml", oidc::read_profiles)?;
    oidc::open(config, &profiles, law)
}

/// The lists of values that are everybody's that this configuration leaves in force.
///
/// # Errors
/// When a list is malformed, or one that is switched off does not exist.
pub fn read_noise(content: &Content, config: &Config) -> Result<noise::Lists, Fault> {
    let complaints = match config.demonstration {
        true => Complaints::Examples,
        false => Complaints::Real,
    };
    noise::Lists::read(content.folder("noise"), &config.noise_off, complaints)
        .map_err(|mistakes| told("the lists of noise", &mistakes))
}

/// The names of the lists are words too, under the keys `noise-list-` and their codes.
fn names(noise: &noise::Lists, lang: Lang) -> (Lang, String, String) {
    let lines = noise.all().iter().map(|list| {
        let name = list.name.get(lang);
        format!("noise-list-{} = {name}\n", list.code)
    });
    (lang, "noise.ftl".to_owned(), lines.collect())
}

/// Every sentence of the content, with the names of the lists.
///
/// # Errors
/// When a file is malformed; it is named.
pub fn read_words(content: &Content, noise: &noise::Lists) -> Result<Words, Fault> {
    let files = Lang::ALL.into_iter().flat_map(|lang| {
        content
            .folder(&format!("locales/{}", lang.code()))
            .map(move |(name, text)| (lang, name.to_owned(), text.to_owned()))
            .collect::<Vec<_>>()
    });
    let named = Lang::ALL.into_iter().map(|lang| names(noise, lang));
    Ok(Words::load(files.chain(named))?)
}

fn owned<'a>(
    files: impl Iterator<Item = (&'a str, &'a str)>,
) -> impl Iterator<Item = (String, String)> {
    files.map(|(name, text)| (name.to_owned(), text.to_owned()))
}

/// A table of figures; a mistake names the file.
fn figures<T>(
    content: &Content,
    file: &str,
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<T, Fault> {
    let text = content.file(file).unwrap_or_default();
    read(text).map_err(|wrong| Fault::new(format!("{file}: {wrong}")))
}

/// The checklist of admissibility and the guides.
///
/// # Errors
/// Names the file and what is wrong with it.
pub fn read_guides(content: &Content) -> Result<Guides, Fault> {
    let file = |name| content.file(name).unwrap_or_default();
    let list = file("guides/admissibility.toml");
    let first = file("guides/first-response.toml");
    Guides::read(list, first).map_err(Fault::new)
}

/// Every mistake of a pack in one fault: whoever edits it corrects them all at once.
fn told<M: std::fmt::Display>(what: &str, mistakes: &[M]) -> Fault {
    let lines: Vec<String> = mistakes.iter().map(|m| format!("  {m}")).collect();
    Fault::new(format!("{what} cannot be used:\n{}", lines.join("\n")))
}

/// The law pack of the content.
///
/// # Errors
/// Every mistake of the pack.
pub fn read_law(content: &Content) -> Result<faisceau_law::Pack, Fault> {
    faisceau_law::Pack::read(owned(content.folder("law"))).map_err(|m| told("the law pack", &m))
}

/// The questionnaires of the content.
///
/// # Errors
/// Every mistake of the pack.
pub fn read_forms(content: &Content) -> Result<faisceau_domain::form::Pack, Fault> {
    let files = owned(content.folder("forms")).filter(|(name, _)| name.ends_with(".toml"));
    faisceau_domain::form::Pack::read(files).map_err(|m| told("the questionnaires", &m))
}

/// One description of the interfaces of every capability.
fn openapi(capabilities: &[Capability]) -> OpenApi {
    let mut whole = OpenApi::new(
        Info::builder()
            .title("Faisceau")
            .version(env!("CARGO_PKG_VERSION"))
            .license(Some(License::new("EUPL-1.2")))
            .build(),
        Paths::new(),
    );
    for part in capabilities
        .iter()
        .filter_map(|capability| capability.openapi)
    {
        whole.merge(part());
    }
    whole
}

/// The legal frame of linkage, from its table.
fn read_frame(
    content: &Content,
    config: &Config,
    law: faisceau_law::At<'_>,
    forms: &faisceau_domain::form::Pack,
) -> Result<Frame, Fault> {
    let table = content.file("figures/linkage_basis.toml");
    let (basis, regime) = (config.linkage_basis, config.regime().code());
    let frame = Frame::of(table.unwrap_or_default(), basis, regime, law, forms)?;
    Ok(frame)
}
