//! Kodlistor: the code lists shipped inside, searched and walked.

use async_graphql::{Context, InputObject, Object, Result};
use kernel::{Error, error::rules};
use taxonomy::{Concept, Scheme};

use crate::{Choice, Date, code::Language, day, refuse};

/// A code list, in answers and inputs.
pub type CodeScheme = Choice<Scheme>;

/// A concept of a code list.
pub struct ConceptObject(&'static Concept);

impl From<&'static Concept> for ConceptObject {
    fn from(concept: &'static Concept) -> Self {
        Self(concept)
    }
}

/// Concept: one code of a list, with its place in the list.
///
/// Svenska: Begrepp: en kod i en lista, med sin plats i listan.
#[Object(name = "Concept")]
impl ConceptObject {
    /// Code list.
    ///
    /// Svenska: Kodlista.
    async fn scheme(&self) -> CodeScheme {
        self.0.scheme.into()
    }

    /// The code list's version.
    ///
    /// Svenska: Kodlistans version.
    async fn version(&self) -> &'static str {
        self.0.version
    }

    /// Code.
    ///
    /// Svenska: Kod.
    async fn code(&self) -> &'static str {
        self.0.code
    }

    /// Label in the language asked for, or that of `Accept-Language`.
    ///
    /// Svenska: Benämning på det språk som begärs, eller på det i `Accept-Language`.
    async fn label(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Language.\n\nSvenska: Språk.")] lang: Option<Language>,
    ) -> &'static str {
        self.0.label(Language::or_own(lang, ctx))
    }

    /// Level: 1 is the broadest.
    ///
    /// Svenska: Nivå: 1 är den bredaste.
    async fn level(&self) -> u8 {
        self.0.level
    }

    /// What it means.
    ///
    /// Svenska: Definition.
    async fn definition(&self) -> Option<&'static str> {
        self.0.definition
    }

    /// In force from.
    ///
    /// Svenska: Gäller från.
    async fn valid_from(&self) -> Option<Date> {
        self.0.valid_from.map(Date)
    }

    /// In force until.
    ///
    /// Svenska: Gäller till.
    async fn valid_to(&self) -> Option<Date> {
        self.0.valid_to.map(Date)
    }

    /// Replaced by.
    ///
    /// Svenska: Ersatt av.
    async fn replaced_by(&self) -> Option<ConceptObject> {
        taxonomy::lookup(self.0.scheme, self.0.replaced_by?).map(ConceptObject)
    }

    /// Broader concepts, nearest first.
    ///
    /// Svenska: Bredare begrepp, de närmaste först.
    async fn ancestors(&self) -> Vec<ConceptObject> {
        taxonomy::ancestors(self.0.scheme, self.0.code).into_iter().map(ConceptObject).collect()
    }

    /// Narrower concepts, one step down; a municipality under its county, an occupation under its SSYK group.
    ///
    /// Svenska: Smalare begrepp, ett steg ned; en kommun under sitt län, ett yrke under sin SSYK-grupp.
    async fn children(&self) -> Vec<ConceptObject> {
        taxonomy::children(self.0.scheme, self.0.code).into_iter().map(ConceptObject).collect()
    }

    /// Occupations near it: those that can take this one's place, for transition.
    ///
    /// Svenska: Närliggande yrken: de som kan ersätta det här, vid omställning.
    async fn substitutes(&self) -> Vec<Substitute> {
        self.near(taxonomy::substitutes)
    }

    /// Occupations that the holders of this one can step into, the closest first: `substitutes` read the other way.
    ///
    /// Svenska: Yrken som de som har det här kan gå till, de närmaste först: `substitutes` läst åt andra hållet.
    async fn transitions(&self) -> Vec<Substitute> {
        self.near(taxonomy::steps_from)
    }

    /// Municipalities of the area on a day; today when absent.
    ///
    /// Svenska: Kommuner i området en dag; i dag när den saknas.
    async fn municipalities(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "As of that day.\n\nSvenska: Per den dagen.")] as_of: Option<Date>,
    ) -> Result<Vec<ConceptObject>> {
        let day = day("asOf", as_of).map_err(|error| refuse(ctx, error))?;
        let day = day.unwrap_or_else(|| crate::context::db(ctx).clock().today());
        let codes = taxonomy::municipalities_of(self.0.scheme, self.0.code, day).into_iter();
        Ok(codes.filter_map(|code| taxonomy::lookup(Scheme::Municipality, code)).map(ConceptObject).collect())
    }
}

impl ConceptObject {
    /// Occupations by a relation of occupation names; nothing of another list's concept.
    fn near(&self, of: fn(&str) -> &'static [(&'static str, u8)]) -> Vec<Substitute> {
        if self.0.scheme != Scheme::OccupationName {
            return Vec::new();
        }
        let near = of(self.0.code).iter().filter_map(|(code, percentage)| {
            let occupation = taxonomy::lookup(Scheme::OccupationName, code)?;
            Some(Substitute { occupation, percentage: *percentage })
        });
        near.collect()
    }
}

/// A neighbouring occupation.
pub struct Substitute {
    occupation: &'static Concept,
    percentage: u8,
}

/// Occupation near it.
///
/// Svenska: Närliggande yrke.
#[Object]
impl Substitute {
    /// Occupation name.
    ///
    /// Svenska: Yrkesbenämning.
    async fn occupation(&self) -> ConceptObject {
        ConceptObject(self.occupation)
    }

    /// Substitutability in per cent: 75 high, 25 low.
    ///
    /// Svenska: Utbytbarhet i procent: 75 hög, 25 låg.
    async fn percentage(&self) -> u8 {
        self.percentage
    }
}

/// Which concepts.
///
/// Svenska: Vilka begrepp.
#[derive(Clone, Debug, Default, InputObject)]
pub struct ConceptFilter {
    /// Level.
    ///
    /// Svenska: Nivå.
    level: Option<u8>,
    /// The broader concept's code.
    ///
    /// Svenska: Bredare begrepps kod.
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

/// Code lists: shipped inside, so that every code is checked and no list has to be fetched.
///
/// Svenska: Kodlistor: de följer med, så att varje kod prövas och ingen lista behöver hämtas.
#[Object(name = "Taxonomy")]
impl TaxonomyObject {
    /// Concept with that code.
    ///
    /// Svenska: Begreppet med den koden.
    async fn concept(
        &self,
        #[graphql(desc = "Code list.\n\nSvenska: Kodlista.")] scheme: CodeScheme,
        #[graphql(desc = "Code.\n\nSvenska: Kod.")] code: String,
    ) -> Option<ConceptObject> {
        taxonomy::lookup(scheme.0, &code).map(ConceptObject)
    }

    /// List concepts in the list's own order, at most 100 a time.
    ///
    /// Svenska: Lista begrepp i listans egen ordning, högst 100 åt gången.
    async fn concepts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Code list.\n\nSvenska: Kodlista.")] scheme: CodeScheme,
        #[graphql(desc = "Which records are counted.\n\nSvenska: Urval.")] filter: Option<Box<ConceptFilter>>,
        #[graphql(desc = "How many, 1–100.\n\nSvenska: Antal, 1–100.")] first: i32,
        #[graphql(
            desc = "After the code: the last code of the page before.\n\nSvenska: Efter koden: sista koden på sidan före."
        )]
        after: Option<String>,
    ) -> Result<Vec<ConceptObject>> {
        let size = size(ctx, first)?;
        let filter = filter.unwrap_or_default();
        let matches = |concept: &&Concept| {
            filter.level.is_none_or(|level| concept.level == level)
                && filter.parent.as_deref().is_none_or(|parent| concept.parent == Some(parent))
        };
        let list = taxonomy::all(scheme.0);
        let start = match after {
            None => 0,
            Some(code) => list.iter().position(|concept| concept.code == code).map_or(list.len(), |at| at + 1),
        };
        Ok(list[start..].iter().filter(matches).take(size).map(ConceptObject).collect())
    }

    /// Search concepts by text or code: whole-word beginnings first, then Swedish words in other regular inflections; å, ä and ö are letters of their own.
    ///
    /// Svenska: Sök begrepp efter text eller kod: början av hela ord först, sedan svenska ord i andra regelbundna böjningar; å, ä och ö är egna bokstäver.
    async fn search(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Words to search for.\n\nSvenska: Sökord.")] text: String,
        #[graphql(desc = "Code lists to search in.\n\nSvenska: Kodlistor att söka i.")] schemes: Vec<CodeScheme>,
        #[graphql(desc = "How many, 1–100.\n\nSvenska: Antal, 1–100.")] first: i32,
    ) -> Result<Vec<ConceptObject>> {
        let schemes: Vec<Scheme> = schemes.into_iter().map(|scheme| scheme.0).collect();
        let found = taxonomy::search(&schemes, &text, size(ctx, first)?);
        Ok(found.into_iter().map(ConceptObject).collect())
    }
}

/// Frågor om kodlistor.
#[derive(Default)]
pub struct TaxonomyQuery;

#[Object]
impl TaxonomyQuery {
    /// Code lists.
    ///
    /// Svenska: Kodlistor.
    async fn taxonomy(&self) -> TaxonomyObject {
        TaxonomyObject
    }
}
