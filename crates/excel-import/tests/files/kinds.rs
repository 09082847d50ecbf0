//! Kinds of files (YW-IMP-02), separated text (YW-IMP-06).

use values::Code;

use crate::make::{
    Folder, HEADER, XlsSheet, Xlsx, csv, good, header, n, ods, sheet_data, t, table, with, xls, xls_of, xlsx,
    zip_of,
};
use crate::outcome::{check, check_with, codes, request};

/// YW-IMP-02, YW-IMP-06: the same rows give the same lines from every kind of file and every encoding.
#[test]
fn every_kind_gives_the_same_lines() {
    let mut rows: Vec<_> = (0..30).map(good).collect();
    rows.push(with(40, 2, t("12900000001")));
    rows.push(with(41, 4, t("带,逗号和\"引号\"")));
    rows.push(with(42, 7, n(0.125)));
    let table = table(rows);
    let text = String::from_utf8(csv(&table, ',')).unwrap();
    let expected = check("a.xlsx", &xlsx(&table));
    assert_eq!(expected.places(), ["32 C PHONE_FORMAT", "34 H MONEY_SCALE"]);
    assert_eq!(expected.report.counts.good, 31);
    let (gbk, _, _) = encoding_rs::GB18030.encode(&text);
    let utf16 = |mark: &[u8], bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        mark.iter().copied().chain(text.encode_utf16().flat_map(bytes)).collect()
    };
    for (name, bytes) in [
        ("a.xls", xls(&table)),
        ("a.ods", ods(&table)),
        ("a.csv", csv(&table, ',')),
        ("tab.csv", csv(&table, '\t')),
        ("semicolon.csv", csv(&table, ';')),
        ("bom.csv", [b"\xef\xbb\xbf", text.as_bytes()].concat()),
        ("gbk.csv", gbk.into_owned()),
        ("utf16le.csv", utf16(b"\xff\xfe", u16::to_le_bytes)),
        ("utf16be.csv", utf16(b"\xfe\xff", u16::to_be_bytes)),
        ("lf.csv", text.replace("\r\n", "\n").into_bytes()),
        ("cr.csv", text.replace("\r\n", "\r").into_bytes()),
    ] {
        let found = check(name, &bytes);
        assert_eq!(found.file_codes(), Vec::<&str>::new(), "{name}");
        assert_eq!(found.places(), expected.places(), "{name}");
        assert_eq!(found.rows, expected.rows, "{name}");
        assert_eq!(found.report.counts, expected.report.counts, "{name}");
    }
}

/// YW-IMP-02: a wrong extension only warns, and says both.
#[test]
fn wrong_extension_warns() {
    let table = table([good(1)]);
    for (name, bytes, ext, kind) in [
        ("a.xls", xlsx(&table), "xls", "xlsx"),
        ("a.xlsx", csv(&table, ','), "xlsx", "csv"),
        ("a.csv", ods(&table), "csv", "ods"),
        ("a.XLSX", xls(&table), "xlsx", "xls"),
        ("a", xls(&table), "", "xls"),
    ] {
        let found = check(name, &bytes);
        assert_eq!(found.file_codes(), ["IMP_EXT"], "{name}");
        let params: Vec<&str> =
            found.report.file_problems[0].params.iter().map(|(_, value)| &**value).collect();
        assert_eq!(params, [ext, kind], "{name}");
        assert_eq!(found.report.counts.good, 1, "{name}");
    }
    assert!(codes("a.txt", &csv(&table, ',')).is_empty());
}

/// YW-IMP-02: what is not read, each with its code.
#[test]
fn refused_kinds() {
    let good_table = table([good(1)]);
    let mut macros = Xlsx::of("<sheetData/>");
    macros.content_type = "application/vnd.ms-excel.sheet.macroEnabled.main+xml".into();
    let html = b"<html><table><tr><td>\xca\xd6</td></tr></table></html>";
    let encrypted_xls = {
        let sheet = XlsSheet { name: "x".into(), table: good_table.clone(), ..XlsSheet::default() };
        xls_of(&[sheet], false, &[(0x002f, vec![1, 0, 0, 0])])
    };
    let encrypted_ods = zip_of(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", b"\x01\x02"),
        ("META-INF/manifest.xml", b"<m><manifest:encryption-data/></m>"),
    ]);
    let mut biff5 = xls(&good_table);
    let at = biff5.windows(6).position(|bytes| bytes == [0x09, 0x08, 0x10, 0, 0, 0x06]).unwrap();
    biff5[at + 4..at + 6].copy_from_slice(&[0, 5]);
    for (name, bytes, code) in [
        ("a.xlsm", macros.bytes(), "IMP_TYPE"),
        ("a.xlsb", zip_of(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.bin", b"x")]), "IMP_TYPE"),
        ("a.numbers", zip_of(&[("Index/Document.iwa", b"x")]), "IMP_TYPE"),
        ("a.docx", zip_of(&[("[Content_Types].xml", b"<Types>wordprocessingml</Types>")]), "IMP_TYPE"),
        ("a.odt", zip_of(&[("mimetype", b"application/vnd.oasis.opendocument.text")]), "IMP_TYPE"),
        ("a.zip", zip_of(&[]), "IMP_TYPE"),
        ("a.et", xls(&good_table), "IMP_TYPE"),
        ("html.xls", html.to_vec(), "IMP_TYPE"),
        ("xml.xls", b"<?xml version=\"1.0\"?><Workbook/>".to_vec(), "IMP_TYPE"),
        ("a.pdf", b"%PDF-1.7 ...".to_vec(), "IMP_TYPE"),
        ("biff5.xls", biff5, "IMP_TYPE"),
        ("binary.csv", b"\x00\x01\x02\x03".to_vec(), "IMP_TYPE"),
        ("locked.xlsx", crate::make::compound_of("EncryptedPackage"), "IMP_ENCRYPTED"),
        ("locked.xls", encrypted_xls, "IMP_ENCRYPTED"),
        ("locked.ods", encrypted_ods, "IMP_ENCRYPTED"),
        ("empty.xlsx", Vec::new(), "IMP_EMPTY"),
        ("header.xlsx", xlsx(&vec![header()]), "IMP_EMPTY"),
        ("header.csv", HEADER.join(",").into_bytes(), "IMP_EMPTY"),
        ("blank.csv", b"\r\n\r\n  \r\n".to_vec(), "IMP_EMPTY"),
        ("zip.xlsx", b"PK\x03\x04 and then nothing".to_vec(), "IMP_DAMAGED"),
        ("encoding.csv", b"\x80\xff\xff".to_vec(), "IMP_ENCODING"),
        ("quotes.csv", [HEADER.join(",").as_bytes(), b"\na,\"b\n"].concat(), "IMP_CSV"),
    ] {
        let found = check(name, &bytes);
        assert!(found.report.is_refused(), "{name}");
        assert_eq!(found.file_codes().last(), Some(&code), "{name}");
        assert!(found.rows.is_empty(), "{name}");
    }
}

/// YW-IMP-02: the same XML with a byte-order mark, with prefixes, with comments, in CDATA: other programs' habits.
#[test]
fn habits_of_other_writers() {
    let plain = Xlsx::of(&sheet_data(&table([good(1), good(2)])));
    let xml = plain.sheets[0].2.clone();
    let prefixed =
        xml.replace("</", "</x:").replace('<', "<x:").replace("<x:/x:", "</x:").replace("<x:?xml", "<?xml");
    let commented = xml
        .replace("<row", "<!-- a comment --><row")
        .replace("<t>", "<t><![CDATA[")
        .replace("</t>", "]]></t>");
    for xml in [format!("\u{feff}{xml}"), prefixed, commented, xml.replace("><", ">\n  <")] {
        let mut book = plain.clone();
        book.sheets[0].2 = xml.clone();
        let found = check("a.xlsx", &book.bytes());
        assert_eq!(
            (found.file_codes(), found.places(), found.report.counts.good),
            (vec![], vec![], 2),
            "{xml}"
        );
    }
}

/// YW-IMP-02: a file that cannot be opened.
#[test]
fn unreadable() {
    let folder = Folder::new();
    let outcome = |path: &std::path::Path| {
        crate::outcome::check_path(path, excel_import::preview::Reading::InProcess, &request(), &(), |_| {})
    };
    assert_eq!(outcome(&folder.path().join("missing.xlsx")).file_codes(), ["FILE_READ"]);
    assert_eq!(outcome(folder.path()).file_codes(), ["FILE_READ"]);
}

/// YW-IMP-02: files above 50 MiB are not even read.
#[test]
fn too_large_a_file() {
    let folder = Folder::new();
    let path = folder.path().join("large.xlsx");
    std::fs::File::create(&path).unwrap().set_len(50 * 1024 * 1024 + 1).unwrap();
    let found =
        crate::outcome::check_path(&path, excel_import::preview::Reading::InProcess, &request(), &(), |_| {});
    assert_eq!(found.file_codes(), ["IMP_TOO_LARGE"]);
}

/// YW-IMP-06: the person's choice of encoding stands above what was found, and `IMP_CSV` names the line.
#[test]
fn csv_choices() {
    let text = String::from_utf8(csv(&table([good(1)]), ',')).unwrap();
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let choose = |name| excel_import::raw::TextEncoding::from_name(name);
    let found = check_with("a.csv", &utf16, &request(), &(), |read| read.encoding = choose("UTF-16LE"));
    assert_eq!(found.report.counts.good, 1);
    let found = check_with("a.csv", text.as_bytes(), &request(), &(), |read| read.encoding = choose("gbk"));
    assert_ne!(found.report.counts.good, 1);
    let broken = format!("{text}a,\"b\n");
    let found = check("a.csv", broken.as_bytes());
    let problem = found.report.file_problems.last().unwrap();
    assert_eq!((problem.code, &*problem.params[0].1), (Code::ImpCsv, "3"));
}

/// YW-IMP-06: the marks that keep a spreadsheet program from changing a text.
#[test]
fn csv_marks() {
    let text = format!(
        "{}\n=\"M00000001\",'示例商户一,=\"19900000001\",\"'2025-03\",'=品名,1200,24,8600.50\n",
        HEADER.join(",")
    );
    let found = check("a.csv", text.as_bytes());
    assert_eq!(found.places(), Vec::<String>::new());
    let fields = &found.rows[0].fields;
    assert_eq!(fields.merchant_no.value().unwrap().as_str(), "M00000001");
    assert_eq!(fields.goods_name.value().unwrap().as_str(), "=品名");
}
