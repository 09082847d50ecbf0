//! The table of who may lean on whom, against the real manifests (HOUSE section 2, as DECISIONS "Crates" amends it).

use std::collections::BTreeMap;

use house_tests::house::packages;

/// A room and the rooms of ours that its manifest may name. A room may name what the rooms below it are made of,
/// since their types pass through; never the store behind the desk, never sideways, never up.
const TABLE: &[(&str, &[&str])] = &[
    ("values", &[]),
    ("domain", &["values"]),
    ("excel-import", &["domain", "values"]),
    ("actions", &["domain", "excel-import", "values"]),
    ("store-desk", &["actions", "domain", "sync", "values", "wire"]),
    ("store-server", &["actions", "domain", "values", "wire"]),
    ("wire", &["domain", "values"]),
    ("server", &["actions", "domain", "store-server", "values", "wire"]),
    ("sync", &["domain", "values", "wire"]),
    ("desk", &["actions", "domain", "excel-import", "store-desk", "sync", "values", "wire"]),
    ("cli", &["actions", "desk", "domain", "excel-import", "values"]),
    ("xinbao-desk", &["actions", "desk", "domain", "excel-import", "values"]),
];

/// Not part of the product: they may look at every room, and nothing of the product leans on them.
const BESIDE: &[&str] = &["testkit", "house-tests", "xtask", "bench", "empty-window"];

/// Crates of others that only some rooms may name, and why.
const RESERVED: &[(&str, &[&str], &str)] = &[
    ("sqlx", &["store-desk", "store-server"], "only the store crates contain SQL"),
    ("libsqlite3-sys", &["store-desk", "store-server"], "only the store crates contain SQL"),
    ("tauri", &["xinbao-desk"], "the desk builds without Tauri"),
    ("keyring", &["desk"], "keys have one home"),
    ("axum", &["server"], "only the server knows HTTP"),
    ("reqwest", &["desk", "server"], "the network is the server's, and the desk's side of it"),
    ("calamine", &["excel-import"], "workbooks have one home"),
    ("rust_xlsxwriter", &["excel-import"], "workbooks have one home"),
    ("clap", &["cli", "server"], "only programs read arguments"),
    ("getrandom", &["desk", "server"], "chance is an argument"),
    (
        "serde",
        &["wire", "store-desk", "store-server", "server", "desk", "cli", "xinbao-desk"],
        "no public type below the wire derives serde",
    ),
    (
        "serde_json",
        &["wire", "store-desk", "store-server", "server", "desk", "cli", "xinbao-desk"],
        "no public type below the wire derives serde",
    ),
];

#[test]
fn rooms_lean_only_where_the_table_says() {
    let packages = packages().expect("cargo reads the manifests");
    let names: Vec<&str> = packages.iter().map(|package| package.name.as_str()).collect();
    let table: BTreeMap<&str, &[&str]> = TABLE.iter().copied().collect();
    let mut wrong = Vec::new();
    for package in packages.iter().filter(|package| !BESIDE.contains(&package.name.as_str())) {
        let Some(allowed) = table.get(package.name.as_str()) else {
            wrong.push(format!("{} is not in the table", package.name));
            continue;
        };
        for other in package.dependencies.iter().filter(|other| names.contains(&other.as_str())) {
            if !allowed.contains(&other.as_str()) {
                wrong.push(format!("{} leans on {other}", package.name));
            }
        }
        // Tests may borrow the test kit, whatever stands below, and their own room with the means that it has for tests.
        for other in package.dev_dependencies.iter().filter(|other| names.contains(&other.as_str())) {
            if other != "testkit" && *other != package.name && !allowed.contains(&other.as_str()) {
                wrong.push(format!("the tests of {} lean on {other}", package.name));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn reserved_crates_stay_in_their_rooms() {
    let packages = packages().expect("cargo reads the manifests");
    let mut wrong = Vec::new();
    for package in packages.iter().filter(|package| !BESIDE.contains(&package.name.as_str())) {
        for (name, rooms, why) in RESERVED {
            if package.dependencies.iter().any(|other| other == name)
                && !rooms.contains(&package.name.as_str())
            {
                wrong.push(format!("{} names {name}: {why}", package.name));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
