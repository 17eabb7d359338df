//! The service: which questions there are, for whom, and who asks.

use std::{
    net::IpAddr,
    sync::{Arc, LazyLock},
};

use councils::meeting::paper::MeetingPapers;
use edge::{Authenticator, Executor, Fault, Identity, Payer, Refusal};
use kernel::Lang;
use questions::{Arguments, Catalogue, Question, catalogue::CatalogueError, dcat::Publisher};
use sha2::{Digest, Sha256};
use store::Db;

use super::{
    asking::{AnswerOptions, Asking},
    labels::Labelling,
    port::{AccessTokens, Saved},
    refused::{Kind, Refused},
};
use crate::roles::Roles;

/// Bytes of a secret that are looked at.
const SECRET_BYTES: usize = 8 * 1024;

/// What the service stands on.
pub struct QuestionParts {
    /// Behind `/graphql` too.
    pub executor: Executor,
    /// Whose tokens are believed.
    pub authenticator: Arc<Authenticator>,
    /// Who holds which role.
    pub roles: Arc<Roles>,
    /// For the data's watermark.
    pub db: Db,
    /// Papers of meetings, whose files have addresses of their own.
    pub papers: MeetingPapers,
    /// Organisations' own questions.
    pub saved: Arc<dyn Saved>,
    /// Access tokens.
    pub tokens: Arc<dyn AccessTokens>,
    /// The numbers.
    pub limits: QuestionLimits,
    /// Who publishes the open data; without it the catalogue names the service itself. An empty host is `base`.
    pub publisher: Option<Publisher>,
    /// Scheme and host that readers use, e.g. `https://nav.example`, without a last slash; where absent, that which was asked at.
    pub base: Option<String>,
}

/// The service's numbers.
#[derive(Clone, Debug)]
pub struct QuestionLimits {
    /// Most rows of a file. A million rows of twelve fields are some 100 MB of CSV and the most that a worksheet holds.
    pub file_rows: u64,
    /// Rows fetched at once. Ten times a caller's page: the statement, the plan and the admission are paid a tenth as often.
    pub page_rows: u32,
    /// Megabytes of a file that is kept to be read in ranges.
    pub file_megabytes: u64,
    /// Megabytes of all such files together.
    pub kept_megabytes: u64,
    /// Seconds such a file is kept, so that a reader of ranges meets the same bytes to its end.
    pub kept_seconds: u64,
    /// Files made at once; more wait.
    pub making: usize,
    /// Seconds an answer waits in its middle for the caller's budget to refill.
    pub patience_seconds: u64,
    /// Megabytes of a paper's file that is handed in. Whoever fetches it holds it twice within what one operation may hold.
    pub paper_megabytes: usize,
}

impl Default for QuestionLimits {
    fn default() -> Self {
        Self {
            file_rows: 1_000_000,
            page_rows: 1_000,
            file_megabytes: 512,
            kept_megabytes: 2_048,
            kept_seconds: 120,
            making: 4,
            patience_seconds: 300,
            paper_megabytes: 10,
        }
    }
}

/// Who asks.
#[derive(Clone, Debug, Default)]
pub struct Asker {
    /// Who, if signed in.
    pub identity: Option<Identity>,
    /// The questions an access token is for; all when absent.
    pub questions: Option<Arc<[String]>>,
    /// From where.
    pub address: Option<IpAddr>,
    /// Language of labels and messages.
    pub lang: Lang,
    /// The request's id.
    pub request_id: String,
    /// Why personal data is read.
    pub purpose: Option<String>,
}

/// A question in the list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The question.
    pub question: Question,
    /// Whether this caller may ask it now; if not, signing in helps.
    pub may_ask: bool,
    /// Whether it is an organisation's own.
    pub is_own: bool,
}

/// Whether the caller's access token, if they came by one, is for this question.
fn covers(question: &Question, asker: &Asker) -> bool {
    asker.questions.as_ref().is_none_or(|questions| questions.iter().any(|slug| slug == question.slug()))
}

static LABELLING: LazyLock<Labelling> = LazyLock::new(Labelling::new);

/// Makes what rests on no service, in a thread of its own.
pub(crate) fn prepare() {
    std::thread::spawn(|| LazyLock::force(&LABELLING));
}

/// Frågedisken: answers questions as whoever asks.
pub struct QuestionService {
    pub(super) parts: QuestionParts,
    catalogue: Catalogue,
    pub(super) labelling: &'static Labelling,
    /// Of the schema and its labels: another schema, other answers.
    pub(super) schema: [u8; 32],
}

impl QuestionService {
    /// With the built-in questions.
    ///
    /// # Errors
    /// Which built-in questions cannot stand; a test keeps them from being released.
    pub fn new(parts: QuestionParts) -> Result<Arc<Self>, CatalogueError> {
        let labelling = &*LABELLING;
        let catalogue = Catalogue::built_in()?.labelled(|question| labelling.labelled(question));
        let schema = Sha256::new().chain_update(parts.executor.sdl()).chain_update(labelling.text()).finalize().into();
        Ok(Arc::new(Self { parts, catalogue, labelling, schema }))
    }

    /// The built-in questions.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The numbers.
    pub fn limits(&self) -> &QuestionLimits {
        &self.parts.limits
    }

    /// All built-in questions, by theme and title, and the organisations' own that the caller may ask.
    ///
    /// # Errors
    /// When the keeper of the organisations' questions does not answer.
    pub async fn list(&self, asker: &Asker) -> Result<Vec<Listed>, Refused> {
        let listed = |question: &Question, is_own| Listed {
            may_ask: self.admits(question, asker).is_ok(),
            question: question.clone(),
            is_own,
        };
        let mut all: Vec<Listed> = self.catalogue.all().into_iter().map(|question| listed(question, false)).collect();
        let own = self.parts.saved.list(asker.identity.as_ref()).await?;
        all.extend(own.iter().map(|question| listed(question, true)));
        all.sort_by_cached_key(|each| {
            let definition = each.question.definition();
            (definition.theme, kernel::text::sort_key(definition.title.get(asker.lang)))
        });
        Ok(all)
    }

    /// The question at this address, for this caller.
    ///
    /// # Errors
    /// `UNKNOWN_QUESTION`, the same for one that does not exist and one that the caller may not know of; `UNAUTHENTICATED` for
    /// a built-in question that is not open; `DENIED` for such a one by a token of others.
    pub async fn question(&self, slug: &str, asker: &Asker) -> Result<Question, Refused> {
        if let Some(question) = self.catalogue.get(slug) {
            self.admits(question, asker)?;
            return Ok(question.clone());
        }
        let found = self.parts.saved.find(slug, asker.identity.as_ref()).await?;
        let question = found.ok_or_else(|| Refused::new(Kind::UnknownQuestion))?;
        Self::of_token(&question, asker)?;
        Ok(self.labelling.labelled(&question))
    }

    fn admits(&self, question: &Question, asker: &Asker) -> Result<(), Refused> {
        match question.definition().open {
            // A token for other questions does not take away what anyone may read.
            true => Ok(()),
            false if asker.identity.is_none() => Err(Refused::new(Kind::SignIn)),
            false => Self::of_token(question, asker),
        }
    }

    fn of_token(question: &Question, asker: &Asker) -> Result<(), Refused> {
        if covers(question, asker) { Ok(()) } else { Err(Refused::new(Kind::NotThisQuestion)) }
    }

    /// Who asks this question: by an access token that is for others, anyone.
    pub(super) fn beside_its_token(question: &Question, asker: &Asker) -> Asker {
        match covers(question, asker) {
            true => asker.clone(),
            false => Asker { identity: None, questions: None, ..asker.clone() },
        }
    }

    /// The parameters of a query string, already split and unescaped.
    ///
    /// # Errors
    /// `PARAMETER_IS_WRONG`, with all that is wrong.
    pub fn read(&self, question: &Question, pairs: &[(String, String)]) -> Result<Arguments, Refused> {
        let pairs = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        Ok(question.read_parameters(pairs, self.parts.db.clock().today())?)
    }

    /// Makes ready to ask. Nothing has been run: the tag tells whether it needs to be.
    ///
    /// # Errors
    /// `PARAMETER_IS_WRONG` when only what is new is wished for and the question cannot tell; `UNAVAILABLE`.
    pub async fn asking(
        self: &Arc<Self>,
        asker: &Asker,
        question: Question,
        arguments: Arguments,
        options: AnswerOptions,
    ) -> Result<Asking, Refused> {
        Asking::new(self, asker, question, arguments, options).await
    }

    /// Who a secret speaks for: a token of a configured issuer, or an access token.
    ///
    /// # Errors
    /// `UNAUTHENTICATED`, `TOKEN_EXPIRED`, `UNAVAILABLE`.
    pub async fn present(&self, secret: &str, asker: Asker) -> Result<Asker, Refused> {
        let refuse = |fault: Fault| Refused::of_fault(&fault, asker.lang);
        if secret.split('.').count() == 3 {
            let identity = self.parts.authenticator.verify(secret).await.map_err(|error| refuse(error.into()))?;
            return Ok(Asker { identity: Some(identity), ..asker });
        }
        if secret.is_empty() || secret.len() > SECRET_BYTES {
            return Err(refuse(Refusal::Token.into()));
        }
        let presented = self.parts.tokens.present(secret).await?.ok_or_else(|| refuse(Refusal::Token.into()))?;
        Ok(Asker {
            identity: Some(presented.identity),
            questions: presented.questions.map(Into::into),
            purpose: asker.purpose.or(presented.purpose),
            ..asker
        })
    }

    /// Takes the small price of asking at all, whatever the answer.
    ///
    /// # Errors
    /// `RATE_LIMITED`, with the seconds to wait.
    pub fn charge(&self, asker: &Asker) -> Result<(), Refused> {
        let taken = self.parts.executor.charge(asker.identity.as_ref(), asker.address);
        taken.map_err(|fault| Refused::of_fault(&fault, asker.lang))
    }

    /// Has `work` make something as operations are done: in one of their places, within the bytes and the time of one, and paid for by
    /// what it has held. Asks nothing itself that takes a place.
    ///
    /// # Errors
    /// There is no place for it in time, or it wants more than there is.
    pub async fn bounded<T>(&self, asker: &Asker, work: impl Future<Output = T>) -> Result<T, Refused> {
        let payer = Payer::of(asker.identity.as_ref(), asker.address);
        let done = self.parts.executor.bounded(&payer, work).await;
        done.map_err(|fault| Refused::of_fault(&fault, asker.lang))
    }
}
