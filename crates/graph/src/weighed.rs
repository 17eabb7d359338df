//! Rows of a page, each weighed when it is made. To weigh every field costs half as much again as a field of a row does; a page has tens
//! of thousands of them.

use std::borrow::Cow;

use async_graphql::{
    ContextSelectionSet, OutputType, Positioned, ServerResult, Value, parser::types::Field, registry::Registry,
};
use store::held::hold;

use edge::{ByRows, FIELD_BYTES};

/// A row, resolved as itself. Where the request is weighed by rows ([`ByRows`]) it goes on the operation's account.
pub(super) struct Weighed<O>(pub(super) O);

impl<O: OutputType> OutputType for Weighed<O> {
    fn type_name() -> Cow<'static, str> {
        O::type_name()
    }

    fn introspection_type_name(&self) -> Cow<'static, str> {
        self.0.introspection_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        O::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        let value = self.0.resolve(ctx, field).await?;
        if ctx.data_opt::<ByRows>().is_some() {
            hold(own(&value)).await;
        }
        Ok(value)
    }
}

/// Bytes of a row and of the single things it shows; the pages below it weigh their own rows.
fn own(value: &Value) -> u64 {
    match value {
        Value::Object(fields) => fields.values().map(|value| FIELD_BYTES + own(value)).sum(),
        Value::List(items) => items.iter().filter(|item| !matches!(item, Value::Object(_))).map(own).sum(),
        Value::String(text) => text.len() as u64,
        _ => 0,
    }
}
