//! Branschråd: industry councils, the needs they gather and the endorsements they give.

pub mod common_gap;
pub mod endorsement;
pub mod industry_council;
pub mod need;

pub use common_gap::{CommonGapDirectory, CommonGapReports};
pub use endorsement::{Endorsement, Endorsements};
pub use industry_council::{IndustryCouncil, IndustryCouncils};
pub use need::{Need, Needs};
