use proptest::prelude::*;

use super::*;

fn records(text: &str) -> Result<Vec<(u32, Vec<String>)>, Refusal> {
    let mut records = Records::new(text, b',');
    let mut all = Vec::new();
    while let Some(record) = records.next()? {
        all.push((record.number, record.fields.iter().map(|field| field.to_string()).collect()));
    }
    Ok(all)
}

/// YW-IMP-06: quoting, line ends, and the marks that are taken off.
#[test]
fn fields() {
    for (text, expected) in [
        ("a,b\r\nc,d", vec![vec!["a", "b"], vec!["c", "d"]]),
        ("a,b\rc,d\r", vec![vec!["a", "b"], vec!["c", "d"]]),
        ("a,b\nc,d\n", vec![vec!["a", "b"], vec!["c", "d"]]),
        ("\"a,1\",\"say \"\"hi\"\"\"\n", vec![vec!["a,1", "say \"hi\""]]),
        ("\"two\nlines\",x\n", vec![vec!["two\nlines", "x"]]),
        ("'=1+1,'-x,''y\n", vec![vec!["=1+1", "-x", "'y"]]),
        ("=\"00123\",=\"a,b\"\n", vec![vec!["00123", "a,b"]]),
        ("\"=\"\"0012\"\"\",5\" pipe\n", vec![vec!["0012", "5\" pipe"]]),
        ("a,,\n", vec![vec!["a", "", ""]]),
        ("=1+1,=A1\n", vec![vec!["=1+1", "=A1"]]),
    ] {
        let found: Vec<Vec<String>> = records(text).unwrap().into_iter().map(|(_, fields)| fields).collect();
        assert_eq!(found, expected, "{text:?}");
    }
    // A blank line keeps the numbers of the rows below it right.
    assert_eq!(records("a\n\nb\n").unwrap().iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 2, 3]);
}

/// YW-IMP-06: `IMP_CSV` with the line.
#[test]
fn broken_quoting() {
    for (text, line) in
        [("a,\"b\nc,d\n", 1), ("a\nb,\"c\"d\n", 2), ("\"x\ny\",1\n\"z", 3), ("a\r\n\"b\r\nc\"d\r\n", 3)]
    {
        assert_eq!(records(text), Err(Refusal::Quoting(line)), "{text:?}");
    }
}

/// YW-IMP-06: byte-order marks, valid UTF-8, GB18030, the person's choice.
#[test]
fn encodings() {
    let gbk: &[u8] = b"\xca\xd6\xbb\xfa\xba\xc5"; // 手机号
    let utf16le: Vec<u8> =
        [0xff, 0xfe].into_iter().chain("手机号".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let utf16be: Vec<u8> =
        [0xfe, 0xff].into_iter().chain("手机号".encode_utf16().flat_map(u16::to_be_bytes)).collect();
    for (bytes, chosen, encoding) in [
        ("手机号".as_bytes(), None, TextEncoding::Utf8),
        ("\u{feff}手机号".as_bytes(), None, TextEncoding::Utf8),
        (gbk, None, TextEncoding::Gb18030),
        (gbk, Some(TextEncoding::Gb18030), TextEncoding::Gb18030),
        (&utf16le, None, TextEncoding::Utf16Le),
        (&utf16be, None, TextEncoding::Utf16Be),
        (&utf16be[2..], Some(TextEncoding::Utf16Be), TextEncoding::Utf16Be),
    ] {
        let (text, found) = decode(bytes, chosen).unwrap();
        assert_eq!((&*text, found), ("手机号", encoding), "{bytes:x?}");
    }
    assert_eq!(decode(b"\x80\xff\xff", None).unwrap_err(), Refusal::Encoding);
    assert_eq!(decode(gbk, Some(TextEncoding::Utf8)).unwrap_err(), Refusal::Encoding);
    assert_eq!(decode(b"a\0b", None).unwrap_err(), Refusal::Type);
}

proptest! {
    /// YW-IMP-06: whatever was quoted comes back.
    #[test]
    fn quoted_fields_round_trip(table in proptest::collection::vec(proptest::collection::vec("[a-z,\"\r\n手 ]{1,6}", 1..4), 1..5)) {
        let text: String = table
            .iter()
            .map(|row| row.iter().map(|field| format!("\"{}\"", field.replace('"', "\"\""))).collect::<Vec<_>>().join(",") + "\r\n")
            .collect();
        let found: Vec<Vec<String>> = records(&text).unwrap().into_iter().map(|(_, fields)| fields).collect();
        prop_assert_eq!(found, table);
    }

    /// No text makes it panic or stand still.
    #[test]
    fn any_text_ends(text in any::<String>()) {
        let _ = records(&text);
    }
}
