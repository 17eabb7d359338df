//! One folder an object type: the object, its filter and order, its queries and mutations, and what it adds to the schema.

pub mod about;
pub mod access_token;
pub mod action_plan;
pub mod agenda_item;
pub mod agreed_change;
pub mod analysis;
pub mod assessment;
pub mod audit;
pub mod briefing;
pub mod common_gap;
pub mod contract_version;
pub mod council;
pub mod council_charter;
pub mod council_decision;
pub mod council_meeting;
pub mod council_seat;
pub mod decision_vote;
pub mod education_event;
pub mod education_import;
pub mod education_offering;
pub mod effort;
pub mod employee;
pub mod endorsement;
pub mod enrolment;
pub mod entity;
pub mod event;
pub mod gap;
pub mod goal;
pub mod goal_reading;
pub mod health_assessment;
pub mod health_factor;
pub mod hub;
pub mod hub_funding;
pub mod hub_service;
pub mod industry_council;
pub mod item_note;
pub mod learning_meeting;
pub mod learning_spread;
pub mod lesson;
pub mod material;
pub mod meeting_attendance;
pub mod meeting_paper;
pub mod meeting_presence;
pub mod membership;
pub mod minutes_masking;
pub mod need;
pub mod need_duplicate;
pub mod need_effort;
pub mod need_match;
pub mod need_score;
pub mod need_transition;
pub mod network_member;
pub mod node;
pub mod occasion;
pub mod organisation;
pub mod outcome;
pub mod participant;
pub mod participation;
pub mod participation_spell;
pub mod plan;
pub mod plan_goal;
pub mod plan_line;
pub mod plan_priority;
pub mod principle_measure;
pub mod procurement;
pub mod procurement_requirement;
pub mod professional_network;
pub mod project;
pub mod project_partner;
pub mod project_target;
pub mod quote;
pub mod reflection;
pub mod representative;
pub mod requirement;
pub mod role_assignment;
pub mod saved_question;
pub mod scale;
pub mod session;
pub mod signal;
pub mod signal_assessment;
pub mod signal_link;
pub mod statistics;
pub mod sustained_result;
pub mod transition;
pub mod triage;
pub mod triage_assessment;
pub mod viewer;
pub mod words;
pub mod workforce;
pub mod workplace;

mod registration;
mod root_list;

pub use registration::{AnyNode, NodeKind, Registration, RootFields};
pub use root_list::RootList;

/// What each object type adds to the schema: a line an object type, in the order in which pages show them.
pub(crate) static REGISTRATIONS: &[Registration] = &[
    viewer::REGISTRATION,
    audit::REGISTRATION,
    node::REGISTRATION,
    words::REGISTRATION,
    organisation::REGISTRATION,
    workforce::REGISTRATION,
    council::REGISTRATION,
    membership::REGISTRATION,
    council_charter::REGISTRATION,
    council_seat::REGISTRATION,
    representative::REGISTRATION,
    role_assignment::REGISTRATION,
    industry_council::REGISTRATION,
    need::REGISTRATION,
    need_transition::REGISTRATION,
    endorsement::REGISTRATION,
    council_meeting::REGISTRATION,
    agenda_item::REGISTRATION,
    meeting_paper::REGISTRATION,
    meeting_presence::REGISTRATION,
    item_note::REGISTRATION,
    minutes_masking::REGISTRATION,
    council_decision::REGISTRATION,
    decision_vote::REGISTRATION,
    briefing::REGISTRATION,
    hub::REGISTRATION,
    hub_funding::REGISTRATION,
    hub_service::REGISTRATION,
    triage::REGISTRATION,
    triage_assessment::REGISTRATION,
    need_effort::REGISTRATION,
    signal::REGISTRATION,
    signal_assessment::REGISTRATION,
    signal_link::REGISTRATION,
    action_plan::REGISTRATION,
    plan_priority::REGISTRATION,
    plan_goal::REGISTRATION,
    goal_reading::REGISTRATION,
    need_score::REGISTRATION,
    need_duplicate::REGISTRATION,
    need_match::REGISTRATION,
    transition::REGISTRATION,
    project::REGISTRATION,
    project_partner::REGISTRATION,
    project_target::REGISTRATION,
    principle_measure::REGISTRATION,
    effort::REGISTRATION,
    occasion::REGISTRATION,
    session::REGISTRATION,
    enrolment::REGISTRATION,
    outcome::REGISTRATION,
    procurement::REGISTRATION,
    procurement_requirement::REGISTRATION,
    quote::REGISTRATION,
    contract_version::REGISTRATION,
    workplace::REGISTRATION,
    material::REGISTRATION,
    reflection::REGISTRATION,
    agreed_change::REGISTRATION,
    health_factor::REGISTRATION,
    health_assessment::REGISTRATION,
    learning_spread::REGISTRATION,
    scale::REGISTRATION,
    analysis::REGISTRATION,
    requirement::REGISTRATION,
    employee::REGISTRATION,
    assessment::REGISTRATION,
    gap::REGISTRATION,
    common_gap::REGISTRATION,
    goal::REGISTRATION,
    plan::REGISTRATION,
    plan_line::REGISTRATION,
    learning_meeting::REGISTRATION,
    meeting_attendance::REGISTRATION,
    professional_network::REGISTRATION,
    network_member::REGISTRATION,
    lesson::REGISTRATION,
    sustained_result::REGISTRATION,
    education_offering::REGISTRATION,
    education_event::REGISTRATION,
    education_import::REGISTRATION,
    participant::REGISTRATION,
    participation::REGISTRATION,
    participation_spell::REGISTRATION,
    statistics::REGISTRATION,
    saved_question::REGISTRATION,
    access_token::REGISTRATION,
];

/// Every kind of object with an id.
pub(crate) fn nodes() -> impl Iterator<Item = &'static NodeKind> {
    REGISTRATIONS.iter().flat_map(|one| one.nodes)
}
