//! What a requirement of a procurement is.

use kernel::{
    Command, Result, command,
    command::text,
    id::{HubId, OrganisationId, ProcurementId, ProcurementRequirementId, ProjectId},
    text_enum,
};
use store::Event;

use crate::procurement::Procurement;

text_enum! {
    pub enum RequirementKind as "ProcurementRequirementKind" ("Slag av krav.", "Kind of requirement.") {
        Accessibility = "ACCESSIBILITY" ("Tillgänglighet", "Accessibility", ("anpassning till varje deltagare, oavsett funktionsvariation", "adaptation to every participant, whatever the functional variation")),
        Contents = "CONTENTS" ("Innehåll", "Contents"),
        Competence = "COMPETENCE" ("Anordnarens kompetens", "The provider's competence"),
        Timetable = "TIMETABLE" ("Tider och plats", "Times and place"),
        Equality = "EQUALITY" ("Jämställdhet och likabehandling", "Equality and equal treatment"),
        Other = "OTHER" ("Annat", "Other"),
    }
}

/// Krav i en upphandling.
#[derive(Clone, Debug)]
pub struct ProcurementRequirement {
    /// Id.
    pub id: ProcurementRequirementId,
    /// Version, counted up by every change.
    pub version: i32,
    /// The procurement.
    pub procurement: ProcurementId,
    /// Its buyer, copied with its hub and project so that the reach is the procurement's.
    pub buyer: OrganisationId,
    /// Its hub.
    pub hub: HubId,
    /// Its project.
    pub project: Option<ProjectId>,
    /// Kind.
    pub kind: RequirementKind,
    /// What is demanded, at most 2,000 characters.
    pub text: String,
    /// A quote that does not meet it is rejected; otherwise it weighs in the evaluation.
    pub mandatory: bool,
}

command! {
    pub struct AddProcurementRequirement as "AddProcurementRequirementInput"
        ("Ställ krav i upphandling.", "Make a requirement of a procurement.") {
        procurement: ProcurementId as "procurementId" ("Upphandling: en planerad.", "Procurement: a planned one."),
        kind: RequirementKind as "kind" ("Slag av krav.", "Kind of requirement."),
        text: String as "text" [text(2000)] ("Vad som krävs.", "What is demanded."),
        mandatory: bool as "mandatory" = "true"
            ("Obligatoriskt: ett anbud som inte uppfyller det avvisas.", "Mandatory: a quote that does not meet it is rejected."),
    }
}

command! {
    pub struct ChangeProcurementRequirement as "ChangeProcurementRequirementInput"
        ("Ändra krav i upphandling.", "Change a requirement of a procurement.")
        of ProcurementRequirementId, ("Kravet.", "The requirement.") {
        kind: RequirementKind as "kind" ("Slag av krav.", "Kind of requirement."),
        text: String as "text" [text(2000)] ("Vad som krävs.", "What is demanded."),
        mandatory: bool as "mandatory" = "true"
            ("Obligatoriskt: ett anbud som inte uppfyller det avvisas.", "Mandatory: a quote that does not meet it is rejected."),
    }
}

impl ProcurementRequirement {
    /// A requirement of `procurement`.
    ///
    /// # Errors
    /// `Refused` once it is published or awarded; `Invalid` naming the field.
    pub fn of(
        id: ProcurementRequirementId,
        procurement: &Procurement,
        command: AddProcurementRequirement,
    ) -> Result<(Self, Event)> {
        procurement.must_be_planned()?;
        let command = command.checked()?;
        let requirement = Self {
            id,
            version: 1,
            procurement: procurement.id,
            buyer: procurement.buyer,
            hub: procurement.hub,
            project: procurement.project,
            kind: command.kind,
            text: command.text,
            mandatory: command.mandatory,
        };
        Ok((requirement, Event::new("ProcurementRequirementAdded", id.public())))
    }

    /// Replaces what is demanded by `procurement`, whose requirement it is.
    ///
    /// # Errors
    /// As [`ProcurementRequirement::of`].
    pub fn change(&mut self, procurement: &Procurement, command: ChangeProcurementRequirement) -> Result<Event> {
        procurement.must_be_planned()?;
        let command = command.checked()?;
        (self.kind, self.text, self.mandatory) = (command.kind, command.text, command.mandatory);
        Ok(Event::new("ProcurementRequirementChanged", self.id.public()))
    }
}
