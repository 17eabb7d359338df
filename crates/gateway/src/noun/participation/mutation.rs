//! What can be done with participations.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use chrono::NaiveDate;
use kernel::{Error, PersonalIdentity};
use participants::{
    participant::Person,
    participation::{self, Entry, ParticipationVerb, Registrant, Sensitive, rules},
};

use super::object::{Answer, EmploymentSituation, ParticipationObject, Sex};
use crate::{
    app::app,
    graph::{Choice, Date, id, maybe_id, writing},
    payload,
};

/// Hur en person betecknas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum IdentifierForm {
    /// Personnummer, samordningsnummer or the placeholder for a protected identity.
    PersonalNumber,
    /// Interimspersonnummer.
    InterimNumber,
    /// Annan beteckning, e.g. a reserve number: 1–32 letters and digits.
    Other,
}

/// En person, as you know her.
#[derive(Clone, InputObject)]
pub struct PersonInput {
    /// Personnummer or what stands in its place: `YYYYMMDD-NNNC`.
    number: String,
    /// Hur personen betecknas.
    #[graphql(default_with = "IdentifierForm::PersonalNumber")]
    form: IdentifierForm,
    /// Namn, 1–200 characters.
    name: String,
    /// Skyddade personuppgifter.
    #[graphql(default = false)]
    protected: bool,
}

impl PersonInput {
    fn person(self, today: NaiveDate) -> kernel::Result<Person> {
        let identity = match self.form {
            IdentifierForm::PersonalNumber => PersonalIdentity::parse(&self.number, today)?,
            IdentifierForm::InterimNumber => PersonalIdentity::parse_or_interim(&self.number, today)?,
            IdentifierForm::Other => PersonalIdentity::other(&self.number)?,
        };
        Ok(Person { identity, name: self.name, protected: self.protected })
    }
}

/// Uppgifter vid start.
#[derive(Clone, InputObject)]
pub struct EntryInput {
    /// Kön; what the number says when the person was not asked.
    sex: Option<Sex>,
    /// Födelsedatum, where the number does not say it.
    birth_date: Option<Date>,
    /// Sysselsättning.
    employment_situation: EmploymentSituation,
    /// I utbildning.
    #[graphql(default = false)]
    in_education: bool,
    /// Utbildningsnivå: SUN 2020.
    sun_level: Option<String>,
    /// Bostadskommun: four digits.
    municipality: Option<String>,
    /// Yrkesgrupp: SSYK 2012.
    ssyk: Option<String>,
    /// Arbetsgivarens bransch: SNI 2007.
    sni: Option<String>,
    /// Funktionsnedsättning.
    #[graphql(default_with = "Choice(participants::participation::Answer::NotAsked)")]
    disability: Answer,
    /// Minoritet.
    #[graphql(default_with = "Choice(participants::participation::Answer::NotAsked)")]
    minority: Answer,
}

impl From<EntryInput> for Entry {
    fn from(input: EntryInput) -> Self {
        Self {
            sex: input.sex.map(|sex| sex.0),
            birth_date: input.birth_date.map(|day| day.0),
            employment_situation: input.employment_situation.0,
            in_education: input.in_education,
            sun_level: input.sun_level,
            municipality: input.municipality,
            ssyk: input.ssyk,
            sni: input.sni,
            sensitive: Sensitive { disability: input.disability.0, minority: input.minority.0 },
        }
    }
}

/// Registrera deltagande.
#[derive(Clone, InputObject)]
pub struct RegisterParticipationInput {
    /// Projektet.
    project_id: ID,
    /// Personen, by number and name. Someone registered before, in any project, is not registered twice, and the answer is
    /// the same: your project calls her what you say here, whatever another does.
    person: Option<PersonInput>,
    /// Personen, by an id within your reach.
    participant_id: Option<ID>,
    /// Arbetsgivaren.
    organisation_id: Option<ID>,
    /// Rådet vars bild deltagandet är en del av.
    council_id: Option<ID>,
    /// Första dag.
    starts_on: Date,
    /// Uppgifter vid start.
    entry: EntryInput,
}

impl RegisterParticipationInput {
    fn command(self, today: NaiveDate) -> kernel::Result<participation::RegisterParticipation> {
        let registrant = match (self.person, self.participant_id) {
            (Some(person), None) => Registrant::Person(person.person(today).map_err(in_person)?),
            (None, Some(known)) => Registrant::Known(id("participantId", &known)?),
            _ => return Err(Error::invalid("person", rules::PERSON_IS_REQUIRED)),
        };
        Ok(participation::RegisterParticipation {
            project: id("projectId", &self.project_id)?,
            registrant,
            organisation: maybe_id("organisationId", self.organisation_id.as_ref())?,
            council: maybe_id("councilId", self.council_id.as_ref())?,
            starts_on: self.starts_on.0,
            entry: self.entry.into(),
        })
    }
}

/// What is wrong with a part of the person stands at `input.person`.
fn in_person(error: Error) -> Error {
    match error {
        Error::Invalid { field, rule } => Error::invalid(format!("person.{field}"), rule),
        other => other,
    }
}

/// What the room says of a field stands where the input has it.
fn placed(error: Error) -> Error {
    match error {
        Error::Invalid { field, rule } => match field.as_str() {
            "name" => Error::invalid("person.name", rule),
            "sunLevel" | "municipality" | "ssyk" | "sni" => Error::invalid(format!("entry.{field}"), rule),
            _ => Error::invalid(field, rule),
        },
        other => other,
    }
}

/// Påbörja deltagande.
#[derive(Clone, Debug, InputObject)]
pub struct ActivateParticipationInput {
    /// Deltagandet.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
}

/// Avsluta deltagande.
#[derive(Clone, Debug, InputObject)]
pub struct ExitParticipationInput {
    /// Deltagandet.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Sista dag; today when absent.
    ends_on: Option<Date>,
    /// Skäl, 1–1,000 characters.
    reason: Option<String>,
}

/// Återinträd.
#[derive(Clone, Debug, InputObject)]
pub struct ReEnterParticipationInput {
    /// Deltagandet.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Första dag i den nya perioden; today when absent.
    starts_on: Option<Date>,
}

/// Steg efter ett avslutat deltagande.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ParticipationStep {
    /// Registrera resultat.
    RecordResult,
    /// Följa upp, six months after leaving at the earliest.
    FollowUp,
    /// Arkivera.
    Archive,
}

/// Ta ett steg efter ett avslutat deltagande.
#[derive(Clone, Debug, InputObject)]
pub struct AdvanceParticipationInput {
    /// Deltagandet.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Steg.
    step: ParticipationStep,
}

/// Ändra deltagarens namn.
#[derive(Clone, InputObject)]
pub struct RenameParticipantInput {
    /// Deltagandet.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Namn, 1–200 characters.
    name: String,
}

payload!(
    /// Svar på en ändring av ett deltagande.
    ParticipationPayload {
        /// Deltagandet efter ändringen.
        participation: ParticipationObject
    }
);

/// Ändringar av deltaganden.
#[derive(Default)]
pub struct ParticipationMutation;

#[Object]
impl ParticipationMutation {
    /// Registrera deltagande. Roles: project manager and hub coordinator, for the own project.
    async fn register_participation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Personen, projektet och uppgifterna vid start.")] input: RegisterParticipationInput,
    ) -> Result<ParticipationPayload> {
        let request = writing(ctx)?;
        let done = async {
            let command = input.command(app(ctx).db.clock().today())?;
            app(ctx).participations.register(&request, command).await.map_err(placed)
        };
        ParticipationPayload::from_result(ctx, done.await)
    }

    /// Påbörja deltagande: the first spell begins on the day of entry. Roles: as `registerParticipation`.
    async fn activate_participation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Deltagandet.")] input: ActivateParticipationInput,
    ) -> Result<ParticipationPayload> {
        let request = writing(ctx)?;
        let done = async {
            let participation = id("id", &input.id)?;
            app(ctx).participations.activate(&request, participation, input.expected_version).await
        };
        ParticipationPayload::from_result(ctx, done.await)
    }

    /// Avsluta deltagande. Roles: as `registerParticipation`.
    async fn exit_participation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Deltagandet och dagen.")] input: ExitParticipationInput,
    ) -> Result<ParticipationPayload> {
        let request = writing(ctx)?;
        let done = async {
            let (participation, day) = (id("id", &input.id)?, input.ends_on.map(|day| day.0));
            let (expected, reason) = (input.expected_version, input.reason.as_deref());
            app(ctx).participations.exit(&request, participation, expected, day, reason).await
        };
        ParticipationPayload::from_result(ctx, done.await)
    }

    /// Återinträd: a new spell; earlier results no longer count. Roles: as `registerParticipation`.
    async fn re_enter_participation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Deltagandet och dagen.")] input: ReEnterParticipationInput,
    ) -> Result<ParticipationPayload> {
        let request = writing(ctx)?;
        let done = async {
            let (participation, day) = (id("id", &input.id)?, input.starts_on.map(|day| day.0));
            app(ctx).participations.re_enter(&request, participation, input.expected_version, day).await
        };
        ParticipationPayload::from_result(ctx, done.await)
    }

    /// Ta ett steg efter ett avslutat deltagande. Roles: as `registerParticipation`.
    async fn advance_participation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Deltagandet och steget.")] input: AdvanceParticipationInput,
    ) -> Result<ParticipationPayload> {
        let request = writing(ctx)?;
        let verb = match input.step {
            ParticipationStep::RecordResult => ParticipationVerb::RecordResult,
            ParticipationStep::FollowUp => ParticipationVerb::FollowUp,
            ParticipationStep::Archive => ParticipationVerb::Archive,
        };
        let done = async {
            let participation = id("id", &input.id)?;
            app(ctx).participations.take(&request, participation, input.expected_version, verb).await
        };
        ParticipationPayload::from_result(ctx, done.await)
    }

    /// Ändra deltagarens namn: what the participation's project calls her; other projects' names for her stay. Roles: project
    /// manager, for the own project. `NOT_FOUND` for whom you may not name.
    async fn rename_participant(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Deltagandet och namnet.")] input: RenameParticipantInput,
    ) -> Result<ParticipationPayload> {
        let request = writing(ctx)?;
        let done = async {
            let participation = id("id", &input.id)?;
            app(ctx).participations.rename(&request, participation, input.expected_version, &input.name).await
        };
        ParticipationPayload::from_result(ctx, done.await)
    }
}
