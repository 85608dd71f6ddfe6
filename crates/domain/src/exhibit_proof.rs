//! The file that a victim keeps beside what they gave: for each exhibit the salt of its commitment, so that whoever
//! has the acknowledgement, this file and the exhibit sees that it is the one that was given. Alone it says
//! nothing of the content, and no digest is in it.

use crate::commitment::commitment;
use crate::receipt::ListedExhibit;

/// The first line, of this layout.
const FORMAT: &str = "faisceau exhibits 1";

/// An exhibit as the file tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// What the papers list.
    pub commitment: [u8; 32],
    /// Its salt.
    pub salt: [u8; 32],
    /// Its name, for who reads the file.
    pub name: String,
}

/// The text of the file; what is told to its reader stands behind `#`.
#[must_use]
pub fn write(reference: &str, told: &[String], given: &[Given]) -> String {
    let mut text = format!("{FORMAT}\n");
    for line in told {
        text.push_str(&format!("# {}\n", one_line(line)));
    }
    text.push_str(&format!("reference {}\n", one_line(reference)));
    for exhibit in given {
        let (commitment, salt) = (hex::encode(exhibit.commitment), hex::encode(exhibit.salt));
        let name = one_line(&exhibit.name);
        text.push_str(&format!("exhibit {commitment} {salt} {name}\n"));
    }
    text
}

/// Reads it back; none when it is no such file. Spaces at the ends of lines and empty lines are of no account.
#[must_use]
pub fn read(text: &str) -> Option<Vec<Given>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    if lines.next()? != FORMAT {
        return None;
    }
    let mut given = Vec::new();
    for line in lines {
        if line.starts_with('#') || line.starts_with("reference ") {
            continue;
        }
        let mut words = line.strip_prefix("exhibit ")?.splitn(3, ' ');
        given.push(Given {
            commitment: bytes(words.next()?)?,
            salt: bytes(words.next()?)?,
            name: words.next().unwrap_or_default().to_owned(),
        });
    }
    Some(given)
}

/// Which exhibit of a paper has this digest, from 1; of papers that list digests no proof is needed.
#[must_use]
pub fn find(listed: &[ListedExhibit], sha256: &[u8; 32], given: &[Given]) -> Option<usize> {
    let digest = hex::encode(sha256);
    let opened: Vec<String> = given
        .iter()
        .map(|given| hex::encode(commitment(&given.salt, sha256)))
        .collect();
    let is = |exhibit: &ListedExhibit| match exhibit.commitment.as_str() {
        "" => exhibit.sha256 == digest,
        listed => opened.iter().any(|opened| opened == listed),
    };
    listed.iter().position(is).map(|at| at + 1)
}

fn bytes(digits: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    hex::decode_to_slice(digits, &mut bytes).ok()?;
    Some(bytes)
}

/// Words as one line: what could break it is left out.
fn one_line(words: &str) -> String {
    words.chars().filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given() -> Given {
        Given {
            commitment: commitment(&[3; 32], &[5; 32]),
            salt: [3; 32],
            name: "capture de l’écran.png".into(),
        }
    }

    fn listed(commitment: &str, sha256: &str) -> ListedExhibit {
        ListedExhibit {
            name: "x".into(),
            bytes: 1,
            commitment: commitment.into(),
            sha256: sha256.into(),
        }
    }

    #[test]
    fn what_is_written_is_read_back_and_shows_the_file_and_no_other() {
        let text = write("FSC-1", &["Gardez-le.\nBien.".into()], &[given()]);
        assert!(!text.contains(&hex::encode([5; 32])), "no digest is in it");
        let read = read(&format!("\u{feff}{}", text.replace('\n', "\r\n"))).expect("ours");
        assert_eq!(read, [given()]);
        let paper = [
            listed("00", ""),
            listed(&hex::encode(given().commitment), ""),
        ];
        assert_eq!(find(&paper, &[5; 32], &read), Some(2));
        assert_eq!(find(&paper, &[6; 32], &read), None, "another file");
        assert_eq!(find(&paper, &[5; 32], &[]), None, "without the proof");
        assert_eq!(find(&paper[..1], &[5; 32], &read), None, "another paper");
        let older = [listed("", &hex::encode([5; 32]))];
        assert_eq!(find(&older, &[5; 32], &[]), Some(1), "papers of before");
    }

    #[test]
    fn what_is_no_such_file_is_refused() {
        let text = write("FSC-1", &[], &[given()]);
        for wrong in [
            "",
            "faisceau exhibits 2",
            &text.replace("exhibit ", "exhibit z"),
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        let hostile = Given {
            name: "a\nexhibit b".into(),
            ..given()
        };
        assert_eq!(
            read(&write("r", &[], &[hostile])).map(|all| all.len()),
            Some(1)
        );
    }
}
