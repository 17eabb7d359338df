//! Lärmöte: organisations learn from one another, across their sectors.

mod entity;
mod repo;
mod service;

pub use entity::{
    CancelMeeting, CloseMeeting, DocumentMeeting, HoldMeeting, InviteToMeeting, LearningMeeting, MeetingStatus,
    MeetingVerb, PlanMeeting, TRANSITIONS, rules,
};
pub use repo::Column as LearningMeetingColumn;
pub use service::LearningMeetings;
