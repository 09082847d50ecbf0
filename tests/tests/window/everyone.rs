//! The window for everyone: without a pointer, and as assistive technology finds it.

use std::fs;

use house_tests::{
    house::root,
    window::{Computer, keys},
};
use serde_json::Value;

use crate::{
    person::{Person, rows},
    workbook,
};

impl Person {
    /// Lets axe look at the page, and fails on what is serious or critical (WCAG 2.2 A and AA).
    fn is_accessible(&mut self, place: &str) {
        let axe = root().join("ui/node_modules/axe-core/axe.min.js");
        let axe = fs::read_to_string(axe).expect("the screens' packages are installed");
        // The page's world ends with the answer; a page that was loaded again has no axe.
        self.window.run(&format!("if (!window.axe) {{ {axe} }}")).expect("axe loads");
        self.window
            .run(
                "window.__found = null; Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {}))).then(() => axe.run(document, {resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', \
                 'wcag21a', 'wcag21aa', 'wcag22aa']})).then((done) => { window.__found = done.violations\
                 .filter((one) => ['serious', 'critical'].includes(one.impact)).map((one) => \
                 `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`) }, \
                 (fault) => { window.__found = [String(fault)] })",
            )
            .expect("axe begins");
        let found = self.waits("axe ends", "return window.__found");
        assert_eq!(found, Value::Array(Vec::new()), "{place}");
    }

    /// Goes on with Tab until the focus is on what begins with these words.
    fn tabs_to(&mut self, words: &str) {
        let there = format!(
            "const e = document.activeElement; const names = [e.ariaLabel, ...[...(e.labels ?? [])].map((l) => \
             l.textContent), e.textContent]; return names.some((name) => name?.trim().startsWith({}))",
            serde_json::json!(words)
        );
        let mut passed = Vec::new();
        for _ in 0..80 {
            if self.window.run(&there).expect("the page is there") == Value::Bool(true) {
                return;
            }
            passed.push(self.window.run("return document.activeElement.outerHTML.slice(0, 120)"));
            self.types(&keys::TAB.to_string());
        }
        panic!("Tab never comes to {words}, but to {passed:?}");
    }

    fn enters(&self) {
        self.types(&keys::ENTER.to_string());
    }
}

/// CM-UI-01: nothing serious stands in the way of assistive technology, on any screen.
#[test]
fn every_screen_is_accessible() {
    let computer = Computer::new().expect("a folder");
    workbook::write(
        &computer.folder().join("list.xlsx"),
        &rows(60, |at, row| {
            if at == 17 {
                row[5] = "0".to_owned();
            }
        }),
    );
    let mut person = Person::starts(&computer, &["list.xlsx"]);
    person.sees("选择界面语言");
    person.is_accessible("first run: language");
    person.presses("继续");
    person.sees("您要怎样使用？");
    person.is_accessible("first run: use");
    person.presses("继续");
    person.sees("第 6 组");
    person.is_accessible("first run: recovery code");
    person.checks_recovery_code();
    person.sees("要加锁屏密码吗？");
    person.is_accessible("first run: lock");
    person.presses("先不加");
    person.sees("可以开始了");
    person.presses("新增第一单");
    let order = person.order();
    person.sees("还没有交易清单");
    person.is_accessible("an empty order");
    person.goes_to_the_entry_row();
    person
        .window
        .paste("\t示例商户一\t1990000000\t2025-03\t示例玩具\t1.2e3\t1\t1.00")
        .expect("the window is there");
    person.sees("1 行有误");
    person.types(&keys::F8.to_string());
    person.sees("PHONE_FORMAT");
    person.is_accessible("an order with wrong cells");
    person.presses("批量导入");
    person.sees("选择商户的表格");
    person.is_accessible("import: choose");
    person.presses("选择文件");
    person.sees("1 行有错，共 1 处");
    person.is_accessible("import: preview");
    for (place, words) in [
        ("/home", "继续填写"),
        ("/orders", "共 1 单"),
        ("/settings", "外观"),
        ("/settings/about", "保险库编号"),
        ("/account", "服务器地址"),
        ("/account/register", "统一社会信用代码"),
        ("/password", "修改密码需要先登录"),
        ("/outbox", "导出未同步内容"),
        ("/attention", "没有需要处理的内容"),
        ("/backups", "立即备份"),
        ("/help", "帮助"),
        ("/settlement", "此功能尚未开放"),
    ] {
        person.goes(place);
        person.sees(words);
        person.is_accessible(place);
    }
    person.goes(&format!("/orders/{order}?panel=history"));
    person.sees("新增订单");
    person.is_accessible("history");
    person.goes("/settings/security");
    person.presses("加锁");
    person.fills("新的 PIN 或密码", "135790");
    person.fills("再输入一次", "135790");
    person.is_accessible("settings: lock dialog");
    person.enters();
    person.sees("锁屏密码已更新。");
    person.holds(&[keys::CONTROL], 'l');
    person.sees("已锁定");
    person.is_accessible("lock");
}

/// CM-UI-01, YW-ORD-10, YW-IMP-12: from the first start to an imported workbook without a pointer.
#[test]
fn the_keyboard_suffices() {
    let computer = Computer::new().expect("a folder");
    workbook::write(
        &computer.folder().join("list.xlsx"),
        &rows(60, |at, row| {
            if at == 17 {
                row[5] = "0".to_owned();
            }
        }),
    );
    let mut person = Person::starts(&computer, &["list.xlsx"]);
    person.sees("选择界面语言");
    person.tabs_to("继续");
    person.enters();
    person.sees("您要怎样使用？");
    person.tabs_to("继续");
    person.enters();
    person.sees("第 6 组");
    let groups = person.waits(
        "the groups that are asked for",
        "const codes = [...document.querySelectorAll('ol b')].map((b) => b.textContent); \
         const asked = [...document.querySelectorAll('form input')].map((i) => i.labels[0].textContent.trim()); \
         return asked.length === 2 && asked.map((label) => [label, codes[label.match(/\\d+/)[0] - 1]])",
    );
    for group in groups.as_array().expect("two groups") {
        person.tabs_to(group[0].as_str().expect("a label"));
        person.types(group[1].as_str().expect("a group"));
    }
    person.enters();
    person.sees("要加锁屏密码吗？");
    person.tabs_to("先不加");
    person.enters();
    person.sees("可以开始了");
    person.tabs_to("新增第一单");
    person.enters();
    person.sees("还没有交易清单");

    person.tabs_to("采购商姓名");
    person.types(&format!("SAMPLE BUYER{}L898902C3{}", keys::TAB, keys::TAB));
    person.waits("the name is stored", "return document.body.innerText.includes('已暂存')");
    // The focus began in the lines, so Tab left them behind their last column: that is where it comes back.
    person.tabs_to("总金额，未添加的一笔");
    person.types(&keys::HOME.to_string());
    let line = |phone: &str, amount: &str| {
        let tab = keys::TAB;
        format!("{tab}Sample merchant{tab}{phone}{tab}2025-03{tab}Umbrella{tab}12{tab}3{tab}{amount}")
    };
    person.types(&line("19900000001", "100.50"));
    person.enters();
    person.sees("1 笔");
    person.types(&keys::HOME.to_string());
    person.types(&line("19900000002", "200.00"));
    person.holds(&[keys::CONTROL], keys::ENTER);
    person.sees("300.50");
    person.holds(&[keys::CONTROL], keys::HOME);
    person.types(&format!("{}{}199", keys::RIGHT, keys::RIGHT));
    person.enters();
    person.sees("1 行有误");
    person.types(&keys::F8.to_string());
    person.sees("PHONE_FORMAT");
    person.types("19900000003");
    person.enters();
    person.waits("nothing is wrong", "return !document.body.innerText.includes('行有误')");

    person.holds(&[keys::CONTROL, keys::SHIFT], 'i');
    person.sees("选择商户的表格");
    person.tabs_to("选择文件");
    person.enters();
    person.sees("1 行有错，共 1 处");
    person.types(&keys::F8.to_string());
    person.sees("第 19 行，数量");
    person.tabs_to("仅导入正确行");
    person.enters();
    person.tabs_to("导入 59 行");
    person.enters();
    person.sees("已导入 59 行");
    person.tabs_to("回到订单");
    person.enters();
    person.sees("61 笔");
}
