//! What an event is: one time and place at which an offering is given.

use chrono::NaiveDate;
use kernel::{
    Money,
    id::{EducationEventId, EducationOfferingId},
    text_enum,
};

use crate::emil::key_of;

text_enum! {
    pub enum ExecutionCondition
        ("Om ett tillfälle är beslutat, och vem som bestämmer dess dagar.",
         "Whether an event is decided on, and who sets its dates.") {
        Established = "ESTABLISHED" ("Etablerat men inte planerat", "Established but not planned"),
        Dated = "DATED" ("Beslutat, mellan start och slut", "Decided, between start and end"),
        DatedByStudent = "DATED_BY_STUDENT" ("Beslutat, dagar bestäms av den studerande", "Decided, dates set by the student"),
        DatedByProvider = "DATED_BY_PROVIDER" ("Beslutat, dagar bestäms av anordnaren", "Decided, dates set by the provider"),
    }
}

impl ExecutionCondition {
    /// By its code in EMIL 3.
    pub fn of_emil(code: &str) -> Option<Self> {
        match code {
            "0" => Some(Self::Established),
            "1" => Some(Self::Dated),
            "2" => Some(Self::DatedByStudent),
            "3" => Some(Self::DatedByProvider),
            _ => None,
        }
    }
}

text_enum! {
    pub enum TimeOfStudy ("När på dygnet eller veckan det studeras.", "When in the day or week the studies are.") {
        Day = "DAY" ("Dagtid", "Daytime"),
        Afternoon = "AFTERNOON" ("Eftermiddag", "Afternoon"),
        Evening = "EVENING" ("Kvällstid", "Evening"),
        Weekend = "WEEKEND" ("Helger", "Weekends"),
        Mixed = "MIXED" ("Blandad tid", "Mixed"),
        Free = "FREE" ("Ingen fast tid", "No fixed time"),
    }
}

impl TimeOfStudy {
    /// By its word in EMIL, where it is one of those that are known.
    pub fn of_emil(word: &str) -> Option<Self> {
        match word.to_lowercase().as_str() {
            "dag" => Some(Self::Day),
            "eftermiddag" => Some(Self::Afternoon),
            "kväll" => Some(Self::Evening),
            "veckoslut" => Some(Self::Weekend),
            "blandat" => Some(Self::Mixed),
            "ingen" => Some(Self::Free),
            _ => None,
        }
    }
}

/// What a source says of an event.
#[derive(Clone, Debug, Default)]
pub struct EventContent {
    /// Where it differs from the offering's; at most 500 characters.
    pub title: Option<String>,
    /// The source's own code of who gives it.
    pub provider_code: Option<String>,
    /// An address on the web.
    pub url: Option<String>,
    pub execution: Option<ExecutionCondition>,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    /// Of the first place that is told of.
    pub municipality: Option<String>,
    /// Town of the same place.
    pub town: Option<String>,
    /// How many places it is given at.
    pub sites: i32,
    /// Names of all those places, for those who search by words.
    pub site_names: Option<String>,
    /// The first language of instruction, by its shortest ISO 639 code.
    pub language: Option<String>,
    /// Per cent of full time.
    pub pace_percent: Option<i32>,
    pub time_of_study: Option<TimeOfStudy>,
    pub is_distance: bool,
    /// Meetings that one must come to, where it is at a distance.
    pub mandatory_sessions: Option<i32>,
    /// Places for students.
    pub places: Option<i32>,
    /// What it costs the student in all, where it is told in kronor.
    pub fee: Option<Money>,
    pub apply_from: Option<NaiveDate>,
    pub apply_until: Option<NaiveDate>,
    /// One may apply at any time.
    pub admits_continuously: bool,
    pub is_cancelled: bool,
    pub edited_on: Option<NaiveDate>,
    pub expires_on: Option<NaiveDate>,
}

/// Utbildningstillfälle i utbudet. Everyone reads it.
#[derive(Clone, Debug)]
pub struct EducationEvent {
    /// Id.
    pub id: EducationEventId,
    /// Version.
    pub version: i32,
    /// The offering that is given.
    pub offering: EducationOfferingId,
    /// The source's identifier, as it writes it.
    pub identifier: String,
    /// The same, by which records are told apart.
    pub source_key: String,
    /// What the source says.
    pub content: EventContent,
    /// The day on which the source was found to have taken it back.
    pub removed_on: Option<NaiveDate>,
    /// Of the record as it was last read.
    pub content_hash: String,
}

impl EducationEvent {
    /// As the source tells of it.
    pub fn told(
        (id, version): (EducationEventId, i32),
        offering: EducationOfferingId,
        identifier: &str,
        content: EventContent,
        hash: String,
    ) -> Self {
        Self {
            id,
            version,
            offering,
            identifier: identifier.to_owned(),
            source_key: key_of(identifier),
            content,
            removed_on: None,
            content_hash: hash,
        }
    }

    /// The source has taken it back, as was found on `day`. Answers whether that is news.
    pub fn remove(&mut self, day: NaiveDate, hash: &str) -> bool {
        hash.clone_into(&mut self.content_hash);
        self.removed_on.replace(self.removed_on.unwrap_or(day)).is_none()
    }
}
