//! GOALS serve (CM-PERF-01): 10,000 firms, 1,000 desks that poll and 50 that edit, on PostgreSQL; beside a handler that only runs `select 1`,
//! asked by the same process at the same moments. And whether the server's memory grows meanwhile.
//!
//! The load is open: each request has its moment, whether or not those before it were answered, and its time counts from there.
//! Desks poll ten times as often as they do, so that a short run has as many requests as a long one would.

use std::{
    process::{Child, Command, Stdio},
    sync::Arc,
    time::Duration,
};

use anyhow::{Context as _, bail, ensure};
use axum::{Router, extract::State, routing::get};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use domain::{
    ContentHash, Deed, Entry, FieldEdit, Mutation, OrderField,
    mutation::{GroupEdit, HeadEdit, HeadEntries},
};
use reqwest::Client;
use serde_json::{Value, json};
use server::{App, Settings, files::place::Place, routes, settings::Flags};
use sqlx::{Connection as _, PgConnection, PgPool, postgres::PgPoolOptions};
use store_server::Store;
use tokio::{runtime::Runtime, sync::Mutex, task::JoinSet, time::Instant};
use values::{MutationId, OrderId, Uuid};
use wire::{Cursor, Page, PushAnswer, push::request_text};

use crate::{
    figures::{Figures, process_mib, rounded},
    firm::{DATA_KEY, cluster::Cluster},
};

const FIRMS: u32 = 10_000;
const POLLING: u32 = 1_000;
const EDITING: u32 = 50;
/// Desks poll once a minute where no hints come.
const POLL: Duration = Duration::from_secs(6);
/// Somebody who types without a pause sends once a second.
const EDIT: Duration = Duration::from_secs(1);
/// So long each load lasts, unless it is told otherwise.
const SECONDS: u64 = 30;
const GOAL_RATIO: f64 = 5.0;
/// What a process may come to hold more between the first tenth of its load and the end.
const GOAL_GROWTH: f64 = 1.1;

/// Floor and server in turn, so many seconds each.
pub(crate) fn run(runtime: &Runtime, arguments: &[String]) -> anyhow::Result<Value> {
    let seconds =
        arguments.first().map_or(Ok(SECONDS), |text| text.parse()).context("seconds, such as 600")?;
    let cluster = Cluster::start()?;
    let database = runtime.block_on(cluster.fresh())?;
    runtime.block_on(async {
        Store::migrate(&database).await?;
        found_firms(&database.replace("user=xinbao", "user=postgres")).await
    })?;
    let folder = tempfile::tempdir()?;
    let server = Server::start(&database, folder.path())?;
    let load = Arc::new(Load::new(&server.address)?);
    runtime.block_on(async {
        load.create_orders().await?;
        let duration = Duration::from_secs(seconds);
        // Connections, statements and caches are warm in both.
        offer(&load, Kind::Floor, Duration::from_secs(3)).await?;
        offer(&load, Kind::Server, Duration::from_secs(3)).await?;
        let floor = offer(&load, Kind::Floor, duration).await?;
        let begun = tokio::spawn({
            let (process, tenth) = (server.process.id(), duration / 10);
            async move {
                tokio::time::sleep(tenth).await;
                process_mib(process, "VmRSS")
            }
        });
        let served = offer(&load, Kind::Server, duration).await?;
        let (begun, ended) = (begun.await?, process_mib(server.process.id(), "VmRSS"));
        let ratio = served.all.percentile(0.99) / floor.all.percentile(0.99);
        let growth = ended / begun;
        let told = |figures: &Figures| {
            json!({ "p50": rounded(figures.median()), "p99": rounded(figures.percentile(0.99)) })
        };
        Ok(json!({
            "name": "serve", "firms": FIRMS, "polling": POLLING, "editing": EDITING, "seconds": seconds,
            "requests": served.requests, "floor_ms": told(&floor.all), "all_ms": told(&served.all),
            "poll_ms": told(&served.polls), "push_ms": told(&served.pushes), "ratio": rounded(ratio),
            "memory_mib": { "begun": rounded(begun), "ended": rounded(ended) },
            "goal": "p99 ≤ 5 × that of `select 1` at the same load; memory at the end ≤ 1.1 × that of the first tenth",
            "met": ratio <= GOAL_RATIO && growth <= GOAL_GROWTH,
        }))
    })
}

/// The firms with an owner each, who is signed in at one device.
async fn found_firms(mighty: &str) -> anyhow::Result<()> {
    let mut connection = PgConnection::connect(mighty).await?;
    let id = |kind: u8| format!("decode('{kind:02x}' || lpad(to_hex(n), 30, '0'), 'hex')");
    let (account, person, session, device) = (id(1), id(2), id(3), id(4));
    let now = "(extract(epoch from now()) * 1000)::bigint";
    let of = format!("FROM generate_series(0, {}) AS n", FIRMS - 1);
    for statement in [
        format!(
            "INSERT INTO accounts (id, kind, state, services, created_at) SELECT {account}, 'firm', 'active', 'yw', {now} {of}"
        ),
        format!(
            "INSERT INTO people (id, account, role, grants_identity, mobile_unproven, must_change_password, disabled, \
             password_hash) SELECT {person}, {account}, 'owner', 0, 0, 0, 0, '' {of}"
        ),
        format!(
            "INSERT INTO sessions (id, person, account, device, created_at, last_used_at, rotation) \
             SELECT {session}, {person}, {account}, {device}, {now}, {now}, 0 {of}"
        ),
        format!(
            "INSERT INTO tokens (digest, session, kind, rotation, issued_at) \
             SELECT sha256(sha256(('desk ' || n)::bytea)), {session}, 'access', 0, {now} {of}"
        ),
        format!("INSERT INTO firms (firm, epoch) SELECT {account}, 1 {of}"),
        "ANALYZE".to_owned(),
    ] {
        sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut connection).await?;
    }
    connection.close().await?;
    Ok(())
}

/// The token of a firm's desk, as [`found_firms`] made it.
fn token(firm: u32) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(wire::sha256(&format!("desk {firm}")))
}

/// A server with one handler more.
struct Server {
    process: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    fn start(database: &str, home: &std::path::Path) -> anyhow::Result<Self> {
        use std::io::BufRead as _;
        let mut process = Command::new(std::env::current_exe()?)
            .args(["serve-server", database])
            .env("XDG_DATA_HOME", home)
            .env("XINBAO_DATA_KEY", DATA_KEY)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        let told = process.stdout.take().context("its output is a pipe")?;
        std::io::BufReader::new(told).read_line(&mut line)?;
        ensure!(!line.is_empty(), "the server does not start");
        Ok(Self { process, address: line.trim().to_owned() })
    }
}

/// This program as that server. It says where it listens and serves until it is ended.
pub(crate) async fn become_server(arguments: &[String]) -> anyhow::Result<()> {
    let database = arguments.first().context("serve-server DATABASE")?;
    let flags = Flags { database: Some(database.clone()), simulated: true, ..Flags::default() };
    let settings = Settings { requests_per_minute: 1_000_000, ..Settings::read(&flags)? };
    let store = Store::connect(database, settings.data_key.clone()).await?;
    // As many connections as the server has.
    let pool = PgPoolOptions::new().max_connections(16).connect(database).await?;
    let floor = Router::new().route("/floor", get(select_one)).with_state(pool);
    let place = Place::open(&settings.files)?;
    let router = routes::router(&App::new(&settings, store, place)).merge(floor);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    axum::serve(listener, router).await?;
    Ok(())
}

async fn select_one(State(pool): State<PgPool>) -> Result<&'static str, axum::http::StatusCode> {
    let one: Result<i32, sqlx::Error> = sqlx::query_scalar("select 1").fetch_one(&pool).await;
    one.map(|_| "1").map_err(|_| axum::http::StatusCode::INTERNAL_SERVER_ERROR)
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Floor,
    Server,
}

/// What the desks know.
struct Load {
    client: Client,
    url: String,
    desks: Vec<Mutex<Desk>>,
}

struct Desk {
    firm: u32,
    token: String,
    cursor: Cursor,
    /// Numbers that were pushed.
    pushed: i64,
    head: HeadEntries,
}

impl Load {
    fn new(address: &str) -> anyhow::Result<Self> {
        let client = Client::builder().no_proxy().build()?;
        // Desks of firms all over the table.
        let desk = |at: u32| {
            let firm = at * (FIRMS / (POLLING + EDITING));
            let head = HeadEntries::of(|_| Entry::Empty);
            Mutex::new(Desk { firm, token: token(firm), cursor: Cursor::default(), pushed: 0, head })
        };
        Ok(Self {
            client,
            url: format!("http://{address}"),
            desks: (0..POLLING + EDITING).map(desk).collect(),
        })
    }

    /// An order for each desk, pulled.
    async fn create_orders(&self) -> anyhow::Result<()> {
        for desk in &self.desks {
            let mut desk = desk.lock().await;
            let mut fields = domain::OrderFields::default();
            fields.put(OrderField::BuyerName, &Entry::Value("SAMPLE BUYER ONE".into()));
            desk.head = HeadEntries::of_head(&fields);
            let head = desk.head.clone();
            self.push(&mut desk, Deed::CreateOrder { head }).await?;
            self.poll(&mut desk).await?;
        }
        Ok(())
    }

    /// One edit of the order's remark.
    async fn edit(&self, at: usize) -> anyhow::Result<()> {
        let mut desk = self.desks[at].lock().await;
        let before = desk.head.get(OrderField::Remark).clone();
        let after = Entry::Value(format!("round {}", desk.pushed).into());
        let field = FieldEdit { field: OrderField::Remark, before, after: after.clone() };
        let groups = vec![GroupEdit::whole(vec![field]).context("the remark is a group of its own")?];
        let base = ContentHash::of_head(order(desk.firm), &desk.head);
        desk.head.set(OrderField::Remark, after);
        self.push(&mut desk, Deed::EditOrder(HeadEdit { base, amounts: ContentHash::NONE, groups })).await?;
        self.poll(&mut desk).await
    }

    async fn push(&self, desk: &mut Desk, deed: Deed) -> anyhow::Result<()> {
        let seq = desk.pushed + 1;
        let id = id(u128::from(desk.firm) << 32 | u128::from(seq.unsigned_abs()));
        let at = values::Instant::from_millis(1_773_547_200_000);
        let mutation =
            Mutation { id: MutationId::from_uuid(id), order: order(desk.firm), base_rev: None, at, deed };
        let body = wire::seal(&mutation);
        let request = request_text([(seq, body.hash, body.text.as_str())]);
        let answered = self
            .client
            .post(format!("{}/api/v1/sync/push", self.url))
            .bearer_auth(&desk.token)
            .header("content-type", "application/json")
            .body(request)
            .send()
            .await?;
        let text = answered.error_for_status()?.text().await?;
        let answer = PushAnswer::read(&text).map_err(|problem| anyhow::anyhow!("{}", problem.code))?;
        match answer.answered.as_slice() {
            [one] if one.outcome == domain::Outcome::Applied => desk.pushed = seq,
            other => bail!("{other:?}"),
        }
        Ok(())
    }

    async fn poll(&self, desk: &mut Desk) -> anyhow::Result<()> {
        let url = format!("{}/api/v1/sync/changes?cursor={}", self.url, desk.cursor.text());
        let answered = self.client.get(url).bearer_auth(&desk.token).send().await?;
        let text = answered.error_for_status()?.text().await?;
        let page = Page::read(&text).map_err(|problem| anyhow::anyhow!("{}", problem.code))?;
        let complete = page.complete.context("one page")?;
        desk.cursor = Cursor { epoch: page.epoch, rev: complete.rev };
        Ok(())
    }

    async fn floor(&self) -> anyhow::Result<()> {
        self.client.get(format!("{}/floor", self.url)).send().await?.error_for_status()?.text().await?;
        Ok(())
    }
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number >> 12 << 80 | 7 << 76 | 2 << 62 | number & 0xfff)
}

fn order(firm: u32) -> OrderId {
    OrderId::from_uuid(id(u128::from(firm) << 32))
}

/// What came of a load.
struct Served {
    requests: usize,
    all: Figures,
    polls: Figures,
    pushes: Figures,
}

/// Offers a load for so long. Where the floor is asked, each request that would be one of sync is one of `select 1`.
async fn offer(load: &Arc<Load>, kind: Kind, duration: Duration) -> anyhow::Result<Served> {
    let mut desks = JoinSet::new();
    let start = Instant::now() + Duration::from_millis(100);
    for at in 0..POLLING + EDITING {
        let (every, edits) = if at < POLLING { (POLL, false) } else { (EDIT, true) };
        // Spread evenly over the interval, editing desks among themselves.
        let (nth, of) = if edits { (at - POLLING, EDITING) } else { (at, POLLING) };
        let first = start + every * nth / of;
        let load = Arc::clone(load);
        desks.spawn(async move {
            let mut times = Vec::new();
            let mut asking = JoinSet::new();
            let mut moment = first;
            while moment < start + duration {
                tokio::time::sleep_until(moment).await;
                let (load, asked) = (Arc::clone(&load), moment);
                asking.spawn(async move {
                    match (kind, edits) {
                        (Kind::Floor, false) => load.floor().await?,
                        (Kind::Floor, true) => {
                            load.floor().await?;
                            load.floor().await?;
                        }
                        (Kind::Server, false) => {
                            load.poll(&mut *load.desks[at as usize].lock().await).await?
                        }
                        (Kind::Server, true) => load.edit(at as usize).await?,
                    }
                    Ok::<_, anyhow::Error>((edits, asked.elapsed()))
                });
                moment += every;
            }
            while let Some(done) = asking.join_next().await {
                times.push(done??);
            }
            Ok::<_, anyhow::Error>(times)
        });
    }
    let mut all = Vec::new();
    while let Some(done) = desks.join_next().await {
        all.extend(done??);
    }
    let of = |wanted: bool| all.iter().filter(move |(edits, _)| *edits == wanted).map(|(_, took)| *took);
    Ok(Served {
        requests: of(false).count() + 2 * of(true).count(),
        polls: Figures::of(of(false)),
        pushes: Figures::of(of(true)),
        all: Figures::of(all.iter().map(|(_, took)| *took)),
    })
}
