//! A real `xinbao-server --simulated` on this computer, for windows that have one.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use house_tests::window::{Computer, command_line};
use serde_json::Value;

use crate::person::Person;

/// The server, which ends with the test.
pub(crate) struct Server {
    home: PathBuf,
    process: Child,
    address: SocketAddr,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

impl Server {
    /// Starts one in a folder of its own, on a free port.
    pub(crate) fn starts(home: &Path) -> Self {
        fs::create_dir_all(home).expect("the folder is writable");
        let (process, address) = serve(home);
        Self { home: home.to_owned(), process, address }
    }

    /// Where it is.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The same, as a line needs it.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Ends it as a power cut would.
    pub(crate) fn ends(&mut self) {
        self.process.kill().expect("it runs");
        self.process.wait().expect("it was started here");
    }

    /// Starts it again on what it has, at another port.
    pub(crate) fn starts_again(&mut self) {
        (self.process, self.address) = serve(&self.home);
    }

    fn get(&self, path: &str) -> Value {
        let mut answer =
            ureq::get(format!("{}/api/v1{path}", self.url())).call().expect("the server answers");
        answer.body_mut().read_json().expect("it answers JSON")
    }

    /// What a mutating route answers; `key` is the request's own.
    pub(crate) fn post(&self, path: &str, token: Option<&str>, key: &str, body: &Value) -> Value {
        let mut request = ureq::post(format!("{}/api/v1{path}", self.url())).header("Idempotency-Key", key);
        if let Some(token) = token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        let mut answer = request.send_json(body).expect("the server takes it");
        answer.body_mut().read_json().expect("it answers JSON")
    }

    /// A picture's id, and what it shows.
    pub(crate) fn picture(&self) -> (String, String) {
        let id = self.get("/auth/captcha")["id"].as_str().expect("an id").to_owned();
        let letters = self.letters_of(&id);
        (id, letters)
    }

    /// The code of the newest message to a number, once there is one.
    pub(crate) fn code(&self, mobile: &str) -> Option<String> {
        let outbox = self.get("/sim/outbox");
        let newest =
            outbox["messages"].as_array()?.iter().rev().find(|message| message["mobile"] == mobile)?;
        let digits = newest["text"].as_str()?.split("验证码 ").nth(1)?;
        Some(digits.chars().take_while(char::is_ascii_digit).collect())
    }

    /// What a picture shows.
    pub(crate) fn letters_of(&self, id: &str) -> String {
        let shown = self.get(&format!("/sim/captcha/{id}"));
        shown["text"].as_str().expect("four letters").to_owned()
    }

    /// What the picture on the page shows.
    fn letters(&self, person: &mut Person) -> String {
        let id =
            person.waits("a picture", "return document.querySelector('img[data-captcha]')?.dataset.captcha");
        self.letters_of(id.as_str().expect("an id"))
    }
}

fn serve(home: &Path) -> (Child, SocketAddr) {
    let beside = command_line().expect("the command line stands beside the window");
    let program = beside.with_file_name(format!("xinbao-server{}", std::env::consts::EXE_SUFFIX));
    let mut process = Command::new(program)
        .env("XDG_DATA_HOME", home)
        .env_remove("XINBAO_DATA_KEY")
        .args(["--listen", "127.0.0.1:0", "--simulated"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the server is built beside the window");
    let mut line = String::new();
    let out = process.stdout.take().expect("it is a pipe");
    BufReader::new(out).read_line(&mut line).expect("it says where it listens");
    let address = line.trim().rsplit("//").next().and_then(|address| address.parse().ok());
    (process, address.expect("an address"))
}

/// YW-REG-01 … 06, YW-AUTH-01, YW-AUTH-03, CM-OFF-02, CM-SYNC-01: from the first start over registration, activation and sign-in to
/// an order that the server has; what was typed offline goes by itself when the server is back.
#[test]
fn a_firm_registers_and_its_order_arrives() {
    let computer = Computer::new().expect("a folder");
    let server = Server::starts(&computer.folder().join("server"));
    let mut person = Person::starts(&computer, &[]);
    person.sees("选择界面语言");
    person.presses("继续");
    person.sees("您要怎样使用？");
    person.presses("连接服务器");
    person.presses("继续");
    person.checks_recovery_code();
    person.sees("要加锁屏密码吗？");
    person.presses("先不加");
    person.presses("连接服务器");
    person.fills("服务器地址", &server.url());
    person.presses("连接");

    person.presses("还没有账号？注册");
    person.fills("企业名称", "示例进出口有限公司");
    person.fills("统一社会信用代码", "91330782TE5T00016T");
    person.fills("法定代表人姓名", "示例甲");
    person.fills("法定代表人证件号码", "330782190101010012");
    person.presses("验证");
    person.sees("RID_CHECK");
    person.fills("法定代表人证件号码", "330782190101010013");
    person.presses("验证");
    // A sample of a very old person: doubtful, not wrong.
    person.sees("RID_AGE_HIGH");
    person.presses("已核对，仍然验证");
    person.sees("工商登记核对一致");

    let (mobile, password) = ("19900000001", "sample-2025");
    person.fills("联系人姓名", "示例乙");
    person.fills("绑定手机", mobile);
    person.presses("获取验证码");
    person.sees("秒后可重发");
    let code = server.code(mobile).expect("it was sent");
    person.fills("短信验证码", &code);
    person.fills("密码", password);
    person.fills("确认密码", password);
    person.fills("注册地址", "浙江省义乌市示例路1号");
    person.presses("我已阅读并同意");
    person.presses("激活");
    person.sees("账号已激活");
    person.presses("去登录");

    person.fills("密码", password);
    let letters = server.letters(&mut person);
    person.fills("验证码", &letters);
    person.presses("登录");
    person.sees("登录的电脑");
    let page = person.sees("示例进出口有限公司");
    assert!(page.contains("F0000000"), "{page}");

    person.goes("/orders");
    person.presses("新增");
    person.order();
    person.fills("采购商姓名", "SAMPLE BUYER");
    person.presses("暂存");
    person.waits("everything is sent", "return /已同步/.test(document.querySelector('footer').innerText)");
    person.goes("/outbox");
    person.sees("没有等待同步的内容");
}
