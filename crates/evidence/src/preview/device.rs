//! What a camera or a telephone wrote in a picture: which one, when, where. Shown to staff only, and as
//! what it is: words of a file, which anybody may have changed. Pure: reads bytes, nothing else.

use exif::{Exif, In, Reader, Tag, Value};
use serde::{Deserialize, Serialize};
use std::io::Cursor;

/// Longest word kept of a file.
const CHARACTERS_MAX: usize = 120;

/// What a picture says of itself.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Device {
    /// Who made the device, and its model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The program that wrote the file last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub program: Option<String>,
    /// When the picture was taken, by the clock of the device.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken: Option<String>,
    /// Where, in degrees: latitude, longitude.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<[f64; 2]>,
}

/// What a picture says of itself; nothing when it says nothing that can be read.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Device> {
    let exif = Reader::new()
        .read_from_container(&mut Cursor::new(bytes))
        .ok()?;
    let made: Vec<String> = [Tag::Make, Tag::Model]
        .into_iter()
        .filter_map(|tag| word(&exif, tag))
        .collect();
    let device = Device {
        model: (!made.is_empty()).then(|| made.join(" ")),
        program: word(&exif, Tag::Software),
        taken: taken(&exif),
        place: place(&exif),
    };
    (device != Device::default()).then_some(device)
}

fn taken(exif: &Exif) -> Option<String> {
    let at = word(exif, Tag::DateTimeOriginal).or_else(|| word(exif, Tag::DateTime))?;
    Some(match word(exif, Tag::OffsetTimeOriginal) {
        Some(offset) => format!("{at} {offset}"),
        None => at,
    })
}

fn word(exif: &Exif, tag: Tag) -> Option<String> {
    let Value::Ascii(lines) = &exif.get_field(tag, In::PRIMARY)?.value else {
        return None;
    };
    let text = String::from_utf8_lossy(lines.first()?).into_owned();
    let told = text.chars().filter(|c| !c.is_control());
    let told: String = told.take(CHARACTERS_MAX).collect();
    let told = told.trim();
    (!told.is_empty()).then(|| told.to_owned())
}

fn place(exif: &Exif) -> Option<[f64; 2]> {
    let latitude = degrees(exif, Tag::GPSLatitude, Tag::GPSLatitudeRef, "S")?;
    let longitude = degrees(exif, Tag::GPSLongitude, Tag::GPSLongitudeRef, "W")?;
    let on_earth = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
    on_earth.then_some([latitude, longitude])
}

/// Degrees, minutes and seconds as one number with its sign; rounded to about a metre.
fn degrees(exif: &Exif, tag: Tag, side: Tag, negative: &str) -> Option<f64> {
    let Value::Rational(parts) = &exif.get_field(tag, In::PRIMARY)?.value else {
        return None;
    };
    let [whole, minutes, seconds] = parts.get(..3)? else {
        return None;
    };
    let degrees = whole.to_f64() + minutes.to_f64() / 60.0 + seconds.to_f64() / 3_600.0;
    if !degrees.is_finite() {
        return None;
    }
    let sign = match word(exif, side)?.eq_ignore_ascii_case(negative) {
        true => -1.0,
        false => 1.0,
    };
    Some((sign * degrees * 100_000.0).round() / 100_000.0)
}

#[cfg(test)]
mod tests {
    use super::{Device, read};
    use exif::experimental::Writer;
    use exif::{Field, In, Rational, Tag, Value};
    use std::io::Cursor;

    fn field(tag: Tag, value: Value) -> Field {
        Field {
            tag,
            ifd_num: In::PRIMARY,
            value,
        }
    }

    fn words(tag: Tag, text: &str) -> Field {
        field(tag, Value::Ascii(vec![text.as_bytes().to_vec()]))
    }

    fn angle(tag: Tag, parts: [u32; 3]) -> Field {
        let parts = parts.map(|num| Rational { num, denom: 1 });
        field(tag, Value::Rational(parts.to_vec()))
    }

    /// A TIFF that holds these fields and no picture.
    fn written(fields: &[Field]) -> Vec<u8> {
        let mut writer = Writer::new();
        fields.iter().for_each(|field| writer.push_field(field));
        let mut bytes = Cursor::new(Vec::new());
        writer.write(&mut bytes, false).expect("in memory");
        bytes.into_inner()
    }

    #[test]
    fn device_moment_and_place_are_read() {
        let bytes = written(&[
            words(Tag::Make, "Fabricant"),
            words(Tag::Model, "Modèle\u{7} 5"),
            words(Tag::Software, "Retouche 2"),
            words(Tag::DateTimeOriginal, "2026:03:12 21:14:03"),
            words(Tag::OffsetTimeOriginal, "+01:00"),
            angle(Tag::GPSLatitude, [48, 30, 36]),
            words(Tag::GPSLatitudeRef, "N"),
            angle(Tag::GPSLongitude, [2, 15, 0]),
            words(Tag::GPSLongitudeRef, "W"),
        ]);
        let told = Device {
            model: Some("Fabricant Modèle 5".to_owned()),
            program: Some("Retouche 2".to_owned()),
            taken: Some("2026:03:12 21:14:03 +01:00".to_owned()),
            place: Some([48.51, -2.25]),
        };
        assert_eq!(read(&bytes), Some(told));
    }

    #[test]
    fn what_cannot_be_true_or_read_is_left_out() {
        let nowhere = [
            angle(Tag::GPSLatitude, [948, 30, 36]),
            words(Tag::GPSLatitudeRef, "N"),
            angle(Tag::GPSLongitude, [2, 15, 0]),
            words(Tag::GPSLongitudeRef, "W"),
        ];
        assert_eq!(read(&written(&nowhere)), None);
        let divided = Rational { num: 1, denom: 0 };
        let endless = field(Tag::GPSLatitude, Value::Rational(vec![divided; 3]));
        assert_eq!(
            read(&written(&[endless, words(Tag::GPSLatitudeRef, "N")])),
            None
        );
        let long = read(&written(&[words(Tag::Model, &"m".repeat(5_000))]));
        assert_eq!(long.and_then(|told| told.model).map_or(0, |m| m.len()), 120);
        for bytes in [
            &b""[..],
            b"II*\0\xff\xff\xff\xff",
            b"\xff\xd8\xff\xe1\0\x10Exif\0\0MM",
        ] {
            assert_eq!(read(bytes), None);
        }
    }
}
