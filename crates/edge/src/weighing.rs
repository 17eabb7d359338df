//! Each field of an answer is weighed as it is made, on the account of the operation that makes it (see
//! [`store::held`]), and each event of a subscription has its turn.

use std::sync::Arc;

use async_graphql::{
    Response, ServerResult, Value,
    async_trait::async_trait,
    extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute, NextResolve, ResolveInfo},
};
use store::held::hold;

use super::turns::Turns;

/// Bytes of a field beside its text: its place in its object, and the value itself.
pub const FIELD_BYTES: u64 = 80;

/// Among a request's data: rows of pages weigh themselves, each as a whole, and their fields are not weighed one by one.
#[derive(Clone, Copy, Debug)]
pub struct ByRows;

/// To be given to every schema behind the front door, but to one that answers pages only and weighs their rows: without
/// it an answer is bounded by its price and its time, not by its bytes, and an event of a subscription only where its
/// resolver takes its turn.
#[derive(Debug)]
pub struct Weighing;

impl ExtensionFactory for Weighing {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait]
impl Extension for Weighing {
    async fn execute(
        &self,
        ctx: &ExtensionContext<'_>,
        operation_name: Option<&str>,
        next: NextExecute<'_>,
    ) -> Response {
        // Of a subscription this is called for each event; nothing else has turns.
        if let Some(turns) = ctx.data_opt::<Arc<Turns>>() {
            turns.take().await;
        }
        next.run(ctx, operation_name).await
    }

    async fn resolve(
        &self,
        ctx: &ExtensionContext<'_>,
        info: ResolveInfo<'_>,
        next: NextResolve<'_>,
    ) -> ServerResult<Option<Value>> {
        let value = next.run(ctx, info).await?;
        hold(FIELD_BYTES + value.as_ref().map_or(0, own)).await;
        Ok(value)
    }
}

/// Bytes of a value's own texts; what stands below an object has been weighed by its fields.
fn own(value: &Value) -> u64 {
    match value {
        Value::String(text) => text.len() as u64,
        Value::Binary(bytes) => bytes.len() as u64,
        Value::List(items) => items.iter().map(|item| size_of::<Value>() as u64 + own(item)).sum(),
        Value::Null | Value::Number(_) | Value::Boolean(_) | Value::Enum(_) | Value::Object(_) => 0,
    }
}
