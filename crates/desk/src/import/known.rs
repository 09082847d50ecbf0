//! What the checks know of merchants and of the order's present lines.

use std::collections::HashMap;

use domain::{ImportMode, LineFields, Order};
use excel_import::check::{CheckedRow, Known, KnownMerchant};
use store_desk::StoreError;
use values::{LineId, MerchantNo, OrderId};

use crate::desk::Desk;
use actions::Host as _;

/// Merchants, and the order's lines by fingerprint and by id: some 80 bytes a line.
#[derive(Debug)]
pub(super) struct KnownLines {
    merchants: HashMap<MerchantNo, KnownMerchant>,
    by_fingerprint: HashMap<u128, u32>,
    contents: HashMap<LineId, u128>,
}

impl KnownLines {
    pub(super) async fn load(
        desk: &Desk,
        id: OrderId,
        order: &Order,
        mode: ImportMode,
    ) -> Result<Self, StoreError> {
        let merchants = desk.store().known_merchants(desk.now()).await?;
        let mut known = Self {
            merchants: merchants
                .into_iter()
                .map(|(no, merchant)| {
                    let (name, phone, is_active) = (merchant.name, merchant.phone, merchant.active);
                    (no, KnownMerchant { name, phone, is_active })
                })
                .collect(),
            by_fingerprint: HashMap::new(),
            contents: HashMap::new(),
        };
        // Lines that will be replaced are no duplicates of anything.
        if mode == ImportMode::Append && order.sums.lines > 0 {
            desk.store()
                .each_line(id, |placed| {
                    let fields = &placed.line.fields;
                    if let Some(fingerprint) = fields.fingerprint() {
                        let position = u32::try_from(placed.position).unwrap_or(u32::MAX);
                        known.by_fingerprint.entry(fingerprint).or_insert(position);
                    }
                    known.contents.insert(placed.line.id, fields.content_hash());
                    Ok(())
                })
                .await?;
        }
        Ok(known)
    }

    /// Whether the row is a line of this order that says the same already.
    pub(super) fn stands(&self, row: &CheckedRow) -> bool {
        row.line_id.is_some_and(|id| self.line_stands(id, &row.fields))
    }
}

impl Known for KnownLines {
    fn merchant(&self, no: &MerchantNo) -> Option<KnownMerchant> {
        self.merchants.get(no).cloned()
    }

    fn line_with(&self, fingerprint: u128) -> Option<u32> {
        self.by_fingerprint.get(&fingerprint).copied()
    }

    fn has_line(&self, id: LineId) -> bool {
        self.contents.contains_key(&id)
    }

    fn line_stands(&self, id: LineId, fields: &LineFields) -> bool {
        self.contents.get(&id) == Some(&fields.content_hash())
    }
}
