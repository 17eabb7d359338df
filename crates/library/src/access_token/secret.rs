//! The secret that a tool presents. Told once; only its keyed hash is kept.

use std::fmt;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::{Result, id::AccessTokenId};
use store::Sealer;

/// What every secret begins with, so that one is recognised where it should not be.
const PREFIX: &str = "kn_";
/// 256 bits in base64.
const LENGTH: usize = PREFIX.len() + 43;

/// Hemlighet: told to whoever made the token, once. It is never printed by accident.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// A new one, from the system's randomness.
    pub fn fresh() -> Self {
        Self(format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(Sealer::fresh_key())))
    }

    /// The secret itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    ///
    /// # Errors
    /// `Broken` never in practice.
    pub fn hash(&self, sealer: &Sealer) -> Result<SecretHash> {
        SecretHash::of(sealer, &self.0)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What is kept of a secret: a hash that nobody can make without the seal's key, so that a stolen table is no list of keys and
/// a guess cannot be steered towards what is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretHash(String);

impl SecretHash {
    /// Of whatever was presented. As much work for what is no secret of ours as for one that is.
    ///
    /// # Errors
    /// `Broken` never in practice.
    pub(super) fn of(sealer: &Sealer, presented: &str) -> Result<Self> {
        let text = if is_well_formed(presented) { presented } else { &"-".repeat(LENGTH) };
        sealer.blind_index(&format!("access_tokens.secret:{text}")).map(Self)
    }

    /// What no secret hashes to: for a token that is there to be seen and that nobody can use. The same for the same id and key.
    ///
    /// # Errors
    /// `Broken` never in practice.
    pub fn of_nobody(sealer: &Sealer, id: AccessTokenId) -> Result<Self> {
        sealer.blind_index(&format!("access_tokens.nobody:{}", id.as_str())).map(Self)
    }

    pub(super) fn stored(text: String) -> Self {
        Self(text)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SecretHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretHash(…)")
    }
}

fn is_well_formed(text: &str) -> bool {
    text.len() == LENGTH
        && text
            .strip_prefix(PREFIX)
            .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_256_bits_with_a_prefix_and_never_the_same() {
        let (one, other) = (Secret::fresh(), Secret::fresh());
        assert!(is_well_formed(one.reveal()) && one.reveal() != other.reveal());
        assert_eq!(URL_SAFE_NO_PAD.decode(&one.reveal()[3..]).map(|bytes| bytes.len()), Ok(32));
        assert!(!is_well_formed("kn_") && !is_well_formed(&one.reveal()[3..]));
    }

    #[test]
    fn nobodys_hash_is_no_secrets() -> Result<()> {
        let (id, sealer) = (kernel::Id::new(&kernel::SequentialIds::starting_at(1)), Sealer::new(&[7; 32])?);
        let hash = SecretHash::of_nobody(&sealer, id)?;
        assert_eq!(hash, SecretHash::of_nobody(&sealer, id)?);
        assert_ne!(hash, SecretHash::of_nobody(&Sealer::new(&[8; 32])?, id)?);
        // Neither its own text nor the id, presented as a secret, leads to it.
        for presented in [id.as_str(), hash.as_str(), &format!("access_tokens.nobody:{}", id.as_str()), "kn_", ""] {
            assert_ne!(hash, SecretHash::of(&sealer, presented)?, "{presented}");
        }
        Ok(())
    }

    #[test]
    fn the_hash_is_keyed_and_nothing_is_printed() -> Result<()> {
        let (secret, sealer) = (Secret::fresh(), Sealer::new(&[7; 32])?);
        let hash = secret.hash(&sealer)?;
        assert_eq!(hash, secret.hash(&sealer)?);
        assert_ne!(hash, secret.hash(&Sealer::new(&[8; 32])?)?);
        assert_ne!(hash.as_str(), sealer.blind_index(secret.reveal())?, "another field's index is another hash");
        let printed = format!("{secret:?} {hash:?}");
        assert!(!printed.contains(secret.reveal()) && !printed.contains(hash.as_str()), "{printed}");
        Ok(())
    }
}
