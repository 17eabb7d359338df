//! A code with its list and its words.

use std::sync::Arc;

use async_graphql::{Context, Positioned, context::QueryEnv, parser::types::Field};
use edge::FieldCount;
use futures_util::future::BoxFuture;
use kernel::Lang;
use store::Record;
use taxonomy::{Scheme, lookup};

use super::{Declined, Planned, selected};
use crate::{
    batch::Batch,
    code::Language,
    context::caller,
    writer::{JsonWriter, Writer, key},
};

/// One code of each row.
pub(crate) struct CodePlan<'d, T> {
    scheme: Scheme,
    get: fn(&T) -> Option<&String>,
    parts: Vec<Asked<'d>>,
    times: u64,
}

/// A field, its name as JSON has it, and what it is.
type Asked<'d> = (&'d Positioned<Field>, Box<[u8]>, Part);

enum Part {
    TypeName,
    Scheme,
    Version,
    Code,
    Label(Lang),
}

impl<'d, T: Record> CodePlan<'d, T> {
    pub(crate) fn compile(
        env: &'d QueryEnv,
        field: &'d Positioned<Field>,
        scheme: Scheme,
        get: fn(&T) -> Option<&String>,
    ) -> Option<Box<dyn Planned<T> + 'd>> {
        let mut parts = Vec::new();
        for field in selected(env, &field.node.selection_set.node, &|on| on == "CodeValue")? {
            let part = match field.node.name.node.as_str() {
                "__typename" => Part::TypeName,
                "scheme" => Part::Scheme,
                "version" => Part::Version,
                "code" => Part::Code,
                "label" => Part::Label(Lang::Sv),
                _ => return None,
            };
            parts.push((field, key(&field.node.response_key().node), part));
        }
        Some(Box::new(Self { scheme, get, parts, times: 0 }))
    }
}

impl<T: Record> Planned<T> for CodePlan<'_, T> {
    fn load<'a>(&'a mut self, ctx: &'a Context<'a>, _: &'a Arc<Batch<T>>) -> BoxFuture<'a, Result<(), Declined>> {
        Box::pin(async move {
            let below = ctx.with_selection_set(&ctx.item.node.selection_set);
            for (field, _, part) in &mut self.parts {
                if let Part::Label(lang) = part {
                    let asked = below.with_field(field).param_value::<Option<Language>>("lang", None);
                    let (_, asked) = asked.map_err(|_| Declined)?;
                    *lang = asked.map_or(caller(ctx).lang, Lang::from);
                }
            }
            Ok(())
        })
    }

    fn write(&mut self, rows: &Batch<T>, at: usize, out: &mut JsonWriter) {
        let Some(code) = (self.get)(&rows.rows()[at]) else { return out.null() };
        self.times += 1;
        let concept = lookup(self.scheme, code);
        out.raw(b"{");
        for (place, (_, key, part)) in self.parts.iter().enumerate() {
            out.key(key, place == 0);
            match part {
                Part::TypeName => out.type_name("CodeValue"),
                Part::Scheme => out.text(self.scheme.as_str()),
                Part::Version => out.maybe_text(concept.map(|concept| concept.version)),
                Part::Code => out.text(code),
                Part::Label(lang) => out.maybe_text(concept.map(|concept| concept.label(*lang))),
            }
        }
        out.raw(b"}");
    }

    fn counts(&self) -> Vec<FieldCount> {
        let count = |field: &Positioned<Field>| FieldCount {
            key: field.node.response_key().node.clone(),
            times: self.times,
            below: Vec::new(),
        };
        self.parts.iter().map(|(field, ..)| count(field)).collect()
    }
}
