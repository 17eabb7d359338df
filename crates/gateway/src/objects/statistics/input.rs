//! What can be asked.

use ::statistics::figures::{self, Breakdown, Measure, Selection};
use async_graphql::{Enum, ID, InputObject};
use graph::{Choice, Date, day, id};
use kernel::{Id, Kind, Result};
use taxonomy::{Scheme, written};

/// In answers and inputs.
pub type StatisticsMeasure = Choice<Measure>;

/// In answers and inputs.
pub type StatisticsDimension = Choice<Breakdown>;

/// Statistics filter: which records are counted. Every given part must hold; within a part any value does. At most 250
/// values in a part; of others' records one, but for lists of categories such as `status`, which are told one by one
/// and added up. Codes are those of `StatisticsKey.code`.
///
/// Svenska: Statistikfilter: vilka uppgifter som räknas. Varje angiven del ska gälla; inom en del räcker ett av
/// värdena. Högst 250 värden i en del; för andras uppgifter ett, utom för listor av kategorier som `status`, som visas
/// en och en och läggs ihop. Koderna är de i `StatisticsKey.code`.
#[derive(Clone, Debug, Default, InputObject)]
pub struct StatisticsFilter {
    /// Council.
    ///
    /// Svenska: Råd.
    council_id: Option<Vec<ID>>,
    /// Competence hub.
    ///
    /// Svenska: Kompetensnav.
    hub_id: Option<Vec<ID>>,
    /// Project.
    ///
    /// Svenska: Projekt.
    project_id: Option<Vec<ID>>,
    /// Effort.
    ///
    /// Svenska: Insats.
    effort_id: Option<Vec<ID>>,
    /// Provider.
    ///
    /// Svenska: Anordnare.
    provider_id: Option<Vec<ID>>,
    /// Organisation.
    ///
    /// Svenska: Organisation.
    organisation_id: Option<Vec<ID>>,
    /// Council of which the organisation is a member on `asOf`.
    ///
    /// Svenska: Råd där organisationen är medlem `asOf`.
    member_of: Option<Vec<ID>>,
    /// As of: the day on which regions, memberships and workforce are looked up; the latest known when absent.
    ///
    /// Svenska: Per: dagen då regioner, medlemskap och arbetsstyrka slås upp; den senast kända när den saknas.
    as_of: Option<Date>,
    /// From: needs by reported, places by the occasion's start, participations by entry, enrolments and applications by
    /// application, started ones and hours by start, completed ones by end, outcomes by observed, reflections and
    /// meetings by held, analyses by published, plan lines by the plan's adoption, decisions by decided, procurements by
    /// planned and their value by awarded, education events by their first day.
    ///
    /// Svenska: Från och med: behov efter anmäld, platser efter tillfällets start, deltaganden efter inträde,
    /// anmälningar och ansökningar efter ansökan, påbörjade och timmar efter start, slutförda efter slut, resultat
    /// efter observerat, reflektioner och möten efter när de hölls, analyser efter publicering, planrader efter när
    /// planen antogs, beslut efter när de fattades, upphandlingar efter planerad och deras värde efter tilldelad,
    /// utbildningstillfällen efter startdagen.
    from: Option<Date>,
    /// Until.
    ///
    /// Svenska: Till och med.
    to: Option<Date>,
    /// Status of what is counted, e.g. `COMPLETED`.
    ///
    /// Svenska: Status för det som räknas, t.ex. `COMPLETED`.
    status: Option<Vec<String>>,
    /// Sex.
    ///
    /// Svenska: Kön.
    sex: Option<Vec<String>>,
    /// Age band at entry.
    ///
    /// Svenska: Åldersgrupp vid inträdet.
    age_band: Option<Vec<String>>,
    /// Employment situation at entry.
    ///
    /// Svenska: Sysselsättning vid inträdet.
    employment_situation: Option<Vec<String>>,
    /// Kind of outcome.
    ///
    /// Svenska: Slag av resultat.
    outcome_kind: Option<Vec<String>>,
    /// Kind of organisation.
    ///
    /// Svenska: Slag av organisation.
    organisation_kind: Option<Vec<String>>,
    /// Kind of effort.
    ///
    /// Svenska: Slag av insats.
    effort_kind: Option<Vec<String>>,
    /// Target group: the need's, or the effort's.
    ///
    /// Svenska: Målgrupp: behovets, eller insatsens.
    target_group: Option<Vec<String>>,
    /// Cause of a need.
    ///
    /// Svenska: Orsak till ett behov.
    cause: Option<Vec<String>>,
    /// Whom the need concerns.
    ///
    /// Svenska: Vilka behovet gäller.
    basis: Option<Vec<String>>,
    /// Horizon of a need.
    ///
    /// Svenska: Tidshorisont för ett behov.
    horizon: Option<Vec<String>>,
    /// Backing of a need: `ENDORSED`, `WAIVED` where work began without endorsement for a stated reason, `NONE`.
    ///
    /// Svenska: Ett behovs förankring: `ENDORSED`, `WAIVED` där arbetet började utan förankring av ett angivet skäl,
    /// `NONE`.
    backing: Option<Vec<String>>,
    /// Procedure of a procurement.
    ///
    /// Svenska: En upphandlings förfarande.
    procedure: Option<Vec<String>>,
    /// Kind of the agenda item that a decision was made on.
    ///
    /// Svenska: Slag av ärende som ett beslut fattades i.
    item_kind: Option<Vec<String>>,
    /// Pace of an education event: its share of full time, e.g. `50-99`.
    ///
    /// Svenska: Ett utbildningstillfälles studietakt: dess del av heltid, t.ex. `50-99`.
    pace: Option<Vec<String>>,
    /// With or without a first day: `DATED` or `UNDATED`.
    ///
    /// Svenska: Med eller utan startdag: `DATED` eller `UNDATED`.
    dated: Option<Vec<String>>,
    /// Kind of reflection.
    ///
    /// Svenska: Slag av reflektion.
    reflection_kind: Option<Vec<String>>,
    /// Theme of the insight.
    ///
    /// Svenska: Insiktens tema.
    insight_theme: Option<Vec<String>>,
    /// Horizontal principle: projects with measures for any of these, e.g. `ACCESSIBILITY`; `NONE` for projects
    /// without.
    ///
    /// Svenska: Horisontell princip: projekt med åtgärder för någon av dem, t.ex. `ACCESSIBILITY`; `NONE` för projekt
    /// utan.
    principle: Option<Vec<String>>,
    /// Programming period of the project's funding, e.g. `2014-2020`.
    ///
    /// Svenska: Programperiod för projektets finansiering, t.ex. `2014-2020`.
    programme_period: Option<Vec<String>>,
    /// Programme area of the project's funding.
    ///
    /// Svenska: Programområde för projektets finansiering.
    programme_area: Option<Vec<String>>,
    /// Specific objective of the project's funding.
    ///
    /// Svenska: Särskilt mål för projektets finansiering.
    specific_objective: Option<Vec<String>>,
    /// Skill: the need's, or the effort's.
    ///
    /// Svenska: Kompetens: behovets, eller insatsens.
    skill: Option<Vec<String>>,
    /// Level of education at entry: SUN 2020 codes with all that is narrower.
    ///
    /// Svenska: Utbildningsnivå vid inträdet: koder i SUN 2020 med allt som är smalare.
    sun_level: Option<Vec<String>>,
    /// Field of education of the effort: SUN 2020 codes with all that is narrower.
    ///
    /// Svenska: Utbildningsinriktning för insatsen: koder i SUN 2020 med allt som är smalare.
    sun_field: Option<Vec<String>>,
    /// Level of the education offered: ISCED 2011 codes with all that is narrower.
    ///
    /// Svenska: Den erbjudna utbildningens nivå: koder i ISCED 2011 med allt som är smalare.
    isced: Option<Vec<String>>,
    /// Industry: SNI 2007 codes with all that is narrower.
    ///
    /// Svenska: Bransch: koder i SNI 2007 med allt som är smalare.
    sni: Option<Vec<String>>,
    /// Occupation: SSYK 2012 codes with all that is narrower.
    ///
    /// Svenska: Yrke: koder i SSYK 2012 med allt som är smalare.
    ssyk: Option<Vec<String>>,
    /// Municipality: four digits.
    ///
    /// Svenska: Kommun: fyra siffror.
    municipality: Option<Vec<String>>,
    /// County: two digits.
    ///
    /// Svenska: Län: två siffror.
    county: Option<Vec<String>>,
    /// Region, with all its municipalities.
    ///
    /// Svenska: Region, med alla sina kommuner.
    region: Option<Vec<String>>,
}

/// Order of statistics.
///
/// Svenska: Ordning för statistik.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "figures::OrderBy")]
pub enum StatisticsOrderField {
    /// Key: as categories are listed, periods by time.
    ///
    /// Svenska: Nyckel: som kategorier står i sina listor, perioder efter tid.
    Key,
    /// Value: by the protected number as it is shown; hidden ones come last, in key order, so that the order tells
    /// nothing of them.
    ///
    /// Svenska: Värde: efter det skyddade talet som det visas; dolda kommer sist, i nyckelordning, så att ordningen
    /// inte säger något om dem.
    Value,
    /// Median of a measure of days; rows without one come last.
    ///
    /// Svenska: Median för ett mått i dagar; rader utan kommer sist.
    Median,
    /// Ratio of a measure that is held against another; rows without one come last.
    ///
    /// Svenska: Kvot för ett mått som ställs mot ett annat; rader utan kommer sist.
    Ratio,
}

/// Order of statistics.
///
/// Svenska: Ordning för statistik.
#[derive(Clone, Copy, Debug, InputObject)]
pub struct StatisticsOrder {
    /// By what.
    ///
    /// Svenska: Efter vad.
    by: StatisticsOrderField,
    /// Descending: the greatest, or the last key, first.
    ///
    /// Svenska: Fallande: det största, eller den sista nyckeln, först.
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
            (Breakdown::Backing, self.backing),
            (Breakdown::Procedure, self.procedure),
            (Breakdown::ItemKind, self.item_kind),
            (Breakdown::Pace, self.pace),
            (Breakdown::Dated, self.dated),
            (Breakdown::ReflectionKind, self.reflection_kind),
            (Breakdown::InsightTheme, self.insight_theme),
            (Breakdown::Principles, self.principle),
            (Breakdown::ProgrammePeriod, self.programme_period),
        ];
        let coded = [
            (Breakdown::Skill, self.skill),
            (Breakdown::EducationLevel, self.sun_level),
            (Breakdown::EducationField, self.sun_field),
            (Breakdown::IscedLevel, self.isced),
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
            ..Selection::default()
        })
    }
}

fn ids<K: Kind>(field: &str, given: Option<Vec<ID>>) -> Result<Vec<Id<K>>> {
    given.into_iter().flatten().map(|given| id(field, &given)).collect()
}
