//! Bedömning av en signal.

mod mutation;

pub use mutation::mutations;

use graph::{Choice, Date, Field, Fields, FilterInput, Object, OrderInput, Table, table};
use industry_councils::{
    SignalAssessment,
    signal_assessment::{self, SignalAssessmentColumn as C},
};
use kernel::{Label, command::Enumeration};

use crate::objects::{
    NodeKind, Registration, about, council::CouncilObject, industry_council::IndustryCouncilObject,
    signal::SignalObject,
};

pub(crate) const REGISTRATION: Registration = Registration {
    mutations,
    nodes: &[NodeKind::of::<SignalAssessmentObject>()],
    rules: &[signal_assessment::rules::ALL],
    enumerations: &[Enumeration::of::<signal_assessment::SignalConfidence>()],
    events: &[("SignalAssessmentGiven", "Bedömningen gjordes", "The assessment was made")],
    ..Registration::NONE
};

pub type SignalConfidence = Choice<signal_assessment::SignalConfidence>;
pub type SignalAssessmentObject = Object<SignalAssessmentFields>;
pub type SignalAssessmentFilter = FilterInput<SignalAssessmentFields>;
pub type SignalAssessmentOrder = OrderInput<SignalAssessmentFields>;

type F = Field<SignalAssessmentFields>;

/// The fields of [`SignalAssessment`].
pub struct SignalAssessmentFields;

impl Fields for SignalAssessmentFields {
    type Record = SignalAssessment;

    const NAME: &'static str = "SignalAssessment";
    const ABOUT: Label = Label {
        sv: "Bedömning av en signal: vad ett branschråd tror om den, tills en senare bedömning ersätter den.",
        en: "Assessment of a signal: what an industry council thinks of it, until a later assessment replaces it.",
    };
    const TITLE: &'static str = "signal { id title } industryCouncil { id name } assessedOn";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(SignalAssessmentFields, [
            F::int("relevance", C::Relevance, |row| row.relevance,
                ("Relevans för branschen, 1–5.", "Relevance to the industry, 1–5.")).filtered().ordered(),
            F::choice("horizon", C::Horizon, |row| row.horizon,
                ("Tidshorisont: när det märks.", "Horizon: when it is felt.")).filtered(),
            F::choice("confidence", C::Confidence, |row| row.confidence,
                ("Säkerhet i bedömningen.", "Confidence in the assessment.")).filtered(),
            F::maybe_text("note", C::Note, |row| row.note.as_deref(), ("Motivering.", "Rationale.")),
            F::date("assessedOn", C::AssessedOn, |row| row.assessed_on, ("Bedömd den.", "Assessed on.")).filtered().ordered(),
            F::maybe_date("replacedOn", C::ReplacedOn, |row| row.replaced_on,
                ("Ersatt den: branschrådets nästa bedömning gäller därefter.", "Replaced on: the industry council's next assessment holds from then on.")).filtered(),
            F::computed_of("heldOn", |row, day: Date| row.held_on(day.0),
                ("Gällde den dagen.", "Held on that day."), ("day", ("Dag.", "Day."))).looking_at(&[C::AssessedOn, C::ReplacedOn]),
            F::one::<SignalObject>("signal", C::SignalId, |row| Some(row.signal), ("Signal.", "Signal.")).filtered().by_id(),
            F::the::<CouncilObject>("council", C::CouncilId, |row| row.council, about::COUNCIL).by_id(),
            F::one::<IndustryCouncilObject>("industryCouncil", C::IndustryCouncilId, |row| Some(row.industry_council),
                ("Branschråd: det vars bedömning det är.", "Industry council: the one whose assessment it is.")).filtered().by_id(),
            F::one::<SignalAssessmentObject>("earlier", C::EarlierId, |row| row.earlier,
                ("Branschrådets bedömning dessförinnan.", "The industry council's previous assessment.")),
            F::only_filter::<Date>("heldOn", |day| Ok(SignalAssessment::holding_on(day.0)),
                ("Gällde den dagen.", "Held on that day.")),
        ])
    }
}
