//! How early something that was planned can have been held.

use chrono::{Months, NaiveDate};
use kernel::Label;

/// How far what was planned is moved forward at most. A year that is mistyped lies further off, and the day is not noted anew.
const MOVED_FORWARD: Months = Months::new(3);

/// The first day on which what was planned for `planned_on`, within a project from `begins_on` on, can have been held, and why.
pub(crate) fn since(planned_on: NaiveDate, begins_on: Option<NaiveDate>) -> (NaiveDate, Label) {
    let moved = planned_on.checked_sub_months(MOVED_FORWARD).unwrap_or(planned_on);
    match begins_on {
        Some(first) if first > moved => (first, Label { sv: "projektets första dag", en: "the project's first day" }),
        _ => {
            let why = Label {
                sv: "tre månader före den planerade dagen",
                en: "three months before the day that was planned",
            };
            (moved, why)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_planned_is_held_within_the_project_and_not_in_another_year() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let first = |planned_on: &str, begins_on: Option<&str>| {
            let (first, why) = since(day(planned_on), begins_on.map(day));
            (first.to_string(), why.sv.starts_with("projektets"))
        };
        assert_eq!(first("2026-12-01", None), ("2026-09-01".to_owned(), false));
        assert_eq!(first("2026-12-01", Some("2025-01-01")), ("2026-09-01".to_owned(), false));
        assert_eq!(first("2026-12-01", Some("2026-11-01")), ("2026-11-01".to_owned(), true));
        assert_eq!(first("2026-05-31", None), ("2026-02-28".to_owned(), false), "a month without that day");
    }
}
