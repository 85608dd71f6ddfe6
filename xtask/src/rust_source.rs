//! Rust text split into code, comments and literals, enough for house rules to look at the right
//! part. Not a parser: it knows where a string ends, not what it means.

/// One Rust file. `code` and `bare` have the same length and the same lines as `raw`.
#[derive(Debug)]
pub struct Source {
    /// The text as written.
    pub raw: String,
    /// Comments and the insides of literals blanked.
    pub code: String,
    /// Only comments blanked.
    pub bare: String,
    /// Every string literal, in order.
    pub literals: Vec<Literal>,
}

/// One string literal.
#[derive(Debug, PartialEq, Eq)]
pub struct Literal {
    /// Byte at which the literal opens.
    pub at: usize,
    /// What stands between the quotes, line continuations joined, other escapes as written.
    pub text: String,
}

/// One function: its name, its first byte, and its lines of code.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    /// Name after `fn`.
    pub name: String,
    /// Byte of the keyword.
    pub at: usize,
    /// Lines that hold code, from the keyword to the closing brace. Comments, blank lines and lines
    /// of data (one text literal alone) are not counted: a limit must never reward deleting a
    /// reason, nor packing a table.
    pub lines: usize,
}

impl Source {
    /// Splits a text; never fails, an unclosed literal runs to the end.
    pub fn parse(raw: &str) -> Source {
        let mut split = Split {
            raw: raw.as_bytes(),
            code: raw.as_bytes().to_vec(),
            bare: raw.as_bytes().to_vec(),
            literals: Vec::new(),
        };
        split.walk();
        let text = |bytes| String::from_utf8(bytes).expect("whole characters were blanked");
        Source {
            code: text(split.code),
            bare: text(split.bare),
            literals: split.literals,
            raw: raw.to_owned(),
        }
    }

    /// Every function that has a body.
    pub fn functions(&self) -> Vec<Function> {
        let mut found = Vec::new();
        for (at, _) in self.code.match_indices("fn ") {
            let before = self.code[..at].chars().next_back();
            let name: String = self.code[at + 3..]
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_') || name.is_empty() {
                continue;
            }
            if let Some(end) = self.body_end(at) {
                let lines = self.code[at..end].lines().filter(|l| counts(l)).count();
                found.push(Function { name, at, lines });
            }
        }
        found
    }

    /// The byte ranges of inline `#[cfg(test)]` modules.
    pub fn test_modules(&self) -> Vec<std::ops::Range<usize>> {
        self.code
            .match_indices("#[cfg(test)]")
            .filter_map(|(at, found)| {
                let end = self.body_end(at + found.len())?;
                Some(at..end)
            })
            .collect()
    }

    /// The end of the first `{…}` opened after `from` outside brackets; nothing when a `;` comes
    /// first (a declaration).
    fn body_end(&self, from: usize) -> Option<usize> {
        let (mut nested, mut braces) = (0_usize, 0_usize);
        for (at, byte) in self.code.bytes().enumerate().skip(from) {
            match byte {
                b'(' | b'[' if braces == 0 => nested += 1,
                b')' | b']' if braces == 0 => nested = nested.saturating_sub(1),
                b';' if braces == 0 && nested == 0 => return None,
                b'{' if nested == 0 => braces += 1,
                b'}' if braces == 1 => return Some(at + 1),
                b'}' => braces = braces.saturating_sub(1),
                _ => {}
            }
        }
        None
    }
}

/// Whether a line, its comments and texts blanked, holds code.
fn counts(line: &str) -> bool {
    let line = line.trim().trim_end_matches(',');
    let only_text = line.len() > 1 && line.starts_with('"') && line[1..].trim_start() == "\"";
    !line.is_empty() && !only_text
}

struct Split<'a> {
    raw: &'a [u8],
    code: Vec<u8>,
    bare: Vec<u8>,
    literals: Vec<Literal>,
}

impl Split<'_> {
    fn walk(&mut self) {
        let mut at = 0;
        while at < self.raw.len() {
            at = match self.raw[at] {
                b'/' if self.next_is(at, b'/') => self.line_comment(at),
                b'/' if self.next_is(at, b'*') => self.block_comment(at),
                b'"' => self.string(at),
                b'r' if !self.word_before(at) && self.raw_hashes(at).is_some() => {
                    self.raw_string(at)
                }
                b'b' | b'c' if !self.word_before(at) && self.raw.get(at + 1) == Some(&b'r') => {
                    at + 1
                }
                b'\'' => self.quote(at),
                _ => at + 1,
            };
        }
    }

    fn next_is(&self, at: usize, byte: u8) -> bool {
        self.raw.get(at + 1) == Some(&byte)
    }

    /// Whether an identifier runs into `at`; a lone `b` or `c` is a literal's prefix.
    fn word_before(&self, at: usize) -> bool {
        let word = |i: usize| self.raw[i].is_ascii_alphanumeric() || self.raw[i] == b'_';
        let prefix = |i: usize| matches!(self.raw[i], b'b' | b'c') && (i == 0 || !word(i - 1));
        at > 0 && word(at - 1) && !prefix(at - 1)
    }

    fn blank(&mut self, from: usize, to: usize, comment: bool) {
        for i in from..to.min(self.raw.len()) {
            if self.raw[i] != b'\n' {
                self.code[i] = b' ';
                if comment {
                    self.bare[i] = b' ';
                }
            }
        }
    }

    fn line_comment(&mut self, at: usize) -> usize {
        let end = self.raw[at..]
            .iter()
            .position(|b| *b == b'\n')
            .map_or(self.raw.len(), |n| at + n);
        self.blank(at, end, true);
        end
    }

    fn block_comment(&mut self, at: usize) -> usize {
        let (mut depth, mut end) = (0_usize, at);
        while end < self.raw.len() {
            match &self.raw[end..(end + 2).min(self.raw.len())] {
                b"/*" => (depth, end) = (depth + 1, end + 2),
                b"*/" => (depth, end) = (depth - 1, end + 2),
                _ => end += 1,
            }
            if depth == 0 {
                break;
            }
        }
        self.blank(at, end, true);
        end
    }

    fn string(&mut self, at: usize) -> usize {
        let mut end = at + 1;
        while end < self.raw.len() && self.raw[end] != b'"' {
            end += if self.raw[end] == b'\\' { 2 } else { 1 };
        }
        self.keep(at, at + 1, end.min(self.raw.len()));
        end + 1
    }

    fn raw_hashes(&self, at: usize) -> Option<usize> {
        let hashes = self.raw[at + 1..]
            .iter()
            .take_while(|b| **b == b'#')
            .count();
        (self.raw.get(at + 1 + hashes) == Some(&b'"')).then_some(hashes)
    }

    fn raw_string(&mut self, at: usize) -> usize {
        let hashes = self
            .raw_hashes(at)
            .expect("the caller saw the opening quote");
        let start = at + hashes + 2;
        let mut close = vec![b'"'];
        close.resize(hashes + 1, b'#');
        let end = self.raw[start..]
            .windows(close.len())
            .position(|w| w == close)
            .map_or(self.raw.len(), |n| start + n);
        self.keep(at, start, end);
        end + close.len()
    }

    fn keep(&mut self, at: usize, from: usize, to: usize) {
        let text = String::from_utf8_lossy(&self.raw[from..to]);
        let joined = text.split("\\\n").enumerate().map(|(n, part)| match n {
            0 => part,
            _ => part.trim_start(),
        });
        let text = joined.collect();
        self.literals.push(Literal { at, text });
        self.blank(from, to, false);
    }

    /// A character literal or a lifetime.
    fn quote(&mut self, at: usize) -> usize {
        let rest = &self.raw[at + 1..];
        let width = match rest.first() {
            Some(b'\\') => rest.iter().skip(2).position(|b| *b == b'\'').map(|n| n + 2),
            Some(first) => {
                let char_bytes = match first {
                    0xF0.. => 4,
                    0xE0.. => 3,
                    0xC0.. => 2,
                    _ => 1,
                };
                (rest.get(char_bytes) == Some(&b'\'')).then_some(char_bytes)
            }
            None => None,
        };
        let Some(width) = width else { return at + 1 };
        self.blank(at + 1, at + 1 + width, false);
        at + width + 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        Source::parse(source)
            .literals
            .into_iter()
            .map(|l| l.text)
            .collect()
    }

    #[test]
    fn strings_of_every_kind_are_found() {
        let source =
            r####"f("a\"b", r"c\", r#"d"e"#, b"f", br##"g"#h"##, c"i", 'x', '"', '\'', "j")"####;
        assert_eq!(
            texts(source),
            ["a\\\"b", "c\\", "d\"e", "f", "g\"#h", "i", "j"]
        );
    }

    #[test]
    fn continued_lines_are_joined() {
        assert_eq!(texts("\"select a \\\n   from b\""), ["select a from b"]);
    }

    #[test]
    fn lifetimes_and_names_ending_in_r_are_code() {
        let source = "fn f<'a>(bar: &'a str) -> &'a str { for r in bar { } \"é\" }";
        assert_eq!(texts(source), ["é"]);
        assert!(Source::parse(source).code.contains("&'a str"));
    }

    #[test]
    fn comments_are_blank_and_nest() {
        let source = Source::parse("a /* b /* c */ \"d\" */ e // f \"g\"\nh");
        assert_eq!(
            source.bare.split_whitespace().collect::<Vec<_>>(),
            ["a", "e", "h"]
        );
        assert!(source.literals.is_empty());
    }

    #[test]
    fn functions_count_lines_of_code_only() {
        let source = Source::parse(
            "trait T { fn declared(&self) -> [u8; 4]; }\nfn long(\n a: u8,\n) {\n\n // why\n b(\"}\");\n}\n",
        );
        let found = source.functions();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].name.as_str(), found[0].lines), ("long", 5));
    }

    #[test]
    fn tables_of_texts_are_not_code() {
        let source = Source::parse("fn f() {\n g(&[\n \"a\",\n \"b\",\n ], r#\"x\ny\nz\"#);\n}\n");
        assert_eq!(source.functions()[0].lines, 5);
    }

    #[test]
    fn test_modules_are_delimited() {
        let source = Source::parse("fn a() {}\n#[cfg(test)]\nmod tests { fn b() {} }\nfn c() {}");
        let ranges = source.test_modules();
        assert_eq!(ranges.len(), 1);
        assert!(source.raw[ranges[0].clone()].ends_with("fn b() {} }"));
    }
}
