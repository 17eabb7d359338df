//! What a professional network shares: the materials that are published in it.

crate::ddl::step!(
    r#"
ALTER TABLE materials ADD COLUMN network_id {id} REFERENCES professional_networks (id);
ALTER TABLE materials ADD COLUMN project_id {id} REFERENCES projects (id);
CREATE INDEX materials_network ON materials (network_id, title_key, id);
CREATE INDEX materials_project ON materials (project_id, title_key, id);
"#,
    back r#"
DROP INDEX materials_project;
DROP INDEX materials_network;
ALTER TABLE materials DROP COLUMN project_id;
ALTER TABLE materials DROP COLUMN network_id;
"#,
    []
);
