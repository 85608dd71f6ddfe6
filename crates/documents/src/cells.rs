//! What a cell of a table may hold when the table is opened in a spreadsheet: never the beginning of a
//! formula. Writes no table itself.

/// A cell that no spreadsheet takes for a formula: those that begin like one get an apostrophe.
#[must_use]
pub fn guarded(cell: &str) -> String {
    let risky = |first: char| matches!(first, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n');
    let wide = |first: char| matches!(first, '＝' | '＋' | '－' | '＠');
    match cell.trim_start_matches(' ').chars().next() {
        Some(first) if risky(first) || wide(first) => format!("'{cell}"),
        _ => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_cell_never_begins_as_a_formula_would() {
        for risky in [
            "=1+1",
            "+33639980001",
            "-2",
            "@sum(a1)",
            "\t=1",
            "  =cmd",
            "＝1",
        ] {
            assert!(guarded(risky).starts_with('\''), "{risky}");
        }
        for plain in ["FR76", "0639980001", "a=b", "", "vendeur@exemple.fr"] {
            assert_eq!(guarded(plain), plain);
        }
    }
}
