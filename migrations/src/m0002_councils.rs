//! Organisations, councils, seats and roles.

crate::ddl::step!(
    r#"
CREATE TABLE organisations (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    number {id} UNIQUE,
    number_is_personal boolean NOT NULL,
    name text NOT NULL,
    name_key {key} NOT NULL,
    kind {id} NOT NULL CHECK (kind IN ('COMPANY', 'SOLE_TRADER', 'MUNICIPALITY', 'REGION', 'MUNICIPAL_FEDERATION', 'STATE_AGENCY', 'UNIVERSITY', 'EDUCATION_PROVIDER', 'INDUSTRY_ASSOCIATION', 'UNION', 'SCIENCE_PARK', 'ASSOCIATION', 'OTHER')),
    sni_code {id},
    municipality_code {id},
    demonstration boolean NOT NULL,
    created_at {instant} NOT NULL
);
CREATE INDEX organisations_name ON organisations (name_key, id);
CREATE TABLE organisation_names (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    name text NOT NULL,
    valid_from date NOT NULL,
    valid_to date
);
CREATE INDEX organisation_names_organisation ON organisation_names (organisation_id, valid_from);
CREATE TABLE workforce_snapshots (
    id {id} PRIMARY KEY,
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    counted_on date NOT NULL,
    women integer NOT NULL CHECK (women >= 0),
    men integer NOT NULL CHECK (men >= 0),
    others integer NOT NULL CHECK (others >= 0),
    source text,
    created_at {instant} NOT NULL,
    UNIQUE (organisation_id, counted_on)
);
CREATE TABLE councils (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    kind {id} NOT NULL CHECK (kind IN ('REGIONAL', 'SUB_REGIONAL', 'WORKING_GROUP')),
    name text NOT NULL,
    name_key {key} NOT NULL,
    status {id} NOT NULL CHECK (status IN ('FORMING', 'ACTIVE', 'DORMANT', 'DISSOLVED')),
    parent_id {id} REFERENCES councils (id),
    region_code {id},
    founded_year integer,
    charter_on date,
    demonstration boolean NOT NULL,
    created_at {instant} NOT NULL
);
CREATE INDEX councils_name ON councils (name_key, id);
CREATE INDEX councils_parent ON councils (parent_id);
CREATE TABLE memberships (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    council_id {id} NOT NULL REFERENCES councils (id),
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    seat {id} NOT NULL CHECK (seat IN ('EMPLOYER', 'INDUSTRY_ASSOCIATION', 'UNION', 'EDUCATION_PROVIDER', 'MUNICIPALITY', 'REGION', 'STATE_AGENCY', 'UNIVERSITY', 'SCIENCE_PARK', 'OTHER')),
    standing {id} NOT NULL CHECK (standing IN ('MEMBER', 'SUBSTITUTE', 'ADJUNCT')),
    status {id} NOT NULL CHECK (status IN ('INVITED', 'ACCEPTED', 'ACTIVE', 'ON_LEAVE', 'ENDED', 'DECLINED')),
    mandate_from date NOT NULL,
    mandate_to date,
    status_reason text
);
CREATE INDEX memberships_council ON memberships (council_id, mandate_from, id);
CREATE UNIQUE INDEX memberships_mandate ON memberships (council_id, organisation_id, standing, mandate_from) WHERE status IN ('ACTIVE', 'ON_LEAVE');
CREATE INDEX memberships_organisation ON memberships (organisation_id, id);
CREATE TABLE role_assignments (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    issuer {id} NOT NULL,
    subject {id} NOT NULL,
    role {id} NOT NULL,
    organisation_id {id} REFERENCES organisations (id),
    council_id {id} REFERENCES councils (id),
    hub_id {id},
    project_id {id},
    participant_id {id},
    valid_from date NOT NULL,
    valid_to date,
    ended_reason text
);
CREATE INDEX role_assignments_holder ON role_assignments (issuer, subject);
CREATE INDEX role_assignments_council ON role_assignments (council_id);
"#,
    ["role_assignments", "memberships", "councils", "workforce_snapshots", "organisation_names", "organisations"]
);
