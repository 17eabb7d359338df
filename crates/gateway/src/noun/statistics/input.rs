//! What can be asked.

use ::statistics::figures::{Breakdown, Measure, Selection};
use async_graphql::{Enum, ID, InputObject};
use kernel::{Id, Kind, Result};
use taxonomy::Scheme;

use crate::graph::{Date, id};

/// Mått: what is counted. Each answer names its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Measure")]
pub enum StatisticsMeasure {
    /// Behov: needs; those merged into another are left out.
    Needs,
    /// Personer som behövs: the sum over needs.
    PeopleNeeded,
    /// Deltagare: participations; a person counts once for each project.
    Participants,
    /// Anmälningar: enrolments in occasions.
    Enrolments,
    /// Timmar: hours of attendance, in whole hours.
    Hours,
    /// Resultat: recorded outcomes; a person may have several.
    Outcomes,
}

/// Indelning: what figures are grouped by. Not every measure has every dimension; rule `MEASURE_LACKS_DIMENSION`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Breakdown")]
pub enum StatisticsDimension {
    /// Kompetensråd.
    Council,
    /// Bransch: SNI 2007, section.
    Industry,
    /// Bransch, finare: SNI 2007, division (two digits).
    IndustryDivision,
    /// Yrke: SSYK 2012, as recorded.
    Occupation,
    /// Yrkesområde: SSYK 2012, first digit.
    OccupationArea,
    /// Organisation.
    Organisation,
    /// Slag av organisation.
    OrganisationKind,
    /// Kommun: the participant's, or the need's.
    Municipality,
    /// Län.
    County,
    /// Region: the smallest that holds the municipality, so that each record is in one.
    Region,
    /// Projekt.
    Project,
    /// Insats.
    Effort,
    /// Kön.
    Sex,
    /// Åldersgrupp at entry: 0-17, 18-24, 25-29, 30-54, 55+.
    AgeBand,
    /// Anställningssituation at entry.
    EmploymentSituation,
    /// Status of what is counted.
    Status,
    /// Fullständighet: whether the entry characteristics that the funder demands are all there.
    Completeness,
    /// Slag av resultat; of a participation or enrolment the latest one, `NONE` without any.
    OutcomeKind,
    /// År.
    Year,
    /// Kvartal, e.g. `2021-Q3`.
    Quarter,
    /// Månad, e.g. `2021-07`.
    Month,
}

/// Statistikfilter: which records are counted. Every given part must hold; within a part any value does. At most 250 values in a
/// part. Codes are those of `StatisticsKey.code`.
#[derive(Clone, Debug, Default, InputObject)]
pub struct StatisticsFilter {
    /// Råd.
    council_id: Option<Vec<ID>>,
    /// Kompetensnav.
    hub_id: Option<Vec<ID>>,
    /// Projekt.
    project_id: Option<Vec<ID>>,
    /// Insats.
    effort_id: Option<Vec<ID>>,
    /// Organisation.
    organisation_id: Option<Vec<ID>>,
    /// Från och med: needs by reported, participations by entry, enrolments by application, hours by start, outcomes by observed.
    from: Option<Date>,
    /// Till och med.
    to: Option<Date>,
    /// Status of what is counted, e.g. `COMPLETED`.
    status: Option<Vec<String>>,
    /// Kön.
    sex: Option<Vec<String>>,
    /// Åldersgrupp at entry.
    age_band: Option<Vec<String>>,
    /// Anställningssituation at entry.
    employment_situation: Option<Vec<String>>,
    /// Slag av resultat.
    outcome_kind: Option<Vec<String>>,
    /// Slag av organisation.
    organisation_kind: Option<Vec<String>>,
    /// Bransch: SNI 2007 codes with all that is narrower.
    sni: Option<Vec<String>>,
    /// Yrke: SSYK 2012 codes with all that is narrower.
    ssyk: Option<Vec<String>>,
    /// Kommun: four digits.
    municipality: Option<Vec<String>>,
    /// Län: two digits.
    county: Option<Vec<String>>,
    /// Region, with all its municipalities.
    region: Option<Vec<String>>,
}

impl StatisticsFilter {
    /// # Errors
    /// `Invalid { field, REFERENCE_IS_UNKNOWN }` for a malformed id.
    pub(super) fn selection(self) -> Result<Selection> {
        let categories = [
            (Breakdown::Status, self.status),
            (Breakdown::Sex, self.sex),
            (Breakdown::AgeBand, self.age_band),
            (Breakdown::EmploymentSituation, self.employment_situation),
            (Breakdown::OutcomeKind, self.outcome_kind),
            (Breakdown::OrganisationKind, self.organisation_kind),
        ];
        let places =
            [(Scheme::Municipality, self.municipality), (Scheme::County, self.county), (Scheme::Region, self.region)];
        let places =
            places.into_iter().flat_map(|(scheme, codes)| codes.into_iter().flatten().map(move |code| (scheme, code)));
        Ok(Selection {
            councils: ids("filter.councilId", self.council_id)?,
            hubs: ids("filter.hubId", self.hub_id)?,
            projects: ids("filter.projectId", self.project_id)?,
            efforts: ids("filter.effortId", self.effort_id)?,
            organisations: ids("filter.organisationId", self.organisation_id)?,
            from: self.from.map(|day| day.0),
            to: self.to.map(|day| day.0),
            categories: categories.into_iter().filter_map(|(by, codes)| Some((by, codes?))).collect(),
            industries: self.sni.unwrap_or_default(),
            occupations: self.ssyk.unwrap_or_default(),
            places: places.collect(),
        })
    }
}

fn ids<K: Kind>(field: &str, given: Option<Vec<ID>>) -> Result<Vec<Id<K>>> {
    given.into_iter().flatten().map(|given| id(field, &given)).collect()
}
