//! What lies in the vault of a scene: synthetic orders, made through `xinbao` like everything else.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, ensure};
use house_tests::window::{Computer, command_line};
use serde_json::{Value, json};

/// How much of an office a scene wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Furniture {
    /// No vault yet.
    Nothing,
    /// A vault without orders.
    Empty,
    /// Some orders, one of them with 1,248 lines, three of those wrong.
    Busy,
    /// The same behind a PIN.
    Locked,
    /// A database that somebody wrote over.
    Damaged,
}

/// A computer with a vault and files.
#[derive(Clone)]
pub(crate) struct Office {
    pub(crate) vault: PathBuf,
    pub(crate) key: PathBuf,
    pub(crate) has_key: bool,
    /// The order with many lines.
    pub(crate) order: String,
    /// An order with long texts everywhere.
    pub(crate) long: String,
    workbook: PathBuf,
}

const KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n";
pub(crate) const PIN: &str = "135790";

const GOODS: [&str; 12] = [
    "塑料玩具",
    "折叠雨伞",
    "五金挂钩",
    "圣诞挂饰",
    "儿童棉袜",
    "LED 小夜灯",
    "尼龙拉链",
    "手机壳",
    "木质相框",
    "化妆刷 12 支装",
    "毛绒玩具",
    "硅胶厨具",
];
const BUYERS: [(&str, &str, &str); 8] = [
    ("Sample Trading FZE 21", "AE", "16840.00"),
    ("示例采购商七", "SA", "9650.00"),
    ("Example Imports LLC 05", "NG", "52300.50"),
    ("Muestra Comercial 08", "PE", "8120.00"),
    ("Example Retail Sp. z o.o. 03", "PL", "19975.00"),
    ("示例采购商十一", "PH", "96300.00"),
    ("Sample Buyer 12", "ZA", "6540.00"),
    ("Ejemplo Importadora 03", "CO", "168400.00"),
];

impl Office {
    /// Furnishes one office in `folder`; scenes get [copies](Self::copied_to) of it.
    pub(crate) fn furnish(folder: &Path, furniture: Furniture) -> anyhow::Result<Self> {
        let mut office = Self {
            vault: folder.join("vault"),
            key: folder.join("key"),
            has_key: true,
            order: String::new(),
            long: String::new(),
            workbook: folder.join("三月交易清单.csv"),
        };
        fs::write(&office.key, KEY)?;
        fs::write(&office.workbook, workbook(2_400, true))?;
        if furniture == Furniture::Nothing {
            return Ok(office);
        }
        let code = folder.join("code");
        office.xinbao(&["init", "--recovery-out", text(&code)])?;
        if furniture == Furniture::Empty {
            return Ok(office);
        }
        for (at, (buyer, destination, total)) in BUYERS.into_iter().enumerate() {
            let id = office.order(&json!({
                "buyer_name": buyer, "buyer_passport": format!("K9{at:03}047"), "destination": destination,
                "total_usd": total, "contract_no": format!("EX-2025-03{at:02}"),
            }))?;
            let lines = folder.join(format!("{at}.csv"));
            fs::write(&lines, workbook(if at == 7 { 1_248 } else { 12 + at * 5 }, false))?;
            office.xinbao(&["import", &id, text(&lines)])?;
            office.order = id;
        }
        office.spoil(folder)?;
        office.long = office.long_order(folder)?;
        match furniture {
            Furniture::Locked => {
                let pin = folder.join("pin");
                fs::write(&pin, format!("{PIN}\n{PIN}\n"))?;
                office.xinbao(&["lock", "set", "--password-file", text(&pin)])?;
            }
            Furniture::Damaged => {
                let path = office.vault.join("vault.db");
                let mut bytes = fs::read(&path)?;
                bytes[4_096..].fill(0x5a);
                fs::write(path, bytes)?;
            }
            _ => {}
        }
        Ok(office)
    }

    /// The same office on a computer of its own.
    pub(crate) fn copied_to(&self, computer: &Computer) -> anyhow::Result<Self> {
        let there = |path: &Path| computer.folder().join(path.file_name().unwrap_or_default());
        let copy = Self {
            vault: there(&self.vault),
            key: there(&self.key),
            workbook: there(&self.workbook),
            ..self.clone()
        };
        copy_all(self.vault.parent().context("a vault lies in a folder")?, computer.folder())?;
        Ok(copy)
    }

    /// What the dialogs answer: a workbook for everything that is opened.
    pub(crate) fn answers(&self) -> String {
        format!("{}\n", self.workbook.display())
    }

    pub(crate) fn workbook(&self) -> &Path {
        &self.workbook
    }

    fn order(&self, fields: &Value) -> anyhow::Result<String> {
        let file = self.vault.with_file_name("order.json");
        fs::write(&file, fields.to_string())?;
        let made = self.xinbao(&["order", "new", "--file", text(&file)])?;
        Ok(made["id"].as_str().unwrap_or_default().to_owned())
    }

    /// Three wrong cells, as people type them.
    fn spoil(&self, folder: &Path) -> anyhow::Result<()> {
        let file = folder.join("edit.json");
        for (line, field, typed) in
            [("#6", "merchant_phone", "1990000000"), ("#9", "quantity", "1.2e3"), ("#14", "amount", "")]
        {
            fs::write(&file, json!({ field: typed }).to_string())?;
            self.xinbao(&["lines", "edit", &self.order, line, "--file", text(&file)])?;
        }
        Ok(())
    }

    fn long_order(&self, folder: &Path) -> anyhow::Result<String> {
        let long = "示例采购商一百二十三号国际贸易有限责任公司（中东及北非地区总代理）分公司".to_owned();
        let id = self.order(&json!({
            "buyer_name": long, "buyer_passport": "K9000047", "destination": "CD", "total_usd": "99999999.99",
            "buyer_email": "a.very.long.mailbox.name.for.this.example@subsidiary.example.com",
            "remark": "分两柜出运，第二柜待定；唛头以采购商邮件为准，木托盘须熏蒸，整批含电池的货物单独装箱并随附运输鉴定书，\
                       不得与液体混装。",
        }))?;
        let lines = json!([{
            "merchant_name": "示例商户一百二十三号小商品经营部（国际商贸城一区二层）", "merchant_phone": "19900000001",
            "order_month": "2025-03", "goods_name": "不锈钢真空保温杯 500 毫升 双层 带茶隔 带提绳 混色 彩盒装 每箱 24 只",
            "quantity": "999999999.999", "packages": "9999999", "amount": "99999999.99",
        }]);
        let file = folder.join("long.json");
        fs::write(&file, lines.to_string())?;
        self.xinbao(&["lines", "add", &id, "--file", text(&file)])?;
        Ok(id)
    }

    fn xinbao(&self, arguments: &[&str]) -> anyhow::Result<Value> {
        let mut command = Command::new(command_line()?);
        command.arg("--data").arg(&self.vault).arg("--key-file").arg(&self.key).arg("--json").args(arguments);
        let done = command.output()?;
        let mut out: Value = serde_json::from_slice(&done.stdout).unwrap_or(Value::Null);
        ensure!(
            !out["data"].is_null(),
            "xinbao {arguments:?}: {out} {}",
            String::from_utf8_lossy(&done.stderr)
        );
        Ok(out["data"].take())
    }
}

fn copy_all(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_all(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn text(path: &Path) -> &str {
    path.to_str().expect("temporary folders have plain names")
}

/// Rows as merchants send them; with `faults`, some as they should not.
fn workbook(rows: usize, faults: bool) -> String {
    let mut csv = String::from("\u{feff}采购号,商户名*,手机号*,下单月份*,品名*,数量*,总件数*,总金额*(元)\n");
    for at in 0..rows {
        let merchant = at % 9 + 1;
        let month =
            if faults && at % 400 == 17 { "2025.1".to_owned() } else { format!("2025-0{}", at % 3 + 1) };
        let phone =
            if faults && at % 300 == 40 { "1.99E+10".to_owned() } else { format!("1990000000{merchant}") };
        let packages = if faults && at % 500 == 99 { "12.5".to_owned() } else { (at % 40 + 1).to_string() };
        let goods = if faults && at % 700 == 150 { "" } else { GOODS[at % GOODS.len()] };
        let quantity = 120 + at;
        let cents = 19_920 + at * 1_337;
        writeln!(
            csv,
            ",示例商户{merchant},{phone},{month},{goods},{quantity},{packages},{}.{:02}",
            cents / 100,
            cents % 100
        )
        .expect("a String takes everything");
    }
    csv
}
