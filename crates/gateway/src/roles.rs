//! The roles held at this moment: from a verified identity to an actor.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use access::{Actor, Assignment, Role};
use chrono::NaiveDate;
use edge::Identity;
use kernel::Result;
use parking_lot::RwLock;
use store::Db;

/// Most callers whose roles are kept in memory.
const MAX_KEPT: usize = 10_000;
/// Within this time a role changed by another instance bites here; one changed here bites at once.
const WATCH_EVERY: Duration = Duration::from_secs(1);

/// Roles held, kept until any role changes. Keyed by identity, never shared between callers.
pub struct Roles {
    db: Db,
    kept: RwLock<HashMap<(String, String), HeldRoles>>,
    /// Counted up by every forgetting: what was read before it is not kept after it.
    era: AtomicU64,
    mark: AtomicI64,
    looked: RwLock<Option<Instant>>,
}

struct HeldRoles {
    on: NaiveDate,
    held: Vec<Assignment>,
}

impl Roles {
    /// Over `db`.
    pub fn new(db: &Db) -> Arc<Self> {
        Arc::new(Self {
            db: db.clone(),
            kept: RwLock::default(),
            era: AtomicU64::new(0),
            mark: AtomicI64::new(-1),
            looked: RwLock::new(None),
        })
    }

    /// Forgets everything: a role was changed here.
    pub fn forget(&self) {
        let mut kept = self.kept.write();
        self.era.fetch_add(1, Ordering::Relaxed);
        kept.clear();
    }

    /// All that someone holds today.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn held(&self, issuer: &str, subject: &str) -> Result<Vec<Assignment>> {
        self.watch().await?;
        let today = self.db.clock().today();
        let key = (issuer.to_owned(), subject.to_owned());
        let kept = self.kept.read().get(&key).filter(|kept| kept.on == today).map(|kept| kept.held.clone());
        let held = match kept {
            Some(held) => held,
            None => {
                let era = self.era.load(Ordering::Relaxed);
                let held = councils::assignment::held(&self.db, issuer, subject, today).await?;
                let mut all = self.kept.write();
                if all.len() >= MAX_KEPT {
                    all.clear();
                }
                if self.era.load(Ordering::Relaxed) == era {
                    all.insert(key, HeldRoles { on: today, held: held.clone() });
                }
                held
            }
        };
        Ok(held)
    }

    /// The actor behind an identity, with the roles held today, or with the one assignment that an access token acts in if it is
    /// still held; without an identity the public. There is no other way from who asks to what they may.
    ///
    /// # Errors
    /// As [`Roles::held`].
    pub async fn of(&self, identity: Option<&Identity>) -> Result<Actor> {
        let Some(identity) = identity else { return Ok(Actor::public()) };
        let held = self.held(&identity.issuer, &identity.subject).await?;
        let mut actor = Actor::signed_in(identity.issuer.clone(), identity.subject.clone(), held);
        if let Some(only) = identity.only {
            actor.assignments.retain(|held| held.id == Some(only) || held.role == Role::Public);
        }
        Ok(actor)
    }

    /// Notices changes made by other instances.
    async fn watch(&self) -> Result<()> {
        let due = self.looked.read().is_none_or(|at| at.elapsed() >= WATCH_EVERY);
        if due {
            *self.looked.write() = Some(Instant::now());
            let mark = councils::assignment::last_change(&self.db).await?;
            if self.mark.swap(mark, Ordering::Relaxed) != mark {
                self.forget();
            }
        }
        Ok(())
    }
}
