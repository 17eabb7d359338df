//! Ansökningar: enrolments that began with the person's own application.

use kernel::Label;

use super::{Spec, enrolments};

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "ansökningar till utbildningstillfällen, arbetsgivares nomineringar borträknade; en person kan ha flera",
        en: "applications for occasions, employers' nominations left out; a person may have several",
    },
    always: Some("r.source = 'APPLICATION'"),
    ..enrolments::SPEC
};
