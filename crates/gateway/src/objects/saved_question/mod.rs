//! Sparad fråga.

mod check;
mod mutation;
mod object;

pub use check::SchemaCheck;
pub use mutation::mutations;
pub use object::{QuestionSharing, QuestionStatus, QuestionTheme, SavedQuestionObject};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<SavedQuestionObject>::new(
        "savedQuestions",
        (
            "Sparade frågor inom din räckvidd: dina egna, även utkast, och de som publicerats för ditt råd eller för alla inloggade.",
            "Saved questions within your reach: your own, drafts too, and those published to your council or to everyone signed in.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<SavedQuestionObject>()],
    rules: &[library::rules::ALL, library::saved_question::rules::ALL, questions::error::definition::ALL],
    enumerations: &[
        Enumeration::of::<library::saved_question::Sharing>(),
        Enumeration::of::<library::saved_question::QuestionStatus>(),
        Enumeration::of::<library::saved_question::QuestionTheme>(),
    ],
    events: &[
        ("QuestionPublished", "Frågan publicerades", "The question was published"),
        ("QuestionSaved", "Frågan sparades", "The question was saved"),
        ("QuestionWithdrawn", "Frågan drogs in", "The question was withdrawn"),
    ],
};
