//! Åtkomstnycklar: the page on which a reader makes keys for her tools, sees those there are, and revokes them.

mod form;
mod list;
mod made;

pub(crate) use form::Draft;
pub(crate) use made::page as made;

use axum::http::StatusCode;
use maud::{Markup, html};
use questions::Question;

use super::{Page, problem};
use crate::{
    keys::{Field, Ring, Wrong},
    port::Refusal,
    visit::Visit,
};

/// What the page shows besides the keys.
#[derive(Default)]
pub(crate) struct Shown {
    /// The form to make a key.
    pub draft: Draft,
    /// The key that could not be revoked, the reason that was written, and what is wrong.
    pub revoking: Option<(String, String, Wrong)>,
    /// Whether one was revoked just now.
    pub revoked: bool,
    /// Whether a form came that was not ours.
    pub strange: bool,
}

impl Shown {
    fn wrong(&self) -> impl Iterator<Item = &Wrong> {
        self.draft.wrong.iter().chain(self.revoking.iter().map(|(_, _, wrong)| wrong))
    }

    fn is_wrong(&self) -> bool {
        self.strange || self.wrong().next().is_some()
    }
}

/// The page; `once` numbers its forms.
pub(crate) fn page(visit: &Visit, ring: &Ring, questions: &[Question], shown: &Shown, once: &str) -> Page {
    let title = title(visit);
    if !ring.may_read {
        return refused(visit, &Refusal::NoReach);
    }
    let main = html! {
        div.wide {
            (problems(visit, ring, shown))
            h1 { (title) }
            p.ingress { (visit.say(
                "Med en åtkomstnyckel hämtar Excel, Power BI och andra verktyg svaren på de frågor som du väljer. Nyckeln \
                 ser det som en av dina roller ser, ändrar ingenting och gäller högst ett år.",
                "With an access token Excel, Power BI and other tools fetch the answers to the questions you choose. It sees \
                 what one of your roles sees, changes nothing and lasts a year at the most.",
            )) }
            @if shown.revoked {
                div.notice role="status" { p { (visit.say(
                    "Nyckeln är återkallad och kan inte längre användas.", "The token is revoked and cannot be used any more.")) } }
            }
            (list::html(visit, ring, questions, shown, once))
            (form::html(visit, ring, questions, &shown.draft, once))
        }
    };
    if !shown.is_wrong() {
        return Page::new(title, main);
    }
    Page::new(format!("{}: {title}", visit.say("Fel", "Error")), main).with(StatusCode::BAD_REQUEST)
}

fn title(visit: &Visit) -> &'static str {
    visit.say("Åtkomstnycklar", "Access tokens")
}

/// Above all else: everything that is wrong, each a link to its field.
fn problems(visit: &Visit, ring: &Ring, shown: &Shown) -> Markup {
    let link = |field: Field| match (field, &shown.revoking) {
        (Field::Reason, Some((id, _, _))) if ring.keys.iter().any(|key| key.id == *id) => {
            Some(format!("#{}", list::reason_id(id)))
        }
        _ => form::id(field).filter(|_| !ring.roles.is_empty()).map(str::to_owned),
    };
    html! {
        @if shown.is_wrong() {
            div.errors role="alert" aria-labelledby="fel-rubrik" {
                h2 #fel-rubrik { (visit.say("Rätta det här och försök igen", "Correct this and try again")) }
                ul {
                    @if shown.strange {
                        li { (visit.say(
                            "Formuläret var för gammalt eller kom inte härifrån. Ingenting ändrades.",
                            "The form was too old or did not come from here. Nothing was changed.",
                        )) }
                    }
                    @for wrong in shown.wrong() {
                        li {
                            @match link(wrong.field) {
                                Some(address) => a href=(address) { (form::name(visit, wrong.field)) ": " (wrong.words) },
                                None => (wrong.words),
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Why there is no page of keys.
pub(crate) fn refused(visit: &Visit, refusal: &Refusal) -> Page {
    let told = match refusal {
        Refusal::SignIn => (
            StatusCode::UNAUTHORIZED,
            visit.say("Logga in för att hantera åtkomstnycklar", "Sign in to manage access tokens"),
            visit.say(
                "En nyckel är bunden till en av dina roller, så du behöver vara inloggad.",
                "A token is bound to one of your roles, so you need to be signed in.",
            ),
        ),
        Refusal::SignInAgain => problem::sign_in_again(visit),
        Refusal::NoReach => (
            StatusCode::FORBIDDEN,
            visit.say("Du kan inte ha åtkomstnycklar", "You cannot have access tokens"),
            visit.say(
                "Ingen av dina roller får det. Kontaktpersoner, utbildningsanordnare, ordförande, processledare, navets \
                 ledning och projektets ledning kan göra nycklar för sitt eget. Den som tilldelar roller hos er kan hjälpa dig.",
                "None of your roles may. Organisation contacts, providers, chairs, process leaders, the hub's and the \
                 project's managers can make tokens for their own. Whoever assigns roles in your organisation can help.",
            ),
        ),
        other => return problem::page(visit, other),
    };
    let here = here(visit);
    let back = (*refusal != Refusal::NoReach).then_some(here.as_str());
    problem::refused(visit, told, back, &html! {})
}

/// Where one comes back to: the page itself, also from one of its forms.
fn here(visit: &Visit) -> String {
    if visit.path == "/nycklar" { visit.here() } else { visit.link("/nycklar") }
}
