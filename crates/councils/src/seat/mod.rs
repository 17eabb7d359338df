//! Plats i ett råd: a place at the table, whoever sits there.

mod entity;
mod repo;
mod service;

pub use entity::{CloseSeat, CouncilSeat, OpenSeat, rules};
pub use repo::Column as CouncilSeatColumn;
pub use service::CouncilSeats;
