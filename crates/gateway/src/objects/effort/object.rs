//! How an effort is shown.

use async_graphql::ID;
use competence_hub::need_effort::{EFFORT_TO_NEED, NeedEffortColumn};
use efforts::{
    effort::{self, EffortColumn as C},
    enrolment::EnrolmentColumn,
    occasion::OccasionColumn,
    outcome::OutcomeColumn,
};
use graph::{Choice, CodeValue, Date, Field, Fields, FilterInput, Object, Shown, Table, table};
use kernel::Label;
use procurements::procurement::EFFORT_TO_PROCUREMENT;
use projects::principle_measure::PrincipleMeasureColumn;
use statistics::figures::Followed;
use store::Family;
use taxonomy::Scheme;

use crate::objects::{
    about,
    council::CouncilObject,
    enrolment::EnrolmentObject,
    hub::HubObject,
    learning_spread::LearningSpreadObject,
    need::NeedObject,
    need_effort::NeedEffortObject,
    occasion::OccasionObject,
    organisation::OrganisationObject,
    outcome::OutcomeObject,
    principle_measure::PrincipleMeasureObject,
    procurement::ProcurementObject,
    project::ProjectObject,
    project_target::ProjectTargetObject,
    statistics::{EffortCounts, EqualityFollowUp, enrolment_counts, equality, outcome_counts},
};
use workplaces::spread::LearningSpreadColumn;

pub type EffortKind = Choice<effort::EffortKind>;
pub type EffortStatus = Choice<effort::EffortStatus>;
pub type Delivery = Choice<effort::Delivery>;
pub type EffortObject = Object<EffortFields>;
pub type EffortFilter = FilterInput<EffortFields>;

type F = Field<EffortFields>;

/// The fields of [`effort::Effort`].
pub struct EffortFields;

impl Fields for EffortFields {
    type Record = effort::Effort;

    const NAME: &'static str = "Effort";
    const ABOUT: Label = Label {
        sv: "Insats: något som görs för att människor ska kunna mer, från idé till avslut.",
        en: "Effort: something done so that people come to know more, from idea to closing.",
    };

    const FIRST: &'static [&'static str] =
        &["title", "status", "statusReason", "kind", "path", "hours", "occasions", "needs", "enrolments", "outcomes"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(EffortFields, [
            F::text("title", C::Title, |row| &row.title, about::TITLE).filtered_on(C::TitleKey).ordered_on(C::TitleKey),
            F::maybe_text("description", C::Description, |row| row.description.as_deref(), about::DESCRIPTION),
            F::choice("kind", C::Kind, |row| row.kind, ("Slag av insats.", "Kind of effort.")).filtered(),
            F::choice("status", C::Status, |row| row.status, about::STATUS).filtered().ordered(),
            F::steps(|row| row.status, effort::TRANSITIONS),
            F::maybe_text("statusReason", C::StatusReason, |row| row.status_reason.as_deref(), about::STATUS_REASON),
            F::choice("delivery", C::Delivery, |row| row.delivery,
                ("Genomförandeform.", "Delivery.")).filtered(),
            F::choice("targetGroup", C::TargetGroup, |row| row.target_group, ("Målgrupp.", "Target group.")).filtered(),
            F::code("skill", C::SkillCode, Scheme::Skill, |row| row.codes.skill.as_ref(), about::SKILL).filtered(),
            F::code("ssyk", C::SsykCode, Scheme::Ssyk2012, |row| row.codes.ssyk.as_ref(),
                ("Yrkesgrupp: SSYK 2012.", "Occupation group: SSYK 2012.")).filtered(),
            F::code("sni", C::SniCode, Scheme::Sni2007, |row| row.codes.sni.as_ref(),
                ("Bransch: SNI 2007.", "Industry: SNI 2007.")).filtered(),
            F::code("sunField", C::SunFieldCode, Scheme::Sun2020Field, |row| row.codes.sun_field.as_ref(),
                ("Utbildningsinriktning: SUN 2020.", "Field of education: SUN 2020.")).filtered(),
            F::int("hours", C::Hours, |row| row.hours,
                ("Timmar: för en deltagare.", "Hours: for one participant.")).filtered().ordered(),
            F::yes_no("reusable", C::Reusable, |row| row.reusable,
                ("Återanvändbar: gjord för att användas igen, i vilken bransch som helst.", "Reusable: made to be used again, in any industry.")).filtered(),
            F::maybe_text("accessibility", C::Accessibility, |row| row.accessibility.as_deref(),
                ("Tillgänglighet: hur den görs möjlig för varje deltagare.", "Accessibility: how it is made to work for every participant.")),
            F::maybe_text("evidence", C::Evidence, |row| row.evidence.as_deref(),
                ("Belägg: vad som talar för arbetssättet, till exempel forskning, och var det står.", "Evidence: what speaks for its way of working, such as research, and where that is said.")),
            F::maybe_choice("path", C::Path, |row| row.path,
                ("Väg: hur behovet möts.", "Path: how the need is answered.")).filtered(),
            F::maybe_money("budget", C::BudgetMinor, |row| row.budget,
                ("Budget: det mesta den får kosta, utan moms.", "Budget: the most that it may cost, without VAT.")),
            F::maybe_text("budgetLine", C::BudgetLine, |row| row.budget_line.as_deref(),
                ("Budgetpost: den post som betalar.", "Budget line: the one that pays.")),
            F::maybe_text("goals", C::Goals, |row| row.goals.as_deref(),
                ("Mål: vad insatsen ska leda till.", "Goals: what the effort is to lead to.")),
            F::one::<OrganisationObject>("referredTo", C::ReferredToId, |row| row.referred_to,
                ("Hänvisad till: organisationen, när vägen är att hänvisa vidare.", "Referred to: the organisation, when the path is to refer elsewhere.")).by_id(),
            F::maybe_text("referral", C::Referral, |row| row.referral.as_deref(),
                ("Hänvisning: utbildningen och var den finns.", "Referral: the education and where it is found.")),
            F::maybe_date("referredOn", C::ReferredOn, |row| row.referred_on,
                ("Hänvisad den: dagen från vilken hänvisningen gäller.", "Referred on: the day from which the referral holds.")).filtered(),
            F::mark("openToAll", C::OpenToAll, |row| row.eligibility.open_to_all,
                ("Öppen för alla: ett beslut att inga villkor finns.", "Open to all: a decision that there are no rules.")).filtered(),
            F::choices::<kernel::EmploymentSituation>("eligibleSituations", &[C::EligibleSituations], |row| row.eligibility.situations.clone(),
                ("Behörig sysselsättning: någon av dem, den dag personen började i projektet.", "Eligible employment situations: any of them, on the day the person entered the project.")),
            F::computed::<Vec<CodeValue>>("eligibleOccupations", |row| coded(Scheme::Ssyk2012, &row.eligibility.occupations),
                ("Behöriga yrkesgrupper: SSYK 2012; någon av dem.", "Eligible occupation groups: SSYK 2012; any of them.")).looking_at(&[C::EligibleOccupations]).showing(Shown::Told("label")),
            F::computed::<Vec<CodeValue>>("eligibleCounties", |row| coded(Scheme::County, &row.eligibility.counties),
                ("Behöriga län: personen bor i något av dem.", "Eligible counties: the person lives in any of them.")).looking_at(&[C::EligibleCounties]).showing(Shown::Told("label")),
            F::mark("partiesOnly", C::PartiesOnly, |row| row.eligibility.parties_only,
                ("Bara parternas anställda: arbetsgivaren äger projektet eller är part i det.", "Employees of the parties only: the employer owns the project or is a party of it.")).filtered(),
            F::maybe_text("followUpWaiver", C::FollowUpWaiver, |row| row.follow_up_waiver.as_deref(),
                ("Skäl att avstå från uppföljning: varför insatsen avslutades utan att alla var uppföljda efter sex månader.", "Reason to waive follow-up: why the effort was closed without everyone followed up after six months.")),
            F::mark("demonstration", C::Demonstration, |row| row.demonstration,
                ("Påhittad för demonstration.", "Invented for the demonstration.")),
            F::instant("createdAt", C::CreatedAt, |row| row.created_at,
                ("Skapad, tidpunkten.", "Made, the instant.")).ordered(),
            F::the::<HubObject>("hub", C::HubId, |row| row.hub,
                ("Kompetensnav: det som genomför insatsen.", "Competence hub: the one that carries out the effort.")).by_id(),
            F::the::<CouncilObject>("council", C::CouncilId, |row| row.council,
                ("Råd: det som navet hör till.", "Council: the one the hub belongs to.")).by_id(),
            F::one::<ProjectObject>("project", C::ProjectId, |row| row.project,
                ("Projekt: det som betalar.", "Project: the one that pays.")).filtered().by_id(),
            F::one::<ProjectTargetObject>("target", C::TargetId, |row| row.target,
                ("Projektmål: det av projektets mål som insatsen tjänar.", "Project target: the one of the project's that the effort serves.")).by_id(),
            F::one::<EffortObject>("template", C::TemplateId, |row| row.template,
                ("Mall: insatsen som denna är gjord efter, inom din räckvidd.", "Template: the effort that this one is made after, within your reach.")).by_id(),
            F::many::<EffortObject>("reuses", Family::Column(C::TemplateId),
                ("Återanvändningar: insatser som är gjorda efter denna, inom din räckvidd.", "Reuses: efforts made after this one, within your reach.")),
            F::one::<OrganisationObject>("provider", C::ProviderId, |row| row.provider,
                ("Anordnare.", "Provider.")).filtered().by_id(),
            F::many::<OccasionObject>("occasions", Family::Column(OccasionColumn::EffortId),
                ("Tillfällen, inom din räckvidd: allmänheten ser de bekräftade.", "Occasions, within your reach: the public sees those that are confirmed.")),
            F::many::<EnrolmentObject>("enrolments", Family::Column(EnrolmentColumn::EffortId),
                ("Anmälningar, inom din räckvidd.", "Enrolments, within your reach.")),
            F::many::<OutcomeObject>("outcomes", Family::Column(OutcomeColumn::EffortId),
                ("Resultat, inom din räckvidd.", "Outcomes, within your reach.")),
            F::many::<LearningSpreadObject>("spreads", Family::Column(LearningSpreadColumn::EffortId),
                ("Spridning: när någon berättade om insatsen på sin arbetsplats, inom din räckvidd.", "Spread: when someone told of the effort at the own workplace, within your reach.")),
            F::where_some::<LearningSpreadObject>("someSpread", LearningSpreadColumn::EffortId,
                ("Har någon spridning inom din räckvidd som uppfyller detta.", "Has some spread within your reach that fulfils this.")),
            F::many::<PrincipleMeasureObject>("principleMeasures", Family::Column(PrincipleMeasureColumn::EffortId),
                ("Åtgärder för de horisontella principerna i insatsen.", "Measures for the horizontal principles in the effort.")),
            F::resolved::<EffortCounts>("enrolmentCounts",
                ("Antal anmälningar efter status: exakta där du når raderna, annars skyddade. Vem som helst får fråga.", "Enrolments by status: exact where you reach the rows, else protected. Anyone may ask."), |node, ctx| Box::pin(async move { enrolment_counts(ctx, node).await })),
            F::resolved::<EffortCounts>("outcomeCounts",
                ("Antal resultat efter slag: exakta där du når raderna, annars skyddade. Vem som helst får fråga.", "Outcomes by kind: exact where you reach the rows, else protected. Anyone may ask."), |node, ctx| Box::pin(async move { outcome_counts(ctx, node).await })),
            F::resolved::<EqualityFollowUp>("equality",
                ("Jämställdhetsuppföljning av en organisations deltagare i insatsen: `organisationId` behövs. Organisationen själv ser den.", "Equality follow-up of one organisation's participants in the effort: takes `organisationId`. Seen by the organisation itself."), |node, ctx| Box::pin(equality(ctx, node, |rows| Followed::Efforts(rows.iter().map(|row| row.id).collect()), |row| row.id.as_str())))
                .argument::<Option<Date>>("asOf", ("Till och med dagen; i dag när den saknas. Av andras uppgifter: senaste årsskiftet.", "Until that day; today when absent. Of others' records: the turn of the year before.")).argument::<Option<ID>>("organisationId", ("Bara den organisationens del, som den själv ser exakt.", "That organisation's part only, which it sees exactly itself.")),
            F::many::<NeedObject>("needs", Family::Via(EFFORT_TO_NEED),
                ("Behov som insatsen svarar mot, inom din räckvidd.", "Needs that the effort answers, within your reach.")),
            F::many::<NeedEffortObject>("needLinks", Family::Column(NeedEffortColumn::EffortId),
                ("Kopplingar till behov: när de gjordes, och varför arbetet började utan förankring där det gjorde det; inom din räckvidd.", "Links to needs: when they were made, and why work began without endorsement where it did; within your reach.")),
            F::many::<ProcurementObject>("procurements", Family::Via(EFFORT_TO_PROCUREMENT),
                ("Upphandlingar av insatsen, inom din räckvidd.", "Procurements of the effort, within your reach.")),
            F::changed_since(),
            F::where_some::<OccasionObject>("someOccasion", OccasionColumn::EffortId,
                ("Har något tillfälle som uppfyller detta.", "Has some occasion that fulfils this.")),
            F::where_some::<EnrolmentObject>("someEnrolment", EnrolmentColumn::EffortId,
                ("Har någon anmälan inom din räckvidd som uppfyller detta.", "Has some enrolment within your reach that fulfils this.")),
            F::where_some::<OutcomeObject>("someOutcome", OutcomeColumn::EffortId,
                ("Har något resultat inom din räckvidd som uppfyller detta.", "Has some outcome within your reach that fulfils this.")),
            F::where_some::<NeedEffortObject>("someNeedLink", NeedEffortColumn::EffortId,
                ("Har någon koppling till behov som uppfyller detta.", "Has some link to a need that fulfils this.")),
        ])
    }
}

fn coded(scheme: Scheme, codes: &[String]) -> Vec<CodeValue> {
    codes.iter().map(|code| CodeValue::new(scheme, code)).collect()
}
