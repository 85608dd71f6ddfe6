//! Counts side by side as lying bars, each with its words and its figure: a distribution. The
//! caller chooses the classes; this only draws.

use super::measure;
use super::pen::{Drawing, Pen, Tone, safe};
use super::timeline::{Bar, Sheet};

/// The height of a bar with its words.
const ROW: u32 = 28;

/// The picture: words left, a bar, its figure at the end.
#[must_use]
pub fn draw(bars: &[Bar], sheet: &Sheet<'_>) -> Drawing {
    let mut pen = Pen::new(sheet.medium);
    let widest = |of: &dyn Fn(&Bar) -> u32| bars.iter().map(of).max().unwrap_or(0);
    let words = widest(&|bar| measure::width(&bar.label).div_ceil(100)).min(sheet.width / 2);
    let figures = widest(&|bar| measure::width(&bar.count.to_string()).div_ceil(100));
    let left = words + 10;
    let room = sheet.width.saturating_sub(left + figures + 12).max(1);
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
    for (row, bar) in (0_u32..).zip(bars) {
        let top = row * ROW;
        let base = i64::from(top + 19);
        let label = measure::fitted(&bar.label, words);
        pen.words((i64::from(words), base), "end", Tone::Ink, &label);
        let wide = u32::try_from(u64::from(room) * bar.count / most).unwrap_or(room);
        let wide = if bar.count > 0 { wide.max(2) } else { 0 };
        let (tone, name, y) = (pen.tone(Tone::Hue(1)), safe(&bar.name), top + 5);
        pen.raw(format_args!(
            "<rect x=\"{left}\" y=\"{y}\" width=\"{wide}\" height=\"18\" fill=\"{tone}\">\
             <title>{name}</title></rect>"
        ));
        let after = i64::from(left + wide + 6);
        pen.words((after, base), "start", Tone::Ink2, &bar.count.to_string());
    }
    let rows = u32::try_from(bars.len()).unwrap_or(u32::MAX).max(1);
    let height = rows.saturating_mul(ROW);
    pen.framed(sheet.id, (sheet.title, sheet.desc), (sheet.width, height))
}
