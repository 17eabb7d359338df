//! Documents already parsed: a front-end sends the same few texts all day.

use std::sync::Arc;

use async_graphql::parser::{Error, parse_query, types::ExecutableDocument};
use moka::sync::Cache;

/// Most bytes of document texts remembered. Parsed, a document takes some ten times its text.
const REMEMBERED_BYTES: u64 = 2 << 20;

/// Parsed documents by their text; the ones asked for least are forgotten first.
pub struct Documents(Cache<Arc<str>, Arc<ExecutableDocument>>);

impl Documents {
    /// None yet.
    pub fn new() -> Self {
        let weight = |text: &Arc<str>, _: &Arc<ExecutableDocument>| u32::try_from(text.len()).unwrap_or(u32::MAX);
        Self(Cache::builder().max_capacity(REMEMBERED_BYTES).weigher(weight).build())
    }

    /// `text`, parsed.
    ///
    /// # Errors
    /// The parser's; a text that does not parse is not remembered.
    pub fn parse(&self, text: &str) -> Result<Arc<ExecutableDocument>, Error> {
        if let Some(document) = self.0.get(text) {
            return Ok(document);
        }
        let document = Arc::new(parse_query(text)?);
        self.0.insert(text.into(), Arc::clone(&document));
        Ok(document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_text_is_parsed_once() {
        let documents = Documents::new();
        let first = documents.parse("{ viewer { id } }").expect("parses");
        let again = documents.parse("{ viewer { id } }").expect("parses");
        assert!(Arc::ptr_eq(&first, &again));
        assert!(documents.parse("{ viewer {").is_err());
        assert!(documents.parse("{ viewer {").is_err());
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let documents = Documents::new();
        for n in 0..400 {
            let text = format!("{{ a{n}: viewer {{ id }} # {} \n }}", "x".repeat(20_000));
            documents.parse(&text).expect("parses");
        }
        documents.0.run_pending_tasks();
        assert!(documents.0.weighted_size() <= REMEMBERED_BYTES);
    }
}
