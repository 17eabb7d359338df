//! How a participation is shown.

use std::collections::HashMap;

use async_graphql::SimpleObject;
use efforts::{enrolment::EnrolmentColumn, outcome::OutcomeColumn};
use graph::{Choice, Date, Field, Fields, FilterInput, IdFilter, Object, Shown, Table, context::caller, table};
use kernel::{
    Label,
    id::{ParticipationId, kind},
};
use participants::participation::{self, ParticipationColumn as C, SpellColumn};
use store::Family;
use taxonomy::Scheme;

use crate::{
    app::app,
    objects::{
        about, enrolment::EnrolmentObject, organisation::OrganisationObject, outcome::OutcomeObject,
        participant::ParticipantObject, participation_spell::ParticipationSpellObject, project::ProjectObject,
    },
};

pub type ParticipationStatus = Choice<participation::ParticipationStatus>;
pub type Sex = Choice<kernel::Sex>;
pub type EmploymentSituation = Choice<participation::EmploymentSituation>;
pub type Answer = Choice<participation::Answer>;

/// Sensitive answers.
///
/// Svenska: Känsliga uppgifter.
#[derive(Clone, Copy, SimpleObject)]
pub struct SensitiveAnswers {
    /// Disability.
    ///
    /// Svenska: Funktionsnedsättning.
    disability: Answer,
    /// Minority.
    ///
    /// Svenska: Minoritet.
    minority: Answer,
}

impl From<participation::Sensitive> for SensitiveAnswers {
    fn from(answers: participation::Sensitive) -> Self {
        Self { disability: answers.disability.into(), minority: answers.minority.into() }
    }
}

pub type ParticipationObject = Object<ParticipationFields>;
pub type ParticipationFilter = FilterInput<ParticipationFields>;

type F = Field<ParticipationFields>;

/// The fields of [`participation::Participation`].
pub struct ParticipationFields;

impl Fields for ParticipationFields {
    type Record = participation::Participation;

    const NAME: &'static str = "Participation";
    const ABOUT: Label = Label {
        sv: "Deltagande: en person i ett projekt, med egenskaperna dagen hon kom in. Räknas av finansiärer.",
        en: "Participation: one person in one project, with the characteristics on the day of entry. Counted by funders.",
    };
    const TITLE: &'static str = "participant { id name } project { id name } startsOn";

    const FIRST: &'static [&'static str] =
        &["project", "status", "statusReason", "startsOn", "endsOn", "enrolments", "outcomes", "spells"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(ParticipationFields, [
            F::choice("status", C::Status, |row| row.status, about::STATUS).filtered().ordered(),
            F::steps(|row| row.status, participation::TRANSITIONS),
            F::maybe_text("statusReason", C::StatusReason, |row| row.status_reason.as_deref(), about::STATUS_REASON),
            F::date("startsOn", C::StartsOn, |row| row.starts_on,
                ("Första dag: dagen som egenskaperna beskriver.", "First day: the day the characteristics describe.")).filtered().ordered(),
            F::maybe_date("endsOn", C::EndsOn, |row| row.ends_on,
                ("Sista dag; saknas medan det pågår.", "Last day; nothing while it goes on.")).filtered(),
            F::maybe_date("resultsClearedOn", C::ResultsClearedOn, |row| row.results_cleared_on,
                ("Senaste återinträde: resultat som observerats före den dagen räknas inte längre.", "Latest return: outcomes observed before this day no longer count.")),
            F::computed::<Option<Date>>("followUpDueOn", |row| row.follow_up_due_on().map(Date),
                ("Uppföljning tidigast: sex månader efter att personen slutat.", "Earliest follow-up: six months after leaving.")).showing(Shown::Date),
            F::choice("sex", C::Sex, |row| row.entry.sex, ("Kön.", "Sex.")).filtered(),
            F::maybe_int("birthYear", C::BirthYear, |row| row.entry.birth_year, ("Födelseår.", "Year of birth.")),
            F::maybe_int("ageAtEntry", C::AgeAtEntry, |row| row.entry.age_at_entry,
                ("Ålder vid start, hela år.", "Age at entry, whole years.")).filtered(),
            F::choice("employmentSituation", C::EmploymentSituation, |row| row.entry.employment_situation,
                ("Sysselsättning: den vid start.", "Employment situation: the one at entry.")).filtered(),
            F::computed::<bool>("employedAtEntry", |row| row.entry.employment_situation.is_employed(),
                ("Räknas som sysselsatt vid start: varslade och permitterade också.", "Counts as employed at entry: under notice and furloughed too.")).showing(Shown::YesNo),
            F::yes_no("inEducation", C::InEducation, |row| row.entry.in_education,
                ("I utbildning: vid start.", "In education: at entry.")).filtered(),
            F::code("sunLevel", C::SunLevelCode, Scheme::Sun2020Level, |row| row.entry.sun_level.as_ref(),
                ("Utbildningsnivå: SUN 2020.", "Level of education: SUN 2020.")).filtered(),
            F::code("municipality", C::MunicipalityCode, Scheme::Municipality, |row| row.entry.municipality.as_ref(),
                ("Bostadskommun.", "Municipality of residence.")).filtered(),
            F::code("ssyk", C::SsykCode, Scheme::Ssyk2012, |row| row.entry.ssyk.as_ref(),
                ("Yrkesgrupp: SSYK 2012.", "Occupation group: SSYK 2012.")).filtered(),
            F::code("sni", C::SniCode, Scheme::Sni2007, |row| row.entry.sni.as_ref(),
                ("Arbetsgivarens bransch: SNI 2007.", "The employer's industry: SNI 2007.")).filtered(),
            F::yes_no("isComplete", C::IsComplete, |row| row.is_complete,
                ("Fullständiga uppgifter: räknas i indikatorerna, inte bara i totalen.", "Complete data: counts in the indicators, not only in the grand total.")).filtered(),
            F::mark("demonstration", C::Demonstration, |row| row.demonstration, about::DEMONSTRATION),
            F::resolved::<ParticipantObject>("participant",
                ("Deltagare.", "Participant."), |node, ctx| Box::pin(async move { ParticipantObject::of(node, ctx, |row| row.participant, Some(node.row().id)).await })).looking_at(&[]),
            F::resolved::<Option<SensitiveAnswers>>("sensitive",
                ("Känsliga uppgifter: saknas om inte din roll läser dem. Varje läsning noteras.", "Sensitive answers: nothing unless your role reads them. Every reading is noted."), |node, ctx| Box::pin(async move { let answers = node.shared(ctx, || async { let ids: Vec<ParticipationId> = node.siblings().iter().map(|row| row.id).collect(); app(ctx).participations.sensitive(&caller(ctx).request, &ids).await }); let answers: std::sync::Arc<HashMap<ParticipationId, participation::Sensitive>> = answers.await?; Ok(answers.get(&node.row().id).copied().map(SensitiveAnswers::from)) })).looking_at(&[]),
            F::the::<ProjectObject>("project", C::ProjectId, |row| row.project, about::PROJECT).filtered().by_id(),
            F::one::<OrganisationObject>("organisation", C::OrganisationId, |row| row.organisation,
                ("Organisation: arbetsgivaren vid start.", "Organisation: the employer at entry.")).filtered().by_id(),
            F::many::<ParticipationSpellObject>("spells", Family::Column(SpellColumn::ParticipationId),
                ("Deltagandeperioder.", "Spells of participation.")),
            F::many::<EnrolmentObject>("enrolments", Family::Column(EnrolmentColumn::ParticipationId),
                ("Anmälningar, inom din räckvidd.", "Enrolments, within your reach.")),
            F::many::<OutcomeObject>("outcomes", Family::Column(OutcomeColumn::ParticipationId),
                ("Resultat, inom din räckvidd.", "Outcomes, within your reach.")),
            F::changed_since(),
            F::only_filter::<IdFilter>("participantId", |f| f.on::<_, kind::Participant>(C::ParticipantId),
                ("Person.", "Person.")),
            F::where_some::<EnrolmentObject>("someEnrolment", EnrolmentColumn::ParticipationId,
                ("Har någon anmälan inom din räckvidd som uppfyller detta.", "Has some enrolment within your reach that fulfils this.")),
            F::where_some::<OutcomeObject>("someOutcome", OutcomeColumn::ParticipationId,
                ("Har något resultat inom din räckvidd som uppfyller detta.", "Has some outcome within your reach that fulfils this.")),
        ])
    }
}
