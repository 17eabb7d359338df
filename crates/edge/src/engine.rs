//! The schema, whatever its types, as the executor sees it.

use async_graphql::{ObjectType, Request, Response, SDLExportOptions, Schema, SubscriptionType};
use bytes::Bytes;
use futures_util::{FutureExt, future::BoxFuture, stream::BoxStream};
use serde_json::Value;

/// Runs prepared requests.
pub trait Engine: Send + Sync + 'static {
    /// One answer.
    fn execute(&self, request: Request) -> BoxFuture<'_, Response>;
    /// One answer to a query that asks for pages of rows and nothing else ([`Analysis::pages`](super::analysis::Analysis)).
    fn execute_pages(&self, request: Request) -> BoxFuture<'_, Response> {
        self.execute(request)
    }
    /// A stream of answers.
    fn stream(&self, request: Request) -> BoxStream<'static, Response>;
    /// The schema's text.
    fn sdl(&self) -> Bytes;
    /// The text that `_service` answers to who composes a federated graph.
    fn federated_sdl(&self) -> Bytes {
        self.sdl()
    }
}

impl<Q, M, S> Engine for Schema<Q, M, S>
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
{
    fn execute(&self, request: Request) -> BoxFuture<'_, Response> {
        Box::pin(Schema::execute(self, request))
    }

    fn stream(&self, request: Request) -> BoxStream<'static, Response> {
        Schema::execute_stream(self, request)
    }

    fn sdl(&self) -> Bytes {
        text(self).into()
    }

    fn federated_sdl(&self) -> Bytes {
        // The library answers `_service` so.
        self.sdl_with_options(SDLExportOptions::new().federation().compose_directive()).into()
    }
}

/// The schema's text, sorted: all that introspection tells, and the same. The library writes no descriptions of the arguments of
/// directives, and leaves out directives that the schema itself does not use. What introspection says of the schema as a whole is a sentence
/// of the library's on schemas, and left out here: its own parser does not read a description there.
pub fn text<Q, M, S>(schema: &Schema<Q, M, S>) -> String
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
{
    let options = SDLExportOptions::new().sorted_fields().sorted_arguments().sorted_enum_items().include_specified_by();
    let written = schema.sdl_with_options(options);
    // Introspection waits for nothing.
    let told = schema.execute(TOLD).now_or_never().and_then(|answer| answer.data.into_json().ok());
    let Some(told) = told.as_ref().map(|told| &told["__schema"]).filter(|told| told["directives"].is_array()) else {
        return written;
    };
    let (types, roots) = (until_directives(&written), written.rfind("\nschema {").map_or("", |at| &written[at + 1..]));
    let directives = told["directives"].as_array().into_iter().flatten().map(directive).collect::<String>();
    format!("{types}{directives}{roots}")
}

const TOLD: &str = "{ __schema { directives { name description locations isRepeatable
    args { name description defaultValue type { ...T ofType { ...T ofType { ...T ofType { ...T } } } } } } } }
    fragment T on __Type { kind name }";

/// What stands before the first directive and its description.
fn until_directives(text: &str) -> &str {
    let at = text.find("\ndirective @").map_or(text.len(), |at| at + 1);
    let before = text[..at].strip_suffix("\"\"\"\n").and_then(|before| before.rfind("\"\"\"\n"));
    &text[..before.unwrap_or(at)]
}

fn directive(told: &Value) -> String {
    let name = told["name"].as_str().unwrap_or_default();
    let arguments = told["args"].as_array().into_iter().flatten().map(argument).collect::<String>();
    let arguments = if arguments.is_empty() { arguments } else { format!("(\n{arguments})") };
    let repeatable = if told["isRepeatable"] == true { " repeatable" } else { "" };
    let places: Vec<&str> = told["locations"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let description = description(&told["description"], "");
    format!("{description}directive @{name}{arguments}{repeatable} on {}\n", places.join(" | "))
}

fn argument(told: &Value) -> String {
    let default = told["defaultValue"].as_str().map(|value| format!(" = {value}")).unwrap_or_default();
    let name = told["name"].as_str().unwrap_or_default();
    format!("{}\t{name}: {}{default}\n", description(&told["description"], "\t"), type_name(&told["type"]))
}

fn type_name(told: &Value) -> String {
    match told["kind"].as_str() {
        Some("NON_NULL") => format!("{}!", type_name(&told["ofType"])),
        Some("LIST") => format!("[{}]", type_name(&told["ofType"])),
        _ => told["name"].as_str().unwrap_or_default().to_owned(),
    }
}

fn description(told: &Value, indent: &str) -> String {
    let Some(text) = told.as_str().filter(|text| !text.is_empty()) else { return String::new() };
    let text = text.replace("\"\"\"", "\\\"\"\"");
    let lines = text.lines().map(|line| format!("{indent}{line}\n")).collect::<String>();
    format!("{indent}\"\"\"\n{lines}{indent}\"\"\"\n")
}
