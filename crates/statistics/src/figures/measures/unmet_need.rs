//! Otillgodosett behov: people needed less what has been delivered.
//!
//! Of each need that stands (not merged, rejected or lapsed): the people needed, less the enrolments completed in the
//! efforts that are linked to it, and never below zero; nothing of a need that is met. An effort that answers several
//! needs counts for each. What was completed is counted in whole fives for each effort, up or down by the keys of
//! the enrolments: unbiased, the same for the same people, and no telling when the fifth completes.

use kernel::Label;

use super::{Counted, Spec, people_needed};

const LACKING: &str = "(SELECT n.*, n.people_needed - COALESCE(d.delivered, 0) AS lacking FROM needs n LEFT JOIN \
    (SELECT l.need_id, CAST(SUM((c.completed + c.up) / 5 * 5) AS bigint) AS delivered FROM need_efforts l JOIN \
    (SELECT effort_id, COUNT(*) AS completed, CAST(SUM(record_key % 5) AS bigint) % 5 AS up FROM enrolments \
    WHERE status = 'COMPLETED' GROUP BY effort_id) c ON c.effort_id = l.effort_id GROUP BY l.need_id) d ON d.need_id = n.id)";

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "personer som behövs utöver slutförda anmälningar i kopplade insatser (räknade i hela femtal)",
        en: "people needed beyond the enrolments completed in linked efforts (counted in whole fives)",
    },
    table: LACKING,
    always: Some("r.status NOT IN ('MERGED', 'REJECTED', 'LAPSED')"),
    counted: Counted::Sum("CASE WHEN r.status = 'MET' OR r.lacking < 0 THEN 0 ELSE r.lacking END"),
    ..people_needed::SPEC
};
