//! How a need is shown.

use competence_hub::{need_effort::NeedEffortColumn, triage::TriageColumn};
use councils::meeting::agenda::AgendaItemColumn;
use graph::{Choice, Field, Fields, FilterInput, Object, OrderInput, Shown, Table, table};
use industry_councils::{
    NeedScore,
    endorsement::EndorsementColumn,
    need::{self, NeedColumn as C},
    need_score::NeedScoreColumn,
    signal_link::SignalLinkColumn,
};
use kernel::Label;
use store::Family;
use taxonomy::Scheme;

use crate::objects::{
    about,
    agenda_item::AgendaItemObject,
    council::CouncilObject,
    effort::EffortObject,
    endorsement::EndorsementObject,
    industry_council::IndustryCouncilObject,
    need_duplicate::{DUPLICATE_COLUMNS, PossibleDuplicate, duplicates_of_need},
    need_effort::NeedEffortObject,
    need_match::{MATCH_COLUMNS, NeedMatch, matches_of_need},
    need_score::NeedScoreObject,
    organisation::OrganisationObject,
    signal_link::SignalLinkObject,
    triage::{TriageObject, triage_of_need},
};

pub type NeedStatus = Choice<need::NeedStatus>;
pub type NeedBasis = Choice<need::NeedBasis>;
pub type NeedCause = Choice<need::NeedCause>;
pub type NeedHorizon = Choice<need::NeedHorizon>;
pub type TargetGroup = Choice<need::TargetGroup>;
pub type NeedObject = Object<NeedFields>;
pub type NeedFilter = FilterInput<NeedFields>;
pub type NeedOrder = OrderInput<NeedFields>;

type F = Field<NeedFields>;

/// The fields of [`need::Need`].
pub struct NeedFields;

impl Fields for NeedFields {
    type Record = need::Need;

    const NAME: &'static str = "Need";
    const ABOUT: Label = Label {
        sv: "Behov: ett uttalat behov av kompetens, kodat, från anmälan till uppföljning.",
        en: "Need: a stated need of competence, coded, from report to follow-up.",
    };

    const FIRST: &'static [&'static str] =
        &["title", "status", "statusReason", "peopleNeeded", "neededBy", "endorsements", "efforts", "effortLinks"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(NeedFields, [
            F::text("title", C::Title, |row| &row.title, about::TITLE).filtered_on(C::TitleKey).ordered_on(C::TitleKey),
            F::maybe_text("description", C::Description, |row| row.description.as_deref(), about::DESCRIPTION),
            F::choice("status", C::Status, |row| row.status, about::STATUS).filtered().ordered(),
            F::steps(|row| row.status, need::TRANSITIONS),
            F::choice("basis", C::Basis, |row| row.basis,
                ("Vilka behovet gäller.", "Whom the need concerns.")).filtered(),
            F::choice("cause", C::Cause, |row| row.cause, ("Orsak: den främsta.", "Cause: the main one.")).filtered(),
            F::choices::<need::NeedCause>("causes", &[C::Cause, C::FurtherCauses], |row| row.causes().collect(),
                ("Orsaker: alla, den främsta först.", "Causes: all of them, the main one first.")),
            F::choice("horizon", C::Horizon, |row| row.horizon,
                ("Tidshorisont: hur snart behovet måste mötas.", "Horizon: how soon it must be met.")).filtered(),
            F::choice("targetGroup", C::TargetGroup, |row| row.target_group, ("Målgrupp.", "Target group.")).filtered(),
            F::code("skill", C::SkillCode, Scheme::Skill, |row| row.codes.skill.as_ref(), about::SKILL).filtered(),
            F::code("ssyk", C::SsykCode, Scheme::Ssyk2012, |row| row.codes.ssyk.as_ref(),
                ("Yrkesgrupp: SSYK 2012.", "Occupation group: SSYK 2012.")).filtered(),
            F::code("occupation", C::OccupationCode, Scheme::OccupationName, |row| row.codes.occupation.as_ref(),
                ("Yrkesbenämning: ett begrepp hos JobTech.", "Occupation name: a concept of JobTech.")).filtered(),
            F::code("sni", C::SniCode, Scheme::Sni2007, |row| row.codes.sni.as_ref(),
                ("Bransch: SNI 2007.", "Industry: SNI 2007.")).filtered(),
            F::code("municipality", C::MunicipalityCode, Scheme::Municipality, |row| row.codes.municipality.as_ref(),
                ("Kommun.", "Municipality.")).filtered(),
            F::code("region", C::RegionCode, Scheme::Region, |row| row.codes.region.as_ref(),
                ("Region: en daterad mängd kommuner.", "Region: a dated set of municipalities.")).filtered(),
            F::int("peopleNeeded", C::PeopleNeeded, |row| row.people_needed,
                ("Personer som behövs.", "People needed.")).filtered().ordered(),
            F::maybe_int("peopleNow", C::PeopleNow, |row| row.people_now,
                ("Personer i dag.", "People today.")),
            F::code("levelNow", C::LevelNow, Scheme::Seqf, |row| row.levels.now.as_ref(),
                ("Nivå i dag: SeQF, 1–8.", "Level now: SeQF, 1–8.")).filtered(),
            F::code("levelNeeded", C::LevelNeeded, Scheme::Seqf, |row| row.levels.needed.as_ref(),
                ("Nivå som behövs: SeQF, 1–8.", "Level needed: SeQF, 1–8.")).filtered(),
            F::maybe_choice("evidence", C::Evidence, |row| row.levels.evidence,
                ("Belägg: slaget.", "Evidence: its kind.")).filtered(),
            F::maybe_text("evidenceNote", C::EvidenceNote, |row| row.levels.note.as_deref(),
                ("Notering om belägget: vad det är och var det finns.", "Note on the evidence: what it is and where it is found.")),
            F::maybe_date("neededBy", C::NeededBy, |row| row.needed_by, ("Behövs senast.", "Needed by.")),
            F::date("reportedOn", C::ReportedOn, |row| row.reported_on,
                ("Anmält den.", "Reported on.")).filtered().ordered(),
            F::maybe_date("endorsedOn", C::EndorsedOn, |row| row.endorsed_on,
                ("Förankrat den: första gången.", "Endorsed on: the first time.")).filtered(),
            F::maybe_date("triagedOn", C::TriagedOn, |row| row.triaged_on,
                ("Sorterat den: av navet, första gången.", "Triaged on: by the hub, the first time.")),
            F::maybe_date("begunOn", C::BegunOn, |row| row.begun_on,
                ("Påbörjat den: när en insats först svarade mot det.", "Begun on: when an effort first answered it.")),
            F::maybe_date("metOn", C::MetOn, |row| row.met_on,
                ("Tillgodosett den: första gången.", "Met on: the first time.")),
            F::yes_no("isWaived", C::IsWaived, |row| row.is_waived,
                ("Påbörjat utan förankring, med angivet skäl.", "Begun without endorsement, for a stated reason.")),
            F::computed::<Option<i64>>("decisionLeadDays", |row| { let need = row; need.endorsed_on.map(|day| (day - need.reported_on).num_days()) },
                ("Dagar till förankring: från anmälan till första förankring.", "Days to endorsement: from report to first endorsement.")).showing(Shown::Number),
            F::maybe_text("statusReason", C::StatusReason, |row| row.status_reason.as_deref(), about::STATUS_REASON),
            F::maybe_text("followUp", C::FollowUp, |row| row.follow_up.as_deref(),
                ("Vad uppföljningen visade: när behovet är tillgodosett, helt eller delvis.", "What the follow-up showed: where the need is met, wholly or in part.")),
            F::mark("demonstration", C::Demonstration, |row| row.demonstration, about::DEMONSTRATION),
            F::the::<CouncilObject>("council", C::CouncilId, |need| need.council,
                ("Råd: det vars bild behovet är en del av.", "Council: the one whose picture the need is part of.")).filtered().by_id(),
            F::one::<OrganisationObject>("organisation", C::OrganisationId, |need| need.organisation,
                ("Organisation: den som har behovet; saknas när hela branschen har det.", "Organisation: the one that has the need; absent for a need of the whole industry.")).filtered().by_id(),
            F::one::<IndustryCouncilObject>("industryCouncil", C::IndustryCouncilId, |need| need.industry_council,
                ("Branschråd: det som behovet anmäldes till.", "Industry council: the one that the need was reported to.")).filtered().by_id(),
            F::one::<NeedObject>("mergedInto", C::MergedIntoId, |need| need.merged_into,
                ("Behovet som detta slogs samman med.", "The need that this one was merged into.")),
            F::many::<EndorsementObject>("endorsements", Family::Column(EndorsementColumn::NeedId),
                ("Förankringar: rådens stöd.", "Endorsements: the councils' backing.")),
            F::many::<AgendaItemObject>("agendaItems", Family::Column(AgendaItemColumn::NeedId),
                ("Ärenden på rådsmöten om behovet, inom din räckvidd.", "Items about the need at councils' meetings, within your reach.")),
            F::resolved::<Option<TriageObject>>("triage",
                ("Kompetensnavets sortering och prioritering, inom din räckvidd.", "The hub's triage, within your reach."), |node, ctx| Box::pin(async move { triage_of_need(ctx, node).await })),
            F::many::<NeedEffortObject>("effortLinks", Family::Column(NeedEffortColumn::NeedId),
                ("Kopplingar till insatser: på vems beslut, och varför utan förankring där det är så.", "Links to efforts: by whose decision, and why without endorsement where it is so.")),
            F::many::<EffortObject>("efforts", Family::Via(competence_hub::need_effort::NEED_TO_EFFORT),
                ("Insatser som svarar mot behovet, inom din räckvidd.", "Efforts that answer the need, within your reach.")),
            F::resolved::<Vec<NeedMatch>>("matches",
                ("Utbildning som kan svara mot behovet: andras utbud, och insatser med bekräftade tillfällen framöver, de bästa först, med skäl.", "Education that could answer the need: the supply of others, and efforts with confirmed occasions to come, the best first, with reasons."), |node, ctx| Box::pin(async move { matches_of_need(ctx, node).await }))
                .argument::<Option<i32>>("first", ("Antal, 1–100; 10 när det saknas.", "Number, 1–100; 10 when absent."))
                .argument::<Option<String>>("after", ("Efter markören.", "After the cursor."))
                .argument::<Option<String>>("language", ("Önskat undervisningsspråk: en kod i `LANGUAGE`.", "Language of instruction that is asked for: a code of `LANGUAGE`."))
                .showing(Shown::Rows(MATCH_COLUMNS)),
            F::resolved::<Vec<PossibleDuplicate>>("possibleDuplicates",
                ("Möjliga dubbletter: öppna behov i samma råd, inom din räckvidd, som kan vara detsamma, de mest lika först, med skäl.", "Possible duplicates: open needs of the same council, within your reach, that may be the same, the likeliest first, with reasons."), |node, ctx| Box::pin(async move { duplicates_of_need(ctx, node).await }))
                .argument::<Option<i32>>("first", ("Antal, 1–100; 10 när det saknas.", "Number, 1–100; 10 when absent."))
                .showing(Shown::Rows(DUPLICATE_COLUMNS)),
            F::many::<NeedObject>("mergedFrom", Family::Column(C::MergedIntoId),
                ("Behov som har gått upp i detta, med sin egen historia och sina kopplingar.", "Needs merged into this one, with their own history and links.")),
            F::many::<crate::objects::need_transition::NeedTransitionObject>("transitions", Family::Column(industry_councils::need_transition::NeedTransitionColumn::NeedId),
                ("Steg: när behovet gick från en status till en annan.", "Steps: when the need went from one status to another.")),
            F::many::<SignalLinkObject>("signalLinks", Family::Column(SignalLinkColumn::NeedId),
                ("Signaler som rör behovet, inom din räckvidd.", "Signals that bear on the need, within your reach.")),
            F::many_as_of::<NeedScoreObject>("scores", Family::Column(NeedScoreColumn::NeedId), NeedScore::holding_on,
                ("Poäng, inom din räckvidd: alla som räknats, eller den som gällde en dag.", "Scores, within your reach: all that were reckoned, or the one that held on a day."), ("Poäng som gällde den dagen.", "Scores that held on that day.")),
            F::changed_since(),
            F::only_filter::<NeedCause>("causedBy", |cause| Ok(need::Need::caused_by(cause.0)),
                ("Har orsaken, som den främsta eller som en av flera.", "Has the cause, as the main one or as one of several.")),
            F::where_some::<TriageObject>("triage", TriageColumn::NeedId,
                ("Sorterat och prioriterat på ett sätt som du når och som uppfyller detta.", "Triaged in a way that you reach and that fulfils this.")),
            F::where_some::<EndorsementObject>("someEndorsement", EndorsementColumn::NeedId,
                ("Har någon förankring som du når och som uppfyller detta.", "Has some endorsement that you reach and that fulfils this.")),
            F::where_some::<NeedEffortObject>("someEffortLink", NeedEffortColumn::NeedId,
                ("Har någon koppling till en insats som uppfyller detta.", "Has some link to an effort that fulfils this.")),
            F::where_some::<NeedObject>("someMerged", C::MergedIntoId,
                ("Något behov som du når och som uppfyller detta har gått upp i det.", "Some need that you reach and that fulfils this was merged into it.")),
            F::where_some::<crate::objects::need_transition::NeedTransitionObject>("someTransition", industry_councils::need_transition::NeedTransitionColumn::NeedId,
                ("Har tagit något steg som uppfyller detta.", "Has taken some step that fulfils this.")),
            F::where_some::<SignalLinkObject>("someSignalLink", SignalLinkColumn::NeedId,
                ("Har någon koppling till en signal som uppfyller detta.", "Has some link to a signal that fulfils this.")),
            F::where_some::<NeedScoreObject>("someScore", NeedScoreColumn::NeedId,
                ("Har någon poäng som du når och som uppfyller detta.", "Has some score that you reach and that fulfils this.")),
        ])
    }
}
