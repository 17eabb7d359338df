//! What a need is, and which steps it may take.

use std::collections::HashSet;

use chrono::NaiveDate;
use kernel::{
    Command, Error, Result, TargetGroup, command,
    command::{REASON, line, number, text},
    error::{all, both, holds, required_reason},
    id::{CouncilId, IndustryCouncilId, NeedId, OrganisationId},
    machine::step,
    text_enum,
};
use store::Event;
use taxonomy::{Scheme, code};

use super::{
    level::{NeedLevels, levelled_command},
    status::{NeedSettlement, NeedStatus, NeedVerb, TRANSITIONS},
};

/// Rules of needs.
pub mod rules {
    pub use kernel::error::rules::DATE_IS_IN_THE_FUTURE;

    kernel::rules! {
        /// A need may not be merged into itself or into one that is merged already.
        MERGE_TARGET_IS_WRONG:
            "Ett behov kan bara slås samman med ett annat, öppet behov i samma råd.",
            "A need can only be merged into another, unmerged need of the same council.";
        /// Each cause of a need is told once, the main one as the main one.
        NEED_CAUSES_ARE_ALIKE: "Samma orsak är angiven två gånger.", "The same cause is given twice.";
        /// What is needed is needed from the day that it is reported on at the earliest.
        NEED_IS_DUE_BEFORE_IT_IS_REPORTED:
            "Dagen då kompetensen behövs har redan passerat.",
            "The day by which the competence is needed has passed already.";
        /// A need is qualified only when skill, occupation or industry is coded.
        NEED_IS_NOT_CODED:
            "Ange minst kompetens, yrke eller bransch.",
            "Give at least a skill, an occupation or an industry.";
        /// What is needed is more than what there is.
        LEVEL_NEEDED_IS_BELOW_THE_PRESENT:
            "Nivån som behövs ligger under den som finns i dag.",
            "The level needed is below the one that there is now.";
        /// Evidence is of a kind, by which it is found and counted.
        EVIDENCE_KIND_IS_REQUIRED: "Ange slaget av belägg.", "State the kind of evidence.";
        /// What is of no known kind is explained.
        EVIDENCE_IS_NOT_EXPLAINED: "Berätta vad belägget är.", "Say what the evidence is.";
        /// Work starts on an endorsed need, or with a stated reason for going without.
        ENDORSEMENT_OR_WAIVER_IS_REQUIRED:
            "Behovet är inte förankrat. Ange skäl för att börja ändå.",
            "The need is not endorsed. Give a reason for going without.";
        /// That a need is met, or partly met, is what a follow-up showed.
        FOLLOW_UP_EVIDENCE_IS_REQUIRED:
            "Ange vad uppföljningen visade.",
            "State what the follow-up showed.";
    }
}

text_enum! {
    pub enum NeedBasis ("Vilka behovet gäller.", "Whom the need concerns.") {
        NewRecruits = "NEW_RECRUITS" ("Nyrekrytering", "New recruits"),
        Incumbents = "INCUMBENTS" ("Redan yrkesverksamma", "Incumbents"),
        Both = "BOTH" ("Båda", "Both"),
    }
}

text_enum! {
    pub enum NeedCause ("Behovets orsak.", "Cause of a need.") {
        TechnologyShift = "TECHNOLOGY_SHIFT" ("Teknikskifte", "Technology shift"),
        EducationLag = "EDUCATION_LAG" ("Utbildningssystemet hinner inte med", "Education lags behind"),
        Pandemic = "PANDEMIC" ("Pandemi", "Pandemic"),
        Retirement = "RETIREMENT" ("Pensionsavgångar", "Retirement"),
        Growth = "GROWTH" ("Tillväxt", "Growth"),
        Regulation = "REGULATION" ("Nya regler", "Regulation"),
        StructuralChange = "STRUCTURAL_CHANGE" ("Strukturomvandling", "Structural change"),
        GreenTransition = "GREEN_TRANSITION" ("Grön omställning", "Green transition"),
        Other = "OTHER" ("Annan", "Other"),
    }
}

text_enum! {
    pub enum NeedHorizon ("Behovets tidshorisont.", "How soon a need must be met.") {
        Short = "SHORT" ("Kort, under 1 år", "Short, under 1 year", ("under 1 år", "less than 1 year")),
        Medium = "MEDIUM" ("Medellång, 1–3 år", "Medium, 1–3 years", ("1–3 år", "1–3 years")),
        Long = "LONG" ("Lång, 3–10 år", "Long, 3–10 years", ("3–10 år", "3–10 years")),
    }
}

command! {
    #[derive(Default, PartialEq, Eq)]
    pub struct NeedCodes as "NeedCodesInput" ("Behovets koder.", "The codes that place a need.") {
        skill: Option<String> as "skill" [code(Scheme::Skill)]
            ("Kompetens: ett begrepp hos JobTech.", "Skill: JobTech concept id."),
        ssyk: Option<String> as "ssyk" [code(Scheme::Ssyk2012)]
            ("Yrkesgrupp: SSYK 2012, på valfri nivå.", "Occupation group: SSYK 2012, any level."),
        occupation: Option<String> as "occupation" [code(Scheme::OccupationName)]
            ("Yrkesbenämning: ett begrepp hos JobTech.", "Occupation name: JobTech concept id."),
        sni: Option<String> as "sni" [code(Scheme::Sni2007)]
            ("Bransch: SNI 2007, på valfri nivå.", "Industry: SNI 2007, any level."),
        municipality: Option<String> as "municipality" [code(Scheme::Municipality)]
            ("Kommun.", "Municipality."),
        region: Option<String> as "region" [code(Scheme::Region)]
            ("Region: en daterad mängd kommuner.", "Region: a dated set of municipalities."),
    }
}

impl NeedCodes {
    /// The codes said here, and for the rest those said `before`.
    fn or(self, before: &Self) -> Self {
        Self {
            skill: self.skill.or_else(|| before.skill.clone()),
            ssyk: self.ssyk.or_else(|| before.ssyk.clone()),
            occupation: self.occupation.or_else(|| before.occupation.clone()),
            sni: self.sni.or_else(|| before.sni.clone()),
            municipality: self.municipality.or_else(|| before.municipality.clone()),
            region: self.region.or_else(|| before.region.clone()),
        }
    }

    fn says_what(&self) -> bool {
        self.skill.is_some() || self.ssyk.is_some() || self.occupation.is_some() || self.sni.is_some()
    }
}

/// Kompetensbehov.
#[derive(Clone, Debug)]
pub struct Need {
    /// Id.
    pub id: NeedId,
    /// Version, counted up by every change.
    pub version: i32,
    /// The regional council whose picture it is part of (its industry council's parent).
    pub council: CouncilId,
    /// The industry council it was reported to.
    pub industry_council: Option<IndustryCouncilId>,
    /// The organisation whose need it is; absent for a need of the whole industry.
    pub organisation: Option<OrganisationId>,
    /// Title, 1–200 characters.
    pub title: String,
    /// Description, at most 4,000 characters.
    pub description: Option<String>,
    /// Status.
    pub status: NeedStatus,
    /// New recruits, incumbents or both.
    pub basis: NeedBasis,
    /// The main cause, by which needs are counted.
    pub cause: NeedCause,
    /// What else it comes of; never the main cause, and nothing twice.
    pub further_causes: Vec<NeedCause>,
    /// Horizon.
    pub horizon: NeedHorizon,
    /// Target group.
    pub target_group: TargetGroup,
    /// Codes.
    pub codes: NeedCodes,
    /// How many people are needed, at least 1.
    pub people_needed: i32,
    /// How many there are now.
    pub people_now: Option<i32>,
    /// Level now, level needed, and the evidence.
    pub levels: NeedLevels,
    /// By when.
    pub needed_by: Option<NaiveDate>,
    /// Reported on.
    pub reported_on: NaiveDate,
    /// First endorsed on; the decision lead time is the days between the two.
    pub endorsed_on: Option<NaiveDate>,
    /// The day the hub first triaged it.
    pub triaged_on: Option<NaiveDate>,
    /// The day an effort first answered it.
    pub begun_on: Option<NaiveDate>,
    /// The day it was first found to be met.
    pub met_on: Option<NaiveDate>,
    /// Work on it began without a council's backing, for a stated reason.
    pub is_waived: bool,
    /// The need it was merged into.
    pub merged_into: Option<NeedId>,
    /// Why the last step was taken, where a reason is asked for.
    pub status_reason: Option<String>,
    /// What the follow-up showed, where it is met or partly met; at most 2,000 characters.
    pub follow_up: Option<String>,
    /// The common gap that it was reported as, as [`crate::common_gap::SharedGap::key`] writes it; absent for other needs.
    pub reported_gap: Option<String>,
    /// Fixed uniform number for disclosure control; see [`store::Sealer::record_key`].
    pub record_key: i64,
    /// Invented for demonstration.
    pub demonstration: bool,
}

levelled_command! {
    pub struct ReportNeed as "ReportNeedInput" ("Anmäl behov.", "Report a need.") {
        council: Option<CouncilId> as "councilId"
            ("Råd: när inget branschråd anges.", "Council: when no industry council is named."),
        industry_council: Option<IndustryCouncilId> as "industryCouncilId"
            ("Branschråd: det som behovet anmäls till.", "Industry council: the one that it is reported to."),
        organisation: Option<OrganisationId> as "organisationId"
            ("Organisation: den som har behovet; tomt när hela branschen har det.",
             "Organisation: the one whose need it is; absent for a need of the whole industry."),
        title: String as "title" [line(200)] ("Rubrik.", "Title."),
        description: Option<String> as "description" [text(4000)] ("Beskrivning.", "Description."),
        basis: NeedBasis as "basis" ("Vilka behovet gäller.", "Whom the need concerns."),
        cause: NeedCause as "cause" ("Orsak: den främsta.", "Cause: the main one."),
        further_causes: Vec<NeedCause> as "furtherCauses" = "[]"
            ("Fler orsaker: de som behovet också beror på.", "Further causes: those that it also comes of."),
        horizon: NeedHorizon as "horizon" ("Tidshorisont: hur snart behovet måste mötas.", "Horizon: how soon it must be met."),
        target_group: TargetGroup as "targetGroup" ("Målgrupp.", "Target group."),
        codes: NeedCodes as "codes" = "{}" ("Koder.", "Codes."),
        people_needed: i32 as "peopleNeeded" [number(1, 1_000_000)]
            ("Personer som behövs.", "People needed."),
        people_now: Option<i32> as "peopleNow" [number(0, 1_000_000)]
            ("Personer i dag.", "People today."),
        needed_by: Option<NaiveDate> as "neededBy" ("Behövs senast.", "Needed by."),
    }
}

levelled_command! {
    pub struct QualifyNeed as "QualifyNeedInput" ("Kvalificera behov.", "Qualify a need.") of NeedId, ("Behovet.", "The need.") {
        codes: NeedCodes as "codes"
            ("Koder: minst kompetens, yrke eller bransch.", "Codes: at least skill, occupation or industry."),
    }
}

impl NeedSettlement {
    /// The step that settles a need so.
    pub const fn verb(self) -> NeedVerb {
        match self {
            Self::Met => NeedVerb::Meet,
            Self::PartlyMet => NeedVerb::MeetPartly,
            Self::Lapsed => NeedVerb::Lapse,
            Self::Rejected => NeedVerb::Reject,
        }
    }
}

command! {
    pub struct SettleNeed as "SettleNeedInput" ("Avsluta behov.", "Settle a need.") of NeedId, ("Behovet.", "The need.") {
        settlement: NeedSettlement as "settlement" ("Hur.", "How."),
        follow_up: Option<String> as "followUp" [text(2000)]
            ("Vad uppföljningen visade: krävs när behovet är tillgodosett, helt eller delvis.",
             "What the follow-up showed: required where the need is met, wholly or in part."),
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

command! {
    pub struct MergeNeed as "MergeNeedInput" ("Slå samman behov.", "Merge a need into another.")
        of NeedId, ("Behovet som går upp i ett annat.", "The need that goes up in another.") {
        into: NeedId as "intoId" ("Behovet som blir kvar.", "The need that stays."),
    }
}

impl Need {
    /// Everything that it comes of, the main cause first.
    pub fn causes(&self) -> impl Iterator<Item = NeedCause> {
        std::iter::once(self.cause).chain(self.further_causes.iter().copied())
    }

    /// A newly reported need of `council`.
    ///
    /// # Errors
    /// `Invalid` naming the field that breaks a rule.
    pub fn report(
        id: NeedId,
        council: CouncilId,
        command: ReportNeed,
        today: NaiveDate,
        record_key: i64,
    ) -> Result<(Self, Event)> {
        let command = command.checked()?;
        let mut told = HashSet::from([command.cause]);
        let are_different = command.further_causes.iter().all(|cause| told.insert(*cause));
        let levels = command.levels();
        let causes = holds(are_different, "furtherCauses", rules::NEED_CAUSES_ARE_ALIKE);
        let is_to_come = command.needed_by.is_none_or(|by| today <= by);
        let due = holds(is_to_come, "neededBy", rules::NEED_IS_DUE_BEFORE_IT_IS_REPORTED);
        let ((), levels) = both(all([causes, due]), levels.agreeing())?;
        let need = Self {
            id,
            version: 1,
            council,
            industry_council: command.industry_council,
            organisation: command.organisation,
            title: command.title,
            description: command.description,
            status: NeedStatus::Reported,
            basis: command.basis,
            cause: command.cause,
            further_causes: command.further_causes,
            horizon: command.horizon,
            target_group: command.target_group,
            codes: command.codes,
            people_needed: command.people_needed,
            people_now: command.people_now,
            levels,
            needed_by: command.needed_by,
            reported_on: today,
            endorsed_on: None,
            triaged_on: None,
            begun_on: None,
            met_on: None,
            is_waived: false,
            merged_into: None,
            status_reason: None,
            follow_up: None,
            reported_gap: None,
            record_key,
            demonstration: false,
        };
        let event = Event::new("NeedReported", id.public());
        Ok((need, event))
    }

    /// Codes the need so that it can be compared: at least skill, occupation or industry. What is left out stays as it was reported.
    ///
    /// # Errors
    /// `Invalid` for a code that is not in its list, and for levels that do not agree; `Refused` for a wrong transition or a need left
    /// uncoded.
    pub fn qualify(&mut self, command: QualifyNeed) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, NeedVerb::Qualify)?;
        let command = command.checked()?;
        let levels = command.levels();
        let codes = command.codes.or(&self.codes);
        let coded = holds(codes.says_what(), "codes", rules::NEED_IS_NOT_CODED);
        // A fault of two levels lies in the one that is said now.
        let said = if levels.needed.is_none() && levels.now.is_some() { "levelNow" } else { "levelNeeded" };
        let ((), levels) = both(coded, levels.or(&self.levels).agreeing_at(said))?;
        (self.codes, self.levels) = (codes, levels);
        Ok(self.enter(to, "NeedQualified", None))
    }

    /// Notes the council's backing, decided on `day`.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` for a day in the future.
    pub fn endorse(&mut self, day: NaiveDate, today: NaiveDate) -> Result<Option<Event>> {
        if day > today {
            return Err(Error::invalid("decidedOn", rules::DATE_IS_IN_THE_FUTURE));
        }
        // A need that is already backed may be backed by more councils; its state then stays.
        if self.status.takes_more_backing() && self.endorsed_on.is_some() {
            return Ok(None);
        }
        let to = step(TRANSITIONS, self.status, NeedVerb::Endorse)?;
        self.endorsed_on = Some(day);
        Ok(Some(self.enter(to, "NeedEndorsed", None)))
    }

    /// Notes that the hub has triaged it on `day`; nothing where it had before. Its state stays.
    pub fn triage(&mut self, day: NaiveDate) -> Option<Event> {
        if self.triaged_on.is_some() {
            return None;
        }
        self.triaged_on = Some(day);
        Some(Event::new("NeedTriageNoted", self.id.public()))
    }

    /// Notes the day on which it came to the state `to`, where that is counted and it was never there before. To rank a need takes
    /// a triage.
    pub fn reached(&mut self, to: NeedStatus, day: NaiveDate) {
        let noted = match to {
            NeedStatus::Prioritised => &mut self.triaged_on,
            NeedStatus::InAction => &mut self.begun_on,
            NeedStatus::Met => &mut self.met_on,
            _ => return,
        };
        noted.get_or_insert(day);
    }

    /// Ranks the need among the hub's.
    ///
    /// # Errors
    /// `Refused` for a wrong transition.
    pub fn prioritise(&mut self) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, NeedVerb::Prioritise)?;
        Ok(self.enter(to, "NeedPrioritised", None))
    }

    /// Work begins: an effort answers the need, which a council backs now where it `is_backed`.
    ///
    /// # Errors
    /// `Refused` for a wrong transition, or without a valid endorsement and without a waiver's reason.
    pub fn begin(&mut self, is_backed: bool, waiver: Option<&str>) -> Result<Option<Event>> {
        if self.status == NeedStatus::InAction {
            return Ok(None);
        }
        let to = step(TRANSITIONS, self.status, NeedVerb::Begin)?;
        if !is_backed && waiver.is_none() {
            return Err(Error::refused(rules::ENDORSEMENT_OR_WAIVER_IS_REQUIRED, self.status.label()));
        }
        self.is_waived |= !is_backed;
        Ok(Some(self.enter(to, "NeedActionBegun", waiver.map(str::to_owned))))
    }

    /// Takes a step that ends the need's course, with a reason; that it is met rests on what the `follow_up` showed.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` without a reason, or without evidence that it is met.
    pub fn settle(&mut self, verb: NeedVerb, follow_up: Option<&str>, reason: &str) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, verb)?;
        let follow_up = kernel::error::optional_text("followUp", follow_up, 2000)?;
        let is_met = matches!(to, NeedStatus::Met | NeedStatus::PartlyMet);
        let is_shown = holds(!is_met || follow_up.is_some(), "followUp", rules::FOLLOW_UP_EVIDENCE_IS_REQUIRED);
        let (reason, ()) = both(required_reason(reason), is_shown)?;
        if is_met {
            self.follow_up = follow_up;
        }
        let name = match to {
            NeedStatus::Met => "NeedMet",
            NeedStatus::PartlyMet => "NeedPartlyMet",
            NeedStatus::Rejected => "NeedRejected",
            _ => "NeedLapsed",
        };
        self.status_reason = Some(reason.clone());
        Ok(self.enter(to, name, Some(reason)))
    }

    /// Merges this need into `other` of the same council.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` for a target that is itself, merged or another council's.
    pub fn merge_into(&mut self, other: &Self) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, NeedVerb::Merge)?;
        if other.id == self.id || other.status == NeedStatus::Merged || other.council != self.council {
            return Err(Error::invalid("intoId", rules::MERGE_TARGET_IS_WRONG));
        }
        self.merged_into = Some(other.id);
        Ok(self.enter(to, "NeedMerged", None))
    }

    fn enter(&mut self, to: NeedStatus, name: &'static str, reason: Option<String>) -> Event {
        let from = std::mem::replace(&mut self.status, to);
        Event::new(name, self.id.public()).transition(from.as_str(), to.as_str(), reason)
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Id, SequentialIds};

    use super::*;
    use crate::need::fixture::report;

    #[test]
    fn a_need_is_due_on_the_day_that_it_is_reported_on_at_the_earliest() {
        let ids = SequentialIds::starting_at(0);
        let today = NaiveDate::from_ymd_opt(2026, 9, 1).expect("a date");
        let reported = |needed_by: Option<NaiveDate>, further_causes: Vec<NeedCause>| {
            let command = ReportNeed { needed_by, further_causes, ..report("Svetsare") };
            Need::report(Id::new(&ids), Id::new(&ids), command, today, 0).map(drop)
        };
        let eve = today.pred_opt();
        match reported(eve, Vec::new()) {
            Err(Error::Invalid { field, rule, .. }) => {
                assert_eq!((field.as_str(), rule), ("neededBy", rules::NEED_IS_DUE_BEFORE_IT_IS_REPORTED));
            }
            other => panic!("{other:?}"),
        }
        // All that is wrong is told at once.
        let twice = reported(eve, vec![NeedCause::Growth]);
        assert!(matches!(&twice, Err(Error::SeveralInvalid(faults)) if faults.len() == 2), "{twice:?}");
        assert!(reported(Some(today), Vec::new()).is_ok() && reported(None, Vec::new()).is_ok());
    }
}
