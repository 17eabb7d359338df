//! Projects as the project bank shows them, and hubs with those who pay for them.

use chrono::NaiveDate;
use competence_hub::{Hub, HubFunding, funding::FundingKind, hub::HubStatus};
use kernel::{
    Money, Result,
    id::{CouncilId, HubId, OrganisationId, ProjectId},
};
use projects::{
    PrincipleMeasure, Project, ProjectPartner, ProjectTarget,
    partner::Part,
    principle_measure::HorizontalPrinciple,
    project::{Precision, ProgrammePeriod, ProjectCard, ProjectStatus},
    target::TargetKind,
};

use super::{parties::Origin, world::World};

/// A card with nothing stated but name, owner and programming period.
pub(super) fn bare(name: &str, owner: OrganisationId, programme_period: ProgrammePeriod) -> ProjectCard {
    ProjectCard {
        number: None,
        name: name.to_owned(),
        acronym: None,
        owner,
        owner_unit: None,
        esf_region: None,
        programme_period,
        programme_area: None,
        specific_objective: None,
        intervention_field: None,
        starts_on: None,
        ends_on: None,
        planned_participants: None,
        planned_precision: Precision::Exact,
        total_budget: None,
        granted_support: None,
        money_precision: Precision::Exact,
        union_rate_basis_points: None,
        contact_name: None,
        contact_email: None,
        postcode: None,
        address: None,
        description: None,
        themes: Vec::new(),
        source_title: None,
        source_url: None,
    }
}

/// A card with the codes of the period 2014–2020.
pub(super) fn coded(card: ProjectCard, area: &str, objective: &str, field: &str, rate: i32) -> ProjectCard {
    ProjectCard {
        programme_area: Some(format!("2014-2020:{area}")),
        specific_objective: Some(format!("2014-2020:{objective}")),
        intervention_field: Some(format!("2014-2020:{field}")),
        union_rate_basis_points: Some(rate),
        ..card
    }
}

/// Budget and support in kronor.
pub(super) fn funded(card: ProjectCard, budget: i64, support: i64) -> ProjectCard {
    ProjectCard { total_budget: Some(Money::kronor(budget)), granted_support: Some(Money::kronor(support)), ..card }
}

/// A hub about to be made.
pub(super) struct NewHub<'a> {
    pub(super) council: CouncilId,
    pub(super) operator: OrganisationId,
    pub(super) name: &'a str,
    pub(super) status: HubStatus,
    pub(super) established_on: NaiveDate,
    pub(super) closed_on: Option<NaiveDate>,
    pub(super) reason: Option<&'a str>,
    pub(super) origin: Origin,
}

impl World {
    /// A project with its card.
    ///
    /// # Errors
    /// `Invalid` for a card that the project bank would not take.
    pub(super) fn project(&mut self, card: ProjectCard, status: ProjectStatus, origin: Origin) -> Result<ProjectId> {
        let id = self.id();
        let demonstration = origin == Origin::Invented;
        self.projects.push(Project {
            id,
            version: 4,
            status,
            card: card.stored()?,
            status_reason: None,
            demonstration,
        });
        Ok(id)
    }

    /// A partner from the project's first to its last day, unless dated.
    pub(super) fn partner(
        &mut self,
        project: ProjectId,
        organisation: OrganisationId,
        part: Part,
    ) -> &mut ProjectPartner {
        let (id, at) = (self.id(), self.partners.len());
        self.partners.push(ProjectPartner {
            id,
            version: 1,
            project,
            organisation,
            part,
            valid_from: None,
            valid_to: None,
            contact_role: None,
            contact_address: None,
            follow_up: None,
            followed_up_on: None,
            withdrawn_reason: None,
        });
        &mut self.partners[at]
    }

    /// A target in figures, perhaps with the words it was stated in.
    pub(super) fn target(
        &mut self,
        project: ProjectId,
        kind: TargetKind,
        value: i64,
        precision: Precision,
        statement: Option<&str>,
    ) {
        let (id, statement) = (self.id(), statement.map(str::to_owned));
        self.targets.push(ProjectTarget {
            id,
            version: 1,
            project,
            kind,
            value: Some(value),
            precision,
            statement,
            scope: None,
            level: None,
            horizon: None,
            reached: None,
            follow_up: None,
            followed_up_on: None,
        });
    }

    /// An objective in words.
    pub(super) fn objective(&mut self, project: ProjectId, statement: &str) -> &mut ProjectTarget {
        let (id, at) = (self.id(), self.targets.len());
        self.targets.push(ProjectTarget {
            id,
            version: 1,
            project,
            kind: TargetKind::Objective,
            value: None,
            precision: Precision::Exact,
            statement: Some(statement.to_owned()),
            scope: None,
            level: None,
            horizon: None,
            reached: None,
            follow_up: None,
            followed_up_on: None,
        });
        &mut self.targets[at]
    }

    /// What a project does for a principle.
    pub(super) fn measure(&mut self, project: ProjectId, principle: HorizontalPrinciple, measure: &str) {
        let id = self.id();
        self.measures.push(PrincipleMeasure {
            id,
            version: 1,
            project,
            principle,
            measure: measure.to_owned(),
            evidence: None,
            responsible: None,
            effort: None,
            organisation: None,
            target: None,
            follow_up: None,
            followed_up_on: None,
        });
    }

    /// A hub.
    pub(super) fn hub(&mut self, new: &NewHub<'_>) -> HubId {
        let id = self.id();
        self.hubs.push(Hub {
            id,
            version: 2,
            council: new.council,
            operator: new.operator,
            name: new.name.to_owned(),
            status: new.status,
            established_on: new.established_on,
            closed_on: new.closed_on,
            decision: None,
            yearly_budget: None,
            status_reason: new.reason.map(str::to_owned),
            demonstration: new.origin == Origin::Invented,
        });
        id
    }

    /// A project pays for a hub.
    pub(super) fn paid_by_project(&mut self, hub: HubId, project: ProjectId, from: NaiveDate, to: NaiveDate) {
        let id = self.id();
        self.fundings.push(HubFunding {
            id,
            version: 1,
            hub,
            kind: FundingKind::Project,
            project: Some(project),
            funder: None,
            amount: None,
            valid_from: from,
            valid_to: Some(to),
            follow_up: None,
            followed_up_on: None,
        });
    }

    /// An organisation pays for a hub, until further notice.
    pub(super) fn paid_by(
        &mut self,
        hub: HubId,
        kind: FundingKind,
        funder: OrganisationId,
        kronor: i64,
        from: NaiveDate,
    ) {
        let id = self.id();
        self.fundings.push(HubFunding {
            id,
            version: 1,
            hub,
            kind,
            project: None,
            funder: Some(funder),
            amount: Some(Money::kronor(kronor)),
            valid_from: from,
            valid_to: None,
            follow_up: None,
            followed_up_on: None,
        });
    }
}
