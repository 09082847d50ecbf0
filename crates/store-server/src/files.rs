//! Files on their way and at their place, as rows (decision 0012): whose they are, how far they are, where their pieces lie and
//! under which key. The pieces themselves lie elsewhere.
//!
//! Each function is a transaction of its own, and none holds the firm's row: a large file on a slow line must not keep
//! anybody's push waiting. The upload's own row is the lock.

use std::time::Duration;

use domain::{
    FileKind, FilePurpose,
    account::{earlier, later},
};
use values::{Code, FirmId, Instant, UploadId, Uuid};
use zeroize::Zeroizing;

use crate::{
    FirmScope, Store,
    db::{Conn, Row, sql},
    error::{StoreError, inconsistent},
    firm::FirmRead,
    sealing::{FirmKeys, Place},
    upkeep::of_server,
};

/// An upload lives so long (CM-SYNC-04).
pub const UPLOAD_LIFE: Duration = Duration::from_secs(7 * 24 * 3_600);
/// So long an ended upload is remembered, so that whoever comes back hears why.
const MEMORY: Duration = Duration::from_secs(30 * 24 * 3_600);
/// Uploads that a firm may have open at once.
pub const OPEN_UPLOADS_MAX: i64 = 100;
/// Pieces that one upload may have.
pub const PIECES_MAX: i64 = 1_024;

/// An upload that begins.
#[derive(Debug)]
pub struct NewUpload {
    /// Its id.
    pub id: UploadId,
    /// What the file is for.
    pub purpose: FilePurpose,
    /// How many bytes it has.
    pub size: u64,
    /// The SHA-256 of all of them.
    pub sha256: [u8; 32],
    /// Under which its pieces are sealed.
    pub key: Zeroizing<[u8; 32]>,
    /// When.
    pub at: Instant,
}

/// How far an upload is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UploadState {
    /// Bytes are taken until then.
    Open {
        /// When it is swept away.
        until: Instant,
    },
    /// Whole, with the hash that was announced, of a kind that is taken.
    Verified(FileKind),
    /// Nothing is left of it but why.
    Ended(Code),
}

/// An upload.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Its id.
    pub id: UploadId,
    /// What the file is for.
    pub purpose: FilePurpose,
    /// How many bytes it has when it is whole.
    pub size: u64,
    /// The SHA-256 that it must have then.
    pub sha256: [u8; 32],
    /// How many bytes are here.
    pub stands_at: u64,
    /// How far it is.
    pub state: UploadState,
    /// Under which its pieces are sealed; none once it has ended.
    pub key: Option<Zeroizing<[u8; 32]>>,
}

impl Upload {
    /// Whether all bytes are here and nobody has looked at them yet.
    pub const fn wants_look(&self) -> bool {
        matches!(self.state, UploadState::Open { .. }) && self.stands_at == self.size
    }
}

/// Some bytes of an upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Where they begin.
    pub starts_at: u64,
    /// How many there are, before sealing.
    pub bytes: u64,
    /// The object that holds them.
    pub object: Uuid,
}

/// What came of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appended {
    /// They are part of it.
    Taken,
    /// The upload stands elsewhere: somebody else's bytes were first, or these are old ones.
    Elsewhere(u64),
    /// There are [`PIECES_MAX`] already.
    TooMany,
    /// It is no longer open, or not there.
    Over,
}

/// An ended upload whose pieces may still lie in the place of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leftover {
    /// Whose it is.
    pub firm: FirmId,
    /// Which.
    pub upload: UploadId,
}

const fn key_of(id: UploadId) -> Place {
    Place { table: "uploads", column: "file_key", row: *id.as_uuid() }
}

impl Store {
    /// Begins an upload; `false` if the firm has [`OPEN_UPLOADS_MAX`] open.
    ///
    /// # Errors
    /// As the database fails.
    pub async fn begin_upload(&self, scope: &FirmScope, new: &NewUpload) -> Result<bool, StoreError> {
        let (mut conn, keys) = self.in_firm(scope, true).await?;
        let open: i64 =
            sql("SELECT count(*) AS n FROM uploads WHERE firm = $1 AND state = 'open' AND until_at > $2")
                .bind(scope.firm())
                .bind(new.at)
                .one(&mut conn)
                .await?
                .get("n")?;
        if open >= OPEN_UPLOADS_MAX {
            return Ok(false);
        }
        sql("INSERT INTO uploads (firm, id, person, device, purpose, size, sha256, stands_at, pieces, state, kind, \
             file_key, cleared, created_at, until_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, 'open', NULL, $8, 0, $9, $10)")
        .bind(scope.firm())
        .bind(new.id)
        .bind(scope.actor().person)
        .bind(scope.actor().device)
        .bind(new.purpose.name())
        .bind(number(new.size))
        .bind(new.sha256)
        .bind(keys.seal(key_of(new.id), new.key.as_slice()))
        .bind(new.at)
        .bind(later(new.at, UPLOAD_LIFE))
        .run(&mut conn)
        .await?;
        conn.commit().await?;
        Ok(true)
    }

    /// An upload of the firm.
    ///
    /// # Errors
    /// As the database fails.
    pub async fn upload(&self, scope: &FirmScope, id: UploadId) -> Result<Option<Upload>, StoreError> {
        let (mut conn, keys) = self.in_firm(scope, false).await?;
        let row =
            sql("SELECT id, purpose, size, sha256, stands_at, state, kind, file_key, until_at FROM uploads \
             WHERE firm = $1 AND id = $2")
            .bind(scope.firm())
            .bind(id)
            .optional(&mut conn)
            .await?;
        row.map(|row| read(&row, &keys)).transpose()
    }

    /// The firm's uploads of this content: a verified one first, then those that are farthest.
    ///
    /// # Errors
    /// As the database fails.
    pub async fn uploads_of(
        &self,
        scope: &FirmScope,
        purpose: FilePurpose,
        sha256: &[u8; 32],
        now: Instant,
    ) -> Result<Vec<Upload>, StoreError> {
        let (mut conn, keys) = self.in_firm(scope, false).await?;
        let rows = sql("SELECT id, purpose, size, sha256, stands_at, state, kind, file_key, until_at FROM uploads \
             WHERE firm = $1 AND sha256 = $2 AND purpose = $3 AND (state = 'verified' OR state = 'open' AND until_at > $4) \
             ORDER BY state DESC, stands_at DESC, id LIMIT 20")
        .bind(scope.firm())
        .bind(*sha256)
        .bind(purpose.name())
        .bind(now)
        .all(&mut conn)
        .await?;
        rows.iter().map(|row| read(row, &keys)).collect()
    }

    /// Makes a piece, whose object is written, part of its upload if that stands where the piece begins.
    ///
    /// # Errors
    /// As the database fails.
    pub async fn append_piece(
        &self,
        scope: &FirmScope,
        id: UploadId,
        piece: Piece,
        now: Instant,
    ) -> Result<Appended, StoreError> {
        let (mut conn, _) = self.in_firm(scope, true).await?;
        // Two nodes, or one chunk that was doubled on its way: the second waits for the first one's row and finds another place.
        let moved = sql("UPDATE uploads SET stands_at = stands_at + $4, pieces = pieces + 1 WHERE firm = $1 AND id = $2 \
             AND state = 'open' AND stands_at = $3 AND until_at > $5 AND pieces < $6 AND stands_at + $4 <= size")
        .bind(scope.firm())
        .bind(id)
        .bind(number(piece.starts_at))
        .bind(number(piece.bytes))
        .bind(now)
        .bind(PIECES_MAX)
        .run(&mut conn)
        .await?;
        if moved == 0 {
            let row = sql("SELECT stands_at, pieces FROM uploads WHERE firm = $1 AND id = $2 AND state = 'open' AND until_at > $3")
                .bind(scope.firm())
                .bind(id)
                .bind(now)
                .optional(&mut conn)
                .await?;
            let Some(row) = row else { return Ok(Appended::Over) };
            let stands_at = size(&row, "stands_at", id)?;
            let full = row.get::<i64>("pieces")? >= PIECES_MAX;
            return Ok(if full { Appended::TooMany } else { Appended::Elsewhere(stands_at) });
        }
        sql("INSERT INTO upload_pieces (firm, upload, starts_at, bytes, object) VALUES ($1, $2, $3, $4, $5)")
            .bind(scope.firm())
            .bind(id)
            .bind(number(piece.starts_at))
            .bind(number(piece.bytes))
            .bind(piece.object)
            .run(&mut conn)
            .await?;
        conn.commit().await?;
        Ok(Appended::Taken)
    }

    /// The pieces of an upload, first to last.
    ///
    /// # Errors
    /// As the database fails.
    pub async fn upload_pieces(&self, scope: &FirmScope, id: UploadId) -> Result<Vec<Piece>, StoreError> {
        let (mut conn, _) = self.in_firm(scope, false).await?;
        let rows = sql("SELECT starts_at, bytes, object FROM upload_pieces WHERE firm = $1 AND upload = $2 ORDER BY starts_at")
            .bind(scope.firm())
            .bind(id)
            .all(&mut conn)
            .await?;
        let piece = |row: &Row| {
            Ok(Piece {
                starts_at: size(row, "starts_at", id)?,
                bytes: size(row, "bytes", id)?,
                object: row.get("object")?,
            })
        };
        rows.iter().map(piece).collect()
    }

    /// Says that a whole upload was looked at and found to be what was announced. `false` if it is no longer open.
    ///
    /// # Errors
    /// As the database fails.
    pub async fn verify_upload(
        &self,
        scope: &FirmScope,
        id: UploadId,
        kind: FileKind,
        at: Instant,
    ) -> Result<bool, StoreError> {
        let (mut conn, _) = self.in_firm(scope, true).await?;
        let marked = sql(
            "UPDATE uploads SET state = 'verified', kind = $3, until_at = $4 WHERE firm = $1 AND id = $2 \
             AND state = 'open' AND stands_at = size",
        )
        .bind(scope.firm())
        .bind(id)
        .bind(kind.media_type())
        .bind(at)
        .run(&mut conn)
        .await?;
        conn.commit().await?;
        Ok(marked > 0)
    }

    /// Ends an open upload and destroys its key: whatever is left of its pieces is noise from here on. `false` if it is not open.
    ///
    /// # Errors
    /// As the database fails.
    pub async fn end_upload(
        &self,
        scope: &FirmScope,
        id: UploadId,
        why: Code,
        at: Instant,
    ) -> Result<bool, StoreError> {
        let (mut conn, _) = self.in_firm(scope, true).await?;
        let ended = sql("UPDATE uploads SET state = 'ended', kind = $3, file_key = NULL, until_at = $4 WHERE firm = $1 AND id = $2 \
             AND state = 'open'")
        .bind(scope.firm())
        .bind(id)
        .bind(why.as_str())
        .bind(at)
        .run(&mut conn)
        .await?;
        sql("DELETE FROM upload_pieces WHERE firm = $1 AND upload = $2 AND EXISTS (SELECT 1 FROM uploads u WHERE u.firm = $1 \
             AND u.id = $2 AND u.state = 'ended')")
        .bind(scope.firm())
        .bind(id)
        .run(&mut conn)
        .await?;
        conn.commit().await?;
        Ok(ended > 0)
    }

    /// Ends, in every firm, what nobody finished in time, and forgets what ended long ago. What is left in the place of files:
    /// whoever has removed it says so with [`Store::upload_cleared`].
    ///
    /// # Errors
    /// As the database fails; firms before the one that failed are done.
    pub async fn sweep_uploads(&self, now: Instant) -> Result<Vec<Leftover>, StoreError> {
        let mut left = Vec::new();
        for firm in self.firms().await? {
            let scope = of_server(firm);
            let (mut conn, _) = self.in_firm(&scope, true).await?;
            sql("UPDATE uploads SET state = 'ended', kind = $3, file_key = NULL, until_at = $2 WHERE firm = $1 AND state = 'open' \
                 AND until_at <= $2")
            .bind(firm)
            .bind(now)
            .bind(Code::UploadExpired.as_str())
            .run(&mut conn)
            .await?;
            sql("DELETE FROM upload_pieces WHERE firm = $1 AND upload IN (SELECT id FROM uploads WHERE firm = $1 \
                 AND state = 'ended' AND cleared = 0)")
            .bind(firm)
            .run(&mut conn)
            .await?;
            sql("DELETE FROM uploads WHERE firm = $1 AND state = 'ended' AND cleared = 1 AND until_at < $2")
                .bind(firm)
                .bind(earlier(now, MEMORY))
                .run(&mut conn)
                .await?;
            let rows =
                sql("SELECT id FROM uploads WHERE firm = $1 AND state = 'ended' AND cleared = 0 ORDER BY id")
                    .bind(firm)
                    .all(&mut conn)
                    .await?;
            conn.commit().await?;
            for row in rows {
                left.push(Leftover { firm, upload: row.get("id")? });
            }
        }
        Ok(left)
    }

    /// Remembers that nothing of an ended upload lies in the place of files any more.
    ///
    /// # Errors
    /// As the database fails.
    pub async fn upload_cleared(&self, left: Leftover) -> Result<(), StoreError> {
        let (mut conn, _) = self.in_firm(&of_server(left.firm), true).await?;
        sql("UPDATE uploads SET cleared = 1 WHERE firm = $1 AND id = $2 AND state = 'ended'")
            .bind(left.firm)
            .bind(left.upload)
            .run(&mut conn)
            .await?;
        conn.commit().await
    }

    async fn in_firm(&self, scope: &FirmScope, writes: bool) -> Result<(Conn, FirmKeys), StoreError> {
        let mut conn = if writes { self.db.write().await? } else { self.db.read().await? };
        conn.set_firm(scope.firm().as_uuid()).await?;
        Ok((conn, self.key.of_firm(scope.firm())))
    }
}

impl FirmRead {
    /// Uploads that do not stand where their pieces end, for `doctor`. Their keys are opened on the way.
    pub(crate) async fn uneven_uploads(&mut self) -> Result<Vec<String>, StoreError> {
        let kept =
            sql("SELECT id, purpose, size, sha256, stands_at, state, kind, file_key, until_at FROM uploads \
             WHERE firm = $1 AND state <> 'ended' ORDER BY id")
            .bind(self.scope.firm())
            .all(&mut self.conn)
            .await?;
        let mut uneven = Vec::new();
        for row in &kept {
            let upload = read(row, &self.keys)?;
            let pieces = sql("SELECT starts_at, bytes FROM upload_pieces WHERE firm = $1 AND upload = $2 ORDER BY starts_at")
                .bind(self.scope.firm())
                .bind(upload.id)
                .all(&mut self.conn)
                .await?;
            let mut ends_at = Some(0);
            for piece in &pieces {
                let (starts_at, bytes) =
                    (size(piece, "starts_at", upload.id)?, size(piece, "bytes", upload.id)?);
                ends_at = ends_at.filter(|end| *end == starts_at).map(|end| end + bytes);
            }
            let is_whole = upload.stands_at == upload.size;
            if ends_at != Some(upload.stands_at)
                || matches!(upload.state, UploadState::Verified(_)) && !is_whole
            {
                uneven.push(upload.id.to_string());
            }
        }
        Ok(uneven)
    }
}

fn read(row: &Row, keys: &FirmKeys) -> Result<Upload, StoreError> {
    let id: UploadId = row.get("id")?;
    let odd = |column| inconsistent("uploads", column, id);
    let kind: Option<String> = row.get("kind")?;
    let kind = kind.as_deref();
    let state = match row.get::<String>("state")?.as_str() {
        "open" => UploadState::Open { until: row.get("until_at")? },
        "verified" => UploadState::Verified(kind.and_then(FileKind::named).ok_or_else(|| odd("kind"))?),
        "ended" => UploadState::Ended(kind.and_then(Code::from_name).ok_or_else(|| odd("kind"))?),
        _ => return Err(odd("state")),
    };
    let sealed: Option<Vec<u8>> = row.get("file_key")?;
    let key = sealed
        .map(|sealed| {
            let opened = Zeroizing::new(keys.open(key_of(id), &sealed)?);
            let key: [u8; 32] = opened.as_slice().try_into().map_err(|_| odd("file_key"))?;
            Ok::<_, StoreError>(Zeroizing::new(key))
        })
        .transpose()?;
    Ok(Upload {
        id,
        purpose: FilePurpose::named(&row.get::<String>("purpose")?).ok_or_else(|| odd("purpose"))?,
        size: size(row, "size", id)?,
        sha256: row.get("sha256")?,
        stands_at: size(row, "stands_at", id)?,
        state,
        key,
    })
}

fn size(row: &Row, column: &'static str, id: UploadId) -> Result<u64, StoreError> {
    u64::try_from(row.get::<i64>(column)?).map_err(|_| inconsistent("uploads", column, id))
}

/// Sizes are bounded far below what a column holds.
fn number(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}
