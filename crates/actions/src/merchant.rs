//! What the platform last said of a line's purchase number (YW-ORD-12).

use domain::{Field, Line, LineFields, Lookup};
use values::{Code, Problem};

use crate::{
    fault::ActionError,
    host::{Host, KnownMerchant, Tx as _},
    step::Step,
};

/// Fills in name and phone where the platform knows the number; where it knows others than were typed, says so and
/// leaves the choice to the person.
pub(crate) async fn ask_merchant<H: Host>(
    step: &mut Step<'_, H>,
    line: &mut Line,
) -> Result<Vec<Problem>, ActionError> {
    line.lookup = line.fields.unasked_lookup();
    let Some(known) = known_merchant(step, &line.fields).await? else {
        return Ok(Vec::new());
    };
    let mut problems = Vec::new();
    let no = line.fields.merchant_no.entry();
    if !known.active {
        problems.push(Problem::new(Code::MerchantInactive).with("mpn", no.text()).in_field("merchant_no"));
    }
    let fields = &mut line.fields;
    if differs(fields, &known) {
        line.lookup = Lookup::Mismatch;
        problems.push(
            Problem::new(Code::MerchantMismatch)
                .with("mpn", no.text())
                .with("platform_name", &known.name)
                .with("platform_phone", known.phone)
                .with("name", fields.merchant_name.entry().text())
                .with("phone", fields.merchant_phone.entry().text())
                .in_field("merchant_no"),
        );
    } else {
        fields.merchant_name = Field::Value(known.name);
        fields.merchant_phone = Field::Value(known.phone);
        line.lookup = Lookup::Ok;
    }
    Ok(problems)
}

/// What is known of the purchase number of fields that are to stay as they are: taking back an edit fills nothing in,
/// so a name that is still missing waits for the next look-up.
pub(crate) async fn lookup_of<H: Host>(
    step: &mut Step<'_, H>,
    fields: &LineFields,
) -> Result<Lookup, ActionError> {
    let Some(known) = known_merchant(step, fields).await? else {
        return Ok(fields.unasked_lookup());
    };
    let is_whole = !fields.merchant_name.is_empty() && !fields.merchant_phone.is_empty();
    Ok(match (differs(fields, &known), is_whole) {
        (true, _) => Lookup::Mismatch,
        (false, true) => Lookup::Ok,
        (false, false) => Lookup::Pending,
    })
}

async fn known_merchant<H: Host>(
    step: &mut Step<'_, H>,
    fields: &LineFields,
) -> Result<Option<KnownMerchant>, ActionError> {
    let Some(no) = fields.merchant_no.value() else { return Ok(None) };
    if let Some(known) = step.merchants.get(no) {
        return Ok(known.clone());
    }
    let known = step.tx.known_merchant(no, step.at).await?;
    step.merchants.insert(no.clone(), known.clone());
    Ok(known)
}

/// Whether a name or phone was typed that is not the platform's.
fn differs(fields: &LineFields, known: &KnownMerchant) -> bool {
    let name = fields.merchant_name.is_empty() || fields.merchant_name.value() == Some(&known.name);
    let phone = fields.merchant_phone.is_empty() || fields.merchant_phone.value() == Some(&known.phone);
    !(name && phone)
}
