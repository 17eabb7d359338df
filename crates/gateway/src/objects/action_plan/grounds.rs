//! A number for each ground that the score of a need rests on. The grounds are called what the weights call them.

use std::borrow::Cow;

use async_graphql::{
    ContainerType, Context, ContextSelectionSet, ObjectType, OutputType, Positioned, ServerResult, Value,
    indexmap::IndexMap,
    parser::types::Field,
    registry::{MetaTypeId, Registry},
    resolver_utils::resolve_container,
};
use graph::{meta_field, meta_object};
use industry_councils::{
    action_plan::ScoreWeights,
    need_score::{Grounds, ScoreGround},
};
use kernel::{Command, Label};

/// A number for each ground.
#[derive(Clone, Copy, Debug)]
pub struct ScoreGrounds(Grounds);

const NAME: &str = "ScoreGrounds";
const ABOUT: Label = Label {
    sv: "Grunder: ett tal, 0–100, för varje grund som ett behovs poäng vilar på.",
    en: "Grounds: a number, 0–100, for each ground that the score of a need rests on.",
};

impl From<Grounds> for ScoreGrounds {
    fn from(grounds: Grounds) -> Self {
        Self(grounds)
    }
}

/// The ground that a field of the weights is of: `existingSupply` of `EXISTING_SUPPLY`.
fn ground(field: &str) -> Option<ScoreGround> {
    let named = |ground: &&ScoreGround| ground.as_str().replace('_', "").eq_ignore_ascii_case(field);
    ScoreGround::ALL.iter().find(named).copied()
}

impl OutputType for ScoreGrounds {
    fn type_name() -> Cow<'static, str> {
        NAME.into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.create_output_type::<Self, _>(MetaTypeId::Object, |registry| {
            let number = <i32 as OutputType>::create_type_info(registry);
            let fields = ScoreWeights::TABLE.fields.iter().map(|field| {
                (field.name.to_owned(), meta_field(field.name, field.about, number.clone(), IndexMap::new()))
            });
            meta_object(NAME, ABOUT, fields.collect(), std::any::type_name::<Self>())
        })
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _field: &Positioned<Field>) -> ServerResult<Value> {
        resolve_container(ctx, self).await
    }
}

impl ContainerType for ScoreGrounds {
    async fn resolve_field(&self, ctx: &Context<'_>) -> ServerResult<Option<Value>> {
        Ok(ground(&ctx.item.node.name.node).map(|ground| self.0.of(ground).into()))
    }
}

impl ObjectType for ScoreGrounds {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_weight_is_of_one_ground() {
        let grounds: Vec<_> = ScoreWeights::TABLE.fields.iter().map(|field| ground(field.name)).collect();
        let all: Vec<_> = ScoreGround::ALL.iter().copied().map(Some).collect();
        assert_eq!(grounds, all);
        assert_eq!(ground("other"), None);
    }
}
