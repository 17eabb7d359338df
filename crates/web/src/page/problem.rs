//! Pages for when there is nothing to show: unknown address, a service that is away, a fault.

use axum::http::StatusCode;
use kernel::Lang;
use maud::{Markup, html};

use super::Page;
use crate::{port::Refusal, visit::Visit};

/// A refusal in words: what happened, and what the reader can do.
pub(crate) struct ProblemText {
    pub status: StatusCode,
    pub title: String,
    pub advice: String,
}

/// The words for a refusal. `Parameters` has its words in the form.
pub(crate) fn told(visit: &Visit, refusal: &Refusal) -> ProblemText {
    let signed_in = visit.caller.token.is_some();
    let (status, (sv, en), (advice_sv, advice_en)) = match refusal {
        Refusal::Unknown => (
            StatusCode::NOT_FOUND,
            ("Frågan finns inte", "There is no such question"),
            (
                "Den kan ha bytt namn, eller höra till en organisation som du inte är inloggad för. Sök bland frågorna på startsidan.",
                "It may have another name, or belong to an organisation you are not signed in for. Search on the front page.",
            ),
        ),
        Refusal::SignIn => (
            StatusCode::UNAUTHORIZED,
            ("Logga in för att se svaret", "Sign in to see the answer"),
            (
                "Frågan är inte öppen för alla. Svaret beror på vad din organisation, ditt råd eller ditt nav får se.",
                "The question is not open to everyone. The answer depends on what your organisation, council or hub may see.",
            ),
        ),
        Refusal::SignInAgain => (
            StatusCode::UNAUTHORIZED,
            ("Din inloggning gäller inte längre", "You are no longer signed in"),
            (
                "Logga in igen, så får du svaret på samma fråga.",
                "Sign in again and get the answer to the same question.",
            ),
        ),
        Refusal::TokenTooLong(_) => (
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            ("Din inloggning är för stor", "Your sign-in is too large"),
            ("", ""),
        ),
        Refusal::NoReach => (
            StatusCode::FORBIDDEN,
            ("Du når inte de här uppgifterna", "You have no access to these figures"),
            (
                "Ingen av dina roller ger rätt att se dem. Den som tilldelar roller hos er kan hjälpa dig.",
                "None of your roles gives a right to see them. Whoever assigns roles in your organisation can help.",
            ),
        ),
        Refusal::Parameters(_) => (
            StatusCode::BAD_REQUEST,
            ("Något i formuläret behöver rättas", "Something in the form needs correcting"),
            ("", ""),
        ),
        Refusal::NotLikeThis(_) => (
            StatusCode::BAD_REQUEST,
            ("Frågan går inte att ställa så", "The question cannot be asked like this"),
            ("", ""),
        ),
        Refusal::TooManyRows => (
            StatusCode::UNPROCESSABLE_ENTITY,
            ("Svaret blir för stort", "The answer is too large"),
            (
                "Begränsa frågan, till exempel till en kortare period eller ett enda råd, och pröva igen.",
                "Narrow the question, for example to a shorter period or a single council, and try again.",
            ),
        ),
        Refusal::TooManyRequests(_) => (
            StatusCode::TOO_MANY_REQUESTS,
            ("För många frågor på kort tid", "Too many questions in a short time"),
            ("Ladda sedan om sidan.", "Then reload the page."),
        ),
        Refusal::NoMoreToday(..) => (
            StatusCode::TOO_MANY_REQUESTS,
            ("Dagens statistiktabeller är slut", "Today's tables of statistics are used up"),
            ("", ""),
        ),
        Refusal::Away(_) => (
            StatusCode::SERVICE_UNAVAILABLE,
            ("Tjänsten svarar inte just nu", "The service does not answer right now"),
            (
                "Felet är vårt och brukar gå över. Ladda sedan om sidan.",
                "The fault is ours and usually passes. Then reload the page.",
            ),
        ),
        Refusal::Broken => (
            StatusCode::INTERNAL_SERVER_ERROR,
            ("Något gick fel hos oss", "Something went wrong with us"),
            (
                "Felet är antecknat. Pröva igen; händer det flera gånger, uppge numret nedan.",
                "The fault is noted. Try again; if it happens repeatedly, quote the number below.",
            ),
        ),
    };
    let advice = visit.say(advice_sv, advice_en);
    let advice = match refusal {
        Refusal::TooManyRequests(seconds) | Refusal::Away(seconds) => {
            format!("{} {advice}", wait(visit.lang, *seconds))
        }
        Refusal::NotLikeThis(words) | Refusal::NoMoreToday(_, words) | Refusal::TokenTooLong(words) => words.clone(),
        Refusal::NoReach if !signed_in => visit.say("Logga in och pröva igen.", "Sign in and try again.").to_owned(),
        _ => advice.to_owned(),
    };
    ProblemText { status, title: visit.say(sv, en).to_owned(), advice }
}

fn wait(lang: Lang, seconds: u64) -> String {
    match (lang, seconds) {
        (Lang::Sv, 0..=1) => "Vänta en sekund.".to_owned(),
        (Lang::En, 0..=1) => "Wait a second.".to_owned(),
        (Lang::Sv, _) => format!("Vänta {seconds} sekunder."),
        (Lang::En, _) => format!("Wait {seconds} seconds."),
    }
}

/// A page that says only this.
pub(crate) fn page(visit: &Visit, refusal: &Refusal) -> Page {
    let told = told(visit, refusal);
    let main = html! {
        div.wide.text {
            h1 { (told.title) }
            p.ingress { (told.advice) }
            @if *refusal == Refusal::Broken && !visit.caller.request_id.is_empty() {
                p { (visit.say("Nummer: ", "Number: ")) code { (visit.caller.request_id) } }
            }
            p { a href=(visit.link("/")) { (visit.say("Till alla frågor", "To all questions")) } }
        }
    };
    Page::new(told.title, main).with(told.status)
}

/// Why there is no page, with a way to sign in that leads back to `back`, where signing in helps, and what else is to be said.
pub(crate) fn refused(
    visit: &Visit,
    (status, heading, advice): (StatusCode, &str, &str),
    back: Option<&str>,
    more: &Markup,
) -> Page {
    let sign_in = back.map(|back| {
        let query = form_urlencoded::Serializer::new(String::new()).append_pair("tillbaka", back).finish();
        visit.link(&format!("/logga-in?{query}"))
    });
    let main = html! {
        div.wide.text {
            h1 { (heading) }
            p.ingress { (advice) }
            @if let Some(sign_in) = sign_in { p { a.button.first href=(sign_in) { (visit.say("Logga in", "Sign in")) } } }
            (more)
            p { a href=(visit.link("/")) { (visit.say("Till alla frågor", "To all questions")) } }
        }
    };
    Page::new(heading, main).with(status)
}

/// The words for a token whose time is over, on a page that one comes back to.
pub(crate) fn sign_in_again(visit: &Visit) -> (StatusCode, &'static str, &'static str) {
    (
        StatusCode::UNAUTHORIZED,
        visit.say("Din inloggning gäller inte längre", "You are no longer signed in"),
        visit.say("Logga in igen, så kommer du tillbaka hit.", "Sign in again and you come back here."),
    )
}

/// For a request that could not be read, by its status.
pub(crate) fn unread(visit: &Visit, status: StatusCode) -> Page {
    let (sv, en, advice_sv, advice_en) = match status {
        StatusCode::PAYLOAD_TOO_LARGE => (
            "Formuläret är för stort",
            "The form is too large",
            "Inget sparades. Gå tillbaka i webbläsaren, korta de längsta texterna och skicka igen.",
            "Nothing was saved. Go back in the browser, shorten the longest texts and send again.",
        ),
        StatusCode::REQUEST_TIMEOUT => (
            "Formuläret kom inte fram i tid",
            "The form did not arrive in time",
            "Inget sparades. Gå tillbaka i webbläsaren och skicka igen.",
            "Nothing was saved. Go back in the browser and send again.",
        ),
        StatusCode::SERVICE_UNAVAILABLE => (
            "Tjänsten har mycket att göra",
            "The service is busy",
            "Inget sparades. Gå tillbaka i webbläsaren och skicka igen om en stund.",
            "Nothing was saved. Go back in the browser and send again shortly.",
        ),
        StatusCode::METHOD_NOT_ALLOWED => (
            "Sidan går inte att använda så",
            "The page cannot be used like this",
            "Öppna den från en annan sida här, eller skriv dess adress i webbläsaren.",
            "Open it from another page here, or write its address in the browser.",
        ),
        StatusCode::NOT_FOUND => (
            "Filen finns inte",
            "There is no such file",
            "Den hör till en sida som kan ha fått en ny version. Ladda om den sidan.",
            "It belongs to a page that may have a new version. Reload that page.",
        ),
        status if status.is_client_error() => (
            "Adressen går inte att läsa",
            "The address cannot be read",
            "Kontrollera adressen, eller sök bland frågorna på startsidan.",
            "Check the address, or search the questions on the front page.",
        ),
        _ => {
            tracing::error!(status = status.as_u16(), "a page could not be made");
            return page(visit, &Refusal::Broken);
        }
    };
    said(visit, status, visit.say(sv, en), visit.say(advice_sv, advice_en))
}

/// For an address that leads nowhere.
pub(crate) fn nowhere(visit: &Visit) -> Page {
    let title = visit.say("Sidan finns inte", "There is no such page");
    let advice = visit.say(
        "Kontrollera adressen, eller sök bland frågorna på startsidan.",
        "Check the address, or search the questions on the front page.",
    );
    said(visit, StatusCode::NOT_FOUND, title, advice)
}

/// A page of a heading and an advice.
fn said(visit: &Visit, status: StatusCode, title: &str, advice: &str) -> Page {
    let main = html! {
        div.wide.text {
            h1 { (title) }
            p.ingress { (advice) }
            p { a href=(visit.link("/")) { (visit.say("Till alla frågor", "To all questions")) } }
        }
    };
    Page::new(title, main).with(status)
}
