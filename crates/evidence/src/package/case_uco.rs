//! The contents of a package in the words of CASE and UCO (JSON-LD), as laboratories and partners read them: an
//! investigation, its exhibits as files with digests, how and when each was received, by which tool and under
//! whose responsibility. Pure. Names no person.

use super::contents::Case;
use super::make::exhibit_name;
use faisceau_platform::deposit::FileRow;
use jiff::Timestamp;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The graph of a package.
pub(super) fn graph(cases: &[Case], controller: &str, at: Timestamp) -> Value {
    let holder = iri("organization", "holder", Uuid::nil());
    let tool = iri("tool", "faisceau", Uuid::nil());
    let mut nodes = vec![
        json!({
            "@id": holder,
            "@type": "uco-identity:Organization",
            "uco-core:name": controller,
        }),
        json!({
            "@id": tool,
            "@type": "uco-tool:Tool",
            "uco-core:name": "faisceau",
            "uco-tool:version": env!("CARGO_PKG_VERSION"),
        }),
    ];
    for case in cases {
        let mut records = Vec::new();
        for (number, file) in (1..).zip(&case.exhibits) {
            records.push(json!({ "@id": iri("provenance-record", "record", file.id) }));
            nodes.extend(exhibit(case, file, number, (&holder, &tool)));
        }
        let mut investigation = json!({
            "@id": iri("investigation", "complaint", case.id),
            "@type": "case-investigation:Investigation",
            "uco-core:name": case.reference,
            "uco-core:objectCreatedTime": time(at),
        });
        if !records.is_empty() {
            investigation["uco-core:object"] = Value::Array(records);
        }
        nodes.push(investigation);
    }
    json!({ "@context": context(), "@graph": nodes })
}

/// One exhibit: the file, what its deposit recorded of it, and the deposit itself.
fn exhibit(case: &Case, file: &FileRow, number: u64, (holder, tool): (&str, &str)) -> [Value; 3] {
    let named = iri("file", "file", file.id);
    let record = iri("provenance-record", "record", file.id);
    let path = exhibit_name(case, file.id);
    let observed = json!({
        "@id": named,
        "@type": "uco-observable:File",
        "uco-core:hasFacet": [
            {
                "@id": iri("file-facet", "file-facet", file.id),
                "@type": "uco-observable:FileFacet",
                "uco-observable:fileName": file.name,
                "uco-observable:filePath": path,
                "uco-observable:sizeInBytes": whole(file.bytes),
            },
            {
                "@id": iri("content-data-facet", "content-facet", file.id),
                "@type": "uco-observable:ContentDataFacet",
                "uco-observable:mimeType": file.media_type,
                "uco-observable:sizeInBytes": whole(file.bytes),
                "uco-observable:hash": [{
                    "@id": iri("hash", "hash", file.id),
                    "@type": "uco-types:Hash",
                    "uco-types:hashMethod": "SHA256",
                    "uco-types:hashValue": {
                        "@type": "xsd:hexBinary",
                        "@value": hex::encode(file.sha256),
                    },
                }],
            },
        ],
    });
    let recorded = json!({
        "@id": record,
        "@type": "case-investigation:ProvenanceRecord",
        "uco-core:description": format!("exhibit {number} of {}", case.reference),
        "case-investigation:exhibitNumber": format!("{}-{number}", case.reference),
        "uco-core:object": [{ "@id": named }],
    });
    let deposited = json!({
        "@id": iri("investigative-action", "deposit", file.id),
        "@type": "case-investigation:InvestigativeAction",
        "uco-core:name": "deposited",
        "uco-core:description": "received as a stream, hashed on the way, kept write-once",
        "uco-action:startTime": time(file.received_at),
        "uco-action:endTime": time(file.received_at),
        "uco-action:performer": { "@id": holder },
        "uco-action:instrument": [{ "@id": tool }],
        "uco-action:result": [{ "@id": named }, { "@id": record }],
    });
    [observed, recorded, deposited]
}

/// The name of a node: a kind, and an id drawn from what it stands for, so that two packages of one case
/// name the same things alike.
fn iri(kind: &str, part: &str, of: Uuid) -> String {
    let digest =
        Sha256::digest([&b"faisceau case 1\0"[..], part.as_bytes(), of.as_bytes()].concat());
    let bytes: [u8; 16] = digest[..16]
        .try_into()
        .expect("sixteen bytes of thirty-two");
    let id = uuid::Builder::from_random_bytes(bytes).into_uuid();
    format!("kb:{kind}-{id}")
}

fn time(at: Timestamp) -> Value {
    json!({ "@type": "xsd:dateTime", "@value": at.to_string() })
}

fn whole(number: i64) -> Value {
    json!({ "@type": "xsd:integer", "@value": number.to_string() })
}

fn context() -> Value {
    let case = "https://ontology.caseontology.org/case/";
    let uco = "https://ontology.unifiedcyberontology.org/uco/";
    json!({
        "kb": "http://example.org/kb/",
        "case-investigation": format!("{case}investigation/"),
        "uco-action": format!("{uco}action/"),
        "uco-core": format!("{uco}core/"),
        "uco-identity": format!("{uco}identity/"),
        "uco-observable": format!("{uco}observable/"),
        "uco-tool": format!("{uco}tool/"),
        "uco-types": format!("{uco}types/"),
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    })
}
