//! Who is signed in on the pages: by a token of an issuer and by no other. An access token manages nothing here.

use std::sync::Arc;

use access::Request;
use edge::{
    Fault,
    auth::{AuthError, Authenticator},
};
use gateway::{
    App,
    question::{Asker, QuestionService},
};
use web::port::{Caller, Refusal};

use crate::answers;

/// Seconds to wait for an issuer that is away.
const ISSUER_AWAY: u64 = 30;

/// The sign-ins of the pages.
#[derive(Clone)]
pub struct SignedIn {
    /// The services.
    pub app: App,
    /// Who says whose a session's token is.
    pub authenticator: Arc<Authenticator>,
    /// Who answers questions, and charges for pages.
    pub questions: Arc<QuestionService>,
}

impl SignedIn {
    /// Who asks. A page takes its small price.
    pub(crate) async fn asker(&self, caller: &Caller) -> Result<Asker, Refusal> {
        let token = caller.token.as_deref().ok_or(Refusal::SignIn)?;
        let identity = self.authenticator.verify(token).await.map_err(|error| match error {
            AuthError::IssuerAway => Refusal::Away(ISSUER_AWAY),
            AuthError::KeyAwaited { seconds } => Refusal::Away(seconds),
            AuthError::TooLong => Refusal::TokenTooLong(Fault::from(error).error(caller.lang).message),
            AuthError::Invalid | AuthError::Expired | AuthError::Unusable(_) => Refusal::SignInAgain,
        })?;
        let request_id = caller.request_id.clone();
        let asker = Asker { identity: Some(identity), lang: caller.lang, request_id, ..Asker::default() };
        self.questions.charge(&asker).map_err(|refused| answers::refusal(refused, caller.lang))?;
        Ok(asker)
    }

    /// Who asks, or nobody, where the page may be everyone's.
    pub(crate) async fn visitor(&self, caller: &Caller) -> Result<Asker, Refusal> {
        if caller.token.is_some() {
            return self.asker(caller).await;
        }
        let (address, lang, request_id) = (caller.address, caller.lang, caller.request_id.clone());
        let asker = Asker { address, lang, request_id, ..Asker::default() };
        self.questions.charge(&asker).map_err(|refused| answers::refusal(refused, caller.lang))?;
        Ok(asker)
    }

    /// The request of who asks, with the roles held now.
    pub(crate) async fn request(&self, caller: &Caller) -> Result<Request, Refusal> {
        let asker = self.asker(caller).await?;
        let actor = self.app.roles.of(asker.identity.as_ref()).await.map_err(answers::fault)?;
        Ok(Request::new(actor, caller.request_id.clone()))
    }
}
