//! What a workplace makes of seed 002's film: a reflection with its insights and the change it led to, and two assessments of the
//! health factor.

use kernel::{Result, id::OrganisationId};
use store::Tx;
use workplaces::{
    AgreedChange, HealthAssessment, HealthFactor, LearningSpread, Material, Reflection, Workplace,
    agreed_change::{AgreeChange, CompleteChange},
    health::{AssessHealthFactor, HealthAnswer},
    material::{MaterialKind, PublishMaterial},
    reflection::{
        FollowUpReflection, HoldReflection, InsightTheme, Insights, PlanReflection, ReflectionKind,
        ShareReflectionNotes,
    },
    workplace::RegisterWorkplace,
};

use super::world::{World, day};

/// Rows of workplaces.
#[derive(Default)]
pub(super) struct Learning {
    pub(super) materials: Vec<Material>,
    pub(super) workplaces: Vec<Workplace>,
    pub(super) reflections: Vec<Reflection>,
    pub(super) changes: Vec<AgreedChange>,
    pub(super) spreads: Vec<LearningSpread>,
    pub(super) assessments: Vec<HealthAssessment>,
}

impl Learning {
    /// In the order that references ask for.
    ///
    /// # Errors
    /// As [`Tx::insert`].
    pub(super) async fn insert(&self, tx: &mut Tx) -> Result<()> {
        tx.insert_many(&self.materials).await?;
        tx.insert_many(&self.workplaces).await?;
        tx.insert_many(&self.reflections).await?;
        tx.insert_many(&self.changes).await?;
        tx.insert_many(&self.spreads).await?;
        tx.insert_many(&self.assessments).await
    }
}

/// The film with its question, as the source has it; what a workplace made of it is invented.
pub(super) fn build(world: &World, publisher: OrganisationId, employer: OrganisationId) -> Result<Learning> {
    let mut assessments = Vec::new();
    let (opened_on, held_on, reviewed_on) = (day(2021, 1, 11), day(2022, 3, 14), day(2022, 9, 12));
    let film = PublishMaterial {
        organisation: publisher,
        network: None,
        kind: MaterialKind::Film,
        title: "Film om Kompetensutveckling hela arbetslivet".to_owned(),
        url: None,
        minutes: None,
        language: Some("sv".to_owned()),
        prompt: "Vad gör ni för att bygga in lärande och reflektion i ert arbete?".to_owned(),
        further_prompts: Vec::new(),
        prompt_minutes: 5,
    };
    let (film, _) = Material::publish(world.id(), None, film, opened_on)?;
    let place = RegisterWorkplace {
        organisation: employer,
        name: "Förskolan Solen (demonstration)".to_owned(),
        municipality: Some("0180".to_owned()),
        headcount: Some(14),
        opened_on: Some(opened_on),
    };
    let (place, _) = Workplace::register(world.id(), place)?;
    let plan = PlanReflection {
        workplace: place.id,
        project: None,
        material: Some(film.id),
        kind: ReflectionKind::FilmAndReflection,
        planned_on: held_on,
        question: None,
    };
    let (mut reflection, _) = Reflection::plan(world.id(), &place, Some(&film), true, plan)?;
    let (id, expected_version) = (reflection.id, reflection.version);
    let hold = HoldReflection { id, expected_version, held_on, minutes: 5, attendee_count: 12 };
    reflection.hold((&place, None), hold, held_on)?;
    let insights = Insights {
        went_wrong: Some("Vi utvärderade bara effekterna av projektet".to_owned()),
        went_wrong_theme: Some(InsightTheme::Time),
        next_time: Some("Nästa gång gör vi det tillsammans".to_owned()),
        next_time_theme: Some(InsightTheme::Cooperation),
        ..Insights::default()
    };
    reflection.share_notes(ShareReflectionNotes { id, expected_version, insights })?;
    reflection.agree_change()?;
    let change = AgreeChange {
        reflection: id,
        expected_version,
        what: "Fem minuters reflektion på varje arbetsplatsträff".to_owned(),
        responsible: "arbetsledare".to_owned(),
        due_on: day(2022, 5, 31),
    };
    let (mut change, _) = AgreedChange::of(world.id(), &reflection, change)?;
    let result = Some("Stående punkt på arbetsplatsträffen".to_owned());
    let complete =
        CompleteChange { id: change.id, expected_version: change.version, done_on: day(2022, 5, 16), result };
    change.complete(&reflection, complete, reviewed_on)?;
    let follow_up = "Fler berättar om det de har lärt sig".to_owned();
    reflection
        .follow_up(FollowUpReflection { id, expected_version, followed_up_on: reviewed_on, follow_up }, reviewed_on)?;
    for (assessed_on, has_forum, has_time) in
        [(held_on, HealthAnswer::No, HealthAnswer::No), (reviewed_on, HealthAnswer::Yes, HealthAnswer::Partly)]
    {
        let assess = AssessHealthFactor {
            workplace: place.id,
            factor: None,
            assessed_on,
            has_forum,
            has_time,
            shares_after_courses: HealthAnswer::Partly,
            may_change_role: HealthAnswer::Partly,
            evaluates_ways_of_working: HealthAnswer::Partly,
        };
        let (assessment, _) =
            HealthAssessment::assess(world.id(), &place, HealthFactor::first()?, assess, reviewed_on)?;
        assessments.push(assessment);
    }
    Ok(Learning {
        materials: vec![film],
        workplaces: vec![place],
        reflections: vec![reflection],
        changes: vec![change],
        spreads: Vec::new(),
        assessments,
    })
}
