//! Använd i …: how to fetch a question's answer from the tools people have.
//!
//! The token is a placeholder everywhere, and never part of an address: HTTP Basic with any user name and the token as
//! password, or Bearer. An open question needs none.

mod code;
mod steps;

use kernel::{Lang, text_enum};

use crate::{
    definition::Question,
    encode::Format,
    parameters::Arguments,
    table::{FieldKind, Head},
};

/// The user name that goes with a token; the service does not look at it.
pub const USER: &str = "token";

text_enum! {
    /// Verktyg.
    pub enum Tool {
        Excel = "excel" ("Excel", "Excel"),
        PowerBi = "power-bi" ("Power BI", "Power BI"),
        PowerQuery = "power-query" ("Power Query (M)", "Power Query (M)"),
        Python = "python" ("Python (pandas)", "Python (pandas)"),
        R = "r" ("R", "R"),
        DuckDb = "duckdb" ("DuckDB", "DuckDB"),
        Metabase = "metabase" ("Metabase", "Metabase"),
        Curl = "curl" ("curl", "curl"),
    }
}

/// How to fetch the answer in one tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// Which tool.
    pub tool: Tool,
    /// What to do, in order; plain text.
    pub steps: Vec<String>,
    /// What to paste, where there is something to paste.
    pub code: Option<String>,
}

/// What the snippets are about.
#[derive(Clone, Debug)]
pub struct Use<'a> {
    /// The question.
    pub question: &'a Question,
    /// What is asked for.
    pub arguments: &'a Arguments,
    /// Scheme and host, e.g. `https://kompetensnav.example`, without a last slash.
    pub host: &'a str,
    /// Of steps and comments.
    pub lang: Lang,
}

impl Use<'_> {
    /// One for each tool.
    pub fn snippets(&self) -> Vec<Snippet> {
        Tool::ALL.iter().map(|tool| self.snippet(*tool)).collect()
    }

    /// The one for this tool.
    pub fn snippet(&self, tool: Tool) -> Snippet {
        let code = match tool {
            Tool::Excel => None,
            Tool::PowerBi | Tool::PowerQuery => Some(code::power_query(self)),
            Tool::Python => Some(code::python(self)),
            Tool::R => Some(code::r(self)),
            Tool::DuckDb | Tool::Metabase => Some(code::duckdb(self)),
            Tool::Curl => Some(code::curl(self)),
        };
        Snippet { tool, steps: steps::of(self, tool), code }
    }

    /// The whole address of the answer in a format.
    pub fn address(&self, format: Format) -> String {
        let swedish = (format == Format::CsvSwedish).then_some("format=svensk");
        let asked = self.arguments.query_string();
        let query =
            swedish.into_iter().chain((!asked.is_empty()).then_some(asked.as_str())).collect::<Vec<_>>().join("&");
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}/{}{mark}{query}", self.host, self.path(format))
    }

    fn path(&self, format: Format) -> String {
        format!("fragor/{}.{}", self.question.slug(), format.extension())
    }

    fn is_open(&self) -> bool {
        self.question.definition().open
    }

    fn fields(&self) -> Vec<(String, FieldKind)> {
        let head = Head::of(self.question);
        head.fields().iter().map(|field| (field.name.clone(), field.kind)).collect()
    }

    /// What the reader puts her token in the place of.
    fn placeholder(&self) -> &'static str {
        self.say("DIN_TOKEN", "YOUR_TOKEN")
    }

    fn say(&self, sv: &'static str, en: &'static str) -> &'static str {
        if self.lang == Lang::Sv { sv } else { en }
    }
}

#[cfg(test)]
mod tests;
