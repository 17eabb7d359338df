//! What a project calls a person whom it did not register first, or has renamed since.

use kernel::{
    Result,
    error::required_line,
    id::{OrganisationId, ParticipantId, ParticipationId, ProjectId},
};
use store::Sealer;

use super::entity::Participation;

/// A participation's own name for its person. `Debug` does not tell it.
#[derive(Clone, Debug)]
pub struct Called {
    /// The participation.
    pub id: ParticipationId,
    /// Version.
    pub version: i32,
    /// The participation's person, copied.
    pub participant: ParticipantId,
    /// The participation's project, copied.
    pub project: ProjectId,
    /// The participation's employer, copied.
    pub organisation: Option<OrganisationId>,
    /// The name, sealed for this row.
    pub name_sealed: Vec<u8>,
    /// The person's version from which her protection holds for this name.
    pub protected_from: i32,
}

impl Called {
    /// `name`, as `of` knows its person.
    ///
    /// # Errors
    /// `Invalid` for the name; `Broken` when sealing fails.
    pub fn new(sealer: &Sealer, of: &Participation, name: &str, protected_from: i32) -> Result<Self> {
        Ok(Self {
            id: of.id,
            version: 1,
            participant: of.participant,
            project: of.project,
            organisation: of.organisation,
            name_sealed: seal(sealer, of.id, name)?,
            protected_from,
        })
    }

    /// Calls her `name` from now on.
    ///
    /// # Errors
    /// As [`Called::new`].
    pub fn rename(&mut self, sealer: &Sealer, name: &str) -> Result<()> {
        self.name_sealed = seal(sealer, self.id, name)?;
        Ok(())
    }

    /// The name that was sealed for the participation `id`.
    ///
    /// # Errors
    /// `Broken` when the seal does not open.
    pub(crate) fn open(sealer: &Sealer, id: ParticipationId, sealed: &[u8]) -> Result<String> {
        sealer.open(&context(id), sealed)
    }
}

fn seal(sealer: &Sealer, id: ParticipationId, name: &str) -> Result<Vec<u8>> {
    sealer.seal(&context(id), &required_line("name", name, 200)?)
}

fn context(id: ParticipationId) -> String {
    format!("participations.name.{id}")
}
