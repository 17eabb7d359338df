//! How an organisation is shown.

use competence_hub::{HubFunding, funding::HubFundingColumn, hub::HubColumn};
use councils::{
    Membership,
    membership::MembershipColumn,
    organisation::{self, OrganisationColumn as C, OrganisationName, OrganisationNameColumn},
    workforce::WorkforceColumn,
};
use efforts::{effort::EffortColumn, enrolment::EnrolmentColumn, outcome::OutcomeColumn};
use graph::{Choice, CodeFilter, Date, Field, Fields, FilterInput, Object, Shown, Table, context::caller, table};
use industry_councils::need::NeedColumn;
use kernel::{Error, Label, OrganisationNumber};
use participants::participation::ParticipationColumn;
use projects::{
    ProjectPartner, partner::ProjectPartnerColumn, principle_measure::PrincipleMeasureColumn, project::ProjectColumn,
};
use statistics::figures::Followed;
use store::{Compare, Family, Filter};
use taxonomy::Scheme;

use super::name::OrganisationNameObject;
use crate::objects::{
    analysis::CompetenceAnalysisObject,
    effort::EffortObject,
    employee::EmployeeObject,
    enrolment::EnrolmentObject,
    goal::BusinessGoalObject,
    hub::HubObject,
    hub_funding::HubFundingObject,
    material::LearningMaterialObject,
    meeting_attendance::MeetingAttendanceObject,
    membership::MembershipObject,
    need::NeedObject,
    network_member::NetworkMemberObject,
    outcome::OutcomeObject,
    participation::ParticipationObject,
    plan::DevelopmentPlanObject,
    principle_measure::PrincipleMeasureObject,
    project::ProjectObject,
    project_partner::ProjectPartnerObject,
    statistics::{EqualityFollowUp, equality},
    sustained_result::SustainedResultObject,
    workforce::WorkforceSnapshotObject,
    workplace::WorkplaceObject,
};
use workplaces::{
    NetworkMember, SustainedResult, analysis::CompetenceAnalysisColumn, attendance::MeetingAttendanceColumn,
    employee::EmployeeColumn, goal::BusinessGoalColumn, material::MaterialColumn, network_member::NetworkMemberColumn,
    plan::DevelopmentPlanColumn, sustained::SustainedResultColumn, workplace::WorkplaceColumn,
};

pub type OrganisationKind = Choice<organisation::OrganisationKind>;
pub type OrganisationObject = Object<OrganisationFields>;
pub type OrganisationFilter = FilterInput<OrganisationFields>;

type F = Field<OrganisationFields>;

/// The fields of [`organisation::Organisation`].
pub struct OrganisationFields;

impl Fields for OrganisationFields {
    type Record = organisation::Organisation;

    const NAME: &'static str = "Organisation";
    const ABOUT: Label = Label {
        sv: "Organisation: den som deltar som något annat än person.",
        en: "Organisation: anyone who takes part as other than a person.",
    };

    const FIRST: &'static [&'static str] = &[
        "name",
        "number",
        "kind",
        "memberships",
        "needs",
        "ownedProjects",
        "partnerships",
        "providedEfforts",
        "hubs",
        "hubFundings",
        "participations",
        "enrolments",
        "outcomes",
        "workforce",
        "workplaces",
        "competenceAnalyses",
        "developmentPlans",
        "materials",
        "names",
    ];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(OrganisationFields, [
            F::resolved::<Option<String>>("number",
                ("Organisationsnummer, `NNNNNN-NNNN`. En enskild firmas är ägarens personnummer: dolt utanför den egna organisationen.", "Organisation number, `NNNNNN-NNNN`. A sole trader's is the owner's personal number: masked outside the own organisation."), |node, ctx| Box::pin(async move { Ok(node.row().number_for(&caller(ctx).request)) })).showing(Shown::Text),
            F::text("name", C::Name, |row| &row.name,
                ("Namn: det i dag; se `names` för tidigare.", "Name: the one today; see `names` for earlier ones.")).filtered_on(C::NameKey).ordered_on(C::NameKey),
            F::choice("kind", C::Kind, |row| row.kind,
                ("Slag av organisation.", "Kind of organisation.")).filtered().ordered(),
            F::code("industry", C::SniCode, Scheme::Sni2007, |row| row.sni.as_ref(),
                ("Bransch: den huvudsakliga (SNI 2007).", "Industry: the main one (SNI 2007).")).filtered(),
            F::code("municipality", C::MunicipalityCode, Scheme::Municipality, |row| row.municipality.as_ref(),
                ("Kommun: där organisationen har sitt säte.", "Municipality: where the organisation has its seat.")).filtered(),
            F::instant("registeredAt", C::CreatedAt, |row| row.created_at,
                ("Registrerad, tidpunkten.", "Registered, the instant.")).ordered(),
            F::mark("demonstration", C::Demonstration, |row| row.demonstration,
                ("Påhittad för demonstration.", "Invented for the demonstration.")).filtered(),
            F::many_as_of::<OrganisationNameObject>("names", Family::Column(OrganisationNameColumn::OrganisationId), OrganisationName::as_of,
                ("Namn genom tiderna.", "Names through time."), ("Namnet den dagen.", "The name on that day.")),
            F::many::<WorkforceSnapshotObject>("workforce", Family::Column(WorkforceColumn::OrganisationId),
                ("Arbetsstyrka: daterade uppgifter, som organisationen själv ser.", "Workforce: dated figures, seen by the organisation itself.")),
            F::resolved::<EqualityFollowUp>("equality",
                ("Jämställdhetsuppföljning: kvinnors andel av deltagarna mot deras andel av arbetsstyrkan. Organisationen själv ser den.", "Equality follow-up: women's share of the participants against that of the workforce. Seen by the organisation itself."), |node, ctx| Box::pin(equality(ctx, node, |rows| Followed::Organisations(rows.iter().map(|row| row.id).collect()), |row| row.id.as_str())))
                .argument::<Option<Date>>("asOf", ("Till och med dagen; i dag när den saknas. Av andras uppgifter: senaste årsskiftet.", "Until that day; today when absent. Of others' records: the turn of the year before.")),
            F::many::<CompetenceAnalysisObject>("competenceAnalyses", Family::Column(CompetenceAnalysisColumn::OrganisationId),
                ("Kompetensanalyser, inom din räckvidd.", "Competence analyses, within your reach.")),
            F::many::<DevelopmentPlanObject>("developmentPlans", Family::Column(DevelopmentPlanColumn::OrganisationId),
                ("Kompetensutvecklingsplaner, inom din räckvidd.", "Development plans, within your reach.")),
            F::many::<BusinessGoalObject>("businessGoals", Family::Column(BusinessGoalColumn::OrganisationId),
                ("Verksamhetsmål: organisationen själv ser dem.", "Business goals: seen by the organisation itself.")),
            F::many::<EmployeeObject>("employees", Family::Column(EmployeeColumn::OrganisationId),
                ("Anställda, inom din räckvidd: organisationens egna, eller du själv.", "Employees, within your reach: the organisation's own, or yourself.")),
            F::where_some::<DevelopmentPlanObject>("someDevelopmentPlan", DevelopmentPlanColumn::OrganisationId,
                ("Har någon kompetensutvecklingsplan inom din räckvidd som uppfyller detta.", "Has some development plan within your reach that fulfils this.")),
            F::where_some::<CompetenceAnalysisObject>("someCompetenceAnalysis", CompetenceAnalysisColumn::OrganisationId,
                ("Har någon kompetensanalys inom din räckvidd som uppfyller detta.", "Has some competence analysis within your reach that fulfils this.")),
            F::many::<WorkplaceObject>("workplaces", Family::Column(WorkplaceColumn::OrganisationId),
                ("Arbetsplatser: organisationen själv ser dem.", "Workplaces: seen by the organisation itself.")),
            F::many::<LearningMaterialObject>("materials", Family::Column(MaterialColumn::OrganisationId),
                ("Material att lära av som organisationen har gett ut.", "Materials to learn from that the organisation has published.")),
            F::many::<MeetingAttendanceObject>("meetingAttendances", Family::Column(MeetingAttendanceColumn::OrganisationId),
                ("Lärmöten som organisationen kom till: närvaron, var och en med sitt möte.", "Learning meetings that the organisation came to: its attendances, each with its meeting.")),
            F::many_as_of::<NetworkMemberObject>("networkMembers", Family::Column(NetworkMemberColumn::OrganisationId), NetworkMember::staying_on,
                ("Medlemskap i yrkesnätverk, inom din räckvidd.", "Memberships of professional networks, within your reach."), ("De som gällde den dagen.", "Those that held on that day.")),
            F::many_as_of::<SustainedResultObject>("sustainedResults", Family::Column(SustainedResultColumn::OrganisationId), SustainedResult::holding_on,
                ("Bestående resultat hos organisationen.", "Sustained results at the organisation."), ("De senaste kontrollerna den dagen.", "The latest findings on that day.")),
            F::many_as_of::<MembershipObject>("memberships", Family::Column(MembershipColumn::OrganisationId), Membership::as_of,
                ("Platser i råd.", "Seats in councils."), ("Platser som innehades den dagen.", "Seats held on that day.")),
            F::many::<NeedObject>("needs", Family::Column(NeedColumn::OrganisationId),
                ("Behov som organisationen har anmält, inom din räckvidd.", "Needs that the organisation has reported, within your reach.")),
            F::many::<HubObject>("hubs", Family::Column(HubColumn::OperatorId),
                ("Kompetensnav som organisationen är huvudman för.", "Competence hubs that the organisation runs.")),
            F::many::<ProjectObject>("ownedProjects", Family::Column(ProjectColumn::OwnerId),
                ("Projekt som organisationen äger.", "Projects that the organisation owns.")),
            F::many_as_of::<ProjectPartnerObject>("partnerships", Family::Column(ProjectPartnerColumn::OrganisationId), ProjectPartner::valid_on,
                ("Projekt som organisationen är part i, med vilken del och när.", "Projects that the organisation is a partner of, with which part and when."), ("De projekt som den var part i den dagen.", "The projects it was a partner of on that day.")),
            F::many_as_of::<HubFundingObject>("hubFundings", Family::Column(HubFundingColumn::FunderId), HubFunding::paying_on,
                ("Kompetensnav som organisationen finansierar: finansieringarna, var och en med sitt nav.", "Competence hubs that the organisation funds: the fundings, each with its hub."), ("De som betalar den dagen.", "Those that pay on that day.")),
            F::many::<EffortObject>("providedEfforts", Family::Column(EffortColumn::ProviderId),
                ("Insatser som organisationen anordnar, inom din räckvidd: allmänheten ser katalogen.", "Efforts that the organisation provides, within your reach: the public sees the catalogue.")),
            F::many::<PrincipleMeasureObject>("principleMeasures", Family::Column(PrincipleMeasureColumn::OrganisationId),
                ("Åtgärder för de horisontella principerna hos organisationen.", "Measures for the horizontal principles at the organisation.")),
            F::many::<EnrolmentObject>("enrolments", Family::Column(EnrolmentColumn::OrganisationId),
                ("Anmälningar av organisationens anställda, inom din räckvidd.", "Enrolments of the organisation's employees, within your reach.")),
            F::many::<ParticipationObject>("participations", Family::Column(ParticipationColumn::OrganisationId),
                ("Deltaganden av organisationens anställda, inom din räckvidd.", "Participations of the organisation's employees, within your reach.")),
            F::many::<OutcomeObject>("outcomes", Family::Column(OutcomeColumn::OrganisationId),
                ("Resultat för organisationens anställda, inom din räckvidd.", "Outcomes of the organisation's employees, within your reach.")),
            F::changed_since(),
            F::only_filter::<String>("number", |number| numbered(&number),
                ("Organisationsnummer.", "Organisation number.")),
            F::only_filter::<CodeFilter>("county", |given| given.on_parts_of(C::MunicipalityCode, Scheme::Municipality, Scheme::County),
                ("Län: det som kommunen ligger i.", "County: the one in which the municipality lies.")),
            F::where_some::<WorkforceSnapshotObject>("someWorkforce", WorkforceColumn::OrganisationId,
                ("Har någon uppgift om arbetsstyrkan inom din räckvidd som uppfyller detta.", "Has some workforce figure within your reach that fulfils this.")),
            F::where_some::<MembershipObject>("someMembership", MembershipColumn::OrganisationId,
                ("Har någon plats som uppfyller detta.", "Has some seat that fulfils this.")),
            F::where_some::<ProjectPartnerObject>("somePartnership", ProjectPartnerColumn::OrganisationId,
                ("Är part i något projekt på ett sätt som uppfyller detta.", "Is a partner of some project in a way that fulfils this.")),
            F::where_some::<NeedObject>("someNeed", NeedColumn::OrganisationId,
                ("Har något behov som du når och som uppfyller detta.", "Has some need that you reach and that fulfils this.")),
        ])
    }
}

/// The legal person with this number. A sole trader's number is a person's: an answer would tell whose it is.
fn numbered(text: &str) -> kernel::Result<Filter<C>> {
    let number = OrganisationNumber::parse(text).map_err(|error| match error {
        Error::Invalid { rule, .. } => Error::invalid("filter.number", rule),
        other => other,
    })?;
    Ok(Filter::Is(C::Number, Compare::Eq(number.as_str().into()))
        .and(Filter::Is(C::NumberIsPersonal, Compare::Eq(false.into()))))
}
