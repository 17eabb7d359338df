//! The steps that a thing's state allows, for every object type with a state machine.

use async_graphql::{Context, Object};
use kernel::{Label, TextEnum, machine::Step};

use super::{Fields, code::Language, fields::Field};

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

/// The steps of `table` from a state, in the table's order.
fn from<S: TextEnum, V: TextEnum>(table: &[Step<S, V>], state: S) -> Vec<PossibleStep> {
    let possible = table.iter().filter(|(from, _, _)| *from == state);
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
        let about = (
            "Möjliga steg: vad läget medger, vem som än får ta dem.",
            "Possible steps: what the present state allows, whoever may take them.",
        );
        Self::resolved::<Vec<PossibleStep>>("possibleSteps", about, move |node, ctx| {
            let steps = from(table, state(node.row(), ctx));
            Box::pin(async move { Ok(steps) })
        })
    }
}
