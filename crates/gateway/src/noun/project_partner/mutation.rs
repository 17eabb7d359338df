//! What can be done with project partners.

use async_graphql::{Context, ID, InputObject, Object, Result};
use projects::partner::AddPartner;

use super::object::{ProjectPart, ProjectPartnerObject};
use crate::{
    app::app,
    graph::{Date, id, writing},
    payload,
};

/// Lägg till projektpart.
#[derive(Clone, Debug, InputObject)]
pub struct AddProjectPartnerInput {
    /// Projektet.
    project_id: ID,
    /// Organisationen.
    organisation_id: ID,
    /// Del.
    part: ProjectPart,
    /// Första dag; the project's when absent.
    valid_from: Option<Date>,
    /// Sista dag; the project's when absent.
    valid_to: Option<Date>,
}

payload!(
    /// Svar på en ändring av en projektpart.
    ProjectPartnerPayload {
        /// Projektparten efter ändringen.
        partner: ProjectPartnerObject
    }
);

/// Ändringar av projektparter.
#[derive(Default)]
pub struct ProjectPartnerMutation;

#[Object]
impl ProjectPartnerMutation {
    /// Lägg till projektpart. Roles: project manager, for the own project.
    async fn add_project_partner(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Projektparten.")] input: AddProjectPartnerInput,
    ) -> Result<ProjectPartnerPayload> {
        let request = writing(ctx)?;
        let done = async {
            let command = AddPartner {
                project: id("projectId", &input.project_id)?,
                organisation: id("organisationId", &input.organisation_id)?,
                part: input.part.0,
                valid_from: input.valid_from.map(|day| day.0),
                valid_to: input.valid_to.map(|day| day.0),
            };
            app(ctx).project_partners.add(&request, command).await
        };
        ProjectPartnerPayload::from_result(ctx, done.await)
    }
}
