//! Every sentence a person reads, looked up by key and language (Fluent). French stands in when
//! English lacks a sentence; a key nobody wrote shows as `⟦key⟧`. French sentences get the spaces of
//! French printing here, once. Never reads a file by itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use faisceau_domain::{Lang, typeset};
pub use fluent_bundle::FluentValue as Value;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

/// How many different unwritten keys are remembered; keys come from code, so this is never
/// reached unless a key is built from outside data, which must not fill the memory.
const REMEMBERED: usize = 1_000;

/// Why the translations could not be loaded. Each names the file to correct.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum WordsFault {
    /// The file is not valid Fluent.
    #[error("{lang}/{file}: {detail}")]
    Syntax {
        /// Language folder.
        lang: &'static str,
        /// File name.
        file: String,
        /// What the parser said, first error only.
        detail: String,
    },
    /// A key does not begin with the name of its file, so two files could fight over it.
    #[error("{lang}/{file}: the key `{key}` must be kebab-case and begin with `{stem}-`")]
    Key {
        /// Language folder.
        lang: &'static str,
        /// File name.
        file: String,
        /// The offending key.
        key: String,
        /// What it must begin with.
        stem: String,
    },
    /// A key is written twice in one file.
    #[error("{lang}/{file}: the key `{key}` is written twice")]
    Twice {
        /// Language folder.
        lang: &'static str,
        /// File name.
        file: String,
        /// The repeated key.
        key: String,
    },
}

/// All translations in memory. Shared between threads behind an [`Arc`].
pub struct Words {
    bundles: BTreeMap<Lang, FluentBundle<FluentResource>>,
    keys: BTreeMap<Lang, BTreeSet<String>>,
    missed: Mutex<BTreeSet<(Lang, String)>>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let count = |lang| self.keys.get(&lang).map_or(0, BTreeSet::len);
        write!(f, "Words(fr: {}, en: {})", count(Lang::Fr), count(Lang::En))
    }
}

impl Words {
    /// Reads `(language, file name, text)` triples. A file given again (an operator's overlay)
    /// replaces, sentence by sentence, what the earlier one said.
    ///
    /// # Errors
    /// [`WordsFault`] when a file is not Fluent, or a key is repeated or not prefixed by the
    /// name of its file.
    pub fn load<I>(files: I) -> Result<Words, WordsFault>
    where
        I: IntoIterator<Item = (Lang, String, String)>,
    {
        let mut words = Words {
            bundles: Lang::ALL.map(|lang| (lang, bundle(lang))).into(),
            keys: Lang::ALL.map(|lang| (lang, BTreeSet::new())).into(),
            missed: Mutex::default(),
        };
        for (lang, file, text) in files {
            let keys = keys_of(lang, &file, &text)?;
            let typeset = typeset(lang, &text).into_owned();
            let resource = FluentResource::try_new(typeset).map_err(|(_, errors)| {
                let detail = errors.first().map_or_else(String::new, ToString::to_string);
                WordsFault::Syntax {
                    lang: lang.code(),
                    file: file.clone(),
                    detail,
                }
            })?;
            words.keys.entry(lang).or_default().extend(keys);
            words
                .bundles
                .entry(lang)
                .or_insert_with(|| bundle(lang))
                .add_resource_overriding(resource);
        }
        Ok(words)
    }

    /// The sentence `key` in `lang`, with its arguments. Falls back on French, then on `⟦key⟧`;
    /// both are remembered by [`Words::missing`].
    #[must_use]
    pub fn say(&self, lang: Lang, key: &str, args: &[(&str, Value<'_>)]) -> String {
        if let Some(sentence) = self.find(lang, key, args) {
            return sentence;
        }
        self.remember(lang, key);
        if lang != Lang::Fr
            && let Some(sentence) = self.find(Lang::Fr, key, args)
        {
            return sentence;
        }
        format!("⟦{key}⟧")
    }

    /// Whether `key` is written in `lang` itself, without falling back.
    #[must_use]
    pub fn has(&self, lang: Lang, key: &str) -> bool {
        self.keys.get(&lang).is_some_and(|keys| keys.contains(key))
    }

    /// Every key written in `lang`, in order: what a test compares between languages.
    pub fn keys(&self, lang: Lang) -> impl Iterator<Item = &str> {
        self.keys
            .get(&lang)
            .into_iter()
            .flatten()
            .map(String::as_str)
    }

    /// What was asked so far and not written in the language asked for (the first thousand).
    #[must_use]
    pub fn missing(&self) -> Vec<(Lang, String)> {
        let missed = self.missed.lock().unwrap_or_else(PoisonError::into_inner);
        missed.iter().cloned().collect()
    }

    fn find(&self, lang: Lang, key: &str, args: &[(&str, Value<'_>)]) -> Option<String> {
        let bundle = self.bundles.get(&lang)?;
        let pattern = bundle.get_message(key)?.value()?;
        let args: FluentArgs<'_> = args
            .iter()
            .map(|(name, value)| (*name, value.clone()))
            .collect();
        // A missing argument shows as {$name} in the sentence: visible, and never a refusal.
        let mut errors = Vec::new();
        Some(
            bundle
                .format_pattern(pattern, Some(&args), &mut errors)
                .into_owned(),
        )
    }

    fn remember(&self, lang: Lang, key: &str) {
        let mut missed = self.missed.lock().unwrap_or_else(PoisonError::into_inner);
        if missed.len() < REMEMBERED {
            missed.insert((lang, key.to_owned()));
        }
    }
}

/// One language's sentences, small enough to hand to every page and letter.
#[derive(Debug, Clone)]
pub struct Say {
    /// All translations.
    pub words: Arc<Words>,
    /// The language of this reader.
    pub lang: Lang,
}

impl Say {
    /// The sentences of `words` in `lang`.
    #[must_use]
    pub fn new(words: Arc<Words>, lang: Lang) -> Say {
        Say { words, lang }
    }

    /// The sentence `key`, which takes no argument.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.words.say(self.lang, key, &[])
    }

    /// The sentence `key` with text arguments; numbers come already written as text.
    #[must_use]
    pub fn with(&self, key: &str, args: &[(&str, &str)]) -> String {
        let args: Vec<(&str, Value<'_>)> = args
            .iter()
            .map(|(name, value)| (*name, Value::String((*value).into())))
            .collect();
        self.words.say(self.lang, key, &args)
    }

    /// The sentence `key` that counts: the number is its argument `$n`, and chooses the plural.
    #[must_use]
    pub fn number(&self, key: &str, n: i64) -> String {
        self.words.say(self.lang, key, &[("n", Value::from(n))])
    }
}

fn bundle(lang: Lang) -> FluentBundle<FluentResource> {
    let code: LanguageIdentifier = lang
        .code()
        .parse()
        .expect("the codes of Lang are BCP 47 language codes");
    let mut bundle = FluentBundle::new_concurrent(vec![code]);
    // Isolation marks around arguments are invisible characters: they would be printed as
    // ⟨U+2068⟩ on paper and break comparisons; our pages isolate with <bdi> instead.
    bundle.set_use_isolating(false);
    bundle
}

/// The keys of a file. A message is the only thing that starts a line with a letter.
fn keys_of(lang: Lang, file: &str, text: &str) -> Result<BTreeSet<String>, WordsFault> {
    let stem = file
        .rsplit('/')
        .next()
        .unwrap_or(file)
        .trim_end_matches(".ftl");
    let mut keys = BTreeSet::new();
    for line in text
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
    {
        let key = line
            .split_once('=')
            .map_or(line, |(key, _)| key)
            .trim()
            .to_owned();
        let owned = key
            .strip_prefix(stem)
            .is_some_and(|rest| rest.starts_with('-'));
        let kebab = key
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !owned || !kebab {
            let (file, stem) = (file.to_owned(), stem.to_owned());
            return Err(WordsFault::Key {
                lang: lang.code(),
                file,
                key,
                stem,
            });
        }
        if keys.contains(&key) {
            return Err(WordsFault::Twice {
                lang: lang.code(),
                file: file.to_owned(),
                key,
            });
        }
        keys.insert(key);
    }
    Ok(keys)
}
