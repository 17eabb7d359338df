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
    /// The way back from the issuer does not belong to one that this browser began, or took too long.
    NotBegun,
    /// The reader, or the issuer, broke off.
    Cancelled,
    /// The issuer, or our own check, says no.
    Refused,
    /// The issuer does not answer.
    Away,
    /// The token is too large for a session.
    TooLarge,
}

/// Those that are told at an address of their own, and what they are called there.
const NAMED: [(Trouble, &str); 5] = [
    (Trouble::NotBegun, "annan"),
    (Trouble::Cancelled, "avbruten"),
    (Trouble::Refused, "nekad"),
    (Trouble::Away, "borta"),
    (Trouble::TooLarge, "stor"),
];

impl Trouble {
    pub(crate) fn name(self) -> &'static str {
        NAMED.iter().find(|(trouble, _)| *trouble == self).map_or("nekad", |(_, name)| name)
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        NAMED.iter().find(|(_, known)| *known == name).map(|(trouble, _)| *trouble)
    }
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
        Trouble::NotBegun => visit.say(
            "Svaret från inloggningstjänsten hör inte till en inloggning som pågår här. Den kan ha tagit längre tid än tio \
             minuter, eller ha påbörjats i ett annat fönster eller en annan webbläsare. Försök igen.",
            "The sign-in service's answer does not belong to a sign-in that is under way here. It may have taken longer than ten \
             minutes, or have been begun in another window or browser. Try again.",
        ),
        Trouble::Cancelled => visit.say(
            "Inloggningen avbröts. Försök igen om du vill logga in. Avbröt du den inte själv, vänd dig till den som sköter \
             inloggningen hos er.",
            "The sign-in was cancelled. Try again if you want to sign in. If it was not you who cancelled it, turn to whoever \
             runs sign-in in your organisation.",
        ),
        Trouble::TooLarge => visit.say(
            "Din inloggning är större än sidorna kan ta emot, oftast för att du är med i mycket många grupper. Be den som sköter \
             inloggningen hos er att låta grupperna stå utanför den.",
            "Your sign-in is larger than the pages can take, mostly because you are in very many groups. Ask whoever runs \
             sign-in in your organisation to leave the groups out of it.",
        ),
    }
}
