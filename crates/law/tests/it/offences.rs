//! Offences of the shipped pack: which technical data each opens, that its codes are those of its article, that a heavier form is
//! punished more, that its limitation is computed; and what the reader refuses.

use faisceau_law::{Gate, Nature, Pack, Problem, Unresolved, Value};

use crate::packs::{day, entry, read, shipped};

const RULE: &str = "fr.cpp.technical_data";
const TODAY: &str = "2026-11-23";

/// The gate of each offence when the facts are by a network, as the table of offences of the project's references says.
const BY_NETWORK: [(Gate, &[&str]); 3] = [
    (
        Gate::Open,
        &[
            "fr.cp.escroquerie",
            "fr.cp.escroquerie_bande_organisee",
            "fr.cp.abus_de_confiance",
            "fr.cp.extorsion",
            "fr.cp.extorsion_bande_organisee",
            "fr.cp.chantage",
            "fr.cp.recel",
            "fr.cp.blanchiment",
            "fr.cp.association_de_malfaiteurs",
            "fr.cmf.moyen_paiement",
            "fr.cp.faux",
            "fr.cp.abus_de_faiblesse",
            "fr.conso.pratique_trompeuse_en_ligne",
            "fr.cp.vol",
            "fr.cp.immixtion",
            "fr.cp.acces_frauduleux",
            "fr.cp.entrave_systeme",
            "fr.cp.atteinte_donnees",
            "fr.cp.plateforme_illicite",
            "fr.cp.collecte_deloyale",
            "fr.cp.refus_de_dechiffrer",
            "fr.cp.harcelement_moral_deux_circonstances",
            "fr.cp.harcelement_couple",
            "fr.cp.harcelement_scolaire",
            "fr.cp.harcelement_sexuel_aggrave",
            "fr.cp.menaces_de_mort",
            "fr.cp.menaces_sous_condition",
            "fr.cp.divulgation_dangereuse",
            "fr.cp.hypertrucage_sexuel_en_ligne",
            "fr.cp.images_de_violence",
            "fr.cp.propositions_a_mineur_rencontre",
            "fr.cp.images_de_mineurs",
            "fr.cp.message_accessible_mineur",
            "fr.cp.provocation_terrorisme",
            "fr.presse.provocation_crime",
            "fr.cpi.contrefacon",
            "fr.cpi.marque",
            "fr.cp.prospection_malgre_opposition",
        ],
    ),
    (
        Gate::IdentifyOnly,
        &[
            "fr.conso.pratique_agressive",
            "fr.cp.document_ressemblant",
            "fr.cp.secret_correspondances",
            "fr.cp.usurpation_identite",
            "fr.cp.harcelement_moral",
            "fr.cp.harcelement_moral_aggrave",
            "fr.cp.harcelement_sexuel",
            "fr.cp.messages_malveillants",
            "fr.cp.vie_privee",
            "fr.cp.diffusion_images_intimes",
            "fr.cp.montage",
            "fr.cp.montage_en_ligne",
            "fr.cp.hypertrucage_sexuel",
            "fr.cp.propositions_a_mineur",
            "fr.presse.diffamation_discriminatoire",
            "fr.presse.injure_discriminatoire",
            "fr.presse.provocation_haine",
            "fr.presse.contestation",
            "fr.cp.fausse_alerte",
        ],
    ),
    (
        Gate::Closed,
        &[
            "fr.cp.menaces",
            "fr.presse.diffamation",
            "fr.presse.injure",
            "fr.cp.injure_non_publique",
            "fr.cpce.prospection_sans_accord",
        ],
    ),
];

#[test]
fn the_gate_of_each_offence_follows_its_penalty() {
    let pack = shipped();
    let law = pack.at(day(TODAY));
    for (gate, keys) in BY_NETWORK {
        for key in keys {
            let found = law.gate(RULE, key, true).unwrap();
            assert_eq!(found.gate, gate, "{key}");
            assert_eq!(
                (found.rule.key.as_str(), found.offence.key.as_str()),
                (RULE, *key)
            );
        }
    }
    // Outside a network, what identifies alone is closed, unless the offence is by network of itself.
    let apart = |key: &str| law.gate(RULE, key, false).unwrap().gate;
    assert_eq!(apart("fr.cp.usurpation_identite"), Gate::Closed);
    assert_eq!(apart("fr.cp.messages_malveillants"), Gate::IdentifyOnly);
    assert_eq!(apart("fr.cp.escroquerie"), Gate::Open);
    // Before the article was made, nothing answers.
    let before = pack.at(day("2021-06-01"));
    let early = before.gate(RULE, "fr.cp.escroquerie", true).unwrap_err();
    assert!(matches!(early, Unresolved::TooEarly { .. }), "{early}");
}

/// Letters and figures alone: `ART.L.163-3 1° C.M.F.` and `L. 163-3` then say the same.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect()
}

#[test]
fn each_code_of_the_nomenclature_is_of_the_article_that_is_cited() {
    let pack = shipped();
    let mut seen = 0;
    for entry in pack.offences() {
        for code in &entry.offence.as_ref().unwrap().natinf {
            let line = pack.natinf(*code).unwrap();
            let articles = entry.cites.iter().map(|cite| bare(&cite.article));
            let defined = bare(&line.defined_by);
            assert!(
                articles
                    .into_iter()
                    .any(|article| defined.contains(&article)),
                "{} {code} {line:?}",
                entry.key
            );
            seen += 1;
        }
    }
    assert!(seen > 90, "{seen} codes");
}

fn prison(entry: &faisceau_law::Entry) -> u32 {
    match (entry.value("prison_years"), entry.value("prison_months")) {
        (Some(Value::Years(years)), _) => u32::from(years) * 12,
        (_, Some(Value::Months(months))) => u32::from(months),
        _ => 0,
    }
}

#[test]
fn a_heavier_form_is_punished_more_and_each_limitation_is_computed() {
    let pack = shipped();
    let law = pack.at(day(TODAY));
    let mut offences = 0;
    for entry in pack.offences() {
        let says = entry.offence.as_ref().unwrap();
        offences += 1;
        if let Some(plain) = &says.heavier_than {
            let plain = law.get(plain).unwrap();
            assert!(prison(entry) > prison(plain), "{}", entry.key);
        }
        // A heavier form has the elements of the plain one.
        assert!(
            says.heavier_than.is_some() || says.elements.len() > 1,
            "{}",
            entry.key
        );
        match &says.limitation {
            None => assert_eq!(says.nature, Nature::Administrative, "{}", entry.key),
            Some(limitation) => {
                let facts = day("2026-03-15");
                let end = law.capped_deadline(limitation, facts, facts).unwrap();
                assert!(end.on > facts, "{}", entry.key);
            }
        }
        assert!(entry.confirmed.is_none(), "no jurist read {}", entry.key);
    }
    assert!(offences > 110, "{offences}");
}

fn problem(offence: &str) -> Problem {
    let text = entry(&[("offence", offence)]);
    let mut mistakes = read(&text).unwrap_err();
    assert_eq!(mistakes.len(), 1, "{mistakes:?}");
    mistakes.remove(0).problem
}

#[test]
fn what_an_offence_names_must_be_there() {
    let named = |named: &str| Problem::NamesNothing {
        named: named.to_owned(),
    };
    assert_eq!(
        problem("{ nature = \"delit\", limitation = \"fr.nothing\" }"),
        named("fr.nothing")
    );
    assert_eq!(
        problem("{ nature = \"delit\", heavier_than = \"fr.other\" }"),
        named("fr.other")
    );
    assert_eq!(
        problem("{ nature = \"delit\", natinf = [7875] }"),
        named("NATINF 7875")
    );
    for wrong in [
        "{ nature = \"faute\" }",
        "{ nature = \"delit\", attempt = 1 }",
        "{ nature = \"delit\", natinf = [-1] }",
        "{ nature = \"delit\", elements = \"x\" }",
        "\"delit\"",
    ] {
        let found = problem(wrong);
        assert!(
            matches!(found, Problem::WrongType { .. }),
            "{wrong}: {found}"
        );
    }
    let twice = "[[natinf]]\ncode = 1\nlabel = \"A\"\ndefined_by = \"B\"\nnature = \"C\"\nedition = \"D\"\n".repeat(2);
    let found = Pack::read([("natinf.toml".to_owned(), twice)]).unwrap_err();
    assert!(
        matches!(found[0].problem, Problem::Duplicate { .. }),
        "{found:?}"
    );
}
