//! What an issuer's key set may look like.

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as B64};
use edge::{
    AuthError, Authenticator,
    auth::{AGE_FLOOR, Issuer, KeySource},
};
use jsonwebtoken::{Algorithm, Header};
use kernel::SystemClock;
use serde_json::{Value, json};

use crate::{
    issuer::{Idp, Outside, claims},
    rotated_keys::is_awaited,
    tokens::{believing, issuer, pass},
};

#[tokio::test]
async fn one_odd_entry_of_a_set_does_not_spoil_the_others() {
    let key = Outside::p256("good");
    let (idp, url) = Idp::start(&[&key]).await;
    let mut odd = key.jwk();
    odd["use"] = json!(7);
    idp.keys.lock().extend([
        odd,
        json!(null),
        json!("a key"),
        json!([]),
        json!({}),
        json!({ "kty": "RSA", "kid": "no numbers" }),
        json!({ "kty": "RSA", "kid": "other numbers", "n": 7, "e": [] }),
        json!({ "kty": "EC", "kid": "no curve" }),
        json!({ "kty": "AKP", "alg": "ML-DSA-65", "pub": "AA", "kid": "of tomorrow" }),
    ]);
    idp.keys.lock().rotate_right(4);
    let authenticator = believing(&url);
    assert!(authenticator.verify(&key.sign(&claims())).await.is_ok());
}

#[tokio::test]
async fn odd_entries_take_no_place_of_those_that_can_be_used() {
    let key = Outside::p256("good");
    let (idp, url) = Idp::start(&[&key]).await;
    let odd = (0..150).map(|number| json!({ "kty": "OKP", "crv": "X448", "kid": number.to_string() }));
    idp.keys.lock().splice(0..0, odd);
    assert!(believing(&url).verify(&key.sign(&claims())).await.is_ok());
}

#[tokio::test]
async fn a_key_may_be_the_last_of_three_hundred_with_their_certificates() {
    let key = Outside::p256("last");
    let (idp, url) = Idp::start(&[&key]).await;
    let others = (0..300).map(|number| {
        let mut other = key.jwk();
        (other["kid"], other["x5c"]) = (json!(number.to_string()), json!(["A".repeat(1_600)]));
        other
    });
    idp.keys.lock().splice(0..0, others);
    assert!(believing(&url).verify(&key.sign(&claims())).await.is_ok());
}

#[tokio::test]
async fn an_odd_member_that_is_not_needed_does_not_spoil_a_key() {
    for (member, value) in [
        ("x5t", json!(5)),
        ("x5t#S256", json!(null)),
        ("x5c", json!("abc")),
        ("x5u", json!({})),
        ("key_ops", json!("verify")),
        ("key_ops", json!(["vErify", 7])),
        ("ext", json!("yes")),
        ("kid", json!(7)),
        ("nbf", json!([])),
    ] {
        let key = Outside::p256("k1");
        let (idp, url) = Idp::start(&[&key]).await;
        idp.keys.lock()[0][member] = value.clone();
        let verified = believing(&url).verify(&key.sign(&claims())).await;
        assert!(verified.is_ok(), "{member}: {value}: {verified:?}");
    }
    // One that is needed does.
    for (member, value) in
        [("kty", json!("oct")), ("x", json!(7)), ("crv", json!("P-999")), ("use", json!("enc")), ("alg", json!(5))]
    {
        let key = Outside::p256("k1");
        let (idp, url) = Idp::start(&[&key]).await;
        idp.keys.lock()[0][member] = value.clone();
        assert!(believing(&url).verify(&key.sign(&claims())).await.is_err(), "{member}: {value}");
    }
}

#[tokio::test]
async fn a_token_or_a_set_may_leave_the_keys_name_out() {
    let unnamed = |key: &Outside, claims: &Value| {
        jsonwebtoken::encode(&Header::new(key.algorithm), claims, &key.signing).unwrap()
    };
    let (one, two, stranger) = (Outside::p256("k1"), Outside::p256("k2"), Outside::p256("k3"));
    let (idp, url) = Idp::start(&[&one, &two]).await;
    let authenticator = believing(&url);
    for key in [&one, &two] {
        assert!(authenticator.verify(&unnamed(key, &claims())).await.is_ok(), "any key of the set may have signed it");
    }
    assert_eq!(authenticator.verify(&unnamed(&stranger, &claims())).await, Err(AuthError::Invalid));
    // A set without names: a token that names its key is of one of them all the same, and nobody asks again and again.
    let nameless = |key: &Outside| {
        let mut jwk = key.jwk();
        jwk.as_object_mut().unwrap().remove("kid");
        jwk
    };
    *idp.keys.lock() = vec![nameless(&one), nameless(&two)];
    let authenticator = believing(&url);
    assert!(authenticator.verify(&two.sign(&claims())).await.is_ok());
    assert!(authenticator.verify(&unnamed(&one, &claims())).await.is_ok());
    assert!(is_awaited(&authenticator.verify(&stranger.sign(&claims())).await));
    assert_eq!(idp.asked(), 2);
    // One that is named is tried alone.
    *idp.keys.lock() = vec![one.jwk(), nameless(&two)];
    let authenticator = believing(&url);
    let impostor = Outside { id: "k1", ..Outside { signing: two.signing.clone(), ..Outside::p256("x") } };
    assert_eq!(authenticator.verify(&impostor.sign(&claims())).await, Err(AuthError::Invalid));
}

#[tokio::test]
async fn a_key_without_a_name_does_not_hide_that_the_set_was_changed() {
    let nameless = |key: &Outside| {
        let mut jwk = key.jwk();
        jwk.as_object_mut().unwrap().remove("kid");
        jwk
    };
    let (old, new, other) = (Outside::p256("k1"), Outside::p256("k2"), Outside::p256("k3"));
    let (idp, url) = Idp::start(&[]).await;
    *idp.keys.lock() = vec![old.jwk(), nameless(&other)];
    let authenticator = believing(&url);
    assert!(authenticator.verify(&old.sign(&claims())).await.is_ok());
    *idp.keys.lock() = vec![new.jwk(), nameless(&other)];
    assert!(is_awaited(&authenticator.verify(&new.sign(&claims())).await), "asked a moment ago");
    pass(AGE_FLOOR).await;
    assert!(authenticator.verify(&new.sign(&claims())).await.is_ok());
    assert_eq!(idp.asked(), 2);
    // Whoever is of none of them has it asked no more often than others.
    for _ in 0..3 {
        assert!(is_awaited(&authenticator.verify(&Outside::p256("k4").sign(&claims())).await));
    }
    assert_eq!(idp.asked(), 2);
    pass(AGE_FLOOR).await;
    for _ in 0..3 {
        assert_eq!(authenticator.verify(&Outside::p256("k4").sign(&claims())).await, Err(AuthError::Invalid));
    }
    assert_eq!(idp.asked(), 3);
}

#[tokio::test]
async fn a_key_without_a_name_and_of_another_kind_does_not_hide_it_either() {
    let (old, new) = (Outside::rsa("k1"), Outside::p256("k2"));
    let (idp, url) = Idp::start(&[]).await;
    let mut nameless = old.jwk();
    nameless.as_object_mut().unwrap().remove("kid");
    *idp.keys.lock() = vec![nameless.clone()];
    let issuer =
        Issuer { algorithms: vec![Algorithm::RS256, Algorithm::ES256], ..issuer(KeySource::JwksUrl(url.clone())) };
    let authenticator = Authenticator::new(vec![issuer], Arc::new(SystemClock)).unwrap();
    assert!(authenticator.verify(&old.sign(&claims())).await.is_ok());
    *idp.keys.lock() = vec![nameless, new.jwk()];
    assert!(is_awaited(&authenticator.verify(&new.sign(&claims())).await));
    pass(AGE_FLOOR).await;
    assert!(authenticator.verify(&new.sign(&claims())).await.is_ok());
}

#[tokio::test]
async fn an_rsa_modulus_may_have_a_zero_before_it() {
    let key = Outside::rsa("k1");
    let (idp, url) = Idp::start(&[&key]).await;
    let number = idp.keys.lock()[0]["n"].as_str().unwrap().to_owned();
    let bytes = B64.decode(number).unwrap();
    let believing = |url: &str| {
        let issuer = Issuer { algorithms: vec![Algorithm::RS256], ..issuer(KeySource::JwksUrl(url.into())) };
        Authenticator::new(vec![issuer], Arc::new(SystemClock)).unwrap()
    };
    for zeros in [0, 1, 2] {
        idp.keys.lock()[0]["n"] = json!(B64.encode([vec![0; zeros], bytes.clone()].concat()));
        assert!(believing(&url).verify(&key.sign(&claims())).await.is_ok(), "{zeros}");
    }
}
