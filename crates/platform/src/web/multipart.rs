//! Looks at the first part of a form with files, to check its token before any file is read,
//! and gives the body back whole. Forms with files write the token as their first field.

use axum::body::{Body, Bytes};
use futures_util::stream::{self, StreamExt as _};

use super::door::broken_body;
use super::failure::Failure;
use super::token_part::{boundary, token_of};

/// The token's part with its headers fits many times; a body that shows no end of a first part
/// within this is not one of ours.
const FIRST_PART_BYTES_MAX: usize = 4 * 1024;

/// The value of the first part when it is the field `csrf`, and the body as it was.
pub(crate) async fn first_part(
    content_type: &str,
    body: Body,
) -> Result<(Option<String>, Body), Failure> {
    let Some(boundary) = boundary(content_type) else {
        return Err(Failure::bad_request());
    };
    let mut chunks = body.into_data_stream();
    let mut head: Vec<u8> = Vec::new();
    let mut seen: Vec<Bytes> = Vec::new();
    let mut token = None;
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|error| broken_body(&error))?;
        let room = FIRST_PART_BYTES_MAX.saturating_sub(head.len());
        head.extend_from_slice(&chunk[..chunk.len().min(room)]);
        seen.push(chunk);
        token = token_of(&head, &boundary);
        if token.is_some() || head.len() >= FIRST_PART_BYTES_MAX {
            break;
        }
    }
    let again = stream::iter(seen.into_iter().map(Ok)).chain(chunks);
    Ok((token, Body::from_stream(again)))
}
