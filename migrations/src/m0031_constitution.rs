//! The constitution of councils: charters, seats, and who sits for whom. Mandates may be in industry councils, too.
//!
//! Each ordinary mandate that is there already gets a seat, which has the id of the first mandate on it: one for all that an
//! organisation has held of one kind in a council. A seat whose mandates have all ended was closed with the last of them. A
//! substitute gets the seat of her own organisation, where it has one.

crate::ddl::step!(
    r#"
CREATE TABLE council_charters (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    council_id {id} NOT NULL REFERENCES councils (id),
    industry_council_id {id} REFERENCES industry_councils (id),
    body_id {id} NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    decided_on date NOT NULL,
    decision_reference text,
    task text,
    quorum_percent integer,
    quorum_seats integer,
    decision_rule {id} NOT NULL,
    notice_days integer NOT NULL,
    casting_vote boolean NOT NULL,
    CHECK ((quorum_percent IS NULL) <> (quorum_seats IS NULL)),
    UNIQUE (body_id, valid_from)
);
CREATE INDEX council_charters_council ON council_charters (council_id, id);
CREATE INDEX council_charters_industry_council ON council_charters (industry_council_id, id);
CREATE TABLE council_seats (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    council_id {id} NOT NULL REFERENCES councils (id),
    industry_council_id {id} REFERENCES industry_councils (id),
    body_id {id} NOT NULL,
    kind {id} NOT NULL,
    name text,
    opened_on date NOT NULL,
    closed_on date
);
CREATE INDEX council_seats_body ON council_seats (body_id, id);
CREATE INDEX council_seats_council ON council_seats (council_id, id);
CREATE INDEX council_seats_industry_council ON council_seats (industry_council_id, id);
ALTER TABLE memberships ADD COLUMN industry_council_id {id} REFERENCES industry_councils (id);
ALTER TABLE memberships ADD COLUMN body_id {id} NOT NULL DEFAULT '';
ALTER TABLE memberships ADD COLUMN seat_id {id} REFERENCES council_seats (id);
ALTER TABLE memberships ADD COLUMN invited_on date;
UPDATE memberships SET body_id = council_id;
DROP INDEX memberships_mandate;
CREATE UNIQUE INDEX memberships_mandate ON memberships (body_id, organisation_id, standing, mandate_from)
    WHERE status IN ('ACTIVE', 'ON_LEAVE');
CREATE INDEX memberships_body ON memberships (body_id, mandate_from, id);
CREATE INDEX memberships_industry_council ON memberships (industry_council_id, id);
CREATE INDEX memberships_of_seat ON memberships (seat_id, id);
INSERT INTO council_seats (id, version, council_id, body_id, kind, opened_on, closed_on)
    SELECT MIN(id), 1, council_id, council_id, seat, MIN(mandate_from),
        CASE WHEN MIN(CASE WHEN status = 'ENDED' AND mandate_to IS NOT NULL THEN 1 ELSE 0 END) = 1
            THEN MAX(mandate_to) END
    FROM memberships WHERE standing = 'MEMBER' AND status <> 'DECLINED'
    GROUP BY council_id, organisation_id, seat;
UPDATE memberships SET seat_id = (
        SELECT s.id FROM council_seats s JOIN memberships f ON f.id = s.id
        WHERE s.council_id = memberships.council_id AND f.organisation_id = memberships.organisation_id
            AND s.kind = memberships.seat)
    WHERE standing = 'MEMBER' AND status <> 'DECLINED';
UPDATE memberships SET seat_id = (
        SELECT MIN(s.id) FROM council_seats s JOIN memberships f ON f.id = s.id
        WHERE s.council_id = memberships.council_id AND f.organisation_id = memberships.organisation_id)
    WHERE standing = 'SUBSTITUTE';
CREATE TABLE council_representatives (
    id {id} PRIMARY KEY,
    version integer NOT NULL,
    membership_id {id} NOT NULL REFERENCES memberships (id),
    council_id {id} NOT NULL REFERENCES councils (id),
    industry_council_id {id} REFERENCES industry_councils (id),
    organisation_id {id} NOT NULL REFERENCES organisations (id),
    name text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    published boolean NOT NULL,
    UNIQUE (membership_id, valid_from)
);
CREATE INDEX council_representatives_council ON council_representatives (council_id, id);
CREATE INDEX council_representatives_organisation ON council_representatives (organisation_id, id);
CREATE INDEX council_representatives_industry_council ON council_representatives (industry_council_id, id);
ALTER TABLE published_memberships ADD COLUMN industry_council_id {id};
"#,
    // What there was no place for before goes: mandates in industry councils, and who sat for whom.
    back r#"
DELETE FROM published_memberships WHERE industry_council_id IS NOT NULL;
ALTER TABLE published_memberships DROP COLUMN industry_council_id;
DROP TABLE council_representatives;
DELETE FROM memberships WHERE industry_council_id IS NOT NULL;
DROP INDEX memberships_of_seat;
DROP INDEX memberships_industry_council;
DROP INDEX memberships_body;
DROP INDEX memberships_mandate;
CREATE UNIQUE INDEX memberships_mandate ON memberships (council_id, organisation_id, standing, mandate_from) WHERE status IN ('ACTIVE', 'ON_LEAVE');
ALTER TABLE memberships DROP COLUMN invited_on;
ALTER TABLE memberships DROP COLUMN seat_id;
ALTER TABLE memberships DROP COLUMN body_id;
ALTER TABLE memberships DROP COLUMN industry_council_id;
"#,
    ["council_seats", "council_charters"]
);
