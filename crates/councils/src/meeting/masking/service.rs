//! What can be done with maskings.

use std::{collections::BTreeSet, sync::Arc};

use access::{Action, Request};
use kernel::{
    Error, Id, Result,
    id::{AgendaItemId, CouncilMeetingId, MaskingId, MembershipId},
    masking::{masked, masked_in_name, unmasked},
};
use store::{Db, Event, RecordReader, Tx};

use super::{
    entity::{LiftMasking, MaskPassage, MaskPerson, Masking, rules},
    standing::StandingMaskings,
};
use crate::{
    meeting::{
        agenda::AgendaItem, decision::CouncilDecision, note::ItemNote, paper::MeetingPaper, presence::MeetingPresence,
        service::hold,
    },
    representative::Representative,
};

/// What becomes of a text, where it becomes another.
type Turning<'t> = &'t (dyn Fn(&str) -> Option<String> + Sync);

/// What becomes of the texts of an item, and of its meeting's papers.
struct Turnings<'t> {
    text: Turning<'t>,
    title: Turning<'t>,
    file_name: Turning<'t>,
}

/// Maskeringarna.
#[derive(Clone)]
pub struct Maskings {
    db: Db,
}

impl Maskings {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<Masking> {
        RecordReader::new(&self.db)
    }

    /// Maskera text i en paragraf, whatever state the minutes are in: approvals stand, for what they say is the same.
    ///
    /// # Errors
    /// `Invalid` for an item outside the reach, a passage that is not there, or a wrong field.
    pub async fn mask_passage(&self, request: &Arc<Request>, command: MaskPassage) -> Result<Masking> {
        self.db
            .write(request, Action::PrepareMeeting, async |tx| {
                let item: AgendaItem = tx.load(command.item).await.map_err(|e| e.at("itemId"))?;
                let meeting = hold(tx, item.meeting, []).await?;
                let number = next_number(tx, meeting.id).await?;
                let (masking, event) = Masking::of_passage(Id::new(self.db.ids()), (&meeting, &item), command, number)?;
                let mark = masking.mark();
                let text = |text: &str| masked(text, &masking.passage, &mark);
                let file_name = |name: &str| masked_in_name(name, &masking.passage, &mark);
                let turnings = Turnings { text: &text, title: &text, file_name: &file_name };
                if turn(tx, item.id, &turnings, "TextMasked").await? == 0 {
                    return Err(Error::invalid("passage", rules::PASSAGE_IS_NOT_FOUND));
                }
                tx.insert(&masking).await?;
                tx.emit(event);
                Ok(masking)
            })
            .await
    }

    /// Maskera namn i närvarolistan: of whoever sat for the mandate on the meeting's day, wherever the name is public of the mandate.
    ///
    /// # Errors
    /// `Invalid` for a presence outside the reach, or a wrong field.
    pub async fn mask_person(&self, request: &Arc<Request>, command: MaskPerson) -> Result<Masking> {
        self.db
            .write(request, Action::PrepareMeeting, async |tx| {
                let presence: MeetingPresence = tx.load(command.presence).await.map_err(|e| e.at("presenceId"))?;
                let meeting = hold(tx, presence.meeting, [presence.membership]).await?;
                // Read anew: it may have been masked while this waited for the meeting.
                let mut presence: MeetingPresence = tx.load(presence.id).await?;
                let named = tx.matching::<Representative>(Representative::on(presence.membership)).await?;
                let person = named.into_iter().find(|one| one.period().contains(meeting.meets_on()));
                let number = next_number(tx, meeting.id).await?;
                let (masking, event) = Masking::of_person(
                    Id::new(self.db.ids()),
                    &meeting,
                    (&presence, person.as_ref()),
                    command,
                    number,
                )?;
                presence.masked = Some(masking.mark());
                tx.update(&mut presence).await?;
                tx.emit(Event::new("TextMasked", presence.id.public()));
                tx.insert(&masking).await?;
                tx.emit(event);
                mask_names(tx, presence.membership).await?;
                Ok(masking)
            })
            .await
    }

    /// Häv maskering, med skäl: what it masked stands where its mark stood, but for what another masking of the paragraph masks in it.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn lift(&self, request: &Arc<Request>, command: LiftMasking) -> Result<Masking> {
        let (id, expected): (MaskingId, i32) = (command.id, command.expected_version);
        self.db
            .write(request, Action::PrepareMeeting, async |tx| {
                let mut masking: Masking = tx.load_at(id, expected).await?;
                let mandate = match masking.presence {
                    Some(presence) => Some(tx.load::<MeetingPresence>(presence).await?.membership),
                    None => None,
                };
                hold(tx, masking.meeting, mandate).await?;
                let event = masking.lift(&command.reason)?;
                tx.update(&mut masking).await?;
                tx.emit(event);
                let mark = masking.mark();
                if let Some(item) = masking.item {
                    let on_item = StandingMaskings::of(tx, masking.meeting, item).await?;
                    let at_meeting = StandingMaskings::at(tx, masking.meeting).await?;
                    let bare = |text: &str| unmasked(text, &masking.passage, &mark);
                    let text = |text: &str| {
                        bare(text).map(|mut text| {
                            on_item.mask(&mut text);
                            text
                        })
                    };
                    let title = |title: &str| {
                        bare(title).map(|mut title| {
                            at_meeting.mask(&mut title);
                            title
                        })
                    };
                    let file_name = |name: &str| {
                        bare(name).map(|mut name| {
                            at_meeting.mask_name(&mut name);
                            name
                        })
                    };
                    let turnings = Turnings { text: &text, title: &title, file_name: &file_name };
                    turn(tx, item, &turnings, "TextUnmasked").await?;
                }
                if let Some(presence) = masking.presence {
                    let mut presence: MeetingPresence = tx.load(presence).await?;
                    presence.masked = None;
                    tx.update(&mut presence).await?;
                    tx.emit(Event::new("TextUnmasked", presence.id.public()));
                }
                if let Some(mandate) = mandate {
                    mask_names(tx, mandate).await?;
                }
                Ok(masking)
            })
            .await
    }
}

/// Masks whoever has been on `mandate` by a name of which a masking stands, and nobody else. The mandate is held, so that no other masking
/// of it comes or goes meanwhile, and nobody is named to it.
async fn mask_names(tx: &mut Tx, mandate: MembershipId) -> Result<()> {
    let people = tx.matching::<Representative>(Representative::on(mandate)).await?;
    let standing = tx.matching::<Masking>(Masking::standing_of(&people)).await?;
    let has_one = |person: &&Representative| standing.iter().any(|one| one.representative == Some(person.id));
    let names: BTreeSet<String> = people.iter().filter(has_one).map(|person| person.name.clone()).collect();
    for mut person in people {
        let is_masked = names.contains(&person.name);
        if person.masked != is_masked {
            person.masked = is_masked;
            tx.update(&mut person).await?;
            tx.emit(Event::new(if is_masked { "TextMasked" } else { "TextUnmasked" }, person.id.public()));
        }
    }
    Ok(())
}

async fn next_number(tx: &mut Tx, meeting: CouncilMeetingId) -> Result<i32> {
    let all = tx.every::<Masking>(Masking::of_meeting(meeting)).await?;
    Ok(all.iter().map(|masking| masking.number).max().unwrap_or(0) + 1)
}

/// Turns every text that the minutes tell of an item, and what the papers of its meeting and their files are called, and says how many
/// were turned.
async fn turn(tx: &mut Tx, item: AgendaItemId, turnings: &Turnings<'_>, event: &'static str) -> Result<usize> {
    let (mut turned, turning) = (0, turnings.text);
    let mut item: AgendaItem = tx.load(item).await?;
    let own = [text(&mut item.title, turning), some(&mut item.text, turning), some(&mut item.discussion, turning)];
    if own.contains(&true) {
        tx.update(&mut item).await?;
        tx.emit(Event::new(event, item.id.public()));
        turned += 1;
    }
    for mut decision in tx.every::<CouncilDecision>(CouncilDecision::of_item(item.id)).await? {
        if [text(&mut decision.text, turning), some(&mut decision.status_reason, turning)].contains(&true) {
            tx.update(&mut decision).await?;
            tx.emit(Event::new(event, decision.id.public()));
            turned += 1;
        }
    }
    for mut note in tx.every::<ItemNote>(ItemNote::of_item(item.id)).await? {
        if some(&mut note.text, turning) {
            tx.update(&mut note).await?;
            tx.emit(Event::new(event, note.id.public()));
            turned += 1;
        }
    }
    for mut paper in tx.every::<MeetingPaper>(MeetingPaper::of_meeting(item.meeting)).await? {
        let own = [text(&mut paper.title, turnings.title), some(&mut paper.file_name, turnings.file_name)];
        if own.contains(&true) {
            tx.update(&mut paper).await?;
            tx.emit(Event::new(event, paper.id.public()));
            turned += 1;
        }
    }
    Ok(turned)
}

fn text(text: &mut String, turning: Turning<'_>) -> bool {
    let turned = turning(text);
    let is_turned = turned.is_some();
    if let Some(turned) = turned {
        *text = turned;
    }
    is_turned
}

fn some(own: &mut Option<String>, turning: Turning<'_>) -> bool {
    own.as_mut().is_some_and(|own| text(own, turning))
}
