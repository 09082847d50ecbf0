//! Why a server could not be asked, or what it refused.

use values::{Code, Problem};

use crate::vault::VaultError;

/// Why nothing came of a request. Nothing on this computer was changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RemoteError {
    /// The vault has no server.
    #[error("no server is connected")]
    NotConnected,
    /// No connection came about: nothing was sent.
    #[error("the server cannot be reached")]
    Unreachable,
    /// The server's certificate is not trusted: nothing was sent.
    #[error("the server's certificate is not trusted")]
    Untrusted,
    /// No whole answer came: the request may have taken effect.
    #[error("the answer was lost")]
    Lost {
        /// Whether the server was silent for too long; else the connection broke off.
        silent: bool,
    },
    /// Not now.
    #[error("the server asks to wait")]
    Busy {
        /// What it says.
        problem: Problem,
        /// After how many seconds it may be asked again, if it says so.
        after_seconds: Option<u64>,
    },
    /// The server understood and refused.
    #[error("the server refused")]
    Refused(Vec<Problem>),
    /// What came is no answer of such a server.
    #[error("the server's answer cannot be used: {0:?}")]
    Odd(OddAnswer),
    /// The vault could not be read or written.
    #[error(transparent)]
    Vault(#[from] VaultError),
}

/// What is the matter with an answer that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OddAnswer {
    /// It leads elsewhere.
    Redirect,
    /// It is larger than such an answer can be.
    TooLarge,
    /// It says to be something else than JSON, or what else was asked for.
    Kind,
    /// It is not of the form that was asked for.
    Form,
    /// What stands there is no server of ours.
    Stranger,
    /// Its status says nothing that such a server says.
    Status,
}

impl OddAnswer {
    /// In Chinese and in English.
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Redirect => ("要求转到别处", "it leads elsewhere"),
            Self::TooLarge => ("内容过大", "it is too large"),
            Self::Kind => ("类型不符", "it is of another type"),
            Self::Form => ("格式不符", "its form does not fit"),
            Self::Stranger => ("不是信保工作台服务器", "it is no Xinbao Desk server"),
            Self::Status => ("状态不符", "its status does not fit"),
        }
    }
}

impl RemoteError {
    /// The problems to show, at least one.
    pub fn problems(&self) -> Vec<Problem> {
        vec![match self {
            Self::NotConnected => Problem::new(Code::ServerNotConnected),
            Self::Unreachable => Problem::new(Code::NetRequired),
            Self::Untrusted => Problem::new(Code::NetTls),
            Self::Lost { silent: true } => Problem::new(Code::NetTimeout),
            Self::Lost { silent: false } => Problem::new(Code::NetLost),
            Self::Busy { problem, .. } => problem.clone(),
            Self::Refused(problems) if problems.is_empty() => Problem::new(Code::Internal),
            Self::Refused(problems) => return problems.clone(),
            Self::Odd(what) => {
                let (zh, en) = what.words();
                Problem::new(Code::NetAnswer).with("reason_zh", zh).with("reason_en", en)
            }
            Self::Vault(error) => error.problem(),
        }]
    }

    /// Whether the server refused with this code.
    pub fn is(&self, code: Code) -> bool {
        matches!(self, Self::Refused(problems) if problems.iter().any(|problem| problem.code == code))
    }

    /// Whether there was no server to answer: what is remembered may be shown instead.
    pub fn is_offline(&self) -> bool {
        matches!(self, Self::Unreachable | Self::Lost { .. } | Self::Busy { .. })
    }
}

impl From<Problem> for RemoteError {
    fn from(problem: Problem) -> Self {
        Self::Refused(vec![problem])
    }
}

impl From<store_desk::StoreError> for RemoteError {
    fn from(error: store_desk::StoreError) -> Self {
        Self::Vault(error.into())
    }
}
