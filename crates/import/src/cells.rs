//! A row's cells by field, read as what they should be.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kernel::{
    Lang, OrganisationNumber, PersonalIdentity, Rule,
    command::{Enumeration, Kind as FieldKind},
    error::rules as common,
    id::{CompetenceAnalysisId, EmployeeId, OrganisationId},
    spreadsheet::{is_error, yes_or_no},
    text::{is_odd, one_line},
};
use serde_json::{Map, Value};

use super::{
    codes::{self, Codes},
    kind::{Column, NumberOf},
    layout::Layout,
    lookup::Lookup,
    numbers,
    rules::{self, Refusal},
    shown::named,
    table,
};

/// Longest cell, in characters: the longest text of the API is 4,000.
pub const MAX_CELL: usize = 10_000;

/// A row seen through its file's layout. No `Debug`: cells may hold personal data.
#[derive(Clone, Copy)]
pub struct Cells<'a> {
    layout: &'a Layout,
    row: &'a table::Row,
}

impl<'a> Cells<'a> {
    /// The cells of `row`.
    ///
    /// # Errors
    /// For too many of them, or one that is too long. Those missing at the end are blank.
    pub fn of(layout: &'a Layout, row: &'a table::Row) -> Result<Self, Refusal> {
        // A spreadsheet may leave blank cells to the right of the last column.
        let stray = |(place, cell): (usize, &String)| layout.is_nameless(place) && !cell.trim().is_empty();
        if row.cells.iter().enumerate().any(stray) {
            return Err(Refusal::row(rules::CELLS_DO_NOT_MATCH_THE_HEADER));
        }
        // Bytes bound characters from above, and are cheaper to count.
        if row.cells.iter().any(|cell| cell.len() > MAX_CELL && cell.chars().count() > MAX_CELL) {
            return Err(Refusal::row(rules::CELL_IS_TOO_LONG));
        }
        Ok(Self { layout, row })
    }

    /// The field's text without blanks around it; `None` when there is none.
    pub fn text(&self, field: &str) -> Option<&'a str> {
        let cell = self.row.cells.get(self.layout.place(field)?)?.trim();
        (!cell.is_empty()).then_some(cell)
    }

    /// The filled cells, in the order of their fields.
    pub fn filled(&self) -> impl Iterator<Item = (&'a Column, &'a str)> {
        self.layout.columns().filter_map(|column| Some((column, self.text(column.field.name)?)))
    }

    /// The filled cells by field as they are meant: what one and the same value may be written as is the same here, and what is
    /// the same as a blank cell is none. A cell that cannot be read is as it is written.
    pub fn meant(&self, today: NaiveDate) -> BTreeMap<&'static str, String> {
        let one = |(column, text): (&Column, &str)| {
            let meant = meant(column, text, today).unwrap_or_else(|_| text.to_owned());
            let is_default = column.field.default.is_some_and(|default| default.trim_matches('"') == meant);
            (!is_default).then_some((column.field.name, meant))
        };
        self.filled().filter_map(one).collect()
    }

    /// By field, the id of what a cell names, whether by its id or by a number: the same however it is named.
    pub fn pointed_at(&self, lookup: &Lookup) -> BTreeMap<&'static str, String> {
        let one = |(column, text): (&Column, &str)| {
            if !matches!(column.field.kind, FieldKind::Reference(_)) {
                return None;
            }
            let meant = meant(column, text, lookup.today).ok()?;
            let id = match column.number? {
                NumberOf::Organisation => {
                    OrganisationId::parse(&meant).or_else(|| lookup.organisation(&meant))?.public()
                }
                NumberOf::Employee => EmployeeId::parse(&meant).or_else(|| self.of_number(&meant, lookup))?.public(),
                NumberOf::Person => return None,
            };
            Some((column.field.name, id))
        };
        self.filled().filter_map(one).collect()
    }

    /// The input object of the row's command, and what is wrong with the cells that are left out of it.
    pub fn input(&self, lookup: &Lookup, codes: &Codes) -> (Value, Vec<Refusal>) {
        let (mut input, mut faults) = (Map::new(), Vec::new());
        for (column, text) in self.filled() {
            let read = match (column.number, column.field.kind) {
                (Some(NumberOf::Employee), FieldKind::Reference(_)) => self.employee(column, text, lookup),
                _ => value(column, text, lookup, codes),
            };
            match read {
                Ok(value) => put(&mut input, &column.path, value),
                Err(refusal) => faults.push(Refusal { field: column.path.clone(), ..refusal }),
            }
        }
        (Value::Object(input), faults)
    }

    /// The employee whose number or id the cell holds: of the employer whose analysis the row names, or the only one who has the number.
    fn employee(&self, column: &Column, text: &str, lookup: &Lookup) -> Result<Value, Refusal> {
        let meant = meant(column, text, lookup.today).map_err(Refusal::row)?;
        if EmployeeId::parse(&meant).is_some() {
            return Ok(meant.into());
        }
        self.of_number(&meant, lookup).map(|id| id.public().into()).ok_or_else(|| unknown(column))
    }

    fn of_number(&self, number: &str, lookup: &Lookup) -> Option<EmployeeId> {
        lookup.employee(self.text("analysisId").and_then(CompetenceAnalysisId::parse), number)
    }

    /// What each of the codes is that could be read, with the file's name of its column.
    pub fn codes_told(&self, lang: Lang) -> String {
        let told = |(column, text): (&Column, &str)| {
            let concept = codes::named_in(column.scheme()?, text)?;
            let header = self.layout.header(column.field.name).map(named).unwrap_or_default();
            Some(format!("{header}: {}", codes::told(concept, lang)))
        };
        self.filled().filter_map(told).collect::<Vec<_>>().join("; ")
    }
}

/// What no cell may hold, whatever its column.
///
/// # Errors
/// Which rule it breaks.
pub fn require_sound(cell: &str) -> Result<(), Rule> {
    match cell {
        cell if cell.chars().any(is_odd) => Err(common::TEXT_HOLDS_AN_ODD_SIGN),
        cell if is_error(cell) => Err(rules::CELL_IS_AN_ERROR),
        _ => Ok(()),
    }
}

/// The text in the one form of its column.
fn meant(column: &Column, text: &str, today: NaiveDate) -> Result<String, Rule> {
    require_sound(text)?;
    let lost = |rule| if lost_digits(text) { rules::CELL_WAS_MADE_A_NUMBER } else { rule };
    match (column.number, column.field.kind) {
        (Some(NumberOf::Organisation), FieldKind::Reference(_)) if OrganisationId::parse(text).is_some() => {
            Ok(text.to_owned())
        }
        (Some(NumberOf::Employee), FieldKind::Reference(_)) if EmployeeId::parse(text).is_some() => Ok(text.to_owned()),
        (Some(NumberOf::Organisation), _) => OrganisationNumber::parse(text)
            .map(|number| number.as_str().to_owned())
            .map_err(|_| lost(common::ORGANISATION_NUMBER_IS_WRONG)),
        (Some(NumberOf::Person), _) => PersonalIdentity::parse(text, today)
            .map(|person| person.canonical().to_owned())
            .map_err(|_| lost(common::PERSONAL_NUMBER_IS_WRONG)),
        (Some(NumberOf::Employee), _) => numbers::reference(text),
        (None, FieldKind::Line { .. } | FieldKind::Reference(_)) => Ok(one_line(text).into_owned()),
        (None, FieldKind::Date(_)) => numbers::day(text).map(|day| day.to_string()),
        (None, FieldKind::Number { .. } | FieldKind::Year { .. }) => {
            numbers::count(text).map(|number| number.to_string())
        }
        (None, FieldKind::YesNo) => yes_or_no(text).map(|yes| yes.to_string()).ok_or(rules::VALUE_IS_UNKNOWN),
        (None, FieldKind::Code(_)) => Ok(match column.scheme() {
            Some(scheme) => match codes::called(scheme, text) {
                [one] => one.code.to_owned(),
                _ => taxonomy::written(scheme, text),
            },
            None => text.to_owned(),
        }),
        (None, FieldKind::Choice(enumeration)) => chosen(enumeration, text).ok_or(rules::VALUE_IS_UNKNOWN),
        (None, _) => Ok(text.to_owned()),
    }
}

/// As the command's input has it.
fn value(column: &Column, text: &str, lookup: &Lookup, codes: &Codes) -> Result<Value, Refusal> {
    let kind = column.field.kind;
    let meant = meant(column, text, lookup.today).map_err(|rule| match kind {
        FieldKind::Choice(of) if rule == rules::VALUE_IS_UNKNOWN => {
            let values: Vec<_> = (of.values)().into_iter().map(|value| value.code).collect();
            Refusal::row(rule).detail(&values.join(", "))
        }
        FieldKind::YesNo if rule == rules::VALUE_IS_UNKNOWN => Refusal::row(rule).details("ja, nej", "yes, no"),
        _ => Refusal::row(rule),
    })?;
    Ok(match (kind, column.scheme()) {
        (FieldKind::Reference(_), _) if column.number.is_some() && OrganisationId::parse(&meant).is_none() => {
            lookup.organisation(&meant).ok_or_else(|| unknown(column))?.public().into()
        }
        (FieldKind::Reference(prefix), _) if !begins_as_id(&meant, prefix) => return Err(unknown(column)),
        _ if column.number == Some(NumberOf::Person) && !lookup.reaches(&meant) => return Err(unknown(column)),
        (FieldKind::Number { .. } | FieldKind::Year { .. }, _) => meant.parse::<i32>().map_or(Value::Null, Value::from),
        (FieldKind::YesNo, _) => (meant == "true").into(),
        (_, Some(scheme)) => codes.read(column.field.name, scheme, text)?.code.into(),
        _ => meant.into(),
    })
}

fn begins_as_id(text: &str, prefix: &str) -> bool {
    text.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('_'))
}

/// That what the cell points at is not found, and what such a cell takes.
fn unknown(column: &Column) -> Refusal {
    let refusal = Refusal::row(common::REFERENCE_IS_UNKNOWN);
    match (column.number, column.field.kind) {
        (Some(NumberOf::Organisation), FieldKind::Reference(prefix)) => refusal.details(
            format!("Ange organisationsnumret, eller organisationens id som börjar med {prefix}_."),
            format!("Give the organisation number, or the organisation's id, which begins with {prefix}_."),
        ),
        (Some(NumberOf::Employee), FieldKind::Reference(prefix)) => refusal.details(
            format!(
                "Ange anställningsnumret så som det är registrerat hos den arbetsgivare som analysen gäller, eller den anställdas id som börjar med {prefix}_."
            ),
            format!(
                "Give the staff number as it is registered at the employer that the analysis is of, or the employee's id, which begins with {prefix}_."
            ),
        ),
        (_, FieldKind::Reference(prefix)) => {
            refusal.details(format!("Ange id:t, som börjar med {prefix}_."), format!("Give the id, which begins with {prefix}_."))
        }
        _ => refusal,
    }
}

fn put(within: &mut Map<String, Value>, path: &str, value: Value) {
    let Some((group, rest)) = path.split_once('.') else {
        within.insert(path.to_owned(), value);
        return;
    };
    if let Value::Object(within) = within.entry(group).or_insert_with(|| Map::new().into()) {
        put(within, rest, value);
    }
}

/// The value that `text` names, by its text in the API or its label in either language, whatever the case.
fn chosen(of: &Enumeration, text: &str) -> Option<String> {
    let folded = text.to_lowercase();
    let is = |name: &str| name.to_lowercase() == folded;
    let named = (of.values)().into_iter().find(|value| is(&value.code) || is(value.words.sv) || is(value.words.en));
    named.map(|value| value.code.into_owned())
}

/// Whether a number of an organisation or a person has been taken for a number: it is shortened, has decimals, or is too short
/// for want of the zeros it began with.
fn lost_digits(text: &str) -> bool {
    let digits = numbers::without_groups(text);
    (6..=9).contains(&digits.len()) && numbers::is_digits(&digits) || numbers::was_made_a_number(text)
}

#[cfg(test)]
mod tests {
    use kernel::{Command as _, command};
    use serde_json::json;

    use super::*;
    use crate::{
        kind::{Kind as Imported, columns_of},
        table::Row,
    };

    fn layout() -> Layout {
        let headers = ["rubrik", "avser", "orsak", "horisont", "målgrupp", "antal", "behövs senast", ""];
        Layout::of(Imported::Needs, &headers.map(str::to_owned), "rubrik").expect("a layout")
    }

    fn row(cells: &[&str]) -> Row {
        Row { number: 2, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() }
    }

    #[test]
    fn cells_are_read_as_what_they_should_be() {
        let (layout, row) =
            (layout(), row(&[" Svets ", "Båda", "growth", "short", "Alla", "12,0", "2027-01-31 00:00", ""]));
        let (input, faults) = Cells { layout: &layout, row: &row }.input(&Lookup::default(), &Codes::default());
        let expected = json!({ "title": "Svets", "basis": "BOTH", "cause": "GROWTH", "horizon": "SHORT", "targetGroup": "ALL",
            "peopleNeeded": 12, "neededBy": "2027-01-31" });
        assert_eq!((input, faults), (expected, Vec::new()));
    }

    /// What none of the commands has yet.
    #[test]
    fn a_field_of_any_kind_is_read_by_its_table() {
        command! {
            pub struct Inner as "InnerInput" ("Grupp.", "Group.") {
                open: bool as "open" ("Öppen.", "Open."),
            }
        }
        command! {
            pub struct Outer as "OuterInput" ("Prov.", "Trial.") {
                inner: Inner as "inner" ("Grupp.", "Group."),
                employer: OrganisationId as "employerId" ("Arbetsgivare.", "Employer."),
            }
        }
        let columns = columns_of(Outer::TABLE, "", true, &[]);
        assert!(columns.iter().all(|column| column.required));
        let [open, employer] = &columns[..] else { panic!("{columns:?}") };
        assert!(open.is_called("öppen") && employer.is_called("Arbetsgivare") && employer.is_called("employer-id"));
        let (lookup, codes) = (Lookup::default(), Codes::default());
        let mut input = Map::new();
        put(&mut input, &open.path, value(open, "Sant", &lookup, &codes).expect("a value"));
        assert_eq!(Value::from(input), json!({ "inner": { "open": true } }));
        let refused = |column, text| value(column, text, &lookup, &codes).expect_err("refused").rule;
        assert_eq!(refused(open, "kanske"), rules::VALUE_IS_UNKNOWN);
        assert_eq!(refused(employer, "556016-0680"), common::REFERENCE_IS_UNKNOWN);
    }

    #[test]
    fn one_value_is_read_the_same_however_it_is_written() {
        let layout = layout();
        let meant = |cells: &[&str]| {
            let row = row(cells);
            match Cells::of(&layout, &row) {
                Ok(cells) => cells.meant(NaiveDate::MAX),
                Err(_) => panic!("no cells"),
            }
        };
        let one = meant(&["Svets", "BOTH", "GROWTH", "SHORT", "ALL", "1200", "2027-01-31"]);
        let two =
            meant(&[" Svets", "båda", "Tillväxt", "kort, under 1 år", "alla", "1 200,0", "2027-01-31 00:00:00", ""]);
        assert_eq!(one, two);
        assert_ne!(one, meant(&["Svets", "BOTH", "GROWTH", "SHORT", "ALL", "1.200", "2027-01-31"]));
    }

    /// Keys of rows that were imported are known by hashes of these texts.
    #[test]
    fn what_is_hashed_of_a_row_is_as_it_ever_was() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
        let meant = |kind, headers: &str, cells: &str| {
            let split = |text: &str| text.split(';').map(str::to_owned).collect::<Vec<_>>();
            let layout = Layout::of(kind, &split(headers), "nr").expect("a layout");
            let row = Row { number: 2, cells: split(cells) };
            let meant = Cells { layout: &layout, row: &row }.meant(today);
            meant.into_iter().map(|(field, text)| format!("{field}={text}")).collect::<Vec<_>>().join(" ")
        };
        let read = meant(
            Imported::Organisations,
            "nr;org.nr;namn;slag;sni;kommun;namn från",
            "1;SE556016068001;A  B;Företag;62.010; 1480;2027-01-31 00:00",
        );
        assert_eq!(
            read,
            "industry=62010 kind=COMPANY municipality=1480 name=A B namedFrom=2027-01-31 number=5560160680"
        );
        let header = "nr;tillfälle;pnr;organisation;sätt";
        let read = meant(Imported::Enrolments, header, "1;occasion_1;19090527-1474;556016-0680;Egen ansökan");
        assert_eq!(
            read,
            "occasionId=occasion_1 organisationId=5560160680 personalNumber=190905271474 source=APPLICATION"
        );
        let read = meant(Imported::Enrolments, header, "1;occasion_1;19090527-1475;org_1;nomination");
        assert_eq!(read, "occasionId=occasion_1 organisationId=org_1 personalNumber=19090527-1475");
        let header = "nr;rubrik;beskrivning;avser;orsak;horisont;målgrupp;antal;ssyk";
        let read = meant(Imported::Needs, header, "1;A  B;A  B;båda;växer;short;alla;1.200;7212 ");
        assert_eq!(
            read,
            "basis=BOTH cause=växer description=A  B horizon=SHORT peopleNeeded=1.200 ssyk=7212 targetGroup=ALL title=A B"
        );
    }

    #[test]
    fn rows_that_do_not_fit_are_refused() {
        let layout = layout();
        let rule = |cells: &[&str]| Cells::of(&layout, &row(cells)).err().map(|refusal| refusal.rule);
        let whole = ["a", "", "", "", "", "", "", ""];
        assert_eq!(rule(&[&whole[..], &["", " "]].concat()), None);
        let short = row(&whole[..3]);
        let short = Cells::of(&layout, &short).expect("cells missing at the end are blank");
        assert_eq!((short.text("title"), short.text("neededBy")), (Some("a"), None));
        for cells in [&["a", "", "", "", "", "", "", "x"][..], &[&whole[..], &["x"]].concat()] {
            assert_eq!(rule(cells), Some(rules::CELLS_DO_NOT_MATCH_THE_HEADER), "{cells:?}");
        }
        let long = "å".repeat(MAX_CELL + 1);
        assert_eq!(rule(&["a", &long, "", "", "", "", "", ""]), Some(rules::CELL_IS_TOO_LONG));
        assert_eq!(rule(&["a", &long[2..], "", "", "", "", "", ""]), None);
    }
}
