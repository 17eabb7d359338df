//! Tilldelat värde: what the accepted quotes of procurements ask for, by the day of the award. Those that were cancelled afterwards cost
//! nothing.

use kernel::Label;

use super::{Counted, Spec, procurements};

/// Procurements with the accepted quote in whole kronor; the database has öre.
const WITH_VALUE: &str = "(SELECT p.*, (q.amount_minor + 50) / 100 AS awarded FROM procurements p \
    JOIN quotes q ON q.procurement_id = p.id AND q.status = 'ACCEPTED')";

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "kronor utan moms, avrundade för varje tilldelad upphandling som inte har avbrutits",
        en: "kronor without VAT, rounded for each procurement awarded and not cancelled",
    },
    table: WITH_VALUE,
    always: Some("r.status <> 'CANCELLED'"),
    date: Some("r.awarded_on"),
    counted: Counted::Sum("r.awarded"),
    ..procurements::SPEC
};
