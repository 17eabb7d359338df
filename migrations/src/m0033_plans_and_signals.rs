//! What councils look ahead by: signals with the industry councils' assessments and what they are linked to, action plans with
//! priorities, goals and readings, and the scores by which needs are ranked.

crate::ddl::step!(
    r#"
CREATE TABLE signals (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    council_id {id} NOT NULL REFERENCES councils (id),
    source {id} NOT NULL,
    title text NOT NULL,
    title_key {key} NOT NULL,
    text text NOT NULL,
    source_title text,
    source_address text,
    captured_on date NOT NULL,
    steep {id} NOT NULL,
    sni_code {id},
    region_code {id},
    status {id} NOT NULL,
    assessments integer NOT NULL,
    relevance_lowest integer,
    relevance_median_doubled integer,
    relevance_highest integer,
    status_reason text
);
CREATE INDEX signals_council ON signals (council_id, captured_on, id);
CREATE INDEX signals_title ON signals (title_key, id);
CREATE TABLE signal_assessments (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    signal_id {id} NOT NULL REFERENCES signals (id),
    council_id {id} NOT NULL REFERENCES councils (id),
    industry_council_id {id} NOT NULL REFERENCES industry_councils (id),
    relevance integer NOT NULL CHECK (relevance BETWEEN 1 AND 5),
    horizon {id} NOT NULL,
    confidence {id} NOT NULL,
    note text,
    assessed_on date NOT NULL,
    earlier_id {id} REFERENCES signal_assessments (id),
    replaced_on date
);
CREATE INDEX signal_assessments_signal ON signal_assessments (signal_id, id);
CREATE INDEX signal_assessments_industry_council ON signal_assessments (industry_council_id, assessed_on, id);
CREATE UNIQUE INDEX signal_assessments_latest ON signal_assessments (signal_id, industry_council_id)
    WHERE replaced_on IS NULL;
CREATE TABLE signal_links (
    id {id} PRIMARY KEY,
    signal_id {id} NOT NULL REFERENCES signals (id),
    council_id {id} NOT NULL REFERENCES councils (id),
    need_id {id} REFERENCES needs (id),
    sni_code {id},
    skill_code {id},
    linked_on date NOT NULL
);
CREATE INDEX signal_links_signal ON signal_links (signal_id, id);
CREATE UNIQUE INDEX signal_links_need ON signal_links (need_id, signal_id) WHERE need_id IS NOT NULL;
CREATE TABLE action_plans (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    council_id {id} NOT NULL REFERENCES councils (id),
    year integer NOT NULL,
    edition integer NOT NULL,
    revises_id {id} UNIQUE REFERENCES action_plans (id),
    title text NOT NULL,
    title_key {key} NOT NULL,
    text text,
    status {id} NOT NULL,
    weight_volume integer NOT NULL,
    weight_urgency integer NOT NULL,
    weight_substitutability_gap integer NOT NULL,
    weight_endorsements integer NOT NULL,
    weight_equality_effect integer NOT NULL,
    weight_existing_supply integer NOT NULL,
    consultation_until date,
    adopted_on date,
    decision_reference text,
    in_force_from date,
    ended_on date,
    follow_up text,
    priorities integer NOT NULL,
    goals integer NOT NULL
);
CREATE INDEX action_plans_council ON action_plans (council_id, year, id);
CREATE INDEX action_plans_title ON action_plans (title_key, id);
CREATE UNIQUE INDEX action_plans_in_force ON action_plans (council_id, year) WHERE status = 'IN_FORCE';
CREATE TABLE plan_priorities (
    id {id} PRIMARY KEY,
    plan_id {id} NOT NULL REFERENCES action_plans (id),
    council_id {id} NOT NULL REFERENCES councils (id),
    place integer NOT NULL,
    title text NOT NULL,
    text text,
    sni_code {id},
    industry_council_id {id} REFERENCES industry_councils (id)
);
CREATE INDEX plan_priorities_plan ON plan_priorities (plan_id, place, id);
CREATE TABLE plan_goals (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    priority_id {id} NOT NULL REFERENCES plan_priorities (id),
    plan_id {id} NOT NULL REFERENCES action_plans (id),
    council_id {id} NOT NULL REFERENCES councils (id),
    year integer NOT NULL,
    title text NOT NULL,
    metric {id} NOT NULL,
    unit text NOT NULL,
    baseline integer NOT NULL,
    target integer NOT NULL,
    due_on date NOT NULL,
    latest_value integer,
    latest_on date,
    earlier_id {id} REFERENCES plan_goals (id)
);
CREATE INDEX plan_goals_priority ON plan_goals (priority_id, id);
CREATE INDEX plan_goals_plan ON plan_goals (plan_id, id);
CREATE INDEX plan_goals_council ON plan_goals (council_id, due_on, id);
CREATE TABLE goal_readings (
    id {id} PRIMARY KEY,
    goal_id {id} NOT NULL REFERENCES plan_goals (id),
    plan_id {id} NOT NULL REFERENCES action_plans (id),
    council_id {id} NOT NULL REFERENCES councils (id),
    value integer NOT NULL,
    noted_on date NOT NULL,
    note text
);
CREATE INDEX goal_readings_goal ON goal_readings (goal_id, noted_on, id);
CREATE TABLE need_scores (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    need_id {id} NOT NULL REFERENCES needs (id),
    council_id {id} NOT NULL REFERENCES councils (id),
    plan_id {id} NOT NULL REFERENCES action_plans (id),
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
    term_volume integer NOT NULL,
    term_urgency integer NOT NULL,
    term_substitutability_gap integer NOT NULL,
    term_endorsements integer NOT NULL,
    term_equality_effect integer NOT NULL,
    term_existing_supply integer NOT NULL,
    score integer NOT NULL,
    people_lacking integer NOT NULL,
    days_left integer,
    horizon {id} NOT NULL,
    endorsers integer NOT NULL,
    rationale text,
    scored_on date NOT NULL,
    earlier_id {id} REFERENCES need_scores (id),
    replaced_on date
);
CREATE INDEX need_scores_need ON need_scores (need_id, id);
CREATE INDEX need_scores_council ON need_scores (council_id, score, id);
CREATE UNIQUE INDEX need_scores_latest ON need_scores (need_id) WHERE replaced_on IS NULL;
ALTER TABLE needs ADD COLUMN follow_up text;
CREATE INDEX needs_merged_into ON needs (merged_into_id, id) WHERE merged_into_id IS NOT NULL;
"#,
    back r#"
DROP INDEX needs_merged_into;
ALTER TABLE needs DROP COLUMN follow_up;
"#,
    [
        "need_scores",
        "goal_readings",
        "plan_goals",
        "plan_priorities",
        "action_plans",
        "signal_links",
        "signal_assessments",
        "signals",
    ]
);
