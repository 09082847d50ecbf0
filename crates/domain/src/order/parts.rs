//! Values that only an order's head has: the kind of buyer, and lists of purchase orders.

use values::{Code, Problem, TraceNo};

/// An order names at most this many purchase orders (YW-ORD-18).
pub const PURCHASE_ORDERS_MAX: usize = 50;

/// Whether the buyer is a person or a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BuyerKind {
    /// Needs a passport to be confirmed.
    #[default]
    Person,
    /// Needs a registration number to be confirmed; its contact's passport is optional.
    Company,
}

impl BuyerKind {
    /// `person` or `company`; `CODE_UNKNOWN` for anything else.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        match text.trim() {
            "person" => Ok(Self::Person),
            "company" => Ok(Self::Company),
            other => Err(Problem::new(Code::CodeUnknown).found(other)),
        }
    }
}

impl std::fmt::Display for BuyerKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Person => "person",
            Self::Company => "company",
        })
    }
}

/// Up to 50 purchase-order numbers (YW-ORD-18); shown one per line of text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PurchaseOrderNos(Vec<TraceNo>);

impl PurchaseOrderNos {
    /// Numbers separated by line ends, commas or semicolons. `TRACE_FORMAT` if one of them is malformed, if there is
    /// none, or if there are more than 50.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let mut numbers = Vec::new();
        for part in
            text.split(['\n', ',', '，', ';', '；', '、']).map(str::trim).filter(|part| !part.is_empty())
        {
            numbers.push(TraceNo::parse(part)?);
        }
        if numbers.is_empty() || numbers.len() > PURCHASE_ORDERS_MAX {
            return Err(Problem::new(Code::TraceFormat));
        }
        Ok(Self(numbers))
    }

    /// The numbers.
    pub fn as_slice(&self) -> &[TraceNo] {
        &self.0
    }
}

impl std::fmt::Display for PurchaseOrderNos {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, number) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{number}")?;
        }
        Ok(())
    }
}
