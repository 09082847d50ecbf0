//! Finds the tests of a source file and the requirement ids that they name.

/// One test or benchmark that proves one requirement.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Proof {
    /// Such as `CM-NUM-01`.
    pub(crate) id: String,
    /// The file, from the root.
    pub(crate) path: String,
    /// The test's name, or the benchmark's file.
    pub(crate) test: String,
}

/// Every proof in a file; files that hold no tests have none.
pub(crate) fn proofs(path: &str, text: &str) -> Vec<Proof> {
    let found = if path.starts_with("bench/") && path.ends_with(".rs") {
        benchmark(path, text)
    } else if path.ends_with(".rs") {
        rust(text)
    } else if [".test.ts", ".test.tsx", ".spec.ts"].iter().any(|ending| path.ends_with(ending)) {
        typescript(text)
    } else {
        Vec::new()
    };
    let proof = |(id, test)| Proof { id, path: path.to_owned(), test };
    let mut proofs: Vec<Proof> = found.into_iter().map(proof).collect();
    proofs.dedup();
    proofs
}

/// Functions under a `#[test]` attribute of any kind, with the ids of their name and doc comment.
fn rust(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut docs = String::new();
    let mut is_test = false;
    for line in text.lines().map(str::trim) {
        if let Some(doc) = line.strip_prefix("///") {
            docs.push_str(doc);
            docs.push('\n');
        } else if line.starts_with("#[") {
            is_test |= attribute_is_test(line);
        } else if let Some(name) = function_name(line) {
            if is_test {
                let mut named = ids(&docs);
                named.extend(ids(&name.to_uppercase().replace('_', "-")));
                named.sort();
                named.dedup();
                found.extend(named.into_iter().map(|id| (id, name.to_owned())));
            }
            docs.clear();
            is_test = false;
        } else if !line.starts_with("//") {
            docs.clear();
            is_test = false;
        }
    }
    found
}

/// `#[test]`, `#[tokio::test]`, `#[tokio::test(flavor = …)]`; not `#[cfg(test)]`.
fn attribute_is_test(line: &str) -> bool {
    let path: String =
        line[2..].chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':')).collect();
    path.rsplit(':').next() == Some("test")
}

fn function_name(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("pub ").unwrap_or(line);
    let rest = rest.strip_prefix("async ").unwrap_or(rest).strip_prefix("fn ")?;
    rest.split(['(', '<']).next()
}

/// Titles of `it("…")`, `test("…")` and `describe("…")`.
fn typescript(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for line in text.lines().map(str::trim) {
        let Some((call, rest)) = line.split_once('(') else {
            continue;
        };
        if !["it", "test", "describe", "it.each", "test.each"].contains(&call) {
            continue;
        }
        let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`')) else {
            continue;
        };
        let Some(title) = rest[1..].split(quote).next() else {
            continue;
        };
        found.extend(ids(title).into_iter().map(|id| (id, title.to_owned())));
    }
    found
}

fn benchmark(path: &str, text: &str) -> Vec<(String, String)> {
    let docs: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with("//!") || line.starts_with("///"))
        .collect();
    let name = path.trim_end_matches(".rs").rsplit('/').next().unwrap_or(path);
    let mut named = ids(&docs.join("\n"));
    named.sort();
    named.dedup();
    named.into_iter().map(|id| (id, format!("bench {name}"))).collect()
}

/// The requirement ids in a text: a system, a subject and two digits, such as `YW-IMP-07`.
pub(super) fn ids(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for system in ["CM-", "YW-", "TA-"] {
        for (at, _) in text.match_indices(system) {
            if text[..at].ends_with(|c: char| c.is_ascii_alphanumeric()) {
                continue;
            }
            let rest = &text[at + system.len()..];
            let subject = rest.bytes().take_while(u8::is_ascii_uppercase).count();
            let Some(number) = rest[subject..].strip_prefix('-') else {
                continue;
            };
            let digits = number.bytes().take_while(u8::is_ascii_digit).count();
            if subject > 1 && digits == 2 {
                found.push(text[at..at + system.len() + subject + 1 + digits].to_owned());
            }
        }
    }
    found
}
