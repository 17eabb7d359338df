//! What is told of a person and a project when she is registered.

use chrono::NaiveDate;
use kernel::{
    Error, Result, command,
    id::{CouncilId, OrganisationId, ParticipantId, ProjectId},
};

use super::{entity::rules, entry::Entry};
use crate::participant::{GivenPerson, Person};

/// Who is registered.
#[derive(Clone, Debug)]
pub enum Registrant {
    /// By identifier: knowing it is what gives leave to register its owner.
    Person(Person),
    /// By an id that the caller already reaches.
    Known(ParticipantId),
}

/// Registrera deltagande: the command.
#[derive(Clone, Debug)]
pub struct RegisterParticipation {
    /// The project.
    pub project: ProjectId,
    /// Who.
    pub registrant: Registrant,
    /// The employer.
    pub organisation: Option<OrganisationId>,
    /// The regional council.
    pub council: Option<CouncilId>,
    /// Day of entry.
    pub starts_on: NaiveDate,
    /// Characteristics at entry.
    pub entry: Entry,
}

command! {
    /// Before the identifier is read, which takes the day.
    pub struct GivenRegistration as "RegisterParticipationInput"
        ("Registrera deltagande.", "Register a participation.") {
        project: ProjectId as "projectId" ("Projekt.", "Project."),
        person: Option<GivenPerson> as "person"
            ("Personen, med nummer och namn. Den som redan har registrerats, i vilket projekt som helst, registreras inte två gånger, och \
              svaret är detsamma: ditt projekt kallar henne det du säger här, vad andra projekt än gör.",
             "The person, by number and name. Someone registered before, in any project, is not registered twice, and the answer is \
              the same: your project calls her what you say here, whatever another does."),
        participant: Option<ParticipantId> as "participantId"
            ("Deltagare: en person inom din räckvidd.", "Participant: a person within your reach."),
        organisation: Option<OrganisationId> as "organisationId" ("Organisation: arbetsgivaren.", "Organisation: the employer."),
        council: Option<CouncilId> as "councilId"
            ("Råd: det vars bild deltagandet är en del av.", "Council: the one whose picture the participation is part of."),
        starts_on: NaiveDate as "startsOn" ("Första dag.", "First day."),
        entry: Entry as "entry" ("Uppgifter vid start.", "Characteristics at entry."),
    }
}

impl GivenRegistration {
    /// The command, on the day `today`.
    ///
    /// # Errors
    /// `Invalid` without the person or with two, and for a malformed identifier.
    pub fn read_on(self, today: NaiveDate) -> Result<RegisterParticipation> {
        let registrant = match (self.person, self.participant) {
            (Some(person), None) => Registrant::Person(person.read_on(today).map_err(in_person)?),
            (None, Some(known)) => Registrant::Known(known),
            _ => return Err(Error::invalid("person", rules::PERSON_IS_REQUIRED)),
        };
        let Self { project, organisation, council, starts_on, entry, .. } = self;
        Ok(RegisterParticipation { project, registrant, organisation, council, starts_on, entry })
    }
}

/// What is wrong with a part of the person stands at `person`.
fn in_person(error: Error) -> Error {
    match error {
        Error::Invalid { field, rule, detail } => Error::invalid_with(format!("person.{field}"), rule, detail),
        other => other,
    }
}
