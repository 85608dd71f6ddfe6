//! Where a sign-in is made from, as little as a person needs to recognise it: a network cut short and the
//! family of a browser. Keeps neither address nor what the browser says of itself.

use crate::web::Visit;
use axum::http::{HeaderMap, header};

/// The families told apart, each by a word of its own line; the first found is the one, as most browsers
/// name several others.
const FAMILIES: [(&str, &str); 6] = [
    ("Firefox/", "firefox"),
    ("Edg", "edge"),
    ("OPR/", "opera"),
    ("SamsungBrowser/", "samsung"),
    ("Chrom", "chrome"),
    ("Safari/", "safari"),
];

/// Where a sign-in is made from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// A network, its last part zero; empty when unknown.
    pub network: String,
    /// The code of a family of browsers; empty when unknown.
    pub browser: String,
}

impl Place {
    /// Where a request comes from.
    #[must_use]
    pub fn of(visit: &Visit, headers: &HeaderMap) -> Place {
        let told = headers
            .get(header::USER_AGENT)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let network = visit.network.map(|network| network.to_string());
        Place {
            network: network.unwrap_or_default(),
            browser: family(told).to_owned(),
        }
    }
}

fn family(told: &str) -> &'static str {
    let found = FAMILIES.iter().find(|(word, _)| told.contains(word));
    found.map_or("other", |(_, code)| code)
}

#[cfg(test)]
mod tests {
    use super::family;

    #[test]
    fn a_family_is_told_though_browsers_name_each_other() {
        let chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) \
                      Chrome/140.0.0.0 Safari/537.36";
        assert_eq!(family(chrome), "chrome");
        assert_eq!(family(&format!("{chrome} Edg/140.0.0.0")), "edge");
        let safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 \
                      (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
        assert_eq!(family(safari), "safari");
        assert_eq!(
            family("Mozilla/5.0 (X11; rv:140.0) Gecko/20100101 Firefox/140.0"),
            "firefox"
        );
        assert_eq!(family("curl/8.0"), "other");
        assert_eq!(family(""), "other");
    }
}
