//! Trail, outbox, idempotency keys, the keys of imported rows and the log of personal data read.

crate::ddl::step!(
    r#"
CREATE TABLE audit_entries (
    id {id} PRIMARY KEY,
    at {instant} NOT NULL,
    principal text NOT NULL,
    roles text NOT NULL,
    action {id} NOT NULL,
    event {id} NOT NULL,
    subject {id} NOT NULL,
    from_state {id},
    to_state {id},
    reason text,
    request {id} NOT NULL
);
CREATE INDEX audit_entries_subject ON audit_entries (subject, id);
CREATE TABLE outbox (
    position {serial},
    id {id} NOT NULL UNIQUE,
    name {id} NOT NULL,
    version integer NOT NULL,
    subject {id} NOT NULL,
    to_state {id},
    at {instant} NOT NULL
);
CREATE TABLE idempotency_keys (
    principal {id} NOT NULL,
    key {id} NOT NULL,
    body {id} NOT NULL,
    result {id} NOT NULL,
    at {instant} NOT NULL,
    PRIMARY KEY (principal, key)
);
CREATE TABLE import_keys (
    kind {id} NOT NULL,
    key {id} NOT NULL,
    object_id {id} NOT NULL,
    body {id} NOT NULL,
    at {instant} NOT NULL,
    PRIMARY KEY (kind, key)
);
CREATE TABLE read_log (
    id {id} PRIMARY KEY,
    at {instant} NOT NULL,
    principal text NOT NULL,
    roles text NOT NULL,
    purpose text,
    participant_id {id} NOT NULL,
    fields text NOT NULL,
    request {id} NOT NULL
);
CREATE INDEX read_log_participant ON read_log (participant_id, id);
"#,
    ["read_log", "import_keys", "idempotency_keys", "outbox", "audit_entries"]
);
