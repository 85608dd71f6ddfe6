//! What the law forbids this installation, asked by operations and nowhere else: the table is
//! `domain::regime`, the ground comes from the law pack in the language of who asked. A refusal travels as
//! an error of its own kind, as any operation may meet it; the edges (page, interface, command line, job)
//! find it and answer with its ground, never with a fault.

use crate::cx::Cx;
use crate::fault::Fault;
use crate::world::zone;
use faisceau_documents::words::Say;
use faisceau_domain::Lang;
use faisceau_domain::regime::{Forbidden, Regulated, Standing, allows};
use faisceau_domain::typeset;

/// A refusal of the law, in words.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{said}")]
pub struct RegimeForbids {
    /// What, and the key of its ground.
    pub forbidden: Forbidden,
    /// The sentence and its ground, in the language of who asked.
    pub said: String,
    /// The same in every language, where nobody's language is known.
    pub in_every_language: String,
}

impl RegimeForbids {
    /// The refusal that made an operation fail, if one did.
    #[must_use]
    pub fn in_fault(fault: &Fault) -> Option<&RegimeForbids> {
        fault.find::<RegimeForbids>()
    }
}

impl Cx {
    /// Where this installation stands in law.
    #[must_use]
    pub fn standing(&self) -> Standing {
        Standing {
            regime: self.world.config.regime(),
            basis: self.world.frame.basis,
            case: self.world.config.offence_case,
        }
    }

    /// Whether the law lets this installation do this.
    ///
    /// # Errors
    /// [`RegimeForbids`], with its ground.
    pub fn regime_allows(&self, what: Regulated) -> Result<(), RegimeForbids> {
        allows(what, self.standing()).map_err(|forbidden| {
            let every = Lang::ALL.map(|lang| self.ground(forbidden, lang));
            RegimeForbids {
                forbidden,
                said: self.ground(forbidden, self.lang),
                in_every_language: every.join("\n"),
            }
        })
    }

    /// The same for what comes from another system or body: its own claims are those of the sources that
    /// the operator declares.
    ///
    /// # Errors
    /// [`RegimeForbids`], with its ground.
    pub fn regime_allows_source(&self, source: &str) -> Result<(), RegimeForbids> {
        let own = &self.world.config.own_sources;
        if own
            .iter()
            .any(|name| name == source || name == EVERY_SOURCE)
        {
            return Ok(());
        }
        self.regime_allows(Regulated::TakeOthersClaims)
    }

    /// What is refused, what the law says and where. What is not confirmed is said to people in the plain
    /// words of the pack.
    fn ground(&self, forbidden: Forbidden, lang: Lang) -> String {
        let say = Say::new(self.world.words.clone(), lang);
        let today = self.world.clock.now().to_zoned(zone()).date();
        let law = self.world.law.at(today);
        let refused = say.say(&format!("regime-forbids-{}", forbidden.what.code()));
        let ground = match (law.say(forbidden.law, lang), law.because(forbidden.law)) {
            (Ok(said), _) => match said.citation {
                Some(citation) => format!("{} ({citation})", said.text),
                None => said.text,
            },
            // Written for staff alone: only they meet it.
            (Err(_), Ok(because)) => typeset(lang, because.sentence.say(lang)).into_owned(),
            (Err(_), Err(_)) => String::new(),
        };
        format!("{refused} {ground}").trim().to_owned()
    }
}

/// The word by which an operator declares that every source is its own.
const EVERY_SOURCE: &str = "*";
