//! The states of a need, and the steps between them.

use kernel::{
    machine::{Step, takes},
    text_enum,
};

text_enum! {
    pub enum NeedStatus ("Behovets status.", "Status of a need.") {
        Reported = "REPORTED" ("Anmält", "Reported"),
        Qualified = "QUALIFIED" ("Kvalificerat", "Qualified", ("kodat, dubbletter sammanslagna", "coded, duplicates merged")),
        Endorsed = "ENDORSED" ("Förankrat", "Endorsed", ("ett råd har ställt sig bakom det", "backed by a council's decision")),
        Prioritised = "PRIORITISED" ("Prioriterat", "Prioritised", ("av kompetensnavet", "by the hub")),
        InAction = "IN_ACTION" ("Under åtgärd", "In action", ("en insats möter det", "an effort answers it")),
        Met = "MET" ("Tillgodosett", "Met"),
        PartlyMet = "PARTLY_MET" ("Delvis tillgodosett", "Partly met"),
        Lapsed = "LAPSED" ("Inaktuellt", "Lapsed"),
        Rejected = "REJECTED" ("Avslaget", "Rejected"),
        Merged = "MERGED" ("Sammanslaget", "Merged", ("med ett annat behov", "with another need")),
    }
}

impl NeedStatus {
    /// What is neither settled nor part of another need, partly met among them.
    pub const OPEN: [Self; 6] =
        [Self::Reported, Self::Qualified, Self::Endorsed, Self::Prioritised, Self::InAction, Self::PartlyMet];

    /// Whether it is one of those.
    pub fn is_open(self) -> bool {
        Self::OPEN.contains(&self)
    }
}

text_enum! {
    /// Steg i ett behovs livslopp.
    pub enum NeedVerb {
        Qualify = "qualify" ("kvalificera", "qualify"),
        Endorse = "endorse" ("förankra", "endorse"),
        Prioritise = "prioritise" ("prioritera", "prioritise"),
        Begin = "begin" ("påbörja", "begin"),
        Meet = "meet" ("tillgodose", "meet"),
        MeetPartly = "meetPartly" ("delvis tillgodose", "meet partly"),
        Lapse = "lapse" ("avföra", "lapse"),
        Reject = "reject" ("avslå", "reject"),
        Merge = "merge" ("slå samman", "merge"),
    }
}

/// The state machine. Who may take a step is the policy page's; guards are the methods'.
pub const TRANSITIONS: &[Step<NeedStatus, NeedVerb>] = {
    use NeedStatus as S;
    use NeedVerb as V;
    &[
        (S::Reported, V::Qualify, S::Qualified),
        (S::Reported, V::Merge, S::Merged),
        (S::Reported, V::Reject, S::Rejected),
        (S::Reported, V::Lapse, S::Lapsed),
        (S::Qualified, V::Endorse, S::Endorsed),
        (S::Qualified, V::Begin, S::InAction),
        (S::Qualified, V::Merge, S::Merged),
        (S::Qualified, V::Reject, S::Rejected),
        (S::Qualified, V::Lapse, S::Lapsed),
        (S::Endorsed, V::Prioritise, S::Prioritised),
        (S::Endorsed, V::Begin, S::InAction),
        (S::Endorsed, V::Lapse, S::Lapsed),
        (S::Prioritised, V::Begin, S::InAction),
        (S::Prioritised, V::Lapse, S::Lapsed),
        (S::InAction, V::Meet, S::Met),
        (S::InAction, V::MeetPartly, S::PartlyMet),
        (S::InAction, V::Lapse, S::Lapsed),
        (S::PartlyMet, V::Begin, S::InAction),
        (S::PartlyMet, V::Meet, S::Met),
    ]
};

impl NeedStatus {
    /// Whether a need that is backed already may be backed by one more council; its state then stays.
    pub const fn takes_more_backing(self) -> bool {
        matches!(self, Self::Endorsed | Self::Prioritised | Self::InAction)
    }

    /// Whether nothing leads on from here.
    pub fn is_over(self) -> bool {
        !TRANSITIONS.iter().any(|(from, ..)| *from == self)
    }

    /// Whether an effort may answer the need: one already does, or the first begins the work.
    pub fn takes_efforts(self) -> bool {
        self == Self::InAction || takes(TRANSITIONS, self, NeedVerb::Begin)
    }

    /// Whether the need is scored: it is prioritised, or thereby becomes so.
    pub fn takes_scores(self) -> bool {
        self == Self::Prioritised || takes(TRANSITIONS, self, NeedVerb::Prioritise)
    }
}

text_enum! {
    pub enum NeedSettlement ("Hur ett behov avslutas.", "How a need is settled.") {
        Met of NeedStatus,
        PartlyMet of NeedStatus,
        Lapsed of NeedStatus,
        Rejected of NeedStatus,
    }
}
