//! What an address of a list asks for.

use chrono::{NaiveDate, NaiveTime};
use kernel::{Timestamp, swedish_time::from_swedish};

use super::super::wanted::Wanted;
use crate::{
    open_efforts::SCHOOL_TYPE,
    question::refused::{Kind, Refused, Wrong},
};

/// Records of a page where no number is told.
const SIZE: usize = 100;
/// The fewest and the most.
const SIZES: (usize, usize) = (1, 2000);
/// The first page and the last that can be asked for.
const PAGES: (usize, usize) = (0, 1_000_000);

/// An address, read.
#[derive(Debug)]
pub(super) struct Asked {
    /// From 0.
    pub page: usize,
    /// Records of a page.
    pub size: usize,
    /// Only what was changed or taken back then or later.
    pub since: Option<Timestamp>,
    /// Whether our school type is asked for, or none.
    pub is_of_ours: bool,
    /// The provider's identifier.
    pub provider: Option<String>,
    /// What a page is told by, as it was written, without which page it is.
    narrowed: Vec<(String, String)>,
}

impl Asked {
    /// Reads an address, and tells all that is wrong with it.
    pub(super) fn read(wanted: &Wanted) -> Result<Self, Refused> {
        let mut asked =
            Self { page: 0, size: SIZE, since: None, is_of_ours: true, provider: None, narrowed: Vec::new() };
        let mut wrong: Vec<Wrong> = Vec::new();
        let mut types: Vec<&str> = Vec::new();
        let said = wanted.pairs.iter().map(|(name, value)| (name.as_str(), value.trim()));
        for (name, value) in said.filter(|(_, value)| !value.is_empty()) {
            match name {
                "page" => match whole(value, PAGES) {
                    Some(page) => asked.page = page,
                    None => wrong.extend(unusable(name, PAGES).wrong),
                },
                "size" => match whole(value, SIZES) {
                    Some(size) => asked.size = size,
                    None => wrong.extend(unusable(name, SIZES).wrong),
                },
                "schoolType" => types.extend(value.split(',').map(str::trim)),
                "providerId" => asked.provider = Some(value.to_owned()),
                "updatedSince" | "cursor" => asked.since = midnight(value).or(wanted.since),
                _ => continue,
            }
            if !matches!(name, "page" | "size") {
                asked.narrowed.push((name.to_owned(), value.to_owned()));
            }
        }
        asked.is_of_ours = types.is_empty() || types.iter().any(|one| one.eq_ignore_ascii_case(SCHOOL_TYPE));
        if wrong.is_empty() {
            return Ok(asked);
        }
        let mut refused = Refused::new(Kind::Parameters);
        refused.wrong = wrong;
        Err(refused)
    }

    /// What every page of the list is asked with.
    pub(super) fn query(&self) -> String {
        let pairs = self.narrowed.iter().map(|(name, value)| format!("{name}={}", escaped(value)));
        pairs.collect::<Vec<_>>().join("&")
    }
}

/// When a day begins in Sweden, where a day is told.
fn midnight(text: &str) -> Option<Timestamp> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    from_swedish(day.and_time(NaiveTime::MIN))
}

fn whole(text: &str, (least, most): (usize, usize)) -> Option<usize> {
    text.parse().ok().filter(|number| (least..=most).contains(number))
}

fn unusable(name: &str, (least, most): (usize, usize)) -> Refused {
    let (sv, en) = (format!("Skriv ett heltal, {least}–{most}."), format!("Write a whole number, {least}–{most}."));
    Refused::parameter(name, questions::error::PARAMETER_IS_WRONG, &sv, &en)
}

/// As it stands in a query string.
fn escaped(text: &str) -> String {
    let stands = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:".contains(&byte);
    let written = |byte| if stands(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(written).collect()
}

#[cfg(test)]
mod tests {
    use kernel::Lang;
    use questions::Format;

    use super::*;

    fn read(query: &str) -> Result<Asked, Refused> {
        let uri = format!("/emil3/educationEvents?{query}").parse().expect("an address");
        Asked::read(&Wanted::read(&uri, Format::Json, Lang::Sv)?)
    }

    #[test]
    fn a_day_and_a_time_are_those_of_swedish_clocks() {
        for (written, instant) in [
            ("2026-09-01", "2026-08-31T22:00:00Z"),
            ("2026-12-01", "2026-11-30T23:00:00Z"),
            ("2026-09-01T10:00:00", "2026-09-01T08:00:00Z"),
            ("2026-09-01T10:00:00Z", "2026-09-01T10:00:00Z"),
        ] {
            let asked = read(&format!("updatedSince={written}")).expect("well written");
            assert_eq!(asked.since, instant.parse().ok(), "{written}");
        }
        assert_eq!(read("updatedSince=").expect("well written").since, None);
    }

    #[test]
    fn a_page_has_its_bounds_and_all_that_is_wrong_is_told() {
        let asked = read("size=2000&page=7&schoolType=YH,au&providerId=p.x.%C3%A51").expect("well written");
        assert_eq!((asked.size, asked.page, asked.is_of_ours), (2000, 7, true));
        assert_eq!(asked.query(), "schoolType=YH%2Cau&providerId=p.x.%C3%A51");
        assert!(!read("schoolType=YH&schoolType=HS").expect("well written").is_of_ours);
        let default = read("").expect("nothing is asked");
        assert_eq!((default.size, default.page, default.is_of_ours, default.since), (100, 0, true, None));
        for query in ["size=0&page=-1", "size=2001&page=1000001", "size=x&page=1.5"] {
            let refused = read(query).expect_err(query);
            let names: Vec<&str> = refused.wrong.iter().map(|wrong| wrong.address.as_str()).collect();
            assert_eq!((names, refused.code()), (vec!["size", "page"], "PARAMETER_IS_WRONG"), "{query}");
        }
    }
}
