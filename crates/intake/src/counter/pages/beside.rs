//! What stands beside every screen of a file: the officer's other files, the blocks, what was found in the
//! narrative, and what a complaint of this type usually holds. It informs; it blocks nothing.

use super::hold::{AtCounter, failure};
use crate::counter::{self, CounterFile};
use crate::file;
use crate::pages::contacts::{Card, cards};
use crate::pages::names::anchor;
use crate::receipt;
use faisceau_documents::Say;
use faisceau_domain::form::{Answer, Asked, Exhaustive, Group, Journey, Screen, Suggestion, Value};
use faisceau_platform::web::Failure;
use faisceau_platform::web::parts::id_of;
use std::collections::BTreeMap;

/// Before the token of a proposal, in the names of lists.
pub(super) const INTO: &str = "vers-";

/// Lines of what lacks shown for one weight; the others are counted.
const LINES_MAX: usize = 12;

/// Somewhere to go: by a link, or on a screen by a button that keeps what is typed first.
pub(super) struct Go {
    pub(super) to: String,
    pub(super) label: String,
    pub(super) tail: String,
    pub(super) here: bool,
}

impl Go {
    /// Somewhere, by its words alone.
    pub(super) fn to(to: String, label: String) -> Go {
        Go {
            to,
            label,
            tail: String::new(),
            here: false,
        }
    }
}

/// The questions of one weight.
pub(super) struct Weight {
    pub(super) title: String,
    pub(super) count: String,
    pub(super) unasked: Vec<Go>,
    pub(super) left: Vec<Go>,
    pub(super) left_words: String,
    pub(super) more: Option<String>,
    /// Whether its lines are folded: the context is long and weighs little.
    pub(super) folded: bool,
}

/// A value found in the narrative.
pub(super) struct Proposal {
    pub(super) token: String,
    pub(super) name: String,
    pub(super) id: String,
    pub(super) what: String,
    pub(super) said: String,
    /// The questions that may take it: key and short label.
    pub(super) fields: Vec<(String, String)>,
}

/// All that stands beside.
pub(super) struct Beside {
    pub(super) tabs: Vec<Go>,
    pub(super) blocks: Vec<Go>,
    pub(super) proposals: Vec<Proposal>,
    pub(super) share: String,
    pub(super) weights: Vec<Weight>,
    pub(super) danger: Vec<Card>,
}

impl Beside {
    /// What stands beside the screen of that slug; of the file's own page when it is empty.
    pub(super) async fn of(at: &AtCounter, slug: &str) -> Result<Beside, Failure> {
        let say = at.visit.say();
        let lists = counter::lists(&at.cx).await.map_err(failure)?;
        let journey = at.journey();
        let held = journey.exhaustive();
        let (had, whole) = held.weighed();
        let args = [("had", had.to_string()), ("whole", whole.to_string())];
        let args = args.each_ref().map(|(name, text)| (*name, text.as_str()));
        let proposals = journey.suggestions(file::today(&at.cx));
        Ok(Beside {
            tabs: lists.mine.iter().map(|file| tab(at, &say, file)).collect(),
            blocks: blocks(at, &say, &journey.screens(), slug),
            proposals: proposals
                .iter()
                .enumerate()
                .map(|(place, found)| proposal(&journey, &say, place, found))
                .collect(),
            share: say.with("counter-share", &args),
            weights: weights(at, &say, &journey, &held),
            danger: match journey.in_danger() {
                true => cards(&journey, say.lang),
                false => Vec::new(),
            },
        })
    }
}

/// A file of the officer: its type, whose it is by initials, since when. Another visitor may see the
/// screen: no name is written on it.
fn tab(at: &AtCounter, say: &Say, file: &CounterFile) -> Go {
    let journey = file.draft.journey(&at.cx.world.forms);
    let since = file.held.opened_at.to_zoned(receipt::zone());
    let kind = journey.kind().label.get(say.lang);
    let label = match initials(&journey) {
        initials if initials.is_empty() => kind.to_owned(),
        initials => say.with("counter-tab", &[("kind", kind), ("who", &initials)]),
    };
    let lacks = i64::try_from(journey.missing().len()).unwrap_or(i64::MAX);
    let lacks = say.number("counter-tab-lacks", lacks);
    let since = since.strftime("%H:%M").to_string();
    Go {
        to: format!("/guichet/{}", file.held.id),
        label,
        tail: say.with("counter-tab-tail", &[("since", &since), ("lacks", &lacks)]),
        here: file.held.id == at.file.held.id,
    }
}

/// The first letters of the name of the victim, as far as it is known.
fn initials(journey: &Journey<'_>) -> String {
    let mut answered = journey.answered();
    let person = answered.find_map(|(_, asked, answer)| match answer {
        Answer::Value(Value::Person(person)) if asked.field.key == "victim.civil" => {
            Some(person.name())
        }
        _ => None,
    });
    let person = person.unwrap_or_default();
    let letters = person
        .split_whitespace()
        .filter_map(|word| word.chars().next());
    let letters: Vec<String> = letters.take(3).map(|letter| format!("{letter}.")).collect();
    letters.join(" ")
}

/// The title of a screen; an item of a group bears its number.
pub(super) fn title(say: &Say, screen: &Screen<'_>) -> String {
    let title = screen.title.get(say.lang);
    match screen.item {
        Some(item) => format!("{title} {}", item + 1),
        None => title.to_owned(),
    }
}

fn blocks(at: &AtCounter, say: &Say, screens: &[Screen<'_>], slug: &str) -> Vec<Go> {
    let go = |screen: &Screen<'_>| Go {
        to: at.at(&format!("/bloc/{}", screen.slug)),
        label: title(say, screen),
        tail: match (screen.lacking, screen.begun) {
            (0, true) => say.say("counter-block-done"),
            (0, false) => say.say("counter-block-free"),
            (lacking, _) => say.number(
                "counter-block-lacks",
                i64::try_from(lacking).unwrap_or(i64::MAX),
            ),
        },
        here: screen.slug == slug,
    };
    screens.iter().map(go).collect()
}

fn proposal(journey: &Journey<'_>, say: &Say, place: usize, found: &Suggestion<'_>) -> Proposal {
    let screens = journey.screens();
    let label = |asked: &Asked<'_>| {
        let of = screens
            .iter()
            .find(|screen| screen.asked.iter().any(|other| other.key == asked.key));
        let block = of.map_or_else(String::new, |screen| title(say, screen));
        let args = [("block", block.as_str()), ("question", short(say, asked))];
        (asked.key.to_string(), say.with("counter-into", &args))
    };
    Proposal {
        token: found.token(),
        name: format!("{INTO}{}", found.token()),
        id: format!("found-{place}"),
        what: say.say(&format!("counter-found-{}", found.seen.code())),
        said: journey.said(&found.seen, say.lang),
        fields: found.fields.iter().map(label).collect(),
    }
}

fn short<'a>(say: &Say, asked: &Asked<'a>) -> &'a str {
    let short = asked.field.counter_label.as_ref();
    short.unwrap_or(&asked.field.label).get(say.lang)
}

fn weights(at: &AtCounter, say: &Say, journey: &Journey<'_>, held: &Exhaustive<'_>) -> Vec<Weight> {
    let screens = journey.screens();
    let places: BTreeMap<String, (&str, &Asked<'_>)> = screens
        .iter()
        .flat_map(|screen| {
            let asked = screen.asked.iter();
            asked.map(|asked| (asked.key.to_string(), (screen.slug.as_str(), asked)))
        })
        .collect();
    let groups = held.groups.iter().filter(|group| group.whole > 0);
    groups
        .map(|group| weight(at, say, group, &places))
        .collect()
}

fn weight(
    at: &AtCounter,
    say: &Say,
    group: &Group<'_>,
    places: &BTreeMap<String, (&str, &Asked<'_>)>,
) -> Weight {
    let lines = group.lacks.iter().filter_map(|lack| {
        let (slug, asked) = places.get(&lack.key.to_string())?;
        let place = id_of(&anchor(asked, ""));
        let item = lack.key.index().map(|item| (item + 1).to_string());
        let go = Go {
            to: at.at(&format!("/bloc/{slug}#{place}")),
            label: short(say, asked).to_owned(),
            tail: item.unwrap_or_default(),
            here: false,
        };
        Some((lack.left, go))
    });
    let (left, unasked): (Vec<_>, Vec<_>) = lines.partition(|(left, _)| left.is_some());
    let beyond = unasked.len().saturating_sub(LINES_MAX);
    let more = i64::try_from(beyond).unwrap_or(i64::MAX);
    let count = i64::try_from(left.len()).unwrap_or(i64::MAX);
    let (had, whole) = (group.had.to_string(), group.whole.to_string());
    Weight {
        title: say.say(&format!("counter-weight-{}", group.weight)),
        count: say.with("counter-count", &[("had", &had), ("whole", &whole)]),
        unasked: unasked
            .into_iter()
            .map(|(_, go)| go)
            .take(LINES_MAX)
            .collect(),
        left: left.into_iter().map(|(_, go)| go).collect(),
        left_words: say.number("counter-left", count),
        more: (beyond > 0).then(|| say.number("counter-more", more)),
        folded: group.weight == 1,
    }
}
