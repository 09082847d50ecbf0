//! What the entity page and the start after sign-in show of the firm (YW-AUTH-05, YW-KYC-03).

use domain::account::Firm;
use values::{Code, Problem};

use super::{
    authenticate::Session,
    host::{AccountHost, AccountTx},
};
use crate::fault::ActionError;

/// The firm of whoever is signed in. Numbers are for the caller to mask.
///
/// `FORBIDDEN` for people who belong to no firm.
pub async fn firm_page<H: AccountHost>(host: &H, session: &Session) -> Result<Firm, ActionError> {
    session.check_settled()?;
    let mut tx = host.look().await?;
    let firm = tx.firm(session.own()).await?;
    Ok(firm.ok_or_else(|| Problem::new(Code::Forbidden))?)
}
