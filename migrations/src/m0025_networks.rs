//! What happens between organisations: learning meetings, professional networks and their members, lessons and sustained results. And
//! what a project has begun can be changed: its partners, its targets, and its measures for the horizontal principles, which are followed
//! up too.

crate::ddl::step!(
    r#"
CREATE TABLE professional_networks (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    project_id {id} NOT NULL REFERENCES projects (id),
    name text NOT NULL,
    name_key {key} NOT NULL,
    role text NOT NULL,
    role_key {key} NOT NULL,
    ssyk_code {id},
    purpose text,
    status {id} NOT NULL,
    organisations integer NOT NULL,
    status_reason text
);
CREATE INDEX professional_networks_project ON professional_networks (project_id, id);
CREATE INDEX professional_networks_name ON professional_networks (name_key, id);
CREATE TABLE network_members (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    network_id {id} NOT NULL REFERENCES professional_networks (id),
    project_id {id} NOT NULL REFERENCES projects (id),
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    participant_id {id} REFERENCES participants (id),
    joined_on date NOT NULL,
    left_on date
);
CREATE INDEX network_members_network ON network_members (network_id, id);
CREATE INDEX network_members_project ON network_members (project_id, id);
CREATE INDEX network_members_organisation ON network_members (organisation_id, id);
CREATE INDEX network_members_participant ON network_members (participant_id, id);
CREATE UNIQUE INDEX network_members_staying_person ON network_members (network_id, organisation_id, participant_id)
    WHERE left_on IS NULL AND participant_id IS NOT NULL;
CREATE UNIQUE INDEX network_members_staying_organisation ON network_members (network_id, organisation_id)
    WHERE left_on IS NULL AND participant_id IS NULL;
CREATE TABLE learning_meetings (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    project_id {id} NOT NULL REFERENCES projects (id),
    network_id {id} REFERENCES professional_networks (id),
    title text NOT NULL,
    title_key {key} NOT NULL,
    theme text,
    status {id} NOT NULL,
    planned_on date NOT NULL,
    held_on date,
    place text,
    notes text,
    organisations integer NOT NULL,
    sectors_met integer NOT NULL,
    head_count integer NOT NULL,
    status_reason text
);
CREATE INDEX learning_meetings_project ON learning_meetings (project_id, id);
CREATE INDEX learning_meetings_network ON learning_meetings (network_id, id);
CREATE INDEX learning_meetings_title ON learning_meetings (title_key, id);
CREATE TABLE meeting_attendances (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    meeting_id {id} NOT NULL REFERENCES learning_meetings (id),
    project_id {id} NOT NULL REFERENCES projects (id),
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    sector {id} NOT NULL,
    head_count integer NOT NULL CHECK (head_count > 0),
    UNIQUE (meeting_id, organisation_id)
);
CREATE INDEX meeting_attendances_meeting ON meeting_attendances (meeting_id, id);
CREATE INDEX meeting_attendances_organisation ON meeting_attendances (organisation_id, id);
CREATE TABLE lessons (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    project_id {id} NOT NULL REFERENCES projects (id),
    kind {id} NOT NULL,
    title text NOT NULL,
    title_key {key} NOT NULL,
    text text NOT NULL,
    said_by text,
    publication_url text,
    recorded_on date NOT NULL,
    times_reused integer NOT NULL
);
CREATE INDEX lessons_project ON lessons (project_id, id);
CREATE INDEX lessons_title ON lessons (title_key, id);
CREATE TABLE lesson_reuses (
    lesson_id {id} NOT NULL REFERENCES lessons (id),
    project_id {id} NOT NULL REFERENCES projects (id),
    PRIMARY KEY (lesson_id, project_id)
);
CREATE INDEX lesson_reuses_project ON lesson_reuses (project_id, lesson_id);
CREATE TABLE sustained_results (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    project_id {id} NOT NULL REFERENCES projects (id),
    organisation_id {id} REFERENCES organisations (id),
    practice text NOT NULL,
    checked_on date NOT NULL,
    months_after integer NOT NULL,
    still_in_use {id} NOT NULL,
    run_by text,
    note text,
    earlier_id {id} REFERENCES sustained_results (id),
    followed_on date
);
CREATE INDEX sustained_results_project ON sustained_results (project_id, id);
CREATE INDEX sustained_results_organisation ON sustained_results (organisation_id, id);
ALTER TABLE project_partners ADD COLUMN version integer NOT NULL DEFAULT 1;
ALTER TABLE project_targets ADD COLUMN version integer NOT NULL DEFAULT 1;
ALTER TABLE principle_measures ADD COLUMN version integer NOT NULL DEFAULT 1;
ALTER TABLE principle_measures ADD COLUMN evidence text;
ALTER TABLE principle_measures ADD COLUMN responsible text;
ALTER TABLE principle_measures ADD COLUMN effort_id {id} REFERENCES efforts (id);
ALTER TABLE principle_measures ADD COLUMN organisation_id {id} REFERENCES organisations (id);
ALTER TABLE principle_measures ADD COLUMN follow_up text;
ALTER TABLE principle_measures ADD COLUMN followed_up_on date;
"#,
    back r#"
ALTER TABLE principle_measures DROP COLUMN followed_up_on;
ALTER TABLE principle_measures DROP COLUMN follow_up;
ALTER TABLE principle_measures DROP COLUMN organisation_id;
ALTER TABLE principle_measures DROP COLUMN effort_id;
ALTER TABLE principle_measures DROP COLUMN responsible;
ALTER TABLE principle_measures DROP COLUMN evidence;
ALTER TABLE principle_measures DROP COLUMN version;
ALTER TABLE project_targets DROP COLUMN version;
ALTER TABLE project_partners DROP COLUMN version;
"#,
    [
        "sustained_results",
        "lesson_reuses",
        "lessons",
        "meeting_attendances",
        "learning_meetings",
        "network_members",
        "professional_networks",
    ]
);
