//! How an objective of a project is meant: towards whom it works, at which level, and how soon.

crate::ddl::step!(
    r#"
ALTER TABLE project_targets ADD COLUMN scope {id};
ALTER TABLE project_targets ADD COLUMN effect_level {id};
ALTER TABLE project_targets ADD COLUMN horizon {id};
"#,
    back r#"
ALTER TABLE project_targets DROP COLUMN horizon;
ALTER TABLE project_targets DROP COLUMN effect_level;
ALTER TABLE project_targets DROP COLUMN scope;
"#,
    []
);
