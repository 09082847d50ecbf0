//! What crosses to the screen: flat, ready to show, in the words of the data dictionary (spec 01 §17).
//!
//! Money, quantities and months are text, as on the wire; the screen formats but never computes. Identity data is
//! masked (CM-SEC-03). Pages are bounded, so that no screen can ask for everything at once (CM-UI-02). The TypeScript
//! twins are generated into `ui/packages/host/generated.ts`.

mod account;
pub(crate) mod attention;
mod event;
mod grid;
pub(crate) mod history;
mod import;
mod preferences;
mod query;
mod vault;

mod cell;
mod line;
mod order;
mod problem;
mod sums;
mod sync;

pub use account::{
    AccountView, ActivatedView, ApplicantForm, CaptchaAnswer, CaptchaView, CodeRequest, CodeSentView,
    CompanyDraft, CompanyForm, ConnectionView, DeviceView, RegistrationStage, RegistrationView, ResetForm,
    RoleView, SignInForm, SignInMode, VerifiedView,
};
pub use cell::{Cell, CountryCell, CountryRow};
pub use event::DeskEvent;
pub use grid::{
    CopiedView, FieldText, FillDirection, FoundCell, LineColumn, LineRange, LinesDone, MerchantView, Paste,
    RangeSum, StepView, UndoneView,
};
pub use history::{ChangeView, EditView, HistoryPage, ImportRecordView};
pub use import::{
    ColumnChoice, FileColumn, FileColumns, FindingsPage, ImportChoiceView, ImportOptions, ImportState,
    ImportedView, PreviewPage, PreviewRow, PreviewTab, PreviewView,
};
pub use line::{LineView, LinesPage, LookupView};
pub(crate) use order::time_of_day;
pub use order::{Allowed, Beside, BuyerKindView, LinkState, OrderPage, OrderRow, OrderView, SyncState};
pub use preferences::{Columns, Density, LanguageChoice, Preferences, ThemeChoice};
pub use problem::{ProblemView, SeverityView};
pub use query::{OrderColumn, OrderFilter, OrderQuery, OrderSort, OrderState, PageQuery, SavedFilterView};
pub use sums::{CurrencySum, OrderCount, OrderFigures, OrderSums, StateCount};
pub use sync::{
    AttentionPage, AttentionRow, AttentionView, ContestedField, ContestedGroup, ContestedView, Decision,
    OutboxPage, OutboxRow, SideState, SyncView, Take,
};
pub use vault::{
    AboutView, BackupKey, BackupView, FileView, KeepingChoice, KeepingView, RecoveryView, VaultState,
    VaultView,
};
