//! Timelines, bars and the map of tiles: what they say, at each width, for a page and a paper; and
//! that a paper bears the very drawing it was handed.

use crate::content::Desk;
use crate::outside::{pages_as_text, qpdf_says_clean};
use faisceau_documents::drawing::graph::{self, Graph};
use faisceau_documents::drawing::tiles::Tile;
use faisceau_documents::drawing::timeline::{Bar, Moment, Sheet};
use faisceau_documents::drawing::{Drawing, Medium, bars, tiles, timeline};
use faisceau_documents::{Letter, Mark, Regime, Reserved, Say, Setting, Templates, draft};
use faisceau_domain::Lang;
use proptest::prelude::*;
use serde_json::{Value, json};

fn sheet(width: u32, medium: Medium) -> Sheet<'static> {
    Sheet {
        medium,
        width,
        id: "d",
        title: "Un titre",
        desc: "Une description.",
    }
}

fn bar(label: &str, count: u64) -> Bar {
    Bar {
        label: label.to_owned(),
        name: format!("{label} : {count} plaintes"),
        count,
    }
}

/// `(x, width)` of the rectangles, in order.
fn rectangles(drawing: &Drawing) -> Vec<(i64, i64, i64)> {
    let document = roxmltree::Document::parse(&drawing.svg).unwrap();
    let found = document.descendants();
    let found = found.filter(|node| node.tag_name().name() == "rect");
    let figure = |node: &roxmltree::Node<'_, '_>, name: &str| -> i64 {
        node.attribute(name).unwrap().parse().unwrap()
    };
    found
        .map(|node| {
            (
                figure(&node, "x"),
                figure(&node, "width"),
                figure(&node, "height"),
            )
        })
        .collect()
}

#[test]
fn bars_stand_as_tall_as_their_counts_and_none_leaves_the_picture() {
    let counts = [0, 1, 40, 80, 20];
    let all: Vec<Bar> = counts.iter().map(|n| bar("2 mars", *n)).collect();
    for width in [288, 1_040] {
        let drawing = timeline::draw(&all, &[], &sheet(width, Medium::Page));
        let drawn = rectangles(&drawing);
        let tall: Vec<i64> = drawn.iter().map(|(_, _, tall)| *tall).collect();
        assert_eq!(tall, [0, 2, 60, 120, 30]);
        for (x, wide, _) in drawn {
            assert!(x >= 0 && wide > 0 && x + wide <= i64::from(width));
        }
        assert!(drawing.svg.contains("<title>2 mars : 80 plaintes</title>"));
    }
}

#[test]
fn a_moment_is_told_and_one_outside_is_left_out() {
    let all = vec![bar("lundi", 1), bar("mardi", 2)];
    let moment = |bar, label: &str| Moment {
        bar,
        label: label.to_owned(),
    };
    let moments = [moment(1, "Série formée"), moment(7, "Jamais")];
    let drawing = timeline::draw(&all, &moments, &sheet(600, Medium::Page));
    assert!(drawing.svg.contains("Série formée"));
    assert!(!drawing.svg.contains("Jamais"));
}

#[test]
fn lying_bars_keep_their_words_and_figures_inside() {
    let all = vec![bar("moins de 100 €", 12), bar("de 100 à 1 000 €", 120)];
    let drawing = bars::draw(&all, &sheet(288, Medium::Page));
    let drawn = rectangles(&drawing);
    assert_eq!(drawn.len(), 2);
    assert!(drawn[1].1 > 9 * drawn[0].1);
    assert!(drawn.iter().all(|(x, wide, _)| x + wide < 288));
}

#[test]
fn the_map_names_each_departement_and_writes_its_figure_when_there_is_room() {
    let tile = |code: &str, count| Tile {
        code: code.to_owned(),
        name: format!("{code} : {count} plaintes"),
        count,
    };
    let some = [tile("59", 140), tile("974", 2), tile("2A", 12_345)];
    let wide = tiles::draw(&some, &sheet(1_040, Medium::Paper));
    assert!(wide.svg.contains("<title>974 : 2 plaintes</title>"));
    assert!(wide.svg.contains(">140</text>") && wide.svg.contains(">12k</text>"));
    assert_eq!(rectangles(&wide).len(), 101);
    let narrow = tiles::draw(&some, &sheet(288, Medium::Page));
    assert!(!narrow.svg.contains(">140</text>"));
    assert!(narrow.svg.contains("59 : 140 plaintes"));
    assert!(narrow.width <= 288);
}

/// A paper with a graph and a map.
struct Pictures;

impl Letter for Pictures {
    const NAME: &'static str = "pictures";
    const RESERVED: Reserved = Reserved::No;

    fn title(&self, _say: &Say) -> String {
        "Des dessins".to_owned()
    }

    fn data(&self, _say: &Say) -> Value {
        json!({})
    }

    fn drawings(&self) -> Vec<Drawing> {
        let empty = graph::Sheet {
            medium: Medium::Paper,
            width: 700,
            id: "g",
            title: "Rien",
            desc: "Rien.",
        };
        let some = [Tile {
            code: "59".to_owned(),
            name: "Nord".to_owned(),
            count: 14,
        }];
        vec![
            graph::draw(&Graph::default(), &empty),
            tiles::draw(&some, &sheet(700, Medium::Paper)),
        ]
    }
}

#[test]
fn a_paper_bears_the_drawings_it_is_handed() {
    let template = "#image(\"/drawing-0.svg\", alt: \"rien\")\
        #image(\"/drawing-1.svg\", width: 100%, alt: \"la carte\")";
    let templates = [("pictures.typ".to_owned(), template.to_owned())];
    let templates = Templates::load(templates).unwrap();
    let desk = Desk::new(Lang::Fr);
    let setting = Setting {
        templates: &templates,
        ..desk.setting(Regime::Private, Mark::Draft)
    };
    let pdf = draft(&Pictures, setting).unwrap().pdf;
    qpdf_says_clean(&pdf);
    let Some(pages) = pages_as_text(&pdf) else {
        return;
    };
    let text = pages.join(" ");
    assert!(text.contains("59") && text.contains("2A"), "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_words_and_counts_make_well_formed_drawings(
        all in proptest::collection::vec((".{0,30}", 0..u64::MAX / 1_000), 0..70),
        at in 0..80_usize,
        width in 40..1_200_u32,
    ) {
        let all: Vec<Bar> = all.iter().map(|(label, count)| bar(label, *count)).collect();
        let moment = Moment { bar: at, label: "<moment>".to_owned() };
        for medium in [Medium::Page, Medium::Paper] {
            let drawn = timeline::draw(&all, std::slice::from_ref(&moment), &sheet(width, medium));
            prop_assert!(roxmltree::Document::parse(&drawn.svg).is_ok());
            let drawn = bars::draw(&all, &sheet(width, medium));
            prop_assert!(roxmltree::Document::parse(&drawn.svg).is_ok());
        }
    }
}
