//! How a charter is shown.

use councils::{
    CouncilCharter,
    charter::{self, CouncilCharterColumn as C},
};
use graph::{Choice, Date, Field, Fields, FilterInput, Object, OrderInput, Table, table};
use kernel::Label;

use crate::objects::{council::CouncilObject, industry_council::IndustryCouncilObject};

pub type DecisionRule = Choice<charter::DecisionRule>;
pub type CouncilCharterObject = Object<CouncilCharterFields>;
pub type CouncilCharterFilter = FilterInput<CouncilCharterFields>;
pub type CouncilCharterOrder = OrderInput<CouncilCharterFields>;

type F = Field<CouncilCharterFields>;

/// The fields of [`CouncilCharter`].
pub struct CouncilCharterFields;

impl Fields for CouncilCharterFields {
    type Record = CouncilCharter;

    const NAME: &'static str = "CouncilCharter";
    const ABOUT: Label = Label {
        sv: "Arbetsordning: vad ett råd eller branschråd ska göra och hur det beslutar, från en dag till en annan.",
        en: "Charter: what a council or an industry council is to do and how it decides, from one day to another.",
    };
    const TITLE: &'static str = "council { id name } industryCouncil { id name } validFrom";

    const FIRST: &'static [&'static str] = &["council", "industryCouncil", "task", "validFrom", "validTo"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(CouncilCharterFields, [
            F::date("validFrom", C::ValidFrom, |row| row.valid_from,
                ("Gäller från och med.", "In force from.")).filtered().ordered(),
            F::maybe_date("validTo", C::ValidTo, |row| row.valid_to,
                ("Gäller till och med; saknas för den senaste.", "In force to; absent for the latest.")).filtered(),
            F::date("decidedOn", C::DecidedOn, |row| row.decided_on,
                ("Beslutad den.", "Decided on.")).filtered(),
            F::maybe_text("decisionReference", C::DecisionReference, |row| row.decision_reference.as_deref(),
                ("Beslutsreferens.", "Decision reference.")),
            F::maybe_text("task", C::Task, |row| row.task.as_deref(),
                ("Uppdrag: vad rådet ska göra.", "Task: what the council is to do.")),
            F::maybe_int("quorumPercent", C::QuorumPercent, |row| row.quorum_percent,
                ("Beslutsför vid minst så stor andel av de ordinarie platser som innehas, i procent; saknas där ett antal gäller.", "Quorate at no less than this share of the ordinary seats that are held, in per cent; absent where a number applies.")),
            F::maybe_int("quorumSeats", C::QuorumSeats, |row| row.quorum_seats,
                ("Beslutsför vid minst så många platser; saknas där en andel gäller.", "Quorate at no fewer seats than this; absent where a share applies.")),
            F::choice("decisionRule", C::DecisionRule, |row| row.decision_rule,
                ("Beslutsregel.", "Decision rule.")).filtered(),
            F::int("noticeDays", C::NoticeDays, |row| row.notice_days,
                ("Kallelsetid, i dagar före mötet.", "Notice, in days before the meeting.")).filtered(),
            F::yes_no("castingVote", C::CastingVote, |row| row.casting_vote,
                ("Ordföranden har utslagsröst vid lika röstetal.", "The chair has the casting vote when votes are even.")).filtered(),
            F::yes_no("publishesMinutes", C::PublishesMinutes, |row| row.publishes_minutes,
                ("Justerade protokoll är offentliga: för ett offentligt organ, eller ett råd som har beslutat det.", "Approved minutes are public: of a public body, or a council that has decided so.")).filtered(),
            F::the::<CouncilObject>("council", C::CouncilId, |row| row.council,
                ("Råd: det vars arbetsordning det är, eller branschrådets överordnade.", "Council: the one whose charter it is, or the industry council's parent.")).by_id(),
            F::one::<IndustryCouncilObject>("industryCouncil", C::IndustryCouncilId, |row| row.industry_council,
                ("Branschråd: där det är dess arbetsordning.", "Industry council: where the charter is its.")).by_id(),
            F::only_filter::<Date>("inForceOn", |day| Ok(CouncilCharter::as_of(day.0)),
                ("Gäller den dagen.", "In force on that day.")),
        ])
    }
}
