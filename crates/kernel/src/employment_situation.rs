//! How a person stands to work: what participations tell of the day of entry, and efforts may ask for.

use crate::text_enum;

text_enum! {
    pub enum EmploymentSituation ("Sysselsättning vid start.", "Employment situation at entry.") {
        Employed = "EMPLOYED" ("Anställd", "Employed"),
        SelfEmployed = "SELF_EMPLOYED" ("Egenföretagare", "Self-employed"),
        UnderNotice = "UNDER_NOTICE" ("Varslad", "Under notice", ("ännu anställd", "still employed")),
        Furloughed = "FURLOUGHED" ("Permitterad", "Furloughed", ("ännu anställd", "still employed")),
        Unemployed = "UNEMPLOYED" ("Arbetslös", "Unemployed"),
        LongTermUnemployed = "LONG_TERM_UNEMPLOYED" ("Långtidsarbetslös", "Long-term unemployed"),
        Inactive = "INACTIVE" ("Utanför arbetskraften", "Inactive"),
        Unknown = "UNKNOWN" ("Okänd", "Unknown"),
    }
}

impl EmploymentSituation {
    /// Whether the person counts as employed, self-employed included. Notice and furlough end nothing: who is under
    /// notice has the job until the last day.
    pub const fn is_employed(self) -> bool {
        matches!(self, Self::Employed | Self::SelfEmployed | Self::UnderNotice | Self::Furloughed)
    }
}
