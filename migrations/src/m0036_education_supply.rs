//! What education others give: offerings and their events, found by their words, and the runs by which they were read.

use sea_orm_migration::prelude::*;

use crate::m0027_words::{find, find_no_longer};

const SQL: &str = r#"
CREATE TABLE education_offerings (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    identifier text NOT NULL,
    source_key {id} NOT NULL UNIQUE,
    is_described boolean NOT NULL,
    course_code text,
    title text NOT NULL,
    description text,
    url text,
    school_type {id},
    configuration {id},
    isced_code {id},
    sun_code {id},
    ssyk_code {id},
    skill_code {id},
    seqf_code {id},
    credit_system {id},
    credits_hundredths integer,
    is_vocational boolean NOT NULL,
    gives_degree boolean NOT NULL,
    edited_on date,
    expires_on date,
    removed_on date,
    content_hash {id} NOT NULL,
    title_key {key} NOT NULL,
    words_key {key} NOT NULL
);
CREATE INDEX education_offerings_title ON education_offerings (title_key, id);
CREATE INDEX education_offerings_sun ON education_offerings (sun_code, id);
CREATE INDEX education_offerings_ssyk ON education_offerings (ssyk_code, id);
CREATE INDEX education_offerings_skill ON education_offerings (skill_code, id);
CREATE TABLE education_events (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    offering_id {id} NOT NULL REFERENCES education_offerings (id),
    identifier text NOT NULL,
    source_key {id} NOT NULL UNIQUE,
    title text,
    provider_code {id},
    url text,
    execution {id},
    starts_on date,
    ends_on date,
    municipality_code {id},
    town text,
    sites integer NOT NULL,
    site_names text,
    language_code {id},
    pace_percent integer,
    time_of_study {id},
    is_distance boolean NOT NULL,
    mandatory_sessions integer,
    places integer,
    fee_minor bigint,
    apply_from date,
    apply_until date,
    admits_continuously boolean NOT NULL,
    is_cancelled boolean NOT NULL,
    edited_on date,
    expires_on date,
    removed_on date,
    content_hash {id} NOT NULL,
    starts_key date NOT NULL,
    words_key {key} NOT NULL
);
CREATE INDEX education_events_offering ON education_events (offering_id, id);
CREATE INDEX education_events_starts ON education_events (starts_key, id);
CREATE INDEX education_events_municipality ON education_events (municipality_code, starts_key, id);
CREATE TABLE education_imports (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    source text NOT NULL,
    fingerprint {id} NOT NULL,
    updated_since date,
    began_at {instant} NOT NULL,
    ended_at {instant},
    position integer NOT NULL,
    created integer NOT NULL,
    changed integer NOT NULL,
    removed integer NOT NULL,
    unchanged integer NOT NULL,
    refused integer NOT NULL,
    source_key {key} NOT NULL
);
CREATE INDEX education_imports_source ON education_imports (source_key, began_at, id);
CREATE INDEX education_imports_began ON education_imports (began_at, id);
CREATE UNIQUE INDEX education_imports_open ON education_imports (source, fingerprint) WHERE ended_at IS NULL;
"#;

/// Those in whose texts words are found.
const SEARCHED: [&str; 2] = ["education_offerings", "education_events"];

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::ddl::run(manager, SQL).await?;
        for table in SEARCHED {
            find(manager, table).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in SEARCHED {
            find_no_longer(manager, table).await?;
        }
        crate::ddl::drop(manager, &["education_imports", "education_events", "education_offerings"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
