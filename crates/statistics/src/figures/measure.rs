//! What can be counted, and by what.

use kernel::{Error, Label, Result, text_enum};

use super::measures;
use crate::disclosure::Unit;

/// Why a question is refused.
pub mod rules {
    kernel::rules! {
        /// The measure's records do not have this dimension, so neither a grouping nor a filter can use it.
        MEASURE_LACKS_DIMENSION:
            "Måttet har inte den indelningen, varken att gruppera efter eller att filtrera på.",
            "The measure does not have that dimension, neither to group by nor to filter on.";
        /// More dimensions than a table can be protected in.
        TOO_MANY_DIMENSIONS: "Högst fem indelningar åt gången.", "At most five dimensions at a time.";
        /// A part of a filter of others' records has several values.
        ONE_VALUE_IS_TOLD:
            "Av andras uppgifter visas ett värde i taget här. Välj ett, eller inget och indela efter det; för egna uppgifter går flera.",
            "Of others' records one value at a time is shown here. Choose one, or none and group by it; of your own, several.";
        /// A period of others' records is not of whole years, or for those who have signed in of whole quarters.
        PERIOD_IS_NOT_WHOLE:
            "Andras uppgifter visas för hela år (1 januari–31 december), för den som loggat in även hela kvartal. Månader och dagar visas för egna uppgifter.",
            "Others' records are shown for whole years (1 January–31 December), to those signed in for whole quarters too. Months and days are shown of your own.";
        /// Others' records by two periods at once.
        ONE_PERIOD_IS_TOLD:
            "Indela andras uppgifter efter en period i taget: år, halvår eller kvartal.",
            "Group others' records by one period at a time: year, half-year or quarter.";
        /// One organisation's plans, or its part of a sum, are its own.
        ORGANISATION_IS_NOT_TOLD:
            "En organisations behov, timmar, planer och reflektioner är dess egna. Indela efter bransch eller slag av organisation, eller välj den egna organisationen.",
            "An organisation's needs, hours, plans and reflections are its own. Group by industry or kind of organisation, or choose your own organisation.";
        /// Others' records divided and selected by more dimensions than are told together.
        CROSSING_IS_TOO_DEEP:
            "Andras uppgifter visas efter högst tre indelningar och urval tillsammans, perioden och ett av projekt, råd och nav oräknade. Ta bort någon.",
            "Others' records are shown by at most three groupings and filters together, beside the period and one of project, council and hub. Leave one out.";
        /// A dimension that points at few people together with one that says something of them.
        CROSSING_IS_NOT_TOLD:
            "En enskild arbetsplats, insats, anordnare eller ett smalt yrke visas inte tillsammans med uppgifter om personerna. Välj en bredare indelning, som bransch, län eller slag av insats; en insats visas med status eller resultat, en kommun med en personuppgift.",
            "A single workplace, effort, provider or narrow occupation is not shown together with what the people are. Choose a wider grouping, such as industry, county or kind of effort; an effort is shown with status or outcome, a municipality with one characteristic.";
        /// Not a table of the open questions, which are for everyone.
        TABLE_IS_NOT_OPEN:
            "Tabellen visas bara för den som har en roll som ser siffror. Utan en sådan roll visas de öppna frågornas tabeller.",
            "The table is shown only to those who hold a role that sees figures. Without such a role the tables of the open questions are shown.";
        /// The same dimension twice.
        DIMENSION_IS_REPEATED: "Samma indelning står två gånger.", "A dimension stands twice.";
        /// A part of a key is asked for that the table is not grouped by.
        DIMENSION_IS_NOT_GROUPED_BY:
            "Tabellen är inte indelad så. Nämn indelningen i groupBy.",
            "The table is not grouped by that. Name the dimension in groupBy.";
    }
}

text_enum! {
    /// Mått: what is counted. Each is described in a file of its own under `measures`.
    pub enum Measure as "StatisticsMeasure" {
        Needs = "NEEDS" ("Behov", "Needs"),
        PeopleNeeded = "PEOPLE_NEEDED" ("Personer som behövs", "People needed"),
        Places = "PLACES" ("Platser", "Places"),
        Participants = "PARTICIPANTS" ("Deltagare", "Participants"),
        Enrolments = "ENROLMENTS" ("Anmälningar", "Enrolments"),
        Applications = "APPLICATIONS" ("Ansökningar", "Applications"),
        EnrolmentsStarted = "ENROLMENTS_STARTED" ("Påbörjade", "Enrolments started"),
        EnrolmentsCompleted = "ENROLMENTS_COMPLETED" ("Slutförda", "Enrolments completed"),
        Hours = "HOURS" ("Timmar", "Hours"),
        Outcomes = "OUTCOMES" ("Resultat", "Outcomes"),
        UnmetNeed = "UNMET_NEED" ("Otillgodosett behov", "Unmet need"),
        DaysToEndorsement = "DAYS_TO_ENDORSEMENT" ("Dagar till förankring", "Days to endorsement"),
        DaysEndorsementToStart = "DAYS_ENDORSEMENT_TO_START" ("Dagar från förankring till start", "Days from endorsement to start"),
        DaysToStart = "DAYS_TO_START" ("Dagar till start", "Days to start"),
        ParticipantsTarget = "PARTICIPANTS_TARGET" ("Mål för deltagare", "Target for participants"),
        ParticipantsAgainstTarget = "PARTICIPANTS_AGAINST_TARGET" ("Deltagare mot mål", "Participants against target"),
        HoursTarget = "HOURS_TARGET" ("Mål för timmar", "Target for hours"),
        HoursAgainstTarget = "HOURS_AGAINST_TARGET" ("Timmar mot mål", "Hours against target"),
        Workforce = "WORKFORCE" ("Arbetsstyrka", "Workforce"),
        ParticipantsAgainstWorkforce = "PARTICIPANTS_AGAINST_WORKFORCE" ("Deltagare mot arbetsstyrka", "Participants against workforce"),
        StaffWithActivity = "STAFF_WITH_ACTIVITY" ("Anställda med någon aktivitet mot arbetsstyrka", "Staff with an activity against workforce"),
        Reflections = "REFLECTIONS" ("Reflektioner", "Reflections"),
        ReflectionAttendees = "REFLECTION_ATTENDEES" ("Närvarande vid reflektioner", "Attendees of reflections"),
        Insights = "INSIGHTS" ("Insikter", "Insights"),
        ColleaguesReached = "COLLEAGUES_REACHED" ("Kolleger som nåddes", "Colleagues reached"),
        AnalysesPublished = "ANALYSES_PUBLISHED" ("Publicerade kompetensanalyser", "Competence analyses published"),
        PlanLines = "PLAN_LINES" ("Planrader", "Plan lines"),
        StrategicLines = "STRATEGIC_LINES" ("Strategiska planrader mot alla", "Strategic plan lines against all"),
        LearningMeetings = "LEARNING_MEETINGS" ("Lärmöten", "Learning meetings"),
        BoundaryCrossingMeetings = "BOUNDARY_CROSSING_MEETINGS" ("Gränsöverskridande lärmöten mot alla", "Boundary-crossing meetings against all"),
        NetworkOrganisations = "NETWORK_ORGANISATIONS" ("Organisationer i yrkesnätverk", "Organisations in professional networks"),
    }
}

text_enum! {
    /// Indelning: one way of dividing the records.
    pub enum Breakdown as "StatisticsDimension" {
        Council = "COUNCIL" ("Råd", "Council"),
        MemberCouncil = "MEMBER_COUNCIL" ("Råd där organisationen är medlem", "Council of which the organisation is a member"),
        IndustryCouncil = "INDUSTRY_COUNCIL" ("Branschråd", "Industry council"),
        Hub = "HUB" ("Kompetensnav", "Competence hub"),
        Industry = "INDUSTRY" ("Bransch, SNI-avdelning", "Industry, SNI section"),
        IndustryDivision = "INDUSTRY_DIVISION" ("Bransch, SNI-huvudgrupp", "Industry, SNI division"),
        IndustryGroup = "INDUSTRY_GROUP" ("Bransch, SNI-grupp", "Industry, SNI group"),
        IndustryClass = "INDUSTRY_CLASS" ("Bransch, SNI-undergrupp", "Industry, SNI class"),
        IndustryDetail = "INDUSTRY_DETAIL" ("Bransch, SNI-detaljgrupp", "Industry, SNI detailed group"),
        Occupation = "OCCUPATION" ("Yrke, SSYK", "Occupation, SSYK"),
        OccupationArea = "OCCUPATION_AREA" ("Yrkesområde, SSYK", "Occupation area, SSYK"),
        OccupationMajorGroup = "OCCUPATION_MAJOR_GROUP" ("Huvudgrupp av yrken, SSYK", "Major group of occupations, SSYK"),
        OccupationMinorGroup = "OCCUPATION_MINOR_GROUP" ("Yrkesgrupp, SSYK", "Occupation group, SSYK"),
        Skill = "SKILL" ("Kompetens", "Skill"),
        Organisation = "ORGANISATION" ("Organisation", "Organisation"),
        OrganisationKind = "ORGANISATION_KIND" ("Slag av organisation", "Kind of organisation"),
        Provider = "PROVIDER" ("Anordnare", "Provider"),
        Municipality = "MUNICIPALITY" ("Kommun", "Municipality"),
        County = "COUNTY" ("Län", "County"),
        Region = "REGION" ("Region", "Region"),
        Project = "PROJECT" ("Projekt", "Project"),
        ProgrammePeriod = "PROGRAMME_PERIOD" ("Programperiod", "Programming period"),
        ProgrammeArea = "PROGRAMME_AREA" ("Programområde", "Programme area"),
        SpecificObjective = "SPECIFIC_OBJECTIVE" ("Särskilt mål", "Specific objective"),
        Principles = "PRINCIPLES" ("Horisontella principer", "Horizontal principles"),
        Effort = "EFFORT" ("Insats", "Effort"),
        EffortKind = "EFFORT_KIND" ("Slag av insats", "Kind of effort"),
        TargetGroup = "TARGET_GROUP" ("Målgrupp", "Target group"),
        Cause = "CAUSE" ("Orsak", "Cause"),
        Basis = "BASIS" ("Vilka behovet gäller", "Whom the need concerns"),
        Horizon = "HORIZON" ("Tidshorisont", "Horizon"),
        ReflectionKind = "REFLECTION_KIND" ("Slag av reflektion", "Kind of reflection"),
        InsightTheme = "INSIGHT_THEME" ("Insiktens tema", "Theme of the insight"),
        Sex = "SEX" ("Kön", "Sex"),
        AgeBand = "AGE_BAND" ("Åldersgrupp", "Age band"),
        EmploymentSituation = "EMPLOYMENT_SITUATION" ("Sysselsättning", "Employment situation"),
        EducationLevel = "EDUCATION_LEVEL" ("Utbildningsnivå, SUN", "Level of education, SUN"),
        EducationLevelDetail = "EDUCATION_LEVEL_DETAIL" ("Utbildningsnivå, SUN, som registrerad", "Level of education, SUN, as recorded"),
        EducationField = "EDUCATION_FIELD" ("Insatsens utbildningsinriktning, SUN", "The effort's field of education, SUN"),
        EducationFieldDetail = "EDUCATION_FIELD_DETAIL" ("Insatsens utbildningsinriktning, SUN, som registrerad", "The effort's field of education, SUN, as recorded"),
        Status = "STATUS" ("Status", "Status"),
        Completeness = "COMPLETENESS" ("Fullständighet", "Completeness"),
        OutcomeKind = "OUTCOME_KIND" ("Slag av resultat", "Kind of outcome"),
        Year = "YEAR" ("År", "Year"),
        HalfYear = "HALF_YEAR" ("Halvår", "Half year"),
        Quarter = "QUARTER" ("Kvartal", "Quarter"),
        Month = "MONTH" ("Månad", "Month"),
    }
}

impl Measure {
    /// The unit behind a number, in both languages: what the threshold counts too.
    pub fn unit(self) -> Label {
        self.spec().unit
    }

    /// Whether the number is a sum over records rather than how many they are.
    pub fn is_magnitude(self) -> bool {
        !matches!(self.spec().counted, measures::Counted::Records)
    }

    /// What one record is, for the protection of counts.
    pub(crate) fn record(self) -> Unit {
        self.spec().record
    }

    /// Whether its numbers are open to everyone as they are.
    pub fn is_open(self) -> bool {
        self.spec().is_open
    }

    /// Whether one organisation's share of the sum may tell about it.
    pub(super) fn is_dominable(self) -> bool {
        self.spec().dominable
    }

    /// Whether the split names the record, whose key is then made of that name: where none is stored.
    pub(super) const fn is_keyed_by_split(self) -> bool {
        matches!(self, Self::Workforce)
    }

    /// # Errors
    /// `Invalid { field, MEASURE_LACKS_DIMENSION }`.
    pub(super) fn has(self, breakdown: Breakdown, field: &str) -> Result<()> {
        match self.source(breakdown) {
            Some(_) => Ok(()),
            None => Err(Error::invalid(field, rules::MEASURE_LACKS_DIMENSION)),
        }
    }
}
