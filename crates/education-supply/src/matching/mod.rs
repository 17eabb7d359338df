//! Matchning: how well an education answers what is wanted, ground by ground.

mod ground;
mod near;
mod offered;
mod terms;
mod wanted;

pub use ground::MatchGround;
pub use near::Near;
pub use offered::{Content, Given, pace_of};
pub use terms::{Detail, Term, content_terms, given_terms, in_order, score};
pub use wanted::{Places, Wanted, levels};
