//! Sparad fråga: a question that an owner saved, from draft to publication and withdrawal.

mod draft;
mod entity;
mod repo;
mod service;

pub use draft::{Draft, Fault};
pub use entity::{By, QuestionStatus, QuestionTheme, QuestionVerb, SavedQuestion, Shared, Sharing, TRANSITIONS, rules};
pub use repo::Column as SavedQuestionColumn;
pub use service::{SaveQuestion, Saved, SavedQuestions};
