//! The variables: their size, and whether they fit the types the operation declares. The library checks a variable where it is
//! used; a declared variable that is missing or null is a request error whether used or not.

use async_graphql::{
    Name, Variables,
    parser::types::{BaseType, OperationDefinition, Type},
};
use async_graphql_value::ConstValue;

use super::{
    fault::{Fault, Refusal},
    limits::Limits,
};

/// Refuses variables that nest too deep, hold too many values or too long lists, or a text with NUL. The things that a federated graph
/// points at are as many as its other parts have rows: their list is bounded by the operation's cost and the number of values.
///
/// # Errors
/// The limit that was passed.
pub fn check_size(operation: &OperationDefinition, variables: &Variables, limits: &Limits) -> Result<(), Fault> {
    let are_things = |name: &Name| {
        let definition = operation.variable_definitions.iter().find(|definition| definition.node.name.node == *name);
        definition.is_some_and(|definition| is_list_of_things(&definition.node.var_type.node))
    };
    let mut values = 0;
    variables.iter().try_for_each(|(name, value)| {
        check_name(name)?;
        check_nul(name, value)?;
        match value {
            ConstValue::List(items) if are_things(name) => {
                items.iter().try_for_each(|item| size(item, 2, &mut values, limits))
            }
            value => size(value, 1, &mut values, limits),
        }
    })
}

/// Whether the type is that of `_entities(representations:)`.
fn is_list_of_things(ty: &Type) -> bool {
    matches!(&ty.base, BaseType::List(item) if matches!(&item.base, BaseType::Named(name) if name == "_Any"))
}

/// Refuses a value that holds the character NUL: one database takes it for the end of a text, the other takes no such text.
pub(super) fn check_nul(name: &str, value: &ConstValue) -> Result<(), Fault> {
    let nul = match value {
        ConstValue::String(text) => text.contains('\0'),
        ConstValue::List(items) => return items.iter().try_for_each(|item| check_nul(name, item)),
        ConstValue::Object(fields) => return fields.values().try_for_each(|field| check_nul(name, field)),
        _ => false,
    };
    if nul { Err(Fault::new(Refusal::Nul).with(name)) } else { Ok(()) }
}

fn size(value: &ConstValue, depth: usize, values: &mut usize, limits: &Limits) -> Result<(), Fault> {
    *values += 1;
    if *values > limits.variables_values {
        return Err(Fault::over(Refusal::VariablesValues, limits.variables_values));
    }
    if depth > limits.variables_depth {
        return Err(Fault::over(Refusal::VariablesDepth, limits.variables_depth));
    }
    match value {
        ConstValue::List(items) if items.len() > limits.list_items => {
            Err(Fault::over(Refusal::ListItems, limits.list_items))
        }
        ConstValue::List(items) => items.iter().try_for_each(|item| size(item, depth + 1, values, limits)),
        ConstValue::Object(fields) => fields.iter().try_for_each(|(name, field)| {
            check_name(name)?;
            size(field, depth + 1, values, limits)
        }),
        _ => Ok(()),
    }
}

/// The serialiser writes an object with a certain `$…` key as raw JSON; a caller must not be able to send one.
fn check_name(name: &str) -> Result<(), Fault> {
    if name.starts_with('$') || name.contains('\0') { Err(Refusal::VariableName.into()) } else { Ok(()) }
}

/// Refuses a variable that is missing, null where it may not be, or of the wrong built-in scalar.
///
/// # Errors
/// The first variable that does not fit.
pub fn check_types(operation: &OperationDefinition, variables: &Variables) -> Result<(), Fault> {
    for definition in &operation.variable_definitions {
        let (name, wanted) = (&definition.node.name.node, &definition.node.var_type.node);
        let fits = match variables.get(name) {
            Some(value) => fits(value, wanted),
            None => wanted.nullable || definition.node.default_value.is_some(),
        };
        if !fits {
            let fault = Fault::new(Refusal::Variable).with(name.as_str()).with(wanted.to_string());
            return Err(fault.at(definition.pos));
        }
    }
    Ok(())
}

/// Gives each variable that is not there its default, as the specification has it before anything is executed. The library looks for
/// defaults where an argument is read, and not where a directive decides what is executed at all.
pub fn fill_defaults(operation: &OperationDefinition, variables: &mut Variables) {
    for definition in &operation.variable_definitions {
        if let Some(default) = &definition.node.default_value {
            variables.entry(definition.node.name.node.clone()).or_insert_with(|| default.node.clone());
        }
    }
}

fn fits(value: &ConstValue, wanted: &Type) -> bool {
    match (value, &wanted.base) {
        (ConstValue::Null, _) => wanted.nullable,
        (ConstValue::List(items), BaseType::List(inner)) => items.iter().all(|item| fits(item, inner)),
        (value, BaseType::List(inner)) => fits(value, inner),
        (value, BaseType::Named(name)) => fits_scalar(value, name.as_str()),
    }
}

/// Types that are not built in are checked by validation and by their own parsers.
fn fits_scalar(value: &ConstValue, name: &str) -> bool {
    match (name, value) {
        ("Int", ConstValue::Number(number)) => number.as_i64().is_some_and(|n| i32::try_from(n).is_ok()),
        ("Float", ConstValue::Number(_))
        | ("String" | "ID", ConstValue::String(_))
        | ("Boolean", ConstValue::Boolean(_)) => true,
        ("ID", ConstValue::Number(number)) => number.is_i64() || number.is_u64(),
        ("Int" | "Float" | "String" | "Boolean" | "ID", _) => false,
        _ => true,
    }
}
