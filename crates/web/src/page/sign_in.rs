//! The page on which one signs in.

use maud::{Markup, html};

use super::Page;
use crate::{
    session::{Role, status},
    visit::Visit,
};

/// Why signing in did not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The form is too old, or not ours.
    Form,
    /// There is no such role.
    Role,
    /// The issuer, or our own check, says no.
    Refused,
    /// The issuer does not answer.
    Away,
    /// The token is too large for a session.
    TooLarge,
}

/// What there is to choose.
pub(crate) struct Offered {
    pub roles: Vec<Role>,
    pub issuer: Option<String>,
    /// What the form sends back.
    pub answer: String,
    /// Where one comes afterwards.
    pub back: String,
    pub trouble: Option<Trouble>,
}

/// The page.
pub(crate) fn page(visit: &Visit, offered: &Offered) -> Page {
    let title = visit.say("Logga in", "Sign in");
    let main = html! {
        div.wide.text {
            @if let Some(trouble) = offered.trouble {
                div.errors role="alert" { p { (words(visit, trouble)) } }
            }
            h1 { (title) }
            p.ingress { (visit.say(
                "Inloggad ser du också det som din organisation, ditt råd eller ditt nav har rätt att se. Inloggningen \
                 gäller högst två timmar.",
                "Once signed in you also see what your organisation, council or hub is entitled to see. It lasts at most \
                 two hours.",
            )) }
            @if let Some(issuer) = &offered.issuer { (with_issuer(visit, issuer, &offered.back)) }
            @if !offered.roles.is_empty() { (roles(visit, offered)) }
        }
    };
    let page =
        Page::new(if offered.trouble.is_some() { visit.say("Fel: Logga in", "Error: Sign in") } else { title }, main);
    match offered.trouble {
        Some(trouble) => page.with(status(trouble)),
        None => page,
    }
}

fn with_issuer(visit: &Visit, issuer: &str, back: &str) -> Markup {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("tillbaka", back).finish();
    let host = issuer.split_once("://").map_or(issuer, |(_, rest)| rest.split('/').next().unwrap_or(rest));
    html! {
        p {
            a.button.first href=(visit.link(&format!("/logga-in/start?{query}"))) {
                (visit.say("Logga in med din organisation", "Sign in with your organisation"))
            }
        }
        p.help { (visit.say("Du skickas till ", "You are sent to ")) (host) (visit.say(" och tillbaka hit.", " and back here.")) }
    }
}

fn roles(visit: &Visit, offered: &Offered) -> Markup {
    html! {
        form.roles method="post" action=(visit.link("/logga-in")) {
            input type="hidden" name="svar" value=(offered.answer);
            input type="hidden" name="tillbaka" value=(offered.back);
            fieldset {
                legend { (visit.say("Välj vem du vill vara i demonstrationen", "Choose who to be in the demonstration")) }
                p.help { (visit.say(
                    "Allt om människor är påhittat. Vem som helst kan ta vilken roll som helst här.",
                    "Everything about people is invented. Anyone may take any role here.",
                )) }
                div.boxes {
                    @for (at, role) in offered.roles.iter().enumerate() {
                        label { input type="radio" name="roll" value=(role.key) required checked[at == 0]; " " (role.about) }
                    }
                }
            }
            button type="submit" { (visit.say("Logga in", "Sign in")) }
        }
    }
}

fn words(visit: &Visit, trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Form => visit.say(
            "Formuläret var för gammalt eller kom inte härifrån. Försök igen.",
            "The form was too old or did not come from here. Try again.",
        ),
        Trouble::Role => visit.say("Välj en av rollerna nedan.", "Choose one of the roles below."),
        Trouble::Refused => visit.say(
            "Inloggningen godtogs inte. Försök igen, eller vänd dig till den som sköter inloggningen hos er.",
            "The sign-in was not accepted. Try again, or turn to whoever runs sign-in in your organisation.",
        ),
        Trouble::Away => visit.say(
            "Inloggningstjänsten svarar inte just nu. Försök igen om en stund.",
            "The sign-in service does not answer right now. Try again in a while.",
        ),
        Trouble::TooLarge => visit.say(
            "Inloggningen innehåller mer än vi kan ta emot. Be den som sköter inloggningen hos er att ta bort grupper ur åtkomsttoken.",
            "The sign-in holds more than we can take. Ask whoever runs sign-in to leave groups out of the access token.",
        ),
    }
}
