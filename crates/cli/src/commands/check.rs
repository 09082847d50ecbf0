//! `check`: numbers and texts held against the rules of spec 01 §18, without a vault.

use desk::clock::SystemClock;
use desk::views::{ProblemView, Sight};
use serde::Serialize;
use serde_json::json;
use values::{
    Accepted, Clock as _, CompanyName, Day, DeclarationNumber, DocumentKind, Email, Mobile, Month, Passport,
    PersonName, Problem, ResidentId, Uscc, check_password,
};

use crate::answer::{Answer, Outcome};
use crate::args::{CheckArgs, CheckKind, DocumentArg};
use crate::call::Call;
use crate::table::Human;

/// One value and what became of it.
#[derive(Serialize)]
struct CheckResult {
    value: String,
    /// The value in its normal form; null if it is wrong.
    normalized: Option<String>,
    ok: bool,
    problems: Vec<ProblemView>,
}

/// What the rules are held against.
struct Rule {
    kind: CheckKind,
    document: DocumentKind,
    min_age: Option<u8>,
    today: Day,
    earliest: Option<Month>,
}

/// Checks every value.
///
/// # Errors
/// `DATE_INVALID` for `--today`, the month's codes for `--earliest`.
pub(super) fn check(call: &Call, check: &CheckArgs) -> Outcome {
    let today = match &check.today {
        Some(text) => Day::parse(text).map_err(|problem| problem.in_field("today"))?,
        None => SystemClock.today(),
    };
    let earliest = match &check.earliest {
        Some(text) => Some(Month::parse(text, today).map_err(|problem| problem.in_field("earliest"))?.value),
        None => None,
    };
    let document = match check.document {
        DocumentArg::ResidentId => DocumentKind::ResidentId,
        DocumentArg::HmtPermit => DocumentKind::HmtPermit,
        DocumentArg::PrcCard => DocumentKind::PrcCard,
    };
    let rule = Rule { kind: check.kind, document, min_age: check.min_age, today, earliest };
    let values = match check.value.as_slice() {
        [dash] if dash == "-" => std::io::stdin().lines().map_while(Result::ok).collect(),
        values => values.to_vec(),
    };
    let (results, problems): (Vec<_>, Vec<_>) = values.into_iter().map(|value| one(value, &rule)).unzip();
    let rows = results.iter().map(|result| row(call, result)).collect();
    let heading = call.heading(&[("值", "value"), ("规范形式", "normalized"), ("结果", "result")]);
    let answer = Answer::new(json!({ "results": results }), Human::Table(heading, rows));
    Ok(answer.with(problems.into_iter().flatten(), Sight::Full))
}

fn one(value: String, rule: &Rule) -> (CheckResult, Vec<Problem>) {
    let (normalized, problems) = match accept(&value, rule) {
        Ok(Accepted { value, warnings }) => (Some(value), warnings),
        Err(problem) => (None, vec![problem]),
    };
    let problems: Vec<Problem> =
        problems.into_iter().map(|problem| problem.in_field(field(rule.kind))).collect();
    let views = problems.iter().map(|problem| ProblemView::of(problem, Sight::Full)).collect();
    (CheckResult { value, ok: normalized.is_some(), normalized, problems: views }, problems)
}

fn accept(value: &str, rule: &Rule) -> Result<Accepted<String>, Problem> {
    fn text<T: ToString>(accepted: Accepted<T>) -> Accepted<String> {
        accepted.map(|value| value.to_string())
    }
    fn plain<T: ToString>(value: T) -> Accepted<String> {
        value.to_string().into()
    }
    Ok(match rule.kind {
        CheckKind::Uscc => text(Uscc::parse(value)?),
        CheckKind::ResidentId => text(ResidentId::parse(value, rule.document, rule.today, rule.min_age)?),
        CheckKind::Mobile => plain(Mobile::parse(value)?),
        CheckKind::Passport => text(Passport::parse(value)?),
        CheckKind::Declaration => text(DeclarationNumber::parse(value, rule.today, rule.earliest)?),
        CheckKind::Month => text(Month::parse(value, rule.today)?),
        CheckKind::Password => check_password(value, &[]).map(|()| value.to_owned().into())?,
        CheckKind::Email => plain(Email::parse(value)?),
        CheckKind::PersonName => plain(PersonName::parse(value)?),
        CheckKind::CompanyName => plain(CompanyName::parse(value)?),
    })
}

/// The field that messages name.
fn field(kind: CheckKind) -> &'static str {
    match kind {
        CheckKind::Uscc => "uscc",
        CheckKind::ResidentId => "resident_id",
        CheckKind::Mobile => "mobile",
        CheckKind::Passport => "passport",
        CheckKind::Declaration => "declaration_no",
        CheckKind::Month => "order_month",
        CheckKind::Password => "password",
        CheckKind::Email => "email",
        CheckKind::PersonName => "person_name",
        CheckKind::CompanyName => "company_name",
    }
}

fn row(call: &Call, result: &CheckResult) -> Vec<String> {
    let verdict = match (result.ok, result.problems.is_empty()) {
        (true, true) => call.say("正确", "right"),
        (true, false) => call.say("警告", "warning"),
        (false, _) => call.say("错误", "wrong"),
    };
    vec![result.value.clone(), result.normalized.clone().unwrap_or_default(), verdict.to_owned()]
}
