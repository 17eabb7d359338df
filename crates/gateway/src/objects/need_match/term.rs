//! The score of an education for a need, ground by ground.

use async_graphql::{Context, Object};
use education_supply::matching::{Detail, MatchGround as Ground, Term};
use graph::{Choice, code::Language};
use kernel::{Label, Lang};
use taxonomy::Scheme;

pub type MatchGround = Choice<Ground>;

const UNKNOWN: Label = Label { sv: "okänt, räknas inte", en: "unknown, counts nothing" };
const OF_FULL_TIME: Label = Label { sv: "% av heltid", en: "% of full time" };

/// What one ground adds to the score of an education for a need.
#[derive(Clone)]
pub struct MatchTerm(pub(super) Term);

/// Term: what one ground adds to the score of an education for a need.
///
/// Svenska: Term: vad en grund lägger till poängen för en utbildning för ett behov.
#[Object]
impl MatchTerm {
    /// Ground.
    ///
    /// Svenska: Grund.
    async fn ground(&self) -> MatchGround {
        Choice(self.0.ground)
    }

    /// Input, 0–100; absent where the need or the education says nothing of it, and then nothing is counted.
    ///
    /// Svenska: Indata, 0–100; saknas när behovet eller utbildningen inte säger något om det, och då räknas inget.
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

    /// Explanation: what the input comes from, and how it became the term; or why it is unknown.
    ///
    /// Svenska: Förklaring: vad indata kommer av och hur det blev termen; eller varför det är okänt.
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
pub(super) fn explained(term: &Term, lang: Lang) -> String {
    let (name, because) = (term.ground.label().get(lang), term.because.get(lang));
    let Some(input) = term.input else {
        return format!("{name}: {} ({because})", UNKNOWN.get(lang));
    };
    let detail = detail(&term.detail, lang).map_or_else(String::new, |detail| format!(": {detail}"));
    format!("{name} ({because}{detail}): {input} × {} = {}", term.ground.weight(), term.term())
}

fn detail(detail: &Detail, lang: Lang) -> Option<String> {
    match detail {
        Detail::Nothing => None,
        Detail::Code(scheme, code) => Some(labelled(*scheme, code, lang)),
        Detail::Day(day) => Some(day.to_string()),
        Detail::Percent(percent) => Some(format!("{percent} {}", OF_FULL_TIME.get(lang))),
        Detail::Amount(amount) => Some(match lang {
            Lang::Sv => format!("{} kr", amount.minor / 100),
            Lang::En => format!("SEK {}", amount.minor / 100),
        }),
        Detail::Distance(code, km) => Some(format!("{}, {km} km", labelled(Scheme::Municipality, code, lang))),
    }
}

fn labelled(scheme: Scheme, code: &str, lang: Lang) -> String {
    taxonomy::lookup(scheme, code).map_or_else(|| code.to_owned(), |concept| concept.label(lang).to_owned())
}

#[cfg(test)]
mod tests {
    use kernel::Money;

    use super::*;

    #[test]
    fn each_term_says_what_it_came_from_in_one_language() {
        let because = Label { sv: "fågelvägen", en: "as the crow flies" };
        let term = |ground, input, detail| Term { ground, input, because, detail };
        let near = term(Ground::Place, Some(69), Detail::Distance("1490".to_owned(), 63));
        assert_eq!(explained(&near, Lang::Sv), "Plats (fågelvägen: Borås, 63 km): 69 × 15 = 1035");
        let here = term(Ground::Place, Some(100), Detail::Code(Scheme::Municipality, "1480".to_owned()));
        assert_eq!(explained(&here, Lang::En), "Place (as the crow flies: Gothenburg): 100 × 15 = 1500");
        let fee = term(Ground::Price, Some(88), Detail::Amount(Money::kronor(12_000)));
        assert_eq!(explained(&fee, Lang::En), "Fee (as the crow flies: SEK 12000): 88 × 5 = 440");
        let unknown = term(Ground::Pace, None, Detail::Nothing);
        assert_eq!(explained(&unknown, Lang::Sv), "Studietakt: okänt, räknas inte (fågelvägen)");
    }
}
