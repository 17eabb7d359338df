//! How a skill requirement is stored.

use access::Action;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::entity::SkillRequirement;

store::stored! {
    /// Rows of `skill_requirements`.
    SkillRequirement as kind::SkillRequirement in "skill_requirements" {
        id: String => id,
        analysis_id: String => analysis,
        organisation_id: String => organisation,
        ssyk_code: String => ssyk,
        role_title: String => role_title,
        skill_code: String => skill,
        level: i32 => level,
    }
}

impl Record for SkillRequirement {
    const READ: Action = Action::ReadRequirements;

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], ..Reach::default() }
    }
}
