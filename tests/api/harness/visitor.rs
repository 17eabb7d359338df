//! Someone with a browser and no script: pages, forms and a session.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use http::{HeaderMap, Request, StatusCode, header};
use tower::ServiceExt;

use super::{App, Database, DemoApp, Furnishing, Stage};

/// The demonstration, whose roles anyone may take on the pages.
pub struct Open(pub DemoApp);

impl Stage for Open {
    const FURNISHING: Option<Furnishing> = Some(Furnishing::Demonstration);

    async fn set(database: Arc<Database>) -> Result<Self, String> {
        Ok(Self(DemoApp(App::start_with(&database, |config| config.demonstration = true).await?)))
    }
}

/// A page that was shown.
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub html: String,
}

impl Page {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().expect("ASCII")).unwrap_or_default()
    }

    /// The value of a hidden field of the form that `from` begins.
    pub fn field(&self, from: &str, name: &str) -> String {
        let form = self.html.split(from).nth(1).unwrap_or_else(|| panic!("no {from} in\n{}", self.html));
        let rest = form.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("no {name}"));
        rest.split('"').next().unwrap_or_default().to_owned()
    }

    /// What the form of a command holds as it is shown: names and values, in order. What may be changed instead of making something new
    /// is chosen in a form before it.
    pub fn form(&self) -> Vec<(String, String)> {
        let from =
            self.html.rfind("<form class=\"ask command\"").unwrap_or_else(|| panic!("no form in\n{}", self.html));
        let form = self.html[from..].split("</form>").next().unwrap_or_default();
        let mut fields = Vec::new();
        for tag in form.split('<').skip(1) {
            let (tag, text) = tag.split_once('>').unwrap_or((tag, ""));
            let attribute = |name: &str| {
                let rest = tag.split(&format!(" {name}=\"")).nth(1)?;
                rest.split('"').next().map(unescaped)
            };
            match tag.split(' ').next().unwrap_or_default() {
                "input" if is_box(tag) && !tag.contains(" checked") => {}
                "input" => fields.extend(attribute("name").map(|name| (name, attribute("value").unwrap_or_default()))),
                "select" => fields.extend(attribute("name").map(|name| (name, String::new()))),
                "option" if tag.contains(" selected") => {
                    if let (Some(last), Some(value)) = (fields.last_mut(), attribute("value")) {
                        last.1 = value;
                    }
                }
                "textarea" => fields.extend(attribute("name").map(|name| (name, unescaped(text)))),
                _ => {}
            }
        }
        fields
    }

    /// Where the form of a command is sent.
    pub fn action(&self) -> String {
        let form = self.html.rsplit("<form class=\"ask command\" method=\"post\" action=\"").next();
        unescaped(form.and_then(|form| form.split('"').next()).unwrap_or_default())
    }

    /// The value of the option with this text in the list named `name`.
    pub fn option(&self, name: &str, text: &str) -> String {
        let list = self.html.split(&format!(" name=\"{name}\"")).nth(1).unwrap_or_else(|| panic!("no {name}"));
        let list = list.split("</select>").next().unwrap_or_default();
        let option = list.split("<option value=\"").find(|option| option.contains(&format!(">{text}")));
        let value = option.unwrap_or_else(|| panic!("no {text} in {list}")).split('"').next();
        value.unwrap_or_default().to_owned()
    }

    pub fn says(&self, texts: &[&str]) -> &Self {
        for text in texts {
            assert!(self.html.contains(text), "{} “{text}” is missing in\n{}", self.status, self.html);
        }
        self
    }
}

/// Someone with a browser.
pub struct Reader<'a> {
    pub app: &'a App,
    pub cookie: String,
}

impl<'a> Reader<'a> {
    pub async fn of(app: &'a App, role: &str) -> Self {
        let mut reader = Self { app, cookie: String::new() };
        let form = reader.get("/logga-in").await;
        reader.cookie = cookie(&form, "kn-form");
        let answer = form.field("form class=\"roles\"", "svar");
        let entered = reader.post("/logga-in", &[("svar", answer.as_str()), ("roll", role)]).await;
        assert_eq!(entered.status, StatusCode::SEE_OTHER, "{role}: {}", entered.html);
        reader.cookie = cookie(&entered, "kn-session");
        reader
    }

    pub async fn get(&self, path: &str) -> Page {
        send(self.app, Request::get(path).header(header::COOKIE, &self.cookie), "").await
    }

    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Page {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request = Request::post(path).header(header::COOKIE, &self.cookie).header("sec-fetch-site", "same-origin");
        send(self.app, request, &body).await
    }
}

fn is_box(tag: &str) -> bool {
    tag.contains("type=\"radio\"") || tag.contains("type=\"checkbox\"")
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

/// The answer to a request from a browser of this host.
pub async fn send(app: &App, request: http::request::Builder, body: &str) -> Page {
    let request = request.header(header::HOST, "nav.example").body(Body::from(body.to_owned())).expect("a request");
    let (parts, body) = app.router().oneshot(request).await.expect("an answer").into_parts();
    let html = to_bytes(body, 16 << 20).await.expect("a body").to_vec();
    Page { status: parts.status, headers: parts.headers, html: String::from_utf8(html).expect("UTF-8") }
}

pub fn cookie(page: &Page, name: &str) -> String {
    let all = page.headers.get_all(header::SET_COOKIE).into_iter().map(|set| set.to_str().expect("ASCII"));
    let set = all.into_iter().find(|set| set.starts_with(&format!("{name}="))).expect("a cookie");
    set.split(';').next().unwrap_or_default().to_owned()
}
