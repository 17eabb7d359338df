//! Frågebibliotek: the questions that organisations, councils, hubs and projects save for themselves, and the access tokens
//! by which their tools ask.

pub mod access_token;
mod owner;
mod port;
pub mod saved_question;

pub use access_token::{AccessToken, AccessTokens, Presented};
pub use owner::{Owner, rules};
pub use port::{DocumentCheck, Holders, Seats};
pub use saved_question::{SavedQuestion, SavedQuestions};
