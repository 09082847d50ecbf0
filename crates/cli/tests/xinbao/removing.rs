//! 从本机删除账号数据, against the real server.

use crate::server::{ONE, PASSWORD, Server};

/// YW-AUTH-10, `LOCAL_UNSYNCED`: the account's data goes only when all of it is synchronised or the word is typed; the session ends,
/// and what else lies in the folder stays.
#[test]
fn yw_auth_10_data_goes_on_purpose_only() {
    let server = Server::start();
    let (first, second) = (server.desk("first"), server.desk("second"));
    server.register(&first, &ONE);
    server.sign_in(&first, &[], PASSWORD).data(0);
    server.sign_in(&second, &["--name", ONE.uscc], PASSWORD).data(0);
    let order = first.order("{}");
    for typed in ["", "delete\n", "删\n"] {
        let refused = first.given(&["remove-data"], typed);
        assert_eq!((refused.code, refused.codes()), (1, vec!["LOCAL_UNSYNCED".to_owned()]), "{typed:?}");
    }
    first.run(&["order", "show", &order]).data(0);
    first.run(&["whoami"]).data(0);
    first.run(&["sync"]).data(0);
    std::fs::write(first.folder.join("mine.txt"), "not the program's").unwrap();
    let gone = first.run(&["remove-data"]).data(0);
    assert_eq!(gone["server_told"], true);
    assert_eq!(first.run(&["order", "list"]).codes(), ["LOCAL_VAULT_MISSING"]);
    let left = std::fs::read_dir(&first.folder).unwrap().flatten().map(|entry| entry.file_name());
    assert_eq!(left.collect::<Vec<_>>(), ["mine.txt"]);
    let devices = second.run(&["devices", "list"]).data(0);
    assert_eq!(devices["devices"].as_array().unwrap().len(), 1);
    // The work is at the server, and comes to whoever signs in.
    second.run(&["sync"]).data(0);
    second.run(&["order", "show", &order]).data(0);
    second.order("{}");
    second.given(&["remove-data"], "删除\n").data(0);
    assert!(!second.folder.exists());
}
