//! What figures of others' records are read from: copies of the records and of what divides them, as they were at the last
//! turn of the year, with what each quarter since has added (`late`), and sums of them. Only what figures need is copied:
//! no name, no number, no answer to a sensitive question.

use sea_orm_migration::prelude::*;

/// The copies.
const COPIES: &str = "
CREATE TABLE published_state (id integer PRIMARY KEY CHECK (id = 1), year_end date NOT NULL, cutoff date NOT NULL);
CREATE TABLE published_participations (
    id {id} PRIMARY KEY, project_id {id} NOT NULL, organisation_id {id}, council_id {id}, status {id} NOT NULL,
    starts_on date NOT NULL, sex {id}, age_at_entry integer, employment_situation {id}, is_complete boolean,
    sun_level_code {id}, municipality_code {id}, sni_code {id}, ssyk_code {id}, outcome integer,
    record_key bigint NOT NULL, late boolean NOT NULL);
CREATE TABLE published_enrolments (
    id {id} PRIMARY KEY, effort_id {id} NOT NULL, hub_id {id} NOT NULL, council_id {id}, project_id {id}, provider_id {id},
    participant_id {id} NOT NULL, participation_id {id}, organisation_id {id}, status {id} NOT NULL, source {id} NOT NULL,
    applied_on date NOT NULL, started_on date, ended_on date, minutes integer NOT NULL, outcome integer,
    record_key bigint NOT NULL, late boolean NOT NULL);
CREATE INDEX published_enrolments_of_effort ON published_enrolments (effort_id);
CREATE TABLE published_outcomes (
    id {id} PRIMARY KEY, enrolment_id {id}, participation_id {id}, effort_id {id}, hub_id {id}, council_id {id}, project_id {id},
    participant_id {id} NOT NULL, organisation_id {id}, kind {id} NOT NULL, status {id} NOT NULL, observed_on date NOT NULL,
    record_key bigint NOT NULL, late boolean NOT NULL);
CREATE INDEX published_outcomes_of_effort ON published_outcomes (effort_id);
CREATE TABLE published_needs (
    id {id} PRIMARY KEY, council_id {id} NOT NULL, industry_council_id {id}, organisation_id {id}, status {id} NOT NULL,
    basis {id}, cause {id}, horizon {id}, target_group {id}, skill_code {id}, ssyk_code {id}, sni_code {id},
    municipality_code {id}, region_code {id}, people_needed integer NOT NULL, reported_on date NOT NULL, endorsed_on date,
    record_key bigint NOT NULL, late boolean NOT NULL);
CREATE TABLE published_need_efforts (need_id {id} NOT NULL, effort_id {id} NOT NULL);
CREATE TABLE published_occasions (id {id} PRIMARY KEY, effort_id {id} NOT NULL, status {id} NOT NULL, starts_on date NOT NULL);
CREATE INDEX published_occasions_of_effort ON published_occasions (effort_id);
CREATE TABLE published_organisations (id {id} PRIMARY KEY, kind {id}, sni_code {id}, municipality_code {id});
CREATE TABLE published_efforts (
    id {id} PRIMARY KEY, provider_id {id}, kind {id}, target_group {id}, skill_code {id}, sun_field_code {id});
CREATE TABLE published_projects (
    id {id} PRIMARY KEY, programme_period {id}, programme_area {id}, specific_objective {id}, planned_participants integer);
CREATE TABLE published_project_targets (project_id {id} NOT NULL, kind {id} NOT NULL, value bigint);
CREATE TABLE published_principle_measures (project_id {id} NOT NULL, principle {id} NOT NULL);
CREATE TABLE published_memberships (
    council_id {id} NOT NULL, organisation_id {id} NOT NULL, status {id} NOT NULL, mandate_from date, mandate_to date);
CREATE TABLE published_workforce_snapshots (
    organisation_id {id} NOT NULL, counted_on date NOT NULL, women integer NOT NULL, men integer NOT NULL, others integer NOT NULL);
";

/// Names of the copies, those that others speak of last.
const TABLES: [&str; 14] = [
    "published_state",
    "published_participations",
    "published_enrolments",
    "published_outcomes",
    "published_needs",
    "published_need_efforts",
    "published_occasions",
    "published_organisations",
    "published_efforts",
    "published_projects",
    "published_project_targets",
    "published_principle_measures",
    "published_memberships",
    "published_workforce_snapshots",
];

/// A table of records, the sums beside the number and keys, and for each table of sums its columns.
type Sums = (&'static str, &'static [&'static str], &'static [(&'static str, &'static str)]);

const PEOPLE: [&str; 8] =
    ["people_0", "people_1", "people_2", "people_3", "people_4", "people_5", "people_6", "people_7"];

const SUMS: [Sums; 3] = [
    (
        "participations",
        &[],
        &[
            ("situation", "project_id council_id sex employment_situation outcome"),
            ("progress", "project_id council_id status is_complete sex outcome"),
            ("profile", "project_id council_id status is_complete sex age_at_entry employment_situation"),
            ("profile_result", "project_id council_id sex age_at_entry employment_situation outcome"),
            ("place", "project_id council_id municipality_code sex age_at_entry employment_situation"),
            ("industry", "project_id council_id sni_code sex age_at_entry employment_situation"),
            ("occupation", "project_id council_id ssyk_code sex age_at_entry employment_situation"),
            ("education", "project_id council_id sun_level_code sex age_at_entry employment_situation"),
            ("month_result", "project_id council_id starts_on sex outcome"),
            ("month", "project_id council_id starts_on status sex employment_situation"),
            ("organisation_result", "project_id council_id organisation_id sex outcome"),
            ("organisation", "project_id council_id organisation_id status sex employment_situation"),
        ],
    ),
    (
        "enrolments",
        &["minutes"],
        &[
            ("situation", "project_id hub_id council_id status sex employment_situation outcome"),
            ("profile", "project_id hub_id council_id status sex age_at_entry"),
            ("held", "project_id hub_id council_id held_on status"),
            ("applied", "project_id hub_id council_id applied_on status source"),
            ("done", "project_id hub_id council_id done_on status sex"),
            ("effort", "project_id hub_id council_id effort_id provider_id status source sex"),
            ("organisation", "project_id hub_id council_id organisation_id status source sex"),
        ],
    ),
    (
        "outcomes",
        &[],
        &[
            ("situation", "project_id hub_id council_id kind sex employment_situation"),
            ("profile", "project_id hub_id council_id kind sex age_at_entry"),
            ("effort", "project_id hub_id council_id effort_id kind sex"),
            ("month", "project_id hub_id council_id observed_on kind sex"),
            ("organisation", "project_id hub_id council_id organisation_id kind sex"),
        ],
    ),
];

fn kind(column: &str) -> &'static str {
    match column {
        "outcome" | "age_at_entry" => "integer",
        "is_complete" => "boolean",
        date if date.ends_with("_on") => "date",
        code if code.ends_with("_id") || code.ends_with("_code") => "{id}",
        _ => "{id}",
    }
}

fn sums() -> String {
    let mut text = String::new();
    for (records, amounts, tables) in SUMS {
        let people: &[&str] = if records == "participations" { &[] } else { &PEOPLE };
        let numbers: String =
            amounts.iter().chain(people).map(|number| format!(", {number} bigint NOT NULL")).collect();
        for (name, columns) in tables {
            let columns: String = columns.split(' ').map(|column| format!(", {column} {}", kind(column))).collect();
            text.push_str(&format!(
                "CREATE TABLE published_{records}_{name} (n bigint NOT NULL, key_low bigint NOT NULL, \
                 key_high bigint NOT NULL{numbers}{columns}, late boolean NOT NULL);\n"
            ));
        }
    }
    text
}

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::ddl::run(manager, COPIES).await?;
        crate::ddl::run(manager, &sums()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let drop = |(records, _, tables): &Sums| -> String {
            tables.iter().map(|(name, _)| format!("DROP TABLE published_{records}_{name};\n")).collect()
        };
        crate::ddl::run(manager, &SUMS.iter().map(drop).collect::<String>()).await?;
        crate::ddl::drop(manager, &TABLES).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
