//! Fundings of hubs that change, what came of them, of partners and of targets, and which target an effort or a measure serves.

crate::ddl::step!(
    r#"
ALTER TABLE hub_fundings ADD COLUMN version integer NOT NULL DEFAULT 1;
ALTER TABLE hub_fundings ADD COLUMN follow_up text;
ALTER TABLE hub_fundings ADD COLUMN followed_up_on date;
ALTER TABLE project_partners ADD COLUMN follow_up text;
ALTER TABLE project_partners ADD COLUMN followed_up_on date;
ALTER TABLE project_targets ADD COLUMN reached bigint;
ALTER TABLE project_targets ADD COLUMN follow_up text;
ALTER TABLE project_targets ADD COLUMN followed_up_on date;
ALTER TABLE principle_measures ADD COLUMN target_id {id} REFERENCES project_targets (id);
CREATE INDEX principle_measures_target ON principle_measures (target_id, id);
ALTER TABLE efforts ADD COLUMN target_id {id} REFERENCES project_targets (id);
CREATE INDEX efforts_target ON efforts (target_id, id);
"#,
    back r#"
DROP INDEX efforts_target;
ALTER TABLE efforts DROP COLUMN target_id;
DROP INDEX principle_measures_target;
ALTER TABLE principle_measures DROP COLUMN target_id;
ALTER TABLE project_targets DROP COLUMN followed_up_on;
ALTER TABLE project_targets DROP COLUMN follow_up;
ALTER TABLE project_targets DROP COLUMN reached;
ALTER TABLE project_partners DROP COLUMN followed_up_on;
ALTER TABLE project_partners DROP COLUMN follow_up;
ALTER TABLE hub_fundings DROP COLUMN followed_up_on;
ALTER TABLE hub_fundings DROP COLUMN follow_up;
ALTER TABLE hub_fundings DROP COLUMN version;
"#,
    []
);
