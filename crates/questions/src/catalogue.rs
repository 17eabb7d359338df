//! Frågebiblioteket: the questions shipped inside.

use std::{collections::BTreeMap, fmt, sync::Arc};

use thiserror::Error as ThisError;

use crate::{
    definition::{Definition, Question, Theme},
    error::{self, DefinitionError},
};

struct Source {
    theme: &'static str,
    slug: &'static str,
    definition: &'static str,
    document: &'static str,
}

const BUILT_IN: &[Source] = include!(concat!(env!("OUT_DIR"), "/built_in.rs"));

/// Questions by address. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Catalogue(Arc<BTreeMap<String, Question>>);

/// Which questions cannot stand, and why.
#[derive(Debug, ThisError)]
pub struct CatalogueError(pub Vec<(String, DefinitionError)>);

impl fmt::Display for CatalogueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(slug, error)| writeln!(f, "{slug}: {error}"))
    }
}

impl Catalogue {
    /// The built-in questions.
    ///
    /// # Errors
    /// A file that breaks the format; a test keeps that from being released.
    pub fn built_in() -> Result<Self, CatalogueError> {
        let (mut questions, mut errors) = (BTreeMap::new(), Vec::new());
        for source in BUILT_IN {
            match read(source) {
                Ok(question) if questions.contains_key(source.slug) => {
                    let taken = DefinitionError::new("slug", error::SLUG_IS_TAKEN, question.slug());
                    errors.push((source.slug.to_owned(), taken));
                }
                Ok(question) => drop(questions.insert(source.slug.to_owned(), question)),
                Err(found) => errors.extend(found.into_iter().map(|error| (source.slug.to_owned(), error))),
            }
        }
        if errors.is_empty() { Ok(Self(Arc::new(questions))) } else { Err(CatalogueError(errors)) }
    }

    /// Each question with its enumerations' words, as `labelled` says them.
    #[must_use]
    pub fn labelled(&self, labelled: impl Fn(&Question) -> Question) -> Self {
        let each = |(slug, question): (&String, &Question)| (slug.clone(), labelled(question));
        Self(Arc::new(self.0.iter().map(each).collect()))
    }

    /// The question at this address.
    pub fn get(&self, slug: &str) -> Option<&Question> {
        self.0.get(slug)
    }

    /// All questions: by theme in the themes' order, within a theme by Swedish title.
    pub fn all(&self) -> Vec<&Question> {
        let mut all: Vec<&Question> = self.0.values().collect();
        all.sort_by_cached_key(|each| (each.definition().theme, kernel::text::sort_key(&each.definition().title.sv)));
        all
    }

    /// The questions of a theme, by Swedish title.
    pub fn of_theme(&self, theme: Theme) -> Vec<&Question> {
        self.all().into_iter().filter(|question| question.definition().theme == theme).collect()
    }

    /// The questions anyone may ask.
    pub fn open(&self) -> Vec<&Question> {
        self.all().into_iter().filter(|question| question.definition().open).collect()
    }
}

/// Whether a built-in question has this address, whatever becomes of its files.
pub fn is_built_in(slug: &str) -> bool {
    BUILT_IN.iter().any(|source| source.slug == slug)
}

/// Reads a definition written as TOML.
///
/// # Errors
/// `DEFINITION_IS_NOT_READABLE` with the line and what was expected.
pub fn parse(toml: &str) -> Result<Definition, DefinitionError> {
    toml::from_str(toml).map_err(|fault: toml::de::Error| {
        // The reader's own words stand as they are, after the line.
        let before = fault.span().and_then(|span| toml.get(..span.start)).unwrap_or_default();
        let told = format!("TOML {}: “{}”", before.lines().count().max(1), fault.message());
        DefinitionError::new("", error::DEFINITION_IS_NOT_READABLE, told)
    })
}

fn read(source: &Source) -> Result<Question, Vec<DefinitionError>> {
    let definition = parse(source.definition).map_err(|error| vec![error])?;
    if definition.theme.as_str() != source.theme {
        return Err(vec![DefinitionError::new("theme", error::THEME_IS_NOT_THE_FOLDERS, source.theme)]);
    }
    Question::new(source.slug, source.document, definition)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definition::ColumnType;

    #[test]
    fn every_built_in_question_stands() {
        let catalogue = Catalogue::built_in().unwrap_or_else(|errors| panic!("{errors}"));
        assert_eq!(catalogue.all().len(), BUILT_IN.len());
        for question in catalogue.all() {
            assert_eq!(catalogue.get(question.slug()), Some(question));
            assert!(is_built_in(question.slug()) && !is_built_in(&format!("{}-", question.slug())));
        }
    }

    /// As a number it would be written `2 018`.
    #[test]
    fn a_built_in_column_of_years_is_of_the_type_year() {
        let catalogue = Catalogue::built_in().unwrap_or_else(|errors| panic!("{errors}"));
        // `year`, `founded_year`, `founding.year`, `foundedYear`, `yearFounded`.
        let is_year = |text: &str| {
            let mut parts = text.split(|c: char| !c.is_ascii_alphanumeric());
            parts.any(|part| {
                part == "year"
                    || part.ends_with("Year")
                    || part.strip_prefix("year").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()))
            })
        };
        let mut years = 0;
        for question in catalogue.all() {
            for column in &question.definition().columns {
                let says_year = is_year(&column.name) || is_year(&column.path.to_string());
                match column.kind {
                    ColumnType::Year => years += 1,
                    ColumnType::Integer | ColumnType::Decimal | ColumnType::Count if says_year => {
                        panic!("{}: {} ({}) is a year", question.slug(), column.name, column.path)
                    }
                    _ => {}
                }
            }
        }
        assert!(years > 0, "no column is of the type year: this test looks at nothing");
    }

    /// A screen shows some ten columns: those that answer stand there, the ids and codes that programs want after them.
    #[test]
    fn what_decides_stands_first_in_a_wide_table() {
        let catalogue = Catalogue::built_in().unwrap_or_else(|errors| panic!("{errors}"));
        let wide = catalogue.all().into_iter().filter(|question| question.definition().columns.len() > 10);
        let mut looked_at = 0;
        for question in wide {
            let columns = &question.definition().columns;
            let is_said = |stem: &str| columns.iter().any(|column| column.name == stem);
            let is_technical = |name: &str| name.ends_with("_id") || name.strip_suffix("_code").is_some_and(is_said);
            let slug = question.slug();
            assert_eq!(columns[0].kind, ColumnType::Text, "{slug}: what it is about stands first");
            let technical: Vec<bool> = columns.iter().map(|column| is_technical(&column.name)).collect();
            assert!(technical.is_sorted(), "{slug}: an id or a code beside its label stands before another column");
            let decides = |column: &&crate::Column| {
                column.name.ends_with("_status_code") || column.is_numeric() || column.kind == ColumnType::Date
            };
            assert!(
                columns.iter().take(6).filter(decides).count() >= 2,
                "{slug}: no state, figure or day among the first"
            );
            looked_at += 1;
        }
        assert!(looked_at > 10, "{looked_at} questions");
    }

    /// Drawn in one place are rows of one thing, not of one name. A county's name is its own.
    #[test]
    fn what_a_chart_draws_together_is_told_apart_by_its_id_or_code() {
        let catalogue = Catalogue::built_in().unwrap_or_else(|errors| panic!("{errors}"));
        let (mut known, mut bare) = (0, Vec::new());
        for question in catalogue.all() {
            let definition = question.definition();
            let Some(chart) = definition.chart.as_ref().filter(|chart| chart.sum || chart.series.is_some()) else {
                continue;
            };
            let named = |name: &String| definition.columns.iter().find(|column| column.name == *name);
            for column in [&chart.x, &chart.series].into_iter().flatten().filter_map(named) {
                let path = column.path.to_string();
                let is_name = ["name", "title", "label"].contains(&path.rsplit(['.', '/']).next().unwrap_or_default());
                match column.key(&definition.columns) {
                    Some(_) => known += 1,
                    None if is_name => bare.push((question.slug(), column.name.as_str())),
                    None => {}
                }
            }
        }
        assert_eq!(bare, [("foretagens-analyser-och-planer", "county"), ("projektens-parter", "county")]);
        assert!(known > 30, "{known} names");
    }

    #[test]
    fn a_definition_is_read_strictly() {
        let unknown = "version = 1\ntheme = \"behov\"\ncolour = 1\ntitle = { sv = \"a\", en = \"b\" }\ningress = { sv = \"a\", en = \"b\" }";
        let error = parse(unknown).expect_err("unknown key");
        assert_eq!(error.rule, error::DEFINITION_IS_NOT_READABLE);
        assert!(error.detail.contains("colour"), "{error}");
        let theme = parse("version = 1\ntheme = \"annat\"").expect_err("unknown theme");
        assert!(theme.detail.contains("oppna-data"), "{theme}");
    }
}
