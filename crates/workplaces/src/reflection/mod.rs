//! Reflektionstillfälle: a group at a workplace that learns together, from a film, from a colleague who tells, or from what it did.

mod entity;
mod repo;
mod service;

#[cfg(test)]
pub(crate) use entity::tests as fixture;

pub use entity::{
    CancelReflection, FollowUpReflection, HoldReflection, InsightTheme, Insights, PlanReflection, Reflection,
    ReflectionKind, ReflectionStatus, ReflectionVerb, ShareReflectionNotes, TRANSITIONS, rules,
};
pub use repo::Column as ReflectionColumn;
pub use service::Reflections;
