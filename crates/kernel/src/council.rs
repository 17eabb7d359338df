//! The life of a council, regional or of an industry: its states and the steps between them.

use crate::text_enum;

/// Rules of what a council does by a decision of a meeting, its own or another's.
pub mod rules {
    crate::rules! {
        /// What a council does rests on a decision of its own that was adopted, and that is not about a need.
        DECISION_IS_NOT_THE_COUNCILS:
            "Det är inget bifallet beslut av det rådet om detta.",
            "That is no adopted decision of that council on this.";
        /// What a council does is referred to by a paragraph, which a decision gets when its meeting is closed.
        DECISION_HAS_NO_PARAGRAPH_YET:
            "Mötet pågår. Beslutet får sin paragraf när det är avslutat.",
            "The meeting is in session. The decision gets its paragraph when it is closed.";
        /// Where the council that dissolves has held meetings, it dissolves by what it decided at one of them.
        DISSOLUTION_RESTS_ON_A_DECISION:
            "Ange det beslut som upplöser rådet: det överordnade rådets, eller rådets eget där det inte har något över sig.",
            "State the decision that dissolves the council: the parent's, or the council's own where it has none above it.";
    }
}

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
