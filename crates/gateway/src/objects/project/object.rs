//! How a project is shown: the card as the project bank shows it, and what hangs on it.

use std::{collections::HashMap, sync::Arc};

use access::Action;
use async_graphql::{Context, ID};
use competence_hub::funding::HubFundingColumn;
use efforts::{effort::EffortColumn, enrolment::EnrolmentColumn, outcome::OutcomeColumn};
use graph::{
    Choice, CodeFilter, CodeValue, Date, Field, Fields, FilterInput, Node, Object, Shown, Table,
    context::{caller, db},
    day, refuse, table,
};
use kernel::Label;
use participants::participation::ParticipationColumn;
use procurements::procurement::ProcurementColumn;
use projects::{
    Project, ProjectPartner,
    partner::ProjectPartnerColumn,
    principle_measure::PrincipleMeasureColumn,
    project::{self, ProjectColumn as C},
    target::ProjectTargetColumn,
};
use statistics::figures::Followed;
use store::{Compare, Family, Filter, RecordReader};
use taxonomy::Scheme;

use crate::objects::{
    about,
    analysis::CompetenceAnalysisObject,
    effort::EffortObject,
    enrolment::EnrolmentObject,
    hub_funding::HubFundingObject,
    learning_meeting::LearningMeetingObject,
    lesson::LessonObject,
    organisation::OrganisationObject,
    outcome::OutcomeObject,
    participation::ParticipationObject,
    plan::DevelopmentPlanObject,
    principle_measure::PrincipleMeasureObject,
    procurement::ProcurementObject,
    professional_network::ProfessionalNetworkObject,
    project_partner::{ProjectPart, ProjectPartnerObject},
    project_target::ProjectTargetObject,
    reflection::ReflectionObject,
    statistics::{EqualityFollowUp, ProtectedCountObject, equality, given, participant_count},
    sustained_result::SustainedResultObject,
};
use workplaces::{
    SustainedResult,
    analysis::CompetenceAnalysisColumn,
    lesson::{LESSONS_REUSED, LessonColumn},
    meeting::LearningMeetingColumn,
    network::ProfessionalNetworkColumn,
    plan::DevelopmentPlanColumn,
    reflection::ReflectionColumn,
    sustained::SustainedResultColumn,
};

pub type ProjectStatus = Choice<project::ProjectStatus>;
pub type Precision = Choice<project::Precision>;
pub type ProjectObject = Object<ProjectFields>;
pub type ProjectFilter = FilterInput<ProjectFields>;

type F = Field<ProjectFields>;

/// The fields of [`Project`].
pub struct ProjectFields;

impl Fields for ProjectFields {
    type Record = Project;

    const NAME: &'static str = "Project";
    const ABOUT: Label = Label {
        sv: "Projekt: ett finansierat projekt så som projektbanken visar det.",
        en: "Project: a funded project as the project bank shows it.",
    };

    const TITLE: &'static str = "acronym name";

    const FIRST: &'static [&'static str] = &[
        "name",
        "acronym",
        "number",
        "status",
        "statusReason",
        "startsOn",
        "endsOn",
        "owner",
        "partners",
        "targets",
        "efforts",
        "participations",
        "enrolments",
        "outcomes",
        "reflections",
        "learningMeetings",
        "networks",
        "lessons",
        "sustainedResults",
        "principleMeasures",
        "hubFundings",
        "predecessors",
        "successors",
    ];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(ProjectFields, [
            F::maybe_key("number", C::Number, |row| row.card.number.as_deref(),
                ("Diarienummer: hos finansiären, `yyyy/nnnnn` eller `yyyy-nnnnnnnn`.", "Reference number: at the funder, `yyyy/nnnnn` or `yyyy-nnnnnnnn`.")).filtered(),
            F::text("name", C::Name, |row| &row.card.name, about::NAME).filtered_on(C::NameKey).ordered_on(C::NameKey),
            F::maybe_text("acronym", C::Acronym, |row| row.card.acronym.as_deref(), ("Kortnamn.", "Short name.")).filtered_on(C::AcronymKey),
            F::choice("status", C::Status, |row| row.status, about::STATUS).filtered().ordered(),
            F::steps(|row| row.status, project::TRANSITIONS),
            F::maybe_text("statusReason", C::StatusReason, |row| row.status_reason.as_deref(), about::STATUS_REASON),
            F::the::<OrganisationObject>("owner", C::OwnerId, |project| project.card.owner,
                ("Ägare.", "Owner.")).filtered().by_id(),
            F::maybe_text("ownerUnit", C::OwnerUnit, |row| row.card.owner_unit.as_deref(),
                ("Ägarens enhet.", "The owner's unit.")),
            F::code("esfRegion", C::EsfRegionCode, Scheme::EsfRegion, |row| row.card.esf_region.as_ref(),
                ("ESF-region: ett NUTS 2-område eller `NATIONAL`.", "ESF region: a NUTS 2 area or `NATIONAL`.")).filtered(),
            F::computed::<CodeValue>("programmePeriod", |row| CodeValue::new(Scheme::EsfProgramme, row.card.programme_period.as_str()),
                ("Programperiod, t.ex. `2014-2020`.", "Programming period, e.g. `2014-2020`.")).coded(Scheme::EsfProgramme).ordered_on(C::ProgrammePeriod),
            F::code("programmeArea", C::ProgrammeArea, Scheme::EsfProgramme, |row| row.card.programme_area.as_ref(),
                ("Programområde: med sin period, `2014-2020:1`.", "Programme area: with its period, `2014-2020:1`.")).filtered(),
            F::code("specificObjective", C::SpecificObjective, Scheme::EsfProgramme, |row| row.card.specific_objective.as_ref(),
                ("Särskilt mål: med sin period, `2014-2020:1.1`.", "Specific objective: with its period, `2014-2020:1.1`.")).filtered(),
            F::code("interventionField", C::InterventionField, Scheme::EsfInterventionField, |row| row.card.intervention_field.as_ref(),
                ("Interventionstyp: med sin period, `2014-2020:117`.", "Intervention field: with its period, `2014-2020:117`.")).filtered(),
            F::maybe_date("startsOn", C::StartsOn, |row| row.card.starts_on, about::FIRST_DAY).filtered(),
            F::maybe_date("endsOn", C::EndsOn, |row| row.card.ends_on, ("Sista dag.", "Last day.")).filtered(),
            F::computed_of::<Date,
            Option<bool>>("runningOn", |row, day| row.card.runs_on(day.0),
                ("Pågår den dagen: dagen ligger inom projektets period; `null` när perioden inte är angiven.", "Runs on that day: it lies within the project's period; `null` when the period is not stated."), ("day", ("Dag.", "Day."))),
            F::maybe_int("plannedParticipants", C::PlannedParticipants, |row| row.card.planned_participants,
                ("Planerade deltagare.", "Planned participants.")).filtered(),
            F::choice("plannedPrecision", C::PlannedPrecision, |row| row.card.planned_precision,
                ("Hur exakt antalet planerade deltagare är.", "How exact the number of planned participants is.")),
            F::maybe_money("totalBudget", C::TotalBudgetMinor, |row| row.card.total_budget,
                ("Total budget.", "Total budget.")),
            F::maybe_money("grantedSupport", C::GrantedSupportMinor, |row| row.card.granted_support,
                ("Beviljat stöd. Kan vara lika med budgeten vilken medfinansieringssats det än är.", "Granted support. May equal the budget at any Union rate.")),
            F::choice("moneyPrecision", C::MoneyPrecision, |row| row.card.money_precision,
                ("Hur exakta beloppen är.", "How exact the amounts are.")),
            F::maybe_int("unionRateBasisPoints", C::UnionRateBasisPoints, |row| row.card.union_rate_basis_points,
                ("Unionens medfinansieringsgrad, hundradels procent: 5000 är 50 %. Dess andel av det offentliga stödet, inte av budgeten.", "Union co-financing rate, basis points: 5000 is 50 %. Its share of the public support, not of the budget.")),
            F::maybe_text("contactName", C::ContactName, |row| row.card.contact_name.as_deref(),
                ("Kontaktperson: som publicerad.", "Contact: as published.")),
            F::maybe_text("contactEmail", C::ContactEmail, |row| row.card.contact_email.as_deref(),
                ("Kontaktpersonens e-postadress: som publicerad.", "The contact's e-mail address: as published.")),
            F::maybe_text("postcode", C::Postcode, |row| row.card.postcode.as_deref(),
                ("Postnummer: fem siffror.", "Postcode: five digits.")),
            F::maybe_text("address", C::Address, |row| row.card.address.as_deref(), ("Adress.", "Address.")),
            F::maybe_text("description", C::Description, |row| row.card.description.as_deref(), about::DESCRIPTION),
            F::computed::<Vec<String>>("themes", |row| row.card.themes.clone(),
                ("Teman: vad projektet handlar om.", "Themes: what the project is about.")).looking_at(&[C::Themes]).showing(Shown::Texts),
            F::maybe_text("sourceTitle", C::SourceTitle, |row| row.card.source_title.as_deref(),
                ("Källa: var det som står på kortet är sagt.", "Source: where what the card says is said.")),
            F::maybe_text("sourceUrl", C::SourceUrl, |row| row.card.source_url.as_deref(),
                ("Källans webbadress.", "The source's address on the web.")),
            F::mark("demonstration", C::Demonstration, |row| row.demonstration, about::DEMONSTRATION),
            F::many_as_of::<ProjectPartnerObject>("partners", Family::Column(ProjectPartnerColumn::ProjectId), ProjectPartner::valid_on,
                ("Projektparter: vilka som bär projektet eller deltar i det.", "Project partners: who carries the project or takes part in it."), ("Parter den dagen.", "Partners on that day.")),
            F::resolved::<i32>("organisationCount",
                ("Antal organisationer: hur många som är part i projektet, var och en räknad en gång, hur många delar och tider den än har.", "Number of organisations: how many are partners of the project, each counted once, however many parts and periods it has."),
                |node, ctx| Box::pin(organisation_count(ctx, node)))
                .argument::<Option<ProjectPart>>("part", ("Bara de som har den delen.", "Those that have this part only.")).argument::<Option<Date>>("asOf", ("Parter den dagen; alla genom tiderna när den saknas.", "Partners on that day; all over time when absent.")),
            F::many::<ProjectTargetObject>("targets", Family::Column(ProjectTargetColumn::ProjectId),
                ("Projektmål: vad projektet skulle nå.", "Project targets: what the project set out to reach.")),
            F::many::<PrincipleMeasureObject>("principleMeasures", Family::Column(PrincipleMeasureColumn::ProjectId),
                ("Åtgärder för de horisontella principerna.", "Measures for the horizontal principles.")),
            F::many::<ProjectObject>("predecessors", Family::Via(project::PREDECESSORS),
                ("Tidigare projekt: de som detta bygger på.", "Earlier projects: those this one builds on.")),
            F::many::<ProjectObject>("successors", Family::Via(project::SUCCESSORS),
                ("Senare projekt: de som bygger på detta.", "Later projects: those that build on this one.")),
            F::many::<HubFundingObject>("hubFundings", Family::Column(HubFundingColumn::ProjectId),
                ("Kompetensnav som projektet finansierar: finansieringarna, var och en med sitt nav.", "Competence hubs that the project funds: the fundings, each with its hub.")),
            F::many::<EffortObject>("efforts", Family::Column(EffortColumn::ProjectId),
                ("Insatser som projektet betalar, inom din räckvidd: allmänheten ser katalogen.", "Efforts that the project pays for, within your reach: the public sees the catalogue.")),
            F::many::<ProcurementObject>("procurements", Family::Column(ProcurementColumn::ProjectId),
                ("Upphandlingar som projektet betalar, inom din räckvidd.", "Procurements that the project pays for, within your reach.")),
            F::many::<ParticipationObject>("participations", Family::Column(ParticipationColumn::ProjectId),
                ("Deltaganden, inom din räckvidd.", "Participations, within your reach.")),
            F::many::<EnrolmentObject>("enrolments", Family::Column(EnrolmentColumn::ProjectId),
                ("Anmälningar, inom din räckvidd.", "Enrolments, within your reach.")),
            F::many::<OutcomeObject>("outcomes", Family::Column(OutcomeColumn::ProjectId),
                ("Resultat, inom din räckvidd.", "Outcomes, within your reach.")),
            F::many::<ReflectionObject>("reflections", Family::Column(ReflectionColumn::ProjectId),
                ("Reflektioner som hålls inom projektet, inom din räckvidd.", "Reflections held within the project, within your reach.")),
            F::many::<CompetenceAnalysisObject>("competenceAnalyses", Family::Column(CompetenceAnalysisColumn::ProjectId),
                ("Kompetensanalyser inom projektet, inom din räckvidd.", "Competence analyses within the project, within your reach.")),
            F::many::<DevelopmentPlanObject>("developmentPlans", Family::Column(DevelopmentPlanColumn::ProjectId),
                ("Kompetensutvecklingsplaner inom projektet, inom din räckvidd.", "Development plans within the project, within your reach.")),
            F::many::<LearningMeetingObject>("learningMeetings", Family::Column(LearningMeetingColumn::ProjectId),
                ("Lärmöten som projektet håller.", "Learning meetings that the project holds.")),
            F::many::<ProfessionalNetworkObject>("networks", Family::Column(ProfessionalNetworkColumn::ProjectId),
                ("Yrkesnätverk som projektet har startat.", "Professional networks that the project has started.")),
            F::many::<LessonObject>("lessons", Family::Column(LessonColumn::ProjectId),
                ("Lärdomar: vad projektet lärde sig.", "Lessons: what the project learnt.")),
            F::many::<LessonObject>("lessonsReused", Family::Via(LESSONS_REUSED),
                ("Lärdomar av andra projekt som projektet har tagit upp.", "Lessons of other projects that the project took up.")),
            F::many_as_of::<SustainedResultObject>("sustainedResults", Family::Column(SustainedResultColumn::ProjectId), SustainedResult::holding_on,
                ("Bestående resultat: vad som går vidare efter projektet.", "Sustained results: what goes on after the project."), ("De senaste kontrollerna den dagen.", "The latest findings on that day.")),
            F::resolved::<ProtectedCountObject>("participantCount",
                ("Deltagare: antal deltaganden, exakt där du når dem alla, annars skyddat och som vid senaste årsskiftet. Vem som helst får fråga.", "Participants: the number of participations, exact where you reach them all, else protected and as of the last turn of the year. Anyone may ask."), |node, ctx| Box::pin(async move { participant_count(ctx, node).await }))
                .argument::<Option<Date>>("asOf", ("Påbörjade till och med dagen; alla när den saknas. Av andras uppgifter: till och med årsskiftet dessförinnan.", "Begun until that day; all when absent. Of others' records: until the turn of the year before.")),
            F::resolved::<Option<ProjectStatus>>("statusOn",
                ("Status den dagen: inom projektets dagar startat, vad som än har hänt sedan dess; saknas där den inte är känd.", "Status on that day: started within the project's days, whatever has happened since; absent where it is not known."),
                |node, ctx| Box::pin(async move { status_on(ctx, node) }))
                .argument::<Option<Date>>("day", ("Dagen; i dag när den saknas.", "The day; today when absent.")),
            F::resolved::<EqualityFollowUp>("equality",
                ("Jämställdhetsuppföljning: kvinnors andel av deltagarna mot deras andel av arbetsstyrkan hos de organisationer som deltar, ur skyddade antal.", "Equality follow-up: women's share of the participants against that of the workforce of the organisations that take part, by protected counts."), |node, ctx| Box::pin(equality(ctx, node, |rows| Followed::Projects(rows.iter().map(|row| row.id).collect()), |row| row.id.as_str())))
                .argument::<Option<Date>>("asOf", ("Till och med dagen; i dag när den saknas. Av andras uppgifter: senaste årsskiftet.", "Until that day; today when absent. Of others' records: the turn of the year before.")).argument::<Option<ID>>("organisationId", ("Bara den organisationens del, som den själv ser exakt och de som svarar för projektet ur skyddade antal.", "That organisation's part only, which it sees exactly itself, and those who answer for the project by protected counts.")),
            F::where_some::<LearningMeetingObject>("someLearningMeeting", LearningMeetingColumn::ProjectId,
                ("Har något lärmöte som uppfyller detta.", "Has some learning meeting that fulfils this.")),
            F::changed_since(),
            F::only_filter::<CodeFilter>("programmePeriod", |f| f.on(C::ProgrammePeriod, Scheme::EsfProgramme),
                ("Programperiod.", "Programming period.")),
            F::only_filter::<String>("theme", |words| Ok(Project::about(words)),
                ("Har ett tema som innehåller texten.", "Has a theme that holds the text.")),
            F::only_filter_for::<bool>("reachesAllParticipations", wholly_reached,
                ("Du når alla projektets deltaganden, som den som leder, granskar eller följer det.", "You reach all participations of the project, as those who lead, audit or follow it do.")),
            F::only_filter::<Date>("runningOn", |day| Ok(Project::running_on(day.0)),
                ("Pågår den dagen.", "Runs on that day.")),
            F::where_some::<EffortObject>("someEffort", EffortColumn::ProjectId,
                ("Har någon insats som du når och som uppfyller detta.", "Has some effort that you reach and that fulfils this.")),
            F::where_some::<ParticipationObject>("someParticipation", ParticipationColumn::ProjectId,
                ("Har något deltagande som du når och som uppfyller detta.", "Has some participation that you reach and that fulfils this.")),
            F::where_some::<ProjectPartnerObject>("somePartner", ProjectPartnerColumn::ProjectId,
                ("Har någon part som uppfyller detta.", "Has some partner that fulfils this.")),
            F::where_some::<PrincipleMeasureObject>("somePrincipleMeasure", PrincipleMeasureColumn::ProjectId,
                ("Har någon åtgärd för en horisontell princip som uppfyller detta.", "Has some measure for a horizontal principle that fulfils this.")),
        ])
    }
}

/// Those of whose participations the caller reaches every one, or the others.
fn wholly_reached(ctx: &Context<'_>, wanted: bool) -> Filter<C> {
    let grant = access::view(&caller(ctx).request, Action::ReadParticipations);
    let scope = grant.scope();
    let own = match scope.all {
        true => Filter::default(),
        false => {
            let ids = scope.projects.iter().map(|id| id.as_str().into()).collect();
            Filter::Is(C::Id, Compare::In(ids))
        }
    };
    if wanted { own } else { Filter::Not(Box::new(own)) }
}

/// How many organisations are partners, counted with the siblings' in one statement.
async fn organisation_count(ctx: &Context<'_>, node: &Node<Project>) -> async_graphql::Result<i32> {
    let part = given::<ProjectPart>(ctx, "part")?;
    let on = day("asOf", given(ctx, "asOf")?).map_err(|error| refuse(ctx, error))?;
    let of_part = part.map(|part| Filter::Is(ProjectPartnerColumn::Part, Compare::Eq(part.0.as_str().into())));
    let those = Filter::All(of_part.into_iter().chain(on.map(ProjectPartner::valid_on)).collect());
    let counts = node.shared(ctx, || async {
        let projects: Vec<&str> = node.siblings().iter().map(|project| project.id.as_str()).collect();
        let (family, each) = (Family::Column(ProjectPartnerColumn::ProjectId), ProjectPartnerColumn::OrganisationId);
        let partners = RecordReader::<ProjectPartner>::new(db(ctx));
        partners.count_different(&caller(ctx).request, family, &projects, &those, each).await
    });
    let counts: Arc<HashMap<String, u64>> = counts.await?;
    let count = counts.get(node.row().id.as_str()).copied().unwrap_or_default();
    Ok(i32::try_from(count).unwrap_or(i32::MAX))
}

fn status_on(ctx: &Context<'_>, node: &Node<Project>) -> async_graphql::Result<Option<ProjectStatus>> {
    let today = db(ctx).clock().today();
    let on = day("day", given(ctx, "day")?).map_err(|error| refuse(ctx, error))?;
    Ok(node.row().status_on(on.unwrap_or(today), today).map(Choice))
}
