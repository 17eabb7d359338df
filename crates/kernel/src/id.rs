//! Typed identifiers.
//!
//! Inside and in both databases an id is the 26-character lower-case Crockford base32 form of a UUIDv7
//! (the TypeID suffix): time-ordered, the same text in SQLite, PostgreSQL and a BI tool.
//! Outside it carries its kind as a prefix: `need_01k…`.

use std::{
    fmt,
    hash::{Hash, Hasher},
    marker::PhantomData,
    sync::atomic::{AtomicU64, Ordering},
};

use crate::error::Error;

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Which bytes are in the alphabet: a row has ten ids, and every one that is read is looked at.
const IS_LETTER: [bool; 256] = {
    let mut is_letter = [false; 256];
    let mut at = 0;
    while at < ALPHABET.len() {
        is_letter[ALPHABET[at] as usize] = true;
        at += 1;
    }
    is_letter
};

/// What an id points at. Implemented by the empty marker types in [`kind`].
pub trait Kind: Send + Sync + 'static {
    /// The prefix of the public form, without the underscore.
    const PREFIX: &'static str;
}

/// An identifier of one kind of thing. `Copy`, 26 bytes.
pub struct Id<K> {
    text: [u8; 26],
    kind: PhantomData<fn() -> K>,
}

impl<K> Id<K> {
    /// The 26-character stored form.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.text).unwrap_or_default()
    }

    /// Parses the stored form.
    ///
    /// # Errors
    /// `Error::Broken` when the text is not 26 characters of the alphabet: a stored id never is.
    pub fn from_stored(text: &str) -> Result<Self, Error> {
        Self::parse_suffix(text).ok_or_else(|| Error::broken(format!("stored id is malformed ({} bytes)", text.len())))
    }

    fn parse_suffix(text: &str) -> Option<Self> {
        let bytes: [u8; 26] = text.as_bytes().try_into().ok()?;
        bytes.iter().all(|byte| IS_LETTER[usize::from(*byte)]).then_some(Self { text: bytes, kind: PhantomData })
    }

    fn from_u128(mut value: u128) -> Self {
        let mut text = [b'0'; 26];
        for slot in text.iter_mut().rev() {
            *slot = ALPHABET[(value & 31) as usize];
            value >>= 5;
        }
        Self { text, kind: PhantomData }
    }
}

impl<K: Kind> Id<K> {
    /// The next id from `ids`.
    pub fn new(ids: &dyn Ids) -> Self {
        Self::from_u128(ids.next())
    }

    /// The public form, `prefix_suffix`.
    pub fn public(&self) -> String {
        let mut text = String::with_capacity(K::PREFIX.len() + 27);
        text.push_str(K::PREFIX);
        text.push('_');
        text.push_str(self.as_str());
        text
    }

    /// Parses the public form; `None` for another kind or a malformed text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::parse_suffix(text.strip_prefix(K::PREFIX)?.strip_prefix('_')?)
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.text.cmp(&other.text)
    }
}
impl<K> Hash for Id<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}
impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Makes the kinds of things that have ids, with their public prefixes, and a name for the id of each.
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident as $id:ident = $prefix:literal;)*) => {
        /// The kinds of things that have ids.
        pub mod kind {
            $($(#[$doc])* #[derive(Debug)] pub struct $name; impl super::Kind for $name { const PREFIX: &'static str = $prefix; })*
        }
        $(#[doc = concat!("Id of `", stringify!($name), "`.")] pub type $id = Id<kind::$name>;)*
    };
}

kinds! {
    /// Organisation.
    Organisation as OrganisationId = "org";
    /// Organisationsnamn: it never leaves the service, for a name is shown under its organisation.
    OrganisationName as OrganisationNameId = "orgname";
    /// Arbetsstyrkeuppgift: a dated workforce figure.
    WorkforceSnapshot as WorkforceSnapshotId = "workforce";
    /// Regionalt eller delregionalt kompetensråd.
    Council as CouncilId = "council";
    /// Ledamotskap: an organisation's seat in a council.
    Membership as MembershipId = "seat";
    /// Arbetsordning: one version.
    CouncilCharter as CouncilCharterId = "charter";
    /// Plats i ett råd, whoever holds it.
    CouncilSeat as CouncilSeatId = "councilseat";
    /// Företrädare för den som innehar en plats.
    Representative as RepresentativeId = "representative";
    /// Branschråd.
    IndustryCouncil as IndustryCouncilId = "branch";
    /// Kompetensbehov.
    Need as NeedId = "need";
    /// Behovets steg.
    NeedTransition as NeedTransitionId = "needtransition";
    /// Förankring.
    Endorsement as EndorsementId = "endorsement";
    /// Signal i omvärlden.
    Signal as SignalId = "signal";
    /// Bedömning av en signal.
    SignalAssessment as SignalAssessmentId = "signalassessment";
    /// Koppling från en signal.
    SignalLink as SignalLinkId = "signallink";
    /// Handlingsplan.
    ActionPlan as ActionPlanId = "actionplan";
    /// Prioritering i en handlingsplan.
    PlanPriority as PlanPriorityId = "priority";
    /// Mätbart mål i en handlingsplan.
    PlanGoal as PlanGoalId = "plangoal";
    /// Avläsning av ett mål.
    GoalReading as GoalReadingId = "reading";
    /// Poäng för ett behov.
    NeedScore as NeedScoreId = "score";
    /// Kompetensnav.
    Hub as HubId = "hub";
    /// Finansiering av ett kompetensnav.
    HubFunding as HubFundingId = "funding";
    /// Tjänst hos ett kompetensnav.
    HubService as HubServiceId = "hubservice";
    /// Sortering och prioritering av ett behov.
    Triage as TriageId = "triage";
    /// Bedömning av ett behov, som den var.
    TriageAssessment as TriageAssessmentId = "triageassessment";
    /// Koppling mellan behov och insats.
    NeedEffort as NeedEffortId = "needeffort";
    /// Projekt.
    Project as ProjectId = "project";
    /// Projektpart.
    ProjectPartner as ProjectPartnerId = "partner";
    /// Mål i ett projekt.
    ProjectTarget as ProjectTargetId = "target";
    /// Åtgärd för en horisontell princip.
    PrincipleMeasure as PrincipleMeasureId = "measure";
    /// Utbildning i utbudet.
    EducationOffering as EducationOfferingId = "offering";
    /// Utbildningstillfälle i utbudet.
    EducationEvent as EducationEventId = "educationevent";
    /// Inläsning av utbud.
    EducationImport as EducationImportId = "educationimport";
    /// Insats.
    Effort as EffortId = "effort";
    /// Upphandling.
    Procurement as ProcurementId = "procurement";
    /// Krav i en upphandling.
    ProcurementRequirement as ProcurementRequirementId = "procurementrequirement";
    /// Anbud.
    Quote as QuoteId = "quote";
    /// Avtalsversion.
    ContractVersion as ContractVersionId = "contractversion";
    /// Utbildningstillfälle.
    Occasion as OccasionId = "occasion";
    /// Kurstillfälle.
    Session as SessionId = "session";
    /// Anmälan.
    Enrolment as EnrolmentId = "enrolment";
    /// Resultat.
    Outcome as OutcomeId = "outcome";
    /// Person: identifiable in `participants` only.
    Participant as ParticipantId = "person";
    /// Deltagande i ett projekt.
    Participation as ParticipationId = "participation";
    /// Deltagandeperiod.
    Spell as SpellId = "spell";
    /// Arbetsplats.
    Workplace as WorkplaceId = "workplace";
    /// Material att lära av.
    Material as MaterialId = "material";
    /// Reflektionstillfälle.
    Reflection as ReflectionId = "reflection";
    /// Friskfaktor.
    HealthFactor as HealthFactorId = "factor";
    /// Överenskommen förändring.
    AgreedChange as AgreedChangeId = "change";
    /// Skattning av friskfaktorn.
    HealthAssessment as HealthAssessmentId = "health";
    /// Spridning av det lärda.
    LearningSpread as LearningSpreadId = "spread";
    /// Nivåskala.
    LevelScale as LevelScaleId = "scale";
    /// Kompetensanalys.
    CompetenceAnalysis as CompetenceAnalysisId = "analysis";
    /// Krav på en kompetens i en roll.
    SkillRequirement as SkillRequirementId = "requirement";
    /// Anställd: en beteckning hos arbetsgivaren.
    Employee as EmployeeId = "employee";
    /// Bedömning av en anställds nivå.
    SkillAssessment as SkillAssessmentId = "assessment";
    /// Gap i en analys.
    SkillGap as SkillGapId = "gap";
    /// Verksamhetsmål.
    BusinessGoal as BusinessGoalId = "goal";
    /// Kompetensutvecklingsplan.
    DevelopmentPlan as DevelopmentPlanId = "plan";
    /// Rad i en kompetensutvecklingsplan.
    PlanLine as PlanLineId = "planline";
    /// Lärmöte.
    LearningMeeting as LearningMeetingId = "meeting";
    /// Organisation vid ett lärmöte.
    MeetingAttendance as MeetingAttendanceId = "attendance";
    /// Möte i ett råd eller branschråd.
    CouncilMeeting as CouncilMeetingId = "councilmeeting";
    /// Ärende på en föredragningslista.
    AgendaItem as AgendaItemId = "agendaitem";
    /// Beslutsunderlag.
    MeetingPaper as MeetingPaperId = "paper";
    /// Maskering i ett protokoll.
    Masking as MaskingId = "masking";
    /// Närvaro under ett mandat vid ett rådsmöte.
    MeetingPresence as MeetingPresenceId = "presence";
    /// Anteckning i ett ärende.
    ItemNote as ItemNoteId = "itemnote";
    /// Beslut vid ett rådsmöte.
    CouncilDecision as CouncilDecisionId = "decision";
    /// Röst under ett mandat.
    DecisionVote as DecisionVoteId = "vote";
    /// Yrkesnätverk.
    ProfessionalNetwork as ProfessionalNetworkId = "network";
    /// Medlem i ett yrkesnätverk.
    NetworkMember as NetworkMemberId = "member";
    /// Bestående resultat.
    SustainedResult as SustainedResultId = "sustained";
    /// Lärdom.
    Lesson as LessonId = "lesson";
    /// Rolltilldelning.
    RoleAssignment as RoleAssignmentId = "role";
    /// Sparad fråga.
    SavedQuestion as SavedQuestionId = "question";
    /// Åtkomstnyckel.
    AccessToken as AccessTokenId = "token";
    /// Spårpost.
    AuditEntry as AuditEntryId = "audit";
    /// Händelse.
    Event as EventId = "event";
}

/// The health factor that every database has from the start, as its row's id is stored. The step that makes it and the
/// domain that means it when no factor is named know one another only through this.
pub const FIRST_HEALTH_FACTOR: &str = "01cfq5ef0077rvz0a0000000s2";

/// Where new ids come from. Handed in, so that tests can stand still.
pub trait Ids: Send + Sync {
    /// The next identifier's 128 bits.
    fn next(&self) -> u128;
}

/// UUIDv7 from the system's clock and randomness.
#[derive(Debug, Default)]
pub struct RandomIds;

impl Ids for RandomIds {
    fn next(&self) -> u128 {
        uuid::Uuid::now_v7().as_u128()
    }
}

/// 1, 2, 3 … from a start: reproducible ids for tests and demonstration data.
#[derive(Debug)]
pub struct SequentialIds(AtomicU64, u128);

impl SequentialIds {
    /// Ids `base + 1`, `base + 2` …; `base` keeps generators apart.
    pub fn starting_at(base: u128) -> Self {
        Self(AtomicU64::new(1), base)
    }
}

impl Ids for SequentialIds {
    fn next(&self) -> u128 {
        self.1 + u128::from(self.0.fetch_add(1, Ordering::Relaxed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_form_round_trips_and_refuses_other_kinds() {
        let id = NeedId::new(&RandomIds);
        assert_eq!(NeedId::parse(&id.public()), Some(id));
        assert_eq!(EffortId::parse(&id.public()), None);
        assert_eq!(NeedId::parse("need_short"), None);
        assert_eq!(NeedId::parse("need_ILOU0000000000000000000000"), None);
    }

    #[test]
    fn ids_sort_in_the_order_they_were_made() {
        let ids = SequentialIds::starting_at(1 << 70);
        let made: Vec<NeedId> = (0..100).map(|_| NeedId::new(&ids)).collect();
        assert!(made.is_sorted());
    }
}
