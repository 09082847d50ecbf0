//! Files that travel beside the rows (CM-SYNC-04, decision 0012): pieces come in, lie sealed in the place of files, and are looked
//! at once all are there. The rows about them are `store-server`'s.
//!
//! Read in this order: [`place`] (a folder or S3), `seal` (a piece as it lies there), [`Files`] (what may be done).

pub mod place;
mod seal;

use actions::StoreFault;
use domain::{FilePurpose, file::LEADING_BYTES};
use sha2::{Digest as _, Sha256};
use store_server::{Appended, FirmScope, Leftover, NewUpload, Piece, Store, StoreError, Upload, UploadState};
use tokio::sync::Semaphore;
use values::{Code, Instant, Problem, UploadId, Uuid};
use zeroize::Zeroizing;

use self::place::{Place, PlaceError};
use crate::clock::chance;

/// The largest piece, before sealing.
pub const PIECE_BYTES: usize = 1024 * 1024;

/// Files that are looked at at once: each holds a piece in memory.
const LOOKS: usize = 4;

/// What an upload begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Announced {
    /// What the file is for.
    pub purpose: FilePurpose,
    /// How many bytes it has.
    pub size: u64,
    /// The SHA-256 of all of them.
    pub sha256: [u8; 32],
}

/// Why something did not come about.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// It may not be so.
    #[error("refused")]
    Refused(Problem),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The place of files.
    #[error(transparent)]
    Place(#[from] PlaceError),
}

impl From<Problem> for FilesError {
    fn from(problem: Problem) -> Self {
        Self::Refused(problem)
    }
}

impl From<FilesError> for StoreFault {
    fn from(error: FilesError) -> Self {
        match error {
            FilesError::Refused(problem) => Self { problem, cause: "refused".into() },
            FilesError::Store(error) => error.into(),
            // Whatever is the matter there, the same request may go well later.
            FilesError::Place(error) => {
                Self { problem: Problem::new(Code::ServerBusy), cause: Box::new(error) }
            }
        }
    }
}

/// Files of all firms: rows here, pieces there.
#[derive(Debug)]
pub struct Files {
    store: Store,
    place: Place,
    looks: Semaphore,
}

impl Files {
    /// Over a database and a place.
    pub fn new(store: Store, place: Place) -> Self {
        Self { store, place, looks: Semaphore::new(LOOKS) }
    }

    /// Begins an upload.
    ///
    /// # Errors
    /// `Refused` with the code of a size that is not taken, or `RATE_LIMITED` for a firm with too many open ones.
    pub async fn begin(
        &self,
        scope: &FirmScope,
        id: UploadId,
        announced: &Announced,
        at: Instant,
    ) -> Result<(), FilesError> {
        announced.purpose.check_size(announced.size)?;
        let mut key = Zeroizing::new([0; 32]);
        chance(key.as_mut_slice());
        let Announced { purpose, size, sha256 } = *announced;
        let begun = self.store.begin_upload(scope, &NewUpload { id, purpose, size, sha256, key, at }).await?;
        // The oldest of them end by themselves; until then an hour is as good a guess as any.
        if begun { Ok(()) } else { Err(Problem::new(Code::RateLimited).with("seconds", 3_600).into()) }
    }

    /// An upload, looked at if all its bytes are here and nobody has yet: a server that was stopped in between, or an answer that
    /// was lost, leaves nothing undone.
    ///
    /// # Errors
    /// `Refused` with `NOT_FOUND`.
    pub async fn find(&self, scope: &FirmScope, id: UploadId, now: Instant) -> Result<Upload, FilesError> {
        let upload = self.known(scope, id, now).await?;
        if !upload.wants_look() {
            return Ok(upload);
        }
        self.look(scope, &upload, now).await?;
        self.known(scope, id, now).await
    }

    /// Uploads of this content, a verified one first.
    ///
    /// # Errors
    /// As the database fails.
    pub async fn find_content(
        &self,
        scope: &FirmScope,
        purpose: FilePurpose,
        sha256: &[u8; 32],
        now: Instant,
    ) -> Result<Vec<Upload>, FilesError> {
        Ok(self.store.uploads_of(scope, purpose, sha256, now).await?)
    }

    /// Adds bytes, at most [`PIECE_BYTES`], where the upload stands.
    ///
    /// # Errors
    /// `Refused` with `UPLOAD_OFFSET` if it stands elsewhere, `UPLOAD_TOO_LARGE` for more than was announced, `UPLOAD_PIECES`,
    /// `UPLOAD_EXPIRED`.
    pub async fn append(
        &self,
        scope: &FirmScope,
        upload: &Upload,
        starts_at: u64,
        bytes: &[u8],
        piece: Uuid,
        now: Instant,
    ) -> Result<(), FilesError> {
        let key = upload.key.as_ref().ok_or_else(|| Problem::new(Code::UploadExpired))?;
        let length = bytes.len() as u64;
        if starts_at.saturating_add(length) > upload.size {
            return Err(too_large(upload.size).into());
        }
        let sealed = seal::seal(key, upload.id, starts_at, bytes);
        self.place.put(scope.firm(), upload.id, piece, sealed).await?;
        let piece = Piece { starts_at, bytes: length, object: piece };
        let appended = self.store.append_piece(scope, upload.id, piece, now).await?;
        let refused = match appended {
            Appended::Taken => return Ok(()),
            Appended::Elsewhere(stands_at) => offset(stands_at),
            Appended::TooMany => Problem::new(Code::UploadPieces),
            Appended::Over => Problem::new(Code::UploadExpired),
        };
        // It is part of nothing. Left behind, it would go with its upload.
        if let Err(error) = self.place.remove(scope.firm(), upload.id, piece.object).await {
            tracing::info!(cause = %error, "a piece that was not taken is left for later");
        }
        if appended == Appended::TooMany {
            self.end(scope, upload.id, Code::UploadPieces, now).await?;
        }
        Err(refused.into())
    }

    /// Ends an open upload and removes its pieces.
    ///
    /// # Errors
    /// `Refused` with `FORBIDDEN` for one that is verified, `NOT_FOUND`.
    pub async fn terminate(&self, scope: &FirmScope, id: UploadId, now: Instant) -> Result<(), FilesError> {
        match self.known(scope, id, now).await?.state {
            UploadState::Verified(_) => Err(Problem::new(Code::Forbidden).into()),
            UploadState::Ended(_) => Ok(()),
            UploadState::Open { .. } => self.end(scope, id, Code::Cancelled, now).await,
        }
    }

    /// The content of a verified file.
    ///
    /// # Errors
    /// `Refused` with `NOT_FOUND` for one that is not; `Place` with `Damaged` for pieces that do not open.
    pub async fn content(
        &self,
        scope: &FirmScope,
        id: UploadId,
        now: Instant,
    ) -> Result<Zeroizing<Vec<u8>>, FilesError> {
        let upload = self.known(scope, id, now).await?;
        if !matches!(upload.state, UploadState::Verified(_)) {
            return Err(Problem::new(Code::NotFound).into());
        }
        let mut whole = Zeroizing::new(Vec::with_capacity(usize::try_from(upload.size).unwrap_or(0)));
        for piece in self.store.upload_pieces(scope, id).await? {
            whole.extend_from_slice(&self.open(scope, &upload, piece).await?);
        }
        Ok(whole)
    }

    /// Sweeps away what nobody finished; how many uploads nothing is left of.
    ///
    /// # Errors
    /// As the database fails. A piece that cannot be removed is tried again by the next sweep.
    pub async fn sweep(&self, now: Instant) -> Result<usize, FilesError> {
        let mut cleared = 0;
        for left in self.store.sweep_uploads(now).await? {
            cleared += usize::from(self.clear(left).await?);
        }
        Ok(cleared)
    }

    async fn known(&self, scope: &FirmScope, id: UploadId, now: Instant) -> Result<Upload, FilesError> {
        let found = self.store.upload(scope, id).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
        // The sweep comes by now and then; time passes all the same.
        let over = matches!(found.state, UploadState::Open { until } if until <= now);
        Ok(if over {
            Upload { state: UploadState::Ended(Code::UploadExpired), key: None, ..found }
        } else {
            found
        })
    }

    /// Looks at a whole upload: its hash, then its kind. It is verified afterwards, or ended.
    async fn look(&self, scope: &FirmScope, upload: &Upload, now: Instant) -> Result<(), FilesError> {
        let _turn = self.looks.acquire().await.expect("the semaphore is never closed");
        let pieces = self.store.upload_pieces(scope, upload.id).await?;
        let mut hash = Sha256::new();
        let mut leading = Vec::with_capacity(LEADING_BYTES);
        for piece in &pieces {
            let bytes = self.open(scope, upload, *piece).await?;
            hash.update(&*bytes);
            leading.extend(bytes.iter().take(LEADING_BYTES - leading.len()));
        }
        let hash: [u8; 32] = hash.finalize().into();
        if hash != upload.sha256 {
            return self.end(scope, upload.id, Code::UploadHash, now).await;
        }
        match upload.purpose.check_kind(&leading) {
            Ok(kind) => {
                // Two who look at once find the same; the second changes nothing.
                self.store.verify_upload(scope, upload.id, kind, now).await?;
                let kept: Vec<Uuid> = pieces.iter().map(|piece| piece.object).collect();
                if let Err(error) = self.place.keep_only(scope.firm(), upload.id, &kept).await {
                    tracing::info!(cause = %error, "pieces that are part of nothing were left");
                }
                Ok(())
            }
            Err(problem) => self.end(scope, upload.id, problem.code, now).await,
        }
    }

    async fn end(&self, scope: &FirmScope, id: UploadId, why: Code, now: Instant) -> Result<(), FilesError> {
        if self.store.end_upload(scope, id, why, now).await? {
            self.clear(Leftover { firm: scope.firm(), upload: id }).await?;
        }
        Ok(())
    }

    /// Removes what is left of an ended upload. Its key is gone already, so nobody waits for this to go well.
    async fn clear(&self, left: Leftover) -> Result<bool, FilesError> {
        match self.place.keep_only(left.firm, left.upload, &[]).await {
            Ok(()) => {
                self.store.upload_cleared(left).await?;
                Ok(true)
            }
            Err(error) => {
                tracing::warn!(cause = %error, "pieces of an upload that ended are left, it is tried again");
                Ok(false)
            }
        }
    }

    async fn open(
        &self,
        scope: &FirmScope,
        upload: &Upload,
        piece: Piece,
    ) -> Result<Zeroizing<Vec<u8>>, FilesError> {
        let key = upload.key.as_ref().ok_or_else(|| Problem::new(Code::UploadExpired))?;
        let sealed = self.place.get(scope.firm(), upload.id, piece.object).await?;
        let opened = seal::open(key, upload.id, piece.starts_at, &sealed)
            .filter(|bytes| bytes.len() as u64 == piece.bytes);
        Ok(opened.ok_or(PlaceError::Damaged)?)
    }
}

/// The upload stands there.
pub(crate) fn offset(stands_at: u64) -> Problem {
    Problem::new(Code::UploadOffset).with("offset", stands_at)
}

/// More bytes than were announced, or than a file may have.
pub(crate) fn too_large(bytes: u64) -> Problem {
    Problem::new(Code::UploadTooLarge).with("max", format!("{bytes} B"))
}
