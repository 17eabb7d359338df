//! What more workplaces do with seed 002: reflections with their notes, changes and spread, and two assessments of the health factor
//! a year, some going up and some down. All of it is invented.

use chrono::{Datelike, Months, NaiveDate, Weekday};
use kernel::{
    Result,
    id::{EffortId, OrganisationId},
};
use workplaces::{
    AgreedChange, HealthAssessment, HealthFactor, LearningSpread, Material, Reflection, Workplace,
    agreed_change::{AgreeChange, CompleteChange},
    health::{AssessHealthFactor, HealthAnswer},
    material::{MaterialKind, PublishMaterial},
    reflection::{
        FollowUpReflection, HoldReflection, InsightTheme as T, Insights, PlanReflection, ReflectionKind as K,
        ShareReflectionNotes,
    },
    spread::RecordLearningSpread,
    workplace::RegisterWorkplace,
};

use super::{
    draw::{Draw, later},
    learning::Learning,
    world::{World, day},
};

/// Keeps these draws apart from the others'.
const SERIES: u64 = 203;

/// Days that a group has for what it agreed.
const TIME: i32 = 60;

const KINDS: [K; 4] = [K::FilmAndReflection, K::StaffMeetingSharing, K::AfterActionReview, K::RoleSwap];

/// What groups learn: a theme, what went wrong, what went right, what they do next time, and the change that they agree on.
const LEARNT: [(T, &str, &str, &str, &str); 6] = [
    (
        T::Time,
        "Vi hann inte prata färdigt",
        "Alla kom till tals",
        "Vi lägger reflektionen först på mötet",
        "Reflektion som första punkt på arbetsplatsträffen",
    ),
    (
        T::Forum,
        "Det som hände nådde inte kvällslaget",
        "Överlämningen fungerade på morgonen",
        "Vi skriver på tavlan före bytet",
        "En tavla vid överlämningen",
    ),
    (
        T::Tools,
        "Utrustningen var inte framme",
        "Checklistan höll",
        "Vi provar utrustningen dagen före",
        "Prov av utrustningen dagen före",
    ),
    (
        T::Cooperation,
        "Två gjorde samma sak",
        "Vi tog hjälp av grannarna",
        "Vi bestämmer vem som gör vad innan",
        "Fem minuter om vem som gör vad",
    ),
    (
        T::Roles,
        "Bara en kunde göra det",
        "Den som bytte roll såg nya saker",
        "Vi går bredvid en dag i månaden",
        "Gå bredvid en dag i månaden",
    ),
    (
        T::Knowledge,
        "Vi visste inte att det fanns en rutin",
        "Den som var på kurs berättade",
        "Vi visar rutinen för alla nya",
        "Rutinen visas för alla nya",
    ),
];

const RESPONSIBLE: [&str; 4] = ["arbetsledare", "skyddsombud", "samordnare", "enhetschef"];

/// Which way a workplace's answers go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Trend {
    Up,
    Down,
}

/// A workplace, how many work there, and which way it goes.
pub(super) type Place = (&'static str, i32, Trend);

/// Beside the preschool of the source's own question.
pub(super) const PLACES: [Place; 8] = [
    ("Förskolan Månen (demonstration)", 11, Trend::Up),
    ("Äldreboendet Linden (demonstration)", 38, Trend::Up),
    ("Hemtjänsten Norr (demonstration)", 26, Trend::Down),
    ("Stadsbiblioteket (demonstration)", 9, Trend::Up),
    ("Gatukontoret (demonstration)", 17, Trend::Down),
    ("Grundskolan Björken (demonstration)", 44, Trend::Up),
    ("Räddningstjänsten (demonstration)", 21, Trend::Down),
    // Nobody has done anything there.
    ("Växelservice (demonstration)", 5, Trend::Down),
];

/// What reflections need to know of.
pub(super) struct Ground<'a> {
    pub(super) world: &'a World,
    /// A film or a text to begin with.
    pub(super) material: &'a Material,
    /// What may be told of at a staff meeting.
    pub(super) efforts: &'a [EffortId],
}

/// A workplace that `organisation` has had since `opened_on`.
///
/// # Errors
/// `Invalid` for a code that is none.
pub(super) fn workplace(
    world: &World,
    organisation: OrganisationId,
    (name, headcount, _): Place,
    municipality: &str,
    opened_on: NaiveDate,
) -> Result<Workplace> {
    let register = RegisterWorkplace {
        organisation,
        name: name.to_owned(),
        municipality: Some(municipality.to_owned()),
        headcount: Some(headcount),
        opened_on: Some(opened_on),
    };
    Ok(Workplace::register(world.id(), register)?.0)
}

/// The two years that the material is new, at the workplaces of the employer of seed 002. `film` is the source's.
///
/// # Errors
/// As the reflections' own steps.
pub(super) fn build(
    world: &World,
    publisher: OrganisationId,
    employer: OrganisationId,
    film: &Material,
) -> Result<Learning> {
    let opened_on = day(2021, 1, 11);
    let text = PublishMaterial {
        organisation: publisher,
        network: None,
        kind: MaterialKind::Text,
        title: "Lära av projektet (demonstration)".to_owned(),
        url: Some("https://example.org/lara-av-projektet".to_owned()),
        minutes: Some(4),
        language: Some("sv".to_owned()),
        prompt: "Vad blev fel, vad blev rätt, och hur gör vi nästa gång?".to_owned(),
        further_prompts: Vec::new(),
        prompt_minutes: 10,
    };
    let (text, _) = Material::publish(world.id(), None, text, opened_on)?;
    let efforts = given_by(world, publisher);
    let mut learning = Learning::default();
    for (nth, place) in PLACES.into_iter().enumerate() {
        let workplace = workplace(world, employer, place, "0180", opened_on)?;
        if nth + 1 < PLACES.len() {
            let material = if nth % 2 == 0 { film } else { &text };
            let ground = Ground { world, material, efforts: &efforts };
            let until = day(2022, 12, 16);
            learning.at(&ground, &workplace, place.2, (until, until), &mut Draw::of(SERIES, nth as u32))?;
        }
        learning.workplaces.push(workplace);
    }
    learning.materials.push(text);
    Ok(learning)
}

/// The efforts that an organisation gives whenever a workplace likes.
pub(super) fn given_by(world: &World, provider: OrganisationId) -> Vec<EffortId> {
    let own = world.efforts.iter().filter(|effort| effort.provider == Some(provider) && effort.project.is_none());
    own.map(|effort| effort.id).collect()
}

impl Learning {
    /// Two years of one workplace, up to the day `until`, as they look on the day `seen`: a reflection a month, an assessment every half-year.
    ///
    /// # Errors
    /// As the reflections' own steps.
    pub(super) fn at(
        &mut self,
        ground: &Ground<'_>,
        place: &Workplace,
        trend: Trend,
        (until, seen): (NaiveDate, NaiveDate),
        draw: &mut Draw,
    ) -> Result<()> {
        for ago in (0..23).rev() {
            let on = workday(later(months_before(until, ago), -draw.between(0, 20)));
            if draw.percent(85) {
                self.reflection(ground, place, on, seen, draw)?;
            }
        }
        for (nth, ago) in [21, 15, 9, 3].into_iter().enumerate() {
            let on = workday(later(months_before(until, ago), -draw.between(0, 20)));
            self.assessment(ground.world, place, trend, nth, on)?;
        }
        Ok(())
    }

    /// One that was held on a day, with as much of what follows as has come by `seen`.
    fn reflection(
        &mut self,
        ground: &Ground<'_>,
        place: &Workplace,
        held_on: NaiveDate,
        seen: NaiveDate,
        draw: &mut Draw,
    ) -> Result<()> {
        let world = ground.world;
        let kind = *draw.pick(&KINDS);
        let mut reflection = planned(ground, place, kind, held_on)?;
        let (id, expected_version) = (reflection.id, reflection.version);
        let attendee_count = draw.between(2, place.headcount.unwrap_or(2).max(2));
        let minutes = *draw.pick(&[5, 5, 5, 10, 15]);
        let hold = HoldReflection { id, expected_version, held_on, minutes, attendee_count };
        reflection.hold((place, None), hold, seen)?;
        if let Some(effort) = ground.efforts.first().filter(|_| kind == K::StaffMeetingSharing) {
            let effort = if draw.percent(50) { *effort } else { *draw.pick(ground.efforts) };
            let colleagues_reached = draw.between(1, attendee_count);
            let record = RecordLearningSpread { reflection: id, effort, enrolment: None, colleagues_reached };
            self.spreads.push(LearningSpread::record(world.id(), &reflection, None, record)?.0);
        }
        let learnt = *draw.pick(&LEARNT);
        if draw.percent(90) {
            reflection.share_notes(ShareReflectionNotes { id, expected_version, insights: insights(learnt, draw) })?;
            if draw.percent(80) {
                self.change(world, &mut reflection, learnt.4, (held_on, seen), draw)?;
            }
        }
        self.reflections.push(reflection);
        Ok(())
    }

    /// The change that a reflection agreed; some are done and followed up, some are overdue.
    fn change(
        &mut self,
        world: &World,
        reflection: &mut Reflection,
        what: &str,
        (held_on, seen): (NaiveDate, NaiveDate),
        draw: &mut Draw,
    ) -> Result<()> {
        reflection.agree_change()?;
        let (id, expected_version) = (reflection.id, reflection.version);
        let due_on = later(held_on, TIME);
        let responsible = (*draw.pick(&RESPONSIBLE)).to_owned();
        let agree = AgreeChange { reflection: id, expected_version, what: what.to_owned(), responsible, due_on };
        let (mut change, _) = AgreedChange::of(world.id(), reflection, agree)?;
        if due_on <= seen && draw.percent(70) {
            let done_on = workday(later(due_on, -draw.between(2, 20)));
            let result = draw.percent(60).then(|| "Det blev en vana".to_owned());
            let complete = CompleteChange { id: change.id, expected_version: change.version, done_on, result };
            change.complete(reflection, complete, seen)?;
            let followed_up_on = workday(later(due_on, 30));
            if followed_up_on <= seen && draw.percent(75) {
                let follow_up = "Fler berättar om det de har lärt sig".to_owned();
                let follow = FollowUpReflection { id, expected_version, followed_up_on, follow_up };
                reflection.follow_up(follow, seen)?;
            }
        }
        self.changes.push(change);
        Ok(())
    }

    /// The `nth` of four assessments.
    fn assessment(
        &mut self,
        world: &World,
        place: &Workplace,
        trend: Trend,
        nth: usize,
        assessed_on: NaiveDate,
    ) -> Result<()> {
        let step = if trend == Trend::Up { nth } else { 3 - nth };
        // The five questions come along one after the other.
        let answer = |question: usize| match (2 * step).saturating_sub(question) {
            0 => HealthAnswer::No,
            1 | 2 => HealthAnswer::Partly,
            _ => HealthAnswer::Yes,
        };
        let assess = AssessHealthFactor {
            workplace: place.id,
            factor: None,
            assessed_on,
            has_forum: answer(0),
            has_time: answer(1),
            shares_after_courses: answer(2),
            may_change_role: answer(3),
            evaluates_ways_of_working: answer(4),
        };
        let factor = HealthFactor::first()?;
        self.assessments.push(HealthAssessment::assess(world.id(), place, factor, assess, assessed_on)?.0);
        Ok(())
    }
}

/// A reflection that is planned for a day.
///
/// # Errors
/// As [`Reflection::plan`].
pub(super) fn planned(ground: &Ground<'_>, place: &Workplace, kind: K, planned_on: NaiveDate) -> Result<Reflection> {
    let material = Some(ground.material).filter(|_| kind == K::FilmAndReflection);
    let question =
        (kind == K::AfterActionReview).then(|| "Vad blev fel, vad blev rätt, hur gör vi nästa gång?".to_owned());
    let plan = PlanReflection {
        workplace: place.id,
        project: None,
        material: material.map(|material| material.id),
        kind,
        planned_on,
        question,
    };
    Ok(Reflection::plan(ground.world.id(), place, material, true, plan)?.0)
}

fn insights((theme, wrong, right, next, _): (T, &str, &str, &str, &str), draw: &mut Draw) -> Insights {
    let mut insights =
        Insights { next_time: Some(next.to_owned()), next_time_theme: Some(theme), ..Insights::default() };
    if draw.percent(80) {
        (insights.went_wrong, insights.went_wrong_theme) = (Some(wrong.to_owned()), Some(theme));
    }
    if draw.percent(70) {
        (insights.went_right, insights.went_right_theme) = (Some(right.to_owned()), Some(theme));
    }
    insights
}

/// The same day so many months before; the last of a shorter month.
pub(super) fn months_before(on: NaiveDate, months: u32) -> NaiveDate {
    on.checked_sub_months(Months::new(months)).unwrap_or(on)
}

/// The day itself, or the Friday before a weekend.
pub(super) fn workday(on: NaiveDate) -> NaiveDate {
    match on.weekday() {
        Weekday::Sat => later(on, -1),
        Weekday::Sun => later(on, -2),
        _ => on,
    }
}
