//! The classifications of a complaint: stored at filing with the version of each scheme, shown to
//! staff and programs, and never where they would tell an answer that is closed to the reader.

use crate::operations_import::added;
use crate::operations_kit::{Says, filed_with_code, officer, stored};
use crate::panels::{panel, panels};
use crate::space_browser::Browser;
use faisceau_domain::form::GivenCode;
use faisceau_domain::id::ComplaintId;
use faisceau_intake::capability;
use faisceau_intake::file::Nature;
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, plain};
use serde_json::Value;

async fn codes(kit: &Kit, id: ComplaintId, scheme: &str) -> Vec<GivenCode> {
    let complaint = stored(kit, id).await;
    let own = complaint.codes.into_iter();
    own.filter(|code| code.scheme == scheme).collect()
}

async fn seen_by_programs(browser: &mut Browser, id: ComplaintId) -> Vec<Value> {
    let seen = browser.get(&format!("/api/v1/complaints/{}", id.0)).await;
    let complaint: Value = serde_json::from_str(&seen.body).unwrap();
    complaint["codes"].as_array().unwrap().clone()
}

on_both!(
    a_complaint_is_stored_with_its_codes_and_their_versions,
    vec![capability()],
    async |kit: Kit| {
        let says = Says::from([("shop.outcome", "counterfeit")]);
        let (filed, _) = filed_with_code(&kit, "fake_shop", &says, Nature::Complaint).await;
        let id = filed.complaint;
        let iccs = codes(&kit, id, "iccs").await;
        let told: Vec<(&str, &str)> = iccs
            .iter()
            .map(|code| (code.code.as_str(), code.because.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("0701", "type"),
                ("Cy", "type"),
                ("07022", "shop.outcome=counterfeit")
            ]
        );
        assert!(iccs.iter().all(|code| code.version == "1.0"));

        let officer = officer(&kit).await;
        let all = panels(&kit, &officer, id, |_| true).await;
        let facts = plain(panel(&all, "faits"));
        for shown in [
            "Classement",
            "0701 : Escroquerie et fraude",
            "version 4.2.0",
            "content/fraud/shopping",
            "07022 : Contrefaçon de produits (code à vérifier)",
        ] {
            assert!(facts.contains(shown), "{shown}: {facts}");
        }

        let mut browser = Browser::new(&kit, &[capability()]);
        browser.sign_in("lefort", "intake").await;
        let seen = seen_by_programs(&mut browser, id).await;
        assert_eq!(seen.len(), stored(&kit, id).await.codes.len());
        let counterfeit = seen.iter().find(|code| code["code"] == "07022").unwrap();
        assert_eq!(counterfeit["scheme"], "iccs");
        assert_eq!(counterfeit["version"], "1.0");
        assert_eq!(counterfeit["confirmed"], false);
        assert_eq!(counterfeit["label"], "Contrefaçon de produits");
    }
);

on_both!(
    a_code_never_tells_an_answer_that_is_guarded,
    vec![capability()],
    async |kit: Kit| {
        let says = Says::from([("sext.age_bracket", "15_17")]);
        let (filed, _) = filed_with_code(&kit, "sextortion", &says, Nature::Report).await;
        let id = filed.complaint;
        let iccs = codes(&kit, id, "iccs").await;
        assert!(iccs.iter().any(|code| code.code == "03022"), "it is stored");
        let officer = officer(&kit).await;
        let all = panels(&kit, &officer, id, |_| true).await;
        assert!(!panel(&all, "faits").contains("03022"));
        assert!(panel(&all, "recit").contains("03022"), "beside the age");
        let mut browser = Browser::new(&kit, &[capability()]);
        browser.sign_in("lefort", "intake").await;
        let seen = seen_by_programs(&mut browser, id).await;
        assert!(seen.iter().any(|code| code["code"] == "02051"));
        assert!(seen.iter().all(|code| code["code"] != "03022"));
    }
);

on_both!(
    an_imported_line_has_the_codes_of_its_type,
    vec![capability()],
    async |kit: Kit| {
        let line = r#"{"id":"a1","received_at":"2026-11-01T08:00:00Z",
            "occurred_at":"2026-10-30T08:00:00Z","kind":"fake_shop"}"#;
        let id = added(&kit, line).await;
        let scams = codes(&kit, id, "fr_scams").await;
        assert_eq!(scams.len(), 1);
        assert_eq!(scams[0].code, "faux-site-de-vente");
    }
);
