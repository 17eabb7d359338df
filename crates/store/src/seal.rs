//! Sealed fields: encrypted at rest, matched by a keyed hash, never a key of anything.

use std::{fmt, sync::Arc};

use chacha20poly1305::{
    AeadCore, KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, OsRng, Payload},
};
use hmac::{Hmac, Mac};
use kernel::{Error, Result};
use sha2::Sha256;

const NONCE: usize = 24;

/// Seals and opens personal fields. The key lives outside the database.
#[derive(Clone)]
pub struct Sealer(Arc<Keys>);

struct Keys {
    cipher: XChaCha20Poly1305,
    index: [u8; 32],
}

impl fmt::Debug for Sealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealer(…)")
    }
}

impl Sealer {
    /// A new master key from the system's randomness.
    pub fn fresh_key() -> [u8; 32] {
        XChaCha20Poly1305::generate_key(&mut OsRng).into()
    }

    /// From the 32-byte master key; the two working keys are derived from it.
    ///
    /// # Errors
    /// `Broken` never in practice: HMAC takes any key length.
    pub fn new(master: &[u8; 32]) -> Result<Self> {
        let seal = keyed(master, b"kompetensnav seal v1")?;
        let index = keyed(master, b"kompetensnav blind index v1")?;
        Ok(Self(Arc::new(Keys { cipher: XChaCha20Poly1305::new(&seal.into()), index })))
    }

    /// Encrypts `plain`, bound to `context` (table, field and row id): a sealed value moved elsewhere does not open.
    ///
    /// # Errors
    /// `Broken` when encryption fails.
    pub fn seal(&self, context: &str, plain: &str) -> Result<Vec<u8>> {
        let nonce = XChaCha20Poly1305::generate_nonce(&mut OsRng);
        let payload = Payload { msg: plain.as_bytes(), aad: context.as_bytes() };
        let mut sealed = nonce.to_vec();
        sealed.extend(self.0.cipher.encrypt(&nonce, payload).map_err(|_| Error::broken("sealing failed"))?);
        Ok(sealed)
    }

    /// Opens what [`Sealer::seal`] sealed for the same context.
    ///
    /// # Errors
    /// `Broken` for another key, another context or a tampered value.
    pub fn open(&self, context: &str, sealed: &[u8]) -> Result<String> {
        let wrong = || Error::broken("a sealed field does not open");
        let (nonce, msg) = sealed.split_at_checked(NONCE).ok_or_else(wrong)?;
        let payload = Payload { msg, aad: context.as_bytes() };
        let plain = self.0.cipher.decrypt(XNonce::from_slice(nonce), payload).map_err(|_| wrong())?;
        String::from_utf8(plain).map_err(|_| wrong())
    }

    /// Blind index: the same text always gives the same 64 hexadecimal digits, and tells nothing without the key.
    ///
    /// # Errors
    /// `Broken` never in practice.
    pub fn blind_index(&self, text: &str) -> Result<String> {
        Ok(keyed(&self.0.index, text.as_bytes())?.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// What tells this key from others, 64 hexadecimal digits.
    ///
    /// # Errors
    /// `Broken` never in practice.
    pub(crate) fn mark(&self) -> Result<String> {
        self.blind_index("kompetensnav seal key v1")
    }

    /// The fixed uniform number that the cell-key method adds up, 0 to 2^60 − 1, of the record with this name.
    ///
    /// Drawn once, at creation, from the name's bits under the service's key: no one outside can compute it, so no one
    /// can take the noise out of a published count, and neither correction nor reload changes it.
    ///
    /// # Errors
    /// `Broken` never in practice.
    pub fn record_key(&self, name: &str) -> Result<i64> {
        let digits = self.blind_index(&format!("record_key.{name}"))?;
        let key = digits.get(..15).and_then(|digits| i64::from_str_radix(digits, 16).ok());
        key.ok_or_else(|| Error::broken("a keyed hash is hexadecimal"))
    }
}

fn keyed(key: &[u8], text: &[u8]) -> Result<[u8; 32]> {
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key).map_err(|e| Error::broken(e.to_string()))?;
    mac.update(text);
    Ok(mac.finalize().into_bytes().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_field_opens_only_in_its_place_and_with_its_key() -> Result<()> {
        let sealer = Sealer::new(&[7; 32])?;
        let sealed = sealer.seal("participants.identity.a", "19121212-1212")?;
        assert_eq!(sealer.open("participants.identity.a", &sealed)?, "19121212-1212");
        assert!(sealer.open("participants.identity.b", &sealed).is_err());
        assert!(Sealer::new(&[8; 32])?.open("participants.identity.a", &sealed).is_err());
        assert_ne!(sealed, sealer.seal("participants.identity.a", "19121212-1212")?);
        Ok(())
    }

    #[test]
    fn the_blind_index_is_stable_and_keyed() -> Result<()> {
        let (one, other) = (Sealer::new(&[7; 32])?, Sealer::new(&[8; 32])?);
        assert_eq!(one.blind_index("x")?, one.blind_index("x")?);
        assert_ne!(one.blind_index("x")?, other.blind_index("x")?);
        Ok(())
    }

    #[test]
    fn the_record_key_is_fixed_and_keyed() -> Result<()> {
        let (one, other) = (Sealer::new(&[1; 32])?, Sealer::new(&[2; 32])?);
        assert_eq!(one.record_key("01h")?, one.record_key("01h")?);
        assert_ne!(one.record_key("01h")?, one.record_key("01j")?);
        assert_ne!(one.record_key("01h")?, other.record_key("01h")?);
        assert!((0..1 << 60).contains(&one.record_key("01h")?));
        Ok(())
    }
}
