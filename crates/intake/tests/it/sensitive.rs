//! A complaint is sensitive from its filing on, as its questionnaire says; a correction says it anew, and a line of another
//! system by its type.

use crate::operations_amend::corrected;
use crate::operations_import::added;
use crate::operations_kit::{Says, filed_for_a_minor, filed_with_code, stored, victim};
use faisceau_domain::form::Posted;
use faisceau_intake::amend::amend;
use faisceau_intake::capability;
use faisceau_intake::file::Nature;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;

on_both!(
    what_is_filed_says_whether_it_is_sensitive,
    vec![capability()],
    async |kit: Kit| {
        for (form_type, says, sensitive) in [
            ("fake_shop", Says::new(), false),
            (
                "sextortion",
                Says::from([("sext.age_bracket", "adult"), ("sext.kind", "real_images")]),
                true,
            ),
            (
                "sextortion",
                Says::from([("sext.age_bracket", "adult"), ("sext.kind", "mass_email")]),
                false,
            ),
        ] {
            let (filed, _) = filed_with_code(&kit, form_type, &says, Nature::Report).await;
            let complaint = stored(&kit, filed.complaint).await;
            assert_eq!(complaint.sensitive, sensitive, "{form_type}: {says:?}");
        }
        let child = filed_for_a_minor(&kit).await;
        assert!(stored(&kit, child.complaint).await.sensitive);
        for (kind, sensitive) in [("fake_shop", false), ("sextortion", true)] {
            let line = format!(
                r#"{{"id":"{kind}","received_at":"2026-11-01T08:00:00Z",
                    "occurred_at":"2026-10-30T08:00:00Z","kind":"{kind}"}}"#
            );
            let id = added(&kit, &line).await;
            assert_eq!(stored(&kit, id).await.sensitive, sensitive, "{kind}");
        }
    }
);

on_both!(
    a_correction_says_it_anew,
    vec![capability()],
    async |kit: Kit| {
        let says = Says::from([("har.age", "adult"), ("har.kinds", "insults")]);
        let (filed, _) = filed_with_code(&kit, "cyberharassment", &says, Nature::Complaint).await;
        let id = filed.complaint;
        assert!(!stored(&kit, id).await.sensitive);
        let declared = Posted::new([("declare.truth", "yes")]);
        for (kinds, sensitive) in [("intimate", true), ("insults", false)] {
            corrected(&kit, id, "har.kinds", kinds).await;
            amend(&victim(&kit), id, &declared).await.unwrap();
            assert_eq!(stored(&kit, id).await.sensitive, sensitive, "{kinds}");
        }
    }
);
