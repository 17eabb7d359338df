//! Taking the answer along: files, other tools, the GraphQL behind it.

use maud::{Markup, html};
use questions::{Arguments, Format, Question, snippets::Use};

use crate::visit::{Visit, code};

/// The files, with the same parameters and language as the page.
pub(super) fn downloads(visit: &Visit, question: &Question, arguments: &Arguments) -> Markup {
    let formats = [
        (Format::Xlsx, "Excel"),
        (Format::CsvSwedish, visit.say("CSV för svenskt Excel", "CSV for Swedish Excel")),
        (Format::Csv, "CSV"),
        (Format::Parquet, "Parquet"),
        (Format::Jsonl, "JSON Lines"),
        (Format::Json, "JSON"),
    ];
    html! {
        nav.downloads aria-labelledby="hamta-rubrik" {
            h3 #hamta-rubrik { (visit.say("Hämta alla rader", "Download all rows")) }
            ul {
                @for (format, name) in formats {
                    li { a.button.first[format == Format::Xlsx] href=(file(visit, question, arguments, format)) download {
                        (name)
                    } }
                }
            }
        }
    }
}

fn file(visit: &Visit, question: &Question, arguments: &Arguments, format: Format) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    pairs.extend_pairs(arguments.asked());
    if format == Format::CsvSwedish {
        pairs.append_pair("format", "svensk");
    }
    pairs.append_pair("sprak", code(visit.lang));
    format!("/fragor/{}.{}?{}", question.slug(), format.extension(), pairs.finish())
}

/// The answer in other tools, and the question itself; for a reader who `makes_keys` also where she makes one for it.
pub(super) fn elsewhere(visit: &Visit, question: &Question, arguments: &Arguments, makes_keys: bool) -> Markup {
    let used = Use { question, arguments, host: &visit.host, lang: visit.lang };
    html! {
        section.elsewhere aria-labelledby="anvand-rubrik" {
            h2 #anvand-rubrik { (visit.say("Använd svaret någon annanstans", "Use the answer elsewhere")) }
            p {
                (visit.say(
                    "Adressen är fast, så svaret kan hämtas på nytt när som helst.",
                    "The address is stable, so the answer can be fetched anew at any time.",
                ))
                @if !question.definition().open {
                    " " (visit.say(
                        "Byt DIN_TOKEN mot din egen token; skriv den aldrig i adressen.",
                        "Replace YOUR_TOKEN by your own token; never write it in the address.",
                    ))
                    @if makes_keys {
                        " " a href=(visit.link(&format!("/nycklar?fraga={}#ny", question.slug()))) {
                            (visit.say("Skapa en åtkomstnyckel för frågan", "Make an access token for the question"))
                        } "."
                    }
                }
            }
            @for snippet in used.snippets() {
                details {
                    summary { (visit.say("Använd i ", "Use in ")) (snippet.tool.label().get(visit.lang)) }
                    @if !snippet.steps.is_empty() { ol { @for step in &snippet.steps { li { (step) } } } }
                    @if let Some(code) = &snippet.code { (listing(snippet.tool.label().get(visit.lang), code)) }
                }
            }
            details {
                summary { (visit.say("Frågan i GraphQL", "The question in GraphQL")) }
                (listing("GraphQL", question.document()))
                p { (visit.say("Variabler:", "Variables:")) }
                (listing(visit.say("Variabler", "Variables"), &variables(question, arguments)))
                p { a.button href=(expert(question, arguments)) { (visit.say("Öppna i expertläget", "Open in the expert mode")) } }
            }
        }
    }
}

/// Code in a box that can be scrolled by keyboard.
fn listing(name: &str, text: &str) -> Markup {
    html! { pre tabindex="0" role="region" aria-label=(name) translate="no" { code { (text) } } }
}

/// The variables as the runner would set them for a first page.
fn variables(question: &Question, arguments: &Arguments) -> String {
    let mut variables = arguments.variables();
    if question.paging().is_some() {
        variables.insert("first".to_owned(), FIRST.into());
    }
    serde_json::to_string_pretty(&variables).unwrap_or_default()
}

/// Rows the expert mode asks for at first.
const FIRST: u32 = 50;

/// The expert mode with this question in its first tab. In the fragment, so that no server sees or logs it.
fn expert(question: &Question, arguments: &Arguments) -> String {
    let fragment = form_urlencoded::Serializer::new(String::new())
        .append_pair("fraga", question.document().trim())
        .append_pair("variabler", &variables(question, arguments))
        .finish();
    format!("/expert#{fragment}")
}
