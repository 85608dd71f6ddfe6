//! A graph of complaints and of the values they share, as one picture: each node a shape, a letter
//! and a label of its own, each link a line told by its dashes. What is too much for one picture is
//! sliced, and the caller says so. Whose rights open what was decided before.

use super::arrange::{Grid, Seat, arrange};
use super::measure;
use super::pen::{Drawing, Medium, Pen, Tone, safe};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Most nodes of one picture: above, nobody reads it.
pub const NODES_MAX: usize = 300;
/// Most links of one picture; those of the most linked nodes are drawn first.
const LINKS_MAX: usize = 5_000;
/// The least width of a cell: a short reference, its mark and the space around them.
const CELL_MIN: u32 = 92;
/// The height of a row: a target large enough for a finger.
const ROW: u32 = 30;
/// From the edge of a cell to the middle of its mark, then to its label.
const MARK_AT: u32 = 12;
const LABEL_AT: u32 = 26;
/// How far a link bends at most.
const BOW_MAX: i64 = 70;
/// What stays free at the end of a cell.
const GAP: u32 = 8;

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A complaint.
    Complaint,
    /// Several complaints that share the same values, drawn as one.
    Bundle,
    /// A value: the letter of its kind and the number of its tone, 1 to 8.
    Value {
        /// The letter.
        letter: &'static str,
        /// The tone.
        hue: u8,
    },
}

/// A node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Unique in the graph; the order of ties.
    pub id: String,
    /// What is written beside the mark.
    pub label: String,
    /// The whole sentence that names it for those who listen or point.
    pub name: String,
    /// What it is.
    pub shape: Shape,
    /// Where it leads, in a page.
    pub href: Option<String>,
    /// Whether it is the one looked at.
    pub marked: bool,
}

/// How a link is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// The value brings complaints together.
    Whole,
    /// It is to be examined.
    Dashed,
    /// It is shared by many, or joins nothing.
    Dotted,
}

/// A link between two nodes, by their ids.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// One end.
    pub from: String,
    /// The other.
    pub to: String,
    /// How it is drawn.
    pub line: Line,
}

/// A graph. Neither the order of its nodes nor that of its links says anything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Graph {
    /// The nodes.
    pub nodes: Vec<Node>,
    /// The links; one whose end is not a node is left out.
    pub links: Vec<Link>,
}

/// How a graph is to be drawn.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    /// Where it will be seen.
    pub medium: Medium,
    /// Its width, in CSS pixels: about 304 for a phone, 1040 for a desk, 700 for a paper.
    pub width: u32,
    /// What its ids begin with, unique in the page.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// What it shows, in a sentence or two.
    pub desc: &'a str,
}

impl Graph {
    /// One of the pictures a large graph takes, the last where there are fewer, and how many there are.
    /// None is above [`NODES_MAX`] nodes: complaints from the most linked to the least, each with its
    /// values. A value is in every slice that needs it.
    #[must_use]
    pub fn slice(&self, at: usize) -> (Graph, usize) {
        if self.nodes.len() <= NODES_MAX {
            return (self.clone(), 1);
        }
        let parts = self.parts();
        let part = &parts[at.min(parts.len() - 1)];
        (self.only(part), parts.len())
    }

    /// The nodes of each slice.
    fn parts(&self) -> Vec<BTreeSet<&str>> {
        let near = self.neighbours();
        let rank = |node: &&Node| {
            let linked = near.get(node.id.as_str()).map_or(0, BTreeSet::len);
            (!node.marked, Reverse(linked), node.id.clone())
        };
        let is_value = |node: &&Node| matches!(node.shape, Shape::Value { .. });
        let (mut values, mut others): (Vec<&Node>, Vec<&Node>) =
            self.nodes.iter().partition(is_value);
        values.sort_by_cached_key(rank);
        others.sort_by_cached_key(rank);
        let ranks: BTreeMap<&str, usize> = values
            .iter()
            .map(|value| value.id.as_str())
            .zip(0..)
            .collect();
        let mut cut = Cut::default();
        for node in others {
            let wanted = near.get(node.id.as_str()).into_iter().flatten();
            let mut mine: Vec<usize> = wanted.filter_map(|id| ranks.get(id).copied()).collect();
            mine.sort_unstable();
            let mine: Vec<&str> = mine.iter().map(|at| values[*at].id.as_str()).collect();
            cut.add(&node.id, &mine);
        }
        for value in values {
            cut.add_alone(&value.id);
        }
        cut.parts
    }

    /// A node with its neighbours and, of those, the neighbours; nothing when it is not there.
    #[must_use]
    pub fn around(&self, id: &str) -> Graph {
        let near = self.neighbours();
        let Some((id, first)) = near.get_key_value(id) else {
            let alone = self.nodes.iter().filter(|node| node.id == id);
            return self.only(&alone.map(|node| node.id.as_str()).collect());
        };
        let mut ids: BTreeSet<&str> = first.clone();
        ids.insert(*id);
        for other in first {
            ids.extend(&near[other]);
        }
        let mut part = self.only(&ids);
        for node in &mut part.nodes {
            node.marked = node.id == *id;
        }
        part
    }

    /// The same graph, where complaints that share exactly the same values are drawn as one when
    /// they are more than `most`. `as_one` names them.
    #[must_use]
    pub fn bundled(&self, most: usize, as_one: impl Fn(&[&Node]) -> Node) -> Graph {
        let near = self.neighbours();
        let mut alike: BTreeMap<Vec<&str>, Vec<&Node>> = BTreeMap::new();
        for node in &self.nodes {
            if node.shape == Shape::Complaint && !node.marked {
                let values = near.get(node.id.as_str());
                let values = values.map(|ids| ids.iter().copied().collect());
                alike
                    .entry(values.unwrap_or_default())
                    .or_default()
                    .push(node);
            }
        }
        let mut gone: BTreeSet<&str> = BTreeSet::new();
        let mut drawn = Graph::default();
        for (values, mut nodes) in alike {
            if nodes.len() <= most {
                continue;
            }
            nodes.sort_by(|one, other| one.id.cmp(&other.id));
            let bundle = as_one(&nodes);
            gone.extend(nodes.iter().map(|node| node.id.as_str()));
            let first = &nodes[0].id;
            for link in self
                .links
                .iter()
                .filter(|link| link.from == *first || link.to == *first)
            {
                let value = if link.from == *first {
                    &link.to
                } else {
                    &link.from
                };
                if values.contains(&value.as_str()) {
                    drawn.links.push(Link {
                        from: bundle.id.clone(),
                        to: value.clone(),
                        line: link.line,
                    });
                }
            }
            drawn.nodes.push(bundle);
        }
        let stays = |id: &str| !gone.contains(id);
        let nodes = self.nodes.iter().filter(|node| stays(&node.id));
        drawn.nodes.extend(nodes.cloned());
        let links = self.links.iter();
        let links = links.filter(|link| stays(&link.from) && stays(&link.to));
        drawn.links.extend(links.cloned());
        drawn
    }

    /// The part of a graph between these nodes.
    fn only(&self, ids: &BTreeSet<&str>) -> Graph {
        let keeps = |id: &String| ids.contains(id.as_str());
        let nodes = self.nodes.iter().filter(|node| keeps(&node.id));
        let links = self.links.iter();
        let links = links.filter(|link| keeps(&link.from) && keeps(&link.to));
        Graph {
            nodes: nodes.cloned().collect(),
            links: links.cloned().collect(),
        }
    }

    fn neighbours(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let known: BTreeSet<&str> = self.nodes.iter().map(|node| node.id.as_str()).collect();
        let mut near: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for link in &self.links {
            let (from, to) = (link.from.as_str(), link.to.as_str());
            if from != to && known.contains(from) && known.contains(to) {
                near.entry(from).or_default().insert(to);
                near.entry(to).or_default().insert(from);
            }
        }
        near
    }
}

/// Slices being cut.
#[derive(Default)]
struct Cut<'a> {
    parts: Vec<BTreeSet<&'a str>>,
    placed: BTreeSet<&'a str>,
}

impl<'a> Cut<'a> {
    /// Puts a complaint and its values in the last slice, or in the next when they do not fit.
    fn add(&mut self, id: &'a str, values: &[&'a str]) {
        let values = &values[..values.len().min(NODES_MAX - 1)];
        let fits = self.parts.last().is_some_and(|part| {
            let new = values.iter().filter(|value| !part.contains(**value));
            part.len() + new.count() < NODES_MAX
        });
        if !fits {
            self.parts.push(BTreeSet::new());
        }
        let part = self.parts.last_mut().expect("a slice was just begun");
        part.insert(id);
        part.extend(values);
        self.placed.extend(values);
    }

    /// Puts a value that no complaint of the graph brought.
    fn add_alone(&mut self, id: &'a str) {
        if self.placed.insert(id) {
            self.add(id, &[]);
        }
    }
}

/// The picture. Draws at most [`NODES_MAX`] nodes: a larger graph is first to be sliced, and only
/// its first slice is drawn.
#[must_use]
pub fn draw(graph: &Graph, sheet: &Sheet<'_>) -> Drawing {
    let mut nodes = graph.slice(0).0.nodes;
    nodes.sort_by(|one, other| one.id.cmp(&other.id));
    nodes.dedup_by(|one, other| one.id == other.id);
    let links = between(&nodes, &graph.links);
    let grid = grid_of(sheet.width);
    let spans: Vec<usize> = nodes.iter().map(|node| span(node, grid)).collect();
    let pairs: Vec<(usize, usize)> = links.iter().map(|(from, to, _)| (*from, *to)).collect();
    let seats = arrange(&spans, &pairs, grid);
    let mut pen = Pen::new(sheet.medium);
    draw_links(&mut pen, &links, &seats, grid);
    let mut order: Vec<usize> = (0..nodes.len()).collect();
    order.sort_by_key(|node| seats[*node]);
    for node in order {
        draw_node(&mut pen, &nodes[node], seats[node], spans[node], grid);
    }
    let rows = seats.iter().map(|seat| seat.row + 1).max().unwrap_or(0);
    let height = u32::try_from(rows).unwrap_or(u32::MAX).saturating_mul(ROW);
    pen.framed(
        sheet.id,
        (sheet.title, sheet.desc),
        (sheet.width, height.max(ROW)),
    )
}

/// The links between these nodes, once each, by their places.
fn between(nodes: &[Node], links: &[Link]) -> Vec<(usize, usize, Line)> {
    let place: BTreeMap<&str, usize> = nodes
        .iter()
        .enumerate()
        .map(|(at, node)| (node.id.as_str(), at))
        .collect();
    let known = links.iter().filter_map(|link| {
        let (from, to) = (
            *place.get(link.from.as_str())?,
            *place.get(link.to.as_str())?,
        );
        (from != to).then_some((from.min(to), from.max(to), link.line))
    });
    let mut known: Vec<(usize, usize, Line)> = known.collect();
    known.sort_unstable();
    known.dedup_by_key(|(from, to, _)| (*from, *to));
    known.truncate(LINKS_MAX);
    known
}

fn grid_of(width: u32) -> Grid {
    let columns = (width / CELL_MIN).max(2);
    Grid {
        columns: columns as usize,
        cell: width / columns,
        row: ROW,
    }
}

/// How many cells a node takes for its label, at most three, or two where there are few.
fn span(node: &Node, grid: Grid) -> usize {
    let most = if grid.columns >= 8 { 3 } else { 2 };
    let wide = measure::width(&node.label).div_ceil(100) + LABEL_AT + GAP;
    let cells = wide.div_ceil(grid.cell) as usize;
    cells.clamp(1, most)
}

/// The middle of a node's mark.
fn middle(seat: Seat, grid: Grid) -> (u32, u32) {
    let column = u32::try_from(seat.column).unwrap_or(u32::MAX);
    let row = u32::try_from(seat.row).unwrap_or(u32::MAX);
    (column * grid.cell + MARK_AT, row * ROW + ROW / 2)
}

fn draw_links(pen: &mut Pen, links: &[(usize, usize, Line)], seats: &[Seat], grid: Grid) {
    let tone = pen.tone(Tone::Line);
    for (line, dashes) in [
        (Line::Dotted, "1 4"),
        (Line::Dashed, "6 4"),
        (Line::Whole, ""),
    ] {
        let mut path = String::new();
        for (from, to, _) in links.iter().filter(|link| link.2 == line) {
            path.push_str(&bow(middle(seats[*from], grid), middle(seats[*to], grid)));
        }
        if !path.is_empty() {
            pen.raw(format_args!(
                "<path d=\"{path}\" fill=\"none\" stroke=\"{tone}\" stroke-width=\"1.25\""
            ));
            if !dashes.is_empty() {
                pen.raw(format_args!(" stroke-dasharray=\"{dashes}\""));
            }
            pen.raw(format_args!(" aria-hidden=\"true\"/>"));
        }
    }
}

/// A link as a shallow bow: straight ones along a column would hide behind one another, and seem to
/// thread the marks between their ends.
fn bow((x, y): (u32, u32), (x2, y2): (u32, u32)) -> String {
    let [x, y, x2, y2] = [x, y, x2, y2].map(i64::from);
    let bent = |length: i64| (length / 6).clamp(-BOW_MAX, BOW_MAX);
    let (cx, cy) = ((x + x2) / 2 - bent(y2 - y), (y + y2) / 2 + bent(x2 - x) / 2);
    format!("M{x} {y}Q{} {} {x2} {y2}", cx.max(0), cy.max(0))
}

fn draw_node(pen: &mut Pen, node: &Node, seat: Seat, span: usize, grid: Grid) {
    let (x, y) = middle(seat, grid);
    let cells = u32::try_from(span).unwrap_or(1) * grid.cell;
    let link = node.href.as_ref().filter(|_| pen.medium == Medium::Page);
    let name = safe(&node.name);
    match link {
        Some(href) => pen.raw(format_args!("<a href=\"{}\">", safe(href))),
        None => pen.raw(format_args!("<g>")),
    }
    pen.raw(format_args!("<title>{name}</title>"));
    if link.is_some() {
        let (left, top, wide, tall) = (x - MARK_AT, y - ROW / 2, cells - 2, ROW - 2);
        pen.raw(format_args!(
            "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{tall}\" \
             fill=\"none\" pointer-events=\"all\"/>"
        ));
    }
    draw_mark(pen, node, (x, y));
    let room = cells - LABEL_AT - GAP;
    let label = safe(&measure::fitted(&node.label, room));
    let (left, base) = (x - MARK_AT + LABEL_AT, y + 5);
    let (ink, paper) = (pen.tone(Tone::Ink), pen.tone(Tone::Paper));
    let weight = if node.marked {
        " font-weight=\"700\""
    } else {
        ""
    };
    pen.raw(format_args!(
        "<text x=\"{left}\" y=\"{base}\" fill=\"{ink}\" stroke=\"{paper}\" stroke-width=\"4\" \
         stroke-linejoin=\"round\" paint-order=\"stroke\"{weight}>{label}</text>"
    ));
    pen.raw(format_args!(
        "{}",
        if link.is_some() { "</a>" } else { "</g>" }
    ));
}

fn draw_mark(pen: &mut Pen, node: &Node, (x, y): (u32, u32)) {
    let (ink, paper) = (pen.tone(Tone::Ink), pen.tone(Tone::Paper));
    if node.marked {
        pen.raw(format_args!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"12\" fill=\"none\" stroke=\"{ink}\" \
             stroke-width=\"1.5\"/>"
        ));
    }
    match node.shape {
        Shape::Complaint => pen.raw(format_args!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"6\" fill=\"{paper}\" stroke=\"{ink}\" \
             stroke-width=\"2\"/>"
        )),
        Shape::Bundle => {
            for (radius, width) in [(9, 1), (6, 2)] {
                pen.raw(format_args!(
                    "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{paper}\" \
                     stroke=\"{ink}\" stroke-width=\"{width}\"/>"
                ));
            }
        }
        Shape::Value { letter, hue } => {
            let tone = pen.tone(Tone::Hue(hue));
            let (left, top, base) = (x - 9, y - 9, y + 5);
            pen.raw(format_args!(
                "<rect x=\"{left}\" y=\"{top}\" width=\"18\" height=\"18\" rx=\"4\" \
                 fill=\"{tone}\"/><text x=\"{x}\" y=\"{base}\" text-anchor=\"middle\" \
                 font-weight=\"700\" fill=\"{paper}\" aria-hidden=\"true\">{letter}</text>"
            ));
        }
    }
}
