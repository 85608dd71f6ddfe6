//! The canonical form of the pack and its hash: what an answer set is pinned to. Comments, order
//! of keys and spacing do not count; every word and rule does.

use std::collections::{BTreeMap, BTreeSet};

use super::kind::{Kind, Step};
use super::pack::{Pack, sha256_hex};

/// The hash of a part of the pack.
pub(super) fn digest(content: &BTreeMap<String, toml::Value>) -> String {
    let mut text = String::new();
    for (path, value) in content {
        text.push_str(&quoted(path));
        text.push('=');
        write(&mut text, value);
        text.push('\n');
    }
    sha256_hex(text.as_bytes())
}

fn write(text: &mut String, value: &toml::Value) {
    match value {
        toml::Value::String(string) => text.push_str(&quoted(string)),
        toml::Value::Array(items) => {
            text.push('[');
            for item in items {
                write(text, item);
                text.push(',');
            }
            text.push(']');
        }
        toml::Value::Table(table) => {
            let sorted: BTreeMap<&String, &toml::Value> = table.iter().collect();
            text.push('{');
            for (key, item) in sorted {
                text.push_str(&quoted(key));
                text.push(':');
                write(text, item);
                text.push(',');
            }
            text.push('}');
        }
        scalar => text.push_str(&scalar.to_string()),
    }
}

fn quoted(string: &str) -> String {
    serde_json::Value::from(string).to_string()
}

/// The paths of everything a type is made of: itself, its blocks, fields and lists.
pub(super) fn used_by(pack: &Pack, kind: &Kind) -> BTreeSet<String> {
    let mut used = BTreeSet::from([format!("type.{}", kind.code)]);
    let mut fields: BTreeSet<&str> = BTreeSet::new();
    let mut blocks: Vec<&str> = vec![super::journey::DECLARATION];
    for step in &kind.steps {
        match step {
            Step::Page(page) => fields.extend(page.page.iter().map(String::as_str)),
            Step::Block(step) => blocks.push(&step.block),
        }
    }
    for name in blocks {
        used.insert(format!("block.{name}"));
        if let Some(block) = pack.blocks.get(name) {
            fields.extend(
                block
                    .pages
                    .iter()
                    .flat_map(|p| p.page.iter().map(String::as_str)),
            );
        }
    }
    for key in fields {
        used.insert(format!("field.{key}"));
        if let Some(list) = pack.field(key).and_then(|field| field.list.as_ref()) {
            used.insert(format!("list.{list}"));
        }
    }
    used
}
