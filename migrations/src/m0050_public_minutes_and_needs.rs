//! Councils are dissolved by decisions of meetings, working groups belong to industry councils, and approved minutes are everyone's
//! where the council's charter says so. Needs tell of levels and
//! evidence, and are found by their skill and occupation group, as possible duplicates.
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
CREATE INDEX needs_skill ON needs (skill_code, reported_on, id);
CREATE INDEX needs_ssyk ON needs (ssyk_code, reported_on, id);
"#,
    back r#"
DROP INDEX needs_ssyk;
DROP INDEX needs_skill;
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
