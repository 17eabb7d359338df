//! One folder a noun: the object, its filter and order, its queries and mutations, the Swedish and English of its rules.

pub mod access_token;
pub mod audit;
pub mod council;
pub mod effort;
pub mod endorsement;
pub mod enrolment;
pub mod entity;
pub(crate) mod enumerations;
pub mod event;
pub mod hub;
pub mod hub_funding;
pub mod industry_council;
pub mod membership;
pub mod need;
pub mod need_effort;
pub mod node;
pub mod occasion;
pub mod organisation;
pub mod outcome;
pub mod participant;
pub mod participation;
pub mod participation_spell;
pub mod principle_measure;
pub mod project;
pub mod project_partner;
pub mod project_target;
pub mod role_assignment;
pub mod saved_question;
pub mod session;
pub mod statistics;
pub mod triage;
pub mod viewer;
pub mod words;
pub mod workforce;

use kernel::Rule;

/// Every rule that an input may break.
const RULES: &[&[Rule]] = &[
    kernel::error::rules::ALL,
    industry_councils::need::rules::ALL,
    industry_councils::endorsement::rules::ALL,
    councils::organisation::rules::ALL,
    councils::council::rules::ALL,
    councils::membership::rules::ALL,
    councils::assignment::rules::ALL,
    competence_hub::hub::rules::ALL,
    competence_hub::funding::rules::ALL,
    projects::project::rules::ALL,
    projects::target::rules::ALL,
    efforts::effort::rules::ALL,
    efforts::occasion::rules::ALL,
    efforts::session::rules::ALL,
    efforts::enrolment::rules::ALL,
    efforts::outcome::rules::ALL,
    participants::participant::rules::ALL,
    participants::participation::rules::ALL,
    ::statistics::disclosure::rules::ALL,
    ::statistics::figures::rules::ALL,
    library::rules::ALL,
    library::saved_question::rules::ALL,
    library::access_token::rules::ALL,
];
