//! A question that stands: its definition has been checked against itself and its document.

use std::{fmt, sync::Arc};

use kernel::Lang;

use super::{Column, Definition, Parameter, Text, validate};
use crate::{
    document::{self, Variable},
    error::DefinitionError,
    labels::{self, Labels, Values},
    path::RowsPath,
};

/// Fråga: a named, versioned GraphQL document with typed parameters and a described answer. Cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct Question(Arc<Inner>);

#[derive(Clone, Debug, PartialEq)]
struct Inner {
    slug: String,
    document: String,
    definition: Definition,
    rows: RowsPath,
    variables: Vec<Variable>,
    labels: Labels,
    codes: Option<CodeLists>,
}

/// Kodlistor, as whoever has them knows them: the code as the list of this name has it; nothing for a text that is none of its codes.
#[derive(Clone, Copy)]
pub struct CodeLists(pub fn(scheme: &str, text: &str) -> Option<String>);

impl fmt::Debug for CodeLists {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeLists")
    }
}

/// There is one set of lists in a process.
impl PartialEq for CodeLists {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// Bläddring: how the whole answer is fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// The fields from the answer's root to the connection, e.g. `["needs"]`; `pageInfo { hasNextPage endCursor }` is there.
    pub connection: Vec<String>,
}

impl Question {
    /// Checks a definition and makes a question of it.
    ///
    /// # Errors
    /// Everything that is wrong with it, not the first thing only.
    pub fn new(
        slug: impl Into<String>,
        document: impl Into<String>,
        definition: Definition,
    ) -> Result<Self, Vec<DefinitionError>> {
        let (slug, document) = (slug.into(), document.into());
        let variables = document::variables(&document);
        let errors = validate::all(&slug, variables.as_deref(), &definition);
        match (variables, definition.rows.clone()) {
            (Ok(variables), Some(rows)) if errors.is_empty() => {
                let labels = Labels::new();
                Ok(Self(Arc::new(Inner { slug, document, definition, rows, variables, labels, codes: None })))
            }
            _ => Err(errors),
        }
    }

    /// With the labels of its columns' enumerations: their answers then say them beside the codes.
    #[must_use]
    pub fn labelled(&self, labels: Labels) -> Self {
        Self(Arc::new(Inner { labels, ..Inner::clone(&self.0) }))
    }

    /// With the labels of the enumerations that its parameters choose among, by the parameter's name: no words but theirs are said of
    /// a value that they have.
    #[must_use]
    pub fn choosing(&self, labels: &Labels) -> Self {
        let mut inner = Inner::clone(&self.0);
        for parameter in &mut inner.definition.parameters {
            let Some(labels) = labels.get(&parameter.name) else { continue };
            for value in &mut parameter.values {
                let said = |lang| labels.said(&value.code, lang).map(|(_, label)| label);
                if let (Some(sv), Some(en)) = (said(Lang::Sv), said(Lang::En)) {
                    value.words = Some(Text::new(sv, en));
                }
            }
        }
        Self(Arc::new(inner))
    }

    /// With the lists that its codes are of: another code is refused where the question is asked. Without them every code may be.
    #[must_use]
    pub fn with_codes(&self, codes: CodeLists) -> Self {
        Self(Arc::new(Inner { codes: Some(codes), ..Inner::clone(&self.0) }))
    }

    pub(crate) fn codes(&self) -> Option<CodeLists> {
        self.0.codes
    }

    /// What the values of a column are called, where they are an enumeration's.
    pub fn labels_of(&self, column: &Column) -> Option<&Values> {
        labels::of(&self.0.labels, column)
    }

    /// The name in the address: `/fragor/{slug}`.
    pub fn slug(&self) -> &str {
        &self.0.slug
    }

    /// The GraphQL document.
    pub fn document(&self) -> &str {
        &self.0.document
    }

    /// All that is said about it.
    pub fn definition(&self) -> &Definition {
        &self.0.definition
    }

    /// Where the rows are.
    pub fn rows(&self) -> &RowsPath {
        &self.0.rows
    }

    /// How it is paged: the runner sets `$first` and `$after`. `None` when one execution gives the whole answer.
    pub fn paging(&self) -> Option<Paging> {
        let connection = self.0.rows.connection()?;
        (self.declares("first") && self.declares("after")).then(|| Paging { connection: connection.to_vec() })
    }

    /// Whether the document declares this variable, e.g. `lang` or `updatedSince`, which the runner sets.
    pub fn declares(&self, variable: &str) -> bool {
        self.type_of(variable).is_some()
    }

    /// The name of the type of one value of a variable that the document declares, e.g. `ID` of `[ID!]!`.
    pub fn type_of(&self, variable: &str) -> Option<&str> {
        let declared = self.0.variables.iter().find(|each| each.name == variable)?;
        Some(declared.type_text.trim_matches(['[', ']', '!']))
    }

    /// The parameter with this name in the query string.
    pub fn parameter_at(&self, address: &str) -> Option<&Parameter> {
        self.0.definition.parameters.iter().find(|parameter| parameter.address() == address)
    }
}
