//! Kodlistor: the code lists shipped inside, searched and walked.

use async_graphql::{Context, Enum, InputObject, Object, Result};
use kernel::{Error, error::rules};
use taxonomy::{Concept, Scheme};

use crate::{Date, code::Language, day, refuse};

/// Kodlista.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Scheme")]
pub enum CodeScheme {
    /// Kommuner.
    Municipality,
    /// Län.
    County,
    /// NUTS 1: landsdelar.
    #[graphql(name = "NUTS1")]
    Nuts1,
    /// NUTS 2: riksområden.
    #[graphql(name = "NUTS2")]
    Nuts2,
    /// NUTS 3: län.
    #[graphql(name = "NUTS3")]
    Nuts3,
    /// Regioner: dated sets of municipalities.
    Region,
    /// Näringsgren, SNI 2007.
    #[graphql(name = "SNI_2007")]
    Sni2007,
    /// Näringsgren, SNI 2025: sections.
    #[graphql(name = "SNI_2025")]
    Sni2025,
    /// Yrke, SSYK 2012.
    #[graphql(name = "SSYK_2012")]
    Ssyk2012,
    /// Yrkesbenämningar (JobTech).
    OccupationName,
    /// Kompetensbegrepp (JobTech).
    Skill,
    /// Utbildningsinriktning, SUN 2020.
    #[graphql(name = "SUN_2020_FIELD")]
    Sun2020Field,
    /// Utbildningsnivå, SUN 2020.
    #[graphql(name = "SUN_2020_LEVEL")]
    Sun2020Level,
    /// Utbildningsnivå, ISCED 2011.
    #[graphql(name = "ISCED_2011")]
    Isced2011,
    /// Yrke, ISCO-08.
    #[graphql(name = "ISCO_08")]
    Isco08,
    /// ESF-regioner.
    EsfRegion,
    /// Programstruktur i ESF.
    EsfProgramme,
    /// Interventionstyper i ESF.
    EsfInterventionField,
    /// Indikatorer i ESF.
    EsfIndicator,
    /// Länder.
    Country,
    /// Språk.
    Language,
    /// Nivåer i SeQF.
    Seqf,
    /// Vad som upphandlas, CPV.
    Cpv,
}

/// A concept of a code list.
pub struct ConceptObject(&'static Concept);

impl From<&'static Concept> for ConceptObject {
    fn from(concept: &'static Concept) -> Self {
        Self(concept)
    }
}

/// Begrepp: one code of a list, with its place in the list.
#[Object(name = "Concept")]
impl ConceptObject {
    /// Kodlista.
    async fn scheme(&self) -> CodeScheme {
        self.0.scheme.into()
    }

    /// Kodlistans version.
    async fn version(&self) -> &'static str {
        self.0.version
    }

    /// Kod.
    async fn code(&self) -> &'static str {
        self.0.code
    }

    /// Benämning in the language asked for, or that of `Accept-Language`.
    async fn label(&self, ctx: &Context<'_>, #[graphql(desc = "Språk.")] lang: Option<Language>) -> &'static str {
        self.0.label(Language::or_own(lang, ctx))
    }

    /// Nivå: 1 is the broadest.
    async fn level(&self) -> u8 {
        self.0.level
    }

    /// Definition.
    async fn definition(&self) -> Option<&'static str> {
        self.0.definition
    }

    /// Gäller från.
    async fn valid_from(&self) -> Option<Date> {
        self.0.valid_from.map(Date)
    }

    /// Gäller till.
    async fn valid_to(&self) -> Option<Date> {
        self.0.valid_to.map(Date)
    }

    /// Ersatt av.
    async fn replaced_by(&self) -> Option<ConceptObject> {
        taxonomy::lookup(self.0.scheme, self.0.replaced_by?).map(ConceptObject)
    }

    /// Bredare begrepp, nearest first.
    async fn ancestors(&self) -> Vec<ConceptObject> {
        taxonomy::ancestors(self.0.scheme, self.0.code).into_iter().map(ConceptObject).collect()
    }

    /// Smalare begrepp, one step down; a municipality under its county, an occupation under its SSYK group.
    async fn children(&self) -> Vec<ConceptObject> {
        taxonomy::children(self.0.scheme, self.0.code).into_iter().map(ConceptObject).collect()
    }

    /// Närliggande yrken: occupations that can take this one's place, for transition.
    async fn substitutes(&self) -> Vec<Substitute> {
        if self.0.scheme != Scheme::OccupationName {
            return Vec::new();
        }
        let near = taxonomy::substitutes(self.0.code).iter();
        near.filter_map(|(code, percentage)| {
            let occupation = taxonomy::lookup(Scheme::OccupationName, code)?;
            Some(Substitute { occupation, percentage: *percentage })
        })
        .collect()
    }

    /// Kommuner i området on a day; today when absent.
    async fn municipalities(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Per den dagen.")] as_of: Option<Date>,
    ) -> Result<Vec<ConceptObject>> {
        let day = day("asOf", as_of).map_err(|error| refuse(ctx, error))?;
        let day = day.unwrap_or_else(|| crate::context::db(ctx).clock().today());
        let codes = taxonomy::municipalities_of(self.0.scheme, self.0.code, day).into_iter();
        Ok(codes.filter_map(|code| taxonomy::lookup(Scheme::Municipality, code)).map(ConceptObject).collect())
    }
}

/// A neighbouring occupation.
pub struct Substitute {
    occupation: &'static Concept,
    percentage: u8,
}

/// Närliggande yrke.
#[Object]
impl Substitute {
    /// Yrkesbenämning.
    async fn occupation(&self) -> ConceptObject {
        ConceptObject(self.occupation)
    }

    /// Utbytbarhet in per cent: 75 high, 25 low.
    async fn percentage(&self) -> u8 {
        self.percentage
    }
}

/// Vilka begrepp.
#[derive(Clone, Debug, Default, InputObject)]
pub struct ConceptFilter {
    /// Nivå.
    level: Option<u8>,
    /// Bredare begrepps kod.
    parent: Option<String>,
}

/// The code lists.
pub struct TaxonomyObject;

/// Most concepts in one answer.
const MAX_CONCEPTS: i32 = 100;

fn size(ctx: &Context<'_>, first: i32) -> Result<usize> {
    match usize::try_from(first) {
        Ok(n) if (1..=MAX_CONCEPTS as usize).contains(&n) => Ok(n),
        _ => Err(refuse(ctx, Error::invalid("first", rules::PAGE_SIZE_IS_WRONG))),
    }
}

/// Kodlistor: shipped inside, so that every code is checked and no list has to be fetched.
#[Object(name = "Taxonomy")]
impl TaxonomyObject {
    /// Begreppet med den koden.
    async fn concept(
        &self,
        #[graphql(desc = "Kodlista.")] scheme: CodeScheme,
        #[graphql(desc = "Kod.")] code: String,
    ) -> Option<ConceptObject> {
        taxonomy::lookup(scheme.into(), &code).map(ConceptObject)
    }

    /// Lista begrepp in the list's own order, at most 100 a time.
    async fn concepts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Kodlista.")] scheme: CodeScheme,
        #[graphql(desc = "Urval.")] filter: Option<Box<ConceptFilter>>,
        #[graphql(desc = "Antal, 1–100.")] first: i32,
        #[graphql(desc = "Efter koden: the last code of the page before.")] after: Option<String>,
    ) -> Result<Vec<ConceptObject>> {
        let size = size(ctx, first)?;
        let filter = filter.unwrap_or_default();
        let matches = |concept: &&Concept| {
            filter.level.is_none_or(|level| concept.level == level)
                && filter.parent.as_deref().is_none_or(|parent| concept.parent == Some(parent))
        };
        let list = taxonomy::all(scheme.into());
        let start = match after {
            None => 0,
            Some(code) => list.iter().position(|concept| concept.code == code).map_or(list.len(), |at| at + 1),
        };
        Ok(list[start..].iter().filter(matches).take(size).map(ConceptObject).collect())
    }

    /// Sök begrepp by Swedish text or code: whole-word beginnings first; å, ä and ö are letters of their own.
    async fn search(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Sökord.")] text: String,
        #[graphql(desc = "Kodlistor att söka i.")] schemes: Vec<CodeScheme>,
        #[graphql(desc = "Antal, 1–100.")] first: i32,
    ) -> Result<Vec<ConceptObject>> {
        let schemes: Vec<Scheme> = schemes.into_iter().map(Scheme::from).collect();
        let found = taxonomy::search(&schemes, &text, size(ctx, first)?);
        Ok(found.into_iter().map(ConceptObject).collect())
    }
}

/// Frågor om kodlistor.
#[derive(Default)]
pub struct TaxonomyQuery;

#[Object]
impl TaxonomyQuery {
    /// Kodlistor.
    async fn taxonomy(&self) -> TaxonomyObject {
        TaxonomyObject
    }
}
