//! Councils' meetings: agendas, presence, notes, decisions and votes; and the decision that an endorsement rests on.

crate::ddl::step!(
    r#"
CREATE TABLE council_meetings (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    council_id {id} NOT NULL REFERENCES councils (id),
    industry_council_id {id} REFERENCES industry_councils (id),
    body_id {id} NOT NULL,
    title text NOT NULL,
    title_key {key} NOT NULL,
    status {id} NOT NULL,
    mode {id} NOT NULL,
    place text,
    starts_at {instant} NOT NULL,
    meets_on date NOT NULL,
    meets_in integer NOT NULL,
    ends_at {instant},
    convened_on date,
    opened_at {instant},
    closed_at {instant},
    first_paragraph integer,
    last_paragraph integer,
    chair_approved_on date,
    adjuster_approved_on date,
    announced_on date,
    status_reason text,
    demonstration boolean NOT NULL
);
CREATE INDEX council_meetings_council ON council_meetings (council_id, meets_on, id);
CREATE INDEX council_meetings_industry_council ON council_meetings (industry_council_id, meets_on, id);
CREATE INDEX council_meetings_body ON council_meetings (body_id, meets_in, last_paragraph);
CREATE INDEX council_meetings_day ON council_meetings (meets_on, id);
CREATE INDEX council_meetings_title ON council_meetings (title_key, id);
CREATE INDEX council_meetings_status ON council_meetings (status, id);
CREATE TABLE agenda_items (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    meeting_id {id} NOT NULL REFERENCES council_meetings (id),
    council_id {id} NOT NULL REFERENCES councils (id),
    industry_council_id {id} REFERENCES industry_councils (id),
    body_id {id} NOT NULL,
    kind {id} NOT NULL,
    position integer NOT NULL,
    title text NOT NULL,
    title_key {key} NOT NULL,
    text text,
    discussion text,
    need_id {id} REFERENCES needs (id),
    effort_id {id} REFERENCES efforts (id),
    continues_id {id} REFERENCES agenda_items (id),
    paragraph integer,
    paragraph_year integer
);
CREATE INDEX agenda_items_meeting ON agenda_items (meeting_id, position, id);
CREATE INDEX agenda_items_meeting_list ON agenda_items (meeting_id, id);
CREATE INDEX agenda_items_council ON agenda_items (council_id, id);
CREATE INDEX agenda_items_industry_council ON agenda_items (industry_council_id, id);
CREATE INDEX agenda_items_title ON agenda_items (title_key, id);
CREATE INDEX agenda_items_need ON agenda_items (need_id, id);
CREATE INDEX agenda_items_effort ON agenda_items (effort_id, id);
CREATE UNIQUE INDEX agenda_items_continues ON agenda_items (continues_id) WHERE continues_id IS NOT NULL;
CREATE UNIQUE INDEX agenda_items_paragraph ON agenda_items (body_id, paragraph_year, paragraph) WHERE paragraph IS NOT NULL;
CREATE TABLE meeting_presences (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    meeting_id {id} NOT NULL REFERENCES council_meetings (id),
    council_id {id} NOT NULL REFERENCES councils (id),
    membership_id {id} NOT NULL REFERENCES memberships (id),
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    standing {id} NOT NULL,
    attended boolean NOT NULL,
    serves_for_id {id} REFERENCES memberships (id),
    function {id},
    UNIQUE (meeting_id, membership_id)
);
CREATE INDEX meeting_presences_meeting ON meeting_presences (meeting_id, id);
CREATE INDEX meeting_presences_membership ON meeting_presences (membership_id, id);
CREATE INDEX meeting_presences_organisation ON meeting_presences (organisation_id, id);
CREATE TABLE item_notes (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    item_id {id} NOT NULL REFERENCES agenda_items (id),
    meeting_id {id} NOT NULL REFERENCES council_meetings (id),
    council_id {id} NOT NULL REFERENCES councils (id),
    membership_id {id} NOT NULL REFERENCES memberships (id),
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    kind {id} NOT NULL,
    text text,
    withdrawn_reason text,
    UNIQUE (item_id, membership_id, kind)
);
CREATE INDEX item_notes_item ON item_notes (item_id, id);
CREATE INDEX item_notes_meeting ON item_notes (meeting_id, id);
CREATE TABLE council_decisions (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    item_id {id} NOT NULL REFERENCES agenda_items (id),
    meeting_id {id} NOT NULL REFERENCES council_meetings (id),
    council_id {id} NOT NULL REFERENCES councils (id),
    industry_council_id {id} REFERENCES industry_councils (id),
    endorses_id {id} REFERENCES needs (id),
    text text NOT NULL,
    status {id} NOT NULL,
    decided_on date,
    entitled integer,
    quorum integer,
    votes_for integer,
    votes_against integer,
    casting_vote {id},
    executed_on date,
    status_reason text
);
CREATE INDEX council_decisions_item ON council_decisions (item_id, id);
CREATE INDEX council_decisions_meeting ON council_decisions (meeting_id, id);
CREATE INDEX council_decisions_council ON council_decisions (council_id, decided_on, id);
CREATE INDEX council_decisions_industry_council ON council_decisions (industry_council_id, decided_on, id);
CREATE INDEX council_decisions_endorses ON council_decisions (endorses_id, id);
CREATE TABLE decision_votes (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    decision_id {id} NOT NULL REFERENCES council_decisions (id),
    item_id {id} NOT NULL REFERENCES agenda_items (id),
    meeting_id {id} NOT NULL REFERENCES council_meetings (id),
    council_id {id} NOT NULL REFERENCES councils (id),
    membership_id {id} NOT NULL REFERENCES memberships (id),
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    choice {id} NOT NULL,
    UNIQUE (decision_id, membership_id)
);
CREATE INDEX decision_votes_decision ON decision_votes (decision_id, id);
CREATE INDEX decision_votes_meeting ON decision_votes (meeting_id, membership_id);
CREATE INDEX decision_votes_item ON decision_votes (item_id, membership_id);
ALTER TABLE endorsements ADD COLUMN decision_id {id} REFERENCES council_decisions (id);
CREATE INDEX endorsements_decision ON endorsements (decision_id, id);
"#,
    back r#"
DROP INDEX endorsements_decision;
ALTER TABLE endorsements DROP COLUMN decision_id;
"#,
    [
        "decision_votes",
        "council_decisions",
        "item_notes",
        "meeting_presences",
        "agenda_items",
        "council_meetings",
    ]
);
