//! What a reader of the pack can hold against a file: which file, which key, what is wrong and
//! what to do about it. Written for the jurist who edits the pack; never shown to a victim.

use jiff::civil::Date;

/// One mistake in one file of the pack. Its words name the file, the key and the remedy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {problem}", .key.as_deref().map(|key| format!(", {key}")).unwrap_or_default())]
pub struct Mistake {
    /// The file as it was handed in.
    pub file: String,
    /// The key (or code, or holiday) concerned, when the mistake is not about the whole file.
    pub key: Option<String>,
    /// What is wrong, with its data.
    pub problem: Problem,
}

/// What can be wrong. Each variant says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The file is not TOML at all.
    #[error("not valid TOML, correct the line named here: {reason}")]
    Unreadable {
        /// The parser's words, with line and column.
        reason: String,
    },
    /// A file the pack has no use for, perhaps a misspelt ending.
    #[error("not a file of the pack; name it `.toml`, or `.md` for a note to readers")]
    NotAPackFile,
    /// A file without a single item.
    #[error("holds no `[[{item}]]`; write one or remove the file")]
    NothingInFile {
        /// The item the file should list.
        item: &'static str,
    },
    /// A field nobody reads, perhaps misspelt.
    #[error("unknown field `{field}`; remove it or use one of: {known}")]
    UnknownField {
        /// The field as written.
        field: String,
        /// The fields that exist, separated by commas.
        known: String,
    },
    /// A required field is absent.
    #[error("`{field}` is missing; write it")]
    MissingField {
        /// The field.
        field: String,
    },
    /// A text in one language only.
    #[error("`{field}` has no `{lang}`; every text is written in `fr` and in `en`")]
    MissingLanguage {
        /// The field.
        field: String,
        /// The language code missing.
        lang: &'static str,
    },
    /// A text without a word in it.
    #[error("`{field}` is empty; write it")]
    Empty {
        /// The field.
        field: String,
    },
    /// A field of another type than expected.
    #[error("`{field}` must be {wants}")]
    WrongType {
        /// The field.
        field: String,
        /// What was expected, with an example.
        wants: &'static str,
    },
    /// A key that is not written in the style of the pack.
    #[error("not a key; write lower-case words joined by dots, as in `fr.cpp.limitation.offence`")]
    BadKey,
    /// The same thing defined twice.
    #[error("already defined in `{other}`; keep one, all versions of a key in the same file")]
    Duplicate {
        /// The file that defines it first.
        other: String,
    },
    /// An interval that ends before it starts.
    #[error("`valid_to` {to} is not after `valid_from` {from}; `valid_to` is the first day after")]
    Inverted {
        /// Start.
        from: Date,
        /// End, excluded.
        to: Date,
    },
    /// Two versions of a key hold on the same day.
    #[error("two versions hold on {on}; end the earlier one with `valid_to = {on}`")]
    Overlap {
        /// The first day both hold.
        on: Date,
    },
    /// No version of the key holds between two others.
    #[error("no version holds from {from} to {to}; extend one or write the version in between")]
    Hole {
        /// First day without a version.
        from: Date,
        /// First day with one again.
        to: Date,
    },
    /// The first version begins late and nothing says why.
    #[error("nothing holds before {from}; begin by {first_day}, or say why in `before`")]
    UnexplainedStart {
        /// First day of the key.
        from: Date,
        /// The day from which every key must resolve.
        first_day: Date,
    },
    /// The last version ends and nothing says why.
    #[error("nothing holds from {to} on; remove `valid_to`, or say why in `after`")]
    UnexplainedEnd {
        /// First day without the key.
        to: Date,
    },
    /// A reason for a silence that does not exist.
    #[error("`{field}` explains a silence that is not there; remove it")]
    NeedlessReason {
        /// `before` or `after`.
        field: &'static str,
    },
    /// A citation of a code that `codes.toml` does not name.
    #[error("unknown code `{code}`; add it to `codes.toml` or use one of: {known}")]
    UnknownCode {
        /// The code as written.
        code: String,
        /// The codes that exist, separated by commas.
        known: String,
    },
    /// A citation that crosses a renumbering and does not say its new number.
    #[error(
        "`{code}` is renumbered on {on}: say what `{article}` becomes, `becomes = \"unknown\"` \
         when nobody has read it"
    )]
    MissingBecomes {
        /// The code.
        code: String,
        /// The article as numbered before.
        article: String,
        /// The day of the renumbering.
        on: Date,
    },
    /// A new number where no renumbering can happen.
    #[error("`becomes` of `{article}` can never apply; remove it")]
    NeedlessBecomes {
        /// The article.
        article: String,
    },
    /// A pattern of `codes.toml` that does not say where the number goes.
    #[error("`{field}` must hold `{{article}}` once in each language, and no other braces")]
    BadPattern {
        /// The field.
        field: String,
    },
    /// A sentence asks for a value that `values` does not give.
    #[error("`{field}` asks for `{{{name}}}`; add it to `values` or correct the name")]
    UnknownPlaceholder {
        /// The field.
        field: String,
        /// The name between braces.
        name: String,
    },
    /// A brace without its pair.
    #[error("`{field}` has a brace without its pair; write `{{name}}`")]
    LoneBrace {
        /// The field.
        field: String,
    },
    /// The two languages do not print the same values.
    #[error("`{field}` does not print the same values in `fr` and in `en`; align them")]
    PlaceholdersDiffer {
        /// The field.
        field: String,
    },
    /// A plain sentence that prints a value nobody confirmed.
    #[error("`plain` must be sure without any value; remove `{{{name}}}`")]
    ValueInPlain {
        /// The name between braces.
        name: String,
    },
    /// A plain sentence that states a number: numbers are what a jurist has to confirm.
    #[error("`plain.{lang}` states a number; say it without")]
    NumberInPlain {
        /// The language code.
        lang: &'static str,
    },
    /// An unconfirmed key for the public without its plain sentence.
    #[error("not confirmed and meant for the public; write `plain`, surely true, or confirm it")]
    MissingPlain,
    /// A value whose name does not say its unit.
    #[error(
        "`{value}` does not say its unit; end it with `_years`, `_months`, `_days`, \
         `_working_days`, `_open_days`, `_hours` or `_eur`"
    )]
    UnknownUnit {
        /// The value's name.
        value: String,
    },
    /// A place named by a holiday and described nowhere.
    #[error("no place `{place}`; describe it in `places.toml` or correct the name")]
    UnknownPlace {
        /// The place as written.
        place: String,
    },
    /// An offence that names what the pack does not have.
    #[error("names `{named}`, which is not in the pack; write it or correct the name")]
    NamesNothing {
        /// The key or the code.
        named: String,
    },
    /// A time zone nobody knows.
    #[error("no time zone `{zone}`; use a name of the IANA list, as in `Europe/Paris`")]
    UnknownZone {
        /// The zone as written.
        zone: String,
    },
    /// More than one period, or a cap without a period.
    #[error("a deadline needs exactly one `period_…` value beside its `cap_…` or `extends`")]
    UnclearPeriod,
    /// A deadline moved to a working day, and no holidays to know it by.
    #[error(
        "`extends` needs the public holidays and where they are; add `holidays.toml` and `places.toml`"
    )]
    NoHolidays,
    /// A confirmation of a version that does not exist.
    #[error("confirms no version of this key; copy `key` and `valid_from` from the pack")]
    ConfirmsNothing,
}
