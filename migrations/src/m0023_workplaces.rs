//! Workplaces, materials, reflections with their agreed changes and what they spread, and assessments of the health factor.

crate::ddl::step!(
    r#"
CREATE TABLE workplaces (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    name text NOT NULL,
    name_key {key} NOT NULL,
    municipality_code {id},
    headcount integer CHECK (headcount > 0),
    opened_on date,
    closed_on date
);
CREATE INDEX workplaces_organisation ON workplaces (organisation_id, name_key, id);
CREATE TABLE materials (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    kind {id} NOT NULL,
    title text NOT NULL,
    title_key {key} NOT NULL,
    url text,
    minutes integer CHECK (minutes > 0),
    language_code {id},
    prompt text NOT NULL,
    prompt_minutes integer NOT NULL CHECK (prompt_minutes > 0),
    status {id} NOT NULL,
    published_on date NOT NULL,
    withdrawn_on date,
    status_reason text
);
CREATE INDEX materials_title ON materials (title_key, id);
CREATE INDEX materials_organisation ON materials (organisation_id, title_key, id);
CREATE TABLE reflections (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    workplace_id {id} NOT NULL REFERENCES workplaces (id),
    project_id {id} REFERENCES projects (id),
    material_id {id} REFERENCES materials (id),
    kind {id} NOT NULL,
    status {id} NOT NULL,
    planned_on date NOT NULL,
    held_on date,
    minutes integer CHECK (minutes > 0),
    attendee_count integer CHECK (attendee_count > 0),
    question text,
    went_wrong text,
    went_wrong_theme {id},
    went_right text,
    went_right_theme {id},
    next_time text,
    next_time_theme {id},
    follow_up text,
    followed_up_on date,
    status_reason text
);
CREATE INDEX reflections_organisation ON reflections (organisation_id, planned_on, id);
CREATE INDEX reflections_workplace ON reflections (workplace_id, planned_on, id);
CREATE INDEX reflections_project ON reflections (project_id, planned_on, id);
CREATE INDEX reflections_material ON reflections (material_id, planned_on, id);
CREATE TABLE agreed_changes (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    reflection_id {id} NOT NULL REFERENCES reflections (id),
    workplace_id {id} NOT NULL REFERENCES workplaces (id),
    organisation_id {id} NOT NULL,
    project_id {id},
    what text NOT NULL,
    responsible text NOT NULL,
    due_on date NOT NULL,
    done_on date,
    result text
);
CREATE INDEX agreed_changes_reflection ON agreed_changes (reflection_id, due_on, id);
CREATE INDEX agreed_changes_workplace ON agreed_changes (workplace_id, due_on, id);
CREATE TABLE health_assessments (
    id {id} PRIMARY KEY,
    workplace_id {id} NOT NULL REFERENCES workplaces (id),
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    assessed_on date NOT NULL,
    has_forum {id} NOT NULL,
    has_time {id} NOT NULL,
    shares_after_courses {id} NOT NULL,
    may_change_role {id} NOT NULL,
    evaluates_ways_of_working {id} NOT NULL,
    UNIQUE (workplace_id, assessed_on)
);
CREATE INDEX health_assessments_organisation ON health_assessments (organisation_id, assessed_on, id);
CREATE TABLE learning_spreads (
    id {id} PRIMARY KEY,
    reflection_id {id} NOT NULL REFERENCES reflections (id),
    workplace_id {id} NOT NULL REFERENCES workplaces (id),
    organisation_id {id} NOT NULL,
    project_id {id},
    effort_id {id} NOT NULL REFERENCES efforts (id),
    enrolment_id {id} REFERENCES enrolments (id),
    colleagues_reached integer NOT NULL CHECK (colleagues_reached > 0),
    told_on date NOT NULL,
    UNIQUE (reflection_id, effort_id)
);
CREATE INDEX learning_spreads_effort ON learning_spreads (effort_id, told_on, id);
CREATE INDEX learning_spreads_workplace ON learning_spreads (workplace_id, told_on, id);
"#,
    ["learning_spreads", "health_assessments", "agreed_changes", "reflections", "materials", "workplaces"]
);
