//! Hubs with their funding, triage of needs, and which effort answers which need.

crate::ddl::step!(
    r#"
CREATE TABLE hubs (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    council_id {id} NOT NULL REFERENCES councils (id),
    operator_id {id} NOT NULL REFERENCES organisations (id),
    name text NOT NULL,
    name_key {key} NOT NULL,
    status {id} NOT NULL CHECK (status IN ('PROJECT_FUNDED', 'PERMANENT', 'CLOSED')),
    established_on date NOT NULL,
    closed_on date,
    status_reason text,
    demonstration boolean NOT NULL
);
CREATE INDEX hubs_council ON hubs (council_id, name_key, id);
CREATE TABLE hub_fundings (
    id {id} PRIMARY KEY,
    hub_id {id} NOT NULL REFERENCES hubs (id),
    kind {id} NOT NULL CHECK (kind IN ('PROJECT', 'MEMBER_CONTRIBUTION', 'REGIONAL_GRANT', 'STATE_GRANT', 'OTHER')),
    project_id {id} REFERENCES projects (id),
    funder_id {id} REFERENCES organisations (id),
    amount_minor bigint,
    valid_from date NOT NULL,
    valid_to date
);
CREATE INDEX hub_fundings_hub ON hub_fundings (hub_id, valid_from, id);
CREATE TABLE triages (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    need_id {id} NOT NULL UNIQUE REFERENCES needs (id),
    hub_id {id} NOT NULL REFERENCES hubs (id),
    council_id {id} NOT NULL REFERENCES councils (id),
    path {id} NOT NULL CHECK (path IN ('USE_EXISTING', 'ADAPT_EXISTING', 'COMMISSION_PUBLIC', 'PROCURE', 'IN_HOUSE', 'REFER')),
    volume integer NOT NULL,
    urgency integer NOT NULL,
    substitutability_gap integer NOT NULL,
    endorsements integer NOT NULL,
    equality_effect integer NOT NULL,
    existing_supply integer NOT NULL,
    weight_volume integer NOT NULL,
    weight_urgency integer NOT NULL,
    weight_substitutability_gap integer NOT NULL,
    weight_endorsements integer NOT NULL,
    weight_equality_effect integer NOT NULL,
    weight_existing_supply integer NOT NULL,
    score integer NOT NULL,
    rationale text,
    triaged_at {instant} NOT NULL
);
CREATE INDEX triages_hub ON triages (hub_id, score, id);
CREATE INDEX triages_council ON triages (council_id, score, id);
CREATE TABLE need_efforts (
    id {id} PRIMARY KEY,
    need_id {id} NOT NULL REFERENCES needs (id),
    effort_id {id} NOT NULL REFERENCES efforts (id),
    hub_id {id} NOT NULL REFERENCES hubs (id),
    council_id {id} NOT NULL REFERENCES councils (id),
    waiver_reason text,
    linked_at {instant} NOT NULL,
    UNIQUE (need_id, effort_id)
);
CREATE INDEX need_efforts_effort ON need_efforts (effort_id, need_id);
"#,
    ["need_efforts", "triages", "hub_fundings", "hubs"]
);
