//! Every statement of every capability is understood by both databases, on the migrated schema.

use faisceau::capabilities;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;

on_both!(
    every_statement_prepares,
    capabilities::all(),
    async |kit: Kit| {
        let mut prepared = 0;
        for capability in capabilities::all() {
            for statement in capability.statements.into_iter().flatten() {
                let named = format!("{}: {}", capability.name, statement.name);
                kit.world
                    .db
                    .prepare(statement)
                    .await
                    .unwrap_or_else(|e| panic!("{named}: {e}"));
                prepared += 1;
            }
        }
        assert!(prepared > 60, "only {prepared} statements are listed");
    }
);
