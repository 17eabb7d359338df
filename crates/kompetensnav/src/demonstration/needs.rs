//! Needs in every state, each with what its state presupposes: endorsement, triage, efforts.

use chrono::NaiveDate;
use competence_hub::{
    NeedEffort, Triage,
    triage::{Factors, Path},
};
use efforts::effort::EffortStatus;
use industry_councils::{
    Endorsement, Need,
    endorsement::EndorsementStatus,
    need::{NeedBasis, NeedCause, NeedCodes, NeedEvidence, NeedHorizon, NeedLevels, NeedStatus, TargetGroup},
};
use kernel::{
    Result,
    id::{CouncilId, EffortId, HubId, IndustryCouncilId, NeedId, OrganisationId},
};
use taxonomy::Scheme;

use super::{
    draw::{Draw, later},
    industries::Industry,
    programme::Given,
    world::{World, code, day, labelled, noon},
};

/// The plan's weights for every triage.
const WEIGHTS: Factors = Factors {
    volume: 20,
    urgency: 25,
    substitutability_gap: 15,
    endorsements: 20,
    equality_effect: 10,
    existing_supply: 30,
};

/// States in turn: 21 needs of an industry meet each of them at least once.
const STATES: [NeedStatus; 21] = {
    use NeedStatus as S;
    [
        S::InAction,
        S::Met,
        S::Endorsed,
        S::Prioritised,
        S::InAction,
        S::Reported,
        S::Qualified,
        S::PartlyMet,
        S::InAction,
        S::Endorsed,
        S::Merged,
        S::Met,
        S::Lapsed,
        S::Prioritised,
        S::InAction,
        S::Rejected,
        S::Reported,
        S::PartlyMet,
        S::Endorsed,
        S::Lapsed,
        S::Qualified,
    ]
};

/// Whose needs are made, and where.
pub(super) struct Ground<'a> {
    pub(super) council: CouncilId,
    pub(super) hub: HubId,
    pub(super) industry_council: IndustryCouncilId,
    pub(super) industry: &'a Industry,
    /// The industry's place among the industries.
    pub(super) index: usize,
    pub(super) employers: &'a [OrganisationId],
    pub(super) municipalities: &'a [&'a str],
    pub(super) region: &'a str,
    /// Keeps its draws apart from the others'.
    pub(super) series: u32,
    /// What there is to answer with.
    pub(super) efforts: &'a [&'a Given],
    pub(super) reported: Reported,
}

/// When an industry's needs were reported, and what has become of each.
#[derive(Clone, Copy)]
pub(super) struct Reported {
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
    /// One a need; at most 21, as many as an industry's occupations have skills.
    pub(super) states: &'static [NeedStatus],
}

/// In the years of the sources, in every state.
pub(super) const IN_THE_SOURCES: Reported =
    Reported { first: day(2018, 11, 1), last: day(2022, 9, 30), states: &STATES };

impl World {
    /// The industry's needs, one for each of the reported states.
    ///
    /// # Errors
    /// `Broken` for a code that is none.
    pub(super) fn needs(&mut self, ground: &Ground<'_>) -> Result<()> {
        let mut draw = Draw::of(0x6e65_6564, ground.series);
        let mut survivor = None;
        let asked = ground.industry.occupations.iter().flat_map(|(ssyk, skills)| skills.map(|skill| (*ssyk, skill)));
        for ((ssyk, skill), status) in asked.zip(ground.reported.states.iter().copied()) {
            let need = self.need(ground, ssyk, skill, status, survivor, &mut draw)?;
            survivor = survivor.or(Some(need.id));
            self.consequences(ground, &need, &mut draw);
            self.needs.push(need);
        }
        Ok(())
    }

    fn need(
        &self,
        ground: &Ground<'_>,
        ssyk: &str,
        skill: &str,
        status: NeedStatus,
        survivor: Option<NeedId>,
        draw: &mut Draw,
    ) -> Result<Need> {
        use NeedStatus as S;
        let occupation = taxonomy::require("ssyk", Scheme::Ssyk2012, ssyk)?;
        let reported_on = draw.day(ground.reported.first, ground.reported.last);
        let cause = cause(reported_on, draw);
        let coded = status != S::Reported;
        let endorsed = match status {
            S::Endorsed | S::Prioritised | S::InAction | S::Met | S::PartlyMet => true,
            S::Lapsed => draw.percent(50),
            _ => false,
        };
        let by_council = draw.percent(55) || ground.employers.is_empty();
        Ok(Need {
            id: self.id(),
            version: 1,
            council: ground.council,
            industry_council: Some(ground.industry_council),
            organisation: if by_council { None } else { Some(*draw.pick(ground.employers)) },
            title: format!("{skill} för {}", lower_first(occupation.label_sv)),
            description: Some(format!("{}: {}", ground.industry.council, reason_of(cause))),
            status,
            basis: draw.weighted(&[(NeedBasis::Incumbents, 40), (NeedBasis::Both, 35), (NeedBasis::NewRecruits, 25)]),
            cause,
            further_causes: Vec::new(),
            horizon: draw.weighted(&[(NeedHorizon::Short, 40), (NeedHorizon::Medium, 40), (NeedHorizon::Long, 20)]),
            target_group: target_group(cause, draw),
            codes: NeedCodes {
                skill: if coded { Some(labelled(Scheme::Skill, skill)?) } else { None },
                ssyk: coded.then(|| ssyk.to_owned()),
                occupation: taxonomy::occupations_of(ssyk).first().filter(|_| coded).map(|name| name.code.to_owned()),
                sni: Some(code(Scheme::Sni2007, draw.pick::<&str>(ground.industry.sni))?),
                municipality: Some(code(Scheme::Municipality, draw.pick::<&str>(ground.municipalities))?),
                region: Some(code(Scheme::Region, ground.region)?),
            },
            people_needed: draw.between(8, 240),
            people_now: draw.percent(60).then(|| draw.between(0, 60)),
            levels: if coded { levels(skill, cause) } else { NeedLevels::default() },
            needed_by: Some(later(reported_on, draw.between(180, 1_400))),
            reported_on,
            endorsed_on: endorsed.then(|| later(reported_on, draw.between(12, 96))),
            // Given by [`super::need_transitions::date`].
            triaged_on: None,
            begun_on: None,
            met_on: None,
            is_waived: false,
            merged_into: survivor.filter(|_| status == S::Merged),
            status_reason: status_reason(status).map(str::to_owned),
            follow_up: matches!(status, NeedStatus::Met | NeedStatus::PartlyMet)
                .then(|| "Arbetsgivarnas svar sex månader efter insatserna (demonstration)".to_owned()),
            reported_gap: None,
            // Given by [`World::give_keys`].
            record_key: 0,
            demonstration: true,
        })
    }

    fn consequences(&mut self, ground: &Ground<'_>, need: &Need, draw: &mut Draw) {
        use NeedStatus as S;
        if let Some(decided_on) = need.endorsed_on {
            // A need that lapsed was backed until it went away.
            let withdrawn_on = (need.status == S::Lapsed).then(|| later(decided_on, 200));
            self.endorse(ground, need, decided_on, withdrawn_on);
        }
        let triaged_on = later(need.endorsed_on.unwrap_or(need.reported_on), draw.between(5, 30));
        if matches!(need.status, S::Prioritised | S::InAction | S::Met | S::PartlyMet) {
            self.triage(ground, need, triaged_on, draw);
        }
        if matches!(need.status, S::InAction | S::Met | S::PartlyMet) {
            let linked = self.answer(ground, need, triaged_on, draw);
            debug_assert!(linked > 0, "a need in action has an effort");
        }
    }

    fn endorse(&mut self, ground: &Ground<'_>, need: &Need, decided_on: NaiveDate, withdrawn_on: Option<NaiveDate>) {
        use chrono::Datelike;
        let status = if withdrawn_on.is_some() { EndorsementStatus::Withdrawn } else { EndorsementStatus::Valid };
        self.endorsements.push(Endorsement {
            id: self.id(),
            version: 1,
            need: need.id,
            council: need.council,
            industry_council: Some(ground.industry_council),
            organisation: need.organisation,
            status,
            decided_on,
            reference: format!("Protokoll {decided_on}, § {}", 3 + decided_on.day() % 12),
            statement: Some(format!("{} ställer sig bakom behovet.", ground.industry.council)),
            decision: None,
            withdrawn_on,
            status_reason: withdrawn_on.map(|_| "Behovet bedöms ha upphört".to_owned()),
        });
    }

    fn triage(&mut self, ground: &Ground<'_>, need: &Need, on: NaiveDate, draw: &mut Draw) {
        let inputs = Factors {
            volume: (need.people_needed * 100 / 240).min(100),
            urgency: match need.horizon {
                NeedHorizon::Short => 90,
                NeedHorizon::Medium => 55,
                NeedHorizon::Long => 20,
            },
            substitutability_gap: draw.between(10, 90),
            endorsements: if need.endorsed_on.is_some() { 100 } else { 0 },
            equality_effect: draw.between(0, 80),
            existing_supply: draw.between(0, 70),
        };
        let paths = [
            (Path::UseExisting, 20),
            (Path::AdaptExisting, 25),
            (Path::CommissionPublic, 15),
            (Path::Procure, 25),
            (Path::InHouse, 10),
            (Path::Refer, 5),
        ];
        self.triages.push(Triage {
            id: self.id(),
            version: 1,
            need: need.id,
            hub: ground.hub,
            council: need.council,
            path: draw.weighted(&paths),
            score: inputs.score(&WEIGHTS),
            inputs,
            weights: WEIGHTS,
            plan: None,
            rationale: Some("Bedömd av Kompetensnavet efter branschrådets inspel".to_owned()),
            triaged_at: noon(on),
        });
    }

    /// Links one or two efforts that could answer the need: one about its very skill if there is, else one made for its
    /// industry, else one for all.
    fn answer(&mut self, ground: &Ground<'_>, need: &Need, from: NaiveDate, draw: &mut Draw) -> usize {
        let done = need.status != NeedStatus::InAction;
        let fits = |given: &Given| match given.effort.status {
            EffortStatus::FollowedUp | EffortStatus::Closed | EffortStatus::Completed => true,
            EffortStatus::Open | EffortStatus::Running | EffortStatus::Scheduled => !done,
            _ => false,
        };
        let rank = |given: &Given| match given.industry {
            _ if given.effort.codes.skill == need.codes.skill => 0,
            Some(_) => 1,
            None => 2,
        };
        let made_for = |given: &Given| given.industry.is_none_or(|made_for| made_for == ground.index);
        let candidates: Vec<&Given> =
            ground.efforts.iter().copied().filter(|given| made_for(given) && fits(given)).collect();
        let best = candidates.iter().map(|given| rank(given)).min().unwrap_or(0);
        let (nearest, others): (Vec<&Given>, Vec<&Given>) =
            candidates.into_iter().partition(|given| rank(given) == best);
        let mut efforts: Vec<EffortId> = Vec::new();
        for list in [nearest, others] {
            if !list.is_empty() && (efforts.is_empty() || draw.percent(40)) {
                efforts.push(draw.pick(&list).effort.id);
            }
        }
        for effort in &efforts {
            self.links.push(NeedEffort {
                id: self.id(),
                need: need.id,
                effort: *effort,
                hub: ground.hub,
                council: need.council,
                waiver_reason: None,
                linked_at: noon(later(from, 20)),
            });
        }
        efforts.len()
    }
}

fn cause(reported_on: NaiveDate, draw: &mut Draw) -> NeedCause {
    use NeedCause as C;
    let pandemic = if reported_on >= day(2020, 3, 15) && reported_on < day(2021, 12, 31) { 60 } else { 0 };
    draw.weighted(&[
        (C::Pandemic, pandemic),
        (C::TechnologyShift, 25),
        (C::EducationLag, 15),
        (C::GreenTransition, 12),
        (C::StructuralChange, 12),
        (C::Retirement, 10),
        (C::Growth, 10),
        (C::Regulation, 8),
        (C::Other, 3),
    ])
}

fn reason_of(cause: NeedCause) -> &'static str {
    match cause {
        NeedCause::Pandemic => "covid-19 får stora konsekvenser för kompetensförsörjningen",
        NeedCause::TechnologyShift => "tekniken byts ut snabbare än kunskapen",
        NeedCause::EducationLag => "utbildningarna hinner inte med",
        NeedCause::GreenTransition => "omställningen till fossilfritt ställer nya krav",
        _ => "behovet har anmälts av branschens företag",
    }
}

/// Nothing is drawn for it: a skill asks for the same level whoever needs it.
fn levels(skill: &str, cause: NeedCause) -> NeedLevels {
    let (now, needed) = [("3", "4"), ("4", "5"), ("4", "4")][skill.chars().count() % 3];
    let (evidence, note) = match cause {
        NeedCause::Pandemic => (NeedEvidence::Survey, "Kompetensrådets enkät till branschens företag"),
        NeedCause::TechnologyShift => (NeedEvidence::CompanyVisit, "Besök hos branschens företag"),
        NeedCause::Retirement => (NeedEvidence::Forecast, "Regionens prognos över pensionsavgångar"),
        _ => (NeedEvidence::CompetenceAnalysis, "Arbetsgivarnas kompetensanalyser"),
    };
    NeedLevels {
        now: Some(now.to_owned()),
        needed: Some(needed.to_owned()),
        evidence: Some(evidence),
        note: Some(format!("{note} (demonstration)")),
    }
}

fn target_group(cause: NeedCause, draw: &mut Draw) -> TargetGroup {
    use TargetGroup as T;
    match cause {
        NeedCause::Pandemic => draw.weighted(&[(T::Furloughed, 40), (T::UnderNotice, 35), (T::Employees, 25)]),
        _ => draw.weighted(&[(T::Employees, 60), (T::Management, 15), (T::JobSeekers, 15), (T::All, 10)]),
    }
}

fn status_reason(status: NeedStatus) -> Option<&'static str> {
    match status {
        NeedStatus::Met => Some("Uppföljningen visar att behovet är tillgodosett"),
        NeedStatus::PartlyMet => Some("Fler behöver utbildas än som fick plats"),
        NeedStatus::Lapsed => Some("Branschen efterfrågar inte längre kompetensen"),
        NeedStatus::Rejected => Some("Ligger utanför rådets uppdrag"),
        _ => None,
    }
}

/// `"Svetsare och …"` → `"svetsare och …"`, but `"VVS-montörer"` stays.
fn lower_first(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => label.to_owned(),
    }
}
