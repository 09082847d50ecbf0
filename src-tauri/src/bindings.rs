//! The TypeScript twins of the views: `ui/packages/host/generated.ts`. `cargo xtask gen` runs this test with
//! `XINBAO_GEN=1` to write the file; otherwise a stale file fails it.

use std::path::Path;

use ts_rs::{Config, TS};

use crate::views::{
    AboutView, AccountView, ActivatedView, Allowed, ApplicantForm, AttentionPage, AttentionRow,
    AttentionView, BackupKey, BackupView, BuyerKindView, CaptchaAnswer, CaptchaView, Cell, ChangeView,
    CodeRequest, CodeSentView, ColumnChoice, Columns, CompanyDraft, CompanyForm, ConnectionView,
    ContestedField, ContestedGroup, ContestedView, CopiedView, CountryCell, CountryRow, CurrencySum,
    Decision, Density, DeskEvent, DeviceView, EditView, FieldText, FileColumn, FileColumns, FileView,
    FillDirection, FindingsPage, FoundCell, HistoryPage, ImportChoiceView, ImportOptions, ImportRecordView,
    ImportState, ImportedView, KeepingChoice, KeepingView, LanguageChoice, LineColumn, LineRange, LineView,
    LinesDone, LinesPage, LinkState, LookupView, MerchantView, OrderColumn, OrderCount, OrderFigures,
    OrderFilter, OrderPage, OrderQuery, OrderRow, OrderSort, OrderState, OrderSums, OrderView, OutboxPage,
    OutboxRow, PageQuery, Paste, Preferences, PreviewPage, PreviewRow, PreviewTab, PreviewView, ProblemView,
    RangeSum, RecoveryView, RegistrationStage, RegistrationView, ResetForm, RoleView, SavedFilterView,
    SeverityView, SideState, SignInForm, SignInMode, StateCount, StepView, SyncState, SyncView, Take,
    ThemeChoice, UndoneView, VaultState, VaultView, VerifiedView,
};

const PATH: &str = "ui/packages/host/generated.ts";

fn typescript() -> String {
    let config = Config::new();
    let mut out = String::from(
        "// Generated from src-tauri/src/views by `cargo xtask gen`; do not edit.\n\
         // Money, quantities, months and instants are text; see the Rust documentation of each field.\n",
    );
    macro_rules! declare {
        ($($view:ty),* $(,)?) => {
            $(
                out.push_str("\nexport ");
                out.push_str(&<$view>::decl(&config));
                out.push('\n');
            )*
        };
    }
    declare![
        VaultState,
        VaultView,
        KeepingView,
        KeepingChoice,
        RecoveryView,
        BackupView,
        BackupKey,
        FileView,
        AboutView,
        LanguageChoice,
        ThemeChoice,
        Density,
        Columns,
        Preferences,
        SeverityView,
        ProblemView,
        PageQuery,
        OrderState,
        LinkState,
        OrderColumn,
        OrderSort,
        OrderFilter,
        OrderQuery,
        SavedFilterView,
        SyncState,
        Cell,
        CountryCell,
        CountryRow,
        OrderRow,
        OrderPage,
        OrderCount,
        StateCount,
        CurrencySum,
        OrderFigures,
        OrderSums,
        LookupView,
        LineView,
        LinesPage,
        LineColumn,
        LineRange,
        FillDirection,
        Paste,
        LinesDone,
        FieldText,
        CopiedView,
        RangeSum,
        FoundCell,
        MerchantView,
        StepView,
        UndoneView,
        BuyerKindView,
        Allowed,
        OrderView,
        HistoryPage,
        ChangeView,
        EditView,
        ImportRecordView,
        ImportOptions,
        ColumnChoice,
        FileColumns,
        FileColumn,
        ImportState,
        PreviewView,
        PreviewTab,
        PreviewPage,
        PreviewRow,
        FindingsPage,
        ImportChoiceView,
        ImportedView,
        RoleView,
        AccountView,
        ConnectionView,
        CaptchaView,
        CaptchaAnswer,
        SignInMode,
        SignInForm,
        ApplicantForm,
        VerifiedView,
        CompanyDraft,
        CompanyForm,
        RegistrationStage,
        RegistrationView,
        ActivatedView,
        CodeRequest,
        CodeSentView,
        ResetForm,
        DeviceView,
        SyncView,
        OutboxRow,
        OutboxPage,
        AttentionRow,
        AttentionPage,
        ContestedGroup,
        SideState,
        ContestedField,
        ContestedView,
        AttentionView,
        Take,
        Decision,
        DeskEvent,
    ];
    out
}

#[test]
fn generated_types_are_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PATH);
    let fresh = typescript();
    if std::env::var_os("XINBAO_GEN").is_some() {
        std::fs::write(&path, &fresh).expect("the repository is writable");
    }
    let committed = std::fs::read_to_string(&path).expect("the generated file is committed");
    assert!(committed == fresh, "{PATH} is stale, run `cargo xtask gen`");
}
