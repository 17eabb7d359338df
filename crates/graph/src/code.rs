//! Code values: never a bare string.

use async_graphql::{Context, Enum, Object};
use kernel::Lang;
use taxonomy::{Concept, Scheme};

use super::{concept::ConceptObject, context::caller};

/// Language.
///
/// Svenska: Språk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum Language {
    /// Swedish.
    ///
    /// Svenska: Svenska.
    Sv,
    /// English.
    ///
    /// Svenska: Engelska.
    En,
}

impl Language {
    /// The language that an argument asks for; the request's own when it is absent.
    pub fn or_own(asked: Option<Self>, ctx: &Context<'_>) -> Lang {
        asked.map_or(caller(ctx).lang, Lang::from)
    }
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Sv => Self::Sv,
            Language::En => Self::En,
        }
    }
}

/// A code of a list.
pub struct CodeValue {
    scheme: Scheme,
    code: String,
}

impl CodeValue {
    /// `code` of `scheme`.
    pub fn new(scheme: Scheme, code: impl Into<String>) -> Self {
        Self { scheme, code: code.into() }
    }

    /// As [`CodeValue::new`], for a code that may be absent.
    pub fn maybe(scheme: Scheme, code: Option<&String>) -> Option<Self> {
        code.map(|code| Self::new(scheme, code))
    }

    fn found(&self) -> Option<&'static Concept> {
        taxonomy::lookup(self.scheme, &self.code)
    }
}

/// Coded value: a code with the list and version it belongs to, and its label.
///
/// Svenska: Kodvärde: en kod med den lista och version den hör till, och dess benämning.
#[Object]
impl CodeValue {
    /// Code list, e.g. `SNI_2007`.
    ///
    /// Svenska: Kodlista, t.ex. `SNI_2007`.
    async fn scheme(&self) -> &'static str {
        self.scheme.as_str()
    }

    /// The code list's version.
    ///
    /// Svenska: Kodlistans version.
    async fn version(&self) -> Option<&'static str> {
        self.found().map(|concept| concept.version)
    }

    /// Code, as stored.
    ///
    /// Svenska: Kod, som den är lagrad.
    async fn code(&self) -> &str {
        &self.code
    }

    /// Label in the language asked for, or that of `Accept-Language`; Swedish where there is no English.
    ///
    /// Svenska: Benämning på det språk som begärs, eller på det i `Accept-Language`; på svenska där engelska saknas.
    async fn label(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Language; the request's own when absent.\n\nSvenska: Språk; frågans eget när det saknas.")]
        lang: Option<Language>,
    ) -> Option<&'static str> {
        let lang = Language::or_own(lang, ctx);
        self.found().map(|concept| concept.label(lang))
    }

    /// Concept, with its place in the list and, for an occupation, those near it.
    ///
    /// Svenska: Begreppet, med sin plats i listan och, för ett yrke, de närliggande.
    async fn concept(&self) -> Option<ConceptObject> {
        self.found().map(ConceptObject::from)
    }
}
