//! Sparad fråga.

mod check;
mod filter;
mod mutation;
mod object;
pub mod rules;

pub use check::SchemaCheck;
pub use filter::{SavedQuestionFilter, SavedQuestionOrder};
pub use mutation::SavedQuestionMutation;
pub use object::{QuestionSharing, QuestionStatus, QuestionTheme, SavedQuestionObject, SavedQuestionQuery};
