//! What the first bytes of a file tell of its kind, whatever its name says: pictures of telephones,
//! films of screens, exports of conversations, e-mails. Opens nothing and runs nothing.

/// Bytes looked at to recognise the kind of a file.
pub(super) const HEAD_BYTES: usize = 8 * 1024;
/// Lines of an e-mail's head looked at: what carried it writes its own lines first.
const HEADER_LINES_MAX: usize = 60;
/// Fields that the head of an e-mail bears; two of them are enough, one is any text's.
const MAIL_FIELDS: [&str; 11] = [
    "received",
    "return-path",
    "delivered-to",
    "message-id",
    "mime-version",
    "from",
    "to",
    "subject",
    "date",
    "dkim-signature",
    "content-type",
];

/// The media type that the first bytes tell; unknown bytes are `application/octet-stream`.
#[must_use]
pub fn media_type(head: &[u8]) -> &'static str {
    let words = !head.is_empty() && is_text(head);
    match infer::get(head).map(|kind| kind.mime_type()) {
        // Two letters make a picture or a sound of a text that begins with them.
        Some(told) if words && SEEN_OR_HEARD.iter().any(|kind| told.starts_with(kind)) => {}
        Some(told) => return told,
        None => {}
    }
    match words {
        true if is_mail(head) => "message/rfc822",
        true => "text/plain",
        false => boxed(head),
    }
}

/// Kinds that are never words.
const SEEN_OR_HEARD: [&str; 3] = ["image/", "video/", "audio/"];

/// Of the family of files made of boxes (ISO 14496-12), what a telephone took, whatever its brand.
fn boxed(head: &[u8]) -> &'static str {
    let brand = match (head.get(4..8), head.get(8..12)) {
        (Some(b"ftyp"), Some(brand)) => brand,
        _ => return "application/octet-stream",
    };
    match brand {
        [b'h', b'e', ..] | b"mif1" | b"msf1" => "image/heif",
        [b'3', b'g', ..] => "video/3gpp",
        _ => "video/mp4",
    }
}

/// Whether these bytes are words: UTF-8, UTF-16 with its mark, or one of the older alphabets.
fn is_text(head: &[u8]) -> bool {
    if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
        return true;
    }
    let control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    if head.iter().any(control) {
        return false;
    }
    match std::str::from_utf8(head) {
        Ok(_) => true,
        // A letter cut by the end of what is looked at.
        Err(error) if error.error_len().is_none() => true,
        Err(_) => {
            let high = head.iter().filter(|byte| **byte >= 0x80).count();
            high * 4 < head.len()
        }
    }
}

/// Whether a text begins as an e-mail does: fields, one a line, until an empty line.
fn is_mail(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let mut known = 0;
    for (at, line) in text.lines().take(HEADER_LINES_MAX).enumerate() {
        let folded = line.starts_with([' ', '\t']);
        if line.is_empty() {
            break;
        }
        // The first line of a mailbox, or the rest of a long field.
        if (at == 0 && line.starts_with("From ")) || (at > 0 && folded) {
            continue;
        }
        let Some((name, value)) = line.split_once(':') else {
            return false;
        };
        // A link is no field.
        if name.is_empty() || value.starts_with("//") || !name.bytes().all(|b| b.is_ascii_graphic())
        {
            return false;
        }
        known += usize::from(MAIL_FIELDS.contains(&name.to_ascii_lowercase().as_str()));
    }
    known >= 2
}

#[cfg(test)]
mod tests {
    use super::{HEAD_BYTES, media_type};

    fn boxed(brand: &[u8; 4]) -> Vec<u8> {
        let mut file = vec![0, 0, 0, 24];
        file.extend(b"ftyp");
        file.extend(brand);
        file.extend([0, 0, 0, 0]);
        file.extend(b"mif1");
        file.extend(brand);
        file
    }

    #[test]
    fn what_telephones_give_is_recognised_by_its_bytes() {
        for (bytes, kind) in [
            (boxed(b"heic"), "image/heif"),
            (boxed(b"avif"), "image/avif"),
            (boxed(b"hevc"), "image/heif"),
            (boxed(b"3gp5"), "video/3gpp"),
            (boxed(b"iso9"), "video/mp4"),
            (boxed(b"qt  "), "video/quicktime"),
            (boxed(b"isom"), "video/mp4"),
            (b"\x89PNG\r\n\x1a\n0000".to_vec(), "image/png"),
            (b"\xff\xd8\xff\xe1....".to_vec(), "image/jpeg"),
            (
                b"PK\x03\x04\x14\x00\x00\x00_chat.txt".to_vec(),
                "application/zip",
            ),
            (b"%PDF-1.7".to_vec(), "application/pdf"),
            (vec![0, 1, 2, 3, 4, 5, 6, 7], "application/octet-stream"),
            (Vec::new(), "application/octet-stream"),
        ] {
            assert_eq!(media_type(&bytes), kind, "{bytes:?}");
        }
    }

    #[test]
    fn words_are_told_from_bytes_and_mails_from_words() {
        let chat = "[12/03/2026, 21:14:03] Léa : tu as reçu le colis ?\n";
        let mail = "Return-Path: <a@exemple.fr>\r\nReceived: from mx.exemple.fr\r\n\tby b\r\n\
            From: a@exemple.fr\r\nSubject: Bonjour\r\n\r\nTexte";
        assert_eq!(media_type(chat.as_bytes()), "text/plain");
        assert_eq!(media_type(mail.as_bytes()), "message/rfc822");
        assert_eq!(
            media_type(b"From a@b Sat Jan 1\nFrom: a\nTo: b\n\nx"),
            "message/rfc822"
        );
        // One field of a mail is a line of any text; a link is no field.
        assert_eq!(media_type(b"Date: hier\nOn m'a dit de payer"), "text/plain");
        assert_eq!(
            media_type(b"https://exemple.fr/a\nFrom: a\nTo: b"),
            "text/plain"
        );
        assert_eq!(
            media_type(b"caf\xe9 du commerce, re\xe7u hier"),
            "text/plain"
        );
        assert_eq!(media_type(b"BMW bleue vendue 4 000 euros"), "text/plain");
        assert_eq!(media_type(b"\xff\xfeb\0o\0n\0"), "text/plain");
        assert_eq!(
            media_type(b"\xff\xff\xff\xfe\xfd"),
            "application/octet-stream"
        );
    }

    #[test]
    fn a_letter_cut_by_the_end_of_the_head_is_still_a_text() {
        let long = "é".repeat(HEAD_BYTES);
        let head = &long.as_bytes()[..HEAD_BYTES - 1];
        assert!(std::str::from_utf8(head).is_err());
        assert_eq!(media_type(head), "text/plain");
    }
}
