//! What a masking is.

use kernel::{
    Command, Error, Result, command,
    command::{Json, REASON, line, text},
    error::{all, both, holds, required_reason, rules as common},
    id::{
        AgendaItemId, CouncilId, CouncilMeetingId, IndustryCouncilId, MaskingId, MeetingPresenceId, RepresentativeId,
    },
    machine::{Step, step},
    masking, text_enum,
};
use store::Event;

use super::super::{agenda::AgendaItem, entity::CouncilMeeting, ground::LegalGround, presence::MeetingPresence};
use crate::representative::Representative;

/// Rules of maskings.
pub mod rules {
    kernel::rules! {
        /// What is masked stands in the paragraph, letter for letter.
        PASSAGE_IS_NOT_FOUND:
            "Texten finns varken i paragrafens rubrik, beskrivning, vad som sades, beslut eller anteckningar, eller i rubrikerna och filnamnen på mötets underlag. Skriv den precis som den står där, i hela ord.",
            "The text is neither in the paragraph's title, description, what was said, decisions or notes, nor in the titles and file names of the meeting's papers. Write it exactly as it stands there, in whole words.";
        /// Marks are written in square brackets.
        PASSAGE_HOLDS_A_BRACKET:
            "Texten har en hakparentes. Maskera delarna på var sida om den.",
            "The text holds a square bracket. Mask the parts on each side of it.";
        /// Where a name is masked there is one.
        NOBODY_IS_NAMED:
            "Ingen företrädare är utsedd för mandatet den dagen.",
            "No representative is named for the mandate on that day.";
        /// One name is masked once at a meeting.
        PERSON_IS_MASKED: "Namnet är redan maskerat.", "The name is masked already.";
        /// A masking is lifted by its own act, not by writing over its mark.
        MASKING_IS_LEFT_OUT:
            "Texten som den var har en maskering som den nya saknar. Låt märket stå kvar, eller häv maskeringen först.",
            "The text as it was has a masking that the new one lacks. Leave its mark, or lift the masking first.";
        /// Marks are those of maskings that stand; detail: the mark.
        MARK_IS_OF_NO_MASKING:
            "Inget i paragrafen är maskerat med märket:",
            "Nothing in the paragraph is masked by the mark:";
    }
}

text_enum! {
    pub enum MaskingStatus ("Maskeringens status.", "Status of a masking.") {
        Standing = "STANDING" ("Gäller", "Stands"),
        Lifted = "LIFTED" ("Hävd", "Lifted"),
    }
}

text_enum! {
    /// Steg i en maskerings livslopp.
    pub enum MaskingVerb {
        Lift = "lift" ("häva", "lift", ("med skäl", "with a reason")),
    }
}

/// The state machine.
pub const TRANSITIONS: &[Step<MaskingStatus, MaskingVerb>] =
    &[(MaskingStatus::Standing, MaskingVerb::Lift, MaskingStatus::Lifted)];

/// Maskering: of a passage in a paragraph, or of who sat for a mandate. The council's own people read it, and nobody else.
#[derive(Clone, Debug)]
pub struct Masking {
    /// Id.
    pub id: MaskingId,
    /// Version.
    pub version: i32,
    /// Its number at the meeting, from 1, which its mark tells.
    pub number: i32,
    /// The meeting.
    pub meeting: CouncilMeetingId,
    /// The meeting's council, copied so that the reach is the council's.
    pub council: CouncilId,
    /// The meeting's industry council, where it is one's.
    pub industry_council: Option<IndustryCouncilId>,
    /// The item whose texts held the passage; this or a presence.
    pub item: Option<AgendaItemId>,
    /// The presence of whoever is masked.
    pub presence: Option<MeetingPresenceId>,
    /// Whoever is masked.
    pub representative: Option<RepresentativeId>,
    /// What is masked: the passage, at most 2,000 characters, or the name.
    pub passage: String,
    /// On what ground.
    pub ground: LegalGround,
    /// Which provision, at most 100 characters.
    pub provision: Option<String>,
    /// Why it is lifted, where it is.
    pub lifted_reason: Option<String>,
}

command! {
    pub struct MaskPassage as "MaskPassageInput" ("Maskera text i en paragraf.", "Mask a passage of a paragraph.") with states_its_provision {
        item: AgendaItemId as "itemId" ("Ärende.", "Agenda item."),
        passage: String as "passage" [text(2000)]
            ("Maskerad text: precis som den står. Den maskeras överallt i paragrafen, och i rubriker och filnamn på mötets underlag.", "Masked text: exactly as it stands. It is masked everywhere in the paragraph, and in the titles and file names of the meeting's papers."),
        ground: LegalGround as "ground" ("Rättslig grund.", "Legal ground."),
        provision: Option<String> as "provision" [line(100)]
            ("Bestämmelse: till exempel 7 §. Alla läser den.", "Provision: such as section 7. Everyone reads it."),
    }
}

command! {
    pub struct MaskPerson as "MaskPersonInput" ("Maskera namn i närvarolistan.", "Mask a name in the list of those present.") with states_its_provision {
        presence: MeetingPresenceId as "presenceId"
            ("Närvaro: den vars namn maskeras, också i övriga öppna uppgifter om uppdraget.", "Presence: the one whose name is masked, also in what else is public of the mandate."),
        ground: LegalGround as "ground" ("Rättslig grund.", "Legal ground."),
        provision: Option<String> as "provision" [line(100)]
            ("Bestämmelse: till exempel 7 §. Alla läser den.", "Provision: such as section 7. Everyone reads it."),
    }
}

command! {
    pub struct LiftMasking as "LiftMaskingInput" ("Häv maskering.", "Lift a masking.")
        of MaskingId, ("Maskeringen.", "The masking.") {
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

impl Masking {
    /// Of a passage on `item`, the `number`th of the meeting.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn of_passage(
        id: MaskingId,
        (meeting, item): (&CouncilMeeting, &AgendaItem),
        command: MaskPassage,
        number: i32,
    ) -> Result<(Self, Event)> {
        let checks = all([
            holds(!masking::looks_like_one(&command.passage), "passage", rules::PASSAGE_HOLDS_A_BRACKET),
            tells_its_provision(command.ground, command.provision.as_deref()),
        ]);
        let (command, ()) = both(command.checked(), checks)?;
        let masking = Self {
            item: Some(item.id),
            ..Self::bare(id, meeting, number, command.passage, (command.ground, command.provision))
        };
        Ok((masking, Event::new("PassageMasked", id.public())))
    }

    /// Of who sat for the mandate of a presence, the `number`th of the meeting.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn of_person(
        id: MaskingId,
        meeting: &CouncilMeeting,
        (presence, person): (&MeetingPresence, Option<&Representative>),
        command: MaskPerson,
        number: i32,
    ) -> Result<(Self, Event)> {
        let named = person.ok_or_else(|| Error::invalid("presenceId", rules::NOBODY_IS_NAMED));
        // Of a presence of nobody nothing is masked, so it breaks one rule at most.
        let checks = all([
            holds(presence.masked.is_none() || person.is_none(), "presenceId", rules::PERSON_IS_MASKED),
            tells_its_provision(command.ground, command.provision.as_deref()),
        ]);
        let ((person, command), ()) = both(both(named, command.checked()), checks)?;
        let masking = Self {
            presence: Some(presence.id),
            representative: Some(person.id),
            ..Self::bare(id, meeting, number, person.name.clone(), (command.ground, command.provision))
        };
        Ok((masking, Event::new("PersonMasked", id.public())))
    }

    fn bare(
        id: MaskingId,
        meeting: &CouncilMeeting,
        number: i32,
        passage: String,
        (ground, provision): (LegalGround, Option<String>),
    ) -> Self {
        Self {
            id,
            version: 1,
            number,
            meeting: meeting.id,
            council: meeting.council,
            industry_council: meeting.industry_council,
            item: None,
            presence: None,
            representative: None,
            passage,
            ground,
            provision,
            lifted_reason: None,
        }
    }

    /// Does not stand, with a reason.
    ///
    /// # Errors
    /// `Refused` when it is lifted already; `Invalid` without a reason.
    pub fn lift(&mut self, reason: &str) -> Result<Event> {
        let from = self.status();
        let to = step(TRANSITIONS, from, MaskingVerb::Lift)?;
        let reason = required_reason(reason)?;
        self.lifted_reason = Some(reason.clone());
        Ok(Event::new("MaskingLifted", self.id.public()).transition(from.as_str(), to.as_str(), Some(reason)))
    }

    /// What stands in the texts for what is masked: its number, and the ground in the language of minutes.
    pub fn mark(&self) -> String {
        let ground = match (self.ground, &self.provision) {
            (LegalGround::Other, Some(provision)) => provision.clone(),
            (ground, Some(provision)) => format!("{}, {provision}", ground.label().sv),
            (ground, None) => ground.label().sv.to_owned(),
        };
        masking::mark(self.number, &ground)
    }

    /// Its status, which its reason tells.
    pub const fn status(&self) -> MaskingStatus {
        if self.lifted_reason.is_some() { MaskingStatus::Lifted } else { MaskingStatus::Standing }
    }
}

/// Another provision than those that have a name is told, whatever else is wrong.
fn states_its_provision(input: &Json) -> Result<()> {
    let is_other = input["ground"] == LegalGround::Other.as_str();
    let is_told = input["provision"].as_str().is_some_and(|told| !told.trim().is_empty());
    holds(!is_other || is_told, "provision", common::FIELD_IS_REQUIRED)
}

/// Another provision than those that have a name is told; what is told stands within brackets.
fn tells_its_provision(ground: LegalGround, provision: Option<&str>) -> Result<()> {
    all([
        holds(ground != LegalGround::Other || provision.is_some(), "provision", common::FIELD_IS_REQUIRED),
        holds(!provision.is_some_and(masking::looks_like_one), "provision", rules::PASSAGE_HOLDS_A_BRACKET),
    ])
}
