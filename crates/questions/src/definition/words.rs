//! The closed lists of a definition, and its texts in two languages.

use kernel::{Lang, text_enum};
use serde::{Deserialize, Serialize};

/// A text in Swedish and English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Swedish.
    pub sv: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The text in both languages.
    pub fn new(sv: impl Into<String>, en: impl Into<String>) -> Self {
        Self { sv: sv.into(), en: en.into() }
    }

    /// The text in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Sv => &self.sv,
            Lang::En => &self.en,
        }
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.sv.trim().is_empty() || self.en.trim().is_empty()
    }
}

/// Gives a closed list its stored text in files and JSON; an unknown word is refused with the words there are.
macro_rules! written_as_text {
    ($name:ident) => {
        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::parse(&text).ok_or_else(|| {
                    let known = Self::ALL.iter().map(|each| each.as_str()).collect::<Vec<_>>().join(", ");
                    serde::de::Error::custom(format!("`{text}` is none of {known}"))
                })
            }
        }
    };
}

text_enum! {
    /// Under what a question stands in the library (*tema*).
    pub enum Theme {
        Needs = "behov" ("Behov", "Needs"),
        Efforts = "insatser" ("Insatser", "Efforts"),
        Participants = "deltagare" ("Deltagare", "Participants"),
        Outcomes = "resultat" ("Resultat", "Outcomes"),
        Equality = "jamstalldhet" ("Jämställdhet", "Equality"),
        Projects = "projekt" ("Projekt", "Projects"),
        Councils = "rad" ("Råd", "Councils"),
        FollowUp = "uppfoljning" ("Uppföljning", "Follow-up"),
        OpenData = "oppna-data" ("Öppna data", "Open data"),
    }
}
written_as_text!(Theme);

text_enum! {
    /// What kind of value a parameter takes.
    pub enum ParameterKind {
        Text = "text" ("Text", "Text"),
        Integer = "integer" ("Heltal", "Whole number"),
        Decimal = "decimal" ("Tal", "Number"),
        Date = "date" ("Datum", "Date"),
        Boolean = "boolean" ("Ja eller nej", "Yes or no"),
        Enum = "enum" ("Val", "Choice"),
        Code = "code" ("Kod", "Code"),
        Id = "id" ("Id", "Id"),
        Period = "period" ("Period", "Period"),
    }
}
written_as_text!(ParameterKind);

text_enum! {
    /// What an id parameter points at: the page offers a list of those the caller reaches.
    pub enum IdOf {
        Project = "project" ("Projekt", "Project"),
        Council = "council" ("Råd", "Council"),
        IndustryCouncil = "industryCouncil" ("Branschråd", "Industry council"),
        Effort = "effort" ("Insats", "Effort"),
        Hub = "hub" ("Kompetensnav", "Competence hub"),
        Organisation = "organisation" ("Organisation", "Organisation"),
    }
}
written_as_text!(IdOf);

text_enum! {
    /// What kind of value a column holds.
    pub enum ColumnType {
        Text of ParameterKind,
        Integer of ParameterKind,
        Year = "year" ("År", "Year"),
        Decimal of ParameterKind,
        Date of ParameterKind,
        DateTime = "datetime" ("Tidpunkt", "Instant"),
        Boolean of ParameterKind,
        Count = "count" ("Skyddat antal", "Protected count"),
        Percent = "percent" ("Andel", "Share"),
        Code of ParameterKind,
    }
}
written_as_text!(ColumnType);

text_enum! {
    /// Of what a period is put together.
    pub enum Whole {
        Year = "year" ("Hela år", "Whole years"),
        Quarter = "quarter" ("Hela år eller kvartal", "Whole years or quarters"),
    }
}
written_as_text!(Whole);

text_enum! {
    /// In which unit people are shown a whole number that programs get in a smaller one.
    pub enum Shown {
        Percent = "percent" ("Procent, av hundradels procent", "Per cent, of basis points"),
        Hours = "hours" ("Timmar, av minuter", "Hours, of minutes"),
    }
}
written_as_text!(Shown);

text_enum! {
    /// Which chart the page draws beside the table.
    pub enum ChartKind {
        Bar = "bar" ("Staplar", "Bars"),
        Line = "line" ("Linjer", "Lines"),
        Stacked = "stacked" ("Staplade staplar", "Stacked bars"),
        None = "none" ("Inget diagram", "No chart"),
    }
}
written_as_text!(ChartKind);

text_enum! {
    /// How often an open data set changes, as the EU's frequency list says it.
    pub enum Periodicity {
        Continuous = "CONT" ("Löpande", "Continuous"),
        Daily = "DAILY" ("Dagligen", "Daily"),
        Weekly = "WEEKLY" ("Varje vecka", "Weekly"),
        Monthly = "MONTHLY" ("Varje månad", "Monthly"),
        Quarterly = "QUARTERLY" ("Varje kvartal", "Quarterly"),
        Annual = "ANNUAL" ("Varje år", "Annual"),
        Irregular = "IRREG" ("Oregelbundet", "Irregular"),
    }
}
written_as_text!(Periodicity);

text_enum! {
    /// The licence of an open data set. One only: facts that the public paid for are the public's.
    pub enum Licence {
        Cc0 = "CC0" ("CC0 1.0, fritt att använda", "CC0 1.0, public domain dedication"),
    }
}
written_as_text!(Licence);
