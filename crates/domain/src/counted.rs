//! What is counted of a complaint before it is erased: coarse enough that nobody is found again in it. The month, the
//! *département*, a band of loss, what became of it; never an id, a day or a value.

use jiff::civil::Date;

/// Bands of loss: the name, and the first amount above it, in minor units (cents).
const BANDS: [(&str, i64); 5] = [
    ("below_100", 10_000),
    ("below_500", 50_000),
    ("below_2000", 200_000),
    ("below_10000", 1_000_000),
    ("below_100000", 10_000_000),
];

/// The band of a loss in minor units; `none` when none was told.
#[must_use]
pub fn amount_band(amount_minor: Option<i64>) -> &'static str {
    let Some(amount) = amount_minor else {
        return "none";
    };
    let band = BANDS.iter().find(|(_, above)| amount < *above);
    band.map_or("above", |(name, _)| name)
}

/// The *département* of a French postal code: two digits, three overseas; `unknown` for anything else. In Corsica a
/// postal code does not tell the two apart: both are `20`.
#[must_use]
pub fn department(postcode: &str) -> String {
    let digits: String = postcode.chars().filter(|c| !c.is_whitespace()).collect();
    let is_french = digits.len() == 5 && digits.bytes().all(|b| b.is_ascii_digit());
    match (is_french, digits.get(..2)) {
        (true, Some("97" | "98")) => digits[..3].to_owned(),
        (true, Some("00" | "96" | "99")) | (false, _) | (_, None) => "unknown".to_owned(),
        (true, Some(two)) => two.to_owned(),
    }
}

/// The month of a day.
#[must_use]
pub fn month(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

/// The period within which a person is told apart from the others: the year.
#[must_use]
pub fn period(day: Date) -> String {
    format!("{:04}", day.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn losses_are_told_by_band() {
        let told = [
            (None, "none"),
            (Some(0), "below_100"),
            (Some(99_99), "below_100"),
            (Some(10_000), "below_500"),
            (Some(999_999), "below_10000"),
            (Some(10_000_000), "above"),
        ];
        for (amount, band) in told {
            assert_eq!(amount_band(amount), band, "{amount:?}");
        }
    }

    #[test]
    fn a_postal_code_tells_the_department_and_no_more() {
        let told = [
            ("75011", "75"),
            ("20 090", "20"),
            ("97400", "974"),
            ("98800", "988"),
            ("SW1A 1AA", "unknown"),
            ("00123", "unknown"),
            ("é1234", "unknown"),
            ("", "unknown"),
        ];
        for (postcode, told) in told {
            assert_eq!(department(postcode), told, "{postcode}");
        }
    }

    #[test]
    fn a_day_is_told_by_its_month_and_its_year() {
        let day = date(2026, 3, 9);
        assert_eq!((month(day), period(day)), ("2026-03".into(), "2026".into()));
    }
}
