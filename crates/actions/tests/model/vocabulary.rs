//! What people type, and what it becomes: the table by which the model knows values from wrong texts.

use domain::{LineField, OrderField};
use testkit::Chance;
use values::Code;

use crate::oracle::Cell;

/// What becomes of a typed text.
#[derive(Debug, Clone)]
pub(crate) enum Becomes {
    /// Nothing.
    Empty,
    /// This value.
    Is(&'static str),
    /// A wrong text, kept as typed, with this code.
    Wrong(Code),
    /// Nothing at all: the whole step is refused with this code.
    Refused(Code),
    /// This value in yuan, a wrong text in dollars.
    InYuan(&'static str),
    /// This value in dollars, a wrong text in yuan.
    InDollars(&'static str),
}

/// A text as typed and what becomes of it.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    pub(crate) typed: String,
    pub(crate) becomes: Becomes,
}

impl Word {
    /// What stands in the field afterwards, and the code told; or the code of the refusal.
    pub(crate) fn read(&self, dollars: bool) -> Result<(Cell, Option<Code>), Code> {
        let raw = || Cell::Raw(self.typed.clone());
        match (&self.becomes, dollars) {
            (Becomes::Empty, _) => Ok((Cell::Empty, None)),
            (Becomes::Is(value), _) | (Becomes::InYuan(value), false) | (Becomes::InDollars(value), true) => {
                Ok((Cell::Value((*value).to_owned()), None))
            }
            (Becomes::Wrong(code), _) => Ok((raw(), Some(*code))),
            (Becomes::InYuan(_), true) | (Becomes::InDollars(_), false) => {
                Ok((raw(), Some(Code::MoneyCurrencyMismatch)))
            }
            (Becomes::Refused(code), _) => Err(*code),
        }
    }
}

fn word(typed: &str, becomes: Becomes) -> Word {
    Word { typed: typed.to_owned(), becomes }
}

fn is(typed: &str, value: &'static str) -> Word {
    word(typed, Becomes::Is(value))
}

fn wrong(typed: &str, code: Code) -> Word {
    word(typed, Becomes::Wrong(code))
}

/// A wrong text one character longer than four times the field's length, and one that is just as long.
fn at_the_limit(max: usize, code: Code) -> [Word; 2] {
    let long = word(&"！".repeat(4 * max + 1), Becomes::Refused(Code::FieldTooLong));
    [long, wrong(&"！".repeat(4 * max), code)]
}

fn blank() -> [Word; 3] {
    ["", " \u{3000}\t", "\u{200b}\u{feff}"].map(|typed| word(typed, Becomes::Empty))
}

/// A text for a field of the head.
pub(crate) fn head_word(chance: &mut Chance, field: OrderField) -> Word {
    let mut words = head_words(field);
    if !matches!(field, OrderField::BuyerKind | OrderField::LineCurrency) {
        words.extend(blank());
    }
    pick(chance, words)
}

fn pick(chance: &mut Chance, mut words: Vec<Word>) -> Word {
    let at = chance.below(words.len());
    words.swap_remove(at)
}

fn head_words(field: OrderField) -> Vec<Word> {
    match field {
        OrderField::BuyerKind => vec![
            is("person", "person"),
            is("company", "company"),
            is("", "person"),
            word("firm", Becomes::Refused(Code::CodeUnknown)),
        ],
        OrderField::BuyerName => with_limits(
            vec![
                is("SAMPLE BUYER ONE", "SAMPLE BUYER ONE"),
                is("  样本・买方  ", "样本·买方"),
                wrong("X", Code::FieldTooShort),
                wrong("SAMPLE <BUYER>", Code::NameChars),
            ],
            100,
            Code::FieldTooLong,
        ),
        OrderField::BuyerPassport => with_limits(
            vec![
                is("l898902c3", "L898902C3"),
                is("E 1234-5678", "E12345678"),
                wrong("??", Code::PassportFormat),
                wrong("tab\tnul\0\"quote", Code::PassportFormat),
            ],
            12,
            Code::PassportFormat,
        ),
        OrderField::BuyerRegistrationNo => {
            vec![is("REG-2025 01", "REG-202501"), wrong("#登记#", Code::BuyerRegFormat)]
        }
        OrderField::BuyerNationality => {
            vec![is("德国", "DE"), is("Germany", "DE"), is("FRA", "FR"), wrong("XX", Code::CodeUnknown)]
        }
        OrderField::BuyerPhone => {
            vec![is("+971 50 123 4567", "+971501234567"), wrong("12", Code::PhoneIntlFormat)]
        }
        OrderField::BuyerEmail => {
            vec![is("buyer@Example.COM", "buyer@example.com"), wrong("buyer@", Code::EmailFormat)]
        }
        OrderField::Destination => {
            vec![is("AE", "AE"), is("DEU", "DE"), is("香港", "HK"), wrong("CN", Code::DestIsCn)]
        }
        OrderField::TotalUsd => with_limits(
            vec![
                is("12,500", "12500.00"),
                is("$150000.00", "150000.00"),
                wrong("1.005", Code::MoneyScale),
                wrong("¥5", Code::MoneyCurrencyMismatch),
                wrong("0", Code::MoneyRange),
            ],
            11,
            Code::MoneyFormat,
        ),
        OrderField::LineCurrency => vec![
            is("usd", "USD"),
            is("CNY", "CNY"),
            is("USD", "USD"),
            word("EUR", Becomes::Refused(Code::MoneyCurrency)),
            word("", Becomes::Refused(Code::MoneyCurrency)),
        ],
        OrderField::ContractNo => {
            vec![is("HT-2025/01", "HT-2025/01"), wrong(&"合".repeat(41), Code::FieldTooLong)]
        }
        OrderField::Remark => vec![
            is("第一行\r\n第二行", "第一行\n第二行"),
            is("'; DROP TABLE orders; --", "'; DROP TABLE orders; --"),
            wrong(&"备".repeat(501), Code::FieldTooLong),
        ],
        OrderField::PurchaseOrderNos => vec![
            is("PO-1， PO-2", "PO-1\nPO-2"),
            wrong("PO 1!", Code::TraceFormat),
            wrong("，", Code::TraceFormat),
        ],
        OrderField::ConsolidationNo => vec![is("ZH-7", "ZH-7"), wrong("组货单", Code::TraceFormat)],
    }
}

fn with_limits(mut words: Vec<Word>, max: usize, code: Code) -> Vec<Word> {
    words.extend(at_the_limit(max, code));
    words
}

/// A text for a field of a line; `right` leaves wrong ones out.
pub(crate) fn line_word(chance: &mut Chance, field: LineField, right: bool) -> Word {
    let mut words = line_words(field);
    if right {
        words.retain(|word| matches!(word.becomes, Becomes::Is(_)));
    } else {
        words.extend(blank());
    }
    pick(chance, words)
}

/// Known to the platform in every run: number, name, phone.
pub(crate) const KNOWN: [(&str, &str, &str); 2] =
    [("M00000001", "示例商户一", "19900000001"), ("M00000002", "样品饰品有限公司", "19900000002")];

fn line_words(field: LineField) -> Vec<Word> {
    match field {
        LineField::MerchantNo => vec![
            is("m0000 0001", "M00000001"),
            is("M00000002", "M00000002"),
            is("M99999999", "M99999999"),
            wrong("采购号", Code::MpnFormat),
        ],
        LineField::MerchantName => with_limits(
            vec![
                is("示例商户一", "示例商户一"),
                is(" Sample   Toys ", "Sample Toys"),
                wrong("商", Code::FieldTooShort),
            ],
            100,
            Code::FieldTooLong,
        ),
        LineField::MerchantPhone => vec![
            is("19900000001", "19900000001"),
            is("+86 199-0000-0002", "19900000002"),
            wrong("1234", Code::PhoneFormat),
        ],
        LineField::OrderMonth => vec![
            is("2025-03", "2025-03"),
            is("2025年3月", "2025-03"),
            is("202512", "2025-12"),
            is("Mar-26", "2026-03"),
            wrong("2026-04", Code::MonthFuture),
            wrong("13/2025", Code::MonthFormat),
        ],
        LineField::GoodsName => {
            vec![
                is("塑料玩具", "塑料玩具"),
                is(" 雨伞\u{3000}Umbrella", "雨伞 Umbrella"),
                wrong(&"品".repeat(101), Code::FieldTooLong),
            ]
        }
        LineField::Quantity => {
            vec![
                is("1,200", "1200.000"),
                is("０．５", "0.500"),
                wrong("1.2345", Code::NumScale),
                wrong("0", Code::NumRange),
            ]
        }
        LineField::Packages => {
            vec![
                is("24", "24"),
                is("9999999", "9999999"),
                wrong("1.5", Code::NumScale),
                wrong("10000000", Code::NumRange),
            ]
        }
        LineField::Amount => with_limits(
            vec![
                is("8600", "8600.00"),
                is("99,999,999.99", "99999999.99"),
                word("¥5", Becomes::InYuan("5.00")),
                word("US$7.5", Becomes::InDollars("7.50")),
                wrong("1.005", Code::MoneyScale),
                wrong("一百", Code::MoneyFormat),
            ],
            11,
            Code::MoneyFormat,
        ),
    }
}
