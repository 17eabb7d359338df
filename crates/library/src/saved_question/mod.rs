//! Sparad fråga: a question that an owner saved, from draft to publication and withdrawal.

mod draft;
mod entity;
mod repo;
mod service;

pub use draft::{Draft, Fault};
pub use entity::{
    By, PublishQuestion, QuestionStatus, QuestionTheme, QuestionVerb, SaveQuestion, SavedQuestion, Shared, Sharing,
    TRANSITIONS, WithdrawQuestion, rules,
};
pub use repo::Column as SavedQuestionColumn;
pub use service::{Saved, SavedQuestions};
