//! The page that tells a new key's secret, once.

use maud::{Markup, html};
use questions::Question;

use super::list;
use crate::{
    keys::NewToken,
    page::{Page, time},
    visit::Visit,
};

/// The page. What it shows is not kept anywhere, and not shown again.
pub(crate) fn page(visit: &Visit, made: &NewToken, questions: &[Question]) -> Page {
    let key = &made.key;
    let title = match made.secret {
        Some(_) => visit.say("Nyckeln är skapad", "The token is made"),
        None => visit.say("Nyckeln var redan skapad", "The token was made already"),
    };
    let main = html! {
        div.wide.text {
            h1 { (title) }
            (secret(visit, made.secret.as_deref()))
            dl.asked {
                div { dt { (visit.say("Ändamål", "Purpose")) } dd { (key.purpose) } }
                div { dt { (visit.say("Verkar som", "Acts as")) } dd { (key.acts_in) } }
                div { dt { (visit.say("Sista dag", "Last day")) } dd { (time::day(key.expires_on, visit.lang)) } }
            }
            h2 { (visit.say("Använd nyckeln", "Use the token")) }
            p { (visit.say(
                "Välj Grundläggande i Excel eller Power BI och skriv nyckeln som lösenord; användarnamnet läses inte. Skriv den \
                 aldrig i adressen. Färdiga steg för varje verktyg står på frågans sida:",
                "Choose Basic in Excel or Power BI and write the token as the password; the user name is not read. Never write \
                 it in the address. Each question's page has the steps for every tool:",
            )) }
            ul {
                @for slug in &key.questions {
                    li { a href=(visit.link(&format!("/fragor/{slug}"))) { (list::title(visit, questions, slug)) } }
                }
            }
            p { a href=(visit.link("/nycklar")) { (visit.say("Till dina nycklar", "To your tokens")) } }
        }
    };
    Page::new(title, main)
}

fn secret(visit: &Visit, secret: Option<&str>) -> Markup {
    html! {
        @match secret {
            Some(secret) => {
                div.notice role="status" { p {
                    strong { (visit.say("Den här hemligheten visas inte igen. ", "This secret is not shown again. ")) }
                    (visit.say(
                        "Kopiera den nu och spara den i ditt verktyg eller din lösenordshanterare. Vi sparar den inte.",
                        "Copy it now and keep it in your tool or your password manager. We do not keep it.",
                    ))
                } }
                pre.secret tabindex="0" role="region" aria-label=(visit.say("Nyckelns hemlighet", "The token's secret"))
                    translate="no" { code { (secret) } }
            },
            None => div.notice role="status" { p { (visit.say(
                "Formuläret skickades två gånger, och nyckeln skapades första gången. Hemligheten visas inte igen. Hann du \
                 inte spara den, återkalla nyckeln och skapa en ny.",
                "The form was sent twice, and the token was made the first time. The secret is not shown again. If you did not \
                 keep it, revoke the token and make another.",
            )) } },
        }
    }
}
