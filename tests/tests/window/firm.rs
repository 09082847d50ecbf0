//! A firm whose owner and clerk work on two computers with one server, set up through `xinbao`.

use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
    path::PathBuf,
    process::{Command, Stdio},
};

use house_tests::window::{Computer, command_line};
use serde_json::{Value, json};

use crate::{line::Line, person::Person, server::Server, xinbao};

const USCC: &str = "91330782TE5T00016T";
const MOBILE: &str = "19900000001";
const PASSWORD: &str = "sample-2025";
const FIRST_PASSWORD: &str = "first-2025";

/// Somebody with a computer, a vault on it, and a line to the server.
pub(crate) struct Desk {
    pub(crate) computer: Computer,
    pub(crate) line: Line,
}

/// The firm: its owner's desk, its clerk's, and the server.
pub(crate) struct Firm {
    pub(crate) owner: Desk,
    pub(crate) clerk: Desk,
    pub(crate) server: Server,
    _home: tempfile::TempDir,
}

impl Firm {
    /// Registered, activated, and both signed in.
    pub(crate) fn founded() -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let server = Server::starts(home.path());
        let owner = Desk::set_up(&server);
        owner.register(&server);
        owner.sign_in(&server, USCC, PASSWORD);
        employ(&server);
        let clerk = Desk::set_up(&server);
        clerk.sign_in(&server, &format!("{USCC}/yi"), FIRST_PASSWORD);
        let passwords = [FIRST_PASSWORD, PASSWORD, PASSWORD].join("\n");
        clerk.tells(&["password", "change"], &passwords, |_| None);
        Self { owner, clerk, server, _home: home }
    }
}

impl Desk {
    fn set_up(server: &Server) -> Self {
        let desk = Self { computer: Computer::new().expect("a folder"), line: Line::to(server.address()) };
        let code = desk.file("recovery-code");
        desk.xinbao(&["init", "--recovery-out", code.to_str().expect("a plain name")]);
        desk.xinbao(&["connect", &desk.line.url()]);
        desk
    }

    /// Opens the window.
    pub(crate) fn opens(&self) -> Person {
        Person::starts(&self.computer, &[])
    }

    /// Runs `xinbao` on the vault, and gives what it answers.
    pub(crate) fn xinbao(&self, arguments: &[&str]) -> Value {
        xinbao(&self.vault(), arguments)
    }

    /// A new order with these fields, by `xinbao`; its id.
    pub(crate) fn drafts(&self, fields: &Value) -> String {
        let file = self.file("order.json");
        fs::write(&file, fields.to_string()).expect("the folder is writable");
        let made = self.xinbao(&["order", "new", "--file", file.to_str().expect("a plain name")]);
        made["id"].as_str().expect("an id").to_owned()
    }

    fn vault(&self) -> PathBuf {
        self.computer.folder().join("vault")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.computer.folder().join(name)
    }

    fn register(&self, server: &Server) {
        let written = |name: &str, content: &Value| {
            let file = self.file(name);
            fs::write(&file, content.to_string()).expect("the folder is writable");
            file.to_str().expect("a plain name").to_owned()
        };
        let values = json!({
            "company_name": "示例进出口有限公司", "uscc": USCC, "legal_rep_name": "示例甲",
            "legal_rep_doc_no": "330782190101010013",
        });
        let values = written("values.json", &values);
        self.xinbao(&["register", "--file", &values, "--acknowledge", "RID_AGE_HIGH"]);
        let company = json!({
            "contact_name": "示例乙", "mobile": MOBILE, "registered_address": "浙江省义乌市示例路1号",
            "agreement_version": "1.0",
        });
        let company = written("company.json", &company);
        self.tells(&["activate", "--file", &company], PASSWORD, |told| {
            told.contains("短信验证码已发送").then(|| server.code(MOBILE).expect("it was sent"))
        });
    }

    fn sign_in(&self, server: &Server, name: &str, password: &str) {
        self.tells(&["sign-in", "--name", name], password, |told| {
            let id = told.trim().strip_suffix(".png")?.rsplit_once("xinbao-captcha-")?.1;
            Some(server.letters_of(id))
        });
    }

    /// A command that reads `first`, and then what `reply` makes of a line that it tells.
    fn tells(&self, arguments: &[&str], first: &str, reply: impl Fn(&str) -> Option<String>) {
        let mut child = Command::new(command_line().expect("the command line stands beside the window"))
            .args(["--lang", "zh", "--json", "--data"])
            .arg(self.vault())
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("xinbao starts");
        let mut input = child.stdin.take().expect("it is piped");
        writeln!(input, "{first}").expect("it reads");
        let (mut told, mut line) = (String::new(), String::new());
        let mut saying = BufReader::new(child.stderr.take().expect("it is piped"));
        while saying.read_line(&mut line).expect("it is text") > 0 {
            if let Some(reply) = reply(&line) {
                writeln!(input, "{reply}").expect("it reads");
            }
            told.push_str(&line);
            line.clear();
        }
        drop(input);
        let done = child.wait_with_output().expect("it ends");
        assert!(done.status.success(), "{arguments:?}: {told} {}", String::from_utf8_lossy(&done.stdout));
    }
}

/// The owner gives a clerk an account.
fn employ(server: &Server) {
    let (captcha_id, captcha) = server.picture();
    let signed_in = server.post(
        "/auth/login",
        None,
        "00000000-0000-7000-8000-000000000001",
        &json!({
            "mode": "user", "name": USCC, "password": PASSWORD, "captcha_id": captcha_id, "captcha": captcha,
            "device": "00000000-0000-7000-8000-0000000000ff",
        }),
    );
    let token = signed_in.pointer("/tokens/access_token").and_then(Value::as_str);
    let clerk = json!({ "short_name": "yi", "name": "示例丁", "role": "clerk", "password": FIRST_PASSWORD });
    server.post(
        "/yw/firm/people",
        Some(token.expect("a token")),
        "00000000-0000-7000-8000-000000000002",
        &clerk,
    );
}
