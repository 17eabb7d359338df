//! What a principle measure is.

use kernel::{
    Command, Result, command,
    command::text,
    id::{PrincipleMeasureId, ProjectId},
    text_enum,
};
use store::Event;

use crate::project::Project;

text_enum! {
    pub enum HorizontalPrinciple ("Horisontell princip.", "Horizontal principle.") {
        GenderEquality = "GENDER_EQUALITY" ("Jämställdhet", "Gender equality"),
        Accessibility = "ACCESSIBILITY" ("Tillgänglighet", "Accessibility"),
        NonDiscrimination = "NON_DISCRIMINATION" ("Icke-diskriminering", "Non-discrimination"),
        Integration = "INTEGRATION" ("Integration", "Integration", ("programperioden 2007–2013", "the programming period 2007–2013")),
        Environment = "ENVIRONMENT" ("Miljö", "Environment", ("programperioden 2021–2027", "the programming period 2021–2027")),
    }
}

/// Åtgärd för en horisontell princip.
#[derive(Clone, Debug)]
pub struct PrincipleMeasure {
    /// Id.
    pub id: PrincipleMeasureId,
    /// The project.
    pub project: ProjectId,
    /// The principle.
    pub principle: HorizontalPrinciple,
    /// What is done, 1–2,000 characters.
    pub measure: String,
}

command! {
    pub struct AddPrincipleMeasure as "AddPrincipleMeasureInput"
        ("Lägg till åtgärd för en horisontell princip.", "Add a measure for a horizontal principle.") {
        project: ProjectId as "projectId" ("Projekt.", "Project."),
        principle: HorizontalPrinciple as "principle" ("Horisontell princip.", "Horizontal principle."),
        measure: String as "measure" [text(2000)] ("Åtgärd.", "Measure."),
    }
}

impl PrincipleMeasure {
    /// The new measure of `project`.
    ///
    /// # Errors
    /// `Refused` when the project has ended; `Invalid` naming the field.
    pub fn of(id: PrincipleMeasureId, project: &Project, command: AddPrincipleMeasure) -> Result<(Self, Event)> {
        project.must_be_alive()?;
        let AddPrincipleMeasure { principle, measure, .. } = command.checked()?;
        let measure = Self { id, project: project.id, principle, measure };
        Ok((measure, Event::new("PrincipleMeasureAdded", id.public())))
    }
}
