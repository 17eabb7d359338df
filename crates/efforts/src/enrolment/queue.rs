//! How the places of an occasion stand, and whose turn it is.

use kernel::{Error, Result, id::EnrolmentId};

use super::entity::{Enrolment, EnrolmentStatus, rules};
use crate::occasion::{Occasion, OccasionStatus};

/// How the occasion's places stand.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    /// Free places.
    pub free: usize,
    /// Those who wait, first to be offered first.
    pub waiting: Vec<EnrolmentId>,
    /// How the occasion ended, where it is finished or cancelled.
    pub over: Option<OccasionStatus>,
}

impl Queue {
    /// From every enrolment of `occasion` that holds a place or waits.
    pub fn of(occasion: &Occasion, enrolments: &[Enrolment]) -> Self {
        let taken = enrolments.iter().filter(|e| e.holds_a_place()).count();
        let mut waiting: Vec<_> = enrolments.iter().filter(|e| e.status == EnrolmentStatus::Waitlisted).collect();
        waiting.sort_by_key(|e| (e.applied_on, e.id));
        Self {
            free: occasion.free(taken),
            waiting: waiting.into_iter().map(|e| e.id).collect(),
            over: occasion.is_over().then_some(occasion.status),
        }
    }

    /// Refuses to give out places of what is over.
    pub(super) fn must_go_on(&self) -> Result<()> {
        match self.over {
            Some(status) => Err(Error::refused(rules::NO_PLACES_ARE_GIVEN, status.label())),
            None => Ok(()),
        }
    }

    /// Whether `id` may be offered a place now.
    pub(super) fn admits(&self, id: EnrolmentId) -> Result<()> {
        if self.free == 0 {
            return Err(Error::refused(rules::EFFORT_IS_FULL, self.waiting.len().to_string()));
        }
        let ahead = self.waiting.iter().position(|other| *other == id).unwrap_or(self.waiting.len());
        if ahead < self.free {
            Ok(())
        } else {
            Err(Error::refused(rules::WAITING_LIST_GOES_FIRST, self.waiting.len().to_string()))
        }
    }
}
