//! How a saved question is shown.

use access::view;
use async_graphql::{Context, Enum, ID, Object, Result};
use kernel::Lang;
use library::{SavedQuestion, saved_question};
use store::{Filter, Record};

use super::filter::{SavedQuestionFilter, SavedQuestionOrder};
use crate::{
    app::caller,
    graph::{Asked, Connection, DateTime, JsonValue, Node, Noun, code::Language, connect},
    noun::{council::CouncilObject, hub::HubObject, organisation::OrganisationObject, project::ProjectObject},
};

/// Frågans status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "saved_question::QuestionStatus")]
pub enum QuestionStatus {
    /// Utkast: its owner's own see it.
    Draft,
    /// Publicerad: those it is shared with see it.
    Published,
    /// Indragen: nobody asks it.
    Withdrawn,
}

/// Delning: who besides the owner's own sees a question once it is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "saved_question::Sharing")]
pub enum QuestionSharing {
    /// Bara ägaren.
    Owner,
    /// Ett råds medlemmar.
    Council,
    /// Alla inloggade.
    SignedIn,
}

/// Tema: the shelf a question stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "saved_question::QuestionTheme")]
pub enum QuestionTheme {
    /// Behov.
    Needs,
    /// Insatser.
    Efforts,
    /// Deltagare.
    Participants,
    /// Resultat.
    Outcomes,
    /// Jämställdhet.
    Equality,
    /// Projekt.
    Projects,
    /// Råd.
    Councils,
    /// Uppföljning.
    FollowUp,
    /// Öppna data.
    OpenData,
}

/// A saved question.
pub struct SavedQuestionObject(Node<SavedQuestion>);

impl From<Node<SavedQuestion>> for SavedQuestionObject {
    fn from(node: Node<SavedQuestion>) -> Self {
        Self(node)
    }
}

impl Noun for SavedQuestionObject {
    type Record = SavedQuestion;
    type Filter = SavedQuestionFilter;
    type Order = SavedQuestionOrder;
    const NAME: &'static str = "SavedQuestion";
}

impl SavedQuestionObject {
    /// Who saved it is for those it belongs to; those it is shared with see the question.
    fn is_own(&self, ctx: &Context<'_>) -> bool {
        view(&caller(ctx).request, SavedQuestion::READ).covers(&self.0.row().owner.anchors())
    }
}

/// Sparad fråga: an organisation's, council's, hub's or project's own question, with an address of its own beside the built-in ones.
#[Object(name = "SavedQuestion")]
impl SavedQuestionObject {
    /// Id.
    pub async fn id(&self) -> ID {
        self.0.row().id.public().into()
    }

    /// Version, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.row().version
    }

    /// Adress: the name in `/fragor/{slug}`.
    async fn slug(&self) -> &str {
        &self.0.row().slug
    }

    /// Utgåva: counted up when document or definition changes; part of the answer's ETag.
    async fn edition(&self) -> i32 {
        self.0.row().edition
    }

    /// Rubrik: the question as a person would say it.
    async fn title(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Språk; the request's own when absent.")] lang: Option<Language>,
    ) -> &str {
        self.0.row().title.get(lang.map_or(caller(ctx).lang, Lang::from))
    }

    /// Tema.
    async fn theme(&self) -> QuestionTheme {
        self.0.row().theme.into()
    }

    /// Status.
    async fn status(&self) -> QuestionStatus {
        self.0.row().status.into()
    }

    /// Skäl till att den drogs in.
    async fn status_reason(&self) -> Option<&str> {
        self.0.row().status_reason.as_deref()
    }

    /// Delas med, once it is published.
    async fn sharing(&self) -> QuestionSharing {
        self.0.row().sharing.into()
    }

    /// Rådet som den delas med.
    async fn shared_council(&self, ctx: &Context<'_>) -> Result<Option<CouncilObject>> {
        self.0.one(ctx, |question| question.shared_council).await
    }

    /// GraphQL-dokument: one query.
    async fn document(&self) -> &str {
        &self.0.row().document
    }

    /// Beskrivning: title, parameters, columns and chart, as the built-in questions have them.
    async fn definition(&self) -> JsonValue {
        JsonValue(self.0.row().definition.clone())
    }

    /// Organisationen som äger den.
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<OrganisationObject>> {
        self.0.one(ctx, |question| question.owner.organisation()).await
    }

    /// Rådet som äger den.
    async fn council(&self, ctx: &Context<'_>) -> Result<Option<CouncilObject>> {
        self.0.one(ctx, |question| question.owner.council()).await
    }

    /// Kompetensnavet som äger den.
    async fn hub(&self, ctx: &Context<'_>) -> Result<Option<HubObject>> {
        self.0.one(ctx, |question| question.owner.hub()).await
    }

    /// Projektet som äger den.
    async fn project(&self, ctx: &Context<'_>) -> Result<Option<ProjectObject>> {
        self.0.one(ctx, |question| question.owner.project()).await
    }

    /// Skapad.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.row().created_at)
    }

    /// Skapad av: issuer and subject, never a name; for the owner's own only.
    async fn created_by(&self, ctx: &Context<'_>) -> Option<&str> {
        self.is_own(ctx).then_some(self.0.row().created_by.as_str())
    }

    /// Senast ändrad.
    async fn updated_at(&self) -> DateTime {
        DateTime(self.0.row().updated_at)
    }

    /// Senast ändrad av: issuer and subject, never a name; for the owner's own only.
    async fn updated_by(&self, ctx: &Context<'_>) -> Option<&str> {
        self.is_own(ctx).then_some(self.0.row().updated_by.as_str())
    }
}

/// Frågor om sparade frågor.
#[derive(Default)]
pub struct SavedQuestionQuery;

#[Object]
impl SavedQuestionQuery {
    /// Sparade frågor within your reach: your own, drafts too, and those published to your council or to everyone signed in.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn saved_questions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<SavedQuestionFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<SavedQuestionOrder>>,
    ) -> Result<Connection<SavedQuestionObject>> {
        connect(ctx, Asked { first, after, last, before, filter, order_by, also: Filter::default() }).await
    }
}
