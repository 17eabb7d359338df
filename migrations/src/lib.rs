//! The tables, step by step, the same for SQLite and PostgreSQL.

mod ddl;
mod m0001_store;
mod m0002_councils;
mod m0003_industry_councils;
mod m0004_projects;
mod m0005_competence_hub;
mod m0006_efforts;
mod m0007_participants;
mod m0009_rollups;
mod m0010_library;
mod m0011_rollup_people;
mod m0012_changed;
mod m0013_rollup_single;
mod m0014_need_key;
mod m0015_lists;
mod m0016_published;
mod m0017_participation_names;
mod m0018_rollup_own;
mod m0019_outbox_snapshot;
mod m0020_enumerations;
mod m0021_rollup_statements;
mod m0022_seal_key;
mod m0023_workplaces;
mod m0024_analyses;
mod m0025_networks;
mod m0026_common_gaps;
mod m0027_words;
mod m0028_plan_rollups;
mod m0029_objectives;
mod m0030_learning_facts;
mod m0031_constitution;
mod m0032_council_meetings;
mod m0033_plans_and_signals;
mod m0034_councils_rest_on_decisions;
mod m0035_briefings;
mod m0036_education_supply;
mod m0037_procurements;
mod m0038_network_materials;
mod m0039_follow_ups;
mod m0041_meetings_and_dissolved;
mod m0042_further_prompts;
mod m0043_found_by_codes;
mod m0044_effort_path;
mod m0045_papers;
mod m0046_need_rollups;
mod m0047_scale;
mod m0048_told_apart;
mod m0049_paper_objects;
mod m0050_public_minutes_and_needs;
mod m0051_eligibility_and_hub_services;
mod m0052_known_names;
mod m0053_open_rollups;
mod m0054_decision_rollups;
mod m0055_papers_masked;
mod m0056_minutes_to_be_public;
mod m0057_withdrawn_votes;
mod m0058_withdrawn_partners;
mod m0059_network_organisations;
mod m0071_session_providers;
mod noted;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

/// Every step, in the order of their numbers: a new one takes the number after the highest and stands last.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_store::Migration),
            Box::new(m0002_councils::Migration),
            Box::new(m0003_industry_councils::Migration),
            Box::new(m0004_projects::Migration),
            // These three by what refers to what.
            Box::new(m0007_participants::Migration),
            Box::new(m0006_efforts::Migration),
            Box::new(m0005_competence_hub::Migration),
            Box::new(m0009_rollups::Migration),
            Box::new(m0010_library::Migration),
            Box::new(m0011_rollup_people::Migration),
            Box::new(m0012_changed::Migration),
            Box::new(m0013_rollup_single::Migration),
            Box::new(m0014_need_key::Migration),
            Box::new(m0015_lists::Migration),
            Box::new(m0016_published::Migration),
            Box::new(m0017_participation_names::Migration),
            Box::new(m0018_rollup_own::Migration),
            Box::new(m0019_outbox_snapshot::Migration),
            Box::new(m0020_enumerations::Migration),
            Box::new(m0021_rollup_statements::Migration),
            Box::new(m0022_seal_key::Migration),
            Box::new(m0023_workplaces::Migration),
            Box::new(m0024_analyses::Migration),
            Box::new(m0025_networks::Migration),
            Box::new(m0026_common_gaps::Migration),
            Box::new(m0027_words::Migration),
            Box::new(m0028_plan_rollups::Migration),
            Box::new(m0029_objectives::Migration),
            Box::new(m0030_learning_facts::Migration),
            Box::new(m0031_constitution::Migration),
            Box::new(m0032_council_meetings::Migration),
            Box::new(m0033_plans_and_signals::Migration),
            Box::new(m0034_councils_rest_on_decisions::Migration),
            Box::new(m0035_briefings::Migration),
            Box::new(m0036_education_supply::Migration),
            Box::new(m0037_procurements::Migration),
            Box::new(m0038_network_materials::Migration),
            Box::new(m0039_follow_ups::Migration),
            Box::new(m0041_meetings_and_dissolved::Migration),
            Box::new(m0042_further_prompts::Migration),
            Box::new(m0043_found_by_codes::Migration),
            Box::new(m0044_effort_path::Migration),
            Box::new(m0045_papers::Migration),
            Box::new(m0046_need_rollups::Migration),
            Box::new(m0047_scale::Migration),
            Box::new(m0048_told_apart::Migration),
            Box::new(m0049_paper_objects::Migration),
            Box::new(m0050_public_minutes_and_needs::Migration),
            Box::new(m0051_eligibility_and_hub_services::Migration),
            Box::new(m0052_known_names::Migration),
            Box::new(m0053_open_rollups::Migration),
            Box::new(m0054_decision_rollups::Migration),
            Box::new(m0055_papers_masked::Migration),
            Box::new(m0056_minutes_to_be_public::Migration),
            Box::new(m0057_withdrawn_votes::Migration),
            Box::new(m0058_withdrawn_partners::Migration),
            Box::new(m0059_network_organisations::Migration),
            Box::new(m0071_session_providers::Migration),
        ]
    }
}
