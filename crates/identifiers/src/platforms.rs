//! Shared hosts, where the place that someone owns is in the path: social networks, shorteners,
//! shared documents. A table of public facts; noise lists belong to linkage.

use std::collections::HashSet;
use std::sync::LazyLock;

use ::url::Url;

mod shorteners;

use shorteners::SHORTENERS;

/// A platform where people have named accounts.
pub(crate) struct Platform {
    /// Its code in handles.
    pub(crate) code: &'static str,
    /// Other ways to write it before a name.
    aliases: &'static [&'static str],
    /// Its hosts; the first is the one that keys bear.
    hosts: &'static [&'static str],
    /// First path words that are not names, and how many path parts then make the key.
    words: &'static [(&'static str, usize)],
}

const PLATFORMS: [Platform; 20] = [
    Platform {
        code: "facebook",
        aliases: &["fb", "face", "messenger"],
        hosts: &["facebook.com", "fb.com", "fb.me", "m.me", "messenger.com"],
        words: &[
            ("people", 3),
            ("pages", 3),
            ("groups", 2),
            ("marketplace", 3),
            ("events", 2),
            ("share", 3),
            ("watch", 2),
            ("p", 2),
            ("reel", 2),
        ],
    },
    Platform {
        code: "instagram",
        aliases: &["insta", "ig"],
        hosts: &["instagram.com", "instagr.am", "ig.me"],
        words: &[
            ("p", 2),
            ("reel", 2),
            ("tv", 2),
            ("stories", 2),
            ("explore", 3),
        ],
    },
    Platform {
        code: "telegram",
        aliases: &["tg", "tele"],
        hosts: &["t.me", "telegram.me", "telegram.dog"],
        words: &[("joinchat", 2), ("s", 2), ("addstickers", 2), ("c", 2)],
    },
    Platform {
        code: "whatsapp",
        aliases: &["wa", "whats"],
        hosts: &["whatsapp.com", "wa.me"],
        words: &[("message", 2), ("channel", 2), ("catalog", 2)],
    },
    Platform {
        code: "x",
        aliases: &["twitter"],
        hosts: &["x.com", "twitter.com"],
        words: &[("i", 3), ("intent", 2), ("hashtag", 2)],
    },
    Platform {
        code: "tiktok",
        aliases: &["tik-tok", "tt"],
        hosts: &["tiktok.com"],
        words: &[("t", 2), ("tag", 2)],
    },
    Platform {
        code: "snapchat",
        aliases: &["snap"],
        hosts: &["snapchat.com"],
        words: &[("add", 2), ("t", 2), ("p", 2)],
    },
    Platform {
        code: "linkedin",
        aliases: &[],
        hosts: &["linkedin.com", "lnkd.in"],
        words: &[
            ("in", 2),
            ("company", 2),
            ("pub", 2),
            ("school", 2),
            ("posts", 2),
        ],
    },
    Platform {
        code: "youtube",
        aliases: &["yt"],
        hosts: &["youtube.com", "youtu.be"],
        words: &[
            ("channel", 2),
            ("c", 2),
            ("user", 2),
            ("shorts", 2),
            ("live", 2),
        ],
    },
    Platform {
        code: "discord",
        aliases: &[],
        hosts: &["discord.com", "discord.gg", "discordapp.com"],
        words: &[("invite", 2), ("users", 2), ("channels", 3)],
    },
    Platform {
        code: "vk",
        aliases: &["vkontakte"],
        hosts: &["vk.com", "vk.ru"],
        words: &[],
    },
    Platform {
        code: "reddit",
        aliases: &[],
        hosts: &["reddit.com"],
        words: &[("user", 2), ("u", 2), ("r", 2)],
    },
    Platform {
        code: "twitch",
        aliases: &[],
        hosts: &["twitch.tv"],
        words: &[("videos", 2)],
    },
    Platform {
        code: "threads",
        aliases: &[],
        hosts: &["threads.net", "threads.com"],
        words: &[("t", 2)],
    },
    Platform {
        code: "pinterest",
        aliases: &[],
        hosts: &["pinterest.com", "pinterest.fr", "pin.it"],
        words: &[("pin", 2)],
    },
    Platform {
        code: "onlyfans",
        aliases: &["of"],
        hosts: &["onlyfans.com"],
        words: &[],
    },
    Platform {
        code: "paypal",
        aliases: &["paypalme"],
        hosts: &["paypal.me", "paypal.com"],
        words: &[("paypalme", 2)],
    },
    Platform {
        code: "signal",
        aliases: &[],
        hosts: &["signal.me"],
        words: &[],
    },
    Platform {
        code: "skype",
        aliases: &[],
        hosts: &["join.skype.com"],
        words: &[],
    },
    Platform {
        code: "github",
        aliases: &["gh"],
        hosts: &["github.com"],
        words: &[],
    },
];

/// Other hosts whose whole path, case kept, is what someone made: shared documents, link pages.
const DOCUMENT_HOSTS: &[&str] = &[
    "1drv.ms",
    "aka.ms",
    "amzn.eu",
    "calameo.com",
    "canva.com",
    "docs.google.com",
    "drive.google.com",
    "dropbox.com",
    "forms.gle",
    "forms.office.com",
    "grabify.link",
    "linktr.ee",
    "lnk.bio",
    "page.link",
    "pastebin.com",
    "sites.google.com",
    "telegra.ph",
    "we.tl",
];

/// Pages of the platform itself, which nobody owns.
const OWN_PAGES: &[&str] = &[
    "index.php",
    "index.html",
    "index.htm",
    "login",
    "login.php",
    "signup",
    "home",
    "home.php",
    "help",
    "about",
    "policies",
    "settings",
    "accounts",
    "sharer",
    "sharer.php",
    "dialog",
    "search",
    "explore",
    "feed",
    "legal",
    "privacy",
    "terms",
    "fr",
    "en",
    "fr-fr",
];

/// Hosts that give each client a name under theirs and are absent from the private section of
/// the public suffix list.
const TENANT_HOSTS: &[&str] = &[
    "weebly.com",
    "webnode.fr",
    "webnode.com",
    "e-monsite.com",
    "over-blog.com",
    "canalblog.com",
    "sitew.fr",
    "tumblr.com",
    "substack.com",
    "free.fr",
    "godaddysites.com",
    "jimdofree.com",
    "sharepoint.com",
    "zendesk.com",
    "typeform.com",
    "strikingly.com",
    "simdif.com",
    "site123.me",
    "business.site",
    "ucoz.com",
    "yolasite.com",
    "blogspot.com",
];

/// The name of one client of a shared host, one label longer than the host.
pub(crate) fn tenant(host: &str, registrable: &str) -> Option<String> {
    let shared = TENANT_HOSTS.iter().find(|shared| **shared == registrable)?;
    let before = host.strip_suffix(shared)?.strip_suffix('.')?;
    let label = before.rsplit('.').next().filter(|label| *label != "www")?;
    Some(format!("{label}.{shared}"))
}

/// The platform that this code, alias or host names.
pub(crate) fn named(word: &str) -> Option<&'static Platform> {
    PLATFORMS.iter().find(|platform| {
        platform.code == word || platform.aliases.contains(&word) || platform.hosts.contains(&word)
    })
}

fn of_host(host: &str, registrable: &str) -> Option<&'static Platform> {
    PLATFORMS
        .iter()
        .find(|p| p.hosts.contains(&registrable) || p.hosts.contains(&host))
}

/// Every host of the tables of this module under which a path may be somebody's own.
static SHARED: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let platforms = PLATFORMS.iter().flat_map(|platform| platform.hosts);
    platforms
        .chain(SHORTENERS)
        .chain(DOCUMENT_HOSTS)
        .copied()
        .collect()
});

/// Whether [`place`] may know this host.
pub(crate) fn is_shared(host: &str, registrable: &str) -> bool {
    let names = [host, registrable, host.trim_start_matches("www.")];
    names.iter().any(|name| SHARED.contains(name))
}

/// The part of a shared host that someone owns; `None` when the host is not shared in that way.
pub(crate) fn place(host: &str, registrable: &str, url: &Url) -> Option<String> {
    if !is_shared(host, registrable) {
        return None;
    }
    let shared = [host, registrable, host.trim_start_matches("www.")];
    let by_path = |name: &&&str| SHORTENERS.contains(name) || DOCUMENT_HOSTS.contains(name);
    if let Some(name) = shared.iter().find(by_path) {
        let path = url.path().trim_end_matches('/');
        return Some(format!("{name}{path}"));
    }
    let platform = of_host(host, registrable)?;
    let name = platform.hosts[0];
    Some(match profile(platform, url) {
        Some(path) => format!("{name}/{path}"),
        None => name.to_owned(),
    })
}

/// Path (and the query part that stands for it) of a profile, group, channel or publication.
fn profile(platform: &Platform, url: &Url) -> Option<String> {
    let parts: Vec<&str> = url
        .path_segments()?
        .filter(|part| !part.is_empty())
        .collect();
    let first = parts.first().filter(|first| !OWN_PAGES.contains(first))?;
    let wanted = match (platform.code, *first) {
        ("facebook", "profile.php" | "story.php") => Some("id"),
        ("whatsapp", "send") => Some("phone"),
        ("youtube", "watch") => Some("v"),
        _ => None,
    };
    if let Some(wanted) = wanted {
        let (_, value) = url.query_pairs().find(|(name, _)| name == wanted)?;
        return Some(format!("{first}?{wanted}={value}"));
    }
    let depth = platform.words.iter().find(|(word, _)| word == first);
    // Invitations, publications and numbered channels tell cases apart; names do not.
    let exact = first.starts_with('+') || depth.is_some();
    let kept = parts[..depth.map_or(1, |(_, depth)| *depth).min(parts.len())].join("/");
    Some(if exact { kept } else { kept.to_lowercase() })
}

/// Platform and account name of a profile address; `None` for any other page.
pub(crate) fn account(host: &str, registrable: &str, url: &Url) -> Option<(&'static str, String)> {
    let platform = of_host(host, registrable)?;
    let path = profile(platform, url)?;
    let named_by = [
        "in", "company", "add", "user", "u", "channel", "c", "users", "s",
    ];
    let parts: Vec<&str> = path.split('/').collect();
    let name = match parts.as_slice() {
        [only] => only.rsplit('=').next()?,
        [word, name] if named_by.contains(word) => name,
        ["people", _, number] => number,
        _ => return None,
    };
    let name = name.trim_start_matches('@');
    (!name.is_empty()).then(|| (platform.code, name.to_owned()))
}
