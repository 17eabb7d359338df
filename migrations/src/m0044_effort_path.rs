//! By which way an effort comes about, what its approval rests on, and the effort that it is made after.

crate::ddl::step!(
    r#"
ALTER TABLE efforts ADD COLUMN path {id};
ALTER TABLE efforts ADD COLUMN budget_minor bigint;
ALTER TABLE efforts ADD COLUMN budget_line text;
ALTER TABLE efforts ADD COLUMN goals text;
ALTER TABLE efforts ADD COLUMN template_id {id} REFERENCES efforts (id);
CREATE INDEX efforts_template ON efforts (template_id, id);
"#,
    back r#"
DROP INDEX efforts_template;
ALTER TABLE efforts DROP COLUMN template_id;
ALTER TABLE efforts DROP COLUMN goals;
ALTER TABLE efforts DROP COLUMN budget_line;
ALTER TABLE efforts DROP COLUMN budget_minor;
ALTER TABLE efforts DROP COLUMN path;
"#,
    []
);
