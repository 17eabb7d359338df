//! Kolleger som nåddes: whom those who had taken a course told of it at the staff meeting. The threshold is for organisations, as
//! of reflections.

use kernel::Label;

use super::{Counted, Spec, reflections, shared};

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "kolleger som fick höra vad någon hade lärt sig; den som fick höra det flera gånger räknas varje gång",
        en: "colleagues who were told what someone had learnt; whoever was told several times counts each time",
    },
    table: "learning_spreads",
    always: None,
    date: Some("r.told_on"),
    counted: Counted::Sum("r.colleagues_reached"),
    columns: &shared::all::<14>(&[&shared::OF_EMPLOYER, &shared::OF_EFFORT]),
    statuses: &[],
    ..reflections::SPEC
};
