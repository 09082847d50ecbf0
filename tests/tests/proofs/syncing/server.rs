//! A real `xinbao-server --simulated` on a loopback port, which can be killed and started again on what it has.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::program::{Answer, Desk, text, xinbao};

const PASSWORD: &str = "Right-pass1";
const USCC: &str = "91330782TE5T00016T";
const MOBILE: &str = "19900000001";

pub(crate) struct Server {
    home: TempDir,
    process: Child,
    address: SocketAddr,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    pub(crate) fn start() -> Self {
        let home = tempfile::tempdir().expect("a temporary folder");
        let (process, address) = serve(&home);
        Self { home, process, address }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// kill −9.
    pub(crate) fn kill(&mut self) {
        self.process.kill().expect("it runs");
        self.process.wait().expect("it was started here");
    }

    /// Starts it on what it has, at another port.
    pub(crate) fn again(&mut self) {
        (self.process, self.address) = serve(&self.home);
    }

    /// Its own look at its database, while it serves.
    pub(crate) fn doctor(&self) {
        let done = command(&self.home).arg("doctor").output().expect("the server's program starts");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stdout));
    }

    /// Registers and activates the first company of the simulated registry.
    pub(crate) fn register(&self, desk: &Desk) {
        let values = json!({
            "company_name": "示例进出口有限公司", "uscc": USCC, "legal_rep_name": "示例甲",
            "legal_rep_doc_no": "330782190101010013",
        });
        let file = desk.write("values.json", values.to_string());
        desk.run(["register", "--file", text(&file), "--acknowledge", "RID_AGE_HIGH"]).data();
        let data = json!({
            "contact_name": "示例乙", "mobile": MOBILE, "registered_address": "浙江省义乌市示例路1号",
            "agreement_version": "1.0",
        });
        let file = desk.write("company.json", data.to_string());
        talk(desk, &["activate", "--file", text(&file)], |told| {
            told.contains("短信验证码已发送").then(|| self.code())
        });
    }

    pub(crate) fn sign_in(&self, desk: &Desk) {
        talk(desk, &["sign-in", "--name", USCC], |told| {
            let id = told.trim().strip_suffix(".png")?.rsplit_once("xinbao-captcha-")?.1;
            Some(self.get(&format!("/sim/captcha/{id}"))["text"].as_str().expect("a text").to_owned())
        });
    }

    fn code(&self) -> String {
        let outbox = self.get("/sim/outbox");
        let newest = outbox["messages"].as_array().and_then(|messages| messages.last()).expect("a message");
        let digits = newest["text"].as_str().and_then(|text| text.split("验证码 ").nth(1)).expect("a code");
        digits.chars().take_while(char::is_ascii_digit).collect()
    }

    fn get(&self, path: &str) -> Value {
        let mut stream = TcpStream::connect(self.address).expect("the server listens");
        write!(stream, "GET /api/v1{path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")
            .expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        serde_json::from_str(answer.split_once("\r\n\r\n").expect("a body").1).expect("JSON")
    }
}

/// A command that is told the password, and then what `reply` makes of a line that it tells.
fn talk(desk: &Desk, words: &[&str], reply: impl Fn(&str) -> Option<String>) {
    let mut command = desk.command(["--lang", "zh"]);
    command.args(words).stdin(Stdio::piped());
    let mut child = command.spawn().expect("xinbao starts");
    let mut input = child.stdin.take().expect("it is piped");
    writeln!(input, "{PASSWORD}").expect("it reads");
    let mut told = BufReader::new(child.stderr.take().expect("it is piped"));
    let mut line = String::new();
    while told.read_line(&mut line).expect("it is text") > 0 {
        if let Some(reply) = reply(&line) {
            writeln!(input, "{reply}").expect("it reads");
            break;
        }
        line.clear();
    }
    drop(input);
    Answer::of(child).data();
}

/// The program, beside `xinbao` as cargo leaves it.
fn program() -> PathBuf {
    let program = xinbao().with_file_name(format!("xinbao-server{}", std::env::consts::EXE_SUFFIX));
    assert!(program.is_file(), "{} is missing: cargo build --package server", program.display());
    program
}

fn command(home: &TempDir) -> Command {
    let mut command = Command::new(program());
    command.env("XDG_DATA_HOME", home.path()).env_remove("XINBAO_DATA_KEY").stdin(Stdio::null());
    command
}

fn serve(home: &TempDir) -> (Child, SocketAddr) {
    let mut process = command(home)
        .args(["--listen", "127.0.0.1:0", "--simulated"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the server starts");
    let mut line = String::new();
    BufReader::new(process.stdout.take().expect("it is piped")).read_line(&mut line).expect("it is text");
    let address = line.trim().split_once("://").expect("it says where it listens").1;
    (process, address.parse().expect("an address"))
}
