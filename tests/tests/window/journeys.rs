//! The journeys of a clerk who drafts orders on one computer, in the real window.

use house_tests::window::{Computer, keys};

use crate::person::{Person, rows};

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
