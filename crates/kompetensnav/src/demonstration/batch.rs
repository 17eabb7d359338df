//! One programme's people of one round, made in memory and inserted together: what bounds the loader's memory.

use efforts::{Enrolment, Occasion, Outcome, Session};
use kernel::Result;
use participants::{Participant, Participation, Spell};
use store::Tx;

/// Rows of people and what they take part in.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) participants: Vec<Participant>,
    pub(super) participations: Vec<Participation>,
    pub(super) spells: Vec<Spell>,
    pub(super) occasions: Vec<Occasion>,
    pub(super) sessions: Vec<Session>,
    pub(super) enrolments: Vec<Enrolment>,
    pub(super) outcomes: Vec<Outcome>,
}

impl Batch {
    /// Inserts it in the order that references ask for.
    ///
    /// # Errors
    /// As [`Tx::insert`].
    pub(super) async fn insert(&self, tx: &mut Tx) -> Result<()> {
        tx.insert_many(&self.participants).await?;
        tx.insert_many(&self.participations).await?;
        tx.insert_many(&self.spells).await?;
        tx.insert_many(&self.occasions).await?;
        tx.insert_many(&self.sessions).await?;
        tx.insert_many(&self.enrolments).await?;
        tx.insert_many(&self.outcomes).await
    }
}
