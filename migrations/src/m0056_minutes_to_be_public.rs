//! Meetings whose minutes are not approved tell whether they will be everyone's, by the charters that there are: of the meeting's own
//! body, or where an industry council has none, of the council above it.
//!
//! On the way back nothing is undone: until minutes are approved nobody is let in by what is told here.

crate::ddl::step!(
    r#"
UPDATE council_meetings SET is_public = COALESCE(
    (SELECT h.publishes_minutes FROM council_charters h WHERE h.body_id = council_meetings.body_id
        AND h.valid_from <= council_meetings.meets_on
        AND (h.valid_to IS NULL OR council_meetings.meets_on <= h.valid_to) LIMIT 1),
    (SELECT h.publishes_minutes FROM council_charters h WHERE h.body_id = council_meetings.council_id
        AND h.valid_from <= council_meetings.meets_on
        AND (h.valid_to IS NULL OR council_meetings.meets_on <= h.valid_to) LIMIT 1),
    FALSE)
    WHERE status IN ('PLANNED', 'CONVENED', 'IN_SESSION', 'HELD', 'MINUTES_DRAFT');
"#,
    []
);
