use values::{Accepted, Code, GoodsName, Problem};

use super::{Entry, Field};

fn enter(text: &str) -> Result<(Entry, Vec<Code>), Code> {
    match Field::enter(text, 5, GoodsName::parse) {
        Ok((field, problems)) => Ok((field.entry(), problems.iter().map(|problem| problem.code).collect())),
        Err(problem) => Err(problem.code),
    }
}

/// YW-ORD-06: a value, a wrong text kept as typed, nothing, or a text beyond four times the length.
#[test]
fn what_a_typed_text_becomes() {
    let value = |text: &str| Ok((Entry::Value(text.into()), vec![]));
    let raw = |text: &str, code| Ok((Entry::Raw(text.into()), vec![code]));
    let private = "\u{e000}";
    let table = [
        (" 拉\u{3000} 链 ".to_owned(), value("拉 链")),
        (String::new(), Ok((Entry::Empty, vec![]))),
        (" \u{a0}\u{3000}\r\n".to_owned(), Ok((Entry::Empty, vec![]))),
        ("\u{200b}\u{202e}".to_owned(), Ok((Entry::Empty, vec![]))),
        (private.to_owned(), raw(private, Code::TextChars)),
        (private.repeat(20), raw(&private.repeat(20), Code::TextChars)),
        (private.repeat(21), Err(Code::FieldTooLong)),
        // What parses is never too long here: its own rule decides.
        ("a".repeat(100), value(&"a".repeat(100))),
    ];
    for (text, expected) in table {
        assert_eq!(enter(&text), expected, "{text:?}");
    }
}

/// YW-ORD-06: a record is read back as it was; a value that is none any more becomes raw text, not nothing.
#[test]
fn records_are_read_back() {
    let is_even = |text: &str| -> Result<Accepted<u32>, Problem> {
        let number: u32 = text.parse().map_err(|_| Problem::new(Code::NumFormat))?;
        if number.is_multiple_of(2) { Ok(number.into()) } else { Err(Problem::new(Code::NumRange)) }
    };
    let read = |entry: Entry| Field::read(&entry, is_even);
    assert_eq!(read(Entry::Empty), Field::Empty);
    assert_eq!(read(Entry::Value("4".into())), Field::Value(4));
    assert_eq!(read(Entry::Value("5".into())), Field::Raw("5".into()));
    assert_eq!(
        read(Entry::Raw("4".into())),
        Field::Raw("4".into()),
        "a raw text stays one until it is typed again"
    );
}

/// YW-ORD-06: what is wrong with a raw text is found by the rules of today.
#[test]
fn problems_are_found_again() {
    let parse = |text: &str| text.parse::<u32>().map_err(|_| Problem::new(Code::NumFormat));
    let problem = |field: Field<u32>| field.problem(parse).map(|problem| problem.code);
    assert_eq!(problem(Field::Raw("x".into())), Some(Code::NumFormat));
    assert_eq!(problem(Field::Raw("4".into())), Some(Code::FieldRetype));
    assert_eq!(problem(Field::Value(4)), None);
    assert_eq!(problem(Field::Empty), None);
}
