//! What an address of the open formats asks for beside its object.

use chrono::DateTime;
use kernel::Timestamp;
use serde_json::Value;

use super::super::wanted::instant;
use crate::question::refused::{Kind, Refused, Wrong};

/// How OParl narrows a list: by which of an object's instants, and whether it is to lie at or after the one that is
/// written, or at or before it.
const SPANS: [(&str, &str, bool); 4] = [
    ("created_since", "created", true),
    ("created_until", "created", false),
    ("modified_since", "modified", true),
    ("modified_until", "modified", false),
];
/// Years that minutes can be of.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=9999;

/// An address, read.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// The last object of the page before.
    pub after: Option<String>,
    /// The year whose votes are asked for.
    pub year: Option<i32>,
    /// Whether lists within objects are left out.
    pub is_bare: bool,
    /// One for each of [`SPANS`].
    spans: [Option<Timestamp>; 4],
}

impl Asked {
    /// Reads an address, and tells all that is wrong with it.
    pub(super) fn read(pairs: &[(String, String)]) -> Result<Self, Refused> {
        let mut asked = Self::default();
        let mut wrong: Vec<Wrong> = Vec::new();
        for (name, value) in pairs {
            let value = value.trim();
            let fault = match name.as_str() {
                "after" => {
                    asked.after = Some(value.to_owned()).filter(|after| !after.is_empty());
                    None
                }
                "omit_internal" => {
                    asked.is_bare = value == "true";
                    None
                }
                "ar" => {
                    asked.year = value.parse::<i32>().ok().filter(|year| YEARS.contains(year));
                    asked
                        .year
                        .is_none()
                        .then(|| unusable(name, "Skriv ett årtal, t.ex. 2026.", "Write a year, e.g. 2026."))
                }
                name => SPANS.iter().position(|(span, ..)| *span == name).and_then(|nth| {
                    asked.spans[nth] = instant(value);
                    let sv = "Skriv en tidpunkt, t.ex. 2026-09-01T08:00:00Z.";
                    asked.spans[nth]
                        .is_none()
                        .then(|| unusable(name, sv, "Write an instant, e.g. 2026-09-01T08:00:00Z."))
                }),
            };
            wrong.extend(fault.into_iter().flat_map(|refused| refused.wrong));
        }
        if wrong.is_empty() {
            return Ok(asked);
        }
        let mut refused = Refused::new(Kind::Parameters);
        refused.wrong = wrong;
        Err(refused)
    }

    /// Whether a list told of by these spans has the object; one without instants is in every list.
    pub(super) fn admits(&self, object: &Value) -> bool {
        let of = |field: &str| object[field].as_str().and_then(|text| DateTime::parse_from_rfc3339(text).ok());
        SPANS.iter().zip(&self.spans).all(|((_, field, is_since), limit)| {
            limit.zip(of(field)).is_none_or(|(limit, at)| if *is_since { limit <= at } else { at <= limit })
        })
    }

    /// What the pages of a list are asked with, whichever of them.
    pub(super) fn query(&self) -> String {
        let spans = SPANS.iter().zip(&self.spans).filter_map(|((name, ..), limit)| {
            let at = limit.as_ref()?.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true);
            Some(format!("{name}={at}"))
        });
        spans.chain(self.is_bare.then(|| "omit_internal=true".to_owned())).collect::<Vec<_>>().join("&")
    }
}

pub(super) fn unusable(name: &str, sv: &str, en: &str) -> Refused {
    Refused::parameter(name, questions::error::PARAMETER_IS_WRONG, sv, en)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Asked, Refused> {
        Asked::read(&pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect::<Vec<_>>())
    }

    #[test]
    fn a_list_is_narrowed_by_instants_to_the_microsecond() {
        let asked = read(&[("modified_since", "2026-09-01T10:00:00.000002+02:00"), ("created_until", "2026-08-01")]);
        let asked = asked.expect("well written");
        let object = |created: &str, modified: &str| json!({ "created": created, "modified": modified });
        assert!(asked.admits(&object("2026-08-01T00:00:00Z", "2026-09-01T08:00:00.000002Z")));
        assert!(!asked.admits(&object("2026-08-01T00:00:00Z", "2026-09-01T08:00:00.000001Z")));
        assert!(!asked.admits(&object("2026-08-01T00:00:01Z", "2026-09-02T08:00:00Z")));
        assert!(asked.admits(&json!({})));
        assert_eq!(asked.query(), "created_until=2026-08-01T00:00:00Z&modified_since=2026-09-01T08:00:00.000002Z");
    }

    #[test]
    fn all_that_is_wrong_is_told() {
        let refused = read(&[("ar", "i år"), ("created_since", "nyss"), ("after", "")]).expect_err("wrong");
        let names: Vec<&str> = refused.wrong.iter().map(|wrong| wrong.address.as_str()).collect();
        assert_eq!(names, ["ar", "created_since"]);
        assert_eq!(refused.code(), "PARAMETER_IS_WRONG");
    }
}
