//! GOALS push / pull (CM-PERF-01, CM-SYNC-01, CM-SYNC-03): 100,000 lines from one desk through the server to another, over HTTP and over either
//! database, beside bare inserts of as many rows on each side; and whether a line costs the same where many are stored.
//!
//! *push*: from sign-in until the server has answered everything, sealing included; its floor is the server's insert. *pull*: from
//! sign-in until everything is put on; its floor is the desk's insert.

use anyhow::{Context as _, ensure};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::{
    figures::rounded,
    firm::{self, Database, Databases, Server},
};

const LINES: u32 = 100_000;
const ROUNDS: usize = 3;
const GOAL_RATIO: f64 = 2.5;
const GOAL_MIB: f64 = 100.0;

/// Both lanes over both databases.
pub(crate) fn run(runtime: &Runtime, arguments: &[String]) -> anyhow::Result<Value> {
    let rounds = arguments.first().map_or(Ok(ROUNDS), |text| text.parse()).context("rounds, such as 3")?;
    let mut result = json!({ "name": "push-pull", "lines": LINES, "rounds": rounds });
    let mut is_met = true;
    for database in Database::ALL {
        let databases = Databases::of(database)?;
        let rounds = (0..rounds).map(|_| round(runtime, &databases)).collect::<anyhow::Result<Vec<_>>>()?;
        let mut figures = json!({});
        for lane in ["push", "pull"] {
            let of = |field| median(rounds.iter().map(|round| &round[lane][field]));
            let (floor, took) = (of("floor_ms"), of("took_ms"));
            let (desk, server) = (of("desk_mib"), of("server_mib"));
            figures[lane] = json!({
                "floor_ms": rounded(floor), "took_ms": rounded(took), "ratio": rounded(took / floor),
                "desk_mib": rounded(desk), "server_mib": rounded(server),
            });
            is_met &= took / floor <= GOAL_RATIO && desk <= GOAL_MIB && server <= GOAL_MIB;
        }
        result[database.name()] = figures;
    }
    result["goal"] =
        json!("push ≤ 2.5 × the server's insert, pull ≤ 2.5 × the desk's; growth ≤ 100 MiB at each end");
    result["met"] = json!(is_met);
    Ok(result)
}

/// Floors and both lanes, each in fresh databases.
fn round(runtime: &Runtime, databases: &Databases) -> anyhow::Result<Value> {
    let folder = tempfile::tempdir()?;
    let bare = folder.path().join("bare");
    std::fs::create_dir(&bare)?;
    let database = databases.fresh(runtime, &bare)?;
    let server_floor = runtime.block_on(firm::floor::server(&database, LINES))?;
    let desk_floor = firm::step(&["desk-floor", &LINES.to_string()], &folder.path().join("floor"))?;
    let database = databases.fresh(runtime, folder.path())?;
    let server = Server::start(&database, folder.path())?;
    let (one, other) = (folder.path().join("one"), folder.path().join("other"));
    firm::step(&["desk", "found", &server.url()], &one)?;
    firm::step(&["desk", "join", &server.url()], &other)?;
    firm::step(&["desk", "fill", "1", &LINES.to_string()], &one)?;
    let mut push = travel(&server, "push", &one)?;
    let mut pull = travel(&server, "pull", &other)?;
    ensure!(pull["lines"] == LINES, "{} lines arrived", pull["lines"]);
    push["floor_ms"] = json!(server_floor);
    pull["floor_ms"] = desk_floor;
    Ok(json!({ "push": push, "pull": pull }))
}

fn travel(server: &Server, lane: &str, vault: &std::path::Path) -> anyhow::Result<Value> {
    let memory = server.memory()?;
    let mut done = firm::step(&["desk", lane], vault)?;
    done["server_mib"] = json!(memory.growth_mib());
    done["desk_mib"] = done["growth_mib"].take();
    Ok(done)
}

fn median<'v>(values: impl Iterator<Item = &'v Value>) -> f64 {
    let mut values: Vec<f64> = values.filter_map(Value::as_f64).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// What a line costs where 1,000 are stored, and where 1,000,000 are.
pub(crate) fn scale(runtime: &Runtime, arguments: &[String]) -> anyhow::Result<Value> {
    const STORED: [u32; 2] = [1_000, 1_000_000];
    const MOVED: u32 = 10_000;
    let only = arguments.first().map(String::as_str);
    let mut result = json!({ "name": "push-pull-scale", "moved": MOVED });
    let mut is_met = true;
    for database in
        Database::ALL.into_iter().filter(|database| only.is_none_or(|name| name == database.name()))
    {
        let databases = Databases::of(database)?;
        let folder = tempfile::tempdir()?;
        let server = Server::start(&databases.fresh(runtime, folder.path())?, folder.path())?;
        let (one, other) = (folder.path().join("one"), folder.path().join("other"));
        firm::step(&["desk", "found", &server.url()], &one)?;
        firm::step(&["desk", "join", &server.url()], &other)?;
        let mut stored = 0;
        let mut figures = json!({});
        let mut costs: Vec<[f64; 2]> = Vec::new();
        for goal in STORED {
            let orders = if goal <= LINES { 1 } else { (goal - stored) / LINES };
            let lines = if goal <= LINES { goal } else { LINES };
            for _ in 0..orders {
                fill_and_travel(&server, [&one, &other], lines)?;
                stored += lines;
            }
            let mut runs = Vec::new();
            for _ in 0..ROUNDS {
                runs.push(fill_and_travel(&server, [&one, &other], MOVED)?);
                stored += MOVED;
            }
            let cost = [0, 1].map(|lane| median(runs.iter().map(|run| &run[lane])) * 1e3 / f64::from(MOVED));
            figures[goal.to_string()] =
                json!({ "push_us_a_line": rounded(cost[0]), "pull_us_a_line": rounded(cost[1]) });
            costs.push(cost);
        }
        let grows = [0, 1].map(|lane| costs[1][lane] / costs[0][lane]);
        figures["ratio"] = json!({ "push": rounded(grows[0]), "pull": rounded(grows[1]) });
        is_met &= grows.iter().all(|ratio| *ratio <= 1.2);
        result[database.name()] = figures;
    }
    result["goal"] = json!("a line costs the same (± 20 %) at 1,000 and at 1,000,000 lines stored");
    result["met"] = json!(is_met);
    Ok(result)
}

/// Milliseconds of both lanes for one order of so many lines.
fn fill_and_travel(
    server: &Server,
    [one, other]: [&std::path::Path; 2],
    lines: u32,
) -> anyhow::Result<Value> {
    firm::step(&["desk", "fill", "1", &lines.to_string()], one)?;
    let push = travel(server, "push", one)?;
    let pull = travel(server, "pull", other)?;
    Ok(json!([push["took_ms"], pull["took_ms"]]))
}
