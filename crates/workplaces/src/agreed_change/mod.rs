//! Överenskommen förändring: what a group agreed to do otherwise, which function sees to it, and by when.

mod entity;
mod repo;
mod service;

pub use entity::{AgreeChange, AgreedChange, CompleteChange, rules};
pub use repo::Column as AgreedChangeColumn;
pub use service::AgreedChanges;
