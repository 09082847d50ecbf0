//! The desks of a firm. Each step opens the vault in a process of its own.

use std::{sync::Arc, time::Instant};

use anyhow::{Context as _, bail, ensure};
use desk::{
    desk::Desk,
    keys::{KeyFile, SystemKeychain},
    remote::{Address, Captcha, CodeFor, Connection, Draft, HintStream, Proof, Remote, SignIn},
    sync::{Surroundings, SyncHandle, SyncLock, Told, Transport},
    vault::{Unlock, Vault},
};
use domain::account::TypedCompany;
use serde_json::{Value, json};
use sync::engine::{Failure, Fetch};
use values::Secret;

use super::{Memory, vault};
use crate::workshop;

/// The company of the simulated registry (spec 01 §18.7) that is measured.
const USCC: &str = "91330782TE5T00016T";
const MOBILE: &str = "19900000001";
const PASSWORD: &str = "Right-pass1";

/// Does what a step says. Steps: `found URL`, `join URL`, `fill ORDERS LINES`, `push`, `pull`.
pub(crate) async fn run(arguments: &[String]) -> anyhow::Result<Option<Value>> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["found", url] => found(url).await.map(|()| None),
        ["join", url] => join(url).await.map(|()| None),
        ["fill", orders, lines] => fill(orders.parse()?, lines.parse()?).await.map(|()| None),
        ["push"] => travel(true).await.map(Some),
        ["pull"] => travel(false).await.map(Some),
        other => bail!("no step of a desk: {other:?}"),
    }
}

/// A vault that registers the firm.
async fn found(url: &str) -> anyhow::Result<()> {
    let desk = workshop::new_desk(&vault()?).await?;
    let remote = connect(&desk, url).await?;
    let mut draft = Draft::default();
    draft.company_name = "示例进出口有限公司".to_owned();
    draft.uscc = USCC.to_owned();
    draft.legal_rep_name = "示例甲".to_owned();
    draft.legal_rep_doc_type = "resident_id".to_owned();
    draft.legal_rep_doc_no = "330782190101010013".to_owned();
    remote.verify(&draft, &[values::Code::RidAgeHigh], None).await?;
    remote.send_code(&CodeFor::Registration { mobile: MOBILE.to_owned() }).await?;
    let company = TypedCompany {
        password: PASSWORD.to_owned(),
        password_repeat: PASSWORD.to_owned(),
        contact_name: "示例乙".to_owned(),
        mobile: MOBILE.to_owned(),
        contact_email: String::new(),
        registered_address: "浙江省义乌市示例路1号".to_owned(),
        office_address: String::new(),
        customs_reg_no: String::new(),
        services: Vec::new(),
        agreement_version: "1.0".to_owned(),
    };
    remote.activate(&company, &Secret::new(code(url)?)).await?;
    sign_in(&remote, url).await?;
    desk.store().close().await;
    Ok(())
}

/// Another vault of the firm.
async fn join(url: &str) -> anyhow::Result<()> {
    let desk = workshop::new_desk(&vault()?).await?;
    let remote = connect(&desk, url).await?;
    sign_in(&remote, url).await?;
    desk.store().close().await;
    Ok(())
}

async fn connect(desk: &Desk, url: &str) -> anyhow::Result<Remote> {
    let connection = Connection { address: refused(Address::parse(url, false))?, ca: None };
    Ok(Remote::connect(desk, Arc::new(SystemKeychain), &connection).await?.0)
}

async fn sign_in(remote: &Remote, url: &str) -> anyhow::Result<()> {
    let picture = remote.picture().await?;
    let shown = get(url, &format!("/sim/captcha/{}", picture.id))?;
    let text = shown["text"].as_str().context("what the captcha shows")?.to_owned();
    let request = SignIn {
        name: USCC.to_owned(),
        password: Secret::new(PASSWORD.to_owned()),
        proof: Proof::Captcha(Captcha { id: picture.id, text }),
        device_name: None,
    };
    remote.sign_in(&request).await?;
    Ok(())
}

/// The code of the newest message to the firm's mobile.
fn code(url: &str) -> anyhow::Result<String> {
    let outbox = get(url, "/sim/outbox")?;
    let newest = outbox["messages"].as_array().and_then(|all| all.last()).context("a message")?;
    let text = newest["text"].as_str().context("its text")?;
    let digits = text.split("验证码 ").nth(1).context("a code in it")?;
    Ok(digits.chars().take_while(char::is_ascii_digit).collect())
}

fn get(url: &str, path: &str) -> anyhow::Result<Value> {
    Ok(ureq::get(format!("{url}/api/v1{path}")).call()?.body_mut().read_json()?)
}

fn refused<T>(result: Result<T, values::Problem>) -> anyhow::Result<T> {
    result.map_err(|problem| anyhow::anyhow!("{}", problem.code))
}

async fn open() -> anyhow::Result<Desk> {
    let key = KeyFile::parse(&workshop::KEY.repeat(32))?;
    Ok(Desk::open(Vault::open(&vault()?, Unlock::KeyFile { file: key, lock: None }).await?).await?)
}

/// So many orders of so many lines each, and everything that follows behind them.
async fn fill(orders: u32, lines: u32) -> anyhow::Result<()> {
    let desk = open().await?;
    for _ in 0..orders {
        let order = workshop::new_order(&desk).await?;
        workshop::fill(&desk, order, lines).await?;
    }
    while desk.store().index_step(2_000).await?.left > 0 {}
    desk.store().checkpoint().await?;
    desk.store().close().await;
    Ok(())
}

/// Sends all that waits, without fetching anything; or fetches all that is new, where nothing waits. Milliseconds, and by how
/// many MiB this process grew.
async fn travel(pushes: bool) -> anyhow::Result<Value> {
    let desk = open().await?;
    let remote = Remote::open(&desk, Arc::new(SystemKeychain)).await?;
    let lock = SyncLock::try_acquire(desk.vault().folder())?.context("no other program synchronises")?;
    let lane = OneLane { remote, pushes };
    let handle = SyncHandle::start(Surroundings::of(&desk), lane, lock).await?;
    let memory = Memory::of(std::process::id())?;
    let mut status = handle.status();
    let started = Instant::now();
    handle.tell(Told::SignedIn);
    let rested = status.wait_for(|now| now.rests > 0).await?.clone();
    let took_ms = started.elapsed().as_secs_f64() * 1e3;
    let growth_mib = memory.growth_mib();
    handle.stop().await;
    ensure!(pushes || rested.engine.stopped.is_none(), "{:?}", rested.engine.stopped);
    let state = desk.store().sync_state().await?;
    ensure!(state.processed == state.sealed && !desk.store().has_unsealed().await?, "not all was sent");
    let mut conn = desk.store().read().await?;
    let lines: i64 =
        sqlx::query_scalar("SELECT coalesce(sum(line_count), 0) FROM orders").fetch_one(&mut *conn).await?;
    drop(conn);
    desk.store().close().await;
    Ok(json!({ "took_ms": took_ms, "growth_mib": growth_mib, "lines": lines }))
}

/// The way to the server, one lane of it.
struct OneLane {
    remote: Remote,
    pushes: bool,
}

impl Transport for OneLane {
    type Hints = HintStream;

    async fn push(&self, request: String) -> Result<String, Failure> {
        self.remote.push(request).await
    }

    async fn fetch(&self, fetch: Fetch) -> Result<String, Failure> {
        if self.pushes { Err(Failure::Lost) } else { self.remote.fetch(fetch).await }
    }

    async fn hints(&self) -> Result<HintStream, Failure> {
        // Once refused they are not asked for again.
        Err(Failure::Refused(values::Problem::new(values::Code::NotFound)))
    }
}
