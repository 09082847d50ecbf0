//! What is absent from a room, and stays absent (HOUSE section 2).

use house_tests::house::{product_sources, root};

/// Lines of a crate's product code that match, as `path:line: text`.
fn lines_of(room: &str, matches: impl Fn(&str) -> bool) -> Vec<String> {
    let folder = root().join("crates").join(room).join("src");
    let mut found = Vec::new();
    for (path, text) in product_sources(&folder).expect("the crate has sources") {
        let path = path.strip_prefix(root()).unwrap_or(&path).display().to_string();
        let numbered = text.lines().map(str::trim).enumerate().filter(|(_, line)| !line.starts_with("//"));
        found.extend(
            numbered.filter(|(_, line)| matches(line)).map(|(at, line)| format!("{path}:{}: {line}", at + 1)),
        );
    }
    found
}

fn check(rooms: &[&str], why: &str, matches: impl Fn(&str) -> bool) {
    let found: Vec<String> = rooms.iter().flat_map(|room| lines_of(room, &matches)).collect();
    assert_eq!(found, Vec::<String>::new(), "{why}");
}

const BELOW_THE_WIRE: &[&str] = &["values", "domain", "excel-import", "actions"];
const WITHOUT_SQL: &[&str] = &["values", "domain", "excel-import", "actions", "desk", "cli", "server"];

#[test]
fn only_store_crates_contain_sql() {
    const BEGINNINGS: &[&str] = &[
        "select ",
        "insert into ",
        "insert or ",
        "update ",
        "delete from ",
        "create table ",
        "create index ",
        "pragma ",
        "begin immediate",
        "vacuum",
    ];
    check(WITHOUT_SQL, "SQL outside the store", |line| {
        let line = line.to_lowercase();
        line.split('"')
            .skip(1)
            .step_by(2)
            .any(|literal| BEGINNINGS.iter().any(|begin| literal.starts_with(begin)))
    });
}

#[test]
fn nothing_below_the_wire_derives_serde() {
    check(BELOW_THE_WIRE, "serde below the wire", |line| {
        line.contains("Serialize") || line.contains("Deserialize") || line.contains("serde::")
    });
}

/// CM-MONEY-01: amounts are whole minor units; a binary double is only ever the cell of a workbook on its way in.
#[test]
fn no_binary_fractions_near_money() {
    check(&["domain", "actions", "store-desk", "store-server"], "f64 near money", holds_double);
    check(&["values"], "a double that is not a cell", |line| {
        holds_double(line) && !["cell: f64", "serial: f64", "const "].iter().any(|cell| line.contains(cell))
    });
}

fn holds_double(line: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "f64" || word == "f32")
}

/// CM-TIME-01: only the desk reads the system clock, and hands it on. The watch over a parser measures how long it has
/// been running, which is not a time of day.
#[test]
fn only_the_desk_reads_the_clock() {
    const BELOW_THE_DESK: &[&str] =
        &["values", "domain", "excel-import", "actions", "store-desk", "store-server"];
    check(BELOW_THE_DESK, "a clock below the desk", |line| {
        ["SystemTime::now", "Timestamp::now", "Zoned::now"].iter().any(|clock| line.contains(clock))
    });
    check(
        &["values", "domain", "actions", "store-desk", "store-server"],
        "a stop watch below the desk",
        |line| line.contains("Instant::now"),
    );
}

/// Work on a desk needs no network: the one place that speaks to a server is `desk::remote`.
#[test]
fn only_the_server_and_desk_remote_know_the_network() {
    const WORDS: &[&str] = &["reqwest", "TcpStream", "TcpListener", "UdpSocket", "hyper::", "axum"];
    let speaks = |line: &str| WORDS.iter().any(|word| line.contains(word));
    check(
        &["values", "domain", "excel-import", "actions", "store-desk", "wire", "sync", "cli"],
        "network code",
        speaks,
    );
    let outside: Vec<String> = lines_of("desk", speaks)
        .into_iter()
        .filter(|found| !found.starts_with("crates/desk/src/remote"))
        .collect();
    assert_eq!(outside, Vec::<String>::new(), "network code of the desk outside of `remote`");
}
