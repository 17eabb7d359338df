//! What a field offers that follows from what another field names: decisions on the need, and who belongs to a network's project.

use graph::MutationField;
use kernel::command::Field;
use serde_json::{Value, json};
use web::{commands::Given, port::Refusal};

use super::{CommandService, Reader, by_id, input, lists::all, of_id};

/// Commands of which one field is chosen first, for what the others offer follows from it.
const FIRST: [(&str, &str); 1] = [("joinNetwork", "networkId")];

/// The field of a command that is chosen before the others.
pub(super) fn first_of(row: &'static MutationField) -> Option<&'static Field> {
    let (_, name) = FIRST.iter().find(|(command, _)| *command == row.name)?;
    row.table.fields.iter().find(|field| field.name == *name)
}

/// The id that stands in a field of the form.
fn named(given: &Given, field: &str) -> Option<String> {
    let id = input::texts(given, field).first().map(|id| id.trim().to_owned());
    id.filter(|id| of_id(id).is_some())
}

impl CommandService {
    /// Those that fit what the form names elsewhere; nothing for another field, and where that is not named.
    pub(super) async fn of_what_is_named(
        &self,
        reader: &Reader,
        row: &MutationField,
        field: &Field,
        given: &Given,
    ) -> Result<Option<Value>, Refusal> {
        match (row.name, field.name) {
            ("endorseNeed", "decisionId") => {
                Ok(named(given, "needId").map(|need| json!({ "endorses": { "id": { "eq": need } } })))
            }
            ("joinNetwork" | "publishMaterial", "organisationId") => {
                let Some((project, owner)) = self.project_of(reader, given).await? else { return Ok(None) };
                let part = json!({ "somePartnership": { "projectId": { "eq": project } } });
                Ok(Some(json!({ "or": [part, { "id": { "eq": owner } }] })))
            }
            ("joinNetwork", "participantId") => {
                let Some((project, _)) = self.project_of(reader, given).await? else { return Ok(None) };
                let employer = named(given, "organisationId").map(|id| json!({ "organisationId": { "eq": id } }));
                Ok(all([Some(json!({ "projectId": { "eq": project } })), employer].into_iter().flatten().collect()))
            }
            _ => Ok(None),
        }
    }

    /// The project of the network that the form names, and who owns it.
    async fn project_of(&self, reader: &Reader, given: &Given) -> Result<Option<(String, String)>, Refusal> {
        let Some(network) = named(given, "networkId") else { return Ok(None) };
        let owned = "project { id owner { id } }";
        let document = format!("query($id: ID!) {{ node(id: $id) {{ ... on ProfessionalNetwork {{ {owned} }} }} }}");
        let found = self.ask(reader, &document, by_id(&network)).await?;
        let project = &found["node"]["project"];
        let id = |value: &Value| value["id"].as_str().map(str::to_owned);
        Ok(id(project).zip(id(&project["owner"])))
    }
}
