//! From an address of the form of Susa-navet's open interface, page by page. A list may change while it is read, and tells of
//! pages that are not there.

use std::{
    collections::{BTreeSet, HashMap},
    time::Duration,
};

use chrono::NaiveDate;
use education_supply::{EducationImport, emil::Scanner, run::BeginImport};
use reqwest::{Client, StatusCode, Url};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::{Reading, Record, record};
use crate::{config::is_plain, wiring::told};

/// The lists that are read, offerings first, so that events find theirs.
const LISTS: [&str; 2] = ["educationInfos", "educationEvents"];
/// Records of a page that are asked for; the interface gives 2,000 at the most.
const PAGE: i32 = 1000;
/// Bytes of a page.
const LONGEST_PAGE: usize = 64 << 20;
/// Longest wait for a page.
const PATIENCE: Duration = Duration::from_secs(60);
const CLIENT: &str =
    "education_supply.address: no HTTP client could be made; are the system's certificates there (ca-certificates)?";
/// Pauses before a page is asked for again: the interface is away for a moment when it is loaded at night.
const PAUSES: [u64; 3] = [1, 4, 15];

/// What `education_supply.address` says: below which address the lists are, by https, or by http from this machine.
///
/// # Errors
/// A text for the operator.
pub(crate) fn base(text: &str) -> Result<Url, String> {
    const WANTED: &str = "write e.g. https://api.example.se/emil3, or leave the key out where only files are read";
    let wrong = |cause: &str| format!("education_supply.address: {cause}; {WANTED}");
    let base = is_plain(text).then(|| Url::parse(text).ok()).flatten();
    let base = base.filter(Url::has_host).ok_or_else(|| wrong("this is no address"))?;
    let is_local = matches!(base.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    match base.scheme() {
        "https" => Ok(base),
        "http" if is_local => Ok(base),
        "http" => Err(wrong("from another machine than this it is read by https alone")),
        _ => Err(wrong("it is read by https, or by http from this machine")),
    }
}

/// Where a source answers.
pub struct Address {
    base: Url,
    client: Client,
}

impl Address {
    /// Below `base`: by https, or by http from this machine.
    ///
    /// # Errors
    /// A text for the operator.
    pub fn new(base: &str) -> Result<Self, String> {
        let base = self::base(base)?;
        let client = Client::builder().timeout(PATIENCE).redirect(reqwest::redirect::Policy::none()).build();
        Ok(Self { base, client: client.map_err(|_| CLIENT)? })
    }

    /// Tells a list of this address from those of others, without what is secret in an address.
    fn fingerprint(&self, list: &str) -> String {
        let (host, port) = (self.base.host_str().unwrap_or_default(), self.base.port_or_known_default());
        format!("{list} {host}:{}{}", port.unwrap_or_default(), self.base.path().trim_end_matches('/'))
    }

    fn page(&self, list: &str, number: i32, since: Option<NaiveDate>) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().push(list);
        }
        url.query_pairs_mut().append_pair("page", &number.to_string()).append_pair("size", &PAGE.to_string());
        if let Some(since) = since {
            url.query_pairs_mut().append_pair("updatedSince", &since.to_string());
        }
        url
    }

    async fn fetch(&self, url: Url) -> Result<Vec<u8>, String> {
        let mut pauses = PAUSES.iter();
        loop {
            let told = match self.try_fetch(url.clone()).await {
                Ok(page) => return Ok(page),
                Err((told, false)) => return Err(told),
                Err((told, true)) => told,
            };
            let Some(pause) = pauses.next() else { return Err(told) };
            tokio::time::sleep(Duration::from_secs(*pause)).await;
        }
    }

    /// A page, or what is wrong and whether it may pass.
    async fn try_fetch(&self, url: Url) -> Result<Vec<u8>, (String, bool)> {
        let told = |what: &dyn std::fmt::Display, passes| (format!("education_supply.address: {what}"), passes);
        // An address may hold a key, which is nothing for a log.
        let away = |error: reqwest::Error| told(&error.without_url(), true);
        let mut answer = self.client.get(url).send().await.map_err(away)?;
        let status = answer.status();
        if status != StatusCode::OK {
            return Err(told(&status, status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS));
        }
        let mut page = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(away)? {
            page.extend_from_slice(&chunk);
            if page.len() > LONGEST_PAGE {
                return Err(told(&"a page is longer than 64 MiB", false));
            }
        }
        Ok(page)
    }
}

/// What a page tells of all pages, which may be another number at each.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Foot {
    total_pages: Option<i32>,
}

/// Reads the lists of an address, each by a run of its own: what was changed since the last run that came to its end, or everything
/// where `whole` is asked for or there was none. A run that was interrupted goes on, by the days that it began with, and with the
/// first page: the list may have changed meanwhile and its pages with it, and what was read already costs little.
///
/// # Errors
/// A text for the operator, also where pages go round and lead back to an earlier one. What was read before is kept, with how far
/// that was.
pub async fn read_address(
    mut reading: Reading<'_>,
    address: &Address,
    whole: bool,
) -> Result<Vec<EducationImport>, String> {
    let mut runs = Vec::new();
    for list in LISTS {
        let fingerprint = address.fingerprint(list);
        let last = reading.supply.last(&reading.request, reading.source, &fingerprint).await.map_err(told)?;
        let updated_since = last.filter(|_| !whole).map(|last| last.next_since());
        let begin = BeginImport { source: reading.source.to_owned(), fingerprint, updated_since };
        let run = reading.supply.begin(&reading.request, begin).await.map_err(told)?;
        let run = read_list(&mut reading, address, list, run).await?;
        runs.push(reading.supply.end(&reading.request, run, None).await.map_err(told)?);
    }
    Ok(runs)
}

async fn read_list(
    reading: &mut Reading<'_>,
    address: &Address,
    list: &str,
    mut run: EducationImport,
) -> Result<EducationImport, String> {
    let (mut number, mut before, mut read) = (0, BTreeSet::new(), HashMap::new());
    loop {
        let at = |what: &dyn std::fmt::Display| format!("{list}, page {number}: {what}");
        let page = address.fetch(address.page(list, number, run.updated_since)).await.map_err(|told| at(&told))?;
        let mut scanner = Scanner::new(page.as_slice());
        let mut records: Vec<Record> = Vec::new();
        while let Some(scanned) = scanner.record().map_err(|error| at(&error))? {
            records.push(record(&scanned));
        }
        let ids: BTreeSet<String> = records.iter().map(identifier).collect();
        // The link to the next page may go on past the last, to the same again.
        if records.is_empty() || ids.is_subset(&before) {
            return Ok(run);
        }
        // A source that begins again after its last page would never come to an end.
        if let Some(first) = read.insert(digest(&ids), number) {
            return Err(at(&format_args!("the records of page {first} again; the list has no end")));
        }
        let foot = serde_json::from_slice::<Foot>(scanner.page()).ok().and_then(|foot| foot.total_pages);
        run = reading.take(run, records).await?;
        before = ids;
        number += 1;
        if foot.is_some_and(|pages| number >= pages) {
            return Ok(run);
        }
    }
}

/// Tells the records of a page from those of others, without keeping them.
fn digest(ids: &BTreeSet<String>) -> [u8; 32] {
    let mut told = Sha256::new();
    for id in ids {
        told.update(id);
        told.update([0]);
    }
    told.finalize().into()
}

fn identifier(record: &Record) -> String {
    match record {
        Ok(record) => record.identifier.clone(),
        Err(unread) => unread.identifier.clone(),
    }
}
