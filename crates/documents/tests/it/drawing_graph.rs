//! The picture of a graph: the same bytes for the same figures, no label over another, nothing
//! from outside that stays alive, and slices that lose nobody.

use faisceau_documents::drawing::graph::{Graph, Line, Link, NODES_MAX, Node, Shape, Sheet, draw};
use faisceau_documents::drawing::{Drawing, Medium};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn sheet(width: u32, medium: Medium) -> Sheet<'static> {
    Sheet {
        medium,
        width,
        id: "g",
        title: "Plaintes et valeurs",
        desc: "Qui partage quoi.",
    }
}

fn complaint(n: usize) -> Node {
    Node {
        id: format!("c{n:05}"),
        label: format!("{n:06}-K"),
        name: format!("Dossier FSC-2026-{n:06}-K"),
        shape: Shape::Complaint,
        href: Some(format!("/dossier/{n}")),
        marked: false,
    }
}

fn value(n: usize, label: &str) -> Node {
    Node {
        id: format!("v{n:05}"),
        label: label.to_owned(),
        name: format!("IBAN {label}"),
        shape: Shape::Value {
            letter: "€",
            hue: 1,
        },
        href: Some(format!("/pivots/{n}")),
        marked: false,
    }
}

fn link(complaint: usize, value: usize) -> Link {
    Link {
        from: format!("c{complaint:05}"),
        to: format!("v{value:05}"),
        line: Line::Whole,
    }
}

/// Complaints in stars around values, each star joined to the next by one complaint.
fn stars(values: usize, each: usize) -> Graph {
    let mut graph = Graph::default();
    for v in 0..values {
        graph
            .nodes
            .push(value(v, "FR76 3000 1007 9412 3456 7890 185"));
        for c in v * each..(v + 1) * each {
            graph.nodes.push(complaint(c));
            graph.links.push(link(c, v));
        }
        if v > 0 {
            graph.links.push(link(v * each, v - 1));
        }
    }
    graph
}

/// `(left, right, top, bottom)` of what a node takes, from the rectangles that are touched.
fn boxes(drawing: &Drawing) -> Vec<(i64, i64, i64, i64)> {
    let document = roxmltree::Document::parse(&drawing.svg).unwrap();
    let touched = document
        .descendants()
        .filter(|node| node.attribute("pointer-events") == Some("all"));
    let figure = |node: &roxmltree::Node<'_, '_>, name: &str| -> i64 {
        node.attribute(name).unwrap().parse().unwrap()
    };
    touched
        .map(|node| {
            let (x, y) = (figure(&node, "x"), figure(&node, "y"));
            (
                x,
                x + figure(&node, "width"),
                y,
                y + figure(&node, "height"),
            )
        })
        .collect()
}

fn overlap(boxes: &[(i64, i64, i64, i64)]) -> bool {
    boxes.iter().enumerate().any(|(at, a)| {
        let mut others = boxes[at + 1..].iter();
        others.any(|b| a.0 < b.1 && b.0 < a.1 && a.2 < b.3 && b.2 < a.3)
    })
}

#[test]
fn the_same_graph_in_any_order_gives_the_same_bytes() {
    let graph = stars(8, 12);
    let drawn = draw(&graph, &sheet(1_040, Medium::Page));
    let mut turned = graph.clone();
    turned.nodes.reverse();
    turned.links.rotate_left(17);
    for link in &mut turned.links {
        std::mem::swap(&mut link.from, &mut link.to);
    }
    assert_eq!(draw(&turned, &sheet(1_040, Medium::Page)), drawn);
    let mut other = graph;
    other.links.pop();
    assert_ne!(draw(&other, &sheet(1_040, Medium::Page)), drawn);
}

#[test]
fn nothing_overlaps_and_everything_stays_inside_at_each_width() {
    for width in [288, 304, 700, 1_040] {
        let drawing = draw(&stars(12, 24), &sheet(width, Medium::Page));
        let boxes = boxes(&drawing);
        assert_eq!(boxes.len(), 300);
        assert!(!overlap(&boxes), "at {width}");
        for (left, right, top, bottom) in boxes {
            assert!(left >= 0 && top >= 0, "at {width}");
            assert!(right <= i64::from(drawing.width), "at {width}");
            assert!(bottom <= i64::from(drawing.height), "at {width}");
            assert!(bottom - top >= 24, "a target is large enough for a finger");
        }
    }
}

#[test]
fn each_node_is_a_link_with_a_name_and_the_picture_says_what_it_is() {
    let drawing = draw(&stars(2, 3), &sheet(304, Medium::Page));
    let document = roxmltree::Document::parse(&drawing.svg).unwrap();
    let root = document.root_element();
    assert_eq!(root.attribute("role"), Some("group"));
    let told = root.attribute("aria-labelledby").unwrap();
    for id in told.split(' ') {
        let named = root
            .children()
            .find(|node| node.attribute("id") == Some(id));
        assert!(named.unwrap().text().is_some_and(|text| !text.is_empty()));
    }
    let links = root.children();
    let links: Vec<_> = links.filter(|node| node.tag_name().name() == "a").collect();
    assert_eq!(links.len(), 8);
    for link in links {
        assert!(link.attribute("href").unwrap().starts_with('/'));
        let name = link.first_element_child().unwrap();
        assert_eq!(name.tag_name().name(), "title", "its name comes first");
        assert!(name.text().is_some_and(|name| name.len() > 4));
    }
}

#[test]
fn a_paper_has_no_link_no_page_colour_and_is_an_image() {
    let drawing = draw(&stars(2, 3), &sheet(700, Medium::Paper));
    assert!(!drawing.svg.contains("var("), "{}", drawing.svg);
    assert!(!drawing.svg.contains("<a "), "{}", drawing.svg);
    assert!(drawing.svg.contains("role=\"img\""));
    roxmltree::Document::parse(&drawing.svg).unwrap();
}

#[test]
fn what_comes_from_outside_is_never_alive() {
    let hostile = "\"><script>alert(1)</script>&<!--\u{202E}gpj\u{0}]]>";
    let mut graph = stars(1, 2);
    graph.nodes[0].label = hostile.to_owned();
    graph.nodes[0].name = hostile.to_owned();
    graph.nodes[1].href = Some(format!("/dossier/1?a={hostile}"));
    for medium in [Medium::Page, Medium::Paper] {
        let drawing = draw(
            &graph,
            &Sheet {
                title: hostile,
                desc: hostile,
                ..sheet(1_040, medium)
            },
        );
        let document = roxmltree::Document::parse(&drawing.svg).unwrap();
        let script = document
            .descendants()
            .find(|node| node.tag_name().name() == "script");
        assert!(script.is_none());
        assert!(!drawing.svg.contains('\u{202E}') && drawing.svg.contains("⟨U+202E⟩"));
    }
}

#[test]
fn slices_are_bounded_lose_nobody_and_keep_each_complaint_with_its_values() {
    let graph = stars(40, 30);
    let number = graph.slice(0).1;
    let slices: Vec<Graph> = (0..number).map(|at| graph.slice(at).0).collect();
    assert!(slices.len() > 1);
    let mut seen = BTreeSet::new();
    let mut links = BTreeSet::new();
    for slice in &slices {
        assert!(slice.nodes.len() <= NODES_MAX);
        seen.extend(slice.nodes.iter().map(|node| node.id.clone()));
        links.extend(slice.links.iter().cloned());
    }
    assert_eq!(seen.len(), 40 + 40 * 30);
    assert_eq!(
        links.len(),
        graph.links.iter().collect::<BTreeSet<_>>().len()
    );
    let first = &slices[0];
    let bridges = first.nodes.iter().filter(|node| {
        let number = node
            .id
            .strip_prefix('c')
            .and_then(|n| n.parse::<usize>().ok());
        number.is_some_and(|n| n > 0 && n % 30 == 0)
    });
    assert_eq!(bridges.count(), 39, "the most linked come first");
}

#[test]
fn the_neighbours_of_a_node_are_its_own_and_theirs() {
    let graph = stars(3, 4);
    let near = graph.around("c00004");
    let ids: BTreeSet<&str> = near.nodes.iter().map(|node| node.id.as_str()).collect();
    assert!(ids.contains("v00000") && ids.contains("v00001"));
    assert!(ids.contains("c00000") && ids.contains("c00005"));
    assert!(!ids.contains("v00002"));
    let marked = near.nodes.iter().filter(|node| node.marked);
    assert_eq!(marked.count(), 1);
    assert!(graph.around("nobody").nodes.is_empty());
}

#[test]
fn complaints_alike_are_drawn_as_one_when_they_are_many() {
    let graph = stars(2, 20);
    let as_one = |nodes: &[&Node]| Node {
        id: format!("b{}", nodes[0].id),
        label: nodes.len().to_string(),
        name: format!("{} plaintes", nodes.len()),
        shape: Shape::Bundle,
        href: None,
        marked: false,
    };
    let bundled = graph.bundled(12, as_one);
    // Two values, a bundle for each, and the complaint between them.
    assert_eq!(bundled.nodes.len(), 5, "{:?}", bundled.nodes);
    assert_eq!(bundled.links.len(), 4);
    let labels: BTreeSet<&str> = bundled.nodes.iter().map(|n| n.label.as_str()).collect();
    assert!(labels.contains("20") && labels.contains("19"));
    assert_eq!(graph.bundled(20, as_one), graph);
}

#[test]
fn an_empty_graph_is_still_a_picture() {
    let drawing = draw(&Graph::default(), &sheet(304, Medium::Page));
    roxmltree::Document::parse(&drawing.svg).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_world_makes_two_labels_meet(
        labels in proptest::collection::vec(".{0,60}", 1..40),
        links in proptest::collection::vec((0..60_usize, 0..40_usize), 0..150),
        width in 200..1_200_u32,
    ) {
        let mut graph = Graph::default();
        graph.nodes.extend((0..60).map(complaint));
        graph.nodes.extend(labels.iter().enumerate().map(|(n, label)| value(n, label)));
        graph.links.extend(links.iter().map(|(c, v)| link(*c, *v)));
        let drawing = draw(&graph, &sheet(width, Medium::Page));
        let boxes = boxes(&drawing);
        prop_assert_eq!(boxes.len(), graph.nodes.len());
        prop_assert!(!overlap(&boxes));
    }
}
