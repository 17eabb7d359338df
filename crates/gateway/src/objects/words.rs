//! The words of the API itself: what the values of its enumerations and its codes of errors are called, for programs that show them.

use std::{borrow::Cow, collections::BTreeMap};

use async_graphql::{Context, Object, Result};
use graph::{code::Language, refuse};
use kernel::{
    Label, Rule,
    command::{Enumeration, EnumerationValue},
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
    name: &'static str,
    values: Vec<Word>,
}

/// A code and what it is called.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    code: &'static str,
    label: Label,
}

/// An enumeration, with what its values are called.
///
/// Svenska: En uppräkning, med vad dess värden heter.
#[Object(name = "Enumeration")]
impl EnumerationWords {
    /// The type's name in the schema.
    ///
    /// Svenska: Typens namn i schemat.
    async fn name(&self) -> &'static str {
        self.name
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
    async fn code(&self) -> &'static str {
        self.code
    }

    /// What it is called or tells, for people.
    ///
    /// Svenska: Vad den heter eller säger, för människor.
    async fn label(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Language; the request's own when absent.\n\nSvenska: Språk; frågans eget när det saknas.")]
        lang: Option<Language>,
    ) -> &'static str {
        self.label.get(Language::or_own(lang, ctx))
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
            desc = "Names of types, at most 100; those that are none are passed over.\n\nSvenska: Typers namn, högst 100; de som inte \
                    finns hoppas över."
        )]
        names: Option<Vec<String>>,
    ) -> Result<Vec<EnumerationWords>> {
        in_range("names", names.as_ref().map_or(0, Vec::len), 0..=MOST).map_err(|error| refuse(ctx, error))?;
        let wanted = |name: &str| names.as_ref().is_none_or(|names| names.iter().any(|wanted| wanted == name));
        let all = enumerations().into_iter().filter(|(name, _)| wanted(name));
        let words = |(name, values): (_, Values)| EnumerationWords {
            name,
            values: values.all().map(|(code, label)| Word { code, label }).collect(),
        };
        Ok(all.map(words).collect())
    }

    /// Every code that a user error may have, with its text. Codes of requests that were never executed stand in the service's documents.
    ///
    /// Svenska: Varje kod som ett användarfel kan ha, med sin text.
    async fn error_codes(&self) -> Vec<Word> {
        let word = |rule: &Rule| Word { code: rule.name, label: rule.text };
        let mut codes: Vec<Word> =
            REGISTRATIONS.iter().flat_map(|one| one.rules.iter().copied().flatten()).map(word).collect();
        codes.sort_unstable_by_key(|word| word.code);
        codes
    }
}

/// Labels of every enumeration that an answer may show, by the type's name in the schema.
pub(crate) fn enumerations() -> BTreeMap<&'static str, Values> {
    let word = |value: EnumerationValue| match value.code {
        Cow::Borrowed(code) => Some((code, value.words)),
        // A stored enumeration's codes are the program's own.
        Cow::Owned(_) => None,
    };
    let words = |one: &Enumeration| (one.name, (one.values)().into_iter().filter_map(word).collect());
    REGISTRATIONS.iter().flat_map(|one| one.enumerations).map(words).collect()
}
