//! Placeholders in the sentences of the pack: `{period_years}` stands for the value of that name.
//! Checks them and fills them; never invents a value.

use std::collections::{BTreeMap, BTreeSet};

use crate::lang::{Lang, Text};
use crate::mistake::Problem;
use crate::value::Value;

/// A piece of a sentence.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    Words(&'a str),
    Hole(&'a str),
}

/// Cuts a sentence at its placeholders; `None` when a brace has no pair.
fn cut(sentence: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    let mut rest = sentence;
    while let Some(at) = rest.find(['{', '}']) {
        let (words, braced) = rest.split_at(at);
        let inside = braced.strip_prefix('{')?;
        let end = inside.find(['{', '}'])?;
        let after = inside[end..].strip_prefix('}')?;
        pieces.push(Piece::Words(words));
        pieces.push(Piece::Hole(&inside[..end]));
        rest = after;
    }
    pieces.push(Piece::Words(rest));
    Some(pieces)
}

/// The names asked for, in order of appearance.
fn holes<'a>(pieces: &[Piece<'a>]) -> Vec<&'a str> {
    pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Hole(name) => Some(*name),
            Piece::Words(_) => None,
        })
        .collect()
}

/// Fills a text with values. Every placeholder must name a value, the same ones in both languages.
pub(crate) fn fill(
    field: &str,
    text: &Text,
    values: &BTreeMap<String, Value>,
) -> Result<Text, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut asked: Vec<BTreeSet<&str>> = Vec::new();
    let filled = Text::of(|lang| {
        let Some(pieces) = cut(text.say(lang)) else {
            let field = format!("{field}.{}", lang.code());
            problems.push(Problem::LoneBrace { field });
            return String::new();
        };
        asked.push(holes(&pieces).into_iter().collect());
        let mut out = String::new();
        for piece in pieces {
            match piece {
                Piece::Words(words) => out.push_str(words),
                Piece::Hole(name) => match values.get(name) {
                    Some(value) => out.push_str(&value.printed(lang)),
                    None => problems.push(Problem::UnknownPlaceholder {
                        field: format!("{field}.{}", lang.code()),
                        name: name.to_owned(),
                    }),
                },
            }
        }
        out
    });
    if problems.is_empty() && asked.windows(2).any(|pair| pair[0] != pair[1]) {
        let field = field.to_owned();
        problems.push(Problem::PlaceholdersDiffer { field });
    }
    if problems.is_empty() {
        Ok(filled)
    } else {
        Err(problems)
    }
}

/// Refuses values and numbers in a plain sentence: what it says must hold whatever they are.
pub(crate) fn without_values(text: &Text) -> Result<(), Vec<Problem>> {
    let mut problems = Vec::new();
    for lang in Lang::ALL {
        if text.say(lang).chars().any(char::is_numeric) {
            let lang = lang.code();
            problems.push(Problem::NumberInPlain { lang });
        }
        match cut(text.say(lang)) {
            None => problems.push(Problem::LoneBrace {
                field: format!("plain.{}", lang.code()),
            }),
            Some(pieces) => {
                problems.extend(
                    holes(&pieces)
                        .into_iter()
                        .map(|name| Problem::ValueInPlain {
                            name: name.to_owned(),
                        }),
                );
            }
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems)
    }
}

/// Whether a pattern holds `{article}` exactly once in each language, and nothing else in braces.
pub(crate) fn is_article_pattern(text: &Text) -> bool {
    Lang::ALL
        .into_iter()
        .all(|lang| cut(text.say(lang)).is_some_and(|pieces| holes(&pieces) == ["article"]))
}

/// Writes an article number into a pattern accepted by [`is_article_pattern`].
pub(crate) fn cite(pattern: &Text, article: &str) -> Text {
    Text::of(|lang| pattern.say(lang).replace("{article}", article))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_are_paired_or_refused() {
        for bad in ["{", "}", "a } b", "{a{b}}", "{a", "a} {b}"] {
            assert_eq!(cut(bad), None, "{bad}");
        }
        let pieces = cut("de {period_years} ans").expect("paired");
        assert_eq!(holes(&pieces), ["period_years"]);
        assert_eq!(cut("rien"), Some(vec![Piece::Words("rien")]));
    }
}
