//! The end of the program: connections that are closing come first.
//!
//! SQLCipher frees what every connection uses once the program leaves `main`, by a handler of its own. A connection that was
//! dropped rather than closed, as after a failure, is still being closed then by its thread, and would use what is gone. Programs close
//! their vaults before they end; this is for the ways out that cannot, and for programs that stop in the middle of opening.

use std::sync::Once;

/// What the threads of connections are called: the system keeps 15 characters.
pub(super) const THREAD: &str = "xinbao-vault";

/// Lets the program's end wait for connections that are closing. Only after SQLCipher was first used: handlers run in the reverse
/// order of their registration, and this one has to come before SQLCipher's.
pub(super) fn wait_for_connections() {
    static REGISTERED: Once = Once::new();
    REGISTERED.call_once(|| {
        if !shutdown_hooks::add_shutdown_hook(wait) {
            tracing::warn!("the program's end will not wait for connections");
        }
    });
}

/// Waits until no connection has a thread, for at most two seconds: the thread of a connection that is open and idle stays until the
/// process ends and does no harm. Where the system does not list a process's threads, nothing is waited for.
extern "C" fn wait() {
    const STEP: std::time::Duration = std::time::Duration::from_millis(2);
    for _ in 0..1_000 {
        if !any_thread() {
            return;
        }
        std::thread::sleep(STEP);
    }
}

fn any_thread() -> bool {
    let Ok(threads) = std::fs::read_dir("/proc/self/task") else { return false };
    threads.flatten().any(|thread| {
        std::fs::read_to_string(thread.path().join("comm")).is_ok_and(|name| name.trim_end() == THREAD)
    })
}
