//! Branschråd: industry councils, the needs they gather and the endorsements they give.

pub mod endorsement;
pub mod industry_council;
pub mod need;

pub use endorsement::{Endorsement, Endorsements};
pub use industry_council::{IndustryCouncil, IndustryCouncils};
pub use need::{Need, Needs};
