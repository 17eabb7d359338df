//! What an operator may set of the questions: how much an answer may be, and who publishes the open ones.

use gateway::question::QuestionLimits;
use questions::dcat::{Publisher, PublisherKind};
use serde::{Deserialize, Serialize};

numbers! {
    /// Limits of the question service; what is absent is as [`QuestionLimits::default`] has it.
    pub struct QuestionsConfig in "questions", usually of usual: &QuestionLimits {
        /// Most rows of a file.
        file_rows: u64 = 1..=1_000_000_000, usual.file_rows;
        /// Rows fetched at once while a file is made.
        rows_at_once: u32 = 1..=10_000, usual.page_rows;
        /// Megabytes of a file that is kept to be read in ranges: `.xlsx`, `.parquet`, and others when a range is asked for.
        file_megabytes: u64 = 1..=1_000_000, usual.file_megabytes;
        /// Megabytes of all such files together; no fewer than of one.
        kept_megabytes: u64 = 1..=1_000_000, usual.kept_megabytes;
        /// Seconds such a file is kept.
        kept_seconds: u64 = 1..=86_400, usual.kept_seconds;
        /// Such files made at once, half of them for one caller; more wait.
        files_at_once: usize = 1..=1_000, usual.making;
        /// Seconds a file waits in its middle for the caller's bucket to refill, or for the database to come back.
        patience_seconds: u64 = 0..=86_400, usual.patience_seconds;
        /// Megabytes of a paper's file (beslutsunderlag) that is handed in.
        paper_megabytes: usize = 1..=15, usual.paper_megabytes;
    }
}

impl QuestionsConfig {
    /// The limits.
    ///
    /// # Errors
    /// A text for the operator, naming the key whose number nothing can work by.
    pub fn limits(&self) -> Result<QuestionLimits, String> {
        self.within()?;
        let usual = QuestionLimits::default();
        let limits = QuestionLimits {
            file_rows: self.file_rows.unwrap_or(usual.file_rows),
            page_rows: self.rows_at_once.unwrap_or(usual.page_rows),
            file_megabytes: self.file_megabytes.unwrap_or(usual.file_megabytes),
            kept_megabytes: self.kept_megabytes.unwrap_or(usual.kept_megabytes),
            kept_seconds: self.kept_seconds.unwrap_or(usual.kept_seconds),
            making: self.files_at_once.unwrap_or(usual.making),
            patience_seconds: self.patience_seconds.unwrap_or(usual.patience_seconds),
            paper_megabytes: self.paper_megabytes.unwrap_or(usual.paper_megabytes),
        };
        if limits.kept_megabytes < limits.file_megabytes {
            return Err(format!(
                "questions.kept_megabytes: {} holds not even one file of questions.file_megabytes, {}; raise it, or lower \
                 the other",
                limits.kept_megabytes, limits.file_megabytes
            ));
        }
        Ok(limits)
    }
}

/// Who publishes the open questions, as the data portal shows it. The licence is not to be set: it stands in each question.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublisherConfig {
    /// Name, e.g. of the region.
    pub name: String,
    /// Its own address.
    pub homepage: String,
    /// What kind of organisation it is, by the codes of ADMS, e.g. `LocalAuthority`; absent, `RegionalAuthority`.
    #[serde(default)]
    pub kind: Option<String>,
    /// Where to ask about the data.
    pub email: String,
    /// Scheme and host of this service, as in the catalogue's addresses; absent, that of `sign_in.redirect_base`, else that which
    /// the catalogue was asked at.
    #[serde(default)]
    pub base: Option<String>,
}

impl PublisherConfig {
    /// The publisher; `base` is where readers find the service, where that is known.
    ///
    /// # Errors
    /// A text for the operator, naming the key.
    pub fn publisher(&self, base: Option<String>) -> Result<Publisher, String> {
        let wrong = |key: &str, wanted: &str| Err(format!("publisher.{key}: {wanted} is needed"));
        if self.name.trim().is_empty() {
            return wrong("name", "a name");
        }
        if !is_address(&self.homepage) {
            return wrong("homepage", "an address that begins with https:// or http://");
        }
        let parts = self.email.split_once('@');
        if !parts.is_some_and(|(who, host)| !who.is_empty() && host.contains('.')) || !is_plain(&self.email) {
            return wrong("email", "an e-mail address");
        }
        let kind = match self.kind.as_deref() {
            None => PublisherKind::Regional,
            Some(kind) => match PublisherKind::parse(kind) {
                Some(kind) => kind,
                None => {
                    let known: Vec<&str> = PublisherKind::ALL.iter().map(|kind| kind.as_str()).collect();
                    return wrong("kind", &format!("one of {}", known.join(", ")));
                }
            },
        };
        let host = match &self.base {
            None => base.unwrap_or_default(),
            Some(base) if is_address(base) && base.trim_end_matches('/').matches('/').count() == 2 => base.clone(),
            Some(_) => return wrong("base", "scheme and host only, e.g. https://nav.example,"),
        };
        Ok(Publisher {
            name: self.name.trim().to_owned(),
            kind,
            homepage: self.homepage.clone(),
            email: self.email.clone(),
            host: host.trim_end_matches('/').to_owned(),
            modified: None,
        })
    }
}

/// In the catalogue it is an IRI, where blanks and quotes may not stand.
pub(crate) fn is_plain(text: &str) -> bool {
    text.chars().all(|c| !c.is_whitespace() && !c.is_control() && !"\"<>\\^`{|}".contains(c))
}

fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/')) && is_plain(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(text: &str) -> Result<QuestionLimits, String> {
        toml::from_str::<QuestionsConfig>(text).map_err(|error| error.to_string())?.limits()
    }

    #[test]
    fn what_is_not_set_is_as_usual() {
        let set = limits("").expect("nothing set");
        assert_eq!(format!("{:?}", QuestionLimits::default()), format!("{set:?}"));
        let set = limits(
            "file_rows = 10\nrows_at_once = 20\nfile_megabytes = 30\nkept_megabytes = 40\nkept_seconds = 50\nfiles_at_once = 6\npatience_seconds = 0",
        )
        .expect("well written");
        assert_eq!((set.file_rows, set.page_rows, set.file_megabytes, set.kept_megabytes), (10, 20, 30, 40));
        assert_eq!((set.kept_seconds, set.making, set.patience_seconds), (50, 6, 0));
    }

    #[test]
    fn numbers_that_no_desk_works_by_are_refused_by_name() {
        for (text, key) in [
            ("file_rows = 0", "questions.file_rows"),
            ("rows_at_once = 0", "questions.rows_at_once"),
            ("rows_at_once = 10001", "questions.rows_at_once"),
            ("files_at_once = 0", "questions.files_at_once"),
            ("kept_seconds = 90000", "questions.kept_seconds"),
            ("file_megabytes = 3000", "questions.kept_megabytes"),
            ("page_rows_shown = 3", "page_rows_shown"),
            ("file_rows = -1", "file_rows"),
        ] {
            let said = limits(text).expect_err(text);
            assert!(said.contains(key), "{text}: {said}");
        }
    }

    fn publisher(change: &str, base: Option<&str>) -> Result<Publisher, String> {
        let usual =
            "name = \"Exempelregionen\"\nhomepage = \"https://region.example\"\nemail = \"data@region.example\"\n";
        let key = change.split(' ').next().unwrap_or_default();
        let kept: String = usual
            .lines()
            .filter(|line| !line.starts_with(&format!("{key} ")))
            .map(|line| format!("{line}\n"))
            .collect();
        let read: PublisherConfig = toml::from_str(&format!("{kept}{change}")).map_err(|error| error.to_string())?;
        read.publisher(base.map(str::to_owned))
    }

    #[test]
    fn the_publisher_is_found_where_readers_find_the_service() {
        let read = publisher("", None).expect("well written");
        assert_eq!((read.name.as_str(), read.host.as_str()), ("Exempelregionen", ""));
        assert_eq!(publisher("", Some("https://nav.example")).expect("well written").host, "https://nav.example");
        let own = publisher("base = \"https://data.example/\"", Some("https://nav.example")).expect("well written");
        assert_eq!(own.host, "https://data.example");
    }

    #[test]
    fn a_publisher_that_no_portal_reads_is_refused_by_name() {
        for (change, key) in [
            ("name = \" \"", "publisher.name"),
            ("homepage = \"region.example\"", "publisher.homepage"),
            ("homepage = \"https://region.example/a b\"", "publisher.homepage"),
            ("email = \"region.example\"", "publisher.email"),
            ("email = \"a@b.c\\\"\"", "publisher.email"),
            ("base = \"https://data.example/under\"", "publisher.base"),
            ("base = \"data.example\"", "publisher.base"),
            ("kind = \"Region\"", "publisher.kind"),
            ("licence = \"CC-BY\"", "licence"),
        ] {
            let said = publisher(change, None).expect_err(change);
            assert!(said.contains(key), "{change}: {said}");
        }
        assert!(toml::from_str::<PublisherConfig>("name = \"a\"").is_err(), "the others are needed too");
    }
}
