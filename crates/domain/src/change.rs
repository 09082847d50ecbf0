//! Mutations: what people do to an order, each with what it takes to undo it and to tell what happened.
//!
//! A step (one press of a key, one import) is one or more changes in one transaction. The names are the wire's
//! (DECISIONS, Mutations). No change names firm, person or device: those come from the session.

use values::{ImportId, LineId};

use crate::{
    field::Entry,
    line::LineField,
    order::{OrderField, OrderFields},
};

#[cfg(test)]
mod tests;

/// One field before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldEdit<F> {
    /// Which.
    pub field: F,
    /// What stood there.
    pub before: Entry,
    /// What stands there now.
    pub after: Entry,
}

/// One line's fields before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineEdit {
    /// Which line.
    pub line: LineId,
    /// Its changed fields.
    pub fields: Vec<FieldEdit<LineField>>,
}

/// Whether an import adds to the lines or takes their place (YW-IMP-14).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ImportMode {
    /// The lines stay.
    #[default]
    Append,
    /// 清空后导入: the lines are removed first.
    Replace,
}

impl ImportMode {
    /// Its name in the data dictionary (spec 01 §17.10).
    pub const fn name(self) -> &'static str {
        match self {
            Self::Append => "append",
            Self::Replace => "replace",
        }
    }
}

/// A recorded change of one order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The order was made, with these fields filled in.
    CreateOrder {
        /// Fields that differ from an empty order's.
        fields: Vec<FieldEdit<OrderField>>,
    },
    /// Fields of the head were edited.
    EditOrder {
        /// Each changed field.
        fields: Vec<FieldEdit<OrderField>>,
    },
    /// The draft was deleted.
    DeleteOrder,
    /// The deleted draft came back.
    RestoreOrder,
    /// Lines were added at the end.
    AddLines {
        /// In the order in which they stand.
        lines: Vec<LineId>,
    },
    /// Fields of lines were edited.
    EditLines {
        /// Each changed line.
        lines: Vec<LineEdit>,
    },
    /// Lines were removed.
    RemoveLines {
        /// Which.
        lines: Vec<LineId>,
    },
    /// Removed lines came back under their ids.
    RestoreLines {
        /// Which.
        lines: Vec<LineId>,
    },
    /// A file's rows were added. The lines carry the import's id; they are not listed here.
    ImportLines {
        /// The import.
        import: ImportId,
        /// Whether the former lines were removed first (a change of its own, before this one).
        mode: ImportMode,
        /// How many lines it added.
        count: u32,
    },
}

impl Change {
    /// The mutation's name (DECISIONS, Mutations).
    pub const fn name(&self) -> &'static str {
        match self {
            Self::CreateOrder { .. } => "create_order",
            Self::EditOrder { .. } => "edit_order",
            Self::DeleteOrder => "delete_order",
            Self::RestoreOrder => "restore_order",
            Self::AddLines { .. } => "add_lines",
            Self::EditLines { .. } => "edit_lines",
            Self::RemoveLines { .. } => "remove_lines",
            Self::RestoreLines { .. } => "restore_lines",
            Self::ImportLines { .. } => "import_lines",
        }
    }

    /// How many lines it touches.
    pub fn line_count(&self) -> usize {
        match self {
            Self::AddLines { lines } | Self::RemoveLines { lines } | Self::RestoreLines { lines } => {
                lines.len()
            }
            Self::EditLines { lines } => lines.len(),
            Self::ImportLines { count, .. } => *count as usize,
            Self::CreateOrder { .. } | Self::EditOrder { .. } | Self::DeleteOrder | Self::RestoreOrder => 0,
        }
    }

    /// Whether it changed this field of the head.
    pub fn touches_field(&self, field: OrderField) -> bool {
        match self {
            Self::CreateOrder { fields } | Self::EditOrder { fields } => {
                fields.iter().any(|edit| edit.field == field)
            }
            _ => false,
        }
    }

    /// Whether it names this line. Imports do not list theirs.
    pub fn touches_line(&self, line: LineId) -> bool {
        match self {
            Self::AddLines { lines } | Self::RemoveLines { lines } | Self::RestoreLines { lines } => {
                lines.contains(&line)
            }
            Self::EditLines { lines } => lines.iter().any(|edit| edit.line == line),
            _ => false,
        }
    }
}

/// The fields in which two heads differ.
pub fn order_edits(before: &OrderFields, after: &OrderFields) -> Vec<FieldEdit<OrderField>> {
    OrderField::ALL
        .into_iter()
        .filter_map(|field| {
            let (before, after) = (before.entry(field), after.entry(field));
            (before != after).then_some(FieldEdit { field, before, after })
        })
        .collect()
}

/// The fields in which two lines differ.
pub fn line_edits(before: &crate::LineFields, after: &crate::LineFields) -> Vec<FieldEdit<LineField>> {
    LineField::ALL
        .into_iter()
        .filter_map(|field| {
            let (before, after) = (before.entry(field), after.entry(field));
            (before != after).then_some(FieldEdit { field, before, after })
        })
        .collect()
}
