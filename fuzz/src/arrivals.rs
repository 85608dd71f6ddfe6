//! What reads bytes as they arrive, given any bytes: a form with files, the headers of a file sent in parts, a
//! line of another system. It may refuse, never panic, and what it takes it finds again. Run with coverage by
//! `just fuzz`, replayed on the corpus by the tests of intake. The files read are the product's own, included
//! as they are: the crates around them would make each run build a web server.

use jiff::Timestamp;
use std::convert::Infallible;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

#[expect(
    dead_code,
    reason = "the refusal of a line already there is the store's"
)]
#[expect(unreachable_pub, reason = "it is public where it is at home")]
#[path = "../../crates/intake/src/line.rs"]
mod line;
#[path = "../../crates/intake/src/pages/spoken.rs"]
mod spoken;
#[path = "../../crates/platform/src/web/token_part.rs"]
mod token_part;

/// Every target, by the name of its corpus.
pub(crate) const TARGETS: [&str; 3] = ["import", "multipart", "tus"];

/// Gives bytes to a target.
///
/// # Panics
/// When the target has a fault, or no such name.
pub(crate) fn run(target: &str, data: &[u8]) {
    match target {
        "import" => import(data),
        "multipart" => multipart(data),
        "tus" => tus(data),
        _ => panic!("no target called {target}, only {TARGETS:?}"),
    }
}

/// A line, checked: written again and read again, it has the same content and the same doubts.
fn import(data: &[u8]) {
    let now: Timestamp = "2026-11-22T10:00:00Z".parse().expect("a constant instant");
    let text = String::from_utf8_lossy(data);
    let Ok(checked) = line::check(&text, now) else {
        return;
    };
    let written = serde_json::to_string(&checked.line).expect("a line read can be written");
    let again = line::check(&written, now);
    let again = again.unwrap_or_else(|why| panic!("{written} is not read again: {why}"));
    assert_eq!(checked.digest, again.digest, "{written}");
    assert_eq!(checked.unread(), again.unread());
    assert_eq!(checked.values.len(), again.values.len());
    assert_eq!(
        (
            checked.received_at,
            checked.occurred_at,
            checked.amount_minor
        ),
        (again.received_at, again.occurred_at, again.amount_minor)
    );
}

/// The headers of a file in parts: numbers on the first line, metadata on the second.
fn tus(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (length, about) = text.split_once('\n').unwrap_or((&text, ""));
    if let Some(number) = spoken::number(length) {
        let bare = length.trim_start_matches('0');
        assert_eq!(number.to_string(), if bare.is_empty() { "0" } else { bare });
    }
    let Some(told) = spoken::metadata(about) else {
        return;
    };
    let pairs = [
        ("filename", &told.filename),
        ("input", &told.input),
        ("page", &told.page),
        ("modified", &told.modified),
    ];
    let written: Vec<String> = pairs.map(|(key, text)| pair(key, text)).to_vec();
    assert_eq!(spoken::metadata(&written.join(",")), Some(told));
}

fn pair(key: &str, text: &str) -> String {
    use base64::Engine as _;
    let text = base64::engine::general_purpose::STANDARD.encode(text);
    format!("{key} {text}")
}

/// A form with files: the parameters of its content type, a byte that says in what pieces it comes, its body.
/// The token that the guard reads is the one that the form gives to its page.
fn multipart(data: &[u8]) {
    let Some(end) = data.iter().position(|byte| *byte == b'\n') else {
        return;
    };
    let (parameters, body) = (String::from_utf8_lossy(&data[..end]), &data[end + 1..]);
    let kind = format!("multipart/form-data; {parameters}");
    let guarded = token_part::boundary(&kind)
        .and_then(|boundary| token_part::token_of(body, &boundary).map(|token| (boundary, token)));
    let Ok(boundary) = multer::parse_boundary(&kind) else {
        return;
    };
    let (size, body) = body
        .split_first()
        .map_or((1, body), |(size, _)| (*size, body));
    let pieces: Vec<Result<bytes::Bytes, Infallible>> = body
        .chunks(usize::from(size).max(1))
        .map(|piece| Ok(bytes::Bytes::copy_from_slice(piece)))
        .collect();
    let form = multer::Multipart::new(futures_util::stream::iter(pieces), boundary.clone());
    let parts = at_once(read(form));
    let total: usize = parts.iter().map(|(_, bytes)| bytes.len()).sum();
    assert!(total <= body.len(), "{total} bytes read of {}", body.len());
    if let (Some((own, token)), Some((name, bytes))) = (guarded, parts.first())
        && own == boundary
        && name.as_deref() == Some("csrf")
    {
        assert_eq!(token.as_bytes(), bytes.as_ref());
    }
}

/// The parts of a form, up to the first fault of it.
async fn read(mut form: multer::Multipart<'_>) -> Vec<(Option<String>, bytes::Bytes)> {
    let mut parts = Vec::new();
    while let Ok(Some(field)) = form.next_field().await {
        let name = field.name().map(str::to_owned);
        let Ok(bytes) = field.bytes().await else {
            break;
        };
        parts.push((name, bytes));
    }
    parts
}

/// What a future gives whose bytes are all at hand.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    // As many turns as there may be bytes, and some.
    for _ in 0..10_000 {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
    panic!("a body at hand is waited for")
}
