//! Projekt: funded projects as the project bank shows them, with their partners, targets and principle measures.

pub mod partner;
pub mod principle_measure;
pub mod project;
pub mod target;

pub use partner::{ProjectPartner, ProjectPartners};
pub use principle_measure::{PrincipleMeasure, PrincipleMeasures};
pub use project::{Project, Projects};
pub use target::{ProjectTarget, ProjectTargets};
