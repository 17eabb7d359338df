//! How the Gothenburg council looks ahead, all of it invented: two years of signals in every state, its action plans with goals that are
//! followed up, and the scores of the needs that are prioritised. Days are reckoned back from the day of loading.

use chrono::{Datelike, NaiveDate};
use industry_councils::{
    ActionPlan, Endorsement, GoalReading, IndustryCouncil, Need, NeedScore, PlanGoal, PlanPriority, Signal,
    SignalAssessment, SignalLink,
    action_plan::{AdoptActionPlan, CloseActionPlan, DraftActionPlan, ReviseActionPlan, ScoreWeights},
    endorsement::EndorsementStatus,
    goal_reading::NoteGoalValue,
    need::{NeedHorizon, NeedStatus},
    need_score::ScoreNeed,
    plan_goal::{AddPlanGoal, GoalMetric},
    plan_priority::AddPlanPriority,
    signal::{CaptureSignal, SignalSettlement, SignalSource, SteepCategory},
    signal_assessment::{AssessSignal, SignalConfidence},
    signal_link::LinkSignal,
};
use kernel::{Error, Result, id::CouncilId};
use store::Tx;
use taxonomy::Scheme;

use super::{
    draw::later,
    seed_003::Gothenburg,
    world::{World, day, labelled},
};

/// What the council looks ahead by.
#[derive(Default)]
pub(super) struct Ahead {
    signals: Vec<Signal>,
    assessments: Vec<SignalAssessment>,
    links: Vec<SignalLink>,
    plans: Vec<ActionPlan>,
    priorities: Vec<PlanPriority>,
    goals: Vec<PlanGoal>,
    readings: Vec<GoalReading>,
    scores: Vec<NeedScore>,
}

impl Ahead {
    /// In the order that references ask for.
    ///
    /// # Errors
    /// As [`Tx::insert`].
    pub(super) async fn insert(&self, tx: &mut Tx) -> Result<()> {
        tx.insert_many(&self.signals).await?;
        tx.insert_many(&self.assessments).await?;
        tx.insert_many(&self.links).await?;
        tx.insert_many(&self.plans).await?;
        tx.insert_many(&self.priorities).await?;
        tx.insert_many(&self.goals).await?;
        tx.insert_many(&self.readings).await?;
        tx.insert_many(&self.scores).await
    }
}

/// What becomes of a signal beside its assessments.
enum Fate {
    Open,
    ToNeed,
    ToSkill(&'static str),
    Settled(SignalSettlement, &'static str),
}

/// A signal: how many days ago, what it is, and which industry councils found it how relevant, in turn.
struct Seen {
    ago: i32,
    source: SignalSource,
    steep: SteepCategory,
    title: &'static str,
    sni: &'static str,
    /// The industry council's place among the industries; who stands twice has assessed it anew.
    found: &'static [(usize, i32)],
    fate: Fate,
}

const fn seen(
    (ago, source, steep): (i32, SignalSource, SteepCategory),
    title: &'static str,
    sni: &'static str,
    found: &'static [(usize, i32)],
    fate: Fate,
) -> Seen {
    Seen { ago, source, steep, title, sni, found, fate }
}

#[rustfmt::skip]
const SEEN: [Seen; 9] = {
    use SignalSource as S;
    use SteepCategory as P;
    [
        seen((700, S::Technology, P::Technological), "Celler till fordonsbatterier börjar monteras i regionen", "29", &[(0, 5), (4, 4), (3, 2)], Fate::ToNeed),
        seen((610, S::Regulation, P::Political), "Nya krav på klimatredovisning når underleverantörerna", "28", &[(0, 3), (4, 3)], Fate::ToSkill("Hybridteknik")),
        seen((480, S::Forecast, P::Economic), "Handeln väntas minska antalet butiksanställda", "47", &[(1, 4), (1, 5)], Fate::ToNeed),
        seen((390, S::Crisis, P::Economic), "En stor arbetsgivare varslar", "29", &[(0, 5), (3, 5), (4, 1)], Fate::Settled(SignalSettlement::Archived, "Varslet drogs tillbaka")),
        seen((300, S::VacancyData, P::Social), "Antalet annonser efter kockar har fördubblats på ett år", "55", &[(2, 4)], Fate::ToNeed),
        seen((210, S::CompanyVisit, P::Technological), "Självkörande truckar i terminalerna", "49", &[(3, 2)], Fate::Settled(SignalSettlement::Refuted, "Försöket lades ner")),
        seen((90, S::Technology, P::Technological), "Språkmodeller i kundtjänst och planering", "47", &[(1, 5), (2, 3), (3, 4)], Fate::Open),
        seen((30, S::Forecast, P::Environmental), "Elnätet räcker inte till för nya anläggningar", "28", &[(4, 4)], Fate::Open),
        seen((9, S::CompanyVisit, P::Social), "Unga söker sig bort från skiftarbete", "29", &[], Fate::Open),
    ]
};

/// Signals, plans and scores of the council.
///
/// # Errors
/// As the steps of each.
pub(super) fn build(world: &World, gothenburg: &Gothenburg) -> Result<Ahead> {
    let mut ahead = Ahead::default();
    for seen in &SEEN {
        signal(world, gothenburg, seen, &mut ahead)?;
    }
    let year = world.today.year();
    let mut before = plan(world, gothenburg.council, year - 1, &mut ahead)?;
    let first = day(year - 1, 1, 1);
    in_force(&mut before, first, None)?;
    follow_up(world, &before, &[(day(year - 1, 3, 31), 30)], &mut ahead)?;
    let (next, _) = before.revise(world.id(), revising(&before, None), &[])?;
    let mut next = carry(world, &before, next, &mut ahead)?;
    consulted_and_adopted(&mut next, day(year - 1, 6, 10))?;
    in_force(&mut next, day(year - 1, 7, 1), Some(&mut before))?;
    follow_up(world, &next, &[(day(year - 1, 9, 30), 60), (day(year - 1, 12, 15), 85)], &mut ahead)?;
    let close = CloseActionPlan {
        id: next.id,
        expected_version: 1,
        follow_up: "Tre av fyra mål är nådda eller nära. Det som återstår går vidare i nästa plan.".to_owned(),
        closed_on: Some(day(year, 1, 1)),
    };
    next.close(close, world.today)?;

    let mut now = plan(world, gothenburg.council, year, &mut ahead)?;
    in_force(&mut now, day(year, 1, 1), None)?;
    let lately = later(world.today, -14).max(day(year, 1, 1));
    // So much of the way as of the year: nothing on its first day, and never less than at the quarter before.
    let gone = (lately.ordinal0() * 93 / 366) as i32;
    let quarters = [(day(year, 3, 31), 20), (day(year, 6, 30), 45), (day(year, 9, 30), 65), (lately, gone)];
    let mut noted: Vec<_> = quarters.into_iter().filter(|(on, _)| *on <= lately).collect();
    noted.sort_unstable();
    follow_up(world, &now, &noted, &mut ahead)?;
    scores(world, &now, later(world.today, -120).max(day(year, 1, 1)), &mut ahead)?;
    let (coming, _) = now.revise(world.id(), revising(&now, Some(year + 1)), &[])?;
    let mut coming = carry(world, &now, coming, &mut ahead)?;
    coming.consult(world.in_months(1), world.today)?;
    ahead.plans = vec![before, next, now, coming];
    Ok(ahead)
}

fn revising(plan: &ActionPlan, year: Option<i32>) -> ReviseActionPlan {
    ReviseActionPlan { id: plan.id, expected_version: plan.version, year, title: None }
}

fn signal(world: &World, gothenburg: &Gothenburg, seen: &Seen, ahead: &mut Ahead) -> Result<()> {
    let on = later(world.today, -seen.ago);
    let command = CaptureSignal {
        council: gothenburg.council,
        source: seen.source,
        title: seen.title.to_owned(),
        text: format!("{}. Påhittat för demonstration.", seen.title),
        source_title: Some("Rådets omvärldsbevakning (demonstration)".to_owned()),
        source_address: None,
        captured_on: Some(on),
        steep: seen.steep,
        sni: Some(seen.sni.to_owned()),
        region: None,
    };
    let (mut signal, _) = Signal::capture(world.id(), command, on)?;
    let mut latest: Vec<SignalAssessment> = Vec::new();
    for (nth, (industry, relevance)) in seen.found.iter().enumerate() {
        let council = industry_council(world, gothenburg, *industry)?;
        let assessed_on = later(on, 2 + nth as i32).min(world.today);
        let command = AssessSignal {
            signal: signal.id,
            expected_version: signal.version,
            industry_council: council.id,
            relevance: *relevance,
            horizon: if seen.ago > 400 { NeedHorizon::Medium } else { NeedHorizon::Short },
            confidence: if *relevance > 3 { SignalConfidence::High } else { SignalConfidence::Low },
            note: None,
            assessed_on: Some(assessed_on),
        };
        let at = latest.iter().position(|held| held.industry_council == council.id);
        let mut earlier = at.map(|at| latest.remove(at));
        let (assessment, _) =
            SignalAssessment::of(world.id(), &signal, council, earlier.as_mut(), command, world.today)?;
        ahead.assessments.extend(earlier);
        latest.push(assessment);
        let relevances: Vec<i32> = latest.iter().map(|held| held.relevance).collect();
        signal.assess(&relevances)?;
    }
    ahead.assessments.append(&mut latest);
    let need = match seen.fate {
        Fate::ToNeed => world.needs.iter().find(|need| {
            need.council == gothenburg.council && need.codes.sni.as_deref().is_some_and(|sni| sni.starts_with(seen.sni))
        }),
        _ => None,
    };
    let skill = match seen.fate {
        Fate::ToSkill(skill) => Some(labelled(Scheme::Skill, skill)?),
        _ => None,
    };
    match &seen.fate {
        Fate::Open => {}
        Fate::Settled(settlement, reason) => drop(signal.settle(*settlement, reason)?),
        Fate::ToNeed | Fate::ToSkill(_) => {
            signal.link()?;
            let command = LinkSignal {
                signal: signal.id,
                expected_version: signal.version,
                need: need.map(|need| need.id),
                sni: Some(seen.sni.to_owned()),
                skill,
            };
            ahead.links.push(SignalLink::of(world.id(), &signal, need, &[], command, later(on, 10))?.0);
        }
    }
    ahead.signals.push(signal);
    Ok(())
}

fn industry_council<'w>(world: &'w World, gothenburg: &Gothenburg, nth: usize) -> Result<&'w IndustryCouncil> {
    let id = gothenburg.industry_councils.get(nth);
    let found = world.industry_councils.iter().find(|council| Some(&council.id) == id);
    found.ok_or_else(|| Error::broken("an industry council is missing"))
}

fn title(year: i32) -> String {
    format!("Handlingsplan {year} (demonstration)")
}

/// A plan of the year, adopted in December before, with two priorities and four goals.
fn plan(world: &World, council: CouncilId, year: i32, ahead: &mut Ahead) -> Result<ActionPlan> {
    let command = DraftActionPlan {
        council,
        year,
        title: title(year),
        text: Some("Påhittat för demonstration: vad rådet vill nå under året.".to_owned()),
        weights: ScoreWeights {
            volume: 20,
            urgency: 25,
            substitutability_gap: 15,
            endorsements: 20,
            equality_effect: 10,
            existing_supply: 30,
        },
    };
    let (mut plan, _) = ActionPlan::draft(world.id(), command)?;
    for (place, title, sni) in
        [(1, "Elektrifieringen av fordonsindustrin", Some("29")), (2, "Omställning mellan branscher", None)]
    {
        let command = AddPlanPriority {
            plan: plan.id,
            expected_version: plan.version,
            place,
            title: title.to_owned(),
            text: None,
            sni: sni.map(str::to_owned),
            industry_council: None,
        };
        let (priority, _) = PlanPriority::of(world.id(), &mut plan, None, command)?;
        let goals = if place == 1 {
            [
                ("Personer som har utbildats för elektrifieringen", GoalMetric::Participants, "deltaganden", 0, 200),
                ("Behov som har tillgodosetts", GoalMetric::NeedsMet, "behov", 0, 8),
            ]
        } else {
            [
                ("Slutförda insatser för varslade", GoalMetric::CompletedEnrolments, "slutföranden", 0, 120),
                ("Dagar från inspel till beslut", GoalMetric::Other, "dagar i median", 60, 30),
            ]
        };
        for (title, metric, unit, baseline, target) in goals {
            let command = AddPlanGoal {
                priority: priority.id,
                title: title.to_owned(),
                metric,
                unit: unit.to_owned(),
                baseline,
                target,
                due_on: day(year, 12, 31),
            };
            ahead.goals.push(PlanGoal::of(world.id(), &mut plan, &priority, command)?.0);
        }
        ahead.priorities.push(priority);
    }
    consulted_and_adopted(&mut plan, day(year - 1, 12, 10))?;
    Ok(plan)
}

fn consulted_and_adopted(plan: &mut ActionPlan, on: NaiveDate) -> Result<()> {
    plan.consult(on, on)?;
    let command = AdoptActionPlan {
        id: plan.id,
        expected_version: plan.version,
        decision: None,
        adopted_on: Some(on),
        decision_reference: Some(format!("Protokoll {}:{} § 6 (demonstration)", on.year(), on.month())),
    };
    plan.adopt(command, None, on).map(drop)
}

fn in_force(plan: &mut ActionPlan, on: NaiveDate, revised: Option<&mut ActionPlan>) -> Result<()> {
    plan.bring_into_force(on, on, &[], revised).map(drop)
}

/// The next version with what the plan has.
fn carry(world: &World, plan: &ActionPlan, mut next: ActionPlan, ahead: &mut Ahead) -> Result<ActionPlan> {
    let held: Vec<PlanPriority> = ahead.priorities.iter().filter(|own| own.plan == plan.id).cloned().collect();
    for priority in held {
        next.count_priority()?;
        let own = priority.carried(world.id(), &next);
        let goals: Vec<PlanGoal> = ahead.goals.iter().filter(|goal| goal.priority == priority.id).cloned().collect();
        for goal in goals {
            next.count_goal()?;
            ahead.goals.push(goal.carried(world.id(), own.id, &next));
        }
        ahead.priorities.push(own);
    }
    Ok(next)
}

/// Notes of each goal, on these days, that so many per cent of its way is gone.
fn follow_up(world: &World, plan: &ActionPlan, noted: &[(NaiveDate, i32)], ahead: &mut Ahead) -> Result<()> {
    for goal in ahead.goals.iter_mut().filter(|goal| goal.plan == plan.id) {
        for (on, per_cent) in noted {
            let command = NoteGoalValue {
                goal: goal.id,
                expected_version: goal.version,
                value: goal.baseline + (goal.target - goal.baseline) * per_cent / 100,
                noted_on: Some(*on),
                note: None,
            };
            ahead.readings.push(GoalReading::of(world.id(), plan, goal, command, *on)?.0);
        }
    }
    Ok(())
}

/// The council's prioritised needs, by the weights of its plan.
fn scores(world: &World, plan: &ActionPlan, on: NaiveDate, ahead: &mut Ahead) -> Result<()> {
    let prioritised =
        |need: &&Need| need.council == plan.council && need.status == NeedStatus::Prioritised && need.reported_on <= on;
    for (nth, need) in world.needs.iter().filter(prioritised).enumerate() {
        let is_valid = |one: &&Endorsement| one.need == need.id && one.status == EndorsementStatus::Valid;
        let backing = world.endorsements.iter().filter(is_valid);
        let judged = (nth as i32 * 17) % 100;
        let command = ScoreNeed {
            need: need.id,
            expected_version: need.version,
            plan: plan.id,
            substitutability_gap: judged,
            equality_effect: 100 - judged,
            existing_supply: judged / 2,
            rationale: Some("Påhittat för demonstration.".to_owned()),
        };
        ahead.scores.push(NeedScore::reckon(world.id(), need, plan, backing.count(), None, command, on)?.0);
    }
    Ok(())
}
