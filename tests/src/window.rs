//! The real window, driven through WebDriver.
//!
//! WebKit's own driver starts the program directly: what tauri-driver would add on Linux is one renamed option and two
//! environment variables.

use std::{
    ffi::OsStr,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail, ensure};
use serde_json::{Value, json};

/// How long the first paint may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A computer of its own: what its programs remember outlives their windows, and tests run side by side.
#[derive(Debug)]
pub struct Computer {
    memory: tempfile::TempDir,
}

/// An open window; dropping it ends the program and its driver.
#[derive(Debug)]
pub struct Window {
    driver: Child,
    session: String,
    /// Nobody else has a window meanwhile.
    _screen: MutexGuard<'static, ()>,
}

/// One window at a time: a screen in memory has one keyboard, and a key for a window behind another never arrives.
static SCREEN: Mutex<()> = Mutex::new(());

/// Keys that have no character, as WebDriver names them.
pub mod keys {
    #![allow(missing_docs, reason = "they say what they are")]
    pub const BACKSPACE: char = '\u{e003}';
    pub const TAB: char = '\u{e004}';
    pub const ENTER: char = '\u{e007}';
    pub const SHIFT: char = '\u{e008}';
    pub const CONTROL: char = '\u{e009}';
    pub const ESCAPE: char = '\u{e00c}';
    pub const PAGE_UP: char = '\u{e00e}';
    pub const PAGE_DOWN: char = '\u{e00f}';
    pub const END: char = '\u{e010}';
    pub const HOME: char = '\u{e011}';
    pub const LEFT: char = '\u{e012}';
    pub const UP: char = '\u{e013}';
    pub const RIGHT: char = '\u{e014}';
    pub const DOWN: char = '\u{e015}';
    pub const DELETE: char = '\u{e017}';
    pub const F2: char = '\u{e032}';
    pub const F8: char = '\u{e038}';
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

impl Computer {
    /// A computer on which nothing was ever started.
    ///
    /// # Errors
    /// No temporary folder.
    pub fn new() -> anyhow::Result<Self> {
        Ok(Self { memory: tempfile::tempdir()? })
    }

    /// A folder of this computer, for vaults and files.
    pub fn folder(&self) -> &Path {
        self.memory.path()
    }

    /// Where its programs keep their data.
    pub fn data_home(&self) -> PathBuf {
        self.memory.path().join("data")
    }

    /// Opens the window with further arguments and environment variables, when no other of this process is open.
    ///
    /// # Errors
    /// No driver, no screen, or the program does not start.
    pub fn open(&self, arguments: &[&OsStr], environment: &[(&str, &OsStr)]) -> anyhow::Result<Window> {
        let program = program()?;
        ensure!(program.is_file(), "{} is not built", program.display());
        // A test that failed left the screen as free as any other.
        let screen = SCREEN.lock().unwrap_or_else(PoisonError::into_inner);
        // A port that was free a moment ago; nobody else on the machine hurries for it.
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("XDG_DATA_HOME", self.data_home())
            .env("XDG_CONFIG_HOME", self.memory.path().join("config"))
            .env("XDG_CACHE_HOME", self.memory.path().join("cache"))
            .envs(environment.iter().copied())
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            // Software rendering is all that a screen in memory has.
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .stdin(Stdio::null())
            .spawn()
            .context("starting WebKitWebDriver")?;
        let mut window = Window { driver, session: format!("http://127.0.0.1:{port}"), _screen: screen };
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
}

impl Window {
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

    /// Role and name of each element that matches a selector, in the page's order, as the engine computes them for assistive
    /// technology; without those that it hides.
    ///
    /// # Errors
    /// The window is gone.
    pub fn accessible(&self, selector: &str) -> anyhow::Result<Vec<(String, String)>> {
        let found = self.post("/elements", &json!({"using": "css selector", "value": selector}))?;
        let ids = found.as_array().context("a list of elements")?.iter();
        let ids = ids.filter_map(|element| element.as_object()?.values().next()?.as_str());
        let computed = |id: &str, what: &str| -> anyhow::Result<String> {
            let value = self.get(&format!("/element/{id}/computed{what}"))?;
            Ok(value.as_str().unwrap_or_default().to_owned())
        };
        let mut tree = Vec::new();
        for id in ids {
            let role = computed(id, "role")?;
            if !role.is_empty() {
                tree.push((role, computed(id, "label")?));
            }
        }
        Ok(tree)
    }

    /// Types on the keyboard, wherever the focus is: characters as they are, [`keys`] among them.
    ///
    /// # Errors
    /// The window is gone.
    pub fn press(&self, text: &str) -> anyhow::Result<()> {
        let strokes = text.chars().flat_map(|key| [("keyDown", key), ("keyUp", key)]);
        self.keyboard(strokes)
    }

    /// Presses a key while others are held: `chord(&[keys::CONTROL], 'v')`.
    ///
    /// # Errors
    /// The window is gone.
    pub fn chord(&self, held: &[char], key: char) -> anyhow::Result<()> {
        let down = held.iter().map(|&key| ("keyDown", key));
        let up = held.iter().rev().map(|&key| ("keyUp", key));
        self.keyboard(down.chain([("keyDown", key), ("keyUp", key)]).chain(up))
    }

    fn keyboard(&self, strokes: impl Iterator<Item = (&'static str, char)>) -> anyhow::Result<()> {
        let actions: Vec<Value> =
            strokes.map(|(kind, key)| json!({"type": kind, "value": key.to_string()})).collect();
        let keyboard = json!({"type": "key", "id": "keyboard", "actions": actions});
        self.post("/actions", &json!({"actions": [keyboard]})).map(drop)
    }

    /// Pastes as a system would: a `paste` event with this text where the focus is.
    ///
    /// # Errors
    /// The window is gone.
    pub fn paste(&self, text: &str) -> anyhow::Result<()> {
        let script = "const data = new DataTransfer(); data.setData('text/plain', arguments[0]); \
                      document.activeElement.dispatchEvent(new ClipboardEvent('paste', \
                      {clipboardData: data, bubbles: true, cancelable: true}));";
        self.post("/execute/sync", &json!({"script": script, "args": [text]})).map(drop)
    }

    /// A picture of the window, as PNG. Other windows of the same screen must not lie over it.
    ///
    /// # Errors
    /// `xdotool` or ImageMagick are not installed; the window is gone.
    pub fn picture(&self) -> anyhow::Result<Vec<u8>> {
        // WebDriver's own call never answers on a screen in memory.
        let taken = Command::new("import").args(["-window", &self.shown()?, "png:-"]).output()?;
        ensure!(taken.status.success(), "import: {}", String::from_utf8_lossy(&taken.stderr));
        Ok(taken.stdout)
    }

    /// Gives the window a size in screen pixels.
    ///
    /// # Errors
    /// `xdotool` is not installed; the window is gone.
    pub fn resize(&self, width: u32, height: u32) -> anyhow::Result<()> {
        // WebDriver's own call waits for a window manager, which a screen in memory has not.
        let size = [width.to_string(), height.to_string()];
        let resized = Command::new("xdotool").args(["windowsize", &self.shown()?]).args(size).status()?;
        ensure!(resized.success(), "xdotool ended with {resized}");
        Ok(())
    }

    /// Asks the window to close, as a window manager does when a person presses its cross; a screen in memory has none.
    ///
    /// # Errors
    /// The window is gone, or this system's windows are not X's.
    #[cfg(target_os = "linux")]
    pub fn press_cross(&self) -> anyhow::Result<()> {
        use x11rb::{
            CURRENT_TIME,
            connection::Connection as _,
            protocol::xproto::{ClientMessageEvent, ConnectionExt as _, EventMask},
        };
        let window = self.shown()?.parse()?;
        let (screen, _) = x11rb::connect(None)?;
        let atom = |name: &str| -> anyhow::Result<u32> {
            Ok(screen.intern_atom(false, name.as_bytes())?.reply()?.atom)
        };
        let words = [atom("WM_DELETE_WINDOW")?, CURRENT_TIME, 0, 0, 0];
        let event = ClientMessageEvent::new(32, window, atom("WM_PROTOCOLS")?, words);
        screen.send_event(false, window, EventMask::NO_EVENT, event)?.check()?;
        Ok(screen.flush()?)
    }

    /// Other systems have no screen in memory.
    #[cfg(not(target_os = "linux"))]
    pub fn press_cross(&self) -> anyhow::Result<()> {
        bail!("only windows of X are asked so")
    }

    /// The number of the window on its screen.
    fn shown(&self) -> anyhow::Result<String> {
        window_of(self.program()?)?.context("the program shows no window")
    }

    /// The program's process.
    ///
    /// # Errors
    /// It has ended.
    pub fn program(&self) -> anyhow::Result<u32> {
        children(self.driver.id())?.into_iter().next().context("the driver started the program")
    }

    /// Ends the page's process as a crash would; the program and its window stay.
    ///
    /// # Errors
    /// The program has no page.
    pub fn crash_page(&self) -> anyhow::Result<()> {
        let page = children(self.program()?)?.into_iter().find(|&child| is_page(child));
        let page = page.context("the program has a process for its page")?;
        let killed = Command::new("kill").args(["-9", &page.to_string()]).status()?;
        ensure!(killed.success(), "kill -9 {page}");
        Ok(())
    }

    /// Ends the program as a power cut would, and gives nothing time to clean up.
    ///
    /// # Errors
    /// The program is not found among the driver's children.
    pub fn kill(mut self) -> anyhow::Result<()> {
        let program = self.program()?;
        let killed = Command::new("kill").args(["-9", &program.to_string()]).status()?;
        ensure!(killed.success(), "kill -9 {program}");
        // The driver reports nothing of use any more.
        self.driver.kill()?;
        self.driver.wait()?;
        self.session.clear();
        Ok(())
    }

    /// Looks until a script returns something true, and gives it.
    ///
    /// # Errors
    /// It does not within a minute, or throws; the message says what is there instead.
    pub fn wait_until(&mut self, what: &str, script: &str) -> anyhow::Result<Value> {
        let found = self.wait(what, |window| {
            let value = window.run(script)?;
            let is_true = !matches!(value, Value::Null | Value::Bool(false));
            Ok(is_true.then_some(value))
        });
        found.with_context(|| {
            let place = self.run("return location.href").unwrap_or_default();
            format!("{place} shows: {}", self.text().unwrap_or_default())
        })
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

/// The number of the window that a program shows; `None` if it shows none.
///
/// # Errors
/// `xdotool` is not installed.
pub fn window_of(program: u32) -> anyhow::Result<Option<String>> {
    let program = program.to_string();
    let found = Command::new("xdotool").args(["search", "--onlyvisible", "--pid", &program]).output()?;
    Ok(String::from_utf8(found.stdout)?.lines().next().map(str::to_owned))
}

/// Looks until a program has ended; answers whether it did.
pub fn ends(program: u32, patience: Duration) -> bool {
    let began = Instant::now();
    while began.elapsed() < patience {
        if has_ended(program) {
            return true;
        }
        std::thread::park_timeout(Duration::from_millis(20));
    }
    has_ended(program)
}

/// Whether a process is gone, or only waits for its parent to notice.
fn has_ended(process: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().next()).is_none_or(|state| state == "Z")
}

/// Whether a process draws a page of WebKitGTK.
fn is_page(process: u32) -> bool {
    let name = std::fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default();
    // The kernel keeps fifteen letters of `WebKitWebProcess`.
    name.trim().starts_with("WebKitWebProces")
}

/// The processes that a process started.
fn children(parent: u32) -> anyhow::Result<Vec<u32>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir("/proc")? {
        let entry = entry?;
        let Some(process) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        // Some end while we look.
        let Ok(stat) = std::fs::read_to_string(entry.path().join("stat")) else { continue };
        let behind_name = stat.rsplit(')').next().unwrap_or_default();
        if behind_name.split_whitespace().nth(1) == Some(parent.to_string().as_str()) {
            found.push(process);
        }
    }
    Ok(found)
}

impl Drop for Window {
    fn drop(&mut self) {
        if self.session.is_empty() {
            return;
        }
        let program = self.program();
        // Ending the session closes the program; the driver alone would leave it behind.
        let _ = ureq::delete(&self.session).call();
        // What does not close by itself must not lie over the next window.
        if let Ok(program) = program
            && !ends(program, Duration::from_secs(5))
        {
            let _ = Command::new("kill").args(["-9", &program.to_string()]).status();
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
