//! Taking a push: each mutation in a transaction of its own, with its number, its outcome and its audit row (SYNC, Push).

use actions::{ActionError, Host, apply_mutation::put_on};
use domain::{
    Deed, Mutation, Outcome,
    account::Right,
    mutation::{ImportDeed, Part},
};
use store_server::{FirmScope, FirmTx, ImportPart, Numbered, Processed, Settlement, Store, StoreError, Turn};
use values::{Code, MutationId, OrderId, Problem, Uuid};
use wire::{
    Answered, PushAnswer, PushRequest, Sealed,
    outcome::{outcome_text, read_outcome},
};

/// An import has at most so many parts, a quarter of a megabyte each.
const PARTS_MAX: u32 = 1_000;

/// And names at most so many lines: as many as an order may have, in the place of as many.
const LINES_MAX: usize = 200_000;

/// The name under which a body that cannot be read is kept.
const UNREADABLE: &str = "unreadable";

/// Takes a push of the acting device: what became of each mutation, up to and including the first that has to wait. What was
/// taken before is answered as it was then. `may` says whether the person has a right; a mutation without it is rejected, so
/// that the queue moves.
///
/// # Errors
/// `SYNC_MISMATCH` where a number or an id stands for another body already; faults of the store. The mutations before it were
/// taken, and are answered when they are sent again.
pub async fn push<H: Host<Tx = FirmTx>>(
    store: &Store,
    host: &H,
    scope: &FirmScope,
    may: &(dyn Fn(Right) -> Result<(), Problem> + Sync),
    request: PushRequest,
) -> Result<PushAnswer, ActionError> {
    let push = Push { store, host, scope, may };
    let mut answered = Vec::with_capacity(request.mutations.len());
    for sealed in &request.mutations {
        let one = push.take(sealed).await?;
        let waits = !one.outcome.is_final();
        answered.push(one);
        if waits {
            break;
        }
    }
    let epoch = store.read(scope).await?.epoch().await?.to_string();
    Ok(PushAnswer { epoch, answered })
}

struct Push<'a, H> {
    store: &'a Store,
    host: &'a H,
    scope: &'a FirmScope,
    may: &'a (dyn Fn(Right) -> Result<(), Problem> + Sync),
}

impl<H: Host<Tx = FirmTx>> Push<'_, H> {
    async fn take(&self, sealed: &Sealed) -> Result<Answered, ActionError> {
        let label = Label::of(sealed);
        let numbered = Numbered { seq: sealed.seq, id: label.id, hash: sealed.hash };
        let tx = match self.turn(&numbered).await? {
            Ok(tx) => tx,
            Err(answered) => return Ok(answered),
        };
        let (tx, outcome) = match self.put_on(tx, sealed).await {
            Ok(done) => done,
            Err(error) => {
                let problem = refusal(error)?;
                // That transaction is gone with whatever it had written; the rejection is kept in another.
                let mut tx = match self.turn(&numbered).await? {
                    Ok(tx) => tx,
                    Err(answered) => return Ok(answered),
                };
                if let Ok(Deed::ImportLines(import)) = sealed.mutation.as_ref().map(|mutation| &mutation.deed)
                {
                    tx.forget_import(import.facts.id).await?;
                }
                (tx, Outcome::Rejected(problem))
            }
        };
        if !outcome.is_final() {
            return Ok(waiting(sealed.seq, outcome));
        }
        let rev = tx
            .settle(Settlement {
                numbered,
                order: label.order,
                kind: label.name,
                verdict: outcome.name(),
                outcome: outcome_text(&outcome).as_bytes(),
                merged: outcome == Outcome::Merged,
                attention: matches!(outcome, Outcome::Conflict(_) | Outcome::Rejected(_)),
                at: self.host.now(),
            })
            .await?;
        Ok(Answered { seq: sealed.seq, outcome, rev })
    }

    /// The transaction in which it happens, or the answer where nothing is to happen.
    async fn turn(&self, numbered: &Numbered) -> Result<Result<FirmTx, Answered>, ActionError> {
        let seq = numbered.seq;
        match self.store.turn(self.scope, numbered).await? {
            Turn::Yours(tx) => Ok(Ok(*tx)),
            Turn::Done(done) => Ok(Err(answered_before(seq, &done)?)),
            Turn::Reused => Err(Problem::new(Code::SyncMismatch).in_field("seq").into()),
            Turn::Missing { .. } => Ok(Err(waiting(seq, Outcome::Deferred(Problem::new(Code::SyncOpHeld))))),
        }
    }

    async fn put_on(&self, tx: FirmTx, sealed: &Sealed) -> Result<(FirmTx, Outcome), ActionError> {
        let mutation = match &sealed.mutation {
            Ok(mutation) => mutation,
            Err(problem) => return Ok((tx, Outcome::Rejected(problem.clone()))),
        };
        if let Err(problem) = (self.may)(right_to(&mutation.deed)) {
            return Ok((tx, Outcome::Rejected(problem)));
        }
        match &mutation.deed {
            Deed::ImportLines(part) if !part.part.is_whole() => {
                self.put_part_on(tx, mutation, part, &sealed.text).await
            }
            _ => put_on(self.host, tx, mutation).await,
        }
    }

    /// A part waits beside the others until none is missing; then all of them happen at once.
    async fn put_part_on(
        &self,
        mut tx: FirmTx,
        mutation: &Mutation,
        import: &ImportDeed,
        body: &str,
    ) -> Result<(FirmTx, Outcome), ActionError> {
        let Part { number, of } = import.part;
        let nonsense = || Outcome::Rejected(Problem::new(Code::ReqMalformed).in_field("part"));
        if of > PARTS_MAX {
            return Ok((tx, nonsense()));
        }
        let id = import.facts.id;
        let at = self.host.now();
        let part = ImportPart { import: id, number, of, body: body.as_bytes(), at };
        let is_last = tx.stage_part(part).await?;
        if !is_last && number < of {
            return Ok((tx, Outcome::Staged));
        }
        // A device sends its parts in order. If one is missing now it will not come: it was refused, or it was forgotten.
        let whole = if is_last { whole(&mut tx, mutation, import).await? } else { None };
        tx.forget_import(id).await?;
        match whole {
            Some(whole) => put_on(self.host, tx, &whole).await,
            None => Ok((tx, nonsense())),
        }
    }
}

/// The import whose parts are all there, under the id of the one that came last. No two bodies are held at once.
async fn whole(
    tx: &mut FirmTx,
    last: &Mutation,
    import: &ImportDeed,
) -> Result<Option<Mutation>, StoreError> {
    let mut parts = Vec::new();
    let mut lines = 0;
    for number in 1..=import.part.of {
        let Some(body) = tx.part(import.facts.id, number).await? else { return Ok(None) };
        // They were read when they came; a release in between may read them no longer.
        let part = std::str::from_utf8(&body).ok().and_then(|body| wire::open(body, "").ok());
        let Some(Mutation { order, deed: Deed::ImportLines(part), .. }) = part else { return Ok(None) };
        lines += part.lines.len() + part.replaces.len();
        if order != last.order || lines > LINES_MAX {
            return Ok(None);
        }
        parts.push(part);
    }
    Ok(ImportDeed::assemble(parts).map(|whole| {
        let deed = Deed::ImportLines(whole);
        Mutation { id: last.id, order: last.order, base_rev: last.base_rev, at: last.at, deed }
    }))
}

/// What whoever does this must be allowed to do (DECISIONS, Sub-accounts).
const fn right_to(deed: &Deed) -> Right {
    match deed {
        Deed::CreateOrder { .. }
        | Deed::EditOrder(_)
        | Deed::DeleteOrder { .. }
        | Deed::RestoreOrder
        | Deed::AddLines { .. }
        | Deed::EditLines { .. }
        | Deed::RemoveLines { .. }
        | Deed::RestoreLines { .. }
        | Deed::ImportLines(_) => Right::DraftOrders,
    }
}

/// What a verb refused; other failures go on. A row that the database refuses is of a body that no desk of ours makes (a line
/// of another order under the same id): the queue behind it moves.
fn refusal(error: ActionError) -> Result<Problem, ActionError> {
    match error {
        ActionError::Refused(problems) => {
            Ok(problems.into_iter().next().unwrap_or_else(|| Problem::new(Code::ReqMalformed)))
        }
        ActionError::Store(fault) => match fault.cause.downcast_ref::<StoreError>() {
            Some(StoreError::Constraint(name)) => {
                tracing::warn!(constraint = %name, "a mutation was rejected by the database");
                Ok(Problem::new(Code::ReqMalformed))
            }
            _ => Err(ActionError::Store(fault)),
        },
    }
}

fn waiting(seq: i64, outcome: Outcome) -> Answered {
    Answered { seq, outcome, rev: 0 }
}

fn answered_before(seq: i64, done: &Processed) -> Result<Answered, ActionError> {
    let kept = || StoreError::Inconsistent { table: "mutations", column: "outcome", row: seq.to_string() };
    let text = std::str::from_utf8(&done.outcome).map_err(|_| kept())?;
    let outcome = read_outcome(text).map_err(|_| kept())?;
    Ok(Answered { seq, outcome, rev: done.rev })
}

/// Under what a mutation is kept.
struct Label {
    id: MutationId,
    order: OrderId,
    name: &'static str,
}

impl Label {
    fn of(sealed: &Sealed) -> Self {
        match &sealed.mutation {
            Ok(mutation) => Self { id: mutation.id, order: mutation.order, name: mutation.deed.name() },
            Err(_) => Self::of_unreadable(&sealed.text, &sealed.hash),
        }
    }

    /// As much as can be read. Where there is no id its hash makes one, so that the same body has the same id when it comes
    /// again.
    fn of_unreadable(text: &str, hash: &[u8; 32]) -> Self {
        let body: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
        let told = |name: &str| body.get(name).and_then(serde_json::Value::as_str);
        let (first, second) = hash.split_at(16);
        let id = told("id").and_then(|text| MutationId::parse(text).ok());
        let order = told("order").and_then(|text| OrderId::parse(text).ok());
        Self {
            id: id.unwrap_or_else(|| MutationId::from_uuid(uuid_of(first))),
            order: order.unwrap_or_else(|| OrderId::from_uuid(uuid_of(second))),
            name: UNREADABLE,
        }
    }
}

/// A UUID of version 7 in form, made of a hash.
fn uuid_of(bytes: &[u8]) -> Uuid {
    let mut id: [u8; 16] = bytes.try_into().expect("half of a SHA-256 has 16 bytes");
    id[6] = id[6] & 0x0f | 0x70;
    id[8] = id[8] & 0x3f | 0x80;
    Uuid::from_bytes(id)
}
