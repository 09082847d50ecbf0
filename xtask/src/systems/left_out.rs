//! What does not run under wine, by name and with its reason.

use crate::sources;

/// Tests that wine cannot run, although Windows could, and why.
pub(super) const UNDER_WINE: &[(&str, &str)] = &[];

/// Marks by which a test says that it is for another system than Windows.
const MARKS: &[&str] = &["#[cfg(unix)]", "#[cfg(target_os = \"linux\")]"];

/// Says what was left out. Nothing is skipped in silence.
pub(super) fn tell() -> anyhow::Result<()> {
    for (test, why) in UNDER_WINE {
        eprintln!("! not under wine: {test}: {why}");
    }
    for source in sources::all()?.iter().filter(|source| source.path.ends_with(".rs")) {
        for test in marked(&source.text) {
            eprintln!("! not for Windows by its own mark: {test} ({})", source.path);
        }
    }
    eprintln!("! not under wine: the real window (tests/tests/window.rs): it needs WebView2");
    eprintln!(
        "! not under wine: the long proofs (tests/tests/proofs): they send signals and count memory as Linux does"
    );
    Ok(())
}

/// The tests, and the modules with tests, under one of the marks.
fn marked(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut is_marked, mut is_test) = (false, false);
    for line in text.lines().map(str::trim) {
        if line.starts_with("#[") {
            is_marked |= MARKS.contains(&line);
            is_test |= line.starts_with("#[test]") || line.starts_with("#[tokio::test");
            continue;
        }
        if line.starts_with("//") {
            continue;
        }
        let words = line.trim_start_matches("pub(crate) ").trim_start_matches("async ");
        let name = |begin| Some(words.strip_prefix(begin)?.split(['(', ';', '<', ' ']).next().unwrap_or(""));
        let test = name("fn ").filter(|_| is_test).or_else(|| name("mod "));
        found.extend(test.filter(|_| is_marked));
        (is_marked, is_test) = (false, false);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn marked_tests_and_modules_are_found_by_name() {
        let text = "#[cfg(unix)]\nuse a::b;\n#[cfg(unix)]\n/// Why.\n#[tokio::test]\nasync fn one() {}\n#[test]\nfn two() {}\n\
                    #[cfg(target_os = \"linux\")]\nmod three;\n#[cfg(unix)]\nfn helper() {}\n";
        assert_eq!(marked(text), ["one", "three"]);
    }
}
