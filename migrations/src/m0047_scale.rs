//! What is asked of a large supply and of many years: offerings of a code that are still given and the next events of each are found without
//! reading those that are over, efforts that go on without those that are done, a council's own decisions without those of other
//! bodies, and a file that was read before by its digest.

crate::ddl::step!(
    r#"
ALTER TABLE education_imports ADD COLUMN digest {id};
CREATE INDEX education_imports_known ON education_imports (source, id) WHERE digest IS NOT NULL;
ALTER TABLE education_offerings ADD COLUMN expires_key date NOT NULL DEFAULT '9999-12-31';
UPDATE education_offerings SET expires_key = expires_on WHERE expires_on IS NOT NULL;
CREATE INDEX education_offerings_ssyk_given ON education_offerings (ssyk_code, expires_key, id) WHERE removed_on IS NULL;
CREATE INDEX education_offerings_skill_given ON education_offerings (skill_code, expires_key, id) WHERE removed_on IS NULL;
DROP INDEX education_events_offering;
CREATE INDEX education_events_offering ON education_events (offering_id, starts_key, id);
CREATE INDEX council_decisions_own_state ON council_decisions (council_id, status, decided_on, id) WHERE industry_council_id IS NULL;
CREATE INDEX council_decisions_own_executed ON council_decisions (council_id, executed_on, id) WHERE industry_council_id IS NULL;
CREATE INDEX efforts_skill_status ON efforts (skill_code, status, id);
CREATE INDEX efforts_ssyk_status ON efforts (ssyk_code, status, id);
"#,
    back r#"
DROP INDEX efforts_ssyk_status;
DROP INDEX efforts_skill_status;
DROP INDEX council_decisions_own_executed;
DROP INDEX council_decisions_own_state;
DROP INDEX education_events_offering;
CREATE INDEX education_events_offering ON education_events (offering_id, id);
DROP INDEX education_offerings_skill_given;
DROP INDEX education_offerings_ssyk_given;
ALTER TABLE education_offerings DROP COLUMN expires_key;
DROP INDEX education_imports_known;
ALTER TABLE education_imports DROP COLUMN digest;
"#,
    []
);
