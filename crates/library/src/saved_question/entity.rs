//! What a saved question is, and which steps it may take.

use kernel::{
    Error, Result, Timestamp,
    error::required_text,
    id::{CouncilId, SavedQuestionId},
    machine::{Step, step},
    text_enum,
};
use questions::{Question, Text, Theme};
use serde_json::Value;
use store::Event;

use super::draft::{self, Draft, Fault};
use crate::owner::Owner;

/// Rules of saved questions.
pub mod rules {
    use kernel::Rule;
    /// The address is another question's, saved or built in.
    pub const SLUG_IS_TAKEN: Rule = "SLUG_IS_TAKEN";
    /// An address once given stays, and so does whose the question is.
    pub const SLUG_AND_OWNER_STAND: Rule = "SLUG_AND_OWNER_STAND";
    /// The document asks for something that the schema does not have.
    pub const DOCUMENT_DOES_NOT_FIT_THE_SCHEMA: Rule = "DOCUMENT_DOES_NOT_FIT_THE_SCHEMA";
    /// What anyone may ask without signing in is reviewed and shipped inside.
    pub const SAVED_QUESTION_IS_NOT_OPEN: Rule = "SAVED_QUESTION_IS_NOT_OPEN";
    /// Sharing with a council names it.
    pub const SHARED_COUNCIL_IS_REQUIRED: Rule = "SHARED_COUNCIL_IS_REQUIRED";
    /// Only sharing with a council names one.
    pub const SHARED_COUNCIL_IS_NOT_ASKED_FOR: Rule = "SHARED_COUNCIL_IS_NOT_ASKED_FOR";
    /// A question is shared with a council that one belongs to.
    pub const COUNCIL_IS_NOT_ONES_OWN: Rule = "COUNCIL_IS_NOT_ONES_OWN";
    /// A change of a saved question names the version that was seen.
    pub const EXPECTED_VERSION_IS_REQUIRED: Rule = "EXPECTED_VERSION_IS_REQUIRED";
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

text_enum! {
    pub enum QuestionTheme ("Tema: den hylla en fråga står på.", "Theme: the shelf a question stands on.") {
        Needs = "NEEDS" ("Behov", "Needs"),
        Efforts = "EFFORTS" ("Insatser", "Efforts"),
        Participants = "PARTICIPANTS" ("Deltagare", "Participants"),
        Outcomes = "OUTCOMES" ("Resultat", "Outcomes"),
        Equality = "EQUALITY" ("Jämställdhet", "Equality"),
        Projects = "PROJECTS" ("Projekt", "Projects"),
        Councils = "COUNCILS" ("Råd", "Councils"),
        FollowUp = "FOLLOW_UP" ("Uppföljning", "Follow-up"),
        OpenData = "OPEN_DATA" ("Öppna data", "Open data"),
    }
}

impl From<Theme> for QuestionTheme {
    fn from(theme: Theme) -> Self {
        match theme {
            Theme::Needs => Self::Needs,
            Theme::Efforts => Self::Efforts,
            Theme::Participants => Self::Participants,
            Theme::Outcomes => Self::Outcomes,
            Theme::Equality => Self::Equality,
            Theme::Projects => Self::Projects,
            Theme::Councils => Self::Councils,
            Theme::FollowUp => Self::FollowUp,
            Theme::OpenData => Self::OpenData,
        }
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
        let reason = required_text("reason", reason, 1000)?;
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
mod tests {
    use kernel::{Id, SequentialIds};
    use serde_json::json;

    use super::{
        super::draft::tests::{DOCUMENT, definition},
        *,
    };

    fn by(who: &str) -> By {
        By { principal: format!("issuer|{who}"), at: "2026-09-01T08:00:00Z".parse().expect("an instant") }
    }

    fn draft() -> Draft {
        Draft::read("vara-behov", DOCUMENT, definition()).expect("a draft")
    }

    fn own() -> Owner {
        Owner::Organisation(Id::new(&SequentialIds::starting_at(1)))
    }

    fn council() -> CouncilId {
        Id::new(&SequentialIds::starting_at(50))
    }

    fn alone() -> Shared {
        Shared::new(own(), Sharing::Owner, None).expect("shared")
    }

    fn at(status: QuestionStatus) -> SavedQuestion {
        let (mut question, _) =
            SavedQuestion::begin(Id::new(&SequentialIds::starting_at(9)), own(), draft(), alone(), by("a"));
        question.status = status;
        question
    }

    fn take(question: &mut SavedQuestion, verb: QuestionVerb) -> Result<Event> {
        match verb {
            QuestionVerb::Revise => question.revise(draft(), alone(), by("b")),
            QuestionVerb::Publish => question.publish(by("b")),
            QuestionVerb::Withdraw => question.withdraw("Ersatt", by("b")),
        }
    }

    #[test]
    fn every_step_is_in_the_table_or_refused() {
        for &status in QuestionStatus::ALL {
            for &verb in QuestionVerb::ALL {
                let mut question = at(status);
                let expected = TRANSITIONS.iter().find(|(from, by, _)| (*from, *by) == (status, verb));
                match (take(&mut question, verb), expected) {
                    (Ok(event), Some((.., to))) => {
                        assert_eq!((question.status, event.to), (*to, Some(to.as_str())), "{status} {verb}");
                        assert_eq!(question.updated_by, "issuer|b");
                    }
                    (Err(Error::Refused { rule, .. }), None) => {
                        assert_eq!(rule, kernel::error::rules::TRANSITION_IS_NOT_ALLOWED);
                        assert_eq!(question.status, status);
                    }
                    (result, expected) => panic!("{status} {verb}: {result:?}, {expected:?}"),
                }
            }
        }
    }

    #[test]
    fn the_edition_counts_wordings_and_not_steps() {
        let mut question = at(QuestionStatus::Draft);
        question.revise(draft(), alone(), by("b")).expect("revised");
        question.publish(by("b")).expect("published");
        assert_eq!(question.edition, 1, "nothing was worded anew");
        let mut other = definition();
        other["title"]["sv"] = json!("Våra största behov");
        let other = Draft::read("vara-behov", DOCUMENT, other).expect("a draft");
        question.revise(other, alone(), by("b")).expect("revised");
        assert_eq!((question.edition, &question.definition["version"]), (2, &json!(2)));
        assert_eq!((question.title.sv.as_str(), question.status), ("Våra största behov", QuestionStatus::Published));
        let read = question.question().expect("it stands");
        assert_eq!(read.definition().version, 2);
    }

    #[test]
    fn the_address_stands() {
        let mut question = at(QuestionStatus::Draft);
        let other = Draft::read("andra-behov", DOCUMENT, definition()).expect("a draft");
        let refused = question.revise(other, alone(), by("b"));
        assert!(matches!(refused, Err(Error::Invalid { rule: rules::SLUG_AND_OWNER_STAND, .. })));
    }

    #[test]
    fn a_council_is_named_when_it_is_shared_with_and_not_else() {
        let rule = |shared: Result<Shared>| match shared {
            Err(Error::Invalid { rule, .. }) => Some(rule),
            _ => None,
        };
        assert_eq!(rule(Shared::new(own(), Sharing::Council, None)), Some(rules::SHARED_COUNCIL_IS_REQUIRED));
        for with in [Sharing::Owner, Sharing::SignedIn] {
            let shared = Shared::new(own(), with, Some(council()));
            assert_eq!(rule(shared), Some(rules::SHARED_COUNCIL_IS_NOT_ASKED_FOR));
        }
        let itself = Shared::new(Owner::Council(council()), Sharing::Council, None).expect("shared");
        assert_eq!(itself.council(), Some(council()));
    }

    #[test]
    fn a_council_reads_what_is_published_to_it_and_only_then() {
        let shared = Shared::new(own(), Sharing::Council, Some(council())).expect("shared");
        let (mut question, _) =
            SavedQuestion::begin(Id::new(&SequentialIds::starting_at(9)), own(), draft(), shared, by("a"));
        assert_eq!(question.reader_council(), None);
        question.publish(by("a")).expect("published");
        assert_eq!(question.reader_council(), Some(council()));
        assert!(matches!(question.withdraw(" ", by("a")), Err(Error::Invalid { .. })), "a reason is asked for");
        question.withdraw("Fel siffror", by("a")).expect("withdrawn");
        assert_eq!((question.reader_council(), question.is_asked()), (None, false));
    }
}
