//! What to paste. Addresses are escaped, so no quotation mark of theirs can end a text of the tool's.

use std::fmt::Write as _;

use super::{USER, Use};
use crate::{encode::Format, table::FieldKind};

/// Power Query M: the token is given in the program's own dialogue, not in the text.
pub(super) fn power_query(about: &Use<'_>) -> String {
    let types: Vec<String> = about
        .fields()
        .into_iter()
        .map(|(name, kind)| {
            let kind = match kind {
                FieldKind::Text | FieldKind::Code | FieldKind::Status => "type text",
                FieldKind::Integer | FieldKind::Year | FieldKind::Count => "Int64.Type",
                FieldKind::Decimal(_) => "type number",
                FieldKind::Percent(_) => "Percentage.Type",
                FieldKind::Date => "type date",
                FieldKind::DateTime => "type datetimezone",
                FieldKind::Boolean => "type logical",
            };
            format!("        {{\"{name}\", {kind}}}")
        })
        .collect();
    let query = m_query(about.arguments.asked());
    let fetched = format!("Web.Contents(\"{}\", [RelativePath = \"{}\"{query}])", about.host, about.path(Format::Csv));
    format!(
        "let\n    Source = Csv.Document(\n        {fetched},\n        [Delimiter = \",\", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]\n    ),\n    \
         Headers = Table.PromoteHeaders(Source, [PromoteAllScalars = true]),\n    \
         Empty = Table.ReplaceValue(Headers, \"\", null, Replacer.ReplaceValue, Table.ColumnNames(Headers)),\n    \
         Types = Table.TransformColumnTypes(Empty, {{\n{}\n    }}, \"en-US\")\nin\n    Types",
        types.join(",\n")
    )
}

/// `, Query = [rad = "x", kommun = {"1480", "1401"}]`.
fn m_query(asked: &[(String, String)]) -> String {
    let mut names: Vec<&str> = asked.iter().map(|(name, _)| name.as_str()).collect();
    names.dedup();
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\"").replace("#(", "#(#)("));
    let parts = names.iter().map(|name| {
        let values: Vec<String> =
            asked.iter().filter(|(other, _)| other == name).map(|(_, text)| quoted(text)).collect();
        match values.as_slice() {
            [one] => format!("#\"{name}\" = {one}"),
            many => format!("#\"{name}\" = {{{}}}", many.join(", ")),
        }
    });
    let parts = parts.collect::<Vec<_>>().join(", ");
    if parts.is_empty() { String::new() } else { format!(", Query = [{parts}]") }
}

pub(super) fn python(about: &Use<'_>) -> String {
    let mut code = String::from("import io\n\nimport pandas as pd\nimport requests\n\n");
    let auth =
        if about.is_open() { String::new() } else { format!("    auth=(\"{USER}\", \"{}\"),\n", about.placeholder()) };
    let _ = write!(
        code,
        "answer = requests.get(\n    \"{}\",\n{auth}    timeout=60,\n)\nanswer.raise_for_status()\n\
         table = pd.read_parquet(io.BytesIO(answer.content))\nprint(table.head())\n",
        about.address(Format::Parquet)
    );
    code
}

pub(super) fn r(about: &Use<'_>) -> String {
    let types: Vec<String> = about
        .fields()
        .into_iter()
        .map(|(name, kind)| {
            let kind = match kind {
                FieldKind::Text | FieldKind::Code | FieldKind::Status => "col_character()",
                FieldKind::Integer
                | FieldKind::Year
                | FieldKind::Count
                | FieldKind::Decimal(_)
                | FieldKind::Percent(_) => "col_double()",
                FieldKind::Date => "col_date()",
                FieldKind::DateTime => "col_datetime()",
                FieldKind::Boolean => "col_logical()",
            };
            format!("    {name} = {kind}")
        })
        .collect();
    let auth = if about.is_open() {
        String::new()
    } else {
        format!("  req_auth_basic(\"{USER}\", \"{}\") |>\n", about.placeholder())
    };
    format!(
        "library(httr2)\nlibrary(readr)\n\nanswer <- request(\"{}\") |>\n{auth}  req_perform() |>\n  resp_body_string()\n\
         table <- read_csv(\n  I(answer),\n  na = \"\",\n  col_types = cols(\n{}\n  )\n)\n",
        about.address(Format::Csv),
        types.join(",\n")
    )
}

pub(super) fn duckdb(about: &Use<'_>) -> String {
    let secret = if about.is_open() {
        String::new()
    } else {
        format!(
            "CREATE OR REPLACE SECRET kompetensnav (\n  TYPE http,\n  SCOPE '{}',\n  EXTRA_HTTP_HEADERS MAP {{'Authorization': 'Bearer {}'}}\n);\n",
            about.host,
            about.placeholder()
        )
    };
    format!(
        "INSTALL httpfs;\nLOAD httpfs;\n{secret}SELECT * FROM read_parquet('{}');\n",
        about.address(Format::Parquet)
    )
}

pub(super) fn curl(about: &Use<'_>) -> String {
    let auth = if about.is_open() { String::new() } else { format!("--user '{USER}:{}' ", about.placeholder()) };
    let slug = about.question.slug();
    format!(
        "curl --fail --compressed {auth}--etag-save {slug}.etag --etag-compare {slug}.etag \\\n  --output {slug}.xlsx '{}'\n",
        about.address(Format::Xlsx)
    )
}
