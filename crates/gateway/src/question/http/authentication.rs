//! Who asks: nobody yet, a bearer of a token, or a program that knows only user names and passwords.

use std::net::SocketAddr;

use ::http::{HeaderMap, header, request::Parts};
use axum::extract::ConnectInfo;
use base64::{Engine, engine::general_purpose::STANDARD};
use edge::{Refusal, RequestId};

use crate::question::{
    refused::Refused,
    service::{Asker, QuestionService},
};

/// Characters of a purpose.
const PURPOSE_CHARACTERS: usize = 255;

/// The caller before anything is proven.
pub(super) fn nobody(parts: &Parts) -> Asker {
    let text = |name: &str| std::str::from_utf8(parts.headers.get(name)?.as_bytes()).ok().map(str::trim);
    let purpose = text("x-purpose").filter(|purpose| !purpose.is_empty());
    Asker {
        identity: None,
        questions: None,
        address: parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip()),
        lang: kernel::Lang::preferred(text("accept-language")),
        request_id: parts.extensions.get::<RequestId>().map_or_else(String::new, |id| id.0.clone()),
        purpose: purpose.map(|purpose| purpose.chars().take(PURPOSE_CHARACTERS).collect()),
    }
}

/// The caller with what `Authorization` proves; a header that is there but proves nothing is refused.
pub(super) async fn identify(service: &QuestionService, headers: &HeaderMap, asker: Asker) -> Result<Asker, Refused> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let Some(value) = values.next() else { return Ok(asker) };
    let secret = value.to_str().ok().and_then(secret).filter(|_| values.next().is_none());
    match secret {
        Some(secret) => service.present(&secret, asker).await,
        None => Err(Refused::of_fault(&Refusal::Token.into(), asker.lang)),
    }
}

/// The token: what follows `Bearer`, or the password of `Basic`, whose user name says nothing.
fn secret(value: &str) -> Option<String> {
    let (scheme, rest) = value.split_once(' ')?;
    if scheme.eq_ignore_ascii_case("bearer") {
        return Some(rest.trim().to_owned());
    }
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let pair = String::from_utf8(STANDARD.decode(rest.trim()).ok()?).ok()?;
    pair.split_once(':').map(|(_, password)| password.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_a_bearers_or_a_password() {
        let basic = |pair: &str| format!("Basic {}", STANDARD.encode(pair));
        assert_eq!(secret("Bearer abc").as_deref(), Some("abc"));
        assert_eq!(secret("bearer  abc ").as_deref(), Some("abc"));
        assert_eq!(secret(&basic("anyone:a:b")).as_deref(), Some("a:b"));
        assert_eq!(secret(&basic(":abc")).as_deref(), Some("abc"));
        for wrong in ["abc", "Digest abc", "Basic ???", &basic("no colon")] {
            assert_eq!(secret(wrong), None, "{wrong}");
        }
    }
}
