//! Besök: what a page knows of the one who opened it.

use std::net::SocketAddr;

use axum::{
    extract::{ConnectInfo, Request},
    http::{HeaderMap, Uri, header},
};
use kernel::{Lang, Timestamp};

use crate::{port::Caller, session::Session, site::Site};

/// One request for a page.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    /// Language of the page.
    pub lang: Lang,
    /// Whether the address names the language; then links go on naming it.
    pub chosen: bool,
    /// Path without query.
    pub path: String,
    /// Name and value of the query string, unescaped.
    pub pairs: Vec<(String, String)>,
    /// Scheme and host, without a last slash.
    pub host: String,
    /// Now.
    pub now: Timestamp,
    /// Who is signed in.
    pub session: Option<Session>,
    /// Whether one can sign in at all.
    pub can_sign_in: bool,
    /// What the forms of the session, such as that to sign out, must send back.
    pub answer: String,
    /// Whether those who sign in may have access tokens.
    pub has_keys: bool,
    /// Whether those who sign in can change things.
    pub has_commands: bool,
    /// How the ids of the kinds begin that have a page, where those who sign in reach such pages.
    pub paged: &'static [&'static str],
    /// Whom the library answers.
    pub caller: Caller,
}

impl Visit {
    /// Of a request, with the address it came from.
    pub(crate) fn of(site: &Site, request: &Request) -> Self {
        let mut visit = Self::new(site, request.uri(), request.headers());
        visit.caller.address = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        visit
    }

    pub(crate) fn new(site: &Site, uri: &Uri, headers: &HeaderMap) -> Self {
        let pairs: Vec<(String, String)> =
            form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).into_owned().collect();
        let named = pairs.iter().find(|(name, _)| name == "lang").and_then(|(_, value)| match value.as_str() {
            "sv" => Some(Lang::Sv),
            "en" => Some(Lang::En),
            _ => None,
        });
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let lang = named.unwrap_or_else(|| Lang::preferred(text(header::ACCEPT_LANGUAGE)));
        let session = site.sign_in.as_ref().and_then(|sign_in| sign_in.session(headers, site.clock.now()));
        let answer = match (&site.sign_in, &session) {
            (Some(sign_in), Some(session)) => sign_in.answer_to(&session.id),
            _ => String::new(),
        };
        let bearer = text(header::AUTHORIZATION).and_then(bearer).map(str::to_owned);
        let request_id = text(header::HeaderName::from_static("x-request-id")).unwrap_or_default().to_owned();
        let token = bearer.or_else(|| session.as_ref().map(|session| session.token.clone()));
        Self {
            lang,
            chosen: named.is_some(),
            path: uri.path().to_owned(),
            pairs,
            host: site.host(uri, headers),
            now: site.clock.now(),
            session,
            can_sign_in: site.sign_in.is_some(),
            answer,
            has_commands: site.sign_in.is_some() && site.commands.is_some(),
            paged: site.commands.as_ref().map(|commands| commands.paged()).unwrap_or_default(),
            has_keys: site.sign_in.is_some() && site.keys.is_some(),
            caller: Caller { token, address: None, lang, request_id },
        }
    }

    /// The visit as its session's: a token that the request brings itself says nothing here.
    pub(crate) fn of_session(mut self) -> Self {
        self.caller.token = self.session.as_ref().map(|session| session.token.clone());
        self
    }

    /// Whether what has this id is of a kind that has a page, for whoever reaches it.
    pub(crate) fn has_page(&self, id: &str) -> bool {
        id.split_once('_').is_some_and(|(kind, _)| self.paged.contains(&kind))
    }

    /// The text in the page's language.
    pub(crate) fn say<'t>(&self, sv: &'t str, en: &'t str) -> &'t str {
        match self.lang {
            Lang::Sv => sv,
            Lang::En => en,
        }
    }

    /// A value of the query string.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A link of ours: `path` may have a query of its own.
    pub(crate) fn link(&self, path: &str) -> String {
        if !self.chosen {
            return path.to_owned();
        }
        let (path, fragment) = path.split_once('#').map_or((path, None), |(path, rest)| (path, Some(rest)));
        let mark = if path.contains('?') { '&' } else { '?' };
        let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
        format!("{path}{mark}lang={}{fragment}", code(self.lang))
    }

    /// This page in another language, asked the same.
    pub(crate) fn in_language(&self, lang: Lang) -> String {
        let kept = self.pairs.iter().filter(|(name, _)| name != "lang");
        let query =
            form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).append_pair("lang", code(lang)).finish();
        format!("{}?{query}", self.path)
    }

    /// This page, to come back to.
    pub(crate) fn here(&self) -> String {
        if self.pairs.is_empty() {
            return self.path.clone();
        }
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.pairs).finish();
        format!("{}?{query}", self.path)
    }
}

/// The language's code in `lang` and `hreflang`.
pub(crate) fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => "sv",
        Lang::En => "en",
    }
}

fn bearer(text: &str) -> Option<&str> {
    let (scheme, token) = text.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_bearer_tokens_are_read() {
        assert_eq!(bearer("Bearer abc"), Some("abc"));
        assert_eq!(bearer("bearer  abc"), Some("abc"));
        assert_eq!(bearer("Basic abc"), None);
    }
}
