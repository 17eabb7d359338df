//! What an object has to show, without its Rust type: for those who show objects to people.

use kernel::{Label, Lang, command::Enumeration};
use taxonomy::Scheme;

use super::{
    connection::Noun,
    fields::{Field, Fields, Table},
    object::Object,
};

/// What a field of an object holds.
#[derive(Clone, Copy, Debug)]
pub enum Shown {
    /// A text.
    Text,
    /// A whole number.
    Number,
    /// Yes or no.
    YesNo,
    /// A day.
    Date,
    /// An instant.
    Instant,
    /// A value of an enumeration.
    Choice(&'static Enumeration),
    /// A code with its label.
    Code(Scheme),
    /// An amount of money.
    Money,
    /// Another object, by its type's name.
    One(&'static str),
    /// A connection of other objects, by their type's name.
    Many(&'static str),
}

/// A field of an object.
#[derive(Clone, Copy, Debug)]
pub struct ShownField {
    /// Its name in the API.
    pub name: &'static str,
    /// What it tells.
    pub about: Label,
    /// What it holds.
    pub shown: Shown,
}

/// An object type.
#[derive(Debug)]
pub struct ShownObject {
    /// Its name in the API.
    pub name: &'static str,
    /// The prefix of its ids.
    pub prefix: &'static str,
    /// What it is.
    pub about: Label,
    /// What stands for one of them among others: a selection of its fields, e.g. `title`.
    pub title: &'static str,
    /// The filter's field by which one is searched for, where lists have one.
    pub searched: Option<&'static str>,
    /// Whether it has a version.
    pub versioned: bool,
    /// Its state machine's next steps are told as `possibleSteps`.
    pub steps: bool,
    /// Its fields, in the order the schema tells them.
    pub fields: Vec<ShownField>,
}

impl ShownObject {
    /// That of the type `T`.
    pub fn of<T: Fields>() -> Self {
        let table = T::table();
        let has = |name: &&str| table.field(name).is_some();
        let named = ["name", "title"].into_iter().find(has);
        let is_searched = |name: &&str| table.filters.iter().any(|filter| filter.name == *name);
        Self {
            name: T::NAME,
            prefix: <T::Kind as kernel::Kind>::PREFIX,
            about: T::ABOUT,
            title: if T::TITLE.is_empty() { named.unwrap_or("id") } else { T::TITLE },
            searched: named.filter(is_searched),
            versioned: T::VERSION.is_some(),
            steps: table.field("possibleSteps").is_some(),
            fields: table.shown(),
        }
    }

    /// As [`ShownObject::of`], of the schema's object.
    pub fn of_object<T: Fields>(_: fn(&Object<T>)) -> Self
    where
        Object<T>: Noun,
    {
        Self::of::<T>()
    }

    /// What it is called, e.g. *Kompetensbehov*: its description up to the colon.
    pub fn called(&self, lang: Lang) -> &'static str {
        let about = self.about.get(lang);
        about.split(':').next().unwrap_or(about).trim_end_matches('.')
    }
}

impl<T: Fields> Table<T> {
    fn shown(&self) -> Vec<ShownField> {
        let field =
            |field: &Field<T>| field.shown.map(|shown| ShownField { name: field.name, about: field.about, shown });
        self.fields.iter().filter_map(field).collect()
    }
}
