//! Counts along time as upright bars, with moments marked above them. The caller chooses the days
//! or weeks and writes their words; this only draws.

use super::measure;
use super::pen::{Drawing, Medium, Pen, Tone, safe};

/// The height of the bars.
const TALL: i64 = 120;
/// The height of a line of words.
const LINE: i64 = 20;
/// What stays free left of the bars, for the figures of the scale.
const LEFT: i64 = 44;

/// A bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What stands under it, when there is room.
    pub label: String,
    /// The sentence that names it: "week of 2 March: 14 complaints".
    pub name: String,
    /// How many.
    pub count: u64,
}

/// A moment worth knowing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The bar it falls in; one that falls in none is left out.
    pub bar: usize,
    /// What it is, with its day.
    pub label: String,
}

/// How a drawing of figures is to be made.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    /// Where it will be seen.
    pub medium: Medium,
    /// Its width, in CSS pixels.
    pub width: u32,
    /// What its ids begin with, unique in the page.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// What it shows, in a sentence or two.
    pub desc: &'a str,
}

/// The picture.
#[must_use]
pub fn draw(bars: &[Bar], moments: &[Moment], sheet: &Sheet<'_>) -> Drawing {
    let width = i64::from(sheet.width);
    let moments: Vec<&Moment> = moments.iter().filter(|m| m.bar < bars.len()).collect();
    let above = i64::try_from(moments.len()).unwrap_or(0) * LINE;
    let base = above + LINE / 2 + TALL;
    let number = i64::try_from(bars.len()).unwrap_or(i64::MAX).max(1);
    let step = |at: usize| {
        let at = i64::try_from(at).unwrap_or(0);
        LEFT + (width - LEFT - 4) * at / number
    };
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
    let mut pen = Pen::new(sheet.medium);
    scale(&mut pen, most, (base, width));
    for (at, bar) in bars.iter().enumerate() {
        let tall = i64::try_from(TALL.unsigned_abs() * bar.count / most).unwrap_or(TALL);
        let tall = if bar.count > 0 { tall.max(2) } else { 0 };
        let (left, wide) = (step(at), (step(at + 1) - step(at) - 1).clamp(1, 32));
        let (top, tone, name) = (base - tall, pen.tone(Tone::Hue(1)), safe(&bar.name));
        pen.raw(format_args!(
            "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{tall}\" fill=\"{tone}\">\
             <title>{name}</title></rect>"
        ));
    }
    for (line, moment) in moments.iter().enumerate() {
        let line = i64::try_from(line).unwrap_or(0);
        mark(
            &mut pen,
            moment,
            (step(moment.bar), line * LINE),
            (base, width),
        );
    }
    under(&mut pen, bars, (base, width), step);
    let height = u32::try_from(base + LINE + 4).unwrap_or(u32::MAX);
    pen.framed(sheet.id, (sheet.title, sheet.desc), (sheet.width, height))
}

/// The line of the ground, and the figure the tallest bar reaches.
fn scale(pen: &mut Pen, most: u64, (base, width): (i64, i64)) {
    let (line, soft) = (pen.tone(Tone::Line), pen.tone(Tone::LineSoft));
    let top = base - TALL;
    pen.raw(format_args!(
        "<path d=\"M{LEFT} {top}H{width}\" stroke=\"{soft}\"/>\
         <path d=\"M{LEFT} {base}H{width}\" stroke=\"{line}\"/>"
    ));
    pen.words((LEFT - 6, top + 5), "end", Tone::Ink2, &most.to_string());
    pen.words((LEFT - 6, base), "end", Tone::Ink2, "0");
}

/// A moment: a line down to the ground, and its words on the side where they fit.
fn mark(pen: &mut Pen, moment: &Moment, (x, y): (i64, i64), (base, width): (i64, i64)) {
    let tone = pen.tone(Tone::Ink);
    let top = y + LINE - 4;
    pen.raw(format_args!(
        "<path d=\"M{x} {y}V{base}\" stroke=\"{tone}\" stroke-dasharray=\"2 3\"/>"
    ));
    let room = x.max(width - x) - 8;
    let label = measure::fitted(&moment.label, u32::try_from(room).unwrap_or(0));
    match width - x >= x {
        true => pen.words((x + 6, top), "start", Tone::Ink, &label),
        false => pen.words((x - 6, top), "end", Tone::Ink, &label),
    }
}

/// The words under the bars: the first, the last, and those between that leave room to both.
fn under(pen: &mut Pen, bars: &[Bar], (base, width): (i64, i64), step: impl Fn(usize) -> i64) {
    let mut free = 0;
    let last = bars.last().map_or(0, |bar| wide(&bar.label));
    let end = width - 4 - last;
    for (at, bar) in bars.iter().enumerate() {
        let (left, length) = (step(at), wide(&bar.label));
        let is_last = at + 1 == bars.len();
        let fits = left >= free && left + length + 12 <= end;
        if is_last && at > 0 {
            let left = end.max(LEFT);
            pen.words((left, base + LINE), "start", Tone::Ink2, &bar.label);
        } else if fits || at == 0 {
            pen.words((left, base + LINE), "start", Tone::Ink2, &bar.label);
            free = left + length + 24;
        }
    }
}

fn wide(words: &str) -> i64 {
    i64::from(measure::width(words).div_ceil(100))
}
