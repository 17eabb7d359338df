//! The code systems and how they hang together.

use kernel::text_enum;

text_enum! {
    /// Kodsystem.
    ///
    /// Stored forms: SNI without dots; languages by their shortest ISO 639 code; countries by ISO 3166-1 alpha-2;
    /// occupation names and skills by concept id; `ESF_PROGRAMME` and `ESF_INTERVENTION_FIELD` with their period
    /// (`2014-2020:1.1`, `2014-2020:117`), since both number series begin anew with each period.
    pub enum Scheme as "CodeScheme" ("Kodlista.", "Code list.") {
        Municipality = "MUNICIPALITY" ("Kommun", "Municipality"),
        County = "COUNTY" ("Län", "County"),
        Nuts1 = "NUTS1" ("NUTS 1, landsdel", "NUTS level 1"),
        Nuts2 = "NUTS2" ("NUTS 2, riksområde", "NUTS level 2"),
        Nuts3 = "NUTS3" ("NUTS 3, län", "NUTS level 3"),
        Region = "REGION" ("Region, en daterad mängd av kommuner", "Region, a dated set of municipalities"),
        Sni2007 = "SNI_2007" ("Näringsgren, SNI 2007", "Industry, SNI 2007 (NACE Rev. 2)"),
        Sni2025 = "SNI_2025" ("Näringsgren, SNI 2025", "Industry, SNI 2025 (NACE Rev. 2.1)"),
        Ssyk2012 = "SSYK_2012" ("Yrke, SSYK 2012", "Occupation, SSYK 2012"),
        OccupationName = "OCCUPATION_NAME" ("Yrkesbenämning", "Occupation name"),
        Skill = "SKILL" ("Kompetens", "Skill"),
        Sun2020Field = "SUN_2020_FIELD" ("Utbildningsinriktning, SUN 2020", "Field of education, SUN 2020"),
        Sun2020Level = "SUN_2020_LEVEL" ("Utbildningsnivå, SUN 2020", "Level of education, SUN 2020"),
        Isced2011 = "ISCED_2011" ("Utbildningsnivå, ISCED 2011", "Level of education, ISCED 2011"),
        Isco08 = "ISCO_08" ("Yrke, ISCO-08", "Occupation, ISCO-08"),
        EsfRegion = "ESF_REGION" ("ESF-region", "ESF region"),
        EsfProgramme = "ESF_PROGRAMME" ("Programområde och särskilt mål", "Programme area and specific objective"),
        EsfInterventionField = "ESF_INTERVENTION_FIELD" ("Interventionstyp", "Intervention field"),
        EsfIndicator = "ESF_INDICATOR" ("Gemensam indikator", "Common indicator"),
        Country = "COUNTRY" ("Land", "Country"),
        Language = "LANGUAGE" ("Språk", "Language"),
        Seqf = "SEQF" ("Nivå i SeQF", "SeQF level"),
        Cpv = "CPV" ("Vad som upphandlas, CPV", "What is procured, CPV"),
    }
}

impl Scheme {
    /// The scheme in which this scheme's topmost concepts have their parents, or its only ones.
    pub(crate) const fn broader(self) -> Option<Self> {
        match self {
            Self::Municipality => Some(Self::County),
            Self::County => Some(Self::Nuts3),
            Self::Nuts3 => Some(Self::Nuts2),
            Self::Nuts2 => Some(Self::Nuts1),
            Self::OccupationName => Some(Self::Ssyk2012),
            _ => None,
        }
    }

    /// The scheme whose concepts have their parents here, if it is not this one.
    pub(crate) const fn narrower(self) -> Option<Self> {
        match self {
            Self::Nuts1 => Some(Self::Nuts2),
            Self::Nuts2 => Some(Self::Nuts3),
            Self::Nuts3 => Some(Self::County),
            Self::County => Some(Self::Municipality),
            Self::Ssyk2012 => Some(Self::OccupationName),
            _ => None,
        }
    }

    /// The edition shipped, where all codes share one.
    pub(crate) const fn version(self) -> &'static str {
        match self {
            Self::Municipality | Self::County | Self::Region => "2025",
            Self::Nuts1 | Self::Nuts2 | Self::Nuts3 => "2021",
            Self::Sni2007 => "2007",
            Self::Sni2025 => "2025",
            Self::Ssyk2012 => "2012",
            Self::Sun2020Field | Self::Sun2020Level => "2020",
            Self::Isced2011 => "2011",
            Self::Isco08 => "08",
            Self::OccupationName | Self::Skill | Self::Language | Self::Country => "JobTech 2025-12-24",
            Self::EsfRegion | Self::EsfProgramme | Self::EsfInterventionField | Self::EsfIndicator => "ESF",
            Self::Seqf => "SFS 2015:545",
            Self::Cpv => "2008",
        }
    }
}
