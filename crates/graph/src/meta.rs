//! What stands in the schema for a type, a field and an argument whose texts are ours.

use async_graphql::{
    indexmap::IndexMap,
    registry::{Deprecation, MetaField, MetaInputValue, MetaType},
};
use kernel::Label;

use super::describe::description;

/// A field in the schema.
pub fn meta_field(name: &str, about: Label, ty: String, args: IndexMap<String, MetaInputValue>) -> MetaField {
    MetaField {
        name: name.to_owned(),
        description: Some(description(about)),
        args,
        ty,
        deprecation: Deprecation::NoDeprecated,
        cache_control: Default::default(),
        external: false,
        requires: None,
        provides: None,
        visible: None,
        shareable: false,
        inaccessible: false,
        tags: Vec::new(),
        override_from: None,
        compute_complexity: None,
        directive_invocations: Vec::new(),
        requires_scopes: Vec::new(),
    }
}

/// An object type in the schema.
pub fn meta_object(
    name: &str,
    about: Label,
    fields: IndexMap<String, MetaField>,
    rust_typename: &'static str,
) -> MetaType {
    MetaType::Object {
        name: name.to_owned(),
        description: Some(description(about)),
        fields,
        cache_control: Default::default(),
        extends: false,
        shareable: false,
        resolvable: true,
        keys: None,
        visible: None,
        inaccessible: false,
        interface_object: false,
        tags: Vec::new(),
        is_subscription: false,
        rust_typename: Some(rust_typename),
        directive_invocations: Vec::new(),
        requires_scopes: Vec::new(),
    }
}

/// An argument, or a field of an input, in the schema.
pub fn argument(name: &str, about: Label, ty: String) -> MetaInputValue {
    MetaInputValue {
        name: name.to_owned(),
        description: Some(description(about)),
        ty,
        deprecation: Deprecation::NoDeprecated,
        default_value: None,
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        is_secret: false,
        directive_invocations: Vec::new(),
    }
}

pub(super) fn meta_input(
    name: String,
    about: Label,
    input_fields: IndexMap<String, MetaInputValue>,
    rust_typename: &'static str,
) -> MetaType {
    MetaType::InputObject {
        name,
        description: Some(description(about)),
        input_fields,
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        rust_typename: Some(rust_typename),
        oneof: false,
        directive_invocations: Vec::new(),
    }
}
