//! Reads the boundary and the first part of a form with files, in bytes that anybody may have written. Names
//! nothing of the crate: coverage-guided runs include this very file (`fuzz/src/arrivals.rs`).

/// The boundary that a content type announces.
pub(crate) fn boundary(content_type: &str) -> Option<String> {
    let (_, rest) = content_type.split_once("boundary=")?;
    let word = rest.split(';').next().unwrap_or_default();
    let word = word.trim().trim_matches('"');
    // RFC 2046: 1 to 70 characters.
    (1..=70).contains(&word.len()).then(|| word.to_owned())
}

/// The value of the first part when it is whole and is the field `csrf`.
pub(crate) fn token_of(head: &[u8], boundary: &str) -> Option<String> {
    let open = format!("--{boundary}\r\n");
    let close = format!("\r\n--{boundary}");
    let part = head.strip_prefix(open.as_bytes())?;
    let end = position(part, close.as_bytes())?;
    let part = std::str::from_utf8(&part[..end]).ok()?;
    let (headers, value) = part.split_once("\r\n\r\n")?;
    let is_token = headers.lines().any(|line| {
        line.to_ascii_lowercase()
            .starts_with("content-disposition:")
            && line.contains("name=\"csrf\"")
    });
    is_token.then(|| value.to_owned())
}

fn position(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len())
        .position(|window| window == needle)
}
