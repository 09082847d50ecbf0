//! Generated from `catalogue.toml` by `cargo xtask gen`; do not edit.

use crate::problem::Severity;

/// A code of the error catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// This vault belongs to {company}; an account of another firm needs a vault of its own
    AccountOther,
    /// Not possible in the account's state ({state_en})
    AccountState,
    /// The address may contain letters, digits and common punctuation and needs at least one Chinese character
    AddressChars,
    /// Please read and accept the user agreement and privacy policy
    AgreementRequired,
    /// Account or password is not correct{remaining_hint_en}
    AuthBadCredentials,
    /// Too many wrong passwords. The account is locked; try again in {minutes} minutes or reset the password
    AuthLocked,
    /// This is a one-time password; change it first
    AuthMustChangePassword,
    /// Please sign in first
    AuthRequired,
    /// Your session has expired, please sign in again. Local drafts are kept
    AuthSessionExpired,
    /// The session was ended (password changed or signed out elsewhere). Please sign in again. Local drafts are kept
    AuthSessionRevoked,
    /// The account is suspended: {reason}. You can view and export but not change data
    AuthSuspended,
    /// The backup is damaged or incomplete; nothing was changed
    BackupDamaged,
    /// There is no automatic backup yet
    BackupNone,
    /// This is not a backup of this program
    BackupType,
    /// A registration number has 1 to 40 letters, digits or hyphens
    BuyerRegFormat,
    /// Cancelled, nothing was changed
    Cancelled,
    /// The captcha has expired, get a new one
    CaptchaExpired,
    /// The captcha is not correct
    CaptchaWrong,
    /// This version is too old, please update to {min_version} or newer. Local data can still be viewed and exported
    ClientTooOld,
    /// The clipboard cannot be written; another program may be holding it, try again
    ClipboardBusy,
    /// This computer's clock differs from the server by {minutes} minutes; server time is used
    ClockSkew,
    /// {field_en} is not in the code table: {value}
    CodeUnknown,
    /// The customs registration code has 10 digits or capital letters
    CustomsRegFormat,
    /// No such date: {value}
    DateInvalid,
    /// The end date is before the start date
    DateRange,
    /// The declaration number has digits only, its 9th digit is 0 (export), and the serial is not all zeros
    DeclChars,
    /// Customs district {code} is not in the table, please check
    DeclDistrict,
    /// The declaration number has 18 digits; this one has {n}
    DeclLength,
    /// The 9th digit is 1, which is an import declaration; an export declaration is needed
    DeclNotExport,
    /// This declaration number is registered by another firm; check it or call the service line
    DeclOtherFirm,
    /// This is a single-window or pre-entry number; enter the 18-digit number given when customs accepted the declaration
    DeclPreEntry,
    /// The repeated last 4 digits differ from the declaration number
    DeclRepeat,
    /// This number is already used for your orders: {orders}. Do they belong to the same shipment?
    DeclShared,
    /// The year {year} in the declaration number must lie between {from} and {to}
    DeclYear,
    /// The destination cannot be China (for Hong Kong, Macao, Taiwan choose their own entries)
    DestIsCn,
    /// The e-mail address is not valid
    EmailFormat,
    /// More than 100,000 rows; narrow the filter
    ExportTooLarge,
    /// The connection to {partner_en} is not configured, contact the platform
    ExtNotConfigured,
    /// {partner_en} cannot be reached now. Nothing was changed, try again later
    ExtUnavailable,
    /// Please fill in {field_en}
    FieldRequired,
    /// {field_en} was not acceptable when it was typed and is now; type it again
    FieldRetype,
    /// {field_en} has at most {max} characters, now {n}
    FieldTooLong,
    /// {field_en} has at least {min} characters
    FieldTooShort,
    /// The file cannot be read: {reason_en}
    FileRead,
    /// The file cannot be written; it may be open in another program or not permitted
    FileWrite,
    /// No trading firm found that can receive orders
    FirmNotFound,
    /// You are not allowed to do this
    Forbidden,
    /// The id is malformed
    IdInvalid,
    /// Another import is being stored; wait until it is done
    ImpBusy,
    /// The header "{name}" occurs more than once ({columns})
    ImpColumnDouble,
    /// These columns are not known and were ignored: {names}
    ImpColumnExtra,
    /// Missing columns: {names}
    ImpColumnMissing,
    /// Line {line}: quotes do not match, the file cannot be read
    ImpCsv,
    /// The amount header says {file_currency}, the order's line currency is {order_currency}
    ImpCurrency,
    /// The file is damaged or incomplete
    ImpDamaged,
    /// Equal to row {row} (or an existing line), probably a duplicate, left out by default
    ImpDuplicate,
    /// The file has no data rows
    ImpEmpty,
    /// The encoding is not recognised; choose it or save as UTF-8
    ImpEncoding,
    /// The file is password-protected; remove the password first
    ImpEncrypted,
    /// The extension is {ext} but the content is {kind}; read as {kind}
    ImpExt,
    /// The formula has no usable result ({value})
    ImpFormula,
    /// {n} rows have errors; import all is not possible, you may choose "import good rows only"
    ImpHasErrors,
    /// No header found in the first 10 rows, please use the template
    ImpHeader,
    /// {n} hidden or filtered rows were read as well
    ImpHidden,
    /// The column mapping "{value}" is not of the form NAME=COLUMN, for example 品名=C
    ImpMap,
    /// The cell is part of the merged area {range}; unmerge and fill in
    ImpMerged,
    /// The month cell is the number {value}; January and October cannot be told apart. Use text YYYY-MM
    ImpMonthAmbiguous,
    /// The day was dropped, month {month} is used
    ImpMonthDay,
    /// The number {value} was read as a date serial: {month}
    ImpMonthSerial,
    /// Offline and the purchase number is not known here; name and phone will be filled in when online
    ImpPendingLookup,
    /// Some lines are linked; unlink them before replacing all lines
    ImpReplaceLinked,
    /// {n} rows, more than the limit of 100,000
    ImpRows,
    /// This file was imported on {time} ({count} rows). Import it again?
    ImpSameFile,
    /// "{value}" is in scientific notation and has lost digits; format as text and enter again
    ImpScientific,
    /// Several sheets have a fitting header, choose one: {names}
    ImpSheetChoice,
    /// The file has no sheet named "{name}"; there are: {names}
    ImpSheetUnknown,
    /// The order is now {state_en}; nothing was imported
    ImpStateChanged,
    /// The file could not be read within {seconds} seconds; reading was stopped and nothing was changed
    ImpTimeout,
    /// The file is larger than 50 MB or unpacks to more than 512 MB
    ImpTooLarge,
    /// Row {row} is a total and was skipped
    ImpTotalRow,
    /// This kind of file is not supported; save as .xlsx, .xls, .csv or .ods
    ImpType,
    /// Unexpected fault, nothing was changed. Reference {request_id}
    Internal,
    /// Please confirm that each picture is clear and complete ({slot_en})
    KycChecklist,
    /// Please consent to the processing of the ID pictures
    KycConsent,
    /// The review has begun, withdrawal is not possible
    KycInReview,
    /// Another reviewer is working on this case
    KycLockedByOther,
    /// The nationality does not fit the document type used at registration ({doc_en})
    KycNationalityMismatch,
    /// There is no submission waiting
    KycNotSubmitted,
    /// A submission is already being reviewed, please wait
    KycPending,
    /// Missing picture: {slot_en}
    KycPhotoMissing,
    /// A rejection needs a reason, and a text if the reason is "other"
    KycReasonRequired,
    /// Complete real-name verification and wait for approval before: {action_en}
    KycRequired,
    /// You changed this firm's data and may not review it
    KycSelfReview,
    /// The submission is not in a state for this action
    KycState,
    /// Equal to line {position}. Keep it?
    LineDuplicate,
    /// Lines {positions} have errors, correct them first
    LineInvalid,
    /// A confirmed order keeps at least one line
    LineLast,
    /// An order has at most 100,000 lines
    LineLimit,
    /// The line is linked; unlink it before changing merchant or month
    LineLinked,
    /// Enter at least one line
    LineNone,
    /// A typed line has not been added with [+] and will not be kept
    LineNotAdded,
    /// The purchase numbers of lines {positions} are not yet checked, synchronise first
    LinePendingLookup,
    /// The amounts of these links differ: {groups}
    LinkAmountDiff,
    /// The merchant order names the buyer "{merchant_buyer}", this order "{buyer}"
    LinkBuyerDiff,
    /// The line already belongs to a link
    LinkLineAlready,
    /// The ticked merchant orders do not belong to the merchant on the left
    LinkMerchantDiffers,
    /// Tick only unlinked lines, or all lines of one link
    LinkMixedSelection,
    /// The merchant order's month {merchant_month} differs from the line's {line_month}
    LinkMonthDiff,
    /// Only lines of one merchant can be linked at a time
    LinkMultiMerchant,
    /// Tick at least one row on each side
    LinkNothingTicked,
    /// The link does not exist any more
    LinkNotFound,
    /// The merchant has withdrawn order {order}
    LinkOrderGone,
    /// Merchant order {order} has {available} available, less than {wanted}
    LinkOverUsed,
    /// Another program has been writing for {seconds} seconds; nothing was changed, try again later
    LocalBusy,
    /// The system's keychain cannot be used; enter the recovery code or use --key-file
    LocalKeychain,
    /// A key file holds 64 hexadecimal characters: {reason_en}
    LocalKeyFile,
    /// The local key is missing; sign in and download again. Not synchronised: {list}
    LocalKeyMissing,
    /// The recovery code or key does not open this vault; nothing was changed
    LocalKeyWrong,
    /// The vault is locked; enter the PIN or password
    LocalLocked,
    /// A PIN or password has 6 to 20 characters
    LocalLockFormat,
    /// Too many wrong tries; only the recovery code opens the vault now
    LocalLockSpent,
    /// The PIN or password is wrong; {left} tries are left
    LocalLockWrong,
    /// This vault was written by a newer version of the program; update before opening it. Nothing was changed
    LocalNewer,
    /// "{value}" can be read by other users of this computer; restrict its permissions
    LocalOpenToOthers,
    /// The folder or the vault cannot be written; the input is not yet stored
    LocalReadOnly,
    /// Only {mib} MiB are free on the disk; an import or backup may fail
    LocalSpaceLow,
    /// Local data failed the integrity check; the backup of {time} can be restored
    LocalStoreDamaged,
    /// The disk is full, the input is not yet stored
    LocalStoreFull,
    /// {n} items are not synchronised and would be lost. Type 删除 to go on
    LocalUnsynced,
    /// The folder or the vault cannot be written; it can only be read for now
    LocalUnwritable,
    /// There is already a vault in this folder; nothing was changed
    LocalVaultExists,
    /// There is no vault in this folder; run init first
    LocalVaultMissing,
    /// {field_en} has {min} to {max} letters, digits or dots, and not the form of a purchase number or credit code
    LoginNameFormat,
    /// {field_en} is already used
    LoginNameInUse,
    /// The merchant {mpn} is inactive
    MerchantInactive,
    /// Purchase number {mpn} is registered as {platform_name} {platform_phone}, not {name} {phone}
    MerchantMismatch,
    /// Purchase number {mpn} does not exist; check it, or clear it and enter name and phone
    MerchantNotFound,
    /// Currency not supported: {value}
    MoneyCurrency,
    /// The currency in "{value}" is not the field's ({currency})
    MoneyCurrencyMismatch,
    /// Not a valid amount: {value}
    MoneyFormat,
    /// The amount must lie between {min} and {max}
    MoneyRange,
    /// An amount has at most two decimals: {value}
    MoneyScale,
    /// The month has the form YYYY-MM: {value}
    MonthFormat,
    /// The order month cannot be later than this month ({current})
    MonthFuture,
    /// The order month is more than 36 months ago, please check
    MonthOld,
    /// A purchase number has 4 to 20 letters or digits
    MpnFormat,
    /// The purchase number is already used
    MpnInUse,
    /// The trading firm uses this order; ask it to unlink first
    MqWithdrawLinked,
    /// {field_en} contains characters that are not allowed: {chars}
    NameChars,
    /// The server's address cannot be used: {reason_en}
    NetAddress,
    /// The server's answer cannot be used ({reason_en}); nothing was taken from it and everything on this computer is kept
    NetAnswer,
    /// The file holds no certificate in PEM form
    NetCertificate,
    /// The connection to the server broke off and the request may have taken effect; your input is kept, try again
    NetLost,
    /// This needs a network connection
    NetRequired,
    /// No answer from the server in 30 seconds; your input is kept, try again later
    NetTimeout,
    /// The server certificate is not trusted; the connection was stopped
    NetTls,
    /// Not found
    NotFound,
    /// Not a valid number: {value}
    NumFormat,
    /// {field_en} must lie between {min} and {max}
    NumRange,
    /// {field_en} has at most {scale} decimals
    NumScale,
    /// No online sign-in for more than 30 days. Drafts can be edited on; this action needs an online sign-in first
    OfflineTooLong,
    /// The order is confirmed, buyer data cannot be changed
    OrdLockedBuyer,
    /// The declaration number is entered, the order cannot be changed
    OrdLockedDeclared,
    /// {n} lines are not linked to a merchant order
    OrdNotAllLinked,
    /// {n} lines are not linked to a merchant order. Continue?
    OrdNotAllLinkedWarn,
    /// The total is above USD 150,000, the ceiling of one declaration under market-procurement trade
    OrdOver150k,
    /// Not possible in the order's state ({state_en})
    OrdState,
    /// The lines sum to USD {sum}, the order total is USD {total}, difference {diff}
    OrdTotalDiff,
    /// {n} changes are not synchronised yet, synchronise first
    OrdUnsynced,
    /// Parameter {name} must lie between {min} and {max}
    ParamRange,
    /// A passport number has 6 to 12 letters and digits with at least one digit
    PassportFormat,
    /// The passport number is longer than 9 characters, please check
    PassportLong,
    /// This looks like a resident ID number, enter the passport number
    PassportLooksLikeId,
    /// The pasted block is too large: at most 64 columns and 64 MB
    PasteTooLarge,
    /// Enter an 11-digit mainland mobile number
    PhoneFormat,
    /// A phone number has 5 to 19 digits with an optional leading +
    PhoneIntlFormat,
    /// This number is bound to another account
    PhoneInUse,
    /// The picture shows almost nothing, take it again
    PhoBlank,
    /// The picture is blurred (sharpness {v}, at least {min}), take it again
    PhoBlur,
    /// The picture may not be sharp enough and could be rejected
    PhoBlurWarn,
    /// The picture may be too bright
    PhoBrightWarn,
    /// The picture cannot be brought under 2 MB, crop it and try again
    PhoCompress,
    /// The picture is too dark, take it again in better light
    PhoDark,
    /// The picture is rather dark and could be rejected
    PhoDarkWarn,
    /// The picture is damaged
    PhoDecode,
    /// {slot_a_en} and {slot_b_en} are the same picture
    PhoDuplicate,
    /// The file is empty
    PhoEmpty,
    /// There may be glare; make sure no text is hidden
    PhoGlareWarn,
    /// HEIC is not supported; export the photo as JPEG
    PhoHeic,
    /// Document photos should be landscape; use rotate
    PhoOrientWarn,
    /// The picture has more than 50 megapixels
    PhoPixels,
    /// The picture is {w}×{h}; at least {min_long}×{min_short} pixels are needed
    PhoResLow,
    /// The picture is larger than 10 MB
    PhoTooLarge,
    /// Only still JPEG, PNG and WebP pictures are accepted
    PhoType,
    /// A password may contain digits, letters and ASCII special characters, no spaces or other characters
    PwdChars,
    /// A password needs at least two of: digits, letters, special characters
    PwdClasses,
    /// A password has 8 to 20 characters
    PwdLength,
    /// The two passwords differ
    PwdRepeat,
    /// The password must not equal the sign-in name, purchase number or mobile number
    PwdSameAsAccount,
    /// The new password must differ from the old one
    PwdSameAsOld,
    /// Too many requests, try again in {seconds} seconds
    RateLimited,
    /// Give a reason ({min} to {max} characters)
    ReasonRequired,
    /// There is nothing to redo
    RedoNone,
    /// This company is already registered; sign in or reset the password
    RegAlready,
    /// The company's registry status is "{status}"; not possible
    RegCompanyInactive,
    /// Company name and credit code do not belong together
    RegCompanyMismatch,
    /// The legal representative's data do not agree with the registry
    RegLegalRepMismatch,
    /// The registry does not know this credit code
    RegNotFound,
    /// The verification is older than 30 minutes, verify again
    RegTokenExpired,
    /// This verification has been used
    RegTokenUsed,
    /// Too many attempts, try again in {minutes} minutes
    RegTooMany,
    /// Idempotency key missing or used for another request
    ReqIdempotencyKey,
    /// The request is malformed
    ReqMalformed,
    /// The request is larger than {max}
    ReqTooLarge,
    /// Unknown field: {field}
    ReqUnknownField,
    /// A backup can only be restored into an empty folder; nothing was changed
    RestoreNotEmpty,
    /// The number gives an age above 120, please check
    RidAgeHigh,
    /// The first 17 characters are digits, the last a digit or X
    RidChars,
    /// The check character of the ID number is wrong
    RidCheck,
    /// The birth date in the ID number does not exist or is in the future
    RidDate,
    /// The number does not fit the chosen document type
    RidKind,
    /// An ID number has 18 characters
    RidLength,
    /// The region code of the ID number does not exist
    RidRegion,
    /// The first six digits {code} are not in the table of administrative divisions, please check
    RidRegionUnknown,
    /// Younger than {min} years
    RidUnderAge,
    /// The server is busy. Nothing was changed, try again later
    ServerBusy,
    /// No server is connected; connect to one first
    ServerNotConnected,
    /// The server refused: {message_en} ({server_code})
    ServerRefused,
    /// The server is too old for this version; ask the platform to update it. Local drafts are not affected
    ServerTooOld,
    /// A settlement entity is bound and cannot be changed; call the service line for a change
    SetlAlreadyBound,
    /// The order has no locked settlement amount
    SetlNotLocked,
    /// The settled sum {sum} exceeds the locked amount {locked}
    SetlOver,
    /// The amount is partly settled and cannot be moved
    SetlSettled,
    /// What you typed does not fit the chosen kind
    SetlTypeRepeat,
    /// The SMS code has expired, get a new one
    SmsExpired,
    /// The limit of codes for this number is reached, try again in {minutes} minutes
    SmsLimit,
    /// Wait {seconds} seconds before asking for another code
    SmsTooSoon,
    /// Too many wrong entries, the code is void, get a new one
    SmsTries,
    /// The SMS code is not correct
    SmsWrong,
    /// The server's answer cannot be understood; sync has stopped and everything on this computer is kept
    SyncAnswer,
    /// The sync batch is too large
    SyncBatchTooLarge,
    /// The record was changed on another device, choose which copy to keep
    SyncConflict,
    /// The sync records of this computer and the server do not fit; sync has stopped and everything on this computer is kept
    SyncMismatch,
    /// Held because an earlier change was refused
    SyncOpHeld,
    /// Not done, because the server did not accept the order it belongs to
    SyncParentRefused,
    /// Everything was downloaded again twice within an hour; sync pauses for {minutes} minutes
    SyncResyncLimit,
    /// {field_en} contains characters that cannot be used
    TextChars,
    /// A reference has 1 to 40 letters, digits or hyphens
    TraceFormat,
    /// This cannot be undone: {field_en} was changed afterwards by {by_en}
    UndoChanged,
    /// {n} lines were edited after the import and are kept: lines {positions}
    UndoLinesKept,
    /// There is nothing to undo
    UndoNone,
    /// The upload has expired, start again
    UploadExpired,
    /// The file check failed, upload again
    UploadHash,
    /// The server has {offset} bytes; go on from there
    UploadOffset,
    /// The upload came in too many small pieces; start again with larger ones
    UploadPieces,
    /// The file is larger than {max}
    UploadTooLarge,
    /// The content is not of the declared type
    UploadType,
    /// The command is not used correctly: {detail}
    Usage,
    /// A credit code has digits and capital letters without I, O, S, V, Z
    UsccChars,
    /// The check character of the credit code is wrong
    UsccCheck,
    /// This code is not of a body registered with the market regulator
    UsccKind,
    /// A credit code has 18 characters
    UsccLength,
    /// The inner organisation-code check does not fit, please check
    UsccOrgCheck,
    /// Characters 3 to 8 of the credit code are digits
    UsccRegion,
    /// Please acknowledge these warnings first: {codes}
    WarnAckRequired,
}

/// What the catalogue says of one code.
pub(crate) struct Entry {
    pub(crate) name: &'static str,
    pub(crate) severity: Severity,
    pub(crate) http: Option<u16>,
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
}

impl Code {
    /// Every code, in alphabetical order.
    pub const ALL: &'static [Code] = &[
        Code::AccountOther,
        Code::AccountState,
        Code::AddressChars,
        Code::AgreementRequired,
        Code::AuthBadCredentials,
        Code::AuthLocked,
        Code::AuthMustChangePassword,
        Code::AuthRequired,
        Code::AuthSessionExpired,
        Code::AuthSessionRevoked,
        Code::AuthSuspended,
        Code::BackupDamaged,
        Code::BackupNone,
        Code::BackupType,
        Code::BuyerRegFormat,
        Code::Cancelled,
        Code::CaptchaExpired,
        Code::CaptchaWrong,
        Code::ClientTooOld,
        Code::ClipboardBusy,
        Code::ClockSkew,
        Code::CodeUnknown,
        Code::CustomsRegFormat,
        Code::DateInvalid,
        Code::DateRange,
        Code::DeclChars,
        Code::DeclDistrict,
        Code::DeclLength,
        Code::DeclNotExport,
        Code::DeclOtherFirm,
        Code::DeclPreEntry,
        Code::DeclRepeat,
        Code::DeclShared,
        Code::DeclYear,
        Code::DestIsCn,
        Code::EmailFormat,
        Code::ExportTooLarge,
        Code::ExtNotConfigured,
        Code::ExtUnavailable,
        Code::FieldRequired,
        Code::FieldRetype,
        Code::FieldTooLong,
        Code::FieldTooShort,
        Code::FileRead,
        Code::FileWrite,
        Code::FirmNotFound,
        Code::Forbidden,
        Code::IdInvalid,
        Code::ImpBusy,
        Code::ImpColumnDouble,
        Code::ImpColumnExtra,
        Code::ImpColumnMissing,
        Code::ImpCsv,
        Code::ImpCurrency,
        Code::ImpDamaged,
        Code::ImpDuplicate,
        Code::ImpEmpty,
        Code::ImpEncoding,
        Code::ImpEncrypted,
        Code::ImpExt,
        Code::ImpFormula,
        Code::ImpHasErrors,
        Code::ImpHeader,
        Code::ImpHidden,
        Code::ImpMap,
        Code::ImpMerged,
        Code::ImpMonthAmbiguous,
        Code::ImpMonthDay,
        Code::ImpMonthSerial,
        Code::ImpPendingLookup,
        Code::ImpReplaceLinked,
        Code::ImpRows,
        Code::ImpSameFile,
        Code::ImpScientific,
        Code::ImpSheetChoice,
        Code::ImpSheetUnknown,
        Code::ImpStateChanged,
        Code::ImpTimeout,
        Code::ImpTooLarge,
        Code::ImpTotalRow,
        Code::ImpType,
        Code::Internal,
        Code::KycChecklist,
        Code::KycConsent,
        Code::KycInReview,
        Code::KycLockedByOther,
        Code::KycNationalityMismatch,
        Code::KycNotSubmitted,
        Code::KycPending,
        Code::KycPhotoMissing,
        Code::KycReasonRequired,
        Code::KycRequired,
        Code::KycSelfReview,
        Code::KycState,
        Code::LineDuplicate,
        Code::LineInvalid,
        Code::LineLast,
        Code::LineLimit,
        Code::LineLinked,
        Code::LineNone,
        Code::LineNotAdded,
        Code::LinePendingLookup,
        Code::LinkAmountDiff,
        Code::LinkBuyerDiff,
        Code::LinkLineAlready,
        Code::LinkMerchantDiffers,
        Code::LinkMixedSelection,
        Code::LinkMonthDiff,
        Code::LinkMultiMerchant,
        Code::LinkNothingTicked,
        Code::LinkNotFound,
        Code::LinkOrderGone,
        Code::LinkOverUsed,
        Code::LocalBusy,
        Code::LocalKeychain,
        Code::LocalKeyFile,
        Code::LocalKeyMissing,
        Code::LocalKeyWrong,
        Code::LocalLocked,
        Code::LocalLockFormat,
        Code::LocalLockSpent,
        Code::LocalLockWrong,
        Code::LocalNewer,
        Code::LocalOpenToOthers,
        Code::LocalReadOnly,
        Code::LocalSpaceLow,
        Code::LocalStoreDamaged,
        Code::LocalStoreFull,
        Code::LocalUnsynced,
        Code::LocalUnwritable,
        Code::LocalVaultExists,
        Code::LocalVaultMissing,
        Code::LoginNameFormat,
        Code::LoginNameInUse,
        Code::MerchantInactive,
        Code::MerchantMismatch,
        Code::MerchantNotFound,
        Code::MoneyCurrency,
        Code::MoneyCurrencyMismatch,
        Code::MoneyFormat,
        Code::MoneyRange,
        Code::MoneyScale,
        Code::MonthFormat,
        Code::MonthFuture,
        Code::MonthOld,
        Code::MpnFormat,
        Code::MpnInUse,
        Code::MqWithdrawLinked,
        Code::NameChars,
        Code::NetAddress,
        Code::NetAnswer,
        Code::NetCertificate,
        Code::NetLost,
        Code::NetRequired,
        Code::NetTimeout,
        Code::NetTls,
        Code::NotFound,
        Code::NumFormat,
        Code::NumRange,
        Code::NumScale,
        Code::OfflineTooLong,
        Code::OrdLockedBuyer,
        Code::OrdLockedDeclared,
        Code::OrdNotAllLinked,
        Code::OrdNotAllLinkedWarn,
        Code::OrdOver150k,
        Code::OrdState,
        Code::OrdTotalDiff,
        Code::OrdUnsynced,
        Code::ParamRange,
        Code::PassportFormat,
        Code::PassportLong,
        Code::PassportLooksLikeId,
        Code::PasteTooLarge,
        Code::PhoneFormat,
        Code::PhoneIntlFormat,
        Code::PhoneInUse,
        Code::PhoBlank,
        Code::PhoBlur,
        Code::PhoBlurWarn,
        Code::PhoBrightWarn,
        Code::PhoCompress,
        Code::PhoDark,
        Code::PhoDarkWarn,
        Code::PhoDecode,
        Code::PhoDuplicate,
        Code::PhoEmpty,
        Code::PhoGlareWarn,
        Code::PhoHeic,
        Code::PhoOrientWarn,
        Code::PhoPixels,
        Code::PhoResLow,
        Code::PhoTooLarge,
        Code::PhoType,
        Code::PwdChars,
        Code::PwdClasses,
        Code::PwdLength,
        Code::PwdRepeat,
        Code::PwdSameAsAccount,
        Code::PwdSameAsOld,
        Code::RateLimited,
        Code::ReasonRequired,
        Code::RedoNone,
        Code::RegAlready,
        Code::RegCompanyInactive,
        Code::RegCompanyMismatch,
        Code::RegLegalRepMismatch,
        Code::RegNotFound,
        Code::RegTokenExpired,
        Code::RegTokenUsed,
        Code::RegTooMany,
        Code::ReqIdempotencyKey,
        Code::ReqMalformed,
        Code::ReqTooLarge,
        Code::ReqUnknownField,
        Code::RestoreNotEmpty,
        Code::RidAgeHigh,
        Code::RidChars,
        Code::RidCheck,
        Code::RidDate,
        Code::RidKind,
        Code::RidLength,
        Code::RidRegion,
        Code::RidRegionUnknown,
        Code::RidUnderAge,
        Code::ServerBusy,
        Code::ServerNotConnected,
        Code::ServerRefused,
        Code::ServerTooOld,
        Code::SetlAlreadyBound,
        Code::SetlNotLocked,
        Code::SetlOver,
        Code::SetlSettled,
        Code::SetlTypeRepeat,
        Code::SmsExpired,
        Code::SmsLimit,
        Code::SmsTooSoon,
        Code::SmsTries,
        Code::SmsWrong,
        Code::SyncAnswer,
        Code::SyncBatchTooLarge,
        Code::SyncConflict,
        Code::SyncMismatch,
        Code::SyncOpHeld,
        Code::SyncParentRefused,
        Code::SyncResyncLimit,
        Code::TextChars,
        Code::TraceFormat,
        Code::UndoChanged,
        Code::UndoLinesKept,
        Code::UndoNone,
        Code::UploadExpired,
        Code::UploadHash,
        Code::UploadOffset,
        Code::UploadPieces,
        Code::UploadTooLarge,
        Code::UploadType,
        Code::Usage,
        Code::UsccChars,
        Code::UsccCheck,
        Code::UsccKind,
        Code::UsccLength,
        Code::UsccOrgCheck,
        Code::UsccRegion,
        Code::WarnAckRequired,
    ];

    pub(crate) const fn entry(self) -> Entry {
        match self {
            Code::AccountOther => Entry {
                name: "ACCOUNT_OTHER",
                severity: Severity::Error,
                http: None,
                zh: "本保险库已属于“{company}”，不能登录另一家企业的账号；请为另一家企业新建保险库",
                en: "This vault belongs to {company}; an account of another firm needs a vault of its own",
            },
            Code::AccountState => Entry {
                name: "ACCOUNT_STATE",
                severity: Severity::Error,
                http: Some(409),
                zh: "账号当前状态（{state_zh}）不能执行此操作",
                en: "Not possible in the account's state ({state_en})",
            },
            Code::AddressChars => Entry {
                name: "ADDRESS_CHARS",
                severity: Severity::Error,
                http: Some(422),
                zh: "地址只能包含文字、数字和常用标点，且至少含一个汉字",
                en: "The address may contain letters, digits and common punctuation and needs at least one Chinese character",
            },
            Code::AgreementRequired => Entry {
                name: "AGREEMENT_REQUIRED",
                severity: Severity::Error,
                http: Some(422),
                zh: "请阅读并同意用户协议与隐私政策",
                en: "Please read and accept the user agreement and privacy policy",
            },
            Code::AuthBadCredentials => Entry {
                name: "AUTH_BAD_CREDENTIALS",
                severity: Severity::Error,
                http: Some(401),
                zh: "账号或密码不正确{remaining_hint_zh}",
                en: "Account or password is not correct{remaining_hint_en}",
            },
            Code::AuthLocked => Entry {
                name: "AUTH_LOCKED",
                severity: Severity::Error,
                http: Some(423),
                zh: "密码错误次数过多，账号已锁定，请 {minutes} 分钟后再试或重置密码",
                en: "Too many wrong passwords. The account is locked; try again in {minutes} minutes or reset the password",
            },
            Code::AuthMustChangePassword => Entry {
                name: "AUTH_MUST_CHANGE_PASSWORD",
                severity: Severity::Error,
                http: Some(403),
                zh: "这是一次性密码，请先修改密码",
                en: "This is a one-time password; change it first",
            },
            Code::AuthRequired => Entry {
                name: "AUTH_REQUIRED",
                severity: Severity::Error,
                http: Some(401),
                zh: "请先登录",
                en: "Please sign in first",
            },
            Code::AuthSessionExpired => Entry {
                name: "AUTH_SESSION_EXPIRED",
                severity: Severity::Error,
                http: Some(401),
                zh: "登录已过期，请重新登录。本机草稿已保留",
                en: "Your session has expired, please sign in again. Local drafts are kept",
            },
            Code::AuthSessionRevoked => Entry {
                name: "AUTH_SESSION_REVOKED",
                severity: Severity::Error,
                http: Some(401),
                zh: "登录已失效（密码已修改或在其他设备退出），请重新登录。本机草稿已保留",
                en: "The session was ended (password changed or signed out elsewhere). Please sign in again. Local drafts are kept",
            },
            Code::AuthSuspended => Entry {
                name: "AUTH_SUSPENDED",
                severity: Severity::Error,
                http: Some(403),
                zh: "账号已暂停使用：{reason}。可以查看和导出，不能修改",
                en: "The account is suspended: {reason}. You can view and export but not change data",
            },
            Code::BackupDamaged => Entry {
                name: "BACKUP_DAMAGED",
                severity: Severity::Error,
                http: None,
                zh: "备份文件已损坏或不完整，未做任何更改",
                en: "The backup is damaged or incomplete; nothing was changed",
            },
            Code::BackupNone => Entry {
                name: "BACKUP_NONE",
                severity: Severity::Warning,
                http: None,
                zh: "还没有自动备份",
                en: "There is no automatic backup yet",
            },
            Code::BackupType => Entry {
                name: "BACKUP_TYPE",
                severity: Severity::Error,
                http: None,
                zh: "这不是本程序的备份文件",
                en: "This is not a backup of this program",
            },
            Code::BuyerRegFormat => Entry {
                name: "BUYER_REG_FORMAT",
                severity: Severity::Error,
                http: Some(422),
                zh: "登记号应为 1 到 40 位字母、数字或连字符",
                en: "A registration number has 1 to 40 letters, digits or hyphens",
            },
            Code::Cancelled => Entry {
                name: "CANCELLED",
                severity: Severity::Error,
                http: None,
                zh: "操作已取消，未做任何更改",
                en: "Cancelled, nothing was changed",
            },
            Code::CaptchaExpired => Entry {
                name: "CAPTCHA_EXPIRED",
                severity: Severity::Error,
                http: Some(422),
                zh: "验证码已过期，请重新获取",
                en: "The captcha has expired, get a new one",
            },
            Code::CaptchaWrong => Entry {
                name: "CAPTCHA_WRONG",
                severity: Severity::Error,
                http: Some(422),
                zh: "验证码不正确",
                en: "The captcha is not correct",
            },
            Code::ClientTooOld => Entry {
                name: "CLIENT_TOO_OLD",
                severity: Severity::Error,
                http: Some(426),
                zh: "当前版本过旧，请升级到 {min_version} 以上。本机数据仍可查看和导出",
                en: "This version is too old, please update to {min_version} or newer. Local data can still be viewed and exported",
            },
            Code::ClipboardBusy => Entry {
                name: "CLIPBOARD_BUSY",
                severity: Severity::Error,
                http: None,
                zh: "无法写入剪贴板，可能正被其他程序占用，请再试一次",
                en: "The clipboard cannot be written; another program may be holding it, try again",
            },
            Code::ClockSkew => Entry {
                name: "CLOCK_SKEW",
                severity: Severity::Warning,
                http: None,
                zh: "本机时间与服务器相差 {minutes} 分钟，已按服务器时间处理",
                en: "This computer's clock differs from the server by {minutes} minutes; server time is used",
            },
            Code::CodeUnknown => Entry {
                name: "CODE_UNKNOWN",
                severity: Severity::Error,
                http: Some(422),
                zh: "{field_zh}不在代码表中：{value}",
                en: "{field_en} is not in the code table: {value}",
            },
            Code::CustomsRegFormat => Entry {
                name: "CUSTOMS_REG_FORMAT",
                severity: Severity::Error,
                http: Some(422),
                zh: "海关注册编码应为 10 位数字或大写字母",
                en: "The customs registration code has 10 digits or capital letters",
            },
            Code::DateInvalid => Entry {
                name: "DATE_INVALID",
                severity: Severity::Error,
                http: Some(422),
                zh: "日期不存在：{value}",
                en: "No such date: {value}",
            },
            Code::DateRange => Entry {
                name: "DATE_RANGE",
                severity: Severity::Error,
                http: Some(422),
                zh: "结束日期不能早于开始日期",
                en: "The end date is before the start date",
            },
            Code::DeclChars => Entry {
                name: "DECL_CHARS",
                severity: Severity::Error,
                http: Some(422),
                zh: "报关单号只能为数字，第 9 位应为 0（出口），顺序号不能全为 0",
                en: "The declaration number has digits only, its 9th digit is 0 (export), and the serial is not all zeros",
            },
            Code::DeclDistrict => Entry {
                name: "DECL_DISTRICT",
                severity: Severity::Warning,
                http: None,
                zh: "前四位关区代码 {code} 不在代码表中，请核对",
                en: "Customs district {code} is not in the table, please check",
            },
            Code::DeclLength => Entry {
                name: "DECL_LENGTH",
                severity: Severity::Error,
                http: Some(422),
                zh: "报关单号应为 18 位，当前为 {n} 位",
                en: "The declaration number has 18 digits; this one has {n}",
            },
            Code::DeclNotExport => Entry {
                name: "DECL_NOT_EXPORT",
                severity: Severity::Error,
                http: Some(422),
                zh: "第 9 位为 1，是进口报关单号；此处需填出口报关单号",
                en: "The 9th digit is 1, which is an import declaration; an export declaration is needed",
            },
            Code::DeclOtherFirm => Entry {
                name: "DECL_OTHER_FIRM",
                severity: Severity::Error,
                http: Some(409),
                zh: "该报关单号已被其他企业登记，请核对或联系客服",
                en: "This declaration number is registered by another firm; check it or call the service line",
            },
            Code::DeclPreEntry => Entry {
                name: "DECL_PRE_ENTRY",
                severity: Severity::Error,
                http: Some(422),
                zh: "这是单一窗口统一编号或预录入编号，请填写海关接受申报后的 18 位报关单号",
                en: "This is a single-window or pre-entry number; enter the 18-digit number given when customs accepted the declaration",
            },
            Code::DeclRepeat => Entry {
                name: "DECL_REPEAT",
                severity: Severity::Error,
                http: Some(422),
                zh: "再次输入的后 4 位与报关单号不一致",
                en: "The repeated last 4 digits differ from the declaration number",
            },
            Code::DeclShared => Entry {
                name: "DECL_SHARED",
                severity: Severity::Warning,
                http: None,
                zh: "该报关单号已用于本企业订单：{orders}。确认属于同一票货物吗？",
                en: "This number is already used for your orders: {orders}. Do they belong to the same shipment?",
            },
            Code::DeclYear => Entry {
                name: "DECL_YEAR",
                severity: Severity::Error,
                http: Some(422),
                zh: "报关单号中的年份 {year} 应在 {from} 到 {to} 之间",
                en: "The year {year} in the declaration number must lie between {from} and {to}",
            },
            Code::DestIsCn => Entry {
                name: "DEST_IS_CN",
                severity: Severity::Error,
                http: Some(422),
                zh: "目的国不能为中国（香港、澳门、台湾地区请选择对应项）",
                en: "The destination cannot be China (for Hong Kong, Macao, Taiwan choose their own entries)",
            },
            Code::EmailFormat => Entry {
                name: "EMAIL_FORMAT",
                severity: Severity::Error,
                http: Some(422),
                zh: "邮箱格式不正确",
                en: "The e-mail address is not valid",
            },
            Code::ExportTooLarge => Entry {
                name: "EXPORT_TOO_LARGE",
                severity: Severity::Error,
                http: Some(422),
                zh: "导出超过 100,000 行，请缩小筛选范围",
                en: "More than 100,000 rows; narrow the filter",
            },
            Code::ExtNotConfigured => Entry {
                name: "EXT_NOT_CONFIGURED",
                severity: Severity::Error,
                http: Some(503),
                zh: "{partner_zh}接口尚未配置，请联系平台",
                en: "The connection to {partner_en} is not configured, contact the platform",
            },
            Code::ExtUnavailable => Entry {
                name: "EXT_UNAVAILABLE",
                severity: Severity::Error,
                http: Some(503),
                zh: "{partner_zh}暂时无法连接，未做任何更改，请稍后再试",
                en: "{partner_en} cannot be reached now. Nothing was changed, try again later",
            },
            Code::FieldRequired => Entry {
                name: "FIELD_REQUIRED",
                severity: Severity::Error,
                http: Some(422),
                zh: "请填写{field_zh}",
                en: "Please fill in {field_en}",
            },
            Code::FieldRetype => Entry {
                name: "FIELD_RETYPE",
                severity: Severity::Error,
                http: Some(422),
                zh: "{field_zh}填写时不符合要求，现在可以接受，请重新填写",
                en: "{field_en} was not acceptable when it was typed and is now; type it again",
            },
            Code::FieldTooLong => Entry {
                name: "FIELD_TOO_LONG",
                severity: Severity::Error,
                http: Some(422),
                zh: "{field_zh}最多 {max} 个字符，当前 {n} 个",
                en: "{field_en} has at most {max} characters, now {n}",
            },
            Code::FieldTooShort => Entry {
                name: "FIELD_TOO_SHORT",
                severity: Severity::Error,
                http: Some(422),
                zh: "{field_zh}至少 {min} 个字符",
                en: "{field_en} has at least {min} characters",
            },
            Code::FileRead => Entry {
                name: "FILE_READ",
                severity: Severity::Error,
                http: None,
                zh: "无法读取文件：{reason_zh}",
                en: "The file cannot be read: {reason_en}",
            },
            Code::FileWrite => Entry {
                name: "FILE_WRITE",
                severity: Severity::Error,
                http: None,
                zh: "无法写入文件，可能正被其他程序打开或没有权限",
                en: "The file cannot be written; it may be open in another program or not permitted",
            },
            Code::FirmNotFound => Entry {
                name: "FIRM_NOT_FOUND",
                severity: Severity::Error,
                http: Some(404),
                zh: "未找到可接收订单的外贸公司",
                en: "No trading firm found that can receive orders",
            },
            Code::Forbidden => Entry {
                name: "FORBIDDEN",
                severity: Severity::Error,
                http: Some(403),
                zh: "没有权限执行此操作",
                en: "You are not allowed to do this",
            },
            Code::IdInvalid => Entry {
                name: "ID_INVALID",
                severity: Severity::Error,
                http: Some(400),
                zh: "编号格式不正确",
                en: "The id is malformed",
            },
            Code::ImpBusy => Entry {
                name: "IMP_BUSY",
                severity: Severity::Error,
                http: None,
                zh: "正在保存另一次导入，请等它完成",
                en: "Another import is being stored; wait until it is done",
            },
            Code::ImpColumnDouble => Entry {
                name: "IMP_COLUMN_DOUBLE",
                severity: Severity::Error,
                http: None,
                zh: "表头“{name}”出现多次（{columns}）",
                en: "The header \"{name}\" occurs more than once ({columns})",
            },
            Code::ImpColumnExtra => Entry {
                name: "IMP_COLUMN_EXTRA",
                severity: Severity::Warning,
                http: None,
                zh: "以下列未识别，已忽略：{names}",
                en: "These columns are not known and were ignored: {names}",
            },
            Code::ImpColumnMissing => Entry {
                name: "IMP_COLUMN_MISSING",
                severity: Severity::Error,
                http: None,
                zh: "缺少列：{names}",
                en: "Missing columns: {names}",
            },
            Code::ImpCsv => Entry {
                name: "IMP_CSV",
                severity: Severity::Error,
                http: None,
                zh: "第 {line} 行引号不匹配，无法解析",
                en: "Line {line}: quotes do not match, the file cannot be read",
            },
            Code::ImpCurrency => Entry {
                name: "IMP_CURRENCY",
                severity: Severity::Error,
                http: None,
                zh: "表头金额币种为 {file_currency}，订单交易清单币种为 {order_currency}",
                en: "The amount header says {file_currency}, the order's line currency is {order_currency}",
            },
            Code::ImpDamaged => Entry {
                name: "IMP_DAMAGED",
                severity: Severity::Error,
                http: None,
                zh: "文件已损坏或不完整，无法打开",
                en: "The file is damaged or incomplete",
            },
            Code::ImpDuplicate => Entry {
                name: "IMP_DUPLICATE",
                severity: Severity::Warning,
                http: None,
                zh: "与第 {row} 行（或已有明细）完全相同，疑似重复，默认不导入",
                en: "Equal to row {row} (or an existing line), probably a duplicate, left out by default",
            },
            Code::ImpEmpty => Entry {
                name: "IMP_EMPTY",
                severity: Severity::Error,
                http: None,
                zh: "文件中没有数据行",
                en: "The file has no data rows",
            },
            Code::ImpEncoding => Entry {
                name: "IMP_ENCODING",
                severity: Severity::Error,
                http: None,
                zh: "无法识别文件编码，请选择编码或另存为 UTF-8",
                en: "The encoding is not recognised; choose it or save as UTF-8",
            },
            Code::ImpEncrypted => Entry {
                name: "IMP_ENCRYPTED",
                severity: Severity::Error,
                http: None,
                zh: "文件已加密，请取消密码后再导入",
                en: "The file is password-protected; remove the password first",
            },
            Code::ImpExt => Entry {
                name: "IMP_EXT",
                severity: Severity::Warning,
                http: None,
                zh: "文件扩展名为 {ext}，实际内容为 {kind}，已按实际内容读取",
                en: "The extension is {ext} but the content is {kind}; read as {kind}",
            },
            Code::ImpFormula => Entry {
                name: "IMP_FORMULA",
                severity: Severity::Error,
                http: None,
                zh: "公式没有可用结果（{value}）",
                en: "The formula has no usable result ({value})",
            },
            Code::ImpHasErrors => Entry {
                name: "IMP_HAS_ERRORS",
                severity: Severity::Error,
                http: None,
                zh: "存在 {n} 行错误，不能全部导入；可选择“仅导入正确行”",
                en: "{n} rows have errors; import all is not possible, you may choose \"import good rows only\"",
            },
            Code::ImpHeader => Entry {
                name: "IMP_HEADER",
                severity: Severity::Error,
                http: None,
                zh: "前 10 行中未找到表头，请使用模板",
                en: "No header found in the first 10 rows, please use the template",
            },
            Code::ImpHidden => Entry {
                name: "IMP_HIDDEN",
                severity: Severity::Warning,
                http: None,
                zh: "文件含 {n} 行隐藏或被筛选的数据，已一并读取",
                en: "{n} hidden or filtered rows were read as well",
            },
            Code::ImpMap => Entry {
                name: "IMP_MAP",
                severity: Severity::Error,
                http: None,
                zh: "列对应“{value}”不正确，应为 列名=列号，例如 品名=C",
                en: "The column mapping \"{value}\" is not of the form NAME=COLUMN, for example 品名=C",
            },
            Code::ImpMerged => Entry {
                name: "IMP_MERGED",
                severity: Severity::Error,
                http: None,
                zh: "单元格位于合并区域 {range}，请取消合并并补全",
                en: "The cell is part of the merged area {range}; unmerge and fill in",
            },
            Code::ImpMonthAmbiguous => Entry {
                name: "IMP_MONTH_AMBIGUOUS",
                severity: Severity::Error,
                http: None,
                zh: "月份单元格为数值 {value}，无法区分 1 月与 10 月，请改为文本 YYYY-MM",
                en: "The month cell is the number {value}; January and October cannot be told apart. Use text YYYY-MM",
            },
            Code::ImpMonthDay => Entry {
                name: "IMP_MONTH_DAY",
                severity: Severity::Warning,
                http: None,
                zh: "已忽略日，仅取年月 {month}",
                en: "The day was dropped, month {month} is used",
            },
            Code::ImpMonthSerial => Entry {
                name: "IMP_MONTH_SERIAL",
                severity: Severity::Warning,
                http: None,
                zh: "数值 {value} 已按日期序列号理解为 {month}",
                en: "The number {value} was read as a date serial: {month}",
            },
            Code::ImpPendingLookup => Entry {
                name: "IMP_PENDING_LOOKUP",
                severity: Severity::Warning,
                http: None,
                zh: "离线且本机没有该采购号，联网后自动补全姓名和手机号",
                en: "Offline and the purchase number is not known here; name and phone will be filled in when online",
            },
            Code::ImpReplaceLinked => Entry {
                name: "IMP_REPLACE_LINKED",
                severity: Severity::Error,
                http: Some(409),
                zh: "已有明细关联了商户订单，不能清空后导入，请先取消关联",
                en: "Some lines are linked; unlink them before replacing all lines",
            },
            Code::ImpRows => Entry {
                name: "IMP_ROWS",
                severity: Severity::Error,
                http: None,
                zh: "共 {n} 行，超过 100,000 行上限",
                en: "{n} rows, more than the limit of 100,000",
            },
            Code::ImpSameFile => Entry {
                name: "IMP_SAME_FILE",
                severity: Severity::Warning,
                http: None,
                zh: "该文件已于 {time} 导入过（{count} 行），确定再次导入吗？",
                en: "This file was imported on {time} ({count} rows). Import it again?",
            },
            Code::ImpScientific => Entry {
                name: "IMP_SCIENTIFIC",
                severity: Severity::Error,
                http: None,
                zh: "“{value}”为科学计数法，数字已丢失，请设为文本后重新填写",
                en: "\"{value}\" is in scientific notation and has lost digits; format as text and enter again",
            },
            Code::ImpSheetChoice => Entry {
                name: "IMP_SHEET_CHOICE",
                severity: Severity::Error,
                http: None,
                zh: "多个工作表都有符合的表头，请选择：{names}",
                en: "Several sheets have a fitting header, choose one: {names}",
            },
            Code::ImpSheetUnknown => Entry {
                name: "IMP_SHEET_UNKNOWN",
                severity: Severity::Error,
                http: None,
                zh: "文件中没有工作表“{name}”；可用：{names}",
                en: "The file has no sheet named \"{name}\"; there are: {names}",
            },
            Code::ImpStateChanged => Entry {
                name: "IMP_STATE_CHANGED",
                severity: Severity::Error,
                http: Some(409),
                zh: "订单状态已变为{state_zh}，不能导入",
                en: "The order is now {state_en}; nothing was imported",
            },
            Code::ImpTimeout => Entry {
                name: "IMP_TIMEOUT",
                severity: Severity::Error,
                http: None,
                zh: "文件在 {seconds} 秒内未能读完，已停止，未做任何更改",
                en: "The file could not be read within {seconds} seconds; reading was stopped and nothing was changed",
            },
            Code::ImpTooLarge => Entry {
                name: "IMP_TOO_LARGE",
                severity: Severity::Error,
                http: None,
                zh: "文件超过 50 MB 或解压后超过 512 MB",
                en: "The file is larger than 50 MB or unpacks to more than 512 MB",
            },
            Code::ImpTotalRow => Entry {
                name: "IMP_TOTAL_ROW",
                severity: Severity::Warning,
                http: None,
                zh: "第 {row} 行为合计行，已跳过",
                en: "Row {row} is a total and was skipped",
            },
            Code::ImpType => Entry {
                name: "IMP_TYPE",
                severity: Severity::Error,
                http: None,
                zh: "不支持的文件类型，请另存为 .xlsx、.xls、.csv 或 .ods",
                en: "This kind of file is not supported; save as .xlsx, .xls, .csv or .ods",
            },
            Code::Internal => Entry {
                name: "INTERNAL",
                severity: Severity::Error,
                http: Some(500),
                zh: "系统异常，未做任何更改。编号 {request_id}",
                en: "Unexpected fault, nothing was changed. Reference {request_id}",
            },
            Code::KycChecklist => Entry {
                name: "KYC_CHECKLIST",
                severity: Severity::Error,
                http: Some(422),
                zh: "请逐张确认图片清晰完整（{slot_zh}）",
                en: "Please confirm that each picture is clear and complete ({slot_en})",
            },
            Code::KycConsent => Entry {
                name: "KYC_CONSENT",
                severity: Severity::Error,
                http: Some(422),
                zh: "请同意对证件照片的处理说明",
                en: "Please consent to the processing of the ID pictures",
            },
            Code::KycInReview => Entry {
                name: "KYC_IN_REVIEW",
                severity: Severity::Error,
                http: Some(409),
                zh: "审核人员已开始处理，不能撤回",
                en: "The review has begun, withdrawal is not possible",
            },
            Code::KycLockedByOther => Entry {
                name: "KYC_LOCKED_BY_OTHER",
                severity: Severity::Error,
                http: Some(423),
                zh: "该申请正由其他审核人员处理",
                en: "Another reviewer is working on this case",
            },
            Code::KycNationalityMismatch => Entry {
                name: "KYC_NATIONALITY_MISMATCH",
                severity: Severity::Error,
                http: Some(422),
                zh: "所选国籍与注册时的证件类型（{doc_zh}）不一致",
                en: "The nationality does not fit the document type used at registration ({doc_en})",
            },
            Code::KycNotSubmitted => Entry {
                name: "KYC_NOT_SUBMITTED",
                severity: Severity::Error,
                http: Some(409),
                zh: "没有待审核的申请",
                en: "There is no submission waiting",
            },
            Code::KycPending => Entry {
                name: "KYC_PENDING",
                severity: Severity::Error,
                http: Some(409),
                zh: "已有申请正在审核，请等待结果",
                en: "A submission is already being reviewed, please wait",
            },
            Code::KycPhotoMissing => Entry {
                name: "KYC_PHOTO_MISSING",
                severity: Severity::Error,
                http: Some(422),
                zh: "缺少图片：{slot_zh}",
                en: "Missing picture: {slot_en}",
            },
            Code::KycReasonRequired => Entry {
                name: "KYC_REASON_REQUIRED",
                severity: Severity::Error,
                http: Some(422),
                zh: "驳回须选择原因；选择“其他”须填写说明",
                en: "A rejection needs a reason, and a text if the reason is \"other\"",
            },
            Code::KycRequired => Entry {
                name: "KYC_REQUIRED",
                severity: Severity::Error,
                http: Some(403),
                zh: "请先完成实名认证并通过审核，再进行{action_zh}",
                en: "Complete real-name verification and wait for approval before: {action_en}",
            },
            Code::KycSelfReview => Entry {
                name: "KYC_SELF_REVIEW",
                severity: Severity::Error,
                http: Some(403),
                zh: "您修改过该企业资料，不能审核其认证",
                en: "You changed this firm's data and may not review it",
            },
            Code::KycState => Entry {
                name: "KYC_STATE",
                severity: Severity::Error,
                http: Some(409),
                zh: "该申请当前状态不能执行此操作",
                en: "The submission is not in a state for this action",
            },
            Code::LineDuplicate => Entry {
                name: "LINE_DUPLICATE",
                severity: Severity::Warning,
                http: None,
                zh: "与第 {position} 条明细完全相同，确定保留吗？",
                en: "Equal to line {position}. Keep it?",
            },
            Code::LineInvalid => Entry {
                name: "LINE_INVALID",
                severity: Severity::Error,
                http: Some(422),
                zh: "第 {positions} 条明细有错误，请先修改",
                en: "Lines {positions} have errors, correct them first",
            },
            Code::LineLast => Entry {
                name: "LINE_LAST",
                severity: Severity::Error,
                http: Some(409),
                zh: "已确认的订单至少保留一条明细",
                en: "A confirmed order keeps at least one line",
            },
            Code::LineLimit => Entry {
                name: "LINE_LIMIT",
                severity: Severity::Error,
                http: Some(422),
                zh: "交易清单最多 100,000 条",
                en: "An order has at most 100,000 lines",
            },
            Code::LineLinked => Entry {
                name: "LINE_LINKED",
                severity: Severity::Error,
                http: Some(409),
                zh: "该明细已关联商户订单，修改商户或月份前请先取消关联",
                en: "The line is linked; unlink it before changing merchant or month",
            },
            Code::LineNone => Entry {
                name: "LINE_NONE",
                severity: Severity::Error,
                http: Some(422),
                zh: "请至少录入一条交易清单",
                en: "Enter at least one line",
            },
            Code::LineNotAdded => Entry {
                name: "LINE_NOT_ADDED",
                severity: Severity::Warning,
                http: None,
                zh: "有一条明细尚未点击【+】，不会被保存",
                en: "A typed line has not been added with [+] and will not be kept",
            },
            Code::LinePendingLookup => Entry {
                name: "LINE_PENDING_LOOKUP",
                severity: Severity::Error,
                http: Some(409),
                zh: "第 {positions} 条明细的采购号待核对，请先同步",
                en: "The purchase numbers of lines {positions} are not yet checked, synchronise first",
            },
            Code::LinkAmountDiff => Entry {
                name: "LINK_AMOUNT_DIFF",
                severity: Severity::Warning,
                http: None,
                zh: "以下关联的金额不一致：{groups}",
                en: "The amounts of these links differ: {groups}",
            },
            Code::LinkBuyerDiff => Entry {
                name: "LINK_BUYER_DIFF",
                severity: Severity::Warning,
                http: None,
                zh: "商户订单的采购商“{merchant_buyer}”与本订单“{buyer}”不同",
                en: "The merchant order names the buyer \"{merchant_buyer}\", this order \"{buyer}\"",
            },
            Code::LinkLineAlready => Entry {
                name: "LINK_LINE_ALREADY",
                severity: Severity::Error,
                http: Some(409),
                zh: "该明细已在其他关联中",
                en: "The line already belongs to a link",
            },
            Code::LinkMerchantDiffers => Entry {
                name: "LINK_MERCHANT_DIFFERS",
                severity: Severity::Error,
                http: Some(422),
                zh: "所选商户订单不属于左侧商户",
                en: "The ticked merchant orders do not belong to the merchant on the left",
            },
            Code::LinkMixedSelection => Entry {
                name: "LINK_MIXED_SELECTION",
                severity: Severity::Error,
                http: Some(422),
                zh: "请只勾选未关联的明细，或勾选同一关联的全部明细",
                en: "Tick only unlinked lines, or all lines of one link",
            },
            Code::LinkMonthDiff => Entry {
                name: "LINK_MONTH_DIFF",
                severity: Severity::Warning,
                http: None,
                zh: "商户订单月份 {merchant_month} 与明细月份 {line_month} 不同",
                en: "The merchant order's month {merchant_month} differs from the line's {line_month}",
            },
            Code::LinkMultiMerchant => Entry {
                name: "LINK_MULTI_MERCHANT",
                severity: Severity::Error,
                http: None,
                zh: "一次只能关联同一商户的明细",
                en: "Only lines of one merchant can be linked at a time",
            },
            Code::LinkNothingTicked => Entry {
                name: "LINK_NOTHING_TICKED",
                severity: Severity::Error,
                http: Some(422),
                zh: "请在左右两侧各至少勾选一条",
                en: "Tick at least one row on each side",
            },
            Code::LinkNotFound => Entry {
                name: "LINK_NOT_FOUND",
                severity: Severity::Error,
                http: Some(404),
                zh: "关联不存在或已取消",
                en: "The link does not exist any more",
            },
            Code::LinkOrderGone => Entry {
                name: "LINK_ORDER_GONE",
                severity: Severity::Error,
                http: Some(409),
                zh: "商户订单 {order} 已被商户撤回",
                en: "The merchant has withdrawn order {order}",
            },
            Code::LinkOverUsed => Entry {
                name: "LINK_OVER_USED",
                severity: Severity::Error,
                http: Some(409),
                zh: "商户订单 {order} 可用金额为 {available}，不足 {wanted}",
                en: "Merchant order {order} has {available} available, less than {wanted}",
            },
            Code::LocalBusy => Entry {
                name: "LOCAL_BUSY",
                severity: Severity::Error,
                http: None,
                zh: "另一个程序正在写入，已等待 {seconds} 秒，未做任何更改，请稍后再试",
                en: "Another program has been writing for {seconds} seconds; nothing was changed, try again later",
            },
            Code::LocalKeychain => Entry {
                name: "LOCAL_KEYCHAIN",
                severity: Severity::Error,
                http: None,
                zh: "无法使用系统密钥库，请输入恢复码或使用 --key-file",
                en: "The system's keychain cannot be used; enter the recovery code or use --key-file",
            },
            Code::LocalKeyFile => Entry {
                name: "LOCAL_KEY_FILE",
                severity: Severity::Error,
                http: None,
                zh: "密钥文件应为 64 位十六进制字符：{reason_zh}",
                en: "A key file holds 64 hexadecimal characters: {reason_en}",
            },
            Code::LocalKeyMissing => Entry {
                name: "LOCAL_KEY_MISSING",
                severity: Severity::Error,
                http: None,
                zh: "本机密钥已丢失，需要重新登录并下载数据；未同步的内容：{list}",
                en: "The local key is missing; sign in and download again. Not synchronised: {list}",
            },
            Code::LocalKeyWrong => Entry {
                name: "LOCAL_KEY_WRONG",
                severity: Severity::Error,
                http: None,
                zh: "恢复码或密钥不正确，未做任何更改",
                en: "The recovery code or key does not open this vault; nothing was changed",
            },
            Code::LocalLocked => Entry {
                name: "LOCAL_LOCKED",
                severity: Severity::Error,
                http: None,
                zh: "保险库已加锁，请输入 PIN 或密码",
                en: "The vault is locked; enter the PIN or password",
            },
            Code::LocalLockFormat => Entry {
                name: "LOCAL_LOCK_FORMAT",
                severity: Severity::Error,
                http: None,
                zh: "PIN 或密码应为 6 到 20 个字符",
                en: "A PIN or password has 6 to 20 characters",
            },
            Code::LocalLockSpent => Entry {
                name: "LOCAL_LOCK_SPENT",
                severity: Severity::Error,
                http: None,
                zh: "错误次数过多，只能使用恢复码解锁",
                en: "Too many wrong tries; only the recovery code opens the vault now",
            },
            Code::LocalLockWrong => Entry {
                name: "LOCAL_LOCK_WRONG",
                severity: Severity::Error,
                http: None,
                zh: "PIN 或密码不正确，还可尝试 {left} 次",
                en: "The PIN or password is wrong; {left} tries are left",
            },
            Code::LocalNewer => Entry {
                name: "LOCAL_NEWER",
                severity: Severity::Error,
                http: None,
                zh: "此保险库由更新版本的程序写入，请升级后再打开。数据未做任何更改",
                en: "This vault was written by a newer version of the program; update before opening it. Nothing was changed",
            },
            Code::LocalOpenToOthers => Entry {
                name: "LOCAL_OPEN_TO_OTHERS",
                severity: Severity::Warning,
                http: None,
                zh: "“{value}”可被此电脑的其他用户读取，请收紧权限",
                en: "\"{value}\" can be read by other users of this computer; restrict its permissions",
            },
            Code::LocalReadOnly => Entry {
                name: "LOCAL_READ_ONLY",
                severity: Severity::Error,
                http: None,
                zh: "文件夹或保险库不可写，内容尚未保存",
                en: "The folder or the vault cannot be written; the input is not yet stored",
            },
            Code::LocalSpaceLow => Entry {
                name: "LOCAL_SPACE_LOW",
                severity: Severity::Warning,
                http: None,
                zh: "磁盘剩余空间仅 {mib} MiB，导入或备份可能失败",
                en: "Only {mib} MiB are free on the disk; an import or backup may fail",
            },
            Code::LocalStoreDamaged => Entry {
                name: "LOCAL_STORE_DAMAGED",
                severity: Severity::Error,
                http: None,
                zh: "本机数据校验失败，可恢复到 {time} 的备份",
                en: "Local data failed the integrity check; the backup of {time} can be restored",
            },
            Code::LocalStoreFull => Entry {
                name: "LOCAL_STORE_FULL",
                severity: Severity::Error,
                http: None,
                zh: "磁盘空间不足，内容尚未保存",
                en: "The disk is full, the input is not yet stored",
            },
            Code::LocalUnsynced => Entry {
                name: "LOCAL_UNSYNCED",
                severity: Severity::Error,
                http: None,
                zh: "仍有 {n} 项未同步，删除后无法恢复。如确定，请输入“删除”",
                en: "{n} items are not synchronised and would be lost. Type 删除 to go on",
            },
            Code::LocalUnwritable => Entry {
                name: "LOCAL_UNWRITABLE",
                severity: Severity::Warning,
                http: None,
                zh: "文件夹或保险库不可写，目前只能查看",
                en: "The folder or the vault cannot be written; it can only be read for now",
            },
            Code::LocalVaultExists => Entry {
                name: "LOCAL_VAULT_EXISTS",
                severity: Severity::Error,
                http: None,
                zh: "此文件夹中已有保险库，未做任何更改",
                en: "There is already a vault in this folder; nothing was changed",
            },
            Code::LocalVaultMissing => Entry {
                name: "LOCAL_VAULT_MISSING",
                severity: Severity::Error,
                http: None,
                zh: "此文件夹中没有保险库，请先运行 init",
                en: "There is no vault in this folder; run init first",
            },
            Code::LoginNameFormat => Entry {
                name: "LOGIN_NAME_FORMAT",
                severity: Severity::Error,
                http: Some(422),
                zh: "{field_zh}应为 {min} 到 {max} 个字母、数字或点，且不能与采购号或信用代码同形",
                en: "{field_en} has {min} to {max} letters, digits or dots, and not the form of a purchase number or credit code",
            },
            Code::LoginNameInUse => Entry {
                name: "LOGIN_NAME_IN_USE",
                severity: Severity::Error,
                http: Some(409),
                zh: "{field_zh}已被使用",
                en: "{field_en} is already used",
            },
            Code::MerchantInactive => Entry {
                name: "MERCHANT_INACTIVE",
                severity: Severity::Warning,
                http: None,
                zh: "采购号 {mpn} 的商户已停用",
                en: "The merchant {mpn} is inactive",
            },
            Code::MerchantMismatch => Entry {
                name: "MERCHANT_MISMATCH",
                severity: Severity::Error,
                http: Some(422),
                zh: "采购号 {mpn} 在平台登记为 {platform_name} {platform_phone}，与填写的 {name} {phone} 不一致",
                en: "Purchase number {mpn} is registered as {platform_name} {platform_phone}, not {name} {phone}",
            },
            Code::MerchantNotFound => Entry {
                name: "MERCHANT_NOT_FOUND",
                severity: Severity::Error,
                http: Some(404),
                zh: "未找到采购号 {mpn}，请核对或清空后直接填写商户名和手机号",
                en: "Purchase number {mpn} does not exist; check it, or clear it and enter name and phone",
            },
            Code::MoneyCurrency => Entry {
                name: "MONEY_CURRENCY",
                severity: Severity::Error,
                http: Some(422),
                zh: "不支持的币种：{value}",
                en: "Currency not supported: {value}",
            },
            Code::MoneyCurrencyMismatch => Entry {
                name: "MONEY_CURRENCY_MISMATCH",
                severity: Severity::Error,
                http: Some(422),
                zh: "金额“{value}”的币种与本字段（{currency}）不一致",
                en: "The currency in \"{value}\" is not the field's ({currency})",
            },
            Code::MoneyFormat => Entry {
                name: "MONEY_FORMAT",
                severity: Severity::Error,
                http: Some(422),
                zh: "金额格式不正确：{value}",
                en: "Not a valid amount: {value}",
            },
            Code::MoneyRange => Entry {
                name: "MONEY_RANGE",
                severity: Severity::Error,
                http: Some(422),
                zh: "金额应在 {min} 到 {max} 之间",
                en: "The amount must lie between {min} and {max}",
            },
            Code::MoneyScale => Entry {
                name: "MONEY_SCALE",
                severity: Severity::Error,
                http: Some(422),
                zh: "金额最多两位小数：{value}",
                en: "An amount has at most two decimals: {value}",
            },
            Code::MonthFormat => Entry {
                name: "MONTH_FORMAT",
                severity: Severity::Error,
                http: Some(422),
                zh: "月份应为 YYYY-MM：{value}",
                en: "The month has the form YYYY-MM: {value}",
            },
            Code::MonthFuture => Entry {
                name: "MONTH_FUTURE",
                severity: Severity::Error,
                http: Some(422),
                zh: "下单月份不能晚于本月（{current}）",
                en: "The order month cannot be later than this month ({current})",
            },
            Code::MonthOld => Entry {
                name: "MONTH_OLD",
                severity: Severity::Warning,
                http: None,
                zh: "下单月份距今超过 36 个月，请核对",
                en: "The order month is more than 36 months ago, please check",
            },
            Code::MpnFormat => Entry {
                name: "MPN_FORMAT",
                severity: Severity::Error,
                http: Some(422),
                zh: "采购号应为 4 到 20 位字母或数字",
                en: "A purchase number has 4 to 20 letters or digits",
            },
            Code::MpnInUse => Entry {
                name: "MPN_IN_USE",
                severity: Severity::Error,
                http: Some(409),
                zh: "采购号已被使用",
                en: "The purchase number is already used",
            },
            Code::MqWithdrawLinked => Entry {
                name: "MQ_WITHDRAW_LINKED",
                severity: Severity::Error,
                http: Some(409),
                zh: "外贸公司已关联该订单，请先请其取消关联",
                en: "The trading firm uses this order; ask it to unlink first",
            },
            Code::NameChars => Entry {
                name: "NAME_CHARS",
                severity: Severity::Error,
                http: Some(422),
                zh: "{field_zh}含有不允许的字符：{chars}",
                en: "{field_en} contains characters that are not allowed: {chars}",
            },
            Code::NetAddress => Entry {
                name: "NET_ADDRESS",
                severity: Severity::Error,
                http: None,
                zh: "服务器地址不能使用：{reason_zh}",
                en: "The server's address cannot be used: {reason_en}",
            },
            Code::NetAnswer => Entry {
                name: "NET_ANSWER",
                severity: Severity::Error,
                http: None,
                zh: "服务器的回答不能使用（{reason_zh}），已停止，本机数据均已保留",
                en: "The server's answer cannot be used ({reason_en}); nothing was taken from it and everything on this computer is kept",
            },
            Code::NetCertificate => Entry {
                name: "NET_CERTIFICATE",
                severity: Severity::Error,
                http: None,
                zh: "该文件不是 PEM 格式的证书",
                en: "The file holds no certificate in PEM form",
            },
            Code::NetLost => Entry {
                name: "NET_LOST",
                severity: Severity::Error,
                http: None,
                zh: "与服务器的连接中断，操作可能已生效；已保留内容，请再试一次",
                en: "The connection to the server broke off and the request may have taken effect; your input is kept, try again",
            },
            Code::NetRequired => Entry {
                name: "NET_REQUIRED",
                severity: Severity::Error,
                http: None,
                zh: "该操作需要联网",
                en: "This needs a network connection",
            },
            Code::NetTimeout => Entry {
                name: "NET_TIMEOUT",
                severity: Severity::Error,
                http: None,
                zh: "服务器 30 秒未响应，已保留内容，请稍后重试",
                en: "No answer from the server in 30 seconds; your input is kept, try again later",
            },
            Code::NetTls => Entry {
                name: "NET_TLS",
                severity: Severity::Error,
                http: None,
                zh: "服务器证书不可信，已停止连接",
                en: "The server certificate is not trusted; the connection was stopped",
            },
            Code::NotFound => Entry {
                name: "NOT_FOUND",
                severity: Severity::Error,
                http: Some(404),
                zh: "未找到该记录",
                en: "Not found",
            },
            Code::NumFormat => Entry {
                name: "NUM_FORMAT",
                severity: Severity::Error,
                http: Some(422),
                zh: "数字格式不正确：{value}",
                en: "Not a valid number: {value}",
            },
            Code::NumRange => Entry {
                name: "NUM_RANGE",
                severity: Severity::Error,
                http: Some(422),
                zh: "{field_zh}应在 {min} 到 {max} 之间",
                en: "{field_en} must lie between {min} and {max}",
            },
            Code::NumScale => Entry {
                name: "NUM_SCALE",
                severity: Severity::Error,
                http: Some(422),
                zh: "{field_zh}最多 {scale} 位小数",
                en: "{field_en} has at most {scale} decimals",
            },
            Code::OfflineTooLong => Entry {
                name: "OFFLINE_TOO_LONG",
                severity: Severity::Error,
                http: None,
                zh: "已超过 30 天未联网登录。草稿可继续编辑，该操作需先联网登录",
                en: "No online sign-in for more than 30 days. Drafts can be edited on; this action needs an online sign-in first",
            },
            Code::OrdLockedBuyer => Entry {
                name: "ORD_LOCKED_BUYER",
                severity: Severity::Error,
                http: Some(409),
                zh: "订单已确认，采购商信息不可修改",
                en: "The order is confirmed, buyer data cannot be changed",
            },
            Code::OrdLockedDeclared => Entry {
                name: "ORD_LOCKED_DECLARED",
                severity: Severity::Error,
                http: Some(409),
                zh: "已录入报关单号，订单不可修改",
                en: "The declaration number is entered, the order cannot be changed",
            },
            Code::OrdNotAllLinked => Entry {
                name: "ORD_NOT_ALL_LINKED",
                severity: Severity::Error,
                http: Some(409),
                zh: "还有 {n} 条交易清单未关联商户订单",
                en: "{n} lines are not linked to a merchant order",
            },
            Code::OrdNotAllLinkedWarn => Entry {
                name: "ORD_NOT_ALL_LINKED_WARN",
                severity: Severity::Warning,
                http: None,
                zh: "还有 {n} 条交易清单未关联商户订单，确定继续吗？",
                en: "{n} lines are not linked to a merchant order. Continue?",
            },
            Code::OrdOver150k => Entry {
                name: "ORD_OVER_150K",
                severity: Severity::Warning,
                http: None,
                zh: "总金额超过 150,000 美元，市场采购单票报关单货值上限为 15 万美元",
                en: "The total is above USD 150,000, the ceiling of one declaration under market-procurement trade",
            },
            Code::OrdState => Entry {
                name: "ORD_STATE",
                severity: Severity::Error,
                http: Some(409),
                zh: "订单当前状态（{state_zh}）不能执行此操作",
                en: "Not possible in the order's state ({state_en})",
            },
            Code::OrdTotalDiff => Entry {
                name: "ORD_TOTAL_DIFF",
                severity: Severity::Warning,
                http: None,
                zh: "交易清单合计 {sum} 美元与总金额 {total} 美元相差 {diff}",
                en: "The lines sum to USD {sum}, the order total is USD {total}, difference {diff}",
            },
            Code::OrdUnsynced => Entry {
                name: "ORD_UNSYNCED",
                severity: Severity::Error,
                http: Some(409),
                zh: "还有 {n} 项更改未同步，请先同步",
                en: "{n} changes are not synchronised yet, synchronise first",
            },
            Code::ParamRange => Entry {
                name: "PARAM_RANGE",
                severity: Severity::Error,
                http: Some(422),
                zh: "参数 {name} 应在 {min} 到 {max} 之间",
                en: "Parameter {name} must lie between {min} and {max}",
            },
            Code::PassportFormat => Entry {
                name: "PASSPORT_FORMAT",
                severity: Severity::Error,
                http: Some(422),
                zh: "护照号应为 6 到 12 位字母和数字，且至少含一位数字",
                en: "A passport number has 6 to 12 letters and digits with at least one digit",
            },
            Code::PassportLong => Entry {
                name: "PASSPORT_LONG",
                severity: Severity::Warning,
                http: None,
                zh: "护照号超过 9 位，请核对",
                en: "The passport number is longer than 9 characters, please check",
            },
            Code::PassportLooksLikeId => Entry {
                name: "PASSPORT_LOOKS_LIKE_ID",
                severity: Severity::Error,
                http: Some(422),
                zh: "填写的像是居民身份证号，请填写护照号",
                en: "This looks like a resident ID number, enter the passport number",
            },
            Code::PasteTooLarge => Entry {
                name: "PASTE_TOO_LARGE",
                severity: Severity::Error,
                http: None,
                zh: "粘贴的内容过大：最多 64 列、64 MB",
                en: "The pasted block is too large: at most 64 columns and 64 MB",
            },
            Code::PhoneFormat => Entry {
                name: "PHONE_FORMAT",
                severity: Severity::Error,
                http: Some(422),
                zh: "手机号应为 11 位大陆手机号",
                en: "Enter an 11-digit mainland mobile number",
            },
            Code::PhoneIntlFormat => Entry {
                name: "PHONE_INTL_FORMAT",
                severity: Severity::Error,
                http: Some(422),
                zh: "电话应为 5 到 19 位数字，可带前缀 +",
                en: "A phone number has 5 to 19 digits with an optional leading +",
            },
            Code::PhoneInUse => Entry {
                name: "PHONE_IN_USE",
                severity: Severity::Error,
                http: Some(409),
                zh: "该手机号已绑定其他账号",
                en: "This number is bound to another account",
            },
            Code::PhoBlank => Entry {
                name: "PHO_BLANK",
                severity: Severity::Error,
                http: Some(422),
                zh: "图片几乎没有内容，请重新拍摄",
                en: "The picture shows almost nothing, take it again",
            },
            Code::PhoBlur => Entry {
                name: "PHO_BLUR",
                severity: Severity::Error,
                http: Some(422),
                zh: "图片模糊（清晰度 {v}，至少 {min}），请重新拍摄",
                en: "The picture is blurred (sharpness {v}, at least {min}), take it again",
            },
            Code::PhoBlurWarn => Entry {
                name: "PHO_BLUR_WARN",
                severity: Severity::Warning,
                http: None,
                zh: "图片可能不够清晰，审核可能不通过",
                en: "The picture may not be sharp enough and could be rejected",
            },
            Code::PhoBrightWarn => Entry {
                name: "PHO_BRIGHT_WARN",
                severity: Severity::Warning,
                http: None,
                zh: "图片可能过亮",
                en: "The picture may be too bright",
            },
            Code::PhoCompress => Entry {
                name: "PHO_COMPRESS",
                severity: Severity::Error,
                http: None,
                zh: "无法压缩到 2 MB 以内，请裁剪后重试",
                en: "The picture cannot be brought under 2 MB, crop it and try again",
            },
            Code::PhoDark => Entry {
                name: "PHO_DARK",
                severity: Severity::Error,
                http: Some(422),
                zh: "图片过暗，请在光线充足处重新拍摄",
                en: "The picture is too dark, take it again in better light",
            },
            Code::PhoDarkWarn => Entry {
                name: "PHO_DARK_WARN",
                severity: Severity::Warning,
                http: None,
                zh: "图片偏暗，审核可能不通过",
                en: "The picture is rather dark and could be rejected",
            },
            Code::PhoDecode => Entry {
                name: "PHO_DECODE",
                severity: Severity::Error,
                http: Some(422),
                zh: "图片已损坏，无法打开",
                en: "The picture is damaged",
            },
            Code::PhoDuplicate => Entry {
                name: "PHO_DUPLICATE",
                severity: Severity::Error,
                http: Some(422),
                zh: "{slot_a_zh}与{slot_b_zh}使用了同一张图片",
                en: "{slot_a_en} and {slot_b_en} are the same picture",
            },
            Code::PhoEmpty => Entry {
                name: "PHO_EMPTY",
                severity: Severity::Error,
                http: Some(422),
                zh: "文件为空",
                en: "The file is empty",
            },
            Code::PhoGlareWarn => Entry {
                name: "PHO_GLARE_WARN",
                severity: Severity::Warning,
                http: None,
                zh: "图片可能有反光，请确认文字未被遮挡",
                en: "There may be glare; make sure no text is hidden",
            },
            Code::PhoHeic => Entry {
                name: "PHO_HEIC",
                severity: Severity::Error,
                http: Some(422),
                zh: "暂不支持 HEIC 格式，请在手机上选择“兼容性最佳”或导出为 JPEG",
                en: "HEIC is not supported; export the photo as JPEG",
            },
            Code::PhoOrientWarn => Entry {
                name: "PHO_ORIENT_WARN",
                severity: Severity::Warning,
                http: None,
                zh: "证件照片应为横向，可点击旋转",
                en: "Document photos should be landscape; use rotate",
            },
            Code::PhoPixels => Entry {
                name: "PHO_PIXELS",
                severity: Severity::Error,
                http: Some(422),
                zh: "图片超过 5000 万像素",
                en: "The picture has more than 50 megapixels",
            },
            Code::PhoResLow => Entry {
                name: "PHO_RES_LOW",
                severity: Severity::Error,
                http: Some(422),
                zh: "图片为 {w}×{h}，至少需要 {min_long}×{min_short} 像素",
                en: "The picture is {w}×{h}; at least {min_long}×{min_short} pixels are needed",
            },
            Code::PhoTooLarge => Entry {
                name: "PHO_TOO_LARGE",
                severity: Severity::Error,
                http: Some(422),
                zh: "图片超过 10 MB",
                en: "The picture is larger than 10 MB",
            },
            Code::PhoType => Entry {
                name: "PHO_TYPE",
                severity: Severity::Error,
                http: Some(422),
                zh: "仅支持 JPEG、PNG、WebP 静态图片",
                en: "Only still JPEG, PNG and WebP pictures are accepted",
            },
            Code::PwdChars => Entry {
                name: "PWD_CHARS",
                severity: Severity::Error,
                http: Some(422),
                zh: "密码只能使用数字、字母和英文特殊字符，不能含空格或中文",
                en: "A password may contain digits, letters and ASCII special characters, no spaces or other characters",
            },
            Code::PwdClasses => Entry {
                name: "PWD_CLASSES",
                severity: Severity::Error,
                http: Some(422),
                zh: "密码须包含数字、字母、特殊字符中的两种以上",
                en: "A password needs at least two of: digits, letters, special characters",
            },
            Code::PwdLength => Entry {
                name: "PWD_LENGTH",
                severity: Severity::Error,
                http: Some(422),
                zh: "密码长度应为 8-20 位",
                en: "A password has 8 to 20 characters",
            },
            Code::PwdRepeat => Entry {
                name: "PWD_REPEAT",
                severity: Severity::Error,
                http: Some(422),
                zh: "两次输入的密码不一致",
                en: "The two passwords differ",
            },
            Code::PwdSameAsAccount => Entry {
                name: "PWD_SAME_AS_ACCOUNT",
                severity: Severity::Error,
                http: Some(422),
                zh: "密码不能与登录账号、采购号或手机号相同",
                en: "The password must not equal the sign-in name, purchase number or mobile number",
            },
            Code::PwdSameAsOld => Entry {
                name: "PWD_SAME_AS_OLD",
                severity: Severity::Error,
                http: Some(422),
                zh: "新密码不能与旧密码相同",
                en: "The new password must differ from the old one",
            },
            Code::RateLimited => Entry {
                name: "RATE_LIMITED",
                severity: Severity::Error,
                http: Some(429),
                zh: "操作过于频繁，请 {seconds} 秒后再试",
                en: "Too many requests, try again in {seconds} seconds",
            },
            Code::ReasonRequired => Entry {
                name: "REASON_REQUIRED",
                severity: Severity::Error,
                http: Some(422),
                zh: "请填写原因（{min} 到 {max} 个字符）",
                en: "Give a reason ({min} to {max} characters)",
            },
            Code::RedoNone => Entry {
                name: "REDO_NONE",
                severity: Severity::Error,
                http: Some(409),
                zh: "没有可重做的操作",
                en: "There is nothing to redo",
            },
            Code::RegAlready => Entry {
                name: "REG_ALREADY",
                severity: Severity::Error,
                http: Some(409),
                zh: "该企业已注册，请直接登录或重置密码",
                en: "This company is already registered; sign in or reset the password",
            },
            Code::RegCompanyInactive => Entry {
                name: "REG_COMPANY_INACTIVE",
                severity: Severity::Error,
                http: Some(422),
                zh: "企业登记状态为“{status}”，不能办理",
                en: "The company's registry status is \"{status}\"; not possible",
            },
            Code::RegCompanyMismatch => Entry {
                name: "REG_COMPANY_MISMATCH",
                severity: Severity::Error,
                http: Some(422),
                zh: "企业名称与统一社会信用代码不一致",
                en: "Company name and credit code do not belong together",
            },
            Code::RegLegalRepMismatch => Entry {
                name: "REG_LEGAL_REP_MISMATCH",
                severity: Severity::Error,
                http: Some(422),
                zh: "法定代表人信息与登记信息不一致",
                en: "The legal representative's data do not agree with the registry",
            },
            Code::RegNotFound => Entry {
                name: "REG_NOT_FOUND",
                severity: Severity::Error,
                http: Some(404),
                zh: "市场监管局未查到该统一社会信用代码",
                en: "The registry does not know this credit code",
            },
            Code::RegTokenExpired => Entry {
                name: "REG_TOKEN_EXPIRED",
                severity: Severity::Error,
                http: Some(409),
                zh: "验证已超过 30 分钟，请重新验证",
                en: "The verification is older than 30 minutes, verify again",
            },
            Code::RegTokenUsed => Entry {
                name: "REG_TOKEN_USED",
                severity: Severity::Error,
                http: Some(409),
                zh: "该验证已使用",
                en: "This verification has been used",
            },
            Code::RegTooMany => Entry {
                name: "REG_TOO_MANY",
                severity: Severity::Error,
                http: Some(429),
                zh: "验证次数过多，请 {minutes} 分钟后再试",
                en: "Too many attempts, try again in {minutes} minutes",
            },
            Code::ReqIdempotencyKey => Entry {
                name: "REQ_IDEMPOTENCY_KEY",
                severity: Severity::Error,
                http: Some(400),
                zh: "缺少或重复使用了幂等键",
                en: "Idempotency key missing or used for another request",
            },
            Code::ReqMalformed => Entry {
                name: "REQ_MALFORMED",
                severity: Severity::Error,
                http: Some(400),
                zh: "请求格式不正确",
                en: "The request is malformed",
            },
            Code::ReqTooLarge => Entry {
                name: "REQ_TOO_LARGE",
                severity: Severity::Error,
                http: Some(413),
                zh: "请求超过 {max}",
                en: "The request is larger than {max}",
            },
            Code::ReqUnknownField => Entry {
                name: "REQ_UNKNOWN_FIELD",
                severity: Severity::Error,
                http: Some(400),
                zh: "未知字段：{field}",
                en: "Unknown field: {field}",
            },
            Code::RestoreNotEmpty => Entry {
                name: "RESTORE_NOT_EMPTY",
                severity: Severity::Error,
                http: None,
                zh: "只能恢复到空文件夹，未做任何更改",
                en: "A backup can only be restored into an empty folder; nothing was changed",
            },
            Code::RidAgeHigh => Entry {
                name: "RID_AGE_HIGH",
                severity: Severity::Warning,
                http: None,
                zh: "按证件号计算年龄超过 120 岁，请核对",
                en: "The number gives an age above 120, please check",
            },
            Code::RidChars => Entry {
                name: "RID_CHARS",
                severity: Severity::Error,
                http: Some(422),
                zh: "身份证号前 17 位应为数字，末位为数字或 X",
                en: "The first 17 characters are digits, the last a digit or X",
            },
            Code::RidCheck => Entry {
                name: "RID_CHECK",
                severity: Severity::Error,
                http: Some(422),
                zh: "身份证号校验位不正确，请核对",
                en: "The check character of the ID number is wrong",
            },
            Code::RidDate => Entry {
                name: "RID_DATE",
                severity: Severity::Error,
                http: Some(422),
                zh: "身份证号中的出生日期不存在或晚于今天",
                en: "The birth date in the ID number does not exist or is in the future",
            },
            Code::RidKind => Entry {
                name: "RID_KIND",
                severity: Severity::Error,
                http: Some(422),
                zh: "证件号与所选证件类型不符",
                en: "The number does not fit the chosen document type",
            },
            Code::RidLength => Entry {
                name: "RID_LENGTH",
                severity: Severity::Error,
                http: Some(422),
                zh: "身份证号应为 18 位",
                en: "An ID number has 18 characters",
            },
            Code::RidRegion => Entry {
                name: "RID_REGION",
                severity: Severity::Error,
                http: Some(422),
                zh: "身份证号前两位地区码不存在",
                en: "The region code of the ID number does not exist",
            },
            Code::RidRegionUnknown => Entry {
                name: "RID_REGION_UNKNOWN",
                severity: Severity::Warning,
                http: None,
                zh: "证件号前六位 {code} 不在行政区划表中，请核对",
                en: "The first six digits {code} are not in the table of administrative divisions, please check",
            },
            Code::RidUnderAge => Entry {
                name: "RID_UNDER_AGE",
                severity: Severity::Error,
                http: Some(422),
                zh: "年龄未满 {min} 周岁",
                en: "Younger than {min} years",
            },
            Code::ServerBusy => Entry {
                name: "SERVER_BUSY",
                severity: Severity::Error,
                http: Some(503),
                zh: "服务器繁忙，未做任何更改，请稍后再试",
                en: "The server is busy. Nothing was changed, try again later",
            },
            Code::ServerNotConnected => Entry {
                name: "SERVER_NOT_CONNECTED",
                severity: Severity::Error,
                http: None,
                zh: "尚未连接服务器，请先连接",
                en: "No server is connected; connect to one first",
            },
            Code::ServerRefused => Entry {
                name: "SERVER_REFUSED",
                severity: Severity::Error,
                http: None,
                zh: "服务器拒绝：{message_zh}（{server_code}）",
                en: "The server refused: {message_en} ({server_code})",
            },
            Code::ServerTooOld => Entry {
                name: "SERVER_TOO_OLD",
                severity: Severity::Error,
                http: None,
                zh: "服务器版本过旧，尚不能与本版本同步，请联系平台升级服务器。本机草稿不受影响",
                en: "The server is too old for this version; ask the platform to update it. Local drafts are not affected",
            },
            Code::SetlAlreadyBound => Entry {
                name: "SETL_ALREADY_BOUND",
                severity: Severity::Error,
                http: Some(409),
                zh: "已绑定结汇主体，不能修改；如需变更请联系客服",
                en: "A settlement entity is bound and cannot be changed; call the service line for a change",
            },
            Code::SetlNotLocked => Entry {
                name: "SETL_NOT_LOCKED",
                severity: Severity::Error,
                http: Some(409),
                zh: "该订单没有已锁定的结汇金额",
                en: "The order has no locked settlement amount",
            },
            Code::SetlOver => Entry {
                name: "SETL_OVER",
                severity: Severity::Error,
                http: Some(409),
                zh: "累计结汇 {sum} 超过锁定金额 {locked}",
                en: "The settled sum {sum} exceeds the locked amount {locked}",
            },
            Code::SetlSettled => Entry {
                name: "SETL_SETTLED",
                severity: Severity::Error,
                http: Some(409),
                zh: "该金额已部分结汇，不能转移",
                en: "The amount is partly settled and cannot be moved",
            },
            Code::SetlTypeRepeat => Entry {
                name: "SETL_TYPE_REPEAT",
                severity: Severity::Error,
                http: Some(422),
                zh: "输入内容与所选主体类型不一致",
                en: "What you typed does not fit the chosen kind",
            },
            Code::SmsExpired => Entry {
                name: "SMS_EXPIRED",
                severity: Severity::Error,
                http: Some(422),
                zh: "短信验证码已过期，请重新获取",
                en: "The SMS code has expired, get a new one",
            },
            Code::SmsLimit => Entry {
                name: "SMS_LIMIT",
                severity: Severity::Error,
                http: Some(429),
                zh: "该号码获取验证码次数已达上限，请 {minutes} 分钟后再试",
                en: "The limit of codes for this number is reached, try again in {minutes} minutes",
            },
            Code::SmsTooSoon => Entry {
                name: "SMS_TOO_SOON",
                severity: Severity::Error,
                http: Some(429),
                zh: "请 {seconds} 秒后再获取验证码",
                en: "Wait {seconds} seconds before asking for another code",
            },
            Code::SmsTries => Entry {
                name: "SMS_TRIES",
                severity: Severity::Error,
                http: Some(422),
                zh: "错误次数过多，该验证码已失效，请重新获取",
                en: "Too many wrong entries, the code is void, get a new one",
            },
            Code::SmsWrong => Entry {
                name: "SMS_WRONG",
                severity: Severity::Error,
                http: Some(422),
                zh: "短信验证码不正确",
                en: "The SMS code is not correct",
            },
            Code::SyncAnswer => Entry {
                name: "SYNC_ANSWER",
                severity: Severity::Error,
                http: None,
                zh: "服务器的回答无法理解，同步已停止，本机数据均已保留",
                en: "The server's answer cannot be understood; sync has stopped and everything on this computer is kept",
            },
            Code::SyncBatchTooLarge => Entry {
                name: "SYNC_BATCH_TOO_LARGE",
                severity: Severity::Error,
                http: Some(413),
                zh: "同步批次过大",
                en: "The sync batch is too large",
            },
            Code::SyncConflict => Entry {
                name: "SYNC_CONFLICT",
                severity: Severity::Error,
                http: Some(409),
                zh: "该记录已在其他设备修改，请选择保留哪一份",
                en: "The record was changed on another device, choose which copy to keep",
            },
            Code::SyncMismatch => Entry {
                name: "SYNC_MISMATCH",
                severity: Severity::Error,
                http: Some(409),
                zh: "本机与服务器的同步记录不一致，同步已停止，本机数据均已保留",
                en: "The sync records of this computer and the server do not fit; sync has stopped and everything on this computer is kept",
            },
            Code::SyncOpHeld => Entry {
                name: "SYNC_OP_HELD",
                severity: Severity::Error,
                http: Some(409),
                zh: "前一项更改未被接受，本项暂停",
                en: "Held because an earlier change was refused",
            },
            Code::SyncParentRefused => Entry {
                name: "SYNC_PARENT_REFUSED",
                severity: Severity::Error,
                http: Some(409),
                zh: "服务器没有接受所属订单，本项未执行",
                en: "Not done, because the server did not accept the order it belongs to",
            },
            Code::SyncResyncLimit => Entry {
                name: "SYNC_RESYNC_LIMIT",
                severity: Severity::Error,
                http: None,
                zh: "一小时内已重新下载两次，同步暂停 {minutes} 分钟",
                en: "Everything was downloaded again twice within an hour; sync pauses for {minutes} minutes",
            },
            Code::TextChars => Entry {
                name: "TEXT_CHARS",
                severity: Severity::Error,
                http: Some(422),
                zh: "{field_zh}含有无法识别的字符",
                en: "{field_en} contains characters that cannot be used",
            },
            Code::TraceFormat => Entry {
                name: "TRACE_FORMAT",
                severity: Severity::Error,
                http: Some(422),
                zh: "单号应为 1 到 40 位字母、数字或连字符",
                en: "A reference has 1 to 40 letters, digits or hyphens",
            },
            Code::UndoChanged => Entry {
                name: "UNDO_CHANGED",
                severity: Severity::Error,
                http: Some(409),
                zh: "不能撤销：{field_zh}之后已由{by_zh}修改",
                en: "This cannot be undone: {field_en} was changed afterwards by {by_en}",
            },
            Code::UndoLinesKept => Entry {
                name: "UNDO_LINES_KEPT",
                severity: Severity::Warning,
                http: None,
                zh: "{n} 条明细在导入后已被修改，已保留：第 {positions} 条",
                en: "{n} lines were edited after the import and are kept: lines {positions}",
            },
            Code::UndoNone => Entry {
                name: "UNDO_NONE",
                severity: Severity::Error,
                http: Some(409),
                zh: "没有可撤销的操作",
                en: "There is nothing to undo",
            },
            Code::UploadExpired => Entry {
                name: "UPLOAD_EXPIRED",
                severity: Severity::Error,
                http: Some(409),
                zh: "上传已过期，请重新上传",
                en: "The upload has expired, start again",
            },
            Code::UploadHash => Entry {
                name: "UPLOAD_HASH",
                severity: Severity::Error,
                http: Some(422),
                zh: "文件校验失败，请重新上传",
                en: "The file check failed, upload again",
            },
            Code::UploadOffset => Entry {
                name: "UPLOAD_OFFSET",
                severity: Severity::Error,
                http: Some(409),
                zh: "服务器已收到 {offset} 字节，请从该处继续",
                en: "The server has {offset} bytes; go on from there",
            },
            Code::UploadPieces => Entry {
                name: "UPLOAD_PIECES",
                severity: Severity::Error,
                http: Some(422),
                zh: "分片过多，请用更大的分片重新上传",
                en: "The upload came in too many small pieces; start again with larger ones",
            },
            Code::UploadTooLarge => Entry {
                name: "UPLOAD_TOO_LARGE",
                severity: Severity::Error,
                http: Some(413),
                zh: "文件超过上限 {max}",
                en: "The file is larger than {max}",
            },
            Code::UploadType => Entry {
                name: "UPLOAD_TYPE",
                severity: Severity::Error,
                http: Some(422),
                zh: "文件内容与声明的类型不符",
                en: "The content is not of the declared type",
            },
            Code::Usage => Entry {
                name: "USAGE",
                severity: Severity::Error,
                http: None,
                zh: "命令用法不正确：{detail}",
                en: "The command is not used correctly: {detail}",
            },
            Code::UsccChars => Entry {
                name: "USCC_CHARS",
                severity: Severity::Error,
                http: Some(422),
                zh: "统一社会信用代码只能含数字和大写字母（不含 I、O、S、V、Z）",
                en: "A credit code has digits and capital letters without I, O, S, V, Z",
            },
            Code::UsccCheck => Entry {
                name: "USCC_CHECK",
                severity: Severity::Error,
                http: Some(422),
                zh: "统一社会信用代码校验位不正确，请核对",
                en: "The check character of the credit code is wrong",
            },
            Code::UsccKind => Entry {
                name: "USCC_KIND",
                severity: Severity::Error,
                http: Some(422),
                zh: "该代码不属于市场监管部门登记的企业、个体工商户或合作社",
                en: "This code is not of a body registered with the market regulator",
            },
            Code::UsccLength => Entry {
                name: "USCC_LENGTH",
                severity: Severity::Error,
                http: Some(422),
                zh: "统一社会信用代码应为 18 位",
                en: "A credit code has 18 characters",
            },
            Code::UsccOrgCheck => Entry {
                name: "USCC_ORG_CHECK",
                severity: Severity::Warning,
                http: None,
                zh: "信用代码中的组织机构代码校验位不符，请核对",
                en: "The inner organisation-code check does not fit, please check",
            },
            Code::UsccRegion => Entry {
                name: "USCC_REGION",
                severity: Severity::Error,
                http: Some(422),
                zh: "统一社会信用代码第 3 到 8 位应为数字",
                en: "Characters 3 to 8 of the credit code are digits",
            },
            Code::WarnAckRequired => Entry {
                name: "WARN_ACK_REQUIRED",
                severity: Severity::Error,
                http: Some(409),
                zh: "请先确认以下提示：{codes}",
                en: "Please acknowledge these warnings first: {codes}",
            },
        }
    }
}

/// The Chinese and English name of a field of the data dictionary, or `None` if it has none.
pub(crate) fn field_words(field: &str) -> Option<(&'static str, &'static str)> {
    Some(match field {
        "amount" => ("总金额", "Amount"),
        "buyer_email" => ("邮箱", "E-mail"),
        "buyer_kind" => ("采购商类型", "Kind of buyer"),
        "buyer_name" => ("采购商姓名", "Buyer's name"),
        "buyer_nationality" => ("国籍", "Nationality"),
        "buyer_passport" => ("护照号", "Passport number"),
        "buyer_phone" => ("联系电话", "Phone number"),
        "buyer_registration_no" => ("公司登记号", "Company registration number"),
        "captcha" => ("验证码", "Captcha"),
        "company_name" => ("企业名称", "Company name"),
        "consolidation_no" => ("组货单号", "Consolidation number"),
        "contact_email" => ("联系邮箱", "Contact e-mail"),
        "contact_name" => ("联系人姓名", "Contact name"),
        "contract_no" => ("合同号", "Contract number"),
        "customs_reg_no" => ("海关注册编码", "Customs registration code"),
        "destination" => ("目的国（地区）", "Destination"),
        "filter_name" => ("筛选名称", "Filter name"),
        "goods_name" => ("品名", "Goods"),
        "id" => ("编号", "Id"),
        "legal_rep_doc_no" => ("证件号码", "Document number"),
        "legal_rep_doc_type" => ("证件类型", "Document type"),
        "legal_rep_name" => ("法定代表人姓名", "Legal representative's name"),
        "line_currency" => ("交易清单币种", "Line currency"),
        "lines" => ("交易清单", "Lines"),
        "login_name" => ("登录账号", "Sign-in name"),
        "merchant_name" => ("商户名", "Merchant"),
        "merchant_no" => ("采购号", "Purchase number"),
        "merchant_phone" => ("手机号", "Mobile number"),
        "mobile" => ("绑定手机", "Bound mobile"),
        "new_code" => ("新手机验证码", "Code to the new number"),
        "new_password" => ("新密码", "New password"),
        "notice_from" => ("开始日期", "Shown from"),
        "notice_kind" => ("公告类型", "Kind of notice"),
        "notice_text" => ("正文", "Text"),
        "notice_title" => ("标题", "Title"),
        "notice_to" => ("结束日期", "Shown to"),
        "office_address" => ("实际办公地址", "Real office address"),
        "old_code" => ("原手机验证码", "Code to the old number"),
        "old_password" => ("原密码", "Old password"),
        "order_month" => ("下单月份", "Order month"),
        "packages" => ("总件数", "Packages"),
        "parameter" => ("参数", "Parameter"),
        "parameter_from" => ("生效日期", "In force from"),
        "parameter_value" => ("参数值", "Value"),
        "password" => ("密码", "Password"),
        "password_repeat" => ("确认密码", "Password, again"),
        "person_name" => ("姓名", "Name"),
        "purchase_order_nos" => ("采购单号", "Purchase order numbers"),
        "quantity" => ("数量", "Quantity"),
        "reason" => ("原因", "Reason"),
        "registered_address" => ("注册地址", "Registered address"),
        "remark" => ("备注", "Remark"),
        "role" => ("角色", "Role"),
        "services" => ("开通服务", "Services"),
        "short_name" => ("子账号名", "Clerk's short name"),
        "sms_code" => ("短信验证码", "SMS code"),
        "total_usd" => ("总金额（美元）", "Total (USD)"),
        "training_on" => ("培训日期", "Day of the training"),
        "training_place" => ("培训地点", "Place of the training"),
        "uscc" => ("统一社会信用代码", "Credit code"),
        _ => return None,
    })
}

/// The Chinese and English name of a change, by the mutation's name, or `None` if it has none.
pub(crate) fn change_words(change: &str) -> Option<(&'static str, &'static str)> {
    Some(match change {
        "add_lines" => ("新增交易清单", "Lines added"),
        "create_order" => ("新增订单", "Order created"),
        "delete_order" => ("删除订单", "Order deleted"),
        "edit_lines" => ("修改交易清单", "Lines edited"),
        "edit_order" => ("修改订单", "Order edited"),
        "import_lines" => ("批量导入", "Lines imported"),
        "remove_lines" => ("删除交易清单", "Lines removed"),
        "restore_lines" => ("恢复交易清单", "Lines restored"),
        "restore_order" => ("恢复订单", "Order restored"),
        _ => return None,
    })
}

/// The Chinese and English sentence of a code with this `CODE parameter=value`, or `None` if it has none.
pub(crate) fn special_words(told: &str) -> Option<(&'static str, &'static str)> {
    Some(match told {
        "NUM_SCALE scale=0" => ("{field_zh}只能填整数", "{field_en} must be a whole number"),
        _ => return None,
    })
}
