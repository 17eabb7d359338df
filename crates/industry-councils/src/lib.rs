//! Branschråd: industry councils, the needs they gather and the endorsements they give.

pub mod action_plan;
pub mod common_gap;
pub mod decision;
pub mod endorsement;
pub mod goal_reading;
pub mod industry_council;
pub mod need;
pub mod need_score;
pub mod need_transition;
pub mod plan_goal;
pub mod plan_priority;
pub mod signal;
pub mod signal_assessment;
pub mod signal_link;

pub use action_plan::{ActionPlan, ActionPlans};
pub use common_gap::{CommonGapDirectory, CommonGapReports};
pub use endorsement::{Endorsement, Endorsements};
pub use goal_reading::{GoalReading, GoalReadings};
pub use industry_council::{IndustryCouncil, IndustryCouncils, SeatPort};
pub use need::{Need, Needs};
pub use need_score::{NeedScore, NeedScores};
pub use need_transition::NeedTransition;
pub use plan_goal::{PlanGoal, PlanGoals};
pub use plan_priority::{PlanPriorities, PlanPriority};
pub use signal::{Signal, Signals};
pub use signal_assessment::{SignalAssessment, SignalAssessments};
pub use signal_link::{SignalLink, SignalLinks};
