use proptest::prelude::*;

use super::*;

fn text() -> impl Strategy<Value = Box<str>> {
    any::<String>().prop_map(String::into_boxed_str)
}

fn cell() -> impl Strategy<Value = RawCell> {
    prop_oneof![
        Just(RawCell::Empty),
        text().prop_map(RawCell::Text),
        (-1e15..1e15).prop_map(RawCell::Number),
        (0.0..80_000.0).prop_map(RawCell::Date),
        any::<bool>().prop_map(RawCell::Bool),
        text().prop_map(RawCell::Error),
        Just(RawCell::FormulaNoResult),
    ]
}

fn row() -> impl Strategy<Value = RawRow> {
    (any::<u32>(), proptest::collection::vec(cell(), 0..10))
        .prop_map(|(number, cells)| RawRow { number, cells })
}

fn range() -> impl Strategy<Value = CellRange> {
    (any::<u32>(), any::<u16>(), any::<u32>(), any::<u16>()).prop_map(
        |(first_row, first_column, last_row, last_column)| CellRange {
            first_row,
            first_column,
            last_row,
            last_column,
        },
    )
}

fn facts() -> impl Strategy<Value = Facts> {
    let sheet = (text(), any::<bool>()).prop_map(|(name, visible)| SheetInfo { name, visible });
    (
        proptest::sample::select(&Kind::ALL[..]),
        proptest::option::of(text()),
        proptest::collection::vec(sheet, 0..4),
        any::<u16>(),
        any::<bool>(),
        proptest::option::of(proptest::sample::select(&TextEncoding::ALL[..])),
        proptest::option::of(any::<u8>()),
    )
        .prop_map(|(kind, wrong_extension, sheets, sheet, is_1904, encoding, separator)| Facts {
            kind,
            wrong_extension,
            sheets,
            sheet,
            is_1904,
            encoding,
            separator,
        })
}

fn message() -> impl Strategy<Value = Message> {
    let names = || proptest::collection::vec(text(), 0..3);
    prop_oneof![
        facts().prop_map(|facts| Message::Event(RawEvent::Facts(facts))),
        proptest::collection::vec(row(), 0..10).prop_map(|rows| Message::Event(RawEvent::Heading(rows))),
        row().prop_map(|row| Message::Event(RawEvent::Row(row))),
        proptest::collection::vec(range(), 0..5).prop_map(|ranges| Message::Event(RawEvent::Merges(ranges))),
        (any::<u32>(), any::<u32>()).prop_map(|(data_rows, hidden_rows)| Message::Event(RawEvent::End(
            Totals { data_rows, hidden_rows }
        ))),
        prop_oneof![
            text().prop_map(Refusal::Unreadable),
            any::<u32>().prop_map(Refusal::Rows),
            any::<u32>().prop_map(Refusal::Quoting),
            names().prop_map(Refusal::SheetChoice),
            (text(), names()).prop_map(|(name, names)| Refusal::SheetUnknown { name, names }),
            proptest::sample::select(vec![
                Refusal::TooLarge,
                Refusal::Type,
                Refusal::Encrypted,
                Refusal::Damaged,
                Refusal::Empty,
                Refusal::Encoding,
                Refusal::Timeout,
                Refusal::Cancelled,
            ]),
        ]
        .prop_map(Message::Refused),
    ]
}

proptest! {
    /// YW-IMP-02: what goes in comes out.
    #[test]
    fn messages_round_trip(messages in proptest::collection::vec(message(), 1..5)) {
        let mut bytes = Vec::new();
        write_start(&mut bytes).unwrap();
        for message in &messages {
            write_message(&mut bytes, message).unwrap();
        }
        let mut from = bytes.as_slice();
        read_start(&mut from).unwrap();
        for message in &messages {
            prop_assert_eq!(&read_message(&mut from).unwrap(), message);
        }
        prop_assert!(from.is_empty());
    }

    /// A stream of a hostile process: an answer, never a panic, never much memory.
    #[test]
    fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let mut from = bytes.as_slice();
        while read_message(&mut from).is_ok() {}
        let _ = read_request(&mut bytes.as_slice());
    }

    /// A stream that breaks off is an error, not half a message.
    #[test]
    fn a_cut_stream_is_an_error(message in message(), cut in 0.0..1.0) {
        let mut bytes = Vec::new();
        write_message(&mut bytes, &message).unwrap();
        bytes.truncate((bytes.len() as f64 * cut) as usize);
        prop_assert!(read_message(&mut bytes.as_slice()).is_err());
    }

    #[test]
    fn requests_round_trip(sheet in proptest::option::of(text()), columns in proptest::collection::btree_map(0usize..8, any::<u16>(), 0..8), encoding in proptest::option::of(proptest::sample::select(&TextEncoding::ALL[..]))) {
        let mut request = ReadRequest::new("/tmp/三月 交易清单.xlsx");
        request.sheet = sheet;
        request.encoding = encoding;
        for (field, at) in columns {
            request.mapping.assign(domain::LineField::ALL[field], at);
        }
        let mut bytes = Vec::new();
        write_request(&mut bytes, &request).unwrap();
        prop_assert_eq!(read_request(&mut bytes.as_slice()).unwrap(), request);
    }
}
