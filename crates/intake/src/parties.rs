//! Who complains, who fills in for them, and in what quality, as the answers say: told apart wherever a
//! page or a paper names anybody. Reads answers; decides nobody's right to act, which an officer checks.

use faisceau_documents::Say;
use faisceau_domain::Lang;
use faisceau_domain::form::{Answer, Answers, Key, Pack, Value};
use jiff::civil::Date;

/// Who complains, and by whom.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Parties {
    /// The person or the organisation concerned.
    pub(crate) complainant: Option<String>,
    /// The birth date of a person.
    pub(crate) born: Option<Date>,
    /// Who fills in for them, when it is not themselves.
    pub(crate) by: Option<By>,
}

/// Who fills in for somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct By {
    /// As they named themselves; a report may not say.
    pub(crate) name: Option<String>,
    /// Their quality, in the words they chose or wrote.
    pub(crate) quality: String,
}

impl By {
    /// Name and quality on one line.
    pub(crate) fn line(&self, say: &Say) -> String {
        match &self.name {
            Some(name) => {
                let args = [("name", name.as_str()), ("quality", self.quality.as_str())];
                say.with("orientation-by", &args)
            }
            None => self.quality.clone(),
        }
    }
}

impl Parties {
    /// The parties of these answers, worded in a language.
    pub(crate) fn of(pack: &Pack, answers: &Answers, lang: Lang) -> Parties {
        let read = Read { pack, answers };
        let victim = read.person("victim.civil");
        let role = read.code("filer.role");
        let born = match read.value("victim.civil") {
            Some(Value::Person(person)) => person.born_on,
            _ => None,
        };
        match role {
            Some("organisation") => {
                let quality = read.text("org.power");
                let role = read.choice("filer.role", lang);
                Parties {
                    complainant: read.organisation(),
                    born: None,
                    by: Some(By {
                        name: victim,
                        quality: quality.or(role).unwrap_or_default(),
                    }),
                }
            }
            Some("victim") | None => Parties {
                complainant: victim,
                born,
                by: None,
            },
            Some(_) => Parties {
                complainant: victim,
                born,
                by: Some(By {
                    name: read.person("filer.name"),
                    quality: read.choice("filer.role", lang).unwrap_or_default(),
                }),
            },
        }
    }
}

struct Read<'a> {
    pack: &'a Pack,
    answers: &'a Answers,
}

impl<'a> Read<'a> {
    fn value(&self, key: &str) -> Option<&'a Value> {
        let key: Key = key.parse().ok()?;
        self.answers.get(&key).and_then(Answer::value)
    }

    fn code(&self, key: &str) -> Option<&'a str> {
        match self.value(key) {
            Some(Value::Choice(code)) => Some(code),
            _ => None,
        }
    }

    /// The words of the choice made.
    fn choice(&self, key: &str, lang: Lang) -> Option<String> {
        let choice = self.pack.field(key)?.choice(self.code(key)?)?;
        Some(choice.label.get(lang).to_owned())
    }

    fn text(&self, key: &str) -> Option<String> {
        match self.value(key) {
            Some(Value::Text(text)) => Some(text.clone()),
            _ => None,
        }
    }

    fn person(&self, key: &str) -> Option<String> {
        let Some(Value::Person(person)) = self.value(key) else {
            return None;
        };
        let part = |code: &str| {
            let mut parts = person.parts.iter();
            parts.find(|(c, _)| c == code).map(|(_, v)| v.as_str())
        };
        let name: Vec<&str> = [part("first_names"), part("birth_name")]
            .into_iter()
            .flatten()
            .collect();
        Some(name.join(" ")).filter(|name| !name.is_empty())
    }

    /// The organisation, with its number when it was given.
    fn organisation(&self) -> Option<String> {
        let name = self.text("org.name")?;
        match self.value("org.siren") {
            Some(Value::Typed(siren)) => Some(format!("{name} ({})", siren.raw)),
            _ => Some(name),
        }
    }
}
