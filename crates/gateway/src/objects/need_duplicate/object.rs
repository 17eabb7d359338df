//! How needs that may be the same as another are found and shown. What is read is bounded by the needs: so many of each code, each
//! organisation and each council, in one statement a kind for all needs together.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};

use async_graphql::{Context, Object, Result};
use graph::{
    Batch, Choice, Node, Shown, ShownField,
    code::Language,
    context::{caller, reader},
    refuse,
};
use industry_councils::need::{
    DuplicateGround as Ground, DuplicateTerm as Term, Likeness, Need, NeedColumn as C, NeedStatus as Status, TitleStems,
};
use kernel::{Direction, Error, Id, Label, Lang, command::Enumeration, error::rules, id::NeedId, page::MAX_PAGE};
use store::{Family, Query};

use crate::objects::{
    need::{NeedObject, NeedStatus},
    statistics::given,
};

/// So many are told where no number is asked for.
const USUAL: i32 = 10;
/// So many of each code, each organisation and each council are looked at, the latest reported first.
const OF_EACH: u32 = 50;

const POINTS: Label = Label { sv: "poäng av 10 000", en: "points of 10,000" };
const UNKNOWN: Label = Label { sv: "räknas inte", en: "counts nothing" };

const fn column(name: &'static str, sv: &'static str, en: &'static str, shown: Shown) -> ShownField {
    ShownField { name, about: Label { sv, en }, shown }
}

const STATUS: &Enumeration = &Enumeration::of::<Status>();

/// What a need's page tells of each.
pub const DUPLICATE_COLUMNS: &[ShownField] = &[
    column("title", "Behov.", "Need.", Shown::Text),
    column("status", "Status.", "Status.", Shown::Choice(STATUS)),
    column("score", "Poäng av 10 000.", "Points of 10,000.", Shown::Number),
    column("terms", "Så blev poängen.", "How the score came about.", Shown::Told("explanation")),
];

pub type DuplicateGround = Choice<Ground>;

/// An open need that may be the same as another.
#[derive(Clone)]
pub struct PossibleDuplicate {
    likeness: Likeness,
    need: Node<Need>,
}

/// Possible duplicate: an open need of the same council, within your reach, that may be the same, with what speaks for it.
///
/// Svenska: Möjlig dubblett: ett öppet behov i samma råd, inom din räckvidd, som kan vara detsamma, med vad som talar för det.
#[Object]
impl PossibleDuplicate {
    /// Cursor: the need's id.
    ///
    /// Svenska: Markör: behovets id.
    async fn cursor(&self) -> String {
        self.need.row().id.public()
    }

    /// Title of the need.
    ///
    /// Svenska: Behovets rubrik.
    async fn title(&self) -> &str {
        &self.need.row().title
    }

    /// Status of the need.
    ///
    /// Svenska: Behovets status.
    async fn status(&self) -> NeedStatus {
        Choice(self.need.row().status)
    }

    /// Need: the one that may be the same.
    ///
    /// Svenska: Behov: det som kan vara detsamma.
    async fn need(&self) -> NeedObject {
        self.need.clone().into()
    }

    /// Score: the sum of the terms, 0–10,000.
    ///
    /// Svenska: Poäng: summan av termerna, 0–10 000.
    async fn score(&self) -> i32 {
        self.likeness.score()
    }

    /// Terms: one for each ground, with an explanation.
    ///
    /// Svenska: Termer: en för varje grund, med en förklaring.
    async fn terms(&self) -> Vec<DuplicateTerm> {
        self.likeness.terms.iter().copied().map(DuplicateTerm).collect()
    }

    /// Explanation: title, score and every term.
    ///
    /// Svenska: Förklaring: rubrik, poäng och varje term.
    async fn explanation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Language; the request's own when absent.\n\nSvenska: Språk; frågans eget när det saknas.")]
        lang: Option<Language>,
    ) -> String {
        let lang = Language::or_own(lang, ctx);
        let terms: Vec<String> = self.likeness.terms.iter().map(|term| explained(term, lang)).collect();
        let (title, score) = (&self.need.row().title, self.likeness.score());
        format!("{title}: {score} {}. {}", POINTS.get(lang), terms.join("; "))
    }
}

/// What one ground adds to how alike two needs are.
#[derive(Clone, Copy)]
pub struct DuplicateTerm(Term);

/// Term: what one ground adds to how alike two needs are.
///
/// Svenska: Term: vad en grund lägger till hur lika två behov är.
#[Object]
impl DuplicateTerm {
    /// Ground.
    ///
    /// Svenska: Grund.
    async fn ground(&self) -> DuplicateGround {
        Choice(self.0.ground)
    }

    /// Input, 0–100; absent where either need says nothing of it, and then nothing is counted.
    ///
    /// Svenska: Indata, 0–100; saknas när något av behoven inte säger något om det, och då räknas inget.
    async fn input(&self) -> Option<i32> {
        self.0.input
    }

    /// Weight; those of all grounds are 100 together.
    ///
    /// Svenska: Vikt; alla grunders vikter är 100 tillsammans.
    async fn weight(&self) -> i32 {
        self.0.ground.weight()
    }

    /// Term: the input times the weight; 0 for what is unknown.
    ///
    /// Svenska: Term: indata gånger vikten; 0 för det som är okänt.
    async fn term(&self) -> i32 {
        self.0.term()
    }

    /// Explanation: what the input comes from, and how it became the term; or that it counts nothing.
    ///
    /// Svenska: Förklaring: vad indata kommer av och hur det blev termen; eller att det inte räknas.
    async fn explanation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Language; the request's own when absent.\n\nSvenska: Språk; frågans eget när det saknas.")]
        lang: Option<Language>,
    ) -> String {
        explained(&self.0, Language::or_own(lang, ctx))
    }
}

/// The term as people read it.
fn explained(term: &Term, lang: Lang) -> String {
    let (name, because) = (term.ground.label().get(lang), term.because.get(lang));
    match term.input {
        Some(input) => format!("{name} ({because}): {input} × {} = {}", term.ground.weight(), term.term()),
        None => format!("{name}: {} ({because})", UNKNOWN.get(lang)),
    }
}

/// The open needs that may be the same as each of these, found for all of them at once, the likeliest first. Of a need that is settled
/// or merged there are none: it is not merged any more.
///
/// # Errors
/// `INVALID` for a wrong number; `UNAVAILABLE`, `INTERNAL`.
pub async fn duplicates_of_need(ctx: &Context<'_>, need: &Node<Need>) -> Result<Vec<PossibleDuplicate>> {
    let first = given::<i32>(ctx, "first")?.unwrap_or(USUAL);
    let size = u32::try_from(first).ok().filter(|size| (1..=MAX_PAGE).contains(size));
    let size = size.ok_or_else(|| refuse(ctx, Error::invalid("first", rules::PAGE_SIZE_IS_WRONG)))?;
    let size = usize::try_from(size).unwrap_or(1);
    let found = need.shared(ctx, || found(ctx, need.siblings(), size)).await?;
    Ok(found.get(&need.row().id).cloned().unwrap_or_default())
}

type Found = HashMap<NeedId, Vec<PossibleDuplicate>>;

async fn found(ctx: &Context<'_>, needs: &[Need], size: usize) -> kernel::Result<Found> {
    let known = candidates(ctx, needs).await?;
    let batch = Batch::of(known);
    let stems: Vec<TitleStems> = batch.rows().iter().map(|need| TitleStems::of(&need.title)).collect();
    let of = |need: &Need| {
        let own = TitleStems::of(&need.title);
        let likeness = |at: usize, other: &Need| Likeness::of_stemmed((need, &own), (other, &stems[at]));
        let others = batch.rows().iter().enumerate();
        let others = others.filter(|(_, other)| other.council == need.council && other.id != need.id);
        let mut alike: Vec<PossibleDuplicate> = others
            .map(|(at, other)| PossibleDuplicate { likeness: likeness(at, other), need: Node::new(&batch, at) })
            .filter(|one| one.likeness.is_possible())
            .collect();
        alike.sort_by_cached_key(|one| (Reverse(one.likeness.score()), one.need.row().id));
        alike.truncate(size);
        alike
    };
    Ok(needs.iter().filter(|need| need.status.is_open()).map(|need| (need.id, of(need))).collect())
}

/// The open needs, within the caller's reach, that share something with these.
async fn candidates(ctx: &Context<'_>, needs: &[Need]) -> kernel::Result<Vec<Need>> {
    let (request, records) = (&caller(ctx).request, reader::<Need>(ctx));
    let mut query = Query::first(OF_EACH).filter(Need::open());
    query.order = vec![(C::ReportedOn, Direction::Desc)];
    let mut known: BTreeMap<NeedId, Need> = BTreeMap::new();
    for (column, keys) in shared_by(needs) {
        let slices = records.children(request, Family::Column(column), &keys, &query).await?;
        known.extend(slices.into_values().flat_map(|slice| slice.rows).map(|need| (need.id, need)));
    }
    Ok(known.into_values().collect())
}

/// What open needs may share with these: their codes, whose they are, and whom they were reported to.
fn shared_by(needs: &[Need]) -> [(C, Vec<&str>); 6] {
    let open = || needs.iter().filter(|need| need.status.is_open());
    let organisations = open().filter_map(|need| need.organisation.as_ref());
    let branches = open().filter_map(|need| need.industry_council.as_ref());
    let councils = open().filter(|need| need.industry_council.is_none()).map(|need| &need.council);
    [
        (C::SkillCode, open().filter_map(|need| need.codes.skill.as_deref()).collect()),
        (C::SsykCode, open().filter_map(|need| need.codes.ssyk.as_deref()).collect()),
        (C::OccupationCode, open().filter_map(|need| need.codes.occupation.as_deref()).collect()),
        (C::OrganisationId, organisations.map(Id::as_str).collect()),
        (C::IndustryCouncilId, branches.map(Id::as_str).collect()),
        (C::CouncilId, councils.map(Id::as_str).collect()),
    ]
}
