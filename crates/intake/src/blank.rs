//! The blank form of a type, to print for the day the network is down or to fill in on a screen. The same
//! for everybody and for the whole day, it is made once and kept in memory; nobody's answer is in it, and
//! asking for one is journaled nowhere.

use crate::receipt;
use faisceau_documents::letters::{BlankLetter, Sender, Sentence};
use faisceau_documents::{Mark, Regime, Rendered, Say, Setting, Templates};
use faisceau_domain::form::Pack;
use faisceau_platform::config::Config;
use faisceau_platform::fault::Fault;
use faisceau_platform::kept::Paper;
use faisceau_platform::world::World;
use jiff::civil::Date;
use std::sync::Arc;

/// What a form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// To print, and fill in with a pen.
    Print,
    /// To fill in on a screen.
    Fill,
}

impl Use {
    /// Both.
    pub const ALL: [Use; 2] = [Use::Print, Use::Fill];

    /// The stable word: in addresses, names of files and keys of words.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Use::Print => "print",
            Use::Fill => "fill",
        }
    }
}

/// What forms are made of: the content of an instance and its configuration, without its database.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    /// The questionnaires.
    pub forms: &'a Pack,
    /// The law pack.
    pub law: &'a faisceau_law::Pack,
    /// The templates of papers.
    pub templates: &'a Templates,
    /// Who answers for the instance.
    pub config: &'a Config,
    /// The day whose law and numbers the form bears.
    pub on: Date,
}

impl<'a> Material<'a> {
    /// That of a running instance, today.
    #[must_use]
    pub fn of(world: &'a World) -> Material<'a> {
        Material {
            forms: &world.forms,
            law: &world.law,
            templates: &world.templates,
            config: &world.config,
            on: world.clock.now().to_zoned(receipt::zone()).date(),
        }
    }

    /// The form of a type; `None` when the type does not exist.
    ///
    /// # Errors
    /// When the law pack says nothing of personal data, or the paper cannot be typeset.
    pub fn typeset(&self, say: &Say, code: &str, wanted: Use) -> Result<Option<Rendered>, Fault> {
        let Some(letter) = self.letter(say, code, wanted)? else {
            return Ok(None);
        };
        let midnight = self.on.to_zoned(receipt::zone())?;
        let setting = Setting {
            say,
            templates: self.templates,
            regime: self.config.regime(),
            at: &midnight,
            // The same form on the same day is the same document.
            ident: &format!("{}/{}/{}", letter.form.hash, say.lang.code(), wanted.code()),
            mark: match self.config.demonstration {
                true => Mark::Specimen,
                false => Mark::None,
            },
        };
        Ok(Some(faisceau_documents::blank(&letter, setting)?))
    }

    fn letter(&self, say: &Say, code: &str, wanted: Use) -> Result<Option<BlankLetter>, Fault> {
        let (forms, lang) = (self.forms, say.lang);
        let (Some(form), Some(printed)) = (forms.form_ref(code), forms.printed(code, lang)) else {
            return Ok(None);
        };
        let emergency = forms.route("emergency").into_iter();
        let danger = emergency
            .flat_map(|route| &route.contacts)
            .filter_map(|key| forms.contact(key))
            .filter_map(|contact| {
                let number = contact.number.clone()?;
                let (name, hours) = (contact.name.get(lang), contact.hours.get(lang));
                Some([name.to_owned(), number, hours.to_owned()])
            });
        let law = self
            .law
            .at(self.on)
            .say_family(self.config.regime().data_family(), lang)?;
        let sentence = |said: faisceau_law::Said| Sentence {
            text: said.text,
            citation: said.citation,
        };
        Ok(Some(BlankLetter {
            form,
            printed,
            sender: Sender {
                name: self.config.controller_name().to_owned(),
                address: self.config.contact.clone(),
                phone: None,
                email: None,
            },
            not_police: self.config.regime() != Regime::Authority,
            danger: danger.collect(),
            law: law.into_iter().map(sentence).collect(),
            on: self.on,
            fillable: wanted == Use::Fill,
        }))
    }
}

/// The form of a type open today, made now unless it is kept; `None` when there is no such type.
///
/// # Errors
/// See [`Material::typeset`].
pub async fn blank(
    world: &Arc<World>,
    say: &Say,
    code: &str,
    wanted: Use,
) -> Result<Option<Arc<Paper>>, Fault> {
    let on = Material::of(world).on;
    if !world.forms.open_on(on).iter().any(|kind| kind.code == code) {
        return Ok(None);
    }
    let name = format!("blank/{code}/{}/{}/{on}", say.lang.code(), wanted.code());
    let made = world.kept.get(&name, || {
        let (of, say, code) = (world.clone(), say.clone(), code.to_owned());
        async move {
            let typesetters = of.typesetters.clone();
            let typeset = move || {
                let rendered = Material::of(&of).typeset(&say, &code, wanted)?;
                rendered.ok_or_else(|| Fault::new("a type that was open is not there"))
            };
            Ok(typesetters.run(typeset).await??.pdf)
        }
    });
    Ok(Some(made.await?))
}
