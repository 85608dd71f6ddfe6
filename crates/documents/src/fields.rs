//! Makes the boxes of a finished paper into fields to fill in. The paper was typeset with a link at each
//! box, so that page, place and tagging are those of the typesetter; the links become fields of an
//! AcroForm in an update appended to the file (ISO 32000-1, 7.5.6), and the typeset bytes stay as they
//! are. No script, no action: a reader without forms shows empty boxes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};

use crate::letters::{Spot, SpotShape};
use crate::update::{NoTable, Update};

/// What the address of a box begins with, before its place in the list.
const LINK: &[u8] = b"field:";

/// The typeface of what is typed in: fixed width, distinct 0 and O, and small enough to travel whole.
const FONT: &[u8] = include_bytes!("../fonts/RobotoMono-Regular.ttf");

/// Thousandths of the size that each of its characters takes.
const ADVANCE: u16 = 600;

/// How what is typed looks: typeface, size in points, ink.
const LOOKS: &str = "/RM 9 Tf 0.106 0.141 0.188 rg";

// Flags of fields (ISO 32000-1, tables 221, 226 and 228).
const READ_ONLY: u32 = 1;
const MULTILINE: u32 = 1 << 12;
const RADIO: u32 = 1 << 15;

/// Fault: the typeset file is not as this program expects it.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("the boxes of the form could not be made: {0}")]
pub struct NoFields(pub(crate) &'static str);

impl From<NoTable> for NoFields {
    fn from(_: NoTable) -> NoFields {
        NoFields("the file does not end with a table of its objects")
    }
}

/// A link found in the file, to become the box of a spot.
struct Seat {
    object: i32,
    rect: [f32; 4],
    tagged: Option<i32>,
    page: Option<i32>,
}

/// Appends the fields. `spots`: every box, by its place in the addresses of the links.
pub(crate) fn add(pdf: Vec<u8>, spots: &[Spot]) -> Result<Vec<u8>, NoFields> {
    let parsed = Pdf::new(pdf.clone()).map_err(|_| NoFields("the file does not open"))?;
    let root = parsed.xref().root_id();
    let catalog: Dict<'_> = parsed.xref().get(root).ok_or(NoFields("no catalogue"))?;
    let seats = seats(&parsed);
    if !(0..spots.len()).all(|place| seats.contains_key(&place)) {
        return Err(NoFields("a box of the form is not on the paper"));
    }
    let mut update = Update::after(&pdf)?;
    for (object, text) in forms(&parsed, &seats) {
        update.write(object, &text);
    }
    let form = Form::new(&mut update);
    let acro = form.fields(&mut update, spots, &seats);
    let catalog = String::from_utf8_lossy(catalog.data()).into_owned();
    let catalog = catalog
        .trim_end()
        .strip_suffix(">>")
        .ok_or(NoFields("no catalogue"))?;
    update.write(
        root.obj_number,
        &format!("{catalog} /AcroForm {acro} 0 R >>"),
    );
    Ok(update.finish(pdf))
}

/// The links of the file, by the place of their spot.
fn seats(pdf: &Pdf) -> BTreeMap<usize, Seat> {
    let mut pages: BTreeMap<i32, i32> = BTreeMap::new();
    for page in pdf.pages().iter() {
        let of = page.raw().obj_id();
        let links = page.raw().get::<Array<'_>>("Annots");
        for link in links.iter().flat_map(Array::raw_iter) {
            if let (Some(of), Some(link)) = (of, link.as_obj_ref()) {
                pages.insert(link.obj_number, of.obj_number);
            }
        }
    }
    let mut seats = BTreeMap::new();
    for (object, page) in pages {
        let id = hayro_syntax::object::ObjectIdentifier::new(object, 0);
        let Some(link) = pdf.xref().get::<Dict<'_>>(id) else {
            continue;
        };
        let Some(place) = place_of(&link) else {
            continue;
        };
        let rect = link.get::<Array<'_>>("Rect");
        let mut sides = rect.iter().flat_map(Array::iter::<f32>);
        let mut side = || sides.next().unwrap_or_default();
        seats.insert(
            place,
            Seat {
                object,
                rect: [side(), side(), side(), side()],
                tagged: link.get::<i32>("StructParent"),
                page: Some(page),
            },
        );
    }
    seats
}

fn place_of(link: &Dict<'_>) -> Option<usize> {
    let address = link.get::<Dict<'_>>("A")?.get::<PdfString<'_>>("URI")?;
    let place = address.as_bytes().strip_prefix(LINK)?;
    std::str::from_utf8(place).ok()?.parse().ok()
}

/// The elements of structure of these links, which become elements of a form (PDF/UA-1, 7.18.4).
fn forms(pdf: &Pdf, seats: &BTreeMap<usize, Seat>) -> Vec<(i32, String)> {
    let objects: std::collections::BTreeSet<i32> = seats.values().map(|seat| seat.object).collect();
    let mut forms = Vec::new();
    for object in pdf.objects() {
        let Object::Dict(element) = object else {
            continue;
        };
        let is_link = element
            .get::<Name<'_>>("S")
            .is_some_and(|name| name.as_ref() == b"Link".as_slice());
        let Some(id) = element.obj_id().filter(|_| is_link) else {
            continue;
        };
        let Some(kid) = element_of(&element).filter(|kid| objects.contains(kid)) else {
            continue;
        };
        let parent = element.get_ref("P").map_or(0, |parent| parent.obj_number);
        let page = seats
            .values()
            .find(|seat| seat.object == kid)
            .and_then(|seat| seat.page);
        let page = page.map_or(String::new(), |page| format!(" /Pg {page} 0 R"));
        let text = format!(
            "<< /Type /StructElem /S /Form /P {parent} 0 R /K << /Type /OBJR{page} /Obj {kid} 0 R >> >>"
        );
        forms.push((id.obj_number, text));
    }
    forms
}

/// The annotation that an element of structure is about.
fn element_of(element: &Dict<'_>) -> Option<i32> {
    if let Some(one) = element.get::<Dict<'_>>("K") {
        return one.get_ref("Obj").map(|kid| kid.obj_number);
    }
    let kids = element.get::<Array<'_>>("K")?;
    kids.iter::<Object<'_>>()
        .find_map(|kid| kid.into_dict()?.get_ref("Obj"))
        .map(|kid| kid.obj_number)
}

/// What all fields share, and what each size of box looks like.
struct Form {
    font: i32,
    looks: BTreeMap<(i64, i64, u8), i32>,
}

impl Form {
    fn new(update: &mut Update) -> Form {
        let file = update.stream(&format!("/Length1 {}", FONT.len()), FONT);
        let descriptor = update.object(&format!(
            "<< /Type /FontDescriptor /FontName /RobotoMono-Regular /Flags 33 \
             /FontBBox [-434 -271 644 1048] /ItalicAngle 0 /Ascent 1048 /Descent -271 \
             /CapHeight 711 /StemV 80 /FontFile2 {file} 0 R >>"
        ));
        let widths = vec![ADVANCE.to_string(); 224].join(" ");
        let font = update.object(&format!(
            "<< /Type /Font /Subtype /TrueType /BaseFont /RobotoMono-Regular \
             /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 255 /Widths [{widths}] \
             /FontDescriptor {descriptor} 0 R >>"
        ));
        Form {
            font,
            looks: BTreeMap::new(),
        }
    }

    /// Writes every field and the form itself; answers its number.
    fn fields(mut self, update: &mut Update, spots: &[Spot], seats: &BTreeMap<usize, Seat>) -> i32 {
        // A name with points is a path: `payment[0]`, then `amount:currency`.
        let mut blocks: BTreeMap<&str, Vec<i32>> = BTreeMap::new();
        let mut order: Vec<&str> = Vec::new();
        let mut groups: BTreeMap<&str, i32> = BTreeMap::new();
        let parents: BTreeMap<&str, i32> = spots
            .iter()
            .map(|spot| block_of(&spot.name).0)
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .map(|block| (block, update.number()))
            .collect();
        for (place, spot) in spots.iter().enumerate() {
            let (block, name) = block_of(&spot.name);
            let (Some(seat), Some(parent)) = (seats.get(&place), parents.get(block)) else {
                continue;
            };
            if !order.contains(&block) {
                order.push(block);
            }
            let kids = blocks.entry(block).or_default();
            if let SpotShape::One(_) = spot.shape {
                if !groups.contains_key(spot.name.as_str()) {
                    let group = self.group(update, spots, seats, (&spot.name, name, *parent));
                    groups.insert(&spot.name, group);
                    kids.push(group);
                }
                continue;
            }
            kids.push(seat.object);
            let own = format!("/T {} /Parent {parent} 0 R ", text(name));
            self.field(update, spot, seat, &own);
        }
        for block in &order {
            let kids = refs(blocks.get(block).map_or(&[], Vec::as_slice));
            let node = format!("<< /T {} /Kids [{kids}] >>", text(block));
            if let Some(number) = parents.get(block) {
                update.write(*number, &node);
            }
        }
        let top: Vec<i32> = order
            .iter()
            .filter_map(|block| parents.get(block).copied())
            .collect();
        update.object(&format!(
            "<< /Fields [{}] /DA ({LOOKS}) /DR << /Font << /RM {} 0 R >> >> >>",
            refs(&top),
            self.font
        ))
    }

    /// The boxes of one name among which one is ticked.
    fn group(
        &mut self,
        update: &mut Update,
        spots: &[Spot],
        seats: &BTreeMap<usize, Seat>,
        (full, name, parent): (&str, &str, i32),
    ) -> i32 {
        let group = update.number();
        let mut kids = Vec::new();
        let mut label = "";
        for (place, spot) in spots
            .iter()
            .enumerate()
            .filter(|(_, spot)| spot.name == full)
        {
            let (Some(seat), SpotShape::One(code)) = (seats.get(&place), &spot.shape) else {
                continue;
            };
            if label.is_empty() {
                label = spot.label.split(" – ").next().unwrap_or_default();
            }
            let on = self.ticked(update, seat, code);
            let mut widget = widget(seat);
            let _ = write!(
                widget,
                "/Parent {group} 0 R /TU {} {on} >>",
                text(&spot.label)
            );
            update.write(seat.object, &widget);
            kids.push(seat.object);
        }
        update.write(
            group,
            &format!(
                "<< /FT /Btn /Ff {RADIO} /T {} /Parent {parent} 0 R /TU {} /V /Off /Kids [{}] >>",
                text(name),
                text(label),
                refs(&kids)
            ),
        );
        group
    }

    fn field(&mut self, update: &mut Update, spot: &Spot, seat: &Seat, own: &str) {
        let mut field = widget(seat);
        let _ = write!(field, "{own}/TU {} ", text(&spot.label));
        match &spot.shape {
            SpotShape::Tick(code) => {
                let on = self.ticked(update, seat, code);
                let _ = write!(field, "/FT /Btn /V /Off {on}");
            }
            SpotShape::Text { lines, most } => {
                let flags = if *lines { MULTILINE } else { 0 };
                let most = most.map_or(String::new(), |most| format!("/MaxLen {most} "));
                let empty = self.look(update, seat, LookOf::Empty);
                let _ = write!(
                    field,
                    "/FT /Tx /Ff {flags} {most}/DA ({LOOKS}) /AP << /N {empty} 0 R >>"
                );
            }
            SpotShape::Said(said) => {
                let shown = self.said(update, seat, said);
                let _ = write!(
                    field,
                    "/FT /Tx /Ff {READ_ONLY} /V {} /DA ({LOOKS}) /AP << /N {shown} 0 R >>",
                    text(said)
                );
            }
            SpotShape::One(_) => {}
        }
        field.push_str(" >>");
        update.write(seat.object, &field);
    }

    /// The two looks of a box to tick: the frame is on the paper already.
    fn ticked(&mut self, update: &mut Update, seat: &Seat, code: &str) -> String {
        let on = self.look(update, seat, LookOf::Cross);
        let off = self.look(update, seat, LookOf::Empty);
        let code = name(code);
        format!("/AS /Off /MK << /CA (8) >> /AP << /N << /{code} {on} 0 R /Off {off} 0 R >> >>")
    }

    /// One look for all boxes of a size.
    fn look(&mut self, update: &mut Update, seat: &Seat, of: LookOf) -> i32 {
        let (wide, high) = seat.size();
        #[expect(
            clippy::cast_possible_truncation,
            reason = "hundredths of a point of an A4 page"
        )]
        let key = ((wide * 100.0) as i64, (high * 100.0) as i64, of as u8);
        if let Some(known) = self.looks.get(&key) {
            return *known;
        }
        let content = match of {
            LookOf::Empty => "/Tx BMC EMC".to_owned(),
            LookOf::Cross => {
                let (left, right, top) = (wide * 0.22, wide * 0.78, high * 0.78);
                let low = high * 0.22;
                format!(
                    "q 1.3 w 1 J 0.106 0.141 0.188 RG {left:.2} {low:.2} m {right:.2} {top:.2} l \
                     {left:.2} {top:.2} m {right:.2} {low:.2} l S Q"
                )
            }
        };
        let made = self.drawn(update, seat, &content);
        self.looks.insert(key, made);
        made
    }

    fn said(&self, update: &mut Update, seat: &Seat, said: &str) -> i32 {
        // Codes and digits only; what is not is left out of the picture, never of the value.
        let plain: String = said
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || " _.-".contains(*c))
            .collect();
        let content =
            format!("/Tx BMC q BT /RM 6 Tf 0.106 0.141 0.188 rg 2 5 Td ({plain}) Tj ET Q EMC");
        self.drawn(update, seat, &content)
    }

    fn drawn(&self, update: &mut Update, seat: &Seat, content: &str) -> i32 {
        let (wide, high) = seat.size();
        let entries = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 {wide:.2} {high:.2}] \
             /Resources << /Font << /RM {} 0 R >> >>",
            self.font
        );
        update.stream(&entries, content.as_bytes())
    }
}

#[derive(Clone, Copy)]
enum LookOf {
    Empty,
    Cross,
}

impl Seat {
    fn size(&self) -> (f32, f32) {
        let [left, low, right, top] = self.rect;
        ((right - left).abs(), (top - low).abs())
    }
}

/// What every box is, open: place, page, place in the structure. Printed (flag 4).
fn widget(seat: &Seat) -> String {
    let [left, low, right, top] = seat.rect;
    let mut widget = format!(
        "<< /Type /Annot /Subtype /Widget /Rect [{left:.3} {low:.3} {right:.3} {top:.3}] /F 4 "
    );
    if let Some(page) = seat.page {
        let _ = write!(widget, "/P {page} 0 R ");
    }
    if let Some(tagged) = seat.tagged {
        let _ = write!(widget, "/StructParent {tagged} ");
    }
    widget
}

fn block_of(name: &str) -> (&str, &str) {
    name.split_once('.').unwrap_or(("", name))
}

fn refs(numbers: &[i32]) -> String {
    let refs: Vec<String> = numbers
        .iter()
        .map(|number| format!("{number} 0 R"))
        .collect();
    refs.join(" ")
}

/// A text as a PDF writes any text: UTF-16, in hexadecimal digits.
pub(crate) fn text(words: &str) -> String {
    let mut text = "<FEFF".to_owned();
    for unit in words.encode_utf16() {
        let _ = write!(text, "{unit:04X}");
    }
    text.push('>');
    text
}

/// A name, its unusual characters as `#xx`.
fn name(code: &str) -> String {
    let mut name = String::new();
    for byte in code.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+' | b'.') {
            name.push(char::from(byte));
        } else {
            let _ = write!(name, "#{byte:02X}");
        }
    }
    name
}
