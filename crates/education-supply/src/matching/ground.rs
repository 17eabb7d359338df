//! The grounds and how much each weighs.

use kernel::text_enum;

text_enum! {
    pub enum MatchGround
        ("En grund som en utbildnings poäng för ett behov vilar på.", "A ground that the score of an education for a need rests on.") {
        Skill = "SKILL" ("Kompetens", "Skill"),
        Occupation = "OCCUPATION" ("Yrke", "Occupation", ("samma, snävare, vidare eller ett som kan ersätta det", "the same, narrower, broader or one that can stand in")),
        Level = "LEVEL" ("Nivå", "Level", ("den som yrket kräver", "the one that the occupation demands")),
        Place = "PLACE" ("Plats", "Place", ("på distans eller hur många kilometer bort", "at a distance or how many kilometres away")),
        Start = "START" ("Tid", "Time", ("mot dagen då det behövs", "against the day by which it is needed")),
        Pace = "PACE" ("Studietakt", "Pace", ("vid sidan av skiftarbete", "beside work in shifts")),
        Price = "PRICE" ("Avgift", "Fee"),
        Accessibility = "ACCESSIBILITY" ("Tillgänglighet", "Accessibility"),
        Language = "LANGUAGE" ("Språk", "Language"),
    }
}

impl MatchGround {
    /// What an input, 0–100, is multiplied by; all of them together are 100.
    pub const fn weight(self) -> i32 {
        match self {
            Self::Skill => 30,
            Self::Occupation => 20,
            Self::Place => 15,
            Self::Level | Self::Start => 10,
            Self::Pace | Self::Price => 5,
            Self::Accessibility => 3,
            Self::Language => 2,
        }
    }
}
