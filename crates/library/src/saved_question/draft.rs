//! What someone wants to save, read and checked before anything is written. All that is wrong is told, not the first only.

use kernel::Rule;
use questions::{Definition, DefinitionError, Question, Text, error as definition_rules};
use serde_json::Value;

use super::entity::{QuestionTheme, rules};

/// Longest document, bytes: what the front door takes.
pub(super) const MOST_DOCUMENT_BYTES: usize = 16 * 1024;
/// Longest definition, bytes of JSON: some 200 columns with words in two languages.
const MOST_DEFINITION_BYTES: usize = 128 * 1024;

/// Fel i en fråga: something in it that cannot stand, with words for who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where: `slug`, `document`, or a place in the definition such as `column[2].path`.
    pub at: String,
    /// Which rule.
    pub rule: Rule,
    /// What is wrong and what to write instead.
    pub words: Text,
}

impl Fault {
    /// What the schema says of the document.
    pub fn of_document(said: &Text) -> Self {
        let words = Text::new(
            format!("Dokumentet stämmer inte med schemat: {}", said.sv),
            format!("The document does not fit the schema: {}", said.en),
        );
        Self { at: "document".to_owned(), rule: rules::DOCUMENT_DOES_NOT_FIT_THE_SCHEMA, words }
    }
}

impl From<DefinitionError> for Fault {
    fn from(error: DefinitionError) -> Self {
        let words = Text::new(error.message(kernel::Lang::Sv), error.message(kernel::Lang::En));
        Self { at: error.at, rule: error.rule, words }
    }
}

/// Utkast: a slug, a document and a definition that agree with one another.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The name in the address.
    pub slug: String,
    /// The GraphQL document.
    pub document: String,
    /// The definition as JSON; its `version` is the edition, which whoever saves it sets.
    pub definition: Value,
    /// Title.
    pub title: Text,
    /// Theme.
    pub theme: QuestionTheme,
}

impl Draft {
    /// Reads a definition and checks it against itself and its document.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn read(slug: &str, document: &str, mut definition: Value) -> Result<Self, Vec<Fault>> {
        too_long(document.len(), MOST_DOCUMENT_BYTES, "document")?;
        too_long(definition.to_string().len(), MOST_DEFINITION_BYTES, "definition")?;
        if let Value::Object(keys) = &mut definition {
            // The edition is ours to count.
            keys.insert("version".to_owned(), Value::from(1));
        }
        let read = question(slug, document, &definition)?;
        let about = read.definition();
        if about.open {
            let words = Text::new(
                "Bara inbyggda frågor kan vara öppna för alla. Ta bort open och dcat.",
                "Only built-in questions can be open to everyone. Remove open and dcat.",
            );
            return Err(vec![Fault { at: "open".to_owned(), rule: rules::SAVED_QUESTION_IS_NOT_OPEN, words }]);
        }
        Ok(Self {
            slug: slug.to_owned(),
            document: document.to_owned(),
            title: about.title.clone(),
            theme: about.theme.into(),
            definition,
        })
    }
}

/// The question that these three make.
///
/// # Errors
/// All that is wrong with it.
pub(super) fn question(slug: &str, document: &str, definition: &Value) -> Result<Question, Vec<Fault>> {
    let read = serde_json::from_value::<Definition>(definition.clone()).map_err(|error| {
        vec![Fault::from(DefinitionError {
            at: "definition".to_owned(),
            rule: definition_rules::DEFINITION_IS_NOT_READABLE,
            detail: error.to_string(),
        })]
    })?;
    Question::new(slug, document, read).map_err(|errors| errors.into_iter().map(Fault::from).collect())
}

fn too_long(length: usize, most: usize, at: &str) -> Result<(), Vec<Fault>> {
    if length <= most {
        return Ok(());
    }
    let rule = definition_rules::TEXT_IS_LONGER_THAN_ALLOWED;
    Err(vec![DefinitionError { at: at.to_owned(), rule, detail: most.to_string() }.into()])
}

#[cfg(test)]
pub(crate) mod tests {
    use serde_json::json;

    use super::*;

    pub(crate) const DOCUMENT: &str = "query($first: Int!, $after: String) { needs(first: $first, after: $after) { nodes { title } pageInfo { hasNextPage endCursor } } }";

    pub(crate) fn definition() -> Value {
        json!({
            "theme": "behov",
            "title": { "sv": "Våra behov", "en": "Our needs" },
            "ingress": { "sv": "Vad vi har anmält.", "en": "What we have reported." },
            "rows": "needs.nodes",
            "column": [{ "name": "title", "path": "title", "type": "text", "label": { "sv": "Behov", "en": "Need" } }],
        })
    }

    fn rules_of(slug: &str, document: &str, definition: Value) -> Vec<(String, Rule)> {
        let faults = Draft::read(slug, document, definition).expect_err("faults");
        assert!(faults.iter().all(|fault| !fault.words.sv.is_empty() && fault.words.sv != fault.words.en));
        faults.into_iter().map(|fault| (fault.at, fault.rule)).collect()
    }

    #[test]
    fn a_draft_is_read_with_its_title_and_theme() {
        let draft = Draft::read("vara-behov", DOCUMENT, definition()).expect("a draft");
        assert_eq!((draft.title.sv.as_str(), draft.theme), ("Våra behov", QuestionTheme(questions::Theme::Needs)));
        assert_eq!(draft.definition["version"], 1, "the edition is not the author's to set");
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let mut wrong = definition();
        wrong["column"][0]["label"]["en"] = json!("");
        wrong["title"]["sv"] = json!(" ");
        let found = rules_of("Våra behov", "mutation { a }", wrong);
        for expected in [
            ("slug", definition_rules::SLUG_IS_WRONG),
            ("title", definition_rules::TEXT_IS_MISSING),
            ("document", definition_rules::DOCUMENT_IS_NOT_A_QUERY),
            ("column[0].label", definition_rules::TEXT_IS_MISSING),
        ] {
            assert!(found.iter().any(|(at, rule)| (at.as_str(), *rule) == expected), "{expected:?} in {found:?}");
        }
    }

    #[test]
    fn an_unknown_key_is_not_read() {
        let mut wrong = definition();
        wrong["colour"] = json!("red");
        assert_eq!(
            rules_of("a", DOCUMENT, wrong),
            [("definition".to_owned(), definition_rules::DEFINITION_IS_NOT_READABLE)]
        );
        assert_eq!(rules_of("a", DOCUMENT, json!("x"))[0].1, definition_rules::DEFINITION_IS_NOT_READABLE);
    }

    #[test]
    fn only_built_in_questions_are_open() {
        let mut open = definition();
        open["open"] = json!(true);
        open["dcat"] = json!({ "themes": ["SOCI"], "periodicity": "MONTHLY", "licence": "CC0" });
        assert_eq!(rules_of("a", DOCUMENT, open), [("open".to_owned(), rules::SAVED_QUESTION_IS_NOT_OPEN)]);
    }

    #[test]
    fn what_is_too_long_is_not_even_read() {
        assert_eq!(rules_of("a", &"#".repeat(MOST_DOCUMENT_BYTES + 1), definition())[0].0, "document");
        assert_eq!(rules_of("a", DOCUMENT, json!("x".repeat(MOST_DEFINITION_BYTES)))[0].0, "definition");
    }
}
