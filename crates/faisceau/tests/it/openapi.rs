//! The description of the JSON interface against the register of routes: nothing served is left
//! out, nothing described is missing, and what is refused is said to be a problem.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use faisceau::capabilities;
use faisceau_domain::Lang;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use faisceau_platform::web::FailureCode;
use faisceau_platform::wiring;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use tower::ServiceExt;

/// Where the description is served: it describes itself too.
const SELF: &str = "/api/v1/openapi.json";

async fn served(kit: &Kit) -> Value {
    let list = capabilities::all();
    let front = wiring::front(&kit.world, &list).unwrap();
    let request = Request::get(SELF).body(Body::empty()).unwrap();
    let response = wiring::router(&front, &list)
        .oneshot(request)
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 22).await;
    serde_json::from_slice(&bytes.unwrap()).unwrap()
}

/// Method and path of every operation, with what is said of it.
fn operations(description: &Value) -> BTreeMap<(String, String), Value> {
    let paths = description["paths"].as_object().unwrap().iter();
    let methods = paths.flat_map(|(path, item)| {
        let item = item.as_object().unwrap().iter();
        item.map(|(method, said)| ((method.to_uppercase(), path.clone()), said.clone()))
    });
    methods.collect()
}

/// Every `$ref` below.
fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(to)) = map.get("$ref") {
                found.insert(to.clone());
            }
            map.values().for_each(|below| references(below, found));
        }
        Value::Array(list) => list.iter().for_each(|below| references(below, found)),
        _ => {}
    }
}

fn printed() -> Value {
    let folder = tempfile::tempdir().unwrap();
    let program = env!("CARGO_BIN_EXE_faisceau");
    let mut command = Command::new(program);
    let command = command.args(["routes", "--openapi"]).env_clear();
    let out = command.current_dir(folder.path()).output().unwrap();
    assert!(out.status.success());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    serde_json::from_slice(&out.stdout).unwrap()
}

on_both!(
    every_route_is_described_and_every_description_is_served,
    capabilities::all(),
    async |kit: Kit| {
        let description = served(&kit).await;
        let described: BTreeSet<(String, String)> = operations(&description).into_keys().collect();
        let routes = wiring::routes(&capabilities::all());
        let registered: BTreeSet<(String, String)> = routes
            .list()
            .filter(|route| route.path.starts_with("/api/"))
            .map(|route| (route.method.to_string(), route.path.to_owned()))
            .collect();
        assert!(registered.len() >= 10, "{registered:?}");
        assert_eq!(described, registered);
        assert_eq!(printed(), description, "what the command prints is served");
    }
);

#[test]
fn names_are_told_apart_and_references_lead_somewhere() {
    let description = printed();
    let ids: Vec<String> = operations(&description)
        .values()
        .map(|said| said["operationId"].as_str().unwrap().to_owned())
        .collect();
    let distinct: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(distinct.len(), ids.len(), "{ids:?}");
    let mut found = BTreeSet::new();
    references(&description, &mut found);
    assert!(found.len() > 10);
    for reference in found {
        let at = description.pointer(reference.trim_start_matches('#'));
        assert!(at.is_some(), "{reference} leads nowhere");
    }
    // Two capabilities may share a name only for the same thing: the first would hide the other.
    for capability in capabilities::all() {
        let Some(part) = capability.openapi else {
            continue;
        };
        let part = serde_json::to_value(part()).unwrap();
        for (name, schema) in part["components"]["schemas"].as_object().unwrap() {
            let kept = &description["components"]["schemas"][name];
            assert_eq!(kept, schema, "{name} of {}", capability.name);
        }
    }
}

#[test]
fn parameters_bodies_answers_and_problems_are_described() {
    let description = printed();
    for ((method, path), said) in operations(&description) {
        let whole = format!("{method} {path}");
        for name in path.split('/').filter_map(|part| part.strip_prefix('{')) {
            let name = name.trim_end_matches('}');
            let parameters = said["parameters"].as_array().unwrap();
            let known = |p: &Value| p["name"] == name && p["in"] == "path" && p["required"] == true;
            assert!(parameters.iter().any(known), "{whole}: {name}");
        }
        // Files are sent as the parts of a form, everything else as JSON.
        let kind = match path.ends_with("/exhibits") {
            true => "multipart/form-data",
            false => "application/json",
        };
        let takes = said["requestBody"]["content"][kind].is_object();
        assert_eq!(takes, method == "POST", "{whole}");
        let responses = said["responses"].as_object().unwrap();
        assert!(responses["200"]["content"].is_object(), "{whole}");
        let refused = responses
            .iter()
            .filter(|(status, _)| status.as_str() >= "400");
        for (status, response) in refused {
            let content = response["content"].as_object().unwrap();
            let kinds: Vec<&String> = content.keys().collect();
            assert_eq!(kinds, ["application/problem+json"], "{whole}: {status}");
            let schema = &content["application/problem+json"]["schema"]["$ref"];
            assert_eq!(schema, "#/components/schemas/Problem", "{whole}: {status}");
        }
    }
}

/// The statuses each operation says it may refuse with.
#[test]
fn every_operation_says_how_it_refuses() {
    let description = printed();
    let any = ["400", "429", "500", "503"];
    for ((method, path), said) in operations(&description) {
        let whole = format!("{method} {path}");
        let responses = said["responses"].as_object().unwrap();
        let statuses: BTreeSet<&str> = responses.keys().map(String::as_str).collect();
        let public = [
            "/api/v1/verify",
            "/api/v1/import.schema.json",
            "/api/v1/minutes.schema.json",
            SELF,
        ];
        let public = public.contains(&path.as_str())
            || ["/api/v1/forms", "/api/v1/log"]
                .iter()
                .any(|public| path.starts_with(public));
        let mut expected: BTreeSet<&str> = any.into_iter().chain(["200"]).collect();
        if !public {
            expected.extend(["401", "403"]);
        }
        // A log without an entry has no checkpoint.
        if path.contains('{') || path == "/api/v1/log" {
            expected.insert("404");
        }
        if method == "POST" {
            expected.extend(["413", "415", "422"]);
        }
        // A decision that others already taken contradict.
        let decides = path.ends_with("/decisions") || path == "/api/v1/proposals/answers";
        // A quality said of the person behind a value, when somebody said another meanwhile.
        let says = path.ends_with("/quality");
        // A value that is watched already; a request of a partner under a name already taken.
        let taken = ["/api/v1/watches", "/api/v1/complaints"].contains(&path.as_str());
        // An exhibit whose content or chain is not what it was.
        let handles = path == "/api/v1/custody/{id}";
        if method == "POST" && (decides || says || taken || handles) {
            expected.insert("409");
        }
        assert_eq!(statuses, expected, "{whole}");
    }
}

#[test]
fn every_code_is_listed_with_its_status_and_named_where_it_is_answered() {
    let description = printed();
    let schemas = &description["components"]["schemas"];
    let reference = schemas["Problem"]["properties"]["code"]["$ref"].as_str();
    let codes = description
        .pointer(reference.unwrap().trim_start_matches('#'))
        .unwrap();
    let listed: Vec<&str> = codes["enum"].as_array().unwrap().iter().map(text).collect();
    let known: Vec<&str> = FailureCode::ALL.iter().map(|code| code.word()).collect();
    assert_eq!(listed, known);
    let mut named: BTreeSet<&str> = BTreeSet::new();
    for (whole, said) in operations(&description) {
        for (status, response) in said["responses"].as_object().unwrap() {
            if status.as_str() < "400" {
                continue;
            }
            let told = response["description"].as_str().unwrap();
            let here = FailureCode::ALL.iter().filter(|code| {
                let word = format!("`{}`", code.word());
                told.contains(&word)
            });
            let here: Vec<&FailureCode> = here.collect();
            assert!(!here.is_empty(), "{whole:?} {status}: {told}");
            for code in here {
                assert_eq!(code.status().as_str(), status, "{whole:?}: {told}");
                named.insert(code.word());
            }
        }
    }
    for code in FailureCode::ALL {
        let told = codes["description"].as_str().unwrap();
        assert!(told.contains(&format!("`{}` ({})", code.word(), code.status().as_u16())));
    }
    // No operation hides behind another method, or ends: not yet answered.
    let elsewhere = ["gone", "method_not_allowed", "refused"];
    let unnamed = known.iter().filter(|code| !named.contains(**code));
    assert_eq!(unnamed.copied().collect::<BTreeSet<_>>(), elsewhere.into());
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

on_both!(
    every_code_has_words_for_programs,
    capabilities::all(),
    async |kit: Kit| {
        for lang in [Lang::Fr, Lang::En] {
            for code in FailureCode::ALL {
                for key in [code.words_key(), format!("{}-detail", code.words_key())] {
                    assert!(kit.world.words.has(lang, &key), "{key}");
                }
            }
        }
    }
);

#[test]
fn the_list_of_routes_holds_those_of_the_frame() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_faisceau"));
    let command = command.args(["routes", "--json"]).env_clear();
    let out = command.current_dir(folder.path()).output().unwrap();
    let list: Vec<Value> = serde_json::from_slice(&out.stdout).unwrap();
    for (path, answers) in [
        ("/langue/{lang}", "redirect"),
        ("/static/{digest}/{*path}", "file"),
        ("/api/v1/series", "json"),
        ("/agent/boite", "html"),
    ] {
        let known = |row: &&Value| row["path"] == path && row["answers"] == answers;
        assert_eq!(list.iter().filter(known).count(), 1, "{path}");
    }
}
