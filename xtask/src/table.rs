//! Rows of Markdown tables, for the documents that are checked. Knows no other Markdown.

/// One row: its line (from 1) and its cells, trimmed; heads and rulers left out.
#[derive(Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// Line in the document.
    pub line: usize,
    /// Cells, in order.
    pub cells: Vec<&'a str>,
}

/// Every body row of every table of a document.
pub fn rows(text: &str) -> Vec<Row<'_>> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let ruler = |l: &str| l.starts_with('|') && l.chars().all(|c| "|-: ".contains(c));
    let head = |n: usize| lines.get(n + 1).is_some_and(|next| ruler(next));
    lines
        .iter()
        .enumerate()
        .filter(|(n, l)| l.starts_with('|') && !ruler(l) && !head(*n))
        .map(|(n, l)| Row {
            line: n + 1,
            cells: cells(l),
        })
        .collect()
}

fn cells(line: &str) -> Vec<&str> {
    let inside = line.strip_prefix('|').unwrap_or(line);
    let inside = inside.strip_suffix('|').unwrap_or(inside);
    let mut cells = Vec::new();
    let (mut start, mut before) = (0, ' ');
    for (at, c) in inside.char_indices() {
        if c == '|' && before != '\\' {
            cells.push(inside[start..at].trim());
            start = at + 1;
        }
        before = c;
    }
    cells.push(inside[start..].trim());
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_and_rulers_are_no_rows() {
        let found = rows("text\n| a | b |\n| --- | :-: |\n| 1 | 2 \\| 3 |\n|4||\n");
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].line, &found[0].cells), (4, &vec!["1", "2 \\| 3"]));
        assert_eq!(found[1].cells, ["4", ""]);
    }
}
