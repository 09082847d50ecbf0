use super::{scan::proofs, trace};

#[test]
fn every_done_requirement_is_proven() {
    assert_eq!(trace().expect("the list can be read").gaps, Vec::<String>::new());
}

fn check(path: &str, text: &str, expected: &[(&str, &str)]) {
    let found = proofs(path, text);
    let found: Vec<(&str, &str)> =
        found.iter().map(|proof| (proof.id.as_str(), proof.test.as_str())).collect();
    assert_eq!(found, expected, "{path}");
}

#[test]
fn ids_come_from_names_comments_titles_and_benchmarks() {
    check(
        "crates/a/src/b/tests.rs",
        "/// AB-CD-01, CM-NUM-01 and YW-ORD-08.\n#[test]\nfn reads() {}\n\n#[tokio::test]\nasync fn yw_imp_07_cells() {}\n",
        &[("CM-NUM-01", "reads"), ("YW-ORD-08", "reads"), ("YW-IMP-07", "yw_imp_07_cells")],
    );
    check("crates/a/src/lib.rs", "/// CM-NUM-01\npub fn read() {}\n#[cfg(test)]\nmod tests;\n", &[]);
    check("ui/a.test.tsx", "  it(\"CM-UI-02: pages\", () => {\n", &[("CM-UI-02", "CM-UI-02: pages")]);
    check("bench/src/import.rs", "//! CM-PERF-01\n", &[("CM-PERF-01", "bench import")]);
}
