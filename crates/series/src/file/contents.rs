//! What the file of a series says, as far as its asker may read: complaints, evidence in the
//! sentences of the page, exhibits by what is bound to them, decisions. Names no victim.

use super::draw::{graph, periods, timeline};
use super::paths::{PATHS_MAX, Paths};
use super::store;
use crate::catalogue::{self, Figures, Member, SeriesRow, Standing};
use crate::evidence::Evidence;
use crate::pages::series::{in_clear, learn};
use crate::parameters;
use crate::quality;
use crate::rights::Sight;
use crate::said::{capital, method, value};
use crate::survey::{self, filter::Filter};
use crate::words;
use faisceau_documents::dates;
use faisceau_documents::letters::{
    ComplaintRow, DecisionRow, EvidenceRow, ExhibitRow, FileHead, ROWS_MAX, SeriesFileLetter,
};
use faisceau_documents::words::Say;
use faisceau_domain::id::AccountId;
use faisceau_linkage::Class;
use faisceau_platform::access::Action;
use faisceau_platform::accounts;
use faisceau_platform::binds;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::deposit;
use faisceau_platform::fault::Fault;
use faisceau_platform::world::World;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Members read at once.
const CHUNK_ROWS: i64 = 200;

/// The members of a series that the asker may read.
pub(super) struct Gathered {
    pub(super) members: Vec<Member>,
    /// Those that came after the confirmation and that nobody reviewed.
    pub(super) attached: Vec<Member>,
    /// How many the asker may not read.
    pub(super) hidden: i64,
    /// How many more there are than a file lists.
    pub(super) beyond: i64,
}

impl Gathered {
    /// Every complaint listed.
    pub(super) fn about(&self) -> impl Iterator<Item = Uuid> {
        self.attached
            .iter()
            .chain(&self.members)
            .map(|member| member.complaint)
    }

    /// The complaints listed, those that nobody reviewed first: as many as paths are printed.
    pub(super) fn first(&self) -> impl Iterator<Item = &Member> {
        let all = self.attached.iter().chain(&self.members);
        all.take(PATHS_MAX)
    }
}

/// Gathers what a file lists: who nobody reviewed first, as these are what is left to do.
pub(super) async fn gather(
    tx: &mut Tx,
    sight: &mut Sight<'_>,
    series: &SeriesRow,
) -> Result<Gathered, Fault> {
    let mut found = Gathered {
        members: Vec::new(),
        attached: Vec::new(),
        hidden: 0,
        beyond: 0,
    };
    let most = i64::try_from(ROWS_MAX)?;
    let attached = match series.attached {
        0 => Vec::new(),
        _ => catalogue::attached(tx, series.id, most).await?,
    };
    let mut looked_at = attached.len();
    found.take(tx, sight, attached).await?;
    let mut after = None;
    while found.members.len() + found.attached.len() < ROWS_MAX {
        let mut rows = catalogue::members(tx, series.id, after, CHUNK_ROWS).await?;
        let Some(last) = rows.last() else { break };
        after = Some((last.received_at, last.complaint));
        rows.retain(|row| row.standing != Standing::Attached);
        looked_at += rows.len();
        found.take(tx, sight, rows).await?;
    }
    found.beyond = (series.size - i64::try_from(looked_at)?).max(0);
    Ok(found)
}

impl Gathered {
    /// Keeps the complaints that the asker may read, and counts the others.
    async fn take(
        &mut self,
        tx: &mut Tx,
        sight: &mut Sight<'_>,
        rows: Vec<Member>,
    ) -> Result<(), Fault> {
        sight
            .learn(tx, rows.iter().map(|row| row.complaint))
            .await?;
        for row in rows {
            if !sight.may(Action::ComplaintRead, row.complaint) {
                self.hidden += 1;
            } else if row.standing == Standing::Attached {
                self.attached.push(row);
            } else {
                self.members.push(row);
            }
        }
        Ok(())
    }
}

/// The whole paper.
pub(super) async fn letter(
    tx: &mut Tx,
    sight: &mut Sight<'_>,
    (say, head): (&Say, FileHead),
    (series, units): (&SeriesRow, usize),
    (gathered, paths): (Gathered, Paths),
) -> Result<SeriesFileLetter, Fault> {
    let world = sight.world();
    let figures = catalogue::figures(tx, series.id).await?;
    let (surveyed, found) = survey::whole(tx, series.id, &Filter::default()).await?;
    learn(sight, tx, &found).await?;
    let shown: Vec<(String, &Evidence)> = found
        .iter()
        .filter_map(|evidence| Some((shown(sight, evidence)?, evidence)))
        .collect();
    let drawn: Vec<String> = surveyed
        .values
        .iter()
        .map(|evidence| self::shown(sight, evidence).unwrap_or_default())
        .collect();
    let unreviewed = unreviewed(tx, series).await?;
    let persons = persons(tx, say, sight, &found).await?;
    let rows = |links: bool| {
        let of = shown
            .iter()
            .filter(|(_, e)| (e.class == Class::Link) == links);
        of.map(|(text, evidence)| {
            let apart = unreviewed.get(&evidence.key_id).copied();
            let person = persons.get(&evidence.key_id);
            evidence_row(say, (text, evidence), apart.unwrap_or(0), person)
        })
        .collect()
    };
    let all: Vec<&Member> = gathered.members.iter().chain(&gathered.attached).collect();
    let readable: HashSet<Uuid> = all.iter().map(|member| member.complaint).collect();
    let in_force = parameters::in_force(tx).await?;
    let counted = surveyed.count.behind();
    let mut limits = limits(say, &gathered, &paths);
    limits.extend(counted.map(|counted| words::counted(say, &counted, series.size)));
    let mut scope = scope(&world, say, series, &figures, units);
    scope.extend(lost_unreviewed(tx, &world, say, series).await?);
    let together = quality::together(tx, series.changed_at).await?;
    limits.push(quality::words::inferred(say, &together));
    Ok(SeriesFileLetter {
        scope,
        limits,
        method: method::note(say, &in_force.figures, &world.noise),
        evidence: rows(true),
        unused: rows(false),
        graph: graph(say, &surveyed, &readable, &drawn),
        timeline: timeline(say, &all),
        periods: periods(say, &all),
        complaints: complaints(&world, say, &gathered.members),
        attached: complaints(&world, say, &gathered.attached),
        paths: paths.rows,
        exhibits: exhibits(tx, sight, say, &all).await?,
        decisions: decisions(tx, say, series.id).await?,
        head,
    })
}

/// What staff say of the person behind each value that the asker sees in clear.
async fn persons(
    tx: &mut Tx,
    say: &Say,
    sight: &mut Sight<'_>,
    found: &[Evidence],
) -> Result<HashMap<Uuid, String>, Fault> {
    let said = quality::in_force_of(tx, found.iter().map(|one| one.key_id)).await?;
    let mut told = HashMap::new();
    for evidence in found {
        let clear = evidence.forms.iter().any(|form| in_clear(sight, form));
        if let Some(said) = said.get(&evidence.key_id).filter(|_| clear) {
            let words = quality::words::named(tx, say, said).await?;
            told.insert(evidence.key_id, words);
        }
    }
    Ok(told)
}

/// A value as the asker may see it: its first form, in clear if any may be.
fn shown(sight: &mut Sight<'_>, evidence: &Evidence) -> Option<String> {
    let clear = evidence.forms.iter().find(|form| in_clear(sight, form));
    let form = clear.or(evidence.forms.first())?;
    let (kind, text) = (&form.kind, &form.canonical);
    Some(words::shown(kind, text, clear.is_some()))
}

/// How many complaints that nobody reviewed use each value.
async fn unreviewed(tx: &mut Tx, series: &SeriesRow) -> Result<HashMap<Uuid, i64>, Fault> {
    if series.attached == 0 {
        return Ok(HashMap::new());
    }
    let rows = tx.all(&store::USED_UNREVIEWED, binds![series.id]).await?;
    let used = |row: &Row| Ok((row.get("key_id")?, row.get("complaints")?));
    rows.iter().map(used).collect()
}

/// What the complaints that nobody reviewed lost, a row a currency.
async fn lost_unreviewed(
    tx: &mut Tx,
    world: &World,
    say: &Say,
    series: &SeriesRow,
) -> Result<Vec<[String; 2]>, Fault> {
    if series.attached == 0 {
        return Ok(Vec::new());
    }
    let mut rows = Vec::new();
    for row in tx.all(&store::LOST_UNREVIEWED, binds![series.id]).await? {
        let currency: String = row.get("currency")?;
        let sum = words::money(world, say, row.get("amount_minor")?, &currency);
        rows.push([say.say("counted-paper-lost-unreviewed"), sum]);
    }
    Ok(rows)
}

fn evidence_row(
    say: &Say,
    (shown, evidence): (&str, &Evidence),
    apart: i64,
    person: Option<&String>,
) -> EvidenceRow {
    let person = person.map_or_else(|| say.say("quality-value-declared"), String::clone);
    let kind = evidence.forms.first().map_or("", |form| form.kind.as_str());
    let mut because = value::evidence(say, evidence, kind, shown);
    because.push(say.with("quality-file-person", &[("said", &person)]));
    let name = words::kind(say, kind);
    EvidenceRow {
        value: say.with("explanation-value", &[("kind", &name), ("value", shown)]),
        complaints: evidence.here,
        apart: (apart > 0).then(|| say.number("counted-paper-unreviewed", apart)),
        class: words::class_tag(say, evidence.class).label,
        because,
    }
}

fn scope(
    world: &World,
    say: &Say,
    series: &SeriesRow,
    figures: &Figures,
    units: usize,
) -> Vec<[String; 2]> {
    let label = |key: &str| say.say(key);
    let mut rows = vec![
        [label("series-column-reference"), series.reference.clone()],
        [label("explanation-file-size"), series.size.to_string()],
        [
            label("counted-paper-confirmed"),
            series.confirmed.to_string(),
        ],
        [
            label("explanation-file-attached"),
            series.attached.to_string(),
        ],
        [label("explanation-file-units"), units.to_string()],
        [
            label("series-column-formed"),
            words::day(say, series.formed_at),
        ],
        [
            label("series-column-changed"),
            words::day(say, series.changed_at),
        ],
    ];
    if let Some((first, last)) = figures.first.zip(figures.last) {
        let (first, last) = (words::day(say, first), words::day(say, last));
        let period = say.with("series-period", &[("first", &first), ("last", &last)]);
        rows.push([label("explanation-file-period"), capital(&period)]);
    }
    for (currency, minor) in &figures.losses {
        let sum = words::money(world, say, *minor, currency);
        rows.push([label("explanation-file-losses"), sum]);
    }
    rows
}

fn limits(say: &Say, gathered: &Gathered, paths: &Paths) -> Vec<String> {
    let counted = [
        ("explanation-file-hidden", gathered.hidden),
        ("explanation-file-beyond", gathered.beyond),
        ("counted-paper-paths-beyond", paths.beyond),
        ("counted-paper-paths-unknown", paths.unknown),
    ];
    let said = counted.into_iter().filter(|(_, left)| *left > 0);
    said.map(|(key, left)| say.number(key, left)).collect()
}

fn complaints(world: &World, say: &Say, members: &[Member]) -> Vec<ComplaintRow> {
    let row = |member: &Member| {
        let loss = member.loss.as_ref();
        let loss = loss.map(|(minor, currency)| words::money(world, say, *minor, currency));
        ComplaintRow {
            reference: member.reference.clone(),
            received: words::day(say, member.received_at),
            facts: words::form_type(world, say, &member.form_type),
            loss: loss.unwrap_or_default(),
            unit: words::unit(say, &member.unit),
        }
    };
    members.iter().map(row).collect()
}

async fn exhibits(
    tx: &mut Tx,
    sight: &mut Sight<'_>,
    say: &Say,
    members: &[&Member],
) -> Result<Vec<ExhibitRow>, Fault> {
    let mut found = Vec::new();
    for member in members {
        if !sight.may(Action::ExhibitRead, member.complaint) {
            continue;
        }
        let files = deposit::files_of(tx, member.complaint).await?;
        for (number, file) in (1..).zip(files) {
            // Of a file given before anything was bound to files, its digest.
            let bound = deposit::erase::bound(tx, file.id).await?;
            found.push(ExhibitRow {
                complaint: member.reference.clone(),
                number,
                media_type: file.media_type,
                bytes: u64::try_from(file.bytes)?,
                received: words::day(say, file.received_at),
                mark: hex::encode(bound.map_or(file.sha256, |(mark, _)| mark)),
            });
        }
        if found.len() >= ROWS_MAX {
            break;
        }
    }
    Ok(found)
}

async fn decisions(tx: &mut Tx, say: &Say, series: Uuid) -> Result<Vec<DecisionRow>, Fault> {
    let mut found = Vec::new();
    for row in tx.all(&store::DECISIONS, binds![series]).await? {
        let kind: String = row.get("kind")?;
        let who = named(tx, say, &row, "decided_by").await?;
        let day = words::day(say, row.get("decided_at")?);
        let key = format!("explanation-decision-{kind}");
        let said = capital(&say.with(&key, &[("who", &who), ("day", &day)]));
        let mut withdrawn = None;
        if let Some(at) = row.get::<Option<jiff::Timestamp>>("withdrawn_at")? {
            let who = named(tx, say, &row, "withdrawn_by").await?;
            let why: String = row.get("undone_why")?;
            let at = at.to_zoned(super::make::zone());
            let day = dates::day(say, at.date());
            let args = [("who", who.as_str()), ("day", &day), ("why", &why)];
            withdrawn = Some(say.with("explanation-file-withdrawn", &args));
        }
        found.push(DecisionRow {
            said: format!("{said}."),
            reason: row.get("reason")?,
            withdrawn,
        });
    }
    Ok(found)
}

async fn named(tx: &mut Tx, say: &Say, row: &Row, column: &str) -> Result<String, Fault> {
    let staff = accounts::load(tx, AccountId(row.get(column)?)).await?;
    Ok(staff.map_or_else(
        || say.say("explanation-decision-nobody"),
        |staff| staff.display_name,
    ))
}
