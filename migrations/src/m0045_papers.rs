//! Papers of meetings with their files, what decisions rested on, who was handed what is not everyone's, and what is masked in minutes.

crate::ddl::step!(
    r#"
CREATE TABLE meeting_papers (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    item_id {id} NOT NULL REFERENCES agenda_items (id),
    meeting_id {id} NOT NULL REFERENCES council_meetings (id),
    council_id {id} NOT NULL REFERENCES councils (id),
    industry_council_id {id} REFERENCES industry_councils (id),
    kind {id} NOT NULL,
    title text NOT NULL,
    title_key {key} NOT NULL,
    dated_on date NOT NULL,
    access {id} NOT NULL,
    ground {id},
    edition integer NOT NULL,
    supersedes_id {id} REFERENCES meeting_papers (id),
    superseded boolean NOT NULL,
    file_name text,
    format {id},
    bytes integer,
    sha256 {id},
    sha512 {id},
    filed_at {instant},
    withdrawn_reason text
);
CREATE INDEX meeting_papers_item ON meeting_papers (item_id, id);
CREATE INDEX meeting_papers_meeting ON meeting_papers (meeting_id, id);
CREATE INDEX meeting_papers_council ON meeting_papers (council_id, id);
CREATE INDEX meeting_papers_industry_council ON meeting_papers (industry_council_id, id);
CREATE INDEX meeting_papers_title ON meeting_papers (title_key, id);
CREATE INDEX meeting_papers_dated ON meeting_papers (dated_on, id);
CREATE UNIQUE INDEX meeting_papers_supersedes ON meeting_papers (supersedes_id) WHERE supersedes_id IS NOT NULL;
CREATE TABLE paper_files (
    id {id} PRIMARY KEY REFERENCES meeting_papers (id),
    council_id {id} NOT NULL REFERENCES councils (id),
    content {blob} NOT NULL
);
CREATE INDEX paper_files_council ON paper_files (council_id, id);
CREATE TABLE decision_papers (
    decision_id {id} NOT NULL REFERENCES council_decisions (id),
    paper_id {id} NOT NULL REFERENCES meeting_papers (id),
    PRIMARY KEY (decision_id, paper_id)
);
CREATE INDEX decision_papers_paper ON decision_papers (paper_id, decision_id);
CREATE TABLE document_readings (
    id {id} PRIMARY KEY,
    at {instant} NOT NULL,
    principal text NOT NULL,
    roles text NOT NULL,
    purpose text,
    subject text NOT NULL,
    request {id} NOT NULL
);
CREATE INDEX document_readings_subject ON document_readings (subject, id);
"#,
    ["document_readings", "decision_papers", "paper_files", "meeting_papers"]
);
