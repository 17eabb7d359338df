//! What can be counted, and by what.

use kernel::{Label, Result, error::holds_with, text_enum};

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
    /// Each is described in a file of its own under `measures`.
    ///
    pub enum Measure as "StatisticsMeasure"
        ("Mått: vad som räknas. Varje svar anger sin enhet. Inget mått räknar personer: en person kan stå bakom flera deltaganden, anmälningar eller resultat, och personer summerar därför inte över celler.",
         "Measure: what is counted. Each answer names its unit. No measure counts persons: one person may stand behind several participations, enrolments or outcomes, and persons therefore do not add up over cells.") {
        Needs = "NEEDS" ("Behov", "Needs",
            ("ett behov; de som slagits ihop med ett annat räknas inte",
             "a need; those merged into another are left out")),
        PeopleNeeded = "PEOPLE_NEEDED" ("Personer som behövs", "People needed",
            ("en person som behövs, summerat över behov; flera behov kan gälla samma person",
             "a person needed, summed over needs; several needs may mean the same person")),
        Places = "PLACES" ("Platser", "Places",
            ("en plats på ett tillfälle som är bekräftat, pågår eller är avslutat. Öppet för alla som det är",
             "a place at an occasion that is confirmed, under way or finished. Open to everyone as it is")),
        Participants = "PARTICIPANTS" ("Deltagare", "Participants",
            ("ett deltagande i ett projekt; en person räknas en gång per projekt",
             "a participation in a project; a person counts once for each project")),
        Enrolments = "ENROLMENTS" ("Anmälningar", "Enrolments",
            ("en anmälan till ett tillfälle, vad det än blev av den; en person kan ha flera",
             "an enrolment in an occasion, whatever became of it; a person may have several")),
        Applications = "APPLICATIONS" ("Ansökningar", "Applications",
            ("en anmälan som började med personens egen ansökan; arbetsgivares nomineringar räknas inte",
             "an enrolment that began with the person's own application, employers' nominations left out")),
        EnrolmentsStarted = "ENROLMENTS_STARTED" ("Påbörjade", "Enrolments started",
            ("en anmälan som kom till start, hur den än slutade; en person kan ha flera",
             "an enrolment that came to a start, however it ended; a person may have several")),
        EnrolmentsCompleted = "ENROLMENTS_COMPLETED" ("Slutförda", "Enrolments completed",
            ("en slutförd anmälan; en person kan ha flera",
             "a completed enrolment; a person may have several")),
        Hours = "HOURS" ("Timmar", "Hours",
            ("en hel närvarotimme, summerat över anmälningar",
             "a whole hour of attendance, summed over enrolments")),
        Outcomes = "OUTCOMES" ("Resultat", "Outcomes",
            ("ett registrerat resultat; en person kan ha flera",
             "a recorded outcome; a person may have several")),
        UnmetNeed = "UNMET_NEED" ("Otillgodosett behov", "Unmet need",
            ("en person som behövs utöver de slutförda anmälningarna i insatserna för behovet; aldrig under 0 för ett behov, och 0 för ett som är mött. Slutförda anmälningar räknas i hela femtal för varje insats, upp eller ned av en slump",
             "a person needed beyond the enrolments completed in the efforts linked to the need; never below 0 for a need, and 0 for one that is met. Completed enrolments are counted in whole fives for each effort, up or down by chance")),
        DaysToTriage = "DAYS_TO_TRIAGE" ("Dagar till sortering", "Days to triage",
            ("ett behov som navet har sorterat; dess dagar från anmälan till första sortering i `StatisticsRow.average`",
             "a need triaged by the hub; its days from report to first triage in `StatisticsRow.average`")),
        DaysToEndorsement = "DAYS_TO_ENDORSEMENT" ("Dagar till förankring", "Days to endorsement",
            ("ett förankrat behov; dess dagar från anmälan till första förankring i `StatisticsRow.average`",
             "a need endorsed; its days from report to first endorsement in `StatisticsRow.average`")),
        DaysToAction = "DAYS_TO_ACTION" ("Dagar till åtgärd", "Days to action",
            ("ett behov som en insats svarar på; dess dagar från anmälan till den första insatsen i `StatisticsRow.average`",
             "a need answered by an effort; its days from report to the first one in `StatisticsRow.average`")),
        DaysToMet = "DAYS_TO_MET" ("Dagar till tillgodosett", "Days until met",
            ("ett tillgodosett behov; dess dagar från anmälan till dess i `StatisticsRow.average`",
             "a need met; its days from report until then in `StatisticsRow.average`")),
        DaysEndorsementToStart = "DAYS_ENDORSEMENT_TO_START" ("Dagar från förankring till start", "Days from endorsement to start",
            ("ett behov som förankrats och sedan besvarats av en insats med ett tillfälle som har startat; dess dagar från första förankring till första start därefter i `StatisticsRow.average`",
             "a need endorsed and then answered by an effort whose occasion has started; its days from first endorsement to first start after it in `StatisticsRow.average`")),
        DaysToStart = "DAYS_TO_START" ("Dagar till start", "Days to start",
            ("som för `DAYS_ENDORSEMENT_TO_START`; dagarna från anmälan till start i `StatisticsRow.average`",
             "as for `DAYS_ENDORSEMENT_TO_START`; its days from report to start in `StatisticsRow.average`")),
        ParticipantsTarget = "PARTICIPANTS_TARGET" ("Mål för deltagare", "Target for participants",
            ("ett deltagande som projekt har angett som sitt mål. Öppet för alla som det är",
             "a participation that projects have stated as their target. Open to everyone as it is")),
        ParticipantsAgainstTarget = "PARTICIPANTS_AGAINST_TARGET" ("Deltagare mot mål", "Participants against target",
            ("ett deltagande i ett projekt som har angett ett mål; det som det ställs mot i `StatisticsRow.against`",
             "a participation in a project that has stated a target; what it is held against in `StatisticsRow.against`")),
        HoursTarget = "HOURS_TARGET" ("Mål för timmar", "Target for hours",
            ("en timme som projekt har angett som sitt mål. Öppet för alla som det är",
             "an hour that projects have stated as their target. Open to everyone as it is")),
        HoursAgainstTarget = "HOURS_AGAINST_TARGET" ("Timmar mot mål", "Hours against target",
            ("en hel närvarotimme i ett projekt som har angett ett mål; det som det ställs mot i `StatisticsRow.against`",
             "a whole hour of attendance in a project that has stated a target; what it is held against in `StatisticsRow.against`")),
        Workforce = "WORKFORCE" ("Arbetsstyrka", "Workforce",
            ("en person i en organisations arbetsstyrka enligt dess senaste räkning; den som har två arbetsgivare räknas hos båda",
             "a person in an organisation's workforce by its latest count; whoever has two employers counts with both")),
        ParticipantsAgainstWorkforce = "PARTICIPANTS_AGAINST_WORKFORCE" ("Deltagare mot arbetsstyrka", "Participants against workforce",
            ("ett deltagande från en organisation som har räknat sin arbetsstyrka; arbetsstyrkan i `StatisticsRow.against`. Bransch och plats är organisationens",
             "a participation from an organisation that has counted its workforce; the workforce in `StatisticsRow.against`. Industry and place are the organisation's")),
        StaffWithActivity = "STAFF_WITH_ACTIVITY" ("Anställda med någon aktivitet mot arbetsstyrka", "Staff with an activity against workforce",
            ("en person som började någon utbildning under året, hos en organisation som senast det året hade räknat sin arbetsstyrka; en gång per år och arbetsgivare. Arbetsstyrkan, enligt den senaste räkningen vid radens årsslut, i `StatisticsRow.against`, och dess `ratio` andelen av personalen. Bransch och plats är organisationens",
             "a person who began some education during the year, at an organisation that had counted its workforce by the end of it; once a year and employer. The workforce, by the latest count at the end of the row's year, in `StatisticsRow.against`, and its `ratio` the share of the staff. Industry and place are the organisation's")),
        Reflections = "REFLECTIONS" ("Reflektioner", "Reflections",
            ("en reflektion som hållits på en arbetsplats",
             "a reflection held at a workplace")),
        ReflectionAttendees = "REFLECTION_ATTENDEES" ("Närvarande vid reflektioner", "Attendees of reflections",
            ("någon som var med på en reflektion; den som kom flera gånger räknas varje gång",
             "somebody present at a reflection; whoever came several times counts each time")),
        Insights = "INSIGHTS" ("Insikter", "Insights",
            ("det som en grupp skrev ned som fel, som rätt eller till nästa gång",
             "what a group wrote down as wrong, as right or for next time")),
        ColleaguesReached = "COLLEAGUES_REACHED" ("Kolleger som nåddes", "Colleagues reached",
            ("en kollega som fick höra vad någon lärt sig; den som fick höra flera gånger räknas varje gång",
             "a colleague told of what somebody had learnt; whoever was told several times counts each time")),
        AnalysesPublished = "ANALYSES_PUBLISHED" ("Publicerade kompetensanalyser", "Competence analyses published",
            ("en analys som publicerats, ersatt eller inte",
             "an analysis that was published, superseded or not")),
        PlanLines = "PLAN_LINES" ("Planrader", "Plan lines",
            ("en rad i en antagen kompetensutvecklingsplan",
             "a line of a development plan that was adopted")),
        StrategicLines = "STRATEGIC_LINES" ("Strategiska planrader mot alla", "Strategic plan lines against all",
            ("en rad i en antagen plan som är knuten till ett verksamhetsmål; alla rader i `StatisticsRow.against`, och dess `ratio` andelen strategiska",
             "a line of a plan adopted that is tied to a business goal; all lines in `StatisticsRow.against`, and its `ratio` the share that is strategic")),
        LearningMeetings = "LEARNING_MEETINGS" ("Lärmöten", "Learning meetings",
            ("ett lärmöte som hållits. Öppet för alla som det är",
             "a learning meeting held. Open to everyone as it is")),
        BoundaryCrossingMeetings = "BOUNDARY_CROSSING_MEETINGS" ("Gränsöverskridande lärmöten mot alla", "Boundary-crossing meetings against all",
            ("ett lärmöte som hållits där minst två sektorer möttes; alla möten i `StatisticsRow.against`. Öppet för alla som det är",
             "a learning meeting held at which at least two sectors met; all meetings in `StatisticsRow.against`. Open to everyone as it is")),
        NetworkOrganisations = "NETWORK_ORGANISATIONS" ("Organisationer i yrkesnätverk", "Organisations in professional networks",
            ("en organisation i ett aktivt yrkesnätverk; den som är med i flera räknas i vart och ett. Öppet för alla som det är",
             "an organisation in an active professional network; one in several counts in each. Open to everyone as it is")),
        CouncilDecisions = "COUNCIL_DECISIONS" ("Beslut vid rådsmöten", "Decisions at councils' meetings",
            ("ett beslut, även ett bordlagt, vid ett möte vars protokoll är justerat och offentligt. Öppet för alla som det är; för rådet även i övrigt",
             "a decision, a postponed one too, at a meeting whose minutes are approved and public. Open to everyone as it is; to the council otherwise, too")),
        Procurements = "PROCUREMENTS" ("Upphandlingar", "Procurements",
            ("en upphandling som har tilldelats. Öppet för alla som det är; för den som upphandlar även dessförinnan",
             "a procurement that has been awarded. Open to everyone as it is; to the buyer before that, too")),
        AwardedValue = "AWARDED_VALUE" ("Tilldelat värde", "Awarded value",
            ("en krona utan moms i antagna anbud, avrundad för varje upphandling som inte har avbrutits. Öppet för alla som det är",
             "a krona without VAT in accepted quotes, rounded for each procurement that was not cancelled. Open to everyone as it is")),
        QuotesReceived = "QUOTES_RECEIVED" ("Inkomna anbud", "Quotes received",
            ("ett anbud i en upphandling som har tilldelats. Öppet för alla som det är; för den som upphandlar även dessförinnan",
             "a quote in a procurement that has been awarded. Open to everyone as it is; to the buyer before that, too")),
        DaysToAward = "DAYS_TO_AWARD" ("Dagar från plan till tilldelning", "Days from plan to award",
            ("en upphandling som har tilldelats; dess dagar från plan till tilldelning i `StatisticsRow.average`. Öppet för alla som det är",
             "a procurement awarded; its days from plan to award in `StatisticsRow.average`. Open to everyone as it is")),
        EducationOfferings = "EDUCATION_OFFERINGS" ("Utbildningar i utbudet", "Education offered",
            ("en utbildning som någon annan har i sitt utbud. Öppet för alla som det är",
             "a course or programme that others offer. Open to everyone as it is")),
        EducationEvents = "EDUCATION_EVENTS" ("Utbildningstillfällen i utbudet", "Education events offered",
            ("ett utbildningstillfälle i andras utbud, även ett utan startdag. Öppet för alla som det är",
             "an event of the education that others offer, one without a first day too. Open to everyone as it is")),
        PeopleNeededAgainstSupply = "PEOPLE_NEEDED_AGAINST_SUPPLY" ("Personer som behövs mot utbudet", "People needed against the supply",
            ("en person som behövs, summerat över behov; utbildningstillfällena i andras utbud i `StatisticsRow.against`",
             "a person needed, summed over needs; the education events that others offer in `StatisticsRow.against`")),
    }
}

text_enum! {
    pub enum Breakdown as "StatisticsDimension"
        ("Indelning: det som siffror delas in efter. Alla mått har inte alla indelningar; regeln `MEASURE_LACKS_DIMENSION`. En kod som registrerats mindre fint än den begärda nivån står som den registrerades.",
         "Dimension: what figures are grouped by. Not every measure has every dimension; rule `MEASURE_LACKS_DIMENSION`. A code recorded less finely than the level asked for stands as it was recorded.") {
        Council = "COUNCIL" ("Råd", "Council"),
        MemberCouncil = "MEMBER_COUNCIL" ("Råd där organisationen är medlem", "Council of which the organisation is a member",
            ("på `filter.asOf`: det där den har suttit längst, så att varje uppgift finns i ett",
             "on `filter.asOf`: the one in which it has sat longest, so that each record is in one")),
        IndustryCouncil = "INDUSTRY_COUNCIL" ("Branschråd", "Industry council",
            ("det som behoven är anmälda i",
             "the one in which needs are reported")),
        Hub = "HUB" ("Kompetensnav", "Competence hub"),
        Industry = "INDUSTRY" ("Bransch, SNI-avdelning", "Industry, SNI section",
            ("SNI 2007, avdelning",
             "SNI 2007, section")),
        IndustryDivision = "INDUSTRY_DIVISION" ("Bransch, SNI-huvudgrupp", "Industry, SNI division",
            ("SNI 2007, två siffror",
             "SNI 2007, two digits")),
        IndustryGroup = "INDUSTRY_GROUP" ("Bransch, SNI-grupp", "Industry, SNI group",
            ("SNI 2007, tre siffror",
             "SNI 2007, three digits")),
        IndustryClass = "INDUSTRY_CLASS" ("Bransch, SNI-undergrupp", "Industry, SNI class",
            ("SNI 2007, fyra siffror",
             "SNI 2007, four digits")),
        IndustryDetail = "INDUSTRY_DETAIL" ("Bransch, SNI-detaljgrupp", "Industry, SNI detailed group",
            ("SNI 2007, fem siffror",
             "SNI 2007, five digits")),
        Occupation = "OCCUPATION" ("Yrke, SSYK", "Occupation, SSYK",
            ("SSYK 2012, som registrerat (fyra siffror)",
             "SSYK 2012, as recorded (four digits)")),
        OccupationArea = "OCCUPATION_AREA" ("Yrkesområde, SSYK", "Occupation area, SSYK",
            ("SSYK 2012, första siffran",
             "SSYK 2012, first digit")),
        OccupationMajorGroup = "OCCUPATION_MAJOR_GROUP" ("Huvudgrupp av yrken, SSYK", "Major group of occupations, SSYK",
            ("SSYK 2012, två siffror",
             "SSYK 2012, two digits")),
        OccupationMinorGroup = "OCCUPATION_MINOR_GROUP" ("Yrkesgrupp, SSYK", "Occupation group, SSYK",
            ("SSYK 2012, tre siffror",
             "SSYK 2012, three digits")),
        Skill = "SKILL" ("Kompetens", "Skill",
            ("behovets, eller insatsens",
             "the need's, or the effort's")),
        Organisation = "ORGANISATION" ("Organisation", "Organisation"),
        OrganisationKind = "ORGANISATION_KIND" ("Slag av organisation", "Kind of organisation"),
        Provider = "PROVIDER" ("Anordnare", "Provider",
            ("organisationen som ger utbildningen",
             "the organisation that provides the education")),
        Municipality = "MUNICIPALITY" ("Kommun", "Municipality",
            ("deltagarens, behovets, tillfällets eller organisationens",
             "the participant's, the need's, the occasion's, or the organisation's")),
        County = "COUNTY" ("Län", "County"),
        Region = "REGION" ("Region", "Region",
            ("den minsta som rymmer kommunen, så att varje uppgift finns i en",
             "the smallest that holds the municipality, so that each record is in one")),
        Project = "PROJECT" ("Projekt", "Project"),
        ProgrammePeriod = "PROGRAMME_PERIOD" ("Programperiod", "Programming period",
            ("projektfinansieringens, t.ex. `2014-2020`",
             "of the project's funding, e.g. `2014-2020`")),
        ProgrammeArea = "PROGRAMME_AREA" ("Programområde", "Programme area",
            ("projektfinansieringens",
             "of the project's funding")),
        SpecificObjective = "SPECIFIC_OBJECTIVE" ("Särskilt mål", "Specific objective",
            ("projektfinansieringens",
             "of the project's funding")),
        Principles = "PRINCIPLES" ("Horisontella principer", "Horizontal principles",
            ("de som projektet har åtgärder för, som en mängd, t.ex. `GENDER_EQUALITY+ACCESSIBILITY`, så att varje uppgift finns i en; `NONE` utan någon. Välj efter någon av dem med `filter.principle`",
             "those that the project has measures for, as one set, e.g. `GENDER_EQUALITY+ACCESSIBILITY`, so that each record is in one; `NONE` without any. Select by any of them with `filter.principle`")),
        Effort = "EFFORT" ("Insats", "Effort"),
        EffortKind = "EFFORT_KIND" ("Slag av insats", "Kind of effort"),
        TargetGroup = "TARGET_GROUP" ("Målgrupp", "Target group",
            ("behovets, eller insatsens",
             "the need's, or the effort's")),
        Cause = "CAUSE" ("Orsak", "Cause",
            ("behovets",
             "of a need")),
        Basis = "BASIS" ("Vilka behovet gäller", "Whom the need concerns",
            ("nyrekryterade, redan yrkesverksamma eller båda",
             "new recruits, incumbents or both")),
        Horizon = "HORIZON" ("Tidshorisont", "Horizon",
            ("behovets",
             "of a need")),
        Backing = "BACKING" ("Förankring", "Backing",
            ("om behovet har förankrats, påbörjats utan förankring av ett angivet skäl, eller inget av dem",
             "whether the need has been endorsed, begun without endorsement for a stated reason, or neither")),
        Procedure = "PROCEDURE" ("Förfarande", "Procedure",
            ("upphandlingens",
             "the procurement's")),
        ItemKind = "ITEM_KIND" ("Slag av ärende", "Kind of agenda item",
            ("det som beslutet fattades i",
             "that the decision was made on")),
        IscedLevel = "ISCED_LEVEL" ("Utbildningsnivå, ISCED", "Level of education, ISCED",
            ("ISCED 2011, en siffra",
             "ISCED 2011, one digit")),
        Pace = "PACE" ("Studietakt", "Pace of study",
            ("utbildningstillfällets del av heltid",
             "the event's share of full time")),
        Dated = "DATED" ("Med eller utan startdag", "With or without a first day",
            ("om källan anger när utbildningstillfället börjar",
             "whether the source tells when the event begins")),
        ReflectionKind = "REFLECTION_KIND" ("Slag av reflektion", "Kind of reflection"),
        InsightTheme = "INSIGHT_THEME" ("Insiktens tema", "Theme of the insight"),
        Sex = "SEX" ("Kön", "Sex"),
        AgeBand = "AGE_BAND" ("Åldersgrupp", "Age band",
            ("vid inträdet: 0-17, 18-24, 25-29, 30-54, 55+",
             "at entry: 0-17, 18-24, 25-29, 30-54, 55+")),
        EmploymentSituation = "EMPLOYMENT_SITUATION" ("Sysselsättning", "Employment situation",
            ("vid inträdet",
             "at entry")),
        EducationLevel = "EDUCATION_LEVEL" ("Utbildningsnivå, SUN", "Level of education, SUN",
            ("vid inträdet, SUN 2020, första siffran",
             "at entry, SUN 2020, first digit")),
        EducationLevelDetail = "EDUCATION_LEVEL_DETAIL" ("Utbildningsnivå, SUN, som registrerad", "Level of education, SUN, as recorded",
            ("vid inträdet, SUN 2020",
             "at entry, SUN 2020")),
        EducationField = "EDUCATION_FIELD" ("Insatsens utbildningsinriktning, SUN", "The effort's field of education, SUN",
            ("SUN 2020, första siffran",
             "SUN 2020, first digit")),
        EducationFieldDetail = "EDUCATION_FIELD_DETAIL" ("Insatsens utbildningsinriktning, SUN, som registrerad", "The effort's field of education, SUN, as recorded",
            ("SUN 2020",
             "SUN 2020")),
        Status = "STATUS" ("Status", "Status",
            ("för det som räknas",
             "of what is counted")),
        Completeness = "COMPLETENESS" ("Fullständighet", "Completeness",
            ("om de uppgifter vid inträdet som finansiären kräver alla finns",
             "whether the entry characteristics that the funder demands are all there")),
        OutcomeKind = "OUTCOME_KIND" ("Slag av resultat", "Kind of outcome",
            ("för ett deltagande eller en anmälan det senaste, `NONE` utan något",
             "of a participation or enrolment the latest one, `NONE` without any")),
        Year = "YEAR" ("År", "Year"),
        HalfYear = "HALF_YEAR" ("Halvår", "Half year",
            ("t.ex. `2021-H2`",
             "e.g. `2021-H2`")),
        Quarter = "QUARTER" ("Kvartal", "Quarter",
            ("t.ex. `2021-Q3`",
             "e.g. `2021-Q3`")),
        Month = "MONTH" ("Månad", "Month",
            ("t.ex. `2021-07`",
             "e.g. `2021-07`")),
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
    /// `Invalid { field, MEASURE_LACKS_DIMENSION }`, which names those that it has.
    pub(super) fn has(self, breakdown: Breakdown, field: &str) -> Result<()> {
        let is_had = |breakdown: Breakdown| self.source(breakdown).is_some();
        holds_with(is_had(breakdown), field, rules::MEASURE_LACKS_DIMENSION, || {
            let had = Breakdown::ALL.iter().filter(|breakdown| is_had(**breakdown));
            had.map(|breakdown| breakdown.as_str()).collect::<Vec<_>>().join(", ")
        })
    }
}
