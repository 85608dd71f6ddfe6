//! Each check of the pack: the shipped files, spoiled in one place, are refused with a mistake
//! that names the file, the key and what to do.

use faisceau_domain::form::{Mistake, Pack};

use super::files;

/// The mistakes of the shipped files after one change.
pub(crate) fn spoiled(file: &str, from: &str, to: &str) -> Vec<Mistake> {
    let mut files = files();
    let (_, text) = files.iter_mut().find(|(name, _)| name == file).unwrap();
    assert!(text.contains(from), "{file} does not contain {from}");
    *text = text.replacen(from, to, 1);
    Pack::read(files).unwrap_err()
}

const SHOP: &str = "types/fake_shop.toml";
const PAY: &str = "blocks/payment.toml";

/// File, text replaced, by what; the key told and a part of what is told.
type Spoil = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

const SPOILS: &[Spoil] = &[
    (SHOP, "[type.fake_shop]", "[type.fake_shop", "", "TOML"),
    (
        SHOP,
        "lead = { fr",
        "typo = 1\nlead = { fr",
        "type.fake_shop",
        "typo",
    ),
    (
        SHOP,
        "en = \"Fake shop\"",
        "en = \" \"",
        "type.fake_shop.label",
        "translate",
    ),
    (SHOP, ", en = \"Fake shop\"", "", "type.fake_shop", "en"),
    (
        SHOP,
        "en = \"The product\" }",
        "en = \"one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen\" }",
        "field.shop.product.label",
        "words",
    ),
    (
        SHOP,
        "A precise product helps to find the same offers.",
        "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen.",
        "field.shop.product_detail.why",
        "sentence",
    ),
    (
        SHOP,
        "en = \"The product\" }",
        "en = \"Why did you buy\" }",
        "field.shop.product.label",
        "why did you",
    ),
    (
        SHOP,
        "fr = \"Le produit\"",
        "fr = \"Un justificatif\"",
        "field.shop.product.label",
        "justificatif",
    ),
    (SHOP, "id = \"T01\"", "id = \"T08\"", "", "used twice"),
    (
        SHOP,
        "\"never_pay_again\"]",
        "\"never_pay_again\", \"talk_now\"]",
        "type.fake_shop",
        "urgent",
    ),
    (
        SHOP,
        "\"never_pay_again\"]",
        "\"never_heard\"]",
        "type.fake_shop",
        "never_heard",
    ),
    (
        SHOP,
        "to = \"card\"",
        "to = \"T77\"",
        "type.fake_shop",
        "T77",
    ),
    (
        SHOP,
        "block = \"data\"",
        "block = \"date\"",
        "type.fake_shop",
        "block date",
    ),
    (
        SHOP,
        "block = \"facts\", profile = \"min\"",
        "block = \"facts\", profile = \"tiny\"",
        "type.fake_shop",
        "tiny",
    ),
    (
        SHOP,
        "\"shop.ordered_at\", \"shop.trusted\"",
        "\"shop.ordered\", \"shop.trusted\"",
        "type.fake_shop",
        "shop.ordered",
    ),
    (
        SHOP,
        "slug = \"outcome\", title = { fr = \"Que s’est-il passé ensuite\u{a0}?\", en = \"What happened next?\" }",
        "slug = \"outcome\"",
        "type.fake_shop",
        "title",
    ),
    (
        SHOP,
        "slug = \"outcome\"",
        "slug = \"order\"",
        "type.fake_shop",
        "slug order",
    ),
    (
        SHOP,
        "slug = \"outcome\"",
        "slug = \"Après\"",
        "type.fake_shop",
        "URL",
    ),
    (
        SHOP,
        "\"order_confirmation\"",
        "\"confession\"",
        "type.fake_shop",
        "confession",
    ),
    (
        SHOP,
        "mode.fr-default = \"online_full\"",
        "mode.fr = \"online_full\"",
        "type.fake_shop",
        "profile",
    ),
    (
        SHOP,
        "{ page = [\"shop.product\"",
        "{ when = { eq = [\"shop.outcome\", \"late\"] }, page = [\"shop.product\"",
        "type.fake_shop",
        "earlier page",
    ),
    (
        SHOP,
        "[\"late\", \"counterfeit\"]",
        "[\"late\", \"lost\"]",
        "type.fake_shop",
        "lost",
    ),
    (
        SHOP,
        "eq = [\"payment.method\", \"card\"]",
        "eq = [\"fovi.kind\", \"unknown\"]",
        "type.fake_shop",
        "no page asks",
    ),
    (
        SHOP,
        "eq = [\"payment.method\", \"card\"]",
        "eq = [\"payment.way\", \"card\"]",
        "type.fake_shop",
        "does not exist",
    ),
    (
        SHOP,
        "{ block = \"loss_steps\" },",
        "{ block = \"loss_steps\" }, { block = \"loss_steps\" },",
        "type.fake_shop",
        "asked twice",
    ),
    (
        SHOP,
        "{ block = \"loss_steps\" },",
        "{ block = \"loss_steps\", when = { and = [{ eq = [\"shop.product\", \"animal\"] }, { eq = [\"shop.product\", \"ticket\"] }] } },",
        "type.fake_shop",
        "no answers ever reach",
    ),
    (
        PAY,
        "more = \"payment.another\"\n",
        "",
        "type.fake_shop",
        "more",
    ),
    (
        PAY,
        "pivot = \"iban\"\nrole = \"offender\"",
        "pivot = \"iban\"",
        "field.payment.to_iban",
        "role",
    ),
    (
        PAY,
        "pivot = \"iban\"\nrole = \"offender\"",
        "pivot = \"email\"\nrole = \"offender\"",
        "field.payment.to_iban",
        "does not fit",
    ),
    (
        PAY,
        "type = \"datetime\"\nrequired = \"answer\"",
        "type = \"datetime\"\nrequired = \"value\"",
        "field.payment.date",
        "blocked",
    ),
    (
        PAY,
        "weight = 3\nautocomplete",
        "weight = 4\nautocomplete",
        "field.payment.to_iban",
        "weight",
    ),
    (
        PAY,
        "type = \"money\"",
        "type = \"text\"",
        "field.payment.amount",
        "loss",
    ),
    (
        PAY,
        "code = \"cash\"",
        "code = \"unknown\"",
        "field.payment.method",
        "not a choice",
    ),
    (
        PAY,
        "code = \"cash\"",
        "code = \"card\"",
        "field.payment.method",
        "twice",
    ),
    (
        "blocks/suspect.toml",
        "parts = [\"alias\", \"description\"]",
        "parts = [\"age\"]",
        "field.suspect.identity",
        "age",
    ),
    (
        "blocks/suspect.toml",
        "type = \"bool3\"",
        "type = \"bool3\"\nmany = true",
        "field.suspect.known",
        "many",
    ),
    (
        "blocks/crypto.toml",
        "list = \"chain\"",
        "list = \"chains\"",
        "field.crypto.to_addr",
        "chains",
    ),
    (
        "errors.toml",
        "money_format = ",
        "money_shape = ",
        "error.money_format",
        "no words",
    ),
    (
        "say.toml",
        "month-7 = ",
        "month-77 = ",
        "say.month-7",
        "missing",
    ),
    (
        "kinds.toml",
        "\"bec\" = \"payment_diversion\"",
        "\"bec\" = \"diversion\"",
        "kind.bec",
        "diversion",
    ),
    (
        "contacts.toml",
        "source = \"https://ville-meru.fr/le-17-appel-secours\"",
        "source = \"\"",
        "contact.police",
        "source",
    ),
    (
        "contacts.toml",
        "number = \"17\"\n",
        "",
        "contact.police",
        "number",
    ),
    (
        "contacts.toml",
        "checked_on = 2026-11-22",
        "checked_on = \"today\"",
        "contact.police",
        "",
    ),
    (
        "routes.toml",
        "contacts = [\"suicide\"]",
        "contacts = [\"nobody\"]",
        "route.suicide",
        "nobody",
    ),
    (
        SHOP,
        "why = { fr = \"Un produit précis aide à retrouver les mêmes offres.\", en = \"A precise product helps to find the same offers.\" }\n",
        "",
        "field.shop.product_detail",
        "why",
    ),
    (
        "pivots.toml",
        "\nsiren = [",
        "\nsirens = [",
        "pivot.siren",
        "write its spellings",
    ),
    (
        "pivots.toml",
        "\nsiren = [",
        "\nsirens = [",
        "pivot.sirens",
        "no kind of value",
    ),
    (
        "pivots.toml",
        "normal = \"732829320\"",
        "normal = \"732829321\"",
        "pivot.siren",
        "gives 732829320, not 732829321",
    ),
    (
        "pivots.toml",
        "typed = [\"732 829 320\", \"732 829 320 00074\"]",
        "typed = [\"732 829 320\", \"732 829 321\"]",
        "pivot.siren",
        "gives nothing",
    ),
    (
        "pivots.toml",
        "typed = [\"732 829 320\", \"732 829 320 00074\"]",
        "typed = [\"732 829 320\"]",
        "pivot.siren",
        "two ways",
    ),
    (
        "profiles.toml",
        "eq = [\"suspect.known\", true]",
        "eq = [\"suspect.known\", \"yes\"]",
        "profile.fr-default",
        "can never be",
    ),
    // The first rule of the counter, which stands before those of every filing.
    (
        "profiles.toml",
        "eq = [\"orient.who\", \"witness\"]",
        "eq = [\"orient.who\", \"nobody\"]",
        "profile.fr-default",
        "can never be",
    ),
];

#[test]
fn every_kind_of_mistake_is_told_with_its_place() {
    for (file, from, to, key, what) in SPOILS {
        let mistakes = spoiled(file, from, to);
        let told =
            |m: &Mistake| m.key == *key && m.what.to_lowercase().contains(&what.to_lowercase());
        let whatever_key = |m: &Mistake| key.is_empty() && m.what.contains(what);
        let hit = mistakes.iter().find(|m| told(m) || whatever_key(m));
        let shown: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        let hit = hit.unwrap_or_else(|| panic!("{file}: {to}:\n{}", shown.join("\n")));
        assert!(
            !hit.file.is_empty()
                || ["say.", "error.", "pivot."]
                    .iter()
                    .any(|missing| key.starts_with(missing)),
            "{hit}"
        );
    }
}

#[test]
fn a_key_written_in_two_files_is_refused() {
    let mut files = files();
    files.push((
        "overlay.toml".to_owned(),
        "[urgent.talk_now]\nclock = \"always\"\ntext = { fr = \"a\", en = \"b\" }\n".to_owned(),
    ));
    let mistakes = Pack::read(files).unwrap_err();
    assert!(
        mistakes
            .iter()
            .any(|m| m.key == "urgent.talk_now" && m.what.contains("already"))
    );
}

#[test]
fn a_type_without_pivot_or_without_home_is_refused() {
    let mut files = files();
    files.retain(|(name, _)| name != "types/other.toml");
    let mistakes = Pack::read(files).unwrap_err();
    assert!(
        mistakes
            .iter()
            .any(|m| m.key == "type.other" && m.what.contains("must exist"))
    );
}

#[test]
fn a_type_that_links_by_nothing_is_refused() {
    let mut files = files();
    files.push((
        "types/lonely.toml".to_owned(),
        "[type.lonely]\nid = \"T98\"\nversion = 1\nvalid_from = 2026-11-01\nlabel = { fr = \"Seul\", \
         en = \"Lonely\" }\nlead = { fr = \"Seul\", en = \"Lonely\" }\nqualify = []\n\
         mode.fr-default = \"report_only\"\nurgent = []\nsteps = [{ page = [\"shop.product\"] }]\n"
            .to_owned(),
    ));
    let mistakes = Pack::read(files).unwrap_err();
    assert!(
        mistakes
            .iter()
            .any(|m| m.key == "type.lonely" && m.what.contains("no pivot"))
    );
}

#[test]
fn no_spoiled_text_makes_the_reader_panic() {
    for text in [
        "",
        "type = 1",
        "[type]\nx = 2",
        "[type.a]\nsteps = [1]",
        "[kind]\na = 1",
        "[forbidden]\nde = []",
        "[nonsense.a]\nb = 1",
    ] {
        assert!(Pack::read([("a.toml", text)]).is_err(), "{text}");
    }
}

#[test]
fn the_hash_follows_the_meaning_and_not_the_layout() {
    let same = |change: fn(&str) -> String| {
        let changed = files()
            .into_iter()
            .map(|(name, text)| (name, change(&text)));
        Pack::read(changed).unwrap()
    };
    let plain = Pack::read(files()).unwrap();
    let commented = same(|text| format!("# a comment\n{}\n", text.replace('\n', "\n\n")));
    assert_eq!(plain.hash(), commented.hash());
    let mut reversed = files();
    reversed.reverse();
    assert_eq!(plain.hash(), Pack::read(reversed).unwrap().hash());
    let edited = same(|text| text.replace("en = \"The product\"", "en = \"The item\""));
    assert_ne!(plain.hash(), edited.hash());
    let hash = |pack: &Pack, code: &str| pack.kind(code).unwrap().hash.clone();
    assert_ne!(hash(&plain, "fake_shop"), hash(&edited, "fake_shop"));
    assert_eq!(hash(&plain, "sextortion"), hash(&edited, "sextortion"));
    let other_block =
        same(|text| text.replace("en = \"Tell it in your own words\"", "en = \"Tell it\""));
    assert_ne!(hash(&plain, "sextortion"), hash(&other_block, "sextortion"));
}
