use proptest::prelude::*;

use super::*;

proptest! {
    /// Four characters of the alphabet, whatever chance says; and what people type is compared in one form.
    #[test]
    fn yw_auth_03_four_characters_in_either_case(chance in any::<[u8; 4]>()) {
        let text = captcha_text(chance);
        prop_assert_eq!(text.len(), 4);
        prop_assert!(text.bytes().all(|c| ALPHABET.contains(&c)));
        prop_assert_eq!(captcha_as_typed(&text.to_lowercase()), text.as_str());
        prop_assert_eq!(captcha_as_typed(&format!(" {text} ")), text);
    }
}

#[test]
fn yw_auth_03_every_character_comes_equally_often() {
    let mut counts = std::collections::BTreeMap::<char, u32>::new();
    for byte in 0..=255 {
        *counts.entry(captcha_text([byte; 4]).chars().next().unwrap()).or_default() += 1;
    }
    assert_eq!(counts.len(), 32);
    assert!(counts.values().all(|count| *count == 8));
    assert!(!counts.keys().any(|c| "01IO".contains(*c)));
}

#[test]
fn yw_auth_03_full_width_is_understood() {
    assert_eq!(captcha_as_typed("ａｂ２３"), "AB23");
}
