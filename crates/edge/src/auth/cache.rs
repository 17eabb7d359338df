//! Verified tokens by their SHA-256, for a minute: verification costs more than most queries. Never beyond `exp`, never across a
//! change of keys, and the token itself is not kept.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use parking_lot::Mutex;
use sha2::{Digest, Sha256};

use crate::context::Identity;

/// How long a verification is believed: a withdrawn key bites within this time.
const TIME: TimeDelta = TimeDelta::seconds(60);
/// Tokens remembered.
const MOST: usize = 4_096;

/// The cache.
#[derive(Default)]
pub struct Cache(Mutex<Entries>);

#[derive(Default)]
struct Entries {
    generation: u64,
    by_digest: HashMap<[u8; 32], (Identity, DateTime<Utc>)>,
}

impl Cache {
    /// What a token is remembered by.
    pub fn digest(token: &str) -> [u8; 32] {
        Sha256::digest(token.as_bytes()).into()
    }

    /// The identity remembered, if it still holds.
    pub fn get(&self, digest: &[u8; 32], generation: u64, now: DateTime<Utc>) -> Option<Identity> {
        let entries = self.0.lock();
        if entries.generation != generation {
            return None;
        }
        let (identity, until) = entries.by_digest.get(digest)?;
        (now < *until).then(|| identity.clone())
    }

    /// Remembers.
    pub fn put(&self, digest: [u8; 32], generation: u64, now: DateTime<Utc>, identity: Identity) {
        let mut entries = self.0.lock();
        if entries.generation != generation {
            entries.by_digest.clear();
            entries.generation = generation;
        }
        if entries.by_digest.len() >= MOST {
            entries.by_digest.retain(|_, (_, until)| now < *until);
        }
        if entries.by_digest.len() < MOST {
            let until = identity.expires_at.min(now + TIME);
            entries.by_digest.insert(digest, (identity, until));
        }
    }
}
