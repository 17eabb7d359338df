//! Kurstillfälle: one meeting of an occasion.

mod clash;
mod entity;
mod repo;
mod service;

pub use clash::RoomClash;
pub use entity::{AddSession, Session, rules};
pub use repo::Column as SessionColumn;
pub use service::Sessions;
