//! Parameters (YW-OPS-04): operators set them from a day on, everybody reads them.

use domain::{
    account::Right,
    parameter::{Parameter, Setting, setting_from},
};

use super::{
    audit,
    authenticate::Session,
    host::{AccountHost, AccountTx, Answer},
};
use crate::fault::ActionError;

/// Sets a parameter from a day on; a second setting of the same day takes the place of the first.
///
/// `FORBIDDEN`; the codes of [`Parameter::read`] and [`setting_from`].
pub async fn set_parameter<H: AccountHost>(
    host: &H,
    session: &Session,
    parameter: Parameter,
    value: &str,
    from: &str,
) -> Result<(), ActionError> {
    session.check(Right::Operate)?;
    let mut told = Vec::new();
    let value = parameter.read(value).map_err(|problem| told.push(problem.in_field("parameter_value"))).ok();
    let from = setting_from(from, host.today())
        .map_err(|problem| told.push(problem.in_field("parameter_from")))
        .ok();
    let (Some(value), Some(from)) = (value, from) else { return Err(ActionError::Refused(told)) };
    let mut tx = host.begin().await?;
    let settings = tx.settings().await?;
    let before = parameter.on(from, &settings).to_owned();
    let detail = format!("{} from {from}: {before} → {value}", parameter.name());
    tx.put_setting(&Setting { parameter, from, value, set_at: host.now() }).await?;
    let entry = audit::by(host, session, "set_parameter").with(detail);
    audit::finish(host, tx, entry, &Answer::Done).await
}

/// Everything that was set, by parameter and day.
pub async fn read_settings<H: AccountHost>(host: &H) -> Result<Vec<Setting>, ActionError> {
    Ok(host.look().await?.settings().await?)
}
