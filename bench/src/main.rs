//! The goals in figures, each measured beside its floor in the same run: ratios count,
//! milliseconds inform. `cargo xtask bench NAME` runs one, prints one JSON line and keeps it in `bench/results/`.
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
#![allow(clippy::print_stdout, reason = "a benchmark's result is its standard output")]

mod edit;
mod figures;
mod fill;
mod firm;
mod import;
mod open;
mod push_pull;
mod search;
mod serve;
mod size;
mod soak;
mod start;
mod window;
mod workbook;
mod workshop;

use std::{fs, path::Path};

use anyhow::{Context as _, bail};

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let name = arguments.first().context(
        "name a benchmark: import, import-error, edit, edit-window, open, open-window, fill, search, push-pull, push-pull-scale, serve, \
         start, size, soak",
    )?;
    if name == excel_import::worker::COMMAND {
        return import::become_reader();
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let mut result = match name.as_str() {
        "import" => import::run(&runtime, import::Faults::None)?,
        "import-error" => import::run(&runtime, import::Faults::TwoInEveryRow)?,
        "import-once" => return import::once(&runtime, &arguments[1..]),
        "server" => return firm::become_server(&runtime, &arguments[1..]),
        "desk" => return printed(runtime.block_on(firm::desks::run(&arguments[1..]))?),
        "desk-floor" => {
            let lines = arguments.get(1).context("desk-floor LINES")?.parse()?;
            return printed(Some(runtime.block_on(firm::floor::desk(lines))?.into()));
        }
        "push-pull" => push_pull::run(&runtime, &arguments[1..])?,
        "push-pull-scale" => push_pull::scale(&runtime, &arguments[1..])?,
        "serve-server" => return runtime.block_on(serve::become_server(&arguments[1..])),
        "serve" => serve::run(&runtime, &arguments[1..])?,
        "edit" => runtime.block_on(edit::run())?,
        "fill" => runtime.block_on(fill::run())?,
        "open" => runtime.block_on(open::run())?,
        "edit-window" => window::edit(&runtime)?,
        "open-window" => window::open(&runtime)?,
        "search" => runtime.block_on(search::run())?,
        "start" => start::run()?,
        "size" => size::run()?,
        "soak" => soak::run(&runtime, &arguments[1..])?,
        other => bail!("no benchmark is named {other}"),
    };
    // Figures taken beside other work are read with it: runnable processes, on average, when the benchmark ended.
    result["load"] = fs::read_to_string("/proc/loadavg").unwrap_or_default().trim().into();
    let line = result.to_string();
    println!("{line}");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("results");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(format!("{name}.json")), format!("{line}\n"))?;
    Ok(())
}

/// A step's result, for the process that started it.
fn printed(result: Option<serde_json::Value>) -> anyhow::Result<()> {
    if let Some(result) = result {
        println!("{result}");
    }
    Ok(())
}
