//! What surrounds every page: skip link, head, foot.

use axum::{
    http::{
        HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, VARY},
    },
    response::{IntoResponse, Response},
};
use kernel::Lang;
use maud::{DOCTYPE, Markup, html};

use crate::{
    headers, style,
    visit::{Visit, code},
};

/// A page before its surroundings.
pub(crate) struct Page {
    /// Status of the answer.
    pub status: StatusCode,
    /// In the browser's tab, before the site's name.
    pub title: String,
    /// What stands in `main`.
    pub main: Markup,
    /// Whether a group has it on a wall: then it has the clock's script, and does not say who is signed in.
    pub on_wall: bool,
}

impl Page {
    pub(crate) fn new(title: impl Into<String>, main: Markup) -> Self {
        Self { status: StatusCode::OK, title: title.into(), main, on_wall: false }
    }

    pub(crate) fn with(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    pub(crate) fn on_wall(mut self) -> Self {
        self.on_wall = true;
        self
    }
}

/// The page with its surroundings and headers.
pub(crate) fn shell(visit: &Visit, page: Page) -> Response {
    let html = html! {
        (DOCTYPE)
        html lang=(code(visit.lang)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (page.title) " – Kompetensnav" }
                link rel="icon" type="image/svg+xml" href=(style::ICON.address());
                link rel="stylesheet" href=(style::SHEET.address());
                @if page.on_wall { script src=(style::CLOCK.address()) defer {} }
            }
            body {
                a.skip href="#innehall" { (visit.say("Hoppa till innehållet", "Skip to content")) }
                (head(visit, page.on_wall))
                main #innehall tabindex="-1" { (page.main) }
                (foot(visit))
            }
        }
    };
    // What a signed-in reader saw must not come back by the back button once she has signed out.
    let policy = if page.on_wall { headers::WALL } else { headers::PAGES };
    let cache = if visit.caller.token.is_some() { "private, no-store" } else { "private, no-cache" };
    let mut response = (page.status, without_nul(html.into_string())).into_response();
    let set = response.headers_mut();
    set.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    set.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    // Forms say where they come from, to ourselves only; `no-referrer` would make their Origin null.
    set.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    set.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    set.insert(VARY, HeaderValue::from_static("accept-language, cookie, authorization"));
    response
}

/// HTML has no character NUL: what was written with one is shown with the sign for a lost character, as browsers show it.
fn without_nul(html: String) -> String {
    if html.contains('\0') { html.replace('\0', "\u{fffd}") } else { html }
}

fn head(visit: &Visit, on_wall: bool) -> Markup {
    let mut links = vec![
        ("/", visit.say("Frågor", "Questions")),
        ("/oppna-data", visit.say("Öppna data", "Open data")),
        ("/expert", visit.say("Expertläge", "Expert mode")),
    ];
    if visit.has_commands && visit.session.is_some() {
        links.insert(1, ("/gor", visit.say("Gör", "Do")));
    }
    if visit.has_keys && visit.session.is_some() {
        links.push(("/nycklar", visit.say("Åtkomstnycklar", "Access tokens")));
    }
    html! {
        header.top {
            div.wide {
                a.name href=(visit.link("/")) { "Kompetensnav" }
                nav aria-label=(visit.say("Huvudmeny", "Main menu")) {
                    ul {
                        @for (path, text) in links {
                            li {
                                a href=(visit.link(path)) aria-current=[(visit.path == path).then_some("page")] { (text) }
                            }
                        }
                    }
                }
                div.reader {
                    (language(visit))
                    (signed_in(visit, on_wall))
                }
            }
        }
    }
}

/// The switch names the other language in that language.
fn language(visit: &Visit) -> Markup {
    let (other, name) = match visit.lang {
        Lang::Sv => (Lang::En, "In English"),
        Lang::En => (Lang::Sv, "På svenska"),
    };
    html! { a.language href=(visit.in_language(other)) lang=(code(other)) hreflang=(code(other)) { (name) } }
}

fn signed_in(visit: &Visit, on_wall: bool) -> Markup {
    let Some(session) = &visit.session else {
        let back = form_urlencoded::Serializer::new(String::new()).append_pair("tillbaka", &visit.here()).finish();
        let link = visit.link(&format!("/logga-in?{back}"));
        return html! {
            @if visit.can_sign_in && !visit.path.starts_with("/logga-in") {
                a.sign-in href=(link) { (visit.say("Logga in", "Sign in")) }
            }
        };
    };
    html! {
        form.sign-out method="post" action=(visit.link("/logga-ut")) {
            input type="hidden" name="svar" value=(visit.answer);
            @if !on_wall { span.who { (visit.say("Inloggad: ", "Signed in: ")) (session.name) } }
            button type="submit" { (visit.say("Logga ut", "Sign out")) }
        }
    }
}

fn foot(visit: &Visit) -> Markup {
    html! {
        footer.foot {
            div.wide {
                p {
                    (visit.say(
                        "Kompetensnav visar behov av kompetens, insatser som möter dem och vad det blev av dem. \
                         Uppgifter om få personer skyddas alltid.",
                        "Kompetensnav shows needs for skills, the efforts that meet them and what came of them. \
                         Figures about few people are always protected.",
                    ))
                }
                ul {
                    li { a href=(visit.link("/tillganglighet")) { (visit.say("Tillgänglighet", "Accessibility")) } }
                    li { a href=(visit.link("/oppna-data")) { (visit.say("Öppna data", "Open data")) } }
                    li { a href=(visit.link("/expert")) { (visit.say("Expertläge (GraphQL)", "Expert mode (GraphQL)")) } }
                }
            }
        }
    }
}
