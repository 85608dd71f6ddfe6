//! Questions of several inputs: dates, times, sums, cards, accounts, people, addresses. Shows the
//! parts the field asks for, in its order.

use super::field::{Group, Look, Sheet, token};
use super::shown::{joined, piece};
use faisceau_domain::form::{Asked, FieldKind, input_name};
use faisceau_platform::web::parts::{
    self, Check, Choice, DateField, DateParts, Kind, MoneyField, Select, TextField, id_of,
};
use faisceau_platform::web::{Failure, Markup};

/// Currencies offered; another one, given before, is added. Codes are ISO 4217.
const CURRENCIES: [&str; 5] = ["EUR", "USD", "GBP", "CHF", "CAD"];

/// The part of a person that is a date.
const BORN_ON: &str = "born_on";

impl Sheet<'_> {
    pub(super) fn date(&self, asked: &Asked<'_>) -> Result<Markup, Failure> {
        let mut around = self.asked(asked);
        around.unknown = self.states(asked).into_iter().next();
        let value = self.day(asked, "");
        piece(&DateField::new(self.say, around, value))
    }

    pub(super) fn money(&self, asked: &Asked<'_>) -> Result<Markup, Failure> {
        let mut around = self.asked(asked);
        around.unknown = self.states(asked).into_iter().next();
        let given = self.value(asked, "currency").to_uppercase();
        let mut codes: Vec<&str> = CURRENCIES.to_vec();
        if !given.is_empty() && !codes.contains(&given.as_str()) {
            codes.push(&given);
        }
        let currencies = codes
            .into_iter()
            .map(|code| Choice::new(code, code).chosen(code == given));
        let field = MoneyField::new(
            self.say,
            around,
            self.value(asked, ""),
            currencies.collect(),
        );
        piece(&field)
    }

    pub(super) fn composed(&self, asked: &Asked<'_>) -> Result<Markup, Failure> {
        let inner = match asked.field.kind {
            FieldKind::Datetime => self.moment(asked)?,
            FieldKind::Period => self.period(asked)?,
            FieldKind::CardRef => self.card(asked)?,
            FieldKind::Handle => self.handle(asked)?,
            FieldKind::Person => self.person(asked)?,
            FieldKind::Address => self.address(asked)?,
            _ => self.on_chain(asked)?,
        };
        let group = Group {
            id: format!("{}-group", id_of(&input_name(&asked.key, ""))),
            label: self.label(asked),
            optional: self.optional(asked),
            is_title: self.look == Look::Title,
            hint: self.hint(asked),
            inner: joined([inner, self.kept(asked)?]),
            states: self.states(asked),
            why: self.why(asked),
            why_asked: self.say.say("platform-why"),
        };
        piece(&group)
    }

    /// One input of a question. `first`: it also bears what concerns no other input.
    fn part(&self, asked: &Asked<'_>, part: &str, label: String, first: bool) -> parts::Asked {
        let others = self.inputs_of(asked);
        let owns = |place: &str| {
            let place = place.split('-').next().unwrap_or_default();
            place == part || (first && !others.iter().any(|other| other == place))
        };
        parts::Asked::new(self.say, input_name(&asked.key, part), label)
            .optional(self.optional_part(asked, part))
            .error(self.error(asked, owns))
    }

    /// The inputs of a question that bear their own errors.
    fn inputs_of(&self, asked: &Asked<'_>) -> Vec<String> {
        let names: &[&str] = match asked.field.kind {
            FieldKind::Datetime => &["time", "zone"],
            FieldKind::Period => &["first", "last"],
            FieldKind::CardRef => &["first6", "last4"],
            FieldKind::Handle => &["platform"],
            FieldKind::Person => return asked.field.parts.clone(),
            FieldKind::Address => &["lines", "postcode", "town", "country"],
            _ => &["chain"],
        };
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn text(&self, asked: &Asked<'_>, part: &str, label: String, first: bool) -> TextField {
        let around = self.part(asked, part, label, first);
        TextField::new(around, Kind::Text, self.value(asked, part))
    }

    fn day(&self, asked: &Asked<'_>, prefix: &str) -> DateParts {
        let part = |name: &str| self.value(asked, &format!("{prefix}{name}"));
        DateParts {
            day: part("day"),
            month: part("month"),
            year: part("year"),
        }
    }

    fn moment(&self, asked: &Asked<'_>) -> Result<Markup, Failure> {
        let around = self.part(asked, "", self.say.say("intake-date"), true);
        let date = DateField::new(self.say, around, self.day(asked, ""));
        let around = self
            .part(asked, "time", self.say.say("intake-time"), false)
            .hint(self.say.say("intake-time-hint"));
        let time = TextField::new(around, Kind::Text, self.value(asked, "time")).wide(10);
        let zone = self.zone(asked)?;
        Ok(joined(
            [piece(&date)?, piece(&time)?].into_iter().chain(zone),
        ))
    }

    /// The zone of the hour, where the field offers some; another one, given before, is added.
    fn zone(&self, asked: &Asked<'_>) -> Result<Option<Markup>, Failure> {
        if asked.field.choices.is_empty() {
            return Ok(None);
        }
        let given = [self.value(asked, "zone")];
        let mut choices: Vec<Choice> = asked
            .field
            .choices
            .iter()
            .map(|choice| {
                self.choice(
                    &given,
                    &choice.code,
                    choice.label.get(self.lang()).to_owned(),
                )
            })
            .collect();
        if !given[0].is_empty() && asked.field.choice(&given[0]).is_none() {
            choices.push(self.choice(&given, &given[0], given[0].clone()));
        }
        let around = self.part(asked, "zone", self.word("input-zone"), false);
        piece(&Select::new(self.say, around, choices)).map(Some)
    }

    fn period(&self, asked: &Asked<'_>) -> Result<Markup, Failure> {
        let around = self.part(asked, "first", self.say.say("intake-period-first"), true);
        let first = DateField::new(self.say, around, self.day(asked, "first-"));
        let around = self.part(asked, "last", self.say.say("intake-period-last"), false);
        let last = DateField::new(self.say, around, self.day(asked, "last-"));
        let continuing = Check {
            name: input_name(&asked.key, "continuing"),
            value: "yes".to_owned(),
            label: self.say.say("intake-period-continuing"),
            ticked: !self.value(asked, "continuing").is_empty(),
        };
        Ok(joined([piece(&first)?, piece(&last)?, piece(&continuing)?]))
    }

    fn card(&self, asked: &Asked<'_>) -> Result<Markup, Failure> {
        let part = |part: &str, label: &str, first: bool| {
            let around = self.part(asked, part, self.say.say(label), first);
            piece(&TextField::new(around, Kind::Digits, self.value(asked, part)).wide(10))
        };
        Ok(joined([
            part("first6", "intake-card-first", true)?,
            part("last4", "intake-card-last", false)?,
        ]))
    }

    fn handle(&self, asked: &Asked<'_>) -> Result<Markup, Failure> {
        let label = self.say.say("intake-handle-platform");
        let platform = self.text(asked, "platform", label, false).wide(20);
        let around = self.part(asked, "", self.say.say("intake-handle-name"), true);
        let name = TextField::new(around, Kind::Url, self.value(asked, ""));
        Ok(joined([piece(&platform)?, piece(&name)?]))
    }

    fn on_chain(&self, asked: &Asked<'_>) -> Result<Markup, Failure> {
        let around = self.part(asked, "", self.say.say("intake-chain-address"), true);
        let address = TextField::new(around, Kind::Url, self.value(asked, ""));
        let around = self.part(asked, "chain", self.say.say("intake-chain"), false);
        let given = [self.value(asked, "chain")];
        let choices = asked.field.choices.iter().map(|choice| {
            let label = choice.label.get(self.lang()).to_owned();
            self.choice(&given, &choice.code, label)
        });
        let chain = Select::new(self.say, around, choices.collect());
        Ok(joined([piece(&chain)?, piece(&address)?]))
    }

    fn person(&self, asked: &Asked<'_>) -> Result<Markup, Failure> {
        let own = asked.field.autocomplete.as_deref() == Some("name");
        let mut pieces = Vec::new();
        for (place, part) in asked.field.parts.iter().enumerate() {
            let label = self.word(&format!("part-{part}"));
            if part == BORN_ON {
                let around = self.part(asked, part, label, place == 0);
                let mut date = DateField::new(self.say, around, self.day(asked, "born_on-"));
                date.own_birth = own;
                pieces.push(piece(&date)?);
                continue;
            }
            let mut field = self.text(asked, part, label, place == 0);
            if own {
                field = field.own(match part.as_str() {
                    "birth_name" => "family-name",
                    "first_names" => "given-name",
                    _ => "off",
                });
            }
            pieces.push(piece(&field)?);
        }
        Ok(joined(pieces))
    }

    fn address(&self, asked: &Asked<'_>) -> Result<Markup, Failure> {
        let own = token(asked.field.autocomplete.as_deref()) == "street-address";
        let mut pieces = Vec::new();
        for (part, token) in [
            // A single line cannot take the token of several: browsers would give it all.
            ("lines", "address-line1"),
            ("postcode", "postal-code"),
            ("town", "address-level2"),
            ("country", "country-name"),
        ] {
            let label = self.word(&format!("part-{part}"));
            let mut field = self.text(asked, part, label, part == "lines");
            field = field.own(if own { token } else { "off" });
            if part == "postcode" {
                field = field.wide(10);
            }
            pieces.push(piece(&field)?);
        }
        Ok(joined(pieces))
    }

    /// "Optional", on the part of a person or an address that may be left empty.
    fn optional_part(&self, asked: &Asked<'_>, part: &str) -> Option<String> {
        let parted = matches!(asked.field.kind, FieldKind::Person | FieldKind::Address);
        let needed = asked.field.needs.iter().any(|need| need == part);
        (parted && !needed && self.look != Look::Dense).then(|| self.say.say("intake-optional"))
    }
}
