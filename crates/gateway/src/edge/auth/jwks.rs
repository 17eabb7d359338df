//! An issuer's keys, fetched. One fetch at a time; not more often than the floor whoever asks; again when the ceiling is passed
//! at the latest; and the last good set stays in use while the issuer is away.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use jsonwebtoken::jwk::{Jwk, JwkSet};
use parking_lot::RwLock;
use tokio::{sync::Mutex, time::Instant};

use super::{AuthError, keys::Key};

/// Between two fetches at least: an unknown `kid` cannot make us hammer the issuer.
pub const AGE_FLOOR: Duration = Duration::from_secs(30);
/// A set older than this is fetched again.
pub const AGE_CEILING: Duration = Duration::from_secs(600);
const FETCH_TIME: Duration = Duration::from_secs(5);
const DOCUMENT_BYTES: usize = 256 * 1024;
const KEYS: usize = 100;

/// A JWKS address and what it last said.
pub struct Jwks {
    url: reqwest::Url,
    client: reqwest::Client,
    held: RwLock<Option<Held>>,
    /// When a fetch was last begun; whoever holds the lock fetches.
    attempted: Mutex<Option<Instant>>,
    generation: AtomicU64,
}

struct Held {
    keys: Arc<[Key]>,
    source: Vec<Jwk>,
    fetched: Instant,
}

impl Jwks {
    /// Keys at `url`: https, or http to this machine.
    pub fn new(url: &str) -> Result<Self, AuthError> {
        let url = reqwest::Url::parse(url).map_err(|_| AuthError::Unusable("the JWKS address is not a URL"))?;
        let local = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        if url.scheme() != "https" && !(url.scheme() == "http" && local) {
            return Err(AuthError::Unusable("the JWKS address must be https"));
        }
        let client = reqwest::Client::builder()
            .timeout(FETCH_TIME)
            // Fetches are minutes apart: a kept connection would mostly be found closed.
            .pool_max_idle_per_host(0)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|_| AuthError::Unusable("no HTTP client could be made"))?;
        let (held, attempted) = (RwLock::new(None), Mutex::new(None));
        Ok(Self { url, client, held, attempted, generation: AtomicU64::new(0) })
    }

    /// Grows when a fetch brings other keys than before.
    pub fn generation(&self) -> u64 {
        self.generation.load(Ordering::Acquire)
    }

    /// The keys, fetched first when there are none, when they are old, or when `id` is not among them.
    pub async fn keys(&self, id: Option<&str>) -> Result<Arc<[Key]>, AuthError> {
        if let Some((keys, age)) = self.held() {
            let missing = id.is_some_and(|id| keys.iter().all(|key| key.id.as_deref() != Some(id)));
            if !missing && age < AGE_CEILING {
                return Ok(keys);
            }
            if !missing {
                // Old but good: whoever comes first fetches, the others go on.
                if let Ok(attempted) = self.attempted.try_lock() {
                    self.refresh(attempted).await;
                }
                return self.held().map(|(keys, _)| keys).ok_or(AuthError::IssuerAway);
            }
        }
        let attempted = self.attempted.lock().await;
        self.refresh(attempted).await;
        self.held().map(|(keys, _)| keys).ok_or(AuthError::IssuerAway)
    }

    fn held(&self) -> Option<(Arc<[Key]>, Duration)> {
        self.held.read().as_ref().map(|held| (held.keys.clone(), held.fetched.elapsed()))
    }

    /// Fetches unless someone did a moment ago, perhaps while we waited for the lock.
    async fn refresh(&self, mut attempted: tokio::sync::MutexGuard<'_, Option<Instant>>) {
        if attempted.is_some_and(|at| at.elapsed() < AGE_FLOOR) {
            return;
        }
        *attempted = Some(Instant::now());
        let source = match self.fetch().await {
            Ok(source) => source,
            Err(cause) => {
                tracing::warn!(host = self.url.host_str(), cause, "the issuer's keys could not be fetched");
                return;
            }
        };
        let keys: Arc<[Key]> = source.iter().take(KEYS).filter_map(Key::from_jwk).collect();
        if keys.is_empty() {
            tracing::warn!(host = self.url.host_str(), "the issuer offers no usable key; the last set is kept");
            return;
        }
        let mut held = self.held.write();
        if held.as_ref().is_some_and(|held| held.source != source) {
            self.generation.fetch_add(1, Ordering::Release);
        }
        *held = Some(Held { keys, source, fetched: Instant::now() });
    }

    async fn fetch(&self) -> Result<Vec<Jwk>, &'static str> {
        let mut response = self.client.get(self.url.clone()).send().await.map_err(|_| "no answer")?;
        if !response.status().is_success() {
            return Err("not a success");
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|_| "broken off")? {
            if body.len() + chunk.len() > DOCUMENT_BYTES {
                return Err("too large");
            }
            body.extend_from_slice(&chunk);
        }
        let set: JwkSet = serde_json::from_slice(&body).map_err(|_| "not a JWKS")?;
        Ok(set.keys)
    }
}
