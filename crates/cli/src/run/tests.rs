use std::ffi::OsString;

use values::Lang;

use super::{Told, guarded, parse, style_of};
use crate::answer::Exit;
use crate::output::Style;

const STYLE: Style = Style { json: true, lang: Lang::En };

fn words(line: &str) -> Vec<OsString> {
    line.split(' ').map(OsString::from).collect()
}

/// `INTERNAL`: a panic becomes an answer with a reference number and status 4.
#[test]
fn a_panic_is_an_answer() {
    std::panic::set_hook(Box::new(|_| {}));
    let Told::Answer(answer) = guarded(|| panic!("personal data")) else {
        panic!("a panic has an answer to print");
    };
    assert_eq!(answer.told.exit(), Exit::Store);
    let problem = answer.told.listed().next().unwrap();
    assert_eq!(problem.code, "INTERNAL");
    assert_eq!(problem.request_id.as_deref().map(str::len), Some(8));
    assert!(!problem.message_zh.contains("personal"), "{}", problem.message_zh);
}

/// Form and language hold for wrong usage too, wherever they stand.
#[test]
fn style_is_known_before_parsing() {
    let cases = [
        ("xinbao --lang en nonsense --json", true, Some(Lang::En)),
        ("xinbao nonsense --lang=zh", false, Some(Lang::Zh)),
        ("xinbao check uscc -- --json", false, None),
    ];
    for (line, json, lang) in cases {
        let style = style_of(&words(line));
        assert_eq!(style.json, json, "{line}");
        if let Some(lang) = lang {
            assert_eq!(style.lang, lang, "{line}");
        }
    }
}

/// `USAGE`: every kind of wrong usage is status 2 and says what is wrong.
#[test]
fn wrong_usage_is_told() {
    let cases = [
        ("xinbao", "a command is missing"),
        ("xinbao fly", "no command fly"),
        ("xinbao order", "a command is missing"),
        ("xinbao order fly", "no command fly"),
        ("xinbao order show", "<ID> is missing"),
        ("xinbao order list --limit many", "cannot be many"),
        ("xinbao order list --state open", "cannot be open; it is one of draft confirmed declared voided"),
        ("xinbao order list --wings", "no argument --wings"),
        ("xinbao check weight 1", "cannot be weight"),
        ("xinbao check uscc", "is missing"),
        ("xinbao --lang fr doctor", "cannot be fr"),
        ("xinbao --data", "--data <DIR> needs a value"),
    ];
    for (line, expected) in cases {
        let answer = parse(&words(line), STYLE).expect_err(line);
        assert_eq!(answer.told.exit(), Exit::Usage, "{line}");
        let problem = answer.told.listed().next().unwrap();
        assert!(problem.message_en.contains(expected), "{line}: {}", problem.message_en);
    }
}
