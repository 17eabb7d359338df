//! Competence analyses with their scales, requirements, assessments and gaps, and development plans with their goals and lines.

crate::ddl::step!(
    r#"
CREATE TABLE level_scales (
    id {id} PRIMARY KEY,
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    name text NOT NULL,
    name_key {key} NOT NULL,
    steps text NOT NULL,
    UNIQUE (organisation_id, name_key)
);
CREATE INDEX level_scales_name ON level_scales (name_key, id);
CREATE TABLE competence_analyses (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    project_id {id} REFERENCES projects (id),
    scale_id {id} NOT NULL REFERENCES level_scales (id),
    title text NOT NULL,
    title_key {key} NOT NULL,
    status {id} NOT NULL,
    started_on date NOT NULL,
    management_validated_on date,
    union_validated_on date,
    published_on date,
    superseded_by_id {id} REFERENCES competence_analyses (id)
);
CREATE INDEX competence_analyses_organisation ON competence_analyses (organisation_id, id);
CREATE INDEX competence_analyses_project ON competence_analyses (project_id, id);
CREATE TABLE skill_requirements (
    id {id} PRIMARY KEY,
    analysis_id {id} NOT NULL REFERENCES competence_analyses (id),
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    ssyk_code {id} NOT NULL,
    role_title text NOT NULL,
    skill_code {id} NOT NULL,
    level integer NOT NULL,
    UNIQUE (analysis_id, ssyk_code, skill_code)
);
CREATE INDEX skill_requirements_organisation ON skill_requirements (organisation_id, id);
CREATE TABLE employees (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    workplace_id {id} REFERENCES workplaces (id),
    participant_id {id} REFERENCES participants (id),
    reference {id} NOT NULL,
    ssyk_code {id} NOT NULL,
    employed_from date NOT NULL,
    employed_to date,
    UNIQUE (organisation_id, reference)
);
CREATE INDEX employees_organisation ON employees (organisation_id, id);
CREATE INDEX employees_workplace ON employees (workplace_id, id);
CREATE INDEX employees_participant ON employees (participant_id, id);
CREATE TABLE skill_assessments (
    id {id} PRIMARY KEY,
    analysis_id {id} NOT NULL REFERENCES competence_analyses (id),
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    employee_id {id} NOT NULL REFERENCES employees (id),
    participant_id {id} REFERENCES participants (id),
    skill_code {id} NOT NULL,
    level integer NOT NULL,
    assessed_by {id} NOT NULL,
    assessed_on date NOT NULL,
    UNIQUE (analysis_id, employee_id, skill_code, assessed_by, assessed_on)
);
CREATE INDEX skill_assessments_analysis ON skill_assessments (analysis_id, id);
CREATE INDEX skill_assessments_organisation ON skill_assessments (organisation_id, id);
CREATE INDEX skill_assessments_employee ON skill_assessments (employee_id, id);
CREATE INDEX skill_assessments_participant ON skill_assessments (participant_id, id);
CREATE TABLE skill_gaps (
    id {id} PRIMARY KEY,
    analysis_id {id} NOT NULL REFERENCES competence_analyses (id),
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    project_id {id} REFERENCES projects (id),
    requirement_id {id} NOT NULL UNIQUE REFERENCES skill_requirements (id),
    ssyk_code {id} NOT NULL,
    role_title text NOT NULL,
    skill_code {id} NOT NULL,
    required_level integer NOT NULL,
    assessed integer NOT NULL,
    below integer NOT NULL
);
CREATE INDEX skill_gaps_analysis ON skill_gaps (analysis_id, id);
CREATE INDEX skill_gaps_organisation ON skill_gaps (organisation_id, id);
CREATE INDEX skill_gaps_project ON skill_gaps (project_id, skill_code);
CREATE TABLE business_goals (
    id {id} PRIMARY KEY,
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    statement text NOT NULL,
    valid_from date NOT NULL,
    valid_to date
);
CREATE INDEX business_goals_organisation ON business_goals (organisation_id, id);
CREATE TABLE development_plans (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    project_id {id} REFERENCES projects (id),
    analysis_id {id} REFERENCES competence_analyses (id),
    valid_from date NOT NULL,
    valid_to date NOT NULL,
    status {id} NOT NULL,
    adopted_on date,
    reviewed_on date,
    completed_on date,
    superseded_by_id {id} REFERENCES development_plans (id),
    lines integer NOT NULL,
    strategic_lines integer NOT NULL
);
CREATE INDEX development_plans_organisation ON development_plans (organisation_id, id);
CREATE INDEX development_plans_project ON development_plans (project_id, id);
CREATE INDEX development_plans_analysis ON development_plans (analysis_id, id);
CREATE TABLE plan_lines (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    plan_id {id} NOT NULL REFERENCES development_plans (id),
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    project_id {id} REFERENCES projects (id),
    gap_id {id} REFERENCES skill_gaps (id),
    skill_code {id} NOT NULL,
    action text NOT NULL,
    effort_id {id} REFERENCES efforts (id),
    own_activity text,
    responsible text NOT NULL,
    due_on date NOT NULL,
    goal_id {id} REFERENCES business_goals (id),
    result text,
    done_on date
);
CREATE INDEX plan_lines_plan ON plan_lines (plan_id, id);
CREATE INDEX plan_lines_organisation ON plan_lines (organisation_id, id);
CREATE INDEX plan_lines_gap ON plan_lines (gap_id, id);
CREATE INDEX plan_lines_goal ON plan_lines (goal_id, id);
"#,
    [
        "plan_lines",
        "development_plans",
        "business_goals",
        "skill_gaps",
        "skill_assessments",
        "employees",
        "skill_requirements",
        "competence_analyses",
        "level_scales"
    ]
);
