//! Reads the files of the pack: TOML in, entries out, or every mistake at once. Takes texts, never
//! opens a file; what each field means is written for jurists in `docs/law.md`.

use std::collections::BTreeMap;

use jiff::civil::Date;
use toml::{Table, Value as Toml};

use crate::basis;
use crate::calendar::{self, Holiday, Place};
use crate::entry::{Audience, Cite, Confirmation, Entry, Renumbering};
use crate::fields::{Fields, Notes};
use crate::lang::Text;
use crate::mistake::{Mistake, Problem};
use crate::offence::{self, Natinf};
use crate::sentence;
use crate::situation::{self, Situation};
use crate::value::{NotAValue, Value};

/// A confirmation by the operator's jurist, before it meets the entry it names.
#[derive(Debug)]
pub(crate) struct Confirms {
    pub(crate) file: String,
    pub(crate) key: String,
    pub(crate) valid_from: Date,
    pub(crate) checked_on: Date,
    pub(crate) confirmation: Confirmation,
}

/// A code or statute that can be cited.
#[derive(Debug)]
struct Code {
    file: String,
    cited: Text,
    renumbered: Option<(Date, Text)>,
}

/// Everything the files say, before the checks between entries.
#[derive(Debug, Default)]
pub(crate) struct Files {
    pub(crate) entries: Vec<Entry>,
    pub(crate) holidays: Vec<Holiday>,
    pub(crate) places: Vec<Place>,
    pub(crate) natinf: BTreeMap<u32, Natinf>,
    pub(crate) situations: Vec<Situation>,
    pub(crate) confirms: Vec<Confirms>,
    pub(crate) mistakes: Vec<Mistake>,
}

/// Reads all files, in the order of their names whatever the order they come in.
pub(crate) fn files(files: impl IntoIterator<Item = (String, String)>) -> Files {
    let files: BTreeMap<String, String> = files.into_iter().collect();
    let mut read = Files::default();
    let mut codes = BTreeMap::new();
    for (file, text) in files.iter().filter(|(file, _)| base(file) == "codes.toml") {
        let mut notes = Notes::of(file);
        read_codes(&mut notes, text, &mut codes);
        read.mistakes.extend(notes.mistakes);
    }
    for (file, text) in &files {
        let mut notes = Notes::of(file);
        match base(file) {
            "codes.toml" => {}
            "natinf.toml" => offence::read_natinf(&mut notes, text, &mut read.natinf),
            "places.toml" => read.places.extend(calendar::read_places(&mut notes, text)),
            "situations.toml" => read.situations.extend(situation::read(&mut notes, text)),
            "holidays.toml" => read.holidays.extend(calendar::read(&mut notes, text)),
            "confirmations.toml" => read_confirmations(&mut notes, text, &mut read.confirms),
            name if name.ends_with(".toml") => {
                for table in notes.items(text, "entry") {
                    read.entries.extend(read_entry(&mut notes, table, &codes));
                }
            }
            name if name.ends_with(".md") => {}
            _ => notes.add(None, Problem::NotAPackFile),
        }
        read.mistakes.extend(notes.mistakes);
    }
    read
}

/// The last segment of a path, whichever way its slashes lean.
fn base(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

fn read_codes(notes: &mut Notes, text: &str, codes: &mut BTreeMap<String, Code>) {
    for table in notes.items(text, "code") {
        let file = notes.file.clone();
        let mut fields = Fields::open(notes, table, "id");
        let id = fields.words("id");
        let cited = fields.text("cited");
        let on = fields.optional_date("renumbered_on");
        let former = match on {
            Some(_) => fields.text("former"),
            None => None,
        };
        for (field, pattern) in [("cited", &cited), ("former", &former)] {
            if pattern
                .as_ref()
                .is_some_and(|p| !sentence::is_article_pattern(p))
            {
                let field = field.to_owned();
                fields.mistake(Problem::BadPattern { field });
            }
        }
        if let Some(other) = id.as_ref().and_then(|id| codes.get(id)) {
            let other = other.file.clone();
            fields.mistake(Problem::Duplicate { other });
        } else if let (Some(id), Some(cited)) = (id, cited) {
            let renumbered = on.zip(former);
            let code = Code {
                file,
                cited,
                renumbered,
            };
            codes.insert(id, code);
        }
        fields.close();
    }
}

fn read_confirmations(notes: &mut Notes, text: &str, confirms: &mut Vec<Confirms>) {
    for table in notes.items(text, "confirmation") {
        let file = notes.file.clone();
        let mut fields = Fields::open(notes, table, "key");
        let key = fields.words("key");
        let valid_from = fields.date("valid_from");
        let checked_on = fields.date("checked_on");
        let by = fields.words("by");
        let on = fields.date("on");
        let source = fields.words("source");
        fields.close();
        let (Some(key), Some(valid_from), Some(checked_on)) = (key, valid_from, checked_on) else {
            continue;
        };
        let (Some(by), Some(on), Some(source)) = (by, on, source) else {
            continue;
        };
        let source = Some(source);
        let confirmation = Confirmation { by, on, source };
        confirms.push(Confirms {
            file,
            key,
            valid_from,
            checked_on,
            confirmation,
        });
    }
}

/// A key: at least two lower-case words joined by dots.
fn is_key(key: &str) -> bool {
    let word = |word: &str| {
        !word.is_empty()
            && word
                .chars()
                .all(|c| matches!(c, 'a'..='z' | '0'..='9' | '_'))
    };
    key.contains('.') && key.split('.').all(word)
}

fn read_entry(notes: &mut Notes, table: Table, codes: &BTreeMap<String, Code>) -> Option<Entry> {
    let file = notes.file.clone();
    let mut fields = Fields::open(notes, table, "key");
    let key = fields.words("key");
    if key.as_deref().is_some_and(|key| !is_key(key)) {
        fields.mistake(Problem::BadKey);
    }
    let audience = read_audience(&mut fields);
    let valid_from = fields.date("valid_from");
    let valid_to = fields.optional_date("valid_to");
    if let (Some(from), Some(to)) = (valid_from, valid_to)
        && to <= from
    {
        fields.mistake(Problem::Inverted { from, to });
    }
    let before = fields.optional_text("before");
    let after = fields.optional_text("after");
    let held = valid_from.map(|from| (from, valid_to));
    let cites = read_cites(&mut fields, held, codes);
    let values = read_values(&mut fields);
    let sentence = read_sentence(&mut fields, &values);
    let plain = fields.optional_text("plain");
    if let Some(Err(problems)) = plain.as_ref().map(sentence::without_values) {
        fields.mistakes(problems);
    }
    let extends = read_extends(&mut fields, &values);
    let basis = basis::read(&mut fields);
    let offence = offence::read(&mut fields);
    let source = fields.words("source");
    let text_as_of = fields.date("text_as_of");
    let checked_on = fields.date("checked_on");
    let doubt = fields.optional_text("doubt");
    let confirmed = fields.confirmed();
    if audience == Some(Audience::Public) && confirmed == Some(None) && plain.is_none() {
        fields.mistake(Problem::MissingPlain);
    }
    fields.close();
    Some(Entry {
        key: key?,
        file,
        audience: audience?,
        valid_from: valid_from?,
        valid_to,
        before,
        after,
        cites,
        sentence: sentence?,
        plain,
        values,
        basis,
        offence,
        extends,
        source: source?,
        text_as_of: text_as_of?,
        checked_on: checked_on?,
        doubt,
        confirmed: confirmed?,
    })
}

fn read_audience(fields: &mut Fields<'_>) -> Option<Audience> {
    match fields.words("audience")?.as_str() {
        "public" => Some(Audience::Public),
        "staff" => Some(Audience::Staff),
        _ => {
            fields.wrong("audience", "\"public\" or \"staff\"");
            None
        }
    }
}

fn read_sentence(fields: &mut Fields<'_>, values: &BTreeMap<String, Value>) -> Option<Text> {
    let text = fields.text("sentence")?;
    match sentence::fill("sentence", &text, values) {
        Ok(filled) => Some(filled),
        Err(problems) => {
            fields.mistakes(problems);
            None
        }
    }
}

fn read_values(fields: &mut Fields<'_>) -> BTreeMap<String, Value> {
    const WANTS: &str = "a whole number above zero";
    let mut values = BTreeMap::new();
    let Some(written) = fields.take("values") else {
        return values;
    };
    let Toml::Table(table) = written else {
        fields.wrong("values", "values by name, as in { period_years = 6 }");
        return values;
    };
    for (name, number) in table {
        match number.as_integer().map(|number| Value::read(&name, number)) {
            Some(Ok(value)) => {
                values.insert(name, value);
            }
            Some(Err(NotAValue::NoUnit)) => fields.mistake(Problem::UnknownUnit { value: name }),
            Some(Err(NotAValue::OutOfRange)) | None => {
                fields.wrong(&format!("values.{name}"), WANTS);
            }
        }
    }
    values
}

/// Reads `extends`, and checks that the values make one clear deadline or none.
fn read_extends(fields: &mut Fields<'_>, values: &BTreeMap<String, Value>) -> bool {
    let extends = match fields.optional_words("extends").as_deref() {
        None => false,
        Some("next_working_day") => true,
        Some(_) => {
            fields.wrong("extends", "\"next_working_day\"");
            false
        }
    };
    let count = |role: &str| values.keys().filter(|name| name.starts_with(role)).count();
    let (periods, caps) = (count("period_"), count("cap_"));
    if periods > 1 || caps > 1 || (periods == 0 && (caps > 0 || extends)) {
        fields.mistake(Problem::UnclearPeriod);
    }
    extends
}

fn read_cites(
    fields: &mut Fields<'_>,
    held: Option<(Date, Option<Date>)>,
    codes: &BTreeMap<String, Code>,
) -> Vec<Cite> {
    const WANTS: &str = "a list, as in [{ code = \"cpp\", article = \"8\" }]";
    let written = fields.take("cites");
    let list = match written {
        Some(Toml::Array(list)) if !list.is_empty() => list,
        None => {
            let field = "cites".to_owned();
            fields.mistake(Problem::MissingField { field });
            return Vec::new();
        }
        Some(_) => {
            fields.wrong("cites", WANTS);
            return Vec::new();
        }
    };
    let mut cites = Vec::new();
    for one in list {
        match one {
            Toml::Table(table) => cites.extend(read_cite(fields, table, held, codes)),
            _ => fields.wrong("cites", WANTS),
        }
    }
    cites
}

fn read_cite(
    fields: &mut Fields<'_>,
    table: Table,
    held: Option<(Date, Option<Date>)>,
    codes: &BTreeMap<String, Code>,
) -> Option<Cite> {
    let mut inner = fields.inner("cites", table);
    let name = inner.words("code");
    let article = inner.words("article");
    let becomes = inner.optional_words("becomes");
    inner.close();
    let (name, article, (from, to)) = (name?, article?, held?);
    let Some(code) = codes.get(&name) else {
        let known = codes.keys().cloned().collect::<Vec<String>>().join(", ");
        fields.mistake(Problem::UnknownCode { code: name, known });
        return None;
    };
    let citation = sentence::cite(&code.cited, &article);
    let crossed = code
        .renumbered
        .as_ref()
        .filter(|(on, _)| to.is_none_or(|to| *on < to));
    let renumbered = match (crossed, becomes) {
        (None, None) => None,
        (None, Some(_)) => {
            fields.mistake(Problem::NeedlessBecomes { article });
            return None;
        }
        // A version that begins with the new numbers may cite them directly.
        (Some((on, _)), None) if *on <= from => None,
        (Some((on, _)), None) => {
            let (code, on) = (name, *on);
            fields.mistake(Problem::MissingBecomes { code, article, on });
            return None;
        }
        (Some((on, former)), Some(becomes)) => {
            let article_then = Some(becomes).filter(|number| number != "unknown");
            let citation = match &article_then {
                Some(number) => sentence::cite(&code.cited, number),
                None => sentence::cite(former, &article),
            };
            Some(Renumbering {
                on: *on,
                article: article_then,
                citation,
            })
        }
    };
    Some(Cite {
        code: name,
        article,
        citation,
        renumbered,
    })
}
