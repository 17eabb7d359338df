//! The questions that a material goes on with, a line each.

crate::ddl::step!(
    r#"
ALTER TABLE materials ADD COLUMN further_prompts text NOT NULL DEFAULT '';
"#,
    back r#"
ALTER TABLE materials DROP COLUMN further_prompts;
"#,
    []
);
