//! The page of a series under its filter: table, graph, figures and list say the same; what a
//! reader may not see is counted and never shown; what is taken out is what is on the screen.

use crate::desk::{Desk, purpose_of, sign_in, the_series};
use crate::store;
use crate::world::{Filed, linked};
use axum::http::StatusCode;
use faisceau_domain::access::{Purpose, Role};
use faisceau_identifiers::{Kind, Role as Said};
use faisceau_platform::testkit::{Kit, plain};
use faisceau_platform::{binds, on_both};
use uuid::Uuid;

/// What a test says of a complaint besides its identifiers.
async fn tells(kit: &Kit, filed: &Filed, loss: Option<(i64, &str)>, answers: &str, channel: &str) {
    let mut tx = kit.world.db.write().await.unwrap();
    let (minor, currency) = loss
        .map(|(minor, currency)| (minor, currency.to_owned()))
        .unzip();
    let row = binds![filed.id, answers, channel, minor, currency];
    tx.execute(&store::TELL, row).await.unwrap();
    tx.commit().await.unwrap();
}

fn of_area(code: &str) -> String {
    format!(
        "{{\"v\":1,\"form\":{{\"code\":\"x\",\"version\":1,\"hash\":\"\"}},\"answers\":{{\"facts.place_victim\":\
         {{\"state\":\"value\",\"value\":{{\"type\":\"place\",\"is\":{{\"name\":\"X\",\"code\":\"{code}\"}}}}}}}}}}"
    )
}

/// Five complaints in one series: one address in all, a phone in two, Lille and Brest.
async fn a_series(kit: &Kit) -> Vec<Filed> {
    let both = ["vendeur", "complice"];
    let world: Vec<Filed> = vec![
        Filed::with_emails(1, &both).in_unit("lille"),
        Filed::with_emails(2, &both).in_unit("brest").and(
            Kind::Phone,
            "+33639980001",
            Said::Offender,
        ),
        Filed::with_emails(3, &both).in_unit("brest").and(
            Kind::Phone,
            "+33639980001",
            Said::Offender,
        ),
        Filed::with_emails(10, &["vendeur"]).in_unit("lille"),
        Filed::with_emails(11, &["vendeur"]).in_unit("lille"),
    ];
    linked(kit, &world).await;
    let told = [
        (Some((12_000, "EUR")), of_area("59350")),
        (Some((300_000, "EUR")), of_area("29019")),
        (None, of_area("29019")),
        (Some((900, "USD")), of_area("97411")),
        (Some((4_000, "EUR")), "{}".to_owned()),
    ];
    for (filed, (loss, answers)) in world.iter().zip(told) {
        tells(kit, filed, loss, &answers, "web").await;
    }
    world
}

/// The references of the complaints drawn, in the first drawing.
fn drawn(body: &str, world: &[Filed]) -> Vec<usize> {
    let graph = body.split("id=\"gw-title\"").nth(1).unwrap_or_default();
    let graph = graph.split("</svg>").next().unwrap_or_default();
    let named = |filed: &Filed| graph.contains(&format!("c-{}", filed.id));
    (0..world.len()).filter(|at| named(&world[*at])).collect()
}

fn listed(body: &str, world: &[Filed]) -> Vec<usize> {
    let linked = |filed: &Filed| body.contains(&format!("href=\"/dossier/{}", filed.id));
    (0..world.len()).filter(|at| linked(&world[*at])).collect()
}

on_both!(
    one_filter_drives_the_table_the_graph_the_figures_and_the_list,
    crate::capabilities(),
    async |kit: Kit| {
        let world = a_series(&kit).await;
        let desk = Desk::of(&kit);
        let (id, _) = the_series(&kit).await;
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        for (query, expected, counted) in [
            ("", vec![0, 1, 2, 3, 4], "5 plaintes regardées sur 5"),
            ("?du=2026-03-05", vec![3, 4], "2 plaintes regardées sur 5"),
            ("?au=2026-03-03", vec![0, 1], "2 plaintes regardées sur 5"),
            ("?perte=100", vec![0, 1], "2 plaintes regardées sur 5"),
            ("?dep=29", vec![1, 2], "2 plaintes regardées sur 5"),
            ("?dep=974", vec![3], "1 plainte regardée sur 5"),
            ("?dep=%3F", vec![4], "1 plainte regardée sur 5"),
            ("?genre=phone", vec![1, 2], "2 plaintes regardées sur 5"),
            ("?genre=phone&dep=59", vec![], "0 plainte regardée sur 5"),
        ] {
            let seen = desk.get(&analyst, &format!("/series/{id}{query}")).await;
            assert_eq!(seen.status, StatusCode::OK, "{query}");
            assert_eq!(drawn(&seen.body, &world), expected, "{query}");
            assert_eq!(listed(&seen.body, &world), expected, "{query}");
            assert!(plain(&seen.body).contains(counted), "{query}");
            let table = seen.body.split("id=\"evidence\"").nth(1).unwrap();
            let table = table.split("id=\"graphe\"").next().unwrap();
            assert_eq!(
                table.contains("vendeur@exemple"),
                query != "?genre=phone" && !expected.is_empty(),
                "{query}"
            );
        }
        let seen = desk.get(&analyst, &format!("/series/{id}")).await;
        let text = plain(&seen.body);
        assert!(text.contains("3 plaintes sur 5 disent une perte"), "{text}");
        assert!(
            text.contains("Pertes déclarées, en EUR") && text.contains("Pertes déclarées, en USD")
        );
        assert!(text.contains("Département 29 : 2 plaintes"), "{text}");
        assert!(seen.body.find("id=\"evidence\"").unwrap() < seen.body.find("<svg").unwrap());
    }
);

on_both!(
    a_wrong_filter_is_named_and_leaves_the_rest,
    crate::capabilities(),
    async |kit: Kit| {
        a_series(&kit).await;
        let desk = Desk::of(&kit);
        let (id, _) = the_series(&kit).await;
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let path = format!("/series/{id}?perte=beaucoup&du=hier&genre=x&dep=%3Cscript%3E");
        let seen = desk.get(&analyst, &path).await;
        assert_eq!(seen.status, StatusCode::OK);
        for said in [
            "Indiquez une somme, comme 500",
            "Indiquez une date qui existe",
            "Choisissez un genre d’identifiant",
            "Indiquez le code d’un département",
        ] {
            assert!(plain(&seen.body).contains(said), "{said}");
        }
        assert!(!seen.body.contains("<script>"));
        assert!(plain(&seen.body).contains("5 plaintes regardées sur 5"));
    }
);

on_both!(
    complaints_of_other_units_are_counted_and_never_drawn_nor_taken_out,
    crate::capabilities(),
    async |kit: Kit| {
        let world = a_series(&kit).await;
        let desk = Desk::of(&kit);
        let (id, _) = the_series(&kit).await;
        let lille = sign_in(&kit, Role::Investigator, Purpose::Inquiry, "lille").await;
        let seen = desk.get(&lille, &format!("/series/{id}")).await;
        assert_eq!(drawn(&seen.body, &world), [0, 3, 4]);
        assert_eq!(listed(&seen.body, &world), [0, 3, 4]);
        let text = plain(&seen.body);
        assert!(text.contains("2 plaintes que vos droits n’ouvrent pas ne sont pas dessinées"));
        assert!(text.contains("2 plaintes sont comptées dans les chiffres sans être montrées"));
        for hidden in [&world[1], &world[2]] {
            assert!(!seen.body.contains(&hidden.id.to_string()));
            assert!(!seen.body.contains(&hidden.id.simple().to_string()));
        }
        // The phone is said by complaints of Brest only: masked in the table and in the graph.
        assert!(!seen.body.contains("39 98 00 01") && !seen.body.contains("639980001"));
        for format in ["csv", "graphml"] {
            let form = format!("format={format}&raison=procedure+2026-12");
            let taken = desk
                .post(&lille, &format!("/series/{id}/export"), &form, true)
                .await;
            assert_eq!(taken.status, StatusCode::OK, "{format}");
            assert!(
                taken
                    .body
                    .contains(&format!("FSC-{}", world[0].id.simple()))
            );
            for hidden in [&world[1], &world[2]] {
                assert!(
                    !taken.body.contains(&hidden.id.simple().to_string()),
                    "{format}"
                );
                assert!(!taken.body.contains(&hidden.id.to_string()), "{format}");
            }
            assert!(!taken.body.contains("39 98 00 01") && !taken.body.contains("639980001"));
        }
    }
);

on_both!(
    an_export_is_what_the_filter_shows_with_its_reason_in_the_journal,
    crate::capabilities(),
    async |kit: Kit| {
        let world = a_series(&kit).await;
        let desk = Desk::of(&kit);
        let (id, _) = the_series(&kit).await;
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let path = format!("/series/{id}/export");
        let form = "format=csv&raison=procedure+2026-12&genre=phone";
        let taken = desk.post(&analyst, &path, form, true).await;
        assert!(taken.kind.starts_with("text/csv"), "{}", taken.kind);
        let lines: Vec<&str> = taken.body.lines().collect();
        assert_eq!(lines.len(), 3, "{}", taken.body);
        assert!(lines[1].contains(&world[1].id.simple().to_string()));
        let phone = lines[1].split(',').nth(9).unwrap();
        assert!(phone.starts_with("'+33"), "a number is no formula: {phone}");
        let form = "format=graphml&raison=procedure+2026-12";
        let taken = desk.post(&analyst, &path, form, true).await;
        assert_eq!(taken.body.matches("<node ").count(), 5 + 3);
        assert_eq!(taken.body.matches("<edge ").count(), 5 + 3 + 2);
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx
            .all(&store::REASONS, binds!["series.exported"])
            .await
            .unwrap();
        assert_eq!(rows.len(), 2);
        for row in rows {
            assert_eq!(row.get::<String>("reason").unwrap(), "procedure 2026-12");
            assert_eq!(row.get::<Option<Uuid>>("subject").unwrap(), Some(id));
            assert!(!row.get::<String>("detail").unwrap().contains("vendeur"));
        }
    }
);

on_both!(
    an_export_is_refused_without_reason_format_token_or_right,
    crate::capabilities(),
    async |kit: Kit| {
        a_series(&kit).await;
        let desk = Desk::of(&kit);
        let (id, _) = the_series(&kit).await;
        let path = format!("/series/{id}/export");
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let good = "format=csv&raison=procedure+2026-12";
        for (form, token, status) in [
            ("format=csv", true, StatusCode::UNPROCESSABLE_ENTITY),
            (
                "format=csv&raison=+a+",
                true,
                StatusCode::UNPROCESSABLE_ENTITY,
            ),
            ("format=exe&raison=procedure", true, StatusCode::BAD_REQUEST),
            (
                "format=csv&raison=procedure&du=x",
                true,
                StatusCode::UNPROCESSABLE_ENTITY,
            ),
            (good, false, StatusCode::FORBIDDEN),
        ] {
            let seen = desk.post(&analyst, &path, form, token).await;
            assert_eq!(seen.status, status, "{form}: {}", seen.body);
        }
        let never = format!("/series/{}/export", Uuid::from_u128(7));
        let seen = desk.post(&analyst, &never, good, true).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND);
        for (role, unit, status) in [
            (Role::Officer, "lille", StatusCode::FORBIDDEN),
            (Role::Investigator, "lille", StatusCode::OK),
            (Role::Investigator, "nice", StatusCode::NOT_FOUND),
            (Role::Prosecutor, "lille", StatusCode::OK),
            (Role::Auditor, "lille", StatusCode::FORBIDDEN),
            (Role::Administrator, "lille", StatusCode::FORBIDDEN),
        ] {
            let person = sign_in(&kit, role, purpose_of(role), unit).await;
            let seen = desk.post(&person, &path, good, true).await;
            assert_eq!(seen.status, status, "{role:?} {unit}");
        }
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx
            .all(&store::REASONS, binds!["series.exported"])
            .await
            .unwrap();
        assert_eq!(rows.len(), 2, "a refusal leaves no export in the journal");
    }
);

on_both!(
    the_evidence_is_sorted_by_links,
    crate::capabilities(),
    async |kit: Kit| {
        a_series(&kit).await;
        let desk = Desk::of(&kit);
        let (id, _) = the_series(&kit).await;
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let order = async |query: &str| {
            let seen = desk.get(&analyst, &format!("/series/{id}{query}")).await;
            let table = seen
                .body
                .split("id=\"evidence\"")
                .nth(1)
                .unwrap()
                .to_owned();
            let table = table.split("</table>").next().unwrap().to_owned();
            assert!(table.contains("aria-sort="), "{query}");
            let place = |what: &str| table.find(what).unwrap();
            place("complice@exemple") < place("vendeur@exemple")
        };
        assert!(order("?tri=plaintes").await);
        assert!(!order("?tri=-plaintes").await);
        assert!(order("?tri=valeur").await);
        assert!(!order("?tri=-valeur").await);
        order("?tri=%22%3E").await;
    }
);

on_both!(
    a_node_leads_to_its_neighbours_and_to_its_page,
    crate::capabilities(),
    async |kit: Kit| {
        let world = a_series(&kit).await;
        let desk = Desk::of(&kit);
        let (id, _) = the_series(&kit).await;
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let phone = kit.world.value_ids.of("phone", "+33639980001");
        let seen = desk
            .get(&analyst, &format!("/series/{id}?voisins=v-{phone}"))
            .await;
        assert_eq!(drawn(&seen.body, &world), [1, 2]);
        assert!(seen.body.contains(&format!("/pivots/{phone}")));
        let path = format!("/series/{id}?voisins=c-{}", world[3].id);
        let seen = desk.get(&analyst, &path).await;
        assert_eq!(drawn(&seen.body, &world), [0, 1, 2, 3, 4]);
        assert!(plain(&seen.body).contains("Revenir au graphe entier"));
        for nonsense in [
            "x",
            "v-1",
            "c-%00",
            "v-00000000-0000-0000-0000-000000000000",
        ] {
            let seen = desk
                .get(
                    &analyst,
                    &format!("/series/{id}?voisins={nonsense}&tranche=9"),
                )
                .await;
            assert_eq!(seen.status, StatusCode::OK);
            assert_eq!(drawn(&seen.body, &world).len(), 5, "{nonsense}");
        }
    }
);

on_both!(
    texts_are_compared_when_asked_for_by_those_who_may_read_them,
    crate::capabilities(),
    async |kit: Kit| {
        let world = a_series(&kit).await;
        let script = "Votre colis est en attente, réglez les frais de 1,99 euros sur le site";
        for (at, fee) in [(0, "1,99"), (1, "2,49"), (3, "1,99")] {
            let picture = format!("{:02x}", at).repeat(32);
            let text = script.replace("1,99", fee);
            let line = format!("{{\"text\":\"{text} <b>\",\"image\":\"{picture}\"}}");
            tells(&kit, &world[at], None, &line, "import").await;
        }
        let desk = Desk::of(&kit);
        let (id, _) = the_series(&kit).await;
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let seen = desk.get(&analyst, &format!("/series/{id}")).await;
        assert!(
            !seen.body.contains("Votre colis"),
            "nothing is read unasked"
        );
        let asked = format!("/series/{id}?textes=1");
        let seen = desk.get(&analyst, &asked).await;
        assert!(
            seen.body.contains("<del>") && seen.body.contains("<ins>"),
            "{}",
            seen.body
        );
        assert!(plain(&seen.body).contains("3 textes presque semblables"));
        assert!(!seen.body.contains("<b>"));
        assert!(plain(&seen.body).contains("Images des pièces, côte à côte"));
        assert!(!seen.body.contains("<img"));
        // Brest's text is not for Lille.
        let lille = sign_in(&kit, Role::Investigator, Purpose::Inquiry, "lille").await;
        let seen = desk.get(&lille, &asked).await;
        assert!(plain(&seen.body).contains("2 textes presque semblables"));
        assert!(!seen.body.contains("2,49"));
    }
);

on_both!(
    two_series_are_compared_by_what_they_share,
    crate::capabilities(),
    async |kit: Kit| {
        let pair = |n: u32, mail: &str| {
            [n, n + 1].map(|n| {
                Filed::with_emails(n, &[mail, &format!("{mail}-bis"), "abuse"]).in_unit("lille")
            })
        };
        linked(&kit, &pair(1, "a")).await;
        linked(&kit, &pair(2_000, "b").map(|filed| filed.in_unit("brest"))).await;
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx.all(&store::SERIES, binds![]).await.unwrap();
        let named = |at: usize| -> (Uuid, String) {
            (
                rows[at].get("id").unwrap(),
                rows[at].get("reference").unwrap(),
            )
        };
        let ((one, reference), (other, _)) = (named(0), named(1));
        let desk = Desk::of(&kit);
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let path = format!("/series/compare?a={reference}&b={other}");
        let seen = desk.get(&analyst, &path).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
        let text = plain(&seen.body);
        assert!(
            seen.body.contains("id=\"sides\"") && text.contains("ne réunissent pas"),
            "{text}"
        );
        assert!(seen.body.contains("abuse@exemple[.]fr") && !seen.body.contains("a-bis@"));
        assert!(text.contains("Jours en commun"));
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx
            .all(&store::REASONS, binds!["series.read"])
            .await
            .unwrap();
        let read: Vec<Option<Uuid>> = rows.iter().map(|row| row.get("subject").unwrap()).collect();
        assert!(read.contains(&Some(one)) && read.contains(&Some(other)));

        // Whoever may not open one of them does not learn that it exists.
        let lille = sign_in(&kit, Role::Investigator, Purpose::Inquiry, "lille").await;
        let seen = desk.get(&lille, &path).await;
        let unknown = "Aucune série que vos droits ouvrent ne porte cette référence";
        assert!(plain(&seen.body).contains(unknown) && !seen.body.contains("id=\"sides\""));
        let never = format!("/series/compare?a={reference}&b={}", Uuid::from_u128(7));
        let seen_never = desk.get(&lille, &never).await;
        assert!(plain(&seen_never.body).contains(unknown));
        let same = format!("/series/compare?a={one}&b={one}");
        let seen = desk.get(&analyst, &same).await;
        assert!(plain(&seen.body).contains("Choisissez deux séries différentes"));
        assert_eq!(desk.stranger(&path).await.status, StatusCode::SEE_OTHER);
        let auditor = sign_in(&kit, Role::Auditor, Purpose::Audit, "lille").await;
        assert_eq!(
            desk.get(&auditor, &path).await.status,
            StatusCode::FORBIDDEN
        );
    }
);
