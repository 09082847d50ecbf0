//! Purchase numbers against what is known of merchants (YW-IMP-10, without the network).

use domain::{Field, LineField, LineFields, Lookup};
use values::{Code, Mobile, PartyName, Problem};

use super::cells::Context;
use super::{FilledIn, Known, KnownMerchant};

/// Fills in name and phone from a known purchase number, holds given ones against it, and says what is missing and what
/// was filled in.
pub(super) fn resolve<K: Known + ?Sized>(
    context: &Context<'_>,
    fields: &mut LineFields,
    known: &K,
    problems: &mut Vec<Problem>,
) -> (Lookup, FilledIn) {
    let nothing = FilledIn::default();
    let no = match &fields.merchant_no {
        Field::Empty => {
            require(context, fields, problems);
            return (Lookup::None, nothing);
        }
        // The number has to be corrected first; name and phone may then come from it.
        Field::Raw(_) => return (Lookup::None, nothing),
        Field::Value(no) => no,
    };
    match known.merchant(no) {
        Some(merchant) => {
            if !merchant.is_active {
                let warning = Problem::new(Code::MerchantInactive).with("mpn", no);
                problems.push(context.at(LineField::MerchantNo, warning));
            }
            compare(context, fields, merchant, problems)
        }
        None => {
            if fields.merchant_name.is_empty() || fields.merchant_phone.is_empty() {
                problems.push(context.at(LineField::MerchantNo, Problem::new(Code::ImpPendingLookup)));
            }
            (Lookup::Pending, nothing)
        }
    }
}

fn require(context: &Context<'_>, fields: &LineFields, problems: &mut Vec<Problem>) {
    let missing = [
        (LineField::MerchantName, fields.merchant_name.is_empty()),
        (LineField::MerchantPhone, fields.merchant_phone.is_empty()),
    ];
    for (field, _) in missing.into_iter().filter(|(_, is_missing)| *is_missing) {
        problems.push(context.at(field, Problem::new(Code::FieldRequired)));
    }
}

fn compare(
    context: &Context<'_>,
    fields: &mut LineFields,
    merchant: KnownMerchant,
    problems: &mut Vec<Problem>,
) -> (Lookup, FilledIn) {
    let name_differs = fields.merchant_name.value().is_some_and(|name| !is_same_name(name, &merchant.name));
    let phone_differs = fields.merchant_phone.value().is_some_and(|phone| *phone != merchant.phone);
    if name_differs || phone_differs {
        let at = if name_differs { LineField::MerchantName } else { LineField::MerchantPhone };
        problems.push(context.at(at, mismatch(fields, &merchant)));
        return (Lookup::Mismatch, FilledIn::default());
    }
    let filled_in =
        FilledIn { name: fields.merchant_name.is_empty(), phone: fields.merchant_phone.is_empty() };
    if filled_in.name {
        fields.merchant_name = Field::Value(merchant.name);
    }
    if filled_in.phone {
        fields.merchant_phone = Field::Value(merchant.phone);
    }
    (Lookup::Ok, filled_in)
}

fn mismatch(fields: &LineFields, merchant: &KnownMerchant) -> Problem {
    let shown = |text: Option<String>| text.unwrap_or_default();
    Problem::new(Code::MerchantMismatch)
        .with("mpn", shown(fields.merchant_no.value().map(ToString::to_string)))
        .with("platform_name", &merchant.name)
        .with("platform_phone", merchant.phone.as_string())
        .with("name", shown(fields.merchant_name.value().map(PartyName::to_string)))
        .with("phone", shown(fields.merchant_phone.value().copied().map(Mobile::as_string)))
}

/// Equal after normalisation: brackets of either width are equal and spaces do not count (CM-TEXT-02).
fn is_same_name(one: &PartyName, other: &PartyName) -> bool {
    let compared = |name: &PartyName| {
        let letters = name.as_str().chars().filter(|letter| !letter.is_whitespace());
        letters
            .map(|letter| match letter {
                '（' => '(',
                '）' => ')',
                letter => letter,
            })
            .collect::<String>()
    };
    one == other || compared(one) == compared(other)
}
