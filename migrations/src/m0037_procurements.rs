//! What is bought of others: procurements with the efforts that they are for, requirements, quotes and the contract's versions.

crate::ddl::step!(
    r#"
CREATE TABLE procurements (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    hub_id {id} NOT NULL REFERENCES hubs (id),
    council_id {id} NOT NULL REFERENCES councils (id),
    project_id {id} REFERENCES projects (id),
    title text NOT NULL,
    title_key {key} NOT NULL,
    description text,
    regime {id} NOT NULL,
    category {id} NOT NULL,
    method {id} NOT NULL,
    cpv_code {id} NOT NULL,
    estimated_value_minor bigint NOT NULL,
    status {id} NOT NULL,
    status_reason text,
    planned_on date NOT NULL,
    published_on date,
    quotes_due_on date,
    advertised_in text,
    notice_number text,
    awarded_on date,
    supplier_id {id} REFERENCES organisations (id),
    award_reason text,
    disclosed_on date,
    standstill_until date,
    appealed_on date,
    contracted_on date,
    delivered_on date,
    delivery_note text
);
CREATE INDEX procurements_organisation ON procurements (organisation_id, planned_on, id);
CREATE INDEX procurements_hub ON procurements (hub_id, planned_on, id);
CREATE INDEX procurements_project ON procurements (project_id, planned_on, id);
CREATE INDEX procurements_title ON procurements (title_key, id);
CREATE INDEX procurements_planned ON procurements (planned_on, id);
CREATE TABLE procured_efforts (
    procurement_id {id} NOT NULL REFERENCES procurements (id),
    effort_id {id} NOT NULL REFERENCES efforts (id),
    PRIMARY KEY (procurement_id, effort_id)
);
CREATE INDEX procured_efforts_effort ON procured_efforts (effort_id, procurement_id);
CREATE TABLE procurement_requirements (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    procurement_id {id} NOT NULL REFERENCES procurements (id),
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    hub_id {id} NOT NULL REFERENCES hubs (id),
    project_id {id} REFERENCES projects (id),
    kind {id} NOT NULL,
    text text NOT NULL,
    mandatory boolean NOT NULL
);
CREATE INDEX procurement_requirements_procurement ON procurement_requirements (procurement_id, id);
CREATE TABLE quotes (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    procurement_id {id} NOT NULL REFERENCES procurements (id),
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    hub_id {id} NOT NULL REFERENCES hubs (id),
    project_id {id} REFERENCES projects (id),
    bidder_id {id} NOT NULL REFERENCES organisations (id),
    amount_minor bigint NOT NULL,
    received_on date NOT NULL,
    status {id} NOT NULL,
    points integer,
    judgement text,
    UNIQUE (procurement_id, bidder_id)
);
CREATE INDEX quotes_procurement ON quotes (procurement_id, id);
CREATE UNIQUE INDEX quotes_accepted ON quotes (procurement_id) WHERE status = 'ACCEPTED';
CREATE TABLE contract_versions (
    id {id} PRIMARY KEY,
    procurement_id {id} NOT NULL REFERENCES procurements (id),
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    hub_id {id} NOT NULL REFERENCES hubs (id),
    project_id {id} REFERENCES projects (id),
    quote_id {id} NOT NULL REFERENCES quotes (id),
    supplier_id {id} NOT NULL REFERENCES organisations (id),
    edition integer NOT NULL,
    amends_id {id} UNIQUE REFERENCES contract_versions (id),
    contents text NOT NULL,
    timetable text,
    amount_minor bigint NOT NULL,
    reference text,
    valid_from date NOT NULL,
    valid_to date,
    signed_on date NOT NULL,
    reason text,
    UNIQUE (procurement_id, edition)
);
"#,
    ["contract_versions", "quotes", "procurement_requirements", "procured_efforts", "procurements"]
);
