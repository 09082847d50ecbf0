//! The write transaction of the desk: the port of the verbs (`actions::Tx`) over one `BEGIN IMMEDIATE`.

mod history;
pub(crate) mod imports;
pub(crate) mod lines;
mod months;
pub(crate) mod orders;
#[cfg(test)]
mod tests;

use actions::{
    ActionError, Actor, AttentionTx, ImportFacts, KnownMerchant, Record, Settlement, StoreFault, Tx,
    UndoStep, UndoTx,
};
use domain::{Change, Line, Order};
use sqlx::{Sqlite, Transaction};
use values::{Currency, ImportId, Instant, LineId, MerchantNo, MutationId, OrderId, PersonId};
use zeroize::Zeroizing;

pub(crate) use history::read as read_change;
pub(crate) use imports::{MERCHANT_MS, merchant_from};
pub(crate) use months::add as add_month;

use self::months::Months;
use crate::{error::StoreError, open::Store, sync::attention};

/// The key under which passport numbers are hashed for search by the whole number (DECISIONS, Rows).
#[derive(Clone)]
pub struct PassportKey(Zeroizing<[u8; 32]>);

impl PassportKey {
    /// Takes over 32 random bytes.
    pub fn new(bytes: Zeroizing<[u8; 32]>) -> Self {
        Self(bytes)
    }

    /// The keyed hash of a whole passport number: HMAC-SHA-256, first 16 bytes.
    pub fn hash(&self, passport: &str) -> [u8; 16] {
        use hmac::{Hmac, KeyInit as _, Mac as _};
        let mut mac =
            Hmac::<sha2::Sha256>::new_from_slice(self.0.as_slice()).expect("HMAC takes keys of any length");
        mac.update(passport.as_bytes());
        let full = mac.finalize().into_bytes();
        full[..16].try_into().expect("a SHA-256 value has 32 bytes")
    }
}

impl std::fmt::Debug for PassportKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PassportKey")
    }
}

/// What the transaction knows of the order it works on.
#[derive(Clone, Copy)]
pub(crate) struct KnownOrder {
    id: OrderId,
    pub(crate) key: i64,
    currency: Currency,
    /// Whether a server has confirmed it: only then can rows need a before-image.
    pub(crate) confirmed: bool,
}

/// A write transaction. Dropped without commit, it rolls back.
pub struct DeskTx {
    tx: Transaction<'static, Sqlite>,
    passport_key: PassportKey,
    known: Option<KnownOrder>,
    /// The import whose lines are being inserted, with its key.
    import: Option<(ImportId, i64)>,
    months: Months,
}

impl Store {
    /// Begins a write transaction for the verbs.
    pub async fn write(&self, passport_key: &PassportKey) -> Result<DeskTx, StoreError> {
        let tx = self.begin().await?;
        Ok(DeskTx {
            tx,
            passport_key: passport_key.clone(),
            known: None,
            import: None,
            months: Months::default(),
        })
    }
}

impl DeskTx {
    /// The order of this id, which the verb has loaded before it touches anything of it.
    async fn known(&mut self, id: OrderId) -> Result<KnownOrder, StoreError> {
        match self.known {
            Some(known) if known.id == id => Ok(known),
            _ => {
                let (_, known) = orders::load(&mut self.tx, id)
                    .await?
                    .ok_or_else(|| crate::rows::inconsistent("orders", "id", &id.to_string()))?;
                self.known = Some(known);
                Ok(known)
            }
        }
    }

    async fn import_key(&mut self, id: ImportId) -> Result<i64, StoreError> {
        match self.import {
            Some((known, key)) if known == id => Ok(key),
            _ => {
                let key = imports::key(&mut self.tx, id).await?;
                self.import = Some((id, key));
                Ok(key)
            }
        }
    }
}

impl From<StoreError> for StoreFault {
    fn from(error: StoreError) -> Self {
        Self { problem: error.problem(), cause: Box::new(error) }
    }
}

impl From<StoreError> for ActionError {
    fn from(error: StoreError) -> Self {
        Self::Store(error.into())
    }
}

impl Tx for DeskTx {
    async fn order(&mut self, id: OrderId) -> Result<Option<Order>, StoreFault> {
        let Some((order, known)) = orders::load(&mut self.tx, id).await? else {
            return Ok(None);
        };
        self.known = Some(known);
        Ok(Some(order))
    }

    async fn insert_order(&mut self, order: &Order) -> Result<(), StoreFault> {
        let key = orders::insert(&mut self.tx, order, &self.passport_key).await?;
        let currency = order.fields.line_currency;
        self.known = Some(KnownOrder { id: order.id, key, currency, confirmed: false });
        Ok(())
    }

    async fn save_order(&mut self, order: &Order) -> Result<(), StoreFault> {
        let known = self.known(order.id).await?;
        orders::save(&mut self.tx, known, order, &self.passport_key).await?;
        self.known = Some(KnownOrder { currency: order.fields.line_currency, ..known });
        Ok(())
    }

    async fn lines(&mut self, order: OrderId, ids: &[LineId]) -> Result<Vec<Line>, StoreFault> {
        let known = self.known(order).await?;
        Ok(lines::load(&mut self.tx, known, ids, false).await?)
    }

    async fn removed_lines(&mut self, order: OrderId, ids: &[LineId]) -> Result<Vec<Line>, StoreFault> {
        let known = self.known(order).await?;
        Ok(lines::load(&mut self.tx, known, ids, true).await?)
    }

    async fn line_ids(&mut self, order: OrderId) -> Result<Vec<LineId>, StoreFault> {
        let known = self.known(order).await?;
        Ok(lines::ids(&mut self.tx, known).await?)
    }

    async fn last_place(&mut self, order: OrderId) -> Result<i64, StoreFault> {
        let known = self.known(order).await?;
        Ok(lines::last_place(&mut self.tx, known).await?)
    }

    async fn position(&mut self, order: OrderId, line: LineId) -> Result<i64, StoreFault> {
        let known = self.known(order).await?;
        Ok(lines::position(&mut self.tx, known, line).await?)
    }

    async fn insert_lines(
        &mut self,
        order: OrderId,
        lines: &[Line],
        import: Option<ImportId>,
    ) -> Result<(), StoreFault> {
        let known = self.known(order).await?;
        let import_key = match import {
            Some(import) => Some(self.import_key(import).await?),
            None => None,
        };
        lines::insert(&mut self.tx, known.key, lines, import_key).await?;
        self.months.count(known.key, lines, 1);
        Ok(())
    }

    async fn update_lines(&mut self, order: OrderId, pairs: &[(Line, Line)]) -> Result<(), StoreFault> {
        let known = self.known(order).await?;
        lines::update(&mut self.tx, known, pairs).await?;
        self.months.count(known.key, pairs.iter().map(|(before, _)| before), -1);
        self.months.count(known.key, pairs.iter().map(|(_, after)| after), 1);
        Ok(())
    }

    async fn remove_lines(&mut self, order: OrderId, lines: &[Line]) -> Result<(), StoreFault> {
        let known = self.known(order).await?;
        lines::mark(&mut self.tx, known, lines, true).await?;
        self.months.count(known.key, lines, -1);
        Ok(())
    }

    async fn restore_lines(&mut self, order: OrderId, lines: &[Line]) -> Result<(), StoreFault> {
        let known = self.known(order).await?;
        lines::mark(&mut self.tx, known, lines, false).await?;
        self.months.count(known.key, lines, 1);
        Ok(())
    }

    async fn copy_lines(
        &mut self,
        from: OrderId,
        to: OrderId,
        ids: &[LineId],
        spacing: i64,
    ) -> Result<(), StoreFault> {
        let from = self.known(from).await?.key;
        let to = self.known(to).await?.key;
        lines::copy(&mut self.tx, from, to, ids, spacing).await?;
        // What this transaction counted so far is copied as well.
        self.months.write(&mut self.tx).await?;
        Ok(months::copy(&mut self.tx, from, to).await?)
    }

    async fn same_lines(
        &mut self,
        order: OrderId,
        lines: &[(i64, u128)],
    ) -> Result<Vec<Option<i64>>, StoreFault> {
        let known = self.known(order).await?;
        Ok(lines::same(&mut self.tx, known, lines).await?)
    }

    async fn known_merchant(
        &mut self,
        no: &MerchantNo,
        now: Instant,
    ) -> Result<Option<KnownMerchant>, StoreFault> {
        Ok(imports::merchant(&mut self.tx, no, now).await?)
    }

    async fn insert_import(
        &mut self,
        order: OrderId,
        facts: &ImportFacts,
        at: Instant,
        actor: Actor,
    ) -> Result<(), StoreFault> {
        let known = self.known(order).await?;
        Ok(imports::insert(&mut self.tx, known.key, facts, at, actor).await?)
    }

    async fn finish_import(&mut self, import: ImportId, imported: u32) -> Result<(), StoreFault> {
        Ok(imports::finish(&mut self.tx, import, imported).await?)
    }

    async fn import_lines(
        &mut self,
        order: OrderId,
        import: ImportId,
    ) -> Result<(Vec<LineId>, Vec<LineId>), StoreFault> {
        let known = self.known(order).await?;
        Ok(imports::lines(&mut self.tx, known, import).await?)
    }

    async fn record(
        &mut self,
        order: OrderId,
        record: &Record,
        undoes: Option<i64>,
    ) -> Result<i64, StoreFault> {
        let known = self.known(order).await?;
        Ok(history::record(&mut self.tx, known, record, undoes).await?)
    }

    async fn commit(mut self) -> Result<(), StoreFault> {
        self.months.write(&mut self.tx).await?;
        Ok(self.tx.commit().await.map_err(StoreError::from)?)
    }
}

impl UndoTx for DeskTx {
    async fn changes(
        &mut self,
        order: OrderId,
        first_seq: i64,
        last_seq: i64,
    ) -> Result<Vec<Record>, StoreFault> {
        let known = self.known(order).await?;
        Ok(history::changes(&mut self.tx, known, first_seq, last_seq).await?)
    }

    async fn newest_change(
        &mut self,
        order: OrderId,
        after_seq: i64,
        touches: &(dyn Fn(&Change) -> bool + Sync),
    ) -> Result<Option<Record>, StoreFault> {
        let known = self.known(order).await?;
        Ok(history::newest(&mut self.tx, known, after_seq, touches).await?)
    }

    async fn push_undo(
        &mut self,
        order: OrderId,
        person: PersonId,
        first_seq: i64,
        last_seq: i64,
    ) -> Result<(), StoreFault> {
        let known = self.known(order).await?;
        Ok(history::push(&mut self.tx, known, person, first_seq, last_seq).await?)
    }

    async fn next_undo(&mut self, order: OrderId, person: PersonId) -> Result<Option<UndoStep>, StoreFault> {
        let known = self.known(order).await?;
        Ok(history::next(&mut self.tx, known, person, false).await?)
    }

    async fn next_redo(&mut self, order: OrderId, person: PersonId) -> Result<Option<UndoStep>, StoreFault> {
        let known = self.known(order).await?;
        Ok(history::next(&mut self.tx, known, person, true).await?)
    }

    async fn turn_step(
        &mut self,
        order: OrderId,
        person: PersonId,
        step: i64,
        undone: bool,
        by: Option<(i64, i64)>,
    ) -> Result<(), StoreFault> {
        let known = self.known(order).await?;
        Ok(history::turn(&mut self.tx, known, person, step, undone, by).await?)
    }

    async fn undo_depth(&mut self, order: OrderId, person: PersonId) -> Result<(u32, u32), StoreFault> {
        let known = self.known(order).await?;
        Ok(history::depth(&mut self.tx, known, person).await?)
    }
}

impl AttentionTx for DeskTx {
    async fn settle_attention(
        &mut self,
        entry: MutationId,
        settlement: Settlement,
        by: PersonId,
        at: Instant,
    ) -> Result<(), ActionError> {
        attention::settle(&mut self.tx, entry, settlement, by, at).await
    }
}
