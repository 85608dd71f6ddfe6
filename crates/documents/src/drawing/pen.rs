//! What every drawing is written with: tones that a page resolves by its own tokens and a paper by
//! the light ones, text made safe, the frame with its title and description. Decides no picture.

use std::fmt::Write as _;

use crate::text::{Bounds, printable};

/// Longest label or name of anything drawn, in characters.
const WORDS_MAX: usize = 400;

/// Where a drawing will be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// In a page: colours are the page's tokens, what has an address is a link.
    Page,
    /// In a document: the light colours, written out, and no link.
    Paper,
}

/// A drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// The whole `<svg>` element.
    pub svg: String,
    /// Its width, in CSS pixels.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

/// The tones of drawings; those of the design system, never others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Ink,
    Ink2,
    Paper,
    Line,
    LineSoft,
    /// The first of the tones of series of figures (from 1 to 8) or kinds of identifiers.
    Hue(u8),
    /// A step of the ramp of maps, from 0 (few) to 5 (most).
    Step(u8),
    /// The words on a step of the ramp.
    OnStep(u8),
}

impl Tone {
    /// The tone as an SVG paint.
    pub(crate) fn on(self, medium: Medium) -> &'static str {
        let (page, paper) = self.pair();
        match medium {
            Medium::Page => page,
            Medium::Paper => paper,
        }
    }

    fn pair(self) -> (&'static str, &'static str) {
        match self {
            Tone::Ink => ("var(--ink)", "#1b2430"),
            Tone::Ink2 => ("var(--ink-2)", "#4a5565"),
            Tone::Paper => ("var(--paper)", "#ffffff"),
            Tone::Line => ("var(--line)", "#6f7b8b"),
            Tone::LineSoft => ("var(--line-soft)", "#d5dbe3"),
            Tone::Hue(1) => ("var(--c1)", "#0072b2"),
            Tone::Hue(2) => ("var(--c2)", "#c2410c"),
            Tone::Hue(3) => ("var(--c3)", "#00775a"),
            Tone::Hue(4) => ("var(--c4)", "#8e4585"),
            Tone::Hue(5) => ("var(--c5)", "#1f73ad"),
            Tone::Hue(6) => ("var(--c6)", "#946200"),
            Tone::Hue(8) => ("var(--c8)", "#b5477f"),
            Tone::Hue(_) => ("var(--c7)", "#5f6b7a"),
            Tone::Step(0) => ("var(--step-0)", "#e8eff6"),
            Tone::Step(1) => ("var(--step-1)", "#bcd2e6"),
            Tone::Step(2) => ("var(--step-2)", "#8bb0d1"),
            Tone::Step(3) => ("var(--step-3)", "#6699c6"),
            Tone::Step(4) => ("var(--step-4)", "#2b6496"),
            Tone::Step(_) => ("var(--step-5)", "#12406b"),
            Tone::OnStep(0..=3) => ("var(--on-steps)", "#1b2430"),
            Tone::OnStep(_) => ("var(--on-steps-dark)", "#ffffff"),
        }
    }
}

/// A drawing being written.
pub(crate) struct Pen {
    pub(crate) medium: Medium,
    out: String,
}

impl Pen {
    pub(crate) fn new(medium: Medium) -> Pen {
        Pen {
            medium,
            out: String::new(),
        }
    }

    /// Writes what is already SVG; figures and our own words only.
    pub(crate) fn raw(&mut self, svg: std::fmt::Arguments<'_>) {
        self.out
            .write_fmt(svg)
            .expect("writing in a string never fails");
    }

    pub(crate) fn tone(&self, tone: Tone) -> &'static str {
        tone.on(self.medium)
    }

    /// Words at a place; `anchor` as SVG names it.
    pub(crate) fn words(&mut self, at: (i64, i64), anchor: &str, tone: Tone, words: &str) {
        let (x, y) = at;
        let fill = self.tone(tone);
        let words = safe(words);
        self.raw(format_args!(
            "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" fill=\"{fill}\">{words}</text>"
        ));
    }

    /// The whole drawing: what was written, under its title and its description.
    pub(crate) fn framed(self, id: &str, told: (&str, &str), size: (u32, u32)) -> Drawing {
        let ((title, desc), (width, height)) = (told, size);
        let (title, desc) = (safe(title), safe(desc));
        // What holds links is a group: an image would hide them from those who listen.
        let role = match self.out.contains("<a ") {
            true => "group",
            false => "img",
        };
        let font = match self.medium {
            Medium::Page => "",
            Medium::Paper => " font-family=\"Public Sans, Noto Sans\"",
        };
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"drawing\" role=\"{role}\" \
             aria-labelledby=\"{id}-title {id}-desc\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" font-size=\"{FONT_PX}\"{font}>\
             <title id=\"{id}-title\">{title}</title><desc id=\"{id}-desc\">{desc}</desc>{}</svg>",
            self.out
        );
        Drawing { svg, width, height }
    }
}

/// The size of every word in a drawing, in CSS pixels.
pub(crate) const FONT_PX: u32 = 13;

/// Words from outside, printable and escaped for XML: in a drawing, or a file of a graph.
#[must_use]
pub fn safe(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in printable(words, Bounds::line(WORDS_MAX)).chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}
