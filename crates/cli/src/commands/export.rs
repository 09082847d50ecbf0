//! `export` and `order export-list`: out into files that import again, or that people read (CM-UI-02, YW-IMP-18).

use std::path::Path;

use desk::desk::Desk;
use excel_import::write::table::TableKind;
use serde_json::json;
use values::{Code, Problem};

use crate::answer::{Answer, Failure, Outcome};
use crate::args::FilterArgs;
use crate::call::Call;
use crate::session::order_id;

/// Writes an order's lines.
///
/// # Errors
/// `NOT_FOUND`, `FILE_WRITE`; `USAGE` for a name that ends neither in .xlsx nor in .csv; those of the store.
pub(super) async fn export(call: &Call, desk: &Desk, id: &str, out: &Path) -> Outcome {
    let kind = kind(out)?;
    let id = order_id(desk, id).await?;
    let lines = desk.export_lines(id, out, kind).await?;
    let data = json!({ "file": out.display().to_string(), "lines": lines });
    Ok(Answer::new(data, said(call, lines)))
}

/// Writes the filtered list of orders, masked.
///
/// # Errors
/// `EXPORT_TOO_LARGE`, `FILE_WRITE`; `USAGE` as above; the codes of the filters; those of the store.
pub(super) async fn list(call: &Call, desk: &Desk, out: &Path, filter: &FilterArgs) -> Outcome {
    let kind = kind(out)?;
    let query = super::list::query(desk, filter).await?;
    let orders = desk.export_list(&query, out, kind, call.lang).await?;
    let data = json!({ "file": out.display().to_string(), "orders": orders });
    Ok(Answer::new(data, said(call, orders)))
}

fn kind(out: &Path) -> Result<TableKind, Failure> {
    TableKind::of(out).ok_or_else(|| Problem::new(Code::Usage).with("detail", "OUT: .xlsx / .csv").into())
}

fn said(call: &Call, rows: i64) -> String {
    match call.lang {
        values::Lang::Zh => format!("已写出 {rows} 行。"),
        values::Lang::En => format!("{rows} rows were written."),
    }
}
