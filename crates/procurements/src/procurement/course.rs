//! A procurement's states and the steps between them, and what it may be.

use kernel::{machine::Step, text_enum};

text_enum! {
    pub enum ProcurementStatus ("Upphandlingens status.", "Status of a procurement.") {
        Planned = "PLANNED" ("Planerad", "Planned"),
        RequestPublished = "REQUEST_PUBLISHED" ("Annonserad", "Published", ("eller avropsförfrågan utsänd; offentlig härifrån", "or the call-off sent out; public from here on")),
        Evaluation = "EVALUATION" ("Utvärdering", "Evaluation"),
        Awarded = "AWARDED" ("Tilldelad", "Awarded", ("anbuden är offentliga härifrån", "quotes are public from here on")),
        Standstill = "STANDSTILL" ("Avtalsspärr", "Standstill"),
        Contracted = "CONTRACTED" ("Avtalad", "Contracted"),
        Delivered = "DELIVERED" ("Levererad", "Delivered"),
        Closed = "CLOSED" ("Avslutad", "Closed"),
        Appealed = "APPEALED" ("Överprövad", "Appealed"),
        Cancelled = "CANCELLED" ("Avbruten", "Cancelled"),
    }
}

impl ProcurementStatus {
    /// Whether nothing is procured by it any more.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Delivered | Self::Closed | Self::Cancelled)
    }

    /// Whether the request may be changed: until it is published or awarded.
    pub const fn takes_changes(self) -> bool {
        matches!(self, Self::Planned)
    }

    /// Whether quotes come in; `direct` says of a direct procurement, which has no request.
    pub const fn takes_quotes(self, direct: bool) -> bool {
        matches!(self, Self::RequestPublished) || (direct && matches!(self, Self::Planned))
    }

    /// Whether quotes are judged; `direct` as in [`ProcurementStatus::takes_quotes`].
    pub const fn takes_judgements(self, direct: bool) -> bool {
        matches!(self, Self::Evaluation) || (direct && matches!(self, Self::Planned))
    }

    /// Whether what was agreed may be amended: while the contract is in force.
    pub const fn takes_amendments(self) -> bool {
        matches!(self, Self::Contracted)
    }
}

text_enum! {
    /// Steg i en upphandlings livslopp.
    pub enum ProcurementVerb {
        Publish = "publish" ("annonsera", "publish"),
        Evaluate = "evaluate" ("utvärdera", "evaluate"),
        AwardDirectly = "awardDirectly" ("tilldela direkt", "award directly"),
        Award = "award" ("tilldela", "award"),
        BeginStandstill = "beginStandstill" ("underrätta om tilldelningen", "tell of the award"),
        Appeal = "appeal" ("notera överprövning", "note an appeal"),
        Dismiss = "dismiss" ("notera avslag", "note a dismissal"),
        Correct = "correct" ("rätta", "correct"),
        Contract = "contract" ("sluta avtal", "sign a contract"),
        Deliver = "deliver" ("godkänna leverans", "acknowledge delivery"),
        Close = "close" ("avsluta", "close"),
        Cancel = "cancel" ("avbryta", "cancel"),
    }
}

text_enum! {
    pub enum ProcurementMethod ("Förfarande.", "Procedure.") {
        Open = "OPEN" ("Öppet förfarande", "Open procedure"),
        Selective = "SELECTIVE" ("Selektivt förfarande", "Selective procedure", ("utvalda anbudsgivare inbjuds", "chosen bidders are invited")),
        CallOff = "CALL_OFF" ("Avrop", "Call-off", ("från ett ramavtal", "from a framework agreement")),
        Direct = "DIRECT" ("Direktupphandling", "Direct award"),
    }
}

text_enum! {
    pub enum ProcurementRegime ("Regelverk som upphandlingen följer.", "Rules that a procurement follows.") {
        Lou = "LOU" ("LOU, offentlig upphandling", "Public Procurement Act"),
        Luf = "LUF" ("LUF, försörjningssektorerna", "Utilities Procurement Act"),
        Lufs = "LUFS" ("LUFS, försvar och säkerhet", "Defence and Security Procurement Act"),
        Principles = "PRINCIPLES" ("Principerna", "The principles", ("för den som inte lyder under lagarna", "for those whom the acts do not bind")),
    }
}

text_enum! {
    pub enum ServiceCategory ("Tjänstekategori, som gränsen för direktupphandling beror på.", "Category of services, on which the limit of direct awards depends.") {
        SocialAndSpecial = "SOCIAL_AND_SPECIAL" ("Sociala och andra särskilda tjänster", "Social and other special services", ("utbildning är en sådan", "education is one")),
        General = "GENERAL" ("Varor och övriga tjänster", "Goods and other services"),
    }
}

/// The state machine. A direct award goes from plan to award; what a court sends back is evaluated anew.
pub const TRANSITIONS: &[Step<ProcurementStatus, ProcurementVerb>] = {
    use ProcurementStatus as S;
    use ProcurementVerb as V;
    &[
        (S::Planned, V::Publish, S::RequestPublished),
        (S::Planned, V::AwardDirectly, S::Awarded),
        (S::Planned, V::Cancel, S::Cancelled),
        (S::RequestPublished, V::Evaluate, S::Evaluation),
        (S::RequestPublished, V::Cancel, S::Cancelled),
        (S::Evaluation, V::Award, S::Awarded),
        (S::Evaluation, V::Cancel, S::Cancelled),
        (S::Awarded, V::BeginStandstill, S::Standstill),
        (S::Awarded, V::Contract, S::Contracted),
        (S::Awarded, V::Appeal, S::Appealed),
        (S::Awarded, V::Cancel, S::Cancelled),
        (S::Standstill, V::Contract, S::Contracted),
        (S::Standstill, V::Appeal, S::Appealed),
        (S::Standstill, V::Cancel, S::Cancelled),
        (S::Appealed, V::Dismiss, S::Awarded),
        (S::Appealed, V::Correct, S::Evaluation),
        (S::Appealed, V::Cancel, S::Cancelled),
        (S::Contracted, V::Deliver, S::Delivered),
        (S::Delivered, V::Close, S::Closed),
    ]
};
