//! A project for the tests.

use chrono::NaiveDate;
use kernel::{Id, SequentialIds};

use super::{Precision, ProgrammePeriod, Project, ProjectCard, ProjectStatus};

/// Avanto, in this state, from 1 February 2011.
pub(crate) fn project(status: ProjectStatus) -> Project {
    let ids = SequentialIds::starting_at(0);
    let card = ProjectCard {
        number: None,
        name: "Avanto".into(),
        acronym: None,
        owner: Id::new(&ids),
        owner_unit: None,
        esf_region: Some("SE23".into()),
        programme_period: ProgrammePeriod::From2007,
        programme_area: Some("2007-2013:1".into()),
        specific_objective: None,
        intervention_field: None,
        starts_on: NaiveDate::from_ymd_opt(2011, 2, 1),
        ends_on: None,
        planned_participants: Some(2800),
        planned_precision: Precision::Exact,
        total_budget: None,
        granted_support: None,
        money_precision: Precision::Approximate,
        union_rate_basis_points: None,
        contact_name: None,
        contact_email: None,
        postcode: None,
        address: None,
        description: None,
        themes: Vec::new(),
        source_title: None,
        source_url: None,
    };
    let (project, _) = Project::register(Id::new(&ids), card).expect("a right card");
    Project { status, ..project }
}
