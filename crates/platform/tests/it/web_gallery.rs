//! Every part of pages in its states, on pages of the real layouts. Written below `target/` so
//! that eyes and validators can visit them; this test checks what a machine can read in text.

use askama::Template;
use faisceau_documents::words::Say;
use faisceau_domain::Lang;
use faisceau_platform::fault::Fault;
use faisceau_platform::testkit::plain;
use faisceau_platform::web::parts::*;
use faisceau_platform::web::{Filled, Frame, Link, Markup, StaffFrame, seen};

use super::web::{framing, words};

#[derive(Template)]
#[template(
    source = r#"{% extends "layout/public.html" %}{% block content %}
{% for part in parts %}{{ part }}
{% endfor %}{% endblock %}"#,
    ext = "html"
)]
struct PublicPage {
    f: Frame,
    parts: Vec<Markup>,
}

#[derive(Template)]
#[template(
    source = r#"{% extends "layout/staff.html" %}{% block content %}<h1>{{ f.title }}</h1>
{% for part in parts %}{{ part }}
{% endfor %}{% endblock %}"#,
    ext = "html"
)]
struct StaffPage {
    f: Frame,
    parts: Vec<Markup>,
}

fn frame(lang: Lang, title: &str) -> Frame {
    Frame {
        framing: framing(),
        title: title.to_owned(),
        say: Say::new(words(), lang),
        here: "/plainte/q/3?a=1".to_owned(),
        csrf: "token".to_owned(),
        exit_button: false,
        neutral_title: false,
        in_error: false,
        back: Some("/plainte/q/2".to_owned()),
        staff: None,
    }
}

fn piece(part: &impl Template) -> Markup {
    Markup::of(part).expect("parts always write themselves")
}

fn choices(names: &[&str]) -> Vec<Choice> {
    names.iter().map(|name| Choice::new(*name, *name)).collect()
}

/// A question as pages ask it, right or in error.
fn ask(say: &Say, error: Option<&str>, name: &str, label: &str) -> Asked {
    Asked::new(say, name, label)
        .hint("Il est sur l’avis de virement de votre banque.")
        .why("Le même numéro peut apparaître dans d’autres plaintes.")
        .error(error.map(str::to_owned))
}

/// A question page with every field, filled or in error.
fn fields(say: &Say, error: Option<&str>) -> Vec<Markup> {
    let mut all = typed(say, error);
    all.extend(chosen(say, error));
    all.extend(composed(say, error));
    all.push(piece(&Button::primary("Continuer")));
    all.push(piece(
        &Button::secondary("Enregistrer et arrêter").sending("stop", "1"),
    ));
    all
}

fn typed(say: &Say, error: Option<&str>) -> Vec<Markup> {
    let ask = |name: &str, label: &str| ask(say, error, name, label);
    let iban = ask("payment.iban_to", "Quel IBAN a reçu l’argent ?")
        .as_title()
        .or_unknown(say, "payment.iban_to.unknown", false);
    let phone = ask("phone", "Son numéro de téléphone");
    let mail = ask("me.mail", "Votre adresse e-mail");
    let story = ask("story", "Que s’est-il passé ?");
    vec![
        piece(&TextField::new(iban, Kind::Iban, "FR76 \"<b>")),
        piece(&TextField::new(phone, Kind::Phone, "")),
        piece(
            &TextField::new(mail, Kind::Email, "")
                .own("email")
                .suggesting(vec!["nom@exemple.fr".to_owned()]),
        ),
        piece(&TextArea::new(story, "Un\n<script>")),
    ]
}

fn chosen(say: &Say, error: Option<&str>) -> Vec<Markup> {
    let ask = |name: &str, label: &str| ask(say, error, name, label);
    let mut means = choices(&["Virement", "Carte bancaire", "Coupon", "Cryptomonnaie"]);
    means[0] = means[0].clone().chosen(true).hint("Depuis votre compte.");
    let bank = Asked::new(say, "bank", "Le nom de votre banque");
    means[0].reveals = Some(piece(&TextField::new(bank, Kind::Text, "")));
    let paid = ask("means", "Comment avez-vous payé ?");
    let signs = ask("signs", "Ce que vous avez vu");
    let country = ask("country", "Pays");
    vec![
        piece(&Choices::one(say, paid, means).or_unknown(say, "unknown", false)),
        piece(&Choices::any(say, signs, choices(&["A", "B"]))),
        piece(&Select::new(say, country, choices(&["France", "Lituanie"]))),
    ]
}

fn composed(say: &Say, error: Option<&str>) -> Vec<Markup> {
    let ask = |name: &str, label: &str| ask(say, error, name, label);
    let day = DateParts {
        day: "14".to_owned(),
        month: "3".to_owned(),
        year: "2026".to_owned(),
    };
    let euros = vec![Choice::new("EUR", "euros (€)").chosen(true)];
    let received = vec![FileRow {
        name: "capture d\u{2019}e\u{301}cran \u{202e}gpj.exe".to_owned(),
        size: "84 ko".to_owned(),
        digest: "3f5a 9c01".to_owned(),
        remove: Some(("remove".to_owned(), "7".to_owned())),
        aside: Some(("ecarter".to_owned(), "7".to_owned())),
    }];
    let on = DateField::new(say, ask("on", "Quand avez-vous payé ?"), day);
    let lost = ask("lost", "Combien ?");
    let files = ask("files", "Vos pièces");
    vec![
        piece(&on),
        piece(&MoneyField::new(say, lost, "1 250,50", euros)),
        piece(&FileField::new(say, files, "200 Mo au plus.", received)),
    ]
}

fn public_pages(lang: Lang) -> Vec<(&'static str, Frame, Vec<Markup>)> {
    let say = Say::new(words(), lang);
    let title = "Quel IBAN a reçu l’argent ?";
    let wrong = "Indiquez l’IBAN, ou choisissez « Je ne sais pas »";
    let mut errors = vec![piece(&ErrorSummary::new(
        &say,
        vec![FieldError {
            name: "payment.iban_to".to_owned(),
            message: wrong.to_owned(),
        }],
    ))];
    errors.extend(fields(&say, Some(wrong)));
    vec![
        ("fields", frame(lang, title), fields(&say, None)),
        ("errors", frame(lang, title).with_errors(true), errors),
        (
            "told",
            frame(lang, "Tout ce qui se dit").discreet(),
            told(&say),
        ),
        (
            "receipt",
            frame(lang, "Votre plainte est enregistrée"),
            confirmed(&say),
        ),
    ]
}

fn told(say: &Say) -> Vec<Markup> {
    let mut parts = vec![piece(&Interruption {
        title: "Vous allez déclarer des faits".to_owned(),
        paragraphs: vec!["Dire volontairement des faits faux est un délit.".to_owned()],
        details: Some(Details {
            summary: "Le texte de la loi".to_owned(),
            body: Markup::text("…"),
        }),
        actions: piece(&Button::danger("Déposer plainte")),
    })];
    for tone in [Tone::Plain, Tone::Info, Tone::Ok, Tone::Warn, Tone::Danger] {
        parts.push(piece(&Notice::new(
            tone,
            "Attention aux faux policiers.",
            "Ne payez rien.",
        )));
    }
    parts.push(piece(&UrgentActions {
        actions: vec![UrgentAction {
            title: "Appelez votre banque".to_owned(),
            text: "Demandez le rappel du virement.".to_owned(),
            before: Some("Dans les 24 heures".to_owned()),
            call: Some(("01 99 00 00 01".to_owned(), "+33199000001".to_owned())),
            link: Some(("Que dire à ma banque".to_owned(), "/conseil".to_owned())),
            done: Some(Check {
                name: "urgent.bank".to_owned(),
                value: "done".to_owned(),
                label: "C’est fait".to_owned(),
                ticked: false,
            }),
        }],
    }));
    parts.push(piece(&TaskList {
        tasks: vec![Task {
            label: "Les paiements".to_owned(),
            href: Some("/plainte/paiements".to_owned()),
            state: Tag {
                label: "À faire".to_owned(),
                tone: Tone::Warn,
            },
        }],
    }));
    let states = ["Reçue", "Vérifiée", "En enquête", "Décision"].map(str::to_owned);
    parts.push(piece(&Steps::new(say, states.into(), 2)));
    let file = Download::new(say, "/r.pdf", "Récépissé", "PDF", "84 ko", "français");
    parts.push(piece(&file));
    parts.push(piece(&Pagination::new(
        say,
        Some("?avant=1".to_owned()),
        Some("?apres=9".to_owned()),
    )));
    parts
}

fn confirmed(say: &Say) -> Vec<Markup> {
    let rows = vec![Row::new("Reçue le", "15 mars 2026 à 21 h 47")];
    let secret = Secret {
        label: "Votre code de suivi".to_owned(),
        code: "7Q2K-M9PX-4HTD-WC6N".to_owned(),
        note: "Il est secret et affiché une seule fois. Notez-le.".to_owned(),
    };
    let reference = "FSC-2026-004127-K";
    let answers = vec![
        Row::new("Virement", "320,00 €").changed_at("/plainte/q/4"),
        Row::new("IBAN reçu", "LT12 **** **** 4471").exact(),
    ];
    let title = "Votre plainte est enregistrée";
    let at = |from: &str, side, unread| Message {
        from: from.to_owned(),
        side,
        when: "2 avril 2026 à 9 h 30".to_owned(),
        at: "2026-04-02T09:30:00+02:00".to_owned(),
        text: "Bonjour,\navez-vous l’e-mail d’origine ?".to_owned(),
        unread,
    };
    vec![
        piece(&Receipt::new(say, title, reference, rows, Some(secret))),
        piece(&SummaryList::new(say, "Vos réponses", answers)),
        piece(&Thread::new(
            say,
            vec![
                at("Agent 4127", Side::Theirs, true),
                at("Vous", Side::Mine, false),
            ],
        )),
    ]
}

fn staff_frame(lang: Lang) -> Frame {
    let mut f = frame(lang, "Boîte");
    f.staff = Some(StaffFrame {
        name: "Agent 4127".to_owned(),
        roles: "Agent".to_owned(),
        purpose: "Recevoir et compléter des plaintes".to_owned(),
        nav: ["Boîte", "Séries", "Journal"]
            .into_iter()
            .map(|label| Link {
                href: format!("/{label}"),
                label: label.to_owned(),
                current: label == "Boîte",
            })
            .collect(),
        search: Some(String::new()),
    });
    f
}

fn staff_page(lang: Lang) -> StaffPage {
    let say = Say::new(words(), lang);
    let kinds = [
        PivotKind::Iban,
        PivotKind::Phone,
        PivotKind::Email,
        PivotKind::Url,
        PivotKind::Handle,
        PivotKind::Crypto,
        PivotKind::Address,
        PivotKind::Device,
        PivotKind::Image,
        PivotKind::Reference,
    ];
    let chips: Vec<PivotChip> = kinds
        .into_iter()
        .map(|kind| {
            let mut chip = PivotChip::new(&say, kind, "LT12 **** 4471");
            chip.href = Some("/pivots/1".to_owned());
            chip.copy = Some("LT121000011101004471".to_owned());
            chip.count = Some("14 dossiers".to_owned());
            chip.noise = (kind == PivotKind::Phone).then(|| "Bruit".to_owned());
            chip
        })
        .collect();
    let columns = vec![
        Column::new("Dossier").sorted(Sort::Down, "?tri=dossier"),
        Column::new("Perte")
            .figures()
            .sorted(Sort::Not, "?tri=perte"),
        Column::new("État"),
        Column::new("Identifiants"),
    ];
    let rows = vec![vec![
        Cell::Link("FSC-2026-004127-K".to_owned(), "/dossier/1".to_owned()),
        Cell::text("48 200,00 €"),
        Cell::Tag(Tag {
            label: "À valider".to_owned(),
            tone: Tone::Info,
        }),
        Cell::Pivots(chips),
    ]];
    let empty = DataTable::new(&say, "none", "Aucune", vec![Column::new("Rien")], vec![]);
    let table = DataTable::new(&say, "inbox", "Plaintes nouvelles", columns, rows);
    let mut parts = vec![piece(&table), piece(&empty)];
    parts.extend(fields(&say, None).into_iter().skip(1));
    let f = staff_frame(lang);
    StaffPage { f, parts }
}

fn keep(name: &str, lang: Lang, html: &str) {
    let folder = format!("{}/gallery", env!("CARGO_TARGET_TMPDIR"));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(format!("{folder}/{name}-{}.html", lang.code()), html).unwrap();
}

/// What no page may hold, whatever its parts.
fn check(name: &str, html: &str) {
    assert!(!html.contains('⟦'), "{name}: a sentence is missing");
    assert!(
        !html.contains(" style="),
        "{name}: the policy forbids inline style"
    );
    assert!(
        !html.contains(" onclick"),
        "{name}: the policy forbids inline scripts"
    );
    assert!(!html.contains("<b>"), "{name}: what was typed is escaped");
    assert!(
        !html.contains("<script>"),
        "{name}: what was typed is escaped"
    );
    assert!(
        html.contains("class=\"specimen\""),
        "{name}: a demonstration says so"
    );
    assert_eq!(html.matches("<main").count(), 1, "{name}");
    assert_eq!(html.matches("<h1").count(), 1, "{name}: one title");
    let mut ids: Vec<&str> = html
        .match_indices(" id=\"")
        .map(|(at, found)| html[at + found.len()..].split('"').next().unwrap())
        .collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "{name}: ids are unique");
    for (at, found) in html.match_indices(" aria-describedby=\"") {
        let named = html[at + found.len()..].split('"').next().unwrap();
        for id in named.split(' ') {
            assert!(
                ids.binary_search(&id).is_ok(),
                "{name}: nothing is called {id}"
            );
        }
    }
}

#[test]
fn every_part_writes_itself_well_in_both_languages() {
    for lang in Lang::ALL {
        for (name, f, parts) in public_pages(lang) {
            let html = PublicPage { f, parts }.render().unwrap();
            keep(name, lang, &html);
            check(name, &html);
        }
        let html = staff_page(lang).render().unwrap();
        keep("staff", lang, &html);
        check("staff", &html);
    }
}

#[test]
fn an_error_is_beside_its_field_in_the_summary_and_in_the_title() {
    let (_, f, parts) = public_pages(Lang::Fr).swap_remove(1);
    let html = PublicPage { f, parts }.render().unwrap();
    assert!(plain(&html).contains("<title>Erreur : Quel IBAN"));
    assert!(html.contains("href=\"#f-payment-iban_to\""));
    assert!(html.contains("id=\"f-payment-iban_to\""));
    assert!(html.contains(
        "aria-describedby=\"f-payment-iban_to-hint f-payment-iban_to-error\" aria-invalid=\"true\""
    ));
}

#[test]
fn a_name_that_hides_its_end_is_shown_for_what_it_is() {
    let (_, f, parts) = public_pages(Lang::Fr).swap_remove(0);
    let html = PublicPage { f, parts }.render().unwrap();
    assert!(html.contains("⟨U+202E⟩gpj.exe"));
    assert!(!html.contains('\u{202e}'));
    assert_eq!(seen("a\u{0}b\n\u{feff}中🎂"), "a⟨U+0000⟩b\n\u{feff}中🎂");
}

#[test]
fn a_panel_that_broke_says_so_where_it_should_stand() {
    let say = Say::new(words(), Lang::En);
    let filled = vec![Filled {
        name: "exhibits",
        title_key: "platform-reference",
        content: Err(Fault::new("the blob of exhibit 4 is not there")),
    }];
    let laid_out = PanelBox::laid_out(&say, filled);
    let html = piece(&laid_out[0]).to_string();
    assert!(html.contains("id=\"exhibits\""));
    assert!(html.contains("could not be shown"));
    assert!(!html.contains("exhibit 4"));
}

#[test]
fn a_discreet_page_says_nothing_of_its_subject_in_the_tab() {
    let (_, f, parts) = public_pages(Lang::Fr).swap_remove(2);
    let html = PublicPage { f, parts }.render().unwrap();
    assert!(html.contains("<title>Formulaire</title>"));
    assert!(html.contains("data-exit=\"https://"));
    assert!(html.contains("data-leave"));
}

#[test]
fn the_reader_s_own_details_are_completed_and_nobody_else_s() {
    let say = Say::new(words(), Lang::Fr);
    let pieces = fields(&say, None);
    assert!(pieces[1].as_str().contains("type=\"tel\""));
    assert!(pieces[1].as_str().contains("autocomplete=\"off\""));
    assert!(pieces[2].as_str().contains("autocomplete=\"email\""));
    assert!(pieces[0].as_str().contains("spellcheck=\"false\""));
}
