//! What someone is assessed in, where the form says whom and in which analysis: the skills that her role demands there, not all that
//! there are, and what the levels are called.

use graph::MutationField;
use kernel::{Label, Lang, command::Field};
use serde_json::Value;
use taxonomy::{Scheme, lookup};
use web::{
    commands::Given,
    port::{Choice, Refusal},
};

use super::{CommandService, Reader, by_id, input, of_id, words};

const OF_EMPLOYEE: &str =
    "query($id: ID!) { node(id: $id) { ... on Employee { assessableAnalyses { id steps skills { code } } } } }";
const OF_ANALYSIS: &str = "query($id: ID!) { node(id: $id) { ... on CompetenceAnalysis { scale { steps } } } }";

/// What the form points at there, where it does.
fn pointed_at<'g>(given: &'g Given, field: &str) -> Option<&'g str> {
    input::texts(given, field).first().copied().map(str::trim).filter(|id| of_id(id).is_some())
}

impl CommandService {
    /// The skills that may be assessed; nothing for another field, and where nobody is chosen who is assessed in any.
    pub(super) async fn skills_to_assess(
        &self,
        reader: &Reader,
        row: &MutationField,
        field: &Field,
        given: &Given,
    ) -> Result<Option<Vec<Choice>>, Refusal> {
        if (row.name, field.name) != ("assessSkill", "skill") {
            return Ok(None);
        }
        let lang = reader.lang();
        let mut choices: Vec<Choice> = Vec::new();
        for analysis in self.assessed_in(reader, given).await? {
            let codes = analysis["skills"].as_array().into_iter().flatten().filter_map(|skill| skill["code"].as_str());
            for concept in codes.filter_map(|code| lookup(Scheme::Skill, code)) {
                if !choices.iter().any(|known| known.value == concept.code) {
                    let label = words::coded(concept.label(lang), concept.code);
                    choices.push(Choice { value: concept.code.to_owned(), label });
                }
            }
        }
        Ok((!choices.is_empty()).then_some(choices))
    }

    /// What the levels of the chosen analysis are called, in a sentence; nothing for another field, and where none is chosen.
    pub(super) async fn told_steps(
        &self,
        reader: &Reader,
        row: &MutationField,
        field: &Field,
        given: &Given,
    ) -> Result<Option<String>, Refusal> {
        let steps = match (row.name, field.name) {
            ("assessSkill", "level") => match self.assessed_in(reader, given).await?.as_slice() {
                [one] => one["steps"].clone(),
                _ => return Ok(None),
            },
            ("requireSkill", "level") => match pointed_at(given, "analysisId") {
                Some(id) => self.ask(reader, OF_ANALYSIS, by_id(id)).await?["node"]["scale"]["steps"].take(),
                None => return Ok(None),
            },
            _ => return Ok(None),
        };
        let named = steps.as_array().into_iter().flatten().filter_map(Value::as_str).enumerate();
        let named: Vec<String> = named.map(|(at, step)| format!("{} {step}", at + 1)).collect();
        Ok((!named.is_empty()).then(|| sentence(&named.join(", "), reader.lang())))
    }

    /// The analyses in which the chosen employee may be assessed: the chosen one, or all of them.
    async fn assessed_in(&self, reader: &Reader, given: &Given) -> Result<Vec<Value>, Refusal> {
        let Some(employee) = pointed_at(given, "employeeId") else { return Ok(Vec::new()) };
        let mut found = self.ask(reader, OF_EMPLOYEE, by_id(employee)).await?;
        let Value::Array(mut analyses) = found["node"]["assessableAnalyses"].take() else { return Ok(Vec::new()) };
        if let Some(chosen) = pointed_at(given, "analysisId") {
            analyses.retain(|analysis| analysis["id"] == chosen);
        }
        Ok(analyses)
    }
}

fn sentence(steps: &str, lang: Lang) -> String {
    format!("{}: {steps}.", Label { sv: "Skalans steg", en: "The steps of the scale" }.get(lang))
}
