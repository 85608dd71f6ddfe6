//! The blank forms of `forms/`, to print and to fill in. With FAISCEAU_PAPERS=<folder> the PDFs are also
//! written there; `.ci/run papers` reads them with a program that is not ours.

use std::collections::BTreeSet;
use std::fs;

use faisceau_documents::letters::{BlankLetter, Sender, Sentence};
use faisceau_documents::{Mark, NotAForm, Regime, Rendered, blank, read_filled};
use faisceau_domain::Lang;
use faisceau_domain::form::Pack;
use faisceau_domain::form::printed::Shape;

use crate::content::{Desk, root};
use crate::outside::{pages_as_text, qpdf_says_clean, qpdf_with};

fn pack() -> Pack {
    let mut files = Vec::new();
    let mut folders = vec![root().join("forms")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push((
                    path.display().to_string(),
                    fs::read_to_string(&path).unwrap(),
                ));
            }
        }
    }
    Pack::read(files).unwrap()
}

fn letter(pack: &Pack, code: &str, lang: Lang, fillable: bool) -> BlankLetter {
    BlankLetter {
        form: pack.form_ref(code).unwrap(),
        printed: pack.printed(code, lang).unwrap(),
        sender: Sender {
            name: "Service d’exemple".to_owned(),
            address: "1 place de l’Exemple\n75000 Paris".to_owned(),
            phone: None,
            email: None,
        },
        not_police: true,
        danger: vec![["Police".to_owned(), "17".to_owned(), "24 h/24".to_owned()]],
        law: vec![Sentence {
            text: "Vos données servent à traiter votre plainte.".to_owned(),
            citation: None,
        }],
        on: crate::content::noon().date(),
        fillable,
    }
}

fn made(desk: &Desk, letter: &BlankLetter) -> Rendered {
    let made = blank(letter, desk.setting(Regime::Private, Mark::None)).unwrap();
    if let Ok(folder) = std::env::var("FAISCEAU_PAPERS") {
        let use_of = if letter.fillable { "fill" } else { "print" };
        let (code, lang) = (&letter.form.code, desk.say.lang.code());
        let stem = format!("{folder}/blank-{code}-{lang}-{use_of}");
        fs::write(format!("{stem}.pdf"), &made.pdf).unwrap();
        // What the engine asks, for a reader that is not ours to compare with the fields it finds.
        let questions = letter.printed.pages.iter().flat_map(|page| &page.questions);
        let names = questions
            .flat_map(|question| &question.inputs)
            .map(|input| &input.name);
        if letter.fillable {
            let names: Vec<&str> = names.map(String::as_str).collect();
            fs::write(format!("{stem}.names"), names.join("\n")).unwrap();
        }
    }
    made
}

/// The printed form and the one to fill in differ by their fields only: of each type, one is made in French
/// and the other in English.
#[test]
fn every_type_is_printed_with_all_its_questions() {
    let pack = pack();
    for (place, kind) in pack.kinds().enumerate() {
        let lang = Lang::ALL[place % 2];
        let desk = Desk::new(lang);
        let letter = letter(&pack, &kind.code, lang, false);
        let paper = made(&desk, &letter);
        assert!(
            (4..=24).contains(&paper.pages),
            "{}: {} pages",
            kind.code,
            paper.pages
        );
        assert_eq!(read_filled(paper.pdf.clone()), Err(NotAForm::NoFields));
        qpdf_says_clean(&paper.pdf);
        assert_eq!(desk.say.words.missing(), []);
        is_all_there(&letter, &paper);
    }
}

/// What to do at once on the first page, then every question under its number.
fn is_all_there(letter: &BlankLetter, paper: &Rendered) {
    let Some(pages) = pages_as_text(&paper.pdf) else {
        return;
    };
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let first = squeezed(&pages[0]);
    for to_do in &letter.printed.urgent {
        assert!(first.contains(&squeezed(&to_do.text)), "{}", to_do.text);
    }
    let rest = squeezed(&pages[1..].concat());
    for question in letter.printed.pages.iter().flat_map(|page| &page.questions) {
        let asked = squeezed(&format!("{}.{}", question.number, question.label));
        assert!(rest.contains(&asked), "{}", question.label);
    }
}

/// In the language that the printed form of the type is not made in.
#[test]
fn every_box_of_every_type_is_a_field() {
    let pack = pack();
    for (place, kind) in pack.kinds().enumerate() {
        let lang = Lang::ALL[1 - place % 2];
        let letter = letter(&pack, &kind.code, lang, true);
        let file = made(&Desk::new(lang), &letter);
        qpdf_says_clean(&file.pdf);
        is_all_there(&letter, &file);
        let bytes = file.pdf.len();
        assert!(bytes < 1_500_000, "{}: {bytes} bytes", kind.code);
        let read = read_filled(file.pdf).unwrap();
        let form = &letter.form;
        assert_eq!((&read.code, &read.hash), (&form.code, &form.hash));
        assert_eq!((read.version, read.number), (form.version, None));
        let boxes: BTreeSet<&str> = read.boxes.iter().map(|(name, _)| name.as_str()).collect();
        let questions = letter.printed.pages.iter().flat_map(|page| &page.questions);
        let inputs = questions.flat_map(|question| &question.inputs);
        let inputs: BTreeSet<&str> = inputs.map(|input| input.name.as_str()).collect();
        assert_eq!(boxes, inputs, "{}", kind.code);
        assert!(read.boxes.iter().all(|(_, value)| value.is_empty()));
    }
}

/// qpdf, which is not ours, writes what somebody typed; it is read back as it was written.
#[test]
fn what_another_program_writes_in_the_boxes_is_read() {
    let pack = pack();
    let letter = letter(&pack, "fake_shop", Lang::Fr, true);
    let file = made(&Desk::new(Lang::Fr), &letter);
    let wanted = [
        ("shop", "product_detail", "Vélo électrique n° 7 – été"),
        (
            "site",
            "url",
            "https://boutique.example.org\nhttps://autre.example.org",
        ),
        ("payment[0]", "amount", "1 250,50"),
        ("sheet", "number", "2026-114"),
        ("sheet", "filled_on:day", "3"),
        ("sheet", "filled_on:month", "11"),
        ("sheet", "filled_on:year", "2026"),
    ];
    let ticked = [
        ("shop", "product", "heating"),
        ("shop", "trusted=price", "price"),
    ];
    let Some(filled) = qpdf_with(&file.pdf, |fields| {
        for (block, name, value) in wanted {
            fields.get_mut(&format!("{block}.{name}")).unwrap()["/V"] = format!("u:{value}").into();
        }
        for (block, name, code) in ticked {
            fields.get_mut(&format!("{block}.{name}")).unwrap()["/V"] = format!("/{code}").into();
        }
    }) else {
        return;
    };
    qpdf_says_clean(&filled);
    let read = read_filled(filled).unwrap();
    let said = |name: &str| {
        let found = read.boxes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    };
    assert_eq!(
        said("shop.product_detail"),
        Some("Vélo électrique n° 7 – été")
    );
    assert_eq!(said("payment[0].amount"), Some("1 250,50"));
    assert_eq!(said("shop.product"), Some("heating"));
    assert_eq!(said("shop.trusted=price"), Some("price"));
    assert_eq!(said("shop.trusted=ad"), Some(""));
    assert_eq!(read.number.as_deref(), Some("2026-114"));
    assert_eq!(read.filled_on, ["3", "11", "2026"].map(str::to_owned));
}

#[test]
fn what_is_not_a_form_of_ours_is_told_apart() {
    assert_eq!(read_filled(b"a text".to_vec()), Err(NotAForm::NotPdf));
    assert_eq!(
        read_filled(vec![b' '; faisceau_documents::MOST_BYTES + 1]),
        Err(NotAForm::TooBig)
    );
    let pack = pack();
    let file = made(
        &Desk::new(Lang::Fr),
        &letter(&pack, "illegal_content", Lang::Fr, true),
    );
    // Cut or spoiled anywhere, it is refused or read, and never more.
    for cut in (0..file.pdf.len()).step_by(file.pdf.len() / 60) {
        let _ = read_filled(file.pdf[..cut].to_vec());
        let mut spoiled = file.pdf.clone();
        spoiled[cut] ^= 0x55;
        let _ = read_filled(spoiled);
    }
    let other = qpdf_with(&file.pdf, |fields| {
        fields.get_mut("sheet.form").unwrap()["/V"] = "u:something else".into();
    });
    if let Some(other) = other {
        assert_eq!(read_filled(other), Err(NotAForm::Foreign));
    }
}

/// A file made by hand: its objects, the first of which is the catalogue.
fn by_hand(objects: &[&str]) -> Vec<u8> {
    let (mut file, mut at) = ("%PDF-1.7\n".to_owned(), Vec::new());
    for (number, object) in objects.iter().enumerate() {
        at.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
    }
    let (table, size) = (file.len(), objects.len() + 1);
    file.push_str(&format!("xref\n0 {size}\n0000000000 65535 f \n"));
    for at in at {
        file.push_str(&format!("{at:010} 00000 n \n"));
    }
    file.push_str(&format!(
        "trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"
    ));
    file.into_bytes()
}

/// Read along every way, these would be 2,000 to the sixth power.
#[test]
fn fields_that_hold_themselves_are_read_once() {
    let (itself, page) = (
        "4 0 R ".repeat(2_000),
        "<< /Type /Pages /Kids [] /Count 0 >>",
    );
    let catalogue = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [3 0 R 4 0 R] >> >>";
    let form = "<< /T (sheet) /Kids [<< /T (form) /FT /Tx /V (fake_shop 1 abc) >>] >>";
    let tied = format!("<< /T (a) /FT /Tx /V (b) /Kids [{itself}] >>");
    let read = read_filled(by_hand(&[catalogue, page, form, &tied])).unwrap();
    assert_eq!((read.code.as_str(), read.version), ("fake_shop", 1));
    assert_eq!(read.boxes, [("a".to_owned(), "b".to_owned())]);
}

#[test]
fn a_long_answer_is_unpacked_once_and_only_while_it_is_small() {
    let catalogue = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [3 0 R 4 0 R] >> >>";
    let page = "<< /Type /Pages /Kids [] /Count 0 >>";
    let form = "<< /T (sheet) /Kids [<< /T (form) /FT /Tx /V (fake_shop 1 abc) >>] >>";
    let asked = "<< /T (p) /Kids [<< /T (a) /FT /Tx /V 5 0 R >> << /T (b) /FT /Tx /V 6 0 R >> \
                 << /T (c) /FT /Tx /V 5 0 R >>] >>";
    let long = |said: &str| {
        let bytes = said.len();
        format!("<< /Length {bytes} >>\nstream\n{said}\nendstream")
    };
    let told = "x".repeat(300);
    let (small, large) = (long(&told), long(&"y".repeat(200_000)));
    let file = by_hand(&[catalogue, page, form, asked, &small, &large]);
    let said = [("p.a", told.as_str()), ("p.b", ""), ("p.c", "")];
    let said = said.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(read_filled(file).unwrap().boxes, said);
}

#[test]
fn the_same_form_has_the_same_bytes() {
    let pack = pack();
    let letter = letter(&pack, "illegal_content", Lang::En, true);
    let desk = Desk::new(Lang::En);
    assert_eq!(made(&desk, &letter).pdf, made(&desk, &letter).pdf);
    let shapes = letter.printed.pages.iter().flat_map(|page| &page.questions);
    let mut shapes = shapes
        .flat_map(|question| &question.inputs)
        .map(|input| &input.shape);
    assert!(shapes.any(|shape| matches!(shape, Shape::Lines(_))));
}
