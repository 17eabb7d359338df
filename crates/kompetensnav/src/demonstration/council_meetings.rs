//! Two years of a council's meetings up to the day of loading, and what is planned next: agendas, who came, decisions by votes, one
//! that was postponed and came back, and minutes in draft and approved. All of it is invented.

use chrono::{Datelike, Days, NaiveDate};
use councils::{
    Body, Membership,
    meeting::{
        CouncilMeeting, MeetingMode, PlanCouncilMeeting, Signatory,
        agenda::{AddAgendaItem, AgendaItem, AgendaItemKind},
        decision::{Ballot, CouncilDecision, ProposeDecision},
        note::{ItemNote, ItemNoteKind, RecordItemNote},
        presence::{MeetingFunction, MeetingPresence, RecordPresence},
        vote::{self, DecisionVote, VoteChoice},
    },
    membership::Standing,
};
use industry_councils::{Need, need::NeedStatus};
use kernel::{
    Error, Result,
    id::{AgendaItemId, CouncilId, NeedId},
};
use store::Tx;

use super::{
    reflections::{months_before, workday},
    world::{World, at},
};

/// So many months ago each meeting was.
const HELD: [u32; 8] = [23, 20, 17, 14, 11, 8, 5, 2];
/// Of them, the one whose decision was postponed; it came back at the next.
const POSTPONED: usize = 2;
/// Of them, the one where somebody was disqualified and somebody reserved.
const DISPUTED: usize = 4;
/// Of them, those whose decisions are executed by now.
const EXECUTED: usize = 6;
/// Days between notice and meeting.
const NOTICE: u64 = 14;

/// Rows of a council's meetings.
#[derive(Default)]
pub(super) struct CouncilYears {
    pub(super) meetings: Vec<CouncilMeeting>,
    pub(super) items: Vec<AgendaItem>,
    presences: Vec<MeetingPresence>,
    notes: Vec<ItemNote>,
    pub(super) decisions: Vec<CouncilDecision>,
    votes: Vec<DecisionVote>,
}

impl CouncilYears {
    /// In the order that references ask for.
    ///
    /// # Errors
    /// As [`Tx::insert`].
    pub(super) async fn insert(&self, tx: &mut Tx) -> Result<()> {
        tx.insert_many(&self.meetings).await?;
        tx.insert_many(&self.items).await?;
        tx.insert_many(&self.presences).await?;
        tx.insert_many(&self.notes).await?;
        tx.insert_many(&self.decisions).await?;
        tx.insert_many(&self.votes).await
    }
}

/// Of `council`, whose mandates are among the `sources`', on needs of `world`.
///
/// # Errors
/// As the meetings' own steps.
pub(super) fn build(world: &World, sources: &World, council: CouncilId) -> Result<CouncilYears> {
    let body = Body { council, industry_council: None };
    let mut years = CouncilYears::default();
    let needs: Vec<&Need> = world.needs.iter().filter(|need| need.council == council).collect();
    let mut numbered = (0, 0);
    let mut postponed = None;
    for (nth, ago) in HELD.into_iter().enumerate() {
        let day = workday(months_before(world.today, ago));
        if numbered.0 != day.year() {
            numbered = (day.year(), 0);
        }
        let mandates: Vec<Membership> =
            sources.seats.iter().filter(|seat| seat.body() == body && seat.held_on(day)).cloned().collect();
        let reported: Vec<&&Need> = needs.iter().filter(|need| need.reported_on <= day).collect();
        let need = reported.get(nth % reported.len().max(1)).map(|need| need.id);
        let mut meeting = Held { world, mandates: &mandates, nth }.meeting(body, day, need, postponed, &mut years)?;
        postponed = (nth == POSTPONED).then(|| years.decisions.last().map(|decision| decision.item)).flatten();
        let own = years.items.iter_mut().filter(|item| item.meeting == meeting.id);
        let first = numbered.1 + 1;
        for item in own {
            numbered.1 += 1;
            item.number(numbered.1, day.year());
        }
        let presences: Vec<_> = years.presences.iter().filter(|one| one.meeting == meeting.id).cloned().collect();
        let closed_at = at(day, 11);
        meeting.close((closed_at, closed_at), 0, &presences, (first, numbered.1))?;
        meeting.draft_minutes()?;
        // The latest minutes are still being written.
        if nth + 1 < HELD.len() {
            let approved_on = day + Days::new(10);
            meeting.approve_minutes(Signatory::Verifier, "verifier", approved_on)?;
            meeting.approve_minutes(Signatory::Chair, "chair", approved_on)?;
            meeting.announce(approved_on + Days::new(1), world.today)?;
            for decision in years.decisions.iter_mut().filter(|decision| decision.meeting == meeting.id) {
                decision.publish(&meeting);
            }
        }
        years.meetings.push(meeting);
    }
    to_come(world, body, &needs, &mut years)?;
    Ok(years)
}

fn plan(world: &World, body: Body, day: NaiveDate, mode: MeetingMode) -> Result<CouncilMeeting> {
    let command = PlanCouncilMeeting {
        council: body.council,
        industry_council: body.industry_council,
        title: "Rådsmöte".to_owned(),
        mode,
        place: Some("Anders Personsgatan 8, Göteborg".to_owned()),
        starts_at: at(day, 8),
        ends_at: Some(at(day, 11)),
    };
    let (meeting, _) = CouncilMeeting::plan(world.id(), body, command)?;
    Ok(CouncilMeeting { is_public: true, demonstration: true, ..meeting })
}

/// An item of a meeting, by its kind, its title and the need that it is about.
fn add(
    world: &World,
    meeting: &CouncilMeeting,
    (kind, title, need): (AgendaItemKind, &str, Option<NeedId>),
    others: &[AgendaItem],
) -> Result<AgendaItem> {
    let command = AddAgendaItem {
        meeting: meeting.id,
        kind,
        title: title.to_owned(),
        text: None,
        position: None,
        need,
        effort: None,
        continues: None,
    };
    Ok(AgendaItem::add(world.id(), meeting, command, others, None)?.0)
}

/// A meeting that has been.
struct Held<'a> {
    world: &'a World,
    mandates: &'a [Membership],
    nth: usize,
}

impl Held<'_> {
    /// Planned, convened and opened, with everything that was done at it.
    fn meeting(
        &self,
        body: Body,
        day: NaiveDate,
        need: Option<NeedId>,
        postponed: Option<AgendaItemId>,
        years: &mut CouncilYears,
    ) -> Result<CouncilMeeting> {
        let mode = if self.nth.is_multiple_of(2) { MeetingMode::InPerson } else { MeetingMode::Hybrid };
        let mut meeting = plan(self.world, body, day, mode)?;
        let mut items: Vec<AgendaItem> = Vec::new();
        for told in [
            (AgendaItemKind::Information, "Läget i branscherna", None),
            (AgendaItemKind::HorizonScan, "Vad som förändrar kompetensbehoven", None),
            (AgendaItemKind::NeedInput, "Inspel till kompetensnavet", need),
            (AgendaItemKind::Decision, "Gemensam inriktning för det kommande halvåret", None),
            (AgendaItemKind::FollowUp, "Uppföljning av tidigare beslut", None),
        ] {
            let mut item = add(self.world, &meeting, told, &items)?;
            item.discussion = Some("Ledamöterna berättade hur det ser ut hos dem.".to_owned());
            items.push(item);
        }
        if let Some(continues) = postponed {
            items[3].continues = Some(continues);
        }
        let convened_on = day - Days::new(NOTICE);
        meeting.convene(convened_on, items.len(), None, day)?;
        meeting.open(at(day, 8), at(day, 8))?;
        let presences = self.presences(&meeting)?;
        self.decide(&meeting, &items[3], &presences, years)?;
        years.items.extend(items);
        years.presences.extend(presences);
        Ok(meeting)
    }

    /// All but one come; the first chairs, the second verifies, and whoever is co-opted takes the minutes.
    fn presences(&self, meeting: &CouncilMeeting) -> Result<Vec<MeetingPresence>> {
        let (members, others): (Vec<_>, Vec<_>) =
            self.mandates.iter().partition(|mandate| mandate.standing == Standing::Member);
        let away = members.len().saturating_sub(1 + self.nth % 3);
        let mut presences: Vec<MeetingPresence> = Vec::new();
        let own = members.iter().enumerate().map(|(at, mandate)| {
            let function = match at {
                0 => Some(MeetingFunction::Chair),
                1 => Some(MeetingFunction::Verifier),
                _ => None,
            };
            (mandate, at != away, function)
        });
        let co_opted = others.iter().filter(|mandate| mandate.standing == Standing::Adjunct);
        let co_opted =
            co_opted.enumerate().map(|(at, mandate)| (mandate, true, (at == 0).then_some(MeetingFunction::Secretary)));
        for (mandate, attended, function) in own.chain(co_opted) {
            let command =
                RecordPresence { meeting: meeting.id, membership: mandate.id, attended, serves_for: None, function };
            let (presence, _) = MeetingPresence::of(self.world.id(), meeting, command, self.mandates, &presences)?;
            presences.push(presence);
        }
        Ok(presences)
    }

    fn decide(
        &self,
        meeting: &CouncilMeeting,
        item: &AgendaItem,
        presences: &[MeetingPresence],
        years: &mut CouncilYears,
    ) -> Result<()> {
        let world = self.world;
        let text =
            "Rådet prioriterar omställning, validering och inträde för dem som står längst från arbetsmarknaden.";
        let command = ProposeDecision { item: item.id, text: text.to_owned() };
        let (mut decision, _) = CouncilDecision::propose(world.id(), (meeting, item), command)?;
        if self.nth == POSTPONED {
            decision.postpone(meeting, "Underlaget kompletteras till nästa möte")?;
            years.decisions.push(decision);
            return Ok(());
        }
        let deciding: Vec<&MeetingPresence> = presences.iter().filter(|one| one.has_vote()).collect();
        let note = |presence: &MeetingPresence, kind, text: &str| {
            let text = Some(text.to_owned());
            let command = RecordItemNote { item: item.id, membership: presence.membership, kind, text };
            ItemNote::record(world.id(), (meeting, item), command, Some(presence), &[], false).map(|(note, _)| note)
        };
        let mut notes = Vec::new();
        if let (DISPUTED, [.., reserving, disqualified]) = (self.nth, deciding.as_slice()) {
            notes.push(note(disqualified, ItemNoteKind::Disqualified, "Lämnar anbud på en av utbildningarna")?);
            notes.push(note(
                reserving,
                ItemNoteKind::Reservation,
                "Vill se en tydligare prioritering av de små företagen",
            )?);
        }
        let mut choices = Vec::new();
        for presence in deciding.iter().filter(|presence| vote::takes_part(presence, &notes)) {
            let reserves = notes.iter().any(|note| note.membership == presence.membership);
            let choice = if reserves { VoteChoice::Against } else { VoteChoice::For };
            let (one, _) = DecisionVote::cast(world.id(), meeting, &decision, presence, choice)?;
            choices.push(choice);
            years.votes.push(one);
        }
        let held = self.mandates.iter().filter(|mandate| mandate.standing == Standing::Member).count();
        decision.settle(meeting, Ballot::of(None, choices.len(), held, &choices), None)?;
        if self.nth < EXECUTED {
            let done_on = meeting.meets_on() + Days::new(45);
            decision.execute(meeting, done_on, world.today.max(done_on))?;
        }
        years.notes.extend(notes);
        years.decisions.push(decision);
        Ok(())
    }
}

/// One that is convened, with a need to endorse, and one that is only planned.
fn to_come(world: &World, body: Body, needs: &[&Need], years: &mut CouncilYears) -> Result<()> {
    let in_days =
        |days| world.today.checked_add_days(Days::new(days)).ok_or_else(|| Error::broken("the calendar ends"));
    let mut next = plan(world, body, workday(in_days(NOTICE + 7)?), MeetingMode::InPerson)?;
    let mut items = vec![add(world, &next, (AgendaItemKind::Information, "Läget i branscherna", None), &[])?];
    if let Some(need) = needs.iter().find(|need| need.status == NeedStatus::Qualified) {
        let item = add(world, &next, (AgendaItemKind::Endorsement, &need.title, Some(need.id)), &items)?;
        let command = ProposeDecision { item: item.id, text: "Rådet ställer sig bakom behovet.".to_owned() };
        years.decisions.push(CouncilDecision::propose(world.id(), (&next, &item), command)?.0);
        items.push(item);
    }
    next.convene(world.today, items.len(), None, world.today)?;
    years.meetings.push(next);
    years.items.extend(items);
    let later = plan(world, body, workday(in_days(120)?), MeetingMode::Hybrid)?;
    let item = add(world, &later, (AgendaItemKind::FollowUp, "Uppföljning av året", None), &[])?;
    years.meetings.push(later);
    years.items.push(item);
    Ok(())
}
