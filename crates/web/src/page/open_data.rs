//! Öppna data: the questions anyone may ask, as data sets.

use maud::html;
use questions::{Question, dcat::EMIL};

use super::{Page, front};
use crate::visit::Visit;

/// Where the catalogue for the data portal is.
pub(crate) const CATALOGUE: &str = "/dcat.jsonld";
/// The same in RDF/XML.
pub(crate) const CATALOGUE_RDF: &str = "/dcat.rdf";

/// The page.
pub(crate) fn page(visit: &Visit, questions: &[Question]) -> Page {
    let open: Vec<&Question> = questions.iter().filter(|question| question.definition().open).collect();
    let title = visit.say("Öppna data", "Open data");
    let main = html! {
        div.wide {
            h1 { (title) }
            p.ingress { (visit.say(
                "De öppna frågorna är också datamängder. De får användas fritt, utan konto, i vilket verktyg som helst.",
                "The open questions are data sets too. They are free to use, without an account, in any tool.",
            )) }
            div.panel {
                h2 { (visit.say("Så hämtar du", "How to fetch")) }
                ul {
                    li { (visit.say("Licens: ", "Licence: ")) strong { "CC0 1.0" } (visit.say(
                        ", fritt att använda och sprida.", ", free to use and share.")) }
                    li {
                        (visit.say("Varje fråga har en fast adress; lägg till ", "Each question has a stable address; add "))
                        code { ".csv" } ", " code { ".xlsx" } ", " code { ".parquet" } ", " code { ".jsonl" }
                        (visit.say(" eller ", " or ")) code { ".json" } "."
                    }
                    li {
                        (visit.say("Hela katalogen enligt DCAT-AP-SE: ", "The whole catalogue by DCAT-AP-SE: "))
                        a href=(CATALOGUE_RDF) { (visit.say("katalog i RDF/XML", "catalogue in RDF/XML")) } ", "
                        a href=(CATALOGUE) { (visit.say("i JSON-LD", "in JSON-LD")) } "."
                    }
                    li {
                        (visit.say(
                            "Insatserna lämnas också enligt EMIL 3 (SS 10700:2024), i JSON: ",
                            "The efforts are given by EMIL 3 (SS 10700:2024) too, in JSON: ",
                        ))
                        a href=(format!("{EMIL}educationInfos")) { (visit.say("utbildningar", "educations")) } ", "
                        a href=(format!("{EMIL}educationEvents")) { (visit.say("tillfällen", "events")) }
                        (visit.say(" och ", " and "))
                        a href=(format!("{EMIL}educationProviders")) { (visit.say("anordnare", "providers")) } "."
                    }
                }
            }
            @if open.is_empty() {
                p.notice { (visit.say("Ingen fråga är öppen ännu.", "No question is open yet.")) }
            } @else {
                (front::list(visit, open.into_iter(), "h2"))
            }
        }
    };
    Page::new(title, main)
}
