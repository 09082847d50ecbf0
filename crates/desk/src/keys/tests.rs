use values::Code;

use super::*;
use crate::vault::VaultError;

/// CM-SEC-01: a recovery code as people type it, years later, from paper.
#[test]
fn cm_sec_01_recovery_code_forms() {
    let code = RecoveryCode::generate();
    let shown = code.grouped();
    assert_eq!(shown.len(), 35, "six groups of five");
    assert!(!shown.contains(['I', 'L', 'O', 'U']));
    let wide = |from: char| char::from_u32(u32::from(from) + 0xfee0).unwrap();
    for typed in [
        shown.to_string(),
        shown.to_lowercase(),
        shown.replace('-', ""),
        shown.replace('-', " "),
        shown.replace('-', " – "),
        format!("  {}\r\n", shown.as_str()),
        shown.replace('0', "O").replace('1', "I"),
        shown.replace('0', "o").replace('1', "l"),
        shown.chars().map(wide).collect(),
        shown.replace('-', "\u{3000}"),
    ] {
        assert!(RecoveryCode::parse(&typed).unwrap() == code, "{typed}");
    }
}

/// CM-SEC-01: every single wrong character and every swap of neighbours is noticed without a try.
#[test]
fn cm_sec_01_recovery_code_notices_slips() {
    let code = RecoveryCode::parse("00000-11111-22222-33333-44444-5").unwrap_err();
    assert_eq!(code.problem().code, Code::LocalKeyWrong);
    let shown = RecoveryCode::generate().grouped().replace('-', "");
    for at in 0..shown.len() {
        for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars() {
            let typed = format!("{}{other}{}", &shown[..at], &shown[at + 1..]);
            assert_eq!(RecoveryCode::parse(&typed).is_ok(), typed == shown, "{typed} for {shown}");
        }
        if at > 0 {
            let mut swapped: Vec<char> = shown.chars().collect();
            swapped.swap(at - 1, at);
            let swapped: String = swapped.into_iter().collect();
            assert_eq!(RecoveryCode::parse(&swapped).is_ok(), swapped == shown, "{swapped} for {shown}");
        }
    }
    for typed in
        ["", "-", &shown[1..], &format!("{shown}0"), &shown.replace(&shown[..1], "U"), "恢复码", "🔑"]
    {
        assert!(RecoveryCode::parse(typed).is_err(), "{typed}");
    }
}

/// CM-SEC-01: at least 128 random bits, and never twice the same.
#[test]
fn cm_sec_01_recovery_code_is_random() {
    let one = RecoveryCode::generate();
    assert!(one.bytes().len() * 5 >= 128);
    assert!(one != RecoveryCode::generate());
}

/// CLI contract, `--key-file`: 64 hexadecimal characters, whatever surrounds them.
#[test]
fn cm_sec_01_key_file() {
    let hex = "00ff".repeat(16);
    for text in [hex.clone(), format!("{hex}\n"), format!(" {}\r\n", hex.to_uppercase())] {
        assert_eq!(KeyFile::parse(&text).unwrap().secret().bytes(), [0, 0xff].repeat(16), "{text}");
    }
    for text in ["", &hex[1..], &format!("{hex}0"), &hex.replace('f', "g"), &format!("0x{}", &hex[2..]), "密"]
    {
        assert_eq!(KeyFile::parse(text).unwrap_err().problem().code, Code::LocalKeyFile, "{text}");
    }
    let absent = KeyFile::read(std::path::Path::new("/nonexistent/key")).unwrap_err();
    assert!(absent.problem().message(values::Lang::En).ends_with("it cannot be read"));
}

/// `LOCAL_LOCK_FORMAT`: 6 to 20 characters.
#[test]
fn cm_sec_01_lock_text() {
    for (text, fits) in [
        ("12345", false),
        ("123456", true),
        ("密码密码密码", true),
        (&"a".repeat(20), true),
        (&"a".repeat(21), false),
        ("12345\n", false),
        ("", false),
    ] {
        assert_eq!(LockText::new(text).is_ok(), fits, "{text:?}");
    }
}

/// CM-SEC-01: without a keychain a PIN is not enough.
#[test]
fn cm_sec_01_password_alone_is_strong() {
    for (text, refused) in [
        ("123456", Some(Code::PwdLength)),
        ("12345678", Some(Code::PwdClasses)),
        ("abcdefgh", Some(Code::PwdClasses)),
        ("abcdefg1", None),
        ("密码密码密码-1", None),
    ] {
        let found = LockText::new(text).unwrap().strong_alone().err().map(|error| error.problem().code);
        assert_eq!(found, refused, "{text}");
    }
}

/// CM-SEC-01: one child key per purpose, and the check value is none of them.
#[test]
fn cm_sec_01_derived_keys_differ() {
    let key = VaultKey::generate();
    let children = [*key.search_hash(), *key.backup(), key.check(), *key.bytes()];
    for (at, one) in children.iter().enumerate() {
        assert!(children[at + 1..].iter().all(|other| other != one));
    }
    assert_ne!(*key.search_hash(), *VaultKey::generate().search_hash());
}

/// CM-SEC-01: nothing secret is printed.
#[test]
fn cm_sec_01_secrets_are_not_printed() {
    let file = KeyFile::parse(&"ab".repeat(32)).unwrap();
    let text = LockText::new("123456").unwrap();
    let printed =
        format!("{:?} {:?} {:?} {file:?} {text:?}", VaultKey::generate(), RecoveryCode::generate(), text);
    assert_eq!(printed, "VaultKey RecoveryCode LockText KeyFile(DeviceSecret) LockText");
}

fn ring() -> (VaultKey, RecoveryCode, KeyRing) {
    let (key, code) = (VaultKey::generate(), RecoveryCode::generate());
    let ring = KeyRing::new(&key, &code);
    (key, code, ring)
}

/// CM-SEC-01: the ring gives the key to its code and its secret only.
#[test]
fn cm_sec_01_ring_opens_to_its_own_keys_only() {
    let (key, code, mut ring) = ring();
    assert_eq!(ring.open_by_recovery(&code).unwrap().bytes(), key.bytes());
    assert!(matches!(ring.open_by_recovery(&RecoveryCode::generate()), Err(KeyError::Wrong)));
    let secret = DeviceSecret::generate();
    ring.set_device(&key, SecretPlace::KeyFile, Some(&secret), None);
    assert_eq!(ring.open_elsewhere(Some(&secret), None).unwrap().bytes(), key.bytes());
    assert!(matches!(ring.open_elsewhere(Some(&DeviceSecret::generate()), None), Err(KeyError::Wrong)));
    assert!(matches!(ring.open_elsewhere(None, None), Err(KeyError::Wrong)));
}

/// DECISIONS, Keys and locks: with a lock, neither secret nor PIN opens alone.
#[test]
fn cm_sec_01_lock_needs_both() {
    let (key, _, mut ring) = ring();
    let (secret, pin) = (DeviceSecret::generate(), LockText::new("246810").unwrap());
    ring.set_device(&key, SecretPlace::KeyFile, Some(&secret), Some(&pin));
    let other = LockText::new("246811").unwrap();
    for (secret, pin, opens) in [
        (Some(&secret), Some(&pin), true),
        (Some(&secret), Some(&other), false),
        (Some(&secret), None, false),
        (None, Some(&pin), false),
    ] {
        assert_eq!(ring.open_elsewhere(secret, pin).is_ok(), opens);
    }
}

/// CM-SEC-01: a ring survives its file; a damaged or foreign one is told apart from a wrong key and from a newer one.
#[test]
fn cm_sec_01_ring_file() {
    let (key, _, mut ring) = ring();
    ring.set_device(&key, SecretPlace::Keychain("entry".into()), Some(&DeviceSecret::generate()), None);
    let bytes = ring.to_bytes();
    assert!(KeyRing::parse(&bytes).unwrap() == ring);
    for cut in 0..bytes.len() {
        assert!(matches!(KeyRing::parse(&bytes[..cut]), Err(VaultError::KeysDamaged)), "cut at {cut}");
    }
    let text = String::from_utf8(bytes).unwrap();
    assert!(!text.contains(&hex::encode(key.bytes())));
    let newer =
        text.replace("\"version\": 1", "\"version\": 2").replace("\"vault\"", "\"unknown\": 1, \"vault\"");
    assert!(matches!(KeyRing::parse(newer.as_bytes()), Err(VaultError::Newer)));
    let foreign = text.replace("xinbao keys", "other");
    assert!(matches!(KeyRing::parse(foreign.as_bytes()), Err(VaultError::KeysDamaged)));
}

/// CM-SEC-01: a forged file can ask neither for all memory nor for a cheap derivation.
#[test]
fn cm_sec_01_forged_derivation_is_refused() {
    let (_, code, ring) = ring();
    let text = String::from_utf8(ring.to_bytes()).unwrap();
    for (from, to) in [
        ("\"memory_kib\": 65536", "\"memory_kib\": 4294967295"),
        ("\"memory_kib\": 65536", "\"memory_kib\": 8"),
        ("\"passes\": 3", "\"passes\": 1"),
        ("\"passes\": 3", "\"passes\": 4294967295"),
        ("\"lanes\": 1", "\"lanes\": 0"),
        ("argon2id", "md5"),
    ] {
        assert!(text.contains(from), "{from}");
        let forged = KeyRing::parse(text.replace(from, to).as_bytes()).unwrap();
        assert!(matches!(forged.open_by_recovery(&code), Err(KeyError::Wrong)), "{to}");
    }
}
