//! Projects as the project bank shows them, with partners, targets, predecessors and principle measures.

crate::ddl::step!(
    r#"
CREATE TABLE projects (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    number {id} UNIQUE,
    name text NOT NULL,
    name_key {key} NOT NULL,
    acronym text,
    status {id} NOT NULL CHECK (status IN ('DRAFT', 'APPLIED', 'GRANTED', 'STARTED', 'CHANGE_REQUESTED', 'FINAL_REPORT', 'CLOSED', 'REJECTED', 'TERMINATED')),
    owner_id {id} NOT NULL REFERENCES organisations (id),
    owner_unit text,
    esf_region_code {id},
    programme_period {id} NOT NULL CHECK (programme_period IN ('2007-2013', '2014-2020', '2021-2027')),
    programme_area {id},
    specific_objective {id},
    intervention_field {id},
    starts_on date,
    ends_on date,
    planned_participants integer CHECK (planned_participants >= 0),
    planned_precision {id} NOT NULL CHECK (planned_precision IN ('EXACT', 'APPROXIMATE', 'AT_LEAST')),
    total_budget_minor bigint,
    granted_support_minor bigint,
    money_precision {id} NOT NULL CHECK (money_precision IN ('EXACT', 'APPROXIMATE', 'AT_LEAST')),
    union_rate_basis_points integer CHECK (union_rate_basis_points BETWEEN 0 AND 10000),
    contact_name text,
    contact_email text,
    postcode text,
    address text,
    description text,
    status_reason text,
    demonstration boolean NOT NULL
);
CREATE INDEX projects_name ON projects (name_key, id);
CREATE TABLE project_partners (
    id {id} PRIMARY KEY,
    project_id {id} NOT NULL REFERENCES projects (id),
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    part {id} NOT NULL CHECK (part IN ('PARTNER', 'PARTICIPATING_COMPANY', 'LEAD', 'PROVIDER', 'SPREAD')),
    valid_from date,
    valid_to date
);
CREATE INDEX project_partners_project ON project_partners (project_id, id);
CREATE INDEX project_partners_organisation ON project_partners (organisation_id, id);
CREATE TABLE project_targets (
    id {id} PRIMARY KEY,
    project_id {id} NOT NULL REFERENCES projects (id),
    kind {id} NOT NULL CHECK (kind IN ('PARTICIPANTS', 'ORGANISATIONS', 'HOURS', 'EFFORTS', 'OBJECTIVE')),
    value bigint,
    precision_of_value {id} NOT NULL CHECK (precision_of_value IN ('EXACT', 'APPROXIMATE', 'AT_LEAST')),
    statement text
);
CREATE INDEX project_targets_project ON project_targets (project_id, id);
CREATE TABLE project_predecessors (
    project_id {id} NOT NULL REFERENCES projects (id),
    predecessor_id {id} NOT NULL REFERENCES projects (id),
    PRIMARY KEY (project_id, predecessor_id)
);
CREATE TABLE principle_measures (
    id {id} PRIMARY KEY,
    project_id {id} NOT NULL REFERENCES projects (id),
    principle {id} NOT NULL CHECK (principle IN ('GENDER_EQUALITY', 'ACCESSIBILITY', 'NON_DISCRIMINATION', 'INTEGRATION', 'ENVIRONMENT')),
    measure text NOT NULL
);
CREATE INDEX principle_measures_project ON principle_measures (project_id, id);
"#,
    ["principle_measures", "project_predecessors", "project_targets", "project_partners", "projects"]
);
