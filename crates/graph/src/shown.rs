//! What an object has to show, without its Rust type: for those who show objects to people.

use kernel::{Label, Lang, command::Enumeration};
use taxonomy::Scheme;

use store::Mapped;

use super::fields::{Field, Fields, Table};

/// What a field of an object holds.
#[derive(Clone, Copy, Debug)]
pub enum Shown {
    /// A text.
    Text,
    /// A whole number.
    Number,
    /// A number with decimals.
    Decimal,
    /// A share, 0–1.
    Share,
    /// Several texts, in order.
    Texts,
    /// Yes or no, each an answer.
    YesNo,
    /// Marked or not: only a mark tells anything.
    Mark,
    /// A day.
    Date,
    /// An instant.
    Instant,
    /// A value of an enumeration.
    Choice(&'static Enumeration),
    /// Several values of an enumeration, in order.
    Choices(&'static Enumeration),
    /// A code with its label.
    Code(Scheme),
    /// An amount of money.
    Money,
    /// Any JSON: what programs read, and who writes it.
    Json,
    /// Numbers, a field each, as a command takes them.
    Group(&'static kernel::command::Table),
    /// Several things in order, each told by this field of its own.
    Told(&'static str),
    /// Several things in order, each a row of a table with these fields; `cursor` is the id of what it is about.
    Rows(&'static [ShownField]),
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
    /// Its fields as people look for them: [`Fields::FIRST`], what stands for it, its state, its days, all else in the schema's
    /// order, and last what was noted when it was stored.
    pub fields: Vec<ShownField>,
}

impl ShownObject {
    /// That of the type `T`.
    pub fn of<T: Fields>() -> Self {
        let table = T::table();
        let has = |name: &&str| table.field(name).is_some();
        let named = ["name", "title"].into_iter().find(has);
        let title = if T::TITLE.is_empty() { named.unwrap_or("id") } else { T::TITLE };
        let mut fields = table.shown();
        debug_assert!(
            T::FIRST.iter().all(|name| fields.iter().any(|field| field.name == *name)),
            "{}: a name that stands first is no field's",
            T::NAME
        );
        fields.sort_by_key(|field| place(field, T::FIRST, title));
        let is_searched = |name: &&str| table.filters.iter().any(|filter| filter.name == *name);
        Self {
            name: T::NAME,
            prefix: <<T::Record as Mapped>::Kind as kernel::Kind>::PREFIX,
            about: T::ABOUT,
            title,
            searched: named.filter(is_searched),
            versioned: <T::Record as Mapped>::VERSION.is_some(),
            steps: table.field("possibleSteps").is_some(),
            fields,
        }
    }

    /// What it is called, e.g. *Kompetensbehov*: its description up to the colon.
    pub fn called(&self, lang: Lang) -> &'static str {
        let about = self.about.get(lang);
        about.split(':').next().unwrap_or(about).trim_end_matches('.')
    }
}

/// Where a field stands among the others.
fn place(field: &ShownField, first: &[&str], title: &str) -> (u8, usize) {
    if let Some(at) = first.iter().position(|name| *name == field.name) {
        return (0, at);
    }
    if let Some(at) = outermost(title).position(|name| name == field.name) {
        return (1, at);
    }
    let rank = match (field.name, field.shown) {
        ("status", _) => 2,
        ("statusReason", _) => 3,
        ("demonstration", _) | (_, Shown::Instant) => 6,
        (_, Shown::Date) => 4,
        _ => 5,
    };
    (rank, 0)
}

/// The fields of a selection, without those selected below them.
fn outermost(selection: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    selection.split_whitespace().filter(move |word| {
        match *word {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => return depth == 0,
        }
        false
    })
}

impl<T: Fields> Table<T> {
    fn shown(&self) -> Vec<ShownField> {
        let field =
            |field: &Field<T>| field.shown.map(|shown| ShownField { name: field.name, about: field.about, shown });
        self.fields.iter().filter_map(field).collect()
    }
}
