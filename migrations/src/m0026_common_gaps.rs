//! What figures of others' reflections, analyses and plans are read from, as of the last turn of the year with what each quarter has
//! added, and the gaps that are common as of the last quarter. Those tables are filled when the copies are made next: in a database
//! that has published already at the turn of the year, common gaps after the quarter.
//!
//! The records have no random number of their own; it is drawn once, when the first copy is made, and kept apart from them.

crate::ddl::step!(
    r#"
CREATE TABLE record_keys (id {id} PRIMARY KEY, record_key bigint NOT NULL);
CREATE TABLE published_reflections (
    id {id} PRIMARY KEY, organisation_id {id} NOT NULL, project_id {id}, kind {id} NOT NULL, status {id} NOT NULL,
    held_on date NOT NULL, attendee_count integer, went_wrong_theme {id}, went_right_theme {id}, next_time_theme {id},
    record_key bigint NOT NULL, late boolean NOT NULL);
CREATE TABLE published_learning_spreads (
    id {id} PRIMARY KEY, organisation_id {id} NOT NULL, project_id {id}, effort_id {id} NOT NULL,
    colleagues_reached integer NOT NULL, told_on date NOT NULL, record_key bigint NOT NULL, late boolean NOT NULL);
CREATE TABLE published_competence_analyses (
    id {id} PRIMARY KEY, organisation_id {id} NOT NULL, project_id {id}, status {id} NOT NULL, published_on date NOT NULL,
    record_key bigint NOT NULL, late boolean NOT NULL);
CREATE TABLE published_development_plans (
    id {id} PRIMARY KEY, organisation_id {id} NOT NULL, project_id {id}, status {id} NOT NULL, adopted_on date NOT NULL,
    lines integer NOT NULL, strategic_lines integer NOT NULL, record_key bigint NOT NULL, late boolean NOT NULL);
CREATE TABLE published_common_gaps (
    within_kind {id} NOT NULL, within_code {id} NOT NULL, skill_code {id} NOT NULL, ssyk_code {id} NOT NULL,
    organisations bigint NOT NULL, PRIMARY KEY (within_kind, within_code, skill_code, ssyk_code));
CREATE INDEX published_common_gaps_most
    ON published_common_gaps (within_kind, within_code, organisations DESC, skill_code, ssyk_code);
"#,
    [
        "published_common_gaps",
        "published_development_plans",
        "published_competence_analyses",
        "published_learning_spreads",
        "published_reflections",
        "record_keys"
    ]
);
