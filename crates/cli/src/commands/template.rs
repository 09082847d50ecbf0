//! `template`: the import template (YW-IMP-01).

use std::path::Path;

use serde_json::json;
use values::Currency;

use crate::answer::{Answer, Outcome};
use crate::args::CurrencyArg;
use crate::call::Call;

/// Writes the template.
///
/// # Errors
/// `FILE_WRITE`.
pub(super) fn template(call: &Call, out: &Path, currency: CurrencyArg) -> Outcome {
    let currency = currency.currency();
    excel_import::write::template::write(out, currency).map_err(|error| error.problem())?;
    let data = json!({ "file": out.display().to_string(), "currency": currency.code() });
    Ok(Answer::new(data, call.say("已写出模板。", "The template was written.")))
}

impl CurrencyArg {
    fn currency(self) -> Currency {
        match self {
            Self::Cny => Currency::CNY,
            Self::Usd => Currency::USD,
        }
    }
}
