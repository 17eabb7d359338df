//! Which column of a file is which field.

use std::collections::HashMap;

use kernel::text::normal;

use super::{
    kind::{Column, Kind},
    shown::named,
};

/// A file's columns, told apart.
#[derive(Debug)]
pub struct Layout {
    /// The place of each field's column.
    fields: HashMap<&'static str, usize>,
    headers: Vec<String>,
    kind: Kind,
    /// The place of the key column.
    pub key: usize,
}

impl Layout {
    /// The columns of a file of `kind` with these headers and the key column named `key`.
    ///
    /// # Errors
    /// A text for the operator: an unknown, doubled or missing column, or a key that must not be one.
    pub fn of(kind: Kind, headers: &[String], key: &str) -> Result<Self, String> {
        let columns = kind.columns();
        let key = &*normal(key);
        let mut fields = HashMap::new();
        let mut unknown = Vec::new();
        for (place, header) in headers.iter().enumerate() {
            match find(columns, header) {
                Some(column) => {
                    if let Some(other) = fields.insert(column.field, place) {
                        let (one, two) = (&headers[other], header);
                        return Err(format!(
                            "the columns `{}` and `{}` are both {}",
                            named(one),
                            named(two),
                            column.field
                        ));
                    }
                }
                None if header.trim().is_empty() || fold(header) == fold(key) => {}
                None => unknown.push(named(header)),
            }
        }
        let key = key_place(columns, headers, &fields, key)?;
        if !unknown.is_empty() {
            let known: Vec<_> = columns.iter().map(|column| column.field).collect();
            return Err(format!("unknown columns: {}; known are: {}", unknown.join(", "), known.join(", ")));
        }
        let missing: Vec<_> = columns
            .iter()
            .filter(|column| column.required && !fields.contains_key(column.field))
            .map(|column| format!("{} ({})", column.field, column.names[0]))
            .collect();
        if !missing.is_empty() {
            return Err(format!("columns that are needed are missing: {}", missing.join(", ")));
        }
        Ok(Self { fields, headers: headers.to_vec(), kind, key })
    }

    /// The place of a field's column.
    pub fn place(&self, field: &str) -> Option<usize> {
        self.fields.get(field).copied()
    }

    /// How many cells a row has.
    pub fn width(&self) -> usize {
        self.headers.len()
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
    pub fn columns(&self) -> impl Iterator<Item = &'static Column> {
        self.kind.columns().iter().filter(|column| self.fields.contains_key(column.field))
    }

    /// Every field with its place, in the API's name order.
    pub fn fields(&self) -> Vec<(&'static str, usize)> {
        let mut fields: Vec<_> = self.fields.iter().map(|(field, place)| (*field, *place)).collect();
        fields.sort_unstable();
        fields
    }
}

fn key_place(
    columns: &[Column],
    headers: &[String],
    fields: &HashMap<&'static str, usize>,
    key: &str,
) -> Result<usize, String> {
    let known = find(columns, key);
    if known.is_some_and(|column| column.field == "personalNumber") {
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
    let place = first.or_else(|| fields.get(known?.field).copied());
    place.ok_or_else(|| format!("--key: the file has no column `{}`", named(key)))
}

fn find<'a>(columns: &'a [Column], header: &str) -> Option<&'a Column> {
    let header = fold(header);
    let is = |name: &str| fold(name) == header;
    columns.iter().find(|column| is(column.field) || column.names.iter().any(|name| is(name)))
}

/// A header without case, blanks and punctuation.
fn fold(header: &str) -> String {
    header.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
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
        assert_eq!((layout.key, layout.fields()), (0, vec![("kind", 2), ("name", 1)]));
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
            let mut names: Vec<String> = Vec::new();
            for column in kind.columns() {
                let mut own: Vec<String> = column.names.iter().map(|name| fold(name)).collect();
                own.push(fold(column.field));
                own.sort();
                own.dedup();
                names.extend(own);
            }
            let count = names.len();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), count, "{kind:?}");
        }
    }
}
