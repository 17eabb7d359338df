//! What can be done with saved questions.

use access::Anchors;
use async_graphql::{Context, ID, InputObject, Object, Result};
use kernel::Error;
use library::saved_question::{Fault, SaveQuestion, Saved, rules};

use super::object::{QuestionSharing, SavedQuestionObject};
use crate::{
    app::{app, caller},
    graph::{Choice, JsonValue, Node, UserError, id, maybe_id, settle, writing},
    payload,
};

/// Spara fråga. A new one names its owner: one of organisation, council, hub and project.
#[derive(Clone, Debug, InputObject)]
pub struct SaveQuestionInput {
    /// Frågan som ändras; absent for a new one.
    id: Option<ID>,
    /// Versionen du har sett; absent for a new one.
    expected_version: Option<i32>,
    /// Organisationen som äger den.
    organisation_id: Option<ID>,
    /// Rådet som äger den.
    council_id: Option<ID>,
    /// Kompetensnavet som äger den.
    hub_id: Option<ID>,
    /// Projektet som äger den.
    project_id: Option<ID>,
    /// Adress: a–z, digits and hyphens, at most 80; it stands once given.
    slug: String,
    /// GraphQL-dokument: one query, at most 16 KiB.
    document: String,
    /// Beskrivning: title, ingress, theme, rows, parameters, columns and chart. `version` is counted by the service.
    definition: JsonValue,
    /// Delning, once it is published.
    #[graphql(default_with = "Choice(library::saved_question::Sharing::Owner)")]
    sharing: QuestionSharing,
    /// Rådet som den delas med: one that the owner has a seat in; the owner itself where that is a council.
    shared_council_id: Option<ID>,
}

impl SaveQuestionInput {
    fn command(self) -> kernel::Result<SaveQuestion> {
        let change = match (&self.id, self.expected_version) {
            (Some(given), Some(expected)) => Some((id("id", given)?, expected)),
            (Some(_), None) => return Err(Error::invalid("expectedVersion", rules::EXPECTED_VERSION_IS_REQUIRED)),
            (None, _) => None,
        };
        Ok(SaveQuestion {
            change,
            owner: Anchors {
                organisation: maybe_id("organisationId", self.organisation_id.as_ref())?,
                council: maybe_id("councilId", self.council_id.as_ref())?,
                hub: maybe_id("hubId", self.hub_id.as_ref())?,
                project: maybe_id("projectId", self.project_id.as_ref())?,
                ..Anchors::default()
            },
            slug: self.slug,
            document: self.document,
            definition: self.definition.0,
            sharing: self.sharing.0,
            shared_council: maybe_id("sharedCouncilId", self.shared_council_id.as_ref())?,
        })
    }
}

/// Publicera fråga.
#[derive(Clone, Debug, InputObject)]
pub struct PublishQuestionInput {
    /// Frågan.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
}

/// Dra in fråga.
#[derive(Clone, Debug, InputObject)]
pub struct WithdrawQuestionInput {
    /// Frågan.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Skäl, 1–1,000 characters.
    reason: String,
}

payload!(
    /// Svar på en ändring av en sparad fråga.
    SavedQuestionPayload {
        /// Frågan efter ändringen.
        saved_question: SavedQuestionObject
    }
);

impl SavedQuestionPayload {
    /// From what came of saving: all that is wrong with a question is told at once.
    fn from_saved(ctx: &Context<'_>, result: kernel::Result<Saved>) -> Result<Self> {
        let (done, user_errors) = settle(ctx, result)?;
        Ok(match done {
            Some(Saved::Done(question)) => {
                Self { saved_question: Some(Node::alone(*question).into()), user_errors: Vec::new() }
            }
            Some(Saved::Faulty(faults)) => {
                let lang = caller(ctx).lang;
                let told = |fault: Fault| UserError {
                    code: fault.rule.to_owned(),
                    message: fault.words.get(lang).to_owned(),
                    path: place(&fault.at),
                };
                Self { saved_question: None, user_errors: faults.into_iter().map(told).collect() }
            }
            None => Self { saved_question: None, user_errors },
        })
    }
}

/// Where in the input a fault lies: `column[2].path` is in the definition, at `column`, `2`, `path`.
fn place(at: &str) -> Vec<String> {
    let parts = at.split(['.', '[', ']']).filter(|part| !part.is_empty()).map(str::to_owned);
    let own = matches!(at, "slug" | "document" | "definition");
    let within = (!own).then(|| "definition".to_owned());
    std::iter::once("input".to_owned()).chain(within).chain(parts).collect()
}

/// Ändringar av sparade frågor.
#[derive(Default)]
pub struct SavedQuestionMutation;

#[Object]
impl SavedQuestionMutation {
    /// Spara fråga: a new draft, or another wording. Roles: organisation contact, provider, chair, process leader, hub, project manager, for their own.
    async fn save_question(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Frågan.")] input: SaveQuestionInput,
    ) -> Result<SavedQuestionPayload> {
        let request = writing(ctx)?;
        let done = async { app(ctx).saved_questions.save(&request, input.command()?).await };
        SavedQuestionPayload::from_saved(ctx, done.await)
    }

    /// Publicera fråga to those it is shared with. Roles: as `saveQuestion`, in a hub its manager.
    async fn publish_question(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Frågan.")] input: PublishQuestionInput,
    ) -> Result<SavedQuestionPayload> {
        let request = writing(ctx)?;
        let done =
            async { app(ctx).saved_questions.publish(&request, id("id", &input.id)?, input.expected_version).await };
        SavedQuestionPayload::from_result(ctx, done.await)
    }

    /// Dra in fråga, with a reason: nobody asks it any more. Roles: as `publishQuestion`.
    async fn withdraw_question(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Frågan och skälet.")] input: WithdrawQuestionInput,
    ) -> Result<SavedQuestionPayload> {
        let request = writing(ctx)?;
        let done = async {
            let question = id("id", &input.id)?;
            app(ctx).saved_questions.withdraw(&request, question, input.expected_version, &input.reason).await
        };
        SavedQuestionPayload::from_result(ctx, done.await)
    }
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn a_fault_has_its_place_in_the_input() {
        assert_eq!(place("slug"), ["input", "slug"]);
        assert_eq!(place("definition"), ["input", "definition"]);
        assert_eq!(place("column[2].path"), ["input", "definition", "column", "2", "path"]);
        assert_eq!(place("title"), ["input", "definition", "title"]);
    }
}
