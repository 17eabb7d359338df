//! Arbetsplatser: workplaces where people learn from one another, the skills they need and have, and where they meet others.

pub mod agreed_change;
pub mod analysis;
pub mod assessment;
pub mod attendance;
pub mod employee;
pub mod gap;
pub mod goal;
pub mod health;
pub mod health_factor;
mod held;
pub mod lesson;
pub mod material;
pub mod meeting;
pub mod network;
pub mod network_member;
pub mod plan;
pub mod plan_line;
pub mod port;
pub mod reflection;
pub mod requirement;
pub mod scale;
pub mod spread;
pub mod sustained;
pub mod workplace;

use kernel::error::Detail;

pub use agreed_change::{AgreedChange, AgreedChanges};
pub use analysis::{CompetenceAnalyses, CompetenceAnalysis};
pub use assessment::{SkillAssessment, SkillAssessments};
pub use attendance::{MeetingAttendance, MeetingAttendances};
pub use employee::{Employee, Employees};
pub use gap::SkillGap;
pub use goal::{BusinessGoal, BusinessGoals};
pub use health::{HealthAssessment, HealthAssessments};
pub use health_factor::{HealthFactor, HealthFactors};
pub use lesson::{Lesson, Lessons};
pub use material::{Material, Materials};
pub use meeting::{LearningMeeting, LearningMeetings};
pub use network::{ProfessionalNetwork, ProfessionalNetworks};
pub use network_member::{NetworkMember, NetworkMembers};
pub use plan::{DevelopmentPlan, DevelopmentPlans};
pub use plan_line::{PlanLine, PlanLines};
pub use port::{Attended, LearningDirectory, PeopleDirectory, ProjectDirectory};
pub use reflection::{Reflection, Reflections};
pub use requirement::{SkillRequirement, SkillRequirements};
pub use scale::{LevelScale, LevelScales};
pub use spread::{LearningSpread, LearningSpreads};
pub use sustained::{SustainedResult, SustainedResults};
pub use workplace::{Workplace, Workplaces};

/// What a refusal names: those that were possible, or that there is none. Five at most; of more it says so.
pub(crate) fn possible_ones(ones: impl IntoIterator<Item = String>) -> Detail {
    let mut ones: Vec<String> = ones.into_iter().collect();
    let has_more = ones.len() > 5;
    ones.truncate(5);
    if ones.is_empty() {
        return Detail { sv: "det finns ingen sådan".to_owned(), en: "there is none".to_owned() };
    }
    let told = ones.join("; ");
    let (sv, en) = if has_more { ("; med flera", "; and more") } else { ("", "") };
    Detail { sv: format!("{told}{sv}"), en: format!("{told}{en}") }
}
