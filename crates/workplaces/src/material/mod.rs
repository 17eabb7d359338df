//! Material att lära av: a film or a text, and the questions that a group reflects on afterwards.

mod entity;
mod repo;
mod service;

#[cfg(test)]
pub(crate) use entity::tests as fixture;

pub use entity::{
    Material, MaterialKind, MaterialStatus, MaterialVerb, PublishMaterial, TRANSITIONS, WithdrawMaterial, rules,
};
pub use repo::Column as MaterialColumn;
pub use service::Materials;
