//! The words of the API itself: what the values of its enumerations and its codes of errors are called, for programs that show them.

use std::{borrow::Cow, collections::BTreeMap, sync::LazyLock};

use async_graphql::{
    Context, Object, Result,
    registry::{MetaEnumValue, MetaType},
};
use graph::{code::Language, parts, refuse};
use kernel::{
    Error, Lang, Rule,
    command::{Enumeration, EnumerationValue, Kind, Table},
    error::{in_range, rules},
};
use questions::Values;

use super::REGISTRATIONS;
use crate::objects::Registration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&WordsQuery, &graph::concept::TaxonomyQuery],
    rules: &[rules::ALL],
    enumerations: &[Enumeration::of::<taxonomy::Scheme>()],
    ..Registration::NONE
};

/// An enumeration of the schema.
#[derive(Clone, Debug)]
pub struct EnumerationWords {
    name: String,
    values: Vec<Word>,
}

/// A code and what it is called.
#[derive(Clone, Debug)]
pub struct Word {
    code: Cow<'static, str>,
    sv: Cow<'static, str>,
    en: Cow<'static, str>,
}

/// An enumeration, with what its values are called.
///
/// Svenska: En uppräkning, med vad dess värden heter.
#[Object(name = "Enumeration")]
impl EnumerationWords {
    /// The type's name in the schema.
    ///
    /// Svenska: Typens namn i schemat.
    async fn name(&self) -> &str {
        &self.name
    }

    /// Its values.
    ///
    /// Svenska: Dess värden.
    async fn values(&self) -> &[Word] {
        &self.values
    }
}

/// A code, and what it is called or tells.
///
/// Svenska: En kod, och vad den heter eller säger.
#[Object(name = "CodeWords")]
impl Word {
    /// The code, stable, for programs.
    ///
    /// Svenska: Koden, oföränderlig, för program.
    async fn code(&self) -> &str {
        &self.code
    }

    /// What it is called or tells, for people.
    ///
    /// Svenska: Vad den heter eller säger, för människor.
    async fn label(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Language; the request's own when absent.\n\nSvenska: Språk; frågans eget när det saknas.")]
        lang: Option<Language>,
    ) -> &str {
        match Language::or_own(lang, ctx) {
            Lang::Sv => &self.sv,
            Lang::En => &self.en,
        }
    }
}

/// Most enumerations named in one question.
const MOST: usize = 100;

/// Questions about the words of the API.
#[derive(Default)]
pub struct WordsQuery;

#[Object]
impl WordsQuery {
    /// Enumerations with what their values are called in both languages: those that are named, or all.
    ///
    /// Svenska: Uppräkningar med vad deras värden heter på båda språken: de som nämns, eller alla.
    async fn enumerations(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "Names of types, at most 100; each must be an enumeration's.\n\nSvenska: Typers namn, högst 100; vart och ett ska \
                    vara en uppräknings."
        )]
        names: Option<Vec<String>>,
    ) -> Result<Vec<EnumerationWords>> {
        in_range("names", names.as_ref().map_or(0, Vec::len), 0..=MOST).map_err(|error| refuse(ctx, error))?;
        let types = &ctx.schema_env.registry.types;
        let values = |name: &str| match types.get(name) {
            // What introspection itself answers with is GraphQL's.
            Some(MetaType::Enum { enum_values, .. }) if !name.starts_with('_') => Some(enum_values),
            _ => None,
        };
        if let Some(at) = names.iter().flatten().position(|name| values(name).is_none()) {
            let unknown = Error::invalid(format!("names.{at}"), rules::ENUMERATION_IS_UNKNOWN);
            return Err(refuse(ctx, unknown));
        }
        let wanted = |name: &&String| names.as_ref().is_none_or(|names| names.contains(name));
        let told = types.keys().filter(wanted).filter_map(|name| {
            let values = values(name)?.values().map(|value| word(name, value)).collect();
            Some(EnumerationWords { name: name.clone(), values })
        });
        Ok(told.collect())
    }

    /// Every code that a user error may have, with its text. Codes of requests that were never executed stand in the service's documents.
    ///
    /// Svenska: Varje kod som ett användarfel kan ha, med sin text.
    async fn error_codes(&self) -> Vec<Word> {
        let word = |rule: &Rule| Word { code: rule.name.into(), sv: rule.text.sv.into(), en: rule.text.en.into() };
        let mut codes: Vec<Word> =
            REGISTRATIONS.iter().flat_map(|one| one.rules.iter().copied().flatten()).map(word).collect();
        codes.sort_by(|one, other| one.code.cmp(&other.code));
        // What a definition alone shows to be wrong may be so by what is stored, too.
        codes.dedup_by(|one, other| one.code == other.code);
        codes
    }
}

/// A value of an enumeration of the schema, as it is called where it is declared; else as its description begins.
fn word(name: &str, value: &MetaEnumValue) -> Word {
    let declared = DECLARED.get(name).and_then(|values| values.said_in_both(&value.name));
    if let Some((code, label)) = declared {
        return Word { code: code.into(), sv: label.sv.into(), en: label.en.into() };
    }
    let about = value.description.as_deref().unwrap_or_default();
    let (en, sv) = about.split_once("\n\nSvenska: ").unwrap_or((about, about));
    Word { code: value.name.clone().into(), sv: parts(sv).0.into(), en: parts(en).0.into() }
}

/// Labels of the enumerations that answers show and inputs take.
static DECLARED: LazyLock<BTreeMap<&'static str, Values>> = LazyLock::new(|| {
    let mut declared = enumerations();
    for row in REGISTRATIONS.iter().flat_map(|one| (one.mutations)()) {
        taken(row.table, &mut declared);
    }
    declared
});

/// The enumerations that a command takes.
fn taken(table: &Table, found: &mut BTreeMap<&'static str, Values>) {
    for field in table.fields {
        match field.kind {
            Kind::Choice(enumeration) => {
                found.entry(enumeration.name).or_insert_with(|| words(enumeration));
            }
            Kind::Group(below) => taken(below, found),
            _ => {}
        }
    }
}

/// Labels of every enumeration that an answer may show, by the type's name in the schema.
pub(crate) fn enumerations() -> BTreeMap<&'static str, Values> {
    REGISTRATIONS.iter().flat_map(|one| one.enumerations).map(|one| (one.name, words(one))).collect()
}

fn words(one: &Enumeration) -> Values {
    let word = |value: EnumerationValue| match value.code {
        Cow::Borrowed(code) => Some((code, value.words)),
        // A stored enumeration's codes are the program's own.
        Cow::Owned(_) => None,
    };
    (one.values)().into_iter().filter_map(word).collect()
}
