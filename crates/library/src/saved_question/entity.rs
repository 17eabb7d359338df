//! What a saved question is, and which steps it may take.

use access::Anchors;
use kernel::{
    Error, Label, Result, TextEnum, Timestamp, command,
    command::{Bound, Kind, REASON},
    error::required_reason,
    id::{CouncilId, HubId, OrganisationId, ProjectId, SavedQuestionId},
    machine::{Step, step},
    personal_number::nameless,
    text_enum,
};
use questions::{Question, Text, Theme};
use serde_json::Value;
use store::Event;

use super::draft::{self, Draft, Fault, MOST_DOCUMENT_BYTES};
use crate::owner::Owner;

/// Rules of saved questions.
pub mod rules {
    kernel::rules! {
        /// The address is another question's, saved or built in.
        SLUG_IS_TAKEN: "Adressen är redan tagen. Välj en annan.", "The address is taken. Choose another.";
        /// An address once given stays, and so does whose the question is.
        SLUG_AND_OWNER_STAND:
            "Adressen och ägaren ligger fast. Spara en ny fråga i stället.",
            "The address and the owner stand. Save a new question instead.";
        /// The document asks for something that the schema does not have.
        DOCUMENT_DOES_NOT_FIT_THE_SCHEMA:
            "Dokumentet stämmer inte med schemat.",
            "The document does not fit the schema.";
        /// What anyone may ask without signing in is reviewed and shipped inside.
        SAVED_QUESTION_IS_NOT_OPEN:
            "Bara inbyggda frågor kan vara öppna för alla.",
            "Only built-in questions can be open to everyone.";
        /// Sharing with a council names it.
        SHARED_COUNCIL_IS_REQUIRED:
            "Ange rådet som frågan delas med.",
            "Name the council that the question is shared with.";
        /// Only sharing with a council names one.
        SHARED_COUNCIL_IS_NOT_ASKED_FOR:
            "Ett råd anges bara när frågan delas med ett råd.",
            "A council is named only when the question is shared with one.";
        /// A question is shared with a council that one belongs to.
        COUNCIL_IS_NOT_ONES_OWN:
            "Frågan kan bara delas med ett råd där du eller organisationen har en plats.",
            "The question can only be shared with a council where you or the organisation has a seat.";
        /// A change of a saved question names the version that was seen.
        EXPECTED_VERSION_IS_REQUIRED: "Ange versionen du har sett.", "Give the version you have seen.";
        /// A version is that of a question that is changed: a new one has none.
        EXPECTED_VERSION_IS_NOT_ASKED_FOR:
            "En version anges bara för en fråga som ändras. Ange också frågans id, eller utelämna versionen för att spara en ny fråga.",
            "A version is given only for a question that is changed. Give the question's id as well, or leave the version out to save a new question.";
    }
}

text_enum! {
    pub enum QuestionStatus ("Frågans status.", "Status of a question.") {
        Draft = "DRAFT" ("Utkast", "Draft", ("ägarens egna ser den", "its owner's own see it")),
        Published = "PUBLISHED" ("Publicerad", "Published", ("de som den delas med ser den", "those it is shared with see it")),
        Withdrawn = "WITHDRAWN" ("Indragen", "Withdrawn", ("ingen ställer den", "nobody asks it")),
    }
}

text_enum! {
    /// Steg i en sparad frågas livslopp.
    pub enum QuestionVerb {
        Revise = "revise" ("ändra", "revise"),
        Publish = "publish" ("publicera", "publish"),
        Withdraw = "withdraw" ("dra in", "withdraw"),
    }
}

text_enum! {
    pub enum Sharing as "QuestionSharing" ("Delning: vilka utöver ägarens egna som ser en publicerad fråga.", "Sharing: who besides the owner's own sees a published question.") {
        Owner = "OWNER" ("Bara ägaren", "The owner only"),
        Council = "COUNCIL" ("Ett råds medlemmar", "A council's members"),
        SignedIn = "SIGNED_IN" ("Alla inloggade", "Everyone signed in"),
    }
}

/// Theme, as the API and the database write it; what it is called is [`Theme`]'s to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuestionTheme(pub Theme);

impl From<Theme> for QuestionTheme {
    fn from(theme: Theme) -> Self {
        Self(theme)
    }
}

impl TextEnum for QuestionTheme {
    const NAME: &'static str = "QuestionTheme";
    const ABOUT: Label = Label {
        sv: "Tema: vad en fråga står under i biblioteket.",
        en: "Theme: under what a question stands in the library.",
    };
    const VALUES: &'static [Self] = &[
        Self(Theme::Needs),
        Self(Theme::Efforts),
        Self(Theme::Participants),
        Self(Theme::Outcomes),
        Self(Theme::Equality),
        Self(Theme::Projects),
        Self(Theme::Councils),
        Self(Theme::FollowUp),
        Self(Theme::OpenData),
    ];

    fn code(self) -> &'static str {
        match self.0 {
            Theme::Needs => "NEEDS",
            Theme::Efforts => "EFFORTS",
            Theme::Participants => "PARTICIPANTS",
            Theme::Outcomes => "OUTCOMES",
            Theme::Equality => "EQUALITY",
            Theme::Projects => "PROJECTS",
            Theme::Councils => "COUNCILS",
            Theme::FollowUp => "FOLLOW_UP",
            Theme::OpenData => "OPEN_DATA",
        }
    }

    fn words(self) -> Label {
        self.0.label()
    }

    fn note(self) -> Option<Label> {
        None
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::VALUES.iter().copied().find(|theme| theme.code() == code)
    }
}

/// The state machine. A published question is revised where it stands: its address has readers.
pub const TRANSITIONS: &[Step<QuestionStatus, QuestionVerb>] = {
    use QuestionStatus as S;
    use QuestionVerb as V;
    &[
        (S::Draft, V::Revise, S::Draft),
        (S::Draft, V::Publish, S::Published),
        (S::Draft, V::Withdraw, S::Withdrawn),
        (S::Published, V::Revise, S::Published),
        (S::Published, V::Withdraw, S::Withdrawn),
        (S::Withdrawn, V::Revise, S::Draft),
        (S::Withdrawn, V::Publish, S::Published),
    ]
};

/// Sparad fråga.
#[derive(Clone, Debug)]
pub struct SavedQuestion {
    /// Id.
    pub id: SavedQuestionId,
    /// Version, counted up by every change.
    pub version: i32,
    /// Whose it is.
    pub owner: Owner,
    /// The name in the address: `/fragor/{slug}`.
    pub slug: String,
    /// Edition: counted up when document or definition changes; part of the ETag, and the definition's `version`.
    pub edition: i32,
    /// The GraphQL document.
    pub document: String,
    /// The definition as JSON, as it was checked when it was saved.
    pub definition: Value,
    /// Title.
    pub title: Text,
    /// Theme.
    pub theme: QuestionTheme,
    /// Who besides the owner's own may see it once published.
    pub sharing: Sharing,
    /// The council it is shared with.
    pub shared_council: Option<CouncilId>,
    /// Status.
    pub status: QuestionStatus,
    /// Why it was withdrawn.
    pub status_reason: Option<String>,
    /// Who saved it first, as `issuer|subject`.
    pub created_by: String,
    /// When.
    pub created_at: Timestamp,
    /// Who changed it last, as `issuer|subject`.
    pub updated_by: String,
    /// When.
    pub updated_at: Timestamp,
}

/// [`Draft::read`] checks the address and the document, and tells all that is wrong with the three at once; none holds
/// anybody's number.
const ADDRESS: Bound<String> = Bound { kind: Kind::Line { max: 80 }, check: |_, text| nameless(text) };
const DOCUMENT: Bound<String> =
    Bound { kind: Kind::Text { max: MOST_DOCUMENT_BYTES }, check: |_, text| nameless(text) };

command! {
    pub struct SaveQuestion as "SaveQuestionInput"
        ("Spara fråga. En ny namnger sin ägare: en av organisation, råd, kompetensnav och projekt.",
         "Save a question. A new one names its owner: one of organisation, council, hub and project.") {
        id: Option<SavedQuestionId> as "id"
            ("Frågan som ändras; saknas för en ny.", "The question that is changed; absent for a new one."),
        expected_version: Option<i32> as "expectedVersion" [command::VERSION]
            ("Versionen du har sett; saknas för en ny.", "The version you have seen; absent for a new one."),
        organisation: Option<OrganisationId> as "organisationId"
            ("Organisationen som äger den.", "The organisation that owns it."),
        council: Option<CouncilId> as "councilId" ("Rådet som äger den.", "The council that owns it."),
        hub: Option<HubId> as "hubId" ("Kompetensnavet som äger den.", "The competence hub that owns it."),
        project: Option<ProjectId> as "projectId" ("Projektet som äger den.", "The project that owns it."),
        slug: String as "slug" [ADDRESS]
            ("Adress: a–z, siffror och bindestreck; den ligger fast när den väl är given.",
             "Address: a–z, digits and hyphens; it stands once given."),
        document: String as "document" [DOCUMENT]
            ("GraphQL-dokument: en fråga, högst 16 KiB.", "GraphQL document: one query, at most 16 KiB."),
        definition: Value as "definition"
            ("Beskrivning: rubrik, ingress, tema, rader, parametrar, kolumner och diagram. Versionen räknas av tjänsten.",
             "Definition: title, ingress, theme, rows, parameters, columns and chart. The version is counted by the service."),
        sharing: Sharing as "sharing" = "\"OWNER\""
            ("Delas med: när den är publicerad.", "Shared with: once it is published."),
        shared_council: Option<CouncilId> as "sharedCouncilId"
            ("Rådet som den delas med: ett där ägaren har en plats; ägaren själv där den är ett råd.",
             "The council it is shared with: one that the owner has a seat in; the owner itself where that is a council."),
    }
}

impl SaveQuestion {
    /// The saved question to change, and the version that was seen; none for a new one.
    ///
    /// # Errors
    /// `Invalid` for a change that does not say which version was seen, and for a version of no question.
    pub fn change(&self) -> Result<Option<(SavedQuestionId, i32)>> {
        match (self.id, self.expected_version) {
            (Some(id), Some(expected)) => Ok(Some((id, expected))),
            (Some(_), None) => Err(Error::invalid("expectedVersion", rules::EXPECTED_VERSION_IS_REQUIRED)),
            (None, Some(_)) => Err(Error::invalid("expectedVersion", rules::EXPECTED_VERSION_IS_NOT_ASKED_FOR)),
            (None, None) => Ok(None),
        }
    }

    /// Whose a new one is; for a change nothing, or as it was.
    pub fn owner(&self) -> Anchors {
        Anchors {
            organisation: self.organisation,
            council: self.council,
            hub: self.hub,
            project: self.project,
            ..Anchors::default()
        }
    }
}

command! {
    pub struct PublishQuestion as "PublishQuestionInput" ("Publicera fråga.", "Publish a question.")
        of SavedQuestionId, ("Frågan.", "The question.") {}
}

command! {
    pub struct WithdrawQuestion as "WithdrawQuestionInput" ("Dra in fråga.", "Withdraw a question.")
        of SavedQuestionId, ("Frågan.", "The question.") {
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

/// Who acts, and when.
#[derive(Clone, Debug)]
pub struct By {
    /// As `issuer|subject`.
    pub principal: String,
    /// Now.
    pub at: Timestamp,
}

/// Whom it is shared with: the two words that must agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shared {
    with: Sharing,
    council: Option<CouncilId>,
}

impl Shared {
    /// What `owner` shares `with`; a council shares with itself unless it names another.
    ///
    /// # Errors
    /// `Invalid` when a council is missing, or named for nothing.
    pub fn new(owner: Owner, with: Sharing, council: Option<CouncilId>) -> Result<Self> {
        match (with, council.or(owner.council())) {
            (Sharing::Council, Some(council)) => Ok(Self { with, council: Some(council) }),
            (Sharing::Council, None) => Err(Error::invalid("sharedCouncilId", rules::SHARED_COUNCIL_IS_REQUIRED)),
            _ if council.is_some() => Err(Error::invalid("sharedCouncilId", rules::SHARED_COUNCIL_IS_NOT_ASKED_FOR)),
            _ => Ok(Self { with, council: None }),
        }
    }

    /// The council it is shared with.
    pub fn council(&self) -> Option<CouncilId> {
        self.council
    }
}

impl SavedQuestion {
    /// A new draft.
    pub fn begin(id: SavedQuestionId, owner: Owner, draft: Draft, shared: Shared, by: By) -> (Self, Event) {
        let question = Self {
            id,
            version: 1,
            owner,
            slug: draft.slug,
            edition: 1,
            document: draft.document,
            definition: draft.definition,
            title: draft.title,
            theme: draft.theme,
            sharing: shared.with,
            shared_council: shared.council,
            status: QuestionStatus::Draft,
            status_reason: None,
            created_by: by.principal.clone(),
            created_at: by.at,
            updated_by: by.principal,
            updated_at: by.at,
        };
        (question, Event::new("QuestionSaved", id.public()))
    }

    /// Another wording, or other readers. A withdrawn question becomes a draft again.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` for another address.
    pub fn revise(&mut self, draft: Draft, shared: Shared, by: By) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, QuestionVerb::Revise)?;
        if draft.slug != self.slug {
            return Err(Error::invalid("slug", rules::SLUG_AND_OWNER_STAND));
        }
        let mut definition = draft.definition;
        definition["version"] = self.edition.into();
        if definition != self.definition || draft.document != self.document {
            self.edition += 1;
            definition["version"] = self.edition.into();
            (self.document, self.definition) = (draft.document, definition);
            (self.title, self.theme) = (draft.title, draft.theme);
        }
        (self.sharing, self.shared_council) = (shared.with, shared.council);
        Ok(self.enter(to, "QuestionSaved", None, by))
    }

    /// Publishes it to those it is shared with.
    ///
    /// # Errors
    /// `Refused` for a wrong transition.
    pub fn publish(&mut self, by: By) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, QuestionVerb::Publish)?;
        Ok(self.enter(to, "QuestionPublished", None, by))
    }

    /// Withdraws it, with a reason: nobody but the owner's own sees it, and nobody asks it.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` without a reason.
    pub fn withdraw(&mut self, reason: &str, by: By) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, QuestionVerb::Withdraw)?;
        let reason = required_reason(reason)?;
        Ok(self.enter(to, "QuestionWithdrawn", Some(reason), by))
    }

    /// The council whose members see it: only while it is published to them.
    pub fn reader_council(&self) -> Option<CouncilId> {
        self.shared_council.filter(|_| self.status == QuestionStatus::Published)
    }

    /// Whether it may be asked by those who see it.
    pub fn is_asked(&self) -> bool {
        self.status != QuestionStatus::Withdrawn
    }

    /// The question itself, checked anew: what stood when it was saved may not stand after a release.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn question(&self) -> Result<Question, Vec<Fault>> {
        draft::question(&self.slug, &self.document, &self.definition)
    }

    fn enter(&mut self, to: QuestionStatus, name: &'static str, reason: Option<String>, by: By) -> Event {
        let from = std::mem::replace(&mut self.status, to);
        self.status_reason.clone_from(&reason);
        (self.updated_by, self.updated_at) = (by.principal, by.at);
        Event::new(name, self.id.public()).transition(from.as_str(), to.as_str(), reason)
    }
}

#[cfg(test)]
mod tests;
