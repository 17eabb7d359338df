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

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&SavedQuestionQuery],
    mutations,
    nodes: &[NodeKind::of::<SavedQuestionObject>()],
    rules: &[library::rules::ALL, library::saved_question::rules::ALL],
    enumerations: &[
        Enumeration::of::<library::saved_question::Sharing>(),
        Enumeration::of::<library::saved_question::QuestionStatus>(),
        Enumeration::of::<library::saved_question::QuestionTheme>(),
    ],
    events: &["QuestionPublished", "QuestionSaved", "QuestionWithdrawn"],
};
