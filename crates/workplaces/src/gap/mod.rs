//! Gap: how many of those in a role fall below what it demands, as an analysis found it.

mod entity;
mod repo;

pub use entity::{CountedLevels, GapCounts, SkillGap};
pub use repo::Column as SkillGapColumn;
