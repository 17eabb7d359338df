//! The categories of the dimensions that are neither entities nor codes of a published list.

use access::Action;
use councils::{
    meeting::{agenda::AgendaItemKind, decision::CouncilDecisionStatus},
    organisation::OrganisationKind,
};
use efforts::{effort::EffortKind, enrolment::EnrolmentStatus, occasion::OccasionStatus, outcome::OutcomeKind};
use industry_councils::need::{NeedBasis, NeedCause, NeedHorizon, NeedStatus};
use kernel::{Label, Lang, Sex, TargetGroup};
use participants::participation::{EmploymentSituation, ParticipationStatus};
use procurements::procurement::{ProcurementMethod, ProcurementStatus};
use projects::principle_measure::HorizontalPrinciple;
use workplaces::{
    analysis::AnalysisStatus,
    meeting::MeetingStatus,
    plan::PlanStatus,
    reflection::{InsightTheme, ReflectionKind, ReflectionStatus},
};

use super::{Breakdown, Measure, source::Join};

/// Where the records say nothing.
pub const UNKNOWN: &str = "UNKNOWN";
/// No outcome has been recorded.
pub const NO_OUTCOME: &str = "NONE";
/// The project has measures for no horizontal principle, or there is no project.
pub const NO_PRINCIPLE: &str = "NONE";
/// Between the principles of a project in one code.
const AND: char = '+';

/// A category: code, Swedish, English.
pub(super) type Category = (&'static str, &'static str, &'static str);

/// Values of an enumeration, in this order, as it calls them, and what stands beside them.
macro_rules! values {
    ($of:ty: $($value:ident),+ $(; $($beside:expr),+)?) => {
        &[
            $((<$of>::$value.as_str(), <$of>::$value.label().sv, <$of>::$value.label().en),)+
            $($($beside),+)?
        ]
    };
}

/// The codes of values of an enumeration.
macro_rules! codes {
    ($of:ty: $($value:ident),+) => { &[$(<$of>::$value.as_str()),+] };
}

const SEX: &[Category] = values![Sex: Female, Male, NonBinary, Unknown];
/// Where no domain has a word of its own for it.
const NOT_KNOWN: Category = (UNKNOWN, "Uppgift saknas", "Unknown");
/// Bounds of the ESF indicators: under 18, 18–29, 55 and over; and 25, which the 2014–2020 period used.
const AGE_BANDS: &[Category] = &[
    ("0-17", "Under 18 år", "Under 18"),
    ("18-24", "18–24 år", "18–24"),
    ("25-29", "25–29 år", "25–29"),
    ("30-54", "30–54 år", "30–54"),
    ("55+", "55 år och äldre", "55 and over"),
    NOT_KNOWN,
];
const EMPLOYMENT: &[Category] = values![
    EmploymentSituation: Employed, SelfEmployed, UnderNotice, Furloughed, Unemployed, LongTermUnemployed, Inactive,
    Unknown
];
/// From the least to the most telling: of two recorded on the same day, the later here stands.
const OUTCOMES: &[Category] = values![
    OutcomeKind: NoChange, JobSearching, StrengthenedInIndustry, PreparedOtherCompany, PreparedOtherIndustry,
    Qualification, InEducation, ImprovedSituation, InEmployment, NewJob;
    (NO_OUTCOME, "Inget resultat registrerat", "No outcome recorded")
];
const ORGANISATION_KINDS: &[Category] = values![
    OrganisationKind: Company, SoleTrader, Municipality, Region, MunicipalFederation, StateAgency, University,
    EducationProvider, IndustryAssociation, Union, SciencePark, Association, Other; NOT_KNOWN
];
const TARGET_GROUPS: &[Category] = values![
    TargetGroup: Employees, Management, UnderNotice, Furloughed, JobSeekers, Students, All; NOT_KNOWN
];
const EFFORT_KINDS: &[Category] = values![
    EffortKind: Course, Module, Programme, Workshop, Coaching, Mentoring, JobRotation, CollegialLearning,
    ReflectionSession, LearningMeeting, NetworkMeeting, StudyVisit, Validation, ELearning, LeadershipTraining,
    OrganisationDevelopment, KnowledgeRaising; NOT_KNOWN
];
const CAUSES: &[Category] = values![
    NeedCause: TechnologyShift, EducationLag, Pandemic, Retirement, Growth, Regulation, StructuralChange,
    GreenTransition, Other
];
const BASES: &[Category] = values![NeedBasis: NewRecruits, Incumbents, Both];
const HORIZONS: &[Category] = values![NeedHorizon: Short, Medium, Long];
/// Codes of [`super::BACKING`].
const BACKINGS: &[Category] = &[
    (NeedStatus::Endorsed.as_str(), "Förankrat", "Endorsed"),
    ("WAIVED", "Påbörjat utan förankring", "Begun without endorsement"),
    ("NONE", "Varken förankrat eller påbörjat", "Neither endorsed nor begun"),
];
const PROCEDURES: &[Category] = values![ProcurementMethod: Open, Selective, CallOff, Direct];
const ITEM_KINDS: &[Category] = values![
    AgendaItemKind: Information, Discussion, NeedInput, HorizonScan, Endorsement, Decision, FollowUp
];
const PACES: &[Category] = &[
    ("0-24", "Under 25 %", "Under 25 %"),
    ("25-49", "25–49 %", "25–49 %"),
    ("50-99", "50–99 %", "50–99 %"),
    ("100+", "Heltid eller mer", "Full time or more"),
    NOT_KNOWN,
];
const DATED: &[Category] =
    &[("DATED", "Med startdag", "With a first day"), ("UNDATED", "Utan startdag", "Without a first day")];
const REFLECTION_KINDS: &[Category] = values![
    ReflectionKind: FilmAndReflection, StaffMeetingSharing, AfterActionReview, RoleSwap
];
const INSIGHT_THEMES: &[Category] = values![
    InsightTheme: Time, Forum, Roles, Tools, Cooperation, Leadership, Knowledge, Other
];
/// In the order of the bits that stand for them in a project's set.
const PRINCIPLES: &[Category] = values![
    HorizontalPrinciple: GenderEquality, Accessibility, NonDiscrimination, Integration, Environment;
    (NO_PRINCIPLE, "Ingen horisontell princip", "No horizontal principle")
];
const PROGRAMME_PERIODS: &[Category] = &[
    ("2007-2013", "2007–2013", "2007–2013"),
    ("2014-2020", "2014–2020", "2014–2020"),
    ("2021-2027", "2021–2027", "2021–2027"),
    NOT_KNOWN,
];
pub(super) const OCCASION_STATUS: &[Category] = values![OccasionStatus: Confirmed, Ongoing, Finished];
pub(super) const NEED_STATUS: &[Category] = values![
    NeedStatus: Reported, Qualified, Endorsed, Prioritised, InAction, Met, PartlyMet, Lapsed, Rejected
];
pub(super) const PARTICIPATION_STATUS: &[Category] = values![
    ParticipationStatus: Registered, Active, Exited, ResultRecorded, FollowedUp, Archived
];
pub(super) const ENROLMENT_STATUS: &[Category] = values![
    EnrolmentStatus: Nominated, Applied, Eligible, Waitlisted, Offered, Confirmed, Started, Completed, DroppedOut,
    Rejected, Withdrawn, NoShow
];
/// Of those held.
pub(super) const REFLECTION_STATUS: &[Category] = values![
    ReflectionStatus: Held, NotesShared, ActionsAgreed, FollowedUp
];
/// Of those that have been published.
pub(super) const ANALYSIS_STATUS: &[Category] = values![AnalysisStatus: Published, Superseded];
/// Of those that have been adopted.
pub(super) const PLAN_STATUS: &[Category] = values![PlanStatus: Adopted, InProgress, Reviewed, Completed, Superseded];
/// In the order of the course; others than the buyer are told of those that have been awarded.
pub(super) const PROCUREMENT_STATUS: &[Category] = values![
    ProcurementStatus: Planned, RequestPublished, Evaluation, Awarded, Standstill, Appealed, Contracted, Delivered, Closed,
    Cancelled
];
/// Of those put to the vote or postponed.
pub(super) const DECISION_STATUS: &[Category] =
    values![CouncilDecisionStatus: Adopted, Rejected, Postponed, Executed, Rescinded];
/// Of those held.
pub(super) const MEETING_STATUS: &[Category] = values![MeetingStatus: Held, Documented, Closed];

const COMPLETENESS: &[Category] = &[
    ("COMPLETE", "Fullständiga uppgifter", "Complete record"),
    ("INCOMPLETE", "Ofullständiga uppgifter", "Incomplete record"),
];

/// The categories, in the order of the answer; none for entities, coded lists and dates.
pub(super) fn categories(measure: Measure, breakdown: Breakdown) -> &'static [Category] {
    match breakdown {
        Breakdown::Sex => SEX,
        Breakdown::AgeBand => AGE_BANDS,
        Breakdown::EmploymentSituation => EMPLOYMENT,
        Breakdown::Completeness => COMPLETENESS,
        Breakdown::OutcomeKind => OUTCOMES,
        Breakdown::OrganisationKind => ORGANISATION_KINDS,
        Breakdown::TargetGroup => TARGET_GROUPS,
        Breakdown::EffortKind => EFFORT_KINDS,
        Breakdown::Cause => CAUSES,
        Breakdown::Basis => BASES,
        Breakdown::Horizon => HORIZONS,
        Breakdown::Backing => BACKINGS,
        Breakdown::Procedure => PROCEDURES,
        Breakdown::ItemKind => ITEM_KINDS,
        Breakdown::Pace => PACES,
        Breakdown::Dated => DATED,
        Breakdown::ReflectionKind => REFLECTION_KINDS,
        Breakdown::InsightTheme => INSIGHT_THEMES,
        Breakdown::Principles => PRINCIPLES,
        Breakdown::ProgrammePeriod => PROGRAMME_PERIODS,
        Breakdown::Status => measure.spec().statuses,
        _ => &[],
    }
}

/// Whether every record stands in one of the categories: where the records say nothing, in one that says that.
pub(super) fn holds_all(measure: Measure, breakdown: Breakdown) -> bool {
    let is_beside = measure.source(breakdown).is_some_and(|(_, join)| join == Join::Participation);
    !(breakdown == Breakdown::Completeness && is_beside)
}

/// The categories that nothing in figures of others' records can stand in: no copy of the measure's records has them, or those
/// that do have nothing to be summed. Known from the steps of the records' states, and never from what is there.
pub(super) fn lacking(measure: Measure, breakdown: Breakdown) -> &'static [&'static str] {
    use Breakdown as B;
    use Measure as M;
    let is_need = measure.spec().reads == Action::ReadNeeds;
    let is_enrolment = measure.spec().reads == Action::ReadEnrolments;
    // What is an employer's own always has its employer.
    let is_employers = matches!(measure.spec().reads, Action::ReadWorkplaces | Action::ReadAnalyses);
    let is_spread = measure == M::ColleaguesReached;
    match (breakdown, measure) {
        (B::Status, M::Participants | M::ParticipantsAgainstTarget | M::ParticipantsAgainstWorkforce) => {
            &["REGISTERED"]
        }
        (B::Status, M::Needs | M::PeopleNeeded | M::PeopleNeededAgainstSupply) => &["REPORTED"],
        (B::Status, M::UnmetNeed) => &["REPORTED", "LAPSED", "REJECTED"],
        (B::Status, M::DaysToEndorsement | M::DaysEndorsementToStart | M::DaysToStart) => {
            &["REPORTED", "QUALIFIED", "REJECTED"]
        }
        (B::Status, M::DaysToTriage) => &["REPORTED"],
        (B::Status, M::DaysToAction) => NOT_BEGUN,
        (B::Status, M::DaysToMet) => NOT_MET,
        (B::Backing, M::DaysToEndorsement | M::DaysEndorsementToStart | M::DaysToStart) => &["WAIVED", "NONE"],
        // Work begins on an endorsement or with a reason for going without.
        (B::Backing, M::DaysToAction | M::DaysToMet) => &["NONE"],
        (B::Status, M::Enrolments | M::Applications) => &["NOMINATED", "APPLIED", "WITHDRAWN"],
        (B::Status, M::EnrolmentsStarted) => NOT_STARTED,
        // Hours are written down when an enrolment ends.
        (B::Status, M::Hours | M::HoursAgainstTarget) => NOT_ENDED,
        (B::Status, M::EnrolmentsCompleted) => NOT_COMPLETED,
        (B::OutcomeKind, M::Outcomes) => &[NO_OUTCOME],
        (B::ProgrammePeriod, M::Participants | M::ParticipantsAgainstTarget) => &[UNKNOWN],
        (B::TargetGroup, _) if is_need || is_enrolment || is_spread => &[UNKNOWN],
        (B::EffortKind, _) if is_enrolment || is_spread => &[UNKNOWN],
        (B::OrganisationKind, _) if is_employers => &[UNKNOWN],
        _ => &[],
    }
}

const NOT_BEGUN: &[&str] = codes![NeedStatus: Reported, Qualified, Endorsed, Prioritised, Rejected];
const NOT_MET: &[&str] =
    codes![NeedStatus: Reported, Qualified, Endorsed, Prioritised, InAction, PartlyMet, Lapsed, Rejected];
const NOT_STARTED: &[&str] =
    codes![EnrolmentStatus: Nominated, Applied, Eligible, Waitlisted, Offered, Confirmed, Rejected, Withdrawn, NoShow];
const NOT_ENDED: &[&str] = codes![
    EnrolmentStatus: Nominated, Applied, Eligible, Waitlisted, Offered, Confirmed, Started, Rejected, Withdrawn,
    NoShow
];
const NOT_COMPLETED: &[&str] = codes![
    EnrolmentStatus: Nominated, Applied, Eligible, Waitlisted, Offered, Confirmed, Started, DroppedOut, Rejected,
    Withdrawn, NoShow
];

/// The kinds of outcome that are recorded, by rank.
pub(super) fn outcome_kinds() -> impl Iterator<Item = &'static str> {
    OUTCOMES.iter().map(|(code, ..)| *code).filter(|code| *code != NO_OUTCOME)
}

/// The horizontal principles, each with its bit.
pub(super) fn principles() -> impl Iterator<Item = (u8, &'static str)> {
    PRINCIPLES
        .iter()
        .map(|(code, ..)| *code)
        .filter(|code| *code != NO_PRINCIPLE)
        .zip(0..)
        .map(|(code, at)| (1 << at, code))
}

/// The code of a set of principles, e.g. `GENDER_EQUALITY+ACCESSIBILITY`.
pub(super) fn set_of_principles(mask: u8) -> String {
    let chosen: Vec<&str> = principles().filter(|(bit, _)| mask & bit != 0).map(|(_, code)| code).collect();
    if chosen.is_empty() { NO_PRINCIPLE.to_owned() } else { chosen.join(&AND.to_string()) }
}

/// What a category is called in `lang`, a set of principles included; see [`category_label`].
pub fn category_text(measure: Measure, breakdown: Breakdown, code: &str, lang: Lang) -> Option<String> {
    if breakdown != Breakdown::Principles {
        return category_label(measure, breakdown, code).map(|label| label.get(lang).to_owned());
    }
    let each = |code| category_label(measure, breakdown, code).map(|label| label.get(lang));
    let names: Option<Vec<&str>> = code.split(AND).map(each).collect();
    names.map(|names| names.join(" + "))
}

/// What a category is called (benämning); `None` where its code belongs to a list or names an entity.
pub fn category_label(measure: Measure, breakdown: Breakdown, code: &str) -> Option<Label> {
    let unknown = (code == UNKNOWN).then_some(&NOT_KNOWN);
    let known = categories(measure, breakdown).iter().find(|(known, ..)| *known == code);
    known.or(unknown).map(|&(_, sv, en)| Label { sv, en })
}
