//! Fields that say a column as it is stored, to everyone who reaches the row, and relations that may be followed to such
//! fields. Whole files read them as columns. What depends on who asks, or on anything else, does not stand here; a test asks
//! every field both ways.

use competence_hub::hub::HubColumn;
use councils::{council::CouncilColumn, organisation::OrganisationColumn};
use efforts::{effort::EffortColumn, enrolment::EnrolmentColumn, occasion::OccasionColumn, outcome::OutcomeColumn};
use industry_councils::{industry_council::IndustryCouncilColumn, need::NeedColumn};
use participants::participation::ParticipationColumn;
use projects::project::ProjectColumn;

use super::{
    council::CouncilObject, effort::EffortObject, enrolment::EnrolmentObject, hub::HubObject,
    industry_council::IndustryCouncilObject, need::NeedObject, occasion::OccasionObject,
    organisation::OrganisationObject, outcome::OutcomeObject, participation::ParticipationObject,
    project::ProjectObject,
};
use crate::graph::{Stored, Target, is_column};

/// Whether whole files read this field of a row of this type as a column, e.g. `effort.title` of an `Enrolment`.
pub fn is_read_as_column(of: &str, path: &str) -> bool {
    match of {
        "Need" => is_column::<NeedObject>(path),
        "Effort" => is_column::<EffortObject>(path),
        "Occasion" => is_column::<OccasionObject>(path),
        "Enrolment" => is_column::<EnrolmentObject>(path),
        "Outcome" => is_column::<OutcomeObject>(path),
        "Participation" => is_column::<ParticipationObject>(path),
        "Organisation" => is_column::<OrganisationObject>(path),
        "Project" => is_column::<ProjectObject>(path),
        "Council" => is_column::<CouncilObject>(path),
        "IndustryCouncil" => is_column::<IndustryCouncilObject>(path),
        "Hub" => is_column::<HubObject>(path),
        _ => false,
    }
}

pub const ORGANISATION: Stored<OrganisationColumn> = {
    use OrganisationColumn as C;
    Stored {
        leaves: &[
            ("id", C::Id),
            ("version", C::Version),
            ("name", C::Name),
            ("kind", C::Kind),
            ("demonstration", C::Demonstration),
            ("industry.code", C::SniCode),
            ("municipality.code", C::MunicipalityCode),
            ("registeredAt", C::CreatedAt),
        ],
        points: &[],
    }
};

pub const COUNCIL: Stored<CouncilColumn> = {
    use CouncilColumn as C;
    Stored {
        leaves: &[
            ("id", C::Id),
            ("version", C::Version),
            ("kind", C::Kind),
            ("name", C::Name),
            ("status", C::Status),
            ("foundedYear", C::FoundedYear),
            ("charterOn", C::CharterOn),
            ("demonstration", C::Demonstration),
            ("region.code", C::RegionCode),
            ("registeredAt", C::CreatedAt),
        ],
        points: &[],
    }
};

pub const INDUSTRY_COUNCIL: Stored<IndustryCouncilColumn> = {
    use IndustryCouncilColumn as C;
    Stored {
        leaves: &[
            ("id", C::Id),
            ("version", C::Version),
            ("name", C::Name),
            ("status", C::Status),
            ("establishedOn", C::EstablishedOn),
            ("decisionReference", C::DecisionReference),
            ("demonstration", C::Demonstration),
        ],
        points: &[],
    }
};

pub const NEED: Stored<NeedColumn> = {
    use NeedColumn as C;
    Stored {
        leaves: &[
            ("id", C::Id),
            ("version", C::Version),
            ("title", C::Title),
            ("description", C::Description),
            ("status", C::Status),
            ("basis", C::Basis),
            ("cause", C::Cause),
            ("horizon", C::Horizon),
            ("targetGroup", C::TargetGroup),
            ("skill.code", C::SkillCode),
            ("ssyk.code", C::SsykCode),
            ("occupation.code", C::OccupationCode),
            ("sni.code", C::SniCode),
            ("municipality.code", C::MunicipalityCode),
            ("region.code", C::RegionCode),
            ("peopleNeeded", C::PeopleNeeded),
            ("peopleNow", C::PeopleNow),
            ("neededBy", C::NeededBy),
            ("reportedOn", C::ReportedOn),
            ("endorsedOn", C::EndorsedOn),
            ("statusReason", C::StatusReason),
            ("demonstration", C::Demonstration),
        ],
        points: &[
            ("council", C::CouncilId, Target::the::<CouncilObject>()),
            ("organisation", C::OrganisationId, Target::some::<OrganisationObject>()),
            ("industryCouncil", C::IndustryCouncilId, Target::some::<IndustryCouncilObject>()),
            ("mergedInto", C::MergedIntoId, Target::some::<NeedObject>()),
        ],
    }
};

pub const HUB: Stored<HubColumn> = {
    use HubColumn as C;
    Stored {
        leaves: &[
            ("id", C::Id),
            ("version", C::Version),
            ("name", C::Name),
            ("status", C::Status),
            ("statusReason", C::StatusReason),
            ("establishedOn", C::EstablishedOn),
            ("closedOn", C::ClosedOn),
            ("demonstration", C::Demonstration),
        ],
        points: &[],
    }
};

pub const PROJECT: Stored<ProjectColumn> = {
    use ProjectColumn as C;
    Stored {
        leaves: &[
            ("id", C::Id),
            ("version", C::Version),
            ("number", C::Number),
            ("name", C::Name),
            ("acronym", C::Acronym),
            ("status", C::Status),
            ("statusReason", C::StatusReason),
            ("ownerUnit", C::OwnerUnit),
            ("startsOn", C::StartsOn),
            ("endsOn", C::EndsOn),
            ("plannedParticipants", C::PlannedParticipants),
            ("plannedPrecision", C::PlannedPrecision),
            ("demonstration", C::Demonstration),
            ("esfRegion.code", C::EsfRegionCode),
            ("programmePeriod.code", C::ProgrammePeriod),
            ("programmeArea.code", C::ProgrammeArea),
            ("specificObjective.code", C::SpecificObjective),
            ("interventionField.code", C::InterventionField),
        ],
        points: &[],
    }
};

pub const EFFORT: Stored<EffortColumn> = {
    use EffortColumn as C;
    Stored {
        leaves: &[
            ("id", C::Id),
            ("version", C::Version),
            ("title", C::Title),
            ("description", C::Description),
            ("kind", C::Kind),
            ("status", C::Status),
            ("statusReason", C::StatusReason),
            ("delivery", C::Delivery),
            ("targetGroup", C::TargetGroup),
            ("skill.code", C::SkillCode),
            ("ssyk.code", C::SsykCode),
            ("sni.code", C::SniCode),
            ("sunField.code", C::SunFieldCode),
            ("hours", C::Hours),
            ("reusable", C::Reusable),
            ("accessibility", C::Accessibility),
            ("demonstration", C::Demonstration),
            ("createdAt", C::CreatedAt),
        ],
        points: &[
            ("hub", C::HubId, Target::the::<HubObject>()),
            ("council", C::CouncilId, Target::the::<CouncilObject>()),
            ("project", C::ProjectId, Target::some::<ProjectObject>()),
            ("provider", C::ProviderId, Target::some::<OrganisationObject>()),
        ],
    }
};

pub const OCCASION: Stored<OccasionColumn> = {
    use OccasionColumn as C;
    Stored {
        leaves: &[
            ("id", C::Id),
            ("version", C::Version),
            ("status", C::Status),
            ("statusReason", C::StatusReason),
            ("startsOn", C::StartsOn),
            ("endsOn", C::EndsOn),
            ("municipality.code", C::MunicipalityCode),
            ("delivery", C::Delivery),
            ("capacity", C::Capacity),
        ],
        points: &[
            ("effort", C::EffortId, Target::some::<EffortObject>()),
            ("hub", C::HubId, Target::the::<HubObject>()),
            ("project", C::ProjectId, Target::some::<ProjectObject>()),
            ("provider", C::ProviderId, Target::some::<OrganisationObject>()),
        ],
    }
};

pub const ENROLMENT: Stored<EnrolmentColumn> = {
    use EnrolmentColumn as C;
    Stored {
        leaves: &[
            ("id", C::Id),
            ("version", C::Version),
            ("status", C::Status),
            ("source", C::Source),
            ("appliedOn", C::AppliedOn),
            ("startedOn", C::StartedOn),
            ("endedOn", C::EndedOn),
            ("minutes", C::Minutes),
            ("statusReason", C::StatusReason),
            ("demonstration", C::Demonstration),
        ],
        points: &[
            ("occasion", C::OccasionId, Target::some::<OccasionObject>()),
            ("effort", C::EffortId, Target::some::<EffortObject>()),
            ("hub", C::HubId, Target::the::<HubObject>()),
            ("project", C::ProjectId, Target::some::<ProjectObject>()),
            ("provider", C::ProviderId, Target::some::<OrganisationObject>()),
            ("organisation", C::OrganisationId, Target::some::<OrganisationObject>()),
            ("participation", C::ParticipationId, Target::some::<ParticipationObject>()),
        ],
    }
};

pub const OUTCOME: Stored<OutcomeColumn> = {
    use OutcomeColumn as C;
    Stored {
        leaves: &[
            ("id", C::Id),
            ("version", C::Version),
            ("kind", C::Kind),
            ("status", C::Status),
            ("source", C::Source),
            ("observedOn", C::ObservedOn),
            ("recordedAt", C::RecordedAt),
            ("statusReason", C::StatusReason),
        ],
        points: &[
            ("enrolment", C::EnrolmentId, Target::some::<EnrolmentObject>()),
            ("participation", C::ParticipationId, Target::some::<ParticipationObject>()),
            ("effort", C::EffortId, Target::some::<EffortObject>()),
            ("project", C::ProjectId, Target::some::<ProjectObject>()),
            ("organisation", C::OrganisationId, Target::some::<OrganisationObject>()),
        ],
    }
};

pub const PARTICIPATION: Stored<ParticipationColumn> = {
    use ParticipationColumn as C;
    Stored {
        leaves: &[
            ("id", C::Id),
            ("version", C::Version),
            ("status", C::Status),
            ("statusReason", C::StatusReason),
            ("startsOn", C::StartsOn),
            ("endsOn", C::EndsOn),
            ("resultsClearedOn", C::ResultsClearedOn),
            ("sex", C::Sex),
            ("birthYear", C::BirthYear),
            ("ageAtEntry", C::AgeAtEntry),
            ("employmentSituation", C::EmploymentSituation),
            ("inEducation", C::InEducation),
            ("sunLevel.code", C::SunLevelCode),
            ("municipality.code", C::MunicipalityCode),
            ("ssyk.code", C::SsykCode),
            ("sni.code", C::SniCode),
            ("isComplete", C::IsComplete),
            ("demonstration", C::Demonstration),
        ],
        points: &[
            ("project", C::ProjectId, Target::the::<ProjectObject>()),
            ("organisation", C::OrganisationId, Target::some::<OrganisationObject>()),
        ],
    }
};
