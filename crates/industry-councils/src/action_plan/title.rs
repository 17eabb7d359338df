//! What a plan is called in another year.

/// `title`, with the year `to` wherever `from` stands in it as a number of its own.
pub(super) fn of_year(title: &str, from: i32, to: i32) -> String {
    let (from, to) = (from.to_string(), to.to_string());
    let mut told = String::with_capacity(title.len());
    let mut kept = 0;
    for (at, found) in title.match_indices(from.as_str()) {
        let end = at + found.len();
        if title[..at].ends_with(char::is_numeric) || title[end..].starts_with(char::is_numeric) {
            continue;
        }
        told.push_str(&title[kept..at]);
        told.push_str(&to);
        kept = end;
    }
    told.push_str(&title[kept..]);
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_replaced_where_it_is_a_number_of_its_own() {
        let told = |title: &str| of_year(title, 2026, 2027);
        for (title, expected) in [
            ("Handlingsplan 2026", "Handlingsplan 2027"),
            ("2026 års handlingsplan (HP2026, é2026)", "2027 års handlingsplan (HP2027, é2027)"),
            ("Handlingsplan 2026–2028", "Handlingsplan 2027–2028"),
            ("Ärende 12026, 20261 och 20262026", "Ärende 12026, 20261 och 20262026"),
            ("Handlingsplan 2025", "Handlingsplan 2025"),
            ("Handlingsplan", "Handlingsplan"),
            ("", ""),
        ] {
            assert_eq!(told(title), expected);
        }
        assert_eq!(of_year("Handlingsplan 2026", 2026, 2026), "Handlingsplan 2026");
    }
}
