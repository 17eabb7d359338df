//! Material att lära av.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{LearningMaterialFilter, LearningMaterialObject, LearningMaterialOrder, LearningMaterialQuery};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&LearningMaterialQuery],
    mutations,
    nodes: &[NodeKind::of::<LearningMaterialObject>()],
    rules: &[workplaces::material::rules::ALL],
    enumerations: &[
        Enumeration::of::<workplaces::material::MaterialKind>(),
        Enumeration::of::<workplaces::material::MaterialStatus>(),
    ],
    events: &["MaterialPublished", "MaterialWithdrawn"],
};
