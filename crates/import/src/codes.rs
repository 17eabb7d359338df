//! Codes of a list, the zeros that spreadsheets take off them, and the days that they make of them.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use kernel::{Lang, error::rules as common, text::sort_key};
use taxonomy::{Concept, Scheme};

use super::{
    layout::Layout,
    made_days,
    nearest::nearest,
    numbers,
    rules::{self, Refusal},
    table::Table,
};

/// The columns of a file whose codes are read as they are written.
#[derive(Debug, Default)]
pub struct Codes {
    trusted: HashSet<&'static str>,
}

impl Codes {
    /// A column that holds a code with a zero first was kept as text, and so its other codes have not lost theirs. With
    /// `as_written` the operator answers for every column.
    pub fn of(layout: &Layout, table: &Table, as_written: bool) -> Self {
        let columns = layout.columns().filter(|column| column.scheme().is_some());
        let kept = |field: &str| {
            let cells =
                layout.place(field).into_iter().flat_map(|at| table.rows.iter().map(move |row| row.cells.get(at)));
            cells.flatten().any(|cell| cell.trim().starts_with('0'))
        };
        let columns = columns.map(|column| column.field.name).filter(|field| as_written || kept(field));
        Self { trusted: columns.collect() }
    }

    /// The code that a cell of `field` holds, or names where the list's codes say nothing to people.
    ///
    /// # Errors
    /// For one that is not in its list, for a name of several there, and for one that is there both with and without a zero more.
    pub fn read(&self, field: &'static str, scheme: Scheme, text: &str) -> Result<&'static Concept, Refusal> {
        let refused = Refusal::row;
        if let Ok(concept) = taxonomy::require(field, scheme, text) {
            let other = with_zero(scheme, text).filter(|other| other.label_sv != concept.label_sv);
            return match other {
                Some(other) if !self.trusted.contains(field) => {
                    let both = |lang| format!("{}, {}", told(concept, lang), told(other, lang));
                    Err(refused(rules::CODE_MAY_HAVE_LOST_A_ZERO).details(both(Lang::Sv), both(Lang::En)))
                }
                _ => Ok(concept),
            };
        }
        if let Some(before) = made_days::written_before(text) {
            return Err(made_a_day(scheme, &before));
        }
        match called(scheme, text) {
            &[] => {}
            &[one] => return Ok(one),
            several => {
                let all = |lang| several.iter().map(|one| told(one, lang)).collect::<Vec<_>>().join("; ");
                return Err(refused(common::CODE_IS_UNKNOWN).details(all(Lang::Sv), all(Lang::En)));
            }
        }
        if numbers::was_made_a_number(text) {
            return Err(refused(rules::CELL_WAS_MADE_A_NUMBER));
        }
        if let Some(concept) = with_zero(scheme, text) {
            return Err(refused(rules::CODE_LOST_A_ZERO).details(told(concept, Lang::Sv), told(concept, Lang::En)));
        }
        if text.contains(',') {
            // What is advised must itself be taken.
            match self.read(field, scheme, &text.replacen(',', ".", 1)) {
                Ok(concept) => return Err(refused(rules::CODE_HAS_A_COMMA).detail(&printed(concept))),
                Err(refusal) if refusal.rule != common::CODE_IS_UNKNOWN => return Err(refusal),
                Err(_) => {}
            }
        }
        if numbers::has_decimals(text) {
            return Err(refused(rules::CELL_WAS_MADE_A_NUMBER));
        }
        Err(unknown(scheme, text))
    }
}

/// What the list has, and first what may have been meant.
fn unknown(scheme: Scheme, text: &str) -> Refusal {
    let (refusal, possible) = (Refusal::row(common::CODE_IS_UNKNOWN), taxonomy::possible(scheme));
    let nearest = nearest(scheme, text);
    if nearest.is_empty() {
        return refusal.details(possible.sv, possible.en);
    }
    let all = |lang| nearest.iter().map(|one| told(one, lang)).collect::<Vec<_>>().join("; ");
    refusal.details(
        format!("Närmast: {}. Alla: {}", all(Lang::Sv), possible.sv),
        format!("Nearest: {}. All: {}", all(Lang::En), possible.en),
    )
}

/// Why a day is refused that may have been any of these before: the first of them of which some are codes.
fn made_a_day(scheme: Scheme, before: &[Vec<String>]) -> Refusal {
    let refusal = Refusal::row(rules::CODE_WAS_MADE_A_DAY);
    let in_list = |codes: &Vec<String>| {
        let known = codes.iter().filter_map(|code| taxonomy::require("", scheme, code).ok());
        let mut found: Vec<&Concept> = known.collect();
        found.dedup_by_key(|concept| concept.code);
        (!found.is_empty()).then_some(found)
    };
    let Some(found) = before.iter().find_map(in_list) else { return refusal };
    let all = |lang| found.iter().map(|concept| told(concept, lang)).collect::<Vec<_>>().join(", ");
    refusal.details(format!("Det kan ha varit {}.", all(Lang::Sv)), format!("It may have been {}.", all(Lang::En)))
}

/// Lists whose codes say nothing to people, so that a cell may hold the name.
pub const BY_NAME: [Scheme; 2] = [Scheme::Skill, Scheme::OccupationName];

/// What is in use of those lists, by the names that it has, without capitals and accents.
static NAMES: LazyLock<HashMap<(&'static str, String), Vec<&'static Concept>>> = LazyLock::new(|| {
    let mut names: HashMap<_, Vec<&'static Concept>> = HashMap::new();
    for scheme in BY_NAME {
        for concept in taxonomy::all(scheme).iter().filter(|concept| concept.is_in_use()) {
            let mut own: Vec<String> =
                [Some(concept.label_sv), concept.label_en].into_iter().flatten().map(sort_key).collect();
            own.dedup();
            for name in own {
                names.entry((scheme.as_str(), name)).or_default().push(concept);
            }
        }
    }
    names
});

/// Whether cells may hold the names of the list's codes.
pub fn is_called_by_name(scheme: Scheme) -> bool {
    BY_NAME.contains(&scheme)
}

/// The names of such a list, as [`sort_key`] has them, and what is called so.
pub fn names_of(scheme: Scheme) -> impl Iterator<Item = (&'static str, &'static Concept)> {
    let own = NAMES.iter().filter(move |((of, _), _)| *of == scheme.as_str());
    own.flat_map(|((_, name), found)| found.iter().map(move |concept| (name.as_str(), *concept)))
}

/// Those of the list that are called so in Swedish or English.
pub fn called(scheme: Scheme, text: &str) -> &'static [&'static Concept] {
    if !is_called_by_name(scheme) {
        return &[];
    }
    match NAMES.get(&(scheme.as_str(), sort_key(text.trim()))) {
        Some(found) => found,
        None => &[],
    }
}

/// The concept that a cell holds the code or the name of.
pub fn named_in(scheme: Scheme, text: &str) -> Option<&'static Concept> {
    let by_code = taxonomy::require("", scheme, text).ok();
    by_code.or_else(|| match called(scheme, text) {
        &[one] => Some(one),
        _ => None,
    })
}

/// The code with one or two zeros more before it, or one after where it has a point and so may have been a number.
fn with_zero(scheme: Scheme, text: &str) -> Option<&'static Concept> {
    let text = text.trim();
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let before = ["0", "00"].into_iter().map(|zeros| format!("{zeros}{text}"));
    let after = text.contains('.').then(|| format!("{text}0"));
    before.chain(after).find_map(|code| taxonomy::require("", scheme, &code).ok())
}

/// A code as its list prints it, with its label.
pub fn told(concept: &Concept, lang: Lang) -> String {
    format!("{} {}", printed(concept), concept.label(lang))
}

fn printed(concept: &Concept) -> String {
    match concept.scheme {
        Scheme::Sni2007 => taxonomy::sni_display(concept.code),
        _ => concept.code.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{kind::Kind, table};

    fn read(cells: &[&str], field: &'static str, scheme: Scheme) -> Vec<Result<&'static str, kernel::Rule>> {
        let file =
            format!("namn;slag;{field}\n{}", cells.iter().map(|cell| format!("A;B;{cell}\n")).collect::<String>());
        let table = table::read(file.as_bytes()).expect("a table");
        let layout = Layout::of(Kind::Organisations, &table.headers, "namn").expect("a layout");
        let codes = Codes::of(&layout, &table, false);
        let one = |cell: &&str| codes.read(field, scheme, cell).map(|found| found.code).map_err(|refusal| refusal.rule);
        cells.iter().map(one).collect()
    }

    const SNI: (&str, Scheme) = ("industry", Scheme::Sni2007);

    #[test]
    fn a_column_without_zeros_is_doubted_where_a_code_has_two_readings() {
        let lost = Err(rules::CODE_MAY_HAVE_LOST_A_ZERO);
        assert_eq!(read(&["21", "1610", "71", "62010"], SNI.0, SNI.1), [lost, lost, lost, Ok("62010")]);
        // One zero that is kept tells that the column was text.
        assert_eq!(read(&["21", "1610", "01610"], SNI.0, SNI.1), [Ok("21"), Ok("1610"), Ok("01610")]);
        // What is printed with its point was no number, unless it lost what stood last.
        assert_eq!(read(&["62.010", "62.01", "j"], SNI.0, SNI.1), [Ok("62010"), Ok("6201"), Ok("J")]);
    }

    #[test]
    fn what_cannot_be_a_code_is_refused_with_its_cause() {
        use kernel::error::rules::CODE_IS_UNKNOWN;
        let cells = ["62,01", "1.61", "1", "6,2E+4", "62010,0", "99999", "x", "62,0", "21.0", "21,0", "62 010", "1.0"];
        let expected = [
            rules::CODE_HAS_A_COMMA,
            rules::CODE_LOST_A_ZERO,
            rules::CODE_LOST_A_ZERO,
            rules::CELL_WAS_MADE_A_NUMBER,
            rules::CELL_WAS_MADE_A_NUMBER,
            CODE_IS_UNKNOWN,
            CODE_IS_UNKNOWN,
            rules::CODE_HAS_A_COMMA,
            rules::CELL_WAS_MADE_A_NUMBER,
            rules::CELL_WAS_MADE_A_NUMBER,
            rules::CELL_WAS_MADE_A_NUMBER,
            rules::CELL_WAS_MADE_A_NUMBER,
        ];
        assert_eq!(read(&["62.0"], SNI.0, SNI.1), [Ok("620")]);
        assert_eq!(read(&cells, SNI.0, SNI.1), expected.map(Err));
        let days = read(&["jan.11", "02-jan", "2026-10-16", "jan.99", "4/3/2021"], SNI.0, SNI.1);
        assert_eq!(days, [Err(rules::CODE_WAS_MADE_A_DAY); 5]);
        let municipality = read(&["180", "1480", "180.0", "9999"], "municipality", Scheme::Municipality);
        let expected =
            [Err(rules::CODE_LOST_A_ZERO), Ok("1480"), Err(rules::CELL_WAS_MADE_A_NUMBER), Err(CODE_IS_UNKNOWN)];
        assert_eq!(municipality, expected);
    }

    #[test]
    fn a_skill_is_read_by_its_code_or_its_name() {
        let codes = Codes::default();
        let skill = taxonomy::lookup(Scheme::Skill, "JFDz_Uyg_Nmy").expect("a skill");
        for written in [skill.code, skill.label_sv, &format!("  {} ", skill.label_sv.to_uppercase())] {
            assert_eq!(
                codes.read("skill", Scheme::Skill, written).map(|found| found.code),
                Ok(skill.code),
                "{written}"
            );
            assert_eq!(named_in(Scheme::Skill, written).map(|found| found.code), Some(skill.code), "{written}");
        }
        let refused = codes.read("skill", Scheme::Skill, "Trolleri").expect_err("no skill");
        assert_eq!(refused.rule, common::CODE_IS_UNKNOWN);
        assert!(
            refused.message().0.contains("SKILL") && refused.message().1.contains("SKILL"),
            "what is possible is told"
        );
        let misspelt = format!("{}n", skill.label_sv);
        let refused = codes.read("skill", Scheme::Skill, &misspelt).expect_err("no skill");
        assert_eq!(refused.rule, common::CODE_IS_UNKNOWN);
        let (sv, en) = refused.message();
        assert!(sv.contains("Närmast: ") && sv.contains(&told(skill, Lang::Sv)), "{sv}");
        assert!(en.contains("Nearest: ") && en.contains(&told(skill, Lang::En)), "{en}");
        // Codes that people write are not read by their names.
        assert!(codes.read("municipality", Scheme::Municipality, "Göteborg").is_err());
    }

    #[test]
    fn the_operator_may_answer_for_the_codes() {
        let table = table::read(b"namn;slag;sni\nA;B;21\n").expect("a table");
        let layout = Layout::of(Kind::Organisations, &table.headers, "namn").expect("a layout");
        let codes = Codes::of(&layout, &table, true);
        assert_eq!(codes.read("industry", Scheme::Sni2007, "21").map(|found| found.code).ok(), Some("21"));
    }
}
