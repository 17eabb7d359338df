//! Which mandates may be chosen where it is said at which meeting: those of the body that meets, held on its day.

use graph::MutationField;
use kernel::command::Field;
use serde_json::{Value, json};
use web::{commands::Given, port::Refusal};

use super::{CommandService, Reader, by_id, input, of_id};

/// The commands that are about a mandate at a meeting, the field that leads to the meeting, the type it names, and whether that is
/// the meeting itself or what has one.
const AT_MEETINGS: [(&str, &str, &str, bool); 3] = [
    ("recordPresence", "meetingId", "CouncilMeeting", true),
    ("recordItemNote", "itemId", "AgendaItem", false),
    ("recordVote", "decisionId", "CouncilDecision", false),
];
/// The fields of those commands that name a mandate.
const MANDATES: [&str; 2] = ["membershipId", "servesForId"];

impl CommandService {
    /// The mandates that the meeting named in the form has; nothing for another field, and where no meeting is named.
    pub(super) async fn of_the_meeting(
        &self,
        reader: &Reader,
        row: &MutationField,
        field: &Field,
        given: &Given,
    ) -> Result<Option<Value>, Refusal> {
        let at = AT_MEETINGS.iter().find(|(command, ..)| *command == row.name);
        let Some((_, named, of, is_meeting)) = at.filter(|_| MANDATES.contains(&field.name)) else { return Ok(None) };
        let id = input::texts(given, named).first().copied().map(str::trim).filter(|id| of_id(id).is_some());
        let Some(id) = id else { return Ok(None) };
        let told = "meetsOn council { id } industryCouncil { id }";
        let told = if *is_meeting { told.to_owned() } else { format!("meeting {{ {told} }}") };
        let document = format!("query($id: ID!) {{ node(id: $id) {{ ... on {of} {{ {told} }} }} }}");
        let found = self.ask(reader, &document, by_id(id)).await?;
        let meeting = if *is_meeting { &found["node"] } else { &found["node"]["meeting"] };
        Ok(meeting["meetsOn"].is_string().then(|| {
            let industry_council = match &meeting["industryCouncil"]["id"] {
                Value::Null => json!({ "isNull": true }),
                id => json!({ "eq": id }),
            };
            json!({ "heldOn": meeting["meetsOn"], "councilId": { "eq": meeting["council"]["id"] },
                "industryCouncilId": industry_council })
        }))
    }
}
