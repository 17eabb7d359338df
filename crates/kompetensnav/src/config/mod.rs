//! Configuration: a file and the environment, read once; unknown keys are refused.

mod file;
#[macro_use]
mod numbers;
mod papers;
mod questions;
mod reading;
mod refusal;

use edge::Limits;
pub(crate) use file::unusable as unusable_file;
pub use numbers::Number;
use numbers::within;
pub use papers::{Bucket, PapersConfig};
pub(crate) use questions::is_plain;
pub use questions::{PublisherConfig, QuestionsConfig};

use std::{
    fmt,
    path::{Path, PathBuf},
};

use base64::{Engine, engine::general_purpose::STANDARD};
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
    #[serde(deserialize_with = "networks")]
    pub trusted_proxies: Vec<ipnet::IpNet>,
    /// SQLite: survive power loss for every acknowledged write.
    pub durable: bool,
    /// Limits that may be changed.
    pub limits: LimitsConfig,
    /// Limits of the questions' files.
    pub questions: QuestionsConfig,
    /// Where papers' files lie. Absent: in the database.
    pub papers: Option<PapersConfig>,
    /// Figures of others' records.
    pub figures: FiguresConfig,
    /// What education others give.
    pub education_supply: EducationSupplyConfig,
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
    /// The key set may come by http from another machine: only within a network that is trusted, e.g. a cluster's own.
    #[serde(default)]
    pub keys_by_http: bool,
    /// How long its last keys are believed while its key set cannot be fetched; 24 when absent.
    #[serde(default)]
    pub keys_kept_hours: Option<u64>,
    /// The claim that names the person; `sub` when absent. Microsoft Entra ID gives each client another `sub`, and `oid` to all the
    /// same. Never an e-mail address.
    #[serde(default)]
    pub subject_claim: Option<String>,
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
    /// What is asked of the issuer; `openid` and `profile` when absent. An issuer that gives access tokens for another API unless it is
    /// asked for ours wants the API's own scope here.
    #[serde(default)]
    pub scopes: Vec<String>,
    /// With which of the issuer's tokens the pages ask the API.
    #[serde(default)]
    pub token: SignInToken,
}

/// A token that an issuer gives at sign-in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SignInToken {
    /// The access token, whose audience is the API's.
    #[default]
    Access,
    /// The ID token, whose audience is the client: for an issuer that gives no access token for an API of one's own. The API then
    /// believes ID tokens of this client, whoever brings them.
    Id,
}

impl SignInConfig {
    /// Scheme and host without a last slash.
    pub fn base(&self) -> String {
        self.redirect_base.trim_end_matches('/').to_owned()
    }

    /// The scopes, as they are sent.
    ///
    /// # Errors
    /// A text for the operator: without `openid` there is no sign-in.
    pub fn scope(&self) -> Result<String, String> {
        if self.scopes.is_empty() {
            return Ok("openid profile".to_owned());
        }
        let well_formed = |scope: &String| !scope.is_empty() && scope.chars().all(|c| c.is_ascii_graphic());
        if !self.scopes.iter().all(well_formed) || !self.scopes.iter().any(|scope| scope == "openid") {
            return Err("sign_in.scopes: `openid` must be among them, and none may hold a blank".to_owned());
        }
        Ok(self.scopes.join(" "))
    }

    /// The client's secret; none for a public client.
    ///
    /// # Errors
    /// A text for the operator.
    pub fn secret(&self) -> Result<Option<Secret>, String> {
        self.client_secret.or_in("sign_in.client_secret", self.client_secret_file.as_deref())
    }
}

numbers! {
    /// The front door's limits that an operator may change.
    pub struct LimitsConfig in "limits", usually of usual: &Limits {
        /// Bytes of a request body.
        body_bytes: usize = 1_024..=1 << 30, usual.body_bytes;
        /// Seconds for one operation.
        operation_seconds: u64 = 1..=3_600, usual.operation_time.as_secs();
        /// Operations running at once, a quarter of them of one caller; and a quarter as many events of subscriptions.
        operations: usize = 1..=100_000, usual.operations;
        /// Megabytes of finished answers that wait for their readers, all callers together; a quarter of it each.
        waiting_megabytes: u64 = 1..=1_000_000, usual.waiting_bytes / 1_000_000;
        /// Cost of one operation.
        cost: u64 = 1..=MOST, usual.cost;
        /// Cost a signed-in caller may spend at once.
        bucket: u64 = 1..=MOST, usual.bucket;
        /// Cost a signed-in caller gets back each second.
        bucket_refill: u64 = 1..=MOST, usual.bucket_refill;
        /// Different tables of others' records that a signed-in caller may learn in a day.
        tables_a_day: u64 = 0..=MOST, usual.tables_a_day;
        /// Such tables that an address without sign-in may learn in a day.
        anonymous_tables_a_day: u64 = 0..=MOST, usual.anonymous_tables_a_day;
    }
}

/// Most of what has no bound by itself.
const MOST: u64 = 1_000_000_000_000;

impl LimitsConfig {
    /// The limits, each of them one that a service can work by.
    ///
    /// # Errors
    /// A text for the operator, naming the key.
    pub fn checked(&self) -> Result<&Self, String> {
        self.within().map(|()| self)
    }
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

/// Where what education others give is read from.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EducationSupplyConfig {
    /// Below which address the lists of a source are, by https, or http from this machine. Absent: they are read from files alone.
    pub address: Option<String>,
}

/// A text that is never printed.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(pub String);

impl Secret {
    /// The secret as it stands at `key`, or in the file that the key with `_file` after it names; none where it stands nowhere.
    ///
    /// # Errors
    /// A text for the operator.
    fn or_in(&self, key: &str, file: Option<&Path>) -> Result<Option<Self>, String> {
        let own = self.0.trim();
        let Some(file) = file else { return Ok((!own.is_empty()).then(|| Self(own.to_owned()))) };
        let named_by = format!("{key}_file");
        if !own.is_empty() {
            let last = key.rsplit('.').next().unwrap_or_default();
            return Err(format!("{named_by}: `{last}` is set beside it; leave one"));
        }
        let text =
            std::fs::read_to_string(file).map_err(|error| unusable_file(&named_by, "a text in UTF-8", &error))?;
        match text.trim() {
            "" => Err(format!("{named_by}: it is empty; write the secret there, or leave the key out")),
            secret => Ok(Some(Self(secret.to_owned()))),
        }
    }
}

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
            papers: None,
            figures: FiguresConfig::default(),
            education_supply: EducationSupplyConfig::default(),
            publisher: None,
            log: "info".to_owned(),
        }
    }
}

/// Networks, or single addresses.
fn networks<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<ipnet::IpNet>, D::Error> {
    let network = |(at, text): (usize, String)| {
        let address = || text.parse::<std::net::IpAddr>().map(ipnet::IpNet::from);
        text.parse().or_else(|_| address()).map_err(|_| {
            serde::de::Error::custom(format!(
                "number {} is neither a network nor an address; write e.g. 10.0.0.0/8 or 10.0.0.7, no name and no star",
                at + 1
            ))
        })
    };
    Vec::<String>::deserialize(deserializer)?.into_iter().enumerate().map(network).collect()
}

/// An address, with scheme and host, that holds nothing that is passed over in silence.
pub(crate) fn address(text: &str) -> Option<reqwest::Url> {
    let url = is_plain(text).then(|| reqwest::Url::parse(text).ok())??;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
}

impl Config {
    /// Most database connections.
    ///
    /// # Errors
    /// A text for the operator.
    pub fn connections(&self) -> Result<u32, String> {
        within("database_connections", Some(self.database_connections), &(1..=10_000))?;
        Ok(self.database_connections)
    }

    /// From `file`, if given, and the environment above it.
    ///
    /// # Errors
    /// A text for the operator, naming the key that is wrong.
    pub fn read(file: Option<&PathBuf>) -> Result<Self, String> {
        reading::read(file.map(PathBuf::as_path), reading::environment()?.into_iter())
    }

    /// The web origins that may call, as browsers write them.
    ///
    /// # Errors
    /// A text for the operator, naming the one that is none.
    pub fn web_origins(&self) -> Result<Vec<String>, String> {
        let read = |(at, text): (usize, &String)| {
            let told = |cause: &str| {
                format!("origins[{at}]: {cause}; write scheme, host and perhaps a port, e.g. https://bi.example.se")
            };
            if text.contains('*') {
                return Err(told("every origin that may call is named by itself, a star is none"));
            }
            let url = address(text).ok_or_else(|| told("this is no origin"))?;
            let bare =
                url.path() == "/" && url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
            if !bare || url.password().is_some() {
                return Err(told("this is no origin, or more than one"));
            }
            Ok(url.origin().ascii_serialization())
        };
        self.origins.iter().enumerate().map(read).collect()
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
    fn an_origin_is_what_a_browser_says() {
        let read = |origins: &[&str]| {
            let origins = origins.iter().map(|origin| (*origin).to_owned()).collect();
            Config { origins, ..Config::default() }.web_origins()
        };
        let written = [
            "https://nav.example.se/",
            "HTTPS://Nav.Example.SE",
            "https://nav.example.se:443",
            "http://localhost:3000",
        ];
        let said =
            ["https://nav.example.se", "https://nav.example.se", "https://nav.example.se", "http://localhost:3000"];
        assert_eq!(read(&written).expect("origins"), said);
        assert_eq!(read(&["https://räksmörgås.example"]).expect("an origin"), ["https://xn--rksmrgs-5wao1o.example"]);
        for wrong in [
            "*",
            "https://*.example.se",
            "nav.example.se",
            "null",
            "",
            "https://a.example/x",
            "https://a:b@a.example",
            "ftp://a.example",
            "https://a.example\n",
            " https://a.example",
            "https://a.exa\tmple",
        ] {
            let told = read(&["https://a.example", wrong]).expect_err(wrong);
            assert!(told.starts_with("origins[1]: ") && told.contains("https://bi.example.se"), "{told}");
        }
    }

    #[test]
    fn no_file_makes_a_service_a_demonstration() {
        assert!(toml::from_str::<Config>("demonstration = true").is_err());
    }
}
