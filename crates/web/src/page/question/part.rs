//! Which of an answer's rows the table shows, and the ways to the others.

use std::ops::Range;

use kernel::Lang;
use maud::{Markup, html};
use questions::{
    Question, Row,
    chart::{Picture, Whole},
    numbers,
};

use crate::{
    port::{Answer, Rows},
    visit::Visit,
};

/// Rows on a page of the table: what a person scrolls through.
const ON_A_PAGE: usize = 100;
/// Most rows that are shown at once, as for printing.
const AT_ONCE: usize = 5_000;
/// A chart is drawn of an answer of so many rows, or else of those that are shown.
const DRAWN: usize = 1_000;

/// Which rows the address asks for.
pub(crate) fn rows_of(visit: &Visit, question: &Question) -> Rows {
    let page = visit.value("sida").and_then(|page| page.parse().ok()).unwrap_or(1);
    let page = (visit.value("visa") != Some("alla")).then_some(page);
    let drawn = if question.definition().chart.is_some() { DRAWN } else { 0 };
    Rows { size: ON_A_PAGE, page, at_once: AT_ONCE, drawn }
}

/// A page of the rows by `sida`, or all of them by `visa=alla`.
pub(super) struct Part<'a> {
    answer: &'a Answer,
    /// Whether a chart stands above the table.
    is_drawn: bool,
    /// From 1; 0 for all.
    page: usize,
    /// The page that was asked for, where there is none.
    missed: Option<usize>,
}

impl<'a> Part<'a> {
    pub fn of(visit: &Visit, question: &Question, answer: &'a Answer) -> Self {
        let Some(asked) = rows_of(visit, question).page else {
            return Self { answer, is_drawn: false, page: 0, missed: None };
        };
        let page = asked.clamp(1, answer.count.div_ceil(ON_A_PAGE).max(1));
        Self { answer, is_drawn: false, page, missed: (page != asked).then_some(asked) }
    }

    /// With the chart that is drawn of it, if there is one.
    pub fn beside(self, picture: Option<&Picture>) -> Self {
        Self { is_drawn: matches!(picture, Some(Picture::Drawn(_))), ..self }
    }

    /// Its rows of the answer, which may have come without the others.
    pub fn rows(&self) -> &'a [Row] {
        let rows = &self.answer.table.rows;
        let at = |row: usize| row.saturating_sub(self.answer.before).min(rows.len());
        &rows[at(self.range().start)..at(self.range().end)]
    }

    /// How much of the answer its chart would be drawn of.
    pub fn whole(&self) -> Whole {
        let Range { start, end } = self.range();
        match self.answer.table.rows.len() == self.answer.count && !self.answer.more {
            true if end - start == self.answer.count => Whole::AtOnce,
            true => Whole::InPages,
            false => Whole::Part,
        }
    }

    fn range(&self) -> Range<usize> {
        match self.page {
            0 => 0..self.answer.count.min(AT_ONCE),
            page => (page - 1) * ON_A_PAGE..(page * ON_A_PAGE).min(self.answer.count),
        }
    }

    /// That there is no such page, above the table.
    pub fn missed(&self, visit: &Visit) -> Markup {
        let (last, lang) = (self.page, visit.lang);
        html! {
            @if let Some(missed) = self.missed {
                p.notice {
                    @if lang == Lang::Sv { "Tabellen har ingen sida " (missed) ". Här är sida " (last) "." }
                    @else { "The table has no page " (missed) ". This is page " (last) "." }
                }
            }
        }
    }

    /// The ways to the other rows.
    pub fn ways(&self, visit: &Visit) -> Markup {
        let (pages, more) = (self.answer.count.div_ceil(ON_A_PAGE), self.answer.more);
        let step = |page: usize, rel: &str, words: &str| {
            html! {
                a rel=(rel) href=(elsewhere(visit, "sida", &page.to_string())) { (words) }
            }
        };
        let at_once = match (more || self.answer.count > AT_ONCE, visit.lang) {
            (false, Lang::Sv) => "Visa alla på en gång, till exempel för utskrift".to_owned(),
            (false, Lang::En) => "Show all at once, such as for printing".to_owned(),
            (true, lang) => match (number(AT_ONCE, lang), lang) {
                (most, Lang::Sv) => format!("Visa de {most} första på en gång, till exempel för utskrift"),
                (most, Lang::En) => format!("Show the first {most} at once, such as for printing"),
            },
        };
        html! {
            @if pages > 1 || more {
                nav.pages aria-label=(visit.say("Tabellens sidor", "The table's pages")) {
                    @if self.page > 1 { (step(self.page - 1, "prev", visit.say("Föregående rader", "Previous rows"))) }
                    @if self.page > 0 {
                        span {
                            (visit.say("Sida ", "Page ")) (self.page) (visit.say(" av ", " of "))
                            @if more { (visit.say("fler än ", "more than ")) } (pages)
                        }
                    }
                    @if self.page > 0 && (self.page < pages || more) {
                        (step(self.page + 1, "next", visit.say("Nästa rader", "Next rows")))
                    }
                    @if self.page > 0 && self.page < pages && !more {
                        (step(pages, "last", visit.say("Sista raderna", "Last rows")))
                    }
                    @if self.page == 0 { (step(1, "prev", visit.say("Visa sidvis", "Show page by page"))) }
                    @else { a href=(elsewhere(visit, "visa", "alla")) { (at_once) } }
                }
            }
        }
    }

    /// Which rows these are, and where the others are.
    pub fn told(&self, visit: &Visit) -> Markup {
        let Range { start, end } = self.range();
        if self.whole() == Whole::AtOnce {
            return html! {};
        }
        let (lang, more) = (visit.lang, self.answer.more);
        let (from, to, all) = (number(start + 1, lang), number(end, lang), number(self.answer.count, lang));
        let shown = match (lang, more) {
            (Lang::Sv, true) => format!("Tabellen visar rad {from}–{to}, och det finns fler än {all}."),
            (Lang::En, true) => format!("The table shows rows {from}–{to}, and there are more than {all}."),
            (Lang::Sv, false) => format!("Tabellen visar rad {from}–{to} av {all}."),
            (Lang::En, false) => format!("The table shows rows {from}–{to} of {all}."),
        };
        let is_cut = self.page == 0;
        let cut = match lang {
            _ if !is_cut => String::new(),
            Lang::Sv => format!(" Fler än {to} visas inte på en gång; de övriga finns på tabellens sidor."),
            Lang::En => format!(" No more than {to} are shown at once; the others are on the table's pages."),
        };
        let drawn = number(self.answer.table.rows.len(), lang);
        let is_of_these = self.answer.table.rows.len() == end - start;
        let drawn = match lang {
            _ if !self.is_drawn || self.whole() != Whole::Part => String::new(),
            Lang::Sv if is_of_these => " Diagrammet bygger på samma rader.".to_owned(),
            Lang::En if is_of_these => " The chart is drawn from the same rows.".to_owned(),
            Lang::Sv => format!(" Diagrammet bygger på {drawn} rader."),
            Lang::En => format!(" The chart is drawn from {drawn} rows."),
        };
        let files = visit.say(" Filerna ovan har alla rader.", " The files above have all rows.");
        html! { p.notice { (shown) (cut) (drawn) (files) } }
    }
}

fn number(count: usize, lang: Lang) -> String {
    numbers::integer(i64::try_from(count).unwrap_or(i64::MAX), lang)
}

/// This page with other rows.
fn elsewhere(visit: &Visit, name: &str, value: &str) -> String {
    let kept = visit.pairs.iter().filter(|(name, _)| name != "sida" && name != "visa");
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).append_pair(name, value).finish();
    format!("{}?{query}#tabell-rubrik", visit.path)
}
