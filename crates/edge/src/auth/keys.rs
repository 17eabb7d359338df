//! A public key and the algorithms its own type can serve.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{
    Algorithm, AlgorithmFamily, DecodingKey,
    jwk::{AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm, PublicKeyUse},
};

/// Smallest RSA modulus, in base64 characters of `n`: 2,048 bits.
const RSA_CHARACTERS: usize = 341;

/// A verification key.
#[derive(Clone)]
pub struct Key {
    /// Its `kid`.
    pub id: Option<String>,
    decoding: DecodingKey,
    algorithms: Vec<Algorithm>,
}

impl Key {
    /// An Ed25519 public key.
    pub fn ed25519(id: String, raw: &[u8]) -> Self {
        Self { id: Some(id), decoding: DecodingKey::from_ed_der(raw), algorithms: vec![Algorithm::EdDSA] }
    }

    /// A key of a JWKS.
    ///
    /// # Errors
    /// It is symmetric, weak, not for signatures or unknown.
    pub fn from_jwk(jwk: &Jwk) -> Result<Self, &'static str> {
        if matches!(jwk.common.public_key_use, Some(ref used) if *used != PublicKeyUse::Signature) {
            return Err("not for signatures");
        }
        let mut algorithms = match &jwk.algorithm {
            AlgorithmParameters::RSA(rsa) if rsa.n.len() >= RSA_CHARACTERS => vec![
                Algorithm::RS256,
                Algorithm::RS384,
                Algorithm::RS512,
                Algorithm::PS256,
                Algorithm::PS384,
                Algorithm::PS512,
            ],
            AlgorithmParameters::EllipticCurve(ec) if ec.curve == EllipticCurve::P256 => vec![Algorithm::ES256],
            AlgorithmParameters::EllipticCurve(ec) if ec.curve == EllipticCurve::P384 => vec![Algorithm::ES384],
            AlgorithmParameters::OctetKeyPair(okp) if okp.curve == EllipticCurve::Ed25519 => vec![Algorithm::EdDSA],
            AlgorithmParameters::RSA(_) => return Err("an RSA key of less than 2,048 bits"),
            AlgorithmParameters::OctetKey(_) => return Err("a symmetric key"),
            AlgorithmParameters::EllipticCurve(_) | AlgorithmParameters::OctetKeyPair(_) => {
                return Err("of a curve that is not used here");
            }
            _ => return Err("of a type that is not used here, or without one of its type's members"),
        };
        if let Some(own) = jwk.common.key_algorithm {
            algorithms.retain(|algorithm| names(own, *algorithm));
        }
        let decoding = match &jwk.algorithm {
            AlgorithmParameters::RSA(rsa) => {
                DecodingKey::from_rsa_components(&without_zeros(&rsa.n), &without_zeros(&rsa.e))
            }
            _ => DecodingKey::from_jwk(jwk),
        };
        let decoding = decoding.map_err(|_| "its numbers make no key")?;
        if algorithms.is_empty() {
            return Err("of an algorithm that is not used here, or not that of its type");
        }
        Ok(Self { id: jwk.common.key_id.clone(), decoding, algorithms })
    }

    /// Whether this key can verify `algorithm`.
    pub fn fits(&self, algorithm: Algorithm) -> bool {
        self.decoding.family() != AlgorithmFamily::Hmac && self.algorithms.contains(&algorithm)
    }

    /// The key itself.
    pub fn decoding(&self) -> &DecodingKey {
        &self.decoding
    }
}

/// The number without zeros before it, which some libraries write where its first bit is set, as ASN.1 has them.
fn without_zeros(number: &str) -> String {
    let Ok(bytes) = URL_SAFE_NO_PAD.decode(number.trim_end_matches('=')) else { return number.to_owned() };
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    URL_SAFE_NO_PAD.encode(&bytes[zeros..])
}

fn names(own: KeyAlgorithm, algorithm: Algorithm) -> bool {
    own.to_string() == format!("{algorithm:?}")
}
