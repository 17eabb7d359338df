//! Behovets steg: each change of a need's state, so that its state on a day can be told.

mod entity;
mod repo;

pub use entity::NeedTransition;
pub use repo::Column as NeedTransitionColumn;
pub(crate) use repo::take;
