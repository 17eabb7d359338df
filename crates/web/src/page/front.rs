//! The front page: the library by theme, with a search field.

use axum::http::StatusCode;
use kernel::{
    Lang,
    error::rules,
    text::{is_odd, normal, sort_key},
};
use maud::{Markup, html};
use questions::{Question, Theme, definition::IdOf};

use super::Page;
use crate::{port::Choice, visit::Visit};

/// Longest search that is looked for.
const LONGEST_SEARCH: usize = 100;

/// What is searched for.
pub(crate) fn sought(visit: &Visit) -> String {
    visit.value("q").unwrap_or_default().trim().chars().take(LONGEST_SEARCH).collect()
}

/// The page; `projects` are those among which is searched too.
pub(crate) fn page(visit: &Visit, questions: &[Question], projects: &[Choice]) -> Page {
    let search = sought(visit);
    let wrong = normal(&search).chars().any(is_odd).then(|| rules::TEXT_HOLDS_AN_ODD_SIGN.text.get(visit.lang));
    let found = matching(questions, &search);
    let title = if search.is_empty() {
        visit.say("Frågor om kompetensförsörjning", "Questions about skills provision").to_owned()
    } else {
        format!("{}: {search}", visit.say("Sökning", "Search"))
    };
    let main = html! {
        div.hero {
            div.wide {
                h1 { (visit.say("Frågor om kompetensförsörjning", "Questions about skills provision")) }
                p.ingress {
                    (visit.say(
                        "Vilka kompetenser behövs, vilka insatser möter behoven, vilka deltar och vad blev det av dem? \
                         Välj en fråga, så får du svaret som tabell, diagram och fil.",
                        "Which skills are needed, which efforts meet the needs, who takes part and what came of it? \
                         Choose a question and get the answer as a table, a chart and a file.",
                    ))
                }
                (search_form(visit, &search, wrong))
            }
        }
        div.wide {
            @if search.is_empty() {
                (shelves(visit, questions))
                (about(visit))
            } @else if wrong.is_none() {
                (results(visit, &found, &search))
                (found_projects(visit, questions, projects, &search))
            }
        }
    };
    match wrong {
        Some(_) => Page::new(format!("{}: {title}", visit.say("Fel", "Error")), main).with(StatusCode::BAD_REQUEST),
        None => Page::new(title, main),
    }
}

fn search_form(visit: &Visit, search: &str, wrong: Option<&str>) -> Markup {
    html! {
        form.search method="get" action="/" role="search" {
            @if visit.chosen { input type="hidden" name="lang" value=(crate::visit::code(visit.lang)); }
            label for="q" { (visit.say("Sök bland frågorna", "Search the questions")) }
            @if let Some(wrong) = wrong {
                p.error #q-fel role="alert" { span.unseen { (visit.say("Fel: ", "Error: ")) } (wrong) }
            }
            div.row {
                input #q type="search" name="q" value=(search) maxlength=(LONGEST_SEARCH) autocomplete="off"
                    aria-invalid=[wrong.map(|_| "true")] aria-describedby=[wrong.map(|_| "q-fel")];
                button type="submit" { (visit.say("Sök", "Search")) }
            }
        }
    }
}

fn shelves(visit: &Visit, questions: &[Question]) -> Markup {
    // Who is not signed in meets first what can be asked at once.
    let mut questions: Vec<&Question> = questions.iter().collect();
    questions.sort_by_key(|question| visit.caller.token.is_none() && !question.definition().open);
    let of = |theme: Theme| questions.iter().copied().filter(move |question| question.definition().theme == theme);
    let themes: Vec<Theme> = Theme::ALL.iter().copied().filter(|theme| of(*theme).next().is_some()).collect();
    if themes.is_empty() {
        return html! { p.notice { (visit.say("Här finns inga frågor ännu.", "There are no questions here yet.")) } };
    }
    html! {
        nav.themes aria-label=(visit.say("Teman", "Themes")) {
            ul {
                @for theme in &themes {
                    li { a href=(format!("#{}", theme.as_str())) {
                        (theme.label().get(visit.lang)) " " span.count { "(" (of(*theme).count()) ")" }
                    } }
                }
            }
        }
        @for theme in &themes {
            section.shelf aria-labelledby=(theme.as_str()) {
                h2 #(theme.as_str()) { (theme.label().get(visit.lang)) }
                (list(visit, of(*theme), "h3"))
            }
        }
    }
}

fn results(visit: &Visit, found: &[&Question], search: &str) -> Markup {
    let count = match (found.len(), visit.lang) {
        (0, Lang::Sv) => format!("Ingen fråga passar ”{search}”"),
        (0, Lang::En) => format!("No question matches “{search}”"),
        (1, Lang::Sv) => format!("1 fråga passar ”{search}”"),
        (1, Lang::En) => format!("1 question matches “{search}”"),
        (count, Lang::Sv) => format!("{count} frågor passar ”{search}”"),
        (count, Lang::En) => format!("{count} questions match “{search}”"),
    };
    html! {
        h2.found { (count) }
        @if found.is_empty() {
            p { (visit.say("Pröva ett annat ord, eller ett kortare.", "Try another word, or a shorter one.")) }
        } @else {
            (list(visit, found.iter().copied(), "h3"))
        }
        p { a href=(visit.link("/")) { (visit.say("Visa alla frågor", "Show all questions")) } }
    }
}

/// The projects whose names hold every word of the search: each leads to its page where there are pages of things, else to the first
/// open question that is asked of a project.
fn found_projects(visit: &Visit, questions: &[Question], projects: &[Choice], search: &str) -> Markup {
    let has_pages = visit.session.is_some() && visit.has_commands;
    let of_project = |question: &Question| {
        let definition = question.definition();
        let parameter = definition.parameters.iter().find(|one| one.of == Some(IdOf::Project));
        parameter.filter(|_| definition.open).map(|one| format!("/fragor/{}?{}=", question.slug(), one.address()))
    };
    let asked = if has_pages { Some("/ting/".to_owned()) } else { questions.iter().find_map(of_project) };
    let found: Vec<&Choice> = projects.iter().filter(|project| holds(&project.label, search)).collect();
    html! {
        @if let (false, Some(address)) = (found.is_empty(), asked) {
            h2 { (visit.say("Projekt", "Projects")) }
            ul {
                @for project in found {
                    li { a href=(visit.link(&format!("{address}{}", project.value))) { (project.label) } }
                }
            }
        }
    }
}

/// Questions as links with what they show and who may ask.
pub(crate) fn list<'q>(visit: &Visit, questions: impl Iterator<Item = &'q Question>, heading: &str) -> Markup {
    html! {
        ul.questions {
            @for question in questions {
                @let definition = question.definition();
                li {
                    @let link = html! {
                        a href=(visit.link(&format!("/fragor/{}", question.slug()))) { (definition.title.get(visit.lang)) }
                    };
                    @if heading == "h3" { h3 { (link) } } @else { h2 { (link) } }
                    p { (definition.ingress.get(visit.lang)) }
                    p.tags {
                        (audience(visit, question))
                        @if let Some(audience) = &definition.audience { span.tag { (audience.get(visit.lang)) } }
                    }
                }
            }
        }
    }
}

/// Whether anyone may ask.
pub(crate) fn audience(visit: &Visit, question: &Question) -> Markup {
    html! {
        @if question.definition().open {
            span.tag.open { (visit.say("Öppen för alla", "Open to everyone")) }
        } @else {
            span.tag { (visit.say("För inloggade", "For those signed in")) }
        }
    }
}

fn about(visit: &Visit) -> Markup {
    html! {
        section.about {
            h2 { (visit.say("Så fungerar det", "How it works")) }
            p {
                (visit.say(
                    "Svaren räknas fram när du frågar. Öppna frågor kan alla ställa. Är du inloggad ser du också det som \
                     din organisation, ditt råd eller ditt nav har rätt att se. Uppgifter om få personer döljs eller \
                     störs, så att ingen enskild kan kännas igen.",
                    "Answers are worked out when you ask. Anyone can ask the open questions. Once signed in you also see \
                     what your organisation, council or hub is entitled to see. Figures about few people are hidden or \
                     perturbed, so that nobody can be recognised.",
                ))
            }
            p {
                (visit.say("Vill du ställa egna frågor? ", "Want to ask your own? "))
                a href=(visit.link("/expert")) { (visit.say("Öppna expertläget", "Open the expert mode")) }
                (visit.say(". Vill du ha data till ett annat system? Se ", ". Need data in another system? See "))
                a href=(visit.link("/oppna-data")) { (visit.say("öppna data", "open data")) }
                "."
            }
        }
    }
}

/// The questions in which every word of the search is found.
fn matching<'q>(questions: &'q [Question], search: &str) -> Vec<&'q Question> {
    questions.iter().filter(|question| holds(&everything(question), search)).collect()
}

/// Whether every word of the search is found in the text.
fn holds(text: &str, search: &str) -> bool {
    let (text, search) = (folded(text), folded(search));
    search.split(' ').all(|word| text.contains(word))
}

fn everything(question: &Question) -> String {
    let definition = question.definition();
    let theme = definition.theme.label();
    let mut texts = vec![question.slug(), theme.sv, theme.en];
    for text in [Some(&definition.title), Some(&definition.ingress), definition.audience.as_ref()].into_iter().flatten()
    {
        texts.extend([text.sv.as_str(), text.en.as_str()]);
    }
    texts.extend(definition.keywords.sv.iter().chain(&definition.keywords.en).map(String::as_str));
    texts.join(" ")
}

/// Without case, accents and rings: who has no å, ä and ö on the keyboard finds as well.
fn folded(text: &str) -> String {
    sort_key(text).replace(['{', '|'], "a").replace('}', "o")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::question::tests::questions;

    #[test]
    fn every_word_must_be_found_whatever_its_case_and_rings() {
        let all = questions();
        let found = |search: &str| matching(&all, search).iter().map(|q| q.slug().to_owned()).collect::<Vec<_>>();
        assert_eq!(found("BRANSCHRÅD"), found("branschrad"));
        assert!(found("branschrad behov").contains(&"behov-per-branschrad".to_owned()));
        assert!(found("branschrad zebra").is_empty());
        assert_eq!(found("").len(), all.len());
    }
}
