//! Keys that an issuer takes into use and withdraws, while others name keys that there are not.

use std::{sync::atomic::Ordering, time::Duration};

use edge::{AuthError, auth::AGE_FLOOR};
use jsonwebtoken::Header;

use crate::{
    issuer::{Idp, Outside, claims},
    tokens::{believing, claims_of, pass},
};

/// That the key may be the issuer's by now.
pub fn is_awaited<T>(verified: &Result<T, AuthError>) -> bool {
    matches!(verified, Err(AuthError::KeyAwaited { seconds }) if (1..=AGE_FLOOR.as_secs()).contains(seconds))
}

#[tokio::test]
async fn a_key_taken_into_use_after_a_fetch_is_refused_for_no_longer_than_the_floor() {
    let (old, new, forged) = (Outside::p256("k1"), Outside::p256("k2"), Outside::p256("forged"));
    let (idp, url) = Idp::start(&[&old]).await;
    let authenticator = believing(&url);
    // Fetched for a token that nobody signed, just before the issuer's new key.
    assert_eq!(authenticator.verify(&forged.sign(&claims())).await, Err(AuthError::Invalid));
    idp.offer(&[&old, &new]);
    let refused = authenticator.verify(&new.sign(&claims())).await;
    assert!(is_awaited(&refused), "{refused:?}");
    // The forged name is refused for good all the while, and whoever has a known key is served.
    assert_eq!(authenticator.verify(&forged.sign(&claims_of("rektor"))).await, Err(AuthError::Invalid));
    assert!(authenticator.verify(&old.sign(&claims())).await.is_ok());
    pass(Duration::from_secs(10)).await;
    let refused = authenticator.verify(&new.sign(&claims())).await;
    assert!(matches!(refused, Err(AuthError::KeyAwaited { seconds: 1..=20 })), "{refused:?}");
    pass(Duration::from_secs(20)).await;
    assert!(authenticator.verify(&new.sign(&claims())).await.is_ok());
    assert_eq!(idp.asked(), 2);
}

#[tokio::test]
async fn a_name_is_refused_for_good_by_whoevers_fetch_came_after_it() {
    let (key, withdrawn) = (Outside::p256("k1"), Outside::p256("k0"));
    let (idp, url) = Idp::start(&[&key]).await;
    let authenticator = believing(&url);
    assert!(authenticator.verify(&key.sign(&claims())).await.is_ok());
    assert!(is_awaited(&authenticator.verify(&withdrawn.sign(&claims())).await));
    // Others' forged names come first as soon as the issuer may be asked: what was asked for before is looked for too.
    pass(AGE_FLOOR).await;
    for name in ["forged 1", "forged 2", "forged 3"] {
        let forged = Outside { id: name, ..Outside::p256("x") };
        assert!(authenticator.verify(&forged.sign(&claims())).await.is_err());
    }
    assert_eq!(authenticator.verify(&withdrawn.sign(&claims())).await, Err(AuthError::Invalid));
    assert!(authenticator.verify(&key.sign(&claims_of("cecilia"))).await.is_ok());
    assert_eq!(idp.asked(), 2);
    // And looked for anew when the issuer may be asked again.
    idp.offer(&[&key, &withdrawn]);
    pass(AGE_FLOOR).await;
    assert!(authenticator.verify(&withdrawn.sign(&claims())).await.is_ok());
    assert_eq!(idp.asked(), 3);
}

#[tokio::test]
async fn an_issuer_that_goes_away_just_after_a_fetch_makes_no_name_wrong() {
    let (key, newer) = (Outside::p256("k1"), Outside::p256("k2"));
    let (idp, url) = Idp::start(&[&key]).await;
    let authenticator = believing(&url);
    assert!(authenticator.verify(&key.sign(&claims())).await.is_ok());
    idp.away.store(true, Ordering::SeqCst);
    assert!(is_awaited(&authenticator.verify(&newer.sign(&claims())).await));
    pass(AGE_FLOOR).await;
    assert_eq!(authenticator.verify(&newer.sign(&claims())).await, Err(AuthError::IssuerAway));
    idp.away.store(false, Ordering::SeqCst);
    pass(AGE_FLOOR).await;
    // Another's name has it asked; this one's was waiting.
    assert!(authenticator.verify(&Outside::p256("forged").sign(&claims())).await.is_err());
    assert_eq!(authenticator.verify(&newer.sign(&claims())).await, Err(AuthError::Invalid));
    assert_eq!(idp.asked(), 3);
}

#[tokio::test]
async fn names_that_there_are_not_are_remembered_within_bounds() {
    let (key, new, forged) = (Outside::p256("k1"), Outside::p256("k2"), Outside::p256("x"));
    let (idp, url) = Idp::start(&[&key]).await;
    let authenticator = believing(&url);
    assert!(authenticator.verify(&key.sign(&claims())).await.is_ok());
    // However long it takes, it is one moment.
    tokio::time::pause();
    for number in 0..5_000 {
        let header = Header { kid: Some(format!("forged {number}")), ..Header::new(forged.algorithm) };
        let token = jsonwebtoken::encode(&header, &claims(), &forged.signing).unwrap();
        assert!(is_awaited(&authenticator.verify(&token).await), "{number}");
    }
    assert!(is_awaited(&authenticator.verify(&new.sign(&claims())).await));
    assert!(authenticator.verify(&key.sign(&claims_of("cecilia"))).await.is_ok(), "known keys are as good as ever");
    assert_eq!(idp.asked(), 1);
    tokio::time::resume();
    // Who came after so many has the issuer asked all the same.
    idp.offer(&[&key, &new]);
    pass(AGE_FLOOR).await;
    assert!(authenticator.verify(&new.sign(&claims())).await.is_ok());
    assert_eq!(idp.asked(), 2);
}
