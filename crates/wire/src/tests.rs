//! Every shape there and back, what is refused, and the watch over the protocol.

use domain::{Deed, mutation::ImportDeed};
use serde_json::{Value, json};
use values::{Code, Problem};

use crate::{
    BODY_LINES, Cursor, LinesText, PROTOCOL, Page, Position, PushAnswer, PushRequest, accept, body,
    canonical, oldest,
    outcome::{outcome_text, read_outcome},
    push::request_text,
    samples, sha256,
};

fn code<T: std::fmt::Debug>(result: Result<T, Problem>) -> Code {
    result.unwrap_err().code
}

/// CM-SYNC-01: keys are sorted, white space is gone, floats are refused; escapes have one form.
#[test]
fn one_form_of_json() {
    let value: Value =
        serde_json::from_str(r#" { "b" : [1, -2, null], "a":"\u96e8\n\"", "B":{} } "#).unwrap();
    assert_eq!(canonical(&value).unwrap(), "{\"B\":{},\"a\":\"雨\\n\\\"\",\"b\":[1,-2,null]}");
    assert_eq!(code(canonical(&json!([1.5]))), Code::ReqMalformed);
    assert_eq!(code(canonical(&json!(1e300))), Code::ReqMalformed);
}

/// CM-SYNC-01: every mutation is sealed and opened as what it was, in one canonical text.
#[test]
fn mutations_there_and_back() {
    for mutation in samples::mutations() {
        let sealed = body::seal(&mutation);
        assert_eq!(sealed.hash, sha256(&sealed.text));
        assert_eq!(body::sealed_bytes(&mutation), sealed.text.len());
        let value: Value = serde_json::from_str(&sealed.text).unwrap();
        assert_eq!(canonical(&value).unwrap(), sealed.text, "{}", mutation.deed.name());
        assert_eq!(body::open(&sealed.text, "1.0").unwrap(), mutation);
        assert_eq!(
            body::open(&turned(&value), "1.0").unwrap(),
            mutation,
            "whatever the order of its members"
        );
        for private in ["firm", "person", "device"] {
            assert!(!sealed.text.contains(&format!("\"{private}\"")), "{}", sealed.text);
        }
    }
}

/// The same with the members of every object in the opposite order.
fn turned(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let mut members: Vec<_> = map.iter().collect();
            members.sort_unstable_by_key(|(name, _)| std::cmp::Reverse(*name));
            let members: Vec<String> =
                members.into_iter().map(|(name, value)| format!("{name:?}:{}", turned(value))).collect();
            format!("{{{}}}", members.join(","))
        }
        Value::Array(items) => {
            format!("[{}]", items.iter().map(turned).collect::<Vec<_>>().join(","))
        }
        other => other.to_string(),
    }
}

/// CM-SYNC-01: lines that are written before their body are in it as those of the deed would be.
#[test]
fn lines_written_before() {
    for mutation in samples::mutations() {
        let mut without = mutation.clone();
        let (Deed::AddLines { lines, .. }
        | Deed::RestoreLines { lines, .. }
        | Deed::ImportLines(ImportDeed { lines, .. })) = &mut without.deed
        else {
            continue;
        };
        let mut written = LinesText::default();
        for line in std::mem::take(lines) {
            let one = LinesText::from(&line);
            let before = written.bytes();
            written.append(&one);
            assert!(written.bytes() <= before + one.bytes() + 1);
        }
        assert_eq!(written.lines(), mutation.deed.line_count() - without.deed.line_count());
        assert_eq!(body::seal_lines(&without, &written), body::seal(&mutation));
    }
}

/// CM-SYNC-01: a body with a field too many, a text too few, a part of a group, an id that is none.
#[test]
fn malformed_bodies() {
    let body =
        |at: usize| -> Value { serde_json::from_str(&body::seal(&samples::mutations()[at]).text).unwrap() };
    let check = |at: usize, spoil: &dyn Fn(&mut Value)| {
        let mut value = body(at);
        spoil(&mut value);
        code(body::open(&value.to_string(), "1.0"))
    };
    let unknown = Code::ReqUnknownField;
    let malformed = Code::ReqMalformed;
    assert_eq!(check(0, &|value| value["extra"] = json!(1)), unknown);
    assert_eq!(check(0, &|value| value["deed"]["extra"] = json!(1)), unknown);
    assert_eq!(check(3, &|value| value["deed"]["extra"] = json!(1)), unknown);
    assert_eq!(check(0, &|value| value["deed"]["head"]["extra"] = json!("x")), unknown);
    assert_eq!(check(4, &|value| value["deed"]["lines"][0]["extra"] = json!(1)), unknown);
    assert_eq!(check(0, &|value| value["deed"]["kind"] = json!("burn_order")), malformed);
    assert_eq!(check(0, &|value| value["id"] = json!("1")), malformed);
    assert_eq!(check(0, &|value| value["at"] = json!(1.5)), malformed);
    assert_eq!(check(0, &|value| value["deed"] = json!([])), malformed);
    assert_eq!(
        check(1, &|value| {
            value["deed"]["edits"].as_object_mut().unwrap().remove("consolidation_no");
        }),
        malformed
    );
    assert_eq!(check(2, &|value| value["deed"]["base"] = json!("0xff")), malformed);
    assert_eq!(check(4, &|value| value["deed"]["currency"] = json!("EUR")), Code::MoneyCurrency);
    assert_eq!(check(4, &|value| value["deed"]["lines"][0]["lookup"] = json!("guessed")), malformed);
    assert_eq!(check(8, &|value| value["deed"]["part"] = json!(3)), malformed);
    assert_eq!(check(8, &|value| value["deed"]["facts"]["errors"] = json!({ "NO_SUCH": 1 })), malformed);
    assert_eq!(check(0, &|value| value["protocol"] = json!(PROTOCOL + 1)), malformed);
    assert_eq!(check(0, &|value| value["protocol"] = json!(0)), Code::ClientTooOld);
    let line = body(4)["deed"]["lines"][0].clone();
    let many = check(4, &|value| value["deed"]["lines"] = vec![line.clone(); BODY_LINES + 1].into());
    assert_eq!(many, Code::SyncBatchTooLarge);
}

fn request(bodies: &[(i64, &str)]) -> String {
    request_text(bodies.iter().map(|(seq, text)| (*seq, sha256(text), *text)))
}

/// CM-SYNC-01: a request carries bodies as they were sealed; one that makes no sense is told apart from one that was
/// changed on its way.
#[test]
fn requests_there_and_back() {
    let sealed: Vec<String> = samples::mutations().iter().map(|mutation| body::seal(mutation).text).collect();
    let numbered: Vec<(i64, &str)> = (5..).zip(sealed.iter().map(String::as_str)).collect();
    let read = PushRequest::read(&request(&numbered), "1.0").unwrap();
    assert_eq!(read.mutations.len(), 9);
    for (sealed, (seq, text)) in read.mutations.iter().zip(&numbered) {
        assert_eq!((sealed.seq, sealed.text.as_str()), (*seq, *text));
    }
    let opened: Vec<_> = read.mutations.into_iter().map(|sealed| sealed.mutation.unwrap()).collect();
    assert_eq!(opened, samples::mutations());
    let rewritten: Value = serde_json::from_str(&request(&numbered)).unwrap();
    let rewritten = PushRequest::read(&serde_json::to_string_pretty(&rewritten).unwrap(), "1.0").unwrap();
    for (sealed, (seq, text)) in rewritten.mutations.iter().zip(&numbered) {
        assert_eq!(
            (sealed.seq, sealed.text.as_str()),
            (*seq, *text),
            "written anew on its way it is the same"
        );
    }
    let nonsense = PushRequest::read(&request(&[(1, r#"{"protocol":1}"#)]), "1.0").unwrap();
    assert_eq!(code(nonsense.mutations[0].mutation.clone()), Code::ReqMalformed);
    let spoilt = request(&numbered[..1]).replace("buyer_name\":\"buyer_name", "buyer_name\":\"buyer_none");
    assert_eq!(code(PushRequest::read(&spoilt, "1.0")), Code::SyncMismatch);
}

/// CM-SYNC-01: at most 200 mutations, 256 KiB, numbers one by one from 1.
#[test]
fn requests_have_bounds() {
    let small = r#"{"protocol":1}"#;
    let many = |count: i64| request(&(1..=count).map(|seq| (seq, small)).collect::<Vec<_>>());
    assert!(PushRequest::read(&many(200), "1.0").is_ok());
    assert_eq!(code(PushRequest::read(&many(201), "1.0")), Code::SyncBatchTooLarge);
    let large = format!("{{\"a\":\"{}\"}}", "x".repeat(150_000));
    assert!(PushRequest::read(&request(&[(1, &large)]), "1.0").is_ok());
    assert_eq!(
        code(PushRequest::read(&request(&[(1, &large), (2, &large)]), "1.0")),
        Code::SyncBatchTooLarge
    );
    for seqs in [[1, 3], [2, 1], [0, 1], [1, 1], [i64::MAX, 1]] {
        let text = request(&seqs.map(|seq| (seq, small)));
        assert_eq!(code(PushRequest::read(&text, "1.0")), Code::ReqMalformed, "{seqs:?}");
    }
    assert_eq!(code(PushRequest::read("{}", "1.0")), Code::ReqMalformed);
    assert_eq!(
        code(PushRequest::read(r#"{"protocol":1,"mutations":[],"x":1}"#, "1.0")),
        Code::ReqUnknownField
    );
    let old = PushRequest::read(r#"{"protocol":0,"mutations":[]}"#, "9.9").unwrap_err();
    assert_eq!((old.code, &*old.params[0].1), (Code::ClientTooOld, "9.9"));
}

/// CM-SYNC-01, CM-SYNC-02: answers and outcomes there and back; what a newer server adds is passed over.
#[test]
fn answers_there_and_back() {
    let answer = samples::answer();
    assert_eq!(PushAnswer::read(&answer.text()).unwrap(), answer);
    for outcome in samples::outcomes() {
        assert_eq!(read_outcome(&outcome_text(&outcome)).unwrap(), outcome);
    }
    let mut value: Value = serde_json::from_str(&answer.text()).unwrap();
    value["more"] = json!({});
    value["answered"][0]["more"] = json!(1);
    value["answered"][3]["outcome"]["problem"]["more"] = json!(1);
    value["answered"][3]["outcome"]["problem"]["params"]["more"] = json!("1");
    assert_eq!(PushAnswer::read(&value.to_string()).unwrap(), answer);
    value["answered"][3]["outcome"]["problem"]["code"] = json!("OF_NEXT_YEAR");
    let read = PushAnswer::read(&value.to_string()).unwrap();
    assert!(
        matches!(&read.answered[3].outcome, domain::Outcome::Rejected(problem) if problem.code == Code::Internal)
    );
    value["answered"][2]["outcome"]["conflicts"] = json!([]);
    assert_eq!(code(PushAnswer::read(&value.to_string())), Code::SyncAnswer);
    assert_eq!(code(PushAnswer::read("<html>")), Code::SyncAnswer);
}

/// CM-SYNC-03: pages there and back; rows ascend, and a page has its bounds.
#[test]
fn pages_there_and_back() {
    let page = samples::page();
    assert_eq!(Page::read(&page.text()).unwrap(), page);
    assert_eq!(page.last(), page.rows.last().map(|row| row.position()));
    let mut value: Value = serde_json::from_str(&page.text()).unwrap();
    value["more"] = json!(1);
    value["rows"][0]["more"] = json!(1);
    assert_eq!(Page::read(&value.to_string()).unwrap(), page);
    assert_eq!(Page::read(&turned(&value)).unwrap(), page, "whatever the order of its members");
    let mut swapped = page.clone();
    swapped.rows.swap(0, 1);
    assert_eq!(code(Page::read(&swapped.text())), Code::SyncAnswer);
    let mut double = page.clone();
    double.rows.insert(0, double.rows[0].clone());
    assert_eq!(code(Page::read(&double.text())), Code::SyncAnswer);
    let mut nameless = page;
    nameless.epoch.clear();
    assert_eq!(code(Page::read(&nameless.text())), Code::SyncAnswer);
}

/// CM-SYNC-03: cursors and positions as parameters of an address.
#[test]
fn places_in_addresses() {
    let cursor = Cursor { epoch: "2026.a".to_owned(), rev: 12 };
    assert_eq!(Cursor::read(&cursor.text()).unwrap(), cursor);
    assert_eq!(Cursor::read("").unwrap(), Cursor::default());
    assert_eq!(Cursor::default().text(), "");
    for wrong in ["e", "e.", ".1", "e.-1", "e.x"] {
        assert_eq!(code(Cursor::read(wrong)), Code::ReqMalformed, "{wrong}");
    }
    let position = Position { rev: 12, kind: 3, id: samples::uuid(9) };
    assert_eq!(Position::read(&position.text()).unwrap(), position);
    for wrong in ["", "1", "1.2", "1.2.x", "1.999.00000000-0000-7000-8000-000000000001", "1.2.3.4"] {
        assert_eq!(code(Position::read(wrong)), Code::ReqMalformed, "{wrong}");
    }
}

/// CM-SYNC-03: the numbers that are read.
#[test]
fn two_releases_back_are_read() {
    assert!(accept(PROTOCOL, "1.0").is_ok() && accept(oldest(), "1.0").is_ok());
    assert!(PROTOCOL - oldest() <= 2);
    assert_eq!(code(accept(oldest() - 1, "1.0")), Code::ClientTooOld);
    assert_eq!(code(accept(PROTOCOL + 1, "1.0")), Code::ReqMalformed);
}

/// What the shapes look like: every sample, one a line.
fn description() -> String {
    let mut lines: Vec<String> =
        samples::mutations().iter().map(|mutation| body::seal(mutation).text).collect();
    lines.push(request(&[(1, "{}")]));
    lines.push(samples::answer().text());
    lines.push(samples::page().text());
    let canonical = lines.iter().map(|line| canonical(&serde_json::from_str(line).unwrap()).unwrap());
    canonical.collect::<Vec<_>>().join("\n")
}

/// CM-SYNC-03: the wire is watched: whoever changes a shape gives it a new number and a line of history.
#[test]
fn the_protocol_has_its_history() {
    let hash: String = sha256(&description()).iter().map(|byte| format!("{byte:02x}")).collect();
    let history = include_str!("../PROTOCOL.md");
    let last = history.lines().rfind(|line| line.starts_with("| ")).expect("a table of numbers");
    let cells: Vec<&str> = last.split('|').map(str::trim).collect();
    assert_eq!(
        (cells[1], cells[2]),
        (PROTOCOL.to_string().as_str(), format!("`{}`", &hash[..16]).as_str()),
        "a shape changed. If desks that are in use could tell: add 1 to wire::PROTOCOL, keep reading the old shape, and add a \
         line to crates/wire/PROTOCOL.md. If the number was never released: put the new hash into its line."
    );
}
