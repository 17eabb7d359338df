//! Organisation vid ett lärmöte: which organisations met, of which sectors.

mod entity;
mod repo;
mod service;

pub use entity::{MeetingAttendance, RecordMeetingAttendance, Sector};
pub use repo::Column as MeetingAttendanceColumn;
pub use service::MeetingAttendances;
