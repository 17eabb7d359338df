//! Whether a document can be run against the schema, found out without running it.

use std::sync::{Arc, OnceLock};

use async_graphql::{
    Name, Request, Response, ServerError, Value, Variables,
    async_trait::async_trait,
    extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute},
    parser::{
        parse_query,
        types::{BaseType, ExecutableDocument, Type},
    },
};
use edge::{CostModel, Fault, Limits, Refusal, analysis, guard};
use futures_util::future::BoxFuture;
use kernel::Lang;
use library::DocumentCheck;
use questions::Text;

use crate::schema::{self, Schema};

/// Rows of a page that a question is priced at: what a caller may ask for.
const PAGE: i32 = 100;

/// The schema, asked about documents. Made at the first question, without any service behind it.
pub struct SchemaCheck {
    schema: OnceLock<Schema>,
    limits: Limits,
    model: CostModel,
}

impl SchemaCheck {
    /// Within the limits and at the prices of the front door.
    pub fn new(limits: Limits, model: CostModel) -> Self {
        Self { schema: OnceLock::new(), limits, model }
    }

    async fn said(&self, document: &str) -> Vec<Text> {
        if let Err(fault) = self.measured(document) {
            return vec![Text::new(fault.error(Lang::Sv).message, fault.error(Lang::En).message)];
        }
        let schema = self.schema.get_or_init(|| schema::unrun(Unrun));
        let answer = schema.execute(Request::new(document)).await;
        answer.errors.iter().map(placed).collect()
    }

    /// What the front door would say before the schema is asked.
    fn measured(&self, document: &str) -> Result<(), Fault> {
        guard::check(document, &self.limits)?;
        let parsed = parse_query(document).map_err(|error| {
            let gist = error.to_string();
            let gist = gist.lines().last().unwrap_or_default().trim().trim_start_matches("= ").to_owned();
            Fault::new(Refusal::Syntax).with(gist)
        })?;
        let cost = analysis::analyse(&parsed, None, &asked(&parsed), &self.limits, &self.model, None)?.cost;
        if cost > self.limits.cost {
            return Err(Fault::new(Refusal::Cost).with(cost.to_string()).with(self.limits.cost.to_string()));
        }
        Ok(())
    }
}

impl DocumentCheck for SchemaCheck {
    fn faults<'a>(&'a self, document: &'a str) -> BoxFuture<'a, Vec<Text>> {
        Box::pin(self.said(document))
    }
}

/// The library's own words, which it has in English only, with the place in the document.
fn placed(error: &ServerError) -> Text {
    match error.locations.first() {
        Some(at) => Text::new(
            format!("rad {}, tecken {}: {}", at.line, at.column, error.message),
            format!("line {}, column {}: {}", at.line, at.column, error.message),
        ),
        None => Text::new(error.message.clone(), error.message.clone()),
    }
}

/// A value for each variable, so that the document can be priced.
fn asked(document: &ExecutableDocument) -> Variables {
    let mut variables = Variables::default();
    for (_, operation) in document.operations.iter() {
        for variable in &operation.node.variable_definitions {
            let of = &variable.node.var_type.node;
            if !of.nullable {
                variables.insert(variable.node.name.node.clone(), some(of));
            }
        }
    }
    variables
}

fn some(of: &Type) -> Value {
    match &of.base {
        BaseType::List(item) => Value::List(vec![some(item)]),
        BaseType::Named(name) => match name.as_str() {
            "Int" | "Float" => Value::from(PAGE),
            "Boolean" => Value::from(true),
            "String" | "ID" => Value::from("x"),
            _ => Value::Enum(Name::new("X")),
        },
    }
}

/// Stands between validation and execution, and lets nothing through.
struct Unrun;

impl ExtensionFactory for Unrun {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait]
impl Extension for Unrun {
    async fn execute(&self, _: &ExtensionContext<'_>, _: Option<&str>, _: NextExecute<'_>) -> Response {
        Response::new(Value::Null)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn said(document: &str) -> Vec<Text> {
        SchemaCheck::new(Limits::default(), CostModel::default()).said(document).await
    }

    #[tokio::test]
    async fn a_document_that_fits_has_no_fault_and_is_not_run() {
        let fits = "query($first: Int!, $after: String, $c: ID) { needs(first: $first, after: $after, filter: { councilId: { eq: $c } }) {
            nodes { title codes: sni { code } } pageInfo { hasNextPage endCursor } } }";
        // There is no service behind it: a resolver that ran would panic.
        assert_eq!(said(fits).await, []);
    }

    #[tokio::test]
    async fn what_does_not_fit_is_told_with_its_place() {
        let found = said("query {\n  needs(first: 1) { nodes { titel } } }").await;
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].sv.starts_with("rad 2, tecken ") && found[0].sv.contains("titel"), "{found:?}");
        assert!(found[0].en.starts_with("line 2, column "), "{found:?}");
        for wrong in [
            "query($a: Int) { needs(first: 1) { nodes { id } } }",
            "query { needs(first: \"x\") { nodes { id } } }",
            "{ needs(",
        ] {
            assert!(!said(wrong).await.is_empty(), "{wrong}");
        }
    }

    #[tokio::test]
    async fn the_front_doors_limits_hold() {
        let dear = "query($first: Int!) { needs(first: $first) { nodes { efforts(first: 100) { nodes { enrolments(first: 100) { nodes { id status } } } } } } }";
        let found = said(dear).await;
        assert!(found.len() == 1 && found[0].sv != found[0].en, "{found:?}");
        let many: String = (0..40).map(|n| format!("a{n}: viewer {{ subject }} ")).collect();
        assert_eq!(said(&format!("{{ {many} }}")).await.len(), 1);
    }
}
