//! Councils are dissolved by decisions of meetings, working groups belong to industry councils, and approved minutes are everyone's
//! where the council's charter says so. Needs tell of levels and
//! evidence, and are found by their skill and occupation group, as possible duplicates.
//!
//! Assessments of needs are kept; of those that are there the latest is, whose id is the triage's own.
//!
//! What everyone reads stays so: minutes that are approved, and by the charters that are there those to come. Of who is dissolved
//! already, day and decision are not known.

crate::ddl::step!(
    r#"
ALTER TABLE councils ADD COLUMN industry_council_id {id} REFERENCES industry_councils (id);
CREATE INDEX councils_industry_council ON councils (industry_council_id, id);
ALTER TABLE councils ADD COLUMN dissolved_on date;
ALTER TABLE councils ADD COLUMN dissolution_reference text;
ALTER TABLE councils ADD COLUMN dissolution_id {id} REFERENCES council_decisions (id);
ALTER TABLE industry_councils ADD COLUMN dissolved_on date;
ALTER TABLE industry_councils ADD COLUMN dissolution_reference text;
ALTER TABLE industry_councils ADD COLUMN dissolution_id {id} REFERENCES council_decisions (id);
ALTER TABLE council_charters ADD COLUMN publishes_minutes boolean NOT NULL DEFAULT FALSE;
UPDATE council_charters SET publishes_minutes = TRUE;
ALTER TABLE council_meetings ADD COLUMN is_public boolean NOT NULL DEFAULT FALSE;
UPDATE council_meetings SET is_public = TRUE WHERE status = 'MINUTES_APPROVED';
ALTER TABLE needs ADD COLUMN level_now {id};
ALTER TABLE needs ADD COLUMN level_needed {id};
ALTER TABLE needs ADD COLUMN evidence {id};
ALTER TABLE needs ADD COLUMN evidence_note text;
ALTER TABLE triages ADD COLUMN plan_id {id} REFERENCES action_plans (id);
CREATE TABLE triage_assessments (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    triage_id {id} NOT NULL REFERENCES triages (id),
    need_id {id} NOT NULL REFERENCES needs (id),
    hub_id {id} NOT NULL REFERENCES hubs (id),
    council_id {id} NOT NULL REFERENCES councils (id),
    path {id} NOT NULL,
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
    plan_id {id} REFERENCES action_plans (id),
    score integer NOT NULL,
    rationale text,
    assessed_at {instant} NOT NULL,
    replaced_at {instant}
);
CREATE UNIQUE INDEX triage_assessments_latest ON triage_assessments (triage_id) WHERE replaced_at IS NULL;
CREATE INDEX triage_assessments_triage ON triage_assessments (triage_id, id);
CREATE INDEX triage_assessments_need ON triage_assessments (need_id, id);
CREATE INDEX triage_assessments_hub ON triage_assessments (hub_id, id);
CREATE INDEX triage_assessments_council ON triage_assessments (council_id, id);
INSERT INTO triage_assessments (id, version, triage_id, need_id, hub_id, council_id, path, volume, urgency, substitutability_gap,
        endorsements, equality_effect, existing_supply, weight_volume, weight_urgency, weight_substitutability_gap,
        weight_endorsements, weight_equality_effect, weight_existing_supply, score, rationale, assessed_at)
    SELECT id, 1, id, need_id, hub_id, council_id, path, volume, urgency, substitutability_gap,
        endorsements, equality_effect, existing_supply, weight_volume, weight_urgency, weight_substitutability_gap,
        weight_endorsements, weight_equality_effect, weight_existing_supply, score, rationale, triaged_at FROM triages;
CREATE INDEX needs_skill ON needs (skill_code, reported_on, id);
CREATE INDEX needs_ssyk ON needs (ssyk_code, reported_on, id);
"#,
    back r#"
DROP INDEX needs_ssyk;
DROP INDEX needs_skill;
DROP TABLE triage_assessments;
ALTER TABLE triages DROP COLUMN plan_id;
ALTER TABLE needs DROP COLUMN evidence_note;
ALTER TABLE needs DROP COLUMN evidence;
ALTER TABLE needs DROP COLUMN level_needed;
ALTER TABLE needs DROP COLUMN level_now;
ALTER TABLE council_meetings DROP COLUMN is_public;
ALTER TABLE council_charters DROP COLUMN publishes_minutes;
ALTER TABLE industry_councils DROP COLUMN dissolution_id;
ALTER TABLE industry_councils DROP COLUMN dissolution_reference;
ALTER TABLE industry_councils DROP COLUMN dissolved_on;
ALTER TABLE councils DROP COLUMN dissolution_id;
ALTER TABLE councils DROP COLUMN dissolution_reference;
ALTER TABLE councils DROP COLUMN dissolved_on;
DROP INDEX councils_industry_council;
ALTER TABLE councils DROP COLUMN industry_council_id;
"#,
    []
);
