//! Inläsning av utbud.

mod object;

pub use object::{EducationImportFilter, EducationImportObject, EducationImportOrder, EducationImportQuery};

use crate::objects::{NodeKind, Registration};

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&EducationImportQuery],
    nodes: &[NodeKind::of::<EducationImportObject>()],
    events: &["EducationImportBegun", "EducationImportEnded", "EducationSupplyRead"],
    ..Registration::NONE
};
