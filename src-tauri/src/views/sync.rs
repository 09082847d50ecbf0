//! How the work of this computer stands with the server (CM-OFF-02, CM-SYNC): the status bar, 待同步, 需处理.

use desk::WaitingOrder;
use domain::OrderField;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::Instant;

use super::{EditView, ProblemView, grid::StepView};

/// How things stand now, for the status bar (CM-OFF-02).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SyncView {
    /// Whether the server answered within 150 s, or its hints are open.
    pub online: bool,
    /// Whether something is under way.
    pub working: bool,
    /// Whether the last request failed: it tries again by itself.
    pub retrying: bool,
    /// 待同步 n: changes that no server has yet.
    pub waiting: u32,
    /// How long the oldest of them has waited, in whole seconds as of this answer; `null` if none waits.
    pub oldest_seconds: Option<u32>,
    /// When everything was last sent and fetched, China time, `YYYY-MM-DD HH:MM:SS`; `null` before the first time.
    pub synced_at: Option<String>,
    /// 需处理 n: what a person must decide.
    pub attention: u32,
    /// Why it stands still until a person asks, if it does.
    pub stopped: Option<ProblemView>,
}

/// The orders with changes that no server has yet, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OutboxPage {
    /// Of this page.
    pub rows: Vec<OutboxRow>,
    /// How many orders wait in all.
    pub total: u32,
}

/// An order that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OutboxRow {
    /// The order's id.
    pub order: String,
    /// The number that the platform issued; `null` before confirmation.
    pub order_no: Option<String>,
    /// 采购商姓名 as typed; empty where there is none.
    pub buyer_name: String,
    /// Changes that wait.
    pub changes: u32,
    /// When the oldest of them was made, China time, `YYYY-MM-DD HH:MM:SS`.
    pub oldest_at: String,
    /// How long it has waited, in whole seconds as of this answer.
    pub oldest_seconds: u32,
    /// Why it waits where that is not the network: `SYNC_OP_HELD` and the like.
    pub reason: Option<ProblemView>,
    /// Whether the order was deleted: it opens no more.
    pub deleted: bool,
}

impl OutboxRow {
    pub(crate) fn of(row: &WaitingOrder, now: Instant) -> Self {
        let order = &row.order;
        Self {
            order: order.id.to_string(),
            order_no: order.state.confirmed().map(|confirmed| confirmed.order_no.to_string()),
            buyer_name: order.fields.entry(OrderField::BuyerName).text().to_owned(),
            changes: u32::try_from(row.waiting).unwrap_or(u32::MAX),
            oldest_at: row.oldest_at.china_text(),
            oldest_seconds: u32::try_from((now.millis() - row.oldest_at.millis()).max(0) / 1_000)
                .unwrap_or(u32::MAX),
            reason: row.reason.as_ref().map(ProblemView::of),
            deleted: order.deleted,
        }
    }
}

/// What a person must decide, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AttentionPage {
    /// Of this page.
    pub rows: Vec<AttentionRow>,
    /// How many there are in all.
    pub total: u32,
}

/// One of them in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AttentionRow {
    /// Its id.
    pub id: String,
    /// The order's id.
    pub order: String,
    /// The number that the platform issued; `null` before confirmation.
    pub order_no: Option<String>,
    /// 采购商姓名 as typed; empty where there is none.
    pub buyer_name: String,
    /// What was to be done.
    pub step: StepView,
    /// `SYNC_CONFLICT`, or why it was refused.
    pub problem: ProblemView,
    /// How many things both sides changed; 0 where it was refused as a whole.
    pub contested: u32,
    /// When it was done here, China time, `YYYY-MM-DD HH:MM:SS`.
    pub at: String,
}

/// One of them in full. Nothing of it is lost before somebody decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AttentionView {
    /// As in the list.
    pub row: AttentionRow,
    /// Who did ours; empty where it is whoever works here.
    pub person: String,
    /// What both sides changed; empty where it was refused as a whole.
    pub contested: Vec<ContestedView>,
    /// What was to be written, where it was refused as a whole: the head's fields and those of the first 50 lines.
    pub edits: Vec<EditView>,
}

/// Something that both sides changed: a group of fields of one row. Decided as one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ContestedView {
    /// Names it in the answer.
    pub key: String,
    /// What it is about.
    pub group: ContestedGroup,
    /// The line's id; `null` for the order itself.
    pub line: Option<String>,
    /// The line's present place, if it is still there.
    pub number: Option<u32>,
    /// What tells the line apart: merchant, goods, month, as far as they are known.
    pub line_facts: Vec<String>,
    /// The rule in the way where it is not two values of the same fields, such as `IMP_CURRENCY`.
    pub problem: Option<ProblemView>,
    /// What ours started from.
    pub before: SideState,
    /// What ours makes of it.
    pub mine: SideState,
    /// What stands on the server.
    pub theirs: SideState,
    /// Field by field, masked as everywhere (CM-SEC-03).
    pub fields: Vec<ContestedField>,
    /// Why ours cannot be taken any more.
    pub mine_refused: Option<ProblemView>,
}

/// What conflicts together (DECISIONS, Mutations).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContestedGroup {
    /// 采购商
    Buyer,
    /// 目的国
    Destination,
    /// 总金额
    Total,
    /// 交易清单币种
    LineCurrency,
    /// 合同号
    Contract,
    /// 备注
    Remark,
    /// 溯源
    Trace,
    /// 商户
    Merchant,
    /// 下单月份
    Month,
    /// 品名
    Goods,
    /// 数量与金额
    Measure,
    /// Whether it is there at all.
    Existence,
}

/// Whether a side has the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SideState {
    /// It says what stands in `fields`.
    Said,
    /// It is not there: never was, or was taken away.
    Gone,
    /// It is there; too much to repeat here.
    There,
}

/// One field of what both sides changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ContestedField {
    /// The field's name in the data dictionary.
    pub field: String,
    /// What ours started from.
    pub before: String,
    /// What was typed here.
    pub mine: String,
    /// What stands on the server.
    pub theirs: String,
}

/// What a person decided about one of them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Of [`ContestedView`].
    pub key: String,
    /// Which side.
    pub take: Take,
}

/// Which side is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Take {
    /// 保留本机: written once more, as a new change.
    Mine,
    /// 采用服务器: what stands there stays.
    Theirs,
}
