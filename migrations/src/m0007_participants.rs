//! Persons (sealed), their participation in projects with entry characteristics, and spells.

crate::ddl::step!(
    r#"
CREATE TABLE participants (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    identity_kind {id} NOT NULL CHECK (identity_kind IN ('PERSONAL_IDENTITY_NUMBER', 'COORDINATION_NUMBER', 'INTERIM_NUMBER', 'PROTECTED_PLACEHOLDER', 'OTHER')),
    identity_sealed {blob} NOT NULL,
    identity_index {id} UNIQUE,
    name_sealed {blob} NOT NULL,
    protected boolean NOT NULL,
    demonstration boolean NOT NULL,
    created_at {instant} NOT NULL
);
CREATE TABLE participations (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    participant_id {id} NOT NULL REFERENCES participants (id),
    project_id {id} NOT NULL REFERENCES projects (id),
    organisation_id {id} REFERENCES organisations (id),
    council_id {id} REFERENCES councils (id),
    status {id} NOT NULL CHECK (status IN ('REGISTERED', 'ACTIVE', 'EXITED', 'RESULT_RECORDED', 'FOLLOWED_UP', 'ARCHIVED')),
    starts_on date NOT NULL,
    ends_on date,
    sex {id} NOT NULL CHECK (sex IN ('FEMALE', 'MALE', 'NON_BINARY', 'UNKNOWN')),
    birth_year integer,
    age_at_entry integer,
    employment_situation {id} NOT NULL CHECK (employment_situation IN ('EMPLOYED', 'SELF_EMPLOYED', 'UNDER_NOTICE', 'FURLOUGHED', 'UNEMPLOYED', 'LONG_TERM_UNEMPLOYED', 'INACTIVE', 'UNKNOWN')),
    in_education boolean NOT NULL,
    sun_level_code {id},
    municipality_code {id},
    ssyk_code {id},
    sni_code {id},
    disability {id} NOT NULL CHECK (disability IN ('YES', 'NO', 'DECLINED', 'NOT_ASKED')),
    minority {id} NOT NULL CHECK (minority IN ('YES', 'NO', 'DECLINED', 'NOT_ASKED')),
    is_complete boolean NOT NULL,
    results_cleared_on date,
    status_reason text,
    record_key bigint NOT NULL,
    demonstration boolean NOT NULL,
    UNIQUE (participant_id, project_id)
);
CREATE INDEX participations_project ON participations (project_id, starts_on, id);
CREATE INDEX participations_organisation ON participations (organisation_id, starts_on, id);
CREATE INDEX participations_council ON participations (council_id, starts_on, id);
CREATE TABLE participation_spells (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    participation_id {id} NOT NULL REFERENCES participations (id),
    participant_id {id} NOT NULL,
    project_id {id} NOT NULL,
    organisation_id {id},
    starts_on date NOT NULL,
    ends_on date
);
CREATE INDEX participation_spells_participation ON participation_spells (participation_id, starts_on);
"#,
    ["participation_spells", "participations", "participants"]
);
