//! How a command ends: what it has to say, which problems it met, and the exit status that follows from them.

use actions::ActionError;
use desk::remote::RemoteError;
use desk::vault::VaultError;
use desk::views::{ProblemView, Sight};
use serde_json::Value;
use values::{Code, Problem};

use crate::table::Human;

/// How many problems one answer lists (CM-ERR-01).
pub(crate) const PROBLEMS_LISTED: usize = 200;

/// The exit status of the command line contract, mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// 0: done; warnings included.
    Done = 0,
    /// 1: done with problems, or refused by a rule.
    Problems = 1,
    /// 2: wrong usage.
    Usage = 2,
    /// 3: needs the network or the server.
    Network = 3,
    /// 4: the store or a file could not be used.
    Store = 4,
}

impl Exit {
    /// What a problem makes of the whole.
    pub(crate) fn of(problem: &Problem) -> Self {
        if !problem.is_error() {
            return Self::Done;
        }
        match problem.code {
            Code::Usage => Self::Usage,
            Code::NetAddress => Self::Usage,
            Code::NetRequired
            | Code::NetTimeout
            | Code::NetTls
            | Code::NetLost
            | Code::NetAnswer
            | Code::ServerNotConnected
            | Code::OfflineTooLong
            | Code::ServerBusy
            | Code::ExtUnavailable
            | Code::ExtNotConfigured => Self::Network,
            Code::Internal => Self::Store,
            // A new PIN that does not suit is a rule; nothing is the matter with the store.
            Code::LocalLockFormat => Self::Problems,
            // So is work that would be lost.
            Code::LocalUnsynced => Self::Problems,
            other => {
                let name = other.as_str();
                let is_store =
                    ["LOCAL_", "FILE_", "BACKUP_", "RESTORE_"].iter().any(|start| name.starts_with(start));
                if is_store { Self::Store } else { Self::Problems }
            }
        }
    }
}

/// Problems that are going to be told: at most 200 of them, errors first, with the count of all.
#[derive(Debug, Default)]
pub(crate) struct Told {
    errors: Vec<ProblemView>,
    warnings: Vec<ProblemView>,
    count: usize,
    exit: Option<Exit>,
}

impl Told {
    /// Takes problems in any number; only the first 200 errors and warnings are kept.
    pub(crate) fn add(&mut self, problems: impl IntoIterator<Item = Problem>, sight: Sight) {
        for problem in problems {
            self.count += 1;
            self.exit = self.exit.max(Some(Exit::of(&problem)));
            let kept = if problem.is_error() { &mut self.errors } else { &mut self.warnings };
            if kept.len() < PROBLEMS_LISTED {
                kept.push(ProblemView::of(&problem, sight));
            }
        }
    }

    /// Takes one problem whose sentences were made elsewhere.
    pub(crate) fn add_view(&mut self, view: ProblemView, exit: Exit) {
        self.count += 1;
        self.exit = self.exit.max(Some(exit));
        self.errors.push(view);
    }

    /// Those that are listed.
    pub(crate) fn listed(&self) -> impl Iterator<Item = &ProblemView> {
        self.errors.iter().chain(&self.warnings).take(PROBLEMS_LISTED)
    }

    /// How many there are in all.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// The exit status that follows.
    pub(crate) fn exit(&self) -> Exit {
        self.exit.unwrap_or(Exit::Done)
    }
}

/// What a command that came to its end has to say.
#[derive(Debug)]
pub(crate) struct Answer {
    /// `data` of the JSON answer.
    pub(crate) data: Value,
    /// The same for people.
    pub(crate) human: Human,
    /// What should be looked at.
    pub(crate) told: Told,
}

impl Answer {
    /// An answer without problems.
    pub(crate) fn new(data: Value, human: impl Into<Human>) -> Self {
        Self { data, human: human.into(), told: Told::default() }
    }

    /// Adds what should be looked at.
    pub(crate) fn with(mut self, problems: impl IntoIterator<Item = Problem>, sight: Sight) -> Self {
        self.told.add(problems, sight);
        self
    }
}

/// Why a command had no effect.
#[derive(Debug)]
pub(crate) struct Failure(pub(crate) Vec<Problem>);

/// What a command comes to.
pub(crate) type Outcome = Result<Answer, Failure>;

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

impl From<ActionError> for Failure {
    fn from(error: ActionError) -> Self {
        match error {
            ActionError::Refused(problems) => Self(problems),
            ActionError::Store(fault) => Self(vec![referenced(fault.problem.clone(), &fault)]),
        }
    }
}

impl From<VaultError> for Failure {
    fn from(error: VaultError) -> Self {
        Self(vec![referenced(error.problem(), &error)])
    }
}

impl From<RemoteError> for Failure {
    fn from(error: RemoteError) -> Self {
        match error {
            RemoteError::Vault(error) => error.into(),
            other => {
                let problems = other.problems();
                Self(problems.into_iter().map(|problem| referenced(problem, &other)).collect())
            }
        }
    }
}

/// Turns a failure of the store into ours.
pub(crate) trait OrFail<T> {
    /// The value, or the problem to show.
    fn or_fail(self) -> Result<T, Failure>;
}

impl<T, E: Into<VaultError>> OrFail<T> for Result<T, E> {
    fn or_fail(self) -> Result<T, Failure> {
        self.map_err(|error| error.into().into())
    }
}

/// Gives an unexpected fault its reference number and logs its cause under it, once. Everything else stays.
pub(crate) fn referenced(problem: Problem, cause: &dyn std::error::Error) -> Problem {
    if problem.code != Code::Internal || problem.params.iter().any(|(name, _)| *name == "request_id") {
        return problem;
    }
    let reference = reference();
    let mut causes = vec![cause.to_string()];
    let mut next = cause.source();
    while let Some(deeper) = next {
        causes.push(deeper.to_string());
        next = deeper.source();
    }
    tracing::error!(request_id = reference, causes = causes.join(": "), "unexpected fault");
    problem.with("request_id", reference)
}

/// A short number under which people can quote an unexpected fault.
pub(crate) fn reference() -> String {
    use values::IdSource as _;
    let id = desk::clock::FreshIds::default().next_uuid().simple().to_string();
    id[id.len() - 8..].to_ascii_uppercase()
}
