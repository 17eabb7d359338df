//! Which open needs may be the same as the one that a form is about: who triages looks there first.

use graph::MutationField;
use kernel::{Label, Lang};
use serde_json::Value;
use web::{
    commands::{Given, Link},
    port::Refusal,
};

use super::{CommandService, Reader, by_id, input, of_id, words};

/// The forms of triage, and their field that names the need.
const ABOUT_NEEDS: [(&str, &str); 3] = [("qualifyNeed", "id"), ("mergeNeed", "id"), ("triageNeed", "needId")];

const LIKE: Label = Label { sv: "Möjlig dubblett", en: "Possible duplicate" };
const POINTS: Label = Label { sv: "poäng av 10 000", en: "points of 10,000" };

impl CommandService {
    /// Those of the need that the form names, the likeliest first; none for another form, and where none is named.
    pub(super) async fn duplicates(
        &self,
        reader: &Reader,
        row: &MutationField,
        given: &Given,
    ) -> Result<Vec<Link>, Refusal> {
        let about = ABOUT_NEEDS.iter().find(|(command, _)| *command == row.name);
        let named = about.and_then(|(_, field)| input::texts(given, field).first().copied());
        let Some(id) = named.map(str::trim).filter(|id| of_id(id).is_some()) else { return Ok(Vec::new()) };
        let document =
            "query($id: ID!) { node(id: $id) { ... on Need { possibleDuplicates(first: 5) { cursor title score } } } }";
        let found = self.ask(reader, document, by_id(id)).await?;
        let rows = found["node"]["possibleDuplicates"].as_array().into_iter().flatten();
        Ok(rows.filter_map(|row| link(row, reader.lang())).collect())
    }
}

fn link(row: &Value, lang: Lang) -> Option<Link> {
    let (id, title) = (row["cursor"].as_str()?, row["title"].as_str()?);
    let score = words::number(&row["score"].as_i64()?.to_string(), lang);
    let label = format!("{}: {title} ({score} {})", LIKE.get(lang), POINTS.get(lang));
    Some(Link { label, address: format!("/ting/{id}") })
}
