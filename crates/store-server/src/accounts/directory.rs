//! Accounts, the firms behind them, and the numbers they get.

use actions::accounts::AccountFilter;
use domain::account::{
    Account, AccountKind, AccountState, CompanyData, Firm, IdentityDocument, NumberSeries, Services,
};
use values::{AccountId, CompanyName, Email, MerchantNo, Mobile, PersonName, Uscc, Uuid};

use crate::{
    DataKey,
    db::{Conn, Row, built, sql},
    error::{StoreError, inconsistent},
    sealing::Place,
};

pub(super) async fn next_number(conn: &mut Conn, series: NumberSeries) -> Result<u32, StoreError> {
    let row = sql("INSERT INTO number_series (series, last) VALUES ($1, 1) \
                   ON CONFLICT (series) DO UPDATE SET last = number_series.last + 1 RETURNING last")
    .bind(series.letter().to_string())
    .one(conn)
    .await?;
    row.get("last")
}

/// Two activations at once: the second waits for the first one's end, and finds the code taken.
pub(super) async fn insert_account(conn: &mut Conn, account: &Account) -> Result<bool, StoreError> {
    let inserted =
        sql("INSERT INTO accounts (id, kind, state, state_reason, number, uscc, services, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING")
        .bind(*account.id.as_uuid())
        .bind(account.kind.name())
        .bind(account.state.name())
        .bind(reason(&account.state))
        .bind(account.number.as_ref().map(|number| number.as_str().to_owned()))
        .bind(account.uscc.map(|uscc| uscc.to_string()))
        .bind(account.services.names().join(" "))
        .bind(account.created_at)
        .run(conn)
        .await?;
    Ok(inserted == 1)
}

pub(super) async fn account(
    conn: &mut Conn,
    hold: &str,
    id: AccountId,
) -> Result<Option<Account>, StoreError> {
    let row = built(format!("SELECT {COLUMNS} FROM accounts a WHERE a.id = $1{hold}"))
        .bind(*id.as_uuid())
        .optional(conn)
        .await?;
    row.map(|row| read_account(&row)).transpose()
}

pub(super) async fn save_account(conn: &mut Conn, account: &Account) -> Result<(), StoreError> {
    sql("UPDATE accounts SET state = $2, state_reason = $3 WHERE id = $1")
        .bind(*account.id.as_uuid())
        .bind(account.state.name())
        .bind(reason(&account.state))
        .run(conn)
        .await?;
    Ok(())
}

pub(super) async fn find(
    conn: &mut Conn,
    filter: &AccountFilter,
    after: Option<AccountId>,
    limit: u32,
) -> Result<Vec<(Account, Option<String>)>, StoreError> {
    let text = filter.text.trim();
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let rows = built(format!(
        "SELECT {COLUMNS}, f.company_name FROM accounts a LEFT JOIN account_firms f ON f.account = a.id \
         WHERE a.id > $1 AND (a.uscc LIKE $2 ESCAPE '\\' OR a.number LIKE $2 ESCAPE '\\' \
         OR f.company_name LIKE $3 ESCAPE '\\' OR $4 = 1) AND ($5 = '' OR a.kind = $5) \
         AND ($6 = '' OR a.state = $6) ORDER BY a.id LIMIT $7"
    ))
    .bind(after.map_or(Uuid::nil(), |after| *after.as_uuid()))
    .bind(format!("{}%", escaped.to_uppercase()))
    .bind(format!("%{escaped}%"))
    .bind(text.is_empty())
    .bind(filter.kind.map_or("", AccountKind::name))
    .bind(filter.state.unwrap_or_default())
    .bind(limit)
    .all(conn)
    .await?;
    rows.iter().map(|row| Ok((read_account(row)?, row.get("company_name")?))).collect()
}

pub(super) async fn has_firm(conn: &mut Conn, uscc: Uscc) -> Result<bool, StoreError> {
    let row = sql("SELECT count(*) AS n FROM accounts WHERE uscc = $1").bind(uscc.as_str()).one(conn).await?;
    Ok(row.get::<i64>("n")? > 0)
}

pub(super) async fn insert_firm(conn: &mut Conn, key: &DataKey, firm: &Firm) -> Result<(), StoreError> {
    let id = firm.account.as_firm();
    let sealed = key.of_firm(id).seal(document_place(firm.account), firm.document.number().as_bytes());
    sql("INSERT INTO account_firms (account, company_name, legal_rep_name, legal_rep_doc_type, legal_rep_doc_no, \
         contact_name, mobile, contact_email, registered_address, office_address, customs_reg_no, agreement_version, \
         agreement_at, registry_checked_at, registry_status) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)")
    .bind(*firm.account.as_uuid())
    .bind(firm.company.as_str())
    .bind(firm.representative.as_str())
    .bind(firm.document.kind().name())
    .bind(sealed)
    .bind(firm.data.contact.as_str())
    .bind(firm.data.mobile.as_string())
    .bind(firm.data.email.as_ref().map(|email| email.as_str().to_owned()))
    .bind(firm.data.registered_address.clone())
    .bind(firm.data.office_address.clone())
    .bind(firm.data.customs_reg_no.clone())
    .bind(firm.data.agreement_version.clone())
    .bind(firm.agreement_at)
    .bind(firm.registry_checked_at)
    .bind(firm.registry_status.clone())
    .run(conn)
    .await?;
    // The firm's sequence, from which its desks pull, begins with the account.
    conn.set_firm(id.as_uuid()).await?;
    sql("INSERT INTO firms (firm, epoch) VALUES ($1, $2)").bind(id).bind(firm.agreement_at).run(conn).await?;
    Ok(())
}

pub(super) async fn firm(conn: &mut Conn, key: &DataKey, id: AccountId) -> Result<Option<Firm>, StoreError> {
    let row = sql("SELECT f.*, a.uscc AS account_uscc, a.services AS account_services \
                   FROM account_firms f JOIN accounts a ON a.id = f.account WHERE f.account = $1")
    .bind(*id.as_uuid())
    .optional(conn)
    .await?;
    row.map(|row| read_firm(&row, key, id)).transpose()
}

/// The columns of an account, read by [`read_account`].
pub(super) const COLUMNS: &str = "a.id AS account_id, a.kind AS account_kind, a.state AS account_state, a.state_reason, \
                                  a.number AS account_number, a.uscc AS account_uscc, \
                                  a.services AS account_services, a.created_at AS account_created_at";

pub(super) fn read_account(row: &Row) -> Result<Account, StoreError> {
    let id: Uuid = row.get("account_id")?;
    let bad = |column| inconsistent("accounts", column, id);
    let (kind, state): (String, String) = (row.get("account_kind")?, row.get("account_state")?);
    let reason: Option<String> = row.get("state_reason")?;
    let number: Option<String> = row.get("account_number")?;
    Ok(Account {
        id: AccountId::from_uuid(id),
        kind: AccountKind::from_name(&kind).ok_or_else(|| bad("kind"))?,
        state: AccountState::restore(&state, reason.as_deref()).ok_or_else(|| bad("state"))?,
        number: number.map(|text| MerchantNo::parse(&text).map_err(|_| bad("number"))).transpose()?,
        uscc: row
            .get::<Option<String>>("account_uscc")?
            .map(|text| uscc(&text).ok_or_else(|| bad("uscc")))
            .transpose()?,
        services: services(row).ok_or_else(|| bad("services"))?,
        created_at: row.get("account_created_at")?,
    })
}

fn read_firm(row: &Row, key: &DataKey, account: AccountId) -> Result<Firm, StoreError> {
    let bad = |column| inconsistent("account_firms", column, account);
    let text = |column| row.get::<String>(column);
    let optional = |column| row.get::<Option<String>>(column);
    let number = key
        .of_firm(account.as_firm())
        .open_text(document_place(account), &row.get::<Vec<u8>>("legal_rep_doc_no")?)?;
    let document = IdentityDocument::restore(&text("legal_rep_doc_type")?, &number);
    let email = optional("contact_email")?;
    Ok(Firm {
        account,
        company: CompanyName::parse(&text("company_name")?).map_err(|_| bad("company_name"))?,
        uscc: uscc(&text("account_uscc")?).ok_or_else(|| bad("uscc"))?,
        representative: PersonName::parse(&text("legal_rep_name")?).map_err(|_| bad("legal_rep_name"))?,
        document: document.ok_or_else(|| bad("legal_rep_doc_no"))?,
        data: CompanyData {
            contact: PersonName::parse(&text("contact_name")?).map_err(|_| bad("contact_name"))?,
            mobile: Mobile::parse(&text("mobile")?).map_err(|_| bad("mobile"))?,
            email: email.map(|text| Email::parse(&text).map_err(|_| bad("contact_email"))).transpose()?,
            registered_address: text("registered_address")?.into(),
            office_address: optional("office_address")?.map(Into::into),
            customs_reg_no: optional("customs_reg_no")?.map(Into::into),
            services: services(row).ok_or_else(|| bad("services"))?,
            agreement_version: text("agreement_version")?.into(),
        },
        agreement_at: row.get("agreement_at")?,
        registry_checked_at: row.get("registry_checked_at")?,
        registry_status: text("registry_status")?.into(),
    })
}

fn document_place(account: AccountId) -> Place {
    Place { table: "account_firms", column: "legal_rep_doc_no", row: *account.as_uuid() }
}

fn reason(state: &AccountState) -> Option<String> {
    match state {
        AccountState::Suspended(reason) => Some(reason.to_string()),
        AccountState::Active | AccountState::Closed => None,
    }
}

fn services(row: &Row) -> Option<Services> {
    let names: String = row.get("account_services").ok()?;
    Services::parse(names.split(' ')).ok()
}

fn uscc(text: &str) -> Option<Uscc> {
    Uscc::parse_any_kind(text).ok().map(|accepted| accepted.value)
}
