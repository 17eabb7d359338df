//! What the values of the schema's enumerations are called. The words stand where the enumeration is declared, in its crate;
//! here it is only said which crate's enumeration a type of the schema is.

use std::collections::BTreeMap;

use questions::Values;

macro_rules! enumerations {
    ($($name:literal => $of:ty),* $(,)?) => {
        /// Labels of every enumeration that an answer may show, by the type's name in the schema.
        pub(crate) fn all() -> BTreeMap<&'static str, Values> {
            [$(($name, <$of>::ALL.iter().map(|value| (value.as_str(), value.label())).collect())),*].into()
        }
    };
}

enumerations! {
    "AccessTokenStatus" => library::access_token::AccessTokenStatus,
    "Answer" => participants::participation::Answer,
    "CodeScheme" => taxonomy::Scheme,
    "CouncilKind" => councils::council::CouncilKind,
    "CouncilStatus" => councils::council::CouncilStatus,
    "CountStatus" => statistics::disclosure::CountStatus,
    "Delivery" => efforts::effort::Delivery,
    "DisclosureAudience" => statistics::disclosure::Audience,
    "EffortKind" => efforts::effort::EffortKind,
    "EffortStatus" => efforts::effort::EffortStatus,
    "EmploymentSituation" => participants::participation::EmploymentSituation,
    "EndorsementStatus" => industry_councils::endorsement::EndorsementStatus,
    "EnrolmentSource" => efforts::enrolment::EnrolmentSource,
    "EnrolmentStatus" => efforts::enrolment::EnrolmentStatus,
    "HorizontalPrinciple" => projects::principle_measure::HorizontalPrinciple,
    "HubFundingKind" => competence_hub::funding::FundingKind,
    "HubStatus" => competence_hub::hub::HubStatus,
    "IdentityKind" => kernel::IdentityKind,
    "IndustryCouncilStatus" => industry_councils::industry_council::IndustryCouncilStatus,
    "MembershipStatus" => councils::membership::MembershipStatus,
    "NeedBasis" => industry_councils::need::NeedBasis,
    "NeedCause" => industry_councils::need::NeedCause,
    "NeedHorizon" => industry_councils::need::NeedHorizon,
    "NeedStatus" => industry_councils::need::NeedStatus,
    "OccasionStatus" => efforts::occasion::OccasionStatus,
    "OrganisationKind" => councils::organisation::OrganisationKind,
    "OutcomeKind" => efforts::outcome::OutcomeKind,
    "OutcomeSource" => efforts::outcome::OutcomeSource,
    "OutcomeStatus" => efforts::outcome::OutcomeStatus,
    "ParticipationStatus" => participants::participation::ParticipationStatus,
    "Precision" => projects::project::Precision,
    "ProjectPart" => projects::partner::Part,
    "ProjectStatus" => projects::project::ProjectStatus,
    "ProjectTargetKind" => projects::target::TargetKind,
    "QuestionSharing" => library::saved_question::Sharing,
    "QuestionStatus" => library::saved_question::QuestionStatus,
    "QuestionTheme" => library::saved_question::QuestionTheme,
    "Role" => access::Role,
    "SeatKind" => councils::membership::SeatKind,
    "Sex" => kernel::Sex,
    "Standing" => councils::membership::Standing,
    "StatisticsAnswer" => crate::noun::statistics::StatisticsAnswer,
    "StatisticsDimension" => statistics::figures::Breakdown,
    "StatisticsMeasure" => statistics::figures::Measure,
    "StatisticsSourceKind" => crate::noun::statistics::StatisticsSourceKind,
    "TargetGroup" => industry_councils::need::TargetGroup,
    "TriagePath" => competence_hub::triage::Path,
}
