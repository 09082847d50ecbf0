//! `GET /yw/firm`: what the entity page shows (YW-KYC-03).

use actions::accounts::firm_page;
use domain::account::Firm;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use values::Email;

use crate::{
    App,
    http::{AccountView, Call, Fault, PersonView, ProblemsBody, Reply},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(firm))
}

#[derive(Serialize, ToSchema)]
struct FirmView {
    account: AccountView,
    /// Who asks
    person: PersonView,
    legal_rep_name: String,
    legal_rep_doc_type: &'static str,
    /// Masked
    legal_rep_doc_no: String,
    contact_name: String,
    /// Masked
    mobile: String,
    /// Masked
    contact_email: Option<String>,
    registered_address: String,
    office_address: Option<String>,
    customs_reg_no: Option<String>,
    registry_status: String,
    registry_checked_at: String,
    agreement_version: String,
    agreement_at: String,
}

/// The firm of whoever is signed in
#[utoipa::path(get, path = "/yw/firm", tag = "firm", security(("access_token" = [])),
    responses((status = 200, body = FirmView), (status = "4XX", body = ProblemsBody)))]
async fn firm(call: Call) -> Result<Reply, Fault> {
    let session = call.session().await?;
    let firm: Firm = firm_page(&call.host(), &session).await?;
    Ok(Reply::json(&FirmView {
        account: AccountView::of(&session.account, Some(firm.company.as_str())),
        person: PersonView::of(&session.person),
        legal_rep_name: firm.representative.to_string(),
        legal_rep_doc_type: firm.document.kind().name(),
        legal_rep_doc_no: firm.document.masked(),
        contact_name: firm.data.contact.to_string(),
        mobile: firm.data.mobile.masked(),
        contact_email: firm.data.email.as_ref().map(Email::masked),
        registered_address: firm.data.registered_address.into(),
        office_address: firm.data.office_address.map(Into::into),
        customs_reg_no: firm.data.customs_reg_no.map(Into::into),
        registry_status: firm.registry_status.into(),
        registry_checked_at: firm.registry_checked_at.to_string(),
        agreement_version: firm.data.agreement_version.into(),
        agreement_at: firm.agreement_at.to_string(),
    }))
}
