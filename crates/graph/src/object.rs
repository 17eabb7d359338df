//! The object type of a record, its filter and its order, as its [`Table`](super::Table) has them.

use std::{borrow::Cow, sync::Arc};

use async_graphql::{
    ContainerType, Context, ContextSelectionSet, InputType, InputValueError, InputValueResult, Name, ObjectType,
    OutputType, Positioned, ServerResult, Value,
    context::QueryEnv,
    indexmap::IndexMap,
    parser::types::{Field as AskedField, SelectionSet},
    registry::{MetaInputValue, MetaTypeId, Registry},
    resolver_utils::resolve_container,
};
use edge::{ByRows, RawParts};
use futures_util::{StreamExt, stream::FuturesUnordered};
use kernel::{Direction, Label};
use store::{Column, Filter};

use super::{
    batch::Node,
    choice::{enum_value, meta_enum},
    column_sink::Target,
    connection::{Asked, OrderDirection, Ordering, RecordObject},
    describe::description,
    fields::{Below, Fields, How, Leaf, Part, Table},
    filter::Filtering,
    meta::{argument, meta_field, meta_input, meta_object},
    plan::{ObjectPlan, applies, fields_of},
    refusal::refuse,
    scalar::{Date, day},
    shown::ShownObject,
};

/// A record as the schema shows it.
pub struct Object<T: Fields>(Node<T::Record>);

impl<T: Fields> From<Node<T::Record>> for Object<T> {
    fn from(node: Node<T::Record>) -> Self {
        Self(node)
    }
}

impl<T: Fields> std::ops::Deref for Object<T> {
    type Target = Node<T::Record>;

    fn deref(&self) -> &Node<T::Record> {
        &self.0
    }
}

impl<T: Fields> RecordObject for Object<T> {
    type Record = T::Record;
    type Filter = FilterInput<T>;
    type Order = OrderInput<T>;
    const NAME: &'static str = T::NAME;

    fn looks_at(field: &str) -> Option<&'static [Column<T::Record>]> {
        T::table().looks_at(field)
    }

    fn leaves() -> &'static [(&'static str, Column<T::Record>)] {
        &T::table().leaves
    }

    fn points() -> &'static [(&'static str, Column<T::Record>, Target)] {
        &T::table().points
    }

    fn shown() -> ShownObject {
        ShownObject::of::<T>()
    }

    fn plan(env: &QueryEnv, set: &SelectionSet) -> Option<ObjectPlan<T::Record>> {
        ObjectPlan::of::<T>(env, set)
    }
}

impl<T: Fields> OutputType for Object<T> {
    fn type_name() -> Cow<'static, str> {
        T::NAME.into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.create_output_type::<Self, _>(MetaTypeId::Object, |registry| {
            let fields = T::table().fields.iter().map(|field| {
                let (ty, args) = match &field.how {
                    How::Leaf(register, _) => (register(registry), IndexMap::new()),
                    How::Below(register, arguments, _) => (register(registry), arguments(registry)),
                    // No row of the table's fields is without a value.
                    How::Nothing => (String::new(), IndexMap::new()),
                };
                (field.name.to_owned(), meta_field(field.name, field.about, ty, args))
            });
            meta_object(T::NAME, T::ABOUT, fields.collect(), std::any::type_name::<Self>())
        })
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _field: &Positioned<AskedField>) -> ServerResult<Value> {
        if let Some(parts) = ctx.data_opt::<Arc<RawParts>>()
            && let Some(plan) = parts.plans.plan::<Self, _>(ctx.item.pos, || Self::plan(ctx.query_env, &ctx.item.node))
            // Boxed: what a plan needs while it loads is large.
            && let Some(written) = Box::pin(plan.object(ctx, parts, self.0.batch(), self.0.at())).await
        {
            return Ok(written);
        }
        // Where every field is weighed for itself, the library has to see every field.
        let plain = ctx.data_opt::<ByRows>().and_then(|_| Selected::of(ctx, T::table()));
        match plain {
            Some(selected) => Ok(selected.value(ctx, &self.0).await),
            None => resolve_container(ctx, self).await,
        }
    }
}

/// The fields that are selected of a row: those that the row itself says are written at once, without a future for each of them,
/// which costs several times what the value does.
struct Selected<'a, T: Fields> {
    at_once: Vec<(&'a Name, Option<&'static Leaf<T::Record>>)>,
    below: Vec<(&'a Positioned<AskedField>, &'static Below<T::Record>)>,
}

impl<'a, T: Fields> Selected<'a, T> {
    /// What `ctx` selects; nothing where only the library can tell, which asks field by field.
    fn of(ctx: &ContextSelectionSet<'a>, table: &'static Table<T>) -> Option<Self> {
        let mut selected = Self { at_once: Vec::new(), below: Vec::new() };
        for field in fields_of(ctx.query_env, &ctx.item.node, &applies::<T>)? {
            let key = &field.node.response_key().node;
            match field.node.name.node.as_str() {
                "__typename" => selected.at_once.push((key, None)),
                name => match &table.field(name)?.how {
                    How::Leaf(_, leaf) => selected.at_once.push((key, Some(leaf))),
                    How::Below(_, _, below) => selected.below.push((field, below)),
                    How::Nothing => return None,
                },
            }
        }
        Some(selected)
    }

    async fn value(self, ctx: &ContextSelectionSet<'_>, node: &Node<T::Record>) -> Value {
        let mut object = IndexMap::with_capacity(self.at_once.len() + self.below.len());
        for (key, leaf) in self.at_once {
            let value = leaf.map_or_else(|| Value::String(T::NAME.to_owned()), |leaf| value_of(leaf, node.row()));
            object.insert(key.clone(), value);
        }
        let below = self.below.into_iter().map(|(field, below)| async move {
            let answer = below(node, &ctx.with_field(field)).await;
            (field.node.response_key().node.clone(), answer)
        });
        let mut below: FuturesUnordered<_> = below.collect();
        while let Some((key, answer)) = below.next().await {
            match answer {
                Ok(value) => {
                    object.insert(key, value.unwrap_or_default());
                }
                Err(error) => ctx.add_error(error),
            }
        }
        if object.is_empty() { Value::Null } else { Value::Object(object) }
    }
}

impl<T: Fields> ContainerType for Object<T> {
    async fn resolve_field(&self, ctx: &Context<'_>) -> ServerResult<Option<Value>> {
        match T::table().field(&ctx.item.node.name.node).map(|field| &field.how) {
            Some(How::Leaf(_, leaf)) => Ok(Some(value_of(leaf, self.0.row()))),
            Some(How::Below(_, _, below)) => below(&self.0, ctx).await,
            Some(How::Nothing) | None => Ok(None),
        }
    }
}

impl<T: Fields> ObjectType for Object<T> {}

fn value_of<R>(leaf: &Leaf<R>, row: &R) -> Value {
    let mut value = Value::Null;
    leaf(row, &mut value);
    value
}

/// Which records of `T`.
pub struct FilterInput<T: Fields> {
    given: Value,
    and: Option<Vec<Self>>,
    or: Option<Vec<Self>>,
    not: Option<Box<Self>>,
    parts: Vec<Part<T::Record>>,
}

impl<T: Fields> std::fmt::Debug for FilterInput<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}Filter({})", T::NAME, self.given)
    }
}

impl<T: Fields> Clone for FilterInput<T> {
    fn clone(&self) -> Self {
        Self {
            given: self.given.clone(),
            and: self.and.clone(),
            or: self.or.clone(),
            not: self.not.clone(),
            parts: self.parts.iter().map(Arc::clone).collect(),
        }
    }
}

const FILTER: Label =
    Label { sv: "Filter: varje del som anges ska gälla.", en: "Filter: every part that is given must hold." };
const AND: Label = Label { sv: "Alla dessa.", en: "All of these." };
const OR: Label = Label { sv: "Någon av dessa.", en: "Any of these." };
const NOT: Label = Label { sv: "Inte detta.", en: "Not this." };

impl<T: Fields> InputType for FilterInput<T> {
    type RawValueType = Self;

    fn type_name() -> Cow<'static, str> {
        format!("{}Filter", T::NAME).into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.create_input_type::<Self, _>(MetaTypeId::InputObject, |registry| {
            let many = Option::<Vec<Self>>::create_type_info(registry);
            let one = Option::<Self>::create_type_info(registry);
            let mut fields: IndexMap<_, _> = [("and", AND, many.clone()), ("or", OR, many), ("not", NOT, one)]
                .into_iter()
                .map(|(name, about, ty)| (name.to_owned(), argument(name, about, ty)))
                .collect();
            for field in &T::table().filters {
                let ty = (field.matcher.register)(registry);
                fields.insert(field.name.clone(), argument(&field.name, field.about, ty));
            }
            meta_input(Self::type_name().into_owned(), FILTER, fields, std::any::type_name::<Self>())
        })
    }

    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        let Some(Value::Object(given)) = value else {
            return Err(InputValueError::expected_type(value.unwrap_or_default()));
        };
        let mut filter =
            Self { given: Value::Object(given.clone()), and: None, or: None, not: None, parts: Vec::new() };
        // Null is as if it were not there.
        for (name, value) in given.into_iter().filter(|(_, value)| *value != Value::Null) {
            match name.as_str() {
                "and" => filter.and = InputType::parse(Some(value)).map_err(InputValueError::propagate)?,
                "or" => filter.or = InputType::parse(Some(value)).map_err(InputValueError::propagate)?,
                "not" => filter.not = InputType::parse(Some(value)).map_err(InputValueError::propagate)?,
                name => {
                    // Unknown names are refused before.
                    if let Some(field) = T::table().filters.iter().find(|field| field.name == name) {
                        filter.parts.push((field.matcher.read)(value)?);
                    }
                }
            }
        }
        Ok(filter)
    }

    fn to_value(&self) -> Value {
        self.given.clone()
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }
}

impl<T: Fields> Filtering<Column<T::Record>> for FilterInput<T> {
    fn filter(self, ctx: &Context<'_>) -> kernel::Result<Filter<Column<T::Record>>> {
        let own = self.parts.iter().map(|part| part(ctx)).collect::<kernel::Result<_>>()?;
        super::filter::connectives(ctx, own, self.and, self.or, self.not)
    }
}

/// In which order.
pub struct OrderInput<T: Fields> {
    by: By<T>,
    direction: OrderDirection,
}

/// What an order is by: a place in the table's orders.
struct By<T> {
    at: usize,
    of: std::marker::PhantomData<fn() -> T>,
}

const ORDER: Label = Label { sv: "Ordning.", en: "Order." };
const ORDERS: Label = Label { sv: "Vad listor kan ordnas efter.", en: "What lists can be ordered by." };
const BY: Label = Label { sv: "Efter vad.", en: "By what." };
const DIRECTION: Label = Label { sv: "Riktning.", en: "Direction." };

impl<T: Fields> InputType for By<T> {
    type RawValueType = Self;

    fn type_name() -> Cow<'static, str> {
        format!("{}OrderField", T::NAME).into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.create_input_type::<Self, _>(MetaTypeId::Enum, |_| {
            let orders = T::table().orders.iter();
            let values =
                orders.map(|order| (order.name.clone(), enum_value(order.name.clone(), &description(order.about))));
            meta_enum(&Self::type_name(), &description(ORDERS), values.collect(), std::any::type_name::<Self>())
        })
    }

    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        let value = value.unwrap_or_default();
        let name = match &value {
            Value::Enum(name) => name.as_str(),
            Value::String(name) => name,
            _ => return Err(InputValueError::expected_type(value)),
        };
        let at = T::table().orders.iter().position(|order| order.name == name);
        let unknown = || InputValueError::custom(format_args!("Enumeration type does not contain value \"{name}\"."));
        at.map(|at| Self { at, of: std::marker::PhantomData }).ok_or_else(unknown)
    }

    fn to_value(&self) -> Value {
        Value::Enum(Name::new(&T::table().orders[self.at].name))
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }
}

impl<T: Fields> InputType for OrderInput<T> {
    type RawValueType = Self;

    fn type_name() -> Cow<'static, str> {
        format!("{}Order", T::NAME).into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.create_input_type::<Self, _>(MetaTypeId::InputObject, |registry| {
            let field = argument("field", BY, By::<T>::create_type_info(registry));
            let direction = MetaInputValue {
                default_value: Some(OrderDirection::Asc.to_value().to_string()),
                ..argument("direction", DIRECTION, <OrderDirection as InputType>::create_type_info(registry))
            };
            let fields = [("field".to_owned(), field), ("direction".to_owned(), direction)];
            meta_input(
                Self::type_name().into_owned(),
                ORDER,
                fields.into_iter().collect(),
                std::any::type_name::<Self>(),
            )
        })
    }

    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        let Some(Value::Object(mut given)) = value else {
            return Err(InputValueError::expected_type(value.unwrap_or_default()));
        };
        let by = InputType::parse(given.swap_remove("field")).map_err(InputValueError::propagate)?;
        let direction = match given.swap_remove("direction") {
            None => OrderDirection::Asc,
            given => InputType::parse(given).map_err(InputValueError::propagate)?,
        };
        Ok(Self { by, direction })
    }

    fn to_value(&self) -> Value {
        let parts = [("field", self.by.to_value()), ("direction", self.direction.to_value())];
        Value::Object(parts.into_iter().map(|(name, value)| (Name::new(name), value)).collect())
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }
}

impl<T: Fields> Ordering<Column<T::Record>> for OrderInput<T> {
    fn key(&self) -> (Column<T::Record>, Direction) {
        (T::table().orders[self.by.at].column, self.direction.into())
    }
}

const FIRST: Label = Label { sv: "Antal framåt, 1–100.", en: "How many forwards, 1–100." };
const AFTER: Label = Label { sv: "Efter markören.", en: "After this cursor." };
const LAST: Label = Label { sv: "Antal bakåt, 1–100.", en: "How many backwards, 1–100." };
const BEFORE: Label = Label { sv: "Före markören.", en: "Before this cursor." };
const WHICH: Label = Label { sv: "Filter.", en: "Which rows." };
const ORDERED: Label = Label { sv: "Ordning.", en: "In which order." };

impl<O: RecordObject> Asked<O> {
    /// The arguments that every connection takes.
    pub fn arguments(registry: &mut Registry) -> IndexMap<String, MetaInputValue> {
        let number = <Option<i32> as InputType>::create_type_info(registry);
        let text = <Option<String> as InputType>::create_type_info(registry);
        let filter = Option::<Box<O::Filter>>::create_type_info(registry);
        let order = Option::<Vec<O::Order>>::create_type_info(registry);
        [
            ("first", FIRST, number.clone()),
            ("after", AFTER, text.clone()),
            ("last", LAST, number),
            ("before", BEFORE, text),
            ("filter", WHICH, filter),
            ("orderBy", ORDERED, order),
        ]
        .into_iter()
        .map(|(name, about, ty)| (name.to_owned(), argument(name, about, ty)))
        .collect()
    }

    /// The arguments as they came.
    ///
    /// # Errors
    /// One is malformed.
    pub fn read(ctx: &Context<'_>) -> ServerResult<Self> {
        Ok(Self {
            first: ctx.param_value("first", None)?.1,
            after: ctx.param_value("after", None)?.1,
            last: ctx.param_value("last", None)?.1,
            before: ctx.param_value("before", None)?.1,
            filter: ctx.param_value("filter", None)?.1,
            order_by: ctx.param_value("orderBy", None)?.1,
            also: Filter::default(),
        })
    }

    /// As [`Asked::read`], of the rows that `held` on a day, where one is given as `asOf`.
    ///
    /// # Errors
    /// One is malformed.
    pub fn read_as_of(
        ctx: &Context<'_>,
        held: fn(chrono::NaiveDate) -> Filter<Column<O::Record>>,
    ) -> ServerResult<Self> {
        let (_, given) = ctx.param_value::<Option<Date>>("asOf", None)?;
        let day = day("asOf", given).map_err(|error| refuse(ctx, error).into_server_error(ctx.item.pos))?;
        Ok(Self { also: day.map_or_else(Filter::default, held), ..Self::read(ctx)? })
    }
}
