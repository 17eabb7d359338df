//! The questions that are saved, and the access tokens by which tools ask.

crate::ddl::step!(
    r#"
CREATE TABLE saved_questions (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    organisation_id {id} REFERENCES organisations (id),
    council_id {id} REFERENCES councils (id),
    hub_id {id} REFERENCES hubs (id),
    project_id {id} REFERENCES projects (id),
    slug {id} NOT NULL UNIQUE,
    edition integer NOT NULL CHECK (edition > 0),
    document text NOT NULL,
    definition text NOT NULL,
    title_sv text NOT NULL,
    title_sv_key {key} NOT NULL,
    title_en text NOT NULL,
    title_en_key {key} NOT NULL,
    theme {id} NOT NULL CHECK (theme IN ('NEEDS', 'EFFORTS', 'PARTICIPANTS', 'OUTCOMES', 'EQUALITY', 'PROJECTS', 'COUNCILS', 'FOLLOW_UP', 'OPEN_DATA')),
    sharing {id} NOT NULL CHECK (sharing IN ('OWNER', 'COUNCIL', 'SIGNED_IN')),
    shared_council_id {id} REFERENCES councils (id),
    reader_council_id {id} REFERENCES councils (id),
    status {id} NOT NULL CHECK (status IN ('DRAFT', 'PUBLISHED', 'WITHDRAWN')),
    status_reason text,
    created_by text NOT NULL,
    created_at {instant} NOT NULL,
    updated_by text NOT NULL,
    updated_at {instant} NOT NULL,
    CHECK (CASE WHEN organisation_id IS NULL THEN 0 ELSE 1 END + CASE WHEN council_id IS NULL THEN 0 ELSE 1 END
        + CASE WHEN hub_id IS NULL THEN 0 ELSE 1 END + CASE WHEN project_id IS NULL THEN 0 ELSE 1 END = 1),
    CHECK ((sharing = 'COUNCIL') = (shared_council_id IS NOT NULL)),
    CHECK (reader_council_id IS NULL OR (status = 'PUBLISHED' AND reader_council_id = shared_council_id))
);
CREATE INDEX saved_questions_organisation ON saved_questions (organisation_id, title_sv_key, id);
CREATE INDEX saved_questions_council ON saved_questions (council_id, title_sv_key, id);
CREATE INDEX saved_questions_hub ON saved_questions (hub_id, title_sv_key, id);
CREATE INDEX saved_questions_project ON saved_questions (project_id, title_sv_key, id);
CREATE INDEX saved_questions_reader ON saved_questions (reader_council_id, title_sv_key, id);
CREATE INDEX saved_questions_open ON saved_questions (sharing, status, title_sv_key, id);
CREATE TABLE access_tokens (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    organisation_id {id} REFERENCES organisations (id),
    council_id {id} REFERENCES councils (id),
    hub_id {id} REFERENCES hubs (id),
    project_id {id} REFERENCES projects (id),
    issuer text NOT NULL,
    subject text NOT NULL,
    role_assignment_id {id} NOT NULL REFERENCES role_assignments (id),
    role {id} NOT NULL,
    purpose text NOT NULL,
    questions text NOT NULL CHECK (questions <> ''),
    secret_hash {id} NOT NULL UNIQUE,
    created_at {instant} NOT NULL,
    expires_on date NOT NULL,
    last_used_on date,
    revoked_at {instant},
    revoked_reason text,
    CHECK (CASE WHEN organisation_id IS NULL THEN 0 ELSE 1 END + CASE WHEN council_id IS NULL THEN 0 ELSE 1 END
        + CASE WHEN hub_id IS NULL THEN 0 ELSE 1 END + CASE WHEN project_id IS NULL THEN 0 ELSE 1 END = 1),
    CHECK ((revoked_at IS NULL) = (revoked_reason IS NULL))
);
CREATE INDEX access_tokens_organisation ON access_tokens (organisation_id, expires_on, id);
CREATE INDEX access_tokens_council ON access_tokens (council_id, expires_on, id);
CREATE INDEX access_tokens_hub ON access_tokens (hub_id, expires_on, id);
CREATE INDEX access_tokens_project ON access_tokens (project_id, expires_on, id);
"#,
    ["access_tokens", "saved_questions"]
);
