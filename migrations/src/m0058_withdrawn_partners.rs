//! A partner of a project that was added by mistake is withdrawn, and is told no more.

crate::ddl::step!(
    r#"
ALTER TABLE project_partners ADD COLUMN withdrawn_reason text;
"#,
    back r#"
ALTER TABLE project_partners DROP COLUMN withdrawn_reason;
"#,
    []
);
