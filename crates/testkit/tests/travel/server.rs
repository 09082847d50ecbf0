//! The server, as far as a push goes: it reads, puts on, and keeps parts of imports until the last is there.

use std::collections::{BTreeMap, BTreeSet};

use actions::apply_mutation;
use domain::{
    Deed, Mutation, Outcome,
    mutation::{ImportDeed, LineEntries},
};
use testkit::TestHost;
use values::LineId;
use wire::PushRequest;

use crate::desk::Desk;

pub(crate) struct Server {
    pub(crate) host: TestHost,
    parts: Vec<ImportDeed>,
    processed: i64,
    /// The names of what it took.
    pub(crate) taken: BTreeSet<&'static str>,
}

impl Server {
    pub(crate) async fn new() -> Self {
        let host = TestHost::seeded(0xffff_ffff).await;
        Self { host, parts: Vec::new(), processed: 0, taken: BTreeSet::new() }
    }

    /// Puts a push on. Nobody else is at work: everything takes effect.
    pub(crate) async fn take(&mut self, request: &str, at: &str) {
        for sealed in PushRequest::read(request, "1.0").unwrap().mutations {
            assert_eq!(sealed.seq, self.processed + 1, "{at}");
            self.processed = sealed.seq;
            let mutation = self.whole(sealed.mutation.unwrap());
            self.taken.insert(mutation.deed.name());
            let outcome = apply_mutation(&self.host, &mutation).await.unwrap();
            let took_effect = matches!(outcome, Outcome::Applied | Outcome::Merged | Outcome::Staged);
            assert!(took_effect, "{at}: {outcome:?} of {mutation:?}");
        }
        assert_eq!(self.parts, Vec::new(), "{at}: every import is whole");
    }

    /// Puts a push of a desk among others on, and tells what became of each mutation.
    pub(crate) async fn take_beside_others(&mut self, request: &str) -> Vec<Outcome> {
        let mut outcomes = Vec::new();
        for sealed in PushRequest::read(request, "1.0").unwrap().mutations {
            let mutation = self.whole(sealed.mutation.unwrap());
            outcomes.push(apply_mutation(&self.host, &mutation).await.unwrap());
        }
        outcomes
    }

    /// A part, or the whole import once its last part is there.
    fn whole(&mut self, mutation: Mutation) -> Mutation {
        let Deed::ImportLines(part) = &mutation.deed else { return mutation };
        self.parts.push(part.clone());
        match ImportDeed::assemble(self.parts.clone()) {
            Some(import) => {
                self.parts.clear();
                Mutation { deed: Deed::ImportLines(import), ..mutation }
            }
            None => mutation,
        }
    }

    /// Its rows are the desk's.
    pub(crate) async fn agrees_with(&self, desk: &Desk, at: &str) {
        let (mine, theirs) = (self.host.stored(desk.order).await, desk.host.stored(desk.order).await);
        assert_eq!((&mine.fields, mine.deleted), (&theirs.fields, theirs.deleted), "{at}");
        let mine = contents(&self.host, desk).await;
        assert_eq!(mine, contents(&desk.host, desk).await, "{at}");
        let sums = self.host.stored(desk.order).await.sums;
        assert_eq!(sums, self.host.stored_lines(desk.order).await.iter().collect(), "{at}");
    }
}

/// What each line says; a line that never travelled while it was removed may stand elsewhere until the rows come down.
async fn contents(host: &TestHost, desk: &Desk) -> BTreeMap<LineId, LineEntries> {
    let lines = host.stored_lines(desk.order).await;
    lines.into_iter().map(|line| (line.id, LineEntries::of_line(&line.fields))).collect()
}
