//! Every measure, described as data: one small file each. To add one, write its file, and name it in [`Measure::spec`].

mod analyses_published;
mod applications;
mod awarded_value;
mod boundary_crossing_meetings;
mod colleagues_reached;
mod council_decisions;
mod days_endorsement_to_start;
mod days_to_action;
mod days_to_award;
mod days_to_endorsement;
mod days_to_met;
mod days_to_start;
mod days_to_triage;
mod education_events;
mod education_offerings;
mod enrolments;
mod enrolments_completed;
mod enrolments_started;
mod hours;
mod hours_against_target;
mod hours_target;
mod insights;
mod learning_meetings;
mod needs;
mod network_organisations;
mod outcomes;
mod participants;
mod participants_against_target;
mod participants_against_workforce;
mod participants_target;
mod people_needed;
mod people_needed_against_supply;
mod places;
mod plan_lines;
mod procurements;
mod quotes_received;
mod reflection_attendees;
mod reflections;
mod shared;
mod staff_with_activity;
mod strategic_lines;
mod unmet_need;
mod workforce;

use access::Action;
use kernel::Label;

use super::{Breakdown, Measure, category::Category, source::Source};
use crate::disclosure::Unit;

/// That the record's organisation has counted its workforce.
pub(crate) const COUNTED_WORKFORCE: &str = "r.organisation_id IN (SELECT organisation_id FROM workforce_snapshots)";

/// On what work on a need rests: a council's backing, a reason for going without, or nothing yet.
pub(crate) const BACKING: &str =
    "CASE WHEN r.endorsed_on IS NOT NULL THEN 'ENDORSED' WHEN r.is_waived THEN 'WAIVED' ELSE 'NONE' END";

/// Which procurements are everyone's.
pub(crate) const DISCLOSED: &str = "r.disclosed_on IS NOT NULL AND r.status <> 'EVALUATION'";

/// Which of what is proposed at councils' meetings has become a decision.
pub(crate) const DECIDED: &str = "r.status <> 'PROPOSED'";

/// The kind of the item that a decision was made on: one that endorses a need names it.
pub(crate) const ITEM_KIND: &str = "CASE WHEN r.endorses_id IS NOT NULL THEN 'ENDORSEMENT' ELSE 'DECISION' END";

/// Which of the offerings of others there are.
pub(crate) const DESCRIBED: &str = "r.is_described AND r.removed_on IS NULL";

/// What a measure counts, of which records, and how they can be divided.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spec {
    /// What one in a number is.
    pub(super) unit: Label,
    /// The leave that reading the records takes.
    pub(super) reads: Action,
    /// The table of the records, `r` in every expression below.
    pub(super) table: &'static str,
    /// Which records count at all.
    pub(super) always: Option<&'static str>,
    /// The date that the period and the calendar dimensions mean.
    pub(super) date: Option<&'static str>,
    /// What is counted of each record.
    pub(super) counted: Counted,
    /// Where a place wider than a municipality may be recorded.
    pub(super) region: Option<&'static str>,
    /// Whether an organisation with most of the sum is told by it.
    pub(super) dominable: bool,
    /// What one record is, for the protection of counts.
    pub(super) record: Unit,
    /// Who stands behind a record.
    pub(super) behind: Behind,
    /// What the records are told apart by beside the dimensions: for a sum whose share each organisation has.
    pub(super) split: Option<&'static str>,
    /// Whose a record is.
    pub(super) owners: &'static [Owner],
    /// The dimensions beside those of the calendar.
    pub(super) columns: &'static [Source],
    /// The states of a record.
    pub(super) statuses: &'static [Category],
    /// Whether a record was given a random number for good when it was made.
    pub(super) has_key: bool,
    /// Open to everyone as it is: no person and no organisation's plans stand behind it.
    pub(super) is_open: bool,
    /// Which records are open, where not all are: the others are their owners' alone.
    pub(super) disclosed: Option<&'static str>,
    /// From which day to which a record waits: mean and median are told beside how many they are.
    pub(super) waits: Option<(&'static str, &'static str)>,
    /// How many people one record stands for; one where absent.
    pub(super) weight: Option<&'static str>,
    /// What it is held against.
    pub(super) against: Option<Measure>,
    /// Entities that select records without being one of their dimensions: the column that is one of them, and the
    /// condition around it.
    pub(super) selected: &'static [(Breakdown, &'static str, &'static str)],
}

impl Spec {
    /// What a measure of the records of `table` begins from: each counts one, in any state, of no date and no owner. A file says what
    /// is otherwise. What a record is and who stands behind it is said of each, for the protection of counts hangs on it.
    const fn of(
        (unit, reads): (Label, Action),
        table: &'static str,
        columns: &'static [Source],
        (record, behind): (Unit, Behind),
    ) -> Self {
        Self {
            unit,
            reads,
            table,
            always: None,
            date: None,
            counted: Counted::Records,
            region: None,
            dominable: false,
            record,
            behind,
            split: None,
            owners: &[],
            columns,
            statuses: &[],
            has_key: false,
            is_open: false,
            disclosed: None,
            waits: None,
            weight: None,
            against: None,
            selected: &[],
        }
    }
}

/// What is counted of each record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    /// The record.
    Records,
    /// The sum of this.
    Sum(&'static str),
    /// The sum of these sixtieths, told in whole ones: minutes as hours.
    Minutes(&'static str),
}

/// Who stands behind a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Behind {
    /// The person in this expression, or the organisation that reported, who may stand behind several.
    Person(&'static str),
    /// Another for each record, as far as is counted: who takes part in several projects counts in each.
    OneEach,
}

/// Whose a record may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// The organisation whose people or plans it tells about.
    Organisation,
    /// The organisation that provides the education.
    Provider,
    /// The council.
    Council,
    /// The hub.
    Hub,
    /// The project.
    Project,
}

impl Measure {
    /// The measure as data.
    pub(super) const fn spec(self) -> &'static Spec {
        match self {
            Self::Needs => &needs::SPEC,
            Self::PeopleNeeded => &people_needed::SPEC,
            Self::Places => &places::SPEC,
            Self::Participants => &participants::SPEC,
            Self::Enrolments => &enrolments::SPEC,
            Self::Applications => &applications::SPEC,
            Self::EnrolmentsStarted => &enrolments_started::SPEC,
            Self::EnrolmentsCompleted => &enrolments_completed::SPEC,
            Self::Hours => &hours::SPEC,
            Self::Outcomes => &outcomes::SPEC,
            Self::UnmetNeed => &unmet_need::SPEC,
            Self::DaysToTriage => &days_to_triage::SPEC,
            Self::DaysToEndorsement => &days_to_endorsement::SPEC,
            Self::DaysToAction => &days_to_action::SPEC,
            Self::DaysToMet => &days_to_met::SPEC,
            Self::DaysEndorsementToStart => &days_endorsement_to_start::SPEC,
            Self::DaysToStart => &days_to_start::SPEC,
            Self::ParticipantsTarget => &participants_target::SPEC,
            Self::ParticipantsAgainstTarget => &participants_against_target::SPEC,
            Self::HoursTarget => &hours_target::SPEC,
            Self::HoursAgainstTarget => &hours_against_target::SPEC,
            Self::Workforce => &workforce::SPEC,
            Self::ParticipantsAgainstWorkforce => &participants_against_workforce::SPEC,
            Self::StaffWithActivity => &staff_with_activity::SPEC,
            Self::Reflections => &reflections::SPEC,
            Self::ReflectionAttendees => &reflection_attendees::SPEC,
            Self::Insights => &insights::SPEC,
            Self::ColleaguesReached => &colleagues_reached::SPEC,
            Self::AnalysesPublished => &analyses_published::SPEC,
            Self::PlanLines => &plan_lines::SPEC,
            Self::StrategicLines => &strategic_lines::SPEC,
            Self::LearningMeetings => &learning_meetings::SPEC,
            Self::BoundaryCrossingMeetings => &boundary_crossing_meetings::SPEC,
            Self::NetworkOrganisations => &network_organisations::SPEC,
            Self::CouncilDecisions => &council_decisions::SPEC,
            Self::Procurements => &procurements::SPEC,
            Self::AwardedValue => &awarded_value::SPEC,
            Self::QuotesReceived => &quotes_received::SPEC,
            Self::DaysToAward => &days_to_award::SPEC,
            Self::EducationOfferings => &education_offerings::SPEC,
            Self::EducationEvents => &education_events::SPEC,
            Self::PeopleNeededAgainstSupply => &people_needed_against_supply::SPEC,
        }
    }
}
