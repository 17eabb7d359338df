//! How a skill gap is stored.

use access::Action;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::entity::SkillGap;

store::stored! {
    /// Rows of `skill_gaps`.
    SkillGap as kind::SkillGap in "skill_gaps" {
        id: String => id,
        analysis_id: String => analysis,
        organisation_id: String => organisation,
        project_id: Option<String> => project,
        requirement_id: String => requirement,
        ssyk_code: String => ssyk,
        role_title: String => role_title,
        skill_code: String => skill,
        required_level: i32 => required_level,
        assessed: i32 => assessed,
        below: i32 => below,
        told_widely: bool => told_widely,
    }
}

impl Record for SkillGap {
    const READ: Action = Action::ReadRequirements;

    /// No project column: a gap is the employer's own, and in a role of one a person's level ([`SkillGap::counts_for`]).
    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], ..Reach::default() }
    }
}
