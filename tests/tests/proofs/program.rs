//! `xinbao` on a vault of its own, as a script would run it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// 64 hexadecimal characters that open every vault of these tests.
const KEY: &str = "5afe5afe5afe5afe5afe5afe5afe5afe5afe5afe5afe5afe5afe5afe5afe5afe";

/// Whether the long form was asked for.
pub(crate) fn is_full() -> bool {
    std::env::var_os("XINBAO_FULL").is_some()
}

/// The program, beside these tests as cargo leaves it.
pub(crate) fn xinbao() -> PathBuf {
    if let Some(named) = std::env::var_os("XINBAO_PROGRAM") {
        return named.into();
    }
    let tests = std::env::current_exe().expect("a running test has a path");
    let folder = tests.ancestors().nth(2).expect("tests lie in target/<profile>/deps");
    let program = folder.join(format!("xinbao{}", std::env::consts::EXE_SUFFIX));
    assert!(program.is_file(), "{} is missing: cargo build --package cli", program.display());
    program
}

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: ExitStatus,
    /// The object on standard output, if it was printed whole.
    pub(crate) json: Option<Value>,
    /// Standard error.
    pub(crate) told: String,
}

impl Answer {
    pub(crate) fn of(child: Child) -> Self {
        let done = child.wait_with_output().expect("a started program ends");
        Self {
            status: done.status,
            json: serde_json::from_slice(&done.stdout).ok(),
            told: String::from_utf8_lossy(&done.stderr).into_owned(),
        }
    }

    /// The data of a run that must have gone well; warnings are well.
    #[track_caller]
    pub(crate) fn data(self) -> Value {
        assert_eq!(self.status.code(), Some(0), "{:?} {}", self.json, self.told);
        self.json.expect("a run that went well prints its object")["data"].take()
    }

    /// The signal that ended it, if one did.
    pub(crate) fn signal(&self) -> Option<i32> {
        #[cfg(unix)]
        return std::os::unix::process::ExitStatusExt::signal(&self.status);
        #[cfg(not(unix))]
        self.status.code().is_none().then_some(9)
    }

    /// Whether it says that nothing was done.
    pub(crate) fn is_refused(&self) -> bool {
        self.json.as_ref().is_some_and(|json| json["data"].is_null())
    }

    /// The codes of the problems.
    pub(crate) fn codes(&self) -> Vec<&str> {
        let problems = self.json.as_ref().and_then(|json| json["problems"].as_array());
        problems.into_iter().flatten().filter_map(|problem| problem["code"].as_str()).collect()
    }

    /// Whether the change was acknowledged: the whole object was printed and tells what was done, perhaps with problems,
    /// however the program ended then.
    pub(crate) fn is_acknowledged(&self) -> bool {
        self.json.as_ref().is_some_and(|json| !json["data"].is_null())
    }
}

/// A vault in a folder that goes away with the test, and room for the files of its commands.
pub(crate) struct Desk {
    folder: TempDir,
    vault: PathBuf,
}

impl Desk {
    /// A new vault, opened by a key file.
    pub(crate) fn new() -> Self {
        let desk = Self::without_vault();
        let code = desk.file("recovery-code");
        desk.run(["init", "--recovery-out", text(&code)]).data();
        desk
    }

    /// The room, and no vault in it yet.
    pub(crate) fn without_vault() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for name in ["files", "home", "tmp"] {
            fs::create_dir(folder.path().join(name)).expect("a folder in a new folder");
        }
        fs::write(folder.path().join("key"), KEY).expect("the folder is writable");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let private = fs::Permissions::from_mode(0o600);
            fs::set_permissions(folder.path().join("key"), private).expect("it is ours");
        }
        let vault = folder.path().join("vault");
        Self { folder, vault }
    }

    /// The vault's folder.
    pub(crate) fn vault(&self) -> &Path {
        &self.vault
    }

    /// The folder that the program takes for the system's temporary one.
    pub(crate) fn temporary(&self) -> PathBuf {
        self.folder.path().join("tmp")
    }

    /// The folder that the program takes for the person's own.
    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// The key file.
    pub(crate) fn key_file(&self) -> PathBuf {
        self.folder.path().join("key")
    }

    /// A path among the files of the commands.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join("files").join(name)
    }

    /// Writes a file for a command.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.file(name);
        fs::write(&path, content).expect("the folder is writable");
        path
    }

    /// A command on this vault, not yet started.
    pub(crate) fn command(&self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
        self.command_on(&self.vault, arguments)
    }

    /// The same on a vault in another folder.
    pub(crate) fn command_on(
        &self,
        vault: &Path,
        arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
    ) -> Command {
        let mut command = Command::new(xinbao());
        command.arg("--json").arg("--data").arg(vault).arg("--key-file").arg(self.key_file());
        command.args(arguments);
        command.env("TMPDIR", self.temporary()).env("HOME", self.home());
        for variable in [
            "XDG_DATA_HOME",
            "XDG_CONFIG_HOME",
            "XDG_CACHE_HOME",
            "XDG_STATE_HOME",
            "DBUS_SESSION_BUS_ADDRESS",
        ] {
            command.env_remove(variable);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Answer {
        Answer::of(self.command(arguments).spawn().expect("xinbao starts"))
    }

    /// Runs a command on a vault in another folder to its end.
    pub(crate) fn run_on(
        &self,
        vault: &Path,
        arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
    ) -> Answer {
        Answer::of(self.command_on(vault, arguments).spawn().expect("xinbao starts"))
    }

    /// A new order with this head.
    pub(crate) fn order(&self, head: &Value) -> String {
        let file = self.write("order.json", head.to_string());
        let data = self.run(["order", "new", "--file", text(&file)]).data();
        data["id"].as_str().expect("an order has an id").to_owned()
    }

    /// An order as it stands, with all its lines.
    pub(crate) fn show(&self, order: &str) -> Value {
        self.run(["order", "show", order, "--lines", "--limit", "100000"]).data()
    }
}

/// A path as an argument.
pub(crate) fn text(path: &Path) -> &str {
    path.to_str().expect("temporary folders have plain names")
}

/// Every file below a folder.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found
}

/// A good line; no two with different `at` are alike.
pub(crate) fn good_line(at: u64) -> Value {
    json!({
        "merchant_name": "示例商户一",
        "merchant_phone": format!("{}", 19_900_000_000_u64 + at % 1_000),
        "order_month": "2025-03",
        "goods_name": format!("塑料玩具{at}"),
        "quantity": format!("{}.500", 1 + at % 9_000),
        "packages": format!("{}", 1 + at % 50),
        "amount": format!("{}.{:02}", 1 + at % 7_000, at % 100),
    })
}
