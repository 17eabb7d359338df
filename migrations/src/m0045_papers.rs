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
CREATE TABLE minutes_maskings (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    number integer NOT NULL,
    meeting_id {id} NOT NULL REFERENCES council_meetings (id),
    council_id {id} NOT NULL REFERENCES councils (id),
    industry_council_id {id} REFERENCES industry_councils (id),
    item_id {id} REFERENCES agenda_items (id),
    presence_id {id} REFERENCES meeting_presences (id),
    representative_id {id} REFERENCES council_representatives (id),
    passage text NOT NULL,
    ground {id} NOT NULL,
    provision text,
    lifted_reason text,
    UNIQUE (meeting_id, number)
);
CREATE INDEX minutes_maskings_meeting ON minutes_maskings (meeting_id, id);
CREATE INDEX minutes_maskings_council ON minutes_maskings (council_id, id);
CREATE INDEX minutes_maskings_item ON minutes_maskings (item_id, id);
CREATE INDEX minutes_maskings_presence ON minutes_maskings (presence_id, id);
CREATE INDEX minutes_maskings_representative ON minutes_maskings (representative_id, id);
ALTER TABLE meeting_presences ADD COLUMN masked text;
ALTER TABLE council_representatives ADD COLUMN masked boolean NOT NULL DEFAULT false;
"#,
    back r#"
ALTER TABLE council_representatives DROP COLUMN masked;
ALTER TABLE meeting_presences DROP COLUMN masked;
"#,
    ["minutes_maskings", "document_readings", "decision_papers", "paper_files", "meeting_papers"]
);
