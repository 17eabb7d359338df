//! Efforts, occasions, sessions, enrolments and outcomes.

crate::ddl::step!(
    r#"
CREATE TABLE efforts (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    hub_id {id} NOT NULL,
    council_id {id} NOT NULL REFERENCES councils (id),
    project_id {id} REFERENCES projects (id),
    provider_id {id} REFERENCES organisations (id),
    title text NOT NULL,
    title_key {key} NOT NULL,
    description text,
    kind {id} NOT NULL CHECK (kind IN ('COURSE', 'MODULE', 'PROGRAMME', 'WORKSHOP', 'COACHING', 'MENTORING', 'JOB_ROTATION', 'COLLEGIAL_LEARNING', 'REFLECTION_SESSION', 'LEARNING_MEETING', 'NETWORK_MEETING', 'STUDY_VISIT', 'VALIDATION', 'E_LEARNING', 'LEADERSHIP_TRAINING', 'ORGANISATION_DEVELOPMENT')),
    status {id} NOT NULL CHECK (status IN ('IDEA', 'TRIAGED', 'APPROVED', 'SOURCING', 'SCHEDULED', 'OPEN', 'RUNNING', 'COMPLETED', 'FOLLOWED_UP', 'CLOSED', 'POSTPONED', 'CANCELLED')),
    delivery {id} NOT NULL CHECK (delivery IN ('PLACE', 'DISTANCE', 'HYBRID')),
    target_group {id} NOT NULL CHECK (target_group IN ('EMPLOYEES', 'MANAGEMENT', 'UNDER_NOTICE', 'FURLOUGHED', 'JOB_SEEKERS', 'STUDENTS', 'ALL')),
    skill_code {id},
    ssyk_code {id},
    sni_code {id},
    sun_field_code {id},
    hours integer NOT NULL CHECK (hours > 0),
    reusable boolean NOT NULL,
    accessibility text,
    status_reason text,
    demonstration boolean NOT NULL,
    created_at {instant} NOT NULL
);
CREATE INDEX efforts_hub ON efforts (hub_id, title_key, id);
CREATE INDEX efforts_council ON efforts (council_id, title_key, id);
CREATE INDEX efforts_project ON efforts (project_id, title_key, id);
CREATE INDEX efforts_title ON efforts (title_key, id);
CREATE TABLE occasions (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    effort_id {id} NOT NULL REFERENCES efforts (id),
    hub_id {id} NOT NULL,
    council_id {id} NOT NULL,
    project_id {id},
    provider_id {id},
    status {id} NOT NULL CHECK (status IN ('PLANNED', 'CONFIRMED', 'ONGOING', 'FINISHED', 'CANCELLED')),
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    municipality_code {id},
    delivery {id} NOT NULL CHECK (delivery IN ('PLACE', 'DISTANCE', 'HYBRID')),
    capacity integer NOT NULL CHECK (capacity > 0),
    status_reason text
);
CREATE INDEX occasions_effort ON occasions (effort_id, starts_on, id);
CREATE INDEX occasions_hub ON occasions (hub_id, starts_on, id);
CREATE INDEX occasions_start ON occasions (starts_on, id);
CREATE TABLE sessions (
    id {id} PRIMARY KEY,
    occasion_id {id} NOT NULL REFERENCES occasions (id),
    hub_id {id} NOT NULL,
    council_id {id} NOT NULL,
    project_id {id},
    provider_id {id},
    starts_at {instant} NOT NULL,
    ends_at {instant} NOT NULL,
    place text,
    delivery {id} NOT NULL CHECK (delivery IN ('PLACE', 'DISTANCE', 'HYBRID'))
);
CREATE INDEX sessions_occasion ON sessions (occasion_id, starts_at, id);
CREATE TABLE enrolments (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    occasion_id {id} NOT NULL REFERENCES occasions (id),
    effort_id {id} NOT NULL REFERENCES efforts (id),
    hub_id {id} NOT NULL,
    council_id {id} NOT NULL,
    project_id {id},
    provider_id {id},
    participant_id {id} NOT NULL REFERENCES participants (id),
    participation_id {id} REFERENCES participations (id),
    organisation_id {id} REFERENCES organisations (id),
    status {id} NOT NULL CHECK (status IN ('NOMINATED', 'APPLIED', 'ELIGIBLE', 'WAITLISTED', 'OFFERED', 'CONFIRMED', 'STARTED', 'COMPLETED', 'DROPPED_OUT', 'REJECTED', 'WITHDRAWN', 'NO_SHOW')),
    source {id} NOT NULL CHECK (source IN ('NOMINATION', 'APPLICATION')),
    applied_on date NOT NULL,
    started_on date,
    ended_on date,
    minutes integer NOT NULL CHECK (minutes >= 0),
    status_reason text,
    record_key bigint NOT NULL,
    demonstration boolean NOT NULL,
    UNIQUE (occasion_id, participant_id)
);
CREATE INDEX enrolments_occasion ON enrolments (occasion_id, applied_on, id);
CREATE INDEX enrolments_effort ON enrolments (effort_id, status);
CREATE INDEX enrolments_organisation ON enrolments (organisation_id, applied_on, id);
CREATE INDEX enrolments_project ON enrolments (project_id, applied_on, id);
CREATE INDEX enrolments_hub ON enrolments (hub_id, applied_on, id);
CREATE INDEX enrolments_participant ON enrolments (participant_id, applied_on, id);
CREATE INDEX enrolments_participation ON enrolments (participation_id);
CREATE TABLE outcomes (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    enrolment_id {id} REFERENCES enrolments (id),
    participation_id {id} REFERENCES participations (id),
    effort_id {id} REFERENCES efforts (id),
    hub_id {id},
    council_id {id},
    project_id {id} REFERENCES projects (id),
    participant_id {id} NOT NULL REFERENCES participants (id),
    organisation_id {id} REFERENCES organisations (id),
    kind {id} NOT NULL CHECK (kind IN ('STRENGTHENED_IN_INDUSTRY', 'PREPARED_OTHER_COMPANY', 'PREPARED_OTHER_INDUSTRY', 'QUALIFICATION', 'IN_EDUCATION', 'IN_EMPLOYMENT', 'NEW_JOB', 'JOB_SEARCHING', 'IMPROVED_SITUATION', 'NO_CHANGE')),
    status {id} NOT NULL CHECK (status IN ('RECORDED', 'SUPERSEDED')),
    source {id} NOT NULL CHECK (source IN ('PARTICIPANT', 'EMPLOYER', 'HUB', 'REGISTER')),
    observed_on date NOT NULL,
    recorded_at {instant} NOT NULL,
    status_reason text
);
CREATE INDEX outcomes_enrolment ON outcomes (enrolment_id, observed_on, id);
CREATE INDEX outcomes_participation ON outcomes (participation_id, kind);
CREATE INDEX outcomes_effort ON outcomes (effort_id, observed_on, id);
CREATE INDEX outcomes_project ON outcomes (project_id, observed_on, id);
CREATE INDEX outcomes_organisation ON outcomes (organisation_id, observed_on, id);
CREATE INDEX outcomes_hub ON outcomes (hub_id, observed_on, id);
CREATE INDEX outcomes_participant ON outcomes (participant_id, observed_on, id);
"#,
    ["outcomes", "enrolments", "sessions", "occasions", "efforts"]
);
