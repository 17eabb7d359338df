//! Deltagandeperiod.

mod object;

pub use object::{ParticipationSpellFilter, ParticipationSpellObject, ParticipationSpellOrder};

use crate::objects::{NodeKind, Registration};

pub(crate) const REGISTRATION: Registration =
    Registration { nodes: &[NodeKind::of::<ParticipationSpellObject>()], ..Registration::NONE };
