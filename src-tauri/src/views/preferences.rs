//! How the window looks on this computer. Nothing of it is secret, and it is read before the vault opens: it stands in
//! a file of its own beside the vaults.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The window's settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Preferences {
    /// The interface's language (CM-UI-01).
    pub language: LanguageChoice,
    /// Light, dark, or as the system.
    pub theme: ThemeChoice,
    /// Size of everything in percent: 100, 110, 125, 150, 175 or 200.
    pub scale: u32,
    /// Row height of tables.
    pub density: Density,
    /// Whether 【+】 repeats merchant and month in the next entry row (YW-ORD-10).
    pub repeat_merchant: bool,
    /// Lock after so many minutes without input; `None` never. Only with a lock set.
    pub lock_after_minutes: Option<u32>,
    /// Columns by table: `orders`, `lines`.
    pub columns: BTreeMap<String, Columns>,
}

/// The columns of one table as a person arranged them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Columns {
    /// Column names from the left; columns that are not named follow in their usual order.
    pub order: Vec<String>,
    /// Widths in CSS pixels at 100 %.
    pub widths: BTreeMap<String, u32>,
    /// Columns that are not shown.
    pub hidden: Vec<String>,
    /// How many columns stand still when the table scrolls sideways; `None` for the usual number.
    pub frozen: Option<u32>,
}

/// 简体中文 or English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LanguageChoice {
    /// 简体中文
    #[default]
    Zh,
    /// English
    En,
}

/// Light, dark, or as the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ThemeChoice {
    /// As the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Row height of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Density {
    /// 28 px.
    #[default]
    Compact,
    /// 32 px.
    Comfortable,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            language: LanguageChoice::default(),
            theme: ThemeChoice::default(),
            scale: 100,
            density: Density::default(),
            repeat_merchant: true,
            lock_after_minutes: None,
            columns: BTreeMap::new(),
        }
    }
}
