//! A vault and the program over it.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Once, OnceLock};

use serde_json::Value;

/// What the program said.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Said {
    /// The one JSON object of standard output.
    pub(crate) fn json(&self) -> Value {
        let object: Value =
            serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"));
        let fields: Vec<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(fields, ["data", "ok", "problem_count", "problems"], "{self:?}");
        assert_eq!(object["ok"], self.code == 0, "{self:?}");
        assert!(self.stdout.ends_with('\n') && self.stdout.lines().count() == 1, "{self:?}");
        object
    }

    /// `data`, of a command that ends with this status.
    pub(crate) fn data(&self, code: i32) -> Value {
        assert_eq!(self.code, code, "{self:?}");
        self.json()["data"].take()
    }

    /// The codes of the problems, each with its field.
    pub(crate) fn problems(&self) -> Vec<String> {
        let object = self.json();
        let named = |problem: &Value| {
            let code = problem["code"].as_str().unwrap();
            problem["field"].as_str().map_or_else(|| code.to_owned(), |field| format!("{code} {field}"))
        };
        object["problems"].as_array().unwrap().iter().map(named).collect()
    }

    /// The codes of the problems.
    pub(crate) fn codes(&self) -> Vec<String> {
        self.problems().into_iter().map(|named| named.split(' ').next().unwrap().to_owned()).collect()
    }
}

/// The program with these arguments, in an environment without a language, a home or a key.
pub(crate) fn program<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xinbao"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "XINBAO_KEY_FILE", "XINBAO_LOG", "DBUS_SESSION_BUS_ADDRESS"]
    {
        command.env_remove(name);
    }
    command
        .env("HOME", scratch("home"))
        .env_remove("XDG_DATA_HOME")
        .env_remove("XDG_RUNTIME_DIR")
        .args(arguments);
    command
}

/// Runs a command with this standard input.
pub(crate) fn run(mut command: Command, input: &str) -> Said {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that does not read its input closes the pipe, which is its right.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    ended(child)
}

/// What a program says until it ends.
pub(crate) fn ended(child: Child) -> Said {
    let output = child.wait_with_output().unwrap();
    Said {
        code: output.status.code().unwrap_or_else(|| panic!("ended by a signal: {output:?}")),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs the program with `--json` and nothing else.
pub(crate) fn alone(arguments: &[&str]) -> Said {
    run(program(arguments.iter().copied().chain(["--json"])), "")
}

/// An empty folder of its own below the one that cargo gives to tests.
pub(crate) fn scratch(name: &str) -> PathBuf {
    static FOLDERS: AtomicU32 = AtomicU32::new(0);
    static SWEPT: Once = Once::new();
    SWEPT.call_once(sweep);
    let number = FOLDERS.fetch_add(1, Ordering::Relaxed);
    let folder =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{number}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Removes the folders of earlier runs, where it can be told which runs are over.
fn sweep() {
    let running = Path::new("/proc");
    if !running.join("self").exists() {
        return;
    }
    for entry in std::fs::read_dir(env!("CARGO_TARGET_TMPDIR")).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let process = name.split('-').next().unwrap_or_default();
        if process.parse::<u32>().is_ok() && !running.join(process).exists() {
            // Another run may sweep at the same time.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

/// A key file.
pub(crate) fn key_file(folder: &Path, digit: char) -> PathBuf {
    let path = folder.join(format!("key-{digit}"));
    std::fs::write(&path, digit.to_string().repeat(64)).unwrap();
    path
}

/// A vault with its key file.
pub(crate) struct Desk {
    pub(crate) folder: PathBuf,
    pub(crate) key: PathBuf,
    pub(crate) recovery: String,
}

impl Desk {
    /// A new vault.
    pub(crate) fn new(name: &str) -> Self {
        let base = scratch(name);
        let (folder, key) = (base.join("vault"), key_file(&base, 'a'));
        let mut desk = Self { folder, key, recovery: String::new() };
        let made = desk.run(&["init"]).data(0);
        desk.recovery = made["recovery_code"].as_str().unwrap().to_owned();
        desk
    }

    /// The vault that tests share which do not look at the whole of it.
    pub(crate) fn shared() -> &'static Self {
        static SHARED: OnceLock<Desk> = OnceLock::new();
        SHARED.get_or_init(|| Self::new("shared"))
    }

    /// The program over this vault, with `--json`.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program(["--json".as_ref(), "--data".as_ref(), self.folder.as_os_str()]);
        command.arg("--key-file").arg(&self.key).args(arguments);
        command
    }

    /// Runs a command.
    pub(crate) fn run(&self, arguments: &[&str]) -> Said {
        run(self.command(arguments), "")
    }

    /// Runs a command with this standard input.
    pub(crate) fn given(&self, arguments: &[&str], input: &str) -> Said {
        run(self.command(arguments), input)
    }

    /// A new order with these fields.
    pub(crate) fn order(&self, json: &str) -> String {
        self.given(&["order", "new", "--file", "-"], json).json()["data"]["id"].as_str().unwrap().to_owned()
    }

    /// An order with these lines in it.
    pub(crate) fn order_with(&self, lines: &str) -> String {
        let id = self.order("{}");
        self.given(&["lines", "add", &id, "--file", "-"], lines).data(0);
        id
    }

    /// A file beside the vault.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    /// A path beside the vault that nobody else uses.
    pub(crate) fn path(&self, name: &str) -> String {
        scratch("files").join(name).to_str().unwrap().to_owned()
    }
}

/// A line in which everything is right; `at` makes it different from others.
pub(crate) fn line(at: u32) -> String {
    format!(
        "{{\"merchant_name\":\"示例商户{at}\",\"merchant_phone\":\"199{at:08}\",\"order_month\":\"2026-01\",\
         \"goods_name\":\"塑料玩具\",\"quantity\":\"1200\",\"packages\":24,\"amount\":\"8600.00\"}}"
    )
}

/// So many right lines, one per row of text.
pub(crate) fn many_lines(count: u32) -> String {
    (1..=count).map(|at| line(at) + "\n").collect()
}
