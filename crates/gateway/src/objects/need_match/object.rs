//! How education that could answer a need is shown.

use async_graphql::{Context, Object, Result};
use education_supply::{EducationEvent, EducationOffering, matching::Term};
use efforts::{Effort, Occasion};
use graph::{Date, Node, Shown, ShownField, code::Language, refuse};
use industry_councils::need::Need;
use kernel::{Error, Label, Lang, error::rules, page::MAX_PAGE};
use taxonomy::{Scheme, stored};

use super::{
    candidates::{Asked, matches},
    term::{MatchTerm, explained},
};
use crate::{
    app::app,
    objects::{
        education_event::EducationEventObject, education_offering::EducationOfferingObject, effort::EffortObject,
        occasion::OccasionObject, statistics::given,
    },
};

/// So many are told where no number is asked for.
const USUAL: i32 = 10;

const POINTS: Label = Label { sv: "poäng av 10 000", en: "points of 10,000" };
const UNDATED: Label = Label { sv: "ingen dag är angiven", en: "no day is stated" };

const fn column(name: &'static str, sv: &'static str, en: &'static str, shown: Shown) -> ShownField {
    ShownField { name, about: Label { sv, en }, shown }
}

/// What a need's page tells of each.
pub const MATCH_COLUMNS: &[ShownField] = &[
    column("title", "Utbildning eller insats.", "Education or effort.", Shown::Text),
    column("startsOn", "Första dag.", "First day.", Shown::Date),
    column("score", "Poäng av 10 000.", "Points of 10,000.", Shown::Number),
    column("terms", "Så blev poängen.", "How the score came about.", Shown::Told("explanation")),
];

/// An education that could answer a need: of others, or a hub's own.
#[derive(Clone)]
pub struct NeedMatch {
    pub(super) cursor: String,
    pub(super) score: i32,
    pub(super) terms: Vec<Term>,
    pub(super) offering: Option<Node<EducationOffering>>,
    pub(super) event: Option<Node<EducationEvent>>,
    pub(super) effort: Option<Node<Effort>>,
    pub(super) occasion: Option<Node<Occasion>>,
}

/// An education that could answer a need: of others, or a hub's own with an occasion to come; with what speaks for it.
///
/// Svenska: Utbildning som kan svara mot ett behov: andras, eller ett navs egen med ett kommande tillfälle; med vad som talar för den.
#[Object]
impl NeedMatch {
    /// Cursor, for `after`.
    ///
    /// Svenska: Markör, till `after`.
    async fn cursor(&self) -> &str {
        &self.cursor
    }

    /// Title: the offering's or the effort's.
    ///
    /// Svenska: Titel: utbildningens eller insatsens.
    async fn title(&self) -> &str {
        self.titled()
    }

    /// First day of the event or occasion; absent where none is stated.
    ///
    /// Svenska: Tillfällets första dag; saknas när ingen är angiven.
    async fn starts_on(&self) -> Option<Date> {
        self.first_day().map(Date)
    }

    /// Score: the sum of the terms, 0–10,000.
    ///
    /// Svenska: Poäng: summan av termerna, 0–10 000.
    async fn score(&self) -> i32 {
        self.score
    }

    /// Terms: one for each ground, with an explanation.
    ///
    /// Svenska: Termer: en för varje grund, med en förklaring.
    async fn terms(&self) -> Vec<MatchTerm> {
        self.terms.iter().cloned().map(MatchTerm).collect()
    }

    /// Explanation: title, first day, score and every term.
    ///
    /// Svenska: Förklaring: titel, första dag, poäng och varje term.
    async fn explanation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Language; the request's own when absent.\n\nSvenska: Språk; frågans eget när det saknas.")]
        lang: Option<Language>,
    ) -> String {
        self.explained(Language::or_own(lang, ctx))
    }

    /// Offering of the education supply, where it is given by others.
    ///
    /// Svenska: Utbildning i utbudet, när den ges av andra.
    async fn offering(&self) -> Option<EducationOfferingObject> {
        self.offering.clone().map(Into::into)
    }

    /// Event of the education supply: of those to come the one that fits best; absent where none is known.
    ///
    /// Svenska: Tillfälle i utbudet: det av de kommande som passar bäst; saknas när inget är känt.
    async fn event(&self) -> Option<EducationEventObject> {
        self.event.clone().map(Into::into)
    }

    /// Effort, where it is a hub's own.
    ///
    /// Svenska: Insats, när den är ett navs egen.
    async fn effort(&self) -> Option<EffortObject> {
        self.effort.clone().map(Into::into)
    }

    /// Occasion of the effort: of the confirmed ones to come the one that fits best.
    ///
    /// Svenska: Insatsens utbildningstillfälle: det av de bekräftade kommande som passar bäst.
    async fn occasion(&self) -> Option<OccasionObject> {
        self.occasion.clone().map(Into::into)
    }
}

impl NeedMatch {
    fn titled(&self) -> &str {
        match (&self.offering, &self.effort) {
            (Some(offering), _) => &offering.row().content.title,
            (None, Some(effort)) => &effort.row().title,
            (None, None) => "",
        }
    }

    fn first_day(&self) -> Option<chrono::NaiveDate> {
        let event = self.event.as_ref().and_then(|event| event.row().content.starts_on);
        event.or_else(|| self.occasion.as_ref().map(|occasion| occasion.row().starts_on))
    }

    fn explained(&self, lang: Lang) -> String {
        let day = self.first_day().map_or_else(|| UNDATED.get(lang).to_owned(), |day| day.to_string());
        let terms: Vec<String> = self.terms.iter().map(|term| explained(term, lang)).collect();
        format!("{} ({day}): {} {}. {}", self.titled(), self.score, POINTS.get(lang), terms.join("; "))
    }
}

/// What could answer each of these needs, found for all of them at once.
///
/// # Errors
/// `INVALID` for a wrong number and an unknown language; `UNAVAILABLE`, `INTERNAL`.
pub async fn matches_of_need(ctx: &Context<'_>, need: &Node<Need>) -> Result<Vec<NeedMatch>> {
    let asked = asked(ctx)?;
    let today = app(ctx).db.clock().today();
    let found = need.shared(ctx, || matches(ctx, need.siblings(), &asked, today)).await?;
    Ok(found.get(&need.row().id).cloned().unwrap_or_default())
}

fn asked(ctx: &Context<'_>) -> Result<Asked> {
    let first = given::<i32>(ctx, "first")?.unwrap_or(USUAL);
    let size = u32::try_from(first).ok().filter(|size| (1..=MAX_PAGE).contains(size));
    let language = stored("language", Scheme::Language, given::<String>(ctx, "language")?.as_deref());
    let size = size.ok_or_else(|| Error::invalid("first", rules::PAGE_SIZE_IS_WRONG));
    let (size, language) = kernel::error::both(size, language).map_err(|error| refuse(ctx, error))?;
    Ok(Asked { first: usize::try_from(size).unwrap_or(1), after: given::<String>(ctx, "after")?, language })
}
