//! Papers' files in a bucket of an S3-compatible store: signed with the configured key, asked at the configured endpoint and nowhere
//! else, and given up after a while.

use std::{error::Error as StdError, time::Duration};

use councils::meeting::paper::{PaperObjects, paper_of};
use futures_util::{StreamExt, TryStreamExt, future::BoxFuture};
use kernel::{Error, Result, id::MeetingPaperId};
use object_store::{
    BackoffConfig, ClientOptions, GetOptions, ObjectStore, ObjectStoreExt, PutOptions, RetryConfig,
    aws::{AmazonS3, AmazonS3Builder},
    client::{HttpClient, HttpConnector, HttpError, HttpErrorKind},
    path::Path,
};
use reqwest::{Client, redirect::Policy};
use tokio::time::timeout;

use crate::config::Bucket;

/// Longest wait for a connection.
const CONNECTING: Duration = Duration::from_secs(4);
/// Longest wait for a file to be kept or given, tries and all: less than an operation may take.
const PATIENCE: Duration = Duration::from_secs(15);
/// How often what failed at the store or on the way is tried again, and the first pause before that.
const AGAIN: (usize, Duration) = (2, Duration::from_millis(100));
const CLIENT: &str =
    "papers.endpoint: no HTTP client could be made; are the system's certificates there (ca-certificates)?";

/// A bucket in which papers' files are kept.
pub struct PaperStore {
    bucket: AmazonS3,
    prefix: String,
    patience: Duration,
}

/// An object that is a file of a paper, by its key.
#[derive(Clone, Debug)]
pub struct PaperObject {
    /// Its key.
    pub key: String,
    /// The paper that it was handed in for.
    pub paper: MeetingPaperId,
    /// Its length in bytes.
    pub length: u64,
}

/// Connects to what it is told and is led nowhere else, by a redirection or by a proxy of the environment.
#[derive(Debug)]
struct Direct(Client);

impl HttpConnector for Direct {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(HttpClient::new(self.0.clone()))
    }
}

impl PaperStore {
    /// In this bucket. Nothing is asked of it yet: a store that is away stops no start.
    ///
    /// # Errors
    /// A text for the operator.
    pub fn of(bucket: Bucket) -> Result<Self, String> {
        Self::patiently(bucket, PATIENCE)
    }

    fn patiently(own: Bucket, patience: Duration) -> Result<Self, String> {
        let client = Client::builder()
            .redirect(Policy::none())
            .no_proxy()
            .https_only(!own.is_plain())
            .connect_timeout(CONNECTING.min(patience))
            .timeout(patience)
            .build()
            .map_err(|_| CLIENT)?;
        let (max_retries, init_backoff) = AGAIN;
        let retry = RetryConfig {
            max_retries,
            retry_timeout: patience,
            backoff: BackoffConfig { init_backoff, ..BackoffConfig::default() },
        };
        let bucket = AmazonS3Builder::new()
            .with_endpoint(own.address())
            .with_region(own.region)
            .with_bucket_name(own.name)
            .with_virtual_hosted_style_request(!own.path_style)
            // With a key that is given nobody is asked for one.
            .with_access_key_id(own.access_key_id.0)
            .with_secret_access_key(own.secret_access_key.0)
            // One at a time, which every store knows.
            .with_disable_bulk_delete(true)
            .with_retry(retry)
            .with_http_connector(Direct(client))
            .build()
            .map_err(|_| "papers: a store cannot be asked by this; look at its keys again".to_owned())?;
        Ok(Self { bucket, prefix: own.prefix, patience })
    }

    /// The objects below the prefix that are files of papers, and how many others lie there.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn objects(&self) -> Result<(Vec<PaperObject>, usize)> {
        let below = self.prefix.strip_suffix('/').map(path).transpose()?;
        let mut listed = self.bucket.list(below.as_ref());
        let (mut objects, mut others) = (Vec::new(), 0);
        // However long the list is, a page of it comes in time.
        while let Some(found) = timeout(self.patience, listed.next()).await.map_err(|_| slow())? {
            let found = found.map_err(|error| away(&error))?;
            let key = found.location.to_string();
            match paper_of(&self.prefix, &key) {
                Some(paper) => objects.push(PaperObject { key, paper, length: found.size }),
                None => others += 1,
            }
        }
        Ok((objects, others))
    }

    /// Whether there is an object under `key`.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn has(&self, key: &str) -> Result<bool> {
        let path = path(key)?;
        match timeout(self.patience, self.bucket.head(&path)).await.map_err(|_| slow())? {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(away(&error)),
        }
    }

    /// Removes the object under `key`.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn remove(&self, key: &str) -> Result<()> {
        let path = path(key)?;
        timeout(self.patience, self.bucket.delete(&path)).await.map_err(|_| slow())?.map_err(|error| away(&error))
    }

    async fn keep(&self, key: &str, bytes: &[u8]) -> object_store::Result<()> {
        let path = Path::parse(key)?;
        self.bucket.put_opts(&path, bytes.to_vec().into(), PutOptions::default()).await.map(drop)
    }

    /// What lies there; nothing where it is of another length.
    async fn read(&self, key: &str, length: u64) -> object_store::Result<Option<Vec<u8>>> {
        let found = self.bucket.get_opts(&Path::parse(key)?, GetOptions::default()).await?;
        if found.meta.size != length {
            return Ok(None);
        }
        let pieces: Vec<_> = found.into_stream().try_collect().await?;
        Ok(Some(pieces.concat()))
    }
}

impl PaperObjects for PaperStore {
    fn prefix(&self) -> &str {
        &self.prefix
    }

    fn put<'a>(&'a self, key: &'a str, bytes: &'a [u8]) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let kept = timeout(self.patience, self.keep(key, bytes)).await.map_err(|_| slow())?;
            kept.map_err(|error| away(&error))
        })
    }

    fn get<'a>(&'a self, key: &'a str, length: u64) -> BoxFuture<'a, Result<Vec<u8>>> {
        Box::pin(async move {
            match timeout(self.patience, self.read(key, length)).await.map_err(|_| slow())? {
                Ok(Some(bytes)) => Ok(bytes),
                Ok(None) => Err(Error::broken(format!("papers: {key} is of another length than the file handed in"))),
                Err(error @ object_store::Error::NotFound { .. })
                    if code(&error).as_deref() != Some("NoSuchBucket") =>
                {
                    Err(Error::broken(format!("papers: the store has no {key}")))
                }
                Err(error) => Err(away(&error)),
            }
        })
    }
}

fn path(key: &str) -> Result<Path> {
    Path::parse(key).map_err(|_| Error::broken(format!("papers: {key} is no key")))
}

fn slow() -> Error {
    Error::Unavailable("papers: the store does not answer in time".to_owned())
}

/// What is told of an error. A store may repeat whom it was asked as, so of its words only the name of its refusal is told.
fn away(error: &object_store::Error) -> Error {
    let said = match (error, kind(error)) {
        (object_store::Error::PermissionDenied { .. } | object_store::Error::Unauthenticated { .. }, _) => {
            "does not let the configured key do this"
        }
        (object_store::Error::NotFound { .. }, _) => "has no such bucket, or answers at another address",
        (_, Some(HttpErrorKind::Connect)) => "cannot be reached",
        (_, Some(HttpErrorKind::Timeout)) => "does not answer in time",
        _ => "answers with an error",
    };
    let code = code(error).map(|code| format!(" ({code})")).unwrap_or_default();
    Error::Unavailable(format!("papers: the store {said}{code}"))
}

/// What went wrong on the way to the store, where it did.
fn kind(error: &(dyn StdError + 'static)) -> Option<HttpErrorKind> {
    match error.downcast_ref::<HttpError>() {
        Some(error) => Some(error.kind()),
        None => kind(error.source()?),
    }
}

/// What a store calls its refusal, e.g. `SignatureDoesNotMatch`.
fn code(error: &object_store::Error) -> Option<String> {
    let text = error.to_string();
    let (code, _) = text.split_once("<Code>")?.1.split_once("</Code>")?;
    (code.len() <= 64 && code.bytes().all(|byte| byte.is_ascii_alphanumeric())).then(|| code.to_owned())
}

#[cfg(test)]
mod tests;
