//! The company registry (市场监管局, YW-REG-02).

use domain::account::{Applicant, IdentityDocument, Registered, RegistryAnswer};
use serde::{Deserialize, Serialize};
use values::{Code, CompanyName, Problem};

use super::{http::Endpoint, partner};

/// The registry.
#[derive(Debug, Clone)]
pub enum Registry {
    /// Nobody said where it is.
    Absent,
    /// The synthetic companies of specification 01 §18.7.
    Simulated,
    /// A service that compares the four values and answers in JSON.
    #[allow(private_interfaces, reason = "made by `live` only")]
    Live(Endpoint),
}

impl Registry {
    /// The registry at this URL.
    ///
    /// # Errors
    /// The URL is none, or not https.
    pub fn live(url: &str, token: Option<values::Secret<String>>) -> anyhow::Result<Self> {
        Ok(Self::Live(Endpoint::new(url, token)?))
    }

    /// What it answers while it cannot be reached.
    pub(crate) fn away() -> Problem {
        partner(Code::ExtUnavailable, ZH, EN)
    }

    /// Whether it is simulated.
    pub const fn is_simulated(&self) -> bool {
        matches!(self, Self::Simulated)
    }

    /// Compares the four values.
    ///
    /// # Errors
    /// `EXT_NOT_CONFIGURED`, `EXT_UNAVAILABLE`.
    pub async fn ask(&self, applicant: &Applicant) -> Result<RegistryAnswer, Problem> {
        match self {
            Self::Absent => Err(partner(Code::ExtNotConfigured, ZH, EN)),
            Self::Simulated => Ok(simulated(applicant)),
            Self::Live(endpoint) => {
                let answer: Option<Answer> = endpoint.post(&Question::of(applicant), "registry").await;
                answer.and_then(Answer::read).ok_or_else(|| partner(Code::ExtUnavailable, ZH, EN))
            }
        }
    }
}

const ZH: &str = "市场监管局企业登记";
const EN: &str = "the company registry";

/// What is asked.
#[derive(Serialize)]
struct Question<'a> {
    company_name: &'a str,
    uscc: &'a str,
    legal_rep_name: &'a str,
    legal_rep_doc_type: &'a str,
    legal_rep_doc_no: &'a str,
}

impl<'a> Question<'a> {
    fn of(applicant: &'a Applicant) -> Self {
        Self {
            company_name: applicant.company.as_str(),
            uscc: applicant.uscc.as_str(),
            legal_rep_name: applicant.representative.as_str(),
            legal_rep_doc_type: applicant.document.kind().name(),
            legal_rep_doc_no: applicant.document.number(),
        }
    }
}

/// What is answered.
#[derive(Deserialize)]
struct Answer {
    result: Outcome,
    status: Option<String>,
    address: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    Match,
    CompanyMismatch,
    LegalRepMismatch,
    NotFound,
}

impl Answer {
    /// None if the answer says that all agrees and not in which status the company is.
    fn read(self) -> Option<RegistryAnswer> {
        Some(match self.result {
            Outcome::NotFound => RegistryAnswer::Unknown,
            Outcome::CompanyMismatch => RegistryAnswer::CompanyMismatch,
            Outcome::LegalRepMismatch => RegistryAnswer::RepresentativeMismatch,
            Outcome::Match => RegistryAnswer::Match(Registered {
                status: self.status?.into(),
                address: self.address.map(Into::into),
            }),
        })
    }
}

/// The companies of §18.7. Their names belong to nobody.
const COMPANIES: [(&str, &str, &str, &str, &str); 3] = [
    ("示例进出口有限公司", "91330782TE5T00016T", "示例甲", "330782190101010013", "存续"),
    ("示例贸易有限公司", "91330782TE5T00024M", "示例乙", "E00000001", "在业"),
    ("示例停业有限公司", "91330700TE5T00040J", "示例丙", "33078219020202019X", "注销"),
];

fn simulated(applicant: &Applicant) -> RegistryAnswer {
    let known = COMPANIES.iter().find(|(_, uscc, ..)| *uscc == applicant.uscc.as_str());
    let Some((name, _, representative, number, status)) = known else {
        return RegistryAnswer::Unknown;
    };
    if !CompanyName::parse(name).is_ok_and(|name| name.is_same(&applicant.company)) {
        return RegistryAnswer::CompanyMismatch;
    }
    let is_passport = matches!(applicant.document, IdentityDocument::Passport(_));
    let same_kind = is_passport == (number.len() < 18);
    if applicant.representative.as_str() != *representative
        || !same_kind
        || applicant.document.number() != *number
    {
        return RegistryAnswer::RepresentativeMismatch;
    }
    let address = format!("浙江省义乌市示例路1号（{name}）");
    RegistryAnswer::Match(Registered { status: (*status).into(), address: Some(address.into()) })
}
