//! How the library meets the other domains, and how the question service meets it.

use std::sync::Arc;

use access::{Assignment, Request};
use chrono::NaiveTime;
use councils::{Membership, membership::MembershipColumn};
use edge::{CostModel, Identity, Limits};
use futures_util::future::BoxFuture;
use gateway::{
    App,
    objects::saved_question::SchemaCheck,
    question::{self, Presented},
    roles::Roles,
};
use kernel::{
    Result,
    id::{CouncilId, OrganisationId},
};
use library::{AccessTokens, Holders, SavedQuestion, SavedQuestions, Seats};
use questions::Question;
use store::{Compare, Db, Filter, Query, Tx};

/// Most own questions in a list.
const MOST_LISTED: u32 = 1_000;

/// The library's services over `db`.
pub(crate) fn services(db: &Db, roles: &Arc<Roles>, prices: CostModel) -> (SavedQuestions, AccessTokens) {
    let schema = Arc::new(SchemaCheck::new(Limits::default(), prices));
    let saved = SavedQuestions::new(db, schema, Arc::new(Councils));
    (saved, AccessTokens::new(db, Arc::new(TokenHolders(Arc::clone(roles)))))
}

/// The library as the question service knows it.
pub(crate) struct LibraryQuestions(App);

impl LibraryQuestions {
    /// Of these services.
    pub(crate) fn of(app: &App) -> Arc<Self> {
        Arc::new(Self(app.clone()))
    }

    async fn request(&self, caller: Option<&Identity>) -> Result<Arc<Request>> {
        Ok(Arc::new(Request::new(self.0.roles.of(caller).await?, "library")))
    }
}

/// What stood when it was saved and does not stand any more is not shown, and is told to whoever runs the service.
fn standing(saved: &SavedQuestion) -> Option<Question> {
    if !saved.is_asked() {
        return None;
    }
    let read = saved.question();
    read.inspect_err(|faults| {
        let faults: Vec<&str> = faults.iter().map(|fault| fault.rule.name).collect();
        tracing::error!(question = %saved.id, ?faults, "a saved question does not stand any more");
    })
    .ok()
}

impl question::Saved for LibraryQuestions {
    fn find<'a>(&'a self, slug: &'a str, caller: Option<&'a Identity>) -> BoxFuture<'a, Result<Option<Question>>> {
        Box::pin(async move {
            let request = self.request(caller).await?;
            Ok(self.0.saved_questions.at(&request, slug).await?.as_ref().and_then(standing))
        })
    }

    fn list<'a>(&'a self, caller: Option<&'a Identity>) -> BoxFuture<'a, Result<Vec<Question>>> {
        Box::pin(async move {
            let request = self.request(caller).await?;
            let rows = self.0.saved_questions.read().page(&request, &Query::first(MOST_LISTED)).await?.rows;
            Ok(rows.iter().filter_map(standing).collect())
        })
    }
}

impl question::AccessTokens for LibraryQuestions {
    fn present<'a>(&'a self, secret: &'a str) -> BoxFuture<'a, Result<Option<Presented>>> {
        Box::pin(async move {
            let Some(presented) = self.0.access_tokens.present(secret).await? else { return Ok(None) };
            let day_after = presented.expires_on.succ_opt().unwrap_or(presented.expires_on);
            let identity = Identity {
                only: presented.actor.assignments.iter().find_map(|held| held.id),
                issuer: presented.actor.issuer,
                subject: presented.actor.subject,
                expires_at: day_after.and_time(NaiveTime::MIN).and_utc(),
            };
            let (questions, purpose) = (Some(presented.questions), Some(presented.purpose));
            Ok(Some(Presented { identity, questions, purpose }))
        })
    }
}

/// Councils, for sharing.
struct Councils;

impl Seats for Councils {
    fn holds<'a>(
        &'a self,
        tx: &'a mut Tx,
        organisation: OrganisationId,
        council: CouncilId,
    ) -> BoxFuture<'a, Result<bool>> {
        Box::pin(async move {
            let is = |column, id: &str| Filter::Is(column, Compare::Eq(id.into()));
            let held = Membership::as_of(tx.db().clock().today())
                .and(is(MembershipColumn::OrganisationId, organisation.as_str()))
                .and(is(MembershipColumn::BodyId, council.as_str()));
            Ok(!tx.matching::<Membership>(held).await?.is_empty())
        })
    }
}

/// Who holds which role, for tokens.
struct TokenHolders(Arc<Roles>);

impl Holders for TokenHolders {
    fn held<'a>(&'a self, issuer: &'a str, subject: &'a str) -> BoxFuture<'a, Result<Vec<Assignment>>> {
        Box::pin(async move { self.0.held(issuer, subject).await })
    }
}
