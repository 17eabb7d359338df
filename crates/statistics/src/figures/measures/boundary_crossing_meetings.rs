//! Gränsöverskridande lärmöten: those at which at least two sectors met, held against all.

use kernel::Label;

use super::{Measure, Spec, learning_meetings};

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "lärmöten som har hållits och där minst två sektorer möttes",
        en: "learning meetings held at which at least two sectors met",
    },
    always: Some("r.status IN ('HELD', 'DOCUMENTED', 'CLOSED') AND r.sectors_met >= 2"),
    against: Some(Measure::LearningMeetings),
    ..learning_meetings::SPEC
};
