//! Before and instead of the window.

/// Sets what WebKitGTK needs, where it is not set: its DMA-BUF renderer shows blank windows on many drivers (FIELD-NOTES
/// 3.3), and costs memory where it works. Called first of all: an environment may only be changed while a program has one
/// thread, and starting it once more with the variable set would cost another tenth of the start.
#[cfg(target_os = "linux")]
pub(crate) fn prepare() {
    const RENDERER: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if let Err(error) = glib::setenv(RENDERER, "1", false) {
        // The window opens as the system would have it.
        eprintln!("xinbao-desk: started without {RENDERER}: {error}");
    }
}

/// Nothing is needed elsewhere.
#[cfg(not(target_os = "linux"))]
pub(crate) fn prepare() {}

/// What a person must do before a window can open: in a message of the system, in the log and on standard error, which
/// a release build has not on Windows. `is_running` says that the toolkit's own loop has begun.
pub(crate) fn cannot_open(error: &tauri::Error, is_running: bool) {
    tracing::error!(%error, "the window could not be opened");
    eprintln!("xinbao-desk: the window could not be opened: {error}\n{}", advice());
    // On Linux, without a screen the toolkit would end the program before it could show anything, and inside its loop the
    // message would wait for that loop.
    let can_show = !cfg!(target_os = "linux")
        || !is_running && ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    if can_show {
        rfd::MessageDialog::new()
            .set_level(rfd::MessageLevel::Error)
            .set_title("信保工作台 Xinbao Desk")
            .set_description(advice())
            .show();
    }
}

/// What to install, in both languages: the settings are not read yet.
const fn advice() -> &'static str {
    if cfg!(target_os = "windows") {
        "窗口无法打开：这台电脑缺少 Microsoft Edge WebView2 运行时，或版本过旧。请从 \
         https://developer.microsoft.com/microsoft-edge/webview2/ 安装“常青版独立安装程序”，然后重新打开。您的数据完好。\n\n\
         The window cannot open: Microsoft Edge WebView2 Runtime is missing or too old. Install the Evergreen Standalone \
         Installer from the address above and start again. Your data is safe."
    } else if cfg!(target_os = "macos") {
        "窗口无法打开：系统的网页组件没有启动。请更新到 macOS 12 或更高版本，然后重新打开。您的数据完好。\n\n\
         The window cannot open: the system's web view did not start. Update to macOS 12 or later and start again. Your \
         data is safe."
    } else {
        "窗口无法打开：请安装 WebKitGTK 4.1（Debian、Ubuntu、统信 UOS：sudo apt install libwebkit2gtk-4.1-0），并在图形界面中启动。\
         您的数据完好。\n\n\
         The window cannot open: install WebKitGTK 4.1 (Debian, Ubuntu: sudo apt install libwebkit2gtk-4.1-0) and start \
         it in a graphical session. Your data is safe."
    }
}
