//! The server and the account.

use tauri::State;

use crate::{
    session::{Answer, Session},
    views::{
        ActivatedView, ApplicantForm, CaptchaAnswer, CaptchaView, CodeRequest, CodeSentView, CompanyDraft,
        CompanyForm, ConnectionView, DeviceView, ProblemView, RegistrationView, ResetForm, SignInForm,
        VerifiedView,
    },
};

#[tauri::command]
pub(crate) async fn connection(session: State<'_, Session>) -> Answer<ConnectionView> {
    session.guarded(session.connection()).await
}

#[tauri::command]
pub(crate) async fn connect_server(session: State<'_, Session>, address: String) -> Answer<ConnectionView> {
    session.guarded(session.connect_server(&address)).await
}

#[tauri::command]
pub(crate) async fn captcha(session: State<'_, Session>) -> Answer<CaptchaView> {
    session.guarded(session.captcha()).await
}

#[tauri::command]
pub(crate) async fn sign_in(session: State<'_, Session>, form: SignInForm) -> Answer<ConnectionView> {
    session.guarded(session.sign_in(form)).await
}

#[tauri::command]
pub(crate) async fn sign_out(session: State<'_, Session>) -> Answer<ConnectionView> {
    session.guarded(session.sign_out()).await
}

#[tauri::command]
pub(crate) async fn registration(session: State<'_, Session>) -> Answer<RegistrationView> {
    session.guarded(session.registration()).await
}

#[tauri::command]
pub(crate) async fn keep_registration(
    session: State<'_, Session>,
    applicant: ApplicantForm,
    company: CompanyDraft,
) -> Answer<()> {
    session.guarded(session.keep_registration(applicant, company)).await
}

#[tauri::command]
pub(crate) async fn check_applicant(
    session: State<'_, Session>,
    form: ApplicantForm,
) -> Answer<Vec<ProblemView>> {
    session.guarded(session.check_applicant(form)).await
}

#[tauri::command]
pub(crate) async fn verify_applicant(
    session: State<'_, Session>,
    form: ApplicantForm,
    captcha: Option<CaptchaAnswer>,
    acknowledged: Vec<String>,
) -> Answer<VerifiedView> {
    session.guarded(session.verify_applicant(form, captcha, &acknowledged)).await
}

#[tauri::command]
pub(crate) async fn check_company(
    session: State<'_, Session>,
    uscc: String,
    form: CompanyForm,
) -> Answer<Vec<ProblemView>> {
    session.guarded(session.check_company(&uscc, form)).await
}

#[tauri::command]
pub(crate) async fn send_code(session: State<'_, Session>, request: CodeRequest) -> Answer<CodeSentView> {
    session.guarded(session.send_code(request)).await
}

#[tauri::command]
pub(crate) async fn activate(session: State<'_, Session>, form: CompanyForm) -> Answer<ActivatedView> {
    session.guarded(session.activate(form)).await
}

#[tauri::command]
pub(crate) async fn change_password(
    session: State<'_, Session>,
    old: String,
    next: String,
    again: String,
) -> Answer<()> {
    session.guarded(session.change_password(old, next, again)).await
}

#[tauri::command]
pub(crate) async fn start_reset(
    session: State<'_, Session>,
    name: String,
    mobile: String,
    captcha: CaptchaAnswer,
) -> Answer<CodeSentView> {
    session.guarded(session.start_reset(&name, &mobile, captcha)).await
}

#[tauri::command]
pub(crate) async fn finish_reset(session: State<'_, Session>, form: ResetForm) -> Answer<()> {
    session.guarded(session.finish_reset(form)).await
}

#[tauri::command]
pub(crate) async fn devices(session: State<'_, Session>) -> Answer<Vec<DeviceView>> {
    session.guarded(session.devices()).await
}

#[tauri::command]
pub(crate) async fn end_device(session: State<'_, Session>, id: String) -> Answer<Vec<DeviceView>> {
    session.guarded(session.end_device(&id)).await
}
