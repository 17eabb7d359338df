//! How an industry council is shown.

use councils::{
    CouncilCharter, CouncilSeat, Membership, charter::CouncilCharterColumn, council::CouncilColumn,
    meeting::CouncilMeetingColumn, membership::MembershipColumn, seat::CouncilSeatColumn,
};
use graph::{Choice, CodeValue, Field, Fields, FilterInput, Object, Shown, Table, table};
use industry_councils::{
    SignalAssessment,
    industry_council::{self, IndustryCouncilColumn as C},
    need::NeedColumn,
    signal_assessment::SignalAssessmentColumn,
};
use kernel::Label;
use store::Family;
use taxonomy::Scheme;

use crate::objects::{
    about, council::CouncilObject, council_charter::CouncilCharterObject, council_decision::CouncilDecisionObject,
    council_meeting::CouncilMeetingObject, council_seat::CouncilSeatObject, membership::MembershipObject,
    need::NeedObject, signal_assessment::SignalAssessmentObject,
};

pub type IndustryCouncilStatus = Choice<industry_council::IndustryCouncilStatus>;
pub type IndustryCouncilObject = Object<IndustryCouncilFields>;
pub type IndustryCouncilFilter = FilterInput<IndustryCouncilFields>;

type F = Field<IndustryCouncilFields>;

/// The fields of [`industry_council::IndustryCouncil`].
pub struct IndustryCouncilFields;

impl Fields for IndustryCouncilFields {
    type Record = industry_council::IndustryCouncil;

    const NAME: &'static str = "IndustryCouncil";
    const ABOUT: Label = Label {
        sv: "Branschråd: samlar en branschs parter under ett regionalt råd.",
        en: "Industry council: gathers the parties of one industry under a regional council.",
    };

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(IndustryCouncilFields, [
            F::text("name", C::Name, |row| &row.name, about::NAME).filtered_on(C::NameKey).ordered_on(C::NameKey),
            F::choice("status", C::Status, |row| row.status, about::STATUS).filtered(),
            F::steps(|row| row.status, industry_council::TRANSITIONS),
            F::computed::<Vec<CodeValue>>("industries", |row| row.sni.iter().map(|code| CodeValue::new(Scheme::Sni2007, code)).collect(),
                ("Bransch: en eller flera i SNI 2007.", "Industry: one or several of SNI 2007.")).looking_at(&[]).showing(Shown::Told("label")),
            F::maybe_date("establishedOn", C::EstablishedOn, |row| row.established_on,
                ("Inrättat den.", "Established on.")),
            F::maybe_text("decisionReference", C::DecisionReference, |row| row.decision_reference.as_deref(),
                ("Beslutsreferens: det överordnade rådets beslut.", "Decision reference: the parent council's decision.")),
            F::one::<CouncilDecisionObject>("decision", C::DecisionId, |row| row.decision,
                ("Rådsbeslut: det som branschrådet inrättades genom, inom din räckvidd. Äldre har bara sin referens.", "Council decision: the one by which the industry council was established, within your reach. Older ones have their reference alone.")).filtered(),
            F::maybe_date("dissolvedOn", C::DissolvedOn, |row| row.dissolved_on,
                ("Upplöst den.", "Dissolved on.")).filtered(),
            F::maybe_text("dissolutionReference", C::DissolutionReference, |row| row.dissolution_reference.as_deref(),
                ("Beslutsreferens för upplösningen.", "Decision reference of the dissolution.")),
            F::one::<CouncilDecisionObject>("dissolutionDecision", C::DissolutionId, |row| row.dissolution,
                ("Rådsbeslut: det som upplöste branschrådet, inom din räckvidd.", "Council decision: the one that dissolved the industry council, within your reach.")),
            F::many::<CouncilObject>("workingGroups", Family::Column(CouncilColumn::IndustryCouncilId),
                ("Arbetsgrupper under branschrådet.", "Working groups of the industry council.")),
            F::mark("demonstration", C::Demonstration, |row| row.demonstration, about::DEMONSTRATION),
            F::the::<CouncilObject>("council", C::CouncilId, |council| council.council,
                ("Råd: det som inrättade branschrådet.", "Council: the one that established it.")).filtered().by_id(),
            F::many_as_of::<MembershipObject>("members", Family::Column(MembershipColumn::BodyId), Membership::as_of,
                ("Platser i branschrådet: alla som funnits, eller de som innehades en dag.", "Seats in the industry council: every one there has been, or those held on a day."), ("Platser som innehades den dagen.", "Seats held on that day.")),
            F::many::<NeedObject>("needs", Family::Column(NeedColumn::IndustryCouncilId),
                ("Behov som anmälts till branschrådet.", "Needs reported to the industry council.")),
            F::many_as_of::<SignalAssessmentObject>("signalAssessments", Family::Column(SignalAssessmentColumn::IndustryCouncilId), SignalAssessment::holding_on,
                ("Bedömningar av signaler, inom din räckvidd: alla, eller de som gällde en dag.", "Assessments of signals, within your reach: all, or those that held on a day."), ("Bedömningar som gällde den dagen.", "Assessments that held on that day.")),
            F::many_as_of::<CouncilCharterObject>("charters", Family::Column(CouncilCharterColumn::BodyId), CouncilCharter::as_of,
                ("Arbetsordningar: alla versioner, eller den som gällde en dag.", "Charters: every version, or the one in force on a day."), ("Den som gällde den dagen.", "The one in force on that day.")),
            F::many_as_of::<CouncilSeatObject>("seats", Family::Column(CouncilSeatColumn::BodyId), CouncilSeat::as_of,
                ("Rådsplatser, vakanta också: alla som funnits, eller de som fanns en dag.", "Council seats, vacant ones too: every one there has been, or those of a day."), ("Platser som fanns den dagen.", "Seats that were there on that day.")),
            F::many::<CouncilMeetingObject>("meetings", Family::Column(CouncilMeetingColumn::IndustryCouncilId),
                ("Branschrådets möten, inom din räckvidd.", "The industry council's meetings, within your reach.")),
            F::where_some::<CouncilMeetingObject>("someMeeting", CouncilMeetingColumn::IndustryCouncilId,
                ("Har något möte som du når och som uppfyller detta.", "Has some meeting that you reach and that fulfils this.")),
            F::where_some::<NeedObject>("someNeed", NeedColumn::IndustryCouncilId,
                ("Har något behov som du når och som uppfyller detta.", "Has some need that you reach and that fulfils this.")),
        ])
    }
}
