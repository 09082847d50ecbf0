//! The first step of a registration: the four values that the registry checks (YW-REG-01).

use values::{
    Accepted, Code, CompanyName, Day, DocumentKind, Passport, PersonName, Problem, ResidentId, Uscc,
};

#[cfg(test)]
mod tests;

/// The least age of a legal representative (YW-VAL-02).
const LEAST_AGE: u8 = 16;

/// The document of a legal representative (§17.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DocumentType {
    /// 居民身份证
    ResidentId,
    /// 港澳台居民居住证
    HmtPermit,
    /// 外国人永久居留身份证
    PrcCard,
    /// 护照
    Passport,
}

impl DocumentType {
    /// Every type, in the order of the selector.
    pub const ALL: [Self; 4] = [Self::ResidentId, Self::HmtPermit, Self::PrcCard, Self::Passport];

    /// Its name in the data dictionary.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ResidentId => "resident_id",
            Self::HmtPermit => "hmt_permit",
            Self::PrcCard => "prc_card",
            Self::Passport => "passport",
        }
    }

    /// The type of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A document with its checked number. `Debug` prints the masked form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdentityDocument {
    /// One with an 18-character number.
    Card(DocumentType, ResidentId),
    /// A passport.
    Passport(Passport),
}

impl IdentityDocument {
    /// Reads a number of the chosen type, of a person old enough to represent a company.
    ///
    /// # Errors
    /// Those of [`ResidentId::parse`] and [`Passport::parse`].
    pub fn parse(kind: DocumentType, number: &str, today: Day) -> Result<Accepted<Self>, Problem> {
        let card = match kind {
            DocumentType::Passport => return Ok(Passport::parse(number)?.map(Self::Passport)),
            DocumentType::ResidentId => DocumentKind::ResidentId,
            DocumentType::HmtPermit => DocumentKind::HmtPermit,
            DocumentType::PrcCard => DocumentKind::PrcCard,
        };
        let accepted = ResidentId::parse(number, card, today, Some(LEAST_AGE))?;
        Ok(accepted.map(|number| Self::Card(kind, number)))
    }

    /// The document that was stored as this type and number.
    pub fn restore(kind: &str, number: &str) -> Option<Self> {
        match DocumentType::from_name(kind)? {
            DocumentType::Passport => {
                Passport::parse(number).ok().map(|passport| Self::Passport(passport.value))
            }
            kind => ResidentId::restore(number).map(|number| Self::Card(kind, number)),
        }
    }

    /// Its type.
    pub const fn kind(&self) -> DocumentType {
        match self {
            Self::Card(kind, _) => *kind,
            Self::Passport(_) => DocumentType::Passport,
        }
    }

    /// Its number.
    pub fn number(&self) -> &str {
        match self {
            Self::Card(_, number) => number.as_str(),
            Self::Passport(number) => number.as_str(),
        }
    }

    /// The form that screens show (CM-SEC-03).
    pub fn masked(&self) -> String {
        match self {
            Self::Card(_, number) => number.masked(),
            Self::Passport(number) => number.masked(),
        }
    }
}

/// The four values as typed.
#[derive(Clone, Default)]
pub struct TypedApplicant {
    /// 企业名称
    pub company_name: String,
    /// 统一社会信用代码
    pub uscc: String,
    /// 法定代表人姓名
    pub legal_rep_name: String,
    /// The document's type, by its name.
    pub legal_rep_doc_type: String,
    /// 法定代表人身份证号
    pub legal_rep_doc_no: String,
}

impl std::fmt::Debug for TypedApplicant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TypedApplicant")
    }
}

/// Who registers: the four values, checked.
#[derive(Clone, PartialEq, Eq)]
pub struct Applicant {
    /// 企业名称
    pub company: CompanyName,
    /// 统一社会信用代码
    pub uscc: Uscc,
    /// 法定代表人姓名
    pub representative: PersonName,
    /// 法定代表人证件
    pub document: IdentityDocument,
}

impl std::fmt::Debug for Applicant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Applicant")
    }
}

impl Applicant {
    /// Checks the four values; every field tells its own problem.
    ///
    /// # Errors
    /// The codes of YW-REG-01; warnings come with the accepted value.
    pub fn parse(typed: &TypedApplicant, today: Day) -> Result<Accepted<Self>, Vec<Problem>> {
        let company = CompanyName::parse(&typed.company_name).map(Accepted::from);
        let uscc = Uscc::parse(&typed.uscc);
        let representative = PersonName::parse(&typed.legal_rep_name).map(Accepted::from);
        let kind = DocumentType::from_name(&typed.legal_rep_doc_type)
            .ok_or_else(|| Problem::new(Code::CodeUnknown).found(typed.legal_rep_doc_type.as_str()));
        let document = kind
            .map_err(|problem| problem.in_field("legal_rep_doc_type"))
            .and_then(|kind| IdentityDocument::parse(kind, &typed.legal_rep_doc_no, today));
        let mut told = Vec::new();
        let company = kept(company, "company_name", &mut told);
        let uscc = kept(uscc, "uscc", &mut told);
        let representative = kept(representative, "legal_rep_name", &mut told);
        let document = kept(document, "legal_rep_doc_no", &mut told);
        match (company, uscc, representative, document) {
            (Some(company), Some(uscc), Some(representative), Some(document)) => {
                let value = Self { company, uscc, representative, document };
                Ok(Accepted { value, warnings: told })
            }
            _ => {
                told.retain(Problem::is_error);
                Err(told)
            }
        }
    }
}

/// Keeps a value, and its problems or warnings under its field.
pub(super) fn kept<T>(
    read: Result<Accepted<T>, Problem>,
    field: &'static str,
    told: &mut Vec<Problem>,
) -> Option<T> {
    match read {
        Ok(accepted) => {
            told.extend(accepted.warnings.into_iter().map(|warning| warning.in_field(field)));
            Some(accepted.value)
        }
        Err(problem) => {
            told.push(problem.in_field(field));
            None
        }
    }
}

/// Whether every warning was acknowledged (CM-ERR-02).
///
/// # Errors
/// `WARN_ACK_REQUIRED` with the codes that were not, followed by their warnings.
pub fn acknowledged(warnings: &[Problem], acknowledged: &[Code]) -> Result<(), Vec<Problem>> {
    let new: Vec<&Problem> =
        warnings.iter().filter(|warning| !acknowledged.contains(&warning.code)).collect();
    if new.is_empty() {
        return Ok(());
    }
    let mut codes: Vec<&str> = new.iter().map(|warning| warning.code.as_str()).collect();
    codes.dedup();
    let first = Problem::new(Code::WarnAckRequired).with("codes", codes.join(", "));
    Err([first].into_iter().chain(new.into_iter().cloned()).collect())
}
