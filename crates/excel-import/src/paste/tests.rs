//! Clipboard texts as programs put them, and the way there and back.

use domain::LineField;
use proptest::prelude::*;
use values::{Code, Problem};

use super::*;

fn shown(block: &Block) -> Vec<Vec<&str>> {
    (0..block.height())
        .map(|row| (0..block.width()).map(|column| block.cell(row, column)).collect())
        .collect()
}

fn read(text: &str) -> Block {
    parse(text, None).unwrap()
}

fn code(result: Result<Block, Problem>) -> Code {
    result.unwrap_err().code
}

/// YW-ORD-08: what Excel, WPS and LibreOffice put for the same cells.
#[test]
fn yw_ord_08_texts_of_programs() {
    let table: [(&str, &[&[&str]]); 18] = [
        ("", &[]),
        ("\r\n", &[&[""]]),
        ("拉链", &[&["拉链"]]),
        ("拉链\r\n", &[&["拉链"]]),
        ("拉链\n", &[&["拉链"]]),
        ("a\tb\r\nc\td\r\n", &[&["a", "b"], &["c", "d"]]),
        ("a\tb\nc\td", &[&["a", "b"], &["c", "d"]]),
        ("a\tb\rc\td\r", &[&["a", "b"], &["c", "d"]]),
        ("a\t\r\n\tb\r\n", &[&["a", ""], &["", "b"]]),
        ("a\t", &[&["a", ""]]),
        ("a\r\n\r\nb", &[&["a"], &[""], &["b"]]),
        ("a\tb\tc\r\nd\r\n", &[&["a", "b", "c"], &["d", "", ""]]),
        ("\"上\r\n下\"\tb\r\n", &[&["上\n下", "b"]]),
        ("\"一\t二\"\tb", &[&["一\t二", "b"]]),
        ("\"说\"\"好\"\"\"\t\"\"", &[&["说\"好\"", ""]]),
        ("\"M8\" 螺丝\t5\"\r\n\"开", &[&["\"M8\" 螺丝", "5\""], &["\"开", ""]]),
        ("\u{feff}=1+1\t-5\t+86\t@x\0\0", &[&["=1+1", "-5", "+86", "@x"]]),
        ("13800000000\t2025-03\t1,234.50", &[&["13800000000", "2025-03", "1,234.50"]]),
    ];
    for (text, rows) in table {
        assert_eq!(shown(&read(text)), rows, "{text:?}");
    }
}

/// YW-ORD-08: tables as Excel, LibreOffice and browsers write them.
#[test]
fn yw_ord_08_tables_of_programs() {
    let excel = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><style><!-- td {a:b} --></style></head>\
        <body link=blue><table border=0 cellpadding=0><!--StartFragment--><col width=72>\r\n <tr height=20>\r\n  \
        <td class=xl65 style='height:15.0pt' title=\"a>b\">塑料&amp;玩具</td>\r\n  <td align=right>1</td>\r\n </tr>\r\n <tr>\r\n  \
        <td>A<br>\r\n    B</td>\r\n  <td></td>\r\n </tr><!--EndFragment--></table></body></html>";
    let table: [(&str, &[&[&str]]); 8] = [
        (excel, &[&["塑料&玩具", "1"], &["A\nB", ""]]),
        (
            "<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d</td><td>e</td></tr></table>",
            &[&["a", "b"], &["", "c"], &["d", "e"]],
        ),
        (
            "<TABLE><TR><TH COLSPAN='2'>a</TH><TD>b</TD></TR><TR><TD>1<TD>2<TD>3</TABLE>",
            &[&["a", "", "b"], &["1", "2", "3"]],
        ),
        (
            "<table><tr><td rowspan=\"2\" colspan=\"2\">a</td><td>b</td></tr><tr><td>c</td></tr></table>",
            &[&["a", "", "b"], &["", "", "c"]],
        ),
        ("<table><tr><td><b>x</b> <i>y</i></td><td><p>1</p><p>2</p></td></tr></table>", &[&["x y", "1\n2"]]),
        (
            "<table><tr><td>&lt;&#20013;&#x56FD;&gt;&nbsp;&bogus; &</td><td>1 < 2</td></tr></table>",
            &[&["<中国>\u{a0}&bogus; &", "1 < 2"]],
        ),
        (
            "<table><tr><td><table><tr><td>in</td><td>side</td></tr></table></td><td>b</td></tr></table><table><tr><td>no",
            &[&["in side", "b"]],
        ),
        ("<table><tr><td>a</td><td>b", &[&["a", "b"]]),
    ];
    for (html, rows) in table {
        let block = parse("", Some(html)).unwrap();
        // What a cell within a cell is parted by is of no importance.
        let found: Vec<Vec<String>> = shown(&block)
            .into_iter()
            .map(|row| row.into_iter().map(|text| text.replace("inside", "in side")).collect())
            .collect();
        assert_eq!(found, rows, "{html}");
    }
}

/// YW-ORD-08: text with columns goes before the table; the table goes before text without.
#[test]
fn yw_ord_08_which_source() {
    let html = "<table><tr><td>x</td><td>y</td></tr></table>";
    assert_eq!(shown(&parse("a\tb", Some(html)).unwrap()), [["a", "b"]]);
    assert_eq!(shown(&parse("x\ny", Some(html)).unwrap()), [["x", "y"]]);
    assert_eq!(shown(&parse("x", Some("<p>x</p>")).unwrap()), [["x"]]);
    assert_eq!(shown(&parse("", Some("<table><tr><td>x</td></tr></table>")).unwrap()), [["x"]]);
    assert_eq!(shown(&parse("x", Some("<table><tr><td>other</td></tr></table>")).unwrap()), [["x"]]);
    assert_eq!(parse("", Some("<p>nothing")).unwrap(), Block::default());
}

/// YW-IMP-04: a header row is recognised by its names, is no row of data, and names the columns.
#[test]
fn yw_imp_04_headers_are_recognised() {
    use LineField::{Amount, GoodsName, MerchantPhone};
    let block = read("手机*\t总金额(元)\t商品名称\t明细编号\n13800000000\t1\t拉链\tx\n");
    assert_eq!(block.fields().unwrap(), [Some(MerchantPhone), Some(Amount), Some(GoodsName), None]);
    assert_eq!(shown(&block), [["13800000000", "1", "拉链", "x"]]);
    assert_eq!(read("品名\n拉链").fields().unwrap(), [Some(GoodsName)]);
    assert_eq!(read("品名\t数量").height(), 0);
    for plain in ["品名", "品名\t拉链\na\tb", "品名\t品名\na\tb", "品名\t\na\tb", "明细编号\nx", "拉链\n品名"]
    {
        assert_eq!(read(plain).fields(), None, "{plain:?}");
    }
}

/// YW-IMP-03: a block is bounded before it costs memory.
#[test]
fn yw_imp_03_bounds() {
    assert_eq!(read(&"x\n".repeat(ROWS_MAX)).height(), ROWS_MAX);
    assert_eq!(code(parse(&"x\n".repeat(ROWS_MAX + 2), None)), Code::LineLimit);
    assert_eq!(read(&"\t".repeat(COLUMNS_MAX - 1)).width(), COLUMNS_MAX);
    assert_eq!(code(parse(&"\t".repeat(COLUMNS_MAX), None)), Code::PasteTooLarge);
    assert_eq!(code(parse(&"x".repeat(BYTES_MAX + 1), None)), Code::PasteTooLarge);
    let wide = "<table><tr><td colspan=65>x</td></tr></table>";
    assert_eq!(code(parse("", Some(wide))), Code::PasteTooLarge);
    let tall = format!("<table>{}</table>", "<tr><td>x".repeat(ROWS_MAX + 2));
    assert_eq!(code(parse("", Some(&tall))), Code::LineLimit);
}

/// YW-IMP-03: one row more than fits, header or not, is refused; with a header exactly the rows of an order fit.
#[test]
fn yw_imp_03_the_header_is_no_line() {
    let with_header = format!("品名\n{}", "x\n".repeat(ROWS_MAX));
    assert_eq!(read(&with_header).height(), ROWS_MAX);
    assert_eq!(code(parse(&"x\n".repeat(ROWS_MAX + 1), None)), Code::LineLimit);
}

/// YW-IMP-18: long digits, months and formulas are marked as text for programs that read the table; measures are numbers.
#[test]
fn yw_imp_18_copied_cells_stay_text() {
    let mut copying = Copying::default();
    copying.push([("13800000000", false), ("2025-03", false), ("=1+1", true), ("12.50", true)]);
    copying.push([("<b>&\"", false), ("上\n下", false), ("", true), ("-1", true)]);
    let Copied { text, html } = copying.finish();
    assert_eq!(text, "13800000000\t2025-03\t=1+1\t12.50\r\n\"<b>&\"\"\"\t\"上\n下\"\t\t-1\r\n");
    let texts = html.matches("<td style='mso-number-format:\"\\@\"'>").count();
    assert_eq!((texts, html.matches("<td>").count()), (6, 2));
    assert!(html.contains("&lt;b&gt;&amp;&quot;") && html.contains("上<br>下"));
}

fn cell() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\t"),
        Just("\n"),
        Just("\""),
        Just("\"\""),
        Just("拉链"),
        Just("=1+1"),
        Just("<td>"),
        Just("&lt;"),
        Just("a b")
    ];
    proptest::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())
}

fn rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    (1usize..6)
        .prop_flat_map(|width| proptest::collection::vec(proptest::collection::vec(cell(), width), 1..8))
}

proptest! {
    /// YW-ORD-08: what was copied here is pasted here as it was; by the table too, but for blanks at the ends.
    #[test]
    fn yw_ord_08_there_and_back(rows in rows()) {
        let mut copying = Copying::default();
        for row in &rows {
            copying.push(row.iter().map(|text| (text.as_str(), true)));
        }
        let Copied { text, html } = copying.finish();
        let block = read(&text);
        prop_assert_eq!(shown(&block), rows.clone());
        let table = parse("", Some(&html)).unwrap();
        let trimmed: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|text| text.trim().to_owned()).collect()).collect();
        let found: Vec<Vec<String>> =
            shown(&table).iter().map(|row| row.iter().map(|text| text.trim().to_owned()).collect()).collect();
        prop_assert_eq!(found, trimmed);
    }

    /// YW-IMP-03: no text makes it fail otherwise than by a code.
    #[test]
    fn yw_imp_03_any_text(text in "[\\t\\n\\r\"a品 ]{0,60}", html in "(<|</|>|table|tr|td|&|;|#|x|\"| colspan=|9| |!--|-->|style){0,60}") {
        let _ = parse(&text, Some(&html));
        let _ = parse("", Some(&html));
    }
}
