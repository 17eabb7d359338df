//! Material att lära av.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::LearningMaterialObject;

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<LearningMaterialObject>::new(
        "learningMaterials",
        ("Material att lära av; offentligt.", "Material to learn by; public."),
    )],
    mutations,
    nodes: &[NodeKind::of::<LearningMaterialObject>()],
    rules: &[workplaces::material::rules::ALL],
    enumerations: &[
        Enumeration::of::<workplaces::material::MaterialKind>(),
        Enumeration::of::<workplaces::material::MaterialStatus>(),
    ],
    events: &[
        ("MaterialPublished", "Materialet gavs ut", "The material was published"),
        ("MaterialWithdrawn", "Materialet återtogs", "The material was withdrawn"),
    ],
};
