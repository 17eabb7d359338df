//! Projects are found by the short name that they are known by.
//!
//! Short names that were there already are folded as the database folds letters; the first change of a project folds its own anew.

crate::ddl::step!(
    r#"
ALTER TABLE projects ADD COLUMN acronym_key {key} NOT NULL DEFAULT '';
UPDATE projects SET acronym_key = replace(replace(replace(lower(acronym), 'å', '{'), 'ä', '|'), 'ö', '}')
    WHERE acronym IS NOT NULL;
"#,
    back r#"
ALTER TABLE projects DROP COLUMN acronym_key;
"#,
    []
);
