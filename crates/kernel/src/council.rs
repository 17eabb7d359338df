//! The life of a council, regional or of an industry: its states and the steps between them.

use crate::text_enum;

text_enum! {
    /// Ett råds läge.
    pub enum CouncilState {
        Forming = "FORMING" ("Under bildande", "Forming"),
        Active = "ACTIVE" ("Aktivt", "Active"),
        Dormant = "DORMANT" ("Vilande", "Dormant"),
        Dissolved = "DISSOLVED" ("Upplöst", "Dissolved"),
    }
}

text_enum! {
    /// Steg i ett råds livslopp.
    pub enum CouncilStep {
        Activate = "activate" ("aktivera", "activate"),
        Pause = "pause" ("vila", "pause"),
        Resume = "resume" ("återuppta", "resume"),
        Dissolve = "dissolve" ("upplösa", "dissolve"),
    }
}
