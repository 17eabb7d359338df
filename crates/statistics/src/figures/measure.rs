//! What can be counted, and by what.

use kernel::text_enum;

/// Why a question is refused.
pub mod rules {
    use kernel::Rule;
    /// The measure's records do not have this dimension, so neither a grouping nor a filter can use it.
    pub const MEASURE_LACKS_DIMENSION: Rule = "MEASURE_LACKS_DIMENSION";
    /// More dimensions than a table can be protected in.
    pub const TOO_MANY_DIMENSIONS: Rule = "TOO_MANY_DIMENSIONS";
    /// The same dimension twice.
    pub const DIMENSION_IS_REPEATED: Rule = "DIMENSION_IS_REPEATED";
}

text_enum! {
    /// Mått: what is counted.
    pub enum Measure {
        Needs = "NEEDS" ("Behov", "Needs"),
        PeopleNeeded = "PEOPLE_NEEDED" ("Personer som behövs", "People needed"),
        Participants = "PARTICIPANTS" ("Deltagare", "Participants"),
        Enrolments = "ENROLMENTS" ("Anmälningar", "Enrolments"),
        Hours = "HOURS" ("Timmar", "Hours"),
        Outcomes = "OUTCOMES" ("Resultat", "Outcomes"),
    }
}

text_enum! {
    /// Indelning: one way of dividing the records.
    pub enum Breakdown {
        Council = "COUNCIL" ("Kompetensråd", "Council"),
        Industry = "INDUSTRY" ("Bransch, SNI-avdelning", "Industry, SNI section"),
        IndustryDivision = "INDUSTRY_DIVISION" ("Bransch, SNI-huvudgrupp", "Industry, SNI division"),
        Occupation = "OCCUPATION" ("Yrke, SSYK", "Occupation, SSYK"),
        OccupationArea = "OCCUPATION_AREA" ("Yrkesområde, SSYK", "Occupation area, SSYK"),
        Organisation = "ORGANISATION" ("Organisation", "Organisation"),
        OrganisationKind = "ORGANISATION_KIND" ("Slag av organisation", "Kind of organisation"),
        Municipality = "MUNICIPALITY" ("Kommun", "Municipality"),
        County = "COUNTY" ("Län", "County"),
        Region = "REGION" ("Region", "Region"),
        Project = "PROJECT" ("Projekt", "Project"),
        Effort = "EFFORT" ("Insats", "Effort"),
        Sex = "SEX" ("Kön", "Sex"),
        AgeBand = "AGE_BAND" ("Åldersgrupp", "Age band"),
        EmploymentSituation = "EMPLOYMENT_SITUATION" ("Anställningssituation", "Employment situation"),
        Status = "STATUS" ("Status", "Status"),
        Completeness = "COMPLETENESS" ("Fullständighet", "Completeness"),
        OutcomeKind = "OUTCOME_KIND" ("Slag av resultat", "Kind of outcome"),
        Year = "YEAR" ("År", "Year"),
        Quarter = "QUARTER" ("Kvartal", "Quarter"),
        Month = "MONTH" ("Månad", "Month"),
    }
}

impl Measure {
    /// The unit behind a number, in both languages: what the threshold counts too.
    pub const fn unit(self) -> kernel::Label {
        let (sv, en) = match self {
            Self::Needs => {
                ("behov, utom dem som slagits samman med ett annat", "needs, those merged into another left out")
            }
            Self::PeopleNeeded => ("personer som behövs enligt behoven", "people needed according to the needs"),
            Self::Participants => (
                "deltaganden: en person räknas en gång för varje projekt",
                "participations: a person counts once for each project",
            ),
            Self::Enrolments => ("anmälningar till utbildningstillfällen", "enrolments in occasions"),
            Self::Hours => ("hela timmars närvaro, avrundat", "hours of attendance, rounded to whole hours"),
            Self::Outcomes => {
                ("gällande resultat; en person kan ha flera", "recorded outcomes; a person may have several")
            }
        };
        kernel::Label { sv, en }
    }

    /// Whether the number is a sum over records rather than how many they are.
    pub const fn is_magnitude(self) -> bool {
        matches!(self, Self::Hours | Self::PeopleNeeded)
    }

    pub(super) const fn is_of_needs(self) -> bool {
        matches!(self, Self::Needs | Self::PeopleNeeded)
    }
}
