//! Someone with a browser and no script, at a router without a port.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use tower::ServiceExt;

/// The host that it asks.
pub const HOST: &str = "nav.example";

/// A browser as far as cookies go.
pub struct Browser {
    pub router: Router,
    pub cookies: Vec<(String, String)>,
}

/// What it was shown.
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub html: String,
}

impl Page {
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map(|value| value.to_str().expect("ASCII")).unwrap_or_default()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().expect("ASCII")).unwrap_or_default()
    }

    /// What the page's script sends with changes.
    pub fn proof(&self) -> String {
        let rest = self.html.split("<meta name=\"csrf-token\" content=\"").nth(1).expect("its place");
        rest.split('"').next().unwrap_or_default().to_owned()
    }

    /// The value of a hidden field.
    pub fn field(&self, name: &str) -> String {
        let rest = self.html.split(&format!("name=\"{name}\" value=\"")).nth(1).expect("the field");
        rest.split('"').next().unwrap_or_default().to_owned()
    }
}

impl Browser {
    pub fn of(router: Router) -> Self {
        Self { router, cookies: Vec::new() }
    }

    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Request::get(path), Body::empty()).await
    }

    /// A form of ours, sent from a page of ours.
    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Page {
        self.post_with(path, form, &[("sec-fetch-site", "same-origin")]).await
    }

    pub async fn post_with(&mut self, path: &str, form: &[(&str, &str)], headers: &[(&str, &str)]) -> Page {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request = Request::post(path).header("content-type", "application/x-www-form-urlencoded");
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        self.send(request, Body::from(body)).await
    }

    pub async fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Page {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request.header("host", HOST).header("cookie", cookies.join("; "));
        let response = self.router.clone().oneshot(request.body(body).expect("a request")).await.expect("an answer");
        let (parts, body) = response.into_parts();
        for set in parts.headers.get_all(header::SET_COOKIE) {
            let text = set.to_str().expect("ASCII");
            let (name, rest) = text.split_once('=').expect("a cookie");
            self.cookies.retain(|(known, _)| known != name);
            if !text.contains("Max-Age=0") {
                self.cookies.push((name.to_owned(), rest.split(';').next().unwrap_or_default().to_owned()));
            }
        }
        let html = to_bytes(body, 16 << 20).await.expect("a body").to_vec();
        Page { status: parts.status, headers: parts.headers, html: String::from_utf8(html).expect("UTF-8") }
    }

    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}
