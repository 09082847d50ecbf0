use proptest::prelude::*;

use super::*;
use crate::testing::check;

/// Every function with its name.
type Normal = fn(&str) -> Cow<'_, str>;
const ALL: [(&str, Normal); 6] = [
    ("line", line),
    ("multiline", multiline),
    ("code_like", code_like),
    ("email_like", email_like),
    ("month_like", month_like),
    ("person", person),
];

#[test]
fn cm_text_01_lines_lose_what_cannot_be_seen() {
    check(
        |text| line(text).into_owned(),
        &[
            ("塑料玩具", "塑料玩具"),
            ("", ""),
            ("   ", ""),
            ("\u{3000}塑料\u{a0}\u{a0}玩具 \t", "塑料 玩具"),
            ("Plastic\r\ntoys", "Plastic toys"),
            ("a\u{0}b\u{7f}c", "abc"),
            ("\u{feff}a\u{200b}b\u{200d}\u{2060}c", "abc"),
            ("\u{202e}abc\u{202c}", "abc"),
            ("e\u{301}", "é"),
            ("e\u{200b}\u{301}", "é"),
            ("ＡＢ１", "ＡＢ１"),
            ("(塑料), （玩具）", "(塑料), （玩具）"),
        ],
    );
}

#[test]
fn cm_text_01_remarks_keep_their_lines() {
    check(
        |text| multiline(text).into_owned(),
        &[
            (" 第一行\r\n第二行\u{200b}\n\n第四行 \n", "第一行\n第二行\n\n第四行"),
            ("a\tb", "a b"),
            ("a\rb", "a\nb"),
            ("a  b", "a  b"),
        ],
    );
}

/// CM-TEXT-01: pasting with spaces, hyphens, lower case or full-width forms stores the same 18 characters.
#[test]
fn cm_text_01_codes_lose_how_they_were_typed() {
    let same = "91330782TE5T00016T";
    check(
        |text| code_like(text).into_owned(),
        &[
            ("91330782TE5T00016T", same),
            ("9133 0782-te5t００016t", same),
            (" ９１３３０７８２ＴＥ５Ｔ０００１６Ｔ\u{3000}", same),
            ("9133–0782—TE5T－00016‑T", same),
            ("913307\u{200b}82TE5T00016T\u{feff}", same),
            ("ß ı", "ßı"),
        ],
    );
}

#[test]
fn cm_text_01_mails_and_months_keep_hyphens() {
    check(
        |text| email_like(text).into_owned(),
        &[("\u{3000}Buyer-One＠example.com ", "Buyer-One@example.com"), ("a@b.co", "a@b.co")],
    );
    check(
        |text| month_like(text).into_owned(),
        &[("２０２５－０３", "2025-03"), (" Mar-25", "MAR-25"), ("2025年3月", "2025年3月")],
    );
}

#[test]
fn cm_text_01_marks_between_chinese_characters_become_the_middle_dot() {
    check(
        |text| person(text).into_owned(),
        &[
            ("阿依古丽•买买提", "阿依古丽·买买提"),
            ("阿‧依・古．丽･买", "阿·依·古·丽·买"),
            ("𠀀•𠀁", "𠀀·𠀁"),
            ("A•B", "A•B"),
            ("•阿•", "•阿•"),
            ("阿• 依", "阿• 依"),
        ],
    );
}

#[test]
fn cm_text_01_text_chars_refuses_what_has_no_meaning() {
    let refused = ["\u{e000}", "塑料\u{f0000}", "\u{378}", "\u{fffe}"];
    for text in refused {
        let problem = check_chars(text).expect_err(text);
        assert_eq!(problem.code, Code::TextChars);
    }
    for text in ["", "塑料玩具", "𠀀 𫝀", "🧸", "Ünïcödé", "ﬁ①"] {
        assert_eq!(check_chars(text), Ok(()), "{text}");
    }
}

#[test]
fn cm_text_01_ordinary_cells_are_not_copied() {
    for text in ["塑料玩具", "SAMPLE BUYER ONE", "示例（一）、二", "8600.00"] {
        assert!(matches!(line(text), Cow::Borrowed(_)), "{text}");
        assert!(matches!(person(text), Cow::Borrowed(_)), "{text}");
    }
    assert!(matches!(code_like("M00000001"), Cow::Borrowed(_)));
    assert!(matches!(month_like("2025-03"), Cow::Borrowed(_)));
}

/// Text in which the rules have something to do: spaces, marks, full-width forms, combining characters.
fn busy() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("\u{200b}".to_owned()),
        Just("\u{301}".to_owned()),
        Just("\u{212a}".to_owned()),
        Just("\u{2000}".to_owned()),
        Just("\u{387}".to_owned()),
        Just("\r\n".to_owned()),
        "[ -–—\u{3000}\t\u{a0}•．・]{1,2}",
        "[a-eA-EＡ-Ｅａ-ｅ0-9０-９]{1,3}",
        "[一-三阿-陋]{1,2}",
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    /// CM-TEXT-01: what is normalised stays as it is.
    #[test]
    fn cm_text_01_normalising_twice_is_normalising_once(text in busy()) {
        for (name, normal) in ALL {
            let once = normal(&text).into_owned();
            prop_assert_eq!(&normal(&once), &once, "{}", name);
        }
    }

    /// CM-TEXT-01: nothing invisible, no outer white space, NFC.
    #[test]
    fn cm_text_01_the_form_is_reached(text in busy()) {
        for (name, normal) in ALL {
            let once = normal(&text);
            prop_assert_eq!(once.trim(), &*once, "{}", name);
            prop_assert!(unicode_normalization::is_nfc(&once), "{}", name);
            prop_assert!(!once.chars().any(|c| is_removed(c) && c != '\n'), "{}", name);
        }
        let code = code_like(&text);
        prop_assert!(!code.chars().any(|c| c.is_whitespace() || is_hyphen(c) || c.is_ascii_lowercase()));
    }

    /// The quick answer is the careful one.
    #[test]
    fn cm_text_01_the_fast_path_changes_nothing(text in "[ -~一-三（）·]{0,12}") {
        let careful = one_spaced(text.chars().filter(|c| !is_removed(*c)));
        prop_assert_eq!(line(&text), careful);
    }
}

/// The short way past the script table is right: no Han character lies before the radicals.
#[test]
fn cm_text_01_chinese_characters_begin_with_the_radicals() {
    assert!(('\0'..'\u{2e80}').all(|c| c.script() != Script::Han));
    assert!(['⺀', '々', '〇', '㐀', '一', '豈', '𠀀'].into_iter().all(is_han));
}
