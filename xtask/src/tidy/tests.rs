use super::{problems, run};
use crate::sources::Source;

#[test]
fn the_house_keeps_its_rules() {
    run().expect("`cargo xtask tidy` finds nothing");
}

#[test]
fn each_rule_finds_its_breach() {
    let check = |path: &str, text: &str, expected: usize| {
        let found = problems(&Source { path: path.to_owned(), text: text.to_owned() });
        assert_eq!(found.len(), expected, "{path}: {found:?}");
    };
    check("crates/a/src/lib.rs", "//! What it is for.\n", 0);
    check("crates/a/src/lib.rs", "use std::fmt;\n", 1);
    check("crates/a/src/a/tests.rs", "use super::a;\n", 0);
    check("crates/a/src/lib.rs", concat!("//! Doc.\nfn a() { to", "do!() }\n"), 1);
    check("migrations/server/1_add.sql", "ALTER TABLE a ADD COLUMN b TEXT; -- drop it later\n", 0);
    check("migrations/desk/2_less.sql", "ALTER TABLE a\n  drop column b;\nDROP TABLE c;\n", 2);
    check("migrations/server/3_other.sql", "ALTER TABLE a RENAME TO b;\nCREATE TABLE dropped (a TEXT);\n", 1);
    check("docs/a.md", concat!("see /ro", "ot/notes\n"), 1);
    check("docs/a.md", "one line\r\n", 1);
    check("ui/package-lock.json", concat!("\"resolved\": \"ht", "tps://example.com/a.tgz\"\n"), 1);
}
