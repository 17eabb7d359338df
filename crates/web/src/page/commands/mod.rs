//! What a signed-in person may do: the list of commands, a form for each, a page for each object.

mod briefing;
mod field;
mod file;
mod form;
mod minutes;
mod object;
mod told;
mod wall;

pub(crate) use briefing::page as briefing;
pub(crate) use file::{FileAttempt, page as file};
pub(crate) use form::{Attempt, page as form};
pub(crate) use minutes::{document as minutes_document, page as minutes};
pub(crate) use object::{page as object, related};
pub(crate) use wall::page as wall;

use axum::http::StatusCode;
use maud::{Markup, html};

use super::{Page, problem};
use crate::{
    commands::{Group, Offered},
    port::Refusal,
    visit::Visit,
};

/// The name of the buttons that search for what a field may point at; their value is the field's path.
pub(crate) const SEARCH: &str = "sok";
/// Says that the form tells what someone else changed meanwhile.
pub(crate) const CHANGED: &str = "andrat";
/// Says that the reader has seen that.
pub(crate) const SEEN: &str = "sett";
/// The name of the button that goes on with what was written before signing in again.
pub(crate) const GO_ON: &str = "fortsatt";
/// After what a page of what belongs to an object begins.
pub(crate) const AFTER: &str = "efter";
/// Starts the clock of a reflection.
pub(crate) const START: &str = "starta";
/// What was done something with, by its id, where its doer may not read it.
pub(crate) const UNREAD: &str = "ting";
/// When that clock ends, in seconds since 1970.
pub(crate) const UNTIL: &str = "till";
/// The reflection whose wall a form was opened from, and leads back to.
const WALL: &str = "vagg";

/// The path of the wall that the form was opened from. Of what the address says no more than an id is taken, so that it never leads
/// to another host.
pub(crate) fn wall_of(visit: &Visit) -> Option<String> {
    let is_id = |id: &&str| !id.is_empty() && id.bytes().all(|sign| sign.is_ascii_alphanumeric() || sign == b'_');
    visit.value(WALL).filter(is_id).map(|id| format!("/reflektion/{id}"))
}

/// Whether a name of the query string is not a field of the form.
pub(crate) fn is_of_the_page(name: &str) -> bool {
    matches!(name, "lang" | SEARCH | WALL)
}

/// A path of the form's, which keeps the wall that it leads back to.
fn kept_wall(visit: &Visit, path: &str) -> String {
    match wall_of(visit).as_deref().and_then(|wall| wall.rsplit('/').next()) {
        Some(id) => format!("{path}?{WALL}={id}"),
        None => path.to_owned(),
    }
}

/// The commands that the reader's roles may do; above them what was done just now.
pub(crate) fn list(visit: &Visit, groups: &[Group]) -> Page {
    let title = visit.say("Gör", "Do");
    let main = html! {
        div.wide {
            h1 { (visit.say("Vad vill du göra?", "What do you want to do?")) }
            (done(visit, groups))
            p.ingress { (visit.say(
                "Här står det som dina roller får göra i dag. Det du gör med något som redan finns når du också från dess egen sida.",
                "This is what your roles may do today. What you do with something that exists can also be reached from its own page.",
            )) }
            @if groups.is_empty() {
                p.notice { (visit.say(
                    "Ingen av dina roller ändrar något här. Den som tilldelar roller hos er kan hjälpa dig.",
                    "None of your roles changes anything here. Whoever assigns roles in your organisation can help.",
                )) }
            }
            @for group in groups {
                section { h2 { (group.heading) } (commands(visit, &group.commands)) }
            }
        }
    };
    Page::new(title, main)
}

/// Commands, each a link to its form.
pub(super) fn commands(visit: &Visit, commands: &[Offered]) -> Markup {
    html! {
        ul.commands {
            @for command in commands {
                li { a href=(visit.link(&address(command))) { (command.title) }
                    @if let Some(help) = &command.help { br; span.help { (help) } } }
            }
        }
    }
}

fn address(command: &Offered) -> String {
    // Access tokens have a page of their own, where a secret is shown once.
    if command.name.ends_with("AccessToken") {
        return "/nycklar".to_owned();
    }
    match command.query.as_str() {
        "" => format!("/gor/{}", command.name),
        query => format!("/gor/{}?{query}", command.name),
    }
}

/// That it is done.
pub(super) fn notice(visit: &Visit) -> Markup {
    html! { div.notice.good role="status" { p { (visit.say("Klart. Ändringen är sparad.", "Done. The change is saved.")) } } }
}

/// What was done just now, if anything; of what the reader may write and not read also with what it was done.
fn done(visit: &Visit, groups: &[Group]) -> Markup {
    let Some(name) = visit.value("klart") else { return html! {} };
    let command = groups.iter().flat_map(|group| &group.commands).find(|command| command.name == name);
    match (command, visit.value(UNREAD).filter(|id| told::is_id(id))) {
        (Some(command), Some(id)) => html! {
            div.notice.good role="status" {
                p { (visit.say("Klart. Ändringen är sparad.", "Done. The change is saved.")) }
                p { (command.title) ": " code { (id) } }
                p { (visit.say(
                    "Dina roller får göra det, men inte läsa det som det gällde. Därför har det ingen sida för dig; spara dess id om du \
                     vill fråga någon om det.",
                    "Your roles may do this, but not read what it was about. It has therefore no page for you; keep its id if you want \
                     to ask someone about it.",
                )) }
            }
        },
        _ => notice(visit),
    }
}

/// What a form sent that was not done.
pub(crate) struct SentForm<'a> {
    /// The command's name in the API.
    pub name: &'a str,
    /// As it was sent.
    pub given: &'a [(String, String)],
    /// By labels and in words.
    pub told: &'a [(String, String)],
}

/// Why there is no page; what was written is not lost.
pub(crate) fn refused(visit: &Visit, refusal: &Refusal, kept: Option<&SentForm<'_>>) -> Page {
    let signs_in = visit.can_sign_in && matches!(refusal, Refusal::SignIn | Refusal::SignInAgain);
    let told = match refusal {
        Refusal::SignIn => (
            StatusCode::UNAUTHORIZED,
            visit.say("Logga in först", "Sign in first"),
            visit.say(
                "Vad du kan se och göra här beror på dina roller.",
                "What you can see and do here depends on your roles.",
            ),
        ),
        Refusal::SignInAgain if kept.is_some() => (
            StatusCode::UNAUTHORIZED,
            visit.say("Din inloggning gäller inte längre", "You are no longer signed in"),
            visit.say(
                "Ingenting är sparat än, men det du skrev är kvar på den här sidan. Logga in i en ny flik, kom tillbaka hit och fortsätt.",
                "Nothing is saved yet, but what you wrote is kept on this page. Sign in in a new tab, come back here and go on.",
            ),
        ),
        Refusal::SignInAgain => problem::sign_in_again(visit),
        Refusal::NoReach => (
            StatusCode::FORBIDDEN,
            visit.say("Det här får ingen av dina roller göra", "None of your roles may do this"),
            visit.say(
                "Den som tilldelar roller hos er kan hjälpa dig.",
                "Whoever assigns roles in your organisation can help.",
            ),
        ),
        Refusal::Unknown => (
            StatusCode::NOT_FOUND,
            visit.say("Det finns inte, eller så når du det inte", "It does not exist, or you do not reach it"),
            visit.say(
                "Kontrollera adressen. Är du inloggad i rätt roll?",
                "Check the address. Are you signed in in the right role?",
            ),
        ),
        other if kept.is_none() => return problem::page(visit, other),
        other => {
            let told = problem::told(visit, other);
            let more = kept.map(|kept| what_was_written(visit, kept, false)).unwrap_or_default();
            return problem::refused(visit, (told.status, &told.title, &told.advice), None, &more);
        }
    };
    let here = visit.here();
    let more = kept.map(|kept| what_was_written(visit, kept, signs_in)).unwrap_or_default();
    // A form's own page would be left by the way to sign in.
    let back = signs_in && kept.is_none();
    problem::refused(visit, told, back.then_some(here.as_str()), &more)
}

fn what_was_written(visit: &Visit, kept: &SentForm<'_>, signs_in: bool) -> Markup {
    html! {
        @if signs_in {
            p { a.button.first href=(visit.link("/logga-in?tillbaka=/gor")) target="_blank" {
                (visit.say("Logga in i en ny flik", "Sign in in a new tab"))
            } }
        }
        form method="post" action=(visit.link(&kept_wall(visit, &format!("/gor/{}", kept.name)))) {
            @for (name, text) in kept.given { input type="hidden" name=(name) value=(text); }
            button type="submit" name=(GO_ON) value="1" {
                (visit.say("Fortsätt med det du skrev", "Go on with what you wrote"))
            }
        }
        h2 { (visit.say("Det du hade skrivit", "What you had written")) }
        dl.facts { @for (label, text) in kept.told { div { dt { (label) } dd.written { (text) } } } }
    }
}
