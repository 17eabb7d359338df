//! Sparad fråga.

mod check;
mod mutation;
mod object;

pub use check::SchemaCheck;
pub use mutation::mutations;
pub use object::{
    QuestionSharing, QuestionStatus, QuestionTheme, SavedQuestionFilter, SavedQuestionObject, SavedQuestionOrder,
    SavedQuestionQuery,
};
