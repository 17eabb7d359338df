//! How a council is shown.

use std::{collections::HashMap, sync::Arc};

use async_graphql::{ID, SimpleObject};
use competence_hub::hub::HubColumn;
use councils::{
    CouncilCharter, CouncilSeat, Membership, RoleAssignment,
    assignment::RoleAssignmentColumn,
    charter::CouncilCharterColumn,
    council::{self, CouncilColumn, CouncilColumn as C},
    meeting::CouncilMeetingColumn,
    membership::MembershipColumn,
    seat::CouncilSeatColumn,
};
use efforts::effort::EffortColumn;
use graph::{Choice, Date, Field, Fields, FilterInput, Object, Table, context::caller, table};
use industry_councils::{
    ActionPlan, action_plan::ActionPlanColumn, industry_council::IndustryCouncilColumn, need::NeedColumn,
    signal::SignalColumn,
};
use kernel::{Label, id::CouncilId};
use statistics::{
    figures::Followed,
    lead_time::{LeadTime, lead_times},
};
use store::Family;
use taxonomy::Scheme;

use crate::{
    app::app,
    objects::{
        about,
        action_plan::ActionPlanObject,
        council_charter::CouncilCharterObject,
        council_decision::CouncilDecisionObject,
        council_meeting::CouncilMeetingObject,
        council_seat::CouncilSeatObject,
        effort::EffortObject,
        hub::HubObject,
        industry_council::IndustryCouncilObject,
        membership::MembershipObject,
        need::NeedObject,
        role_assignment::RoleAssignmentObject,
        signal::SignalObject,
        statistics::{EqualityFollowUp, equality},
    },
};

pub type CouncilKind = Choice<council::CouncilKind>;
pub type CouncilStatus = Choice<council::CouncilStatus>;

/// Lead time from input to decision.
///
/// Svenska: Ledtid från inspel till beslut.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct DecisionLeadTime {
    /// Decided: needs that have been endorsed.
    ///
    /// Svenska: Antal beslutade: behov som har förankrats.
    decided: i64,
    /// Waiting: reported or qualified, not yet endorsed.
    ///
    /// Svenska: Antal som väntar: anmälda eller kvalificerade, ännu inte förankrade.
    waiting: i64,
    /// Median in days from report to first endorsement; nothing when no need has been decided.
    ///
    /// Svenska: Median i dagar från anmälan till första förankring; saknas när inget behov har beslutats.
    median_days: Option<f64>,
}

pub type CouncilObject = Object<CouncilFields>;
pub type CouncilFilter = FilterInput<CouncilFields>;

type F = Field<CouncilFields>;

/// The fields of [`council::Council`].
pub struct CouncilFields;

impl Fields for CouncilFields {
    type Record = council::Council;

    const NAME: &'static str = "Council";
    const ABOUT: Label = Label {
        sv: "Råd: ett kompetensråd, där en regions parter möts med mandat.",
        en: "Council: a competence council, where the parties of a region meet with a mandate.",
    };

    const FIRST: &'static [&'static str] = &[
        "name",
        "kind",
        "status",
        "members",
        "meetings",
        "needs",
        "industryCouncils",
        "hubs",
        "efforts",
        "councils",
        "roleAssignments",
    ];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(CouncilFields, [
            F::choice("kind", C::Kind, |row| row.kind, ("Slag av råd.", "Kind of council.")).filtered().ordered(),
            F::text("name", C::Name, |row| &row.name, about::NAME).filtered_on(C::NameKey).ordered_on(C::NameKey),
            F::choice("status", C::Status, |row| row.status, about::STATUS).filtered().ordered(),
            F::steps(|row| row.status, council::TRANSITIONS),
            F::code("region", C::RegionCode, Scheme::Region, |row| row.region.as_ref(),
                ("Region: en daterad mängd kommuner.", "Region: a dated set of municipalities.")).filtered(),
            F::maybe_int("foundedYear", C::FoundedYear, |row| row.founded_year,
                ("Bildat år.", "Year founded.")).filtered(),
            F::maybe_date("charterOn", C::CharterOn, |row| row.charter_on,
                ("Arbetsordning eller avsiktsförklaring beslutad den.", "Rules of procedure or declaration of intent decided on.")),
            F::instant("registeredAt", C::CreatedAt, |row| row.created_at,
                ("Registrerat, tidpunkten.", "Registered, the instant.")),
            F::resolved::<Option<DecisionLeadTime>>("decisionLeadTime",
                ("Ledtid från inspel till beslut; saknas när rådets behov ligger utanför din räckvidd.", "Lead time from report to decision; nothing when the council's needs are outside your reach."), |node, ctx| Box::pin(async move { let times = node.shared(ctx, || async { let councils: Vec<_> = node.siblings().iter().map(|council| council.id).collect(); lead_times(&app(ctx).db, &caller(ctx).request, &councils).await }); let times: Arc<HashMap<CouncilId, LeadTime>> = times.await?; Ok(times.get(&node.row().id).map(|time| DecisionLeadTime { decided: time.decided, waiting: time.waiting, median_days: time.median_days, })) })),
            F::resolved::<EqualityFollowUp>("equality",
                ("Jämställdhetsuppföljning: kvinnors andel av deltagarna under rådet mot deras andel av arbetsstyrkan hos de organisationer som deltar, ur skyddade antal.", "Equality follow-up: women's share of the participants under the council against that of the workforce of the organisations that take part, by protected counts."), |node, ctx| Box::pin(equality(ctx, node, |rows| Followed::Councils(rows.iter().map(|row| row.id).collect()), |row| row.id.as_str())))
                .argument::<Option<Date>>("asOf", ("Till och med dagen; i dag när den saknas. Av andras uppgifter: senaste årsskiftet.", "Until that day; today when absent. Of others' records: the turn of the year before.")).argument::<Option<ID>>("organisationId", ("Bara den organisationens del, som den själv ser exakt.", "That organisation's part only, which it sees exactly itself.")),
            F::mark("demonstration", C::Demonstration, |row| row.demonstration, about::DEMONSTRATION).filtered(),
            F::one::<CouncilObject>("parent", C::ParentId, |council| council.parent,
                ("Överordnat råd.", "Parent council.")).by_id(),
            F::one::<IndustryCouncilObject>("industryCouncil", C::IndustryCouncilId, |council| council.industry_council,
                ("Branschråd: det som en arbetsgrupp hör till.", "Industry council: the one that a working group belongs to.")).filtered().by_id(),
            F::maybe_date("dissolvedOn", C::DissolvedOn, |row| row.dissolved_on,
                ("Upplöst den.", "Dissolved on.")).filtered(),
            F::maybe_text("dissolutionReference", C::DissolutionReference, |row| row.dissolution_reference.as_deref(),
                ("Beslutsreferens för upplösningen.", "Decision reference of the dissolution.")),
            F::one::<CouncilDecisionObject>("dissolutionDecision", C::DissolutionId, |row| row.dissolution,
                ("Rådsbeslut: det som upplöste rådet, inom din räckvidd.", "Council decision: the one that dissolved the council, within your reach.")),
            F::many::<CouncilObject>("councils", Family::Column(CouncilColumn::ParentId),
                ("Underordnade råd och arbetsgrupper.", "Subordinate councils and working groups.")),
            F::many_as_of::<CouncilCharterObject>("charters", Family::Column(CouncilCharterColumn::BodyId), CouncilCharter::as_of,
                ("Arbetsordningar: alla versioner, eller den som gällde en dag.", "Charters: every version, or the one in force on a day."), ("Den som gällde den dagen.", "The one in force on that day.")),
            F::many_as_of::<CouncilSeatObject>("seats", Family::Column(CouncilSeatColumn::BodyId), CouncilSeat::as_of,
                ("Rådsplatser, vakanta också: alla som funnits, eller de som fanns en dag.", "Council seats, vacant ones too: every one there has been, or those of a day."), ("Platser som fanns den dagen.", "Seats that were there on that day.")),
            F::many_as_of::<MembershipObject>("members", Family::Column(MembershipColumn::BodyId), Membership::as_of,
                ("Platser i rådet: alla som funnits, eller de som innehades en dag.", "Seats in the council: every one there has been, or those held on a day."), ("Platser som innehades den dagen.", "Seats held on that day.")),
            F::many::<IndustryCouncilObject>("industryCouncils", Family::Column(IndustryCouncilColumn::CouncilId),
                ("Branschråd under rådet.", "Industry councils under the council.")),
            F::many::<CouncilMeetingObject>("meetings", Family::Column(CouncilMeetingColumn::CouncilId),
                ("Möten i rådet och dess branschråd, inom din räckvidd.", "Meetings of the council and its industry councils, within your reach.")),
            F::many::<NeedObject>("needs", Family::Column(NeedColumn::CouncilId),
                ("Behov i rådets bild, inom din räckvidd.", "Needs in the council's picture, within your reach.")),
            F::many::<SignalObject>("signals", Family::Column(SignalColumn::CouncilId),
                ("Signaler, inom din räckvidd.", "Signals, within your reach.")),
            F::many_as_of::<ActionPlanObject>("actionPlans", Family::Column(ActionPlanColumn::CouncilId), ActionPlan::holding_on,
                ("Handlingsplaner som rådet har antagit, och egna utkast: alla, eller de som gällde en dag.", "Action plans that the council has adopted, and own drafts: all, or those in force on a day."), ("Handlingsplaner som gällde den dagen.", "Action plans in force on that day.")),
            F::many::<HubObject>("hubs", Family::Column(HubColumn::CouncilId),
                ("Kompetensnav som arbetar för rådet.", "Competence hubs that work for the council.")),
            F::many_as_of::<RoleAssignmentObject>("roleAssignments", Family::Column(RoleAssignmentColumn::CouncilId), RoleAssignment::as_of,
                ("Roller i rådet, inom din räckvidd.", "Roles in the council, within your reach."), ("Roller som innehades den dagen.", "Roles held on that day.")),
            F::many::<EffortObject>("efforts", Family::Column(EffortColumn::CouncilId),
                ("Insatser under rådets kompetensnav, inom din räckvidd: allmänheten ser katalogen.", "Efforts under the council's competence hubs, within your reach: the public sees the catalogue.")),
            F::where_some::<MembershipObject>("someMember", MembershipColumn::BodyId,
                ("Har någon plats som uppfyller detta.", "Has some seat that fulfils this.")),
            F::where_some::<IndustryCouncilObject>("someIndustryCouncil", IndustryCouncilColumn::CouncilId,
                ("Har något branschråd som uppfyller detta.", "Has some industry council that fulfils this.")),
            F::where_some::<CouncilMeetingObject>("someMeeting", CouncilMeetingColumn::CouncilId,
                ("Har något möte som du når och som uppfyller detta.", "Has some meeting that you reach and that fulfils this.")),
            F::where_some::<HubObject>("someHub", HubColumn::CouncilId,
                ("Har något kompetensnav som uppfyller detta.", "Has some competence hub that fulfils this.")),
            F::where_some::<NeedObject>("someNeed", NeedColumn::CouncilId,
                ("Har något behov som du når och som uppfyller detta.", "Has some need that you reach and that fulfils this.")),
        ])
    }
}
