//! What can be done with projects.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use kernel::{Error, error::rules};
use projects::project::{self, ProgrammePeriod, ProjectCard};

use super::object::{Precision, ProjectObject};
use crate::{
    app::app,
    graph::{Choice, Date, MoneyInput, id, writing},
    payload,
};

/// Projektkort: the whole card, as the project bank shows it.
#[derive(Clone, Debug, InputObject)]
pub struct ProjectCardInput {
    /// Diarienummer, `yyyy/nnnnn` or `yyyy-nnnnnnnn`.
    number: Option<String>,
    /// Namn, 1–200 characters.
    name: String,
    /// Kortnamn, at most 60 characters.
    acronym: Option<String>,
    /// Ägare.
    owner_id: ID,
    /// Ägarens enhet, at most 200 characters.
    owner_unit: Option<String>,
    /// ESF-region: a NUTS 2 code such as `SE23`, or `NATIONAL`.
    esf_region: Option<String>,
    /// Programperiod: `2007-2013`, `2014-2020` or `2021-2027`.
    programme_period: String,
    /// Programområde of that period, e.g. `2014-2020:1`.
    programme_area: Option<String>,
    /// Särskilt mål of that area, e.g. `2014-2020:1.1`.
    specific_objective: Option<String>,
    /// Interventionstyp of that period, e.g. `2014-2020:117`.
    intervention_field: Option<String>,
    /// Första dag.
    starts_on: Option<Date>,
    /// Sista dag.
    ends_on: Option<Date>,
    /// Planerade deltagare, people.
    planned_participants: Option<i32>,
    /// Hur exakt antalet är.
    #[graphql(default_with = "Choice(projects::project::Precision::Exact)")]
    planned_precision: Precision,
    /// Total budget.
    total_budget: Option<MoneyInput>,
    /// Beviljat stöd.
    granted_support: Option<MoneyInput>,
    /// Hur exakta beloppen är.
    #[graphql(default_with = "Choice(projects::project::Precision::Exact)")]
    money_precision: Precision,
    /// Unionens medfinansieringssats in basis points, 0–10,000 (5000 = 50 %).
    union_rate_basis_points: Option<i32>,
    /// Kontaktperson.
    contact_name: Option<String>,
    /// Kontaktpersonens e-postadress.
    contact_email: Option<String>,
    /// Postnummer, five digits.
    postcode: Option<String>,
    /// Adress, at most 200 characters.
    address: Option<String>,
    /// Beskrivning, at most 8,000 characters.
    description: Option<String>,
}

impl ProjectCardInput {
    fn card(self) -> kernel::Result<ProjectCard> {
        let money = |field, given: Option<MoneyInput>| given.map(|given| given.money(field)).transpose();
        let period = ProgrammePeriod::parse(&self.programme_period);
        Ok(ProjectCard {
            number: self.number,
            name: self.name,
            acronym: self.acronym,
            owner: id("ownerId", &self.owner_id)?,
            owner_unit: self.owner_unit,
            esf_region: self.esf_region,
            programme_period: period.ok_or_else(|| Error::invalid("programmePeriod", rules::CODE_IS_UNKNOWN))?,
            programme_area: self.programme_area,
            specific_objective: self.specific_objective,
            intervention_field: self.intervention_field,
            starts_on: self.starts_on.map(|day| day.0),
            ends_on: self.ends_on.map(|day| day.0),
            planned_participants: self.planned_participants,
            planned_precision: self.planned_precision.0,
            total_budget: money("totalBudget", self.total_budget)?,
            granted_support: money("grantedSupport", self.granted_support)?,
            money_precision: self.money_precision.0,
            union_rate_basis_points: self.union_rate_basis_points,
            contact_name: self.contact_name,
            contact_email: self.contact_email,
            postcode: self.postcode,
            address: self.address,
            description: self.description,
        })
    }
}

/// What is wrong with a field of the card stands at `input.card.field`.
fn in_card(error: Error) -> Error {
    match error {
        Error::Invalid { field, rule } if field != "input" => Error::invalid(format!("card.{field}"), rule),
        other => other,
    }
}

/// Registrera projekt.
#[derive(Clone, Debug, InputObject)]
pub struct RegisterProjectInput {
    /// Projektkortet.
    card: ProjectCardInput,
}

/// Revidera projektkort.
#[derive(Clone, Debug, InputObject)]
pub struct ReviseProjectInput {
    /// Projektet.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Hela projektkortet: what is left out becomes empty.
    card: ProjectCardInput,
}

/// Steg i ett projekts livslopp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "project::ProjectVerb")]
pub enum ProjectStep {
    /// Ansöka.
    Apply,
    /// Bevilja; the card states the support.
    Grant,
    /// Avslå, with a reason.
    Reject,
    /// Starta; the card states the first day.
    Start,
    /// Begära ändring, with a reason.
    RequestChange,
    /// Besluta om ändring.
    DecideChange,
    /// Slutrapportera.
    Report,
    /// Avsluta.
    Close,
    /// Avbryta, with a reason.
    Terminate,
}

/// Ta ett steg i projektets livslopp.
#[derive(Clone, Debug, InputObject)]
pub struct AdvanceProjectInput {
    /// Projektet.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Steg.
    step: ProjectStep,
    /// Skäl, 1–1,000 characters.
    reason: Option<String>,
}

/// Koppla föregångare.
#[derive(Clone, Debug, InputObject)]
pub struct LinkProjectPredecessorInput {
    /// Projektet.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Projektet som det bygger på.
    predecessor_id: ID,
}

payload!(
    /// Svar på en ändring av ett projekt.
    ProjectPayload {
        /// Projektet efter ändringen.
        project: ProjectObject
    }
);

/// Ändringar av projekt.
#[derive(Default)]
pub struct ProjectMutation;

#[Object]
impl ProjectMutation {
    /// Registrera projekt: a draft. Roles: system administrator, who then assigns the project manager.
    async fn register_project(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Projektet.")] input: RegisterProjectInput,
    ) -> Result<ProjectPayload> {
        let request = writing(ctx)?;
        let done = async { app(ctx).projects.register(&request, input.card.card()?).await }.await.map_err(in_card);
        ProjectPayload::from_result(ctx, done)
    }

    /// Revidera projektkort: replaced whole. Roles: project manager, for the own project.
    async fn revise_project(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Projektet och dess kort.")] input: ReviseProjectInput,
    ) -> Result<ProjectPayload> {
        let request = writing(ctx)?;
        let done = async {
            let project = id("id", &input.id)?;
            let card = input.card.card().map_err(in_card)?;
            app(ctx).projects.revise(&request, project, input.expected_version, card).await.map_err(in_card)
        };
        ProjectPayload::from_result(ctx, done.await)
    }

    /// Ta ett steg i projektets livslopp. Roles: project manager, for the own project.
    async fn advance_project(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Projektet och steget.")] input: AdvanceProjectInput,
    ) -> Result<ProjectPayload> {
        let request = writing(ctx)?;
        let done = async {
            let project = id("id", &input.id)?;
            let (expected, step) = (input.expected_version, input.step.into());
            app(ctx).projects.take(&request, project, expected, step, input.reason.as_deref()).await
        };
        ProjectPayload::from_result(ctx, done.await)
    }

    /// Koppla föregångare: an earlier project that this one builds on. Roles: project manager, for the own project.
    async fn link_project_predecessor(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "De båda projekten.")] input: LinkProjectPredecessorInput,
    ) -> Result<ProjectPayload> {
        let request = writing(ctx)?;
        let done = async {
            let (project, earlier) = (id("id", &input.id)?, id("predecessorId", &input.predecessor_id)?);
            app(ctx).projects.link_predecessor(&request, project, input.expected_version, earlier).await
        };
        ProjectPayload::from_result(ctx, done.await)
    }
}
