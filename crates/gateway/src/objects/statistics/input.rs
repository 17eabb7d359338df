//! What can be asked.

use ::statistics::figures::{self, Breakdown, Measure, Selection};
use async_graphql::{Enum, ID, InputObject};
use graph::{Date, day, id};
use kernel::{Id, Kind, Result};
use taxonomy::{Scheme, written};

/// Mått: what is counted. Each answer names its unit. No measure counts persons: one person may stand behind several
/// participations, enrolments or outcomes, and persons therefore do not add up over cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Measure")]
pub enum StatisticsMeasure {
    /// Behov. Unit: a need; those merged into another are left out.
    Needs,
    /// Personer som behövs. Unit: a person needed, summed over needs; several needs may mean the same person.
    PeopleNeeded,
    /// Platser. Unit: a place at an occasion that is confirmed, under way or finished. Open to everyone as it is.
    Places,
    /// Deltagare. Unit: a participation in a project; a person counts once for each project.
    Participants,
    /// Anmälningar. Unit: an enrolment in an occasion, whatever became of it; a person may have several.
    Enrolments,
    /// Ansökningar. Unit: an enrolment that began with the person's own application, employers' nominations left out.
    Applications,
    /// Påbörjade. Unit: an enrolment that came to a start, however it ended; a person may have several.
    EnrolmentsStarted,
    /// Slutförda. Unit: a completed enrolment; a person may have several.
    EnrolmentsCompleted,
    /// Timmar. Unit: a whole hour of attendance, summed over enrolments.
    Hours,
    /// Resultat. Unit: a recorded outcome; a person may have several.
    Outcomes,
    /// Otillgodosett behov. Unit: a person needed beyond the enrolments completed in the efforts linked to the need; never below 0
    /// for a need, and 0 for one that is met. Completed enrolments are counted in whole fives for each effort, up or down by chance.
    UnmetNeed,
    /// Dagar till förankring. Unit: a need endorsed; its days from report to first endorsement in `StatisticsRow.average`.
    DaysToEndorsement,
    /// Dagar från förankring till start. Unit: a need endorsed and then answered by an effort whose occasion has started; its days
    /// from first endorsement to first start after it in `StatisticsRow.average`.
    DaysEndorsementToStart,
    /// Dagar till start. Unit: as for `DAYS_ENDORSEMENT_TO_START`; its days from report to start in `StatisticsRow.average`.
    DaysToStart,
    /// Mål för deltagare. Unit: a participation that projects have stated as their target. Open to everyone as it is.
    ParticipantsTarget,
    /// Deltagare mot mål. Unit: a participation in a project that has stated a target; what it is held against in
    /// `StatisticsRow.against`.
    ParticipantsAgainstTarget,
    /// Mål för timmar. Unit: an hour that projects have stated as their target. Open to everyone as it is.
    HoursTarget,
    /// Timmar mot mål. Unit: a whole hour of attendance in a project that has stated a target; what it is held against in
    /// `StatisticsRow.against`.
    HoursAgainstTarget,
    /// Arbetsstyrka. Unit: a person in an organisation's workforce by its latest count; whoever has two employers counts with both.
    Workforce,
    /// Deltagare mot arbetsstyrka. Unit: a participation from an organisation that has counted its workforce; the workforce in
    /// `StatisticsRow.against`. Industry and place are the organisation's.
    ParticipantsAgainstWorkforce,
    /// Anställda med någon aktivitet mot arbetsstyrka. Unit: a person who began some education during the year, at an organisation
    /// that has counted its workforce; once a year and employer. The workforce, by its latest count, in `StatisticsRow.against`, and
    /// its `ratio` the share of the staff. Industry and place are the organisation's.
    StaffWithActivity,
    /// Reflektioner. Unit: a reflection held at a workplace.
    Reflections,
    /// Närvarande vid reflektioner. Unit: somebody present at a reflection; whoever came several times counts each time.
    ReflectionAttendees,
    /// Insikter. Unit: what a group wrote down as wrong, as right or for next time.
    Insights,
    /// Kolleger som nåddes. Unit: a colleague told of what somebody had learnt; whoever was told several times counts each time.
    ColleaguesReached,
    /// Publicerade kompetensanalyser. Unit: an analysis that was published, superseded or not.
    AnalysesPublished,
    /// Planrader. Unit: a line of a development plan that was adopted.
    PlanLines,
    /// Strategiska planrader mot alla. Unit: a line of a plan adopted that is tied to a business goal; all lines in
    /// `StatisticsRow.against`, and its `ratio` the share that is strategic.
    StrategicLines,
    /// Lärmöten. Unit: a learning meeting held. Open to everyone as it is.
    LearningMeetings,
    /// Gränsöverskridande lärmöten mot alla. Unit: a learning meeting held at which at least two sectors met; all meetings in
    /// `StatisticsRow.against`. Open to everyone as it is.
    BoundaryCrossingMeetings,
    /// Organisationer i yrkesnätverk. Unit: an organisation in an active professional network; one in several counts in each. Open to
    /// everyone as it is.
    NetworkOrganisations,
}

/// Indelning: what figures are grouped by. Not every measure has every dimension; rule `MEASURE_LACKS_DIMENSION`. A code recorded
/// less finely than the level asked for stands as it was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Breakdown")]
pub enum StatisticsDimension {
    /// Råd.
    Council,
    /// Råd där organisationen är medlem on `filter.asOf`: the one in which it has sat longest, so that each record is in one.
    MemberCouncil,
    /// Branschråd, of needs.
    IndustryCouncil,
    /// Kompetensnav.
    Hub,
    /// Bransch: SNI 2007, section.
    Industry,
    /// Bransch, finare: SNI 2007, division (two digits).
    IndustryDivision,
    /// Bransch, finare: SNI 2007, group (three digits).
    IndustryGroup,
    /// Bransch, finare: SNI 2007, class (four digits).
    IndustryClass,
    /// Bransch, finast: SNI 2007, detailed group (five digits).
    IndustryDetail,
    /// Yrke: SSYK 2012, as recorded (four digits).
    Occupation,
    /// Yrkesområde: SSYK 2012, first digit.
    OccupationArea,
    /// Huvudgrupp av yrken: SSYK 2012, two digits.
    OccupationMajorGroup,
    /// Yrkesgrupp: SSYK 2012, three digits.
    OccupationMinorGroup,
    /// Kompetens: the need's, or the effort's.
    Skill,
    /// Organisation.
    Organisation,
    /// Slag av organisation.
    OrganisationKind,
    /// Anordnare: the organisation that provides the education.
    Provider,
    /// Kommun: the participant's, the need's, the occasion's, or the organisation's.
    Municipality,
    /// Län.
    County,
    /// Region: the smallest that holds the municipality, so that each record is in one.
    Region,
    /// Projekt.
    Project,
    /// Programperiod of the project's funding, e.g. `2014-2020`.
    ProgrammePeriod,
    /// Programområde of the project's funding.
    ProgrammeArea,
    /// Särskilt mål of the project's funding.
    SpecificObjective,
    /// Horisontella principer that the project has measures for, as one set, e.g. `GENDER_EQUALITY+ACCESSIBILITY`, so that each
    /// record is in one; `NONE` without any. Select by any of them with `filter.principle`.
    Principles,
    /// Insats.
    Effort,
    /// Slag av insats.
    EffortKind,
    /// Målgrupp: the need's, or the effort's.
    TargetGroup,
    /// Orsak to a need.
    Cause,
    /// Vilka behovet gäller: new recruits, incumbents or both.
    Basis,
    /// Tidshorisont of a need.
    Horizon,
    /// Slag av reflektion.
    ReflectionKind,
    /// Insiktens tema.
    InsightTheme,
    /// Kön.
    Sex,
    /// Åldersgrupp at entry: 0-17, 18-24, 25-29, 30-54, 55+.
    AgeBand,
    /// Sysselsättning at entry.
    EmploymentSituation,
    /// Utbildningsnivå at entry: SUN 2020, first digit.
    EducationLevel,
    /// Utbildningsnivå at entry, finare: SUN 2020, as recorded.
    EducationLevelDetail,
    /// Utbildningsinriktning of the effort: SUN 2020, first digit.
    EducationField,
    /// Utbildningsinriktning of the effort, finare: SUN 2020, as recorded.
    EducationFieldDetail,
    /// Status of what is counted.
    Status,
    /// Fullständighet: whether the entry characteristics that the funder demands are all there.
    Completeness,
    /// Slag av resultat; of a participation or enrolment the latest one, `NONE` without any.
    OutcomeKind,
    /// År.
    Year,
    /// Halvår, e.g. `2021-H2`.
    HalfYear,
    /// Kvartal, e.g. `2021-Q3`.
    Quarter,
    /// Månad, e.g. `2021-07`.
    Month,
}

/// Statistikfilter: which records are counted. Every given part must hold; within a part any value does. At most 250 values in a
/// part; of others' records one, but for lists of categories such as `status`, which are told one by one and added up. Codes are those
/// of `StatisticsKey.code`.
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
    /// Anordnare.
    provider_id: Option<Vec<ID>>,
    /// Organisation.
    organisation_id: Option<Vec<ID>>,
    /// Råd där organisationen är medlem on `asOf`.
    member_of: Option<Vec<ID>>,
    /// Per: the day on which regions, memberships and workforce are looked up; the latest known when absent.
    as_of: Option<Date>,
    /// Från och med: needs by reported, places by the occasion's start, participations by entry, enrolments and applications by
    /// application, started ones and hours by start, completed ones by end, outcomes by observed, reflections and meetings by held,
    /// analyses by published, plan lines by the plan's adoption.
    from: Option<Date>,
    /// Till och med.
    to: Option<Date>,
    /// Status of what is counted, e.g. `COMPLETED`.
    status: Option<Vec<String>>,
    /// Kön.
    sex: Option<Vec<String>>,
    /// Åldersgrupp at entry.
    age_band: Option<Vec<String>>,
    /// Sysselsättning at entry.
    employment_situation: Option<Vec<String>>,
    /// Slag av resultat.
    outcome_kind: Option<Vec<String>>,
    /// Slag av organisation.
    organisation_kind: Option<Vec<String>>,
    /// Slag av insats.
    effort_kind: Option<Vec<String>>,
    /// Målgrupp: the need's, or the effort's.
    target_group: Option<Vec<String>>,
    /// Orsak to a need.
    cause: Option<Vec<String>>,
    /// Vilka behovet gäller.
    basis: Option<Vec<String>>,
    /// Tidshorisont of a need.
    horizon: Option<Vec<String>>,
    /// Slag av reflektion.
    reflection_kind: Option<Vec<String>>,
    /// Insiktens tema.
    insight_theme: Option<Vec<String>>,
    /// Horisontell princip: projects with measures for any of these, e.g. `ACCESSIBILITY`; `NONE` for projects without.
    principle: Option<Vec<String>>,
    /// Programperiod of the project's funding, e.g. `2014-2020`.
    programme_period: Option<Vec<String>>,
    /// Programområde of the project's funding.
    programme_area: Option<Vec<String>>,
    /// Särskilt mål of the project's funding.
    specific_objective: Option<Vec<String>>,
    /// Kompetens: the need's, or the effort's.
    skill: Option<Vec<String>>,
    /// Utbildningsnivå at entry: SUN 2020 codes with all that is narrower.
    sun_level: Option<Vec<String>>,
    /// Utbildningsinriktning of the effort: SUN 2020 codes with all that is narrower.
    sun_field: Option<Vec<String>>,
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

/// Ordning för statistik.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "figures::OrderBy")]
pub enum StatisticsOrderField {
    /// Nyckel: as categories are listed, periods by time.
    Key,
    /// Värde: by the protected number as it is shown; hidden ones come last, in key order, so that the order tells nothing of them.
    Value,
    /// Median of a measure of days; rows without one come last.
    Median,
    /// Kvot of a measure that is held against another; rows without one come last.
    Ratio,
}

/// Ordning för statistik.
#[derive(Clone, Copy, Debug, InputObject)]
pub struct StatisticsOrder {
    /// Efter vad.
    by: StatisticsOrderField,
    /// Fallande: the greatest, or the last key, first.
    #[graphql(default = false)]
    descending: bool,
}

impl From<StatisticsOrder> for figures::Order {
    fn from(order: StatisticsOrder) -> Self {
        Self { by: order.by.into(), descending: order.descending }
    }
}

impl StatisticsFilter {
    /// # Errors
    /// `Invalid { field, REFERENCE_IS_UNKNOWN }` for a malformed id, `Invalid { field, DATE_IS_OUT_OF_RANGE }` for a day that
    /// nobody means.
    pub(super) fn selection(self) -> Result<Selection> {
        let categories = [
            (Breakdown::Status, self.status),
            (Breakdown::Sex, self.sex),
            (Breakdown::AgeBand, self.age_band),
            (Breakdown::EmploymentSituation, self.employment_situation),
            (Breakdown::OutcomeKind, self.outcome_kind),
            (Breakdown::OrganisationKind, self.organisation_kind),
            (Breakdown::EffortKind, self.effort_kind),
            (Breakdown::TargetGroup, self.target_group),
            (Breakdown::Cause, self.cause),
            (Breakdown::Basis, self.basis),
            (Breakdown::Horizon, self.horizon),
            (Breakdown::ReflectionKind, self.reflection_kind),
            (Breakdown::InsightTheme, self.insight_theme),
            (Breakdown::Principles, self.principle),
            (Breakdown::ProgrammePeriod, self.programme_period),
        ];
        let coded = [
            (Breakdown::Skill, self.skill),
            (Breakdown::EducationLevel, self.sun_level),
            (Breakdown::EducationField, self.sun_field),
            (Breakdown::ProgrammeArea, self.programme_area),
            (Breakdown::SpecificObjective, self.specific_objective),
        ];
        let places =
            [(Scheme::Municipality, self.municipality), (Scheme::County, self.county), (Scheme::Region, self.region)];
        let places = places
            .into_iter()
            .flat_map(|(scheme, codes)| codes.into_iter().flatten().map(move |code| (scheme, written(scheme, &code))));
        let as_stored = |scheme: Option<Scheme>, codes: Vec<String>| -> Vec<String> {
            codes.into_iter().map(|code| scheme.map_or_else(|| code.clone(), |scheme| written(scheme, &code))).collect()
        };
        Ok(Selection {
            councils: ids("filter.councilId", self.council_id)?,
            hubs: ids("filter.hubId", self.hub_id)?,
            projects: ids("filter.projectId", self.project_id)?,
            providers: ids("filter.providerId", self.provider_id)?,
            efforts: ids("filter.effortId", self.effort_id)?,
            organisations: ids("filter.organisationId", self.organisation_id)?,
            member_of: ids("filter.memberOf", self.member_of)?,
            as_of: day("filter.asOf", self.as_of)?,
            from: day("filter.from", self.from)?,
            to: day("filter.to", self.to)?,
            categories: categories.into_iter().filter_map(|(by, codes)| Some((by, codes?))).collect(),
            coded: coded.into_iter().filter_map(|(by, codes)| Some((by, as_stored(by.scheme(), codes?)))).collect(),
            industries: as_stored(Some(Scheme::Sni2007), self.sni.unwrap_or_default()),
            occupations: as_stored(Some(Scheme::Ssyk2012), self.ssyk.unwrap_or_default()),
            places: places.collect(),
        })
    }
}

fn ids<K: Kind>(field: &str, given: Option<Vec<ID>>) -> Result<Vec<Id<K>>> {
    given.into_iter().flatten().map(|given| id(field, &given)).collect()
}
