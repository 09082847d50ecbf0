//! `order list` (YW-ORD-01, CM-UI-02).

use desk::desk::Desk;
use desk::views::list::{
    Links, OrderQuery, OrderRowView, Total, links_word, passport_filter, sort, total_count,
};
use domain::StateName;
use serde_json::json;
use values::{Code, Country, Day, Instant, Month, Problem};

use crate::answer::{Answer, Failure, OrFail as _, Outcome};
use crate::args::{FilterArgs, LinkArg, ListArgs, StateArg};
use crate::call::Call;
use crate::table::Human;

/// Lists orders.
///
/// # Errors
/// The codes of each filter's field; `NOT_FOUND` for an unknown saved filter; those of the store.
pub(super) async fn list(call: &Call, desk: &Desk, list: &ListArgs) -> Outcome {
    let mut query = query(desk, &list.filter).await?;
    query.offset = list.offset;
    let (mut rows, mut total, mut left) = (Vec::new(), Total::Exactly(0), list.limit);
    // The store gives pages; a script may ask for more than one page holds.
    loop {
        query.limit = left.min(desk::views::list::ROWS_MAX);
        let page = desk.store().list_orders(&query).await.or_fail()?;
        total = if rows.is_empty() { page.total } else { total };
        let got = u32::try_from(page.rows.len()).unwrap_or(u32::MAX);
        rows.extend(page.rows.iter().map(|row| OrderRowView::of(row, call.sight())));
        left = left.saturating_sub(got);
        query.offset = query.offset.saturating_add(got);
        if left == 0 || got == 0 || got < query.limit {
            break;
        }
    }
    let table = table(call, &rows);
    let more = match total {
        Total::Exactly(n) => n.to_string(),
        Total::AtLeast(n) => format!("{n}+"),
    };
    let below = match (rows.is_empty(), call.lang) {
        (true, _) => call.say("没有订单。用 order new 新增。", "No orders. order new makes one.").to_owned(),
        (false, values::Lang::Zh) => format!("共 {more} 个"),
        (false, values::Lang::En) => format!("{more} in all"),
    };
    let data = json!({
        "orders": serde_json::to_value(&rows).expect("views are JSON"),
        "total": total_count(total),
        "total_is_exact": matches!(total, Total::Exactly(_)),
    });
    let human = if rows.is_empty() { below.into() } else { Human::All(vec![table, below.into()]) };
    Ok(Answer::new(data, human))
}

fn table(call: &Call, rows: &[OrderRowView]) -> Human {
    let heading = call.heading(&[
        ("信保订单号", "number"),
        ("采购商姓名", "buyer"),
        ("护照号", "passport"),
        ("目的国", "to"),
        ("总金额（美元）", "total USD"),
        ("笔数", "lines"),
        ("清单金额", "line sum"),
        ("关联状态", "links"),
        ("订单状态", "state"),
        ("更新时间", "updated"),
    ]);
    let cells = |row: &OrderRowView| {
        let order = &row.order;
        vec![
            order.order_no.clone().unwrap_or_else(|| order.draft_no.clone()),
            order.buyer_name.for_table(),
            order.buyer_passport.for_table(),
            order.destination.for_table(),
            order.total_usd.for_table(),
            order.line_count.to_string(),
            format!("{} {}", order.line_sum, order.line_currency.for_table()),
            links_word(order.link_state, call.lang).to_owned(),
            StateName::from_name(order.state).map_or(order.state, |state| state.word(call.lang)).to_owned(),
            Instant::parse(&order.updated_at).map(Instant::china_text).unwrap_or_default(),
        ]
    };
    Human::Table(heading, rows.iter().map(cells).collect())
}

/// What the filters ask for; those of a saved filter hold where none is given beside it.
///
/// # Errors
/// As [`list`].
pub(super) async fn query(desk: &Desk, filter: &FilterArgs) -> Result<OrderQuery, Failure> {
    let mut query = match &filter.saved {
        Some(name) => super::filter::saved(desk, name).await?.query,
        None => OrderQuery::default(),
    };
    let mut problems = Vec::new();
    if let Some(text) = &filter.search {
        query.text = Some(text.clone());
    }
    if let Some(part) = &filter.buyer {
        query.buyer = Some(part.clone());
    }
    if let Some(number) = &filter.passport {
        put(&mut query.passport_hash, passport_filter(desk, number), &mut problems);
    }
    if let Some(text) = &filter.destination {
        put(
            &mut query.destination,
            Country::parse(text).map_err(|problem| problem.in_field("destination")),
            &mut problems,
        );
    }
    if let Some(state) = filter.state {
        query.state = Some(state.name());
    }
    if let Some(links) = filter.link_state {
        query.links = Some(links.links());
    }
    if let Some(number) = &filter.declaration {
        query.declaration = Some(number.clone());
    }
    if let Some(text) = &filter.created_from {
        put(&mut query.created_from, day(text, "created_from").map(Day::china_start), &mut problems);
    }
    if let Some(text) = &filter.created_to {
        let after = day(text, "created_to").map(|day| day.plus_days(1).unwrap_or(day).china_start());
        put(&mut query.created_before, after, &mut problems);
    }
    months(desk, filter, &mut query, &mut problems);
    if let Some(text) = &filter.merchant {
        query.merchant = Some(text.clone());
    }
    if let Some(text) = &filter.sort {
        match sort(text) {
            Ok(sort) => query.sort = sort,
            Err(problem) => problems.push(problem.in_field("sort")),
        }
    }
    if let (Some(from), Some(before)) = (query.created_from, query.created_before)
        && from >= before
    {
        problems.push(Problem::new(Code::DateRange).in_field("created_to"));
    }
    if problems.is_empty() { Ok(query) } else { Err(Failure(problems)) }
}

/// The span of order months: `--month` is one that begins and ends with itself.
fn months(desk: &Desk, filter: &FilterArgs, query: &mut OrderQuery, problems: &mut Vec<Problem>) {
    use actions::Host as _;
    let read = |text: &str, field| {
        let month = Month::parse(text, desk.today()).map(|month| month.value);
        month.map_err(|problem| problem.in_field(field))
    };
    if let Some(text) = &filter.month {
        match read(text, "order_month") {
            Ok(month) => (query.month_from, query.month_to) = (Some(month), Some(month)),
            Err(problem) => problems.push(problem),
        }
    }
    if let Some(text) = &filter.month_from {
        put(&mut query.month_from, read(text, "month_from"), problems);
    }
    if let Some(text) = &filter.month_to {
        put(&mut query.month_to, read(text, "month_to"), problems);
    }
    if let (Some(from), Some(to)) = (query.month_from, query.month_to)
        && from > to
    {
        problems.push(Problem::new(Code::DateRange).in_field("month_to"));
    }
}

fn put<T>(slot: &mut Option<T>, parsed: Result<T, Problem>, problems: &mut Vec<Problem>) {
    match parsed {
        Ok(value) => *slot = Some(value),
        Err(problem) => problems.push(problem),
    }
}

fn day(text: &str, field: &'static str) -> Result<Day, Problem> {
    Day::parse(text).map_err(|problem| problem.in_field(field))
}

impl StateArg {
    fn name(self) -> StateName {
        match self {
            Self::Draft => StateName::Draft,
            Self::Confirmed => StateName::Confirmed,
            Self::Declared => StateName::Declared,
            Self::Voided => StateName::Voided,
        }
    }
}

impl LinkArg {
    fn links(self) -> Links {
        match self {
            Self::None => Links::None,
            Self::Partial => Links::Partial,
            Self::All => Links::All,
        }
    }
}
