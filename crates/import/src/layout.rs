//! Which column of a file is which field.

use kernel::text::normal;

use super::{
    kind::{Column, Kind, PERSONAL_NUMBER, fold},
    shown::named,
};

/// A file's columns, told apart.
#[derive(Debug)]
pub struct Layout {
    /// The columns of the fields that the file has, in the fields' order, each with its place.
    columns: Vec<(Column, usize)>,
    headers: Vec<String>,
    /// The place of the key column.
    pub key: usize,
}

impl Layout {
    /// The columns of a file of `kind` with these headers and the key column named `key`.
    ///
    /// # Errors
    /// A text for the operator: an unknown, doubled or missing column, or a key that must not be one.
    pub fn of(kind: Kind, headers: &[String], key: &str) -> Result<Self, String> {
        let known = kind.columns();
        let key = &*normal(key);
        let key_place = key_place(&known, headers, key)?;
        let is_known =
            |header: &str| header.trim().is_empty() || fold(header) == fold(key) || find(&known, header).is_some();
        let unknown: Vec<_> = headers.iter().filter(|header| !is_known(header)).map(|header| named(header)).collect();
        if !unknown.is_empty() {
            let known: Vec<_> = known.iter().map(|column| column.field.name).collect();
            return Err(format!("unknown columns: {}; known are: {}", unknown.join(", "), known.join(", ")));
        }
        let (mut columns, mut missing) = (Vec::new(), Vec::new());
        for column in known {
            let mut places = (0..headers.len()).filter(|place| column.is_called(&headers[*place]));
            match (places.next(), places.next()) {
                (Some(one), Some(two)) => {
                    let (one, two) = (named(&headers[one]), named(&headers[two]));
                    return Err(format!("the columns `{one}` and `{two}` are both {}", column.field.name));
                }
                (Some(place), None) => columns.push((column, place)),
                (None, _) if column.required => missing.push(match column.names.first() {
                    Some(name) => format!("{} ({name})", column.field.name),
                    None => column.field.name.to_owned(),
                }),
                (None, _) => {}
            }
        }
        if !missing.is_empty() {
            return Err(format!("columns that are needed are missing: {}", missing.join(", ")));
        }
        Ok(Self { columns, headers: headers.to_vec(), key: key_place })
    }

    /// The place of a field's column.
    pub fn place(&self, field: &str) -> Option<usize> {
        self.columns.iter().find(|(column, _)| column.field.name == field).map(|(_, place)| *place)
    }

    /// The header of a field's column, as the file has it.
    pub fn header(&self, field: &str) -> Option<&str> {
        self.headers.get(self.place(field)?).map(String::as_str)
    }

    /// Whether the column there has no name.
    pub fn is_nameless(&self, place: usize) -> bool {
        self.headers.get(place).is_none_or(|header| header.trim().is_empty())
    }

    /// The columns of the fields that the file has, in the fields' order.
    pub fn columns(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().map(|(column, _)| column)
    }
}

fn key_place(columns: &[Column], headers: &[String], key: &str) -> Result<usize, String> {
    let known = find(columns, key);
    if known.is_some_and(|column| column.field.name == PERSONAL_NUMBER) {
        return Err("--key: a personal number is no key; use another column, e.g. a number of your own".to_owned());
    }
    let mut by_name =
        headers.iter().enumerate().filter(|(_, header)| fold(header) == fold(key) && !fold(key).is_empty());
    let first = by_name.next().map(|(place, _)| place);
    if let (Some(one), Some((_, two))) = (first, by_name.next()) {
        let one = &headers[one];
        return Err(format!(
            "--key: two columns could be the key, `{}` and `{}`; give one of them another name",
            named(one),
            named(two)
        ));
    }
    let of_field = || headers.iter().position(|header| known.is_some_and(|column| column.is_called(header)));
    first.or_else(of_field).ok_or_else(|| format!("--key: the file has no column `{}`", named(key)))
}

fn find<'a>(columns: &'a [Column], header: &str) -> Option<&'a Column> {
    columns.iter().find(|column| column.is_called(header))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::ValueEnum;

    use super::*;

    fn layout(kind: Kind, headers: &str, key: &str) -> Result<Layout, String> {
        Layout::of(kind, &headers.split(';').map(str::to_owned).collect::<Vec<_>>(), key)
    }

    #[test]
    fn swedish_english_and_api_headers_are_the_same_columns() {
        for headers in
            ["Org.nr;Namn;Slag;Kommun", "Organisation number; NAME ;type;municipality", "number;name;kind;seat"]
        {
            let layout = layout(Kind::Organisations, headers, "orgnr").expect(headers);
            let places = ["number", "name", "kind", "municipality"].map(|field| layout.place(field));
            assert_eq!(places, [Some(0), Some(1), Some(2), Some(3)], "{headers}");
            assert_eq!(layout.key, 0);
        }
    }

    #[test]
    fn a_key_may_be_a_column_of_its_own() {
        let layout = layout(Kind::Organisations, "Kund-id;namn;slag", "kund id").expect("a layout");
        let places: Vec<_> =
            layout.columns().map(|column| (column.field.name, layout.place(column.field.name))).collect();
        assert_eq!((layout.key, places), (0, vec![("name", Some(1)), ("kind", Some(2))]));
    }

    #[test]
    fn two_columns_that_could_be_the_key_are_refused() {
        for (headers, key) in
            [("Nr;nr.;namn;slag", "nr"), ("Kund-id;namn;kund id;slag", "kund-id"), ("nr;nr;namn;slag", "Nr")]
        {
            let told = layout(Kind::Organisations, headers, key).expect_err(headers);
            assert!(told.contains("two columns could be the key"), "{told}");
        }
    }

    #[test]
    fn a_column_unknown_doubled_or_missing_is_refused() {
        let refused = |headers, key| layout(Kind::Organisations, headers, key).expect_err(headers);
        assert!(refused("namn;slag;telefon", "namn").contains("telefon"));
        assert!(refused("namn;name;slag", "namn").contains("both name"));
        assert!(refused("namn;kommun", "namn").contains("kind (slag)"));
        assert!(refused("namn;slag", "orgnr").contains("--key"));
        assert!(refused("namn;slag;", "").contains("--key"));
    }

    #[test]
    fn no_personal_number_is_a_key_or_told_in_a_message() {
        let told = layout(Kind::Enrolments, "tillfälle;pnr", "Personnummer").expect_err("refused");
        assert!(told.contains("personal number"), "{told}");
        let told = layout(Kind::Enrolments, "occasion_1;19090527-1474", "occasion_1").expect_err("no header");
        assert!(!told.contains("1474"), "{told}");
    }

    #[test]
    fn no_header_means_two_columns_of_a_kind() {
        for kind in Kind::value_variants() {
            let columns = kind.columns();
            let own = |column: &Column| {
                column.names.iter().map(|name| fold(name)).chain([fold(column.field.name)]).collect::<BTreeSet<_>>()
            };
            let mut names: Vec<String> = columns.iter().flat_map(own).collect();
            let count = names.len();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), count, "{kind:?}");
        }
    }
}
