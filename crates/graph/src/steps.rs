//! The steps that a thing's state allows, for every object type with a state machine.

use std::{collections::HashMap, sync::Arc};

use async_graphql::{Context, Object};
use kernel::{Error, Id, Label, TextEnum, machine::Step};
use store::{Mapped, Record};

use super::{
    Fields,
    code::Language,
    context::{caller, reader},
    fields::Field,
};

/// A step that the present state allows.
#[derive(Clone, Copy, Debug)]
pub struct PossibleStep {
    step: &'static str,
    words: Label,
    to: &'static str,
    to_words: Label,
}

/// A step that the present state allows, and the state it leads to.
///
/// Svenska: Ett steg som läget medger, och läget det leder till.
#[Object]
impl PossibleStep {
    /// The step's name, for programs.
    ///
    /// Svenska: Stegets namn, för program.
    async fn step(&self) -> &'static str {
        self.step
    }

    /// What the step is called, an act, as a refusal names it: *qualify*.
    ///
    /// Svenska: Vad steget heter, en handling, som ett avslag nämner den: *kvalificera*.
    async fn label(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Language; the request's own when absent.\n\nSvenska: Språk; frågans eget när det saknas.")]
        lang: Option<Language>,
    ) -> &'static str {
        self.words.get(Language::or_own(lang, ctx))
    }

    /// The status it leads to.
    ///
    /// Svenska: Den status det leder till.
    async fn to(&self) -> &'static str {
        self.to
    }

    /// What that status is called.
    ///
    /// Svenska: Vad den statusen heter.
    async fn to_label(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Language; the request's own when absent.\n\nSvenska: Språk; frågans eget när det saknas.")]
        lang: Option<Language>,
    ) -> &'static str {
        self.to_words.get(Language::or_own(lang, ctx))
    }
}

/// What the field of the steps tells.
const ABOUT: (&str, &str) = (
    "Möjliga steg: vad läget medger, vem som än får ta dem.",
    "Possible steps: what the present state allows, whoever may take them.",
);

/// The steps of `table` from a state that something else `lets` be taken, in the table's order.
fn from<S: TextEnum, V: TextEnum>(table: &[Step<S, V>], state: S, lets: impl Fn(V) -> bool) -> Vec<PossibleStep> {
    let possible = table.iter().filter(|(from, verb, _)| *from == state && lets(*verb));
    possible
        .map(|(_, verb, to)| PossibleStep {
            step: verb.code(),
            words: verb.words(),
            to: to.code(),
            to_words: to.words(),
        })
        .collect()
}

impl<T: Fields> Field<T> {
    /// `possibleSteps`: what the state machine `table` allows from the row's state.
    pub fn steps<S: TextEnum, V: TextEnum>(state: fn(&T::Record) -> S, table: &'static [Step<S, V>]) -> Self {
        Self::steps_now(move |row, _| state(row), table).looking_at(&[])
    }

    /// As [`Field::steps`], of a state that the day has a say in; `state` may look at every column.
    pub fn steps_now<S: TextEnum, V: TextEnum>(
        state: impl Fn(&T::Record, &Context<'_>) -> S + Send + Sync + 'static,
        table: &'static [Step<S, V>],
    ) -> Self {
        Self::resolved::<Vec<PossibleStep>>("possibleSteps", ABOUT, move |node, ctx| {
            let steps = from(table, state(node.row(), ctx), |_| true);
            Box::pin(async move { Ok(steps) })
        })
    }

    /// As [`Field::steps`], where the `parent` has a say in each step, too, by what it `lets` be done: it is read with those of all
    /// siblings, and who does not read it is told by the row's state alone.
    pub fn steps_within<S: TextEnum, V: TextEnum, P: Record>(
        state: fn(&T::Record) -> S,
        table: &'static [Step<S, V>],
        parent: fn(&T::Record) -> Id<P::Kind>,
        lets: fn(&T::Record, &P, V) -> bool,
    ) -> Self {
        let row = Self::resolved::<Vec<PossibleStep>>("possibleSteps", ABOUT, move |node, ctx| {
            Box::pin(async move {
                let load = || async move {
                    let mut ids: Vec<Id<P::Kind>> = node.siblings().iter().map(parent).collect();
                    ids.sort_unstable();
                    ids.dedup();
                    let parents: Vec<P> = reader::<P>(ctx).by_ids(&caller(ctx).request, &ids).await?;
                    let by_id = parents.into_iter().map(|one| (Mapped::id(&one), one));
                    Ok::<HashMap<Id<P::Kind>, P>, Error>(by_id.collect())
                };
                let parents: Arc<HashMap<Id<P::Kind>, P>> = node.shared(ctx, load).await?;
                let row = node.row();
                let above = parents.get(&parent(row));
                Ok(from(table, state(row), |verb| above.is_none_or(|above| lets(row, above, verb))))
            })
        });
        row.looking_at(&[])
    }
}
