//! Where sealed pieces lie: a folder of this computer, or a bucket of S3. What lies there tells nothing but sizes; a name is
//! made of ids only.

use std::{path::Path as FilePath, sync::Arc, time::Duration};

use anyhow::{Context as _, bail, ensure};
use futures_util::TryStreamExt as _;
use object_store::{
    BackoffConfig, ClientOptions, ObjectStore, ObjectStoreExt as _, RetryConfig, aws::AmazonS3Builder,
    local::LocalFileSystem, path::Path,
};
use values::{FirmId, UploadId, Uuid};

/// How long the other end may take for a piece, and to be reached at all.
const REQUEST: Duration = Duration::from_secs(20);
const CONNECT: Duration = Duration::from_secs(5);

/// Why a piece could not be put, read or removed.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// The folder or the bucket failed. Names in it are ids.
    #[error("the place of files failed")]
    Failed(#[from] object_store::Error),
    /// A piece does not open: it was altered, or is another one.
    #[error("a piece of a file does not open")]
    Damaged,
}

/// A place of files. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Place {
    objects: Arc<dyn ObjectStore>,
    prefix: Path,
}

impl Place {
    /// The place that `--files` names: a folder, which is made if it is missing, or
    /// `s3://bucket/prefix?endpoint=https://…&region=…`. The secrets of S3 come from the environment (`AWS_ACCESS_KEY_ID`,
    /// `AWS_SECRET_ACCESS_KEY`) or from the machine's role.
    ///
    /// # Errors
    /// What it names is not understood; the folder cannot be made.
    pub fn open(named: &str) -> anyhow::Result<Self> {
        match named.split_once("://") {
            Some(("s3", rest)) => Self::bucket(rest, AmazonS3Builder::from_env()),
            Some((scheme, _)) => bail!("files lie in a folder or in s3://…, not in {scheme}://…"),
            None => Self::folder(FilePath::new(named)),
        }
    }

    fn folder(folder: &FilePath) -> anyhow::Result<Self> {
        let named = || format!("the folder of files, {}", folder.display());
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder).with_context(named)?;
        // Whoever was told that bytes are here must find them after a power cut.
        let objects = LocalFileSystem::new_with_prefix(folder).with_context(named)?.with_fsync(true);
        Ok(Self { objects: Arc::new(objects), prefix: Path::default() })
    }

    /// A bucket, after `s3://`; `builder` brings the secrets.
    pub(crate) fn bucket(named: &str, builder: AmazonS3Builder) -> anyhow::Result<Self> {
        let (place, query) = named.split_once('?').unwrap_or((named, ""));
        let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
        ensure!(!bucket.is_empty(), "s3:// wants the name of a bucket");
        let mut builder = builder.with_bucket_name(bucket);
        for part in query.split('&').filter(|part| !part.is_empty()) {
            builder = match part.split_once('=') {
                Some(("endpoint", url)) => {
                    // What lies there is sealed, but who may put it there is shown by a signature that others could replay.
                    ensure!(
                        is_secure(url),
                        "{url} can be listened to: S3 is reached over https, but for this machine itself"
                    );
                    builder.with_endpoint(url).with_allow_http(url.starts_with("http://"))
                }
                Some(("region", region)) => builder.with_region(region),
                _ => bail!("s3:// understands endpoint and region, not {part}"),
            };
        }
        let objects = builder
            .with_client_options(ClientOptions::new().with_timeout(REQUEST).with_connect_timeout(CONNECT))
            .with_retry(RetryConfig {
                max_retries: 2,
                retry_timeout: REQUEST,
                backoff: BackoffConfig::default(),
            })
            .build()
            .context("the bucket of files")?;
        Ok(Self { objects: Arc::new(objects), prefix: Path::parse(prefix).context("the prefix of s3://")? })
    }

    /// Writes a piece; it is there whole and for good when this returns.
    ///
    /// # Errors
    /// `Failed`.
    pub async fn put(
        &self,
        firm: FirmId,
        upload: UploadId,
        piece: Uuid,
        sealed: Vec<u8>,
    ) -> Result<(), PlaceError> {
        self.objects.put(&self.at(firm, upload).join(piece.to_string()), sealed.into()).await?;
        Ok(())
    }

    /// Reads a piece.
    ///
    /// # Errors
    /// `Failed`, also for one that is not there.
    pub async fn get(&self, firm: FirmId, upload: UploadId, piece: Uuid) -> Result<Vec<u8>, PlaceError> {
        let got = self.objects.get(&self.at(firm, upload).join(piece.to_string())).await?;
        Ok(got.bytes().await?.to_vec())
    }

    /// Removes a piece that may be absent.
    ///
    /// # Errors
    /// `Failed`.
    pub async fn remove(&self, firm: FirmId, upload: UploadId, piece: Uuid) -> Result<(), PlaceError> {
        self.remove_at(&self.at(firm, upload).join(piece.to_string())).await
    }

    /// Removes all pieces of an upload but these.
    ///
    /// # Errors
    /// `Failed`; some may be gone then.
    pub async fn keep_only(&self, firm: FirmId, upload: UploadId, kept: &[Uuid]) -> Result<(), PlaceError> {
        let kept: Vec<String> = kept.iter().map(Uuid::to_string).collect();
        let found: Vec<_> = self.objects.list(Some(&self.at(firm, upload))).try_collect().await?;
        for piece in found {
            if !kept.iter().any(|name| Some(name.as_str()) == piece.location.filename()) {
                self.remove_at(&piece.location).await?;
            }
        }
        Ok(())
    }

    async fn remove_at(&self, at: &Path) -> Result<(), PlaceError> {
        match self.objects.delete(at).await {
            Err(object_store::Error::NotFound { .. }) | Ok(()) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    fn at(&self, firm: FirmId, upload: UploadId) -> Path {
        self.prefix.clone().join(firm.to_string()).join(upload.to_string())
    }
}

/// Whether nobody in between can listen.
fn is_secure(url: &str) -> bool {
    let host = |rest: &str| rest.split(['/', ':']).next().unwrap_or_default().to_owned();
    url.starts_with("https://")
        || url
            .strip_prefix("http://")
            .map(host)
            .is_some_and(|host| matches!(host.as_str(), "127.0.0.1" | "localhost"))
}
