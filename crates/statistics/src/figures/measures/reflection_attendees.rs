//! Deltagare i reflektioner: the head counts of reflections. The threshold is for organisations, as of reflections: a head count
//! says nothing of anyone but that she was there.

use kernel::Label;

use super::{Counted, Spec, reflections};

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "närvarande vid reflektioner; den som var med flera gånger räknas varje gång",
        en: "attendees of reflections; whoever came several times counts each time",
    },
    counted: Counted::Sum("COALESCE(r.attendee_count, 0)"),
    ..reflections::SPEC
};
