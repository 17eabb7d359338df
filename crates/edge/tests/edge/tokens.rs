//! Tokens: what proves an identity, and all that does not.

use std::{
    os::unix::fs::PermissionsExt,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as B64};
use edge::{
    AuthError, Authenticator, BuiltIn,
    auth::{AGE_CEILING, AGE_FLOOR, Issuer, KEYS_KEPT, KeySource},
};
use http::StatusCode;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use kernel::SystemClock;
use serde_json::{Value, json};

use crate::{
    issuer::{Idp, Outside, claims, now},
    rotated_keys::is_awaited,
    service::{AUDIENCE, ISSUER, service, service_with},
};

pub fn issuer(keys: KeySource) -> Issuer {
    Issuer {
        issuer: "https://idp.example".into(),
        audiences: vec![AUDIENCE.into()],
        algorithms: vec![Algorithm::ES256],
        keys,
        keys_kept: KEYS_KEPT,
        subject: "sub".into(),
    }
}

pub fn believing(url: &str) -> Authenticator {
    Authenticator::new(vec![issuer(KeySource::JwksUrl(url.into()))], Arc::new(SystemClock)).unwrap()
}

pub fn claims_of(subject: &str) -> Value {
    let mut claims = claims();
    claims["sub"] = json!(subject);
    claims
}

/// Lets the authenticator's monotonic clock pass without waiting.
pub async fn pass(time: Duration) {
    tokio::time::pause();
    tokio::time::advance(time).await;
    tokio::time::resume();
}

#[tokio::test]
async fn a_bad_token_is_401_with_a_challenge_and_a_good_one_is_an_identity() {
    let service = service();
    let good = service.ask_as("{ hello }").await;
    assert_eq!(good.status, StatusCode::OK);
    let identity = service.seen.identities.lock()[0].clone().unwrap();
    assert_eq!((identity.issuer.as_str(), identity.subject.as_str()), (ISSUER, "anna"));
    let token = service.token();
    for header in [
        "Bearer",
        "Bearer ",
        "Bearer x.y.z",
        "Basic YTpi",
        &token,
        &format!("Bearer {token}x"),
        &format!("Token {token}"),
    ] {
        let answer = service.ask_with("{ hello }", json!({}), &[("authorization", header)]).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{header}");
        assert!(answer.header("www-authenticate").contains("invalid_token"));
        assert!(!answer.text.contains(token.split('.').nth(1).unwrap()));
    }
    assert_eq!(service.seen.calls.lock().len(), 1);
}

#[tokio::test]
async fn an_expired_token_says_so() {
    struct Earlier;
    impl kernel::Clock for Earlier {
        fn now(&self) -> kernel::Timestamp {
            SystemClock.now() - chrono::TimeDelta::seconds(3_600)
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("key");
    let earlier = BuiltIn::open(&file, ISSUER, AUDIENCE, Arc::new(Earlier)).unwrap();
    let authenticator = Authenticator::new(vec![earlier.as_issuer()], Arc::new(SystemClock)).unwrap();
    let token = earlier.mint("anna", Duration::from_secs(60)).unwrap();
    assert_eq!(authenticator.verify(&token).await, Err(AuthError::Expired));
    let longer = earlier.mint("anna", Duration::from_secs(7_200)).unwrap();
    assert!(authenticator.verify(&longer).await.is_ok());
}

#[tokio::test]
async fn every_required_claim_is_required_and_checked() {
    let key = Outside::p256("k1");
    let (_idp, url) = Idp::start(&[&key]).await;
    let authenticator = believing(&url);
    let identity = authenticator.verify(&key.sign(&claims())).await.unwrap();
    assert_eq!(identity.subject, "berit");
    for (claim, value) in [
        ("exp", json!(null)),
        ("exp", json!(now() - 60)),
        ("exp", json!("soon")),
        ("exp", json!(1e300)),
        ("iss", json!(null)),
        ("iss", json!("https://evil.example")),
        ("iss", json!(["https://idp.example"])),
        ("aud", json!(null)),
        ("aud", json!("another")),
        ("aud", json!([])),
        ("sub", json!(null)),
        ("sub", json!("")),
        ("sub", json!(7)),
        ("nbf", json!(now() + 300)),
    ] {
        let mut claims = claims();
        if value.is_null() {
            claims.as_object_mut().unwrap().remove(claim);
        } else {
            claims[claim] = value.clone();
        }
        assert!(authenticator.verify(&key.sign(&claims)).await.is_err(), "{claim} {value}");
    }
    let mut several = claims();
    several["aud"] = json!(["another", AUDIENCE]);
    assert!(authenticator.verify(&key.sign(&several)).await.is_ok());
}

#[tokio::test]
async fn the_token_does_not_choose_its_algorithm_or_key() {
    let key = Outside::p256("k1");
    let (_idp, url) = Idp::start(&[&key]).await;
    let authenticator = believing(&url);
    let good = key.sign(&claims());
    let payload = B64.encode(claims().to_string());
    let unsigned = |header: Value| format!("{}.{payload}.", B64.encode(header.to_string()));
    let public = serde_json::to_vec(&key.jwk()).unwrap();
    let hmac = |id: &str| {
        let header = Header { kid: Some(id.into()), ..Header::new(Algorithm::HS256) };
        jsonwebtoken::encode(&header, &claims(), &EncodingKey::from_secret(&public)).unwrap()
    };
    let impostor = Outside { id: "k1", ..Outside::p256("x") };
    let unknown = Outside { id: "k2", ..Outside::p256("x") };
    let mut parts: Vec<&str> = good.split('.').collect();
    let other_payload = B64.encode(
        json!({ "iss": "https://idp.example", "aud": AUDIENCE, "sub": "rektor", "exp": now() + 600 }).to_string(),
    );
    parts[1] = &other_payload;
    for forged in [
        // First, so that the set is fetched for it.
        unknown.sign(&claims()),
        unsigned(json!({ "alg": "none", "kid": "k1" })),
        unsigned(json!({ "alg": "ES256", "kid": "k1" })),
        hmac("k1"),
        impostor.sign(&claims()),
        parts.join("."),
        format!("{good}.x"),
        "a".repeat(9_000),
    ] {
        assert_eq!(authenticator.verify(&forged).await, Err(AuthError::Invalid), "{forged}");
    }
    assert!(authenticator.verify(&good).await.is_ok());
}

#[tokio::test]
async fn a_configuration_that_is_not_safe_does_not_start() {
    let issuer = |algorithms: Vec<Algorithm>, url: &str| Issuer {
        issuer: "i".into(),
        audiences: vec!["a".into()],
        algorithms,
        keys: KeySource::JwksUrl(url.into()),
        keys_kept: KEYS_KEPT,
        subject: "sub".into(),
    };
    for bad in [
        issuer(vec![], "https://idp.example/jwks"),
        issuer(vec![Algorithm::HS256], "https://idp.example/jwks"),
        issuer(vec![Algorithm::ES256, Algorithm::HS512], "https://idp.example/jwks"),
        issuer(vec![Algorithm::ES256], "http://idp.example/jwks"),
        issuer(vec![Algorithm::ES256], "not a url"),
    ] {
        let refused = Authenticator::new(vec![bad], Arc::new(SystemClock));
        assert!(matches!(refused.err(), Some(AuthError::Unusable(_))));
    }
    assert!(
        Authenticator::new(vec![issuer(vec![Algorithm::ES256], "https://idp.example/jwks")], Arc::new(SystemClock))
            .is_ok()
    );
}

#[tokio::test]
async fn many_first_tokens_make_one_fetch() {
    let key = Outside::p256("k1");
    let (idp, url) = Idp::start(&[&key]).await;
    let authenticator = believing(&url);
    let token = key.sign(&claims());
    let all = futures_util::future::join_all((0..50).map(|_| authenticator.verify(&token))).await;
    assert!(all.iter().all(Result::is_ok));
    assert_eq!(idp.asked(), 1);
}

#[tokio::test]
async fn unknown_keys_are_looked_for_but_not_more_often_than_the_floor() {
    let (old, new) = (Outside::p256("k1"), Outside::p256("k2"));
    let (idp, url) = Idp::start(&[&old]).await;
    let authenticator = believing(&url);
    authenticator.verify(&old.sign(&claims())).await.unwrap();
    for _ in 0..20 {
        assert!(authenticator.verify(&new.sign(&claims())).await.is_err());
    }
    assert_eq!(idp.asked(), 1);
    idp.offer(&[&old, &new]);
    pass(AGE_FLOOR).await;
    assert!(authenticator.verify(&new.sign(&claims())).await.is_ok());
    assert_eq!(idp.asked(), 2);
}

#[tokio::test]
async fn a_withdrawn_key_is_forgotten_with_what_it_proved() {
    let (old, new) = (Outside::p256("k1"), Outside::p256("k2"));
    let (idp, url) = Idp::start(&[&old]).await;
    let authenticator = believing(&url);
    let token = old.sign(&claims());
    assert!(authenticator.verify(&token).await.is_ok());
    idp.offer(&[&new]);
    pass(AGE_CEILING).await;
    // Another caller's token brings the new set; the remembered verification goes with the old.
    assert!(authenticator.verify(&new.sign(&claims())).await.is_ok());
    assert!(is_awaited(&authenticator.verify(&token).await), "the set was fetched for another's");
    pass(AGE_FLOOR).await;
    assert_eq!(authenticator.verify(&token).await, Err(AuthError::Invalid));
}

#[tokio::test]
async fn the_last_good_set_is_kept_while_the_issuer_is_away_but_not_for_ever() {
    let (key, newer) = (Outside::p256("k1"), Outside::p256("k2"));
    let (idp, url) = Idp::start(&[&key]).await;
    idp.away.store(true, Ordering::SeqCst);
    let authenticator = believing(&url);
    assert_eq!(authenticator.verify(&key.sign(&claims())).await, Err(AuthError::IssuerAway));
    idp.away.store(false, Ordering::SeqCst);
    pass(AGE_FLOOR).await;
    assert!(authenticator.verify(&key.sign(&claims())).await.is_ok());
    // A name that was not there when the set was fetched, while nobody says that it is not there now.
    assert!(is_awaited(&authenticator.verify(&newer.sign(&claims())).await), "it may have come since");
    idp.away.store(true, Ordering::SeqCst);
    pass(AGE_FLOOR).await;
    for _ in 0..5 {
        assert_eq!(authenticator.verify(&newer.sign(&claims())).await, Err(AuthError::IssuerAway));
        assert!(authenticator.verify(&key.sign(&claims_of("cecilia"))).await.is_ok());
    }
    pass(AGE_CEILING).await;
    assert!(authenticator.verify(&key.sign(&claims_of("david"))).await.is_ok());
    assert_eq!(authenticator.verify(&newer.sign(&claims())).await, Err(AuthError::IssuerAway));
    idp.away.store(false, Ordering::SeqCst);
    idp.offer(&[]);
    pass(AGE_FLOOR).await;
    assert!(authenticator.verify(&key.sign(&claims_of("eva"))).await.is_ok(), "an empty set is not a set");
    assert_eq!(authenticator.verify(&newer.sign(&claims())).await, Err(AuthError::IssuerAway));
    assert_eq!(idp.asked(), 5);
    // So long away that what it has withdrawn meanwhile would be believed for ever. What was verified a moment ago goes with the set.
    pass(KEYS_KEPT).await;
    for subject in ["filip", "eva"] {
        assert_eq!(authenticator.verify(&key.sign(&claims_of(subject))).await, Err(AuthError::IssuerAway), "{subject}");
    }
    // And as good as ever when it is back.
    idp.offer(&[&key, &newer]);
    pass(AGE_FLOOR).await;
    for key in [&key, &newer] {
        assert!(authenticator.verify(&key.sign(&claims())).await.is_ok());
    }
}

#[tokio::test]
async fn how_long_the_last_set_is_believed_is_the_operators_choice() {
    let key = Outside::p256("k1");
    let (idp, url) = Idp::start(&[&key]).await;
    let issuer = Issuer { keys_kept: Duration::from_secs(3_600), ..issuer(KeySource::JwksUrl(url)) };
    let authenticator = Authenticator::new(vec![issuer], Arc::new(SystemClock)).unwrap();
    assert!(authenticator.verify(&key.sign(&claims())).await.is_ok());
    idp.away.store(true, Ordering::SeqCst);
    pass(Duration::from_secs(3_500)).await;
    assert!(authenticator.verify(&key.sign(&claims_of("cecilia"))).await.is_ok());
    pass(Duration::from_secs(200)).await;
    assert_eq!(authenticator.verify(&key.sign(&claims_of("david"))).await, Err(AuthError::IssuerAway));
}

#[tokio::test]
async fn an_issuer_away_is_503_and_no_reason_to_sign_in_again() {
    let (key, unknown) = (Outside::p256("k1"), Outside::p256("k2"));
    let (idp, url) = Idp::start(&[&key]).await;
    let service = service_with(|config| config.authenticator = Arc::new(believing(&url)));
    let ask = async |token: String| {
        service.ask_with("{ hello }", json!({}), &[("authorization", &format!("Bearer {token}"))]).await
    };
    assert_eq!(ask(key.sign(&claims())).await.status, StatusCode::OK);
    idp.away.store(true, Ordering::SeqCst);
    pass(AGE_FLOOR).await;
    let answer = ask(unknown.sign(&claims())).await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::SERVICE_UNAVAILABLE, "UNAVAILABLE"));
    assert!(!answer.header("retry-after").is_empty() && answer.header("www-authenticate").is_empty());
    assert_eq!(ask(key.sign(&claims_of("cecilia"))).await.status, StatusCode::OK);
    // Back again, and asked for a forged name just before its new key.
    idp.away.store(false, Ordering::SeqCst);
    pass(AGE_FLOOR).await;
    assert_eq!(ask(Outside::p256("forged").sign(&claims())).await.status, StatusCode::UNAUTHORIZED);
    let new = Outside::p256("k3");
    idp.offer(&[&key, &new]);
    let answer = ask(new.sign(&claims())).await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::SERVICE_UNAVAILABLE, "UNAVAILABLE"));
    let seconds: u64 = answer.header("retry-after").parse().unwrap();
    assert!((1..=AGE_FLOOR.as_secs()).contains(&seconds) && answer.header("www-authenticate").is_empty());
    assert_eq!(answer.json()["errors"][0]["extensions"]["retryAfter"], seconds);
    pass(Duration::from_secs(seconds)).await;
    assert_eq!(ask(new.sign(&claims())).await.status, StatusCode::OK);
}

#[tokio::test]
async fn symmetric_weak_and_foreign_keys_in_a_set_are_not_used() {
    let key = Outside::p256("k1");
    let (idp, url) = Idp::start(&[&key]).await;
    idp.keys.lock().extend([
        json!({ "kty": "oct", "k": B64.encode("secret"), "kid": "h", "alg": "HS256" }),
        json!({ "kty": "RSA", "n": B64.encode([255_u8; 128]), "e": "AQAB", "kid": "weak" }),
        json!({ "kty": "EC", "crv": "secp256k1", "x": "AA", "y": "AA", "kid": "odd" }),
        json!({ "kty": "new", "kid": "unknown" }),
    ]);
    let authenticator = believing(&url);
    assert!(authenticator.verify(&key.sign(&claims())).await.is_ok());
    let header = Header { kid: Some("h".into()), ..Header::new(Algorithm::HS256) };
    let forged = jsonwebtoken::encode(&header, &claims(), &EncodingKey::from_secret(b"secret")).unwrap();
    assert_eq!(authenticator.verify(&forged).await, Err(AuthError::Invalid));
}

#[test]
fn the_signing_key_is_kept_private_and_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("deep/down/key");
    let open = || BuiltIn::open(&file, ISSUER, AUDIENCE, Arc::new(SystemClock));
    let first = open().unwrap().mint("a", Duration::from_secs(1)).unwrap();
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(std::fs::read_dir(file.parent().unwrap()).unwrap().count(), 1);
    let again = open().unwrap().mint("a", Duration::from_secs(1)).unwrap();
    assert_eq!(first.split('.').next(), again.split('.').next(), "the same kid");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
    assert!(open().is_err());
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    std::fs::write(&file, b"not a key").unwrap();
    assert!(open().is_err());
}

#[test]
fn processes_that_start_at_once_agree_on_the_key() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("key");
    let mint =
        || BuiltIn::open(&file, ISSUER, AUDIENCE, Arc::new(SystemClock)).unwrap().mint("a", Duration::ZERO).unwrap();
    let ids: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(mint)).collect();
        threads.into_iter().map(|t| t.join().unwrap().split('.').next().unwrap().to_owned()).collect()
    });
    assert!(ids.iter().all(|id| *id == ids[0]));
}

#[tokio::test]
async fn a_token_of_many_groups_is_read_and_a_longer_one_is_told_so() {
    let service = service();
    let key = Outside::p256("k1");
    let (_idp, url) = Idp::start(&[&key]).await;
    let authenticator = believing(&url);
    let of = |groups: usize| {
        let mut claims = claims();
        claims["groups"] = (0..groups).map(|n| format!("{n:08}-0000-0000-0000-000000000000")).collect();
        key.sign(&claims)
    };
    assert!(of(200).len() > 8 * 1024 && authenticator.verify(&of(200)).await.is_ok());
    assert_eq!(authenticator.verify(&of(1_000)).await, Err(AuthError::TooLong));
    let bearer = format!("Bearer {}", of(1_000));
    let answer = service.ask_with("{ hello }", json!({}), &[("authorization", &bearer)]).await;
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (431, "TOKEN_TOO_LONG"));
    assert!(answer.text.contains("grupper") && answer.text.contains("32768"), "{}", answer.text);
}

#[tokio::test]
async fn the_claim_that_names_the_person_is_the_issuers() {
    let key = Outside::p256("k1");
    let (_idp, url) = Idp::start(&[&key]).await;
    let issuer = Issuer {
        issuer: "https://idp.example".into(),
        audiences: vec!["another".into(), AUDIENCE.into()],
        algorithms: vec![Algorithm::ES256],
        keys: KeySource::JwksUrl(url),
        keys_kept: KEYS_KEPT,
        subject: "oid".into(),
    };
    let authenticator = Authenticator::new(vec![issuer], Arc::new(SystemClock)).unwrap();
    assert_eq!(authenticator.verify(&key.sign(&claims())).await, Err(AuthError::Invalid), "it has no oid");
    let mut named = claims();
    named["oid"] = json!("7f3e");
    assert_eq!(authenticator.verify(&key.sign(&named)).await.unwrap().subject, "7f3e");
    named["aud"] = json!("another");
    assert!(authenticator.verify(&key.sign(&named)).await.is_ok());
}

#[tokio::test]
async fn keys_come_by_http_from_elsewhere_only_where_that_is_allowed() {
    let issuer = |keys: KeySource| Issuer {
        issuer: "https://login.example.se/realms/region".into(),
        audiences: vec![AUDIENCE.into()],
        algorithms: vec![Algorithm::RS256],
        keys,
        keys_kept: KEYS_KEPT,
        subject: "sub".into(),
    };
    let url = "http://keycloak:8080/realms/region/protocol/openid-connect/certs".to_owned();
    let refused = Authenticator::new(vec![issuer(KeySource::JwksUrl(url.clone()))], Arc::new(SystemClock)).err();
    let Some(AuthError::Unusable(told)) = refused else { panic!("{refused:?}") };
    assert!(told.contains("realms/region: jwks_url") && told.contains("keys_by_http = true"), "{told}");
    assert!(Authenticator::new(vec![issuer(KeySource::PlainJwksUrl(url))], Arc::new(SystemClock)).is_ok());
}
