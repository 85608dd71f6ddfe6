//! Every drawing on one page, for the eye: invented figures, the widths of a phone and of a desk,
//! light and dark by the reader's system. `cargo run --example drawings > drawings.html`.
#![expect(clippy::print_stdout, reason = "the page is its result")]

use faisceau_documents::drawing::graph::{self, Graph, Line, Link, Node, Shape};
use faisceau_documents::drawing::tiles::{self, Tile};
use faisceau_documents::drawing::timeline::{self, Bar, Moment, Sheet};
use faisceau_documents::drawing::{Medium, bars};

const STYLE: &str = include_str!("../../platform/assets/app.css");

fn main() {
    println!("<!DOCTYPE html><meta charset=utf-8><style>{STYLE}</style><body class=staff><div>");
    for (width, groups) in [(1_040, 12), (304, 12), (1_040, 3)] {
        let sheet = graph::Sheet {
            medium: Medium::Page,
            width,
            id: "g",
            title: "Plaintes et valeurs",
            desc: "Invented.",
        };
        println!("<p>{}</p>", graph::draw(&stars(groups), &sheet).svg);
    }
    for width in [1_040, 304] {
        let sheet = Sheet {
            medium: Medium::Page,
            width,
            id: "d",
            title: "Un titre",
            desc: "Invented.",
        };
        let moments = [
            (3, "Premier paiement, 4 mars"),
            (41, "Série formée, 11 avril"),
        ];
        let moments = moments.map(|(bar, label)| Moment {
            bar,
            label: label.to_owned(),
        });
        println!("<p>{}</p>", timeline::draw(&days(), &moments, &sheet).svg);
        println!("<p>{}</p>", bars::draw(&days()[..6], &sheet).svg);
        println!("<p>{}</p>", tiles::draw(&departements(), &sheet).svg);
    }
    println!("</div>");
}

fn days() -> Vec<Bar> {
    let bar = |n: u64| Bar {
        label: format!("{} mars", n + 1),
        name: format!("jour {n}"),
        count: (n * n * 7 + 3) % 23,
    };
    (0..60).map(bar).collect()
}

fn departements() -> Vec<Tile> {
    let tile = |(at, code): (u64, &str)| Tile {
        code: code.to_owned(),
        name: code.to_owned(),
        count: (at * at * 13) % 97,
    };
    (0..).zip(tiles::codes()).map(tile).collect()
}

fn stars(groups: usize) -> Graph {
    let kinds = [("€", 1), ("T", 3), ("@", 2), ("W", 5)];
    let labels = [
        "FR76 3000 1007 9412 3456 7890 185",
        "+33 6 39 98 12 34",
        "contact@exemple.fr",
        "www.exemple-boutique.org",
    ];
    let mut drawn = Graph::default();
    for group in 0..groups {
        let (letter, hue) = kinds[group % 4];
        drawn.nodes.push(Node {
            id: format!("v{group:03}"),
            label: labels[group % 4].to_owned(),
            name: labels[group % 4].to_owned(),
            shape: Shape::Value { letter, hue },
            href: Some("#".to_owned()),
            marked: group == 1,
        });
        for member in group * 24..group * 24 + 24 {
            drawn.nodes.push(Node {
                id: format!("c{member:05}"),
                label: format!("{member:06}-K"),
                name: format!("Dossier {member}"),
                shape: if member % 24 == 5 {
                    Shape::Bundle
                } else {
                    Shape::Complaint
                },
                href: Some("#".to_owned()),
                marked: false,
            });
            let near = [group, (group + 1) % groups];
            let joins = if member % 7 == 0 { 2 } else { 1 };
            for value in near.into_iter().take(joins) {
                drawn.links.push(Link {
                    from: format!("c{member:05}"),
                    to: format!("v{value:03}"),
                    line: [Line::Whole, Line::Whole, Line::Dashed, Line::Dotted][group % 4],
                });
            }
        }
    }
    drawn
}
