//! What a form of ours sent.

use std::{error::Error, io};

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
};

use crate::{session::is_ours, site::Site, visit::Visit};

/// Longest number of a form.
const LONGEST_ONCE: usize = 100;

/// The name of the field that carries the session's keyed answer.
pub(crate) const ANSWER: &str = "svar";
/// The name of the field that carries the form's own number.
pub(crate) const ONCE: &str = "en-gang";

/// The body of a form, whole. One that cannot be had is refused by its status alone: the layer before the pages has the words.
pub(crate) struct FormBody(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for FormBody {
    type Rejection = StatusCode;

    async fn from_request(request: Request, state: &S) -> Result<Self, StatusCode> {
        match Bytes::from_request(request, state).await {
            Ok(body) => Ok(Self(body)),
            Err(rejection) => Err(status_of(&rejection).unwrap_or_else(|| rejection.into_response().status())),
        }
    }
}

/// Of a body that came too slowly, or found no room.
fn status_of(error: &(dyn Error + 'static)) -> Option<StatusCode> {
    match error.downcast_ref::<io::Error>().map(io::Error::kind) {
        Some(io::ErrorKind::TimedOut) => Some(StatusCode::REQUEST_TIMEOUT),
        Some(io::ErrorKind::QuotaExceeded) => Some(StatusCode::SERVICE_UNAVAILABLE),
        _ => error.source().and_then(status_of),
    }
}

/// Names and texts, in the order they were sent.
pub(crate) struct Sent(pub Vec<(String, String)>);

impl Sent {
    /// Of a form's body.
    pub(crate) fn of(body: &[u8]) -> Self {
        Self(form_urlencoded::parse(body).into_owned().collect())
    }

    /// Every text of this name.
    pub(crate) fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(known, _)| known == name).map(|(_, text)| text.trim().to_owned()).collect()
    }

    /// The text of this name; none where several were sent that differ.
    pub(crate) fn text(&self, name: &str) -> String {
        let all = self.all(name);
        all.first().filter(|first| all.iter().all(|text| text == *first)).cloned().unwrap_or_default()
    }

    /// Whether it is a form of ours, shown in this session, with its number.
    pub(crate) fn is_from(&self, site: &Site, visit: &Visit, headers: &HeaderMap) -> bool {
        let once = self.text(ONCE);
        let numbered = (1..=LONGEST_ONCE).contains(&once.len()) && once.bytes().all(|byte| byte.is_ascii_graphic());
        match (&site.sign_in, &visit.session) {
            (Some(sign_in), Some(session)) => numbered && is_ours(sign_in, session, headers, &self.text(ANSWER)),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_by_name() {
        let sent = Sent::of(b"fraga=a&andamal=+Power+BI+&fraga=b");
        assert_eq!((sent.text("andamal").as_str(), sent.text("till").as_str()), ("Power BI", ""));
        assert_eq!((sent.all("fraga"), sent.text("fraga")), (vec!["a".to_owned(), "b".to_owned()], String::new()));
    }
}
