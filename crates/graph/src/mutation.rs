//! A mutation is one row: its name, who may, what it takes and what it does. The schema's root, its roles' sentences and the forms
//! follow from the rows.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use access::{Action, Breadth, Request, Role, policy};
use async_graphql::{
    ContainerType, Context, ContextSelectionSet, InputType, ObjectType, OutputType, Positioned, ServerResult, Value,
    indexmap::IndexMap,
    parser::types::Field as AskedField,
    registry::{MetaField, MetaTypeId, Registry},
    resolver_utils::resolve_container,
};
use futures_util::future::BoxFuture;
use kernel::{Command, Error, Label, Lang, Result, command::Table};

use super::{
    Fields, Node, Object,
    describe::both,
    fields::answered,
    input::Input,
    meta::{argument, meta_field, meta_object},
    payload::{UserError, settle, writing},
};

/// A record that mutations answer with.
pub trait Changed: Fields {
    /// The name of the answer's type.
    const PAYLOAD: &'static str;
    /// The answer's field that shows the record.
    const FIELD: &'static str;
}

/// The answer to a mutation: what was changed, or why nothing was.
pub struct Payload<T: Changed> {
    /// As it is after the change.
    pub done: Option<Object<T>>,
    /// Why nothing was changed.
    pub user_errors: Vec<UserError>,
}

const PAYLOAD: Label = Label {
    sv: "Svar på en ändring: det som ändrades, eller varför inget ändrades.",
    en: "The answer to a change: what was changed, or why nothing was.",
};
const DONE: Label = Label {
    sv: "Som det är efter ändringen; saknas när inget ändrades.",
    en: "As it is after the change; absent when nothing was changed.",
};
/// What every answer's `userErrors` tells.
pub const USER_ERRORS: Label = Label {
    sv: "Användarfel: tom när ändringen gjordes; annars skrev den här begäran ingenting.",
    en: "User errors: empty when the change was made; otherwise this request wrote nothing.",
};
const INPUT: Label = Label { sv: "Vad som ska göras, och med vad.", en: "What is to be done, and with what." };

impl<T: Changed> Payload<T> {
    /// From a service's result.
    ///
    /// # Errors
    /// `UNAVAILABLE` and `INTERNAL`: nothing the caller can mend.
    pub fn from_result(ctx: &Context<'_>, result: Result<T::Record>) -> async_graphql::Result<Self> {
        let (done, user_errors) = settle(ctx, result)?;
        Ok(Self { done: done.map(|row| Node::alone(row).into()), user_errors })
    }
}

impl<T: Changed> OutputType for Payload<T> {
    fn type_name() -> Cow<'static, str> {
        T::PAYLOAD.into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.create_output_type::<Self, _>(MetaTypeId::Object, |registry| {
            let object = Option::<Object<T>>::create_type_info(registry);
            let errors = Vec::<UserError>::create_type_info(registry);
            let fields = [(T::FIELD, DONE, object), ("userErrors", USER_ERRORS, errors)];
            let fields =
                fields.map(|(name, about, ty)| (name.to_owned(), meta_field(name, about, ty, IndexMap::new())));
            meta_object(T::PAYLOAD, PAYLOAD, fields.into_iter().collect(), std::any::type_name::<Self>())
        })
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _field: &Positioned<AskedField>) -> ServerResult<Value> {
        resolve_container(ctx, self).await
    }
}

impl<T: Changed> ContainerType for Payload<T> {
    async fn resolve_field(&self, ctx: &Context<'_>) -> ServerResult<Option<Value>> {
        let below = ctx.with_selection_set(&ctx.item.node.selection_set);
        match ctx.item.node.name.node.as_str() {
            "userErrors" => OutputType::resolve(&self.user_errors, &below, ctx.item).await.map(Some),
            name if name == T::FIELD => OutputType::resolve(&self.done, &below, ctx.item).await.map(Some),
            _ => Ok(None),
        }
    }
}

impl<T: Changed> ObjectType for Payload<T> {}

type Resolve =
    Box<dyn for<'a> Fn(&'a Context<'a>, &'static [Action]) -> BoxFuture<'a, ServerResult<Option<Value>>> + Send + Sync>;

/// One mutation.
pub struct MutationField {
    /// Its name.
    pub name: &'static str,
    /// The acts whose roles may do it: one, or one of several where different people do it.
    pub actions: &'static [Action],
    /// What it does.
    pub about: Label,
    /// What it takes.
    pub table: &'static Table,
    /// The answer's field that shows what was changed.
    pub shows: &'static str,
    /// The type of what was changed.
    pub changes: &'static str,
    /// The steps of the state machine that it takes; none where it may be done in any state.
    pub steps: &'static [&'static str],
    /// Whether an input object states the command rightly.
    pub check: fn(&serde_json::Value) -> Result<()>,
    register: fn(&mut Registry) -> (String, String),
    resolve: Resolve,
}

impl MutationField {
    /// What is done with a command, and the answer, which shows what was changed, of a type, in a field.
    pub fn answering<C: Command + Clone, P: OutputType + From<Vec<UserError>> + 'static>(
        name: &'static str,
        actions: &'static [Action],
        about: (&'static str, &'static str),
        (changes, shows): (&'static str, &'static str),
        run: impl for<'a> Fn(&'a Context<'a>, &'a Arc<Request>, C) -> BoxFuture<'a, async_graphql::Result<P>>
        + Send
        + Sync
        + 'static,
    ) -> Self {
        let run = Arc::new(run);
        let resolve: Resolve = Box::new(move |ctx, actions| {
            let run = Arc::clone(&run);
            Box::pin(async move {
                let input = ctx.param_value::<Input<C>>("input", None).map_err(|error| ctx.set_error_path(error))?.1;
                let request = match writing(ctx) {
                    Ok(request) => request,
                    Err(error) => return answered::<P>(ctx, Err(error)).await,
                };
                let answer = match input.command {
                    Ok(command) => run(ctx, &request, command).await,
                    Err(error) => refused(ctx, denied_or(&request, actions, error)).map(P::from),
                };
                answered(ctx, answer).await
            })
        });
        let register = |registry: &mut Registry| {
            (<Input<C> as InputType>::create_type_info(registry), <P as OutputType>::create_type_info(registry))
        };
        let about = Label { sv: about.0, en: about.1 };
        let check = |input: &serde_json::Value| C::read(input).map(drop);
        Self { name, actions, about, table: C::TABLE, shows, changes, steps: &[], check, register, resolve }
    }

    /// It takes one of these steps, as `possibleSteps` names them.
    #[must_use]
    pub const fn taking(mut self, steps: &'static [&'static str]) -> Self {
        self.steps = steps;
        self
    }

    /// Whether any of these roles may do it somewhere.
    pub fn is_for(&self, mut roles: impl Iterator<Item = Role>) -> bool {
        roles.any(|role| self.breadths(role).next().is_some())
    }

    fn breadths(&self, role: Role) -> impl Iterator<Item = Breadth> {
        let breadths = self.actions.iter().map(move |action| policy::breadth(role, *action));
        breadths.filter(|breadth| *breadth != Breadth::Nothing)
    }

    /// Which roles may, and how far each reaches: as the policy has it.
    fn roles(&self, lang: Lang) -> String {
        let mut by_breadth: BTreeMap<Breadth, Vec<String>> = BTreeMap::new();
        for role in Role::ALL {
            for breadth in self.breadths(*role) {
                let named = by_breadth.entry(breadth).or_default();
                let name = lower_first(role.label().get(lang));
                if !named.contains(&name) {
                    named.push(name);
                }
            }
        }
        let told = by_breadth
            .iter()
            .map(|(breadth, roles)| format!("{} ({})", roles.join(", "), lower_first(breadth.label().get(lang))));
        let heading = if lang == Lang::Sv { "Roller" } else { "Roles" };
        format!("{heading}: {}.", told.collect::<Vec<_>>().join("; "))
    }

    fn meta(&self, registry: &mut Registry) -> MetaField {
        let (input, payload) = (self.register)(registry);
        let args = IndexMap::from([("input".to_owned(), argument("input", INPUT, input))]);
        let told = |lang| format!("{} {}", self.about.get(lang), self.roles(lang));
        MetaField {
            description: Some(both(&told(Lang::Sv), &told(Lang::En))),
            ..meta_field(self.name, self.about, payload, args)
        }
    }
}

impl std::fmt::Debug for MutationField {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MutationField").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Who may not do it is told that, not what is wrong with the command.
fn denied_or(request: &Arc<Request>, actions: &[Action], error: Error) -> Error {
    let may = actions.iter().any(|action| policy::permit(request, *action).is_ok());
    if may { error } else { Error::Denied }
}

fn refused(ctx: &Context<'_>, error: Error) -> async_graphql::Result<Vec<UserError>> {
    settle::<()>(ctx, Err(error)).map(|(_, errors)| errors)
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The mutations of a schema, found by name.
#[derive(Debug)]
pub struct MutationTable {
    rows: Vec<MutationField>,
    places: HashMap<&'static str, usize>,
}

impl MutationTable {
    /// Of these rows.
    pub fn of(rows: Vec<MutationField>) -> Self {
        let places = rows.iter().enumerate().map(|(at, row)| (row.name, at)).collect();
        Self { rows, places }
    }

    /// All, in the order of their aggregates.
    pub fn rows(&self) -> &[MutationField] {
        &self.rows
    }

    /// The one of this name.
    pub fn get(&self, name: &str) -> Option<&MutationField> {
        self.places.get(name).map(|at| &self.rows[*at])
    }

    /// The root type's fields.
    pub fn fields(&self, registry: &mut Registry) -> IndexMap<String, MetaField> {
        self.rows.iter().map(|row| (row.name.to_owned(), row.meta(registry))).collect()
    }

    /// Runs the mutation that `ctx` asks for.
    ///
    /// # Errors
    /// What the library is to tell of the field.
    pub async fn resolve(&self, ctx: &Context<'_>) -> ServerResult<Option<Value>> {
        match self.get(&ctx.item.node.name.node) {
            Some(row) => (row.resolve)(ctx, row.actions).await,
            None => Ok(None),
        }
    }
}

impl<T: Changed> From<Vec<UserError>> for Payload<T> {
    fn from(user_errors: Vec<UserError>) -> Self {
        Self { done: None, user_errors }
    }
}
