//! A picture somebody gave, as staff see it: blurred, as squares of colour drawn here, until a gesture
//! asks for it; then its preview. Never the file itself, and nothing where there is no preview.

use askama::Template;
use faisceau_documents::words::Say;
use uuid::Uuid;

/// Squares of the blurred picture, each way.
const SQUARES: usize = 8;

/// What is known of a preview, as its capability stores it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PreviewMade {
    /// `made`, `without`, `withheld`, or nothing yet.
    pub state: Option<String>,
    /// Why there is none, as a stable word.
    pub why: Option<String>,
    /// Width and height.
    pub size: Option<[u32; 2]>,
    /// The blurred picture: three bytes of colour a square, row by row.
    pub mosaic: Option<Vec<u8>>,
}

/// One picture among others.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/preview.html")]
pub struct Preview {
    id: String,
    name: String,
    about: String,
    link: Option<(String, String)>,
    squares: Vec<(usize, usize, String)>,
    size: Option<[u32; 2]>,
    src: Option<String>,
    /// Why it is not shown, where it never is.
    note: Option<String>,
    blurred: String,
    described: String,
    show: String,
}

impl Preview {
    /// A picture, blurred.
    #[must_use]
    pub fn new(say: &Say, id: Uuid, name: String, made: &PreviewMade) -> Preview {
        let note = match (made.state.as_deref(), made.why.as_deref()) {
            (Some("withheld"), _) => Some(say.say("richer-preview-withheld")),
            (Some("without"), Some(why)) => Some(say.say(&format!("richer-preview-{why}"))),
            _ => None,
        };
        let squares = made.mosaic.as_deref().unwrap_or_default();
        let squares = squares.chunks_exact(3).take(SQUARES * SQUARES);
        Preview {
            id: id.to_string(),
            about: String::new(),
            link: None,
            squares: squares
                .enumerate()
                .map(|(at, of)| {
                    let colour = format!("#{:02x}{:02x}{:02x}", of[0], of[1], of[2]);
                    (at % SQUARES, at / SQUARES, colour)
                })
                .collect(),
            size: made.size,
            src: None,
            note,
            blurred: say.with("richer-preview-blurred", &[("name", &name)]),
            described: say.with("richer-preview-described", &[("name", &name)]),
            show: say.with("richer-preview-show", &[("name", &name)]),
            name,
        }
    }

    /// With a line below its name.
    #[must_use]
    pub fn about(mut self, about: String) -> Preview {
        self.about = about;
        self
    }

    /// With the page it is from.
    #[must_use]
    pub fn from_page(mut self, name: String, href: String) -> Preview {
        self.link = Some((name, href));
        self
    }

    /// Shown in clear, from this address.
    #[must_use]
    pub fn in_clear(mut self, src: Option<String>) -> Preview {
        self.src = src.filter(|_| self.note.is_none());
        self
    }
}
