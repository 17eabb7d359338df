//! A vote that was recorded by mistake is withdrawn before its proposal is settled, and stays readable to the council's own people.

crate::ddl::step!(
    r#"
ALTER TABLE decision_votes ADD COLUMN withdrawn_reason text;
"#,
    back r#"
ALTER TABLE decision_votes DROP COLUMN withdrawn_reason;
"#,
    []
);
