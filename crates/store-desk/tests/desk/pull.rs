//! Pages put on: what a pull makes of the rows, and of everything that is kept beside them.

use actions::Host as _;
use domain::{
    ContentHash, Line, LineField, Lookup, Order, OrderField, Outcome,
    mutation::{HeadEntries, LineEntries},
};
use store_desk::Store;
use sync::engine::{Apply, Scope};
use testkit::{TestHost, words};
use values::{Code, Currency, Day, DeviceId, Instant, LineId, OrderId, Problem, Uuid};
use wire::{Answered, Cursor, LineRow, OrderCheck, OrderRow, Page, PushAnswer, Row};

/// The server, as far as its rows go.
struct Server {
    rev: i64,
    order: OrderRow,
    lines: Vec<LineRow>,
}

fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(9 << 80 | 7 << 76 | 2 << 62 | number)
}

fn line_row(order: OrderId, number: u32, rev: i64) -> LineRow {
    let today = Day::new(2026, 3, 15).unwrap();
    let fields = words::fields(&words::line(number), today, Currency::CNY);
    LineRow {
        rev,
        id: LineId::from_uuid(uuid(u128::from(number))),
        order,
        place: i64::from(number) * 1_024,
        entries: LineEntries::of_line(&fields),
        lookup: Lookup::None,
        linked: false,
        import: None,
        removed: false,
    }
}

impl Server {
    /// An order with lines 1 to `count`.
    fn new(count: u32) -> Self {
        let id = OrderId::from_uuid(uuid(1 << 40));
        let at = Instant::from_millis(1_773_547_200_000);
        let mut order = Order::new(id, at);
        order.fields.enter(OrderField::BuyerName, "SAMPLE BUYER ONE").unwrap();
        let order = OrderRow {
            rev: 1,
            id,
            state: order.state.clone(),
            head: HeadEntries::of_head(&order.fields),
            deleted: false,
            created_at: at,
            updated_at: at,
        };
        Self { rev: 1, order, lines: (1..=count).map(|number| line_row(id, number, 1)).collect() }
    }

    /// Something is done: rows that it touches carry the next number.
    fn touch(&mut self, touch: impl FnOnce(&mut Vec<LineRow>, i64)) {
        self.rev += 1;
        touch(&mut self.lines, self.rev);
        self.order.rev = self.rev;
    }

    /// Rows behind a number, in pages of so many.
    fn pages(&self, behind: i64, size: usize) -> Vec<Page> {
        let mut rows: Vec<Row> = vec![Row::Order(self.order.clone())];
        rows.extend(self.lines.iter().cloned().map(Row::Line));
        rows.retain(|row| row.position().rev > behind);
        rows.sort_unstable_by_key(Row::position);
        let page = |rows: &[Row]| Page { epoch: "1-0".to_owned(), rows: rows.to_vec(), complete: None };
        rows.chunks(size).map(page).collect()
    }

    fn check(&self) -> OrderCheck {
        let live: Vec<Line> = self.lines.iter().filter(|row| !row.removed).map(line).collect();
        let order = Order {
            fields: self.order.head.head_fields(),
            ..Order::new(self.order.id, self.order.created_at)
        };
        let hash = live.iter().map(ContentHash::of_line_row).sum::<ContentHash>();
        OrderCheck {
            order: self.order.id,
            lines: i64::try_from(live.len()).unwrap(),
            hash: hash + ContentHash::of_order_row(&order),
        }
    }

    fn apply(&self, scope: Scope) -> Apply {
        let cursor = Cursor { epoch: "1-0".to_owned(), rev: self.rev };
        Apply { scope, cursor, orders: vec![self.check()] }
    }
}

fn line(row: &LineRow) -> Line {
    let today = Day::new(2026, 3, 15).unwrap();
    let context = domain::LineContext { today, currency: Currency::CNY };
    Line {
        id: row.id,
        place: row.place,
        fields: row.entries.line_fields(context),
        lookup: row.lookup,
        linked: row.linked,
    }
}

fn device() -> DeviceId {
    DeviceId::from_uuid(uuid(2 << 40))
}

async fn put_on(
    host: &TestHost,
    store: &Store,
    apply: &Apply,
) -> Result<Vec<OrderId>, store_desk::StoreError> {
    store.put_on(apply, host.passport_key(), device()).await
}

/// Pulls everything behind a number.
async fn pull(host: &TestHost, server: &Server, behind: i64, scope: Scope) -> Vec<OrderId> {
    for (at, page) in server.pages(behind, 3).iter().enumerate() {
        host.store().stage(page, at == 0).await.unwrap();
    }
    put_on(host, host.store(), &server.apply(scope)).await.unwrap()
}

/// Everything that is kept beside the rows agrees with them, and the rows with the server's.
async fn agrees(host: &TestHost, server: &Server) {
    let faults: Vec<_> = host.store().check_contents().await.unwrap();
    assert!(faults.iter().all(|check| check.faults.is_empty()), "{faults:?}");
    let mine = host.stored_lines(server.order.id).await;
    let theirs: Vec<Line> = server.lines.iter().filter(|row| !row.removed).map(line).collect();
    assert_eq!(mine, theirs);
    assert_eq!(host.store().rebase_faults().await.unwrap(), Vec::<String>::new());
}

/// CM-SYNC-03: nobody sees a page before the complete one; then all of it is there, with what is kept beside it.
#[tokio::test]
async fn pages_are_put_on_together() {
    let host = TestHost::new().await;
    let server = Server::new(7);
    let before = host.store().change_counter().await.unwrap();
    for (at, page) in server.pages(0, 3).iter().enumerate() {
        host.store().stage(page, at == 0).await.unwrap();
        assert_eq!(host.store().order(server.order.id).await.unwrap(), None);
    }
    let differing = put_on(&host, host.store(), &server.apply(Scope::Changes)).await.unwrap();
    assert_eq!(differing, []);
    agrees(&host, &server).await;
    assert_eq!(host.stored(server.order.id).await.sums.lines, 7);
    assert!(host.store().change_counter().await.unwrap() > before, "windows see it");
    assert_eq!(host.store().sync_state().await.unwrap().cursor, server.apply(Scope::Changes).cursor);
    assert_eq!(host.store().outbox_count().await.unwrap(), 0, "what came is not sent back");
}

/// CM-SYNC-03: lines change, go by a tombstone, and come; sums, months, merchants and search follow, line by line.
#[tokio::test]
async fn what_is_kept_beside_the_lines_follows() {
    let host = TestHost::new().await;
    let mut server = Server::new(7);
    pull(&host, &server, 0, Scope::Changes).await;
    while host.store().index_step(1_000).await.unwrap().left > 0 {}
    while host.store().count_merchants(1_000).await.unwrap() > 0 {}
    server.touch(|lines, rev| {
        let other = line_row(lines[0].order, 40, rev);
        lines[0] = LineRow { id: lines[0].id, place: lines[0].place, ..other };
        lines[3] = LineRow { rev, removed: true, ..lines[3].clone() };
        lines[5].entries.set(LineField::Amount, domain::Entry::Raw("viele".into()));
        lines[5].rev = rev;
        lines.push(line_row(lines[0].order, 8, rev));
    });
    assert_eq!(pull(&host, &server, 1, Scope::Changes).await, []);
    agrees(&host, &server).await;
    assert_eq!(host.stored(server.order.id).await.sums.wrong, 1);
}

/// CM-SYNC-03: a pull of changes never deletes by absence; a load of everything, or of one order, does.
#[tokio::test]
async fn absence_is_no_deletion_but_in_a_whole_load() {
    let host = TestHost::new().await;
    let mut server = Server::new(5);
    pull(&host, &server, 0, Scope::Changes).await;
    let (mine, _) = host.draft(2).await;
    server.touch(|lines, rev| lines[0].rev = rev);
    assert_eq!(pull(&host, &server, 1, Scope::Changes).await, []);
    assert_eq!(host.stored_lines(server.order.id).await.len(), 5);
    server.touch(|lines, _| drop(lines.remove(2)));
    assert_eq!(
        pull(&host, &server, 2, Scope::Changes).await,
        [server.order.id],
        "it does not add up any more"
    );
    assert_eq!(pull(&host, &server, 0, Scope::Order(server.order.id)).await, []);
    agrees(&host, &server).await;
    server.touch(|lines, _| drop(lines.remove(0)));
    assert_eq!(pull(&host, &server, 0, Scope::Everything).await, []);
    agrees(&host, &server).await;
    assert_eq!(host.stored_lines(mine).await.len(), 2, "what no server has is nobody's to take");
}

/// CM-SYNC-03: an order that a new beginning does not name goes from view.
#[tokio::test]
async fn a_new_beginning_takes_orders_away() {
    let host = TestHost::new().await;
    let server = Server::new(2);
    pull(&host, &server, 0, Scope::Changes).await;
    let empty = Page { epoch: "2-0".to_owned(), rows: Vec::new(), complete: None };
    host.store().stage(&empty, true).await.unwrap();
    let cursor = Cursor { epoch: "2-0".to_owned(), rev: 9 };
    let apply = Apply { scope: Scope::Everything, cursor, orders: Vec::new() };
    assert_eq!(put_on(&host, host.store(), &apply).await.unwrap(), []);
    assert!(host.stored(server.order.id).await.deleted);
}

/// CM-SYNC-03: what the server took as a month is one on a desk whose clock stands ten years back.
#[tokio::test]
async fn a_wrong_clock_spoils_no_row() {
    let host = TestHost::new().await;
    host.set_now(Instant::from_millis(1_458_000_000_000));
    let server = Server::new(3);
    assert_eq!(pull(&host, &server, 0, Scope::Changes).await, []);
    agrees(&host, &server).await;
}

/// CM-SYNC-03: two programs pull into one vault; the one whose pages are gone, or whose news are old, begins anew.
#[tokio::test]
async fn two_programs_pull_into_one_vault() {
    let host = TestHost::new().await;
    let other = host.another().await;
    let mut server = Server::new(7);
    let pages = server.pages(0, 3);
    host.store().stage(&pages[0], true).await.unwrap();
    other.stage(&pages[0], true).await.unwrap();
    let lost = host.store().stage(&pages[1], false).await.unwrap_err();
    assert_eq!(lost.problem().code, Code::LocalBusy);
    let lost = put_on(&host, host.store(), &server.apply(Scope::Changes)).await.unwrap_err();
    assert_eq!(lost.problem().code, Code::LocalBusy);
    other.stage(&pages[1], false).await.unwrap();
    other.stage(&pages[2], false).await.unwrap();
    let old = server.apply(Scope::Changes);
    server.touch(|lines, rev| lines[0].rev = rev);
    assert_eq!(put_on(&host, &other, &server.apply(Scope::Changes)).await.unwrap(), []);
    for (at, page) in pages.iter().enumerate() {
        host.store().stage(page, at == 0).await.unwrap();
    }
    put_on(&host, host.store(), &old).await.unwrap_err();
    assert_eq!(host.store().sync_state().await.unwrap().cursor.rev, 2);
    other.close().await;
}

/// YW-IMP-03: two desks may be above the limit together until the server has refused one of them; no pull stops at that.
#[tokio::test]
async fn a_pull_may_pass_the_limit_of_lines() {
    let host = TestHost::new().await;
    let server = Server::new(3);
    pull(&host, &server, 0, Scope::Changes).await;
    host.store().damage("UPDATE orders SET line_count = 99999").await.unwrap();
    let mut server = server;
    server.touch(|lines, rev| {
        let order = lines[0].order;
        lines.extend((4..=6).map(|number| line_row(order, number, rev)));
    });
    assert_eq!(pull(&host, &server, 1, Scope::Changes).await, []);
    assert_eq!(host.stored(server.order.id).await.sums.lines, 100_002);
}

/// CM-SYNC-02, CM-SYNC-03: an order whose creation the server refused goes with its lines, and `doctor` finds nothing amiss.
#[tokio::test]
async fn a_refused_order_goes_with_its_lines() {
    let host = TestHost::new().await;
    let (mine, _) = host.draft(2).await;
    host.store().seal(200).await.unwrap();
    let refused = |seq| Answered { seq, outcome: Outcome::Rejected(Problem::new(Code::LineLimit)), rev: 1 };
    let answer = PushAnswer { epoch: "1-0".to_owned(), answered: vec![refused(1), refused(2)] };
    host.store().keep_outcomes(&answer, host.now()).await.unwrap();
    let server = Server::new(3);
    assert_eq!(pull(&host, &server, 0, Scope::Changes).await, []);
    agrees(&host, &server).await;
    assert!(host.stored(mine).await.deleted);
}
