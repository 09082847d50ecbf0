use values::{Code, Lang};

use super::super::Address;

fn check(typed: &str, plain_http: bool, expected: &str) {
    let read = Address::parse(typed, plain_http);
    let told = match &read {
        Ok(address) => address.to_string(),
        Err(problem) => {
            assert_eq!(problem.code, Code::NetAddress);
            problem.message(Lang::En).split_once(": ").unwrap().1.to_owned()
        }
    };
    assert_eq!(told, expected, "{typed}");
}

/// CM-SEC-02: https everywhere, http on this computer or where it was said.
#[test]
fn cm_sec_02_addresses() {
    check("desk.example", false, "https://desk.example");
    check(" https://desk.example/ ", false, "https://desk.example");
    check("https://desk.example:8443/xinbao//", false, "https://desk.example:8443/xinbao");
    check("http://127.0.0.1:8787", false, "http://127.0.0.1:8787");
    check("http://localhost:8787/", false, "http://localhost:8787");
    check("http://[::1]:8787", false, "http://[::1]:8787");
    check("http://127.9.9.9", false, "http://127.9.9.9");
    let https = "a server on another computer is reached by https only";
    check("http://desk.example", false, https);
    check("http://10.0.0.1", false, https);
    check("http://127.0.0.1.desk.example", false, https);
    check("http://localhost.desk.example", false, https);
    check("http://desk.example", true, "http://desk.example");
    check("ftp://desk.example", true, "it must be https");
    check("https://me:secret@desk.example", false, "it must not hold a name or password");
    check("https://desk.example/?a=b", false, "it must not hold ? or #");
    check("https://desk.example/#a", false, "it must not hold ? or #");
    check("https://", false, "it is no address");
    check("", false, "its length does not fit");
    check(&"a".repeat(501), false, "its length does not fit");
}

/// CM-SEC-02: paths and queries go behind the address as it was given.
#[test]
fn cm_sec_02_paths_stay_below_the_address() {
    let address = Address::parse("https://desk.example/xinbao/", false).unwrap();
    assert_eq!(address.at("/healthz", &[]).as_str(), "https://desk.example/xinbao/healthz");
    let page = address.at("/api/v1/sync/changes", &[("cursor", "e.1&x=2")]);
    assert_eq!(page.as_str(), "https://desk.example/xinbao/api/v1/sync/changes?cursor=e.1%26x%3D2");
}
