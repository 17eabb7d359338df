//! Facts of learning at work that were told in words alone: health factors, what projects are about and where that is
//! said, whom to ask at a partner, further causes of a need, what speaks for an effort, and who is behind a lesson.

use kernel::{id::FIRST_HEALTH_FACTOR, text::sort_key};
use sea_orm_migration::prelude::*;

use crate::m0023_workplaces;

const FACTORS: &str = r#"
CREATE TABLE health_factors (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    code {id} NOT NULL UNIQUE,
    name text NOT NULL,
    name_key {key} NOT NULL,
    name_en text NOT NULL,
    description text,
    source_title text,
    source_url text
);
CREATE INDEX health_factors_name ON health_factors (name_key, id);
INSERT INTO health_factors (id, version, code, name, name_key, name_en, description, source_title)
VALUES ('{first}', 1, 'KOMPETENSUTVECKLING_HELA_ARBETSLIVET', '{name}', '{name_key}',
    'Developing skills throughout working life',
    'En lärande organisation där alla har möjlighet till utveckling: forum och tid för att lära av varandra, nya roller och arbetsuppgifter att prova, och arbetssätt som utvärderas hela tiden.',
    'Suntarbetsliv');
"#;

/// The name of the one that every database has from the start.
const FIRST_NAME: &str = "Kompetensutveckling hela arbetslivet";

/// A workplace answers once a day for each factor. Neither database can change a table's key in place, so the rows are
/// kept meanwhile: those that are there are of the only factor there was.
const KEPT: &str = r#"
CREATE TABLE health_assessments_kept AS SELECT * FROM health_assessments;
DROP TABLE health_assessments;
"#;

const ASSESSMENTS: &str = r#"
CREATE TABLE health_assessments (
    id {id} PRIMARY KEY,
    factor_id {id} NOT NULL REFERENCES health_factors (id),
    workplace_id {id} NOT NULL REFERENCES workplaces (id),
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    assessed_on date NOT NULL,
    has_forum {id} NOT NULL,
    has_time {id} NOT NULL,
    shares_after_courses {id} NOT NULL,
    may_change_role {id} NOT NULL,
    evaluates_ways_of_working {id} NOT NULL,
    UNIQUE (workplace_id, factor_id, assessed_on)
);
CREATE INDEX health_assessments_organisation ON health_assessments (organisation_id, assessed_on, id);
CREATE INDEX health_assessments_factor ON health_assessments (factor_id, assessed_on, id);
CREATE INDEX health_assessments_workplace ON health_assessments (workplace_id, assessed_on, id);
INSERT INTO health_assessments (id, factor_id, {columns}) SELECT id, '{first}', {columns} FROM health_assessments_kept;
DROP TABLE health_assessments_kept;
"#;

const BACK_TO_ONE: &str = r#"
INSERT INTO health_assessments (id, {columns}) SELECT id, {columns} FROM health_assessments_kept WHERE factor_id = '{first}';
DROP TABLE health_assessments_kept;
DROP TABLE health_factors;
"#;

/// What the two forms of the table have in common, beside the id.
const COLUMNS: &str = "workplace_id, organisation_id, assessed_on, has_forum, has_time, shares_after_courses, \
                       may_change_role, evaluates_ways_of_working";

const OTHERS: &str = r#"
ALTER TABLE projects ADD COLUMN themes text NOT NULL DEFAULT '';
ALTER TABLE projects ADD COLUMN themes_key {key} NOT NULL DEFAULT '';
ALTER TABLE projects ADD COLUMN source_title text;
ALTER TABLE projects ADD COLUMN source_url text;
ALTER TABLE project_partners ADD COLUMN contact_role text;
ALTER TABLE project_partners ADD COLUMN contact_address text;
ALTER TABLE needs ADD COLUMN further_causes text NOT NULL DEFAULT '';
ALTER TABLE needs ADD COLUMN further_causes_key {key} NOT NULL DEFAULT '';
ALTER TABLE efforts ADD COLUMN evidence text;
ALTER TABLE lessons ADD COLUMN published_by_id {id} REFERENCES organisations (id);
CREATE INDEX lessons_published_by ON lessons (published_by_id, id);
"#;

const WITHOUT_OTHERS: &str = r#"
DROP INDEX lessons_published_by;
ALTER TABLE lessons DROP COLUMN published_by_id;
ALTER TABLE efforts DROP COLUMN evidence;
ALTER TABLE needs DROP COLUMN further_causes_key;
ALTER TABLE needs DROP COLUMN further_causes;
ALTER TABLE project_partners DROP COLUMN contact_address;
ALTER TABLE project_partners DROP COLUMN contact_role;
ALTER TABLE projects DROP COLUMN source_url;
ALTER TABLE projects DROP COLUMN source_title;
ALTER TABLE projects DROP COLUMN themes_key;
ALTER TABLE projects DROP COLUMN themes;
"#;

/// The words that are the same on both databases.
fn filled(sql: &str) -> String {
    sql.replace("{columns}", COLUMNS)
        .replace("{first}", FIRST_HEALTH_FACTOR)
        .replace("{name_key}", &sort_key(FIRST_NAME))
        .replace("{name}", FIRST_NAME)
}

/// The table of assessments and its index as they were made first.
fn made_first() -> String {
    let of_assessments = |statement: &&str| statement.contains(" health_assessments (");
    let made: Vec<&str> = m0023_workplaces::SQL.split(";\n").filter(of_assessments).collect();
    format!("{};\n", made.join(";\n"))
}

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for sql in [FACTORS, KEPT, ASSESSMENTS, OTHERS] {
            crate::ddl::run(manager, &filled(sql)).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for sql in [WITHOUT_OTHERS, KEPT, made_first().as_str(), BACK_TO_ONE] {
            crate::ddl::run(manager, &filled(sql)).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
