//! A vault against a server that says what a test wants, byte by byte.

mod addresses;
mod answers;
mod content;
mod drafts;
mod rotation;
mod script;
mod seals;

use std::sync::Arc;

use tempfile::TempDir;
use values::{Code, Instant, Secret};

use super::{Address, Captcha, Connection, Proof, Remote, RemoteError, SignIn, joined, tokens::Tokens};
use crate::{
    desk::Desk,
    vault::{
        KeyChoice, Vault,
        tests::{TestKeychain, key_file},
    },
};
use script::Script;

/// A desk whose vault opens with a key file, connected to a scripted server.
struct Office {
    desk: Desk,
    script: Script,
    remote: Remote,
    _folder: TempDir,
}

/// What every server of ours says first.
const HELLO: [&str; 2] = [
    "HTTP/1.1 200 OK\r\ncontent-type: text/plain; charset=utf-8\r\n\r\nok",
    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n\
     {\"now\":\"2026-11-21T01:02:03.000Z\",\"min_client_version\":\"0.1.0\",\"simulated\":true}",
];

const ACCOUNT: &str = "01920000-0000-7000-8000-0000000000a1";

async fn desk() -> (Desk, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let (vault, _) = Vault::create(folder.path(), KeyChoice::KeyFile(key_file(1))).await.unwrap();
    (Desk::open(vault).await.unwrap(), folder)
}

fn connection(script: &Script) -> Connection {
    Connection { address: Address::parse(&script.url(), false).unwrap(), ca: None }
}

impl Office {
    async fn new() -> Self {
        let (desk, folder) = desk().await;
        let script = Script::new(&HELLO);
        let (remote, info) = Remote::connect(&desk, TestKeychain::new(), &connection(&script)).await.unwrap();
        assert!(info.simulated);
        Self { desk, script, remote, _folder: folder }
    }

    /// Signed in with these tokens.
    async fn signed_in() -> Self {
        let office = Self::new().await;
        office.remote.case.put(&tokens("one")).await.unwrap();
        office
    }

    async fn sign_in(&self) -> Result<joined::Joined, RemoteError> {
        let captcha = Captcha { id: "1".to_owned(), text: "ABCD".to_owned() };
        let request = SignIn {
            name: "91330782TE5T00016T".to_owned(),
            password: Secret::new("Right-pass1".to_owned()),
            proof: Proof::Captcha(captcha),
            device_name: None,
        };
        self.remote.sign_in(&request).await
    }

    /// The refresh token that is kept.
    async fn kept(&self) -> Option<String> {
        self.remote.case.get().await.unwrap().map(|kept| kept.tokens.refresh.reveal().clone())
    }
}

fn tokens(name: &str) -> Tokens {
    Tokens {
        access: Secret::new(format!("access-{name}")),
        refresh: Secret::new(format!("refresh-{name}")),
        refresh_until: Instant::from_millis(0),
    }
}

/// An answer with JSON.
fn json(status: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\ncontent-type: application/json; charset=utf-8\r\n\r\n{body}")
}

/// A refusal with one code.
fn refusal(status: &str, code: &str) -> String {
    let problem = format!(
        "{{\"code\":\"{code}\",\"severity\":\"error\",\"params\":{{}},\"retryable\":false,\"request_id\":\"r\",\
         \"message_zh\":\"中文\",\"message_en\":\"English\"}}"
    );
    json(status, &format!("{{\"problems\":[{problem}],\"problem_count\":1}}"))
}

fn codes<T: std::fmt::Debug>(result: Result<T, RemoteError>) -> Vec<Code> {
    result.unwrap_err().problems().into_iter().map(|problem| problem.code).collect()
}

fn chain() -> Arc<TestKeychain> {
    TestKeychain::new()
}
