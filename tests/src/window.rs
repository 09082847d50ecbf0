//! The real window, driven through WebDriver.
//!
//! WebKit's own driver starts the program directly: what tauri-driver would add on Linux is one renamed option and two
//! environment variables.

use std::{
    ffi::OsStr,
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail, ensure};
use serde_json::{Value, json};

/// How long the first paint may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// An open window; closing it ends the program and its driver.
#[derive(Debug)]
pub struct Window {
    driver: Child,
    session: String,
    /// What the page remembers (its language, for one) stays with this window: tests run side by side.
    _memory: tempfile::TempDir,
}

/// The program under test: `XINBAO_WINDOW`, which `cargo xtask test` sets.
///
/// # Errors
/// The variable is not set.
pub fn program() -> anyhow::Result<PathBuf> {
    std::env::var_os("XINBAO_WINDOW").map(PathBuf::from).context("XINBAO_WINDOW names the window's program")
}

/// The command line, which is built beside the window.
///
/// # Errors
/// As [`program`].
pub fn command_line() -> anyhow::Result<PathBuf> {
    Ok(program()?.with_file_name(format!("xinbao{}", std::env::consts::EXE_SUFFIX)))
}

impl Window {
    /// Opens the window with further arguments and environment variables.
    ///
    /// # Errors
    /// No driver, no screen, or the program does not start.
    pub fn open(arguments: &[&OsStr], environment: &[(&str, &OsStr)]) -> anyhow::Result<Self> {
        let program = program()?;
        ensure!(program.is_file(), "{} is not built", program.display());
        // A port that was free a moment ago; nobody else on the machine hurries for it.
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let memory = tempfile::tempdir()?;
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("XDG_DATA_HOME", memory.path().join("data"))
            .env("XDG_CONFIG_HOME", memory.path().join("config"))
            .env("XDG_CACHE_HOME", memory.path().join("cache"))
            .envs(environment.iter().copied())
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            // Software rendering is all that a screen in memory has.
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .stdin(Stdio::null())
            .spawn()
            .context("starting WebKitWebDriver")?;
        let mut window = Self { driver, session: format!("http://127.0.0.1:{port}"), _memory: memory };
        window.wait("the driver answers", |window| Ok(window.get("/status").is_ok().then_some(())))?;
        let arguments: Option<Vec<&str>> = arguments.iter().map(|argument| argument.to_str()).collect();
        let arguments = arguments.context("arguments of a test are UTF-8")?;
        let options = json!({"binary": program, "args": arguments});
        let wanted = json!({"browserName": "wry", "webkitgtk:browserOptions": options});
        let answer = window.post("/session", &json!({"capabilities": {"alwaysMatch": wanted}}))?;
        let id = answer["sessionId"].as_str().context("a session has an id")?.to_owned();
        window.session.push_str("/session/");
        window.session.push_str(&id);
        Ok(window)
    }

    /// The text of the page, as a person sees it.
    ///
    /// # Errors
    /// The window is gone.
    pub fn text(&self) -> anyhow::Result<String> {
        let text = self.run("return document.body ? document.body.innerText : ''")?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Runs a script in the page and gives what it returns.
    ///
    /// # Errors
    /// The script threw.
    pub fn run(&self, script: &str) -> anyhow::Result<Value> {
        self.post("/execute/sync", &json!({"script": script, "args": []}))
    }

    /// Clicks the first element that matches a selector.
    ///
    /// # Errors
    /// There is none, or it cannot be clicked.
    pub fn click(&self, selector: &str) -> anyhow::Result<()> {
        let found = self.post("/element", &json!({"using": "css selector", "value": selector}))?;
        let id = found
            .as_object()
            .and_then(|element| element.values().next()?.as_str())
            .context("an element has an id")?;
        self.post(&format!("/element/{id}/click"), &json!({})).map(drop)
    }

    /// Looks until the page shows a text, and gives the page's whole text.
    ///
    /// # Errors
    /// It does not within a minute; the message says what is there instead.
    pub fn wait_for(&mut self, wanted: &str) -> anyhow::Result<String> {
        let mut seen = String::new();
        let found = self.wait(wanted, |window| {
            seen = window.text()?;
            Ok(seen.contains(wanted).then_some(()))
        });
        found.with_context(|| format!("the page shows: {seen}"))?;
        Ok(seen)
    }

    fn wait<T>(
        &mut self,
        what: &str,
        mut look: impl FnMut(&Self) -> anyhow::Result<Option<T>>,
    ) -> anyhow::Result<T> {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            if let Some(found) = look(self)? {
                return Ok(found);
            }
            ensure!(self.driver.try_wait()?.is_none(), "the driver ended");
            std::thread::park_timeout(Duration::from_millis(50));
        }
        bail!("waited {} s for: {what}", PATIENCE.as_secs())
    }

    fn get(&self, path: &str) -> anyhow::Result<Value> {
        let mut answer = ureq::get(format!("{}{path}", self.session)).call()?;
        Ok(answer.body_mut().read_json::<Value>()?["value"].take())
    }

    fn post(&self, path: &str, body: &Value) -> anyhow::Result<Value> {
        let request =
            ureq::post(format!("{}{path}", self.session)).config().http_status_as_error(false).build();
        let mut answer = request.send_json(body)?;
        let value = answer.body_mut().read_json::<Value>()?["value"].take();
        ensure!(answer.status().is_success(), "{path}: {value}");
        Ok(value)
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // Ending the session closes the program; the driver alone would leave it behind.
        let _ = ureq::delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
