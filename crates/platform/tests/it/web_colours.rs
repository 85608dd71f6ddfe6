//! The colours of the design system against what is written on them, in both themes: a machine
//! cannot see the background behind a drawing, so the pairs are computed here.

use std::collections::BTreeMap;

const CSS: &str = include_str!("../../assets/app.css");

type Rgb = [f64; 3];

fn colour(hex: &str) -> Rgb {
    let part = |at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
    [part(1), part(3), part(5)]
}

/// Relative luminance, WCAG 2.2.
fn luminance(rgb: Rgb) -> f64 {
    let linear = rgb.map(|c| {
        if c <= 0.04045 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

fn ratio(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Every token that has a light and a dark colour.
fn tokens() -> BTreeMap<String, [Rgb; 2]> {
    CSS.split("--")
        .filter_map(|piece| {
            let (name, rest) = piece.split_once(": light-dark(")?;
            let (pair, _) = rest.split_once(')')?;
            let (light, dark) = pair.split_once(", ")?;
            Some((name.to_owned(), [colour(light), colour(dark)]))
        })
        .collect()
}

#[test]
fn text_and_borders_stand_out_from_their_background_in_both_themes() {
    let tokens = tokens();
    let mut pairs: Vec<(&str, &str, f64)> = vec![
        ("line", "paper", 3.0),
        ("line", "mist", 3.0),
        ("line", "raised", 3.0),
        ("on-brand", "brand", 4.5),
        ("on-brand", "brand-hover", 4.5),
        ("on-brand", "danger", 4.5),
    ];
    for text in [
        "ink",
        "ink-2",
        "link",
        "visited",
        "brand",
        "brand-hover",
        "danger",
    ] {
        for ground in ["paper", "mist", "raised"] {
            pairs.push((text, ground, 4.5));
        }
    }
    for tone in ["danger", "warn", "ok", "info"] {
        pairs.push((tone, "paper", 4.5));
    }
    let grounds = ["danger-bg", "warn-bg", "ok-bg", "info-bg"];
    for (tone, ground) in ["danger", "warn", "ok", "info"].into_iter().zip(grounds) {
        pairs.push((tone, ground, 4.5));
        pairs.push(("ink", ground, 4.5));
        pairs.push(("link", ground, 4.5));
    }
    for series in ["c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"] {
        pairs.push(("on-brand", series, 4.5));
        pairs.push((series, "paper", 3.0));
    }
    for (front, back, least) in pairs {
        for (theme, name) in ["light", "dark"].into_iter().enumerate() {
            let found = ratio(tokens[front][theme], tokens[back][theme]);
            assert!(
                found >= least,
                "{front} on {back}, {name}: {found:.2} < {least}"
            );
        }
    }
}

#[test]
fn the_ring_of_focus_is_seen_on_every_ground() {
    let tokens = tokens();
    let ring = colour("#ffbf1f");
    assert!(CSS.contains("--focus: #ffbf1f"));
    for (theme, name) in ["light", "dark"].into_iter().enumerate() {
        for ground in ["paper", "mist", "raised", "warn-bg", "danger-bg"] {
            // Two rings, one of which stands out: yellow on dark, ink on light.
            let ground = tokens[ground][theme];
            let best = ratio(ring, ground).max(ratio(tokens["ink"][theme], ground));
            assert!(best >= 3.0, "{name}: {best:.2}");
        }
    }
}

#[test]
fn no_rule_leaves_the_design_system_or_the_policy() {
    assert!(!CSS.contains("@import"));
    assert!(!CSS.contains("http:") && !CSS.contains("https:"));
    assert!(CSS.contains("fieldset { border: 0; margin: 0; padding: 0; min-inline-size: 0; }"));
    for media in [
        "forced-colors: active",
        "prefers-reduced-motion",
        "@media print",
    ] {
        assert!(CSS.contains(media), "{media}");
    }
}
