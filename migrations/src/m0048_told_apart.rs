//! Open workplaces of one employer are told apart by their names, needs keep the common gap that they were reported as, and a gap
//! says whether its numbers are told beyond those who read levels.
//!
//! Names that were alike already stand: the oldest of the workplaces takes the name, the others have to find one of their own when
//! they are changed. Which of the needs that are there were made of a common gap is not known; they are known again by their codes,
//! as before. Of the gaps that are there, those of roles within one another are told to those only who read levels.

crate::ddl::step!(
    r#"
ALTER TABLE workplaces ADD COLUMN taken_name {key};
UPDATE workplaces SET taken_name = name_key WHERE closed_on IS NULL AND NOT EXISTS (
    SELECT 1 FROM workplaces other WHERE other.organisation_id = workplaces.organisation_id
        AND other.name_key = workplaces.name_key AND other.closed_on IS NULL AND other.id < workplaces.id);
CREATE UNIQUE INDEX workplaces_taken_name ON workplaces (organisation_id, taken_name);
ALTER TABLE needs ADD COLUMN reported_gap {id};
CREATE INDEX needs_reported_gap ON needs (industry_council_id, reported_gap) WHERE reported_gap IS NOT NULL;
ALTER TABLE skill_gaps ADD COLUMN told_widely boolean NOT NULL DEFAULT FALSE;
UPDATE skill_gaps SET told_widely = TRUE WHERE NOT EXISTS (
    SELECT 1 FROM skill_gaps other WHERE other.analysis_id = skill_gaps.analysis_id
        AND other.skill_code = skill_gaps.skill_code AND other.id <> skill_gaps.id
        AND (substr(other.ssyk_code, 1, length(skill_gaps.ssyk_code)) = skill_gaps.ssyk_code
            OR substr(skill_gaps.ssyk_code, 1, length(other.ssyk_code)) = other.ssyk_code));
"#,
    back r#"
ALTER TABLE skill_gaps DROP COLUMN told_widely;
DROP INDEX needs_reported_gap;
ALTER TABLE needs DROP COLUMN reported_gap;
DROP INDEX workplaces_taken_name;
ALTER TABLE workplaces DROP COLUMN taken_name;
"#,
    []
);
