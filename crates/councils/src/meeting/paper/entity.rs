//! What a paper is, and who may read it.

use chrono::NaiveDate;
use kernel::{
    Command, Error, Result, Timestamp, command,
    command::{REASON, line},
    error::{holds, required_reason},
    id::{AgendaItemId, CouncilId, CouncilMeetingId, IndustryCouncilId, MeetingPaperId},
    machine::{Step, step},
    text_enum,
};
use store::Event;

use super::{
    super::{
        agenda::AgendaItem,
        entity::CouncilMeeting,
        ground::LegalGround,
        masking::{marked_line, within, written_over},
    },
    file::{Checksums, FiledPaper, sha256},
    format::PaperFormat,
};

/// Rules of papers.
pub mod rules {
    kernel::rules! {
        /// There is something in a file.
        FILE_IS_EMPTY: "Filen är tom.", "The file is empty.";
        /// Only formats that are read everywhere and hold no programs are taken.
        FILE_IS_OF_NO_FORMAT:
            "Filen är inte av något format som tas emot: PDF, OpenDocument och Office Open XML utan makron, ren text eller CSV i UTF-8, PNG och JPEG.",
            "The file is of no format that is taken: PDF, OpenDocument and Office Open XML without macros, plain text or CSV in UTF-8, PNG and JPEG.";
        /// Whoever opens a file gets what its name says; detail: the format that it is of.
        FILE_IS_OF_ANOTHER_FORMAT:
            "Filens namn slutar på något annat än vad den är. Den är:",
            "The file's name ends with something else than what it is. It is:";
        /// What was decided by does not change: another file is another edition.
        PAPER_HAS_A_FILE:
            "Underlaget har redan en fil. Lämna en ny i en ny utgåva.",
            "The paper has a file already. Hand in another as a new edition.";
        /// What was withdrawn or superseded stays as it was; detail: its state.
        PAPER_DOES_NOT_STAND:
            "Underlaget ändras inte längre. Dess läge är:",
            "The paper does not change any more. Its state is:";
        /// Why something is not for everyone is said of what is not.
        GROUND_HAS_NO_PLACE:
            "Grund anges bara för ett underlag som inte är för alla.",
            "A ground is stated only of a paper that is not for everyone.";
    }
}

text_enum! {
    pub enum PaperKind ("Slag av beslutsunderlag.", "Kind of paper.") {
        Background = "BACKGROUND" ("Underlag", "Background paper"),
        OfficialStatement = "OFFICIAL_STATEMENT" ("Tjänsteskrivelse", "Official statement", ("beredning med förslag till beslut", "preparation with a proposed decision")),
        Appendix = "APPENDIX" ("Bilaga", "Appendix"),
        Presentation = "PRESENTATION" ("Presentation", "Presentation"),
        ConsultationResponse = "CONSULTATION_RESPONSE" ("Remissvar", "Consultation response"),
    }
}

text_enum! {
    pub enum PaperAccess ("Vem som får läsa underlaget.", "Who may read the paper.") {
        Council = "COUNCIL" ("Bara rådets egna", "The council's own people only"),
        Public = "PUBLIC" ("Alla när protokollet är justerat", "Everyone once the minutes are approved", ("om rådets protokoll är offentliga", "where the council's minutes are public")),
    }
}

text_enum! {
    pub enum PaperStatus ("Underlagets status.", "Status of a paper.") {
        Standing = "STANDING" ("Gäller", "Stands"),
        Superseded = "SUPERSEDED" ("Ersatt", "Superseded", ("av en nyare utgåva", "by a newer edition")),
        Withdrawn = "WITHDRAWN" ("Återtaget", "Withdrawn"),
    }
}

text_enum! {
    /// Steg i ett underlags livslopp.
    pub enum PaperVerb {
        Supersede = "supersede" ("ersätta", "supersede", ("med en ny utgåva", "by a new edition")),
        Withdraw = "withdraw" ("återta", "withdraw", ("med skäl", "with a reason")),
    }
}

/// The state machine.
pub const TRANSITIONS: &[Step<PaperStatus, PaperVerb>] = &[
    (PaperStatus::Standing, PaperVerb::Supersede, PaperStatus::Superseded),
    (PaperStatus::Standing, PaperVerb::Withdraw, PaperStatus::Withdrawn),
    (PaperStatus::Superseded, PaperVerb::Withdraw, PaperStatus::Withdrawn),
];

/// Beslutsunderlag: one edition. Read as its meeting is, where it is for everyone.
#[derive(Clone, Debug)]
pub struct MeetingPaper {
    /// Id.
    pub id: MeetingPaperId,
    /// Version.
    pub version: i32,
    /// The item.
    pub item: AgendaItemId,
    /// The item's meeting.
    pub meeting: CouncilMeetingId,
    /// The meeting's council, copied so that the reach is the council's.
    pub council: CouncilId,
    /// The meeting's industry council, where it is one's.
    pub industry_council: Option<IndustryCouncilId>,
    /// Kind.
    pub kind: PaperKind,
    /// Title, 1–200 characters.
    pub title: String,
    /// The day that it bears.
    pub dated_on: NaiveDate,
    /// Who may read it.
    pub access: PaperAccess,
    /// Why it is not for everyone, where a ground is stated.
    pub ground: Option<LegalGround>,
    /// Which edition it is, from 1.
    pub edition: i32,
    /// The edition before it.
    pub supersedes: Option<MeetingPaperId>,
    /// Whether there is an edition after it.
    pub superseded: bool,
    /// The file's name.
    pub file_name: Option<String>,
    /// What the file is.
    pub format: Option<PaperFormat>,
    /// Bytes of the file.
    pub bytes: Option<i32>,
    /// SHA-256 of the file, 64 hexadecimal digits.
    pub sha256: Option<String>,
    /// SHA-512 of the file, 128 hexadecimal digits, which is what OParl tells.
    pub sha512: Option<String>,
    /// When the file was handed in.
    pub filed_at: Option<Timestamp>,
    /// The key of the object that the file is in the store; none where it lies in the database.
    pub object_key: Option<String>,
    /// Why it is withdrawn, where it is.
    pub withdrawn_reason: Option<String>,
}

/// Characters of a title.
const TITLE: usize = 200;

command! {
    pub struct AddPaper as "AddPaperInput" ("Lägg till beslutsunderlag.", "Add a paper.") {
        item: AgendaItemId as "itemId" ("Ärende.", "Agenda item."),
        kind: PaperKind as "kind" ("Slag.", "Kind."),
        title: String as "title" [line(TITLE)] ("Rubrik.", "Title."),
        dated_on: Option<NaiveDate> as "datedOn" ("Daterat den; i dag när dagen saknas.", "Dated on; today when absent."),
        access: PaperAccess as "access" ("Läses av.", "Read by."),
        ground: Option<LegalGround> as "ground"
            ("Rättslig grund: varför det inte är för alla. Där den anges säger det publika protokollet att underlaget inte publiceras, och grunden.",
             "Legal ground: why it is not for everyone. Where it is stated, public minutes say that the paper is not published, and the ground."),
    }
}

command! {
    pub struct ChangePaper as "ChangePaperInput" ("Ändra beslutsunderlag.", "Change a paper.")
        of MeetingPaperId, ("Underlaget.", "The paper.") {
        kind: PaperKind as "kind" ("Slag.", "Kind."),
        title: String as "title" [marked_line(TITLE)] ("Rubrik.", "Title."),
        dated_on: NaiveDate as "datedOn" ("Daterat den.", "Dated on."),
    }
}

command! {
    pub struct SetPaperAccess as "SetPaperAccessInput" ("Ändra vem som får läsa beslutsunderlag.", "Change who may read a paper.")
        of MeetingPaperId, ("Underlaget.", "The paper.") {
        access: PaperAccess as "access" ("Läses av.", "Read by."),
        ground: Option<LegalGround> as "ground"
            ("Rättslig grund: varför det inte är för alla. Där den anges säger det publika protokollet att underlaget inte publiceras, och grunden.",
             "Legal ground: why it is not for everyone. Where it is stated, public minutes say that the paper is not published, and the ground."),
    }
}

command! {
    pub struct SupersedePaper as "SupersedePaperInput" ("Ersätt beslutsunderlag med en ny utgåva.", "Supersede a paper by a new edition.")
        of MeetingPaperId, ("Underlaget.", "The paper.") {
        title: String as "title" [marked_line(TITLE)] ("Rubrik.", "Title."),
        dated_on: NaiveDate as "datedOn" ("Daterat den.", "Dated on."),
    }
}

command! {
    pub struct WithdrawPaper as "WithdrawPaperInput" ("Återta beslutsunderlag.", "Withdraw a paper.")
        of MeetingPaperId, ("Underlaget.", "The paper.") {
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

impl MeetingPaper {
    /// A paper on `item`, without a file so far.
    ///
    /// # Errors
    /// `Refused` once the minutes are approved, or of a cancelled meeting; `Invalid` naming the field.
    pub fn add(
        id: MeetingPaperId,
        (meeting, item): (&CouncilMeeting, &AgendaItem),
        command: AddPaper,
        today: NaiveDate,
    ) -> Result<(Self, Event)> {
        meeting.must_be_unapproved()?;
        let command = command.checked()?;
        ground_has_a_place(command.access, command.ground)?;
        let paper = Self {
            id,
            version: 1,
            item: item.id,
            meeting: meeting.id,
            council: meeting.council,
            industry_council: meeting.industry_council,
            kind: command.kind,
            title: command.title,
            dated_on: command.dated_on.unwrap_or(today),
            access: command.access,
            ground: command.ground,
            edition: 1,
            supersedes: None,
            superseded: false,
            file_name: None,
            format: None,
            bytes: None,
            sha256: None,
            sha512: None,
            filed_at: None,
            object_key: None,
            withdrawn_reason: None,
        };
        Ok((paper, Event::new("PaperAdded", id.public())))
    }

    /// Is called, dated or sorted otherwise.
    ///
    /// # Errors
    /// `Refused` once the minutes are approved, or when it does not stand; `Invalid` naming the field.
    pub fn change(&mut self, meeting: &CouncilMeeting, command: ChangePaper) -> Result<Event> {
        meeting.must_be_unapproved()?;
        self.must_stand()?;
        let command = command.checked()?;
        written_over("title", TITLE, Some(&self.title), Some(&command.title))?;
        (self.kind, self.title, self.dated_on) = (command.kind, command.title, command.dated_on);
        Ok(Event::new("PaperChanged", self.id.public()))
    }

    /// Is read by others, whatever state its meeting is in: a secret ends, or was overlooked.
    ///
    /// # Errors
    /// `Refused` when it is withdrawn; `Invalid` for a ground of what is for everyone.
    pub fn set_access(&mut self, command: SetPaperAccess) -> Result<Event> {
        let command = command.checked()?;
        ground_has_a_place(command.access, command.ground)?;
        if self.status() == PaperStatus::Withdrawn {
            return Err(Error::refused(rules::PAPER_DOES_NOT_STAND, self.status().label()));
        }
        (self.access, self.ground) = (command.access, command.ground);
        let name = match self.access {
            PaperAccess::Public => "PaperOpened",
            PaperAccess::Council => "PaperRestricted",
        };
        Ok(Event::new(name, self.id.public()))
    }

    /// The edition after this one, without a file so far; this one stays for what was decided by it.
    ///
    /// # Errors
    /// `Refused` once the minutes are approved, or when it does not stand; `Invalid` naming the field.
    pub fn supersede(
        &mut self,
        id: MeetingPaperId,
        meeting: &CouncilMeeting,
        command: SupersedePaper,
    ) -> Result<(Self, Event)> {
        let from = self.status();
        let to = step(TRANSITIONS, from, PaperVerb::Supersede)?;
        meeting.must_be_unapproved()?;
        let command = command.checked()?;
        within("title", TITLE, Some(&self.title), Some(&command.title))?;
        self.superseded = true;
        let next = Self {
            id,
            version: 1,
            title: command.title,
            dated_on: command.dated_on,
            edition: self.edition + 1,
            supersedes: Some(self.id),
            superseded: false,
            file_name: None,
            format: None,
            bytes: None,
            sha256: None,
            sha512: None,
            filed_at: None,
            object_key: None,
            ..self.clone()
        };
        Ok((next, Event::new("PaperSuperseded", self.id.public()).transition(from.as_str(), to.as_str(), None)))
    }

    /// Is no longer told of to others than the council's own, with a reason, whatever state its meeting is in. What rested on it still
    /// does.
    ///
    /// # Errors
    /// `Refused` when it is withdrawn already; `Invalid` without a reason.
    pub fn withdraw(&mut self, reason: &str) -> Result<Event> {
        let from = self.status();
        let to = step(TRANSITIONS, from, PaperVerb::Withdraw)?;
        let reason = required_reason(reason)?;
        self.withdrawn_reason = Some(reason.clone());
        Ok(Event::new("PaperWithdrawn", self.id.public()).transition(from.as_str(), to.as_str(), Some(reason)))
    }

    /// Takes its file, once.
    ///
    /// # Errors
    /// `Refused` once the minutes are approved, when it does not stand, or has a file.
    pub fn take(
        &mut self,
        meeting: &CouncilMeeting,
        filed: &FiledPaper,
        sums: Checksums,
        at: Timestamp,
    ) -> Result<Event> {
        self.must_lack_a_file(meeting)?;
        self.file_name = Some(filed.name.clone());
        self.format = Some(filed.format);
        self.bytes = i32::try_from(filed.bytes.len()).ok();
        (self.sha256, self.sha512) = (Some(sums.sha256), Some(sums.sha512));
        self.filed_at = Some(at);
        Ok(Event::new("PaperFiled", self.id.public()))
    }

    /// Its status, which an edition after it and its reason tell.
    pub const fn status(&self) -> PaperStatus {
        match (self.withdrawn_reason.is_some(), self.superseded) {
            (true, _) => PaperStatus::Withdrawn,
            (false, true) => PaperStatus::Superseded,
            (false, false) => PaperStatus::Standing,
        }
    }

    /// Whether it takes a file: asked before the file is sent anywhere, and again when it is taken.
    ///
    /// # Errors
    /// As [`MeetingPaper::take`].
    pub(super) fn must_lack_a_file(&self, meeting: &CouncilMeeting) -> Result<()> {
        meeting.must_be_unapproved()?;
        self.must_stand()?;
        match self.sha256 {
            Some(_) => Err(Error::refused(rules::PAPER_HAS_A_FILE, String::new())),
            None => Ok(()),
        }
    }

    /// Whether these bytes are the file that was handed in, by their number and their SHA-256.
    ///
    /// # Errors
    /// `Broken` when they are not: what is wrong is not handed out.
    pub(super) fn must_be_of(&self, bytes: &[u8]) -> Result<()> {
        let is_as_long = self.bytes.and_then(|all| usize::try_from(all).ok()) == Some(bytes.len());
        if is_as_long && self.sha256.as_deref() == Some(sha256(bytes).as_str()) {
            return Ok(());
        }
        Err(Error::broken(format!("{}: what is kept is not the file that was handed in", self.id.public())))
    }

    fn must_stand(&self) -> Result<()> {
        match self.status() {
            PaperStatus::Standing => Ok(()),
            other => Err(Error::refused(rules::PAPER_DOES_NOT_STAND, other.label())),
        }
    }
}

fn ground_has_a_place(access: PaperAccess, ground: Option<LegalGround>) -> Result<()> {
    holds(access == PaperAccess::Council || ground.is_none(), "ground", rules::GROUND_HAS_NO_PLACE)
}

#[cfg(test)]
mod tests;
