//! In which states a meeting takes what.

use super::CouncilMeetingStatus;

impl CouncilMeetingStatus {
    /// Items on the agenda, and proposals on them.
    pub const TAKING_ITEMS: [Self; 3] = [Self::Planned, Self::Convened, Self::InSession];
    /// Who is there.
    pub const TAKING_PRESENCE: [Self; 2] = [Self::Convened, Self::InSession];
    /// The words of a reservation or a statement that was announced, and that a note does not stand.
    pub const TAKING_WORDS: [Self; 3] = [Self::InSession, Self::Held, Self::MinutesDraft];
    /// What becomes of a decision.
    pub const OVER: [Self; 3] = [Self::Held, Self::MinutesDraft, Self::MinutesApproved];
    /// Changes of what is on the agenda: what is approved stands, and what is cancelled will not be held.
    pub const UNAPPROVED: [Self; 5] = [Self::Planned, Self::Convened, Self::InSession, Self::Held, Self::MinutesDraft];
}
