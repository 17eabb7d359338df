//! Gap i en kompetensanalys.

mod object;

pub use object::{SkillGapFilter, SkillGapObject, SkillGapOrder};

use crate::objects::{NodeKind, Registration};

pub(crate) const REGISTRATION: Registration =
    Registration { nodes: &[NodeKind::of::<SkillGapObject>()], ..Registration::NONE };
