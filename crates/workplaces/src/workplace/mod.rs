//! Arbetsplats: where an organisation's people work, and learn from one another.

mod entity;
mod repo;
mod service;

#[cfg(test)]
pub(crate) use entity::tests as fixture;

pub use entity::{ChangeWorkplace, CloseWorkplace, RegisterWorkplace, Workplace, rules};
pub use repo::Column as WorkplaceColumn;
pub use service::Workplaces;
