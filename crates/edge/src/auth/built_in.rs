//! The issuer of the embedded default: an Ed25519 key made at first use and kept in a file only its owner may read.

use std::{
    fs,
    io::{self, Write},
    path::Path,
    sync::Arc,
    time::Duration,
};

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use kernel::Clock;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{
    issuers::{Issuer, KeySource},
    keys::Key,
};

/// The built-in issuer.
pub struct BuiltIn {
    issuer: String,
    audience: String,
    signing: EncodingKey,
    public: Key,
    clock: Arc<dyn Clock>,
}

#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    aud: &'a str,
    sub: &'a str,
    iat: i64,
    nbf: i64,
    exp: i64,
}

impl BuiltIn {
    /// Opens the key in `file`, making it first if there is none. Two processes that start at once end up with the same key.
    ///
    /// # Errors
    /// The file cannot be read or written, is readable by others, or is not a key.
    pub fn open(file: &Path, issuer: &str, audience: &str, clock: Arc<dyn Clock>) -> io::Result<Self> {
        let pkcs8 = match read(file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                create(file)?;
                read(file)?
            }
            other => other?,
        };
        let (signing, public) = keys(&pkcs8)?;
        Ok(Self { issuer: issuer.to_owned(), audience: audience.to_owned(), signing, public, clock })
    }

    /// This issuer for the authenticator.
    pub fn as_issuer(&self) -> Issuer {
        Issuer {
            issuer: self.issuer.clone(),
            audiences: vec![self.audience.clone()],
            subject: "sub".to_owned(),
            algorithms: vec![Algorithm::EdDSA],
            keys: KeySource::Static(vec![self.public.clone()]),
            keys_kept: super::KEYS_KEPT,
        }
    }

    /// A token for `subject`, valid for `ttl` from now.
    ///
    /// # Errors
    /// The key cannot sign.
    pub fn mint(&self, subject: &str, ttl: Duration) -> io::Result<String> {
        let now = self.clock.now().timestamp();
        let exp = now.saturating_add(i64::try_from(ttl.as_secs()).unwrap_or(i64::MAX));
        let claims = Claims { iss: &self.issuer, aud: &self.audience, sub: subject, iat: now, nbf: now, exp };
        let header = Header { kid: self.public.id.clone(), ..Header::new(Algorithm::EdDSA) };
        jsonwebtoken::encode(&header, &claims, &self.signing).map_err(|_| io::Error::other("the key cannot sign"))
    }
}

fn new_pkcs8() -> io::Result<Vec<u8>> {
    let made = Ed25519KeyPair::generate().and_then(|pair| Ok(pair.to_pkcs8()?.as_ref().to_vec()));
    made.map_err(|_| io::Error::other("no key could be made"))
}

fn keys(pkcs8: &[u8]) -> io::Result<(EncodingKey, Key)> {
    let pair = Ed25519KeyPair::from_pkcs8(pkcs8);
    let pair = pair.map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "not an Ed25519 key"))?;
    let raw = pair.public_key().as_ref();
    let id = URL_SAFE_NO_PAD.encode(&Sha256::digest(raw)[..12]);
    Ok((EncodingKey::from_ed_der(pkcs8), Key::ed25519(id, raw)))
}

fn read(file: &Path) -> io::Result<Vec<u8>> {
    let pkcs8 = fs::read(file)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if fs::metadata(file)?.permissions().mode() & 0o077 != 0 {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "others may read the signing key: chmod 600"));
        }
    }
    Ok(pkcs8)
}

/// Writes beside the file and links it into place, so that the file is never seen half-written and the first one made stays.
fn create(file: &Path) -> io::Result<()> {
    let folder = file.parent().unwrap_or_else(|| Path::new("."));
    fs::create_dir_all(folder)?;
    let draft = draft(file);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut handle = options.open(&draft)?;
    let written = handle.write_all(&new_pkcs8()?).and_then(|()| handle.sync_all());
    let linked = written.and_then(|()| match fs::hard_link(&draft, file) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        other => other,
    });
    fs::remove_file(&draft)?;
    linked
}

fn draft(file: &Path) -> std::path::PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.{:?}", std::process::id(), std::thread::current().id()));
    file.with_file_name(name)
}
