//! The little of a complaint's answers that the survey needs: the département and the words of the
//! story, or the text and the picture's hash of an imported line. Reads nothing else: the victim's
//! name and street are skipped unread.

use serde::Deserialize;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// The code of the département of the facts, else of the victim's postcode.
    pub(super) area: Option<String>,
    /// What was told, in words.
    pub(super) text: Option<String>,
    /// The hash of a picture.
    pub(super) picture: Option<[u8; 32]>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Filed {
    answers: Wanted,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    #[serde(rename = "facts.place_victim")]
    place: Answer<Place>,
    #[serde(rename = "victim.address")]
    address: Answer<Address>,
    #[serde(rename = "story.before")]
    before: Answer<String>,
    #[serde(rename = "story.during")]
    during: Answer<String>,
    #[serde(rename = "story.after")]
    after: Answer<String>,
}

#[derive(Deserialize)]
struct Answer<T> {
    value: Option<Value<T>>,
}

impl<T> Default for Answer<T> {
    fn default() -> Answer<T> {
        Answer { value: None }
    }
}

#[derive(Deserialize)]
struct Value<T> {
    is: T,
}

#[derive(Deserialize)]
struct Place {
    #[serde(default)]
    code: Option<String>,
}

#[derive(Deserialize)]
struct Address {
    #[serde(default)]
    postcode: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Line {
    text: Option<String>,
    image: Option<String>,
}

/// Reads the answers of a complaint, or the line it came in; what cannot be read says nothing.
pub(super) fn told(channel: &str, answers: &str) -> Told {
    if channel == "import" {
        let line: Line = serde_json::from_str(answers).unwrap_or_default();
        return Told {
            area: None,
            text: line.text.filter(|text| !text.trim().is_empty()),
            picture: line.image.and_then(|hash| {
                let mut bytes = [0; 32];
                hex::decode_to_slice(hash, &mut bytes).ok()?;
                Some(bytes)
            }),
        };
    }
    let filed: Filed = serde_json::from_str(answers).unwrap_or_default();
    let wanted = filed.answers;
    let place = wanted.place.value.and_then(|value| value.is.code);
    let place = place.as_deref().and_then(of_commune);
    let postcode = wanted.address.value.map(|value| value.is.postcode);
    let story = [wanted.before, wanted.during, wanted.after];
    let story = story.into_iter().filter_map(|part| Some(part.value?.is));
    let story = story.collect::<Vec<_>>().join("\n");
    Told {
        area: place.or_else(|| of_postcode(postcode.as_deref()?)),
        text: Some(story).filter(|story| !story.trim().is_empty()),
        picture: None,
    }
}

/// The département of a commune's code (INSEE): two characters, three overseas.
fn of_commune(code: &str) -> Option<String> {
    let code = code.trim().to_ascii_uppercase();
    let overseas = code.starts_with("97") || code.starts_with("98");
    let known = code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    known.then(|| code[..if overseas { 3 } else { 2 }].to_owned())
}

/// The département of a postcode. Those of Corsica begin with 20: 200 and 201 are of the South.
fn of_postcode(postcode: &str) -> Option<String> {
    let digits: String = postcode.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() != 5 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match &digits[..3] {
        "200" | "201" => Some("2A".to_owned()),
        "202" | "206" => Some("2B".to_owned()),
        three if three.starts_with("97") || three.starts_with("98") => Some(three.to_owned()),
        three => Some(three[..2].to_owned()).filter(|two| two != "00"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Told, of_commune, of_postcode, told};

    #[test]
    fn codes_become_departements() {
        for (postcode, area) in [
            ("59000", "59"),
            ("01 000", "01"),
            ("20000", "2A"),
            ("20200", "2B"),
            ("97400", "974"),
        ] {
            assert_eq!(of_postcode(postcode).as_deref(), Some(area), "{postcode}");
        }
        for wrong in ["", "5900", "B-1000", "00100", "590000"] {
            assert_eq!(of_postcode(wrong), None, "{wrong}");
        }
        assert_eq!(of_commune("2A004").as_deref(), Some("2A"));
        assert_eq!(of_commune("97411").as_deref(), Some("974"));
        assert_eq!(of_commune("Lyon"), None);
    }

    #[test]
    fn the_place_of_the_facts_comes_before_the_home_and_the_rest_is_not_read() {
        let answers = r#"{"v":1,"form":{"code":"x","version":1,"hash":""},"answers":{
            "facts.place_victim":{"state":"value","value":{"type":"place","is":{"name":"Lille","code":"59350"}}},
            "victim.address":{"state":"value","value":{"type":"address","is":{"lines":"1 rue X","postcode":"69003","town":"Lyon","country":""}}},
            "story.during":{"state":"value","value":{"type":"text","is":"Il a appelé"}},
            "story.after":{"state":"unknown"}}}"#;
        let found = told("web", answers);
        assert_eq!(found.area.as_deref(), Some("59"));
        assert_eq!(found.text.as_deref(), Some("Il a appelé"));
        assert_eq!(told("web", "{}"), Told::default());
        assert_eq!(told("web", "nothing"), Told::default());
    }

    #[test]
    fn a_line_gives_its_text_and_its_picture() {
        let picture = "0f".repeat(32);
        let line = format!("{{\"id\":1,\"text\":\"bonjour\",\"image\":\"{picture}\"}}");
        let found = told("import", &line);
        assert_eq!(found.text.as_deref(), Some("bonjour"));
        assert_eq!(found.picture, Some([0x0f; 32]));
        assert_eq!(told("import", "{\"image\":\"xyz\"}").picture, None);
    }
}
