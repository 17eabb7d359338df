//! Running a document of the service's own, as the caller.

use async_graphql::Variables;
use edge::{Allows, Answer, Call, CallInfo, Operation};
use serde_json::{Map, Value};

use super::{
    refused::{Kind, Refused},
    run::json,
    service::{Asker, QuestionService},
};

impl QuestionService {
    /// Runs a query, or with an idempotency key a mutation, with the rights, limits and price of any operation; answers with its data.
    ///
    /// # Errors
    /// As a question's: half an answer is none.
    pub async fn run(
        &self,
        asker: &Asker,
        document: &str,
        variables: Map<String, Value>,
        idempotency_key: Option<String>,
    ) -> Result<Value, Refused> {
        let answer = self.parts.executor.run(call(asker, document, variables, idempotency_key)).await;
        data(answer, "a document")
    }
}

/// A document of the service's own as an operation of the caller's: a query, or with an idempotency key a mutation.
pub(super) fn call(
    asker: &Asker,
    document: &str,
    variables: Map<String, Value>,
    idempotency_key: Option<String>,
) -> Call {
    let allows = if idempotency_key.is_some() { Allows::OneAnswer } else { Allows::Queries };
    let variables = Value::Object(variables);
    let variables = Variables::from_json(variables);
    Call {
        operation: Operation { query: document.to_owned(), operation_name: None, variables },
        identity: asker.identity.clone(),
        address: asker.address,
        info: CallInfo {
            request_id: asker.request_id.clone(),
            lang: asker.lang,
            idempotency_key,
            purpose: asker.purpose.clone(),
            last_event_id: None,
        },
        allows,
        cost_only: false,
        as_bytes: false,
    }
}

/// The data of an answer without errors: half an answer is none. `what` was run is for the log.
pub(super) fn data(answer: Answer, what: &str) -> Result<Value, Refused> {
    if let Some(error) = answer.payload.errors.first() {
        let refused = Refused::of_graphql(error, answer.refusal, answer.retry_after);
        // The document is the service's, not the caller's.
        let is_ours =
            error.path.is_empty() && matches!(refused.code(), "GRAPHQL_VALIDATION_FAILED" | "GRAPHQL_PARSE_FAILED");
        if is_ours || refused.is_too_dear() {
            tracing::error!(what, cause = %error.message, "a document of the service's own cannot be run");
        }
        return Err(if is_ours { Refused::new(Kind::Internal) } else { refused });
    }
    Ok(answer.payload.data.map_or(Value::Null, json))
}
