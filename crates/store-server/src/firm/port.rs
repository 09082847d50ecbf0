//! The port of the verbs over a firm's writing transaction.

use actions::{Actor, ImportFacts, KnownMerchant, Record, StoreFault, Tx};
use domain::{ContentHash, Line, Order};
use values::{ImportId, Instant, LineId, MerchantNo, OrderId};

use super::{FirmTx, history, imports, lines};
use crate::error::StoreError;

impl Tx for FirmTx {
    async fn order(&mut self, id: OrderId) -> Result<Option<Order>, StoreFault> {
        Ok(self.load(id).await?)
    }

    async fn insert_order(&mut self, order: &Order) -> Result<(), StoreFault> {
        Ok(self.save(order, true).await?)
    }

    async fn save_order(&mut self, order: &Order) -> Result<(), StoreFault> {
        Ok(self.save(order, false).await?)
    }

    async fn lines(&mut self, order: OrderId, ids: &[LineId]) -> Result<Vec<Line>, StoreFault> {
        let known = self.known(order).await?;
        Ok(lines::load(self, known, ids, false).await?)
    }

    async fn removed_lines(&mut self, order: OrderId, ids: &[LineId]) -> Result<Vec<Line>, StoreFault> {
        let known = self.known(order).await?;
        Ok(lines::load(self, known, ids, true).await?)
    }

    async fn line_ids(&mut self, order: OrderId) -> Result<Vec<LineId>, StoreFault> {
        Ok(lines::ids(self, order).await?)
    }

    async fn last_place(&mut self, order: OrderId) -> Result<i64, StoreFault> {
        Ok(lines::last_place(self, order).await?)
    }

    async fn position(&mut self, order: OrderId, line: LineId) -> Result<i64, StoreFault> {
        Ok(lines::position(self, order, line).await?)
    }

    async fn insert_lines(
        &mut self,
        order: OrderId,
        lines: &[Line],
        import: Option<ImportId>,
    ) -> Result<(), StoreFault> {
        let known = self.known(order).await?;
        Ok(lines::insert(self, known, lines, import).await?)
    }

    async fn update_lines(&mut self, order: OrderId, pairs: &[(Line, Line)]) -> Result<(), StoreFault> {
        let known = self.known(order).await?;
        Ok(lines::update(self, known, pairs).await?)
    }

    async fn remove_lines(&mut self, order: OrderId, lines: &[Line]) -> Result<(), StoreFault> {
        let known = self.known(order).await?;
        Ok(lines::mark(self, known, lines, true).await?)
    }

    async fn restore_lines(&mut self, order: OrderId, lines: &[Line]) -> Result<(), StoreFault> {
        let known = self.known(order).await?;
        Ok(lines::mark(self, known, lines, false).await?)
    }

    async fn copy_lines(
        &mut self,
        from: OrderId,
        to: OrderId,
        ids: &[LineId],
        spacing: i64,
    ) -> Result<(), StoreFault> {
        let (from, to) = (self.known(from).await?, self.known(to).await?);
        Ok(lines::copy(self, from, to, ids, spacing).await?)
    }

    async fn same_lines(
        &mut self,
        order: OrderId,
        lines: &[(i64, u128)],
    ) -> Result<Vec<Option<i64>>, StoreFault> {
        Ok(lines::same(self, order, lines).await?)
    }

    async fn known_merchant(
        &mut self,
        no: &MerchantNo,
        now: Instant,
    ) -> Result<Option<KnownMerchant>, StoreFault> {
        Ok(imports::merchant(&mut self.conn, no, now).await?)
    }

    async fn insert_import(
        &mut self,
        order: OrderId,
        facts: &ImportFacts,
        at: Instant,
        actor: Actor,
    ) -> Result<(), StoreFault> {
        Ok(imports::insert(self, order, facts, at, actor).await?)
    }

    async fn finish_import(&mut self, import: ImportId, imported: u32) -> Result<(), StoreFault> {
        Ok(imports::finish(self, import, imported).await?)
    }

    async fn import_lines(
        &mut self,
        order: OrderId,
        import: ImportId,
    ) -> Result<(Vec<LineId>, Vec<LineId>), StoreFault> {
        let known = self.known(order).await?;
        Ok(lines::of_import(self, known, import).await?)
    }

    /// Answers with the number of the transaction: the server's history has no other.
    async fn record(
        &mut self,
        order: OrderId,
        record: &Record,
        undoes: Option<i64>,
    ) -> Result<i64, StoreFault> {
        Ok(history::record(self, order, record, undoes).await?)
    }

    async fn creation_refused(&mut self, order: OrderId) -> Result<bool, StoreFault> {
        Ok(self.refused(order).await?)
    }

    async fn content_hash(&mut self, order: &Order) -> Result<ContentHash, StoreFault> {
        let known = self.known(order.id).await?;
        Ok(ContentHash::of_order_row(order) + known.lines_hash)
    }

    async fn commit(self) -> Result<(), StoreFault> {
        self.finish().await.map(drop).map_err(StoreError::into)
    }
}
