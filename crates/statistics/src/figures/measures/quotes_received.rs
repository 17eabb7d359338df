//! Inkomna anbud: the quotes that came in to procurements. Not even their number is told before the award.

use kernel::Label;

use super::{Counted, Spec, procurements};

const WITH_QUOTES: &str =
    "(SELECT p.*, (SELECT COUNT(*) FROM quotes q WHERE q.procurement_id = p.id) AS received FROM procurements p)";

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "anbud i upphandlingar som har tilldelats; i den egna organisationens och det egna navets även dessförinnan",
        en: "quotes in procurements that have been awarded; in your own organisation's and hub's before that, too",
    },
    table: WITH_QUOTES,
    counted: Counted::Sum("r.received"),
    ..procurements::SPEC
};
