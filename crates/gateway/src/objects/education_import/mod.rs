//! Inläsning av utbud.

mod object;

pub use object::EducationImportObject;

use crate::objects::{NodeKind, Registration, RootList};

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<EducationImportObject>::new(
        "educationImports",
        (
            "Inläsningar av utbud: hur gammalt utbudet är, källa för källa.",
            "Readings of the education supply: how old it is, source by source.",
        ),
    )],
    nodes: &[NodeKind::of::<EducationImportObject>()],
    events: &[
        ("EducationImportBegun", "Inläsningen började", "The import began"),
        ("EducationImportEnded", "Inläsningen slutade", "The import ended"),
        ("EducationSupplyRead", "Utbudet lästes in", "The supply was read"),
    ],
    ..Registration::NONE
};
