//! Rådets möte: a council's or an industry council's meeting, from plan to announced minutes, and what is recorded at it.

pub mod agenda;
pub mod decision;
mod entity;
#[cfg(test)]
mod fixture;
mod ground;
pub mod masking;
pub mod note;
pub mod paper;
pub mod port;
pub mod presence;
mod repo;
mod service;
mod taking;
pub mod vote;

pub use entity::{
    AnnounceMinutes, ApproveMinutes, CancelCouncilMeeting, ChangeCouncilMeeting, CloseCouncilMeeting,
    ConveneCouncilMeeting, CouncilMeeting, CouncilMeetingStatus, CouncilMeetingVerb, DraftMinutes, MeetingMode,
    OpenCouncilMeeting, PlanCouncilMeeting, Signatory, TRANSITIONS, rules,
};
pub use ground::LegalGround;
pub use repo::Column as CouncilMeetingColumn;
pub use service::CouncilMeetings;
pub use service::has_held;
pub(crate) use service::{cancel_to_come, follow_charters, in_session_from};
