//! Where papers' files lie when they do not lie in the database: a bucket of an S3-compatible store.

use std::path::PathBuf;

use reqwest::Url;
use serde::{Deserialize, Serialize};

use super::{Secret, address};

/// Regions mean nothing to most stores, which take this one.
const REGION: &str = "us-east-1";
/// Characters of a bucket's name.
const BUCKET: std::ops::RangeInclusive<usize> = 3..=63;
/// Bytes of the prefix: a key has at most 1,024, of which the paper and the checksum take 97.
const PREFIX_BYTES: usize = 900;

/// A bucket, and as whom it is asked.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PapersConfig {
    /// Where the store answers: scheme, host and perhaps a port; https, or http to this machine.
    pub endpoint: String,
    /// The region that requests are signed for; `us-east-1` when absent.
    #[serde(default)]
    pub region: Option<String>,
    /// The bucket, which must be there.
    pub bucket: String,
    /// Which key requests are signed with.
    pub access_key_id: Secret,
    /// The key itself.
    #[serde(default)]
    pub secret_access_key: Secret,
    /// A file with the key itself, instead of `secret_access_key`.
    #[serde(default)]
    pub secret_access_key_file: Option<PathBuf>,
    /// Whether the bucket stands in the path, as most stores of one's own have it, or before the host, as AWS has it; in the path when
    /// absent.
    #[serde(default)]
    pub path_style: Option<bool>,
    /// What the keys of objects begin with: parts that each end with `/`; nothing when absent.
    #[serde(default)]
    pub prefix: String,
}

/// A bucket that can be asked.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// Scheme, host and port.
    pub endpoint: Url,
    /// The region.
    pub region: String,
    /// Its name.
    pub name: String,
    /// Which key requests are signed with.
    pub access_key_id: Secret,
    /// The key itself.
    pub secret_access_key: Secret,
    /// Whether the name stands in the path.
    pub path_style: bool,
    /// What keys begin with.
    pub prefix: String,
}

impl PapersConfig {
    /// The bucket.
    ///
    /// # Errors
    /// A text for the operator, naming the key that cannot be used, and never its value.
    pub fn bucket(&self) -> Result<Bucket, String> {
        let told = |key: &str, wanted: &str| format!("papers.{key}: {wanted}");
        let endpoint = self.endpoint()?;
        let is_name = |text: &str, more: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || more.contains(c));
        let region = self.region.as_deref().unwrap_or(REGION);
        if region.is_empty() || !is_name(region, "-") {
            return Err(told(
                "region",
                "letters, digits and `-` are needed, e.g. eu-north-1; without the key it is us-east-1",
            ));
        }
        let path_style = self.path_style.unwrap_or(true);
        if !BUCKET.contains(&self.bucket.len()) || !is_name(&self.bucket, "-._") || self.bucket.contains("..") {
            return Err(told("bucket", "a bucket's name is needed: 3–63 letters, digits, `-`, `.` and `_`"));
        }
        if !path_style && (self.bucket.contains('_') || endpoint.domain().is_none()) {
            return Err(told("path_style", "before its host a bucket's name is part of a host's; set it to true"));
        }
        let id = self.access_key_id.0.trim();
        if id.is_empty() || !id.chars().all(|c| c.is_ascii_graphic() && c != '/' && c != ',') {
            return Err(told("access_key_id", "the key's id is needed, as the store gave it"));
        }
        let secret =
            self.secret_access_key.or_in("papers.secret_access_key", self.secret_access_key_file.as_deref())?;
        let secret = secret.ok_or_else(|| {
            told(
                "secret_access_key",
                "it is needed; set it in the environment (KOMPETENSNAV_PAPERS__SECRET_ACCESS_KEY), or name a file with it in \
                 papers.secret_access_key_file",
            )
        })?;
        let parts = self.prefix.strip_suffix('/');
        let is_part = |part: &str| !part.trim_matches('.').is_empty() && is_name(part, "-._");
        let is_prefix = self.prefix.is_empty() || parts.is_some_and(|parts| parts.split('/').all(is_part));
        if !is_prefix || self.prefix.len() > PREFIX_BYTES {
            return Err(told(
                "prefix",
                "parts of letters, digits, `-`, `.` and `_`, each with a `/` after it, e.g. underlag/",
            ));
        }
        Ok(Bucket {
            endpoint,
            region: region.to_owned(),
            name: self.bucket.clone(),
            access_key_id: Secret(id.to_owned()),
            secret_access_key: secret,
            path_style,
            prefix: self.prefix.clone(),
        })
    }

    fn endpoint(&self) -> Result<Url, String> {
        let wanted = "papers.endpoint: scheme, host and perhaps a port, e.g. https://s3.example.se";
        let url = address(&self.endpoint).ok_or_else(|| format!("{wanted}; this is no address"))?;
        let is_bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        if !is_bare || !url.username().is_empty() || url.password().is_some() {
            return Err(format!("{wanted}; nothing else may stand there"));
        }
        if url.scheme() != "https" && !is_this_machine(&url) {
            return Err(format!("{wanted}; by https, or by http to this machine"));
        }
        Ok(url)
    }
}

impl Bucket {
    /// Whether it is asked without TLS, which is so on this machine only.
    pub fn is_plain(&self) -> bool {
        self.endpoint.scheme() == "http"
    }

    /// Where requests go, with the name before the host where it stands there.
    pub fn address(&self) -> String {
        let origin = self.endpoint.origin().ascii_serialization();
        match origin.split_once("://") {
            Some((scheme, host)) if !self.path_style => format!("{scheme}://{}.{host}", self.name),
            _ => origin,
        }
    }
}

fn is_this_machine(url: &Url) -> bool {
    matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WELL: &str = "endpoint = \"https://s3.example.se\"\nbucket = \"nav-underlag\"\naccess_key_id = \"ID4711\"\n\
        secret_access_key = \"secret4711\"\n";

    /// `WELL` with its line of the same key replaced.
    fn read(change: &str) -> Result<Bucket, String> {
        let key = change.split(' ').next().unwrap_or_default();
        let kept = WELL.lines().filter(|line| !line.starts_with(&format!("{key} ")));
        let text: String = kept.chain([change]).map(|line| format!("{line}\n")).collect();
        toml::from_str::<PapersConfig>(&text).map_err(|error| error.message().to_owned())?.bucket()
    }

    #[test]
    fn a_bucket_is_as_it_is_written() {
        let usual = read("").expect("well written");
        assert_eq!((usual.region.as_str(), usual.path_style, usual.prefix.as_str()), ("us-east-1", true, ""));
        assert_eq!(usual.address(), "https://s3.example.se");
        assert_eq!(read("path_style = false").expect("well written").address(), "https://nav-underlag.s3.example.se");
        assert_eq!(read("prefix = \"nav/underlag/\"").expect("well written").prefix, "nav/underlag/");
        let here = read("endpoint = \"http://127.0.0.1:9000\"").expect("well written");
        assert!(here.is_plain() && !usual.is_plain());
        assert_eq!(here.address(), "http://127.0.0.1:9000");
        assert!(!format!("{usual:?}").contains("4711"));
    }

    #[test]
    fn what_no_bucket_is_asked_by_is_refused_by_name_and_without_its_value() {
        for (change, said) in [
            ("endpoint = \"s3.4711.example\"", "papers.endpoint: "),
            ("endpoint = \"http://s3.4711.example\"", "by https, or by http to this machine"),
            ("endpoint = \"https://anna:4711@s3.example.se\"", "papers.endpoint: "),
            ("endpoint = \"https://s3.example.se/4711\"", "papers.endpoint: "),
            ("region = \"\"", "papers.region: "),
            ("region = \"norr 4711\"", "papers.region: "),
            ("bucket = \"47\"", "papers.bucket: "),
            ("bucket = \"nav/4711\"", "papers.bucket: "),
            ("access_key_id = \"\"", "papers.access_key_id: "),
            ("access_key_id = \"ID 4711\"", "papers.access_key_id: "),
            ("secret_access_key = \" \"", "papers.secret_access_key: it is needed; set it in the environment"),
            ("secret_access_key_file = \"/nowhere/4711\"", "papers.secret_access_key_file: `secret_access_key` is set"),
            ("prefix = \"underlag4711\"", "papers.prefix: "),
            ("prefix = \"/4711/\"", "papers.prefix: "),
            ("prefix = \"4711/../\"", "papers.prefix: "),
            ("prefix = \"å4711/\"", "papers.prefix: "),
            ("buckett = \"4711\"", "buckett"),
        ] {
            let told = read(change).expect_err(change);
            assert!(told.contains(said) && !told.contains("4711"), "{change}: {told}");
        }
        let of_an_address = "path_style = false\nendpoint = \"http://127.0.0.1:9000\"";
        let text = WELL.lines().filter(|line| !line.starts_with("endpoint")).chain([of_an_address]);
        let text: String = text.map(|line| format!("{line}\n")).collect();
        let told = toml::from_str::<PapersConfig>(&text).expect("read").bucket().expect_err("an address has no names");
        assert!(told.starts_with("papers.path_style: "), "{told}");
    }
}
