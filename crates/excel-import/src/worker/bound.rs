//! The reading process bounds its own memory (GOALS, hostile files), on each system by what that system has:
//!
//! - Linux refuses address space beyond the bound.
//! - Windows could refuse memory to a job, but no library offers that without code of the kind that this house forbids; macOS
//!   refuses nothing. There a watchdog looks at what the process takes and ends it; what it overshoots by is what a parser can
//!   fill between two looks.
//!
//! No picture of the process's memory is left on the disk when it ends, where the system can be asked for that: it would hold
//! the file's content.

use std::io;

use crate::bounds::READ_MEMORY_BYTES_MAX;

/// What Rust's allocator says before it aborts, and what the watchdog says.
const OUT_OF_MEMORY: [&str; 2] = ["memory allocation of", "out of memory"];

/// Bounds this process from now on.
pub(super) fn memory() -> io::Result<()> {
    #[cfg(unix)]
    rlimit::setrlimit(rlimit::Resource::CORE, 0, 0)?;
    #[cfg(target_os = "linux")]
    address_space()?;
    #[cfg(not(target_os = "linux"))]
    watch()?;
    Ok(())
}

/// Whether a process that said this on standard error ended at its bound.
pub(super) fn is_out_of_memory(words: &str) -> bool {
    OUT_OF_MEMORY.iter().any(|said| words.contains(said))
}

#[cfg(target_os = "linux")]
fn address_space() -> io::Result<()> {
    // Somebody may have bounded us tighter already.
    let (_, hard) = rlimit::getrlimit(rlimit::Resource::AS)?;
    let bound = hard.min(READ_MEMORY_BYTES_MAX);
    rlimit::setrlimit(rlimit::Resource::AS, bound, bound)
}

#[cfg(not(target_os = "linux"))]
fn watch() -> io::Result<()> {
    use std::{thread, time::Duration};

    /// Between two looks a parser fills some tens of mebibytes.
    const LOOK: Duration = Duration::from_millis(10);

    let watchdog = || {
        // A system that does not tell leaves the bounds that the reader counts itself.
        while let Some(taken) = memory_stats::memory_stats() {
            // On Windows also what is promised and not filled yet; on macOS that figure holds the system's own libraries.
            let promised = if cfg!(windows) { taken.virtual_mem } else { 0 };
            if taken.physical_mem.max(promised) as u64 > READ_MEMORY_BYTES_MAX {
                eprintln!("{}", OUT_OF_MEMORY[1]);
                std::process::exit(1);
            }
            thread::sleep(LOOK);
        }
    };
    thread::Builder::new().name("memory".to_owned()).spawn(watchdog).map(drop)
}
