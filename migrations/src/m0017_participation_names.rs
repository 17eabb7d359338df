//! What each project calls a person: a registration of someone whom another project registered before keeps its own
//! name (sealed), and neither shows nor replaces the other's. Without a row here it is the name she was first registered
//! under. `protected_from` is the person's version from which her protection holds for this name: a registration that did
//! not say that she is protected does not learn it.

crate::ddl::step!(
    r#"
CREATE TABLE participation_names (
    id {id} PRIMARY KEY REFERENCES participations (id),
    version integer NOT NULL,
    participant_id {id} NOT NULL,
    project_id {id} NOT NULL,
    organisation_id {id},
    name_sealed {blob} NOT NULL,
    protected_from integer NOT NULL
);
"#,
    ["participation_names"]
);
