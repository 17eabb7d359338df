//! An issuer's keys, fetched. One fetch at a time; not more often than the floor whoever asks; again when the ceiling is passed
//! at the latest; and the last good set stays in use while the issuer is away, but not for ever: what was withdrawn meanwhile would
//! be believed as long.
//!
//! A name that is not in the set is refused for good by a fetch that was made after somebody had asked for it, and by no other: within
//! the floor the issuer may have taken the key into use since. Anyone may name keys that there are not, so these names are bounded, and
//! whoever names a key that is held never waits for them.

use std::{
    borrow::Cow,
    collections::HashSet,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use jsonwebtoken::jwk::Jwk;
use parking_lot::RwLock;
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use tokio::{sync::Mutex, time::Instant};

use super::{AuthError, keys::Key};

/// Between the beginnings of two fetches at least: an unknown `kid` cannot make us hammer the issuer.
pub const AGE_FLOOR: Duration = Duration::from_secs(30);
/// A set older than this is fetched again.
pub const AGE_CEILING: Duration = Duration::from_secs(600);
/// How long the last good set is believed while the issuer is away, where nothing else is configured.
pub const KEYS_KEPT: Duration = Duration::from_secs(24 * 3600);
const FETCH_TIME: Duration = Duration::from_secs(5);
/// Bounds the keys too: some 2,500 without a certificate, 500 with one.
const DOCUMENT_BYTES: usize = 1024 * 1024;
/// Entries that are passed over and told of one by one, of each set that is new.
const TOLD_OF: usize = 100;
/// Names asked for in vain that are remembered between two fetches. Who comes after so many is told to come again until one of its own
/// is looked for.
const REMEMBERED: usize = 4_096;

/// A JWKS address and what it last said.
pub struct Jwks {
    issuer: String,
    url: reqwest::Url,
    client: reqwest::Client,
    /// How long a set is believed that cannot be fetched again.
    kept: Duration,
    held: RwLock<Option<Held>>,
    /// Whoever holds the lock fetches.
    attempts: Mutex<Attempts>,
    /// Whether the last fetch brought nothing of use.
    away: AtomicBool,
    generation: AtomicU64,
}

/// What fetches were made, and for which names.
#[derive(Default)]
struct Attempts {
    /// When one was last begun.
    begun: Option<Instant>,
    /// What was asked for in vain since: the next fetch is made for these too.
    awaited: HashSet<Name>,
    /// What the last one that brought a set was made for.
    sought: HashSet<Name>,
}

/// The SHA-256 of a key's name, which may be as long as a token.
type Name = [u8; 32];

struct Held {
    keys: Arc<[Key]>,
    source: Vec<Value>,
    fetched: Instant,
}

/// A key set whose entries are read one by one.
#[derive(Deserialize)]
struct Offered {
    keys: Vec<Value>,
}

impl Jwks {
    /// The keys of `issuer` at `url`: by https, or by http to this machine, or wherever `plain` allows it. While they cannot be fetched
    /// the last ones are believed for the time `kept`.
    ///
    /// # Errors
    /// What is wrong with the address, for the operator.
    pub fn new(issuer: &str, url: &str, plain: bool, kept: Duration) -> Result<Self, &'static str> {
        let url = Some(url).filter(|url| !url.contains(|c: char| c.is_whitespace() || c.is_control()));
        let url = url
            .and_then(|url| reqwest::Url::parse(url).ok())
            .ok_or("jwks_url: an address is needed, e.g. https://login.example/keys")?;
        let local = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        if url.scheme() != "https" && !(url.scheme() == "http" && (local || plain)) {
            return Err(
                "jwks_url: keys come by https, or by http from this machine; within a network that you trust, e.g. a cluster's \
                        own, set keys_by_http = true beside it",
            );
        }
        let client = reqwest::Client::builder()
            .timeout(FETCH_TIME)
            // Fetches are minutes apart: a kept connection would mostly be found closed.
            .pool_max_idle_per_host(0)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|_| "no HTTP client could be made")?;
        let (held, attempts, away) = (RwLock::new(None), Mutex::default(), AtomicBool::new(false));
        let (issuer, kept) = (issuer.to_owned(), kept.max(AGE_CEILING));
        Ok(Self { issuer, url, client, kept, held, attempts, away, generation: AtomicU64::new(0) })
    }

    /// Grows when a fetch brings other keys than before.
    pub fn generation(&self) -> u64 {
        self.generation.load(Ordering::Acquire)
    }

    /// The keys, fetched first when there are none, when they are old, or when `id` is not among them.
    ///
    /// # Errors
    /// `IssuerAway`, and `KeyAwaited` where `id` is not among those that were fetched before it was asked for.
    pub async fn keys(&self, id: Option<&str>) -> Result<Arc<[Key]>, AuthError> {
        // One without a name may be the one that is asked for.
        let missing = |keys: &[Key]| {
            id.is_some_and(|id| keys.iter().all(|key| key.id.as_deref().is_some_and(|known| known != id)))
        };
        if let Some((keys, age)) = self.held().filter(|(keys, _)| !missing(keys)) {
            if age < AGE_CEILING {
                return Ok(keys);
            }
            if age < self.kept {
                // Old but good: whoever comes first fetches, the others go on.
                if let Ok(mut attempts) = self.attempts.try_lock() {
                    self.refresh(&mut attempts, None).await;
                }
                return self.held().map(|(keys, _)| keys).ok_or(AuthError::IssuerAway);
            }
        }
        let mut attempts = self.attempts.lock().await;
        self.refresh(&mut attempts, id).await;
        self.give_up();
        let (keys, _) = self.held().ok_or(AuthError::IssuerAway)?;
        if let Some(id) = id.filter(|_| missing(&keys)) {
            self.not_there(&mut attempts, id)?;
        }
        Ok(keys)
    }

    /// Keys that were fetched since those of the generation `tried` were tried in vain, where no key bears the name `id`: the issuer may
    /// have changed its keys, and the others have no names. None where there are none.
    ///
    /// # Errors
    /// As [`Jwks::keys`].
    pub async fn newer(&self, id: &str, tried: u64) -> Result<Option<Arc<[Key]>>, AuthError> {
        let newer = || self.held().filter(|_| self.generation() != tried).map(|(keys, _)| keys);
        if let Some(keys) = newer() {
            return Ok(Some(keys));
        }
        let is_named = |keys: &[Key]| keys.iter().any(|key| key.id.as_deref() == Some(id));
        if self.held().is_some_and(|(keys, _)| is_named(&keys)) {
            return Ok(None);
        }
        let mut attempts = self.attempts.lock().await;
        self.refresh(&mut attempts, Some(id)).await;
        if let Some(keys) = newer() {
            return Ok(Some(keys));
        }
        self.not_there(&mut attempts, id).map(|()| None)
    }

    /// Whether it is known that the issuer has no key of a name that is not held.
    ///
    /// # Errors
    /// That its token is refused is not for ever, where the issuer may have such a key by now: it did not answer, or was asked before
    /// the name was.
    fn not_there(&self, attempts: &mut Attempts, id: &str) -> Result<(), AuthError> {
        let (name, is_away) = (name(id), self.away.load(Ordering::Acquire));
        if !is_away && attempts.sought.contains(&name) {
            return Ok(());
        }
        if attempts.awaited.len() < REMEMBERED {
            attempts.awaited.insert(name);
        }
        if is_away {
            return Err(AuthError::IssuerAway);
        }
        let since = attempts.begun.map_or(AGE_FLOOR, |at| at.elapsed());
        let left = AGE_FLOOR.saturating_sub(since);
        // Whole seconds, and not a moment too early: the floor would still stand.
        Err(AuthError::KeyAwaited { seconds: (left.as_secs() + u64::from(left.subsec_nanos() > 0)).max(1) })
    }

    /// Forgets a set that has been believed for long enough.
    fn give_up(&self) {
        let mut held = self.held.write();
        if held.as_ref().is_some_and(|held| held.fetched.elapsed() >= self.kept) {
            let (issuer, hours) = (&self.issuer, self.kept.as_secs() / 3600);
            tracing::warn!(
                issuer,
                hours,
                "the issuer's keys could not be fetched for so long that the last ones are given up"
            );
            *held = None;
            self.generation.fetch_add(1, Ordering::Release);
        }
    }

    fn held(&self) -> Option<(Arc<[Key]>, Duration)> {
        self.held.read().as_ref().map(|held| (held.keys.clone(), held.fetched.elapsed()))
    }

    /// Fetches unless someone did a moment ago, perhaps while we waited for the lock; for the name `id`, among others.
    async fn refresh(&self, attempts: &mut Attempts, id: Option<&str>) {
        if attempts.begun.is_some_and(|at| at.elapsed() < AGE_FLOOR) {
            return;
        }
        attempts.begun = Some(Instant::now());
        attempts.awaited.extend(id.map(name));
        self.away.store(true, Ordering::Release);
        let source = match self.fetch().await {
            Ok(source) => source,
            Err(cause) => {
                tracing::warn!(
                    issuer = self.issuer,
                    host = self.url.host_str(),
                    cause = &*cause,
                    "the issuer's keys could not be fetched"
                );
                return;
            }
        };
        let is_new = self.held.read().as_ref().is_none_or(|held| held.source != source);
        let keys: Arc<[Key]> = self.usable(&source, is_new);
        if keys.is_empty() {
            let (issuer, host) = (&self.issuer, self.url.host_str());
            tracing::warn!(issuer, host, "the issuer offers no usable key; the last set is kept");
            return;
        }
        let mut held = self.held.write();
        if held.is_some() && is_new {
            self.generation.fetch_add(1, Ordering::Release);
        }
        *held = Some(Held { keys, source, fetched: Instant::now() });
        attempts.sought = std::mem::take(&mut attempts.awaited);
        self.away.store(false, Ordering::Release);
    }

    /// The keys we can use. What is passed over is told of once for each set that is new.
    fn usable(&self, source: &[Value], is_new: bool) -> Arc<[Key]> {
        let read = |entry: &Value| match Jwk::deserialize(needed(entry)) {
            Ok(jwk) => Key::from_jwk(&jwk),
            Err(_) => Err("not an entry of RFC 7517"),
        };
        let tell = |at: usize, entry: &Value, cause: &str| {
            if is_new && at < TOLD_OF {
                let (issuer, kid, kty) = (&self.issuer, entry.get("kid"), entry.get("kty"));
                let (kid, kty) = (kid.map(short), kty.map(short));
                tracing::info!(issuer, entry = at, kid, kty, cause, "an entry of the issuer's key set is passed over");
            }
        };
        let entries = source.iter().enumerate();
        entries.filter_map(|(at, entry)| read(entry).map_err(|cause| tell(at, entry, cause)).ok()).collect()
    }

    async fn fetch(&self) -> Result<Vec<Value>, Cow<'static, str>> {
        let mut response = self.client.get(self.url.clone()).send().await.map_err(|_| "no answer")?;
        if !response.status().is_success() {
            return Err(format!("status {}", response.status().as_u16()).into());
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|_| "broken off")? {
            if body.len() + chunk.len() > DOCUMENT_BYTES {
                return Err("too large".into());
            }
            body.extend_from_slice(&chunk);
        }
        // RFC 8259 lets a reader pass over a byte order mark.
        let text = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&body);
        let set: Offered = serde_json::from_slice(text).map_err(|_| "not a JWKS")?;
        Ok(set.keys)
    }
}

/// The members that say what a key is and which it is. Of the others none is used, so none of them can spoil it.
const MEMBERS: [&str; 10] = ["kty", "n", "e", "crv", "x", "y", "k", "kid", "alg", "use"];

fn name(id: &str) -> Name {
    Sha256::digest(id.as_bytes()).into()
}

fn needed(entry: &Value) -> Value {
    let Value::Object(entry) = entry else { return Value::Null };
    // A name that is none names nothing.
    let is_needed = |name: &str, value: &Value| MEMBERS.contains(&name) && (name != "kid" || value.is_string());
    let kept = entry.iter().filter(|(name, value)| is_needed(name, value));
    kept.map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// As it stands, if it is not long.
fn short(value: &Value) -> String {
    value.to_string().chars().take(80).collect()
}
