//! An outside issuer of tokens, on loopback.

use base64::Engine;
use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

use axum::{Json, Router, routing};
use http::StatusCode;
use jsonwebtoken::{Algorithm, EncodingKey, Header, jwk::Jwk};
use parking_lot::Mutex;
use serde_json::{Value, json};

use crate::service::AUDIENCE;

/// A key of an outside issuer.
pub struct Outside {
    pub signing: EncodingKey,
    pub id: &'static str,
    pub algorithm: Algorithm,
}

impl Outside {
    pub fn p256(id: &'static str) -> Self {
        let rng = aws_lc_rs::rand::SystemRandom::new();
        let algorithm = &aws_lc_rs::signature::ECDSA_P256_SHA256_FIXED_SIGNING;
        let pkcs8 = aws_lc_rs::signature::EcdsaKeyPair::generate_pkcs8(algorithm, &rng).unwrap();
        Self { signing: EncodingKey::from_ec_der(pkcs8.as_ref()), id, algorithm: Algorithm::ES256 }
    }

    pub fn rsa(id: &'static str) -> Self {
        let pair = aws_lc_rs::rsa::KeyPair::generate(aws_lc_rs::rsa::KeySize::Rsa2048).unwrap();
        let der = aws_lc_rs::encoding::AsDer::<aws_lc_rs::encoding::Pkcs8V1Der<'_>>::as_der(&pair).unwrap();
        let pem = format!(
            "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
            base64::engine::general_purpose::STANDARD.encode(der.as_ref())
        );
        Self { signing: EncodingKey::from_rsa_pem(pem.as_bytes()).unwrap(), id, algorithm: Algorithm::RS256 }
    }

    pub fn jwk(&self) -> Value {
        let mut jwk = Jwk::from_encoding_key(&self.signing, self.algorithm).unwrap();
        jwk.common.key_id = Some(self.id.to_owned());
        serde_json::to_value(jwk).unwrap()
    }

    pub fn sign(&self, claims: &Value) -> String {
        let header = Header { kid: Some(self.id.to_owned()), ..Header::new(self.algorithm) };
        jsonwebtoken::encode(&header, claims, &self.signing).unwrap()
    }
}

pub fn now() -> i64 {
    i64::try_from(jsonwebtoken::get_current_timestamp()).unwrap()
}

pub fn claims() -> Value {
    json!({ "iss": "https://idp.example", "aud": AUDIENCE, "sub": "berit", "exp": now() + 600 })
}

/// An issuer on loopback: its key set can change, and it can be away.
#[derive(Default)]
pub struct Idp {
    pub keys: Mutex<Vec<Value>>,
    pub asked: AtomicUsize,
    pub away: AtomicBool,
}

impl Idp {
    pub async fn start(keys: &[&Outside]) -> (Arc<Self>, String) {
        let idp = Arc::new(Self::default());
        idp.offer(keys);
        let state = idp.clone();
        let answer = move || {
            let idp = state.clone();
            async move {
                idp.asked.fetch_add(1, Ordering::SeqCst);
                if idp.away.load(Ordering::SeqCst) {
                    return Err(StatusCode::BAD_GATEWAY);
                }
                Ok(Json(json!({ "keys": *idp.keys.lock() })))
            }
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/jwks", listener.local_addr().unwrap());
        let router = Router::new().route("/jwks", routing::get(answer));
        let limits = edge::Limits::default();
        tokio::spawn(async move { edge::serve(listener, router, &limits, std::future::pending()).await });
        (idp, url)
    }

    pub fn offer(&self, keys: &[&Outside]) {
        *self.keys.lock() = keys.iter().map(|key| key.jwk()).collect();
    }

    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}
