//! What the address asks for besides the question's own parameters.

use ::http::Uri;
use axum::extract::Query;
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use edge::{Fault, Refusal};
use kernel::{Lang, swedish_time::from_swedish};
use questions::Format;

use crate::question::{
    asking::{AnswerOptions, Since},
    refused::{Kind, Refused},
    service::QuestionLimits,
};

/// Names under which people try to put a secret in an address.
const SECRETS: [&str; 7] = ["token", "access_token", "accessToken", "apikey", "api_key", "authorization", "password"];
/// Bytes that make a text that begins like a token one.
const TOKEN_BYTES: usize = 30;
/// Bytes of a query string.
const QUERY_BYTES: usize = 16 * 1024;

/// An address, read.
#[derive(Debug)]
pub(super) struct Wanted {
    /// The format, Swedish where that is asked for.
    pub format: Format,
    /// The language.
    pub lang: Lang,
    /// Only what was changed since.
    pub since: Option<Since>,
    /// The whole query string, unescaped.
    pub pairs: Vec<(String, String)>,
}

/// The front door's own words advise to send the same by POST, which no question takes.
fn too_long(lang: Lang) -> Refused {
    let words = match lang {
        Lang::Sv => format!("Adressen är för lång: högst {QUERY_BYTES} byte efter frågetecknet. Välj färre värden."),
        Lang::En => format!(
            "The address is too long: at most {QUERY_BYTES} bytes after the question mark. Choose fewer values."
        ),
    };
    let fault = Fault::over(Refusal::QueryStringBytes, QUERY_BYTES);
    Refused::of_fault(&Fault { said: Some(Box::new((Refusal::QueryStringBytes.code(), words))), ..fault }, lang)
}

impl Wanted {
    /// Reads an address. `lang` is what the headers say.
    pub(super) fn read(uri: &Uri, format: Format, lang: Lang) -> Result<Self, Refused> {
        if uri.query().is_some_and(|query| query.len() > QUERY_BYTES) {
            return Err(too_long(lang));
        }
        let read = Query::<Vec<(String, String)>>::try_from_uri(uri);
        let Query(pairs) =
            read.map_err(|_| wrong("?", "Adressen går inte att läsa.", "The address cannot be read."))?;
        if pairs.iter().any(|(name, value)| is_secret(name, value)) {
            return Err(Refused::new(Kind::SecretInAddress));
        }
        let mut wanted = Self { format, lang, since: None, pairs: Vec::new() };
        let mut said: Vec<(&str, &str)> = Vec::new();
        for (name, value) in &pairs {
            let value = value.trim();
            wanted.service(name, value, format)?;
            // Two names of one thing are one.
            let Some(one) = service_name(name).filter(|_| !value.is_empty()) else { continue };
            match said.iter().find(|(known, _)| *known == one) {
                Some((_, earlier)) if *earlier != value => {
                    return Err(wrong(name, "Skriv ett värde, inte flera.", "Write one value, not several."));
                }
                Some(_) => {}
                None => said.push((one, value)),
            }
        }
        Ok(Self { pairs, ..wanted })
    }

    fn service(&mut self, name: &str, value: &str, format: Format) -> Result<(), Refused> {
        match (name, value) {
            (name, "") if service_name(name).is_some() => {}
            ("format", "svensk") if format == Format::Csv => self.format = Format::CsvSwedish,
            ("format", _) => {
                let (sv, en) =
                    ("Skriv svensk, med .csv, eller utelämna det.", "Write svensk, with .csv, or leave it out.");
                return Err(wrong("format", sv, en));
            }
            ("sprak" | "lang", "sv") => self.lang = Lang::Sv,
            ("sprak" | "lang", "en") => self.lang = Lang::En,
            ("sprak" | "lang", _) => return Err(wrong(name, "Skriv sv eller en.", "Write sv or en.")),
            ("updatedSince" | "cursor", text) => {
                let since = instant(text).ok_or_else(|| {
                    wrong(
                        name,
                        "Skriv en tidpunkt, t.ex. 2026-09-01 eller 2026-09-01T08:00:00Z.",
                        "Write an instant, e.g. 2026-09-01 or 2026-09-01T08:00:00Z.",
                    )
                })?;
                self.since = Some(since);
            }
            _ => {}
        }
        Ok(())
    }

    /// What is wished for, by those who asked at `host` (with its scheme).
    pub(super) fn options(&self, limits: &QuestionLimits, host: &str, uri: &Uri) -> AnswerOptions {
        let options = AnswerOptions::file(limits);
        let most = self.format.most_rows().unwrap_or(u64::MAX).min(options.most);
        let address = format!("{host}{}", uri.path_and_query().map_or("/", |asked| asked.as_str()));
        AnswerOptions { most, since: self.since, address, ..options }
    }
}

fn wrong(name: &str, sv: &str, en: &str) -> Refused {
    Refused::parameter(name, questions::error::PARAMETER_IS_WRONG, sv, en)
}

/// What a parameter of the service's own sets; none of a question's.
fn service_name(name: &str) -> Option<&'static str> {
    match name {
        "format" => Some("format"),
        "sprak" | "lang" => Some("sprak"),
        "updatedSince" | "cursor" => Some("updatedSince"),
        _ => None,
    }
}

/// An instant with its offset, a time by Swedish clocks, or the beginning of a day.
pub(super) fn instant(text: &str) -> Option<Since> {
    // RFC 3339 has years of four digits, and none before the first.
    let is_year = |year: i32| (1..=9999).contains(&year);
    // In a query string a plus sign is a blank.
    let text = text.replace(' ', "+");
    let day = || NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok().map(|day| day.and_time(NaiveTime::MIN).and_utc());
    let shown = || {
        let shown = text.parse::<NaiveDateTime>().ok().filter(|shown| is_year(shown.year()))?;
        // In the hour that clocks leap over: what is an hour before tells more, not less.
        from_swedish(shown).or_else(|| from_swedish(shown - TimeDelta::hours(1)))
    };
    let instant = DateTime::parse_from_rfc3339(&text).ok().map(|instant| instant.with_timezone(&Utc));
    instant.or_else(shown).or_else(day).filter(|since| is_year(since.year()))
}

/// Whether a parameter is a secret: by its name, or by looking like an access token of the service's or a signed token (three parts in
/// base64, the first a JSON object) under any name. A cursor is one such part.
fn is_secret(name: &str, value: &str) -> bool {
    let value = value.trim();
    let is_token = || {
        value.starts_with("kn_")
            || (value.starts_with("eyJ") && value.bytes().filter(|byte| *byte == b'.').count() == 2)
    };
    SECRETS.iter().any(|secret| name.eq_ignore_ascii_case(secret)) || (value.len() >= TOKEN_BYTES && is_token())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Result<Wanted, Refused> {
        let uri = format!("/fragor/a.csv?{query}").parse().expect("an address");
        Wanted::read(&uri, Format::Csv, Lang::Sv)
    }

    #[test]
    fn the_services_own_parameters_are_read() {
        let wanted = read("format=svensk&sprak=en&updatedSince=2026-09-01&kommun=1480").expect("well written");
        assert_eq!((wanted.format, wanted.lang), (Format::CsvSwedish, Lang::En));
        assert_eq!(wanted.since.map(|at| at.to_rfc3339()).as_deref(), Some("2026-09-01T00:00:00+00:00"));
        assert_eq!(wanted.pairs.len(), 4);
        assert!(read("sprak=en&lang=en&lang=&updatedSince=2026-09-01&updatedSince=2026-09-01").is_ok());
        let offset = read("cursor=2026-09-01T10:00:00+02:00").expect("well written");
        assert_eq!(offset.since.map(|at| at.to_rfc3339()).as_deref(), Some("2026-09-01T08:00:00+00:00"));
        for (shown, instant) in [
            ("2026-09-01T10:00:00", "2026-09-01T08:00:00+00:00"),
            // There was no such time in the night when clocks went on by an hour.
            ("2026-03-29T02:30:00", "2026-03-29T00:30:00+00:00"),
        ] {
            let wanted = read(&format!("updatedSince={shown}")).expect("well written");
            assert_eq!(wanted.since.map(|at| at.to_rfc3339()).as_deref(), Some(instant));
        }
        for year in ["0000", "-262143", "+262142"] {
            assert!(read(&format!("updatedSince={year}-01-01T00:00:00")).is_err(), "{year}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused_in_words() {
        for query in [
            "format=excel",
            "sprak=fi",
            "updatedSince=igår",
            "cursor=1",
            "updatedSince=-2026-01-01",
            "updatedSince=0000-01-01",
            "updatedSince=12026-01-01",
            "sprak=sv&sprak=en",
            "sprak=sv&lang=en",
            "format=svensk&format=csv",
            "updatedSince=2026-01-01&cursor=2026-01-02",
        ] {
            let refused = read(query).expect_err(query);
            assert_eq!(refused.code(), "PARAMETER_IS_WRONG", "{query}");
            assert!(refused.detail(Lang::Sv).contains("Skriv"), "{query}: {}", refused.detail(Lang::Sv));
        }
        let xlsx: Uri = "/fragor/a.xlsx?format=svensk".parse().expect("an address");
        assert!(Wanted::read(&xlsx, Format::Xlsx, Lang::Sv).is_err());
    }

    #[test]
    fn a_secret_in_the_address_is_refused() {
        for query in [
            "token=abc",
            "access_token=abc",
            "Token=abc",
            "kommun=1480&api_key=abc",
            "nyckel=kn_0123456789012345678901234567890123456789012",
            "key=%20eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJodHRwcyJ9.c2lnbmF0dXJl",
        ] {
            assert_eq!(read(query).expect_err(query).code(), "SECRET_IN_ADDRESS", "{query}");
        }
        let cursor = read("efter=eyJvIjoiY291bmNpbHMubmFtZSIsInYiOlt7IlQiOiJBIn1dfQ");
        assert!(cursor.err().is_none_or(|refused| refused.code() != "SECRET_IN_ADDRESS"));
    }
}
