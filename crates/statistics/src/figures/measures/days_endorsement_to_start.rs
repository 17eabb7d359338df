//! Dagar från förankring till start: days from a need's first endorsement to the first start that answers it.

use kernel::Label;

use super::{Spec, needs};

/// Needs with the first day, not before the endorsement, on which an occasion of a linked effort started.
pub(super) const WITH_START: &str = "(SELECT n.*, (SELECT MIN(c.starts_on) FROM need_efforts l \
    JOIN occasions c ON c.effort_id = l.effort_id WHERE l.need_id = n.id AND c.starts_on >= n.endorsed_on \
    AND c.status IN ('ONGOING', 'FINISHED')) AS started_on FROM needs n WHERE n.endorsed_on IS NOT NULL)";

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "behov som förankrats och sedan mötts av en insats som startat, med dagar från förankring till start",
        en: "needs endorsed and then answered by an effort that has started, with the days from endorsement to start",
    },
    table: WITH_START,
    waits: Some(("r.endorsed_on", "r.started_on")),
    ..needs::SPEC
};
