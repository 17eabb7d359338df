//! What a request has in its context: who asks, with the roles held at this moment.

use std::sync::Arc;

use access::Request;
use async_graphql::Data;
use edge::{CallInfo, ContextError, ContextProvider, Identity, LastEventId};
use futures_util::future::BoxFuture;
use graph::context::Caller;
use kernel::{Error, Result};

use crate::{objects::entity::Entities, roles::Roles};

/// Gives each operation its context.
pub struct RequestContext {
    roles: Arc<Roles>,
}

impl RequestContext {
    /// With these roles.
    pub fn new(roles: Arc<Roles>) -> Self {
        Self { roles }
    }

    async fn caller(&self, identity: Option<Identity>, call: CallInfo) -> Result<Caller> {
        let actor = self.roles.of(identity.as_ref()).await?;
        let request = Request { actor, id: call.request_id, purpose: call.purpose, idempotency: None };
        Ok(Caller {
            logged: Arc::default(),
            request: Arc::new(request),
            identity,
            lang: call.lang,
            idempotency: call.idempotency_key,
        })
    }
}

impl ContextProvider for RequestContext {
    fn provide(&self, identity: Option<Identity>, call: CallInfo) -> BoxFuture<'_, Result<Data, ContextError>> {
        Box::pin(async move {
            let last = LastEventId(call.last_event_id.clone());
            let caller = self.caller(identity, call).await.map_err(|error| match error {
                Error::Unavailable(cause) => ContextError::Unavailable(cause),
                other => ContextError::Broken(other.to_string()),
            })?;
            let mut data = Data::default();
            data.insert(caller);
            data.insert(last);
            data.insert(Entities::default());
            Ok(data)
        })
    }
}
