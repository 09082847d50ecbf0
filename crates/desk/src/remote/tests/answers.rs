use std::io::Write as _;

use values::{Code, Lang};

use super::super::{OddAnswer, RemoteError};
use super::{Connection, HELLO, Office, Remote, Script, chain, codes, connection, desk, json, refusal};

/// SYNC, hostile answers: whatever comes in place of an answer is refused and says why.
#[tokio::test]
async fn cm_sec_02_odd_answers_are_refused() {
    let office = Office::new().await;
    let wall = "x".repeat(2 * 1024 * 1024);
    let cases: [(String, OddAnswer); 8] = [
        ("HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\n\r\n".to_owned(), OddAnswer::Redirect),
        ("HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n{}".to_owned(), OddAnswer::Kind),
        ("HTTP/1.1 200 OK\r\n\r\n{}".to_owned(), OddAnswer::Kind),
        (json("200 OK", "{\"devices\":7}"), OddAnswer::Form),
        (json("200 OK", "{\"devices\""), OddAnswer::Form),
        (json("200 OK", &wall), OddAnswer::TooLarge),
        ("HTTP/1.1 404 Not Found\r\ncontent-type: text/html\r\n\r\n<p>".to_owned(), OddAnswer::Status),
        (
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99999999\r\n\r\n"
                .to_owned(),
            OddAnswer::TooLarge,
        ),
    ];
    for (answer, expected) in cases {
        office.script.then(&[&answer]);
        let error = office.remote.picture().await.unwrap_err();
        assert!(matches!(error, RemoteError::Odd(what) if what == expected), "{expected:?}: {error:?}");
        assert_eq!(error.problems()[0].code, Code::NetAnswer);
    }
}

/// SYNC, hostile answers: what is small on the way and has no end when it is unpacked is stopped at its bound.
#[tokio::test]
async fn cm_sec_02_an_unpacked_flood_is_refused() {
    let office = Office::new().await;
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..64 {
        packed.write_all(&vec![b' '; 1024 * 1024]).unwrap();
    }
    let packed = packed.finish().unwrap();
    assert!(packed.len() < 128 * 1024);
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n",
        packed.len()
    );
    office.script.then_bytes([[head.as_bytes(), &packed].concat()]);
    let error = office.remote.picture().await.unwrap_err();
    assert!(matches!(error, RemoteError::Odd(OddAnswer::TooLarge)), "{error:?}");
}

/// YW-AUTH-03: a picture is a PNG with an id that may name a file, and nothing else.
#[tokio::test]
async fn yw_auth_03_pictures_are_looked_at() {
    let office = Office::new().await;
    let view = |id: &str, picture: &str| {
        json(
            "200 OK",
            &format!(
                "{{\"id\":\"{id}\",\"picture\":\"{picture}\",\"expires_at\":\"2026-11-21T01:02:03.000Z\"}}"
            ),
        )
    };
    let png = "data:image/png;base64,iVBORw0KGgo=";
    for (id, picture) in [
        ("../../x", png),
        ("1", "data:image/svg+xml;base64,iVBORw0KGgo="),
        ("1", "data:image/png;base64,AAAA"),
    ] {
        office.script.then(&[&view(id, picture)]);
        let error = office.remote.picture().await.unwrap_err();
        assert!(matches!(error, RemoteError::Odd(OddAnswer::Form)), "{id} {picture}: {error:?}");
    }
    office.script.then(&[&view("0192-a", png)]);
    assert_eq!(office.remote.picture().await.unwrap().png, b"\x89PNG\r\n\x1a\n");
}

/// CM-SYNC-03: what is lost, what is busy and what is refused are told apart.
#[tokio::test]
async fn cm_sync_03_kinds_of_failure() {
    let office = Office::new().await;
    let cases: [(&str, Code); 9] = [
        ("", Code::NetLost),
        ("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{", Code::NetLost),
        ("HTTP/1.1 502 Bad Gateway\r\n\r\n", Code::NetLost),
        ("HTTP/1.1 504 Gateway Timeout\r\n\r\n", Code::NetTimeout),
        (
            "HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/html\r\nretry-after: 7\r\n\r\n",
            Code::ServerBusy,
        ),
        (&refusal("429 Too Many Requests", "RATE_LIMITED"), Code::RateLimited),
        (&refusal("422 Unprocessable Entity", "CAPTCHA_WRONG"), Code::CaptchaWrong),
        (&refusal("426 Upgrade Required", "CLIENT_TOO_OLD"), Code::ClientTooOld),
        ("rubbish\r\n\r\n", Code::NetLost),
    ];
    for (answer, expected) in cases {
        office.script.then(&[answer]);
        assert_eq!(codes(office.remote.picture().await), [expected], "{answer}");
    }
    office.script.then(&["HTTP/1.1 503 Service Unavailable\r\nretry-after: 7\r\n\r\n"]);
    let busy = office.remote.picture().await.unwrap_err();
    assert!(matches!(busy, RemoteError::Busy { after_seconds: Some(7), .. }), "{busy:?}");
}

/// CM-ERR-01: a code of a newer server is told in the server's own words, in one line.
#[tokio::test]
async fn cm_err_01_codes_of_a_newer_server() {
    let office = Office::new().await;
    let newer = "{\"code\":\"FRESH_CODE\",\"params\":{\"a\":\"b\"},\"field\":\"name\",\"message_zh\":\"新的\\n规则\",\
                 \"message_en\":\"A new\\u001b rule\"}";
    office.script.then(&[&json("422 Unprocessable Entity", &format!("{{\"problems\":[{newer}]}}"))]);
    let problem = office.remote.picture().await.unwrap_err().problems().remove(0);
    assert_eq!(problem.code, Code::ServerRefused);
    assert_eq!(problem.message(Lang::Zh), "服务器拒绝：新的 规则（FRESH_CODE）");
    assert_eq!(problem.message(Lang::En), "The server refused: A new rule (FRESH_CODE)");
    assert_eq!(problem.field.as_deref(), Some("name"));
}

/// CM-SEC-02: what stands at the address must be a server of ours that still speaks with this version.
#[tokio::test]
async fn cm_sec_02_connecting_looks_who_answers() {
    let (desk, _folder) = desk().await;
    let late = HELLO[1].replace("0.1.0", "99.0.0");
    let cases: [(&[&str], Code); 5] = [
        (&["HTTP/1.1 404 Not Found\r\n\r\n"], Code::NetAnswer),
        (&["HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n<html>"], Code::NetAnswer),
        (&["HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\nwell"], Code::NetAnswer),
        (&[HELLO[0], "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{}"], Code::NetAnswer),
        (&[HELLO[0], &late], Code::ClientTooOld),
    ];
    for (answers, expected) in cases {
        let script = Script::new(answers);
        let connected = Remote::connect(&desk, chain(), &connection(&script)).await.map(|_| ());
        assert_eq!(codes(connected), [expected], "{answers:?}");
        let opened = Remote::open(&desk, chain()).await.map(|_| ());
        assert!(matches!(opened, Err(RemoteError::NotConnected)), "nothing is remembered of it");
    }
    // Nobody listens at a port that was just given back.
    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut nobody = connection(&Script::new(&[]));
    nobody.address = super::Address::parse(&format!("http://{gone}"), false).unwrap();
    assert_eq!(codes(Remote::connect(&desk, chain(), &nobody).await.map(|_| ())), [Code::NetRequired]);
}

/// CM-SEC-02: a text without certificates is no CA file.
#[tokio::test]
async fn cm_sec_02_a_ca_holds_certificates() {
    let (desk, _folder) = desk().await;
    let script = Script::new(&HELLO);
    for text in ["", "no PEM", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
        let connection = super::Connection { ca: Some(text.to_owned()), ..connection(&script) };
        let refused = Remote::connect(&desk, chain(), &connection).await.map(|_| ());
        assert!(matches!(codes(refused)[..], [Code::NetCertificate | Code::NetTls]), "{text}");
    }
}

/// CM-SYNC-03, `CLIENT_TOO_OLD`, `SERVER_TOO_OLD`: connecting compares the numbers of the shapes, so that nothing is sent to a
/// server that would not understand it; the vault stays connected to the server that it had.
#[tokio::test]
async fn cm_sync_03_connecting_reads_the_protocol_number() {
    let told = |version: &str, oldest: u32, newest: u32| {
        let body = format!(
            "{{\"now\":\"2026-11-21T01:02:03.000Z\",\"min_client_version\":\"{version}\",\"protocol\":{newest},\
             \"protocol_oldest\":{oldest}}}"
        );
        json("200 OK", &body)
    };
    let own = wire::PROTOCOL;
    for (answer, expected) in [
        (told("0.1.0", own + 1, own + 3), Some(Code::ClientTooOld)),
        (told("99.0.0", 1, own), Some(Code::ClientTooOld)),
        (told("0.1.0", 0, own - 1), Some(Code::ServerTooOld)),
        (told("0.1.0", own, own + 2), None),
    ] {
        let office = Office::new().await;
        let other = Script::new(&[HELLO[0], &answer]);
        let connected = Remote::connect(&office.desk, chain(), &connection(&other)).await;
        assert_eq!(connected.err().map(|error| error.problems()[0].code), expected);
        let stands =
            Connection::of(office.desk.store()).await.unwrap().map(|stands| stands.address.to_string());
        let expected = if expected.is_some() { office.script.url() } else { other.url() };
        assert_eq!(stands.map(|url| url.trim_end_matches('/').to_owned()), Some(expected));
    }
}
