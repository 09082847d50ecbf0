use values::Code;

use super::{ACCOUNT, Office, Remote, Script, chain, codes, connection, json, refusal, tokens};

fn fresh(name: &str) -> String {
    json(
        "200 OK",
        &format!(
            "{{\"access_token\":\"access-{name}\",\"access_expires_at\":\"2026-11-21T01:02:03.000Z\",\
             \"refresh_token\":\"refresh-{name}\",\"refresh_expires_at\":\"2026-12-05T01:02:03.000Z\",\"session_id\":\"s\"}}"
        ),
    )
}

fn no_devices() -> String {
    json("200 OK", "{\"devices\":[]}")
}

fn expired() -> String {
    refusal("401 Unauthorized", "AUTH_SESSION_EXPIRED")
}

/// CM-SEC-02: a token that has run out is exchanged, and the request is sent again with the new one.
#[tokio::test]
async fn cm_sec_02_a_worn_token_is_exchanged() {
    let office = Office::signed_in().await;
    office.script.asked();
    office.script.then(&[&expired(), &fresh("two"), &no_devices()]);
    assert_eq!(office.remote.devices().await.unwrap(), []);
    let asked = office.script.asked();
    let heads: Vec<&str> = asked.iter().map(|request| request.lines().next().unwrap()).collect();
    assert_eq!(
        heads,
        [
            "GET /api/v1/auth/devices HTTP/1.1",
            "POST /api/v1/auth/refresh HTTP/1.1",
            "GET /api/v1/auth/devices HTTP/1.1"
        ]
    );
    assert!(
        asked[0].contains("authorization: Bearer access-one")
            && asked[2].contains("authorization: Bearer access-two")
    );
    assert!(asked[1].contains("\"refresh_token\":\"refresh-one\"") && !asked[1].contains("authorization"));
    assert_eq!(office.kept().await.as_deref(), Some("refresh-two"));
}

/// CM-SEC-02: the lost answer of a rotation is asked for once more, with the same token.
#[tokio::test]
async fn cm_sec_02_a_lost_rotation_is_asked_for_again() {
    let office = Office::signed_in().await;
    office.script.asked();
    office.script.then(&[&expired(), "", &fresh("two"), &no_devices()]);
    office.remote.devices().await.unwrap();
    let asked = office.script.asked();
    assert_eq!(asked.iter().filter(|request| request.contains("refresh-one")).count(), 2);
    assert_eq!(office.kept().await.as_deref(), Some("refresh-two"));
    // Lost twice: the tokens stay, and the next request begins anew.
    office.script.then(&[&expired(), "", ""]);
    assert_eq!(codes(office.remote.devices().await), [Code::NetLost]);
    assert_eq!(office.kept().await.as_deref(), Some("refresh-two"));
}

/// CM-SEC-02: a session that is over at the server is over here; a server that is away ends nothing.
#[tokio::test]
async fn cm_sec_02_an_ended_session_is_forgotten() {
    let office = Office::signed_in().await;
    office.script.then(&[&expired(), "HTTP/1.1 502 Bad Gateway\r\n\r\n", "HTTP/1.1 502 Bad Gateway\r\n\r\n"]);
    assert_eq!(codes(office.remote.devices().await), [Code::NetLost]);
    assert!(office.remote.is_signed_in().await.unwrap());
    office.script.then(&[&expired(), &refusal("401 Unauthorized", "AUTH_SESSION_REVOKED")]);
    assert_eq!(codes(office.remote.devices().await), [Code::AuthSessionRevoked]);
    assert!(!office.remote.is_signed_in().await.unwrap());
    let again = codes(office.remote.devices().await);
    assert_eq!(
        again,
        [Code::AuthSessionRevoked],
        "nobody is asked without a token; why there is none is known"
    );
}

/// CM-SEC-02: two programs of one vault: the tokens of the faster one are taken.
#[tokio::test]
async fn cm_sec_02_another_program_was_faster() {
    let office = Office::signed_in().await;
    let worn = office.remote.kept().await.unwrap();
    office.remote.case.put(&tokens("two")).await.unwrap();
    office.script.asked();
    let taken = office.remote.rotate(&worn).await.unwrap();
    assert_eq!(taken.refresh.reveal(), "refresh-two");
    assert_eq!(office.script.asked(), Vec::<String>::new(), "the server is not asked");
    // Somebody signs out while the answer is on its way: the new tokens are not kept.
    assert!(!office.remote.case.swap(&worn, Some(&tokens("three"))).await.unwrap());
    assert_eq!(office.kept().await.as_deref(), Some("refresh-two"));
}

const OWNER: &str = "01920000-0000-7000-8000-0000000000c1";
const CLERK: &str = "01920000-0000-7000-8000-0000000000c2";

fn signed_in(account: &str, kind: &str) -> String {
    signed_in_as(account, kind, OWNER)
}

fn signed_in_as(account: &str, kind: &str, person: &str) -> String {
    json(
        "200 OK",
        &format!(
            "{{\"tokens\":{{\"access_token\":\"access-new\",\"access_expires_at\":\"2026-11-21T01:02:03.000Z\",\
             \"refresh_token\":\"refresh-new\",\"refresh_expires_at\":\"2026-12-05T01:02:03.000Z\",\"session_id\":\"s\"}},\
             \"person\":{{\"id\":\"{person}\",\"role\":\"owner\",\"name\":\"示例乙\",\"rights\":[],\"must_change_password\":false}},\
             \"account\":{{\"id\":\"{account}\",\"kind\":\"{kind}\",\"state\":\"active\",\"mpn\":\"F00000001\",\
             \"uscc\":\"91330782TE5T00016T\",\"company_name\":\"示例进出口有限公司\"}}}}"
        ),
    )
}

/// YW-ACT-03: a vault joins the first account and takes no other; the session that is not wanted is ended.
#[tokio::test]
async fn yw_act_03_a_vault_is_one_firms() {
    let office = Office::new().await;
    office.script.then(&[&signed_in(ACCOUNT, "firm")]);
    assert_eq!(office.sign_in().await.unwrap().account, ACCOUNT);
    assert_eq!(office.kept().await.as_deref(), Some("refresh-new"));
    office.remote.case.clear().await.unwrap();
    office.script.asked();
    for (account, kind, expected) in [
        ("01920000-0000-7000-8000-0000000000b2", "firm", Code::AccountOther),
        (ACCOUNT, "operator", Code::Forbidden),
        ("no-id", "firm", Code::IdInvalid),
    ] {
        office.script.then(&[&signed_in(account, kind), "HTTP/1.1 204 No Content\r\n\r\n"]);
        assert_eq!(codes(office.sign_in().await), [expected]);
        assert!(!office.remote.is_signed_in().await.unwrap());
        let asked = office.script.asked();
        assert!(asked[1].starts_with("POST /api/v1/auth/logout ") && asked[1].contains("Bearer access-new"));
    }
    assert_eq!(office.remote.joined().await.unwrap().unwrap().account, ACCOUNT);
}

/// CM-AUD-01, YW-ACT-02: whoever signs in first goes on as who worked here before; everybody else acts under an id of their own.
#[tokio::test]
async fn yw_act_02_people_of_one_vault() {
    use actions::Host as _;
    let office = Office::new().await;
    let before = office.desk.actor().person.to_string();
    let acting = async || office.desk.store().setting(crate::desk::PERSON).await.unwrap().unwrap();
    for (person, expected) in
        [(OWNER, before.as_str()), (CLERK, CLERK), (OWNER, before.as_str()), (CLERK, CLERK)]
    {
        office.script.then(&[&signed_in_as(ACCOUNT, "firm", person)]);
        office.sign_in().await.unwrap();
        assert_eq!(acting().await, expected);
    }
}

/// YW-AUTH-10: signing out forgets the tokens, whether the server hears of it or not.
#[tokio::test]
async fn yw_auth_10_signing_out_without_a_server() {
    let office = Office::signed_in().await;
    office.script.then(&[""]);
    assert!(!office.remote.sign_out().await.unwrap(), "the server was not told");
    assert!(!office.remote.is_signed_in().await.unwrap());
    assert!(office.remote.sign_out().await.unwrap(), "nothing is left to tell");
}

/// CM-SEC-02: a token is shown to nobody but the server that gave it.
#[tokio::test]
async fn cm_sec_02_another_server_gets_no_token() {
    let office = Office::signed_in().await;
    let other = Script::new(&super::HELLO);
    let (remote, _) = Remote::connect(&office.desk, chain(), &connection(&other)).await.unwrap();
    assert!(!remote.is_signed_in().await.unwrap());
    assert_eq!(codes(remote.devices().await), [Code::AuthRequired]);
    assert!(other.asked().iter().all(|request| !request.contains("access-one")));
}
