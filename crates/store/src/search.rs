//! Full-text search: words that stand in a column of their own beside the texts, as [`kernel::words`] keeps them. A
//! record names the column, so every write of its row writes them too; what finds them there is the database's own: on
//! PostgreSQL an index on the column, on SQLite a table of full text that triggers keep.

use std::hash::{DefaultHasher, Hash, Hasher};

use kernel::words::{Sought, sought};
use sea_orm::{ColumnTrait, sea_query::Expr};

use crate::{db::Dialect, filter::Filter};

/// Words that are searched for, as one database is asked for them.
#[derive(Clone, Debug)]
pub struct Search {
    dialect: Dialect,
    query: String,
}

/// The rows that hold every word of `text` among those kept in `column`; none where `text` has no word.
pub fn search<C>(dialect: Dialect, column: C, text: &str) -> Filter<C> {
    let words = sought(text);
    if words.is_empty() {
        return Filter::Any(Vec::new());
    }
    let query = match dialect {
        Dialect::Sqlite => query(&words, "\"", " OR ", " AND ", "*"),
        Dialect::Postgres => query(&words, "'", " | ", " & ", ":*"),
    };
    Filter::Words(column, Search { dialect, query })
}

/// The words in a database's language of full text. They are letters and digits alone, so nothing in them ends the
/// quotes.
fn query(words: &[Sought], quote: &str, or: &str, and: &str, begins: &str) -> String {
    let term = |word: &Sought| {
        let stems = std::iter::once(&word.stem).chain(&word.others).map(|stem| format!("{quote}{stem}{quote}"));
        let begun = word.beginning.iter().map(|beginning| format!("{quote}{beginning}{quote}{begins}"));
        let ways: Vec<String> = stems.chain(begun).collect();
        if ways.len() == 1 { ways.join(or) } else { format!("({})", ways.join(or)) }
    };
    words.iter().map(term).collect::<Vec<_>>().join(and)
}

impl Search {
    /// Whether the words kept in `column` are those.
    pub(crate) fn expr<C: ColumnTrait>(&self, column: &C) -> Expr {
        let (table, column) = (column.entity_name(), column.as_str());
        let asked = match self.dialect {
            Dialect::Sqlite => format!(
                "{table}.id IN (SELECT id FROM {table}_found_ids \
                 WHERE number IN (SELECT rowid FROM {table}_found WHERE {table}_found MATCH ?))"
            ),
            // Each search is a statement of its own, so that it is planned for its words. A plan for any words may read
            // the whole list in its order, which is right for words that stand everywhere and wrong for those that
            // stand in one row.
            Dialect::Postgres => format!(
                "array_to_tsvector(string_to_array({table}.{column}, ' ')) @@ CAST($1 AS tsquery) /* {:x} */",
                digest(&self.query)
            ),
        };
        Expr::cust_with_values(asked, [self.query.as_str()])
    }
}

fn digest(query: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    query.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(dialect: Dialect, text: &str) -> Option<String> {
        match search(dialect, (), text) {
            Filter::Words((), search) => Some(search.query),
            Filter::Any(parts) if parts.is_empty() => None,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn words_are_quoted_in_either_language() {
        let text = "kvinnor & \"IT\" OR ö'";
        assert_eq!(
            asked(Dialect::Sqlite, text).as_deref(),
            Some("\"it\" AND (\"kvinn\" OR \"kvinnor\"*) AND \"or\" AND \"ö\"")
        );
        assert_eq!(asked(Dialect::Postgres, text).as_deref(), Some("'it' & ('kvinn' | 'kvinnor':*) & 'or' & 'ö'"));
    }

    #[test]
    fn what_a_past_tense_may_be_kept_as_is_asked_for_too() {
        let (sqlite, postgres) = (asked(Dialect::Sqlite, "höja"), asked(Dialect::Postgres, "höja"));
        assert_eq!(sqlite.as_deref(), Some("(\"höj\" OR \"höjd\" OR \"höjt\" OR \"höja\"*)"));
        assert_eq!(postgres.as_deref(), Some("('höj' | 'höjd' | 'höjt' | 'höja':*)"));
    }

    #[test]
    fn signs_alone_are_nowhere() {
        for dialect in [Dialect::Sqlite, Dialect::Postgres] {
            assert_eq!(asked(dialect, "-- * ' \""), None);
        }
    }
}
