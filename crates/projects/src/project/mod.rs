//! Projekt: the project card as the project bank shows it, from draft to final report.

mod card;
mod entity;
#[cfg(test)]
pub(crate) mod fixture;
mod repo;
mod service;

pub use card::{Precision, ProgrammePeriod, ProjectCard};
pub use entity::{
    AdvanceProject, LinkProjectPredecessor, Project, ProjectStatus, ProjectVerb, RegisterProject, ReviseProject,
    TRANSITIONS, rules,
};
pub use repo::{Column as ProjectColumn, PREDECESSORS, SUCCESSORS};
pub use service::Projects;
