//! Poäng för ett behov: where it ranks, and what that rests on.

mod entity;
mod repo;
mod service;

pub use entity::{Grounds, NeedScore, ScoreGround, ScoreNeed, rules};
pub use repo::Column as NeedScoreColumn;
pub use service::NeedScores;
