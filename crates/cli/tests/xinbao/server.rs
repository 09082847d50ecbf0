//! A real `xinbao-server --simulated` on a loopback port, with a database of its own, and a desk connected to it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};

use crate::desk::{Desk, Said, ended, scratch};

/// Every firm's password.
pub(crate) const PASSWORD: &str = "Right-pass1";

/// A company of the simulated registry (spec 01 §18.7).
pub(crate) struct Company {
    pub(crate) name: &'static str,
    pub(crate) uscc: &'static str,
    pub(crate) representative: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) number: &'static str,
    pub(crate) mobile: &'static str,
}

pub(crate) const ONE: Company = Company {
    name: "示例进出口有限公司",
    uscc: "91330782TE5T00016T",
    representative: "示例甲",
    kind: "resident_id",
    number: "330782190101010013",
    mobile: "19900000001",
};

pub(crate) const TWO: Company = Company {
    name: "示例贸易有限公司",
    uscc: "91330782TE5T00024M",
    representative: "示例乙",
    kind: "passport",
    number: "E00000001",
    mobile: "19900000002",
};

impl Company {
    /// The four values as a file.
    pub(crate) fn values(&self) -> String {
        json!({
            "company_name": self.name, "uscc": self.uscc, "legal_rep_name": self.representative,
            "legal_rep_doc_type": self.kind, "legal_rep_doc_no": self.number,
        })
        .to_string()
    }

    /// The company's data as a file.
    pub(crate) fn data(&self) -> String {
        json!({
            "contact_name": "示例乙", "mobile": self.mobile, "registered_address": "浙江省义乌市示例路1号",
            "agreement_version": "1.0",
        })
        .to_string()
    }
}

/// The server, which ends with the test.
pub(crate) struct Server {
    process: Child,
    address: String,
    home: PathBuf,
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
        let home = scratch("server");
        let (process, address) = serve(&home, "127.0.0.1:0", &[]);
        Self { process, address, home }
    }

    /// One that speaks TLS with a certificate that no system knows; answers with the file of that certificate too.
    pub(crate) fn start_tls() -> (Self, PathBuf) {
        let home = scratch("server");
        let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
        let (certificate, key) = (home.join("certificate.pem"), home.join("key.pem"));
        std::fs::write(&certificate, made.cert.pem()).unwrap();
        std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
        let config = home.join("server.toml");
        std::fs::write(&config, format!("[tls]\ncertificate = {certificate:?}\nkey = {key:?}\n")).unwrap();
        let (process, address) = serve(&home, "127.0.0.1:0", &["--config", config.to_str().unwrap()]);
        (Self { process, address, home }, certificate)
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where one that speaks TLS is.
    pub(crate) fn secure_url(&self) -> String {
        format!("https://{}", self.address)
    }

    /// Ends it as a power cut does.
    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Starts it again where it was.
    pub(crate) fn again(&mut self) {
        (self.process, self.address) = serve(&self.home, &self.address, &[]);
    }

    /// Lets time pass at the server: for codes, captchas and tokens.
    pub(crate) fn pass_seconds(&self, seconds: u32) {
        let event = json!({ "event": "time_passes", "seconds": seconds });
        self.send("POST", "/sim/events", None, &event);
    }

    /// Somebody of the staff, made at the server's console and signed in over its routes; answers with the access token.
    pub(crate) fn operator(&self) -> String {
        const FIRST: &str = "First-pass1";
        let adding = Command::new(program())
            .args(["user", "add", "admin", "--role", "operator"])
            .env("XDG_DATA_HOME", &self.home)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        let mut adding = adding.unwrap();
        adding.stdin.take().unwrap().write_all(format!("{FIRST}\n").as_bytes()).unwrap();
        assert!(adding.wait_with_output().unwrap().status.success());
        let id = self.get("/auth/captcha")["id"].as_str().unwrap().to_owned();
        let login = json!({
            "mode": "user", "name": "admin", "password": FIRST, "captcha_id": id, "captcha": self.captcha(&id),
            "device": "01920000-0000-7000-8000-0000000000d1",
        });
        let signed_in = self.send("POST", "/auth/login", None, &login);
        let token = signed_in["tokens"]["access_token"].as_str().unwrap().to_owned();
        let change = json!({ "old_password": FIRST, "new_password": PASSWORD, "password_repeat": PASSWORD });
        self.send("POST", "/auth/password/change", Some(&token), &change);
        token
    }

    /// A request with a body, which must be well; what it answers, if anything.
    pub(crate) fn send(&self, method: &str, path: &str, token: Option<&str>, body: &Value) -> Value {
        static KEYS: AtomicU32 = AtomicU32::new(0);
        let key = format!("01920000-0000-7000-8000-{:012x}", KEYS.fetch_add(1, Ordering::Relaxed));
        let bearer = token.map_or(String::new(), |token| format!("Authorization: Bearer {token}\r\n"));
        let body = body.to_string();
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "{method} /api/v1{path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\nIdempotency-Key: {key}\r\n\
             {bearer}Content-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 20"), "{method} {path}: {answer}");
        if body.is_empty() { Value::Null } else { serde_json::from_str(body).unwrap() }
    }

    /// A path of the API.
    pub(crate) fn get(&self, path: &str) -> Value {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET /api/v1{path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {answer}"))
    }

    /// The messages that went to a number.
    pub(crate) fn messages(&self, mobile: &str) -> Vec<String> {
        let outbox = self.get("/sim/outbox");
        let all = outbox["messages"].as_array().unwrap();
        let to = all.iter().filter(|message| message["mobile"] == mobile);
        to.map(|message| message["text"].as_str().unwrap().to_owned()).collect()
    }

    /// The code of the newest message to a number.
    pub(crate) fn code(&self, mobile: &str) -> String {
        let text = self.messages(mobile).pop().unwrap_or_else(|| panic!("no message to {mobile}"));
        let digits = text.split("验证码 ").nth(1).unwrap();
        digits.chars().take_while(char::is_ascii_digit).collect()
    }

    /// A desk that is connected.
    pub(crate) fn desk(&self, name: &str) -> Desk {
        let desk = Desk::new(name);
        desk.run(&["connect", &self.url()]).data(0);
        desk
    }

    /// Registers and activates a company at a desk.
    pub(crate) fn register(&self, desk: &Desk, company: &Company) -> Value {
        desk.given(&["register", "--file", "-", "--acknowledge", "RID_AGE_HIGH"], &company.values()).data(0);
        self.activate(desk, company).data(0)
    }

    /// 【激活】 with the code that comes meanwhile.
    pub(crate) fn activate(&self, desk: &Desk, company: &Company) -> Said {
        let file = desk.file("company.json", company.data());
        let mut talk = Talk::start(desk, &["activate", "--file", &file]);
        talk.say(PASSWORD);
        talk.sent();
        talk.say(&self.code(company.mobile));
        talk.end()
    }

    /// Signs in with the picture that comes meanwhile.
    pub(crate) fn sign_in(&self, desk: &Desk, arguments: &[&str], password: &str) -> Said {
        let mut talk = Talk::start(desk, &[&["sign-in"], arguments].concat());
        talk.say(password);
        if let Some(id) = talk.captcha() {
            talk.say(&self.captcha(&id));
        }
        talk.end()
    }

    /// What a captcha shows.
    pub(crate) fn captcha(&self, id: &str) -> String {
        self.get(&format!("/sim/captcha/{id}"))["text"].as_str().unwrap().to_owned()
    }
}

/// The program, beside `xinbao` as cargo leaves it.
fn program() -> PathBuf {
    let beside = Path::new(env!("CARGO_BIN_EXE_xinbao")).parent().unwrap();
    let program = beside.join(format!("xinbao-server{}", std::env::consts::EXE_SUFFIX));
    assert!(program.is_file(), "{} is missing: cargo build --package server", program.display());
    program
}

/// Starts serving; answers with the process and its address.
fn serve(home: &Path, listen: &str, arguments: &[&str]) -> (Child, String) {
    let mut server = Command::new(program())
        .env("XDG_DATA_HOME", home)
        .env_remove("XINBAO_DATA_KEY")
        .args(["--listen", listen, "--simulated"])
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address =
        line.trim().split_once("://").unwrap_or_else(|| panic!("it says where it listens: {line}")).1;
    (server, address.to_owned())
}

/// A command that asks and is answered, line by line.
pub(crate) struct Talk {
    process: Child,
    input: ChildStdin,
    told: BufReader<ChildStderr>,
    heard: String,
}

impl Talk {
    pub(crate) fn start(desk: &Desk, arguments: &[&str]) -> Self {
        Self::spawn(desk.command(arguments))
    }

    /// One that logs everything.
    pub(crate) fn start_logging(desk: &Desk, arguments: &[&str]) -> Self {
        let mut command = desk.command(arguments);
        command.env("XINBAO_LOG", "trace");
        Self::spawn(command)
    }

    fn spawn(mut command: Command) -> Self {
        let mut process =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let input = process.stdin.take().unwrap();
        let told = BufReader::new(process.stderr.take().unwrap());
        Self { process, input, told, heard: String::new() }
    }

    pub(crate) fn say(&mut self, line: &str) {
        // A program that has ended reads nothing; how it ended is looked at afterwards.
        let _ = writeln!(self.input, "{line}");
    }

    /// The next line that it tells.
    pub(crate) fn line(&mut self) -> String {
        let mut line = String::new();
        assert!(self.told.read_line(&mut line).unwrap() > 0, "it has ended: {}", self.heard);
        self.heard.push_str(&line);
        line
    }

    /// Ctrl+C.
    #[cfg(unix)]
    pub(crate) fn interrupt(&self) {
        let told = Command::new("kill").args(["-INT", &self.process.id().to_string()]).status().unwrap();
        assert!(told.success());
    }

    /// Waits until it says that a code was sent.
    pub(crate) fn sent(&mut self) {
        while !self.heard.contains("短信验证码已发送") {
            assert!(
                self.told.read_line(&mut self.heard).unwrap() > 0,
                "it ends without a code: {}",
                self.heard
            );
        }
    }

    /// The id of the captcha whose picture it has written; none if it ends without one.
    pub(crate) fn captcha(&mut self) -> Option<String> {
        let path = loop {
            let mut line = String::new();
            if self.told.read_line(&mut line).unwrap() == 0 {
                return None;
            }
            self.heard.push_str(&line);
            // What is logged stands between.
            if let Some((_, path)) = line.trim().split_once(": ").filter(|(_, path)| path.ends_with(".png")) {
                break path.to_owned();
            }
        };
        let picture = std::fs::read(&path).unwrap();
        assert!(picture.starts_with(b"\x89PNG"), "{path}");
        let name = Path::new(&path).file_stem().unwrap().to_str().unwrap().to_owned();
        name.strip_prefix("xinbao-captcha-").map(str::to_owned)
    }

    pub(crate) fn end(self) -> Said {
        drop(self.input);
        let mut said = ended(self.process);
        let mut told = self.told;
        said.stderr = self.heard;
        told.read_to_string(&mut said.stderr).unwrap();
        said
    }
}
