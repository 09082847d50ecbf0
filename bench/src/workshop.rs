//! A vault to measure in: a real one, encrypted, in a folder of its own.

use std::path::Path;

use actions::ImportedRow;
use desk::{
    desk::Desk,
    keys::KeyFile,
    vault::{KeyChoice, Vault},
};
use domain::{LineField, LineFields, Lookup, OrderField};
use values::{Currency, Day, OrderId};

/// A byte of the vault's key, as a key file has it 32 times.
pub(crate) const KEY: &str = "5a";

/// A new vault.
pub(crate) async fn new_desk(folder: &Path) -> anyhow::Result<Desk> {
    let key = KeyFile::parse(&KEY.repeat(32))?;
    let (vault, _code) = Vault::create(folder, KeyChoice::KeyFile(key)).await?;
    Ok(Desk::open(vault).await?)
}

/// A new order with nothing in it but a buyer.
pub(crate) async fn new_order(desk: &Desk) -> anyhow::Result<OrderId> {
    let fields = [(OrderField::BuyerName, "SAMPLE BUYER ONE".to_owned())];
    Ok(actions::create_order(desk, &fields).await?.value)
}

/// Checked rows as an import would hand them over.
pub(crate) fn rows(count: u32) -> anyhow::Result<Vec<ImportedRow>> {
    let today = Day::parse("2025-12-31").map_err(|problem| anyhow::anyhow!("{}", problem.code))?;
    let context = domain::LineContext { today, currency: Currency::CNY };
    (0..count)
        .map(|at| {
            let texts = [
                (LineField::MerchantName, format!("示例商户{:04}", at % 3_000)),
                (LineField::MerchantPhone, format!("199{:08}", 10_000 + at % 3_000)),
                (LineField::OrderMonth, format!("2025-{:02}", at % 12 + 1)),
                (LineField::GoodsName, format!("塑料玩具 {at:06}")),
                (LineField::Quantity, (at % 5_000 + 1).to_string()),
                (LineField::Packages, (at % 90 + 1).to_string()),
                (LineField::Amount, format!("{}.50", at % 900_000 + 1)),
            ];
            let mut fields = LineFields::default();
            for (field, text) in &texts {
                fields.enter(*field, text, context).map_err(|problem| anyhow::anyhow!("{}", problem.code))?;
            }
            Ok(ImportedRow { fields, lookup: Lookup::None })
        })
        .collect()
}

/// Fills an order with this many lines, as one import.
pub(crate) async fn fill(desk: &Desk, order: OrderId, count: u32) -> anyhow::Result<()> {
    use actions::Host as _;
    let facts = actions::ImportFacts {
        id: values::ImportId::from_uuid(desk.next_uuid()),
        file_name: "bench.xlsx".to_owned(),
        sha256: [0; 32],
        mode: domain::ImportMode::Append,
        rows: count,
        left_out: 0,
        duplicates: 0,
        errors_by_code: Vec::new(),
    };
    let request = actions::ImportRequest { facts, rows: rows(count)?.into_iter(), updates: Vec::new() };
    actions::import_lines(desk, order, request, &|| false).await?;
    Ok(())
}
