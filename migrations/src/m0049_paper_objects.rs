//! A paper's file may lie in an S3-compatible store: the paper says under which key. Without one it lies in `paper_files`, as before.

crate::ddl::step!(
    r#"
ALTER TABLE meeting_papers ADD COLUMN object_key text;
"#,
    back r#"
ALTER TABLE meeting_papers DROP COLUMN object_key;
"#,
    []
);
