//! The key behind the cookies: it seals what they hold, and answers for the forms.

use std::fmt;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chacha20poly1305::{
    AeadCore, KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, OsRng, Payload, rand_core::RngCore},
};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

const NONCE: usize = 24;

/// Sessionsnyckel. The working keys are derived from a master key, so that it serves nothing else.
#[derive(Clone)]
pub struct SessionKey {
    cipher: XChaCha20Poly1305,
    forms: [u8; 32],
}

impl fmt::Debug for SessionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionKey(…)")
    }
}

impl SessionKey {
    /// From the service's 32-byte master key.
    pub fn new(master: &[u8; 32]) -> Self {
        let sealing = keyed(master, b"kompetensnav session v1");
        Self { cipher: XChaCha20Poly1305::new(&sealing.into()), forms: keyed(master, b"kompetensnav forms v1") }
    }

    /// Seals for one cookie: under another's name it does not open.
    pub(super) fn seal(&self, cookie: &str, plain: &[u8]) -> Option<String> {
        let nonce = XChaCha20Poly1305::generate_nonce(&mut OsRng);
        let sealed = self.cipher.encrypt(&nonce, Payload { msg: plain, aad: cookie.as_bytes() }).ok()?;
        Some(URL_SAFE_NO_PAD.encode([nonce.as_slice(), &sealed].concat()))
    }

    pub(super) fn open(&self, cookie: &str, sealed: &str) -> Option<Vec<u8>> {
        let bytes = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE)?;
        self.cipher.decrypt(XNonce::from_slice(nonce), Payload { msg: sealed, aad: cookie.as_bytes() }).ok()
    }

    /// The keyed answer to an id, for one purpose.
    pub(super) fn answer(&self, purpose: &str, id: &str) -> String {
        URL_SAFE_NO_PAD.encode(self.mac(purpose, id).finalize().into_bytes())
    }

    /// Whether it is that answer; takes the same time whatever is wrong with it.
    pub(super) fn is_answer(&self, purpose: &str, id: &str, answer: &str) -> bool {
        let given = URL_SAFE_NO_PAD.decode(answer).unwrap_or_default();
        self.mac(purpose, id).verify_slice(&given).is_ok()
    }

    fn mac(&self, purpose: &str, id: &str) -> Hmac<Sha256> {
        let mut mac = hmac(&self.forms);
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(id.as_bytes());
        mac
    }
}

#[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
fn hmac(key: &[u8]) -> Hmac<Sha256> {
    <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key).expect("any length")
}

fn keyed(master: &[u8; 32], purpose: &[u8]) -> [u8; 32] {
    let mut mac = hmac(master);
    mac.update(purpose);
    mac.finalize().into_bytes().into()
}

/// 256 bits from the system's randomness, as text for cookies and addresses.
pub(crate) fn random() -> String {
    let mut bytes = [0; 32];
    OsRng.fill_bytes(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The S256 challenge of a PKCE verifier.
pub(super) fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()))
}

/// Whether two texts are the same, in a time that does not tell how much of them is.
pub(super) fn same(left: &str, right: &str) -> bool {
    let digest = |text: &str| Sha256::digest(text.as_bytes());
    digest(left) == digest(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_under_its_own_name_and_key_only() {
        let key = SessionKey::new(&[7; 32]);
        let sealed = key.seal("a", b"secret").expect("sealed");
        assert_eq!(key.open("a", &sealed).as_deref(), Some(&b"secret"[..]));
        assert_eq!(key.open("b", &sealed), None);
        assert_eq!(SessionKey::new(&[8; 32]).open("a", &sealed), None);
        let mut changed = sealed.clone().into_bytes();
        let last = changed.len() - 2;
        changed[last] = if changed[last] == b'A' { b'B' } else { b'A' };
        assert_eq!(key.open("a", std::str::from_utf8(&changed).expect("text")), None);
        assert_eq!(key.open("a", ""), None);
        assert_ne!(key.seal("a", b"secret"), Some(sealed), "a nonce is used once");
    }

    #[test]
    fn an_answer_is_for_one_id_and_purpose() {
        let key = SessionKey::new(&[7; 32]);
        let answer = key.answer("form", "id");
        assert!(key.is_answer("form", "id", &answer));
        assert!(!key.is_answer("form", "other", &answer));
        assert!(!key.is_answer("other", "id", &answer));
        assert!(!key.is_answer("form", "id", "") && !key.is_answer("form", "id", "åäö"));
    }

    #[test]
    fn the_challenge_is_that_of_the_standard() {
        // RFC 7636, appendix B.
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assert_eq!(challenge(verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        assert_ne!(random(), random());
        assert_eq!(random().len(), 43);
    }
}
