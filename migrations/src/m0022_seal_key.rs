//! Which key personal fields are sealed with, as a mark that says nothing of the key: a service that is started with another one would
//! open none of them, seal new ones by the wrong key and register the same person twice.

crate::ddl::step!(
    r#"
CREATE TABLE seal_key (
    id {id} PRIMARY KEY CHECK (id = 'seal_key'),
    mark {key} NOT NULL
);
"#,
    ["seal_key"]
);
