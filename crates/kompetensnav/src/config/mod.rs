//! Configuration: a file and the environment, read once; unknown keys are refused.

mod questions;

pub use questions::{PublisherConfig, QuestionsConfig};

use std::{fmt, path::PathBuf};

use base64::{Engine, engine::general_purpose::STANDARD};
use figment::{
    Figment,
    providers::{Env, Format, Serialized, Toml},
};
use serde::{Deserialize, Serialize};
use statistics::rollup::Added;

/// Everything that can be set. Keys are the same in the file and, upper-cased with the prefix `KOMPETENSNAV_`, in the
/// environment; a nested key has two underscores (`KOMPETENSNAV_LIMITS__BODY_BYTES`).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// `sqlite://FILE` or `postgres://…`.
    pub database_url: String,
    /// Most database connections.
    pub database_connections: u32,
    /// Address and port; port 0 picks a free one.
    pub listen: String,
    /// 32 bytes in base64: seals personal fields. Kept outside the database; without it sealed fields are lost.
    pub seal_key: Secret,
    /// Whose tokens are believed.
    pub issuers: Vec<IssuerConfig>,
    /// The built-in issuer, for a service without an identity provider. Absent: there is none.
    pub built_in_issuer: Option<BuiltInConfig>,
    /// Signing in to the pages with an OpenID Connect issuer. Absent: the pages show what is open.
    pub sign_in: Option<SignInConfig>,
    /// Anyone may take any of the demonstration's roles on the pages. Set by `demo` and by nothing else.
    #[serde(skip)]
    pub demonstration: bool,
    /// Web origins that may call the service from a browser.
    pub origins: Vec<String>,
    /// Networks of the proxies before the service, e.g. `10.0.0.0/8`, that are believed when they say in `X-Forwarded-For`
    /// who called them.
    pub trusted_proxies: Vec<ipnet::IpNet>,
    /// SQLite: survive power loss for every acknowledged write.
    pub durable: bool,
    /// Limits that may be changed.
    pub limits: LimitsConfig,
    /// Limits of the questions' files.
    pub questions: QuestionsConfig,
    /// Figures of others' records.
    pub figures: FiguresConfig,
    /// Who publishes the open questions. Absent: the service itself, without anyone to ask.
    pub publisher: Option<PublisherConfig>,
    /// Log filter, e.g. `info` or `info,gateway=debug`.
    pub log: String,
}

/// An OpenID Connect issuer.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssuerConfig {
    /// `iss`, exactly.
    pub issuer: String,
    /// Our `aud`.
    pub audience: String,
    /// Pinned algorithms, e.g. `["RS256"]`.
    pub algorithms: Vec<jsonwebtoken::Algorithm>,
    /// Its key set.
    pub jwks_url: String,
}

/// The built-in issuer.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BuiltInConfig {
    /// File with its signing key; made at first use, readable by its owner only.
    pub key_file: PathBuf,
    /// Its `iss`.
    pub issuer: String,
    /// Its `aud`.
    pub audience: String,
}

/// The service as a client of an OpenID Connect issuer, for the pages. The issuer stands among `issuers` too, since the
/// pages ask with its access tokens.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignInConfig {
    /// Which of `issuers`, exactly.
    pub issuer: String,
    /// Who the service is to the issuer.
    pub client_id: String,
    /// Its secret; empty for a public client.
    #[serde(default)]
    pub client_secret: Secret,
    /// A file with the secret, instead of `client_secret`.
    #[serde(default)]
    pub client_secret_file: Option<PathBuf>,
    /// Scheme and host that readers use, e.g. `https://nav.example`; `/logga-in/svar` there is the redirect address.
    pub redirect_base: String,
}

impl SignInConfig {
    /// Scheme and host without a last slash.
    pub fn base(&self) -> String {
        self.redirect_base.trim_end_matches('/').to_owned()
    }

    /// The client's secret; none for a public client.
    ///
    /// # Errors
    /// A text for the operator.
    pub fn secret(&self) -> Result<Option<Secret>, String> {
        let text = match &self.client_secret_file {
            Some(file) => std::fs::read_to_string(file)
                .map_err(|error| format!("sign_in.client_secret_file: {}: {error}", file.display()))?,
            None => self.client_secret.0.clone(),
        };
        let text = text.trim().to_owned();
        Ok((!text.is_empty()).then_some(Secret(text)))
    }
}

/// The front door's limits that an operator may change.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LimitsConfig {
    /// Bytes of a request body.
    pub body_bytes: Option<usize>,
    /// Seconds for one operation.
    pub operation_seconds: Option<u64>,
    /// Operations running at once.
    pub operations: Option<usize>,
    /// Cost of one operation.
    pub cost: Option<u64>,
    /// Cost a signed-in caller may spend at once.
    pub bucket: Option<u64>,
    /// Cost a signed-in caller gets back each second.
    pub bucket_refill: Option<u64>,
    /// Different tables of others' records that a signed-in caller may learn in a day.
    pub tables_a_day: Option<u64>,
    /// Such tables that an address without sign-in may learn in a day.
    pub anonymous_tables_a_day: Option<u64>,
}

/// What figures of others' records are of.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FiguresConfig {
    /// How often what has come in is added between two turns of the year.
    pub added: AddedConfig,
}

/// How often records are added to what figures of others' records are of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AddedConfig {
    /// At the end of each quarter.
    #[default]
    Quarterly,
    /// Not before the year is over.
    Yearly,
}

impl From<AddedConfig> for Added {
    fn from(added: AddedConfig) -> Self {
        match added {
            AddedConfig::Quarterly => Self::Quarterly,
            AddedConfig::Yearly => Self::Yearly,
        }
    }
}

/// A text that is never printed.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "(none)" } else { "(set)" })
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            database_url: String::new(),
            database_connections: 10,
            listen: "127.0.0.1:8080".to_owned(),
            seal_key: Secret::default(),
            issuers: Vec::new(),
            built_in_issuer: None,
            sign_in: None,
            demonstration: false,
            origins: Vec::new(),
            trusted_proxies: Vec::new(),
            durable: true,
            limits: LimitsConfig::default(),
            questions: QuestionsConfig::default(),
            figures: FiguresConfig::default(),
            publisher: None,
            log: "info".to_owned(),
        }
    }
}

impl Config {
    /// From `file`, if given, and the environment above it.
    ///
    /// # Errors
    /// A text for the operator, naming the key that is wrong.
    pub fn read(file: Option<&PathBuf>) -> Result<Self, String> {
        let mut figment = Figment::from(Serialized::defaults(Self::default()));
        if let Some(file) = file {
            figment = figment.merge(Toml::file_exact(file));
        }
        // `KOMPETENSNAV_CONFIG_FILE` says where the file is; it is no key of its own.
        let env = Env::prefixed("KOMPETENSNAV_").ignore(&["config_file"]).split("__");
        figment.merge(env).extract().map_err(|error| error.to_string())
    }

    /// The sealing key.
    ///
    /// # Errors
    /// When it is not 32 bytes in base64.
    pub fn sealing_key(&self) -> Result<[u8; 32], String> {
        let bytes = STANDARD.decode(self.seal_key.0.trim()).ok();
        bytes.and_then(|bytes| bytes.try_into().ok()).ok_or_else(|| {
            "seal_key: 32 bytes in base64 are needed, e.g. from `openssl rand -base64 32`; keep them safe".to_owned()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(sign_in: &str) -> Result<Config, String> {
        let text = format!(
            "[sign_in]\nissuer = \"i\"\nclient_id = \"c\"\nredirect_base = \"https://nav.example/\"\n{sign_in}"
        );
        toml::from_str(&text).map_err(|error| error.to_string())
    }

    #[test]
    fn signing_in_is_read_strictly_and_its_secret_is_never_printed() {
        let config = read("client_secret = \"between us\"").expect("well written");
        let own = config.sign_in.as_ref().expect("given");
        assert_eq!(own.base(), "https://nav.example");
        assert_eq!(own.secret().expect("there").expect("given").0, "between us");
        assert!(!format!("{config:?}").contains("between us"));
        assert!(read("").expect("a public client").sign_in.expect("given").secret().expect("none").is_none());
        assert!(read("clientsecret = \"a\"").expect_err("unknown").contains("clientsecret"));
        assert!(read("client_secret_file = \"/nowhere\"").expect("read").sign_in.expect("given").secret().is_err());
    }

    #[test]
    fn no_file_makes_a_service_a_demonstration() {
        assert!(toml::from_str::<Config>("demonstration = true").is_err());
    }
}
