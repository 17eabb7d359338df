//! Plans are adopted and industry councils established by decisions of meetings, one person approves minutes once, and words are
//! the field's: what is left for another meeting is postponed, and who approves minutes with the chair verifies them. Whoever sits
//! for a mandate that has a last day sits no longer than that.

crate::ddl::step!(
    r#"
ALTER TABLE action_plans ADD COLUMN decision_id {id} REFERENCES council_decisions (id);
CREATE INDEX action_plans_decision ON action_plans (decision_id, id);
ALTER TABLE industry_councils ADD COLUMN decision_id {id} REFERENCES council_decisions (id);
CREATE INDEX industry_councils_decision ON industry_councils (decision_id, id);
ALTER TABLE council_meetings ADD COLUMN first_approved_by text;
ALTER TABLE council_meetings RENAME COLUMN adjuster_approved_on TO verifier_approved_on;
UPDATE meeting_presences SET function = 'VERIFIER' WHERE function = 'ADJUSTER';
UPDATE council_decisions SET status = 'POSTPONED' WHERE status = 'TABLED';
UPDATE outbox SET to_state = 'POSTPONED', name = 'DecisionPostponed' WHERE name = 'DecisionTabled';
UPDATE council_representatives SET valid_to = (
        SELECT m.mandate_to FROM memberships m WHERE m.id = council_representatives.membership_id)
    WHERE valid_to IS NULL;
"#,
    back r#"
UPDATE outbox SET to_state = 'TABLED', name = 'DecisionTabled' WHERE name = 'DecisionPostponed';
UPDATE council_decisions SET status = 'TABLED' WHERE status = 'POSTPONED';
UPDATE meeting_presences SET function = 'ADJUSTER' WHERE function = 'VERIFIER';
ALTER TABLE council_meetings RENAME COLUMN verifier_approved_on TO adjuster_approved_on;
ALTER TABLE council_meetings DROP COLUMN first_approved_by;
DROP INDEX industry_councils_decision;
ALTER TABLE industry_councils DROP COLUMN decision_id;
DROP INDEX action_plans_decision;
ALTER TABLE action_plans DROP COLUMN decision_id;
"#,
    []
);
