//! How a project target is stored.

use access::Action;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::entity::ProjectTarget;
store::stored! {
    /// Rows of `project_targets`.
    ProjectTarget as kind::ProjectTarget in "project_targets" {
        id: String => id,
        version: i32 => version,
        project_id: String => project,
        kind: String => kind,
        value: Option<i64> => value,
        precision_of_value: String => precision,
        statement: Option<String> => statement,
        scope: Option<String> => scope,
        effect_level: Option<String> => level,
        horizon: Option<String> => horizon,
        reached: Option<i64> => reached,
        follow_up: Option<String> => follow_up,
        followed_up_on: Option<Date> => followed_up_on,
    }
}

impl Record for ProjectTarget {
    const READ: Action = Action::ReadProjects;

    fn reach() -> Reach<Column> {
        Reach { project: vec![Column::ProjectId], ..Reach::default() }
    }
}
