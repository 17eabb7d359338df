//! A code with its list and its words.

use std::sync::Arc;

use async_graphql::{Context, Positioned, context::QueryEnv, parser::types::Field};
use edge::FieldCount;
use futures_util::future::BoxFuture;
use kernel::Lang;
use store::Record;
use taxonomy::{Scheme, lookup};

use super::{Declined, Execution, Part, Plan, selected};
use crate::{
    batch::Batch,
    code::Language,
    context::caller,
    writer::{JsonWriter, Writer},
};

/// One code of each row.
pub(crate) struct CodePlan<T> {
    scheme: Scheme,
    get: fn(&T) -> Option<&String>,
    parts: Vec<Part<CodePart>>,
}

#[derive(Clone, Copy)]
enum CodePart {
    TypeName,
    Scheme,
    Version,
    Code,
    Label,
}

/// The codes in one request.
struct CodeExecution<'p, T> {
    plan: &'p CodePlan<T>,
    /// The language of each part that is words.
    languages: Vec<Lang>,
    times: u64,
}

impl<T: Record> CodePlan<T> {
    pub(crate) fn compile(
        env: &QueryEnv,
        field: &Positioned<Field>,
        scheme: Scheme,
        get: fn(&T) -> Option<&String>,
    ) -> Option<Box<dyn Plan<T>>> {
        let mut parts = Vec::new();
        for field in selected(env, &field.node.selection_set.node, &|on| on == "CodeValue")? {
            let part = match field.node.name.node.as_str() {
                "__typename" => CodePart::TypeName,
                "scheme" => CodePart::Scheme,
                "version" => CodePart::Version,
                "code" => CodePart::Code,
                "label" => CodePart::Label,
                _ => return None,
            };
            parts.push(Part::of(field, part));
        }
        Some(Box::new(Self { scheme, get, parts }))
    }
}

impl<T: Record> Plan<T> for CodePlan<T> {
    fn begin(&self) -> Box<dyn Execution<T> + '_> {
        Box::new(CodeExecution { plan: self, languages: Vec::new(), times: 0 })
    }
}

impl<T: Record> Execution<T> for CodeExecution<'_, T> {
    fn load<'a>(&'a mut self, ctx: &'a Context<'a>, _: &'a Arc<Batch<T>>) -> BoxFuture<'a, Result<(), Declined>> {
        Box::pin(async move {
            let below = ctx.with_selection_set(&ctx.item.node.selection_set);
            let own = caller(ctx).lang;
            let languages = self.plan.parts.iter().map(|part| match part.value {
                CodePart::Label => {
                    let asked = below.with_field(&part.field).param_value::<Option<Language>>("lang", None);
                    asked.map(|(_, asked)| asked.map_or(own, Lang::from)).map_err(|_| Declined)
                }
                CodePart::TypeName | CodePart::Scheme | CodePart::Version | CodePart::Code => Ok(own),
            });
            self.languages = languages.collect::<Result<_, _>>()?;
            Ok(())
        })
    }

    fn write(&mut self, rows: &Batch<T>, at: usize, out: &mut JsonWriter) {
        let CodePlan { scheme, get, parts } = self.plan;
        let Some(code) = get(&rows.rows()[at]) else { return out.null() };
        self.times += 1;
        let concept = lookup(*scheme, code);
        out.raw(b"{");
        for (place, (part, lang)) in parts.iter().zip(&self.languages).enumerate() {
            out.key(&part.key, place == 0);
            match part.value {
                CodePart::TypeName => out.type_name("CodeValue"),
                CodePart::Scheme => out.text(scheme.as_str()),
                CodePart::Version => out.maybe_text(concept.map(|concept| concept.version)),
                CodePart::Code => out.text(code),
                CodePart::Label => out.maybe_text(concept.map(|concept| concept.label(*lang))),
            }
        }
        out.raw(b"}");
    }

    fn counts(&self) -> Vec<FieldCount> {
        self.plan.parts.iter().map(|part| part.count(self.times, Vec::new())).collect()
    }
}
