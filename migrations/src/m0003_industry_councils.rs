//! Industry councils, needs and endorsements.

crate::ddl::step!(
    r#"
CREATE TABLE industry_councils (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    council_id {id} NOT NULL REFERENCES councils (id),
    name text NOT NULL,
    name_key {key} NOT NULL,
    status {id} NOT NULL CHECK (status IN ('FORMING', 'ACTIVE', 'DORMANT', 'DISSOLVED')),
    sni_codes text NOT NULL,
    established_on date,
    decision_reference text,
    demonstration boolean NOT NULL
);
CREATE INDEX industry_councils_council ON industry_councils (council_id, name_key, id);
CREATE TABLE needs (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    council_id {id} NOT NULL REFERENCES councils (id),
    industry_council_id {id} REFERENCES industry_councils (id),
    organisation_id {id} REFERENCES organisations (id),
    title text NOT NULL,
    title_key {key} NOT NULL,
    description text,
    status {id} NOT NULL CHECK (status IN ('REPORTED', 'QUALIFIED', 'ENDORSED', 'PRIORITISED', 'IN_ACTION', 'MET', 'PARTLY_MET', 'LAPSED', 'REJECTED', 'MERGED')),
    basis {id} NOT NULL CHECK (basis IN ('NEW_RECRUITS', 'INCUMBENTS', 'BOTH')),
    cause {id} NOT NULL CHECK (cause IN ('TECHNOLOGY_SHIFT', 'EDUCATION_LAG', 'PANDEMIC', 'RETIREMENT', 'GROWTH', 'REGULATION', 'STRUCTURAL_CHANGE', 'GREEN_TRANSITION', 'OTHER')),
    horizon {id} NOT NULL CHECK (horizon IN ('SHORT', 'MEDIUM', 'LONG')),
    target_group {id} NOT NULL CHECK (target_group IN ('EMPLOYEES', 'MANAGEMENT', 'UNDER_NOTICE', 'FURLOUGHED', 'JOB_SEEKERS', 'STUDENTS', 'ALL')),
    skill_code {id},
    ssyk_code {id},
    occupation_code {id},
    sni_code {id},
    municipality_code {id},
    region_code {id},
    people_needed integer NOT NULL CHECK (people_needed > 0),
    people_now integer CHECK (people_now >= 0),
    needed_by date,
    reported_on date NOT NULL,
    endorsed_on date,
    merged_into_id {id} REFERENCES needs (id),
    status_reason text,
    demonstration boolean NOT NULL
);
CREATE INDEX needs_council ON needs (council_id, reported_on, id);
CREATE INDEX needs_council_people ON needs (council_id, people_needed, id);
CREATE INDEX needs_industry_council ON needs (industry_council_id, reported_on, id);
CREATE INDEX needs_organisation ON needs (organisation_id, reported_on, id);
CREATE TABLE endorsements (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    need_id {id} NOT NULL REFERENCES needs (id),
    council_id {id} NOT NULL REFERENCES councils (id),
    industry_council_id {id} REFERENCES industry_councils (id),
    organisation_id {id},
    status {id} NOT NULL CHECK (status IN ('VALID', 'WITHDRAWN')),
    decided_on date NOT NULL,
    reference text NOT NULL,
    statement text,
    withdrawn_on date,
    status_reason text
);
CREATE INDEX endorsements_need ON endorsements (need_id, decided_on, id);
CREATE INDEX endorsements_council ON endorsements (council_id, decided_on, id);
"#,
    ["endorsements", "needs", "industry_councils"]
);
