//! The journeys of a clerk who drafts orders on one computer, in the real window.

use std::path::Path;

use house_tests::window::{Computer, keys};

use crate::{
    person::{Person, rows},
    workbook,
};

/// YW-ORD-08, YW-ORD-14, CM-OFF-01, CM-SEC-01: from the first start over two hundred lines of Excel to a power cut in
/// the middle of a cell; afterwards everything is there, and undo goes back over the restart.
#[test]
fn from_the_first_start_over_a_power_cut_nothing_is_lost() {
    let computer = Computer::new().expect("a folder");
    let mut person = Person::starts(&computer, &[]);
    person.sees("选择界面语言");
    person.presses("English");
    person.sees("Choose your language");
    person.presses("简体中文");
    person.first_run();
    let order = person.order();

    person.sees("还没有交易清单");
    person.goes_to_the_entry_row();
    let pasted = rows(200, |at, row| match at {
        50 => row[7] = "1.2e3".to_owned(),
        77 => row[2] = "1990000000".to_owned(),
        _ => {}
    });
    let text: Vec<String> = pasted.iter().map(|row| row.join("\t")).collect();
    person.window.paste(&text.join("\n")).expect("the window is there");
    person.sees("200 笔");
    // The sum of 10.50, 11.50, … 209.50, without the 60.50 that cannot be read.
    let page = person.sees("2 行有误，读不出的数未计入");
    assert!(page.contains("21,939.50"), "{page}");

    person.goes_to_the_entry_row();
    person.types(&format!("M9{}Sample merchant{}", keys::TAB, keys::TAB));
    person.kept(&format!("order/{order}/entry"), "Sample merchant");
    person.holds(&[keys::CONTROL], keys::HOME);
    person.types(&keys::RIGHT.to_string().repeat(4));
    person.types("Umbrella");
    person.kept(&format!("order/{order}/cell"), "Umbrella");
    person.window.kill().expect("the program runs");

    let mut person = Person::starts(&computer, &[]);
    person.goes(&format!("/orders/{order}"));
    let open = "return document.querySelector('textarea[aria-activedescendant]')?.value === 'Umbrella'";
    person.waits("the cell is open again", open);
    let page = person.sees("200 笔");
    assert!(page.contains("21,939.50"), "{page}");
    person.types(&keys::ENTER.to_string());
    let stored = "return document.querySelector('[data-row=\"0\"] [data-column=goods_name]')?.textContent === 'Umbrella'";
    person.waits("the cell is stored", stored);
    person.goes_to_the_entry_row();
    let entry = person.waits("the entry row", "return document.querySelector('[data-entry]')?.textContent");
    let entry = entry.as_str().expect("text");
    assert!(entry.contains("未添加") && entry.contains("Sample merchant"), "{entry}");

    person.holds(&[keys::CONTROL], 'z');
    person.sees("已撤销：修改交易清单");
    person.holds(&[keys::CONTROL], 'z');
    person.sees("已撤销：新增交易清单 200 行");
    person.sees("0 笔");
    person.holds(&[keys::CONTROL], 'y');
    person.sees("200 笔");
    person.holds(&[keys::CONTROL], 'y');
    person.holds(&[keys::CONTROL], keys::HOME);
    person.waits("the cell's text is back", stored);
}

/// YW-IMP-02, YW-IMP-11, YW-IMP-12, YW-IMP-13, YW-IMP-15, YW-IMP-16: a merchant's workbook with faults: its good rows, the
/// error workbook back and corrected, nothing twice; and one step takes the last import back.
#[test]
fn a_workbook_with_faults_comes_in_over_its_error_workbook() {
    let count: u32 = if std::env::var_os("XINBAO_FULL").is_some() { 100_000 } else { 20_000 };
    let faulty = count / 1_000 * 3;
    let computer = Computer::new().expect("a folder");
    let path = |name: &str| computer.folder().join(name);
    let spoiled = rows(count, |at, row| match at % 1_000 {
        17 => row[5] = "0".to_owned(),
        40 => row[6] = "12.5".to_owned(),
        150 => row[4].clear(),
        _ => {}
    });
    workbook::write(&path("list.xlsx"), &spoiled);
    let mut person = Person::starts(&computer, &["list.xlsx", "errors.xlsx", "corrected.xlsx", "list.xlsx"]);
    person.first_run();
    let order = person.order();

    person.presses("批量导入");
    person.presses("选择文件");
    let page = person.sees(&format!("{} 行有错，共 {faulty} 处", grouped(faulty)));
    assert!(page.contains("尚未写入任何数据"), "{page}");
    person.types(&keys::F8.to_string());
    // The first fault stands in row 19 of the file: one row of headings, seventeen good ones before it.
    person.sees("第 19 行，数量");
    person.waits("the mark at the cell", "return document.querySelector('[aria-invalid=true]') !== null");
    person.presses("导出错误报告");
    person.sees("错误报告已保存");
    person.presses(&format!("仅导入正确行（{} 行）", grouped(count - faulty)));
    person.presses(&format!("导入 {} 行", grouped(count - faulty)));
    person.sees(&format!("已导入 {} 行", grouped(count - faulty)));

    correct(&path("errors.xlsx"), &path("corrected.xlsx"));
    person.presses("再导入一个文件");
    person.presses("选择文件");
    person.presses(&format!("全部导入（{} 行）", grouped(faulty)));
    person.sees(&format!("已导入 {} 行", grouped(faulty)));

    person.presses("再导入一个文件");
    person.presses("选择文件");
    person.sees(&format!("也导入疑似重复行（{}）", grouped(count - faulty)));
    person.waits(
        "nothing to import",
        "return [...document.querySelectorAll('button')].some((button) => \
         button.textContent.startsWith('仅导入正确行') && button.ariaDisabled === 'true')",
    );
    person.types(&keys::ESCAPE.to_string());
    person.waits("the order's page", &format!("return location.pathname === '/orders/{order}'"));
    person.sees(&format!("{} 笔", grouped(count)));
    person.goes_to_the_entry_row();
    person.holds(&[keys::CONTROL], 'z');
    person.sees(&format!("已撤销：批量导入 {} 行", grouped(faulty)));
    person.sees(&format!("{} 笔", grouped(count - faulty)));
}

/// What a merchant does with the error workbook: puts the three kinds of fault right and leaves the rest as it is.
fn correct(from: &Path, to: &Path) {
    let mut sheet = workbook::read(from);
    let heading = sheet
        .iter()
        .position(|row| row.iter().any(|cell| cell.starts_with("品名")))
        .expect("an error workbook has headings");
    let column = |name: &str| {
        sheet[heading].iter().position(|cell| cell.starts_with(name)).expect("every column has its heading")
    };
    let (goods, quantity, packages) = (column("品名"), column("数量"), column("总件数"));
    for row in &mut sheet[heading + 1..] {
        for (at, wrong, right) in [(goods, "", "示例玩具"), (quantity, "0", "7"), (packages, "12.5", "12")]
        {
            if row[at] == wrong {
                row[at] = right.to_owned();
            }
        }
    }
    workbook::write_sheet(to, &sheet);
}

/// With commas, as the screens show it.
fn grouped(number: u32) -> String {
    if number < 1_000 { number.to_string() } else { format!("{},{:03}", number / 1_000, number % 1_000) }
}
